"""What does a resource allow? Its rules as pairs of a word and what it says, for who looks after it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from comptoir import wording
from comptoir.core.booking import Opening
from comptoir.core.booking import Resource as Rules
from comptoir.web.templatetags.comptoir import language

# A Monday, so that weekdays have names.
_MONDAY = date(2026, 11, 23).toordinal()


def rules_in_words(rules: Rules) -> list[tuple[str, str]]:
    """The rules of a resource that say anything, in the order in which a booking meets them."""
    say = language()
    lengths = (
        (_("Notice"), rules.lead),
        (_("Ahead at most"), rules.window),
        (_("At least"), rules.shortest),
        (_("At most"), rules.longest),
        (_("In slots of"), rules.slot),
        (_("Made ready in"), rules.turnaround),
    )
    found = [(label, wording.format_duration(length, say)) for label, length in lengths if length]
    opening = _hours(rules.opening)
    needs = wording.format_list([wording.word(one, say, family="question") for one in rules.requires], say)
    first = [(_("How many"), wording.format_number(rules.capacity, say))] if rules.capacity > 1 else []
    last = [(_("Required"), needs)] if rules.requires else []
    return [*first, (_("Open"), opening), *found, *last, (_("Clock"), rules.time_zone)]


def _hours(openings: tuple[Opening, ...]) -> str:
    """Opening hours, weekdays with the same hours together."""
    if not openings:
        return _("always")
    by_day: dict[str, list[int]] = {}
    for weekday in range(7):
        own = [one for one in openings if one.weekday == weekday]
        if own:
            by_day.setdefault("; ".join(_span(one) for one in own), []).append(weekday)
    return "; ".join(f"{_weekdays(days)} {hours}" for hours, days in by_day.items())


def _span(one: Opening) -> str:
    end = wording.format_time(_on(one.end), language()) if one.end else _("midnight")
    text = f"{wording.format_time(_on(one.start), language())}\u2009–\u2009{end}"
    if one.season is not None:
        (first_month, first_day), (last_month, last_day) = one.season
        text += f" ({first_day}/{first_month}\u2009–\u2009{last_day}/{last_month})"
    if one.holidays is None:
        return text
    holidays = _("public holidays only") if one.holidays else _("not on public holidays")
    return f"{text}, {holidays}"


def _weekdays(days: Iterable[int]) -> str:
    """Mon–Fri, or Mon, Wed."""
    numbers = list(days)
    names = [
        wording.format_date(date.fromordinal(_MONDAY + one), language(), "weekday").split()[0]
        for one in numbers
    ]
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{names[0]}\u2009–\u2009{names[-1]}"
    return ", ".join(names)


def _on(clock: time) -> datetime:
    return datetime.combine(date.fromordinal(_MONDAY), clock)
