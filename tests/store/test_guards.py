"""I-21 and law 5: the database itself refuses overlaps in time and changed history, however a row reaches it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from comptoir.store import guards
from comptoir.store.models import Affiliation, AuditRow, Deal, Offering, Rate, RateCard

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LATER = datetime(2026, 11, 24, 9, tzinfo=UTC)
JANUARY, APRIL, JULY, OCTOBER = (date(2026, month, 1) for month in (1, 4, 7, 10))
ALWAYS = datetime(1, 1, 1, tzinfo=UTC)


def fact(**cells) -> Affiliation:
    given = {"party": "ann", "fact": "employed by", "of": "MET", "learnt_at": ALWAYS} | cells
    return Affiliation(position=1, recorded_at=NOW, **given)


def rate(**cells) -> Rate:
    given = {"card": "A", "offering": "cmm", "rate_class": "public", "price": "90", "per": "hour"} | cells
    return Rate(position=1, recorded_at=NOW, **given)


def card(**cells) -> RateCard:
    given = {"card": "A", "supplier": "MET"} | cells
    return RateCard(position=1, recorded_at=NOW, **given)


def deal(**cells) -> Deal:
    given = {"deal": "1", "customer": "ann", "offering": "cmm", "price": "80"} | cells
    return Deal(position=1, recorded_at=NOW, **given)


CLASHES = {
    "same period": (
        fact(valid_from=JANUARY, valid_to=JULY),
        fact(valid_from=JANUARY, valid_to=JULY),
    ),
    "contained": (fact(valid_from=JANUARY), fact(valid_from=APRIL, valid_to=JULY)),
    "one common day": (
        fact(valid_to=date(2026, 4, 2)),
        fact(valid_from=APRIL),
    ),
    "both open": (fact(), fact()),
    "two parents": (fact(fact="part of", party="LAB", of="A"), fact(fact="part of", party="LAB", of="B")),
    "cards of a supplier": (card(valid_from=JANUARY), card(card="B", valid_from=JULY, valid_to=OCTOBER)),
    "rates nobody can tell apart": (rate(), rate(price="95", valid_from=JULY)),
    "deals": (deal(valid_from=JANUARY), deal(deal="2", valid_from=APRIL)),
}
NEIGHBORS = {
    "touching": (fact(valid_to=APRIL), fact(valid_from=APRIL)),
    "a gap": (fact(valid_to=APRIL), fact(valid_from=JULY)),
    "another unit": (fact(), fact(of="BIO")),
    "another kind": (fact(), fact(fact="acts for")),
    "two programmes": (
        fact(fact="agreement with", role="CCSG"),
        fact(fact="agreement with", role="ERC"),
    ),
    "a parent after another": (
        fact(fact="part of", party="LAB", of="A", valid_to=JULY),
        fact(fact="part of", party="LAB", of="B", valid_from=JULY),
    ),
    "corrected": (fact(corrected_at=NOW), fact(of="MET", valid_to=JULY, learnt_at=NOW)),
    "corrected before believed": (fact(learnt_at=NOW, corrected_at=NOW), fact(learnt_at=NOW)),
    "retracted": (fact(fact="retracted"), fact(fact="retracted")),
    "believed before": (fact(superseded_at=LATER), fact()),
    "cards in a row": (card(valid_to=JULY), card(card="B", valid_from=JULY)),
    "cards of two suppliers": (card(), card(card="B", supplier="BIO")),
    "an exception above the rule": (rate(condition="quantity >= 8"), rate()),
    "two tiers": (rate(), rate(begins="100")),
    "two parts that add up": (rate(combine="plus", per="line"), rate(combine="plus", per="line")),
    "deals by size": (deal(), deal(deal="2", min_quantity="10")),
}


def put_with_orm(rows) -> None:
    type(rows[0]).objects.bulk_create(rows)


def put_with_sql(rows) -> None:
    for row in rows:
        fields = [field for field in row._meta.concrete_fields if not field.primary_key]
        names = ", ".join(f'"{field.column}"' for field in fields)
        values = [
            field.get_db_prep_save(getattr(row, field.attname), connection=connection) for field in fields
        ]
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {row._meta.db_table} ({names}) VALUES ({', '.join(['%s'] * len(fields))})",
                values,
            )


WAYS = pytest.mark.parametrize("put", [put_with_orm, put_with_sql])


def fresh(rows):
    """The same rows unsaved: a saved row would be updated instead."""
    for row in rows:
        row.pk, row._state.adding = None, True
    return list(rows)


@WAYS
@pytest.mark.parametrize("rows", CLASHES.values(), ids=CLASHES)
def test_an_overlap_is_refused(database, put, rows) -> None:
    with pytest.raises(IntegrityError, match="_apart"), transaction.atomic():
        put(fresh(rows))

    assert type(rows[0]).objects.count() == 0


@WAYS
@pytest.mark.parametrize("rows", NEIGHBORS.values(), ids=NEIGHBORS)
def test_what_does_not_overlap_gets_in(database, put, rows) -> None:
    put(fresh(rows))

    assert type(rows[0]).objects.count() == 2
    assert guards.overlapping(connection) == ()


@pytest.mark.parametrize("rows", CLASHES.values(), ids=CLASHES)
def test_mutant_without_the_guard_the_overlap_gets_in_and_is_found(database, rows) -> None:
    table = rows[0]._meta.db_table
    for guard in guards.guards(connection):
        if guard.name.startswith(f"{table}_apart"):
            connection.cursor().execute(guard.drop)

    put_with_orm(fresh(rows))

    assert [found[0] for found in guards.overlapping(connection)] == [table]
    assert all(name.startswith(f"{table}_apart") for name in guards.missing(connection))
    assert guards.missing(connection)


@pytest.mark.parametrize(
    "row",
    [
        fact(valid_from=JULY, valid_to=APRIL),
        fact(valid_from=JULY, valid_to=JULY),
        fact(learnt_at=LATER, corrected_at=NOW),
        fact(superseded_at=NOW),
        rate(valid_from=JULY, valid_to=JULY),
    ],
    ids=["backwards", "empty", "corrected before learnt", "never believed", "empty rate"],
)
def test_an_empty_period_is_refused(database, row) -> None:
    with pytest.raises(IntegrityError):
        put_with_orm(fresh([row]))


def test_a_day_is_a_day_on_sqlite_too(sqlite) -> None:
    put_with_orm([deal()])
    statement = (
        "INSERT INTO store_deal SELECT NULL, position, recorded_at, superseded_at, %s, {} FROM store_deal"
    )
    columns = [field.column for field in Deal._meta.concrete_fields][5:]
    others = ", ".join("'x'" if name in ("deal", "customer") else f'"{name}"' for name in columns)

    for wrong in ("soon", "2026-02-30", "20260101", ""):
        with pytest.raises(IntegrityError, match="_days"):
            connection.cursor().execute(statement.format(others), [wrong])


def test_two_rows_with_one_id_are_refused(database) -> None:
    one = [
        Offering(position=1, recorded_at=NOW, offering="cmm"),
        Offering(position=2, recorded_at=NOW, offering="cmm"),
    ]

    with pytest.raises(IntegrityError):
        put_with_orm(one)


CHANGES = {
    "price": "UPDATE store_rate SET price = '1'",
    "period": "UPDATE store_rate SET valid_to = '2026-07-01'",
    "recorded": "UPDATE store_rate SET recorded_at = '2020-01-01 00:00:00+00:00'",
    "closed with a change": "UPDATE store_rate SET superseded_at = '2026-12-01 00:00:00+00:00', price = '1'",
    "delete": "DELETE FROM store_rate",
    "audit": "UPDATE store_auditrow SET actor = 'nobody'",
    "audit delete": "DELETE FROM store_auditrow",
}


@pytest.mark.parametrize("statement", CHANGES.values(), ids=CHANGES)
def test_history_is_not_changed(database, statement) -> None:
    put_with_orm([rate()])
    AuditRow.objects.create(at=NOW, actor="ann", action="import.done", params="{}")

    with pytest.raises(IntegrityError, match="_kept"), transaction.atomic():
        connection.cursor().execute(statement)

    assert list(Rate.objects.values_list("price", "superseded_at")) == [("90", None)]


def test_a_row_is_closed_once_and_stays_closed(database) -> None:
    put_with_orm([rate()])

    Rate.objects.update(superseded_at=LATER)

    for again in (None, datetime(2027, 1, 1, tzinfo=UTC)):
        with pytest.raises(IntegrityError, match="_kept"), transaction.atomic():
            Rate.objects.update(superseded_at=again)


def test_every_guard_stands_after_all_migrations(database) -> None:
    assert guards.missing(connection) == ()
    assert len(guards.guards(connection)) >= 20
