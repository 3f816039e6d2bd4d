"""What would a close do, and what stands against it? Counted without changing anything."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Count, Max, Q

from comptoir.core.billing.closing import APPROVALS, Month
from comptoir.core.values import Amount, Reason
from comptoir.operations.actors import Actor, require
from comptoir.operations.charges.collecting import upto_of
from comptoir.operations.closing.content import content_of
from comptoir.operations.desk import desk
from comptoir.store.charges.delivered import count_new
from comptoir.store.charges.models import Charge, ParkedSource
from comptoir.store.charges.queries import ChargeSum, sum_by_payer, sums
from comptoir.store.closing.queries import find_close, list_approvals, list_steps


@dataclass(frozen=True, slots=True)
class ClosePlan:
    """A close as it stands.

    state        "" where it was not begun, else open, certified, undo asked, undone
    done         the steps that were finished
    to_collect   deliveries up to the month's end that are neither charged nor parked, by kind
    late         charges of the month that were delivered in an earlier one
    sums         the month's charges by settlement and state
    parked       how many deliveries wait, by the code of their reason
    review_ends  the last day of a review window that is still open
    approved_by  who approved what would be posted now; `needed` how many there must be
    open_before  earlier months with charges that are not closed
    against      what stands against posting, in plain words
    """

    supplier: str
    period: str
    number: int
    state: str
    done: tuple[str, ...]
    to_collect: dict[str, int]
    late: int
    sums: tuple[ChargeSum, ...]
    parked: dict[str, int]
    in_review: int
    disputed: int
    review_ends: date | None
    approved_by: tuple[str, ...]
    needed: int
    open_before: tuple[str, ...]
    against: tuple[Reason, ...]

    def total(self, *states: str) -> tuple[Amount, ...]:
        """What the charges in some states come to (none: all that count), one sum per currency."""
        found: dict[str, int] = {}
        for row in self.sums:
            if (not states and row.state not in ("withdrawn", "reversed")) or row.state in states:
                found[row.amount.currency] = found.get(row.amount.currency, 0) + row.amount.minor
        return tuple(Amount(minor, currency) for currency, minor in sorted(found.items()))


def plan_close(supplier: str, period: str, *, actor: Actor, at: datetime) -> ClosePlan:
    """What a close of a supplier's month would do, and what is missing; writes nothing.

    raises    Refusal: permission.denied, close.period
    """
    require(actor, "close.read", supplier, at=at)
    month = Month.read(period)
    close = find_close(supplier, period)
    charges = Charge.objects.filter(supplier=supplier, period=period)
    waiting = ParkedSource.objects.filter(supplier=supplier, freed_at=None, day__lt=month.next.first)
    codes = Counter(_code(text) for text in waiting.values_list("reason", flat=True))
    content = content_of(supplier, period)
    approved = list_approvals(close, "post", content) if close else ()
    in_review, disputed = Q(state="in review", again=False), Q(state="disputed", again=False)
    counted = charges.aggregate(
        late=Count("id", filter=Q(day__lt=month.first) & ~Q(state__in=("withdrawn", "reversed"))),
        in_review=Count("id", filter=in_review), disputed=Count("id", filter=disputed),
        review_ends=Max("review_ends", filter=in_review),
    )  # fmt: skip
    earlier = Charge.objects.filter(supplier=supplier, period__lt=period, again=False)
    earlier = earlier.filter(state__in=("in review", "accepted", "disputed", "resolved"))
    plan = ClosePlan(
        supplier, period, close.number if close else 1, close.state if close else "",
        tuple(dict.fromkeys(step.step for step in list_steps(close))) if close else (),
        count_new(supplier, upto_of(desk().company, supplier, month)),
        counted["late"], sums(supplier, period), dict(codes), counted["in_review"], counted["disputed"],
        counted["review_ends"], tuple(one.person for one in approved), APPROVALS,
        tuple(earlier.order_by("period").values_list("period", flat=True).distinct()), (),
    )  # fmt: skip
    return _with_obstacles(plan, desk().day(at))


@dataclass(frozen=True, slots=True)
class PayerSum:
    """What one payer is charged in a month, and was in the month before; settled in one way, in one currency."""

    payer: str
    settlement: str
    charges: int
    before: Amount
    now: Amount

    @property
    def change(self) -> Amount:
        """How much more it is, or less."""
        return self.now - self.before


def compare_months(supplier: str, period: str, *, actor: Actor, at: datetime) -> tuple[PayerSum, ...]:
    """What every payer is charged, beside the month before: what changed most stands first.

    raises    Refusal: permission.denied, close.period
    """
    require(actor, "close.read", supplier, at=at)
    before = str(Month.read(period).previous)
    found: dict[tuple[str, str, str], PayerSum] = {}
    for payer, settlement, month, count, amount in sum_by_payer(supplier, (before, period)):
        key, nothing = (payer, settlement, amount.currency), Amount.zero(amount.currency)
        one = found.get(key, PayerSum(payer, settlement, 0, nothing, nothing))
        now = replace(one, charges=count, now=amount)
        found[key] = now if month == period else replace(one, before=amount)
    return tuple(sorted(found.values(), key=lambda one: (-abs(one.change.minor), one.payer, one.settlement)))


def _with_obstacles(plan: ClosePlan, today: date) -> ClosePlan:
    """The plan with what stands against posting; a review whose last day is over does not: going on accepts it."""
    found: list[Reason] = []
    if plan.state not in ("", "open"):
        return plan
    if any(plan.to_collect.values()):
        found.append(Reason("close.not_collected", (("count", sum(plan.to_collect.values())),)))
    if plan.in_review and plan.review_ends is not None and plan.review_ends >= today:
        found.append(Reason("close.in_review", (("count", plan.in_review), ("day", plan.review_ends))))
    if len(plan.approved_by) < plan.needed:
        told = (("count", len(plan.approved_by)), ("needed", plan.needed))
        found.append(Reason("close.not_approved", told))
    if plan.open_before:
        found.append(Reason("close.earlier_open", (("period", plan.open_before[0]),)))
    return ClosePlan(**{**{name: getattr(plan, name) for name in plan.__slots__}, "against": tuple(found)})


def _code(text: str) -> str:
    """The code of a stored reason."""
    return text.split('"', 2)[1]
