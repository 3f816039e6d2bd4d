"""Who bears it? The payer, the cost centers and their shares; whether this actor may say so, and what each one bears.

    bear(…)        what was said, filled in and looked at: open cost centers, and only those that the actor may use
    settled(…)     shares of a priced whole in percent
    burdens(…)     what each cost center and each unit bears of an amount; limits and caps are asked for it
    covered(…)     which funds pay it: a cost center's own before its unit's

Rule to remember: shares that were said as amounts are amounts of the whole; kept are percentages, which split any line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from comptoir.company import Company
from comptoir.company.model import CostCenter
from comptoir.core.billing.shares import in_percent, parts
from comptoir.core.relation import capacities
from comptoir.core.values import Amount, Reason, Refusal
from comptoir.core.values.share import HUNDRED, Share
from comptoir.operations.actors import Actor
from comptoir.operations.desk import Desk

MOST_SHARES = 20
# What somebody owes, by currency, in minor units.
Owed = Mapping[str, int]


class Borne(NamedTuple):
    """Who bears something: the payer, the first cost center, and all of them with their shares."""

    payer: str
    cost_center: str
    shares: tuple[Share, ...]


def bear(
    counter: Desk, actor: Actor, *, buyer: str, payer: str, cost_center: str, shares: tuple[Share, ...],
    at: datetime,
) -> Borne:  # fmt: skip
    """Fill in who bears it: without a word the buyer; with cost centers the unit of the first.

    raises    Refusal: order.cost_center, order.cost_center_of, order.payer, order.share_twice, order.too_many_shares
    """
    said = shares or ((Share(cost_center, HUNDRED),) if cost_center else ())
    if len(said) > MOST_SHARES:
        raise Refusal(Reason("order.too_many_shares", (("most", MOST_SHARES),)))
    centers: dict[str, CostCenter] = {}
    for share in said:
        if share.cost_center in centers:
            raise Refusal(Reason("order.share_twice", (("cost_center", share.cost_center),)))
        centers[share.cost_center] = open_center(counter, share.cost_center, at=at)
    units = [one.unit for one in centers.values()]
    if units and payer and payer not in units:
        first = next(iter(centers))
        params = (("cost_center", first), ("unit", units[0]), ("payer", payer))
        raise Refusal(Reason("order.cost_center_of", params))
    payer = payer or (units[0] if units else buyer)
    parties = counter.company.parties
    for party in (buyer, payer):
        if party not in parties:
            raise Refusal(Reason("order.party", (("party", party),)))
    for party in dict.fromkeys((payer, *units)):
        owned = party in units and all(actor.owns(one.owner) for one in centers.values() if one.unit == party)
        if not owned and not _may_have_pay(counter, actor, buyer, party, at=at):
            named = (("buyer", parties[buyer].named), ("payer", parties[party].named))
            raise Refusal(Reason("order.payer", named))
    return Borne(payer, said[0].cost_center if said else "", said)


def _may_have_pay(counter: Desk, actor: Actor, buyer: str, payer: str, *, at: datetime) -> bool:
    """Whether a payer is the buyer itself, or one for which the actor or the buyer may act."""
    if payer == buyer or payer in actor.parties or actor.machine:
        return True
    own = capacities(counter.company.facts, buyer, as_of=counter.day(at), known_at=at)
    return payer in {one.party for one in own}


def open_center(counter: Desk, cost_center: str, *, at: datetime) -> CostCenter:
    """A cost center that is open today.

    raises    Refusal("order.cost_center")
    """
    found = center_of(counter.company, cost_center)
    if found is None or counter.day(at) not in found.valid:
        raise Refusal(Reason("order.cost_center", (("cost_center", cost_center),)))
    return found


def center_of(company: Company, cost_center: str) -> CostCenter | None:
    """A cost center by its id, open or closed."""
    return next((one for one in company.cost_centers if one.id == cost_center), None)


def owners_of(company: Company, shares: Iterable[Share]) -> frozenset[str]:
    """The persons who own any of the cost centers that share something."""
    found = (center_of(company, share.cost_center) for share in shares)
    return frozenset(one.owner for one in found if one is not None and one.owner)


def payers_of(company: Company, payer: str, shares: Iterable[Share]) -> tuple[str, ...]:
    """Whose limits, caps and funds bound something: its cost centers', and their units' or the payer's."""
    names = [share.cost_center for share in shares]
    units = [_unit(company, name, payer) for name in names]
    return tuple(dict.fromkeys((*names, *units) if names else (payer,)))


