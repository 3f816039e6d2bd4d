"""How is a journal of a million entries walked in seconds? The database itself writes what each entry says.

`canonical_sql` is the form of `core.ledger.canonical` as one expression of SQL, so that nothing is built in between; a
test holds both together for any text. Rule to remember: whoever changes the one changes the other, and the hash of
every entry with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.db import connection

from comptoir.core.ledger import Link

# How many entries are asked for at once: few enough to hold, many enough to be quick.
CHUNK = 20_000
_LOWEST, _HIGHEST = -(2**63), 2**63 - 1
_ENTRY = ("id", "journal", "source", "actor", "text", "reverses", "reason")


class Imbalance(NamedTuple):
    """An entry whose postings are not those it says, or do not balance; `entity` empty: their number is off."""

    entry: str
    entity: str
    currency: str
    difference: int


def walk_links(journal: str, first: int | None = None, last: int | None = None) -> Iterator[Link]:
    """The links of a journal by their numbers, from one to another (None: from its beginning, to its end)."""
    statement = (
        f"SELECT e.number, e.previous, e.hash, {canonical_sql(connection.vendor)}, e.id "  # noqa: S608
        "FROM store_journalentryrow e WHERE e.journal = %s AND e.number > %s AND e.number <= %s "
        f"ORDER BY e.number LIMIT {CHUNK}"
    )
    behind, end = _LOWEST if first is None else first - 1, _HIGHEST if last is None else last
    while True:
        with connection.cursor() as cursor:
            cursor.execute(statement, [journal, behind, end])
            links = cursor.fetchall()
        yield from links
        if len(links) < CHUNK:
            return
        behind = links[-1][0]


def canonical_sql(vendor: str) -> str:
    """What an entry `e` says with its postings, as JSON text without spaces: exactly `core.ledger.canonical`."""
    if vendor == "postgresql":
        day = "to_char(e.day, 'YYYY-MM-DD')"
        moment = "to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US')"
        gather = "string_agg({one}, ',' ORDER BY p.number)"
        postings = "store_postingrow p WHERE p.entry_id = e.id"
    else:
        day = "e.day"
        moment = (
            "substr(e.recorded_at, 1, 10) || 'T' || substr(e.recorded_at, 12, 8) || '.' || "
            "substr(substr(e.recorded_at, 21) || '000000', 1, 6)"
        )
        gather = "group_concat({one}, ',')"
        postings = "(SELECT * FROM store_postingrow WHERE entry_id = e.id ORDER BY number) p"

    def quoted(column: str) -> str:
        return f"to_json({column})::text" if vendor == "postgresql" else f"json_quote({column})"

    currency = quoted("p.currency")
    one = (
        f"'[' || {quoted('p.account')} || ',' || {quoted('p.entity')} || ',' || p.debit || ',' || {currency} || ',' "
        f"|| p.credit || ',' || {currency} || ',' || {quoted('p.cost_center')} || ',' || {quoted('p.party')} || ',' "
        f"|| {quoted('p.line')} || ']'"
    )
    entry = " || ',' || ".join(quoted(f"e.{name}") for name in _ENTRY)
    together = f"(SELECT {gather.format(one=one)} FROM {postings})"  # noqa: S608
    parts = (
        "'['", "e.number", "','", quoted("e.previous"), "',\"'", day, "'\",\"'", moment, "'+00:00\",['", entry,
        "'],['", f"COALESCE({together}, '')", "']]'",
    )  # fmt: skip
    return " || ".join(parts)


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


def hash_at(journal: str, number: int) -> str | None:
    """The hash that an entry states, or None."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT hash FROM store_journalentryrow WHERE journal = %s AND number = %s", [journal, number]
        )
        row = cursor.fetchone()
    return str(row[0]) if row else None


def last_number(journal: str) -> int:
    """The highest number in a journal, 0 for an empty one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COALESCE(MAX(number), 0) FROM store_journalentryrow WHERE journal = %s", [journal]
        )
        return int(cursor.fetchone()[0])
