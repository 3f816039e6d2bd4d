"""Several imports at once: one comes in whole, the others are told, on both engines."""

from __future__ import annotations

from collections import Counter

from django.db import connection

from comptoir.operations.import_company import import_company
from comptoir.store.imports.queries import find_last_import, list_imports
from comptoir.store.layout import content_hash, flatten
from comptoir.store.tables import get_tables
from tests.operations.companies import AT, company
from tests.operations.deeds import racer
from tests.operations.forking import driver

RACERS = 4
ROUNDS = 5


def test_of_imports_at_once_one_wins_and_the_others_are_told(database) -> None:
    base = import_company(company(), actor="ann", at=AT).record.id
    with driver(database) as children:
        for turn in range(ROUNDS):
            connection.close()
            numbers = range(RACERS * turn, RACERS * (turn + 1))

            ended = children.together(
                *(("tests.operations.deeds:import_racer", number, base) for number in numbers)
            )

            assert Counter(one.answer for one in ended) == {"done": 1, "import.conflict": RACERS - 1}
            last = find_last_import()
            assert last is not None
            assert content_hash(flatten(get_tables())) == content_hash(flatten(racer(int(last.actor))))
            base = last.id
    assert len(list_imports()) == ROUNDS + 1
