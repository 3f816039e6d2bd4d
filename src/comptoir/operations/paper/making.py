"""How do claims become an invoice, a statement of a cost center or an internal document, in both languages?

One payer, one legal entity, one currency for each document. Rule to remember: the amounts are those of the claims;
nothing is priced again, and both languages come to the same totals or the document is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from comptoir.company import Company
from comptoir.core.billing.agreed import agree
from comptoir.core.billing.claims import Claim, billed, claim_line, nature_of
from comptoir.core.billing.invoice import Buyer, Invoice, InvoiceLine, InvoiceType, Operation, Seller
from comptoir.core.catalog import Kind, Mode
from comptoir.core.pricing.view import for_customer
from comptoir.core.values import Amount, DayPeriod, Named, Reason, Refusal
from comptoir.documents.statement import Share, Statement, StatementLine
from comptoir.operations.paper.parties import LANGUAGES, Conditions, buyer_of, conditions, party_of, seller_of
from comptoir.operations.paper.values import IssuedInvoice, IssuedStatement, LineBooks
from comptoir.wording import format_measures, say


class _Head(NamedTuple):
    """Who invoices whom, on which conditions."""

    seller: Seller
    buyer: Buyer
    agreed: Conditions


# A number of the right form, to check a document before its number is taken.
PROVISIONAL = 99_999


def make_invoice(
    company: Company, claims: Sequence[Claim], *, issued: date, number: str, notes: tuple[str, ...] = ()
) -> IssuedInvoice:
    """An invoice of claims, in the order of their days.

    raises    Refusal: paper.mixed for claims of several payers, entities or currencies; billing.not_invoiced
    """
    ordered, rounding = agree(_together(claims))
    told = {
        language: replace(
            _invoice(company, list(ordered), issued=issued, number=number, language=language, notes=notes),
            rounding=rounding,
        )
        for language in LANGUAGES
    }
    books = tuple(
        LineBooks(str(place), one.earned_by, _revenue(company, one), one.owed)
        for place, one in enumerate(ordered, 1)
    )
    return IssuedInvoice(told["fr"], told["en"], books)


def make_statement(
    company: Company, claims: Sequence[Claim], *, cost_center: str, issued: date, period: DayPeriod, number: str,
    internal_document: bool = False,
) -> IssuedStatement:  # fmt: skip
    """What a cost center bears of some claims; or, as an internal document, all that they come to."""
    ordered = _together(claims)
    told = {
        language: _statement(
            company, ordered, cost_center, issued, period, number, language, internal_document
        )
        for language in LANGUAGES
    }
    return IssuedStatement(told["fr"], told["en"])


def renewed(company: Company, old: IssuedInvoice, *, entity: str, buyer: str, payer: str, issued: date, number: str,
            note: str) -> IssuedInvoice:  # fmt: skip
    """The lines of an invoice under a head of today: addresses, terms and days as the company states them now."""
    made = {}
    for language in LANGUAGES:
        head = _head(company, entity, buyer, payer, issued, language)
        replaces = say("paper.replaces", {"number": note}, language)
        before = replace(old.told(language), number=number, issued=issued, notes=(replaces,), payments=())
        made[language] = _under(before, head)
    return IssuedInvoice(made["fr"], made["en"], old.books)


def offering_name(company: Company, claim: Claim, language: str) -> str:
    """What is claimed, in words: the offering, what of it, and its label."""
    offering = company.offerings.get(claim.offering)
    name = (
        Named(claim.offering, offering.name_fr, offering.name_en)
        if offering
        else Named(claim.offering or claim.id)
    )
    text = name.name(language)
    if claim.event != "use":
        text = say("paper.fee", {"event": claim.event, "offering": text}, language)
    return f"{text} ({claim.label})" if claim.label and claim.label not in (claim.offering, text) else text


def _together(claims: Sequence[Claim]) -> list[Claim]:
    """Claims that may stand on one document, by day."""
    if not claims:
        raise Refusal(Reason("paper.nothing"))
    for name in ("entity", "payer", "buyer", "relation", "kind"):
        found = sorted({str(getattr(one, name)) for one in claims})
        if len(found) > 1:
            raise Refusal(Reason("paper.mixed", (("what", name), ("first", found[0]), ("second", found[1]))))
    currencies = sorted({one.amount.currency for one in claims})
    if len(currencies) > 1:
        told = (("what", "currency"), ("first", currencies[0]), ("second", currencies[1]))
        raise Refusal(Reason("paper.mixed", told))
    return sorted(claims, key=lambda one: (one.day, one.offering, one.quantity, one.id))


def _invoice(
    company: Company, claims: list[Claim], *, issued: date, number: str, language: str, notes: tuple[str, ...]
) -> Invoice:
    first = claims[0]
    lines = tuple(_line(company, one, str(place), language) for place, one in enumerate(claims, 1))
    ordered = {one.purchase_order for one in claims if one.purchase_order}
    head = _head(company, first.entity, first.buyer, first.payer, issued, language)
    return Invoice(
        number=number,
        type=InvoiceType.INVOICE,
        issued=issued,
        due=head.agreed.due,
        currency=first.amount.currency,
        operation=_operation(company, claims),
        seller=head.seller,
        buyer=head.buyer,
        lines=lines,
        terms=head.agreed.terms,
        means=head.agreed.means,
        vat_on_debits=head.agreed.vat_on_debits,
        period=(claims[0].day, claims[-1].day),
        order=ordered.pop() if len(ordered) == 1 else "",
        notes=notes,
        language=language,
    )


def _under(invoice: Invoice, head: _Head) -> Invoice:
    """An invoice under another head."""
    agreed = head.agreed
    return replace(
        invoice, seller=head.seller, buyer=head.buyer, due=agreed.due, terms=agreed.terms, means=agreed.means,
        vat_on_debits=agreed.vat_on_debits,
    )  # fmt: skip


def _head(company: Company, entity: str, buyer: str, payer: str, issued: date, language: str) -> _Head:
    """Who, on which terms, until when; a unit that pays is named in its company's address."""
    seller = seller_of(company, entity, language, as_of=issued)
    attention = party_of(company, payer).named.name(language) if payer != buyer else ""
    bought = buyer_of(company, buyer, seller, language, attention=attention)
    return _Head(seller, bought, conditions(company, entity, buyer, language, issued=issued))


