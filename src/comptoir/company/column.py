"""What is known about one column and one file: their names, types and what they are for, in both languages."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file, or one key of company.toml.

    type      a reader of `cells.READERS`
    default   what an empty cell means
    choices   the words allowed, for `choice`
    refers    what the ids in it name: a table, `card`, `supplier` or `party`
    """

    name: str
    type: str
    en: str
    fr: str
    required: bool = False
    default: str = ""
    choices: tuple[str, ...] = ()
    refers: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """One CSV file: its table's name, what one row is, its columns in the order they are written.

    unique    the columns that together name a row (empty: rows may repeat)
    """

    table: str
    en: str
    fr: str
    columns: tuple[Column, ...]
    unique: tuple[str, ...] = ()
    _by_name: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", {column.name: column for column in self.columns})

    @property
    def name(self) -> str:
        """The file's name in the folder."""
        return f"{self.table}.csv"

    def column(self, name: str) -> Column | None:
        """The column of that name, if the file has one."""
        return self._by_name.get(name)


# Columns that many files have.
NAMES = (
    Column("name", "text", "Name in both languages.", "Nom dans les deux langues."),
    Column("name_fr", "text", "Name in French.", "Nom en français."),
    Column("name_en", "text", "Name in English.", "Nom en anglais."),
)
VALID = (
    Column("valid_from", "date", "First day; empty: always.", "Premier jour ; vide : depuis toujours."),
    Column(
        "valid_to",
        "date",
        "First day no longer valid; empty: until further notice.",
        "Premier jour qui ne vaut plus ; vide : jusqu'à nouvel ordre.",
    ),
)
