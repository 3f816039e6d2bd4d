"""Times as people and files write them, met by the real operations on both engines: granted, or refused with a reason.

Every case of cases.csv says which way it comes in (a booking of the microscope or the bench, a usage record, a zone),
what is written, and what comes of it: the instants in UTC, or the code of the refusal, which both languages can say.
"""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from comptoir import wording
from comptoir.company.cells import read_zone
from comptoir.core.pricing.language import read_instant
from comptoir.core.values import Reason, Refusal, Unreadable
from comptoir.operations.bookings import Want, book
from comptoir.operations.usage.importing import import_usage
from comptoir.store.models import UsageRecord, UsageReject
from tests.operations.bookings.counter import NOBODY, NOW, ann, open_counter, sam

CASES = list(csv.DictReader((Path(__file__).parent / "cases.csv").open(encoding="utf-8")))
PARIS = ZoneInfo("Europe/Paris")
WAYS = {"book": "sem", "bench": "bench"}


@pytest.fixture
def counter(database) -> None:
    open_counter()


def told(reason: Reason) -> str:
    """The code of a refusal that both languages can say."""
    for language in ("en", "fr"):
        assert wording.say_reason(reason, language)
    return reason.code


def unreadable(problem: Unreadable) -> str:
    """The same of a text that cannot be read."""
    return told(Reason(problem.code, (("expected", problem.expected), ("found", problem.found))))


def shown(start: datetime, end: datetime) -> str:
    return f"{start.astimezone(UTC):%Y-%m-%d %H:%M} {end.astimezone(UTC):%Y-%m-%d %H:%M}"


def booked(case: dict[str, str]) -> str:
    """What comes of a wish to book."""
    try:
        start, end = read_instant(case["start"], PARIS), read_instant(case["end"], PARIS)
        made = book(Want(WAYS[case["way"]], start, end), NOBODY, actor=ann(), at=NOW).booking
    except Unreadable as problem:
        return unreadable(problem)
    except Refusal as refusal:
        return told(refusal.reason)
    return shown(made.starts_at, made.ends_at)


def used(case: dict[str, str], folder: Path) -> str:
    """What comes of a row in a file of usage."""
    path = folder / "usage.csv"
    path.write_text(f"id,client,start,end\n1,BIO,{case['start']},{case['end']}\n", encoding="utf-8")
    import_usage(path, supplier="MET", actor=sam(), at=NOW, values={"offering": "cmm", "source": "door"})
    rejected = UsageReject.objects.first()
    if rejected is not None:
        return str(rejected.reasons.split('"')[1])
    record = UsageRecord.objects.get()
    if record.starts_at is None or record.ends_at is None:
        return f"{record.day}"
    return shown(record.starts_at, record.ends_at)


def zoned(case: dict[str, str]) -> str:
    """What comes of a zone in company.toml."""
    try:
        return read_zone(case["start"]).key
    except Unreadable as problem:
        return unreadable(problem)


class Undone(Exception):
    """Takes back what a case wrote."""


def answer(case: dict[str, str], folder: Path) -> str:
    """What comes of a case, and nothing is left of it."""
    found = ""
    try:
        with transaction.atomic():
            ways = {"usage": lambda: used(case, folder), "zone": lambda: zoned(case)}
            found = ways.get(case["way"], lambda: booked(case))()
            raise Undone
    except Undone:
        return found


def test_every_case_is_granted_or_refused_as_it_says(counter, tmp_path) -> None:
    found = {f"{case['way']}: {case['start']} .. {case['end']}": answer(case, tmp_path) for case in CASES}

    assert found == {f"{case['way']}: {case['start']} .. {case['end']}": case["expected"] for case in CASES}


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 80
    assert all(case["note"] and case["expected"] for case in CASES)
