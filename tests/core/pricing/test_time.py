"""Rentals across clock changes, cut by windows, priced as the second way counts them: quarter hour by quarter hour."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from zoneinfo import ZoneInfo

import pytest

from comptoir.core.pricing import PriceBook, compile_card, quote
from comptoir.core.pricing.request import Line, Request
from tests.core.pricing.build import SOMEBODY, ask, card, line, rate, said
from tests.core.pricing.direct import half_up

QUARTER = timedelta(minutes=15)
CHANGES = [
    date(2025, 3, 30), date(2025, 10, 26), date(2026, 3, 29), date(2026, 10, 25),
    date(2027, 3, 28), date(2027, 10, 31), date(2028, 3, 26), date(2028, 10, 29),
]  # fmt: skip
AMERICAN = [
    date(2025, 3, 9), date(2025, 11, 2), date(2026, 3, 8), date(2026, 11, 1),
    date(2027, 3, 14), date(2027, 11, 7), date(2028, 3, 12), date(2028, 11, 5),
]  # fmt: skip
HOURS = ["0.25", "0.5", "1", "1.5", "2", "3", "4.75", "8", "12", "24", "25", "49"]
NIGHT, WEEKEND = Fraction(7), Fraction(11)
PLAIN = Fraction(13)


def _book(zone: str) -> PriceBook:
    return compile_card(
        card(
            rate("van", "7", when="22:00-06:00"), rate("van", "11", when="sat,sun"), rate("van", "13"),
            units={"van": "hour"}, time_zone=zone,
        )
    )  # fmt: skip


def _hourly(moment: datetime, zone: ZoneInfo) -> Fraction:
    local = moment.astimezone(zone)
    if local.hour >= 22 or local.hour < 6:
        return NIGHT
    return WEEKEND if local.weekday() >= 5 else PLAIN


def _rentals(zone_name: str, days: list[date]) -> int:
    """Every quarter hour of each day as a start, for every duration; how many were compared."""
    zone, book, compared = ZoneInfo(zone_name), _book(zone_name), 0
    for day in days:
        first = datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
        prices = [_hourly(first + number * QUARTER, zone) / 4 for number in range(96 + 49 * 4)]
        sums = [Fraction(0), *accumulate(prices)]
        for number in range(96):
            start = (first + number * QUARTER).astimezone(zone)
            for hours in HOURS:
                steps = int(Decimal(hours) * 4)
                end = (first + (number + steps) * QUARTER).astimezone(zone)

                answer = quote(book, Request(SOMEBODY, day, (Line("van", {}, start=start, end=end),)))

                assert answer.total.minor == half_up((sums[number + steps] - sums[number]) * 100), (
                    start,
                    end,
                )
                compared += 1
    return compared


def test_a_few_rentals_around_a_change_are_priced_by_what_really_passed() -> None:
    assert _rentals("Europe/Paris", [date(2026, 3, 29)]) == 96 * 12


@pytest.mark.slow
@pytest.mark.parametrize(
    ("zone", "days", "rentals"),
    [
        ("Europe/Paris", CHANGES, 9_216),
        ("America/New_York", AMERICAN, 9_216),
        ("Asia/Kathmandu", CHANGES[:2], 2_304),
        ("Pacific/Apia", CHANGES[:2], 2_304),
    ],
)
def test_rentals_around_every_change_are_priced_by_what_really_passed(
    zone: str, days: list[date], rentals: int
) -> None:
    assert _rentals(zone, days) == rentals


def test_a_day_of_23_hours_is_charged_23_hours() -> None:
    priced = card(rate("van", "10"), units={"van": "hour"})

    answer = ask(priced, line("van", start="2026-03-29 00:00", end="2026-03-30 00:00"))

    assert said(answer) == "230.00"


def test_days_asked_as_days_are_calendar_days_on_the_night_of_the_change_too() -> None:
    priced = card(rate("van", "100"), rate("van", "150", when="sat,sun"), units={"van": "day"})

    answer = ask(priced, line("van", day=3, start="2026-03-28 00:00"))

    assert said(answer) == "400.00"


def test_a_step_rounds_the_end_into_the_next_window() -> None:
    priced = card(
        rate("van", "10", step="1 hour"),
        rate("van", "20", when="22:00-06:00", step="1 hour"),
        units={"van": "hour"},
    )

    answer = ask(priced, line("van", start="2026-03-02 21:00", end="2026-03-02 22:10"))

    assert said(answer) == "30.00"


def test_the_window_of_the_start_decides_the_whole_where_the_card_says_so() -> None:
    priced = card(
        rate("van", "10"), rate("van", "20", when="22:00-06:00", window_by="start"), units={"van": "hour"}
    )

    evening = ask(priced, line("van", start="2026-03-02 21:00", end="2026-03-02 23:00"))
    night = ask(priced, line("van", start="2026-03-02 23:00", end="2026-03-03 07:00"))

    assert (said(evening), said(night)) == ("20.00", "160.00")


def test_a_time_for_which_nothing_is_published_has_no_price() -> None:
    priced = card(rate("van", "10", when="mon-fri 08:00-18:00"), units={"van": "hour"})

    inside = ask(priced, line("van", start="2026-03-02 08:00", end="2026-03-02 18:00"))
    beyond = ask(priced, line("van", start="2026-03-02 08:00", end="2026-03-02 18:15"))

    assert (said(inside), said(beyond)) == ("100.00", "quote required")


def test_months_are_calendar_months_and_the_rest_a_share_of_its_month() -> None:
    priced = card(rate("box", "31"), units={"box": "month"})

    answer = ask(priced, line("box", start="2026-01-15 00:00", end="2026-03-25 00:00"))

    # Two months to 15 March, and 10 of the 31 days after.
    assert said(answer) == "72.00"
