"""How does the database itself refuse books that do not balance, have a gap, or were cut and joined?

    store_journalentryrow_sealed    an entry has the postings it says, balanced per legal entity and currency
    store_journalentryrow_chained   an entry follows the one before it, whose hash it names
    store_postingrow_sealed         nothing is added to an entry that is there

On SQLite an entry is written after its postings and seals them at once; a posting whose entry never comes fails its
foreign key at commit. On PostgreSQL the same is asked when the transaction ends, in whatever order they came.
"""

from __future__ import annotations

from collections.abc import Iterator

from comptoir.core.ledger import GENESIS

TABLE = "store_journalentryrow"
_POSTINGS = "store_postingrow"
_UNBALANCED = (
    f"(SELECT COUNT(*) FROM {_POSTINGS} WHERE entry_id = NEW.id) <> NEW.lines OR EXISTS (SELECT 1 FROM {_POSTINGS} "  # noqa: S608
    "WHERE entry_id = NEW.id GROUP BY entity, currency HAVING SUM(debit) <> SUM(credit))"
)
_BEFORE = (
    f"COALESCE((SELECT hash FROM {TABLE} WHERE journal = NEW.journal AND number = NEW.number - 1), "  # noqa: S608
    f"CASE WHEN NEW.number = 1 THEN '{GENESIS}' END)"
)


def _function(name: str, wrong: str, refused: str, then: str) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {wrong} THEN "
        f"RAISE EXCEPTION '{refused}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {then}; END $$"
    )


FUNCTIONS = (
    _function("store_seal", _UNBALANCED, f"{TABLE}_sealed", "NULL"),
    _function("store_chain", f"NEW.previous IS DISTINCT FROM {_BEFORE}", f"{TABLE}_chained", "NEW"),
    _function(
        "store_within",
        f"NEW.number > (SELECT lines FROM {TABLE} WHERE id = NEW.entry_id)",  # noqa: S608
        f"{_POSTINGS}_sealed",
        "NULL",
    ),
)


def statements(vendor: str) -> Iterator[tuple[str, str, str]]:
    """Each guard: its name in the database, and the statements that remove and make it."""
    yield from _postgresql() if vendor == "postgresql" else _sqlite()


def _postgresql() -> Iterator[tuple[str, str, str]]:
    late = "CONSTRAINT TRIGGER {} AFTER INSERT ON {} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
    for name, table, how in (
        (f"{TABLE}_sealed", TABLE, f"{late} EXECUTE FUNCTION store_seal()"),
        (f"{_POSTINGS}_sealed", _POSTINGS, f"{late} EXECUTE FUNCTION store_within()"),
        (
            f"{TABLE}_chained",
            TABLE,
            "TRIGGER {} BEFORE INSERT ON {} FOR EACH ROW EXECUTE FUNCTION store_chain()",
        ),
    ):
        yield name, f"DROP TRIGGER IF EXISTS {name} ON {table}", f"CREATE {how.format(name, table)}"


def _sqlite() -> Iterator[tuple[str, str, str]]:
    there = (
        f"EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id OR (journal = NEW.journal AND number = NEW.number))"  # noqa: S608
    )
    sealed = f"EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.entry_id)"  # noqa: S608
    for name, when, table, wrong in (
        (f"{TABLE}_sealed", "AFTER", TABLE, _UNBALANCED),
        # REPLACE would take the old row away without asking the trigger that refuses deletions.
        (f"{TABLE}_chained", "BEFORE", TABLE, f"{there} OR NEW.previous IS NOT {_BEFORE}"),
        (f"{_POSTINGS}_sealed", "BEFORE", _POSTINGS, sealed),
    ):
        yield (
            name,
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} {when} INSERT ON {table} WHEN {wrong} BEGIN SELECT RAISE(ABORT, '{name}'); END",
        )
