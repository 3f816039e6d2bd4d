"""`comptoir account`: a house gets its first administrator, who sets a password by the link and signs in."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client

from comptoir.operations.import_company import import_company
from comptoir.store.accounts.queries import list_grants
from tests.cli.schemas import conforms
from tests.web.company import tables
from tests.web.conftest import AT
from tests.web.signing_in import PASSWORD

pytestmark = pytest.mark.django_db


def test_the_first_administrator(run) -> None:
    import_company(tables(), actor="tests", at=AT)
    words = ("account", "p01", "--username", "helene", "--role", "administrator", "--format", "json")

    looked = run(*words, "--dry-run")
    assert (looked.code, User.objects.count()) == (0, 0)
    told = run(*words)

    assert conforms(told.json, "account")
    assert [(one.role, one.unit) for one in list_grants(person="p01")] == [("administrator", "")]
    client = Client()
    form = client.get(urlsplit(told.json["link"]).path).headers["Location"]
    client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    assert client.post("/en/account/sign-in/", {"login": "helene", "password": PASSWORD}).status_code == 302
    assert client.get("/en/people/").status_code == 200

    again = run("account", "p01", "--role", "seller@MET", "--lang", "en")
    assert "Done for helene" in again.out
    assert run("account", "p01", "--close", "--format", "json").json["open"] is False
    assert client.get("/en/people/").status_code == 404


def test_a_role_or_a_person_that_is_none_is_refused(run) -> None:
    import_company(tables(), actor="tests", at=AT)

    assert run("account", "p01", "--role", "king").code == 2
    assert run("account", "nobody").code == 1
    refused = run("account", "p01", "--email", "no address", "--lang", "en")
    assert (refused.code, "not a mail address" in refused.err) == (1, True)
    stranger = run("account", "p01", "--as", "p02", "--lang", "en")
    assert (stranger.code, "the whole house" in stranger.err) == (1, True)
    assert run("account", "p01", "--role", "seller@NOWHERE").code == 1
    assert not User.objects.exists()
