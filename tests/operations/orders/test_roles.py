"""Who may do what: the table, the roles it reads, and that an end of a role or an affiliation counts at once (I-18)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from comptoir.core.relation import FactBook, Party, PartyKind
from comptoir.operations.accounts import create_account, grant_role, revoke_role
from comptoir.operations.actors import Actor, may, roles_in
from comptoir.operations.import_company import import_company
from comptoir.operations.permissions import PERMISSIONS, STAFF_ROLES, Role
from comptoir.operations.read_order import get_order
from comptoir.store.accounts.queries import find_person, list_grants
from comptoir.store.audit.queries import list_deeds
from comptoir.wording import say_reason
from comptoir.wording.sentences import all_sentences
from tests.operations.orders.shop import AT, MACHINE, ROLES, ROWS, actor, bought, opened, tables, wish
from tests.operations.orders.test_place_order import refused


@pytest.fixture
def shop(database) -> None:
    opened()


def holder(role: Role, unit: str = "MET") -> Actor:
    facts = FactBook.of([Party("MET", PartyKind.UNIT)], [])
    if role is Role.CUSTOMER:
        return Actor("x", unit, facts=facts)
    return Actor("x", "x", held=((unit, role),), facts=facts)


@pytest.mark.parametrize("action", PERMISSIONS)
@pytest.mark.parametrize("role", Role)
def test_every_role_may_what_the_table_says_and_nothing_more(role: Role, action: str) -> None:
    assert may(holder(role), action, "MET", AT) == (role in PERMISSIONS[action])
    assert not may(holder(role), action, "WORK", AT)


def test_an_action_that_no_table_names_is_nobodys() -> None:
    assert not any(may(holder(role), "order.steal", "MET", AT) for role in Role)


@pytest.mark.parametrize("action", PERMISSIONS)
def test_every_action_has_its_words(action: str) -> None:
    assert f"action.{action}" in all_sentences()


def test_a_role_holds_below_and_a_manager_needs_no_grant(shop) -> None:
    assert roles_in(actor("cora"), "MET", AT) == {Role.CONTROLLER}
    assert roles_in(actor("mia"), "MET", AT) == {Role.UNIT_MANAGER}
    assert roles_in(actor("mia"), "WORK", AT) == frozenset()
    grant_role("zoe", Role.SELLER, unit="ORG", actor=MACHINE, at=AT)
    assert roles_in(actor("zoe", at=AT), "MET", AT) == {Role.SELLER}


def test_the_cast_covers_every_role(shop) -> None:
    held = {role for _, role, _ in ROLES} | {Role.CUSTOMER, Role.UNIT_MANAGER}
    assert held == set(Role)


def test_a_role_taken_back_is_gone_at_that_instant(shop) -> None:
    order = bought(wish("scan")).order.id
    assert get_order(order, actor=actor("sam"), at=AT).id == order

    revoke_role("sam", Role.COUNTER_STAFF, unit="MET", actor=actor("mia"), at=AT)

    assert refused(get_order, order, actor=actor("sam"), at=AT) == "order.unknown"
    assert (
        refused(revoke_role, "sam", Role.COUNTER_STAFF, unit="MET", actor=actor("mia"), at=AT)
        == "role.not_held"
    )
    grants = list_grants(person="sam")
    assert [grant.valid_to for grant in grants] == [AT]
    assert [deed.action for deed in list_deeds(1)] == ["role.revoked"]


def test_who_leaves_loses_the_price_and_the_orders_at_once(shop) -> None:
    before = bought(wish("scan"), key="k").order.id
    gone = [
        row | {"valid_to": "2026-11-23"} if row["affiliation"] == "e-ann" else row
        for row in ROWS["affiliations"]
    ]
    import_company(tables(affiliations=gone), actor="tests", at=AT + timedelta(minutes=1))

    assert refused(bought, wish("scan"), key="k") == "actor.capacity"
    private = actor("ann")
    assert refused(get_order, before, actor=private, at=AT) == "order.unknown"
    assert bought(wish("scan"), by="ann", acting_for="").order.lines[0].rate_class == "public"


def test_who_may_hand_out_which_role(shop) -> None:
    mia = actor("mia")
    for role in sorted(STAFF_ROLES):
        grant_role("zoe", role, unit="MET", actor=mia, at=AT)
    assert refused(grant_role, "zoe", Role.SELLER, unit="MET", actor=mia, at=AT) == "role.held"
    assert refused(grant_role, "zoe", Role.CONTROLLER, unit="MET", actor=mia, at=AT) == "permission.denied"
    assert refused(grant_role, "zoe", Role.SELLER, unit="WORK", actor=mia, at=AT) == "permission.denied"
    assert refused(grant_role, "mia", Role.SELLER, unit="MET", actor=mia, at=AT) == "role.own"
    assert refused(grant_role, "nobody", Role.SELLER, unit="MET", actor=mia, at=AT) == "actor.unknown"
    assert refused(grant_role, "ann", Role.AUDITOR, unit="NOWHERE", actor=MACHINE, at=AT) == "role.unit"
    assert (
        refused(grant_role, "ann", Role.SELLER, unit="MET", actor=mia, at=AT, valid_to=AT)
        == "role.ends_before"
    )
    grant_role("ann", Role.AUDITOR, unit="", actor=actor("root"), at=AT, valid_to=AT + timedelta(days=1))
    assert roles_in(actor("ann", at=AT + timedelta(days=1)), "MET", AT) == frozenset()


def test_an_account_signs_one_person_in(shop) -> None:
    root = actor("root")
    user = create_account("ann", actor=root, at=AT, username="ann", password="correct horse battery")

    assert find_person(user) == "ann"
    assert refused(create_account, "ann", actor=root, at=AT, username="ann2") == "account.taken"
    assert refused(create_account, "bob", actor=root, at=AT, username="ann") == "account.taken"
    assert (
        refused(create_account, "bob", actor=root, at=AT, username="bob", password="short")
        == "account.password"
    )
    assert refused(create_account, "bob", actor=actor("mia"), at=AT, username="bob") == "permission.denied"
    assert refused(create_account, "nobody", actor=root, at=AT, username="x") == "actor.unknown"


def test_a_denial_says_what_and_where(shop) -> None:
    from comptoir.core.values import Refusal

    with pytest.raises(Refusal) as told:
        bought(wish("cut"), by="sam", acting_for="", buyer="NEW")

    assert say_reason(told.value.reason, "en").startswith("You may not order for this customer here (NEW).")
    assert "commander pour ce client" in say_reason(told.value.reason, "fr")
