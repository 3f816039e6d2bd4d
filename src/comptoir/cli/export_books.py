"""What `comptoir export` takes out of the books: the journal, its French file (FEC), and the charges.

    comptoir export journal.csv --journal --entity ARV --from 2026-01-01 --to 2027-01-01

How the file is written is said by its name. Rule to remember: beside every file lies `FILE.anchors.jsonl`, the state of
all journals, to be kept elsewhere and shown to `comptoir verify --against`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from comptoir.cli.acting import Doing, deed
from comptoir.cli.dates import day_of
from comptoir.cli.failure import Exit, Failure
from comptoir.cli.output import grid, plain, show
from comptoir.cli.terminal import Terminal
from comptoir.core.values import Amount
from comptoir.wording import format_amount

if TYPE_CHECKING:
    from comptoir.documents import ChargeRow, JournalRow

JOURNAL, CHARGES, FEC = "journal", "charges", "fec"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be taken out: journal, charges or fec, of whom, of which days `[since, upto)`, and where to."""

    what: str
    out: Path
    entity: str = ""
    supplier: str = ""
    since: str = ""
    upto: str = ""
    yes: bool = False


@dataclass(frozen=True, slots=True)
class _Taken:
    """A file before it is written: its bytes, how many rows it has, what they come to, and of which entity."""

    file: Path
    content: bytes
    rows: int
    totals: dict[str, list[Amount]]
    entity: str


def export_books(asked: Asked, terminal: Terminal, as_: str, format_: str) -> Exit:
    """Write one file and the state of the journals beside it."""
    with deed(terminal, as_, "", format_) as doing:
        from comptoir.operations.books.anchoring import anchor_books, write_anchors

        since, upto = _days(asked, doing)
        taken = _TAKERS[asked.what](asked, since, upto, doing)
        beside = taken.file.with_name(f"{taken.file.name}.anchors.jsonl")
        found = tuple(file.name for file in (taken.file, beside) if file.exists())
        if found and not asked.yes:
            raise Failure("cli.export.there", Exit.CONFLICT, found=found)
        anchors = anchor_books("export", actor=doing.actor, at=doing.at)
        taken.file.parent.mkdir(parents=True, exist_ok=True)
        taken.file.write_bytes(taken.content)
        write_anchors(anchors, beside, why="export", at=doing.at)
        shape = {
            "what": asked.what,
            "file": str(taken.file),
            "anchors": str(beside),
            "entity": taken.entity or None,
            "supplier": asked.supplier or None,
            "from": since.isoformat(),
            "to": upto.isoformat(),
            "rows": taken.rows,
            "totals": {
                name: [plain(one, doing.language) for one in sums] for name, sums in taken.totals.items()
            },
        }
        show(shape, format_, table=lambda: _table(taken, doing))
        doing.terminal.tell("cli.export.books", file=str(taken.file), beside=str(beside))
    return Exit.OK


def _journal(asked: Asked, since: date, upto: date, doing: Doing) -> _Taken:
    from comptoir.documents import journal_file
    from comptoir.operations.books.exporting import export_journal

    form, entity = _form(asked.out), _entity(asked, doing)
    rows = export_journal(
        entity, since=since, upto=upto, language=doing.language, actor=doing.actor, at=doing.at,
        supplier=_supplier(asked, doing),
    )  # fmt: skip
    content = journal_file(rows, form, doing.language)
    return _Taken(asked.out, content, len(rows), _both_sides(rows), entity)


def _fec(asked: Asked, since: date, upto: date, doing: Doing) -> _Taken:
    from comptoir.operations.export_fec import export_fec

    if asked.supplier:
        raise Failure("cli.export.whole", Exit.USAGE)
    if asked.out.exists() and not asked.out.is_dir():
        raise Failure("cli.export.no-folder", Exit.USAGE, file=str(asked.out))
    entity = _entity(asked, doing)
    made = export_fec(entity, since=since, upto=upto, language=doing.language, actor=doing.actor, at=doing.at)
    return _Taken(asked.out / made.name, made.content, len(made.rows), _both_sides(made.rows), entity)


