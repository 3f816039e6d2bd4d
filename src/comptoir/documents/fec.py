"""What does the file of accounting entries (FEC) hold that the French tax office asks for?

Eighteen columns in the order of article A47 A-1 of the Livre des procédures fiscales, separated by tabs, days as
YYYYMMDD, amounts with a decimal comma. Rule to remember: an entry that does not balance makes no file at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from comptoir.core.values import Amount, Reason, Refusal
from comptoir.documents.journal import JournalRow

COLUMNS = (
    "JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef PieceDate "
    "EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise"
).split()


def fec_name(siren: str, closing_day: date) -> str:
    """The name that the file must bear.

    >>> fec_name("552100554", date(2026, 12, 31))
    '552100554FEC20261231.txt'
    """
    return f"{siren}FEC{closing_day:%Y%m%d}.txt"


def to_fec(rows: Iterable[JournalRow]) -> bytes:
    """The file, in UTF-8 with CRLF, ordered by entry number.

    raises    Refusal for an entry that does not balance, a line with debit and credit or a negative one, and a
              gap in the numbers of the entries
    """
    ordered = sorted(rows, key=lambda row: row.entry)
    _refuse_unsound(ordered)
    lines = ["\t".join(COLUMNS), *("\t".join(_cells(row)) for row in ordered)]
    return "".join(f"{line}\r\n" for line in lines).encode()


def _refuse_unsound(ordered: Sequence[JournalRow]) -> None:
    """Refuse the first entry that an inspector would."""
    expected: int | None = None
    for number, group in groupby(ordered, key=lambda row: row.entry):
        entry = list(group)
        if expected is not None and number != expected:
            raise Refusal(Reason("documents.fec.gap", (("expected", expected), ("found", number))))
        expected = number + 1
        if any(
            row.debit.minor < 0 or row.credit.minor < 0 or (row.debit.minor and row.credit.minor)
            for row in entry
        ):
            raise Refusal(Reason("documents.fec.sides", (("entry", number),)))
        debit = sum((row.debit for row in entry), Amount.zero(entry[0].debit.currency))
        credit = sum((row.credit for row in entry), Amount.zero(entry[0].debit.currency))
        if debit != credit:
            raise Refusal(
                Reason("documents.fec.unbalanced", (("entry", number), ("debit", debit), ("credit", credit)))
            )


def _cells(row: JournalRow) -> list[str]:
    """The eighteen cells of one line."""
    return [
        _text(row.journal),
        _text(row.journal_name),
        str(row.entry),
        _day(row.day),
        _text(row.account),
        _text(row.account_name),
        _text(row.auxiliary),
        _text(row.auxiliary_name),
        _text(row.piece),
        _day(row.piece_day),
        _text(row.text),
        _amount(row.debit),
        _amount(row.credit),
        _text(row.letter),
        _day(row.lettered),
        _day(row.posted),
        _amount(row.foreign),
        row.foreign.currency if row.foreign else "",
    ]


def _text(text: str) -> str:
    """One line, without tabs: a text must not shift the columns after it."""
    return " ".join(text.split())


def _day(day: date | None) -> str:
    return f"{day:%Y%m%d}" if day else ""


def _amount(amount: Amount | None) -> str:
    return f"{amount.major:f}".replace(".", ",") if amount else ""
