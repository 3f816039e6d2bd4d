"""Which days are public holidays in a country? Read from the `holidays` package for the years that cards cover."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from comptoir.core.values import DayPeriod, Unreadable

# Cards without a first or last day get the holidays of these years.
_FIRST_YEAR, _LAST_YEAR = 2015, 2045


@lru_cache(maxsize=32)
def _of_years(country: str, subdivision: str, first: int, last: int) -> frozenset[date]:
    # Imported late: half of all companies name no country, and the package takes its time.
    import holidays  # noqa: PLC0415

    years = range(first, last + 1)
    try:
        return frozenset(holidays.country_holidays(country, subdiv=subdivision or None, years=years))
    except NotImplementedError:
        pass
    try:
        parts = holidays.country_holidays(country).subdivisions
    except NotImplementedError:
        raise Unreadable("holidays.country", expected="FR", found=country) from None
    raise Unreadable("holidays.subdivision", expected=", ".join(parts[:6]), found=subdivision)


def public_holidays(country: str, subdivision: str, periods: Iterable[DayPeriod]) -> frozenset[date]:
    """Public holidays of a country (ISO code) and subdivision over the years of some periods, one year on each side.

    raises    Unreadable for a country or subdivision that is not known

    >>> date(2026, 7, 14) in public_holidays("FR", "", [DayPeriod(date(2026, 1, 1), date(2027, 1, 1))])
    True
    """
    spans = list(periods)
    starts = [span.start.year - 1 if span.start else _FIRST_YEAR for span in spans]
    ends = [span.end.year + 1 if span.end else _LAST_YEAR for span in spans]
    first, last = min(starts, default=_FIRST_YEAR), max(ends, default=_LAST_YEAR)
    return _of_years(country, subdivision, max(first, 1950), min(max(last, first), 2100))
