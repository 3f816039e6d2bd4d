"""What does an invoice look like as Cross Industry Invoice, in the EN 16931 profile of Factur-X?

Each function is a part of the table of paths, in the order of the schema; the business terms (BT, BG) stand beside
them. Rule to remember: totals and VAT come from the invoice and are written, never computed here.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from comptoir.core.billing.invoice import (
    Address,
    Allowance,
    Buyer,
    DayRange,
    ElectronicAddress,
    Invoice,
    InvoiceLine,
    Operation,
    Seller,
    VatGroup,
)
from comptoir.core.tax.vat import Vat, VatBreakdown, VatCategory
from comptoir.core.values import Amount
from comptoir.documents.mentions import (
    credit_text,
    exemption_code,
    exemption_text,
    notes,
    outside_vat,
    payment_text,
    stated_group,
)
from comptoir.documents.tree import Row, document, row, under

GUIDELINE = "urn:cen.eu:en16931:2017"
_NAMESPACES = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
    "qdt": "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
}
_TRADE = "rsm:SupplyChainTradeTransaction"
# When VAT falls due (BT-8, UNTDID 2475): on the invoice's day, on delivery, on payment.
_ON_INVOICE, _ON_DELIVERY, _ON_PAYMENT = "5", "29", "72"


def to_cii(invoice: Invoice, *, vat_in_euro: Amount | None = None) -> bytes:
    """The invoice as XML, ready for `broken_rules` and for the inside of a PDF.

    vat_in_euro   the VAT in euros, which France asks for when the invoice is in another currency (BT-111)
    """
    rows = [
        *_head(invoice),
        *(found for line in invoice.lines for found in _line(line, invoice)),
        *under(f"{_TRADE}/ApplicableHeaderTradeAgreement", _agreement(invoice)),
        *under(f"{_TRADE}/ApplicableHeaderTradeDelivery", _delivery(invoice)),
        *under(f"{_TRADE}/ApplicableHeaderTradeSettlement", _settlement(invoice, vat_in_euro)),
    ]
    return document("rsm:CrossIndustryInvoice", rows, _NAMESPACES, default="ram")


def _head(invoice: Invoice) -> list[Row]:
    """Process and guideline (BT-23, BT-24), number, type, day and notes (BT-1 to BT-3, BG-1)."""
    context, head = "rsm:ExchangedDocumentContext", "rsm:ExchangedDocument"
    return [
        row(f"{context}/BusinessProcessSpecifiedDocumentContextParameter/ID", invoice.process),
        row(f"{context}/GuidelineSpecifiedDocumentContextParameter/ID", GUIDELINE),
        row(f"{head}/ID", invoice.number),
        row(f"{head}/TypeCode", invoice.type.value),
        _day(f"{head}/IssueDateTime", invoice.issued),
        *(
            found
            for note in notes(invoice)
            for found in (
                row(f"{head}/+IncludedNote/Content", note.text),
                row(f"{head}/IncludedNote/SubjectCode", note.subject),
            )
        ),
    ]


def _line(line: InvoiceLine, invoice: Invoice) -> list[Row]:
    """One line (BG-25 to BG-31)."""
    told = " ".join(text for text in (line.note, credit_text(line, invoice.language)) if text)
    taken = line.allowance if line.allowance and line.allowance.minor else None
    settlement = [
        *_tax("ApplicableTradeTax", line.vat),
        *_period(line.period),
        row("SpecifiedTradeAllowanceCharge/ChargeIndicator/udt:Indicator", taken and "false"),
        row("SpecifiedTradeAllowanceCharge/ActualAmount", taken and taken.major),
        row("SpecifiedTradeAllowanceCharge/Reason", taken and line.allowance_reason),
        row("SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount", line.amount.major),
    ]
    item = f"{_TRADE}/IncludedSupplyChainTradeLineItem"
    return [
        row(f"{_TRADE}/+IncludedSupplyChainTradeLineItem/AssociatedDocumentLineDocument/LineID", line.id),
        row(f"{item}/AssociatedDocumentLineDocument/IncludedNote/Content", told),
        row(f"{item}/SpecifiedTradeProduct/Name", line.name),
        row(
            f"{item}/SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount",
            _plain(line.unit_price),
        ),
        row(f"{item}/SpecifiedLineTradeDelivery/BilledQuantity", _plain(line.quantity), unitCode=line.unit),
        *under(f"{item}/SpecifiedLineTradeSettlement", settlement),
    ]


def _agreement(invoice: Invoice) -> list[Row]:
    """Who sells, who buys, and under which order and contract (BT-10 to BT-13, BG-4, BG-7, BG-11)."""
    group = stated_group(invoice)
    numbers = not outside_vat(invoice)
    members = (
        [row("Name", group.name), *_address(group.address), *_vat_number(group.vat_number)] if group else []
    )
    return [
        row("BuyerReference", invoice.buyer.reference),
        *under("SellerTradeParty", _party(invoice.seller, group=group, numbers=numbers)),
        *under("BuyerTradeParty", _party(invoice.buyer, numbers=numbers)),
        *under("SellerTaxRepresentativeTradeParty", members),
        row("BuyerOrderReferencedDocument/IssuerAssignedID", invoice.order),
        row("ContractReferencedDocument/IssuerAssignedID", invoice.contract),
    ]


def _party(party: Seller | Buyer, *, group: VatGroup | None = None, numbers: bool) -> list[Row]:
    """A party: SIRET (BT-29), the group's SIREN, name, SIREN (BT-30), address, where it receives, VAT number."""
    legal = party.legal if isinstance(party, Seller) else ""
    return [
        row("GlobalID", party.siret, schemeID="0009"),
        row("GlobalID", group and group.vat_number[-9:], schemeID="0231"),
        row("Name", party.name),
        row("Description", legal),
        row("SpecifiedLegalOrganization/ID", party.siren, schemeID="0002"),
        *_address(party.address),
        *_electronic(party.electronic),
        *_vat_number(party.vat_number if numbers else ""),
    ]


