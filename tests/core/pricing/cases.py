"""Worked cases of every mechanism: (name, card, line or lines, what the quote says). Other tests run over them too."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from comptoir.core.pricing.request import Line
from comptoir.core.pricing.terms import Card
from comptoir.core.values import Amount
from tests.core.pricing.build import adjustment, card, line, rate


class Case(NamedTuple):
    """One request and what it must come to."""

    name: str
    card: Card
    lines: tuple[Line, ...]
    expected: str


def _case(name: str, priced: Card, expected: str, *lines: Line) -> Case:
    return Case(name, priced, lines, expected)


def _series(name: str, priced: Card, offering: str, *pairs: tuple[dict[str, Any], str]) -> list[Case]:
    """One card, several quantities."""
    return [
        _case(f"{name} {' '.join(map(str, cells.values()))}", priced, expected, line(offering, **cells))
        for cells, expected in pairs
    ]


QUARTERS = card(
    rate("scope", "8.75", per="15 minutes", step="15 minutes", min_quantity="1 hour"), units={"scope": "hour"}
)
RUNS = card(rate("prep", "250", per="6 samples", step="6 samples"), units={"prep": "sample"})
STORAGE = card(rate("disk", "8", per="TB-month", included="20"), units={"disk": "TB-month"})
NODES = card(rate("cpu", "1.00", per="128 core-hours"), units={"cpu": "core-hour"})
COURSE = card(rate("course", "50", per="participant x day"), units={"course": "participant"})
TRAINING = card(
    rate("course", "1440", per="line"),
    rate("course", "80", included="1", combine="plus"),
    units={"course": "student"},
)
SEDAN = card(
    rate("sedan", "0.67", min_amount="50"),
    rate("sedan", "20", per="day", combine="plus", if_="airport"),
    units={"sedan": "mile"},
    questions={"airport": ("yes/no",)},
)
VEHICLE = card(
    rate("car", "32", per="day"), rate("car", "0.55", per="mile", combine="greater"), units={"car": "day"}
)
ACCESS = card(rate("lab", "25", per="day"), rate("lab", "250", per="month"), units={"lab": "day"})
PASSES = card(
    rate("lab", "25", per="day"), rate("lab", "250", per="31 days", combine="cheapest"), units={"lab": "day"}
)
PER_HEAD = card(
    rate("lab", "25", per="user x day"),
    rate("lab", "250", per="31 user x day", combine="cheapest"),
    units={"lab": "day"},
)
SECTIONS = card(rate("slide", "1"), rate("slide", "2", from_="5"), units={"slide": "section"})
LASER = card(
    rate("laser", "free"),
    rate("laser", "10", from_="> 10 minutes", tier="bracket"),
    rate("laser", "20", from_="> 30 minutes", tier="bracket"),
    rate("laser", "30", from_="> 50 minutes", tier="bracket"),
    units={"laser": "minute"},
)
ROOM = card(
    rate("room", "100", per="month", tier="bracket"),
    rate("room", "250", per="month", from_="> 2", tier="bracket"),
    rate("room", "50", per="day"),
    units={"room": "day"},
)
BIKE = card(
    rate("bike", "10", per="hour", step="1 hour"),
    rate("bike", "60", per="day", from_="8 hours", step="1 day", tier="all units"),
    units={"bike": "hour"},
)
LONGER = card(
    rate("flat", "100"), rate("flat", "base - 20%", from_="7", tier="all units"), units={"flat": "day"}
)
REAM = card(
    rate("print", "0.10"),
    rate("print", "20", per="ream", from_="100", step="1 ream"),
    units={"print": "page"},
    conversions={"ream": (Decimal(500), "page")},
)
HALL = card(
    rate("hall", "free", counter="uses per year"),
    rate("hall", "80", from_="2", counter="uses per year"),
    units={"hall": "rental"},
)
HOURS = card(
    rate("desk", "free", counter="uses per year"),
    rate("desk", "80", per="line", from_="2", counter="uses per year"),
    units={"desk": "hour"},
)
ONCE = card(
    rate("trial", "350", counter="uses ever by beneficiary"),
    rate("trial", "not offered", from_="1", counter="uses ever by beneficiary"),
)
CORES = card(
    rate("core", "0.014", counter="spend per fiscal year"),
    rate("core", "0.008", from_="6500", counter="spend per fiscal year"),
    rate("core", "0.005", from_="24000", counter="spend per fiscal year"),
    rate("gpu", "10 x offering:core"),
    units={"core": "core-hour", "gpu": "GPU-hour"},
)
CAPPED = card(
    rate("scan", "10", counter="spend per year"),
    rate("scan", "5", from_="1000", counter="spend per year"),
    units={"scan": "hour"},
)
ALLOWANCE = card(rate("scan", "10", included="5", counter="quantity per month"), units={"scan": "hour"})
SUBSCRIPTION = card(
    rate("lab", "free", per="hour", counter="quantity per quarter"),
    rate("lab", "500", per="hour", from_="10", tier="bracket", counter="quantity per quarter"),
    rate("lab", "1000", per="hour", from_="> 35", tier="bracket", counter="quantity per quarter"),
    units={"lab": "hour"},
)
EVENING = card(
    rate("scan", "60"),
    rate("scan", "base - 10%", when="mon-fri 17:00-24:00"),
    rate("scan", "base - 25%", when="sat,sun"),
    units={"scan": "hour"},
)
FLAT_NIGHT = card(
    rate("scan", "60"), rate("scan", "120", per="line", when="tue 00:00-01:00"), units={"scan": "hour"}
)
SEASON = card(
    rate("tent", "10", when="06-01..08-31"), rate("tent", "6", when="09-01..05-31"), units={"tent": "day"}
)
SURCHARGED = card(
    rate("scan", "60"),
    rate("scan", "50% of base", when="20:00-07:00", combine="plus"),
    units={"scan": "hour"},
)
MULTIPLE = card(
    rate("scan", "40", "in", step="30 minutes"),
    rate("scan", "2.5 x in", "out"),
    rate("scan", "10", per="line", combine="plus", if_="assisted"),
    classes={"in": "side = internal", "out": ""},
    units={"scan": "hour"},
)
COST = card(rate("part", "cost + 10%"))
FEES = card(
    rate("hall", "300"),
    rate("hall", "70", event="cancellation", if_="notice <= 10 days"),
    rate("hall", "30", event="cancellation", if_="notice <= 30 days"),
    units={"hall": "rental"},
)
NO_SHOWS = card(
    rate("scan", "40"),
    rate("scan", "free", event="no-show", counter="uses ever"),
    rate("scan", "40", event="no-show", from_="1", counter="uses ever"),
    rate("scan", "50% of booked", event="no-show", from_="2", counter="uses ever"),
    units={"scan": "hour"},
)
PLAIN, HOURLY, HUNDRED = rate("scan", "1"), {"scan": "hour"}, line("scan", hour=100)
VOLUME = card(
    PLAIN,
    units=HOURLY,
    adjustments=tuple(
        adjustment("rebate", share, from_=start, counter="spend per month")
        for start, share in (("100", "25%"), ("400", "50%"), ("600", "75%"))
    ),
)
DAYS = 86_400

CASES = [
    *_series("blocks and a minimum", QUARTERS, "scope", ({"minute": 40}, "35.00"), ({"minute": 95}, "61.25")),
    *_series("runs of six", RUNS, "prep", ({"sample": 13}, "750.00"), ({"sample": 12}, "500.00")),
    *_series("included", STORAGE, "disk", ({"TB_month": 25}, "40.00"), ({"TB_month": 5}, "0.00")),
    *_series("per many", NODES, "cpu", ({"core_hour": 640}, "5.00")),
    *_series("factors", COURSE, "course", ({"participant": 4, "day": 2}, "400.00"), ({"day": 3}, "150.00")),
    *_series("extra students", TRAINING, "course", ({"student": 1}, "1440.00"), ({"student": 3}, "1600.00")),
    *_series("minimum amount", SEDAN, "sedan", ({"mile": 60}, "50.00"), ({"mile": 200}, "134.00")),
    _case("a part", SEDAN, "174.00", line("sedan", mile=200, day=2, answers={"airport": True})),
    _case(
        "a part needs its quantity", SEDAN, "incomplete", line("sedan", mile=200, answers={"airport": True})
    ),
    *_series(
        "greater",
        VEHICLE,
        "car",
        ({"day": 2, "mile": 100}, "64.00"),
        ({"day": 1, "mile": 200}, "110.00"),
        ({"day": 1}, "incomplete"),
    ),
    *_series(
        "alternatives",
        ACCESS,
        "lab",
        ({"day": 2}, "50.00"),
        ({"month": 2}, "500.00"),
        ({"hour": 12}, "12.50"),
        ({"page": 2}, "quote required"),
        ({}, "incomplete"),
    ),
    *_series(
        "passes",
        PASSES,
        "lab",
        ({"day": 3}, "75.00"),
        ({"day": 12}, "250.00"),
        ({"day": 33}, "300.00"),
        ({"day": "0.5"}, "12.50"),
    ),
    *_series("graduated", SECTIONS, "slide", ({"section": 5}, "5.00"), ({"section": 7}, "9.00")),
    *_series(
        "brackets",
        LASER,
        "laser",
        ({"minute": 9}, "0.00"),
        ({"minute": 10}, "0.00"),
        ({"minute": 11}, "10.00"),
        ({"minute": 30}, "10.00"),
        ({"minute": 45}, "20.00"),
        ({"hour": 1}, "30.00"),
    ),
    *_series(
        "brackets beside days",
        ROOM,
        "room",
        ({"month": "1.5"}, "100.00"),
        ({"month": 4}, "250.00"),
        ({"day": 3}, "150.00"),
    ),
    *_series(
        "hours, then days",
        BIKE,
        "bike",
        ({"hour": 5}, "50.00"),
        ({"hour": 12}, "60.00"),
        ({"hour": 30}, "120.00"),
    ),
    *_series("less from a week on", LONGER, "flat", ({"day": 6}, "600.00"), ({"day": 7}, "560.00")),
    *_series(
        "uses",
        HALL,
        "hall",
        *(
            ({"rental": 1, "counters": {"uses per year": had}}, expected)
            for had, expected in ((0, "0.00"), (1, "0.00"), (2, "80.00"), (5, "80.00"))
        ),
    ),
    _case("uses at once", HALL, "160.00", line("hall", rental=3, counters={"uses per year": 1})),
    _case("uses in one request", HALL, "80.00", *(line("hall", rental=1) for _ in range(3))),
    _case("a line of hours is one use", HOURS, "80.00", *(line("desk", hour=4) for _ in range(3))),
    _case("once", ONCE, "350.00", line("trial", piece=1)),
    _case("not twice", ONCE, "refused", line("trial", piece=1, counters={"uses ever by beneficiary": 1})),
    _case("spending, first tier", CORES, "1400.00", line("core", core_hour=100_000)),
    _case(
        "spending, across tiers",
        CORES,
        "1014.29",
        line("core", core_hour=100_000, counters={"spend per fiscal year": 6000}),
    ),
    _case(
        "another offering's tiers",
        CORES,
        "80.00",
        line("gpu", GPU_hour=1000, counters={"spend per fiscal year": 10_000}),
    ),
    _case(
        "a cap with a price beyond", CAPPED, "200.00", line("scan", hour=30, counters={"spend per year": 900})
    ),
    _case("a cap within one request", CAPPED, "1100.00", line("scan", hour=90), line("scan", hour=30)),
    _case("an allowance", ALLOWANCE, "30.00", line("scan", hour=6, counters={"quantity per month": 2})),
    _case(
        "an allowance used up", ALLOWANCE, "60.00", line("scan", hour=6, counters={"quantity per month": 9})
    ),
    *_series(
        "a subscription",
        SUBSCRIPTION,
        "lab",
        ({"hour": "9.5"}, "0.00"),
        ({"hour": 20}, "500.00"),
        ({"hour": 48}, "1000.00"),
        ({"hour": 20, "counters": {"quantity per quarter": 30}}, "500.00"),
        ({"hour": 2, "counters": {"quantity per quarter": 30}}, "0.00"),
    ),
    _case(
        "into the evening", EVENING, "114.00", line("scan", start="2017-04-27 16:00", end="2017-04-27 18:00")
    ),
    _case(
        "into the weekend", EVENING, "99.00", line("scan", start="2017-04-28 23:00", end="2017-04-29 01:00")
    ),
    _case("no start, no hours", EVENING, "60.00", line("scan", hour=1)),
    _case(
        "a flat hour", FLAT_NIGHT, "4980.00", line("scan", start="2022-02-21 17:00", end="2022-02-25 03:00")
    ),
    _case("out of season", SEASON, "18.00", line("tent", day=3)),
    _case("across seasons", SEASON, "26.00", line("tent", day=3, start="2026-08-30 00:00")),
    _case(
        "a surcharge at night",
        SURCHARGED,
        "210.00",
        line("scan", start="2026-03-02 18:00", end="2026-03-02 21:00"),
    ),
    _case(
        "no surcharge by day",
        SURCHARGED,
        "60.00",
        line("scan", start="2026-03-02 10:00", end="2026-03-02 11:00"),
    ),
    _case("a multiple takes over steps", MULTIPLE, "150.00", line("scan", minute=70)),
    _case(
        "a multiple leaves parts alone",
        MULTIPLE,
        "160.00",
        line("scan", minute=70, answers={"assisted": True}),
    ),
    _case("cost plus", COST, "41.58", line("part", piece=1, cost="37.80")),
    _case("cost not known", COST, "incomplete", line("part", piece=1)),
    *_series(
        "pages, then reams",
        REAM,
        "print",
        ({"page": 90}, "9.00"),
        ({"page": 101}, "30.00"),
        ({"page": 601}, "50.00"),
    ),
    *_series(
        "passes per head",
        PER_HEAD,
        "lab",
        ({"user": 3, "day": 2}, "150.00"),
        ({"user": 3, "day": 12}, "750.00"),
    ),
    *_series(
        "notice",
        FEES,
        "hall",
        *(
            ({"rental": 1, "event": "cancellation", "answers": {"notice": Decimal(days) * DAYS}}, expected)
            for days, expected in ((20, "30.00"), (5, "70.00"), (45, "0.00"))
        ),
    ),
    *_series(
        "no-show",
        NO_SHOWS,
        "scan",
        *(
            ({"hour": hours, "event": "no-show", "counters": {"uses ever": had}}, expected)
            for had, hours, expected in ((0, 4, "0.00"), (1, 4, "40.00"), (2, 6, "120.00"), (7, 6, "120.00"))
        ),
    ),
    _case(
        "a share of what was booked",
        NO_SHOWS,
        "25.00",
        line("scan", event="no-show", booked=Amount(5000, "EUR"), counters={"uses ever": 2}),
    ),
    _case(
        "overhead",
        card(PLAIN, units=HOURLY, adjustments=(adjustment("surcharge", "26.5%"),)),
        "126.50",
        HUNDRED,
    ),
    _case("tax added", card(PLAIN, units=HOURLY, adjustments=(adjustment("tax", "21%"),)), "121.00", HUNDRED),
    _case(
        "subsidy changes no price",
        card(PLAIN, units=HOURLY, adjustments=(adjustment("subsidy", "40%"),)),
        "100.00",
        HUNDRED,
    ),
    _case(
        "each sees those above",
        card(
            PLAIN,
            units=HOURLY,
            adjustments=(
                adjustment("surcharge", "10%"),
                adjustment("rebate", "10%"),
                adjustment("surcharge", "5"),
            ),
        ),
        "104.00",
        HUNDRED,
    ),
    _case(
        "a rebate takes no more than there is",
        card(PLAIN, units=HOURLY, adjustments=(adjustment("rebate", "500"),)),
        "0.00",
        HUNDRED,
    ),
    *(
        _case(
            f"rebates over spending {had} + {hours}",
            VOLUME,
            expected,
            line("scan", hour=hours, counters={"spend per month": had}),
        )
        for had, hours, expected in (
            (50, 50, "50.00"),
            (100, 100, "75.00"),
            (300, 200, "125.00"),
            (100, 1000, "450.00"),
        )
    ),
    _case(
        "a yearly cap",
        card(PLAIN, units=HOURLY, adjustments=(adjustment("maximum", "1000", counter="spend per year"),)),
        "200.00",
        line("scan", hour=400, counters={"spend per year": 800}),
    ),
    _case(
        "a minimum per session",
        card(PLAIN, units=HOURLY, adjustments=(adjustment("minimum", "25", scope="session"),)),
        "50.00",
        line("scan", hour=10, session="a"),
        line("scan", hour=10, session="a"),
        line("scan", hour=10, session="b"),
    ),
    _case(
        "a fee per line",
        card(PLAIN, units=HOURLY, adjustments=(adjustment("surcharge", "3", scope="line"),)),
        "206.00",
        HUNDRED,
        HUNDRED,
    ),
    _case(
        "a fee on some",
        card(
            PLAIN,
            rate("tube", "2"),
            units=HOURLY | {"tube": "piece"},
            adjustments=(adjustment("surcharge", "50%", offerings=("tube",)),),
        ),
        "103.00",
        HUNDRED,
        line("tube", piece=1),
    ),
]