def _charges(asked: Asked, since: date, upto: date, doing: Doing) -> _Taken:
    from comptoir.documents import charge_file
    from comptoir.operations.charges.exporting import export_charges

    form = _form(asked.out)
    rows = export_charges(
        since=since, upto=upto, language=doing.language, actor=doing.actor, at=doing.at,
        supplier=_supplier(asked, doing), entity=asked.entity,
    )  # fmt: skip
    content = charge_file(rows, form, doing.language)
    return _Taken(asked.out, content, len(rows), _claimed(rows), asked.entity)


_TAKERS: dict[str, Callable[[Asked, date, date, Doing], _Taken]] = {
    JOURNAL: _journal,
    CHARGES: _charges,
    FEC: _fec,
}


def _days(asked: Asked, doing: Doing) -> tuple[date, date]:
    """The days; without them the calendar year in which we are."""
    year = doing.at.astimezone(doing.company.settings.time_zone).year
    since = day_of(asked.since, "--from") if asked.since else date(year, 1, 1)
    upto = day_of(asked.upto, "--to") if asked.upto else date(max(year, since.year) + 1, 1, 1)
    if upto <= since:
        raise Failure("cli.export.days", Exit.USAGE, since=since, upto=upto)
    return since, upto


def _form(out: Path) -> str:
    """How a file is to be written, by the end of its name."""
    from comptoir.documents import FORMS

    form = out.suffix.lower().removeprefix(".")
    if form not in FORMS:
        expected = tuple(f".{one}" for one in FORMS)
        raise Failure("cli.export.form", Exit.USAGE, found=out.name, expected=expected)
    return form


def _entity(asked: Asked, doing: Doing) -> str:
    """The legal entity whose books are meant; it may be left out where there is only one."""
    from comptoir.operations.actors import require
    from comptoir.operations.books.exporting import list_books

    books = list_books(actor=doing.actor, at=doing.at)
    if not asked.entity and len(books) == 1:
        return books[0]
    require(doing.actor, "books.read", asked.entity, at=doing.at)
    if not books:
        raise Failure("cli.export.no-books", Exit.FAILURE)
    if asked.entity not in books:
        code = "cli.usage.choice" if asked.entity else "cli.export.entity-of"
        raise Failure(code, Exit.USAGE, name="--entity", found=asked.entity, expected=books)
    return asked.entity


def _supplier(asked: Asked, doing: Doing) -> str:
    known = tuple(dict.fromkeys(card.supplier for card in doing.company.cards))
    if asked.supplier and asked.supplier not in known:
        raise Failure("cli.usage.choice", Exit.USAGE, name="--supplier", found=asked.supplier, expected=known)
    return asked.supplier


def _both_sides(rows: Iterable[JournalRow]) -> dict[str, list[Amount]]:
    listed = list(rows)
    return {"debit": _sums(one.debit for one in listed), "credit": _sums(one.credit for one in listed)}


def _claimed(rows: Iterable[ChargeRow]) -> dict[str, list[Amount]]:
    return {"net": _sums(one.net for one in rows)}


def _sums(amounts: Iterable[Amount]) -> list[Amount]:
    """One sum for each currency, by its name."""
    sums: dict[str, Amount] = {}
    for one in amounts:
        sums[one.currency] = sums[one.currency] + one if one.currency in sums else one
    return [sums[currency] for currency in sorted(sums)]


def _table(taken: _Taken, doing: Doing) -> str:
    terminal = doing.terminal
    facts = [(terminal.say("cli.export.rows"), str(taken.rows))]
    for name, sums in taken.totals.items():
        facts += [(terminal.say(f"cli.export.{name}"), format_amount(one, doing.language)) for one in sums]
    return grid(facts, terminal, right=(1,))
