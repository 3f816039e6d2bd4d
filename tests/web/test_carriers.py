"""I-18, the whole matrix: fifteen carriers of a right, each tried before, at and after the instant at which it ends.

Before it, each does what it was taken for; from that instant on none does, with the first request.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from comptoir.operations import actors
from comptoir.operations.import_company import import_company
from comptoir.operations.taking import waiting
from comptoir.web import clock
from tests.web.carriers import CARRIERS, approval, waiting_list
from tests.web.conftest import AT
from tests.web.test_current_rights import without_job

ENDS = datetime(2026, 11, 24, tzinfo=ZoneInfo("Europe/Paris"))
MOMENT = timedelta(microseconds=1)
MOMENTS = {"before": ENDS - MOMENT, "at": ENDS, "after": ENDS + timedelta(seconds=1)}


@pytest.fixture
def stand_at(monkeypatch):
    """The counter's clock, put to an instant."""

    def put(instant: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: instant)
        monkeypatch.setattr(clock, "today", instant.date)

    return put


def test_there_are_fifteen() -> None:
    assert len(CARRIERS) == 15


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("carrier", CARRIERS, ids=lambda one: one.__name__)
def test_what_ends_at_midnight_is_carried_past_it_by_nothing(demo, stand_at, carrier, moment) -> None:
    import_company(
        without_job(CARRIERS[carrier], until="2026-11-24"), actor="tests", at=AT + timedelta(hours=2)
    )
    stand_at(ENDS - timedelta(minutes=5))
    attempt = carrier(demo)

    stand_at(MOMENTS[moment])

    assert attempt() is (moment == "before")


@pytest.mark.parametrize("carrier", CARRIERS, ids=lambda one: one.__name__)
def test_what_ends_unforeseen_is_carried_on_by_nothing(demo, stand_at, carrier) -> None:
    """The office tells afterwards: the file that ends the employment comes in while everything is open."""
    stand_at(ENDS - timedelta(minutes=5))
    attempt = carrier(demo)
    import_company(without_job(CARRIERS[carrier]), actor="tests", at=ENDS - timedelta(minutes=2))

    stand_at(ENDS - MOMENT)

    assert attempt() is False


def test_a_house_that_forgets_who_left_would_let_the_approver_go_on(demo, stand_at, monkeypatch) -> None:
    """The mutant: nobody ever leaves, so a manager who did still says yes."""
    stand_at(ENDS - timedelta(minutes=5))
    attempt = approval(demo)
    import_company(without_job("p11"), actor="tests", at=ENDS - timedelta(minutes=2))
    monkeypatch.setattr(actors, "has_left", lambda *_given: False)

    assert attempt() is True


def test_a_queue_that_does_not_ask_would_hold_for_who_left(demo, stand_at, monkeypatch) -> None:
    """The mutant: whoever once asked is offered what becomes free."""
    stand_at(ENDS - timedelta(minutes=5))
    attempt = waiting_list(demo)
    import_company(without_job("p20"), actor="tests", at=ENDS - timedelta(minutes=2))
    monkeypatch.setattr(waiting, "_still_theirs", lambda *_given, **_more: True)

    assert attempt() is True
