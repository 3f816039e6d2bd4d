"""What must an invoice say that it does not say yet, and which rule asks for it?

One table: a mention, the rule behind it (EN 16931, the French rules BR-FR, or the code), when it is asked for, and
whether it is there. Rule to remember: this says in words what is missing and where to state it, before an invoice is
made; `documents.broken_rules` then holds the finished XML to every rule, also to those that are not here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from comptoir.core.billing.invoice import BuyerKind, Invoice, InvoiceType
from comptoir.core.tax.vat import VatCategory
from comptoir.core.values import Reason

# What an exempt or outside document need not name.
_TAXED = frozenset(VatCategory) - {VatCategory.EXEMPT, VatCategory.OUTSIDE}
_TO_A_BUSINESS = frozenset({VatCategory.REVERSE_CHARGE, VatCategory.INTRA_COMMUNITY})


class _Mention(NamedTuple):
    code: str
    rule: str
    missing: Callable[[Invoice], bool]
    french: bool = False


def _categories(invoice: Invoice) -> frozenset[VatCategory]:
    return frozenset(row.vat.category for row in invoice.breakdown)


def _to_be_paid(invoice: Invoice) -> bool:
    return invoice.type is not InvoiceType.CREDIT_NOTE and invoice.totals.due.minor > 0


def _no_group_number(invoice: Invoice) -> bool:
    group = invoice.seller.vat_group
    return group is not None and not (group.vat_number and group.address.country)


def _nameless(invoice: Invoice) -> bool:
    return any(not line.name.strip() for line in invoice.lines)


def _miscounted(invoice: Invoice) -> bool:
    return any(line.computed != line.amount or line.unit_price < 0 for line in invoice.lines)


_SELLER, _BUYER, _DOCUMENT = "seller", "buyer", "document"
_TABLE: tuple[tuple[str, tuple[_Mention, ...]], ...] = (
    (
        _SELLER,
        (
            _Mention("name", "BR-06", lambda one: not one.seller.name.strip()),
            _Mention("address", "CGI ann. II 242 nonies A", lambda one: not _whole(one.seller.address)),
            _Mention("country", "BR-09", lambda one: not one.seller.address.country),
            _Mention("siren", "BR-FR-10", lambda one: not one.seller.siren, french=True),
            _Mention(
                "vat_number",
                "BR-S-02",
                lambda one: not _TAXED.isdisjoint(_categories(one)) and not one.seller.vat_number,
            ),
            _Mention("electronic", "BR-FR-13", lambda one: one.seller.electronic is None, french=True),
            _Mention("legal", "Code de commerce R123-237", lambda one: not one.seller.legal, french=True),
            _Mention(
                "account",
                "BR-61",
                lambda one: _to_be_paid(one) and not (one.means and one.means.iban),
            ),
            _Mention("vat_group", "BR-FR-CO-15", _no_group_number, french=True),
            _Mention("late_penalty", "BR-FR-05 PMD", lambda one: not one.terms.late_penalty, french=True),
            _Mention("recovery_fee", "BR-FR-05 PMT", lambda one: not one.terms.recovery_fee, french=True),
            _Mention("early_discount", "BR-FR-05 AAB", lambda one: not one.terms.early_discount, french=True),
        ),
    ),
    (
        _BUYER,
        (
            _Mention("name", "BR-07", lambda one: not one.buyer.name.strip()),
            _Mention("address", "CGI ann. II 242 nonies A", lambda one: not _whole(one.buyer.address)),
            _Mention("country", "BR-11", lambda one: not one.buyer.address.country),
            _Mention(
                "siren",
                "BR-FR-11",
                lambda one: one.buyer.kind is BuyerKind.BUSINESS and not one.buyer.siren,
                french=True,
            ),
            _Mention(
                "vat_number",
                "BR-AE-02, BR-IC-02",
                lambda one: not _TO_A_BUSINESS.isdisjoint(_categories(one)) and not one.buyer.vat_number,
            ),
            _Mention("electronic", "BR-FR-12", lambda one: one.buyer.electronic is None, french=True),
        ),
    ),
    (
        _DOCUMENT,
        (
            _Mention("lines", "BR-16", lambda one: not one.lines),
            _Mention("line_name", "BR-25", _nameless),
            _Mention("line_amount", "BR-27, PEPPOL-EN16931-R120", _miscounted),
            _Mention(
                "terms",
                "BR-CO-25",
                lambda one: _to_be_paid(one) and one.due is None and not one.terms.payment,
            ),
            _Mention("due", "BR-FR-CO-07", lambda one: one.due is not None and one.due < one.issued),
            _Mention(
                "supplied",
                "CGI ann. II 242 nonies A",
                lambda one: one.delivered is None and one.period is None,
            ),
            _Mention(
                "exemption",
                "BR-E-10",
                lambda one: any(
                    row.vat.category is VatCategory.EXEMPT and not row.vat.exemption for row in one.breakdown
                ),
            ),
            _Mention(
                "preceding",
                "BR-FR-CO-05",
                lambda one: one.type is not InvoiceType.INVOICE and not one.preceding,
            ),
        ),
    ),
)


def missing_mentions(invoice: Invoice, *, french: bool = True) -> tuple[Reason, ...]:
    """What is missing, each with the rule that asks for it and who lacks it; empty: nothing.

    french    whether the seller is French, so that the mentions of the French code are asked for too

    >>> from comptoir.core.billing.invoice import Address, Buyer, Operation, Seller
    >>> from datetime import date
    >>> nobody = Address("", "", "", "")
    >>> bare = Invoice("F-1", InvoiceType.INVOICE, date(2026, 11, 23), None, "EUR", Operation.GOODS,
    ...     Seller("A", nobody), Buyer("B", nobody, BuyerKind.CONSUMER), ())
    >>> [reason.code for reason in missing_mentions(bare, french=False)][:2]
    ['billing.mention.seller_address', 'billing.mention.seller_country']
    """
    whose = {_SELLER: invoice.seller.name, _BUYER: invoice.buyer.name, _DOCUMENT: ""}
    return tuple(
        Reason(f"billing.mention.{who}_{one.code}", (("rule", one.rule), ("party", whose[who])))
        for who, mentions in _TABLE
        for one in mentions
        if (french or not one.french) and one.missing(invoice)
    )


def _whole(address: object) -> bool:
    return bool(getattr(address, "street", "").strip() and getattr(address, "city", "").strip())
