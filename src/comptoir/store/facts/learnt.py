"""From when until when was each fact believed, by what the folder itself says?

A row is believed from its `recorded_at` on, until a row that corrects it was learnt, or one that corrects the same row
later on. Reckoned over all rows of the table together, for the overlap rule of the database only: the core works it
out for itself, from the cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from comptoir.core.relation.facts import SINCE_EVER

Learnt = tuple[datetime, datetime | None]


def zone_of(settings: Mapping[str, object]) -> ZoneInfo:
    """The company's time zone; UTC where none, or none that exists, is named."""
    company = settings.get("company")
    name = company.get("time_zone") if isinstance(company, Mapping) else None
    try:
        return ZoneInfo(str(name or "UTC"))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def read_learnt(text: str, zone: ZoneInfo) -> datetime:
    """The instant that a cell names, in UTC; an empty cell means always.

    raises    ValueError for a text that is no instant

    >>> read_learnt("2026-07-01 14:30", ZoneInfo("Europe/Paris")).isoformat()
    '2026-07-01T12:30:00+00:00'
    """
    if not text:
        return SINCE_EVER
    instant = datetime.fromisoformat(text)
    return (instant if instant.tzinfo else instant.replace(tzinfo=zone)).astimezone(UTC)


def learnt_periods(rows: Sequence[Mapping[str, str]], zone: ZoneInfo) -> list[Learnt]:
    """For each row of affiliations, in order: since when it was believed, and until when (None: it still is).

    >>> rows = [{"affiliation": "1"}, {"corrects": "1", "recorded_at": "2026-07-01"}]
    >>> [until for _, until in learnt_periods(rows, ZoneInfo("UTC"))]
    [datetime.datetime(2026, 7, 1, 0, 0, tzinfo=datetime.timezone.utc), None]
    """
    instants = [read_learnt(row.get("recorded_at", ""), zone) for row in rows]
    correcting: dict[str, list[tuple[datetime, str, int]]] = {}
    for index, row in enumerate(rows):
        if row.get("corrects"):
            learnt = (instants[index], row.get("affiliation", ""), index)
            correcting.setdefault(row["corrects"], []).append(learnt)
    return [
        (instant, _end(index, rows[index], instant, correcting)) for index, instant in enumerate(instants)
    ]


def _end(
    index: int,
    row: Mapping[str, str],
    instant: datetime,
    correcting: Mapping[str, list[tuple[datetime, str, int]]],
) -> datetime | None:
    ends = [learnt for learnt in correcting.get(row.get("affiliation") or "", ()) if learnt[2] != index]
    own = (instant, row.get("affiliation", ""), index)
    ends += [rival for rival in correcting.get(row.get("corrects") or "", ()) if rival > own]
    # Learnt no later than the row itself: it was never believed.
    return max(min(ends)[0], instant) if ends else None
