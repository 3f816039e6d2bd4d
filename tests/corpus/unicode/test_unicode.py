"""Text of all scripts is kept, composed and trimmed; what would deceive a reader is refused, by name and place.

cases.csv: where a text stands, the text (with Python's escapes), and what becomes of it: `= text` as it is kept, `ok`,
or the code of the finding.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from comptoir.company import Company, check, read, write_tables
from comptoir.core.pricing.terms import UnitPrice
from comptoir.wording import say_finding
from tests.company.small import FILES, TODAY, folder


class Case(NamedTuple):
    """One row of cases.csv, escapes resolved."""

    name: str
    where: str
    text: str
    outcome: str


def plain(text: str) -> str:
    """A text with its escapes resolved."""
    return text.encode("ascii").decode("unicode_escape")


with (Path(__file__).parent / "cases.csv").open(encoding="ascii", newline="") as stream:
    CASES = [Case(row[0], row[1], plain(row[2]), plain(row[3])) for row in list(csv.reader(stream))[1:]]
KEPT = [case for case in CASES if case.outcome.startswith("=") or case.outcome == "ok"]
REFUSED = [case for case in CASES if case not in KEPT]


def planted(case: Case, path: Path) -> Path:
    """The small company with the case's text in its place."""
    cell = '"' + case.text.replace('"', '""') + '"'
    changes = {
        "offerings.name": ("offerings.csv", "sem,SEM,", f"sem,{cell},"),
        "offerings.offering": ("offerings.csv", "scan,Scan,", f"{cell},X,service,sale,page\nscan,Scan,"),
        "rates.price": ("rates.csv", "scan,*,0.10", f"scan,*,{cell}"),
        "classes.when": ("classes.csv", "public,", f"some,{cell}\npublic,"),
    }
    file, old, new = changes[case.where]
    return folder(path, {file: FILES[file].replace(old, new)})


def kept(case: Case, company: Company) -> object:
    """What became of the text."""
    if case.where == "rates.price":
        price = company.cards[0].rates[-1].price
        return price.value if isinstance(price, UnitPrice) else price
    if case.where == "offerings.name":
        return company.offerings["sem"].name_fr
    return next((name for name in company.offerings if name not in ("sem", "scan")), "")


@pytest.mark.parametrize("case", KEPT, ids=lambda case: case.name)
def test_a_text_is_kept(case: Case, tmp_path: Path) -> None:
    path = planted(case, tmp_path / "a")

    company = read(path).company

    assert company is not None, read(path).findings
    wanted = case.outcome.removeprefix("= ")
    if case.outcome != "ok":
        assert kept(case, company) == (Decimal(wanted) if case.where == "rates.price" else wanted)
    write_tables(company.tables, tmp_path / "b")
    again = read(tmp_path / "b").company
    assert again is not None
    assert kept(case, again) == kept(case, company)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_a_text_is_refused(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPTOIR_STRICT_WORDING", "1")
    file, _, column = case.where.partition(".")

    checked = check(planted(case, tmp_path), on=TODAY)

    found = [one for one in checked.findings if one.code == case.outcome]
    assert found, [(one.code, str(one.place)) for one in checked.findings]
    assert found[0].place.file == f"{file}.csv"
    assert found[0].place.line > 1
    assert found[0].place.column in (column, "")
    assert say_finding(found[0], "fr")


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 120
    assert len({case.name for case in CASES}) == len(CASES)


def test_a_composed_and_a_decomposed_id_are_one(tmp_path: Path) -> None:
    offerings = FILES["offerings.csv"] + "m\u00e9tro,A,service,sale,page\nme\u0301tro,B,service,sale,page\n"

    assert "id.twice" in {one.code for one in read(folder(tmp_path, {"offerings.csv": offerings})).findings}


def test_a_name_of_ten_thousand_letters_is_kept(tmp_path: Path) -> None:
    offerings = FILES["offerings.csv"].replace("SEM", "\u00e9" * 10_000)

    company = read(folder(tmp_path, {"offerings.csv": offerings})).company

    assert company is not None
    assert len(company.offerings["sem"].name_fr) == 10_000
