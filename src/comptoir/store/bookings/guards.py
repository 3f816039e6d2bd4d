"""How does the database itself refuse that a thing is taken twice, or a pool beyond what there is?

    store_booking_apart     (PostgreSQL) of a thing that is one of a kind, no two bookings share an instant
    store_booking_room      of a pool, at no instant is more taken than there is (one of a kind: a pool of one)

The core refuses with a sentence and alternatives before it comes to this; these refuse even a stray SQL statement.
The most that is taken during a period is taken at its start, or where another booking starts within it. Rule to
remember: on PostgreSQL a trigger sees only what is committed, so it takes its turn on the resource first.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "store_booking"
ROOM = f"{TABLE}_room"
APART = f"{TABLE}_apart"
# Shares an instant with the new row, which is not this row's own earlier state.
_NEAR = (
    "o.resource = NEW.resource AND o.occupies AND o.id IS DISTINCT FROM NEW.id "
    "AND o.starts_at < NEW.blocked_until AND o.blocked_until > NEW.starts_at"
)
_FULL = """
  EXISTS (
    SELECT 1 FROM (
      SELECT NEW.starts_at AS instant
      UNION SELECT o.starts_at FROM store_booking o WHERE {near} AND o.starts_at > NEW.starts_at
    ) p
    WHERE NEW.quantity + COALESCE((
      SELECT SUM(o.quantity) FROM store_booking o
      WHERE {near} AND o.starts_at <= p.instant AND o.blocked_until > p.instant
    ), 0) > NEW.capacity
  )""".replace("{near}", _NEAR)


def statements(vendor: str) -> Iterator[tuple[str, str, str]]:
    """Each guard: its name in the database, and the statements that remove and make it."""
    if vendor == "postgresql":
        yield from _postgresql()
    else:
        yield from _sqlite()


def overbooked(connection: BaseDatabaseWrapper) -> tuple[int, ...]:
    """Ids of bookings at whose start more is taken than there is, in spite of the guards; at most 100."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT n.id FROM {TABLE} n WHERE n.occupies AND n.capacity < ("  # noqa: S608
            f"SELECT SUM(o.quantity) FROM {TABLE} o WHERE o.resource = n.resource AND o.occupies "
            "AND o.starts_at <= n.starts_at AND o.blocked_until > n.starts_at) ORDER BY n.id LIMIT 100"
        )
        return tuple(number for (number,) in cursor.fetchall())


def _sqlite() -> Iterator[tuple[str, str, str]]:
    # SQLite's own way to compare where one side may be missing.
    full = _FULL.replace("IS DISTINCT FROM", "IS NOT")
    for on in ("INSERT", "UPDATE"):
        name = f"{ROOM}_{on.lower()}"
        yield (
            name,
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} BEFORE {on} ON {TABLE} WHEN NEW.occupies AND {full} "
            f"BEGIN SELECT RAISE(ABORT, '{ROOM}'); END",
        )


def _postgresql() -> Iterator[tuple[str, str, str]]:
    yield (
        APART,
        f"ALTER TABLE {TABLE} DROP CONSTRAINT IF EXISTS {APART}",
        f"ALTER TABLE {TABLE} ADD CONSTRAINT {APART} EXCLUDE USING gist "
        "(resource WITH =, tstzrange(starts_at, blocked_until) WITH &&) WHERE (occupies AND capacity = 1)",
    )
    yield (
        ROOM,
        f"DROP TRIGGER IF EXISTS {ROOM} ON {TABLE}",
        f"""
        CREATE OR REPLACE FUNCTION {ROOM}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM pg_advisory_xact_lock(hashtextextended(NEW.resource, 0));
          IF {_FULL} THEN
            RAISE EXCEPTION '{ROOM}' USING ERRCODE = 'exclusion_violation';
          END IF;
          RETURN NEW;
        END $$;
        CREATE TRIGGER {ROOM} BEFORE INSERT OR UPDATE ON {TABLE}
        FOR EACH ROW WHEN (NEW.occupies) EXECUTE FUNCTION {ROOM}()
        """,
    )
