"""To which mail address does a document go? To the one that its payer states, else to a person who answers for it.

invoicing.csv   `invoice_mail`, else `electronic_address` where that is a mail address
a person        the payer himself, the owner of the cost center that bears it, or who manages the unit
nobody          the address is empty: the document goes by hand, and its page says so
"""

from __future__ import annotations

from comptoir.operations.desk import desk
from comptoir.operations.paper.parties import invoicing_of
from comptoir.store.parties.queries import Contact, find_contact


def contact_of(payer: str, cost_center: str, language: str) -> Contact:
    """Where the documents of a payer go by mail; an empty address: nowhere is known.

    language    that of the document, for an address that is no person's
    """
    company = desk().company
    party = company.parties.get(payer)
    row = invoicing_of(company, payer)
    stated = row.invoice_mail or row.electronic_address.strip()
    if "@" in stated:
        return Contact(stated, language, party.named.name(language) if party else "")
    owner = next((one.owner for one in company.cost_centers if cost_center and one.id == cost_center), "")
    for person in (payer, owner, party.manager if party else ""):
        found = find_contact(person) if person else Contact("")
        if found.address:
            return found
    return Contact("")
