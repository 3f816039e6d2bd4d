"""What does an invoice or a credit note say, and what does it come to?

Frozen values in the words of EN 16931 (the business terms, BT, stand beside the fields); `documents` renders them.
Rules to remember: totals are computed, never typed; VAT is rounded per rate;
no price is negative, so what is taken off is a line with a negative quantity or an allowance with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from comptoir.core.tax.vat import Vat, VatBreakdown, breakdown
from comptoir.core.values import Amount
from comptoir.core.values.amount import EXACT

DayRange = tuple[date, date]  # First and last day, both included, as invoices print them (BT-73, BT-74).


class InvoiceType(StrEnum):
    """What kind of document it is (BT-3, UNTDID 1001)."""

    INVOICE = "380"
    CREDIT_NOTE = "381"
    CORRECTIVE = "384"


class Operation(StrEnum):
    """The category of operation, a French mention; its letter begins BT-23."""

    GOODS = "B"
    SERVICES = "S"
    MIXED = "M"


class BuyerKind(StrEnum):
    """Whom the invoice is for, as the French reform asks it (note BAR)."""

    BUSINESS = "B2B"
    BUSINESS_ABROAD = "B2BINT"
    CONSUMER = "B2C"
    OUT_OF_SCOPE = "OUTOFSCOPE"


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address (BG-5, BG-8, BG-15); country as two letters of ISO 3166-1 (BT-40, BT-55, BT-80)."""

    street: str
    postcode: str
    city: str
    country: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class ElectronicAddress:
    """Where a platform delivers (BT-34, BT-49): the scheme's code (0225: SIREN in France, EM: mail) and the id."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class VatGroup:
    """The single taxable person (assujetti unique, art. 256 C CGI) that a member invoices for (BG-11, BT-62, BT-63)."""

    name: str
    vat_number: str
    address: Address


@dataclass(frozen=True, slots=True)
class Seller:
    """Who invoices (BG-4). `legal` is the legal form, capital and register as one line (BT-33)."""

    name: str
    address: Address
    siren: str = ""
    vat_number: str = ""
    electronic: ElectronicAddress | None = None
    siret: str = ""
    legal: str = ""
    vat_group: VatGroup | None = None


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who is invoiced (BG-7). `reference` is what it asked to find on the invoice (BT-10)."""

    name: str
    address: Address
    kind: BuyerKind
    siren: str = ""
    vat_number: str = ""
    electronic: ElectronicAddress | None = None
    siret: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One line (BG-25).

    id            BT-126, kept when a credit note refers to the line
    quantity      BT-129; negative where something is taken back
    unit          BT-130, a code of UN/ECE Recommendation 20
    unit_price    BT-146, net of VAT, never negative, as exact as it needs to be
    amount        BT-131, net of VAT
    allowance     what was taken off the line (BT-136), with its reason (BT-139)
    credits       of a credit note's line: the invoice and line it takes back (BT-25, BT-126)
    charge        the charge it claims, for the way back to order and explanation
    """

    id: str
    name: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    amount: Amount
    vat: Vat
    period: DayRange | None = None
    note: str = ""
    allowance: Amount | None = None
    allowance_reason: str = ""
    credits: tuple[str, str] | None = None
    charge: str = ""

    @property
    def computed(self) -> Amount:
        """Quantity times price, less the allowance: what `amount` has to be."""
        whole = Amount.of(EXACT.multiply(self.quantity, self.unit_price), self.amount.currency)
        return whole if self.allowance is None else whole - self.allowance


@dataclass(frozen=True, slots=True)
class Allowance:
    """Something taken off (BG-20) or, with `surcharge`, put on (BG-21) the whole document; never negative."""

    amount: Amount
    reason: str
    vat: Vat
    surcharge: bool = False

    @property
    def signed(self) -> Amount:
        """What it adds to the total without VAT."""
        return self.amount if self.surcharge else -self.amount


@dataclass(frozen=True, slots=True)
class Payment:
    """Money received for the invoice (in BT-113) and when."""

    day: date
    amount: Amount
    reference: str = ""


@dataclass(frozen=True, slots=True)
class PaymentMeans:
    """How to pay (BG-16): the code of UNTDID 4461 (58: SEPA transfer) and the account (BT-84, BT-86)."""

    code: str = "58"
    iban: str = ""
    bic: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """The French mentions on payment, each a text or figure of the seller (notes PMD, PMT, AAB; BT-20).

    late_penalty    what is owed for paying late (PMD); recovery_fee: the fixed fee of 40 EUR (PMT)
    early_discount  the discount for paying early (escompte), or that there is none (AAB)
    """

    late_penalty: str = ""
    recovery_fee: str = ""
    early_discount: str = ""
    payment: str = ""


class Totals(NamedTuple):
    """The totals of a document (BG-22)."""

    lines: Amount
    """BT-106: sum of the lines."""
    allowances: Amount
    """BT-107."""
    surcharges: Amount
    """BT-108."""
    net: Amount
    """BT-109: without VAT."""
    vat: Amount
    """BT-110."""
    gross: Amount
    """BT-112: with VAT."""
    paid: Amount
    """BT-113."""
    rounding: Amount
    """BT-114."""
    due: Amount
    """BT-115: to be paid."""

    @property
    def payable(self) -> Amount:
        """What it claims in all: with VAT, rounded (BT-112 and BT-114)."""
        return self.gross + self.rounding


@dataclass(frozen=True, slots=True)
class Invoice:
    """An invoice, a credit note (381: positive amounts that are owed to the buyer) or a corrective invoice (384).

    preceding       number and day of the documents it credits or corrects (BT-25, BT-26)
    delivered       the day of the supply (BT-72); period instead where it took a time (BG-14)
    deliver_to      where goods went, if elsewhere than the buyer's address (BG-15)
    vat_on_debits   the seller's option to owe VAT when it invoices, a mention
    payments        what was received before the document was made
    language        fr or en: the reader's, for rendering only
    """

    number: str
    type: InvoiceType
    issued: date
    due: date | None
    currency: str
    operation: Operation
    seller: Seller
    buyer: Buyer
    lines: tuple[InvoiceLine, ...]
    terms: Terms = Terms()
    allowances: tuple[Allowance, ...] = ()
    payments: tuple[Payment, ...] = ()
    preceding: tuple[tuple[str, date], ...] = ()
    delivered: date | None = None
    period: DayRange | None = None
    deliver_to: Address | None = None
    vat_on_debits: bool = False
    means: PaymentMeans | None = None
    order: str = ""
    contract: str = ""
    notes: tuple[str, ...] = ()
    rounding: Amount | None = None
    language: str = "fr"

    @property
    def breakdown(self) -> tuple[VatBreakdown, ...]:
        """VAT by category and rate (BG-23)."""
        return breakdown(_taxable(self.lines, self.allowances))

    @property
    def totals(self) -> Totals:
        """What it comes to."""
        paid = [payment.amount for payment in self.payments]
        return totals(self.lines, self.allowances, paid=paid, rounding=self.rounding, currency=self.currency)

    @property
    def process(self) -> str:
        """The business process (BT-23): the operation's letter, and 2 where it is already paid, else 1."""
        found = self.totals
        return f"{self.operation.value}{2 if found.paid == found.payable and found.payable.minor else 1}"


