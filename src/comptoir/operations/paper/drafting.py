"""From charges to documents that may be issued: grouped, made, checked. Nothing is written and no number taken here.

    drafts_of      what a set of charges comes to: invoices, internal documents, statements
    checked        the same with their XML, or why one may not go out

Rule to remember: checking takes tens of milliseconds a document, so it is done before the transaction, on a number of
the right form; inside it only the number is put in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from comptoir.company import Company
from comptoir.core.billing.claims import Claim
from comptoir.core.billing.invoice import Totals
from comptoir.core.billing.shares import Part
from comptoir.core.tax.rules import Relation, SettlementKind
from comptoir.core.tax.vat import Vat, VatCategory
from comptoir.core.values import Amount, DayPeriod, Reason, Refusal
from comptoir.core.values.reason_json import from_json
from comptoir.operations.paper.checking import check_all
from comptoir.operations.paper.making import PROVISIONAL, make_invoice, make_statement
from comptoir.operations.paper.numbers import number_of
from comptoir.operations.paper.parties import language_of
from comptoir.operations.paper.values import INTERNAL, INVOICE, STATEMENT, IssuedInvoice, IssuedStatement
from comptoir.store.charges.models import Charge
from comptoir.store.charges.queries import parts_of
from comptoir.store.paper.rows import LineRow

_ORDER_LINE = "order line"


@dataclass(frozen=True, slots=True)
class Draft:
    """A document before it has its number.

    charges    what it is issued for, to be marked; none for statements, which post nothing
    credits    of a credit note: the number of its invoice
    """

    kind: str
    entity: str
    payer: str
    buyer: str
    relation: Relation
    issued: date
    language: str
    value: IssuedInvoice | IssuedStatement
    lines: tuple[LineRow, ...]
    cost_center: str = ""
    credits: str = ""
    charges: tuple[Charge, ...] = field(default=(), repr=False)
    claims: tuple[Claim, ...] = field(default=(), repr=False)

    @property
    def totals(self) -> tuple[str, int, int, int]:
        """Currency, net, VAT and what is claimed in all."""
        told = self.value.told(self.language)
        if isinstance(self.value, IssuedInvoice):
            totals: Totals = self.value.fr.totals
            return (totals.net.currency, totals.net.minor, totals.vat.minor, totals.payable.minor)
        total: Amount = self.value.fr.total
        return (told.currency, total.minor, 0, total.minor)


def claim_of(charge: Charge) -> Claim:
    """A stored charge as a claim."""
    amount = Amount(charge.amount, charge.currency)
    vat = Vat(VatCategory(charge.vat_category), Decimal(charge.vat_rate), charge.exemption)
    order = charge.source.partition("/")[0] if charge.source_kind == _ORDER_LINE else ""
    return Claim(
        charge.id, charge.supplier, charge.entity, charge.payer, charge.buyer, charge.offering, charge.day,
        Decimal(charge.quantity), charge.unit, amount, SettlementKind(charge.settlement), Relation(charge.relation),
        vat, parts_of(charge) or (Part("", amount),), charge.earned_by, charge.event, charge.label, order,
        charge.purchase_order, from_json(charge.reasons),
        None if charge.gross is None else Amount(charge.gross, charge.currency),
    )  # fmt: skip


def draft_invoice(company: Company, charges: Sequence[Charge], *, issued: date) -> Draft:
    """One invoice of charges that go together.

    raises    Refusal: paper.mixed, paper.nothing, billing.not_invoiced, paper.party
    """
    if not charges:
        raise Refusal(Reason("paper.nothing"))
    claims = tuple(claim_of(one) for one in charges)
    first = claims[0]
    number = number_of(company, first.entity, INVOICE, issued, PROVISIONAL)
    value = make_invoice(company, claims, issued=issued, number=number)
    by_line = dict(zip((line.id for line in value.fr.lines), _ordered(claims), strict=True))
    lines = tuple(
        LineRow(line.id, by_line[line.id].id, by_line[line.id].supplier, line.amount.minor)
        for line in value.fr.lines
    )
    return Draft(
        INVOICE, first.entity, first.payer, first.buyer, first.relation, issued,
        language_of(company, first.payer), value, lines, charges=tuple(charges), claims=claims,
    )  # fmt: skip


def draft_internal_document(
    company: Company, charges: Sequence[Charge], *, issued: date, period: DayPeriod
) -> Draft:
    """One internal document between two members of a VAT group."""
    claims = tuple(claim_of(one) for one in charges)
    first = claims[0]
    number = number_of(company, first.entity, INTERNAL, issued, PROVISIONAL)
    value = make_statement(
        company, claims, cost_center="", issued=issued, period=period, number=number, internal_document=True
    )
    lines = tuple(
        LineRow(str(place), one.id, one.supplier, one.amount.minor)
        for place, one in enumerate(_ordered(claims), 1)
    )
    return Draft(
        INTERNAL, first.entity, first.payer, first.buyer, first.relation, issued, language_of(company, first.payer),
        value, lines, charges=tuple(charges), claims=claims,
    )  # fmt: skip


def draft_statements(
    company: Company, charges: Sequence[Charge], *, issued: date, period: DayPeriod,
    known: Collection[tuple[str, str]] = (),
) -> list[Draft]:  # fmt: skip
    """One statement for each cost center that bears some of the charges, and for each payer.

    known    pairs of charge and cost center that another statement tells of already
    """
    owners = {one.id: one.owner for one in company.cost_centers}
    groups: dict[tuple[str, str, str, str], list[Claim]] = {}
    for charge in charges:
        claim = claim_of(charge)
        for part in claim.owed:
            key = (claim.entity, claim.payer, part.cost_center, claim.amount.currency)
            if (charge.id, part.cost_center) in known:
                continue
            if claim not in groups.setdefault(key, []):
                groups[key].append(claim)
    drafts = []
    for (entity, payer, center, _), claims in sorted(groups.items(), key=lambda item: item[0]):
        number = number_of(company, entity, STATEMENT, issued, PROVISIONAL)
        value = make_statement(
            company, claims, cost_center=center, issued=issued, period=period, number=number
        )
        lines = tuple(
            LineRow(str(place), one.id, one.supplier, line.amount.minor)
            for place, (one, line) in enumerate(zip(_ordered(claims), value.fr.lines, strict=True), 1)
        )
        language = language_of(company, payer, owner=owners.get(center, ""))
        drafts.append(
            Draft(
                STATEMENT, entity, payer, claims[0].buyer, claims[0].relation, issued, language, value, lines,
                cost_center=center,
            )
        )  # fmt: skip
    return drafts


def checked(drafts: Sequence[Draft]) -> list[Draft | Refusal]:
    """Each draft, or why it may not go out; statements have no rules of their own."""
    invoices = [draft for draft in drafts if isinstance(draft.value, IssuedInvoice)]
    found = check_all(
        [draft.value.told(draft.language) for draft in invoices if isinstance(draft.value, IssuedInvoice)]
    )
    refused = {
        id(draft): answer
        for draft, answer in zip(invoices, found, strict=True)
        if isinstance(answer, Refusal)
    }
    return [refused.get(id(draft), draft) for draft in drafts]


def _ordered(claims: Iterable[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda one: (one.day, one.id))
