"""What may the payer still spend? Approvals above a limit, caps per period, and money paid in beforehand.

A cap is a tally like those of a card: a running total of what committed orders owe. A fund is a balance. Rule to
remember: both are checked here for the sentence, and again by the guarded statement and a CHECK for the truth.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from comptoir.core.ordering.approval import Limit, approvals_needed
from comptoir.core.ordering.counting import period_of
from comptoir.core.pricing.terms import CounterPeriod
from comptoir.core.values import Amount, Reason, Refusal
from comptoir.core.values.share import Share
from comptoir.operations.actors import Actor, require
from comptoir.operations.committed import spent
from comptoir.operations.desk import Desk, desk
from comptoir.operations.failpoints import reach
from comptoir.operations.paying import covered_moved
from comptoir.operations.turns import turn
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.messages import ask_together
from comptoir.store.orders.models import Fund, SpendingLimit
from comptoir.store.orders.queries import bounds_question
from comptoir.store.orders.rows import Bound, TallyStep
from comptoir.store.orders.writing import draw


class Cap(NamedTuple):
    """A spending cap in one period: its tally, and the first instant that it counts."""

    key: str
    bound: Bound
    since: datetime | None


class Bounds(NamedTuple):
    """What bounds an order's payer: limits, caps and funds."""

    limits: tuple[Limit, ...]
    caps: tuple[Cap, ...]
    funds: tuple[Bound, ...]


def bounds_of(counter: Desk, payers: Iterable[str], *, at: datetime) -> Bounds:
    """The limits, caps and funds of a payer and its cost center, in one statement."""
    return read_bounds(counter, ask_together(bounds_question(payers))[0], at=at)


def read_bounds(counter: Desk, rows: Iterable[Sequence[Any]], *, at: datetime) -> Bounds:
    """The limits, caps and funds that the answer to `bounds_question` names."""
    limits, caps, funds = [], [], []
    settings = counter.company.settings
    for bound in (Bound(*row) for row in rows):
        if bound.kind == "fund":
            funds.append(bound)
        elif bound.kind == SpendingLimit.APPROVAL:
            limits.append(Limit(bound.payer, Amount(bound.amount, bound.currency)))
        else:
            period = CounterPeriod(bound.period)
            name, first = period_of(period, counter.day(at), settings.fiscal_year_start)
            key = json.dumps(["cap", bound.payer, bound.currency, bound.period, name], separators=(",", ":"))
            caps.append(Cap(key, bound, _midnight(first, counter)))
    return Bounds(tuple(limits), tuple(caps), tuple(funds))


def _midnight(day: date | None, counter: Desk) -> datetime | None:
    zone = counter.company.settings.time_zone
    return None if day is None else datetime.combine(day, time(), zone).astimezone(UTC)


def needed(bounds: Bounds, borne: Mapping[str, Mapping[str, int]]) -> int:
    """How many approvals an order needs.

    borne     what each payer bears of it, by currency
    """
    count = 0
    for payer, owed in borne.items():
        own = [limit for limit in bounds.limits if limit.payer == payer]
        count += approvals_needed(own, [Amount(minor, currency) for currency, minor in owed.items()])
    return count


def cap_steps(
    counter: Desk, bounds: Bounds, values: Mapping[str, int], borne: Mapping[str, Mapping[str, int]]
) -> tuple[TallyStep, ...]:
    """Where the caps' tallies shall stand after a commitment.

    values    where they stand; those never advanced are counted from what is committed
    borne     what each payer bears of it, by currency
    raises    Refusal("order.cap") naming the cap and what is left of it
    """
    steps = []
    for cap in bounds.caps:
        more = borne.get(cap.bound.payer, {}).get(cap.bound.currency, 0)
        if not more:
            continue
        before = values.get(cap.key)
        if before is None:
            before = spent(counter.company, cap.bound.payer, cap.bound.currency, since=cap.since).owed
        most = cap.bound.amount
        if before + more > most:
            left = Amount(max(0, most - before), cap.bound.currency)
            params = (
                ("payer", cap.bound.payer), ("cap", Amount(most, cap.bound.currency)), ("period", cap.bound.period),
                ("left", left), ("asked", Amount(more, cap.bound.currency)),
            )  # fmt: skip
            raise Refusal(Reason("order.cap", params))
        steps.append(TallyStep(cap.key, cap.bound.payer, before + more, more, most))
    return tuple(steps)


