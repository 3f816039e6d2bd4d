"""Files become tables and tables files again, with nothing lost, shifted or guessed on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.company import read_tables, write_tables
from comptoir.company.collect import Findings
from comptoir.company.columns import BY_TABLE, FILES
from comptoir.company.delimited import shield, unshield
from comptoir.company.tables import write_csv
from comptoir.company.toml import read_toml, write_toml
from comptoir.core.values import Place, Row, Tables
from tests.company import small
from tests.company.small import folder

RATES = small.FILES["rates.csv"]
WANTED = [
    {"offering": "sem", "class": "inside", "price": "50"},
    {"offering": "sem", "class": "public", "price": "95", "if": "assisted"},
    {"offering": "sem", "class": "public", "price": "80"},
    {"offering": "scan", "class": "*", "price": "0.10"},
]


def rates(path: Path, content: str | bytes) -> list[dict[str, str]]:
    """The cells of rates.csv as read, which must be without findings of form."""
    read = read_tables(folder(path, {"rates.csv": content}))
    assert read.findings == ()
    return [dict(row.cells) for row in read.tables.rows("rates")]


@pytest.mark.parametrize(
    "content",
    [
        RATES,
        RATES.encode("utf-8-sig"),
        RATES.encode("utf-16"),
        b"\xfe\xff" + RATES.encode("utf-16-be"),
        RATES.replace("\n", "\r\n"),
        RATES.replace("\n", "\r"),
        RATES.replace("\n", "\r\n", 2),
        RATES.replace("\n", "\n\n"),
        RATES.rstrip("\n"),
        RATES + ",,,\n , ,,\n",
        RATES.replace(",", ";").replace("0.10", "0,10"),
        RATES.replace(",", "\t").replace("0.10", "0,10"),
        RATES.replace(",", " , "),
        RATES.replace("class", "Class").replace("price", " PRICE "),
        "# a comment, with; separators\n\n" + RATES,
        RATES.replace("sem,public,80", "# sem,public,70\nsem,public,80"),
        RATES.replace("50", '"50"').replace("offering", '"offering"'),
        RATES.replace(",if", ",if,").replace("assisted", "assisted,"),
        "class,if,offering,price\ninside,,sem,50\npublic,assisted,sem,95\npublic,,sem,80\n*,,scan,0.10\n",
    ],
    ids=[
        "plain", "UTF-8 mark", "UTF-16", "UTF-16 big end", "Windows ends", "Mac ends", "mixed ends", "blank lines",
        "no last end", "empty rows", "semicolons", "tabs", "spaces", "capitals", "comment above", "comment between",
        "quotes", "empty column", "other order",
    ],
)  # fmt: skip
def test_the_same_rows_are_read(content: str | bytes, tmp_path: Path) -> None:
    assert rates(tmp_path, content) == WANTED


def test_places_are_lines_of_the_file(tmp_path: Path) -> None:
    content = '# comment\n\noffering,class,price,note\nsem,*,5,"two\nlines"\n\n# more\nscan,*,1,\n'

    rows = read_tables(folder(tmp_path, {"rates.csv": content})).tables.rows("rates")

    assert [row.place.line for row in rows] == [4, 8]


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("12,50", "12.50"),
        ("1 250,00", "1 250.00"),
        ("1.250,00", "1250.00"),
        ("2,5 x students", "2.5 x students"),
        ("public - 7,5%", "public - 7.5%"),
    ],
)
def test_a_decimal_comma_becomes_a_point(cell: str, read: str, tmp_path: Path) -> None:
    assert rates(tmp_path, f"offering;price;note\nsem;{cell};1,5 is kept\n") == [
        {"offering": "sem", "price": read, "note": "1,5 is kept"}
    ]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "'=x",
        "''+y",
        "＝1",
        "#note",
        "-5.00",
        "+33 1 42 68 53 00",
        "O'Neil",
        "'tis",
    ],
)
def test_a_risky_cell_survives_the_way(text: str, tmp_path: Path) -> None:
    row = Row(Place("rates.csv", 2), {"offering": "sem", "price": "5", "note": text})

    write_tables(Tables({"company": {"name": "A"}}, {"rates": (row,)}), tmp_path)

    written = (tmp_path / "rates.csv").read_text(encoding="utf-8").splitlines()[1]
    last = written.partition("sem,5,")[2].strip('"')
    assert last[0] not in "=@#＝" or last[0] == "'"
    assert read_tables(tmp_path).tables.rows("rates")[0]["note"] == text


@given(st.text(max_size=12))
def test_the_shield_is_taken_off_exactly(text: str) -> None:
    assert unshield(shield(text)) == text


def test_the_small_company_comes_back_unchanged(tmp_path: Path) -> None:
    first = read_tables(folder(tmp_path / "a")).tables

    write_tables(first, tmp_path / "b")
    second = read_tables(tmp_path / "b").tables
    write_tables(second, tmp_path / "c")

    assert content(first) == content(second)
    assert written(tmp_path / "b") == written(tmp_path / "c")


def content(tables: Tables) -> tuple[object, object]:
    """What tables say, without their places."""
    return tables.settings, {name: [dict(row.cells) for row in rows] for name, rows in tables.tables.items()}


def written(path: Path) -> dict[str, bytes]:
    """The bytes of every file of a folder."""
    return {file.name: file.read_bytes() for file in path.iterdir()}


CELLS = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc"],
        exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    ),
    max_size=20,
)


@settings(max_examples=100, deadline=None)
@given(table=st.sampled_from([file.table for file in FILES]), data=st.data())
def test_any_table_is_written_and_read_alike(
    table: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = BY_TABLE[table]
    names = [column.name for column in file.columns]
    drawn = data.draw(st.lists(st.dictionaries(st.sampled_from(names), CELLS, max_size=6), max_size=5))
    rows = tuple(Row(Place(file.name, number), cells) for number, cells in enumerate(drawn, 2))
    path = tmp_path_factory.mktemp("tables")

    write_tables(Tables({"company": {"name": "A"}}, {table: rows}), path)
    once = read_tables(path)
    write_tables(once.tables, path / "again")

    assert once.findings == ()
    assert written(path / "again")[file.name] == (path / file.name).read_bytes()


def test_columns_are_written_in_the_order_of_the_reference() -> None:
    row = Row(Place("rates.csv", 2), {"note": "n", "price": "5", "offering": "sem", "class": "*"})

    assert write_csv(BY_TABLE["rates"], [row]).splitlines()[0] == "offering,class,price,note"


def test_an_unknown_column_or_table_is_not_written(tmp_path: Path) -> None:
    row = Row(Place("rates.csv", 2), {"colour": "red"})

    with pytest.raises(ValueError, match="colour"):
        write_csv(BY_TABLE["rates"], [row])
    with pytest.raises(ValueError, match="invoices"):
        write_tables(Tables({}, {"invoices": ()}), tmp_path)


NAMES = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)
VALUES = st.one_of(
    st.text(max_size=15), st.integers(), st.booleans(), st.dates(), st.lists(st.text(max_size=5), max_size=3)
)


@given(
    st.dictionaries(
        NAMES,
        st.dictionaries(
            st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6), VALUES, max_size=4
        ),
        max_size=4,
    )
)
def test_settings_are_written_and_read_alike(values: dict[str, dict[str, object]]) -> None:
    findings = Findings()

    text = write_toml(values)

    assert read_toml(text, findings) == values
    assert findings.all() == ()
    assert write_toml(read_toml(text, findings)) == text


def test_the_order_of_keys_and_sections_says_nothing() -> None:
    one = '[company]\nname = "A"\ncurrency = "EUR"\n\n[[card]]\nid = "c"\nsupplier = "s"\nusual = "u"\n'
    other = '[[card]]\nusual = "u"\nsupplier = "s"\nid = "c"\n[company]\ncurrency = "EUR"\nname = "A"\n'

    read = [read_toml(text, Findings()) for text in (one, other)]

    assert write_toml(read[0]) == write_toml(read[1]) == one
    assert [list(values) for values in read] == [["company", "card"]] * 2
    cards = [dict(values)["card"] for values in read]
    assert str(cards[0]) == str(cards[1])
