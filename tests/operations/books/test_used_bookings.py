"""What was used of a booking is what is charged: by its records, however late they come or are mended."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count

import pytest

from comptoir.core.billing.closing import Month
from comptoir.core.ordering.basket import Basket, Wish
from comptoir.core.ordering.usage import Usage
from comptoir.core.values import Amount
from comptoir.core.values.reason_json import from_json
from comptoir.operations.accounts import grant_role
from comptoir.operations.bookings import ForWhom, Want, book, hand_back, hand_over
from comptoir.operations.charges import collect_charges
from comptoir.operations.closing.certifying import usage_counts
from comptoir.operations.paper import credit_invoice, send_paper
from comptoir.operations.permissions import Role
from comptoir.operations.place_order import place_order
from comptoir.operations.usage.recording import Recorded, correct_usage, record_usage
from comptoir.operations.verify import verify
from comptoir.store.bookings.models import Booking, BookingPrice
from comptoir.store.models import Charge, ParkedSource, UsageRecord
from comptoir.wording import say_reason
from tests.operations.bookings.counter import (
    HOUR,
    MONDAY,
    NOW,
    ROWS,
    Cells,
    ann,
    hours,
    open_counter,
    sam,
    zoe,
)
from tests.operations.books.ledger import closed
from tests.operations.orders.shop import MACHINE
from tests.operations.paper.house import INVOICING, ORGANIZATIONS

DECEMBER = datetime(2026, 12, 3, 9, tzinfo=UTC)
REVIEWED = datetime(2026, 12, 20, 9, tzinfo=UTC)
NOVEMBER = "2026-11"
_ids = count(1)


def counter(**charge_for: str) -> None:
    """The counter, whose microscope, car or machine is charged for something else than the reservation."""
    rates: list[Cells] = [{**row, "charge_for": charge_for.get(row["offering"], "")} for row in ROWS["rates"]]
    rates = [row if "event" not in row else {**row, "charge_for": ""} for row in rates]
    extra: list[Cells] = [
        {**row, "card": row_card}
        for row_card in [f"MET-{year}" for year in range(2025, 2030)]
        for row in (
            {"offering": "car", "class": "*", "price": "0.25", "per": "km", "charge_for": "used", "combine": "plus"},
            {"offering": "sem", "class": "*", "price": "100", "per": "hour", "charge_for": "beyond", "combine": "plus",
             "note": "overtime"},
        )
    ]  # fmt: skip
    people = [*ROWS["people"], *({"person": name, "name": name.title()} for name in ("mia", "cora"))]
    open_counter(
        rates=[*rates, *extra], organizations=list(ORGANIZATIONS), invoicing=list(INVOICING), people=people,
        cost_centers=[{"cost_center": "CC1", "name": "Cells", "unit": "BIO"}],
        affiliations=[*ROWS["affiliations"], {"party": "mia", "fact": "employed by", "of": "MET"},
                      {"party": "cora", "fact": "employed by", "of": "ORG"}],
        units=[{**row, "manager": "mia"} if row["unit"] == "MET" else row for row in ROWS["units"]],
    )  # fmt: skip
    grant_role("cora", Role.CONTROLLER, unit="", actor=MACHINE, at=NOW)


def used(booking: str, first: float, last: float, **more) -> Recorded:
    """A device saw the booking's thing run on the Monday, in UTC hours."""
    at = more.pop("at", MONDAY + 20 * HOUR)
    usage = Usage(
        "", "", MONDAY.date(), {}, MONDAY + first * HOUR, MONDAY + last * HOUR, booking=booking, source="badge",
        external_id=str(next(_ids)),
    )  # fmt: skip
    return record_usage(usage, actor=MACHINE, at=at)


def counted(
    booking: str, unit: str, number: str, *, offering: str = "", at: datetime = MONDAY + 20 * HOUR
) -> Recorded:
    usage = Usage(
        offering, "", MONDAY.date(), {unit: Decimal(number)}, booking=booking, source="meter",
        external_id=str(next(_ids)),
    )  # fmt: skip
    return record_usage(usage, actor=MACHINE, at=at)