def draw_funds(
    counter: Desk, bounds: Bounds, owed: Mapping[str, int], *, payer: str, shares: tuple[Share, ...],
    actor: str, at: datetime, order: str | None = None, booking: str = "", before: Mapping[str, int] | None = None,
) -> None:  # fmt: skip
    """Take what a commitment owes out of the funds of who bears it, where they have one in that currency.

    shares    in percent
    before    what was drawn for already
    raises    Refusal("fund.short")
    """
    funds = {(fund.payer, fund.currency): fund for fund in bounds.funds}
    if not funds:
        return
    for name, amount in covered_moved(counter.company, payer, shares, before or {}, owed, funds).items():
        fund = funds[name]
        if amount <= 0:
            continue
        short = fund.amount < amount or not draw(
            fund.id, amount, order=order, booking=booking, actor=actor, at=at
        )
        if short:
            params = (("payer", fund.payer), ("balance", Amount(fund.amount, fund.currency)),
                      ("asked", Amount(amount, fund.currency)))  # fmt: skip
            raise Refusal(Reason("fund.short", params))
        reach("order.drawn")


# --- setting them -----------------------------------------------------------------------------------------------------


def set_limit(
    *, actor: Actor, payer: str, amount: Amount, at: datetime, cap_per: CounterPeriod | None = None
) -> int:
    """Ask for an approval above an amount, or, with `cap_per`, allow no more than it in each period.

    payer     a party or a cost center
    returns   the limit's number, for `end_limit`
    raises    Refusal: permission.denied, limit.negative
    """
    require(actor, "limit.set", _place(payer), at=at)
    if amount.minor < 0:
        raise Refusal(Reason("limit.negative", (("amount", amount),)))
    with turn():
        row = SpendingLimit.objects.create(
            payer=payer, kind=SpendingLimit.CAP if cap_per else SpendingLimit.APPROVAL, amount=amount.minor,
            currency=amount.currency, period=cap_per.value if cap_per else "", set_by=actor.name, set_at=at,
        )  # fmt: skip
        told = {"limit": row.id, "payer": payer, "amount": amount.minor, "currency": amount.currency,
                "cap_per": row.period}  # fmt: skip
        record_deed("limit.set", actor=actor.name, at=at, params=told)
        reach("bounds.written")
    return row.id


def end_limit(number: int, *, actor: Actor, at: datetime) -> None:
    """From now on a limit or a cap no longer counts.

    raises    Refusal: limit.unknown, permission.denied
    """
    row = SpendingLimit.objects.filter(id=number, ended_at=None).first()
    if row is None:
        raise Refusal(Reason("limit.unknown", (("number", number),)))
    require(actor, "limit.set", _place(row.payer), at=at)
    with turn():
        SpendingLimit.objects.filter(id=number, ended_at=None).update(ended_at=at)
        record_deed("limit.ended", actor=actor.name, at=at, params={"limit": number, "payer": row.payer})
        reach("bounds.written")


def pay_in(*, actor: Actor, payer: str, amount: Amount, at: datetime) -> Amount:
    """Put money into the fund of a payer; from then on its orders in that currency draw on it.

    returns   what the fund holds now
    raises    Refusal: permission.denied, fund.amount for nothing or less
    """
    require(actor, "fund.pay_in", _place(payer), at=at)
    if amount.minor <= 0:
        raise Refusal(Reason("fund.amount", (("amount", amount),)))
    with turn([f"fund {payer} {amount.currency}"]):
        fund, _ = Fund.objects.get_or_create(payer=payer, currency=amount.currency, defaults={"balance": 0})
        draw(fund.id, -amount.minor, order=None, actor=actor.name, at=at)
        told = {"payer": payer, "amount": amount.minor, "currency": amount.currency}
        record_deed("fund.paid_in", actor=actor.name, at=at, params=told)
        reach("bounds.written")
        fund.refresh_from_db()
        return Amount(fund.balance, amount.currency)


def _place(payer: str) -> str:
    """Where a payer's rights are asked: a cost center's are those of its unit."""
    found = next((one for one in desk().company.cost_centers if one.id == payer), None)
    return found.unit if found is not None else payer
