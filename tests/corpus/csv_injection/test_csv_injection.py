"""Texts that a spreadsheet would run as formulas, through every export for spreadsheets.

A case is harmless when no cell, however the file is taken apart (comma, semicolon, tab, new line), begins a formula.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from comptoir.documents import Sheet, to_csv, to_xlsx

CASES = json.loads(Path(__file__).with_name("cases.json").read_text())
_BLANK = "\\s\u00a0\u200b-\u200f\u2060\ufeff\x00-\x1f\x7f"
_FORMULA = re.compile(f'[{_BLANK}"]*(?:[=@＝＠＋－]|[+-](?![\\s\\d]))')
_FIRST = re.compile(f'[{_BLANK}"]*[=+\\-@＝＋－＠]')


def test_there_are_sixty_cases():
    assert len(CASES) >= 60
    assert len(set(CASES)) == len(CASES)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("case", CASES, ids=ascii)
def test_no_cell_of_a_csv_begins_a_formula(case, language):
    text = to_csv(Sheet("x", ("a", case), ((case, "b"), ("b", case))), language).decode("utf-8-sig")

    cells = [
        cell
        for row in csv.reader(io.StringIO(text), delimiter=";" if language == "fr" else ",")
        for cell in row
    ]

    assert len(cells) == 6
    assert [cell for cell in cells if _FIRST.match(cell)] == []
    for separator in (",", ";", "\t", "\n", "\r"):
        assert [part for part in text.split(separator) if _FORMULA.match(part)] == []


@pytest.mark.parametrize("case", CASES, ids=ascii)
def test_no_cell_of_a_workbook_is_a_formula(case):
    data = to_xlsx(Sheet(case, ("a", case), ((case, "b"),)))

    book = openpyxl.load_workbook(io.BytesIO(data))
    page = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()

    assert "<f>" not in page
    assert {cell.data_type for row in book.worksheets[0].iter_rows() for cell in row} == {"s"}


@pytest.mark.parametrize(
    "text", ["Lab", "Scan; -5 %", "3 - 4 h", "a@b.example", "C++", "10 % = 1/10", "été, hiver"]
)
def test_what_is_no_formula_is_left_alone(text):
    rows = list(csv.reader(io.StringIO(to_csv(Sheet("x", ("a",), ((text,),)), "en").decode("utf-8-sig"))))

    assert rows[1] == [text]
