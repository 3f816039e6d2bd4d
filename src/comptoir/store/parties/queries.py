"""How is a person reached? By the mail address and in the language that the company folder says."""

from __future__ import annotations

from typing import NamedTuple

from comptoir.store.accounts.models import Account
from comptoir.store.parties.models import Person


class Contact(NamedTuple):
    """A mail address (empty: none is known), a language (empty: none is stated) and a name."""

    address: str
    language: str = ""
    name: str = ""


def find_contact(party: str) -> Contact:
    """How to reach a party: by the company folder, else by the address of its account."""
    row = Person.objects.filter(person=party, superseded_at=None).first()
    address = row.email if row else ""
    if not address:
        mails = Account.objects.filter(person=party).values_list("user__email", flat=True)
        address = next(iter(mails), "") or ""
    return Contact(address, row.language if row else "", row.name if row else "")