def settled(shares: tuple[Share, ...], owed: Owed) -> tuple[Share, ...]:
    """The shares of a priced whole in percent.

    raises    Refusal: billing.split.*; order.share_amount where there are several currencies
    """
    if not shares:
        return ()
    if all(share.amount is None for share in shares):
        return in_percent(Amount(100, "EUR"), shares)
    if len(owed) != 1:
        raise Refusal(Reason("order.share_amount", (("currencies", tuple(sorted(owed))),)))
    ((currency, minor),) = owed.items()
    return in_percent(Amount(minor, currency), shares)


def burdens(company: Company, payer: str, shares: tuple[Share, ...], owed: Owed) -> dict[str, dict[str, int]]:
    """What each cost center bears of an amount, and each unit by its cost centers; without any, the payer all of it.

    shares    in percent
    """
    if not shares:
        return {payer: dict(owed)}
    found: dict[str, dict[str, int]] = {}
    for currency, minor in owed.items():
        for part in parts(Amount(minor, currency), shares):
            for name in (part.cost_center, _unit(company, part.cost_center, payer)):
                own = found.setdefault(name, {})
                own[currency] = own.get(currency, 0) + part.amount.minor
    return found


def covered(
    company: Company, payer: str, shares: tuple[Share, ...], owed: Owed, funds: Collection[tuple[str, str]]
) -> dict[tuple[str, str], int]:
    """What each fund pays of an amount; a share whose cost center and unit have none is paid by no fund.

    funds     those that there are, by payer and currency
    """
    found: dict[tuple[str, str], int] = {}
    for currency, minor in owed.items():
        own = [(payer, minor)]
        if shares:
            own = [(part.cost_center, part.amount.minor) for part in parts(Amount(minor, currency), shares)]
        for name, part in own:
            wanted = ((name, currency), (_unit(company, name, payer), currency))
            fund = next((one for one in wanted if one in funds), None)
            if fund is not None:
                found[fund] = found.get(fund, 0) + part
    return found


def burdens_moved(
    company: Company, payer: str, shares: tuple[Share, ...], before: Owed, after: Owed
) -> dict[str, dict[str, int]]:
    """How much more (or less) each bears once the whole owes `after` instead of `before`."""
    was = burdens(company, payer, shares, {**dict.fromkeys(after, 0), **before})
    now = burdens(company, payer, shares, {**dict.fromkeys(before, 0), **after})
    return {
        name: {currency: minor - was[name][currency] for currency, minor in own.items()}
        for name, own in now.items()
    }


def covered_moved(
    company: Company, payer: str, shares: tuple[Share, ...], before: Owed, after: Owed,
    funds: Collection[tuple[str, str]],
) -> dict[tuple[str, str], int]:  # fmt: skip
    """How much more (or less) each fund pays once the whole owes `after` instead of `before`, by their names."""
    was = covered(company, payer, shares, before, funds)
    now = covered(company, payer, shares, after, funds)
    return {name: now.get(name, 0) - was.get(name, 0) for name in sorted({*was, *now})}


def _unit(company: Company, cost_center: str, payer: str) -> str:
    """The unit of a cost center; the payer, where it is known no more."""
    found = center_of(company, cost_center)
    return found.unit if found is not None and found.unit else payer