def _address(address: Address) -> list[Row]:
    parts = {
        "PostcodeCode": address.postcode,
        "LineOne": address.street,
        "LineTwo": address.more,
        "CityName": address.city,
        "CountryID": address.country,
    }
    return [row(f"PostalTradeAddress/{name}", text) for name, text in parts.items()]


def _electronic(address: ElectronicAddress | None) -> list[Row]:
    return [row("URIUniversalCommunication/URIID", address.value, schemeID=address.scheme)] if address else []


def _vat_number(number: str) -> list[Row]:
    return [row("SpecifiedTaxRegistration/ID", number, schemeID="VA")]


def _delivery(invoice: Invoice) -> list[Row]:
    """Where goods went, and when (BG-13, BT-72); a supply within the Union always says where (BR-IC-12)."""
    place = invoice.deliver_to
    if place is None and any(line.vat.category is VatCategory.INTRA_COMMUNITY for line in invoice.lines):
        place = invoice.buyer.address
    return [
        *(under("ShipToTradeParty", _address(place)) if place else ()),
        _day("ActualDeliverySupplyChainEvent/OccurrenceDateTime", invoice.delivered or _last(invoice.period)),
    ]


def _settlement(invoice: Invoice, vat_in_euro: Amount | None) -> list[Row]:
    """How to pay, VAT by rate, allowances, when it is due, totals, and what is credited (BG-16 to BG-23)."""
    due = invoice.due
    if due is None and invoice.process.endswith("2"):
        due = max(
            payment.day for payment in invoice.payments
        )  # BR-FR-CO-09: already paid, the day of payment.
    return [
        *_means(invoice),
        *(found for tax in invoice.breakdown for found in _breakdown(tax, invoice)),
        *_period(invoice.period),
        *(found for allowance in invoice.allowances for found in _allowance(allowance)),
        row("SpecifiedTradePaymentTerms/Description", payment_text(invoice)),
        _day("SpecifiedTradePaymentTerms/DueDateDateTime", due),
        *under("SpecifiedTradeSettlementHeaderMonetarySummation", _totals(invoice, vat_in_euro)),
        *(
            found
            for number, day in invoice.preceding
            for found in (
                row("+InvoiceReferencedDocument/IssuerAssignedID", number),
                _day("InvoiceReferencedDocument/FormattedIssueDateTime", day, kind="qdt"),
            )
        ),
    ]


