"""How is a supply settled: a charge to a cost center, an internal document, or an invoice, and with which VAT?

`situation` reads from the facts who pays and who sells on the day of the supply; `settle` finds the row of the table
for it. Rules to remember: the day of the supply decides, not the day of the paper; who pays decides, not who orders;
inside one legal entity an invoice is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from comptoir.core.relation.capacity import legal_entity_of, same_entity
from comptoir.core.relation.facts import ORGANIZATIONS, PEOPLE, FactBook, Party
from comptoir.core.relation.standing import standing
from comptoir.core.relation.ties import Tie
from comptoir.core.tax.groups import VatMembership, vat_group_of
from comptoir.core.tax.rules import (
    COUNTRIES,
    TREATMENTS,
    Country,
    Nature,
    Relation,
    SettlementKind,
    Territory,
    Treatment,
    belongs_to,
    territory,
)
from comptoir.core.tax.vat import Vat, VatCategory
from comptoir.core.values import Named, Reason, Refusal

_PRIVATELY = {Tie.EMPLOYEE: Relation.EMPLOYEE, Tie.GROUP_COMPANY: Relation.SISTER_EMPLOYEE}
_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Situation:
    """Who pays and who sells, on the day of a supply.

    seller, buyer   the legal entities (or the person who buys)
    business        the buyer is a taxable person as far as we can prove it: in the Union by its VAT number
    seller_group    the VAT group in whose name the seller invoices, empty for none
    assumed         the buyer's country is unknown and taken to be the seller's
    """

    as_of: date
    relation: Relation
    seller: Named
    buyer: Named
    seller_country: str
    buyer_country: str
    business: bool
    vat_number: str = ""
    seller_group: str = ""
    assumed: bool = False

    @property
    def territory(self) -> Territory:
        """Where the buyer is, seen from the seller."""
        return territory(self.seller_country, self.buyer_country)


@dataclass(frozen=True, slots=True)
class Settlement:
    """What is written, with which VAT, and why.

    tolerance   how far below the usual price this buyer may be served before it is a benefit; None: never one
    """

    kind: SettlementKind
    vat: Vat
    situation: Situation
    reasons: tuple[Reason, ...]
    tolerance: Decimal | None = None


def situation(
    book: FactBook, payer: str, supplier: str, *, memberships: Iterable[VatMembership], as_of: date, known_at: datetime
) -> Situation:  # fmt: skip
    """Read from the facts what tax has to know of a payer and a supplier.

    payer     the unit or organization that bears it, or the person who buys privately
    raises    Refusal(tax.no_seller) if the supplier belongs to no legal entity, or that one has no country
    """
    memberships = tuple(memberships)
    seller = _entity(book, supplier, as_of, known_at)
    if seller is None or not seller.country:
        raise Refusal(Reason("tax.no_seller", (("supplier", _named(book, supplier)),)))
    declared = book.parties.get(payer)
    person = declared is not None and declared.kind in PEOPLE
    buyer = declared if person else _entity(book, payer, as_of, known_at)
    group = vat_group_of(memberships, seller.id, as_of=as_of)
    relation = Relation.OUTSIDER
    if person or buyer is None:
        tie = standing(book, payer, supplier, as_of=as_of, known_at=known_at).tie
        relation = _PRIVATELY.get(tie, Relation.OUTSIDER)
    elif same_entity(book, payer, supplier, as_of=as_of, known_at=known_at):
        relation = Relation.SAME_ENTITY
    elif group and group == vat_group_of(memberships, buyer.id, as_of=as_of) and _allowed(seller, buyer):
        relation = Relation.VAT_GROUP
    elif standing(book, payer, supplier, as_of=as_of, known_at=known_at).tie is Tie.GROUP_COMPANY:
        relation = Relation.GROUP_COMPANY
    country = buyer.country if buyer else ""
    return Situation(
        as_of,
        relation,
        seller.named,
        buyer.named if buyer else Named(payer),
        seller.country,
        country or seller.country,
        _business(seller, buyer),
        buyer.vat_number if buyer else "",
        group,
        not country,
    )


def settle(
    found: Situation, *, nature: Nature, rate: Decimal | None = None, exemption: str = ""
) -> Settlement:
    """Decide how a supply is settled.

    rate       what the offering or card says, as a ratio; None: the country's standard rate. It counts only where
               VAT is due at all
    exemption  the VATEX code by which the offering itself is exempt at home; its rate is then nothing
    raises     Refusal: tax.no_rules for a seller's country that is not in the table, tax.rate for a rate that its
               country does not have, tax.exemption for a rate of nothing without the reason why

    >>> ends = Named("MOREAU"), Named("RIVAL"), "FR", "BE"
    >>> found = settle(Situation(date(2026, 11, 23), Relation.OUTSIDER, *ends, business=True), nature=Nature.SERVICES)
    >>> str(found.kind), str(found.vat.category), found.vat.rate, found.reasons[-1].code
    ('invoice', 'AE', Decimal('0'), 'tax.reverse_charge')
    """
    rules = COUNTRIES.get(found.seller_country)
    if rules is None:
        raise Refusal(Reason("tax.no_rules", (("country", found.seller_country),)))
    row = treatment(found, nature)
    ends = (("seller", found.seller), ("buyer", found.buyer), ("day", found.as_of))
    reasons = [Reason(f"tax.is.{found.relation.replace(' ', '_')}", ends)]
    if found.assumed and row.kind is SettlementKind.INVOICE:
        reasons.append(Reason("tax.country_assumed", (*ends, ("country", found.buyer_country))))
    vat = _vat(row, rules, rate, exemption)
    reasons.append(Reason(row.why, (("rate", vat.rate), ("country", found.buyer_country))))
    if row.category is VatCategory.STANDARD and vat.category is VatCategory.EXEMPT:
        reasons.append(Reason("tax.exempt", (("exemption", exemption),)))
    tolerance = (rules.tolerances or {}).get(found.relation)
    return Settlement(row.kind, vat, found, tuple(reasons), tolerance)


def treatment(found: Situation, nature: Nature) -> Treatment:
    """The row of the table that counts; there is always one."""
    return next(
        row
        for row in TREATMENTS
        if row.fits(found.relation, found.territory, nature, business=found.business)
    )


def require_invoice(settlement: Settlement) -> None:
    """Refuse an invoice where the law knows none.

    raises    Refusal(tax.invoice_refused) inside one legal entity or VAT group
    """
    if settlement.kind is not SettlementKind.INVOICE:
        found = settlement.situation
        ends = (("seller", found.seller), ("buyer", found.buyer), ("day", found.as_of))
        raise Refusal(Reason("tax.invoice_refused", (*ends, ("kind", str(settlement.kind)))))


def _vat(row: Treatment, rules: Country, rate: Decimal | None, exemption: str) -> Vat:
    if row.category is not VatCategory.STANDARD:
        return Vat(row.category, _NONE, row.exemption)
    if exemption:
        return Vat(VatCategory.EXEMPT, _NONE, exemption)
    asked = rules.standard if rate is None else rate
    if not asked:
        raise Refusal(Reason("tax.exemption", (("country", rules.code),)))
    if asked not in rules.rates:
        raise Refusal(Reason("tax.rate", (("rate", asked), ("country", rules.code))))
    return Vat(VatCategory.STANDARD, asked)


def _entity(book: FactBook, party: str, as_of: date, known_at: datetime) -> Party | None:
    entity = legal_entity_of(book, party, as_of=as_of, known_at=known_at)
    return None if entity is None else book.parties.get(entity)


def _named(book: FactBook, party: str) -> Named:
    declared = book.parties.get(party)
    return Named(party) if declared is None else declared.named


def _allowed(seller: Party, buyer: Party) -> bool:
    """A VAT group holds within one country only, and only where its law knows one."""
    rules = COUNTRIES.get(seller.country)
    return rules is not None and rules.vat_groups and seller.country == buyer.country


def _business(seller: Party, buyer: Party | None) -> bool:
    if buyer is None or buyer.kind not in ORGANIZATIONS:
        return False
    if territory(seller.country, buyer.country or seller.country) is Territory.UNION:
        return belongs_to(buyer.vat_number, buyer.country)
    return True
