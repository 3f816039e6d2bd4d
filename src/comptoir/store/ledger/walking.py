"""How is a journal of a million entries walked in seconds? Rows become text at once, with no value in between.

`_said` writes the form of `core.ledger.canonical` from the columns of an entry and its postings, which are read beside
each other in the order in which they lie; a test holds both forms together for any text. Rule to remember: whoever
changes the one changes the other, and the hash of every entry with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from json.encoder import encode_basestring as _q
from typing import Any, NamedTuple

from django.db import connection

from comptoir.core.ledger import GENESIS, Link, entry_id

# How many entries are asked for at once: few enough to hold, many enough to be quick.
CHUNK = 10_000
# Below SQLite's 999 variables in one statement.
_NAMED = 500
_LOWEST = -(2**63)

Row = tuple[Any, ...]


class Imbalance(NamedTuple):
    """An entry whose postings are not those it says, or do not balance; `entity` empty: their number is off."""

    entry: str
    entity: str
    currency: str
    difference: int


def walk_links(journal: str, *, behind: int = _LOWEST, upto: int | None = None) -> Iterator[Link]:
    """The links of a journal in the order of its numbers, some thousand entries in memory at a time.

    behind, upto   only the entries with a number in `(behind, upto]`; None: to the end, whatever stands there
    """
    within = "" if upto is None else f"AND e.number <= {upto:d} "
    statement = (
        f"SELECT e.id, e.number, e.previous, e.hash, {_written()}, e.journal, e.source, e.actor, e.text, e.reverses, "  # noqa: S608
        f"e.reason FROM store_journalentryrow e WHERE e.journal = %s AND e.number > %s {within}"
        f"ORDER BY e.number LIMIT {CHUNK}"
    )
    last: Any = behind
    while True:
        with connection.cursor() as cursor:
            cursor.execute(statement, [journal, last])
            entries = cursor.fetchall()
        postings = _postings(journal, [(row[0], row[1]) for row in entries])
        for row in entries:
            entry, number, previous, own, day, moment, *said = row
            if type(number) is not int:
                # SQLite takes a text, too, from whoever comes past the guards.
                yield None, previous, own, "", entry
                continue
            yield (
                number,
                previous,
                own,
                _said(number, previous, day, moment, (entry, *said), postings[entry]),
                entry,
            )
        if len(entries) < CHUNK:
            return
        last = entries[-1][1]


def count_links(journal: str) -> int:
    """How many entries a journal has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM store_journalentryrow WHERE journal = %s", [journal])
        return int(cursor.fetchone()[0])


def stands_at(journal: str, number: int) -> tuple[int, str]:
    """Where a sound walk stands when it has come to a number: the number it expects next, the hash of the last."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, hash FROM store_journalentryrow WHERE journal = %s AND number <= %s "
            "ORDER BY number DESC LIMIT 1",
            [journal, number],
        )
        row = cursor.fetchone()
    return (1, GENESIS) if row is None or type(row[0]) is not int else (row[0] + 1, row[1])


def _written() -> str:
    """An entry's day and instant as the core writes them, save for SQLite's fraction of a second."""
    if connection.vendor == "postgresql":
        return (
            "to_char(e.day, 'YYYY-MM-DD'), "
            "to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US')"
        )
    # As text: the driver would make something else of them.
    return "e.day || '', e.recorded_at || ''"


def _postings(journal: str, entries: Sequence[tuple[str, Any]]) -> dict[str, list[Row]]:
    """The postings of entries of one journal, in the order of their numbers.

    Entries that are called what they ought to be lie together; any other is asked for by its name.
    """
    ids = [entry for entry, _ in entries]
    usual = [entry for entry, number in entries if type(number) is int and entry == entry_id(journal, number)]
    found: dict[str, list[Row]] = {entry: [] for entry in ids}
    spared = set(usual) if len({len(entry) for entry in usual}) == 1 else set()
    wanted = [entry for entry in ids if entry not in spared]
    questions: list[tuple[str, list[str]]] = []
    if spared:
        questions.append(("entry_id >= %s AND entry_id <= %s", [usual[0], usual[-1]]))
    for first in range(0, len(wanted), _NAMED):
        some = wanted[first : first + _NAMED]
        questions.append((f"entry_id IN ({', '.join(['%s'] * len(some))})", some))
    for where, values in questions:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT entry_id, account, entity, debit, currency, credit, cost_center, party, line "  # noqa: S608
                f"FROM store_postingrow WHERE {where} ORDER BY entry_id, number",
                values,
            )
            for row in cursor.fetchall():
                if row[0] in found:
                    found[row[0]].append(row)
    return found


def _said(
    number: int, previous: str, day: str, moment: str, entry: Sequence[str], postings: Sequence[Row]
) -> str:
    """What an entry says with its postings, as JSON text without spaces: exactly `core.ledger.canonical`."""
    if moment[10:11] == " ":
        # SQLite's own way: a space, and no decimals where there are none.
        moment = f"{moment[:10]}T{moment[11:19]}.{moment[20:]:0<6}"
    try:
        both = ",".join(
            [
                f"[{_q(account)},{_q(entity)},{debit},{_q(currency)},{credit},{_q(currency)},{_q(center)},{_q(party)},"
                f"{_q(line)}]"
                for _, account, entity, debit, currency, credit, center, party, line in postings
            ]
        )
        return f'[{number},{_q(previous)},"{day}","{moment}+00:00",[{",".join([_q(one) for one in entry])}],[{both}]]'
    except TypeError:
        # What is no text stands where only text belongs: no entry that was ever written says that.
        return ""


def list_imbalances(limit: int = 100) -> tuple[Imbalance, ...]:
    """Entries that do not balance per legal entity and currency, or lack postings; and postings without an entry."""
    statements = (
        "SELECT entry_id, entity, currency, SUM(debit) - SUM(credit) FROM store_postingrow "
        "GROUP BY entry_id, entity, currency HAVING SUM(debit) <> SUM(credit)",
        "SELECT p.entry_id, '', '', p.count - COALESCE(e.lines, 0) FROM (SELECT entry_id, COUNT(*) AS count, "
        "MAX(number) AS last FROM store_postingrow GROUP BY entry_id) p LEFT JOIN store_journalentryrow e "
        "ON e.id = p.entry_id WHERE e.id IS NULL OR e.lines <> p.count OR p.last <> p.count",
        "SELECT e.id, '', '', -e.lines FROM store_journalentryrow e WHERE NOT EXISTS "
        "(SELECT 1 FROM store_postingrow p WHERE p.entry_id = e.id)",
    )
    found: list[Imbalance] = []
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(f"{statement} ORDER BY 1 LIMIT {limit}")
            found += [
                Imbalance(entry, entity, currency, int(off))
                for entry, entity, currency, off in cursor.fetchall()
            ]
    return tuple(found)
