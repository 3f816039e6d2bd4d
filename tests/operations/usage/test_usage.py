"""Usage from people, devices and files: counted once, corrected by a new record, imported whole and undone exactly."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.db import IntegrityError, transaction

from comptoir.core.ordering.usage import Usage
from comptoir.operations.usage import importing
from comptoir.operations.usage.importing import import_usage, preview_usage, rejects_csv, undo_usage_import
from comptoir.operations.usage.reading import (
    line_of_booking,
    list_own_usage,
    list_supplied_usage,
    usage_of_booking,
)
from comptoir.operations.usage.recording import correct_usage, record_usage
from comptoir.store.models import Booking, UsageRecord
from comptoir.store.usage.queries import late_since, list_usage
from comptoir.wording import say_reason
from tests.operations.deals.house import (
    AT,
    CLAIRE,
    DAY,
    ELSA,
    HOUR,
    MARC,
    TODAY,
    claire,
    refused,
    settle,
    who,
)

HEADER = "Id;Machine;Client;Début;Fin;Durée (h);Remarque\n"
ROW = "{id};cmm-1;BIO;2026-11-20 09:00;2026-11-20 11:00;2;\n"


def used(hours: str = "2", **more) -> Usage:
    """A record of some hours on the machine."""
    told = {
        "offering": "cmm",
        "customer": "BIO",
        "day": date(2026, 11, 20),
        "measures": {"hour": Decimal(hours)},
    }
    return Usage(**{**told, **more})


def file(folder: Path, text: str, name: str = "usage.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def brought(path: Path, **more):
    """Import a file for the lab."""
    values = {"offering": "cmm", **more.pop("values", {})}
    return import_usage(path, supplier="MET", actor=who(ELSA), at=AT, values=values, **more)


def everything() -> list[Any]:
    """All records as stored."""
    return list(
        UsageRecord.objects.order_by("id").values("public_id", "state", "identity", "usage_import_id")
    )


# --- one record -------------------------------------------------------------------------------------------------------


def test_a_record_of_a_device_counts_once_however_often_it_comes(database) -> None:
    settle()
    record = used(source="door", device="d7", external_id="17")

    first = record_usage(record, actor=who(ELSA), at=AT)
    again = record_usage(record, actor=who(ELSA), at=AT + HOUR)

    assert (first.state, again.state, again.repeats) == ("recorded", "duplicate", first.id)
    assert len(list_supplied_usage("MET", actor=who(ELSA), at=AT)) == 2
    assert [one.id for one in list_own_usage(actor=claire(), at=AT)] == [first.id]
    with refused("usage.differs"):
        record_usage(used("3", source="door", device="d7", external_id="17"), actor=who(ELSA), at=AT)


def test_without_ids_what_says_the_same_is_the_same(sqlite) -> None:
    settle()
    first = record_usage(used("2.0"), actor=who(ELSA), at=AT)

    assert record_usage(used("2.00"), actor=who(ELSA), at=AT).repeats == first.id
    assert record_usage(used("2.5"), actor=who(ELSA), at=AT).state == "recorded"


def test_a_correction_replaces_what_it_names_and_nothing_is_lost(database) -> None:
    settle()
    first = record_usage(used(source="door", external_id="17"), actor=who(ELSA), at=AT)
    with refused("usage.no_change"):
        correct_usage(first.id, used(source="door", external_id="17"), actor=who(MARC), at=AT)

    right = correct_usage(first.id, used("1", source="door", external_id="17"), actor=who(MARC), at=AT)

    with refused("state.forbidden"):
        correct_usage(first.id, used("3"), actor=who(MARC), at=AT)
    states = {one.id: (one.state, one.replaces) for one in list_usage(supplier="MET")}
    assert states == {first.id: ("replaced", ""), right.id: ("recorded", first.id)}
    for again in ("2", "1"):
        sent = record_usage(used(again, source="door", external_id="17"), actor=who(ELSA), at=AT)
        assert sent.state == "duplicate"
    assert [one.usage.measures["hour"] for one in list_own_usage(actor=claire(), at=AT)] == [1]


def test_a_correction_never_makes_two_of_one(sqlite) -> None:
    settle()
    one = record_usage(used("1"), actor=who(ELSA), at=AT)
    record_usage(used("2"), actor=who(ELSA), at=AT)

    with refused("usage.same_as"):
        correct_usage(one.id, used("2", source=ELSA), actor=who(MARC), at=AT)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"offering": "nothing"}, "usage.unknown_offering"),
        ({"customer": "nobody"}, "usage.unknown_customer"),
        ({"customer": ""}, "usage.unknown_customer"),
        ({"measures": {}}, "usage.nothing"),
        ({"measures": {"hour": Decimal(0)}}, "usage.quantity"),
        ({"measures": {"hour": Decimal("-1")}}, "usage.quantity"),
        ({"measures": {"hour": Decimal("NaN")}}, "usage.quantity"),
        ({"start": AT}, "usage.half_period"),
        ({"start": AT, "end": AT}, "usage.period"),
        ({"start": AT, "end": AT + HOUR}, "usage.future"),
        ({"day": TODAY + DAY}, "usage.future"),
        ({"booking": "NOSUCH"}, "usage.unknown_booking"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(sqlite, wrong, code) -> None:
    settle()

    with refused(code) as caught:
        record_usage(used(**wrong), actor=who(ELSA), at=AT)
    assert all(say_reason(caught.value.reason, language) for language in ("en", "fr"))


def test_only_the_suppliers_people_record_and_correct(sqlite) -> None:
    settle()
    first = record_usage(used(), actor=who(ELSA), at=AT)

    for actor in (claire(), who(CLAIRE)):
        with refused("permission.denied"):
            record_usage(used("9"), actor=actor, at=AT)
        with refused("usage.unknown"):
            correct_usage(first.id, used("9"), actor=actor, at=AT)
        with refused("permission.denied"):
            list_supplied_usage("MET", actor=actor, at=AT)
    assert list_own_usage(actor=who(CLAIRE), at=AT) == ()


def test_the_same_key_records_once(sqlite) -> None:
    settle()
    first = record_usage(used(), actor=who(ELSA), at=AT, key="k")

    assert record_usage(used(), actor=who(ELSA), at=AT, key="k") == first
    assert UsageRecord.objects.count() == 1
    with refused("idempotency.other_body"):
        record_usage(used("3"), actor=who(ELSA), at=AT, key="k")


# --- bookings ---------------------------------------------------------------------------------------------------------


def test_a_booking_knows_what_was_reserved_used_and_used_beyond(sqlite) -> None:
    settle()
    start = datetime(2026, 11, 20, 9, tzinfo=UTC)
    _booked("BOOKED0001", start, start + 2 * HOUR)
    for begun, ended in ((0, 60), (30, 90), (100, 150)):
        record = Usage(
            "", "", start.date(), booking="BOOKED0001", start=start + timedelta(minutes=begun),
            end=start + timedelta(minutes=ended),
        )  # fmt: skip
        record_usage(record, actor=who(ELSA), at=AT)

    found = usage_of_booking("BOOKED0001", actor=claire(), at=AT)
    line = line_of_booking("BOOKED0001")

    assert [found.reserved["second"], found.used["second"], found.overage["second"]] == [7_200, 8_400, 1_800]
    assert line is not None
    assert (line.offering, line.start, line.used_end) == ("cmm", start, start + timedelta(minutes=150))
    with refused("usage.unknown_booking"):
        usage_of_booking("BOOKED0001", actor=who(CLAIRE), at=AT)


def _booked(public_id: str, start: datetime, end: datetime) -> None:
    Booking.objects.create(
        public_id=public_id, kind=Booking.BOOKING, state="started", occupies=True, resource="cmm-1", offering="cmm",
        supplier="MET", quantity=1, capacity=1, starts_at=start, ends_at=end, blocked_until=end, booked_by=CLAIRE,
        buyer="BIO", payer="BIO", beneficiary="BIO", used_by=CLAIRE, booked_at=AT,
    )  # fmt: skip


# --- files ------------------------------------------------------------------------------------------------------------


def test_a_file_is_looked_at_taken_in_once_and_counted_to_the_last_row(database, tmp_path) -> None:
    settle()
    record_usage(used(source="usage.csv", external_id="a"), actor=who(ELSA), at=AT)
    text = HEADER + "".join(ROW.format(id=name) for name in "bcbd") + "e;cmm-1;NOBODY;2026-11-20 09:00;;;\n"
    text += (
        "f;cmm-1;BIO;20.11.2026;;1,5;\n" + "g;cmm-1;BIO;2026-11-20 09:00;2026-11-20 08:00;1;\n" + ";;;;;;\n"
    )
    path = file(tmp_path, text)

    seen = preview_usage(path, supplier="MET", actor=who(ELSA), at=AT, values={"offering": "cmm"})
    taken = brought(path)
    again = brought(path)

    assert seen.mapping == {
        "external_id": "Id", "resource": "Machine", "customer": "Client", "start": "Début", "end": "Fin",
        "measure:hour": "Durée (h)", "note": "Remarque",
    }  # fmt: skip
    assert seen.counts == (3, 1, 3)
    record = taken.record
    assert (record.rows, record.created, record.duplicate, record.rejected) == (7, 3, 1, 3)
    assert (again.repeated, again.record) == (True, record)
    assert UsageRecord.objects.count() == 5
    rejects = rejects_csv(record.id, actor=who(ELSA), at=AT, language="fr")
    assert [row.split(",")[0] for row in rejects.splitlines()] == ["Id", "e", "f", "g"]
    assert "NOBODY" in rejects
    assert "2026-11-20" in rejects


def test_undoing_a_file_leaves_what_was_before_and_revives_what_it_had_made_a_duplicate(
    database, tmp_path
) -> None:
    settle()
    record_usage(used("9"), actor=who(ELSA), at=AT)
    before = everything()
    first = brought(
        file(tmp_path, HEADER + ROW.format(id="a") + ROW.format(id="b"), "one.csv"), values={"source": "x"}
    )
    second = brought(
        file(tmp_path, HEADER + ROW.format(id="b") + ROW.format(id="c"), "two.csv"), values={"source": "x"}
    )
    assert (second.record.created, second.record.duplicate) == (1, 1)

    assert undo_usage_import(first.record.id, actor=who(MARC), at=AT) == 2

    counting = [one.usage.external_id for one in list_usage(supplier="MET", states=["recorded"])]
    assert sorted(counting) == ["", "b", "c"]
    undo_usage_import(second.record.id, actor=who(MARC), at=AT)
    assert [row for row in everything() if row["state"] != "undone"] == before
    with refused("usage.import_undone"):
        undo_usage_import(second.record.id, actor=who(MARC), at=AT)
    assert not brought(tmp_path / "one.csv", values={"source": "x"}).repeated


def test_what_was_corrected_or_charged_since_is_not_undone_as_a_whole(sqlite, tmp_path) -> None:
    settle()
    taken = brought(file(tmp_path, HEADER + ROW.format(id="a")))
    record = list_usage(supplier="MET")[0]
    correct_usage(record.id, used("1", source="usage.csv", external_id="a"), actor=who(MARC), at=AT)

    with refused("usage.import_corrected"):
        undo_usage_import(taken.record.id, actor=who(MARC), at=AT)


def test_a_parquet_file_says_the_same(sqlite, tmp_path) -> None:
    settle()
    start = datetime(2026, 11, 20, 8, tzinfo=UTC)
    table = pa.table(
        {
            "job_id": ["j1", "j2", None],
            "client": ["BIO", "BIO", "BIO"],
            "start": pa.array([start, start, start], pa.timestamp("us", tz="UTC")),
            "end": pa.array([start + HOUR, start + HOUR, None], pa.timestamp("us", tz="UTC")),
            "runtime (min)": [60.5, 30.25, 0.1],
        }
    )
    path = tmp_path / "usage.parquet"
    pq.write_table(table, path)

    taken = brought(path)

    assert (taken.record.created, taken.record.rejected) == (2, 1)
    assert sorted(one.usage.measures["minute"] for one in list_usage(supplier="MET")) == [
        Decimal("30.25"),
        Decimal("60.5"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "usage.file_form"),
        ("a;a\n1;2\n", "usage.file_form"),
        ('client;day;hours\n"BIO;2026-11-20;1\n', "usage.file_form"),
        ("Foo;Bar\n1;2\n", "usage.column_missing"),
        ("client;hours\nBIO;1\n", "usage.column_missing"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_as_a_file(sqlite, tmp_path, text, code) -> None:
    settle()

    with refused(code) as caught:
        brought(file(tmp_path, text))
    assert all(say_reason(caught.value.reason, language) for language in ("en", "fr"))
    assert UsageRecord.objects.count() == 0


def test_bytes_that_are_no_text_and_a_broken_parquet_are_refused(sqlite, tmp_path) -> None:
    settle()
    for content in (b"client;day\n\xff\xfe\x00", b"PAR1 and nothing of it", b"client,day\nBIO,\xe9\n"):
        path = tmp_path / "broken"
        path.write_bytes(content)
        with refused("usage.file_form"):
            brought(path)


def test_a_mapping_that_the_file_does_not_have_is_refused(sqlite, tmp_path) -> None:
    settle()
    path = file(tmp_path, HEADER)

    with refused("usage.column_unknown"):
        brought(path, mapping={"customer": "Kunde", "start": "Début"})
    with refused("usage.field_unknown"):
        brought(path, mapping={"color": "Client"})


@pytest.mark.parametrize(
    ("separator", "encoding", "cell"),
    [(";", "utf-8-sig", "1,5"), ("\t", "utf-16", "1,5"), (",", "utf-8", "1.5")],
)
def test_files_of_all_sorts_say_the_same(sqlite, tmp_path, separator, encoding, cell) -> None:
    settle()
    rows = ["client;date;quantité;unité", f"BIO;2026-11-20;{cell};heures", "BIO;2026-11-20;90 minutes;"]
    text = "\r\n".join(row.replace(";", separator) for row in rows)

    taken = brought(file(tmp_path, text, encoding=encoding))

    assert taken.record.created == 2
    assert [dict(one.usage.measures) for one in list_usage(supplier="MET")] == [
        {"minute": 90},
        {"hour": Decimal("1.5")},
    ]


def test_a_formula_comes_back_as_text(sqlite, tmp_path) -> None:
    settle()
    taken = brought(file(tmp_path, "client,day,hours\n=1+1,2026-11-20,1\n"))

    assert "'=1+1" in rejects_csv(taken.record.id, actor=who(ELSA), at=AT, language="en")


def test_what_comes_late_is_found_apart(sqlite) -> None:
    settle()
    record_usage(used(day=date(2026, 10, 31)), actor=who(ELSA), at=AT)
    record_usage(used("3"), actor=who(ELSA), at=AT)

    late = late_since("MET", date(2026, 11, 1), AT - DAY)

    assert [one.usage.day for one in late] == [date(2026, 10, 31)]


def test_the_database_keeps_every_record(database) -> None:
    settle()
    record_usage(used(source="door", external_id="1"), actor=who(ELSA), at=AT)
    for change in ({"measures": "{}"}, {"customer": "MET"}, {"day": TODAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            UsageRecord.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        UsageRecord.objects.all().delete()
    row = UsageRecord.objects.get()
    row.id, row.public_id = None, "OTHER"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_chunks_know_of_each_other(sqlite, tmp_path, monkeypatch) -> None:
    settle()
    monkeypatch.setattr(importing, "CHUNK", 2)
    path = file(tmp_path, HEADER + "".join(ROW.format(id=name) for name in "aabbca"))

    seen = preview_usage(path, supplier="MET", actor=who(ELSA), at=AT, values={"offering": "cmm"})

    assert seen.counts == (3, 3, 0)
    record = brought(path).record
    assert (record.created, record.duplicate, record.rejected) == seen.counts
