"""What would it cost? Previews say what the deed then does; a calendar reads at its address until that is ended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.core.booking import Recurrence
from comptoir.core.booking.recurrence import Frequency
from comptoir.core.values import Amount, Refusal
from comptoir.operations.bookings import (
    Taken,
    Want,
    book,
    cancel_booking,
    end_feed,
    extend_booking,
    has_feed,
    join_waiting_list,
    make_feed,
    move_booking,
    my_wishes,
    read_feed,
    recur_booking,
)
from comptoir.operations.read_booking import preview_change, preview_series
from comptoir.store.bookings.models import Booking, CalendarFeed
from tests.operations.bookings.counter import HOUR, NOBODY, NOW, ann, ben, hours, open_counter, zoe

WEEKS = Recurrence(Frequency.WEEKLY, 4)


@pytest.fixture
def counter(sqlite) -> None:
    open_counter()


def eur(amount: int) -> Amount:
    return Amount(100 * amount, "EUR")


def test_a_move_costs_what_its_preview_said(counter) -> None:
    made = book(hours(9, 10), NOBODY, actor=ann(), at=NOW).booking.public_id
    seen = preview_change(made, hours(13, 16), actor=ann(), at=NOW)
    moved = move_booking(made, hours(13, 16), actor=ann(), at=NOW, agreed=seen.amount)

    assert (seen.before, seen.amount, moved.amount) == (eur(60), eur(180), eur(180))


def test_a_counted_use_is_not_counted_twice_by_a_preview(counter) -> None:
    """Two uses a year are free: moving the second is still free, a third is not."""
    book(hours(8, 9, "bench"), NOBODY, actor=ann(), at=NOW)
    second = book(hours(9, 10, "bench"), NOBODY, actor=ann(), at=NOW).booking.public_id

    assert preview_change(second, hours(11, 12, "bench"), actor=ann(), at=NOW).amount == eur(0)


def test_a_change_that_would_not_fit_says_so_before(counter) -> None:
    made = book(hours(9, 10), NOBODY, actor=ann(), at=NOW).booking.public_id
    book(hours(11, 12), NOBODY, actor=zoe(), at=NOW)

    with pytest.raises(Taken) as full:
        preview_change(made, hours(11, 12), actor=ann(), at=NOW)
    with pytest.raises(Refusal) as hidden:
        preview_change(made, hours(14, 15), actor=zoe(), at=NOW)

    assert len(full.value.alternatives) == 3
    assert hidden.value.reason.code == "booking.unknown"


def test_a_started_booking_may_look_at_a_later_end(counter) -> None:
    made = book(hours(9, 10), NOBODY, actor=ann(), at=NOW).booking.public_id

    seen = preview_change(made, hours(9, 12), actor=ann(), at=NOW + timedelta(days=2, hours=23, minutes=50))
    longer = extend_booking(made, hours(9, 12).end, actor=ann(), at=NOW, agreed=seen.amount)

    assert longer.amount == seen.amount == eur(180)


def test_a_series_costs_what_its_preview_said_conflicts_named(counter) -> None:
    third = hours(9, 10)
    book(
        Want("cmm", third.start + timedelta(weeks=2), third.end + timedelta(weeks=2)),
        NOBODY,
        actor=zoe(),
        at=NOW,
    )

    seen = preview_series(hours(9, 10), WEEKS, NOBODY, actor=ann(), at=NOW)
    with pytest.raises(Refusal) as dearer:
        recur_booking(hours(9, 10), WEEKS, NOBODY, actor=ann(), at=NOW, each=True, agreed=eur(240))
    made = recur_booking(
        hours(9, 10), WEEKS, NOBODY, actor=ann(), at=NOW, each=True, agreed=eur(180), key="k"
    )
    again = recur_booking(
        hours(9, 10), WEEKS, NOBODY, actor=ann(), at=NOW, each=True, agreed=eur(180), key="k"
    )

    assert [one.amount for one in seen] == [eur(60), eur(60), None, eur(60)]
    assert [one.reason.code for one in seen if one.reason] == ["booking.taken"]
    assert dearer.value.reason.code == "booking.price_changed"
    assert again.series == made.series
    assert Booking.objects.filter(series=made.series).count() == len(again.booked) == 3


def test_a_series_looks_ahead_at_its_own_counted_uses(counter) -> None:
    days = Recurrence(Frequency.DAILY, 4)

    seen = preview_series(hours(9, 10, "bench"), days, NOBODY, actor=ann(), at=NOW)

    assert [one.amount for one in seen] == [eur(0), eur(0), eur(10), eur(10)]


def test_a_series_is_previewed_with_as_many_statements_whatever_its_length(counter) -> None:
    def asked(count: int) -> int:
        with CaptureQueriesContext(connection) as found:
            preview_series(hours(9, 10), Recurrence(Frequency.DAILY, count), NOBODY, actor=ann(), at=NOW)
        return len(found)

    asked(2)
    assert asked(2) == asked(40)


def test_a_wish_is_waited_for_once_and_seen_by_its_own(counter) -> None:
    book(hours(9, 10), NOBODY, actor=zoe(), at=NOW)
    first = join_waiting_list(hours(9, 10), NOBODY, actor=ann(), at=NOW, key="w")
    again = join_waiting_list(hours(9, 10), NOBODY, actor=ann(), at=NOW, key="w")

    assert first == again
    assert [one.public_id for one in my_wishes(ann())] == [first.public_id]
    assert my_wishes(zoe()) == ()


def test_a_feed_is_read_by_its_secret_until_it_is_ended(counter) -> None:
    made = book(hours(9, 10), NOBODY, actor=ann(), at=NOW).booking
    book(hours(11, 12), NOBODY, actor=zoe(), at=NOW)
    first = make_feed(actor=ann(), at=NOW)
    second = make_feed(actor=ann(), at=NOW)
    cancel_booking(made.public_id, actor=ann(), at=NOW)

    read = read_feed(second, at=NOW)
    with pytest.raises(Refusal) as ended:
        read_feed(first, at=NOW)
    with pytest.raises(Refusal) as never:
        read_feed("x" * 43, at=NOW)

    assert [(one.public_id, one.state, one.sequence) for one in read.bookings] == [
        (made.public_id, "cancelled", 1)
    ]
    assert ended.value.reason == never.value.reason
    assert has_feed(ann())
    assert not CalendarFeed.objects.filter(digest__contains=second[:10]).exists()
    end_feed(actor=ann(), at=NOW + HOUR)
    assert has_feed(ann()) is None
    with pytest.raises(Refusal):
        read_feed(second, at=NOW + HOUR)
    assert has_feed(ben()) is None
