"""The timeline: light, the same for everybody, honest about clocks, and nobody is named."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.company.model import Resource
from comptoir.core.booking import Occupation
from comptoir.core.booking import Resource as Rules
from comptoir.core.booking.occupation import free_periods, merged
from comptoir.core.booking.resource import open_periods
from comptoir.core.values import Place, Row, Tables
from comptoir.operations.bookings import Calendar
from comptoir.operations.import_company import import_company
from comptoir.web.timeline import bounds, instant_of, timeline
from tests.web.company import tables
from tests.web.conftest import AT, look_as
from tests.web.test_booking import TIMES, book

PARIS = ZoneInfo("Europe/Paris")
HEAVIEST = 250_000
MOST_QUERIES = 15
TOKEN = re.compile(rb'csrfmiddlewaretoken" value="[^"]*"')


def grid_of(rules: Rules, taken: list[Occupation], first: date, days: int, at: datetime):
    """The grid of one resource."""
    one = Resource(Place("resources.csv", 2), rules.offering, "Microscope 2", "Microscope 2", rules)
    start, end = bounds(first, days, PARIS)
    calendar = Calendar(
        rules.id,
        rules.time_zone,
        tuple((max(a, start), min(b, end)) for a, b in merged(open_periods(rules, start, end))),
        tuple(taken),
        tuple(free_periods(rules, taken, start, end)),
    )
    return timeline((one,), (calendar,), (), first=first, days=days, zone=PARIS, at=at)


def marks(grid) -> list[str]:
    """What each slot of the first row is, one by one."""
    return [cell.mark for cell in grid.rows[0].cells for _slot in range(cell.span)]


@pytest.mark.parametrize(
    ("day", "hours", "told"),
    [(date(2026, 10, 25), 25, "25"), (date(2027, 3, 28), 23, "23"), (date(2026, 11, 24), 24, "")],
)
def test_a_day_has_as_many_slots_as_hours_really_pass(day, hours, told) -> None:
    at = datetime(2026, 10, 1, tzinfo=UTC)

    grid = grid_of(Rules("m", "m", "Europe/Paris"), [], day, 1, at)

    assert len(grid.columns) == hours * 2
    assert told in grid.heads[0].clock
    assert len({column.start for column in grid.columns}) == hours * 2
    assert all(one.end == other.start for one, other in zip(grid.columns, grid.columns[1:], strict=False))


def test_taken_then_made_ready_then_free() -> None:
    at = datetime(2026, 11, 20, tzinfo=UTC)
    rules = Rules("m", "m", "Europe/Paris", turnaround=timedelta(minutes=45))
    nine = datetime(2026, 11, 24, 8, tzinfo=UTC)
    taken = [Occupation(nine, nine + timedelta(hours=1), 1, "booking")]

    found = marks(grid_of(rules, taken, date(2026, 11, 24), 1, at))

    assert found[17:23] == ["free", "taken", "taken", "ready", "part", "free"]


def test_a_pool_says_how_many_are_free() -> None:
    at = datetime(2026, 11, 20, tzinfo=UTC)
    nine = datetime(2026, 11, 24, 8, tzinfo=UTC)
    taken = [Occupation(nine, nine + timedelta(hours=1), 2, "booking")] * 2
    grid = grid_of(Rules("m", "m", "Europe/Paris", capacity=5), taken, date(2026, 11, 24), 1, at)

    words = [re.sub(r"\D", "", cell.word) for cell in grid.rows[0].cells]

    assert (words[17], words[18], words[19], words[20]) == ("5", "1", "1", "5")


def test_a_slot_leads_to_the_form_at_its_time(demo) -> None:
    page = demo("claire").get("/en/timeline/?supplier=VEH&from=2026-11-25&days=1").content.decode()
    address = re.findall(r'href="(van-1/\d+)"', page)[18]

    answer = demo("claire").get(f"/en/timeline/{address}")
    longer = demo("claire").get(f"/en/timeline/{address}?end={int(address.split('/')[1]) + 90}")

    assert instant_of(int(address.split("/")[1])).astimezone(PARIS).hour == 9
    assert answer["Location"] == "/en/offers/van/book/?resource=van-1&day=2026-11-25&start=09%3A00"
    assert longer["Location"].endswith("&until=2026-11-25&end=10%3A30")
    assert demo("").get("/en/timeline/nothing/1").status_code == 404
    assert demo("").get("/en/timeline/van-1/99999999999999999").status_code == 404


def test_what_is_taken_is_the_same_whoever_took_it(demo) -> None:
    address = "/en/timeline/?offering=cmm&from=2026-11-24"
    claire, novatek = demo("claire"), demo("novatek")
    made = book(claire)["Location"]
    by_claire = demo("").get(address).content
    fee = re.search(r'name="fee" value="([^"]*)"', claire.get(made).content.decode())
    assert fee
    claire.post(f"{made}cancel/", {"fee": fee.group(1)})
    book(novatek)
    by_novatek = demo("").get(address).content

    assert TOKEN.sub(b"", by_claire) == TOKEN.sub(b"", by_novatek)
    assert b'class="taken' in by_claire
    assert b'class="yours' in novatek.get(address).content
    assert b"Novatek SARL" not in claire.get(address).content
    assert b"Novatek SARL</a></td>" in demo("marc").get(address).content


def fleet(count: int) -> Tables:
    """The demo company with many more vans."""
    demo = tables()
    rows = demo.rows("resources")
    van = next(row for row in rows if row["resource"] == "van-1")
    more = [
        Row(Place("resources.csv", 100 + number), {**van.cells, "resource": f"vehicle-{number}"})
        for number in range(count - 5)
    ]
    kept = {name: found for name, found in demo.tables.items() if name != "examples"}
    return Tables(demo.settings, {**kept, "resources": (*rows, *more)})


@pytest.mark.parametrize("view", ["", "list"])
def test_fifty_resources_over_a_week_are_light_and_cost_few_statements(counter, view) -> None:
    import_company(fleet(50), actor="tests", at=AT)
    claire = look_as("claire")
    address = f"/fr/timeline/?supplier=VEH&view={view}&from=2026-11-24"
    claire.get(address)
    with CaptureQueriesContext(connection) as few:
        page = claire.get(address)
    for number in range(12):
        start = f"{8 + number:02d}:00"
        book(claire, {**TIMES, "start": start, "end": f"{9 + number:02d}:00"}, "bike", f"k{number}")
    with CaptureQueriesContext(connection) as many:
        claire.get(address)

    assert page.content.count(b'<tr><th scope="row">') == (50 if not view else 350)
    assert len(page.content) <= HEAVIEST
    assert len(few) == len(many) <= MOST_QUERIES


def test_more_than_fifty_are_asked_for_by_name(counter) -> None:
    import_company(fleet(60), actor="tests", at=AT)

    page = look_as("").get("/en/timeline/?supplier=VEH").content.decode()

    assert "10 more resources are not shown" in page
    assert page.count('<option value="vehicle-') == 55


def test_the_form_leads_where_the_grid_does(demo) -> None:
    said = {"resource": "van-2", "day": "2026-11-25", "start": "09:00", "until": "2026-11-25", "end": ""}

    answer = demo("").get("/fr/timeline/book/", said)

    assert answer["Location"] == (
        "/fr/offers/van/book/?resource=van-2&day=2026-11-25&start=09%3A00&until=2026-11-25"
    )
    assert demo("").get("/fr/timeline/book/").status_code == 404


def test_nothing_to_book_says_what_to_do(counter) -> None:
    page = look_as("").get("/en/timeline/").content.decode()

    assert "nothing to book yet" in page
