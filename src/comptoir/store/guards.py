"""What does the database itself refuse, whoever asks? Overlaps in time, changed history, days that are no days.

The core refuses an overlap with a sentence; the database refuses it even to a stray SQL statement (law 4). On SQLite
that is done by triggers, on PostgreSQL by exclusion constraints and one trigger function. What overlaps is data: RULES.

    store_<table>_apart    no two rows known now with the same key on the same day
    store_<table>_kept     a row may only be closed, once: never changed, reopened or deleted
    store_<table>_days     (SQLite) a day is a day: a text that is no date would slip past every comparison

Rule to remember: Django rebuilds a SQLite table when a migration alters it, and its triggers are gone after that.
Such a migration begins with `remove` and ends with `install`, forward and backward; `comptoir doctor` and a test name
every guard that is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from django.db.backends.base.base import BaseDatabaseWrapper

from comptoir.store.bookings import guards as bookings
from comptoir.store.charges.moving import MOVING as CHARGE_MOVES
from comptoir.store.deals import guards as deals
from comptoir.store.ledger import guards as ledger
from comptoir.store.paper import guards as paper


class Rule(NamedTuple):
    """Rows of a table that may not share a day.

    key       SQL expressions that together say what is meant; `{r}` stands before each column
    spared    an SQL condition on rows that the rule leaves alone
    learnt    whether the rows carry a second period, in which they were believed outside the store
    """

    table: str
    key: tuple[str, ...]
    spared: str = ""
    learnt: bool = False


RATE_KEY = (
    "{r}card", "{r}offering", "{r}class", "{r}per", "{r}when", "{r}from", "{r}counter", "{r}combine", "{r}event",
    "{r}if",
)  # fmt: skip
RULES = (
    # A supplier has one card on any day.
    Rule("store_ratecard", ("{r}supplier",)),
    # One fact of a kind for a pair at a time. A unit has one parent, whichever it is; several roles, programmes and
    # activity codes may stand side by side, so for those kinds the role belongs to the key.
    Rule(
        "store_affiliation",
        (
            "{r}party",
            "{r}fact",
            "CASE WHEN {r}fact = 'part of' THEN '' ELSE {r}of END",
            "CASE WHEN {r}fact IN ('member of', 'agreement with', 'in industry') THEN {r}role ELSE '' END",
        ),
        # A retraction says nothing of its own: it only ends what it corrects.
        spared="{r}fact = 'retracted'",
        learnt=True,
    ),
    # Of rates that could apply the first counts, so an exception stands above its rule. Two rows that could never be
    # told apart on the same day are an error, save for `plus` parts: those add up.
    Rule("store_rate", RATE_KEY, spared="{r}combine = 'plus'"),
    # One price per customer, offering and size of order.
    Rule("store_deal", ("{r}customer", "{r}offering", "{r}per", "{r}min_quantity")),
    # One authority per seller and unit, one floor per unit and offering.
    Rule("store_sellermandate", ("{r}person", "{r}unit")),
    Rule("store_floorrow", ("{r}unit", "{r}offering")),
    # One rate of exchange between two currencies on any day.
    Rule("store_exchangerate", ("{r}base", "{r}quote")),
)
# Tables whose rows are believed for a time and then closed. People are not among them: they may ask to be erased.
CLOSED_ONCE = (
    "store_organization", "store_orgunit", "store_costcenter", "store_affiliation", "store_offering", "store_bundle",
    "store_resource", "store_ratecard", "store_rateclass", "store_rate", "store_adjustment", "store_deal",
    "store_workedexample", "store_setting", "store_sellermandate", "store_delegation", "store_floorrow",
    "store_exchangerate",
)  # fmt: skip
# Tables that are only ever added to.
NEVER_CHANGED = (
    "store_import", "store_auditrow", "store_negotiationmove", "store_usagereject", "store_orderpart",
    "store_fundentry", "store_approval", "store_journalentryrow", "store_postingrow", "store_anchorrow",
    "store_chargemove", "store_closestep", "store_closeapproval", "store_linedelivery", "store_sealrow",
    "store_bookingprice",
)  # fmt: skip


class Moving(NamedTuple):
    """A table of which only some columns ever change; all of them once, where `once` names the one that tells."""

    table: str
    columns: tuple[str, ...]
    once: str = ""


MOVING = (
    Moving("store_negotiation", ("state", "expires_at")),
    Moving("store_agreeddeal", ("ends_on", "ended_at", "ended_by", "end_note", "end_change"), "ended_at"),
    Moving("store_usagerecord", ("state",)),
    # A line keeps its price and its reasons, a quote its promise.
    Moving("store_orderline", ("state",)),
    Moving("store_savedquote", ("state", "changed_at")),
    Moving("store_usageimport", ("undone_at", "undone_by"), "undone_at"),
    # A charge keeps what was decided, a close what it was opened for; a deposit its money.
    Moving("store_charge", CHARGE_MOVES),
    Moving("store_parkedsource", ("reason", "tried_at", "freed_at"), "freed_at"),
    Moving("store_deposit", ("state", "changed_at", "held_by", "ended_by")),
    Moving("store_monthclose", ("state", "certificate", "hash", "certified_at", "why", "changed_at")),
)
VALID = ("valid_from", "valid_to")
LEARNT = ("learnt_at", "corrected_at")
RANGES = {VALID: "daterange", LEARNT: "tstzrange"}
DAYS = ("valid_from", "valid_to", "founded", "agreed_on")


Row = TypeVar("Row", Rule, Moving)


class Guard(NamedTuple):
    """One guard: its name in the database, and the statements that remove and make it."""

    name: str
    drop: str
    create: str


def guards(connection: BaseDatabaseWrapper) -> tuple[Guard, ...]:
    """Every guard that this database must have; in a migration, of the tables that there are by then."""
    tables = frozenset(connection.introspection.table_names())
    known = _postgresql(tables) if connection.vendor == "postgresql" else _sqlite(connection, tables)
    return (*known, *_of_areas(connection, tables))


def _of_areas(connection: BaseDatabaseWrapper, tables: frozenset[str]) -> Iterator[Guard]:
    """The guards that an area describes itself."""
    for area in (bookings, deals, ledger, paper):
        if area.TABLE in tables:
            for name, drop, create in area.statements(connection.vendor):
                yield Guard(name, drop, create)
    if paper.TABLE in tables and connection.vendor != "postgresql":
        yield Guard(*paper.closed(_columns(connection, paper.INVOICING)))


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every guard in place, replacing what stands there."""
    preparation = _PREPARATION if connection.vendor == "postgresql" else ()
    wanted = guards(connection)
    with connection.cursor() as cursor:
        for statement in preparation:
            cursor.execute(statement)
        for guard in wanted:
            cursor.execute(guard.drop)
            cursor.execute(guard.create)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take every guard away, for a migration that alters a guarded table: SQLite drops no column a trigger names."""
    with connection.cursor() as cursor:
        for guard in guards(connection):
            cursor.execute(guard.drop)


def missing(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    """Names of the guards that this database lacks."""
    if connection.vendor == "postgresql":
        question = (
            "SELECT conname FROM pg_constraint UNION SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
        )
    else:
        question = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(question)
        found = {name for (name,) in cursor.fetchall()}
    return tuple(guard.name for guard in guards(connection) if guard.name not in found)


def overlapping(connection: BaseDatabaseWrapper) -> tuple[tuple[str, int, int], ...]:
    """Pairs of rows known now that overlap in spite of the guards: table and the two ids, at most 100 per table."""
    found: list[tuple[str, int, int]] = []
    with connection.cursor() as cursor:
        for rule in RULES:
            cursor.execute(
                f"SELECT a.id, b.id FROM {rule.table} a JOIN {rule.table} b ON a.id < b.id AND "  # noqa: S608
                f"{_clash(rule, 'a.', 'b.')} ORDER BY a.id, b.id LIMIT 100"
            )
            found += [(rule.table, first, second) for first, second in cursor.fetchall()]
    return tuple(found)


def _sql(expression: str, row: str) -> str:
    """An expression about one row. Columns are quoted: some of them (`when`, `of`) are words of SQL."""
    return re.sub(r"\{r\}(\w+)", rf'{row}"\1"', expression)


def _clash(rule: Rule, one: str, other: str) -> str:
    """The condition under which two rows overlap."""
    parts = [f"{one}superseded_at IS NULL AND {other}superseded_at IS NULL"]
    parts += [f"{_sql(key, one)} = {_sql(key, other)}" for key in rule.key]
    if rule.spared:
        parts += [f"NOT ({_sql(rule.spared, one)})", f"NOT ({_sql(rule.spared, other)})"]
    for period in _periods(rule):
        start, end = period
        # IS NULL instead of a far day: it reads the same on both engines.
        parts += [
            f"({a}{start} IS NULL OR {b}{end} IS NULL OR {a}{start} < {b}{end})"
            for a, b in ((one, other), (other, one))
        ]
        if period == LEARNT:  # A fact corrected before it was ever believed overlaps nothing.
            parts += [f"({row}{end} IS NULL OR {row}{start} < {row}{end})" for row in (one, other)]
    return " AND ".join(parts)


def _periods(rule: Rule) -> tuple[tuple[str, str], ...]:
    return (VALID, LEARNT) if rule.learnt else (VALID,)


def _sqlite(connection: BaseDatabaseWrapper, tables: frozenset[str]) -> Iterator[Guard]:
    """Triggers for SQLite."""
    for rule in _there(RULES, tables):
        clash = _clash(rule, "NEW.", "o.")
        overlap = f"EXISTS (SELECT 1 FROM {rule.table} o WHERE o.id IS NOT NEW.id AND {clash})"  # noqa: S608
        for on in ("insert", "update"):
            yield _trigger(f"{rule.table}_apart_{on}", on, rule.table, overlap)
    for table in [name for name in NEVER_CHANGED if name in tables]:
        yield _trigger(f"{table}_kept_update", "update", table, "1")
        yield _trigger(f"{table}_kept_delete", "delete", table, "1")
        if "id" in _columns(connection, table):
            yield _replaced(table)
    for table in [name for name in CLOSED_ONCE if name in tables]:
        columns = _columns(connection, table)
        others = [name for name in columns if name != "superseded_at"]
        changed = " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in others)
        reopened = "OLD.superseded_at IS NOT NULL OR NEW.superseded_at IS NULL"
        yield _trigger(f"{table}_kept_update", "update", table, f"{reopened} OR {changed}")
        yield _trigger(f"{table}_kept_delete", "delete", table, "1")
        yield _replaced(table)
        days = [name for name in columns if name in DAYS]
        if days:
            # By way of julianday, for date() alone lets 30 February pass.
            wrong = " OR ".join(f"date(julianday(NEW.{day})) IS NOT NEW.{day}" for day in days)
            yield _trigger(f"{table}_days", "insert", table, wrong)
    for moving in _there(MOVING, tables):
        table = moving.table
        others = [name for name in _columns(connection, table) if name not in moving.columns]
        wrong = " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in others)
        if moving.once:
            wrong += f" OR OLD.{moving.once} IS NOT NULL"
        yield _trigger(f"{table}_kept_update", "update", table, wrong)
        yield _trigger(f"{table}_kept_delete", "delete", table, "1")
        yield _replaced(table)


def _replaced(table: str) -> Guard:
    """REPLACE would take a row away without asking the trigger that refuses deletions."""
    there = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"  # noqa: S608
    return _trigger(f"{table}_kept_insert", "insert", table, there)


def _there(wanted: Iterable[Row], tables: frozenset[str]) -> Iterator[Row]:
    """Those whose table there is."""
    return (one for one in wanted if one.table in tables)


def _trigger(name: str, on: str, table: str, wrong: str) -> Guard:
    return Guard(
        name,
        f"DROP TRIGGER IF EXISTS {name}",
        f"CREATE TRIGGER {name} BEFORE {on.upper()} ON {table} WHEN {wrong} "
        f"BEGIN SELECT RAISE(ABORT, '{name}'); END",
    )


def _columns(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name FROM pragma_table_info('{table}')")  # noqa: S608
        return [name for (name,) in cursor.fetchall()]


_PREPARATION = (
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    *ledger.FUNCTIONS,
    """
    CREATE OR REPLACE FUNCTION store_keep() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' AND TG_ARGV[0] = 'close' THEN
        IF OLD.superseded_at IS NULL AND NEW.superseded_at IS NOT NULL
           AND to_jsonb(NEW) - 'superseded_at' = to_jsonb(OLD) - 'superseded_at' THEN
          RETURN NEW;
        END IF;
      END IF;
      IF TG_OP = 'UPDATE' AND TG_ARGV[0] = 'only' THEN
        IF to_jsonb(NEW) - string_to_array(TG_ARGV[1], ' ') = to_jsonb(OLD) - string_to_array(TG_ARGV[1], ' ')
           AND (TG_ARGV[2] = '' OR to_jsonb(OLD) ->> TG_ARGV[2] IS NULL) THEN
          RETURN NEW;
        END IF;
      END IF;
      RAISE EXCEPTION '%_kept', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
)


