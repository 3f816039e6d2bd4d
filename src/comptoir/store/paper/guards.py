"""How does the database itself refuse that paper is changed? By triggers, on both engines.

store_paper_kept, store_paperline_kept, store_paperevent_kept   no row is changed or deleted
store_paperseries_kept     only the counter, its day and its head move; no row is deleted
store_<table>_whole        (PostgreSQL) the table is not emptied at once; SQLite has no such statement
store_invoicing_kept       what invoices say of a party is closed, never changed
"""

from __future__ import annotations

from collections.abc import Iterator

TABLE = "store_paper"
ISSUED = ("store_paper", "store_paperline", "store_paperevent")
_SERIES = "store_paperseries"
_MOVES = ("last", "last_day", "head")
_STAYS = ("id", "entity", "prefix", "year")
INVOICING = "store_invoicing"


def statements(vendor: str) -> Iterator[tuple[str, str, str]]:
    """Each guard: its name in the database, and the statements that remove and make it."""
    yield from _postgresql() if vendor == "postgresql" else _sqlite()


def _postgresql() -> Iterator[tuple[str, str, str]]:
    how = dict.fromkeys(ISSUED, "'never'") | {_SERIES: f"'only', '{' '.join(_MOVES)}', ''"}
    for table, arguments in how.items():
        yield _trigger(f"{table}_kept", table, "UPDATE OR DELETE", "ROW", arguments)
        yield _trigger(f"{table}_whole", table, "TRUNCATE", "STATEMENT", "'never'")
    yield _trigger(f"{INVOICING}_kept", INVOICING, "UPDATE", "ROW", "'close'")


def _trigger(name: str, table: str, on: str, each: str, arguments: str) -> tuple[str, str, str]:
    return (
        name,
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE {on} ON {table} FOR EACH {each} EXECUTE FUNCTION store_keep({arguments})",
    )


def _sqlite() -> Iterator[tuple[str, str, str]]:
    for table in (*ISSUED, _SERIES):
        moved = "1" if table != _SERIES else _changed(_STAYS)
        yield _refusal(f"{table}_kept_update", table, "UPDATE", moved)
        yield _refusal(f"{table}_kept_delete", table, "DELETE", "1")
        # REPLACE would take a row away without asking the trigger that refuses deletions.
        there = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"  # noqa: S608
        yield _refusal(f"{table}_kept_insert", table, "INSERT", there)


def closed(columns: list[str]) -> tuple[str, str, str]:
    """SQLite's guard of what invoices say of a party, by the columns that its table has by then."""
    stays = [name for name in columns if name != "superseded_at"]
    reopened = "OLD.superseded_at IS NOT NULL OR NEW.superseded_at IS NULL"
    return _refusal(f"{INVOICING}_kept_update", INVOICING, "UPDATE", f"{reopened} OR {_changed(stays)}")


def _changed(columns: tuple[str, ...] | list[str]) -> str:
    return " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in columns)


def _refusal(name: str, table: str, on: str, wrong: str) -> tuple[str, str, str]:
    return (
        name,
        f"DROP TRIGGER IF EXISTS {name}",
        f"CREATE TRIGGER {name} BEFORE {on} ON {table} WHEN {wrong} BEGIN SELECT RAISE(ABORT, '{name}'); END",
    )
