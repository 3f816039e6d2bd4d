"""People with accounts, who sign in as anybody does: by the form, with their name and password."""

from __future__ import annotations

from django.core.cache import cache
from django.test import Client

from comptoir.operations.accounts import create_account
from comptoir.operations.actors import the_machine
from tests.web.conftest import AT

PASSWORD = "seven brass weights"
HOUSE = the_machine("tests")


def has_account(person: str, *, name: str = "", mail: str = "") -> str:
    """Make an account for a person; gives the name to sign in with."""
    cache.clear()  # Attempts are counted across tests otherwise.
    create_account(
        person,
        actor=HOUSE,
        at=AT,
        username=name or person,
        email=mail or f"{person}@arvor.example",
        password=PASSWORD,
    )
    return name or person


def sign_in(person: str, *, strict: bool = False, password: str = PASSWORD) -> Client:
    """A client that has signed in; `strict` refuses forms without their token, as a real server does."""
    client = Client(enforce_csrf_checks=strict)
    form = {"login": person, "password": password}
    if strict:
        form["csrfmiddlewaretoken"] = token(client, "/en/account/sign-in/")
    answer = client.post("/en/account/sign-in/", form)
    assert answer.status_code == 302, answer.content.decode()
    return client


def token(client: Client, address: str) -> str:
    """The token of the forms on a page."""
    text = client.get(address).content.decode()
    return text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
