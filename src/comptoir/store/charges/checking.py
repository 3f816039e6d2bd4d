"""Do charges and postings say the same? Asked in SQL, over all of them, whoever wrote them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import connection

from comptoir.store.charges.models import Charge

_INSIDE = "cost center charge"
_CHUNK = 500

# Both sides of each internal charge that was posted, by the entry it names.
_ONE_SIDED = """
SELECT c.id, c.entry, c.amount, c.currency,
  COALESCE(SUM(CASE WHEN p.account = %s THEN p.debit - p.credit END), 0),
  COALESCE(SUM(CASE WHEN p.account = %s THEN p.credit - p.debit END), 0),
  COALESCE(SUM(CASE WHEN p.account NOT IN (%s, %s) OR p.party <> '' THEN 1 END), 0)
FROM store_charge c LEFT JOIN store_postingrow p ON p.entry_id = c.entry
WHERE c.settlement = %s AND c.state IN ('posted', 'reversed') AND c.amount <> 0
  AND (c.entry <> '' OR c.state = 'posted')
GROUP BY c.id, c.entry, c.amount, c.currency
HAVING COALESCE(SUM(CASE WHEN p.account = %s THEN p.debit - p.credit END), 0) <> c.amount
  OR COALESCE(SUM(CASE WHEN p.account = %s THEN p.credit - p.debit END), 0) <> c.amount
  OR COALESCE(SUM(CASE WHEN p.account NOT IN (%s, %s) OR p.party <> '' THEN 1 END), 0) <> 0
ORDER BY c.id LIMIT 100
"""
# The charge of a line, which may name a part of it: "C-17/2".
_CHARGE = {
    "postgresql": "split_part(p.line, '/', 1)",
    "sqlite": "substr(p.line, 1, instr(p.line || '/', '/') - 1)",
}
# Postings between cost centers that no internal charge stands behind.
_NOBODYS = """
SELECT p.entry_id, p.number, p.line FROM store_postingrow p JOIN store_journalentryrow e ON e.id = p.entry_id
WHERE p.account IN (%s, %s) AND NOT EXISTS (
  SELECT 1 FROM store_charge c WHERE c.id = {charge} AND c.settlement = %s
    AND (c.entry = p.entry_id OR c.reversed_by = p.entry_id OR c.entry = e.reverses))
ORDER BY 1, 2 LIMIT 100
"""
# What the entry of a reversed charge was taken back by.
_NOT_BACK = """
SELECT c.id, c.entry FROM store_charge c WHERE c.state = 'reversed' AND c.entry <> '' AND c.settlement = %s
AND NOT EXISTS (SELECT 1 FROM store_journalentryrow e WHERE e.reverses = c.entry) ORDER BY c.id LIMIT 100
"""


class OneSided(NamedTuple):
    """An internal charge whose entry does not debit and credit exactly its amount."""

    charge: str
    entry: str
    amount: int
    currency: str
    debited: int
    credited: int
    strange: int


def list_one_sided(spent: str, earned: str) -> tuple[OneSided, ...]:
    """Internal charges of which a side is missing, differs, or bears something else; 100 at most."""
    both = [spent, earned]
    return tuple(OneSided(*row) for row in _asked(_ONE_SIDED, [*both, *both, _INSIDE, *both, *both]))


def list_nobodys(spent: str, earned: str) -> tuple[tuple[str, int, str], ...]:
    """Postings between cost centers without their charge: entry, number, line; 100 at most."""
    rows = _asked(_NOBODYS.format(charge=_CHARGE[connection.vendor]), [spent, earned, _INSIDE])
    return tuple(rows)


def list_not_back() -> tuple[tuple[str, str], ...]:
    """Internal charges that say they were reversed, but whose entry was not: charge, entry."""
    return tuple(_asked(_NOT_BACK, [_INSIDE]))


def chunks(supplier: str = "") -> Iterator[list[Charge]]:
    """All charges, some at a time, in the order of their ids."""
    last = ""
    while True:
        found = Charge.objects.filter(id__gt=last).order_by("id")
        some = list((found.filter(supplier=supplier) if supplier else found)[:_CHUNK])
        if not some:
            return
        yield some
        last = some[-1].id


def _asked(statement: str, values: list[str]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
