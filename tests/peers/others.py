"""Cases of Waldur, LibreBooking and a marketplace: quantities of periods, credits, a course."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from comptoir.core.pricing.request import Status
from comptoir.core.values import Amount, split
from tests.peers.house import Answers, Cells, Inputs, amount, ask, house


def quantity(case: Inputs) -> Answers:
    """How many units a period has: begun days and hours in full; months, and halves of months, by their days."""
    unit, start, end = case["unit"], case["start"], case["end"]
    if unit in ("hour", "day"):
        company = house([{"price": "1", "per": unit, "step": f"1 {unit}"}], unit=unit)
        return {"quantity": amount(ask(company, start=_moment(start), end=_moment(end, last=True)))}
    first, last = date.fromisoformat(start[:10]), date.fromisoformat(end[:10])
    if unit == "half_month":
        return {"quantity": sum((_half_month(*half) for half in _halves(first, last)), Decimal(0))}
    company = house([{"price": "1", "per": unit}], unit=unit)
    return {"quantity": amount(ask(company, start=f"{first} 00:00", end=f"{last + timedelta(days=1)} 00:00"))}


def _moment(text: str, *, last: bool = False) -> str:
    """An instant; a plain day means its beginning, or its end where it is the last."""
    if len(text) > len("2026-11-23"):
        return text
    return f"{date.fromisoformat(text) + timedelta(days=last)} 00:00"


def _halves(first: date, last: date) -> Iterator[tuple[date, date, int]]:
    """The parts of a period by half months (each is billed by itself), with the days of their month."""
    while first <= last:
        following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
        middle = first.replace(day=16)
        edge = middle if first < middle else following
        yield first, min(last + timedelta(days=1), edge), (following - first.replace(day=1)).days
        first = edge


def _half_month(first: date, end: date, days: int) -> Decimal:
    """A half month, or its days by half of the month's."""
    whole = 15 if first.day < 16 else days - 15
    rates: list[Cells] = [
        {"price": "1", "per": f"{whole} days", "if": f"days >= {whole}"},
        {"price": "1", "per": f"{Decimal(days) / 2} days"},
    ]
    return ask(house(rates, unit="day"), quantity=f"{(end - first).days} days").total.major


def credit(case: Inputs) -> Answers:
    """A credit to be spent evenly by the month."""
    shares = split(Amount.of(Decimal(case["value"]), "EUR"), (Decimal(1),) * case["months"])
    return {"per_month": shares[-1].major}


def credits_of(case: Inputs) -> Answers:
    """What a booking of several resources costs in credits."""
    company = house([{"price": case["credits_per_slot"], "per": "resource x slot"}], unit="slot")
    return {"credits": amount(ask(company, quantity=f"{case['resources']} resources, {case['slots']} slots"))}


def credits_rule(case: Inputs) -> Answers:
    """Whether credits suffice."""
    company = house([{"price": "1", "requires": f"quantity <= {case['has']}"}], unit="credit")
    quote = ask(company, quantity=str(case["required"]))
    return {"allowed": quote.status is not Status.REFUSED}


def base_plus_extra(case: Inputs) -> Answers:
    """A course: one price for members and one for others, so much for every student after the first."""
    most = case.get("max_students", 15)
    rates: list[Cells] = [
        {"class": "member", "price": case["base_member"], "per": "line", "requires": f"quantity <= {most}"},
        {"class": "other", "price": case["base_other"], "per": "line", "requires": f"quantity <= {most}"},
        {"price": case["extra"], "per": "student", "included": "1", "combine": "plus"},
    ]
    classes: list[Cells] = [{"class": "member", "when": "agreement = consortium"}, {"class": "other"}]
    company = house(rates, unit="student", classes=classes)
    as_ = "agreement=consortium" if case["member"] else ""
    quote = ask(company, as_=as_, quantity=str(case["students"]))
    return {"price": amount(quote), "valid": quote.status is not Status.REFUSED}
