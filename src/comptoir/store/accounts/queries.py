"""Which roles does a person hold at an instant, and which person signs in with an account?"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import Q

from comptoir.store.accounts.models import Account, RoleGrant
from comptoir.store.messages import Question, Rows, ask_together


class Grant(NamedTuple):
    """A role in a unit (empty: the whole house), from an instant until another (None: until further notice)."""

    person: str
    unit: str
    role: str
    valid_from: datetime
    valid_to: datetime | None = None


def list_held(person: str, *, at: datetime) -> tuple[tuple[str, str], ...]:
    """The roles that a person holds at an instant, each with its unit; one plain statement, for every request asks."""
    return tuple(row[:2] for row in read_held(ask_together(held_question(person, at=at))[0]))


def read_held(rows: Rows) -> tuple[tuple[str, str, datetime], ...]:
    """The answer to `held_question`: unit, role, and since when it is held."""
    return tuple((unit, role, _instant(since)) for unit, role, since in rows)


def _instant(value: datetime | str) -> datetime:
    """An instant as a plain statement gives it: SQLite's is a text without its zone, which is UTC."""
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def held_question(person: str, *, at: datetime) -> Question:
    """The question after the roles that a person holds at an instant."""
    instant = connection.ops.adapt_datetimefield_value(at)
    return (
        "SELECT unit, role, valid_from FROM store_rolegrant WHERE person = %s AND valid_from <= %s "
        "AND (valid_to IS NULL OR valid_to > %s) ORDER BY id",
        [person, instant, instant],
    )


def list_grants(
    *, person: str = "", unit: str | None = None, at: datetime | None = None
) -> tuple[Grant, ...]:
    """Grants in the order they were made: of a person, of a unit, in force at an instant; or all."""
    found = RoleGrant.objects.order_by("id")
    if person:
        found = found.filter(person=person)
    if unit is not None:
        found = found.filter(unit=unit)
    if at is not None:
        found = found.filter(Q(valid_to=None) | Q(valid_to__gt=at), valid_from__lte=at)
    return tuple(Grant(*row) for row in found.values_list("person", "unit", "role", "valid_from", "valid_to"))


def find_person(user_id: int) -> str | None:
    """The person that signs in with an account, or None."""
    return Account.objects.filter(user_id=user_id).values_list("person", flat=True).first()


def find_user(person: str) -> str | None:
    """The name under which a person signs in, or None."""
    found = Account.objects.filter(person=person).values_list("user__username", flat=True)
    return found.first()


class Known(NamedTuple):
    """An account: the person that signs in with it, under which name, reachable where, and whether it is open."""

    person: str
    username: str
    email: str
    is_open: bool


def list_accounts() -> tuple[Known, ...]:
    """All accounts, by the name to sign in with."""
    rows = Account.objects.order_by("user__username").values_list(
        "person", "user__username", "user__email", "user__is_active"
    )
    return tuple(Known(*row) for row in rows)
