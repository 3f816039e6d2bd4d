"""Pages over the demo company: a store that holds it, and clients that look through each persona's eyes."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from tests.web.company import tables

AT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
PERSONAS = ("", "claire", "novatek", "marc", "bruno")
os.environ.setdefault("COMPTOIR_STRICT_WORDING", "1")


def look_as(persona: str) -> Client:
    """A client that has chosen a persona by its button."""
    client = Client()
    if persona:
        answer = client.post("/fr/act-as/", {"persona": persona, "next": "/fr/"})
        assert answer.status_code == 302
    return client


@pytest.fixture
def counter(db, settings) -> None:
    """A counter in demo mode on a fixed day, without any company yet."""
    settings.COMPTOIR_DEMO = True
    settings.COMPTOIR_TODAY = date(2026, 11, 23)
    settings.COMPTOIR_CONTACT = "comptoir@arvor.example"


@pytest.fixture
def demo(counter) -> Callable[[str], Client]:
    """The demo company at the counter; `demo("claire")` is a client that looks as Claire, `demo("")` a passer-by."""
    from comptoir.operations.demo_people import qualify_people
    from comptoir.operations.demo_roles import give_roles
    from comptoir.operations.import_company import import_company

    import_company(tables(), actor="tests", at=AT)
    qualify_people(at=AT)
    give_roles(at=AT)
    return look_as
