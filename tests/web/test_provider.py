"""Signing in by the house's identity provider: a real one on this machine, over HTTP, there and back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from oidc_provider_mock import run_server_in_thread

from comptoir.config.sign_in import providers
from comptoir.operations.accounts import close_account
from comptoir.store.audit.queries import list_deeds
from tests.web.conftest import AT
from tests.web.signing_in import HOUSE, has_account, sign_in

SECONDS = 20
BACK = "http://testserver/{}/account/provider/oidc/back/"


class Provider(NamedTuple):
    """A running provider, and how the counter is known to it."""

    address: str
    client: str
    secret: str

    def knows(self, who: str, **claims: str | bool | int) -> None:
        """Let somebody have an identity there."""
        requests.put(f"{self.address}/users/{who}", json=claims, timeout=SECONDS).raise_for_status()

    def environ(self, **other: str) -> dict[str, str]:
        """What an administrator writes down to use it."""
        return {
            "COMPTOIR_OIDC_URL": self.address,
            "COMPTOIR_OIDC_CLIENT": self.client,
            "COMPTOIR_OIDC_SECRET": self.secret,
            "COMPTOIR_OIDC_NAME": "Arvor Identity",
            **other,
        }


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    """A provider that knows this counter, its secret, and the addresses to send people back to."""
    with run_server_in_thread(require_client_registration=True) as server:
        address = f"http://localhost:{server.server_port}"
        asked = {
            "redirect_uris": [BACK.format("en"), BACK.format("fr")],
            "token_endpoint_auth_method": "client_secret_post",
        }
        known = requests.post(f"{address}/oauth2/clients", json=asked, timeout=SECONDS).json()
        yield Provider(address, known["client_id"], known["client_secret"])


@pytest.fixture
def provider(running, demo, settings) -> Provider:
    """The demo company, whose people sign in by the provider."""
    settings.SOCIALACCOUNT_PROVIDERS = providers(running.environ())
    return running


def leave(client: Client, language: str = "en") -> str:
    """Press the button; gives the address at the provider to which it leads."""
    page = client.get(f"/{language}/account/sign-in/").content.decode()
    assert "Arvor Identity" in page
    answer = client.post(f"/{language}/account/provider/oidc/?process=login")
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def arrive(address: str, who: str) -> str:
    """Say there who one is, or nothing to go away; gives the address at the counter to which one is sent back."""
    form = {"sub": who} if who else {"action": "deny"}
    answer = requests.post(address, data=form, allow_redirects=False, timeout=SECONDS)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"].removeprefix("http://testserver")


def go(client: Client, who: str, language: str = "en"):
    """There and back again; gives the counter's answer."""
    return client.get(arrive(leave(client, language), who), follow=True)


def on_record() -> list[tuple[str, str]]:
    return [(one.action, one.actor) for one in reversed(list_deeds(action="account")) if "sign" in one.action]


def test_a_verified_address_opens_the_account_of_its_person(provider) -> None:
    has_account("p20", mail="claire@arvor.example")
    provider.knows("8a1f", email="Claire@arvor.example", email_verified=True)
    client = Client()

    address = leave(client)
    asked = parse_qs(urlsplit(address).query)
    assert asked["redirect_uri"] == [BACK.format("en")]
    assert asked["code_challenge_method"] == ["S256"]
    answer = client.get(arrive(address, "8a1f"), follow=True)

    assert answer.status_code == 200
    assert "Claire Petit" in client.get("/en/account/").content.decode()
    assert SocialAccount.objects.get(uid="8a1f").user.username == "p20"
    assert on_record() == [("account.signed_in", "p20")]
    client.post("/en/account/sign-out/")
    assert on_record()[-1] == ("account.signed_out", "p20")


def test_the_way_goes_in_french_too_and_the_second_time_by_the_identity(provider) -> None:
    has_account("p20")
    provider.knows("8a1f", email="p20@arvor.example", email_verified=True)
    assert go(Client(), "8a1f", "fr").status_code == 200
    provider.knows("8a1f", email="married@arvor.example", email_verified=False)

    client = Client()
    go(client, "8a1f", "fr")

    assert "Claire Petit" in client.get("/fr/account/").content.decode()
    assert User.objects.count() == 1


def test_the_password_of_an_account_goes_on_serving(provider) -> None:
    has_account("p20")
    provider.knows("8a1f", email="p20@arvor.example", email_verified=True)

    go(Client(), "8a1f")

    assert sign_in("p20").get("/en/account/").status_code == 200


@pytest.mark.parametrize(
    ("language", "heading"),
    [("en", "The house does not know you yet"), ("fr", "La maison ne vous connaît pas encore")],
)
def test_somebody_unknown_is_told_so_and_gets_no_account(provider, language, heading) -> None:
    provider.knows("eve", email="eve@elsewhere.example", email_verified=True, preferred_username="p20")
    client = Client()

    answer = go(client, "eve", language)

    assert heading in answer.content.decode()
    assert f"/{language}/ask/?about=account" in answer.content.decode()
    assert not User.objects.exists()
    assert client.get("/en/account/").status_code == 302
    assert on_record() == [("account.sign_in_failed", "somebody")]


