"""What children of the driver do (forking.py); each answers what the test asks about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from comptoir.company import build
from comptoir.core.values import Refusal
from comptoir.operations import import_company as room
from comptoir.operations.actors import the_machine
from comptoir.operations.backup import make_backup, restore_backup
from comptoir.operations.company import current_company
from comptoir.operations.demo_life import MONTHS, live_demo
from comptoir.operations.import_company import import_company
from comptoir.operations.sealing import seal_rows
from comptoir.operations.upkeep import note_verified
from comptoir.operations.verify import verify
from tests.operations.companies import AT, company

CHANGED: dict[str, Any] = {
    "rates": [
        {"offering": "cmm", "class": "*", "price": str(price), "per": "line", "combine": "plus"}
        for price in range(1, 6)
    ],
    "people": [{"person": f"p{number}", "name": f"Person {number}"} for number in range(5)],
    "affiliations": [],
}


def warm_up() -> None:
    """Load whatever building a company loads, once for all children."""
    build(company())


def racer(number: int):
    """The company that one racer brings."""
    return company(people=[{"person": f"racer-{number}", "name": "Racer"}], affiliations=[])


def import_changed() -> None:
    """Import the changed company in small chunks, so that it has many places to die at."""
    room.CHUNK = 2
    import_company(company(**CHANGED), actor="ben", at=AT)


def live_a_month() -> None:
    """Live the first month of the demo company."""
    live_demo(current_company(), months=MONTHS[:1])


def keep(path: str) -> None:
    """Make a backup."""
    make_backup(Path(path), actor=the_machine("tests"), at=AT)


def bring_back(path: str) -> str:
    """Restore a backup; answers `done` or the reason why not."""
    try:
        restore_backup(Path(path), actor=the_machine("tests"), at=AT)
    except Refusal as refusal:
        return refusal.reason.code
    return "done"


def seal() -> int:
    """Seal what is not sealed yet; how many rows."""
    return seal_rows(at=AT)


def look() -> None:
    """Verify everything, and note it."""
    actor = the_machine("tests")
    note_verified(verify(actor=actor, at=AT), actor=actor, at=AT)


def import_racer(number: int, base: int) -> str:
    """Import a racer's company; answers `done` or the reason why not."""
    try:
        import_company(racer(number), actor=str(number), at=AT, base=base)
    except Refusal as refusal:
        return refusal.reason.code
    return "done"
