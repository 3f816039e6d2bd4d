"""Who may do what? One table: an action, and the roles that may do it.

An action is always done somewhere: in the unit that supplies, in the unit that pays, for the party that buys. A role
held in a unit holds in all units below it; whoever acts for a party is its `customer`; a unit's manager is its unit
manager without a grant. Rule to remember: an action that is not in the table may be done by nobody, and only this
table decides; no operation asks for a role by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """What somebody is in a unit."""

    CUSTOMER = "customer"
    COUNTER_STAFF = "counter staff"
    SELLER = "seller"
    UNIT_MANAGER = "unit manager"
    CONTROLLER = "controller"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


# Short names for the table: customer, counter staff, seller, unit manager, controller, administrator, auditor.
_SHORT = {
    "cust": Role.CUSTOMER,
    "staff": Role.COUNTER_STAFF,
    "sell": Role.SELLER,
    "mgr": Role.UNIT_MANAGER,
    "ctrl": Role.CONTROLLER,
    "admin": Role.ADMINISTRATOR,
    "audit": Role.AUDITOR,
}
# action: roles            where the role must be held
_TABLE = """
order.place:             cust                       # for the buyer
order.place_for:         staff sell mgr             # at every supplier of the basket, for anybody
order.state_cost:        staff sell mgr             # at the supplier: what a pass-through really cost
order.read:              cust                       # for the buyer, the payer or the beneficiary
order.read_paid:         mgr ctrl audit             # at the payer
order.read_supplied:     staff sell mgr ctrl audit  # at the supplier: its own lines
order.read_reasons:      sell mgr ctrl audit        # at the supplier: the auditor's depth
order.change:            cust                       # for the buyer
order.change_supplied:   staff sell mgr             # at the supplier
order.approve:           mgr ctrl                   # at the payer
order.deliver:           staff sell mgr             # at the supplier
order.undo_delivery:     staff sell mgr             # at the supplier
order.close:             staff sell mgr             # at the supplier
quote.ask:               cust                       # for the buyer
quote.send:              sell mgr                   # at the supplier
quote.accept:            cust                       # for the buyer
limit.set:               mgr ctrl                   # at the payer
budget.read:             mgr ctrl audit             # at the unit of the cost center
fund.pay_in:             ctrl                       # at the payer, or in the whole house
booking.make:            cust                       # for the buyer
booking.make_for:        staff sell mgr             # at the supplier
booking.change:          cust                       # for the buyer
booking.change_supplied: staff sell mgr             # at the supplier
booking.read_supplied:   staff sell mgr ctrl audit  # at the supplier
booking.hand_over:       staff sell mgr             # at the supplier
booking.maintain:        staff mgr                  # at the supplier
booking.qualify:         staff mgr                  # at the supplier
usage.record:            staff sell mgr             # at the supplier
usage.correct:           staff mgr ctrl             # at the supplier
usage.read:              staff sell mgr ctrl audit  # at the supplier
deal.ask:                cust                       # for the customer
deal.answer:             sell mgr                   # at the supplier
deal.approve:            mgr                        # at the supplier
deal.read:               sell mgr ctrl audit        # at the supplier
deal.delegate:           mgr                        # at the supplier
charge.read:             cust                       # for the payer
charge.read_paid:        mgr ctrl audit             # at the payer
charge.read_supplied:    staff sell mgr ctrl audit  # at the supplier
charge.read_reasons:     sell mgr ctrl audit        # at the supplier: the auditor's depth
charge.collect:          mgr ctrl                   # at the supplier
charge.accept:           cust mgr ctrl              # for the payer, or at it
charge.dispute:          cust mgr ctrl              # for the payer, or at it
charge.resolve:          mgr ctrl                   # at the supplier
charge.correct:          mgr ctrl                   # at the supplier: reverse, charge anew, give up
deposit.take:            staff sell mgr             # at the supplier
deposit.end:             staff sell mgr ctrl        # at the supplier
books.post:              ctrl                       # in the legal entity
books.reverse:           ctrl                       # in the legal entity
books.read:              ctrl audit                 # in the legal entity
books.verify:            ctrl admin audit           # in the whole house
backup.make:             ctrl admin                 # in the whole house
close.run:               mgr ctrl                   # at the supplier
close.read:              mgr ctrl audit             # at the supplier
close.approve:           mgr ctrl                   # at the supplier
close.undo:              ctrl                       # at the supplier
paper.read:              cust                       # for the payer
paper.read_paid:         mgr ctrl audit             # at the payer
paper.read_supplied:     sell mgr ctrl audit        # at every supplier on the paper
paper.read_issued:       ctrl audit                 # in the legal entity
paper.issue:             ctrl                       # in the legal entity
paper.void:              ctrl                       # in the legal entity
paper.credit:            ctrl                       # in the legal entity
paper.send:              ctrl                       # in the legal entity
paper.pay:               ctrl                       # in the legal entity
paper.remind:            ctrl                       # in the legal entity
paper.write_off:         ctrl                       # in the legal entity: asked by one, agreed to by another
role.grant:              admin                      # anywhere
role.grant_staff:        mgr admin                  # in the unit: customer, counter staff, seller
role.read:               mgr ctrl admin audit       # in the unit
account.create:          admin                      # in the whole house
request.answer:          staff sell mgr ctrl admin  # at the supplier, or in the whole house
audit.read:              ctrl admin audit           # in the whole house
company.import:          admin ctrl                 # in the whole house
card.publish:            mgr                        # at the supplier
"""


def _read(table: str) -> dict[str, frozenset[Role]]:
    rows = {}
    for row in table.strip().splitlines():
        action, _, rest = row.partition(":")
        rows[action.strip()] = frozenset(_SHORT[word] for word in rest.partition("#")[0].split())
    return rows


PERMISSIONS: Mapping[str, frozenset[Role]] = _read(_TABLE)
# What a unit's own manager may hand out; every other role is the administrator's to give.
STAFF_ROLES = frozenset({Role.CUSTOMER, Role.COUNTER_STAFF, Role.SELLER})


def allows(action: str, roles: frozenset[Role]) -> bool:
    """Whether somebody with these roles may do an action.

    >>> allows("order.deliver", frozenset({Role.COUNTER_STAFF})), allows("order.deliver", frozenset({Role.AUDITOR}))
    (True, False)
    """
    return not roles.isdisjoint(PERMISSIONS.get(action, frozenset()))