@pytest.mark.parametrize("verified", [False, None, "false", "no", 1])
def test_an_address_that_is_not_verified_opens_nothing(provider, verified) -> None:
    has_account("p20")
    said = {} if verified is None else {"email_verified": verified}
    provider.knows("thief", email="p20@arvor.example", preferred_username="p20", **said)
    client = Client()

    answer = go(client, "thief")

    assert "The house does not know you yet" in answer.content.decode()
    assert client.get("/en/account/").status_code == 302
    assert not SocialAccount.objects.exists()


def test_a_closed_account_stays_closed(provider) -> None:
    has_account("p20")
    provider.knows("8a1f", email="p20@arvor.example", email_verified=True)
    go(Client(), "8a1f")
    close_account("p20", actor=HOUSE, at=AT + timedelta(hours=1))
    client = Client()

    go(client, "8a1f")

    assert client.get("/en/account/").status_code == 302


@pytest.mark.parametrize(("language", "heading"), [("en", "Not signed in"), ("fr", "Connexion non établie")])
def test_who_turns_round_at_the_provider_is_told_that_nothing_happened(provider, language, heading) -> None:
    client = Client()

    answer = go(client, "", language)

    assert heading in answer.content.decode()
    assert client.get("/en/account/").status_code == 302


def test_a_code_serves_once_and_only_who_asked_for_it(provider) -> None:
    has_account("p20")
    provider.knows("8a1f", email="p20@arvor.example", email_verified=True)
    client = Client()
    back = arrive(leave(client), "8a1f")

    assert "Not signed in" in Client().get(back, follow=True).content.decode()
    assert client.get(back, follow=True).status_code == 200
    assert "Claire Petit" in client.get("/en/account/").content.decode()
    again = Client()
    assert "Not signed in" in again.get(back, follow=True).content.decode()
    assert again.get("/en/account/").status_code == 302


def test_a_counter_with_the_wrong_secret_or_without_its_provider_says_so(provider, settings) -> None:
    provider.knows("8a1f", email="p20@arvor.example", email_verified=True)
    settings.SOCIALACCOUNT_PROVIDERS = providers(provider.environ(COMPTOIR_OIDC_SECRET="not this one"))
    assert "Not signed in" in go(Client(), "8a1f").content.decode()

    settings.SOCIALACCOUNT_PROVIDERS = providers(provider.environ(COMPTOIR_OIDC_URL="http://127.0.0.1:9"))
    answer = Client().post("/en/account/provider/oidc/?process=login", follow=True)
    assert answer.status_code < 500
    assert "Not signed in" in answer.content.decode()


@pytest.mark.parametrize(("language", "words"), [("en", "says who you are"), ("fr", "dit qui vous êtes")])
def test_the_address_of_the_button_is_a_page_of_the_house(provider, language, words) -> None:
    page = Client().get(f"/{language}/account/provider/oidc/").content.decode()

    assert f"Arvor Identity {words}" in page
    assert 'action="?process=login"' in page
    assert Client().get(f"/{language}/account/provider/another/").status_code == 404


@pytest.mark.parametrize("process", ["connect", "redirect"])
def test_nobody_ties_another_identity_to_his_account(provider, process) -> None:
    has_account("p20")
    client = sign_in("p20")
    provider.knows("other", email="other@elsewhere.example", email_verified=True)

    away = client.post(f"/en/account/provider/oidc/?process={process}").headers["Location"]
    answer = client.get(arrive(away, "other"))

    assert answer.headers["Location"] == "/en/account/"
    assert not SocialAccount.objects.exists()


def test_an_address_of_two_accounts_opens_neither(provider) -> None:
    has_account("p20", mail="desk@arvor.example")
    has_account("p35", mail="desk@arvor.example")
    provider.knows("8a1f", email="desk@arvor.example", email_verified=True)

    go(Client(), "8a1f")

    assert not SocialAccount.objects.exists()


def test_a_first_sign_in_by_the_provider_is_told_by_mail(provider) -> None:
    has_account("p20")
    provider.knows("8a1f", email="p20@arvor.example", email_verified="true")

    go(Client(), "8a1f", "fr")

    (letter,) = mail.outbox
    assert "Désormais, Arvor Identity ouvre votre compte." in letter.body
    assert "Une nouvelle façon de se connecter" in letter.subject


@pytest.mark.parametrize(
    "address", ["http://login.example.org", "http://127.0.0.1.example.org", "ftp://localhost", "login"]
)
def test_a_provider_is_asked_over_https_unless_it_is_on_this_machine(address) -> None:
    with pytest.raises(ValueError, match="https"):
        providers({"COMPTOIR_OIDC_URL": address, "COMPTOIR_OIDC_CLIENT": "counter"})
    for near in ("http://localhost:8081", "http://127.0.0.1:8081/realm", "https://login.example.org"):
        assert providers({"COMPTOIR_OIDC_URL": near, "COMPTOIR_OIDC_CLIENT": "counter"})
