"""Who signed in and out, and whose sign-in failed? One line of the audit trail each.

Rule to remember: a name that no account has is not written down, for people type passwords where names belong.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Q

from comptoir.operations.failpoints import reach
from comptoir.operations.turns import turn
from comptoir.store.accounts.queries import find_person
from comptoir.store.audit.queries import record as record_deed

SIGNED_IN, SIGNED_OUT, FAILED = "account.signed_in", "account.signed_out", "account.sign_in_failed"
NOBODY = "somebody"


def note_sign_in(action: str, user_id: int | None, *, at: datetime) -> None:
    """Write down that an account signed in or out."""
    person = (find_person(user_id) if user_id is not None else None) or NOBODY
    with turn():
        record_deed(action, actor=person, at=at, params={"person": person})
        reach("account.written")


def note_failure(login: str, *, at: datetime) -> None:
    """Write down that a sign-in failed, with the person if there is such a name or address."""
    known = User.objects.filter(Q(username__iexact=login) | Q(email__iexact=login)).first() if login else None
    note_sign_in(FAILED, known.pk if known is not None else None, at=at)


def find_account(addresses: Sequence[str]) -> User | None:
    """The one account that has one of these mail addresses; none where several have."""
    wanted = Q(pk=None)
    for address in addresses:
        wanted |= Q(email__iexact=address)
    found = User.objects.filter(wanted)[:2]
    return found[0] if len(found) == 1 else None