def lent(want: Want, *, by=ann, back: float | None = None, given=None) -> str:
    """Book something, have it fetched at its time and brought back."""
    booked = book(want, ForWhom(given=given or {}), actor=by(), at=NOW).booking.public_id
    hand_over(booked, actor=sam(), at=want.start)
    hand_back(booked, actor=sam(), at=want.end if back is None else MONDAY + back * HOUR)
    return booked


def collect(at: datetime = DECEMBER) -> None:
    collect_charges("MET", NOVEMBER, actor=MACHINE, at=at)


def charges() -> list[tuple[str, int, str]]:
    return list(Charge.objects.order_by("version", "event").values_list("event", "amount", "state"))


def alive() -> list[int]:
    return list(
        Charge.objects.filter(again=False, event="use").order_by("id").values_list("amount", flat=True)
    )


def reasons(booking: str) -> list[str]:
    row = BookingPrice.objects.filter(booking__public_id=booking, event="use").order_by("-id")[0]
    return [say_reason(one, "en") for one in from_json(row.reasons)]


# --- at the return ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("charge_for", "expected"),
    [("reserved", 12_000), ("used", 18_000), ("greater", 18_000), ("overage", 18_000)],
)
def test_the_card_says_which_of_both_is_charged(sqlite, charge_for, expected) -> None:
    counter(cmm=charge_for)
    booked = book(hours(9, 11), ForWhom(), actor=ann(), at=NOW).booking.public_id
    hand_over(booked, actor=sam(), at=MONDAY + 9 * HOUR)
    used(booked, 9, 12, at=MONDAY + 12 * HOUR)

    # It lay about until one: what ran tells what was used, not the return.
    back = hand_back(booked, actor=sam(), at=MONDAY + 13 * HOUR)

    assert back.amount == Amount(expected, "EUR")


@pytest.mark.parametrize(
    ("charge_for", "expected"), [("used", 6_000), ("greater", 12_000), ("overage", 12_000)]
)
def test_less_than_was_reserved(sqlite, charge_for, expected) -> None:
    counter(cmm=charge_for)
    booked = lent(hours(9, 11))
    used(booked, 9, 10)

    collect()

    assert alive() == [expected]


def test_what_is_beyond_has_a_price_of_its_own_and_every_step_is_told(sqlite) -> None:
    counter()
    booked = lent(hours(9, 11, "sem"))
    used(booked, 9, 12)

    collect()

    assert alive() == [26_000], "2 h at 80 and 1 h at 100"
    told = reasons(booked)
    assert "Reserved: 2 hours; used: 3 hours; beyond the reservation: 1 hour." in told
    assert "1 hour at €100.00 per hour." in told
    assert "2 hours at €80.00 per hour." in told


def test_without_overtime_there_is_no_such_part(sqlite) -> None:
    counter()
    booked = lent(hours(9, 11, "sem"))

    assert BookingPrice.objects.filter(booking__public_id=booked, event="use").latest("id").minor == 16_000


def test_gaps_after_the_reservation_are_not_used(sqlite) -> None:
    counter(cmm="overage")
    booked = lent(hours(9, 11))
    used(booked, 9, 10)
    used(booked, 12, 13)

    collect()

    assert alive() == [18_000]


def test_what_is_counted_waits_for_its_reading(database) -> None:
    """A car whose kilometers nobody wrote down yet is parked, and charged when somebody did."""
    counter()
    lent(hours(9, 12, "car"))
    collect()
    assert (alive(), ParkedSource.objects.filter(freed_at=None).count()) == ([], 1)

    counted(Booking.objects.get().public_id, "km", "120")
    collect()

    assert alive() == [5_000], "a day at 20 and 120 km at 0.25"
    assert ParkedSource.objects.filter(freed_at=None).count() == 0
    assert set(UsageRecord.objects.values_list("state", flat=True)) == {"charged"}


