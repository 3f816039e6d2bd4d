"""The world of the model: the shop of the orders' tests, with a microscope and desks to book and prices to bargain for.

ann, zoe and bob work in BIO and act for it while they do; ben acts for NEW while he does. sam stands at the counter of
MET, sol sells there, mia manages it, cora controls. Who works where changes in the middle of a trace, by an import.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from comptoir.core.values import Amount, Place, Row, Tables
from comptoir.operations import public_id
from comptoir.operations.bounds import set_limit
from comptoir.operations.deals.mandates import set_mandate
from comptoir.operations.import_company import import_company
from tests.operations.orders.shop import AT, MACHINE, ROWS, actor, opened, tables

BUYERS = ("ann", "zoe", "bob", "ben")
STAFF = ("sam", "sol", "mia", "cora")
PEOPLE = (*BUYERS, *STAFF)
UNIT_OF = {"ann": "BIO", "zoe": "BIO", "bob": "BIO", "ben": "NEW"}
# How a person is tied to the party that he acts for.
TIES = {"ann": "e-ann", "zoe": "e-zoe", "bob": "e-bob", "ben": "ben-acts"}
INSIDE, USUAL, FLOOR, AUTHORITY = Decimal(60), Decimal(120), Decimal("41.50"), Decimal(54)
CAPACITY = {"scope-1": 1, "desks": 2}
TURNAROUND = {"scope-1": timedelta(minutes=30), "desks": timedelta(0)}

_MORE: dict[str, list[dict[str, str]]] = {
    "offerings": [
        *({**row, "cost": "41.50"} if row["offering"] == "scan" else row for row in ROWS["offerings"]),
        {"offering": "desk", "name": "Desk", "supplier": "MET", "mode": "rental", "unit": "hour"},
    ],
    "rates": [*ROWS["rates"], {"offering": "desk", "class": "*", "price": "5", "per": "hour"}],
    "resources": [
        {"resource": "scope-1", "offering": "scope", "name": "Microscope", "turnaround": "30 minutes"},
        {"resource": "desks", "offering": "desk", "name": "Desks", "capacity": "2"},
    ],
}


def open_world() -> None:
    """Import it, with limits for BIO and a mandate for sol."""
    opened(**_MORE)
    for limit in (20_000, 40_000):
        set_limit(actor=actor("cora"), payer="BIO", amount=Amount(limit, "EUR"), at=AT - timedelta(days=1))
    set_mandate("sol", "MET", 1 - AUTHORITY / USUAL, actor=MACHINE, at=AT - timedelta(days=1))


def rearrange(gone: frozenset[str], *, at: datetime) -> None:
    """Import it again, without the ties of some people."""
    left = {TIES[person] for person in gone}
    kept = [row for row in ROWS["affiliations"] if row["affiliation"] not in left]
    import_company(_tables(kept), actor="tests", at=at)


def _tables(affiliations: list[dict[str, str]]) -> Tables:
    changed = _MORE | {"affiliations": affiliations}
    return Tables(
        tables().settings,
        {
            name: tuple(Row(Place(f"{name}.csv", line), dict(cells)) for line, cells in enumerate(rows, 2))
            for name, rows in (ROWS | changed).items()
        },
    )


@contextmanager
def same_ids(seed: int) -> Iterator[None]:
    """Ids by a chance that can be had again, so that two engines give the same ones."""
    before = getattr(public_id, "randbits")  # noqa: B009
    setattr(public_id, "randbits", Random(seed).getrandbits)  # noqa: B010 - it is no name of its own
    try:
        yield
    finally:
        setattr(public_id, "randbits", before)  # noqa: B010
