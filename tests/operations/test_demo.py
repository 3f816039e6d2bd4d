"""The demo company comes into the store as any other does, lives its months there, and replaces nobody's own."""

from __future__ import annotations

import shutil
from datetime import date, timedelta

import pytest

from comptoir.company.demo import demo_tables
from comptoir.core.ledger import imbalances
from comptoir.core.values import Refusal
from comptoir.operations.actors import resolve_actor
from comptoir.operations.closing import run_close
from comptoir.operations.demo import build_demo
from comptoir.operations.demo_life import LEFT, MONTHS, Life, close_demo, closes, has_closed, live_demo
from comptoir.operations.export_company import export_company
from comptoir.operations.import_company import import_company
from comptoir.store.bookings.models import Booking, BookingPrice, WaitingWish
from comptoir.store.charges.models import Charge, ParkedSource
from comptoir.store.closing.models import MonthClose
from comptoir.store.deals.queries import list_threads
from comptoir.store.imports.queries import list_imports
from comptoir.store.ledger.models import JournalEntryRow
from comptoir.store.ledger.queries import sum_balances
from comptoir.store.orders.models import Order, OrderLine
from comptoir.store.usage.models import UsageRecord
from tests.databases import using
from tests.operations.companies import AT, company, without_places


def test_the_demo_is_imported_once(database) -> None:
    first = build_demo(at=AT)
    again = build_demo(at=AT + timedelta(hours=1))

    assert again is first
    assert len(list_imports()) == 1
    assert without_places(export_company()) == without_places(demo_tables())


def test_the_demo_replaces_nobodys_company(sqlite) -> None:
    import_company(company(), actor="ann", at=AT)

    with pytest.raises(Refusal, match=r"demo\.taken"):
        build_demo(at=AT)


# A closed day, a time that is taken, a cap that is reached, too short a notice: as at any counter.
REFUSED = {"booking.closed", "booking.taken", "order.cap", "booking.lead"}


def lived(months: int) -> Life:
    """The demo company with its first months lived."""
    life = live_demo(build_demo(at=AT), months=MONTHS[:months])
    assert life is not None
    return life


def facts() -> list[tuple[object, ...]]:
    """All that was ordered, booked and used, and at which prices, without the names given by chance."""
    lines = OrderLine.objects.order_by("order__submitted_at", "order__buyer", "number")
    prices = BookingPrice.objects.order_by("at", "booking__buyer", "id")
    used = UsageRecord.objects.order_by("id")
    found = [
        *lines.values_list("order__submitted_at", "order__buyer", "offering", "state", "owed"),
        *prices.values_list("booking__starts_at", "booking__buyer", "booking__state", "event", "minor"),
        *used.values_list("customer", "day", "measures", "state"),
    ]
    return sorted(found, key=str)


def test_the_months_are_lived_once_and_nobody_is_refused_by_mistake(database) -> None:
    life = lived(2)
    before = facts()

    assert live_demo(life.company, months=MONTHS[:2]) is None
    assert facts() == before
    assert {
        "order",
        "delivery",
        "booking",
        "hand-over",
        "return",
        "usage file",
        "gift",
        "maintenance",
    } <= set(life.done)
    assert sum(life.done.values()) > 250
    assert set(life.refused) <= REFUSED


def test_the_months_are_the_same_every_time(sqlite_template, tmp_path, django_db_blocker) -> None:
    found = []
    for name in ("one", "two"):
        path = tmp_path / f"{name}.sqlite3"
        shutil.copy(sqlite_template, path)
        with django_db_blocker.unblock(), using(f"sqlite:///{path}"):
            lived(1)
            found.append(facts())

    assert found[0] == found[1]
    assert len(found[0]) > 100


def test_a_month_is_closed_once_and_goes_on_where_it_was(database) -> None:
    life = lived(2)
    first = [one for one in closes(life.company) if one[1] == MONTHS[0]]

    made = close_demo(life.company, only=first[:3])
    entries = JournalEntryRow.objects.count()
    again = close_demo(life.company, only=first[:3])
    rest = close_demo(life.company, only=first)

    assert (made, again) == (3, 0)
    assert 0 < rest < len(first), "the laboratory was not there yet"
    assert 0 < entries < JournalEntryRow.objects.count()
    assert set(MonthClose.objects.values_list("state", flat=True)) == {"certified"}


@pytest.mark.slow
def test_eighteen_months_are_used_talked_about_closed_and_not_quite_over(sqlite) -> None:
    life = live_demo(build_demo(at=AT))
    assert life is not None

    by_offering = {
        (one.offering, one.customer): one.state for one in list_threads(suppliers=["MET", "ATE"], limit=100)
    }
    used = OrderLine.objects.filter(offering="calibration", order__buyer="BEM", rate_class="interne")
    reasons = [line.reasons for line in used.filter(order__submitted_at__gt=life.at(date(2026, 3, 12), 0))]
    assert by_offering == {
        ("calibration", "BEM"): "agreed",
        ("milling", "RES"): "declined",
        ("milling", "ESS"): "awaiting approval",
        ("cmm", "QUA"): "asked",
    }
    assert any("deal" in text for text in reasons)
    assert life.done["negotiation"] == 10
    assert Order.objects.count() + Booking.objects.count() > 1_500
    assert {"returned", "no-show", "cancelled", "confirmed", "held"} <= set(
        Booking.objects.values_list("state", flat=True)
    )
    # Something is left to do: an approval, a hold that runs, somebody who waits, and what is booked ahead.
    assert Order.objects.filter(state="awaiting approval").exists()
    assert Booking.objects.filter(state="held").count() == 1
    assert WaitingWish.objects.filter(state="waiting").count() == 1
    assert Booking.objects.filter(state="confirmed", kind="booking", starts_at__gt=life.end).exists()
    assert life.refused.keys() <= REFUSED

    # All months but the running one are closed, one counter's last month aside.
    assert close_demo(life.company) > 100
    assert has_closed(life.company)
    last = MonthClose.objects.filter(period="2026-10", state="certified").values_list("supplier", flat=True)
    assert set(last) == {"ATE", "IMP", "VEH", "FOR", "NUM", "DOC", "LAB"}
    left = run_close(*LEFT, actor=resolve_actor("p15", at=life.end), at=life.end)
    assert (left.done, left.waits_for and left.waits_for.code) == (
        ("collect", "exceptions", "review"),
        "close.not_approved",
    )
    assert imbalances(sum_balances()) == ()
    assert Charge.objects.filter(state="withdrawn").exists(), "a dispute was granted"
    assert Charge.objects.filter(state="in review", period="2026-11").exists()
    # One thing is parked: what was delivered after the laboratory that ordered it had been merged into another.
    (parked,) = ParkedSource.objects.filter(freed_at=None)
    assert "charge.cost_center" in parked.reason
