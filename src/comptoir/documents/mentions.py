"""Which texts does an invoice carry: the notes of the French law, why no VAT is due, what a line takes back?

The same texts go into the XML and onto the paper, in the language of the invoice. Rule to remember: a mention that
the seller did not state is not invented here; `broken_rules` and `core.billing` say that it is missing.
"""

from __future__ import annotations

from typing import NamedTuple

from comptoir.core.billing.invoice import Invoice, InvoiceLine, InvoiceType, VatGroup
from comptoir.core.tax.vat import Vat, VatCategory
from comptoir.wording import say
from comptoir.wording.sentences import all_sentences

# The code of a category's reason where the invoice names none (VATEX list of EN 16931).
_USUAL_EXEMPTION = {
    VatCategory.REVERSE_CHARGE: "VATEX-EU-AE",
    VatCategory.INTRA_COMMUNITY: "VATEX-EU-IC",
    VatCategory.EXPORT: "VATEX-EU-G",
    VatCategory.OUTSIDE: "VATEX-EU-O",
}
_NO_EXEMPTION = (VatCategory.STANDARD, VatCategory.ZERO)


class Note(NamedTuple):
    """A note (BG-1): its text (BT-22) and the code of its subject (BT-21, UNTDID 4451), if it has one."""

    text: str
    subject: str = ""


def notes(invoice: Invoice) -> tuple[Note, ...]:
    """The notes of an invoice: recovery fee, late penalty, discount, treatment, VAT group, and its own."""
    terms = invoice.terms
    debits = say("documents.vat_on_debits", {}, invoice.language) if invoice.vat_on_debits else ""
    found = (
        Note(terms.recovery_fee, "PMT"),
        Note(terms.late_penalty, "PMD"),
        Note(terms.early_discount, "AAB"),
        Note(invoice.buyer.kind.value, "BAR"),
        Note("MEMBRE_ASSUJETTI_UNIQUE" if stated_group(invoice) else "", "TXD"),
        Note(debits),
        *(Note(text) for text in invoice.notes),
    )
    return tuple(note for note in found if note.text)


def outside_vat(invoice: Invoice) -> bool:
    """Whether the document is outside VAT; then it names nobody's VAT number (BR-O-02)."""
    return any(row.vat.category is VatCategory.OUTSIDE for row in invoice.breakdown)


def stated_group(invoice: Invoice) -> VatGroup | None:
    """The seller's VAT group, as the XML may state it.

    Outside VAT the European rule forbids the group's number (BR-O-02) and the French one demands it wherever the
    group is named (BR-FR-CO-15); so the group is then not named at all.
    """
    return None if outside_vat(invoice) else invoice.seller.vat_group


def exemption_code(vat: Vat) -> str:
    """The VATEX code that says why no VAT is due (BT-121); empty where VAT is due."""
    if vat.category in _NO_EXEMPTION:
        return ""
    return vat.exemption or _USUAL_EXEMPTION.get(vat.category, "")


def exemption_text(vat: Vat, language: str) -> str:
    """Why no VAT is due, in words (BT-120), as the French code asks them on the paper.

    >>> exemption_text(Vat(VatCategory.REVERSE_CHARGE), "en")
    'Reverse charge: the customer accounts for the VAT (art. 283-2 CGI; art. 196 Directive 2006/112/EC).'
    """
    if vat.category in _NO_EXEMPTION:
        return ""
    stated = f"documents.exemption.{exemption_code(vat)}"
    known = stated if stated in all_sentences() else f"documents.exemption.{vat.category.value}"
    return say(known, {}, language)


def credit_text(line: InvoiceLine, language: str) -> str:
    """Which line of which invoice a line of a credit note takes back; EN 16931 has no field for it, only a note."""
    if line.credits is None:
        return ""
    number, credited = line.credits
    return say("documents.credits_line", {"invoice": number, "line": credited}, language)


def payment_text(invoice: Invoice) -> str:
    """The terms of payment (BT-20); a credit note and a paid invoice say that nothing is to be paid."""
    if invoice.terms.payment:
        return invoice.terms.payment
    if invoice.type is InvoiceType.CREDIT_NOTE:
        return say("documents.terms.credit", {}, invoice.language)
    return "" if invoice.totals.due.minor else say("documents.terms.paid", {}, invoice.language)
