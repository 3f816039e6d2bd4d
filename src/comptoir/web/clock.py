"""What day is it at the counter? The one place where a page reads the clock.

A demo may stand still on a day (`COMPTOIR_TODAY`), so that its dated company looks the same next year.
"""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone

from comptoir.web.options import fixed_day


def today() -> date:
    """The day in the house's time zone, or the day the demo stands still on."""
    return fixed_day() or timezone.localdate()


def now() -> datetime:
    """This instant, or the last minute of the day the demo stands still on."""
    day = fixed_day()
    return timezone.make_aware(datetime.combine(day, time(23, 59))) if day else timezone.now()
