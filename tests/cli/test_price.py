"""`comptoir price`: by options, by JSON and by examples.csv the same request has the same price."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.schemas import conforms

ASKED = ("--offering", "cmm", "--quantity", "3 hours", "--on", "2026-11-23")


def test_an_insider_and_an_outsider_pay_what_the_card_says(run, folder: Path) -> None:
    inside = run("price", "--folder", folder, "--customer", "claire", *ASKED, "--format", "json")
    outside = run("price", "--folder", folder, "--customer", "NOV", *ASKED, "--format", "json")

    assert conforms(inside.json, "price")
    assert conforms(outside.json, "price")
    assert inside.json["total"] == {"amount": "189.00", "currency": "EUR"}
    assert outside.json["total"] == {"amount": "270.00", "currency": "EUR"}
    assert [rung["rung"] for rung in inside.json["ladder"]] == ["usual", "internal"]
    assert len(outside.json["ladder"]) == 1


def test_a_described_customer_is_priced_like_a_known_one(run, folder: Path) -> None:
    told = run("price", "--folder", folder, "--as", "side=external", *ASKED, "--format", "json")

    assert told.json["class"] == "public"
    assert told.json["total"]["amount"] == "270.00"


def test_json_asks_for_several_lines(run, folder: Path, tmp_path: Path) -> None:
    request = {
        "customer": "claire",
        "date": "2026-11-23",
        "given": {"assisted": True},
        "lines": [
            {"offering": "cmm", "quantity": "3 hours"},
            {"offering": "cmm", "quantity": {"hours": 1.5}, "given": "assisted=no"},
            {"offering": "cmm", "start": "2026-11-24 09:00", "end": "2026-11-24 10:00"},
        ],
    }
    file = tmp_path / "request.json"
    file.write_text(json.dumps(request))

    told = run("price", "--folder", folder, "--request", file, "--format", "json")

    assert conforms(request, "price-request")
    assert conforms(told.json, "price")
    assert [line["amount"]["amount"] for line in told.json["lines"]] == ["324.00", "94.50", "108.00"]


def test_a_request_comes_from_stdin(run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    request = (
        '{"as": {"side": "external"}, "date": "2026-11-23", "lines": [{"offering": "cmm", "quantity": 2}]}'
    )
    monkeypatch.setattr("sys.stdin", io.StringIO(request))

    told = run("price", "--folder", folder, "--request", "-", "--format", "csv")

    rows = list(csv.DictReader(io.StringIO(told.out)))
    assert json.loads(rows[0]["amount"]) == {"amount": "180.00", "currency": "EUR"}


def test_the_table_is_typeset_in_the_company_s_language(run, folder: Path) -> None:
    told = run("price", "--folder", folder, "--customer", "NOV", *ASKED)

    assert "270,00\u00a0€" in told.out
    assert "324,00\u00a0€" in told.out
    assert "Pourquoi" in told.out


def test_the_auditor_reads_more(run, folder: Path) -> None:
    asked = ("price", "--folder", folder, "--customer", "claire", *ASKED, "--format", "json")

    assert run(*asked).json["book"] == ""
    assert run(*asked, "--auditor").json["book"] != ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "line 1"),
        ("[]", "lines"),
        ('{"customer": "claire", "lines": []}', "lines"),
        ('{"customer": "claire", "lines": [{"offering": "cmm", "quantty": 1}]}', "quantty"),
        ('{"customer": ["claire"], "lines": [{"offering": "cmm"}]}', "customer"),
        ('{"customer": "claire", "lines": [{"offering": "cmm", "quantity": [1]}]}', "quantity"),
        ('{"customer": "claire", "lines": [{"offering": "cmm", "quantity": {"hour": {}}}]}', "quantity"),
        ('{"lines": [{"offering": "cmm"}]}', "--customer"),
        ('{"customer": "claire", "lines": [{"quantity": 1}]}', "--offering"),
        ('{"customer": "claire", "date": "today", "lines": [{"offering": "cmm", "quantity": 1}]}', "today"),
        ('{"customer": "claire", "lines": [{"offering": "cmn", "quantity": 1}]}', "cmm"),
        ('{"customer": "claire", "lines": [{"offering": "cmm", "quantity": "-3"}]}', "-3"),
        ('{"customer": "claire", "lines": [{"offering": "cmm", "quantity": NaN}]}', "quantity"),
        ("[" * 100_000, "lines"),
        ("\x00\ud800", "line 1"),
    ],
)
def test_a_bad_request_is_told_what_and_where(
    run, folder: Path, tmp_path: Path, text: str, told: str
) -> None:
    file = tmp_path / "request.json"
    file.write_text(text, errors="surrogatepass")

    answer = run("price", "--folder", folder, "--request", file, "--lang", "en")

    assert answer.code == 2, answer
    assert told in answer.err
    assert answer.out == ""


def test_a_missing_request_is_a_failure(run, folder: Path) -> None:
    told = run("price", "--folder", folder, "--request", folder / "none.json", "--lang", "en")

    assert told.code == 1
    assert "none.json" in told.err
    assert "no such file" in told.err


def test_an_answer_without_a_price_is_typeset_too(run, folder: Path) -> None:
    pages = run(
        "price", "--folder", folder, "--customer", "NOV", "--offering", "cmm", "--quantity", "2 pages",
        "--on", "2026-11-23", "--lang", "fr",
    )  # fmt: skip

    assert "Total  sur devis" in pages.out
    assert "par page, seulement par heure" in pages.out
