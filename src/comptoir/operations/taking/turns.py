"""How do two who want the same thing take turns, and what does the one hear who comes second?

On SQLite a write transaction is alone from its first statement. On PostgreSQL the resources that a decision rests on
are locked first, all at once and in one order. Then it is looked whether there is room, and only then written; the
guards of the database (store/bookings/guards.py) stand behind it for statements that come another way. Rule to
remember: the answer to the loser is worked out after the turn has ended, so that nobody waits for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import IntegrityError, OperationalError, transaction

from comptoir.company import Company
from comptoir.core.booking import Occupation, Slot, alternatives
from comptoir.core.booking import Resource as Rules
from comptoir.core.booking.availability import SEARCH
from comptoir.core.values import Named, Reason, Refusal
from comptoir.operations.failpoints import reach
from comptoir.operations.taking.wanted import Want
from comptoir.store.bookings import guards
from comptoir.store.bookings.queries import list_taken
from comptoir.store.locks import lock_question
from comptoir.store.look import forget
from comptoir.store.messages import Question, Rows, ask_together


class NoRoom(Exception):
    """Inside a turn: a want that does not fit, and what stands in its way on the first resource that would do."""

    def __init__(
        self, want: Want, rules: tuple[Rules, ...], near: tuple[Occupation, ...], but: int = 0
    ) -> None:
        super().__init__(want)
        self.want, self.rules, self.near, self.but = want, rules, near, but


class Taken(Refusal):
    """No room: the occupations in the way, told by their times alone, and up to three free slots instead."""

    def __init__(
        self, reason: Reason, conflicts: tuple[Occupation, ...] = (), instead: tuple[Slot, ...] = ()
    ) -> None:
        super().__init__(reason)
        self.conflicts = conflicts
        self.alternatives = instead


@contextmanager
def turn(
    company: Company,
    wants: Iterable[Want],
    *,
    at: datetime,
    more: Iterable[str] = (),
    ahead: Sequence[Question] = (),
) -> Iterator[list[Rows]]:
    """A transaction in which the resources of the wants are one's own, and what else is named (`more`).

    ahead     questions that are asked as soon as the turn has come, in the same message; their answers are yielded
    raises    Taken where there is no room; Refusal("booking.busy") where a turn did not come in time
    """
    wanted = tuple(wants)
    try:
        with transaction.atomic():
            yield take_turn(company, wanted, more, ahead)
    except NoRoom as full:
        raise refused(company, full, at=at) from None
    except IntegrityError as problem:
        if not any(name in str(problem) for name in (guards.ROOM, guards.APART)):
            raise
        # Only a statement that took no turn can have come between; the guards of the database caught it.
        raise refused(company, NoRoom(wanted[0], rules_for(company, wanted[0]), ()), at=at) from problem
    except OperationalError as problem:
        if "lock" not in str(problem):
            raise
        raise Refusal(Reason("booking.busy")) from problem
    reach("booking.committed")


def take_turn(
    company: Company, wants: Iterable[Want], more: Iterable[str] = (), ahead: Sequence[Question] = ()
) -> list[Rows]:
    """Inside a transaction: wait until every resource that a want could take is one's own.

    more      names of what else the transaction decides on: all are taken at once, in one order
    ahead     questions that are asked then
    """
    forget()
    lock = lock_question([*resource_names(company, wants), *more])
    locks = () if lock is None else (lock,)
    answers = ask_together(*locks, *ahead) if locks or ahead else []
    reach("booking.locked")
    return answers[len(locks) :]


def resource_names(company: Company, wants: Iterable[Want]) -> tuple[str, ...]:
    """The names under which the resources that would do for some wants are locked."""
    return tuple(resource_name(rules.id) for want in wants for rules in rules_for(company, want))


def resource_name(resource: str) -> str:
    """The name under which a resource is locked."""
    return f"resource:{resource}"


def rules_for(company: Company, want: Want) -> tuple[Rules, ...]:
    """The resources that would do for a want, in the order of resources.csv.

    raises    Refusal: booking.unknown_resource, booking.no_resource
    """
    if want.resource:
        found = company.bookable.get(want.resource)
        if found is None and want.stands:
            zone = company.settings.time_zone.key
            return (Rules(want.resource, want.offering, zone, capacity=want.quantity),)
        if found is None or (want.offering and found.offering != want.offering):
            raise Refusal(Reason("booking.unknown_resource", (("resource", want.resource),)))
        return (found.rules,)
    several = company.resources_of.get(want.offering, ())
    if not several:
        raise Refusal(Reason("booking.no_resource", (("offering", want.offering),)))
    return tuple(one.rules for one in several)


def refused(company: Company, full: NoRoom, *, at: datetime) -> Taken:
    """The answer to whoever comes second: when it is taken, by nobody's name, and when it is free."""
    want, near = full.want, full.near
    taken = list_taken(
        (one.id for one in full.rules), want.start - SEARCH, want.end + SEARCH, at=at, but=full.but
    )
    offered = [(rules, taken[rules.id]) for rules in full.rules]
    instead = alternatives(offered, want.start, want.end, at=at, quantity=want.quantity)
    nameless = tuple(one._replace(id="") for one in near)
    return Taken(taken_reason(company, full.rules[0], near, want), nameless, instead)


def taken_reason(company: Company, rules: Rules, near: tuple[Occupation, ...], want: Want) -> Reason:
    """When a resource is taken, told on its own clock and by nobody's name."""
    zone = ZoneInfo(rules.time_zone)
    params = (
        ("resource", named(company, rules.id)),
        ("start", (near[0].start if near else want.start).astimezone(zone)),
        ("end", (max(one.free_at(rules) for one in near) if near else want.end).astimezone(zone)),
    )
    return Reason("booking.taken", params)


def named(company: Company, resource: str) -> Named:
    """A resource with its names."""
    found = company.bookable.get(resource)
    return Named(resource, found.name_fr, found.name_en) if found else Named(resource, resource, resource)
