"""How does an order line take what it rents? With a booking of its own, in the transaction of the order.

A wish for a rental that has bookable resources and says from when until when takes one of them, by the rules, the turn
and the question of every booking (operations/taking). The line has the price, the booking the time; `Booking.line`
names the line as "order/number". Rule to remember: an order's resources are locked together with its tallies and caps,
at once, so that there is one order of locks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import IntegrityError

from comptoir.company import Company
from comptoir.core.booking import blocked_until
from comptoir.core.catalog import Mode
from comptoir.core.ordering.basket import Basket, Wish
from comptoir.core.values import Named, Reason, Refusal
from comptoir.operations.actors import Actor, may
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.taking.occupying import (
    NotPlaced,
    Taking,
    change,
    given_of,
    place_all,
    room,
    suitable,
    write_down,
)
from comptoir.operations.taking.telling import inform
from comptoir.operations.taking.turns import NoRoom, Taken, refused, resource_names, rules_for
from comptoir.operations.taking.waiting import offer_freed, sweep, took_offer
from comptoir.operations.taking.wanted import ForWhom, Want, expecting, in_utc
from comptoir.store.bookings import guards
from comptoir.store.bookings.models import Booking
from comptoir.store.bookings.queries import list_held_by, list_holds, list_of_lines
from comptoir.store.orders.rows import LineBooking, LineRow


def line_name(order: str, number: int) -> str:
    """How a booking names its order line."""
    return f"{order}/{number}"


def rents(company: Company, wish: Wish) -> bool:
    """Whether a wish takes a resource: a rental with something to book, from when until when."""
    offering = company.offerings.get(wish.offering)
    return (
        wish.start is not None
        and offering is not None
        and offering.mode is Mode.RENTAL
        and bool(company.resources_of.get(wish.offering))
    )


def with_qualifications(company: Company, basket: Basket, actor: Actor) -> Basket:
    """A basket whose rentals say who uses them and what that person is qualified for, whatever was said."""
    renting = [wish for wish in basket.lines if rents(company, wish)]
    if not renting:
        return basket
    people = {wish.used_by or actor.person for wish in renting}
    held = list_held_by(people) if company.qualifications else ()
    lines = []
    for wish in basket.lines:
        if rents(company, wish):
            person, on = wish.used_by or actor.person, _day(company, wish)
            names = {one.name for one in held if one.person == person and one.holds(wish.offering, on)}
            known = {name: name in names for name in company.qualifications}
            wish = replace(wish, used_by=person, answers={**wish.answers, **known})
        lines.append(wish)
    return replace(basket, lines=tuple(lines))


def takings_of(company: Company, basket: Basket) -> tuple[Taking, ...]:
    """What a basket takes, as `with_qualifications` gave it back; no line is named yet.

    raises    NotPlaced for a resource that is none of the offering's
    """
    found = []
    for number, wish in enumerate(basket.lines, 1):
        if rents(company, wish):
            found.append(taking_of(company, basket, wish, number))
        elif wish.resource or wish.hold:
            why = Reason("booking.no_resource", (("offering", wish.offering),))
            raise NotPlaced(number, Refusal(why))
    return tuple(found)


def taking_of(company: Company, basket: Basket, wish: Wish, number: int) -> Taking:
    """What one wish takes."""
    assert wish.start is not None
    assert wish.end is not None
    want = in_utc(Want(wish.offering, wish.start, wish.end, wish.resource, wish.quantity))
    said = {name: value for name, value in wish.answers.items() if name not in company.qualifications}
    own = expecting(said, wish.measures)
    who = ForWhom(
        basket.buyer, basket.payer, basket.beneficiary, wish.used_by, basket.project, own, basket.cost_center,
        basket.shares,
    )  # fmt: skip
    held = frozenset(name for name in company.qualifications if wish.answers.get(name) is True)
    try:
        rules_for(company, want)
    except Refusal as problem:
        raise NotPlaced(number, problem) from problem
    return Taking(number, want, who, held)


def names_of(company: Company, takings: Iterable[Taking]) -> tuple[str, ...]:
    """The names under which all resources that would do are locked."""
    return resource_names(company, (one.want for one in takings))


@contextmanager
def told_by_line(lines: Sequence[Wish], *, at: datetime) -> Iterator[None]:
    """Around a turn: rentals that cannot be had are told by their line, with what would be free instead.

    raises    Taken (order.taken); Refusal: order.not_bookable, booking.busy
    """
    try:
        yield
    except NotPlaced as problem:
        raise _about(desk().company, lines, problem, at=at) from None
    except IntegrityError as problem:
        if not any(name in str(problem) for name in (guards.ROOM, guards.APART)):
            raise
        # Only a statement that took no turn can have come between; the guards of the database caught it.
        raise Refusal(Reason("booking.busy")) from problem


def prepare(
    company: Company, takings: Sequence[Taking], basket: Basket, actor: Actor, *, at: datetime
) -> tuple[Taking, ...]:
    """Inside a turn that holds the resources: ask their rules, put lapsed holds away, let go of those taken over.

    returns   the same takings, of the very resources that were held
    raises    NotPlaced with order.hold for a hold that is not the buyer's, or of something else
    """
    if not takings:
        return ()
    reach("booking.locked")
    for one in takings:
        try:
            suitable(company, one.want, one.held, at=at)
        except Refusal as problem:
            raise NotPlaced(one.number, problem) from problem
    wishes = {one.number: basket.lines[one.number - 1].hold for one in takings}
    named_holds = [hold for hold in wishes.values() if hold]
    sweep(company, [one.want for one in takings], at=at, but=named_holds)
    holds = list_holds(named_holds) if named_holds else {}
    found = []
    for one in takings:
        public_id = wishes[one.number]
        if not public_id:
            found.append(one)
            continue
        held = holds.pop(public_id, None)
        if held is None or not _same(held, one.want) or not _own(held, basket, actor, at=at):
            raise NotPlaced(one.number, Refusal(Reason("order.hold", (("booking", public_id),))))
        # A hold whose time was over is there no more; its time may still be had if nobody else took it.
        if held.state == "held":
            change(held, "expire")
            took_offer(held)
            write_down("booking.taken_over", held, actor=actor.name, at=at)
        elif held.state != "expired":
            raise NotPlaced(one.number, Refusal(Reason("order.hold", (("booking", public_id),))))
        found.append(one._replace(want=replace(one.want, resource=held.resource)))
    return tuple(found)


def booked(
    company: Company, takings: Sequence[Taking], order: str, lines: Sequence[LineRow], *, actor: Actor,
    at: datetime, wishes: int = 0,
) -> tuple[Booking, ...]:  # fmt: skip
    """Inside a turn: the bookings of an order's new lines, one for each of them, not written yet.

    wishes    how many wishes the order had before: those of the lines are counted on
    raises    NotPlaced
    """
    singles = []
    for one in takings:
        own = [line.number for line in lines if line.wish == one.number + wishes and line.measures]
        for number in own:
            want = replace(one.want, quantity=1)
            singles.append(one._replace(want=want, line=line_name(order, number)))
    return place_all(company, singles, booked_by=actor.name, at=at)


def free(
    order: str, lines: Iterable[LineRow], *, actor: Actor, at: datetime, note: str = "",
    tell: bool = False, offer: bool = True, but: Collection[str] = (),
) -> tuple[Booking, ...]:  # fmt: skip
    """Inside a turn that holds their resources: the bookings of lines that are cancelled take nothing any more.

    tell      tell whoever booked: it was not their own doing
    offer     offer what is free now to who waits; else the freed bookings themselves are given back, for `offer_freed`
    but       public ids of bookings that stay
    returns   what was held for those who wait
    raises    Refusal("state.forbidden") for one that was handed over
    """
    names = [line_name(order, line.number) for line in lines if line.start is not None]
    offered: list[Booking] = []
    bookings = list_of_lines(names, lock=True) if names else ()
    company = desk().company if bookings else None
    for booking in bookings:
        assert company is not None
        if booking.public_id in but or booking.state == "cancelled":
            continue
        change(booking, "cancel", **({"note": note} if note else {}))
        if tell:
            inform(booking, note, at=at)
        write_down("booking.cancelled", booking, actor=actor.name, at=at, quiet=tell, line=booking.line)
        offered += offer_freed(company, booking, at=at) if offer else (booking,)
    return tuple(offered)


def shift(
    company: Company, booking: Booking, taking: Taking, line: str, *, actor: Actor, at: datetime, verb: str = "",
) -> Booking:  # fmt: skip
    """Inside a turn that holds the resources: a booking of a line goes to another time or resource, with its new line.

    verb      move, extend or overrun; empty: as the time says
    returns   the booking as it was, for `offer_freed`
    raises    NotPlaced, Refusal("state.forbidden")
    """
    want = replace(taking.want, resource=taking.want.resource or booking.resource)
    if not verb:
        same = (want.start, want.resource) == (booking.starts_at, booking.resource)
        verb = "overrun" if booking.state == "started" else "extend" if same else "move"
    freed = copy(booking)
    try:
        noticed = at if verb == "move" else booking.booked_at
        rules = suitable(company, want, taking.held, at=noticed)[0]
        room(rules, booking, want, at=at)
    except (NoRoom, Refusal) as problem:
        raise NotPlaced(taking.number, problem) from problem
    change(
        booking, verb, resource=rules.id, quantity=want.quantity, capacity=rules.capacity, starts_at=want.start,
        ends_at=want.end, blocked_until=blocked_until(rules, want.end), line=line, used_by=taking.who.used_by,
        given=given_of(company, taking),
    )  # fmt: skip
    write_down(f"booking.{verb}", booking, actor=actor.name, at=at, line=line)
    return freed


def line_bookings(bookings: Iterable[Booking]) -> tuple[LineBooking, ...]:
    """Bookings as their orders show them."""
    return tuple(
        LineBooking(int(one.line.rpartition("/")[2]), one.public_id, one.resource, one.state)
        for one in bookings
    )


def wants_of(bookings: Iterable[Booking]) -> tuple[Want, ...]:
    """What some bookings have: their very resources at their times."""
    return tuple(
        Want(one.offering, one.starts_at, one.ends_at, one.resource, one.quantity, stands=True)
        for one in bookings
    )


# --- inside -----------------------------------------------------------------------------------------------------------


def _day(company: Company, wish: Wish) -> date:
    """The local day on which a rental starts, on the clock of its first resource."""
    zone = ZoneInfo(company.resources_of[wish.offering][0].rules.time_zone)
    assert wish.start is not None
    return wish.start.astimezone(zone).date()


def _same(held: Booking, want: Want) -> bool:
    """Whether a hold is of what is wanted."""
    return (
        (held.offering, held.starts_at, held.ends_at, held.quantity)
        == (want.offering, want.start, want.end, want.quantity)
        and want.resource in ("", held.resource)
        and held.kind == Booking.BOOKING
    )  # fmt: skip


def _own(held: Booking, basket: Basket, actor: Actor, *, at: datetime) -> bool:
    """Whether a hold is the buyer's, or one of the actor's own making or serving."""
    return held.buyer == basket.buyer and (
        may(actor, "booking.change", held.buyer, at)
        or may(actor, "booking.change_supplied", held.supplier, at)
    )


def _about(company: Company, lines: Sequence[Wish], problem: NotPlaced, *, at: datetime) -> Refusal:
    """The refusal of a basket for the line whose rental cannot be had."""
    wish = lines[problem.number - 1]
    offering = company.offerings[wish.offering]
    name = Named(offering.id, offering.name_fr, offering.name_en)
    here = (("line", problem.number), ("offering", name))
    if isinstance(problem.problem, NoRoom):
        answer = refused(company, problem.problem, at=at)
        return Taken(
            Reason("order.taken", (*here, ("why", answer.reason))), answer.conflicts, answer.alternatives
        )
    return Refusal(Reason("order.not_bookable", (*here, ("why", problem.problem.reason))))
