"""By which company is a request decided? By the last import and the deals agreed since, found with one plain statement.

`current_company` answers the same, but asks more of the database; orders ask several hundred times a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from comptoir.company import Company
from comptoir.operations.company import current_company
from comptoir.store.look import once
from comptoir.store.messages import Question


@dataclass(frozen=True, slots=True)
class Desk:
    """The company, and the last import it comes from."""

    company: Company
    last_import: int

    def day(self, at: datetime) -> date:
        """The local day of an instant in the company's time zone."""
        return at.astimezone(self.company.settings.time_zone).date()


# By the last import and the last change of deals.
_last: dict[tuple[int, str, str | None, int | None], Desk] = {}


QUESTION: Question = (
    "SELECT id, content_hash, (SELECT public_id FROM store_agreeddeal ORDER BY change DESC LIMIT 1),"
    " (SELECT MAX(end_change) FROM store_agreeddeal) FROM store_import ORDER BY recorded_at DESC LIMIT 1",
    (),
)


def desk() -> Desk:
    """The company as it is known now.

    raises    Refusal("store.empty") before anything was imported
    """
    return once("desk", lambda: desk_of(_answer()))


def _answer() -> Any:
    with connection.cursor() as cursor:
        cursor.execute(QUESTION[0])
        return cursor.fetchone()


def desk_of(row: Any) -> Desk:
    """The company that the answer to QUESTION names.

    raises    Refusal("store.empty") before anything was imported
    """
    found = _last.get(row) if row else None
    if found is None:
        found = Desk(current_company(), row[0] if row else 0)
        _last.clear()
        _last[row] = found
    return found


def remembered() -> Desk | None:
    """The company that was asked for last, if any: a guess, to be compared with the answer to QUESTION."""
    return next(iter(_last.values()), None)
