"""Which day or instant did somebody type? Here, at the edge, the command line reads the clock; nowhere below."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo

from comptoir.cli.failure import Exit, Failure
from comptoir.core.pricing.language import read_date
from comptoir.core.values import Unreadable


def day_of(text: str, option: str) -> date:
    """The day an option says.

    raises    Failure (usage) for anything but 2026-11-23

    >>> day_of("2026-11-23", "--on")
    datetime.date(2026, 11, 23)
    """
    try:
        return read_date(text)
    except Unreadable:
        raise Failure("cli.usage.day", Exit.USAGE, name=option, found=text) from None


def instant_of(text: str, option: str, zone: tzinfo) -> datetime:
    """The instant an option says, in the company's zone unless it carries an offset; a day alone is its end.

    raises    Failure (usage) for anything but `2026-11-23` or `2026-11-23 14:30`

    >>> from zoneinfo import ZoneInfo
    >>> instant_of("2026-11-23 14:30", "--known-at", ZoneInfo("Europe/Paris")).isoformat()
    '2026-11-23T14:30:00+01:00'
    """
    try:
        if len(text.strip()) == len("2026-11-23"):
            text = f"{text.strip()} 23:59:59"
        instant = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Failure("cli.usage.instant", Exit.USAGE, name=option, found=text) from None
    return instant if instant.tzinfo else instant.replace(tzinfo=zone)


def now() -> datetime:
    """The present instant."""
    return datetime.now(UTC)


def today(zone: tzinfo) -> date:
    """The present day in a zone."""
    return now().astimezone(zone).date()
