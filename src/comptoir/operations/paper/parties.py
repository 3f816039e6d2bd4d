"""Who invoices, who is invoiced, and on which terms? From the company as it is today, frozen into the document.

Nothing is made up: what the company does not say stays empty, and `checking` names it before a number is taken.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from comptoir.company import Company
from comptoir.company.model import Invoicing
from comptoir.core.billing.claims import buyer_kind
from comptoir.core.billing.invoice import (
    Address,
    Buyer,
    ElectronicAddress,
    PaymentMeans,
    Seller,
    Terms,
    VatGroup,
)
from comptoir.core.relation.facts import PEOPLE, Party
from comptoir.core.tax import declared_memberships, vat_group_of
from comptoir.core.values import Amount, Place, Reason, Refusal
from comptoir.wording import say

LANGUAGES = ("fr", "en")
# The fixed fee for recovery costs (Code de commerce, L441-10 and D441-5), owed by businesses that pay late.
RECOVERY_FEE = Amount(4000, "EUR")
_SIREN, _MAIL = "0225", "EM"


class Conditions(NamedTuple):
    """When an invoice is due, and what is said about paying it."""

    due: date | None
    terms: Terms
    means: PaymentMeans
    vat_on_debits: bool


def party_of(company: Company, party: str) -> Party:
    """A party by its id.

    raises    Refusal(paper.party) for one that the company does not know any more
    """
    found = company.parties.get(party)
    if found is None:
        raise Refusal(Reason("paper.party", (("party", party),)))
    return found


def invoicing_of(company: Company, party: str) -> Invoicing:
    """What invoicing.csv says of a party; an empty row where it says nothing."""
    return company.invoicing.get(party) or Invoicing(Place("invoicing.csv"), party, prefix=party)


def seller_of(company: Company, entity: str, language: str, *, as_of: date) -> Seller:
    """The legal entity that invoices, with the VAT group it is a member of on that day."""
    party, row = party_of(company, entity), invoicing_of(company, entity)
    group = vat_group_of(declared_memberships(company.facts), entity, as_of=as_of)
    return Seller(
        party.named.name(language), _address(row, party.country), party.siren, party.vat_number,
        _electronic(row, party, company), row.siret, row.legal, _group(company, group, language) if group else None,
    )  # fmt: skip


def buyer_of(company: Company, buyer: str, seller: Seller, language: str, *, attention: str = "") -> Buyer:
    """The legal entity or person that is invoiced; attention: a unit of it, in its address."""
    party, row = party_of(company, buyer), invoicing_of(company, buyer)
    person = party.kind in PEOPLE
    country = row.country or party.country or seller.address.country
    kind = buyer_kind(
        seller.address.country, country, person=person, siren=party.siren, vat_number=party.vat_number
    )
    return Buyer(
        party.named.name(language), _address(row, country, attention), kind, party.siren, party.vat_number,
        _electronic(row, party, company), row.siret, row.reference,
    )  # fmt: skip


def conditions(company: Company, entity: str, buyer: str, language: str, *, issued: date) -> Conditions:
    """The seller's conditions, with the days that were agreed with the buyer, else its own."""
    own, agreed = invoicing_of(company, entity), invoicing_of(company, buyer)
    days = own.payment_days if agreed.payment_days is None else agreed.payment_days
    due = None if days is None else issued + timedelta(days)
    french = party_of(company, entity).country == "FR"
    told = {
        "late_penalty": _penalty(own.late_penalty, language),
        "recovery_fee": say("paper.terms.recovery_fee", {"fee": RECOVERY_FEE}, language) if french else "",
        "early_discount": _discount(own.early_discount, language),
        "payment": say("paper.terms.payment", {"days": days, "due": due}, language) if due else "",
    }
    return Conditions(due, Terms(**told), PaymentMeans(iban=own.iban, bic=own.bic), own.vat_on_debits)


def language_of(company: Company, party: str, *, owner: str = "") -> str:
    """The language of whoever reads a document: the person's, the unit's manager's, or the house's."""
    people = {one.id: one.language for one in company.people}
    known = company.parties.get(party)
    for person in (owner, party, known.manager if known else ""):
        if people.get(person):
            return people[person]
    abroad = known is not None and known.country not in ("", "FR", "BE", "LU", "CH", "MC")
    return "en" if abroad else company.settings.language


def _address(row: Invoicing, country: str, attention: str = "") -> Address:
    more = " · ".join(text for text in (attention, row.street_more) if text)
    return Address(row.street, row.postcode, row.city, row.country or country, more)


def _electronic(row: Invoicing, party: Party, company: Company) -> ElectronicAddress | None:
    """Where a platform delivers: as stated, else by the SIREN, else a person's mail."""
    stated = row.electronic_address.strip()
    if "@" in stated:
        return ElectronicAddress(_MAIL, stated)
    if ":" in stated:
        return ElectronicAddress(*(part.strip() for part in stated.split(":", 1)))
    if stated or party.siren:
        return ElectronicAddress(_SIREN, stated or party.siren)
    mail = next((one.email for one in company.people if one.id == party.id), "")
    return ElectronicAddress(_MAIL, mail) if mail else None


def _group(company: Company, group: str, language: str) -> VatGroup:
    """The VAT group's name, number and address, where it is an organization of the folder."""
    party, row = company.parties.get(group), invoicing_of(company, group)
    if party is None:
        return VatGroup(group, "", Address("", "", "", ""))
    return VatGroup(party.named.name(language), party.vat_number, _address(row, party.country))


def _penalty(rate: Decimal | None, language: str) -> str:
    return "" if rate is None else say("paper.terms.late_penalty", {"rate": rate}, language)


def _discount(rate: Decimal | None, language: str) -> str:
    if rate is None:
        return ""
    return say("paper.terms.early_discount" if rate else "paper.terms.no_discount", {"rate": rate}, language)
