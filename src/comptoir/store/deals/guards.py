"""How does the database itself refuse that one customer has two negotiated prices for one offering on a day?

    store_agreeddeal_apart   no two deals of a customer and offering share a day

A deal that was ended holds until its `ends_on`, however long it was meant to.
"""

from __future__ import annotations

from collections.abc import Iterator

TABLE = "store_agreeddeal"
APART = f"{TABLE}_apart"


def statements(vendor: str) -> Iterator[tuple[str, str, str]]:
    """Each guard: its name in the database, and the statements that remove and make it."""
    if vendor == "postgresql":
        yield (
            APART,
            f"ALTER TABLE {TABLE} DROP CONSTRAINT IF EXISTS {APART}",
            f"ALTER TABLE {TABLE} ADD CONSTRAINT {APART} EXCLUDE USING gist "
            "((md5(customer || chr(31) || offering)::uuid) WITH =, "
            "daterange(valid_from, LEAST(valid_to, ends_on)) WITH &&)",
        )
        return
    both = f"NEW.valid_from < {_end('o')} AND o.valid_from < {_end('NEW')}"
    alive = f"NEW.valid_from < {_end('NEW')} AND o.valid_from < {_end('o')}"
    for on in ("INSERT", "UPDATE"):
        name = f"{APART}_{on.lower()}"
        yield (
            name,
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} BEFORE {on} ON {TABLE} WHEN EXISTS (SELECT 1 FROM {TABLE} o "  # noqa: S608
            "WHERE o.customer = NEW.customer AND o.offering = NEW.offering AND o.id IS NOT NEW.id "
            f"AND {both} AND {alive}) BEGIN SELECT RAISE(ABORT, '{APART}'); END",
        )


def _end(row: str) -> str:
    """The first day on which a deal no longer holds."""
    return f"MIN(COALESCE({row}.valid_to, '9999-12-31'), COALESCE({row}.ends_on, '9999-12-31'))"
