"""A page asks the database as much for one row as for several: nobody waits longer because others ordered more."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.test_basket import order
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
