"""How does a claim get into the books? One function per event, each giving the postings of balanced entries.

Rules to remember: inside one legal entity both sides of a charge name the same line and the same amount, and bear no
VAT; a deposit is a debt, never revenue; between two companies of a group each side's entry comes to the same unit.
Accounts are asked of a chart by their role.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from comptoir.core.billing.charging import Charge
from comptoir.core.billing.claims import Claim
from comptoir.core.billing.invoice import Invoice, InvoiceType
from comptoir.core.billing.shares import Part
from comptoir.core.ledger.accounts import Chart, account
from comptoir.core.ledger.entry import Posting, credit, debit
from comptoir.core.tax.rules import Relation, SettlementKind
from comptoir.core.tax.vat import VatBreakdown, VatCategory
from comptoir.core.values import Amount, Reason, Refusal, split

Postings = tuple[Posting, ...]


class TwoSided(NamedTuple):
    """The counter entries of one claim between two companies: each balances in its own books."""

    seller: Postings
    buyer: Postings


def internal_postings(
    charge: Charge, owed: Sequence[Part], *, entity: str, earned_by: str, chart: Chart
) -> Postings:
    """A charge inside one legal entity: per part, the consumer's cost center debited, the supplier's credited.

    owed        the parts that make up the whole charge, a subsidy included
    earned_by   the supplier's cost center
    raises      Refusal: billing.not_internal if the charge is settled otherwise; billing.split.sum if the parts are
                not the charge
    """
    if charge.settlement.kind is not SettlementKind.CHARGE:
        raise Refusal(
            Reason("billing.not_internal", (("charge", charge.id), ("kind", str(charge.settlement.kind))))
        )
    total = sum((part.amount for part in owed), Amount.zero(charge.amount.currency))
    if total != charge.amount:
        told = (("total", charge.amount), ("found", total), ("percent", Decimal(0)))
        raise Refusal(Reason("billing.split.sum", told))
    spent, earned = account(chart, "internal expense").number, account(chart, "internal income").number
    postings: list[Posting] = []
    for number, part in enumerate(owed, 1):
        if part.amount.minor:
            line = charge.id if len(owed) == 1 else f"{charge.id}/{number}"
            postings.append(debit(spent, entity, part.amount, part.cost_center, line=line))
            postings.append(credit(earned, entity, part.amount, earned_by, line=line))
    return tuple(postings)


# One answer for all lines of a document, or one per line (by its id).
PerLine = str | Mapping[str, str]


def invoice_postings(
    invoice: Invoice, *, entity: str, buyer: str, earned_by: PerLine, chart: Chart,
    revenue: PerLine = "revenue of services", receivable: str = "receivable",
) -> Postings:  # fmt: skip
    """An issued invoice or credit note in the seller's books: receivable, revenue per line, VAT per rate.

    buyer       the party that owes it; receivable: "group receivable" for a company of the group
    earned_by   the supplier's cost center, revenue the role of its account; allowances follow the first line
    """
    total, sign = invoice.totals, -1 if invoice.type is InvoiceType.CREDIT_NOTE else 1
    found = [debit(account(chart, receivable).number, entity, _signed(total.payable, sign), party=buyer)]
    accounts = {line.id: account(chart, _of(revenue, line.id)).number for line in invoice.lines}
    found += [
        credit(
            accounts[line.id],
            entity,
            _signed(line.amount, sign),
            _of(earned_by, line.id),
            line=line.charge or line.id,
        )
        for line in invoice.lines
    ]
    first = invoice.lines[0].id if invoice.lines else ""
    found += [
        credit(accounts[first], entity, _signed(one.signed, sign), _of(earned_by, first))
        for one in invoice.allowances
    ]
    collected = account(chart, "vat collected").number
    found += [credit(collected, entity, _signed(row.tax, sign)) for row in invoice.breakdown]
    found += _rounding(total.rounding, sign, entity, chart)
    return _without_nothing(found)


def group_postings(
    invoice: Invoice, owed: Sequence[Part], *, seller: str, buyer: str, earned_by: PerLine, chart: Chart,
    bought_with: Chart, revenue: PerLine = "revenue of services",
) -> TwoSided:  # fmt: skip
    """A claim between two companies of a group in the books of both, equal to the unit.

    owed          how the buyer's cost centers share the net amount
    seller, buyer the legal entities; `bought_with` is the buyer's chart
    raises        Refusal(billing.split.sum) if the parts are not the net amount
    """
    total, sign = invoice.totals, -1 if invoice.type is InvoiceType.CREDIT_NOTE else 1
    shared = sum((part.amount for part in owed), Amount.zero(invoice.currency))
    if shared != total.net:
        raise Refusal(
            Reason("billing.split.sum", (("total", total.net), ("found", shared), ("percent", Decimal(0))))
        )
    sold = invoice_postings(
        invoice, entity=seller, buyer=buyer, earned_by=earned_by, chart=chart, revenue=revenue,
        receivable="group receivable",
    )  # fmt: skip
    found = [
        credit(
            account(bought_with, "group payable").number, buyer, _signed(total.payable, sign), party=seller
        )
    ]
    spent = account(bought_with, "purchased services").number
    found += [debit(spent, buyer, _signed(part.amount, sign), part.cost_center) for part in owed]
    found += [debit(account(bought_with, "vat deductible").number, buyer, _signed(total.vat, sign))]
    found += _rounding(-total.rounding, sign, buyer, bought_with)
    return TwoSided(sold, _without_nothing(found))


def issue_postings(
    invoice: Invoice, owed: Sequence[Part], *, relation: Relation, seller: str, buyer: str, payer: str,
    earned_by: PerLine, revenue: PerLine, chart: Chart, bought_with: Chart,
) -> TwoSided:  # fmt: skip
    """An issued invoice or credit note in every book that it belongs to: the seller's, and the buyer's in one group.

    owed      how the buyer's cost centers share the net amount; asked for in a group only
    payer     whom the receivable is of
    """
    if relation is Relation.GROUP_COMPANY:
        return group_postings(
            invoice, owed, seller=seller, buyer=buyer, earned_by=earned_by, chart=chart, bought_with=bought_with,
            revenue=revenue,
        )  # fmt: skip
    sold = invoice_postings(
        invoice, entity=seller, buyer=payer, earned_by=earned_by, chart=chart, revenue=revenue
    )
    return TwoSided(sold, ())


def paid_postings(
    amount: Amount,
    *,
    relation: Relation,
    seller: str,
    buyer: str,
    payer: str,
    chart: Chart,
    bought_with: Chart,
) -> TwoSided:
    """A payment in every book that it belongs to; a negative amount is given back."""
    if relation is Relation.GROUP_COMPANY:
        received = payment_postings(
            amount, entity=seller, buyer=buyer, chart=chart, receivable="group receivable"
        )
        owed, out_of = (account(bought_with, role).number for role in ("group payable", "bank"))
        return TwoSided(received, (debit(owed, buyer, amount, party=seller), credit(out_of, buyer, amount)))
    return TwoSided(payment_postings(amount, entity=seller, buyer=payer, chart=chart), ())


def self_assessed(row: VatBreakdown, rate: Decimal, *, entity: str, chart: Chart) -> Postings:
    """VAT that a buyer owes itself under the reverse charge, due and deductible at once, at its own rate.

    returns   nothing for a row that is not under the reverse charge
    """
    if row.vat.category is not VatCategory.REVERSE_CHARGE:
        return ()
    tax = row.taxable.times(rate)
    due, back = account(chart, "vat reverse charge").number, account(chart, "vat deductible").number
    return _without_nothing([debit(back, entity, tax), credit(due, entity, tax)])


def internal_document_postings(
    claims: Sequence[Claim], *, seller: str, buyer: str, chart: Chart, bought_with: Chart
) -> TwoSided:
    """What one member of a VAT group owes another, in the books of both: no invoice, no VAT, equal to the unit.

    raises      Refusal: billing.not_internal for a claim that is settled otherwise; billing.split.sum
    """
    for one in claims:
        if one.kind is not SettlementKind.INTERNAL_DOCUMENT:
            told = (("charge", one.id), ("kind", str(one.kind)))
            raise Refusal(Reason("billing.not_internal", told))
    owed = [part for one in claims for part in one.owed]
    total = sum((one.amount for one in claims), Amount.zero(claims[0].amount.currency))
    shared = sum((part.amount for part in owed), Amount.zero(total.currency))
    if shared != total:
        told_sum = (("total", total), ("found", shared), ("percent", Decimal(0)))
        raise Refusal(Reason("billing.split.sum", told_sum))
    sold = [debit(account(chart, "group receivable").number, seller, total, party=buyer)]
    earned = account(chart, "revenue of services").number
    sold += [credit(earned, seller, one.amount, one.earned_by, line=one.id) for one in claims]
    bought = [credit(account(bought_with, "group payable").number, buyer, total, party=seller)]
    spent = account(bought_with, "purchased services").number
    bought += [debit(spent, buyer, part.amount, part.cost_center) for part in owed]
    return TwoSided(_without_nothing(sold), _without_nothing(bought))


def payment_postings(
    amount: Amount, *, entity: str, buyer: str, chart: Chart, receivable: str = "receivable"
) -> Postings:
    """Money received for an invoice, in full or in part; a negative amount is given back."""
    into, owed = account(chart, "bank").number, account(chart, receivable).number
    return (debit(into, entity, amount), credit(owed, entity, amount, party=buyer))


def write_off_postings(
    invoice: Invoice, unpaid: Amount, *, entity: str, buyer: str, borne_by: str, chart: Chart
) -> Postings:
    """A receivable given up: its net part is a loss, its VAT is taken back, shared as the invoice was.

    unpaid    with VAT; at most what the invoice comes to
    raises    Refusal(billing.write_off) for nothing, or for more than the invoice
    """
    total = invoice.totals
    if not 0 < unpaid.minor <= total.payable.minor:
        raise Refusal(Reason("billing.write_off", (("found", unpaid), ("most", total.payable))))
    loss, tax = split(unpaid, (Decimal(total.net.minor), Decimal(total.vat.minor)))
    found = [debit(account(chart, "loss").number, entity, loss, borne_by)]
    found += [debit(account(chart, "vat collected").number, entity, tax)]
    found += [credit(account(chart, "receivable").number, entity, unpaid, party=buyer)]
    return _without_nothing(found)


def deposit_postings(verb: str, amount: Amount, *, entity: str, customer: str, chart: Chart) -> Postings:
    """A deposit that is held, given back (release), or set against what its customer owes (keep); never revenue.

    raises    Refusal(state.forbidden) for another verb

    >>> from comptoir.core.ledger.accounts import FRENCH_CHART
    >>> held = deposit_postings("hold", Amount(5000, "EUR"), entity="ORG", customer="ana", chart=FRENCH_CHART)
    >>> [(posting.account, posting.balance.minor) for posting in held]
    [('512', 5000), ('165', -5000)]
    """
    sides = {
        "hold": ("bank", "deposits"),
        "release": ("deposits", "bank"),
        "keep": ("deposits", "receivable"),
    }
    if verb not in sides:
        raise Refusal(Reason("state.forbidden", (("thing", "deposit"), ("state", "held"), ("verb", verb))))
    into, out_of = (account(chart, role).number for role in sides[verb])
    return (debit(into, entity, amount, party=customer), credit(out_of, entity, amount, party=customer))


def _rounding(gained: Amount, sign: int, entity: str, chart: Chart) -> list[Posting]:
    """What the amount to be paid was rounded by (BT-114): a gain or a loss; a credit note's exchanges the columns."""
    role = "rounding gain" if gained.minor > 0 else "rounding loss"
    return [credit(account(chart, role).number, entity, _signed(gained, sign))] if gained.minor else []


def _of(rule: PerLine, line: str) -> str:
    return rule if isinstance(rule, str) else rule[line]


def _signed(amount: Amount, sign: int) -> Amount:
    return amount if sign > 0 else -amount


def _without_nothing(found: Sequence[Posting]) -> Postings:
    """Postings of nothing say nothing and are refused by the books."""
    return tuple(one for one in found if one.debit.minor or one.credit.minor)
