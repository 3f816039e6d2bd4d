"""`comptoir export --journal|--charges|--fec`, `comptoir invoice issue`: the books of a demo company, as files."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pyarrow.parquet
import pytest
from django.db import connection

from comptoir.core.values import Row, Tables
from comptoir.operations.accounts import grant_role
from comptoir.operations.actors import the_machine
from comptoir.operations.import_company import import_company
from comptoir.operations.permissions import Role
from comptoir.store.models import Charge, Paper
from tests.cli.conftest import Run
from tests.cli.test_deeds import data
from tests.operations.books.test_tampering import forced
from tests.web.company import tables

AT = datetime(2026, 9, 2, 9, tzinfo=UTC)
OCTOBER = ("--from", "2026-10-01", "--to", "2026-11-01")
YEAR = ("--from", "2026-01-01", "--to", "2027-01-01")
NOVATEK = ("--payer", "NOV", "--supplier", "MET", "--month", "2026-10")


@pytest.fixture
def comptoir(run, database, settings, tmp_path) -> Callable[..., Run]:
    """A command on a store whose metrology delivered something to an insider and an outsider; both accepted it."""
    settings.COMPTOIR_TODAY = date(2026, 10, 12)
    settings.HOME = tmp_path
    import_company(tables(), actor="tests", at=AT)
    grant_role("p15", Role.CONTROLLER, unit="", actor=the_machine("tests"), at=AT)

    def command(*words: object) -> Run:
        return run(*words, *(() if "--lang" in words else ("--lang", "en")))

    inside = ("--as", "p20", "--for", "ESS", "--cost-center", "ESS-012")
    for whom in (inside, ("--for", "NOV")):
        placed = command("order", "place", "calibration", "--quantity", "4", *whom, "--format", "json").json
        command("order", "deliver", placed["order"]["id"], "--line", 1, "--as", "p02")
    settings.COMPTOIR_TODAY = date(2026, 11, 3)
    assert command("close", "run", "MET", "2026-10", "--as", "p15").code == 0
    settings.COMPTOIR_TODAY = date(2026, 11, 20)
    assert command("close", "run", "MET", "2026-10", "--as", "p15").code == 0
    return command


def issued(comptoir, *words: object) -> list:
    return data(comptoir("invoice", "issue", *words, "--as", "p15", "--format", "json"), "invoice")["issued"]


def taken(comptoir, *words: object) -> dict:
    return data(comptoir("export", *words, "--format", "json"), "export")


def test_an_invoice_is_issued_before_the_close_by_charge_or_by_payer(comptoir) -> None:
    (charge,) = Charge.objects.filter(payer="NOV")

    (dry,) = issued(comptoir, *NOVATEK, "--dry-run")
    kept = Paper.objects.count()
    (by_payer,) = issued(comptoir, *NOVATEK)
    again = comptoir("invoice", "issue", *NOVATEK, "--as", "p15")
    twice = comptoir("invoice", "issue", charge.id, "--as", "p15", "--format", "json")
    other = comptoir("invoice", "issue", charge.id, "--as", "p20", "--format", "json")

    assert kept == 0
    assert dry["gross"] == by_payer["gross"] == {"amount": "230.40", "currency": "EUR"}
    assert Charge.objects.get(id=charge.id).paper == by_payer["number"]
    assert (again.code, twice.code, other.code) == (1, 1, 1)
    assert "nothing to issue" in again.err
    assert twice.json["refused"]["code"] == "paper.claimed"
    assert other.json["refused"]["code"] == "permission.denied"


def test_an_invoice_of_named_charges_is_issued_once_under_its_key(comptoir) -> None:
    (charge,) = Charge.objects.filter(payer="NOV")

    first = issued(comptoir, charge.id, "--day", "2026-11-20", "--key", "one")
    second = issued(comptoir, charge.id, "--day", "2026-11-20", "--key", "one")

    assert first == second
    assert first[0]["issued_on"] == "2026-11-20"


@pytest.mark.parametrize(
    "words", [(), ("C1", *NOVATEK), NOVATEK[:2], (*NOVATEK, "--key", "a"), ("--month", "2026-10")]
)
def test_what_is_to_be_issued_must_be_clear(run, words: tuple[str, ...]) -> None:
    told = run("invoice", "issue", *words, "--lang", "fr")

    assert (told.code, told.out) == (2, "")
    assert "--payer, --supplier et --month" in told.err.replace("\u00a0", " ")


def test_the_journal_is_the_same_in_every_form(comptoir, tmp_path) -> None:
    issued(comptoir, *NOVATEK)
    for person in ("p02", "p15"):
        comptoir("close", "approve", "MET", "2026-10", "--as", person)
    comptoir("close", "run", "MET", "2026-10", "--as", "p15")
    files = {form: tmp_path / f"journal.{form}" for form in ("csv", "xlsx", "parquet")}

    told = {
        form: taken(comptoir, file, "--journal", "--entity", "ARV", *YEAR) for form, file in files.items()
    }
    fec = taken(comptoir, tmp_path / "fec", "--fec", "--entity", "ARV", *YEAR, "--as", "p15")

    with files["csv"].open(encoding="utf-8-sig", newline="") as stream:
        of_csv = [(Decimal(row["Debit"]), Decimal(row["Credit"])) for row in csv.DictReader(stream)]
    page = openpyxl.load_workbook(files["xlsx"]).worksheets[0]
    head, *body = page.iter_rows(values_only=True)
    of_xlsx = [tuple(Decimal(str(row[head.index(name)])) for name in ("Debit", "Credit")) for row in body]
    of_parquet = [
        (row["debit"], row["credit"]) for row in pyarrow.parquet.read_table(files["parquet"]).to_pylist()
    ]
    name, columns = (tmp_path / "fec").glob("*FEC*.txt"), "Debit Credit".split()
    lines = [line.split("\t") for line in next(name).read_text(encoding="utf-8").splitlines()]
    places = [lines[0].index(column) for column in columns]
    of_fec = [tuple(Decimal(line[place].replace(",", ".")) for place in places) for line in lines[1:]]
    assert of_csv == of_xlsx == of_parquet == of_fec
    debit, credit = (sum(side) for side in zip(*of_fec, strict=True))
    assert debit == credit > 0
    assert {one["rows"] for one in (*told.values(), fec)} == {len(of_fec)}
    assert fec["totals"]["debit"] == fec["totals"]["credit"] == [{"amount": str(debit), "currency": "EUR"}]
    assert fec["file"].endswith("402738157FEC20261231.txt")


def test_beside_every_file_lies_the_state_of_the_journals(comptoir, tmp_path) -> None:
    issued(comptoir, *NOVATEK)
    told = taken(comptoir, tmp_path / "j.csv", "--journal", "--entity", "ARV", *YEAR)

    lines = (tmp_path / "j.csv.anchors.jsonl").read_text(encoding="utf-8").splitlines()
    verified = comptoir("verify", "--against", told["anchors"])
    there = comptoir("export", tmp_path / "j.csv", "--journal", "--entity", "ARV", *YEAR)

    assert {json.loads(line)["why"] for line in lines} == {"export"}
    assert verified.code == 0
    assert there.code == 4
    assert taken(comptoir, tmp_path / "j.csv", "--journal", "--entity", "ARV", *YEAR, "--yes")["rows"]


def test_charges_are_taken_out_by_supplier_and_day_and_run_no_formula(comptoir, tmp_path) -> None:
    Charge.objects.filter(payer="NOV").update(state="parked")
    company = tables()
    named = [
        Row(row.place, {**row.cells, "name": "=1+1"}) if row.cells["organization"] == "NOV" else row
        for row in company.rows("organizations")
    ]
    renamed = Tables(company.settings, {**company.tables, "organizations": tuple(named)})
    import_company(renamed, actor="tests", at=datetime(2026, 11, 20, 9, tzinfo=UTC))

    as_csv = taken(comptoir, tmp_path / "c.csv", "--charges", "--supplier", "MET", *OCTOBER)
    other = taken(comptoir, tmp_path / "d.csv", "--charges", "--supplier", "ATE", *OCTOBER)
    later = taken(comptoir, tmp_path / "e.csv", "--charges", "--from", "2026-11-01", "--to", "2026-12-01")
    told = taken(comptoir, tmp_path / "c.parquet", "--charges", *OCTOBER, "--entity", "ARV")
    denied = comptoir("export", tmp_path / "f.csv", "--charges", "--as", "p20", "--format", "json")

    rows = pyarrow.parquet.read_table(tmp_path / "c.parquet").to_pylist()
    text = (tmp_path / "c.csv").read_text(encoding="utf-8-sig")
    assert (as_csv["rows"], other["rows"], later["rows"]) == (2, 0, 0)
    assert "set aside" in text
    assert ",'=1+1," in text
    assert sum(row["net"] for row in rows) == Decimal(told["totals"]["net"][0]["amount"]) == Decimal("316.80")
    assert all(
        not cell.startswith(("=", "+", "@")) for line in csv.reader(text.splitlines()) for cell in line
    )
    assert denied.json["refused"]["code"] == "permission.denied"
    assert not (tmp_path / "f.csv").exists()


def test_the_journal_of_one_supplier_keeps_the_numbers_of_the_whole(comptoir, tmp_path) -> None:
    for person in ("p02", "p15"):
        comptoir("close", "approve", "MET", "2026-10", "--as", person)
    comptoir("close", "run", "MET", "2026-10", "--as", "p15")

    whole = taken(comptoir, tmp_path / "a.parquet", "--journal", "--entity", "ARV", *YEAR)
    own = taken(comptoir, tmp_path / "b.parquet", "--journal", "--entity", "ARV", "--supplier", "MET", *YEAR)
    none = taken(comptoir, tmp_path / "c.parquet", "--journal", "--entity", "ARV", "--supplier", "ATE", *YEAR)

    assert (own["rows"], whole["rows"]) > (0, 0)
    assert own["totals"]["debit"] == own["totals"]["credit"]
    assert none["rows"] == 0


def test_unsound_books_make_no_fec(comptoir, tmp_path) -> None:
    issued(comptoir, *NOVATEK)
    fec = (tmp_path / "fec", "--fec", "--entity", "ARV", *YEAR, "--format", "json")
    with forced(), connection.cursor() as cursor:
        cursor.execute("UPDATE store_journalentryrow SET text = 'another'")
        told = comptoir("export", *fec)

    assert told.code == 1
    assert told.json["refused"]["code"] == "books.unsound"
    assert "comptoir verify" in told.err
    assert not (tmp_path / "fec").exists()
    assert taken(comptoir, *fec[:-2])["rows"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("x.txt", "--journal"), "--fec"),
        (("x", "--journal", "--charges"), "one of --journal"),
        (("x", "--entity", "ARV"), "Add --journal"),
        (("x.csv", "--journal", "--entity", "NOV", *YEAR), "ARV"),
        (("x", "--fec", "--supplier", "MET"), "all of the books"),
        (("x.csv", "--charges", "--supplier", "ZZZ"), "MET"),
        (("x.csv", "--charges", "--from", "2026-02-01", "--to", "2026-01-01"), "must be after"),
    ],
)
def test_what_cannot_be_taken_out_is_said(comptoir, words: tuple[str, ...], told: str, tmp_path) -> None:
    issued(comptoir, *NOVATEK)

    answer = comptoir("export", *words)

    assert answer.code == 2
    assert told in answer.err