def test_what_is_expected_is_an_estimate_and_what_was_driven_is_charged(sqlite) -> None:
    counter()
    made = book(hours(9, 12, "car"), ForWhom(given={"expected:km": Decimal(100)}), actor=ann(), at=NOW)
    assert made.amount == Amount(4_500, "EUR")
    hand_over(made.booking.public_id, actor=sam(), at=MONDAY + 9 * HOUR)
    counted(made.booking.public_id, "km", "80", at=MONDAY + 12 * HOUR)

    assert hand_back(made.booking.public_id, actor=sam(), at=MONDAY + 12 * HOUR).amount == Amount(
        4_000, "EUR"
    )
    collect()
    row = Charge.objects.get()
    assert (row.amount, row.quoted) == (4_000, 4_500)
    assert "billing.line_differs" in row.differences


def test_several_of_a_pool_share_what_was_counted(sqlite) -> None:
    counter()
    booked = lent(hours(9, 12, "car", quantity=2))
    counted(booked, "km", "100")

    collect()

    assert alive() == [6_500]


# --- late and corrected -----------------------------------------------------------------------------------------------


def test_a_record_that_comes_after_the_charge_withdraws_it_and_charges_anew(database) -> None:
    counter(cmm="greater")
    booked = lent(hours(9, 11))
    collect()
    assert alive() == [12_000]

    used(booked, 9, 12, at=DECEMBER + HOUR)
    collect(DECEMBER + 2 * HOUR)

    assert charges() == [("use", 12_000, "withdrawn"), ("use", 18_000, "in review")]
    assert set(UsageRecord.objects.values_list("state", flat=True)) == {"charged"}
    collect(DECEMBER + 3 * HOUR)
    assert alive() == [18_000]


def test_a_record_that_changes_nothing_takes_nothing_back(sqlite) -> None:
    counter(cmm="greater")
    booked = lent(hours(9, 11))
    collect()

    used(booked, 9, 10, at=DECEMBER + HOUR)
    collect(DECEMBER + 2 * HOUR)

    assert charges() == [("use", 12_000, "in review")]
    assert set(UsageRecord.objects.values_list("state", flat=True)) == {"charged"}


def test_after_the_month_closed_it_is_reversed_and_goes_to_the_next_one(database) -> None:
    counter(cmm="used")
    booked = lent(hours(9, 11))
    used(booked, 9, 11)
    closed("MET", NOVEMBER, collected=DECEMBER, at=REVIEWED)
    assert alive() == [12_000]

    used(booked, 11, 12, at=REVIEWED + HOUR)
    collect_charges("MET", "2026-12", actor=MACHINE, at=REVIEWED + 2 * HOUR)

    rows = Charge.objects.order_by("version").values_list("amount", "state", "period")
    assert list(rows) == [(12_000, "reversed", NOVEMBER), (18_000, "in review", "2026-12")]
    assert verify(actor=MACHINE, at=REVIEWED + 3 * HOUR).findings == ()
    counts = usage_counts("MET", Month(2026, 11))
    assert counts == {"in": 2, "charged": 2, "rejected": 0, "parked": 0, "late": 0}


def test_a_correction_of_what_was_charged_is_charged_right(database) -> None:
    counter(cmm="used")
    booked = lent(hours(9, 11))
    wrong = used(booked, 9, 14, at=MONDAY + 15 * HOUR)
    collect()
    assert alive() == [30_000]

    right = Usage(
        "", "", MONDAY.date(), {}, MONDAY + 9 * HOUR, MONDAY + 10 * HOUR, booking=booked, source="badge"
    )
    correct_usage(wrong.id, right, actor=MACHINE, at=DECEMBER + HOUR)
    collect(DECEMBER + 2 * HOUR)

    assert charges() == [("use", 30_000, "withdrawn"), ("use", 6_000, "in review")]