def _line(company: Company, claim: Claim, place: str, language: str) -> InvoiceLine:
    line = claim_line(claim, id=place, name=offering_name(company, claim, language))
    order = say("paper.line.order", {"order": claim.order}, language) if claim.order else ""
    used = _used(claim, line.quantity, language)
    return replace(line, note=" · ".join(text for text in (used or line.note, order) if text))


def _used(claim: Claim, told: Decimal, language: str) -> str:
    """What was measured, where the line says another quantity: a begun hour counts as one."""
    if told == claim.quantity or not claim.unit or not claim.quantity:
        return ""
    return say("paper.line.used", {"used": format_measures({claim.unit: claim.quantity}, language)}, language)


def _operation(company: Company, claims: Iterable[Claim]) -> Operation:
    return nature_of(_sort(company, one) for one in claims)


def _revenue(company: Company, claim: Claim) -> str:
    goods = nature_of([_sort(company, claim)]) is Operation.GOODS
    return "revenue of goods" if goods else "revenue of services"


def _sort(company: Company, claim: Claim) -> tuple[Kind, Mode]:
    offering = company.offerings.get(claim.offering)
    return (offering.kind, offering.mode) if offering else (Kind.SERVICE, Mode.SALE)


def _statement(
    company: Company, claims: list[Claim], cost_center: str, issued: date, period: DayPeriod, number: str,
    language: str, internal_document: bool,
) -> Statement:  # fmt: skip
    first = claims[0]
    centers = {one.id: one for one in company.cost_centers}
    lines = []
    shares: dict[str, Amount] = {}
    for one in claims:
        for part in one.owed:
            if internal_document or part.cost_center == cost_center:
                nothing = Amount.zero(part.amount.currency)
                shares[part.cost_center] = shares.get(part.cost_center, nothing) + part.amount
        amount = one.amount if internal_document else _share(one, cost_center)
        lines.append(_statement_line(company, one, amount, cost_center, language))
    suppliers = list(dict.fromkeys(one.supplier for one in claims))
    return Statement(
        number, issued, period, party_of(company, first.entity).named.name(language),
        ", ".join(party_of(company, one).named.name(language) for one in suppliers),
        party_of(company, first.payer).named.name(language), first.amount.currency, tuple(lines),
        tuple(
            Share(center, _center_name(centers.get(center), center, language), amount)
            for center, amount in shares.items()
        ),
        customer_more=(party_of(company, first.buyer).named.name(language),) if internal_document else (),
        note=say("paper.internal_document", {}, language) if internal_document else "",
        language=language,
    )  # fmt: skip


def _statement_line(
    company: Company, claim: Claim, amount: Amount, cost_center: str, language: str
) -> StatementLine:
    """One claim as a line: its price only where it multiplies to the amount."""
    quantity, unit = billed(claim) if amount == claim.amount else (claim.quantity, claim.unit)
    whole = amount == claim.amount and quantity
    price = amount.major / quantity if whole else None
    exact = (
        price is not None and price == price.quantize(Decimal("0.0001")) and price * quantity == amount.major
    )
    return StatementLine(
        claim.day, offering_name(company, claim, language), quantity, unit, price if exact else None,
        amount, claim.order, cost_center, why=for_customer(claim.reasons),
    )  # fmt: skip


def _share(claim: Claim, cost_center: str) -> Amount:
    parts = [part.amount for part in claim.owed if part.cost_center == cost_center]
    return sum(parts, Amount.zero(claim.amount.currency))


def _center_name(center: object, otherwise: str, language: str) -> str:
    found = getattr(center, f"name_{language}", "")
    return str(found or otherwise)
