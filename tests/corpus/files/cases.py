"""Bad files of a company folder: what is wrong with each, and the finding that must say so.

Each case replaces one file of the small company. Large ones are made here instead of being kept.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import NamedTuple

RATES = "offering,class,price,if\nsem,inside,50,\nsem,public,95,assisted\nsem,public,80,\nscan,*,0.10,\n"
OFFERINGS = "offering,name,kind,mode,unit\nsem,SEM,product,rental,hour\nscan,Scan,service,sale,page\n"


class Case(NamedTuple):
    """A bad file: its name and bytes, the code of the finding, and the line it must name (0: the whole file)."""

    name: str
    file: str
    content: Callable[[], bytes]
    code: str
    line: int = 0
    column: str = ""


def _case(
    name: str,
    file: str,
    content: str | bytes | Callable[[], bytes],
    code: str,
    line: int = 0,
    column: str = "",
) -> Case:
    if callable(content):
        return Case(name, file, content, code, line, column)
    kept = content.encode() if isinstance(content, str) else content
    return Case(name, file, lambda: kept, code, line, column)


def _zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    return packed.getvalue()


def _bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b"0" * 20_000_000)
    return packed.getvalue()


def _wide() -> bytes:
    return (
        ",".join(["offering", "price", *(f"c{number}" for number in range(5_000))]) + "\nsem,5\n"
    ).encode()


def _billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><x>&l9;</x>'.encode()


CASES: tuple[Case, ...] = (
    # nothing, or too little
    _case("0 byte rates", "rates.csv", b"", "file.empty"),
    _case("only blank lines", "rates.csv", b"\n\n\n", "file.empty"),
    _case("only comments", "rates.csv", b"# nothing here\n", "file.empty"),
    _case("header only", "rates.csv", b"offering,class,price\n", "offering.no_rate"),
    _case("0 byte settings", "company.toml", b"", "section.missing"),
    # encodings
    _case("CP1252", "offerings.csv", OFFERINGS.replace("SEM", "Métro").encode("cp1252"), "file.encoding", 2),
    _case("Latin-1 in line 3", "offerings.csv", OFFERINGS.replace("Scan", "Numérisé").encode("latin-1"),
          "file.encoding", 3),
    _case("CP1252 with old Mac line ends", "offerings.csv",
          OFFERINGS.replace("Scan", "é").replace("\n", "\r").encode("cp1252"), "file.encoding", 3),
    _case("UTF-16 without its mark", "rates.csv", RATES.encode("utf-16-le"), "file.nul", 1),
    _case("UTF-16 cut in the middle", "rates.csv", RATES.encode("utf-16")[:-1], "file.encoding"),
    _case("UTF-8 cut in the middle", "offerings.csv", OFFERINGS.encode() + "é".encode()[:1], "file.encoding"),
    _case("a lone surrogate in UTF-8", "offerings.csv", OFFERINGS.encode() + b"x,\xed\xa0\x80,service,sale,page\n",
          "file.encoding", 4),
    _case("overlong UTF-8", "offerings.csv", OFFERINGS.encode() + b"x,\xc0\xaf,service,sale,page\n",
          "file.encoding", 4),
    _case("CP1252 settings", "company.toml", 'name = "Métro"'.encode("cp1252"), "file.encoding", 1),
    # files that are something else
    _case("xlsx renamed csv", "rates.csv", _zip, "file.not_text"),
    _case("zip bomb renamed csv", "rates.csv", _bomb, "file.not_text"),
    _case("xls renamed csv", "rates.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "file.not_text"),
    _case("an encrypted workbook renamed csv", "people.csv",
          b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"EncryptedPackage" * 20, "file.not_text"),
    _case("PDF renamed csv", "rates.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "file.not_text"),
    _case("truncated Parquet renamed csv", "rates.csv", b"PAR1\x15\x04\x15", "file.not_text"),
    _case("gzip renamed csv", "rates.csv", b"\x1f\x8b\x08\x00" + bytes(20), "file.not_text"),
    _case("SQLite renamed csv", "rates.csv", b"SQLite format 3\x00" + bytes(80), "file.not_text"),
    _case("zip renamed toml", "company.toml", _zip, "file.not_text"),
    _case("an image renamed csv", "rates.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "file.encoding", 1),
    _case("an executable renamed csv", "rates.csv", b"\x7fELF\x02\x01\x01\x00" + bytes(64), "file.nul", 1),
    _case("HTML saved as csv", "rates.csv", "<!DOCTYPE html>\n<table><tr><td>sem</td></tr></table>\n",
          "header.missing", 1, "offering"),
    _case("XML with billion laughs", "rates.csv", _billion_laughs, "file.quote", 1),
    _case("JSON saved as csv", "rates.csv", '{"offering": "sem", "price": 5}\n', "header.missing", 1, "offering"),
    # separators and shape
    _case("vertical bars", "rates.csv", RATES.replace(",", "|"), "header.missing", 1, "offering"),
    _case("a longer row", "rates.csv", RATES + "sem,inside,51,,more\n", "row.long", 6),
    _case("a decimal comma between commas", "rates.csv", RATES.replace("0.10", "0,10"), "condition.name", 5, "if"),
    _case("a separator in an unquoted name", "offerings.csv", OFFERINGS + "x,A, B,service,sale,page\n", "row.long", 4),
    _case("a quote never closed", "offerings.csv", OFFERINGS + 'x,"X,service,sale,page\n' + "y,Y\n" * 50,
          "file.quote", 4),
    _case("a quote never closed in a long file", "offerings.csv",
          lambda: (OFFERINGS + 'x,"X' + "y,service,sale,page\n" * 20_000).encode(), "file.cell_long", 4),
    _case("text after a closing quote", "offerings.csv", OFFERINGS + 'x,"X"y,service,sale,page\n', "file.quote", 4),
    _case("5,000 columns", "rates.csv", _wide, "file.wide", 1),
    _case("one cell of 10 MB", "offerings.csv",
          lambda: (OFFERINGS + f'x,"{"x" * 10_000_000}",service,sale,page\n').encode(), "file.cell_long", 4),
    _case("a cell of 10,001 characters", "offerings.csv",
          lambda: (OFFERINGS + f"x,{'x' * 10_001},service,sale,page\n").encode(), "cell.long", 4, "name"),
    _case("NUL in a cell", "offerings.csv", OFFERINGS.encode() + b"x,a\x00b,service,sale,page\n", "file.nul", 4),
    _case("a bell in a cell", "offerings.csv", OFFERINGS + "x,a\x07b,service,sale,page\n", "cell.control", 4, "name"),
    # headers
    _case("a column twice", "rates.csv", "offering,price,price\nsem,5,6\n", "header.twice", 1, "price"),
    _case("a column twice in other case", "rates.csv", "offering,price,Price\nsem,5,6\n", "header.twice", 1, "price"),
    _case("a column missing", "rates.csv", "offering,class\nsem,inside\n", "header.missing", 1, "price"),
    _case("a column misspelled", "rates.csv", RATES.replace("class", "clas"), "header.unknown", 1, "clas"),
    _case("a column nobody knows", "rates.csv", RATES.replace(",if", ",colour"), "header.unknown", 1, "colour"),
    _case("a text in a column without a name", "rates.csv", RATES.replace(",if", ","), "header.nameless", 3),
    _case("no header at all", "rates.csv", "sem,inside,50,\nscan,*,0.10,\n", "header.missing", 1, "offering"),
    _case("a title above the header", "rates.csv", "Our rates 2026,,,\n" + RATES, "header.missing", 1, "offering"),
    # company.toml
    _case("TOML without quotes", "company.toml", "[company]\nname = Atelier Moreau\n", "toml.broken", 2),
    _case("TOML with a key twice", "company.toml", '[company]\nname = "a"\nname = "b"\n', "toml.broken", 3),
    _case("TOML with a table never closed", "company.toml", '[company]\nname = "a"\n[[card]\n', "toml.broken", 3),
    _case("TOML nested very deep", "company.toml", "x = " + "[" * 5_000 + "]" * 5_000, "toml.broken"),
    _case("a section as a list", "company.toml", "company = []\n", "section.form", 1, "company"),
    _case("a card as a text", "company.toml", 'card = "C1"\n[company]\n', "section.form", 1, "card"),
    _case("a number where a text stands", "company.toml",
          "[company]\ncurrency = 5\n", "currency.unreadable", 2, "currency"),
    _case("three letters that are no currency", "company.toml",
          '[company]\ncurrency = "XXZ"\n', "currency.unreadable", 2, "currency"),
    _case("a list where a text stands", "company.toml", '[company]\nname = ["a"]\n', "key.form", 2, "name"),
    # names of files
    _case("a misspelled file", "rate.csv", RATES, "file.unknown"),
    _case("a file in capitals", "Rates.CSV", RATES, "file.unknown"),
    _case("a workbook beside it", "rates.xlsx", _zip, "file.spreadsheet"),
    _case("a foreign file", "budget_2019_final.csv", b"a,b\n1,2\n", "file.ignored"),
)  # fmt: skip
