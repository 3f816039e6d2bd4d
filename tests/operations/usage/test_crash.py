"""I-04, I-26: usage that dies at any named place, or comes from several places at once, is there once or not at all."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from django.db import connection

from comptoir.operations import failpoints
from comptoir.store.models import UsageImport, UsageRecord
from comptoir.store.usage.queries import find_usage, list_usage
from tests.operations.deals.house import settle
from tests.operations.forking import driver
from tests.operations.usage.deeds import bring, everything, record

DEEDS = "tests.operations.usage.deeds"
RACERS = 8
ROUNDS = 3
PLACES = {
    "usage.written": ("record",),
    "usage.written:1": ("correct", "known"),
    "usage.replaced": ("correct", "known"),
    "usage.recorded": ("record",),
    "usage.rows": ("bring", "new"),
    "usage.rows:3": ("bring", "new"),
    "usage.rejects": ("bring", "new"),
    "usage.rejects:2": ("bring", "new"),
    "usage.imported": ("bring", "new"),
    "usage.undone": ("undo", "old"),
    "usage.imported:1": ("undo", "old"),
    "usage.recorded:1": ("undo", "old"),
}
AFTER = "usage.committed"
DIES_AT = {place.partition(":")[0] for place in (*PLACES, AFTER)}


@pytest.fixture
def house(database, tmp_path) -> dict[str, Any]:
    settle()
    paths = {}
    for name, numbers in (("old", "abc"), ("new", "bdefg")):
        path = tmp_path / f"{name}.csv"
        rows = [f"{number},BIO,2026-11-20,2,tool" for number in numbers] + ["x,NOBODY,2026-11-20,1,tool"]
        path.write_text("\n".join(["id,client,day,hours,source", *rows]))
        paths[name] = str(path)
    bring(paths["old"])
    record("known")
    known = list_usage(supplier="MET")[0].id
    return {"url": database, "new": paths["new"], "old": UsageImport.objects.get().id, "known": known}


def test_every_named_place_is_tried() -> None:
    own = {place for place in failpoints.PLACES if place.startswith("usage.")}
    assert own == DIES_AT


def test_dying_anywhere_leaves_before_or_after(house) -> None:
    before = everything()
    with driver(house["url"], DEEDS) as children:
        for place, (deed, *about) in PLACES.items():
            for by, code in (("exit", 86), ("kill", -9)):
                connection.close()

                ended = children.once(
                    f"{DEEDS}:{deed}", *(house[name] for name in about),
                    COMPTOIR_FAIL_AT=place, COMPTOIR_FAIL_BY=by,
                )  # fmt: skip

                assert ended.code == code, f"{place} was never reached"
                assert everything() == before, place


@pytest.mark.parametrize(("by", "code"), [("exit", 86), ("kill", -9)])
def test_dying_after_the_commit_leaves_all_of_it_once(house, by: str, code: int) -> None:
    with driver(house["url"], DEEDS) as children:
        connection.close()

        died = children.once(f"{DEEDS}:bring", house["new"], COMPTOIR_FAIL_AT=AFTER, COMPTOIR_FAIL_BY=by)
        after = everything()
        connection.close()
        again = children.once(f"{DEEDS}:bring", house["new"])

    assert (died.code, again.answer) == (code, [4, 1, 1])
    assert everything() == after


def test_of_many_who_bring_the_same_one_counts(house) -> None:
    with driver(house["url"], DEEDS) as children:
        for turn in range(ROUNDS):
            connection.close()
            several = children.together(*((f"{DEEDS}:record", f"n{turn}") for _ in range(RACERS)))
            files = children.together(*((f"{DEEDS}:bring", house["new"]) for _ in range(RACERS)))

            assert Counter(one.answer for one in several) == {"recorded": 1, "duplicate": RACERS - 1}
            assert {str(one.answer) for one in files} == {"[4, 1, 1]"}
    assert UsageImport.objects.count() == 2
    assert UsageRecord.objects.filter(state="recorded").count() == 3 + 1 + 4 + ROUNDS


def test_a_record_is_corrected_once_by_many(house) -> None:
    with driver(house["url"], DEEDS) as children:
        connection.close()
        children.together(*((f"{DEEDS}:correct", house["known"]) for _ in range(RACERS)))

    stored = find_usage(house["known"])
    assert stored is not None
    assert stored.state == "replaced"
    assert UsageRecord.objects.filter(replaces_id=stored.row).count() == 1
