"""I-23: invoice numbers without a hole, whoever races and whatever is rolled back; one payment and one credit only.

COMPTOIR_NUMBERS=16x200 makes it as long as the invariant asks (nightly); COMPTOIR_SEED another run.
"""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from django.db import connection

from comptoir.operations.paper import issue_invoice, send_paper, verify_papers
from comptoir.store.models import Paper, PaperEvent, PaperSeries
from tests.operations.forking import driver
from tests.operations.paper import house
from tests.operations.paper.house import AT, actor
from tests.operations.paper.racing import issue_at_once

PROCESSES, EACH = (int(part) for part in os.environ.get("COMPTOIR_NUMBERS", "6x12").split("x"))
SEED = int(os.environ.get("COMPTOIR_SEED", "23"))
DEEDS = "tests.operations.paper.deeds"


@pytest.fixture
def opened(database) -> str:
    house.opened()
    return database


def race(url: str, *, careless: bool = False) -> list[str]:
    """Several processes issue invoices at once; the numbers that they were told."""
    connection.close()
    told = issue_at_once(url, PROCESSES, EACH, seed=SEED, careless=careless)
    return [number for number, _ in told]


def test_numbers_have_no_hole_whoever_races_and_whatever_is_rolled_back(opened) -> None:
    told = race(opened)

    stored = list(Paper.objects.order_by("sequence").values_list("number", "sequence"))
    assert 0 < len(stored) < PROCESSES * EACH, f"nothing was rolled back with seed {SEED}"
    assert [sequence for _, sequence in stored] == list(range(1, len(stored) + 1))
    assert sorted(told) == [number for number, _ in stored]
    assert PaperSeries.objects.get().last == len(stored)
    assert verify_papers() == ()


def test_the_mutant_that_takes_its_number_before_leaves_holes(opened) -> None:
    race(opened, careless=True)

    sequences = list(Paper.objects.order_by("sequence").values_list("sequence", flat=True))
    assert sequences != list(range(1, len(sequences) + 1))
    assert "paper.hole" in {one.code for one in verify_papers()}


def test_of_eight_who_record_one_payment_one_does(opened) -> None:
    number = issue_invoice(house.charges(10000), actor=actor(), at=AT)
    send_paper(number, actor=actor(), at=AT)
    connection.close()

    with driver(opened, DEEDS) as children:
        ended = children.together(*((f"{DEEDS}:pay_once", number, "one key") for _ in range(8)))

    assert [one.answer for one in ended] == ["paid"] * 8
    assert PaperEvent.objects.filter(verb__startswith="pay").count() == 1


def test_of_four_who_credit_one_line_one_does(opened) -> None:
    number = issue_invoice(house.charges(10000, 5000), actor=actor(), at=AT - timedelta(hours=1))
    send_paper(number, actor=actor(), at=AT)
    connection.close()

    with driver(opened, DEEDS) as children:
        ended = children.together(*((f"{DEEDS}:credit_once", number) for _ in range(4)))

    assert sorted(one.answer for one in ended) == ["MOR-A-2026-00001", *["paper.credited"] * 3]
    assert Paper.objects.filter(kind="credit note").count() == 1
    assert verify_papers() == ()