def _means(invoice: Invoice) -> list[Row]:
    """The means of payment (BG-16) with the currency between, as the schema orders them."""
    means = invoice.means
    path = "SpecifiedTradeSettlementPaymentMeans"
    return [
        row("PaymentReference", means and (means.reference or invoice.number)),
        row("TaxCurrencyCode", "" if invoice.currency == "EUR" else "EUR"),
        row("InvoiceCurrencyCode", invoice.currency),
        row(f"{path}/TypeCode", means and means.code),
        row(f"{path}/PayeePartyCreditorFinancialAccount/IBANID", means and means.iban.replace(" ", "")),
        row(f"{path}/PayeeSpecifiedCreditorFinancialInstitution/BICID", means and means.bic),
    ]


def _tax(path: str, vat: Vat) -> list[Row]:
    """Category and rate of a line or an allowance; outside VAT there is no rate (BR-O-05)."""
    rate = "" if vat.category is VatCategory.OUTSIDE else _plain(vat.percent)
    return [
        row(f"{path}/TypeCode", "VAT"),
        row(f"{path}/CategoryCode", vat.category.value),
        row(f"{path}/RateApplicablePercent", rate),
    ]


def _breakdown(found: VatBreakdown, invoice: Invoice) -> list[Row]:
    """VAT of one category and rate (BG-23), with the reason where none is due."""
    due = ""
    if found.vat.category is VatCategory.STANDARD:
        by_operation = _ON_DELIVERY if invoice.operation is Operation.GOODS else _ON_PAYMENT
        due = _ON_INVOICE if invoice.vat_on_debits else by_operation
    kind, category, rate = _tax("ApplicableTradeTax", found.vat)
    return [
        row("+ApplicableTradeTax/CalculatedAmount", found.tax.major),
        kind,
        row("ApplicableTradeTax/ExemptionReason", exemption_text(found.vat, invoice.language)),
        row("ApplicableTradeTax/BasisAmount", found.taxable.major),
        category,
        row("ApplicableTradeTax/ExemptionReasonCode", exemption_code(found.vat)),
        row("ApplicableTradeTax/DueDateTypeCode", due),
        rate,
    ]


def _allowance(allowance: Allowance) -> list[Row]:
    """An allowance or a charge on the document (BG-20, BG-21), always with its reason."""
    path = "SpecifiedTradeAllowanceCharge"
    return [
        row(f"+{path}/ChargeIndicator/udt:Indicator", "true" if allowance.surcharge else "false"),
        row(f"{path}/ActualAmount", allowance.amount.major),
        row(f"{path}/Reason", allowance.reason),
        *_tax(f"{path}/CategoryTradeTax", allowance.vat),
    ]


def _totals(invoice: Invoice, vat_in_euro: Amount | None) -> list[Row]:
    """BG-22, in the order of the schema."""
    found = invoice.totals
    rounded = found.rounding.major if found.rounding.minor else None
    return [
        row("LineTotalAmount", found.lines.major),
        row("ChargeTotalAmount", found.surcharges.major),
        row("AllowanceTotalAmount", found.allowances.major),
        row("TaxBasisTotalAmount", found.net.major),
        row("TaxTotalAmount", found.vat.major, currencyID=invoice.currency),
        row("TaxTotalAmount", vat_in_euro and vat_in_euro.major, currencyID="EUR"),
        row("RoundingAmount", rounded),
        row("GrandTotalAmount", found.gross.major),
        row("TotalPrepaidAmount", found.paid.major),
        row("DuePayableAmount", found.due.major),
    ]


def _period(period: DayRange | None) -> list[Row]:
    if period is None:
        return []
    first, last = period
    return [
        _day("BillingSpecifiedPeriod/StartDateTime", first),
        _day("BillingSpecifiedPeriod/EndDateTime", last),
    ]


def _last(period: DayRange | None) -> date | None:
    """The last day of a period: the schema wants a delivery, and that is when the last of it was supplied."""
    return period[1] if period else None


def _day(path: str, day: date | None, *, kind: str = "udt") -> Row:
    return row(f"{path}/{kind}:DateTimeString", day and day.strftime("%Y%m%d"), format="102")


def _plain(number: Decimal) -> str:
    """A number without exponent and without needless zeros.

    >>> _plain(Decimal("12.500")), _plain(Decimal("1E+2"))
    ('12.5', '100')
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
