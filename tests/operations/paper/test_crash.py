"""I-04: a process that dies at a named place while it issues, credits or is paid leaves all of it or nothing."""

from __future__ import annotations

import pytest
from django.db import connection

from comptoir.operations import failpoints
from comptoir.operations.paper import issue_invoice, send_paper, verify_papers
from tests.operations.forking import driver
from tests.operations.paper import deeds, house
from tests.operations.paper.house import AT, actor, charges

DEEDS = "tests.operations.paper.deeds"
WRITTEN = ("numbered", "written", "event", "recorded")
AFTER = "paper.committed"
DIES_AT = {*(f"paper.{place}" for place in WRITTEN), AFTER}


@pytest.fixture
def sent(database) -> tuple[str, str]:
    """The house with an invoice that its customer has."""
    house.opened()
    number = issue_invoice(charges(10000, 5000), actor=actor(), at=AT)
    send_paper(number, actor=actor(), at=AT)
    return database, number


def test_every_named_place_is_tried() -> None:
    assert {place for place in failpoints.PLACES if place.startswith("paper.")} == DIES_AT


def test_dying_anywhere_leaves_before_or_after(sent) -> None:
    database, number = sent
    (charge,) = charges(700)
    before = deeds.everything()
    tried = [("issue_one", place) for place in ("numbered", "written", "recorded")]
    tried += [("pay", "event"), ("pay", "recorded"), ("credit", "event"), ("credit", "recorded")]
    with driver(database, DEEDS) as children:
        for deed, place in tried:
            for by, code in (("exit", 86), ("kill", -9)):
                connection.close()

                ended = children.once(
                    f"{DEEDS}:{deed}",
                    charge if deed == "issue_one" else number,
                    COMPTOIR_FAIL_AT=f"paper.{place}",
                    COMPTOIR_FAIL_BY=by,
                )

                assert ended.code == code, f"{deed} never reached {place}"
                assert deeds.everything() == before, (deed, place)


@pytest.mark.parametrize("deed", ["close", "pay"])
@pytest.mark.parametrize(("by", "code"), [("exit", 86), ("kill", -9)])
def test_dying_after_the_commit_leaves_all_of_it_once(sent, deed: str, by: str, code: int) -> None:
    database, number = sent
    charges(700)
    arguments = () if deed == "close" else (number,)
    before = deeds.everything()
    with driver(database, DEEDS) as children:
        connection.close()

        died = children.once(f"{DEEDS}:{deed}", *arguments, COMPTOIR_FAIL_AT=AFTER, COMPTOIR_FAIL_BY=by)
        after = deeds.everything()
        connection.close()
        again = children.once(f"{DEEDS}:{deed}", *arguments)

    assert (died.code, again.code) == (code, 0)
    assert after != before
    assert deeds.everything() == after
    assert verify_papers() == ()
