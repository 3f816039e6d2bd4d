"""What does somebody ask to book? Day, start and end of the form, read into a wish on the resource's own clock.

Every field has a good value before anybody types: the next slot as long as one usually takes it. Rule to remember: a
field that cannot be read says what to write; nothing that was typed is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from comptoir.company import Company
from comptoir.core.booking import Recurrence
from comptoir.core.booking.recurrence import Frequency
from comptoir.core.catalog import Offering
from comptoir.core.pricing.language import in_zone
from comptoir.core.values import Unreadable
from comptoir.core.values.unit import unit
from comptoir.operations.bookings import Want
from comptoir.operations.taking.wanted import expecting
from comptoir.web import clock
from comptoir.web.asking import Asked, Shape, read_much
from comptoir.web.numbers import whole

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_LONGEST_GUESS = timedelta(days=31)
# So many times a form repeats a booking at most.
MOST_REPEATED = 60


@dataclass(frozen=True, slots=True)
class Wished:
    """What the form says: texts as typed, the wish they make (None where they make none), and what is wrong."""

    texts: Mapping[str, str]
    want: Want | None
    answers: Mapping[str, bool | str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    recurrence: Recurrence | None = None
    # Of a time that the clock shows twice, the offsets to choose from.
    which: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # How much of what is counted beside the time is expected to be used, by unit.
    expected: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def given(self) -> dict[str, bool | str | Decimal]:
        """What a booking's price asks for: the answers, and what is expected to be used."""
        return expecting(self.answers, self.expected)

    def asked(self, zone: ZoneInfo, form: Shape) -> Asked:
        """The same as a price is asked for it."""
        assert self.want is not None
        start, end = self.want.start.astimezone(zone), self.want.end.astimezone(zone)
        answers = {**dict.fromkeys(form.required, True), **self.answers}
        return Asked({form.units[0]: Decimal(1)}, start, answers, end=end, expected=self.expected)


def read_wish(
    query: Mapping[str, str], company: Company, item: Offering, form: Shape, zone: ZoneInfo
) -> Wished:
    """The wish that the address or the sent form stands for."""
    wished = read_times(query, company, item.id, zone, usual=usual_length(company, item, form))
    errors = dict(wished.errors)
    repeat = query.get("repeat", "")
    repeat = repeat if repeat in tuple(Frequency) else ""
    texts = {
        **wished.texts,
        "repeat": repeat,
        "repeat_until": query.get("repeat_until", "")[:10] if repeat else "",
    }
    recurrence = _recurrence(query, wished, zone, repeat, errors) if repeat and wished.want else None
    expected: dict[str, Decimal] = {}
    for name in form.counted:
        texts[f"of-{name}"] = text = query.get(f"of-{name}", "").strip()[:20]
        if text and (count := read_much(text, f"of-{name}", errors)) is not None:
            expected[name] = count
    want = None if errors else wished.want
    return Wished(texts, want, _answers(query, company, form), errors, recurrence, wished.which, expected)


def read_times(
    query: Mapping[str, str], company: Company, offering: str, zone: ZoneInfo, *, usual: timedelta = _HOUR
) -> Wished:
    """The times, the resource and the number of a form.

    usual     how long it is where no end is written
    """
    resources = {one.id for one in company.resources_of.get(offering, ())}
    chosen = query.get("resource", "")
    chosen = chosen if chosen in resources else ""
    errors: dict[str, str] = {}
    day = read_day(query, "day", _first_day(company, offering), errors)
    start = _read_time(query, "start", time(9), errors)
    which: dict[str, tuple[str, ...]] = {}
    begins = _instant(query, "start", day, start, zone, errors, which)
    guess = (begins + usual).astimezone(zone)
    if "end" not in query and guess.date() != day and guess - begins < _DAY:
        guess = datetime.combine(day, time(23, 45), zone)
    last = read_day(query, "until", guess.date() if "end" not in query else day, errors)
    end = _read_time(query, "end", guess.time(), errors)
    count = query.get("count", "1").strip()
    number = whole(count, most=10_000)
    if number is None:
        errors["count"] = _("Write a whole number, such as 1.")
    ends = guess if "end" not in query else _instant(query, "end", last, end, zone, errors, which)
    if not errors and ends <= begins:
        errors["end"] = _("The end must come after the start. Choose a later end.")
    texts = {
        "resource": chosen, "day": query.get("day", "")[:10] or day.isoformat(),
        "start": query.get("start", "")[:8] or f"{start:%H:%M}",
        "until": query.get("until", "")[:10] or last.isoformat(),
        "end": query.get("end", "")[:8] or f"{end:%H:%M}", "count": count[:6],
        **{f"{name}_offset": query[f"{name}_offset"] for name in which if f"{name}_offset" in query},
    }  # fmt: skip
    want = None if errors else Want(offering, begins, ends, chosen, number or 1)
    return Wished(texts, want, {}, errors, which=which)


