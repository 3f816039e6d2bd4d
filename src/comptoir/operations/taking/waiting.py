"""Who is next? First come, first served, whoever it is.

Who finds a time taken may wait for it. When it becomes free, the first in the queue whose wish fits gets it held for
an hour and a message, written in the same transaction; if that hold lapses, the next one does. Rule to remember: the
queue's order is the order of asking and nothing else; this file knows no price and no customer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from django.db import transaction

from comptoir.company import Company
from comptoir.core.booking import Occupation, blocked_until
from comptoir.core.values import Reason, Refusal
from comptoir.core.values.share import read_shares, shares_text
from comptoir.operations.actors import Actor, may, resolve_actor
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.once import first_time
from comptoir.operations.public_id import new_id
from comptoir.operations.taking.occupying import change, place, qualifications, suitable, write_down
from comptoir.operations.taking.rights import borne_by, for_whom, may_make
from comptoir.operations.taking.telling import reader_of
from comptoir.operations.taking.turns import NoRoom, named, rules_for, turn
from comptoir.operations.taking.wanted import ForWhom, Want, given_text, in_utc, read_given
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.bookings.models import Booking, WaitingWish
from comptoir.store.bookings.queries import (
    find_booking,
    find_offered,
    lapsed_question,
    list_lapsed,
    list_waiting,
    list_wishes,
    read_taken,
    taken_question,
)
from comptoir.store.outbox.queries import leave

OFFER = timedelta(hours=1)
# What is taken of each resource.
Known = Mapping[str, list[Occupation]]


@contextmanager
def fair_turn(
    company: Company, wants: Iterable[Want], *, at: datetime, but: str = "", more: Iterable[str] = ()
) -> Iterator[Known | None]:
    """A turn that begins with what is due: lapsed holds are put away and offered to who waits, before anybody else.

    but       a hold that may lapse later: it is the one that is to be confirmed
    more      names of what else the transaction decides on
    yields    what is taken around the first want, unless a hold was put away meanwhile
    raises    as turn
    """
    wanted = tuple(wants)
    names = list(dict.fromkeys(rules.id for want in wanted for rules in rules_for(company, want)))
    first = rules_for(company, wanted[0])
    last = max(blocked_until(rules, wanted[0].end) for rules in first)
    own = list(dict.fromkeys(rules.id for rules in first))
    ahead = (lapsed_question(names, at=at), taken_question(own, wanted[0].start, last, at=at))
    with turn(company, wanted, at=at, more=more, ahead=ahead) as (lapsed, taken):
        if _put_away(company, [name for (name,) in lapsed], at=at, but=(but,)):
            yield None
        else:
            yield read_taken(own, taken)


def sweep(company: Company, wants: Iterable[Want], *, at: datetime, but: Collection[str] = ()) -> int:
    """Inside a turn: put away the lapsed holds of the resources that would do, and offer what they held; how many."""
    names = dict.fromkeys(rules.id for want in wants for rules in rules_for(company, want))
    return _put_away(company, list_lapsed(names, at=at) if names else (), at=at, but=but)


def _put_away(company: Company, public_ids: Iterable[str], *, at: datetime, but: Collection[str]) -> int:
    lapsed = []
    for public_id in public_ids:
        booking = find_booking(public_id, lock=True) if public_id not in but else None
        if booking is not None and booking.state == "held":
            change(booking, "expire")
            reach("booking.expired")
            write_down("booking.expired", booking, actor="clock", at=at)
            lapsed.append(booking)
    for booking in lapsed:
        offer_freed(company, booking, at=at)
    return len(lapsed)


def join_waiting_list(want: Want, who: ForWhom, *, actor: Actor, at: datetime, key: str = "") -> WaitingWish:
    """Wait for a time that is taken.

    key       the actor's own name for this very wish; asked again with it, nothing is done again
    raises    Refusal: a rule of the resource that stands against it anyway, booking.not_qualified, permission.denied
    """
    counter = desk()
    company = counter.company
    who, want = borne_by(counter, actor, for_whom(actor, who), at=at), in_utc(want)
    offering = company.offerings[rules_for(company, want)[0].offering]
    may_make(actor, who, offering.supplier, at=at)
    suitable(company, want, qualifications(company, want, who.used_by), at=at)
    public_id, body = new_id(), sha256(repr((want, who, actor.acting_for)).encode()).hexdigest()
    with transaction.atomic():
        earlier = first_time(actor, "waiting", key, body=body, outcome=public_id, at=at)
        if earlier is not None:
            return WaitingWish.objects.get(public_id=earlier)
        wish = WaitingWish.objects.create(
            public_id=public_id,
            state="waiting",
            offering=offering.id,
            resource=want.resource,
            starts_at=want.start,
            ends_at=want.end,
            quantity=want.quantity,
            asked_by=actor.name,
            buyer=who.buyer,
            payer=who.payer,
            cost_center=who.cost_center,
            shares=shares_text(who.shares),
            beneficiary=who.beneficiary,
            used_by=who.used_by,
            project=who.project,
            given=given_text(who.given),
            asked_at=at,
        )
        reach("waiting.inserted")
        record_deed("waiting.joined", actor=actor.name, at=at, params={"wish": wish.public_id})
        reach("waiting.recorded")
    return wish


def leave_waiting_list(public_id: str, *, actor: Actor, at: datetime) -> None:
    """Wait no more.

    raises    Refusal("waiting.unknown"), also where it is none of the actor's business or waits no more
    """
    with transaction.atomic():
        wish = WaitingWish.objects.select_for_update().filter(public_id=public_id, state="waiting").first()
        if wish is None or not may(actor, "booking.change", wish.buyer, at):
            raise Refusal(Reason("waiting.unknown", (("wish", public_id),)))
        _move(wish, "withdrawn")
        record_deed("waiting.left", actor=actor.name, at=at, params={"wish": wish.public_id})
        reach("waiting.recorded")


def my_wishes(actor: Actor) -> tuple[WaitingWish, ...]:
    """What the actor, or the party they act for, waits for or was offered, first come first."""
    return list_wishes(actor.person, actor.acting_for)


def queue_position(wish: WaitingWish) -> int:
    """How many wishes for the same offering that share some of its time were there first, plus one; 0: not waiting."""
    queue = [one for one in list_waiting(wish.offering) if _same_time(one, wish)]
    return next((number for number, one in enumerate(queue, 1) if one.id == wish.id), 0)


def offer_freed(company: Company, freed: Booking, *, at: datetime) -> tuple[Booking, ...]:
    """Inside the turn that freed something: hold it for the first in the queue whom it fits, and tell them."""
    held = []
    _pass_over(freed)
    for wish in list_waiting(freed.offering):
        concerned = wish.resource in ("", freed.resource)
        if concerned and wish.starts_at < freed.blocked_until and freed.starts_at < wish.ends_at:
            booking = _offer(company, wish, freed.resource, at=at)
            held += [booking] if booking is not None else []
    return tuple(held)


def took_offer(booking: Booking) -> None:
    """The hold that was offered from the waiting list was confirmed."""
    wish = find_offered(booking)
    if wish is not None:
        _move(wish, "taken")


def _pass_over(lapsed: Booking) -> None:
    """Whoever let the offered hold lapse waits no more: the next in the queue is asked."""
    wish = find_offered(lapsed)
    if wish is not None:
        _move(wish, "passed")


def _offer(company: Company, wish: WaitingWish, resource: str, *, at: datetime) -> Booking | None:
    """Hold what became free for a wish, if it fits and its rules still allow it."""
    want = Want(wish.offering, wish.starts_at, wish.ends_at, resource, wish.quantity)
    who = ForWhom(
        wish.buyer, wish.payer, wish.beneficiary, wish.used_by, wish.project, read_given(wish.given),
        wish.cost_center, read_shares(wish.shares),
    )  # fmt: skip
    if not _still_theirs(company, wish, at=at):
        _move(wish, "passed")
        return None
    until = at + OFFER
    held = qualifications(company, want, wish.used_by)
    try:
        booking = place(
            company, want, who, state="held", booked_by=wish.asked_by, at=at, held_until=until, held=held
        )
    except (NoRoom, Refusal):
        return None
    _move(wish, "offered", booking)
    zone = ZoneInfo(rules_for(company, want)[0].time_zone)
    params = (
        ("resource", named(company, resource)),
        ("start", want.start.astimezone(zone)),
        ("end", want.end.astimezone(zone)),
        ("until", until.astimezone(zone)),
        ("booking", booking.public_id),
    )
    leave(
        f"freed:{wish.public_id}", Reason("booking.slot_freed", params), recipient=reader_of(booking), at=at
    )
    reach("booking.told")
    write_down("booking.offered", booking, actor="waiting list", at=at, wish=wish.public_id)
    return booking


def _still_theirs(company: Company, wish: WaitingWish, *, at: datetime) -> bool:
    """Whether who asked may still book for the party it was asked for; what the house itself asked for stands."""
    if wish.asked_by not in company.parties:
        return True
    try:
        actor = resolve_actor(wish.asked_by, at=at)
    except Refusal:
        return False
    return wish.buyer in actor.parties or may(
        actor, "booking.make_for", company.offerings[wish.offering].supplier, at
    )


def _move(wish: WaitingWish, state: str, booking: Booking | None = None) -> None:
    wish.state = state
    if booking is not None:
        wish.booking = booking
    wish.save(force_update=True, update_fields=["state", "booking"])
    reach("waiting.changed")


def _same_time(one: WaitingWish, other: WaitingWish) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at