def totals(
    lines: Iterable[InvoiceLine],
    allowances: Iterable[Allowance] = (),
    *,
    paid: Iterable[Amount] = (),
    rounding: Amount | None = None,
    currency: str,
) -> Totals:
    """Add up a document by the rules BR-CO-10 to BR-CO-17 of EN 16931.

    raises    ValueError for an amount in another currency

    >>> from comptoir.core.tax.vat import VatCategory
    >>> twenty = Vat(VatCategory.STANDARD, Decimal("0.2"))
    >>> hour = InvoiceLine("1", "Scan", Decimal(2), "HUR", Decimal(50), Amount(10000, "EUR"), twenty)
    >>> found = totals([hour], paid=[Amount(2000, "EUR")], currency="EUR")
    >>> found.net.minor, found.vat.minor, found.gross.minor, found.due.minor
    (10000, 2000, 12000, 10000)
    """
    lines, allowances = tuple(lines), tuple(allowances)
    nothing = Amount.zero(currency)
    of_lines = sum((line.amount for line in lines), nothing)
    less = sum((one.amount for one in allowances if not one.surcharge), nothing)
    more = sum((one.amount for one in allowances if one.surcharge), nothing)
    vat = sum((row.tax for row in breakdown(_taxable(lines, allowances))), nothing)
    net = of_lines - less + more
    gross, received, rounded = net + vat, sum(paid, nothing), rounding or nothing
    return Totals(of_lines, less, more, net, vat, gross, received, rounded, gross - received + rounded)


def _taxable(lines: Iterable[InvoiceLine], allowances: Iterable[Allowance]) -> list[tuple[Amount, Vat]]:
    return [(line.amount, line.vat) for line in lines] + [(one.signed, one.vat) for one in allowances]
