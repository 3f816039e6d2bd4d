"""Has every offering a price, for every class, on every day of the card, in the unit it is asked in?

No row is an honest answer (quote required), so a gap is a note; an offering without any row, or a hole between two
dated rows, is probably not meant, so it is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from comptoir.core.catalog import Offering
from comptoir.core.pricing.checks.classes import dead_classes
from comptoir.core.pricing.checks.found import finding
from comptoir.core.pricing.terms import Card, Combine, Event, NoPrice, NotOffered, Rate, Relative
from comptoir.core.values import DayPeriod, Finding, Severity
from comptoir.core.values.unit import unit

# Rows by what they are about and the class they name ("" for all).
Index = Mapping[tuple[str, str], list[Rate]]


def check_coverage(card: Card) -> Iterator[Finding]:
    """Gaps of a card: classes without a price, days without one, units nobody asks in."""
    index = _index(card)
    dead = dead_classes(card)
    names = [klass.id for klass in card.classes if klass.id not in dead]
    for offering in card.offerings:
        rows = {name: rows_of(index, card, offering, name) for name in names}
        missing = tuple(name for name, own in rows.items() if not own)
        if names and len(missing) == len(names):
            yield finding(
                Severity.WARNING, "offering.no_rate", offering.place, found=offering.id, card=card.id
            )
            continue
        if missing:
            yield finding(Severity.NOTE, "offering.gap", offering.place, found=missing, offering=offering.id)
        yield from _day_gaps(card, offering, rows)
        yield from _units(card, offering, rows)


def _index(card: Card) -> Index:
    index: dict[tuple[str, str], list[Rate]] = {}
    for rate in card.rates:
        if rate.event is Event.USE and rate.combine is not Combine.PLUS:
            for name in rate.classes or ("",):
                index.setdefault((rate.offering, name), []).append(rate)
    return index


def rows_of(index: Index, card: Card, offering: Offering, name: str) -> list[Rate]:
    """The rows that price an offering for a class: of the offering itself, else of its groups, else of all."""
    groups = [f"group:{group}" for group, members in card.groups.items() if offering.id in members]
    for targets in ((offering.id,), groups, ("*",)):
        found = [rate for target in targets for rate in index.get((target, name), ())]
        found += [rate for target in targets for rate in index.get((target, ""), ())]
        if found:
            return found
    return []


def _day_gaps(card: Card, offering: Offering, rows: Mapping[str, list[Rate]]) -> Iterator[Finding]:
    """The first hole between the dated rows of each class; classes with the same hole are told together."""
    wanted = _common(card.valid, offering.valid)
    holes: dict[DayPeriod, list[str]] = {}
    for name, own in rows.items():
        if own and wanted is not None and (hole := first_hole(wanted, [rate.valid for rate in own])):
            holes.setdefault(hole, []).append(name)
    for hole, names in holes.items():
        place = rows[names[0]][0].place
        yield finding(
            Severity.WARNING,
            "rate.day_gap",
            place,
            "valid_from",
            found=hole,
            offering=offering.id,
            classes=tuple(names),
        )


def _common(one: DayPeriod, other: DayPeriod) -> DayPeriod | None:
    if not one.overlaps(other):
        return None
    starts = [start for start in (one.start, other.start) if start]
    ends = [end for end in (one.end, other.end) if end]
    return DayPeriod(max(starts, default=None), min(ends, default=None))


def first_hole(wanted: DayPeriod, periods: list[DayPeriod]) -> DayPeriod | None:
    """The first days of a period that none of some other periods contains.

    >>> year = DayPeriod(date(2026, 1, 1), date(2027, 1, 1))
    >>> first_hole(year, [DayPeriod(None, date(2026, 6, 1)), DayPeriod(date(2026, 9, 1), None)])
    DayPeriod(start=datetime.date(2026, 6, 1), end=datetime.date(2026, 9, 1))
    """
    reached: date | None = wanted.start
    for period in sorted(periods, key=lambda one: one.start or date.min):
        if period.start is not None and (reached is None or period.start > reached):
            end = min(period.start, wanted.end or period.start)
            return DayPeriod(reached, end) if reached is None or reached < end else None
        if period.end is None:
            return None
        reached = max(reached or date.min, period.end)
        if wanted.end is not None and reached >= wanted.end:
            return None
    return DayPeriod(reached, wanted.end)


def _units(card: Card, offering: Offering, rows: Mapping[str, list[Rate]]) -> Iterator[Finding]:
    """An offering whose plain quantity no row can price, because all rows are per something else."""
    asked = unit(offering.unit, card.units).base
    priced = [
        rate
        for rate in dict.fromkeys(rate for own in rows.values() for rate in own)
        if not isinstance(rate.price, NoPrice | NotOffered | Relative)
    ]
    pers = [rate.per for rate in priced]
    if not pers or any(per is None or not per.units for per in pers):
        return
    bases = {unit(name, card.units).base for per in pers if per for name in per.units}
    if asked not in bases:
        found = tuple(sorted({name for per in pers if per for name in per.units}))
        yield finding(
            Severity.WARNING, "rate.unit", priced[0].place, "per", found=found, expected=offering.unit,
            offering=offering.id,
        )  # fmt: skip
