"""A page asks the database as much for one row as for several: nobody waits longer because others ordered more."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.test_basket import order
from tests.web.test_booking import TIMES, book
from tests.web.test_deals import agreed
from tests.web.test_negotiation import ask


def statements(client, address: str) -> int:
    """How many statements a page takes."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200, address
    return len(queries)


def test_lists_take_as_many_statements_for_five_orders_as_for_one(demo) -> None:
    bruno, claire, marc = demo("bruno"), demo("claire"), demo("marc")
    bruno.post("/en/spending/", {"verb": "set", "payer": "ESS", "rule": "", "amount": "500"})
    bruno.post("/en/spending/", {"verb": "set", "payer": "ESS-012", "rule": "month", "amount": "9000"})
    order(claire)
    bruno.post("/en/spending/", {"verb": "set", "payer": "ESS", "rule": "", "amount": "1"})
    order(claire)
    places = (
        (claire, "/en/activity/"),
        (bruno, "/en/approvals/"),
        (bruno, "/en/spending/"),
        (marc, "/en/supplied/"),
    )
    first = [statements(client, address) for client, address in places]

    for _ in range(4):
        order(claire)

    assert [statements(client, address) for client, address in places] == first


def test_an_order_and_a_basket_take_as_many_for_five_lines_as_for_one(demo) -> None:
    claire = demo("claire")
    claire.post("/en/basket/add/", {"offering": "calibration", "of-piece": "1"})
    one = statements(claire, "/en/basket/")
    single = order(claire)["Location"]
    for count in range(5):
        claire.post("/en/basket/add/", {"offering": "calibration", "of-piece": str(count + 1)})
    more = statements(claire, "/en/basket/")
    several = order(claire)["Location"]

    assert more == one
    assert statements(claire, several) == statements(claire, single)


def test_negotiations_and_agreements_take_as_many_for_four_as_for_one(demo) -> None:
    claire, marc = demo("claire"), demo("marc")
    places = (
        (claire, "/en/activity/"), (claire, "/en/deals/"), (marc, "/en/activity/"), (marc, "/en/negotiations/"),
        (marc, "/en/deals/register/"),
    )  # fmt: skip
    agreed(claire, marc)
    ask(claire, "cmm", price="50", key="first")
    first = [statements(client, address) for client, address in places]
    for number, offering in enumerate(("scanner", "gauge-blocks", "measurement-report")):
        ask(claire, offering, key=f"more {number}")

    assert [statements(client, address) for client, address in places] == first


def test_pages_of_bookings_take_as_many_for_six_bookings_as_for_one(demo) -> None:
    def add(number: int) -> None:
        hour = {**TIMES, "start": f"{8 + number:02d}:00", "end": f"{9 + number:02d}:00"}
        assert book(claire, hour, key=f"k{number}").status_code == 302
        waiting = {**hour, "verb": "wait", "key": f"w{number}"}
        assert novatek.post("/en/offers/cmm/book/", waiting).status_code == 302

    claire, novatek, marc = demo("claire"), demo("novatek"), demo("marc")
    add(0)
    places = (
        (claire, "/en/activity/"), (claire, "/en/activity/bookings.csv"), (claire, "/en/activity/bookings.ics"),
        (novatek, "/en/activity/"), (claire, "/en/timeline/?supplier=MET"),
        (claire, "/en/timeline/?supplier=MET&view=list"), (marc, "/en/board/?supplier=MET&day=2026-11-24"),
        (marc, "/en/resources/?supplier=MET"), (marc, "/en/qualifications/?supplier=MET"),
        (marc, "/en/resources/cmm-1/maintenance/?day=2026-11-24&start=07:00&until=2026-11-24&end=20:00"),
    )  # fmt: skip
    for client, address in places:
        client.get(address)
    first = [statements(client, address) for client, address in places]
    for number in range(1, 6):
        add(number)

    assert [statements(client, address) for client, address in places] == first
    assert max(first) <= 15
