"""What is claimed for a delivery, and why is it not what was agreed? From a delivery to the columns of its charges.

The price is the one that was frozen; usage that has none yet is priced as an order of that day would be, by the card
and the tallies of then. What another party pays of it becomes a charge of its own, to that party. Rule to remember:
nothing is written here but the tallies that a use advances; every reason why not is a refusal.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, tzinfo
from decimal import ROUND_HALF_UP, Decimal
from hashlib import blake2b
from typing import Any

from comptoir.company import Company
from comptoir.core.billing.charging import net_of
from comptoir.core.ordering.basket import Basket, Wish
from comptoir.core.ordering.usage import Usage, usage_line
from comptoir.core.tax.vat import Vat
from comptoir.core.values import Amount, Named, Reason, Refusal, elapsed_seconds
from comptoir.core.values.reason_json import from_json, to_json
from comptoir.operations.charges.settling import bearers, earning_center, settle_supply
from comptoir.operations.order_pricing import plan_basket, price_plan, read_tallies
from comptoir.operations.public_id import ALPHABET
from comptoir.store.charges.delivered import Delivered, Price
from comptoir.store.charges.models import OWN, SUBSIDY
from comptoir.store.locks import take
from comptoir.store.orders.rows import TallyStep
from comptoir.store.orders.writing import advance

# Before its id is known, an order that is only priced is called so.
_UNNAMED = ""
_NOON = time(12)
_HOUR = Decimal(3600)
_FINEST = Decimal("0.0001")
_LENGTH = 12

Columns = dict[str, Any]


class Drafted(dict[str, Any]):
    """The columns of a charge that are decided once; `priced`: what the whole delivery costs, for its other part."""

    priced: Price


def draft(
    found: Delivered, part: str, *, company: Company, zone: tzinfo, at: datetime, version: int = 1, replaces: str = "",
    priced: Price | None = None,
) -> Drafted | None:  # fmt: skip
    """The charge of a part of a delivery; None where nobody pays that part.

    priced    what the delivery costs, where its other part has been worked out: it is used up only once
    raises    Refusal: billing.no_price, charge.*, tax.*, ledger.no_account: why it cannot be charged
    """
    known = found.price or priced
    price, steps = (known, ()) if known is not None else _rated(found, company, zone, at)
    payer = found.payer if part == OWN else price.paid_by
    if part == SUBSIDY and not (price.subsidy and price.paid_by):
        return None
    whole, subsidy = net_of_price(price)
    owed = whole - subsidy if part == OWN else subsidy
    settlement = settle_supply(
        company, found.offering, supplier=found.supplier, payer=payer, day=found.day, at=at,
        rate=Decimal(price.tax_rate) or None,
    )  # fmt: skip
    shared = found.shares if part == OWN else ""
    borne = (
        bearers(company, settlement, owed, payer=payer, shares=shared, day=found.day) if owed.minor else ()
    )
    quantity, unit = measured(found)
    quoted = found.quoted or (price if found.price is not None else None)
    told = found.quoted is not None or found.price is None
    # Last, when nothing stands against it any more: what is parked has used up nothing.
    if not advance(steps):
        raise Refusal(Reason("order.busy"))
    row = Drafted(
        id=charge_id(found.key, part, version),
        source_kind=found.source_kind, source=found.source, event=found.event, part=part, version=version,
        replaces=replaces, supplier=found.supplier, entity=settlement.situation.seller.id, customer=found.customer,
        payer=payer, beneficiary=found.beneficiary, buyer=settlement.situation.buyer.id, project=found.project,
        purchase_order=found.purchase_order, offering=found.offering, label=found.label, day=found.day,
        quantity=str(quantity), unit=unit, amount=owed.minor, currency=owed.currency,
        gross=agreed_gross(found, price, part, owed, settlement.vat),
        subsidy=subsidy.minor if part == OWN else 0, paid_by=price.paid_by if part == OWN else "",
        quoted=None if quoted is None or part == SUBSIDY else net_of_price(quoted)[0].minor,
        rate_class=price.rate_class, book=price.book, settlement=settlement.kind.value,
        relation=settlement.situation.relation.value, vat_category=settlement.vat.category.value,
        vat_rate=f"{settlement.vat.rate.normalize():f}", exemption=settlement.vat.exemption,
        earned_by=earning_center(company, found.supplier, found.day),
        shares=json.dumps([[one.cost_center, one.amount.minor] for one in borne]),
        reasons=to_json(price.reasons), settled_because=to_json(settlement.reasons),
        differences=to_json(differences(found, price, company)) if told and part == OWN else "[]",
    )  # fmt: skip
    row.priced = price
    return row


def charge_id(key: tuple[str, str, str], part: str, version: int) -> str:
    """The id of a charge: made from what it comes from, so that collecting again makes none anew.

    What it comes from is named by chance already, so nobody reads from it how many there are.
    """
    said = "\x1f".join((*key, part, str(version)))
    bits = int.from_bytes(blake2b(said.encode(), digest_size=8).digest(), "big")
    return "".join(ALPHABET[bits >> shift & 31] for shift in range(0, 5 * _LENGTH, 5))


def measured(found: Delivered) -> tuple[Decimal, str]:
    """How much it was, for paper: the one measure that was stated, else the hours, else one piece."""
    if found.label or found.event != "use":
        return Decimal(1), "piece"
    if len(found.measures) == 1:
        ((unit, count),) = found.measures.items()
        return Decimal(count), unit
    if found.start is not None and found.end is not None:
        # No more decimals than the French rules for invoices allow (BR-FR-DEC-02).
        return (elapsed_seconds(found.start, found.end) / _HOUR).quantize(
            _FINEST, ROUND_HALF_UP
        ).normalize(), "hour"
    return Decimal(1), "piece"


def differences(found: Delivered, price: Price, company: Company) -> tuple[Reason, ...]:
    """What differs between what was agreed and what is charged, with the steps that the agreement did not have."""
    charged = net_of_price(price)[0]
    if found.quoted is None:
        return (Reason("billing.not_quoted", (("charged", charged),)),)
    quoted = net_of_price(found.quoted)[0]
    if quoted == charged:
        return ()
    item = company.offerings.get(found.offering)
    name = Named(item.id, item.name_fr, item.name_en) if item else Named(found.offering)
    told = (("offering", name), ("quoted", quoted), ("charged", charged), ("difference", charged - quoted))
    known = frozenset(map(repr, found.quoted.reasons))
    new = [reason for reason in price.reasons if repr(reason) not in known]
    return (Reason("billing.line_differs", told), *new)


def net_of_price(price: Price) -> tuple[Amount, Amount]:
    """What a price comes to and what another party pays of it, net of VAT.

    raises    Refusal(billing.no_price) where it has no amount
    """
    if price.stated is None:
        raise Refusal(Reason("billing.no_price", (("status", price.status),)))
    stated, subsidy = Amount(price.stated, price.currency), Amount(price.subsidy, price.currency)
    rate = Decimal(price.tax_rate)
    whole = (
        net_of(stated, rate, gross=price.gross) if price.net is None else Amount(price.net, price.currency)
    )
    return whole, net_of(subsidy, rate, gross=price.gross)


def agreed_gross(found: Delivered, price: Price, part: str, owed: Amount, vat: Vat) -> int | None:
    """What was agreed with the tax in it; None where the net was, or where tax is settled otherwise than agreed."""
    if not price.gross or price.stated is None or not vat.rate:
        return None
    gross = price.stated - price.subsidy if part == OWN else price.subsidy
    # Several bookings of one line were rounded one by one.
    lost = 1 + found.booking.count(",")
    off = net_of(Amount(gross, price.currency), vat.rate, gross=True) - owed
    return gross if abs(off.minor) <= lost else None


def _rated(
    found: Delivered, company: Company, zone: tzinfo, at: datetime
) -> tuple[Price, tuple[TallyStep, ...]]:
    """The price of something used without a commitment, as an order of its day would have had; and its tallies.

    raises    Refusal: order.no_card, order.not_priced, order.unknown_offering
    """
    if found.customer not in company.parties:
        raise Refusal(Reason("charge.payer", (("payer", found.customer),)))
    line = usage_line([_usage(found)])
    wish = Wish(found.offering, line.measures, found.start, found.end)
    basket = Basket(found.customer, (wish,), payer=found.payer, beneficiary=found.customer)
    plan = plan_basket(company, basket, at=_at_noon(found.day, zone))
    take(plan.keys)
    priced = price_plan(company, plan, read_tallies(plan), order=_UNNAMED, at=at)
    own, part = priced.lines[0], priced.parts[0]
    price = Price(
        own.status, part.total, part.net, own.currency, own.tax_rate, part.tax != 0 and part.total == part.gross,
        part.subsidy, own.paid_by,
        own.rate_class, part.book, tuple(_reasons(priced.lines)),
    )  # fmt: skip
    return price, priced.steps


def _reasons(lines: tuple[Any, ...]) -> Iterator[Reason]:
    for line in lines:
        yield from from_json(line.reasons)


def _usage(found: Delivered) -> Usage:
    measures = {name: Decimal(value) for name, value in found.measures.items()}
    return Usage(found.offering, found.customer, found.day, measures, found.start, found.end)


def _at_noon(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, _NOON, zone).astimezone(UTC)