def test_a_correction_that_names_another_booking_is_about_both(sqlite) -> None:
    counter(cmm="used")
    first, second = lent(hours(9, 10)), lent(hours(12, 13))
    wrong = used(first, 9, 11)
    collect()
    assert sorted(alive()) == [6_000, 12_000]

    right = Usage(
        "", "", MONDAY.date(), {}, MONDAY + 12 * HOUR, MONDAY + 15 * HOUR, booking=second, source="badge"
    )
    correct_usage(wrong.id, right, actor=MACHINE, at=DECEMBER + HOUR)
    collect(DECEMBER + 2 * HOUR)

    assert sorted(alive()) == [6_000, 18_000]


def test_a_correction_of_a_record_that_stood_alone(sqlite) -> None:
    counter()
    alone = Usage("sem", "BIO", MONDAY.date(), {"hour": Decimal(3)}, source="badge", external_id="alone")
    first = record_usage(alone, actor=MACHINE, at=MONDAY + 20 * HOUR)
    collect()
    assert alive() == [24_000]

    right = Usage("sem", "BIO", MONDAY.date(), {"hour": Decimal(2)}, source="badge", external_id="alone")
    correct_usage(first.id, right, actor=MACHINE, at=DECEMBER + HOUR)
    collect(DECEMBER + 2 * HOUR)

    assert alive() == [16_000]
    assert Charge.objects.filter(state="withdrawn").count() == 1


def test_what_was_used_beside_a_booking_is_charged_by_itself_as_the_booking_is(sqlite) -> None:
    counter()
    booked = lent(hours(9, 11))
    counted(booked, "hour", "1", offering="sem")

    collect()

    rows = Charge.objects.order_by("offering").values_list("offering", "amount", "payer", "source_kind")
    assert list(rows) == [("cmm", 12_000, "BIO", "booking"), ("sem", 8_000, "BIO", "usage")]
    assert UsageRecord.objects.get().state == "charged"


def test_what_stands_on_an_invoice_waits_for_its_credit_note(sqlite) -> None:
    counter(cmm="used")
    booked = lent(hours(9, 11), by=zoe)
    used(booked, 9, 11)
    closed("MET", NOVEMBER, collected=DECEMBER, at=REVIEWED)
    paper = Charge.objects.get().paper

    used(booked, 11, 12, at=REVIEWED + HOUR)
    later = REVIEWED + 2 * HOUR
    collect_charges("MET", "2026-12", actor=MACHINE, at=later)
    assert alive() == [24_000]
    assert [row.reason.count("charge.invoiced") for row in ParkedSource.objects.filter(freed_at=None)] == [1]
    collect_charges("MET", "2026-12", actor=MACHINE, at=later)
    assert ParkedSource.objects.count() == 1

    send_paper(paper, actor=MACHINE, at=later)
    credit_invoice(paper, reason="one hour more", actor=MACHINE, at=later + timedelta(hours=1), again=True)
    collect_charges("MET", "2026-12", actor=MACHINE, at=later + timedelta(hours=2))
    assert alive() == [36_000]
    assert ParkedSource.objects.filter(freed_at=None).count() == 0


# --- of an order's line -----------------------------------------------------------------------------------------------


def test_an_order_with_an_estimate_is_charged_by_what_was_driven(database) -> None:
    counter()
    start, end = MONDAY + 9 * HOUR, MONDAY + 12 * HOUR
    order = place_order(
        Basket("BIO", (Wish("car", {"km": Decimal(100)}, start, end),), cost_center="CC1"),
        actor=ann(),
        at=NOW,
    ).order
    assert order.lines[0].amount == Amount(4_500, "EUR")
    booked = Booking.objects.get().public_id
    hand_over(booked, actor=sam(), at=start)
    counted(booked, "km", "140", at=end)
    assert hand_back(booked, actor=sam(), at=end).amount == Amount(5_500, "EUR")
    collect()
    assert alive() == [5_500]

    counted(booked, "km", "20", at=DECEMBER + HOUR)
    collect(DECEMBER + 2 * HOUR)

    assert charges() == [("use", 5_500, "withdrawn"), ("use", 6_000, "in review")]
    assert Charge.objects.get(again=False).quoted == 4_500
