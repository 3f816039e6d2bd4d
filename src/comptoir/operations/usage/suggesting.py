"""What do the columns of somebody's file seem to say, how sure is that, and which faults do many rows share?

suggest     each column with its first cells, the field it seems to be, and how many of its cells can be read as it
group       refused rows by what is wrong with them, so that one look mends all
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from comptoir.core.pricing.language import read_date, read_instant, read_number, read_quantity
from comptoir.core.values import Reason, Unreadable
from comptoir.operations.actors import Actor, require
from comptoir.operations.desk import Desk, desk
from comptoir.operations.usage.columns import MEASURE, detect
from comptoir.operations.usage.files import rows_of, shape_of
from comptoir.store.usage.queries import Reject

LOOKED_AT = 200
_SHOWN = 3
_LINES = 5
# Which field a refusal of the checks is about.
_ABOUT = {
    "usage.unknown_customer": "customer",
    "usage.unknown_offering": "offering",
    "usage.unknown_booking": "booking",
    "usage.future": "start",
    "usage.period": "end",
    "usage.half_period": "end",
    "usage.quantity": "quantity",
}


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """A column, its first cells, the field that it seems to be (empty: none), and its cells as counted.

    filled, fitting   of the rows looked at: how many have a cell there, and how many of those say the field
    """

    column: str
    samples: tuple[str, ...]
    field: str
    filled: int
    fitting: int


@dataclass(frozen=True, slots=True)
class RejectGroup:
    """Rows refused for one and the same kind of reason: how many, the first lines, what was found there."""

    code: str
    column: str
    count: int
    lines: tuple[int, ...]
    found: tuple[str, ...]
    reason: Reason


def suggest(
    path: Path, *, supplier: str, actor: Actor, at: datetime, mapping: Mapping[str, str] | None = None
) -> tuple[ColumnGuess, ...]:
    """The columns of a file, in order.

    mapping   field -> column, where the reader has said so; None: as the names suggest
    raises    Refusal: permission.denied, usage.file_form
    """
    require(actor, "usage.record", supplier, at=at)
    counter, shape = desk(), shape_of(path)
    units = [item.unit for item in counter.company.offerings.values() if item.supplier == supplier]
    said = mapping if mapping is not None else detect(shape.columns, units)
    fields = {column: name for name, column in said.items()}
    rows = list(islice(rows_of(shape), LOOKED_AT))
    guesses = []
    for column in shape.columns:
        cells = [text for row in rows if (text := row.cells.get(column, ""))]
        field = fields.get(column, "")
        reads = _reader(field, counter, supplier, comma=shape.comma)
        guesses.append(
            ColumnGuess(
                column, tuple(dict.fromkeys(cells))[:_SHOWN], field, len(cells),
                sum(reads(cell) for cell in cells) if field else 0,
            )
        )  # fmt: skip
    return tuple(guesses)


def group(rejects: Iterable[Reject], mapping: Mapping[str, str]) -> tuple[RejectGroup, ...]:
    """Refused rows by code and column, the largest group first."""
    found: dict[tuple[str, str], RejectGroup] = {}
    for reject in rejects:
        for reason in reject.reasons[:1]:
            column = str(reason.get("column") or mapping.get(_ABOUT.get(reason.code, ""), ""))
            cell = str(reason.get("found") or reject.cells.get(column, ""))[:60]
            known = found.get((reason.code, column)) or RejectGroup(reason.code, column, 0, (), (), reason)
            found[reason.code, column] = RejectGroup(
                reason.code, column, known.count + 1, (*known.lines, reject.line)[:_LINES],
                tuple(dict.fromkeys((*known.found, *([cell] if cell else []))))[:_LINES], known.reason,
            )  # fmt: skip
    return tuple(sorted(found.values(), key=lambda one: -one.count))


def _reader(field: str, counter: Desk, supplier: str, *, comma: bool) -> Callable[[str], bool]:
    """Whether a cell can be read as a field."""
    company = counter.company

    def readable(read: Callable[[str], object]) -> Callable[[str], bool]:
        def reads(text: str) -> bool:
            try:
                read(text)
            except Unreadable:
                return False
            return True

        return reads

    if field.startswith(MEASURE):
        return readable(lambda text: read_number(text, comma=comma))
    own = {item.id for item in company.offerings.values() if item.supplier == supplier}
    known: dict[str, Callable[[str], bool]] = {
        "offering": lambda text: text in own,
        "customer": lambda text: text in company.parties,
        "day": readable(read_date),
        "start": readable(lambda text: read_instant(text, company.settings.time_zone)),
        "end": readable(lambda text: read_instant(text, company.settings.time_zone)),
        "quantity": readable(lambda text: read_quantity(text, comma=comma)),
    }
    return known.get(field, bool)
