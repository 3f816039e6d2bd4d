"""A small house for negotiations: a lab with sellers and a manager, its sister unit, an outsider, and who is who."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from comptoir.core.values import Refusal, Tables
from comptoir.operations.actors import Actor, resolve_actor, the_machine
from comptoir.operations.deals.mandates import set_mandate
from comptoir.operations.deals.proposing import Proposal
from comptoir.operations.import_company import import_company
from comptoir.store.accounts.models import RoleGrant
from tests.operations.companies import SETTINGS, Cells, company

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
# The lab's people, the sister unit's, the director of both, somebody outside.
ELSA, PAUL, MARC, CLAIRE, DINA, BRUNO, TESS, ZOE = (
    "elsa",
    "paul",
    "marc",
    "claire",
    "dina",
    "bruno",
    "tess",
    "zoe",
)
SELLER_ROLES = ((ELSA, "MET", "seller"), (PAUL, "MET", "seller"))


def _works(number: str, person: str, unit: str) -> Cells:
    return {
        "affiliation": number,
        "party": person,
        "fact": "employed by",
        "of": unit,
        "valid_from": "2024-01-01",
    }


def _part(number: str, unit: str, of: str) -> Cells:
    return {"affiliation": number, "party": unit, "fact": "part of", "of": of, "valid_from": "2020-01-01"}


ROWS: dict[str, list[Cells]] = {
    "units": [
        {"unit": "TOP", "name": "Direction", "manager": TESS},
        {"unit": "MET", "name_fr": "Métrologie", "name_en": "Metrology", "supplier": "yes", "manager": MARC},
        {"unit": "BIO", "name": "Biologie", "manager": BRUNO},
    ],
    "people": [
        {"person": name, "name": name.title()} for name in (ELSA, PAUL, MARC, CLAIRE, DINA, BRUNO, TESS, ZOE)
    ],
    "affiliations": [
        _part("f1", "TOP", "ORG"),
        _part("f2", "MET", "TOP"),
        _part("f3", "BIO", "TOP"),
        *(_works(f"w-{name}", name, "MET") for name in (ELSA, PAUL, MARC)),
        *(_works(f"w-{name}", name, "BIO") for name in (CLAIRE, DINA, BRUNO)),
        _works("w-tess", TESS, "TOP"),
        _works("w-zoe", ZOE, "NEW"),
        {"affiliation": "a-zoe", "party": ZOE, "fact": "acts for", "of": "NEW", "valid_from": "2025-03-01"},
    ],
    "offerings": [
        {"offering": "cmm", "name": "Mesure 3D", "supplier": "MET", "cost": "41.50", "unit": "hour"},
        {"offering": "report", "name": "Rapport", "supplier": "MET", "kind": "information"},
        {"offering": "study", "name": "Étude", "supplier": "MET"},
    ],
    "rates": [
        {"offering": "cmm", "class": "inside", "price": "90", "per": "hour"},
        {"offering": "cmm", "class": "public", "price": "120", "per": "hour"},
        {"offering": "report", "class": "*", "price": "free", "per": "line"},
    ],
}  # fmt: skip


def tables(*, card: dict[str, Any] | None = None, **rows: Any) -> Tables:
    """The house, with other keys on its card or other rows in some tables."""
    settings = {"card": [{**SETTINGS["card"][0], **(card or {})}]}
    return company(settings, **(ROWS | rows))


def settle(*, card: dict[str, Any] | None = None, concession: str = "0.4", **rows: Any) -> None:
    """Import the house; Elsa and Paul sell, and Elsa may go down to 60 % of the usual price of 120, to 72."""
    import_company(tables(card=card, **rows), actor="test", at=AT - 30 * DAY)
    for person, unit, role in SELLER_ROLES:
        RoleGrant.objects.create(
            person=person, unit=unit, role=role, valid_from=AT - 30 * DAY, granted_by="test"
        )
    if concession:
        set_mandate(ELSA, "MET", Decimal(concession), actor=the_machine("test"), at=AT - DAY)


def who(person: str, acting_for: str = "", at: datetime = AT) -> Actor:
    """An actor of now."""
    return resolve_actor(person, at=at, acting_for=acting_for)


def claire(at: datetime = AT) -> Actor:
    """Claire, for her unit."""
    return who(CLAIRE, "BIO", at)


def price(amount: str, **more: Any) -> Proposal:
    """A proposal of a price."""
    return Proposal(Decimal(amount), **more)


@contextmanager
def refused(code: str) -> Iterator[Any]:
    """Expect a refusal for a reason."""
    with pytest.raises(Refusal) as caught:
        yield caught
    assert caught.value.reason.code == code
