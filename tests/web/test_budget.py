"""No page asks the database more than fifteen times: of every route, by everybody who may open it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.store.models import Negotiation
from tests.web import money
from tests.web.routes import ADDRESSES
from tests.web.test_basket import order
from tests.web.test_booking import book
from tests.web.test_negotiation import ask

MOST = 15
# What asks more, constant in the number of rows: a close with its plan, its steps and the month before;
# my activity, whose bookings, orders, negotiations with guardrails
# and wishes are lists of their own; files of a journal, of a month's papers and of the audit trail, since
# every journal is verified before, by two statements each, and whatever only grows is sealed, once it grew.
MORE = {"activity": 20, "audit-csv": 60, "close": 20, "close-papers": 60, "journal-file": 60}
# Usage by file, quotes, agreements and calendars are not made here: their own tests count them or nobody does.
WHO = ("", "claire", "novatek", "marc", "ines", "mathilde")


@pytest.fixture
def busy(demo, settings, tmp_path):
    """A counter where something was ordered, booked, asked for, charged and closed: who looks, and at what."""
    settings.HOME = tmp_path  # The close keeps its anchors there.
    month = money.closed_month()
    claire = demo("claire")
    placed = order(claire)["Location"].split("/")[3]
    booked = book(claire)["Location"].split("/")[3]
    ask(claire, "cmm", price="50", key="budget")
    made = {
        "order": placed,
        "booking": booked,
        "change-booking": booked,
        "change-timeline": booked,
        "booking-ics": booked,
        "negotiation": Negotiation.objects.get().public_id,
        "charge": month.inside,
    }
    return demo, made


def test_every_page_stays_within_its_budget(busy) -> None:
    demo, made = busy
    over, opened = [], set()
    for who in WHO:
        client = demo(who)
        for name, addresses in ADDRESSES.items():
            for address in addresses:
                found = address.replace("0000000000", made.get(name, "0000000000"))
                with CaptureQueriesContext(connection) as asked:
                    answer = client.get(f"/en/{found}")
                    if answer.streaming:
                        b"".join(answer.streaming_content)
                if answer.status_code == 200:
                    opened.add(name)
                if answer.status_code == 200 and len(asked) > MORE.get(name, MOST):
                    over.append((who, found, len(asked)))

    assert not over, over
    assert opened >= {*made, "paper", "entry", "close", "centers", "audit", "people", "supplied-charges"}
