"""I-26: an import is previewed, counted, whole, repeatable and undone to the last byte; nothing is silent."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptoir.company import read_tables, write_tables
from comptoir.core.values import Refusal, Tables
from comptoir.operations.company import current_company, find_company
from comptoir.operations.diff import Action
from comptoir.operations.export_company import export_company
from comptoir.operations.import_company import ImportRejected, import_company, preview, undo_import
from comptoir.store.audit.queries import list_deeds
from comptoir.store.imports.queries import find_last_import, list_effective_imports, list_imports
from comptoir.store.layout import content_hash, flatten
from comptoir.store.models import Affiliation, Import, Rate
from comptoir.store.tables import get_tables
from tests.operations.companies import AT, ROWS, SETTINGS, company, rows_of, without_places

DAY = date(2026, 11, 23)


def take(tables: Tables, hours: int = 0):
    return import_company(tables, actor="ann", at=AT + timedelta(hours=hours))


def stored_hash() -> str:
    return content_hash(flatten(get_tables()))


def test_what_was_imported_comes_back(database) -> None:
    take(company())

    assert without_places(export_company()) == without_places(company())
    windows = export_company().settings["windows"]
    assert isinstance(windows, dict)
    assert list(windows) == ["weekend", "night"]


def test_a_folder_comes_back_byte_for_byte(database, tmp_path) -> None:
    write_tables(company(), tmp_path / "first")

    take(read_tables(tmp_path / "first").tables)
    write_tables(export_company(), tmp_path / "second")

    first = {path.name: path.read_bytes() for path in (tmp_path / "first").iterdir()}
    assert {path.name: path.read_bytes() for path in (tmp_path / "second").iterdir()} == first
    assert "deals.csv" in first


def test_a_first_import_counts_every_row(database) -> None:
    diff = preview(company(), as_of=DAY)
    done = take(company())

    counts = {table.table: table for table in diff.tables}
    assert counts["rates"].created == counts["rates"].rows == 4
    assert counts["cards"].created == 1
    assert diff.importable
    assert diff.impact is None
    assert done.record.counts["rates"] == (4, 0, 0, 0)
    assert [deed.action for deed in list_deeds()] == ["import.done"]


def test_a_change_is_shown_row_by_row(database) -> None:
    take(company())
    rates = [ROWS["rates"][0], {**ROWS["rates"][1], "price": "75"}, *ROWS["rates"][2:3]]
    new = {"offering": "cmm", "class": "*", "price": "30", "per": "line", "combine": "plus"}

    diff = preview(company(rates=[new, *rates]), as_of=DAY)

    table = next(table for table in diff.tables if table.table == "rates")
    assert (table.created, table.updated, table.unchanged, table.ended, table.rejected) == (1, 1, 2, 1, 0)
    shown = {change.action: change for change in diff.changes()}
    updated = shown[Action.UPDATED]
    assert updated.differing == ("price",)
    assert updated.before
    assert updated.after
    assert (updated.before["price"], updated.after["price"], updated.place.line) == ("70.50", "75", 4)
    assert (shown[Action.ENDED].before or {})["price"] == "free"


def test_an_unchanged_row_keeps_its_history(database) -> None:
    take(company())
    before = set(Rate.objects.values_list("id", flat=True))
    new = {"offering": "cmm", "class": "*", "price": "30", "per": "line", "combine": "plus"}

    take(company(rates=[ROWS["rates"][0], new, *ROWS["rates"][1:]]), 1)

    assert before < set(Rate.objects.filter(superseded_at=None).values_list("id", flat=True))
    assert Rate.objects.exclude(superseded_at=None).count() == 0
    assert [row["price"] for row in get_tables().rows("rates")] == ["60", "30", "70.50", "120", "free"]


def test_order_is_data(database) -> None:
    take(company())
    turned = [ROWS["rates"][1], ROWS["rates"][0], *ROWS["rates"][2:]]

    diff = preview(company(rates=turned), as_of=DAY)
    take(company(rates=turned), 1)

    assert [change.action for change in diff.changes()] == [Action.MOVED]
    assert [row["price"] for row in get_tables().rows("rates")][:2] == ["70.50", "60"]


def test_the_same_company_again_changes_nothing(database) -> None:
    first = take(company())

    again = take(company(), 1)

    assert preview(company(), as_of=DAY).repeats == first.record
    assert (again.repeated, again.record) == (True, first.record)
    assert Import.objects.count() == 1


def test_an_older_company_may_come_again(database) -> None:
    take(company())
    take(company(deals=[DEAL]), 1)

    done = take(company(), 2)

    assert not done.repeated
    assert stored_hash() == content_hash(flatten(company()))


def test_errors_reject_everything_and_say_where(database) -> None:
    take(company())
    wrong = company(rates=[*ROWS["rates"], {"offering": "nothing", "class": "public", "price": "cheap"}])

    diff = preview(wrong, as_of=DAY)
    with pytest.raises(ImportRejected) as refusal:
        take(wrong, 1)

    table = next(table for table in diff.tables if table.table == "rates")
    assert (table.rows, table.unchanged, table.rejected, table.created) == (5, 4, 1, 0)
    assert not diff.importable
    assert {(one.place.file, one.place.line) for one in refusal.value.findings} >= {("rates.csv", 6)}
    assert Import.objects.count() == 1


OVERLAP_CODES = {"fact.overlap", "card.overlap", "rate.tie", "overlap.rates", "overlap.deals"}
OVERLAPS = {
    "affiliations": {"party": "ann", "fact": "employed by", "of": "BIO", "valid_from": "2025-01-01"},
    "rates": {"offering": "cmm", "class": "inside", "price": "99", "per": "hour", "if": "hours >= 8"},
    "deals": {"deal": "d2", "customer": "ben", "offering": "cmm", "price": "91", "valid_from": "2026-07-01"},
}
DEAL = {"deal": "d1", "customer": "ben", "offering": "cmm", "price": "90"}


@pytest.mark.parametrize("table", OVERLAPS)
def test_an_overlap_is_told_with_its_line_before_the_database_refuses(database, table) -> None:
    rows = [DEAL] if table == "deals" else ROWS[table]

    with pytest.raises(ImportRejected) as refusal:
        take(company(None, **{"deals": [DEAL], table: [*rows, OVERLAPS[table]]}))

    overlap = next(one for one in refusal.value.findings if one.code in OVERLAP_CODES)
    assert (overlap.place.file, overlap.place.line) == (f"{table}.csv", len(rows) + 2)


def test_overlapping_cards_are_told(database) -> None:
    later = {
        "id": "MET-NEXT",
        "supplier": "MET",
        "name": "2027",
        "valid_from": date(2026, 12, 1),
        "usual": "public",
    }
    cards = [*SETTINGS["card"], later]
    classes = [{**cells, "card": "MET-2026"} for cells in ROWS["classes"]]
    rates = [{**cells, "card": "MET-2026"} for cells in ROWS["rates"]]

    with pytest.raises(ImportRejected) as refusal:
        take(company({"card": cards}, classes=classes, rates=rates))

    assert "card.overlap" in {one.code for one in refusal.value.findings}


def test_a_correction_may_overlap_what_it_corrects(database) -> None:
    take(company())
    correction = {
        "affiliation": "f5",
        "party": "ann",
        "fact": "employed by",
        "of": "BIO",
        "valid_from": "2024-01-01",
        "valid_to": "2026-07-01",
        "recorded_at": "2026-11-20 10:00",
        "corrects": "f3",
    }

    diff = preview(company(affiliations=rows_of("affiliations", correction)), as_of=DAY)
    take(company(affiliations=rows_of("affiliations", correction)), 1)

    table = next(table for table in diff.tables if table.table == "affiliations")
    assert (table.created, table.unchanged) == (1, 4)
    corrected = Affiliation.objects.get(affiliation="f3", superseded_at=None)
    assert corrected.corrected_at is not None
    assert corrected.corrected_at.isoformat() == "2026-11-20T09:00:00+00:00"


def test_the_preview_says_who_becomes_somebody_else(database) -> None:
    take(company())
    left = [
        *ROWS["affiliations"][:2],
        {**ROWS["affiliations"][2], "valid_to": "2026-06-01"},
        ROWS["affiliations"][3],
    ]

    impact = preview(company(affiliations=left), as_of=DAY).impact

    assert impact is not None
    assert [(shift.party, shift.supplier) for shift in impact.shifts] == [("ann", "MET")]
    assert impact.shifts[0].before == ("internal", "employee", "inside")
    assert impact.shifts[0].after == ("external", "none", "public")
    assert dict(impact.crossing) == {"external": 1}


def test_undo_gives_back_the_very_same_company(database) -> None:
    take(company())
    before, exported = stored_hash(), without_places(export_company())
    done = take(
        company(
            {"windows": {"night": "21:00-06:00"}},
            rates=ROWS["rates"][1:],
            people=[],
            affiliations=ROWS["affiliations"][:2],
        ),
        1,
    )

    undone = undo_import(done.record.id, actor="ann", at=AT + timedelta(hours=2))

    assert stored_hash() == before == undone.content_hash
    assert without_places(export_company()) == exported
    assert (undone.kind, undone.undoes) == ("undo", done.record.id)
    assert [deed.action for deed in list_deeds()] == ["import.undone", "import.done", "import.done"]


def test_undoing_the_first_import_leaves_nothing(database) -> None:
    done = take(company())

    undo_import(done.record.id, actor="ann", at=AT + timedelta(hours=1))

    assert find_company() is None
    assert without_places(get_tables()) == ({}, {})
    with pytest.raises(Refusal, match=r"store\.empty"):
        current_company()


def test_imports_are_undone_in_turn(database) -> None:
    first = take(company()).record
    second = take(company(deals=[DEAL]), 1).record

    with pytest.raises(Refusal, match=r"import\.newer") as refusal:
        undo_import(first.id, actor="ann", at=AT + timedelta(hours=2))
    undo_import(second.id, actor="ann", at=AT + timedelta(hours=3))
    with pytest.raises(Refusal, match=r"import\.undone"):
        undo_import(second.id, actor="ann", at=AT + timedelta(hours=4))
    undo_import(first.id, actor="ann", at=AT + timedelta(hours=5))
    with pytest.raises(Refusal, match=r"import\.unknown"):
        undo_import(999, actor="ann", at=AT + timedelta(hours=6))

    assert refusal.value.reason.get("newer") == second.id
    assert find_last_import() == list_imports()[0]
    assert find_company() is None


def test_a_preview_that_is_out_of_date_is_refused(database) -> None:
    take(company())
    diff = preview(company(deals=[]), as_of=DAY)
    take(company(people=ROWS["people"][:1], affiliations=ROWS["affiliations"][:3]), 1)

    with pytest.raises(Refusal, match=r"import\.conflict"):
        import_company(
            company(deals=[DEAL]),
            actor="ben",
            at=AT + timedelta(hours=2),
            base=diff.base,
        )


def test_a_clock_that_went_back_does_not_turn_history_around(database) -> None:
    first = take(company(), 5).record

    second = take(company(deals=[DEAL]), 0).record

    assert second.recorded_at - first.recorded_at == timedelta(microseconds=1)


def test_pages_get_the_same_company_until_an_import(database) -> None:
    take(company())
    once = current_company()
    again = current_company()
    take(company(deals=[DEAL]), 1)

    assert once is again
    assert [deal.id for deal in current_company().deals] == ["d1"]
    assert current_company(AT + timedelta(minutes=1)).deals == ()


CELLS = st.sampled_from(["10", "20", "30"])
RATES = st.lists(
    st.fixed_dictionaries(
        {
            "offering": st.sampled_from(["cmm", "report"]),
            "price": CELLS,
            "combine": st.just("plus"),
            "per": st.just("line"),
        }
    ),
    max_size=8,
)


@given(st.lists(RATES, min_size=1, max_size=5))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_chain_of_imports_is_kept_and_undone(sqlite, chain) -> None:
    undo_everything()
    known = []
    for rates in chain:
        done = take(company(rates=rates))
        known.append((done.record, without_places(company(rates=rates))))

    for record, expected in known:
        assert without_places(get_tables(record.recorded_at)) == expected
    undo_everything()
    assert without_places(get_tables()) == ({}, {})


def undo_everything() -> None:
    for record in reversed(list_effective_imports()):
        undo_import(record.id, actor="ann", at=AT)
