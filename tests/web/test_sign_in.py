"""Signing in: by name or mail, with a second factor, limited in attempts, and never by an account made by oneself."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from comptoir.operations.accounts import close_account
from comptoir.operations.actors import resolve_actor
from comptoir.store.audit.queries import list_deeds
from tests.web.conftest import AT
from tests.web.signing_in import HOUSE, PASSWORD, has_account, sign_in

NEW = "nine copper gauges"


def text_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_one_signs_in_by_name_or_by_mail_and_out_again(demo) -> None:
    has_account("p20", name="claire.petit")
    for login in ("claire.petit", "p20@arvor.example"):
        client = sign_in(login)
        assert "Claire Petit" in text_of(client, "/en/")
        assert "claire.petit" in text_of(client, "/en/account/")
        assert client.post("/en/account/sign-out/").status_code == 302
        assert "Passing by" in text_of(client, "/en/")


def test_a_wrong_password_says_so_in_both_languages_and_names_nobody(demo) -> None:
    has_account("p20")
    for language, sentence in (("en", "do not go together"), ("fr", "ne vont pas ensemble")):
        for login in ("p20", "nobody-at-all"):
            answer = Client().post(f"/{language}/account/sign-in/", {"login": login, "password": "wrong"})
            assert answer.status_code == 200
            assert sentence in answer.content.decode()


def test_after_five_failures_a_name_rests_even_with_the_right_password(demo) -> None:
    has_account("p20")
    for _ in range(5):
        Client().post("/en/account/sign-in/", {"login": "p20", "password": "wrong"})

    answer = Client().post("/en/account/sign-in/", {"login": "p20", "password": PASSWORD})

    assert answer.status_code == 200
    assert "Too many attempts" in answer.content.decode()
    cache.clear()
    sign_in("p20")


def test_passwords_are_kept_by_argon2(demo) -> None:
    has_account("p20")

    assert User.objects.get(username="p20").password.startswith("argon2$argon2id$")


def test_nobody_makes_an_account_for_himself(demo) -> None:
    answer = Client().post("/en/account/new/", {"username": "eve", "password1": NEW})

    assert answer.status_code == 405
    assert Client().get("/en/account/new/").headers["Location"].startswith("/en/ask/")
    assert not User.objects.exists()


def test_a_new_password_comes_by_mail_once_and_ends_open_sessions(demo) -> None:
    has_account("p20")
    open_session = sign_in("p20")
    assert Client().post("/fr/account/reset/", {"email": "p20@arvor.example"}).status_code == 302
    assert Client().post("/fr/account/reset/", {"email": "nobody@arvor.example"}).status_code == 302
    (letter,) = mail.outbox
    assert isinstance(letter, EmailMultiAlternatives)
    address = re.search(r"http://testserver(\S+/account/reset/\S+)", str(letter.body))
    assert address is not None
    assert "mot de passe" in letter.body
    assert [str(kind) for _body, kind in letter.alternatives] == ["text/html"]

    client = Client()
    form = client.get(address[1]).headers["Location"]
    answer = client.post(form, {"password1": NEW, "password2": NEW})

    assert answer.headers["Location"].endswith("/account/reset/done/")
    sign_in("p20", password=NEW)
    assert open_session.get("/en/account/").status_code == 302
    again = Client()
    assert "This link serves no more" in text_of(again, address[1].replace("/fr/", "/en/"))


def test_a_changed_password_ends_the_other_sessions_and_is_told_by_mail(demo) -> None:
    has_account("p20")
    here, elsewhere = sign_in("p20"), sign_in("p20")
    changed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}

    assert here.post("/en/account/password/", changed).status_code == 302

    assert here.get("/en/account/").status_code == 200
    assert elsewhere.get("/en/account/").status_code == 302
    assert "Your password was changed." in mail.outbox[-1].body


def test_the_second_factor_is_asked_and_its_secret_is_not_readable(demo) -> None:
    has_account("p20")
    client = sign_in("p20")
    once_more = client.get("/en/account/factor/add/").headers["Location"]
    assert once_more.startswith("/en/account/again/")
    assert client.post(once_more, {"password": "wrong"}).status_code == 200
    assert client.post(once_more, {"password": PASSWORD}).status_code == 302
    page = text_of(client, "/en/account/factor/add/")
    found = re.search(r'class="secret">([A-Z2-7]+)<', page)
    assert found is not None, page
    secret = found[1]

    def code() -> str:
        return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))

    assert "<svg" in page
    assert client.post("/en/account/factor/add/", {"code": "000000x"}).status_code == 200
    answer = client.post("/en/account/factor/add/", {"code": code()})
    assert answer.headers["Location"].endswith("/account/factor/codes/")
    codes = re.findall(r"<li><code>(\w+)</code>", text_of(client, "/en/account/factor/codes/"))
    assert len(codes) == 10
    from allauth.mfa.models import Authenticator

    assert secret not in repr(list(Authenticator.objects.values_list("data", flat=True)))

    cache.clear()
    other = Client()
    first = other.post("/en/account/sign-in/", {"login": "p20", "password": PASSWORD})
    assert first.headers["Location"].startswith("/en/account/code/")
    assert other.get("/en/account/").status_code == 302
    assert other.post("/en/account/code/", {"code": codes[0]}).status_code == 302
    assert "Claire Petit" in text_of(other, "/en/account/")


def test_a_closed_account_ends_its_session_and_opens_no_other(demo) -> None:
    has_account("p20")
    client = sign_in("p20")

    close_account("p20", actor=HOUSE, at=AT + timedelta(hours=1))

    assert client.get("/en/account/").status_code == 302
    answer = Client().post("/en/account/sign-in/", {"login": "p20", "password": PASSWORD})
    assert answer.status_code == 200 or answer.headers["Location"].endswith("/account/closed/")
    assert "account.closed" in [one.action for one in list_deeds()]
    with pytest.raises(Exception, match="permission"):
        close_account("p20", actor=resolve_actor("p02", at=AT), at=AT)


def test_an_account_is_worth_what_the_house_knows_of_its_person(demo) -> None:
    user = User.objects.create_user("ghost", password=PASSWORD)
    client = sign_in("ghost")

    assert user.pk
    assert "belongs to nobody" in text_of(client, "/en/account/")
    assert client.get("/en/board/").status_code == 404


def test_the_audit_trail_tells_who_signed_in_and_out_and_whose_attempt_failed(demo) -> None:
    has_account("p20", name="claire.petit")
    for login in ("claire.petit", "p20@arvor.example", "my secret, in the wrong field"):
        Client().post("/en/account/sign-in/", {"login": login, "password": "wrong"})
    client = sign_in("claire.petit")
    client.post("/en/account/sign-out/")

    told = [(one.action, one.actor) for one in reversed(list_deeds(action="account")) if "sign" in one.action]
    assert told == [
        ("account.sign_in_failed", "p20"),
        ("account.sign_in_failed", "p20"),
        ("account.sign_in_failed", "somebody"),
        ("account.signed_in", "p20"),
        ("account.signed_out", "p20"),
    ]
    assert not any("secret" in str(one.params) for one in list_deeds())
