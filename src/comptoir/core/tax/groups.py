"""In which VAT group is a company on a day?

Membership is dated: a group begins and a company leaves it on a day, and the paper changes with it. Rule to remember:
two companies are in one VAT group only if both are members of the same one on the day of the supply.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from comptoir.core.relation.facts import ORGANIZATIONS, FactBook, FactKind
from comptoir.core.relation.knowledge import known
from comptoir.core.values import DayPeriod


class VatMembership(NamedTuple):
    """A legal entity is a member of a VAT group (an assujetti unique, art. 256 C CGI) for a period."""

    entity: str
    group: str
    valid: DayPeriod = DayPeriod()


def vat_group_of(memberships: Iterable[VatMembership], entity: str, *, as_of: date) -> str:
    """The VAT group of a legal entity on a day; empty for none. Of several the first by name counts.

    >>> joined = VatMembership("DATA", "MOREAU", DayPeriod(date(2027, 1, 1)))
    >>> vat_group_of([joined], "DATA", as_of=date(2026, 12, 31)), vat_group_of([joined], "DATA", as_of=date(2027, 1, 1))
    ('', 'MOREAU')
    """
    found = [one.group for one in memberships if one.entity == entity and as_of in one.valid]
    return min(found, default="")


def declared_memberships(book: FactBook) -> tuple[VatMembership, ...]:
    """What the undated column `vat_group` of organizations.csv says: a membership without beginning or end."""
    return tuple(
        VatMembership(party.id, party.vat_group) for party in book.parties.values() if party.vat_group
    )


def memberships_of(book: FactBook, *, known_at: datetime) -> tuple[VatMembership, ...]:
    """The memberships known at an instant: dated facts, where an organization has any, stand above its column.

    >>> from datetime import UTC
    >>> from comptoir.core.relation.facts import Fact, FactKind, Party, PartyKind
    >>> company = Party("DATA", PartyKind.COMPANY, vat_group="OLD")
    >>> joined = Fact("1", FactKind.IN_VAT_GROUP, "DATA", role="MOREAU", valid=DayPeriod(date(2027, 1, 1)))
    >>> found = memberships_of(FactBook.of([company], [joined]), known_at=datetime(2026, 11, 23, tzinfo=UTC))
    >>> [(one.group, one.valid.start) for one in found]
    [('MOREAU', datetime.date(2027, 1, 1))]
    """
    knowledge = known(book, known_at)
    found: list[VatMembership] = []
    for party in book.parties.values():
        if party.kind not in ORGANIZATIONS:
            continue
        facts = knowledge.facts(party.id).get(FactKind.IN_VAT_GROUP, ())
        found += [VatMembership(party.id, fact.role, fact.valid) for fact in facts]
        if party.vat_group and not facts:
            found.append(VatMembership(party.id, party.vat_group))
    return tuple(found)


def double_memberships(
    memberships: Iterable[VatMembership],
) -> tuple[tuple[VatMembership, VatMembership], ...]:
    """Pairs that put one entity into two groups on one day, which no law allows."""
    rows = sorted(memberships, key=lambda one: (one.entity, one.group))
    return tuple(
        (one, other)
        for index, one in enumerate(rows)
        for other in rows[index + 1 :]
        if one.entity == other.entity and one.group != other.group and one.valid.overlaps(other.valid)
    )
