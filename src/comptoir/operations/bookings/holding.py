"""How is a resource held, booked, confirmed and booked again every week?

    hold_booking     ten minutes in which nobody else gets it, at the price shown
    confirm_booking  the hold becomes a commitment
    book             both at once
    book_together    several resources or none
    recur_booking    every week, all or (on request) as many as there is room for
    expire_holds     puts lapsed holds away and offers what they held to whoever waits

Rule to remember: the price is that of the instant of commitment. If it is no longer what the hold said, the customer
is told and nothing happens.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from comptoir.company import Company
from comptoir.core.booking import Recurrence, Slot, occurrences
from comptoir.core.ordering import MACHINES
from comptoir.core.values import Amount, Reason, Refusal
from comptoir.operations.actors import Actor
from comptoir.operations.bookings.bearing import Bearing, bearing, bearing_of
from comptoir.operations.bookings.pricing import (
    Asked,
    Priced,
    asked_of,
    freeze,
    names_of,
    price,
    same,
    write_priced,
)
from comptoir.operations.bounds import read_bounds
from comptoir.operations.desk import QUESTION, desk, desk_of, remembered
from comptoir.operations.once import first_time
from comptoir.operations.paying import payers_of
from comptoir.operations.public_id import new_id
from comptoir.operations.taking.occupying import (
    HOLD,
    change,
    deed,
    place,
    qualifications,
    qualifying,
    room,
    write_down,
)
from comptoir.operations.taking.rights import borne_by, for_whom, may_make, own_or_supplied
from comptoir.operations.taking.telling import news, tell_series
from comptoir.operations.taking.turns import NoRoom, Taken, refused, rules_for, turn
from comptoir.operations.taking.waiting import Known, fair_turn, sweep, took_offer
from comptoir.operations.taking.wanted import ForWhom, Want, in_utc, read_given
from comptoir.store.bookings.models import Booking
from comptoir.store.bookings.queries import find_booking, find_price, list_bookings
from comptoir.store.messages import ask_together
from comptoir.store.orders.queries import bounds_question

MOST_TOGETHER = 20
_DEEDS = {"held": "booking.held", "confirmed": "booking.booked"}


class Booked(NamedTuple):
    """A booking as it stands, and what it was priced at (None: known only after use)."""

    booking: Booking
    amount: Amount | None


class Missed(NamedTuple):
    """An occurrence for which there was no room: its number (from 0), why not, and what would do instead."""

    number: int
    reason: Reason
    alternatives: tuple[Slot, ...]


class Recurred(NamedTuple):
    """A recurring booking: what its occurrences share, those booked, and those for which there was no room."""

    series: str
    booked: tuple[Booked, ...]
    missed: tuple[Missed, ...]


def hold_booking(want: Want, who: ForWhom, *, actor: Actor, at: datetime, key: str = "") -> Booked:
    """Hold a resource for ten minutes, priced.

    key       the actor's own name for this very hold; asked again with it, nothing is done again
    raises    Taken with alternatives; Refusal: a rule of the resource, booking.not_qualified, booking.no_price,
              permission.denied, booking.busy, idempotency.*
    """
    return _make((want,), who, "held", actor=actor, at=at, key=key)[0]


def book(want: Want, who: ForWhom, *, actor: Actor, at: datetime, key: str = "") -> Booked:
    """Book a resource at once.

    raises    as hold_booking
    """
    return _make((want,), who, "confirmed", actor=actor, at=at, key=key)[0]


def book_together(
    wants: Sequence[Want], who: ForWhom, *, actor: Actor, at: datetime, key: str = ""
) -> tuple[Booked, ...]:
    """Book several resources, all or none.

    raises    as hold_booking; Refusal("booking.too_many")
    """
    if not 1 <= len(wants) <= MOST_TOGETHER:
        raise Refusal(Reason("booking.too_many", (("most", MOST_TOGETHER),)))
    return _make(tuple(wants), who, "confirmed", actor=actor, at=at, key=key)


def confirm_booking(public_id: str, *, actor: Actor, at: datetime, agreed: Amount | None = None) -> Booked:
    """Make a hold a commitment.

    agreed    a price that the customer agrees to besides the one that the hold said
    raises    Refusal: booking.price_changed, booking.hold_over, booking.unknown, state.forbidden
    """
    counter = desk()
    company = counter.company
    first = own_or_supplied(actor, public_id, at=at)
    want = _want_of(first)
    own = bearing_of(counter, first, at=at)
    names = (*names_of(company, asked_of(first, {})), *(own.names if own else ()))
    with fair_turn(company, (want,), at=at, but=public_id, more=names):
        booking = find_booking(public_id, lock=True)
        assert booking is not None
        if booking.state == "expired":
            raise Refusal(Reason("booking.hold_over", (("booking", public_id),)))
        if booking.state == "held":
            # A hold whose time is over may still be had if nobody else took it.
            room(rules_for(company, want)[0], booking, want, at=at)
        change(booking, "confirm")
        if booking.kind == Booking.BOOKING:
            priced = price(company, asked_of(booking, read_given(booking.given)), at=at)
            frozen = find_price(booking)
            if frozen is not None and not same(priced, frozen) and priced.amount != agreed:
                raise Refusal(
                    Reason("booking.price_changed", (("before", frozen.amount), ("now", priced.amount)))
                )
            freeze(booking, priced, at=at, own=own, bounded=True, actor=actor.name)
            took_offer(booking)
        write_down("booking.confirmed", booking, actor=actor.name, at=at)
    return _booked(booking)


def recur_booking(
    want: Want,
    recurrence: Recurrence,
    who: ForWhom,
    *,
    actor: Actor,
    at: datetime,
    each: bool = False,
    key: str = "",
    agreed: Amount | None = None,
) -> Recurred:
    """Book the same local time again and again.

    each      book those for which there is room; otherwise all or nothing
    key       the actor's own name for this very series; asked again with it, nothing is done again
    agreed    the total that was shown; another one is refused. None: whatever it costs
    raises    Taken for the first that does not fit, as hold_booking; Refusal("booking.price_changed")
    """
    counter = desk()
    company = counter.company
    who = borne_by(counter, actor, for_whom(actor, who), at=at)
    want = in_utc(want)
    zone = rules_for(company, want)[0].time_zone
    periods = occurrences(recurrence, want.start, want.end, zone)
    wants = tuple(Want(want.offering, start, end, want.resource, want.quantity) for start, end in periods)
    may_make(actor, who, _supplier(company, want), at=at)
    series, made, full = new_id(), [], []
    body = sha256(repr((wants, who, each, actor.acting_for)).encode()).hexdigest()
    own = bearing(counter, who.buyer, who.payer, who.shares, at=at)
    with fair_turn(company, wants, at=at, more=(*own.names, *_names(company, wants, who))):
        earlier = first_time(actor, "series", key, body=body, outcome=series, at=at)
        if earlier is not None:
            known = list_bookings(series=earlier, limit=len(wants))
            return Recurred(earlier, tuple(_booked(one) for one in known), ())
        for number, one in enumerate(wants):
            try:
                made.append(_one(company, one, who, "confirmed", own, actor=actor, at=at, series=series))
            except NoRoom as problem:
                if not each:
                    raise
                full.append((number, problem))
        _agreed_total(agreed, [priced for _, priced in made])
        tell_series(series, [booking for booking, _ in made], at=at)
    missed = []
    for number, short in full:
        answer = refused(company, short, at=at)
        missed.append(Missed(number, answer.reason, answer.alternatives))
    return Recurred(series, tuple(Booked(booking, priced.amount) for booking, priced in made), tuple(missed))


def expire_holds(*, at: datetime, limit: int = 500) -> int:
    """Put away holds whose time is over, a turn for each resource, and offer what they held; how many there were."""
    company = desk().company
    lapsed = Booking.objects.filter(state="held", held_until__lte=at).order_by("held_until", "id")
    count = 0
    for resource in dict.fromkeys(lapsed.values_list("resource", flat=True)[:limit]):
        want = Want("", at, at, resource, stands=True)
        with turn(company, (want,), at=at):
            count += sweep(company, (want,), at=at)
    return count


# --- one and several ----------------------------------------------------------------------------------------------


def _make(
    wants: tuple[Want, ...], who: ForWhom, state: str, *, actor: Actor, at: datetime, key: str
) -> tuple[Booked, ...]:
    """Take every want in one turn, priced and written down; or what came of it the first time."""
    wants = tuple(in_utc(want) for want in wants)
    opening = _open(wants[0], who, actor, at=at)
    company, who, own = opening.company, opening.who, opening.own
    for supplier in dict.fromkeys(_supplier(company, want) for want in wants):
        may_make(actor, who, supplier, at=at)
    ids = [new_id() for _ in wants]
    body = sha256(repr((wants, who, state, actor.acting_for)).encode()).hexdigest()
    with fair_turn(company, wants, at=at, more=(*own.names, *_names(company, wants, who))) as known:
        earlier = first_time(actor, "booking", key, body=body, outcome=" ".join(ids), at=at)
        if earlier is not None:
            return tuple(_booked(own_or_supplied(actor, one, at=at)) for one in earlier.split())
        made = [
            _one(
                company, want, who, state, own, actor=actor, at=at, public_id=public_id,
                held=None if number else opening.held, known=None if number else known,
            )
            for number, (want, public_id) in enumerate(zip(wants, ids, strict=True))
        ]  # fmt: skip
    return tuple(Booked(booking, priced.amount) for booking, priced in made)


class _Opening(NamedTuple):
    """What is known before the turn: the company, who it is for, what bounds who bears it, what its user may use."""

    company: Company
    who: ForWhom
    own: Bearing
    held: frozenset[str] | None


def _open(want: Want, who: ForWhom, actor: Actor, *, at: datetime) -> _Opening:
    """Ask for the company, the bounds and the qualifications in one message, by the company that is remembered.

    raises    Refusal, as paying.bear
    """
    guess, full, question = remembered(), None, None
    try:
        full = borne_by(guess, actor, for_whom(actor, who), at=at) if guess is not None else None
        question = (
            qualifying(guess.company, want, full.used_by) if guess is not None and full is not None else None
        )
    except Refusal:
        full = None  # By the company of now it may be otherwise.
    if guess is not None and full is not None:
        payer = full.payer or full.buyer
        asked = (QUESTION, bounds_question(payers_of(guess.company, payer, full.shares)))
        company, rows, *held = ask_together(*asked, *((question,) if question is not None else ()))
        if company and desk_of(company[0]) is guess:
            own = Bearing(guess, payer, read_bounds(guess, rows, at=at))
            names = frozenset(name for (name,) in held[0]) if held else frozenset()
            return _Opening(guess.company, full, own, names)
    counter = desk()
    full = borne_by(counter, actor, for_whom(actor, who), at=at)
    own = bearing(counter, full.buyer, full.payer, full.shares, at=at)
    return _Opening(counter.company, full, own, None)


def _one(
    company: Company,
    want: Want,
    who: ForWhom,
    state: str,
    own: Bearing,
    *,
    actor: Actor,
    at: datetime,
    series: str = "",
    public_id: str = "",
    held: frozenset[str] | None = None,
    known: Known | None = None,
) -> tuple[Booking, Priced]:
    """Inside a turn: one booking and its price, written down.

    held      what its user is qualified for, where it was asked already; known: what is taken around it
    """
    held = qualifications(company, want, who.used_by) if held is None else held
    booking = place(
        company,
        want,
        who,
        state=state,
        booked_by=actor.name,
        at=at,
        held_until=at + HOLD if state == MACHINES["booking"].initial else None,
        series=series,
        public_id=public_id,
        held=held,
        known=known,
        write=False,
    )
    priced = price(company, asked_of(booking, read_given(booking.given)), at=at)
    told = {"series": series} if series else {"amount": _text(priced.amount)}
    done = deed(_DEEDS[state], booking, actor=actor.name, at=at, **told)
    beside = (*(() if series else news(_DEEDS[state], (booking,), at=at)), done)
    write_priced(booking, priced, beside, at=at, own=own, take=state != "held", actor=actor.name)
    return booking, priced


def _agreed_total(agreed: Amount | None, priced: Sequence[Priced]) -> None:
    """Whether several prices make the total that was shown.

    raises    Refusal("booking.price_changed")
    """
    amounts = [one.amount for one in priced if one.amount is not None]
    if agreed is None or not amounts:
        return
    total = sum(amounts[1:], amounts[0])
    if total != agreed:
        raise Refusal(Reason("booking.price_changed", (("before", agreed), ("now", total))))


def _names(company: Company, wants: tuple[Want, ...], who: ForWhom) -> tuple[str, ...]:
    """The names of the running totals that the prices of some wants read or advance."""
    found: dict[str, None] = {}
    for want in wants:
        asked = Asked(
            rules_for(company, want)[0].offering, want.start, want.end, want.quantity, who.buyer, who.payer,
            who.beneficiary, who.project,
        )  # fmt: skip
        found |= dict.fromkeys(names_of(company, asked))
    return tuple(found)


def _text(amount: Amount | None) -> str:
    return "" if amount is None else str(amount)


def _supplier(company: Company, want: Want) -> str:
    return company.offerings[rules_for(company, want)[0].offering].supplier


def _want_of(booking: Booking) -> Want:
    return Want(
        booking.offering, booking.starts_at, booking.ends_at, booking.resource, booking.quantity, stands=True
    )


def _booked(booking: Booking) -> Booked:
    frozen = find_price(booking)
    return Booked(booking, frozen.amount if frozen else None)


__all__ = [
    "HOLD",
    "Booked",
    "Missed",
    "Recurred",
    "Taken",
    "book",
    "book_together",
    "confirm_booking",
    "expire_holds",
    "hold_booking",
    "recur_booking",
]
