"""How do charges become an invoice, and an invoice a credit note? And what is a number of a series?

Rules to remember: an invoice is refused where the law knows none; a line whose price times quantity is not its amount
is stated as one lot, its measure in the note; a credit note names the lines it takes back.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from comptoir.core.billing.charging import Charge
from comptoir.core.billing.invoice import BuyerKind, Invoice, InvoiceLine, InvoiceType, Operation
from comptoir.core.billing.shares import Part
from comptoir.core.catalog import Kind, Mode
from comptoir.core.tax.rules import Relation, SettlementKind, Territory, belongs_to, territory
from comptoir.core.tax.settling import require_invoice
from comptoir.core.tax.vat import Vat
from comptoir.core.values import Amount, Reason, Refusal
from comptoir.core.values.amount import EXACT

_LOT = "C62"  # "one" of UN/ECE Recommendation 20
# Canonical units in UN/ECE Recommendation 20; a unit that is not here is counted in pieces, its name in the text.
UNIT_CODES = {
    "second": "SEC", "minute": "MIN", "hour": "HUR", "day": "DAY", "week": "WEE", "month": "MON", "quarter": "QAN",
    "year": "ANN", "piece": _LOT, "km": "KMT", "metre": "MTR", "kg": "KGM", "litre": "LTR",
}  # fmt: skip
_MOST_PLACES = 4
# What changes hands when it is sold; all else is a service.
_GOODS = frozenset({Kind.PRODUCT, Kind.MATERIAL})
_ALLOWED = re.compile(r"[A-Za-z0-9+_/-]{1,35}")


@dataclass(frozen=True, slots=True)
class Claim:
    """A charge on its way onto paper: who claims what of whom, how it is settled, and who bears it inside.

    entity       the legal entity that claims; buyer: the one that owes, or the person
    payer        the unit, organization or person that bears it
    amount       net of VAT
    gross        what was agreed with the tax in it; None: the net amount was agreed
    owed         how the payer's cost centers share it, together the amount
    earned_by    the supplier's cost center
    event        what of the offering it is for: use, cancellation, late, no-show ...
    reasons      why it comes to this, for the customer
    """

    id: str
    supplier: str
    entity: str
    payer: str
    buyer: str
    offering: str
    day: date
    quantity: Decimal
    unit: str
    amount: Amount
    kind: SettlementKind
    relation: Relation
    vat: Vat
    owed: tuple[Part, ...] = ()
    earned_by: str = ""
    event: str = "use"
    label: str = ""
    order: str = ""
    purchase_order: str = ""
    reasons: tuple[Reason, ...] = ()
    gross: Amount | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """A series of numbers of one legal entity, one per year, without a gap: MET-2026-00017."""

    prefix: str
    width: int = 5

    def number(self, year: int, sequence: int) -> str:
        """A document's number.

        raises    Refusal(billing.number) for what the French rules do not allow (more than 35 signs, or others than
                  letters, digits and + - _ /), or a number below 1

        >>> Series("MET").number(2026, 17)
        'MET-2026-00017'
        """
        text = f"{self.prefix}-{year}-{sequence:0{self.width}}"
        if sequence < 1 or not _ALLOWED.fullmatch(text):
            raise Refusal(Reason("billing.number", (("found", text),)))
        return text


def buyer_kind(seller_country: str, country: str, *, person: bool, siren: str, vat_number: str) -> BuyerKind:
    """Whom an invoice is for, as the French reform asks it (note BAR).

    person    whether a private person buys; an organization at home without a SIREN is no business either

    >>> str(buyer_kind("FR", "DE", person=False, siren="", vat_number="DE136695976"))
    'B2BINT'
    """
    if person:
        return BuyerKind.CONSUMER
    where = territory(seller_country, country)
    if where is Territory.HOME:
        return BuyerKind.BUSINESS if siren else BuyerKind.CONSUMER
    known = where is Territory.ABROAD or belongs_to(vat_number, country)
    return BuyerKind.BUSINESS_ABROAD if known else BuyerKind.CONSUMER


def invoice_line(charge: Charge, *, id: str, name: str) -> InvoiceLine:
    """A charge as a line of an invoice: what the payer bears.

    raises    Refusal(tax.invoice_refused) for a charge inside one legal entity or VAT group
    """
    require_invoice(charge.settlement)
    return _line(id, name, charge.id, charge.quantity, charge.unit, charge.owed, charge.vat)


def claim_line(claim: Claim, *, id: str, name: str) -> InvoiceLine:
    """A claim as a line of an invoice, supplied on its day.

    raises    Refusal(billing.not_invoiced) for one that is settled inside a legal entity or VAT group
    """
    if claim.kind is not SettlementKind.INVOICE:
        raise Refusal(Reason("billing.not_invoiced", (("charge", claim.id), ("kind", str(claim.kind)))))
    quantity, unit = billed(claim)
    line = _line(id, name, claim.id, quantity, unit, claim.amount, claim.vat)
    return replace(line, period=(claim.day, claim.day))


def billed(claim: Claim) -> tuple[Decimal, str]:
    """How much was priced, where one price explains the whole amount (2 begun hours); else what was measured (1.73).

    A line of paper should multiply: the quantity of the price, the price of the card, the amount.
    """
    priced = [one for one in claim.reasons if one.code in ("price.unit", "price.units")]
    if len(priced) != 1:
        return claim.quantity, claim.unit
    found = dict(priced[0].params)
    quantity, price, per = (found.get(name) for name in ("quantity", "price", "per"))
    whole = all(isinstance(one, Decimal) and one > 0 for one in (quantity, price, per))
    if not whole or quantity * price != claim.amount.major * per:  # type: ignore[operator]
        return claim.quantity, claim.unit
    return quantity, str(found.get("unit") or claim.unit)  # type: ignore[return-value]


def nature_of(claims: Iterable[tuple[Kind, Mode]]) -> Operation:
    """The category of operation of what is claimed together: goods, services, or both."""
    goods = {kind in _GOODS and mode is Mode.SALE for kind, mode in claims}
    if goods == {True}:
        return Operation.GOODS
    return Operation.MIXED if len(goods) == 2 else Operation.SERVICES


def credit_note(
    invoice: Invoice, *, number: str, issued: date, lines: Collection[str] = (), reason: str
) -> Invoice:
    """A credit note for an invoice, or for some of its lines, that points to each.

    lines     ids of the lines to take back; empty: all. With all of them go allowances and rounding of the whole
    raises    Refusal: billing.credit.type for what is no invoice; billing.credit.reason; billing.credit.line for a
              line that is not there; billing.credit.day for a day before the invoice's
    """
    named = (("number", invoice.number),)
    if invoice.type is InvoiceType.CREDIT_NOTE:
        raise Refusal(Reason("billing.credit.type", named))
    if not reason.strip():
        raise Refusal(Reason("billing.credit.reason", named))
    if issued < invoice.issued:
        raise Refusal(Reason("billing.credit.day", (*named, ("earliest", invoice.issued), ("found", issued))))
    missing = sorted(set(lines) - {line.id for line in invoice.lines})
    if missing:
        raise Refusal(Reason("billing.credit.line", (*named, ("found", missing[0]))))
    taken = [line for line in invoice.lines if not lines or line.id in lines]
    whole = len(taken) == len(invoice.lines)
    return replace(
        invoice,
        number=number,
        type=InvoiceType.CREDIT_NOTE,
        issued=issued,
        due=None,
        lines=tuple(replace(line, credits=(invoice.number, line.id)) for line in taken),
        allowances=invoice.allowances if whole else (),
        payments=(),
        rounding=invoice.rounding if whole else None,
        preceding=((invoice.number, invoice.issued),),
        notes=(*invoice.notes, reason),
    )


def still_creditable(invoice: Invoice, credits: Sequence[Invoice]) -> Amount:
    """What of an invoice no credit note has taken back yet, as it was to be paid; below nothing: too much was."""
    taken = [
        note.totals.payable for note in credits if invoice.number in {number for number, _ in note.preceding}
    ]
    return invoice.totals.payable - sum(taken, Amount.zero(invoice.currency))


def _line(
    id: str, name: str, charge: str, quantity: Decimal, unit: str, owed: Amount, vat: Vat
) -> InvoiceLine:
    """What is owed as a line; as one lot where no price of four places comes to it."""
    code = UNIT_CODES.get(unit)
    price = _unit_price(owed, quantity) if code else None
    if code is not None and price is not None:
        return InvoiceLine(id, name, quantity, code, price, owed, vat, charge=charge)
    lot = Decimal(-1 if owed.minor < 0 else 1)
    note = f"{quantity.normalize():f} {unit}"
    return InvoiceLine(id, name, lot, _LOT, abs(owed.major), owed, vat, note=note, charge=charge)


def _unit_price(amount: Amount, quantity: Decimal) -> Decimal | None:
    """A price of at most four places that comes to the amount exactly; None where there is none."""
    if not quantity or (amount.minor < 0) is not (quantity < 0):
        return None
    price = EXACT.divide(amount.major, quantity)
    short = price.quantize(Decimal(1).scaleb(-_MOST_PLACES))
    return short if Amount.of(EXACT.multiply(short, quantity), amount.currency) == amount else None