def _instant(
    query: Mapping[str, str], name: str, day: date, at: time, zone: ZoneInfo, errors: dict[str, str],
    which: dict[str, tuple[str, ...]],
) -> datetime:  # fmt: skip
    """The one moment at which the clock shows a time; on the nights when it changes, somebody may have to say which.

    which    is told the offsets to choose from, where the clock shows the time twice
    """
    local = datetime.combine(day, at)
    try:
        return in_zone(local, zone)
    except Unreadable as problem:
        if problem.code == "instant.skipped":
            errors[name] = _(
                "The clock never shows this time on that night: it goes forward to %(time)s."
            ) % {"time": problem.expected[-5:]}
            return local.replace(tzinfo=zone)
        both = tuple(text[-6:] for text in problem.expected.split(" | "))
        which[name] = both
        chosen = query.get(f"{name}_offset", "")
        if chosen not in both:
            errors[name] = _("The clock shows this time twice on that night. Choose which one you mean.")
        return local.replace(tzinfo=zone, fold=both.index(chosen) if chosen in both else 0)


def _recurrence(
    query: Mapping[str, str], wished: Wished, zone: ZoneInfo, repeat: str, errors: dict[str, str]
) -> Recurrence | None:
    """Every day or week until a last day."""
    assert wished.want is not None
    first = wished.want.start.astimezone(zone).date()
    last = read_day(query, "repeat_until", first + 4 * _WEEK, errors)
    if "repeat_until" in errors:
        return None
    count = (last - first).days // (7 if repeat == Frequency.WEEKLY else 1) + 1
    if not 2 <= count <= MOST_REPEATED:
        errors["repeat_until"] = _(
            "Choose a last day after the first time, so that there are between 2 and %(most)s times in all."
        ) % {"most": MOST_REPEATED}
        return None
    return Recurrence(Frequency(repeat), count)


def questions(company: Company, form: Shape) -> tuple[str, ...]:
    """The questions the form asks: not those that the house knows the answer to, such as who is trained."""
    return tuple(name for name in form.choices if name not in company.qualifications)


def _answers(query: Mapping[str, str], company: Company, form: Shape) -> dict[str, bool | str]:
    found: dict[str, bool | str] = {}
    for name in questions(company, form):
        said = query.get(f"is-{name}", "")
        if form.choices[name] in (("yes/no",), ("required",)):
            found[name] = said == "yes"
        elif said in form.choices[name]:
            found[name] = said
    return found


def usual_length(company: Company, item: Offering, form: Shape) -> timedelta:
    """How long one usually takes it: the card's usual quantity, within what its first resource allows."""
    rules = company.resources_of[item.id][0].rules
    seconds = next(
        (float(form.usual * unit(name).factor) for name in form.units if unit(name).base == "second"), 0.0
    )
    length = timedelta(seconds=seconds) if seconds else max(rules.shortest, _HOUR)
    return min(max(length, rules.shortest), rules.longest or _LONGEST_GUESS, _LONGEST_GUESS)


def _first_day(company: Company, offering: str) -> date:
    found = company.resources_of.get(offering, ())
    if not found:
        return clock.today()
    rules = found[0].rules
    return (clock.now() + max(rules.lead, _HOUR)).date() + (_DAY if rules.lead else timedelta(0))


def read_day(query: Mapping[str, str], name: str, usual: date, errors: dict[str, str]) -> date:
    """A day of a form, the usual one where none is written; what is wrong with it goes into `errors`."""
    text = query.get(name, "").strip()
    if not text:
        return usual
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or not 2000 <= found.year <= 2100:
        errors[name] = _("Write a day such as 2026-11-24.")
        return usual
    return found


def _read_time(query: Mapping[str, str], name: str, usual: time, errors: dict[str, str]) -> time:
    text = query.get(name, "").strip()
    if not text:
        return usual.replace(tzinfo=None)
    try:
        return time.fromisoformat(text.replace("h", ":").replace(" ", "")).replace(tzinfo=None)
    except ValueError:
        errors[name] = _("Write a time such as 09:30.")
        return usual.replace(tzinfo=None)
