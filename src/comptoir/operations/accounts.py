"""Who may sign in, and who holds which role where? Accounts made, roles granted and taken back, each with its line
in the audit trail.

Rules to remember: nobody grants himself a role; a unit's manager hands out its customer, counter and seller roles, all
others are the administrator's; a role taken back is gone at that instant, in every open session.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from comptoir.core.values import Reason, Refusal
from comptoir.operations.actors import Actor, denied, may, require
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.permissions import STAFF_ROLES, Role
from comptoir.operations.turns import turn
from comptoir.store.accounts.models import Account, RoleGrant
from comptoir.store.accounts.queries import find_user
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.outbox.queries import leave
from comptoir.store.parties.queries import find_contact


def create_account(
    person: str, *, actor: Actor, at: datetime, username: str, email: str = "", password: str = "",
    invite: bool = False,
) -> int:  # fmt: skip
    """Let a person sign in.

    email      empty: that of the company folder
    password   empty: it has to be set by mail first
    invite     send a mail with a link by which the password is set
    returns    the number of the user
    raises     Refusal: permission.denied, actor.unknown, account.taken, account.password,
               account.email, account.address
    """
    require(actor, "account.create", "", at=at)
    if person not in desk().company.parties:
        raise Refusal(Reason("actor.unknown", (("person", person),)))
    if password:
        try:
            validate_password(password)
        except ValidationError as problem:
            raise Refusal(Reason("account.password")) from problem
    email = email.strip()
    if email:
        try:
            validate_email(email)
        except ValidationError as problem:
            raise Refusal(Reason("account.email", (("found", email[:80]),))) from problem
    email = email or find_contact(person).address
    if invite and not email:
        raise Refusal(Reason("account.address", (("person", person),)))
    try:
        with turn([f"account {person}"]):
            user = User.objects.create(
                username=username, email=email, password=make_password(password or None)
            )
            Account.objects.create(user=user, person=person, created_at=at)
            told = {"person": person, "username": username}
            record_deed("account.created", actor=actor.name, at=at, params=told)
            if invite:
                said = Reason("account.invited", (("username", username),))
                language = find_contact(person).language
                leave(f"invited:{user.pk}", said, recipient=person, at=at, address=email, language=language)
            reach("account.written")
    except IntegrityError as problem:
        raise Refusal(Reason("account.taken", (("person", person), ("username", username)))) from problem
    return int(user.pk)


def set_up(
    person: str,
    roles: Iterable[tuple[Role, str]],
    *,
    actor: Actor,
    at: datetime,
    username: str,
    email: str = "",
) -> bool:
    """Let a person sign in who could not yet, and hand out roles, all or nothing; whether an account was made.

    raises    as `create_account` and `grant_role`
    """
    with transaction.atomic():
        new = find_user(person) is None
        if new:
            create_account(person, actor=actor, at=at, username=username, email=email)
        for role, unit in roles:
            grant_role(person, role, unit=unit, actor=actor, at=at)
    return new


def close_account(person: str, *, actor: Actor, at: datetime) -> None:
    """Let a person sign in no more; an open session ends with its next request. What the person did stays on record.

    raises    Refusal: permission.denied, account.unknown, account.own
    """
    require(actor, "account.create", "", at=at)
    if person == actor.person:
        raise Refusal(Reason("account.own"))
    _set_open(person, False, actor=actor, at=at)


def open_account(person: str, *, actor: Actor, at: datetime) -> None:
    """Let a person sign in again whose account was closed.

    raises    Refusal: permission.denied, account.unknown
    """
    require(actor, "account.create", "", at=at)
    _set_open(person, True, actor=actor, at=at)


def _set_open(person: str, is_open: bool, *, actor: Actor, at: datetime) -> None:
    with turn([f"account {person}"]):
        user = User.objects.filter(account__person=person).first()
        if user is None or user.is_active is is_open:
            raise Refusal(Reason("account.unknown", (("person", person),)))
        user.is_active = is_open
        user.save(update_fields=["is_active"])
        action = "account.opened" if is_open else "account.closed"
        record_deed(action, actor=actor.name, at=at, params={"person": person})
        reach("account.written")


def grant_role(
    person: str, role: Role, *, unit: str, actor: Actor, at: datetime, valid_to: datetime | None = None,
    valid_from: datetime | None = None,
) -> None:  # fmt: skip
    """Give a person a role in a unit and all below it, from now on or later; `unit` empty: in the whole house.

    raises    Refusal: permission.denied, role.own, role.held, role.ends_before, actor.unknown, role.unit
    """
    _allow(role, unit, actor, at)
    parties = desk().company.parties
    if person not in parties:
        raise Refusal(Reason("actor.unknown", (("person", person),)))
    if unit and unit not in parties:
        raise Refusal(Reason("role.unit", (("unit", unit),)))
    if person == actor.person and not actor.machine:
        raise Refusal(Reason("role.own", (("person", person),)))
    begins = max(at, valid_from or at)
    if valid_to is not None and valid_to <= begins:
        raise Refusal(Reason("role.ends_before", (("valid_to", valid_to),)))
    with turn([f"role {person}"]):
        if any(one.unit == unit and one.role == role and (one.valid_to is None or one.valid_to > at)
               for one in RoleGrant.objects.filter(person=person)):  # fmt: skip
            raise Refusal(Reason("role.held", (("person", person), ("role", role.value), ("unit", unit))))
        RoleGrant.objects.create(
            person=person,
            unit=unit,
            role=role.value,
            valid_from=begins,
            valid_to=valid_to,
            granted_by=actor.name,
        )
        told = {
            "person": person,
            "role": role.value,
            "unit": unit,
            "valid_from": begins.isoformat(),
            "valid_to": valid_to and valid_to.isoformat(),
        }
        record_deed("role.granted", actor=actor.name, at=at, params=told)
        reach("role.written")


def revoke_role(person: str, role: Role, *, unit: str, actor: Actor, at: datetime) -> None:
    """Take a role back, at once.

    raises    Refusal: permission.denied, role.not_held
    """
    _allow(role, unit, actor, at)
    with turn([f"role {person}"]):
        found = RoleGrant.objects.filter(person=person, unit=unit, role=role.value, valid_from__lt=at)
        closed = found.filter(valid_to=None).update(valid_to=at) + found.filter(valid_to__gt=at).update(
            valid_to=at
        )
        # A role granted at this very instant, or for later, was never held.
        dropped, _ = RoleGrant.objects.filter(
            person=person, unit=unit, role=role.value, valid_from__gte=at
        ).delete()
        if not closed and not dropped:
            raise Refusal(Reason("role.not_held", (("person", person), ("role", role.value), ("unit", unit))))
        told = {"person": person, "role": role.value, "unit": unit}
        record_deed("role.revoked", actor=actor.name, at=at, params=told)
        reach("role.written")


def _allow(role: Role, unit: str, actor: Actor, at: datetime) -> None:
    """Whether an actor may hand out or take back a role in a unit."""
    staff = unit != "" and role in STAFF_ROLES and may(actor, "role.grant_staff", unit, at)
    if not staff and not may(actor, "role.grant", unit, at):
        raise denied("role.grant", unit)