def _postgresql(tables: frozenset[str]) -> Iterator[Guard]:
    """Exclusion constraints and triggers for PostgreSQL."""
    for rule in _there(RULES, tables):
        name = f"{rule.table}_apart"
        # A digest instead of the columns: an index entry must stay short, and conditions may be long.
        key = " || chr(31) || ".join(f"({_sql(key, '')})" for key in rule.key)
        periods = [f"{RANGES[period]}({', '.join(period)}) WITH &&" for period in _periods(rule)]
        counts = f"superseded_at IS NULL AND NOT ({_sql(rule.spared or 'FALSE', '')})"
        yield Guard(
            name,
            f"ALTER TABLE {rule.table} DROP CONSTRAINT IF EXISTS {name}",
            f"ALTER TABLE {rule.table} ADD CONSTRAINT {name} EXCLUDE USING gist "
            f"((md5({key})::uuid) WITH =, {', '.join(periods)}) WHERE ({counts})",
        )
    kept = dict.fromkeys(CLOSED_ONCE, "'close'") | dict.fromkeys(NEVER_CHANGED, "'never'")
    kept |= {one.table: f"'only', '{' '.join(one.columns)}', '{one.once}'" for one in MOVING}
    for table, how in kept.items():
        if table not in tables:
            continue
        name = f"{table}_kept"
        yield Guard(
            name,
            f"DROP TRIGGER IF EXISTS {name} ON {table}",
            f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION store_keep({how})",
        )
        yield Guard(
            f"{name}_all",
            f"DROP TRIGGER IF EXISTS {name}_all ON {table}",
            f"CREATE TRIGGER {name}_all BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION store_keep('never')",
        )
