"""Does it fit, and may this person use it? One way in for everything that takes a resource.

Whatever occupies comes through `place` or `place_all` (new) or `room` (moved, extended, restored), inside a turn that
began by putting lapsed holds away (waiting.sweep). The rules of the resource are asked first, then what is taken; for
many as many statements as for one. Rule to remember: nothing here knows what a booking costs or who its customer is; a
test reads the source to keep it so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from comptoir.company import Company
from comptoir.core.booking import Occupation, blocked_until, conflicts, refusals
from comptoir.core.booking import Resource as Rules
from comptoir.core.ordering import next_state
from comptoir.core.values import Reason, Refusal
from comptoir.core.values.share import shares_text
from comptoir.operations.failpoints import reach
from comptoir.operations.public_id import new_id
from comptoir.operations.taking.telling import news
from comptoir.operations.taking.turns import NoRoom, named, rules_for
from comptoir.operations.taking.wanted import ForWhom, Want, given_text
from comptoir.store.audit.queries import statement
from comptoir.store.bookings.models import OCCUPYING, Booking
from comptoir.store.bookings.queries import held_question, list_taken
from comptoir.store.bookings.writing import add_booking
from comptoir.store.messages import Question, ask_together

HOLD = timedelta(minutes=10)
Found = TypeVar("Found")


class Taking(NamedTuple):
    """A want of somebody's: its number among several, what they are qualified for, the order line it is booked for."""

    number: int
    want: Want
    who: ForWhom
    held: frozenset[str] = frozenset()
    line: str = ""


class NotPlaced(Exception):
    """One of several wants cannot be had: its number, and the NoRoom or the Refusal that says why."""

    def __init__(self, number: int, problem: NoRoom | Refusal) -> None:
        super().__init__(number, problem)
        self.number, self.problem = number, problem


def place_all(
    company: Company, takings: Sequence[Taking], *, booked_by: str, at: datetime
) -> tuple[Booking, ...]:
    """Inside a turn: find room for several wants that also count for each other; confirmed bookings, not written yet.

    raises    NotPlaced for the first that cannot be had
    """
    allowed = [_told(one, partial(suitable, company, one.want, one.held, at=at)) for one in takings]
    names = [rules.id for several in allowed for rules in several]
    if not names:
        return ()
    several = list(zip(takings, allowed, strict=True))
    last = max(blocked_until(rules, one.want.end) for one, own in several for rules in own)
    taken = list_taken(names, min(one.want.start for one in takings), last, at=at)
    made = []
    for one, rules in several:
        chosen = _told(one, partial(_with_room, rules, one.want, taken))
        booking = _booking(
            company, one.want, one.who, chosen, state="confirmed", booked_by=booked_by, at=at, line=one.line,
            held=one.held,
        )  # fmt: skip
        taken[chosen.id].append(
            Occupation(
                booking.starts_at, booking.ends_at, booking.quantity, booking.kind, "", booking.blocked_until
            )
        )
        made.append(booking)
    return tuple(made)


def _told(one: Taking, deed: Callable[[], Found]) -> Found:
    """What a deed finds, or a NotPlaced that says which taking it was about."""
    try:
        return deed()
    except (NoRoom, Refusal) as problem:
        raise NotPlaced(one.number, problem) from problem


def place(
    company: Company,
    want: Want,
    who: ForWhom,
    *,
    state: str,
    booked_by: str,
    at: datetime,
    kind: str = Booking.BOOKING,
    held_until: datetime | None = None,
    series: str = "",
    line: str = "",
    note: str = "",
    public_id: str = "",
    held: frozenset[str] = frozenset(),
    ruled: bool = True,
    known: Mapping[str, Sequence[Occupation]] | None = None,
    write: bool = True,
) -> Booking:
    """Inside a turn: take a resource for a want, on the first resource that has room.

    held      qualifications of whoever will use it
    ruled     whether notice, lengths, hours and qualifications count (they do not for maintenance)
    known     what is taken around the want, where the turn has told it; None: it is asked now
    write     write it; else whoever called writes it, with its price
    raises    NoRoom; Refusal for a rule of the resource, booking.not_qualified
    """
    rules = suitable(company, want, held, at=at) if ruled else rules_for(company, want)
    chosen = _first_free(rules, want, at=at) if known is None else _with_room(rules, want, known)
    booking = _booking(
        company, want, who, chosen, state=state, booked_by=booked_by, at=at, kind=kind, held_until=held_until,
        series=series, line=line, note=note, public_id=public_id, held=held,
    )  # fmt: skip
    if write:
        add_booking(booking)
        reach("booking.inserted")
    return booking


def _booking(
    company: Company, want: Want, who: ForWhom, chosen: Rules, *, state: str, booked_by: str, at: datetime,
    kind: str = Booking.BOOKING, held_until: datetime | None = None, series: str = "", line: str = "", note: str = "",
    public_id: str = "", held: frozenset[str] = frozenset(),
) -> Booking:  # fmt: skip
    """A booking of a resource that has room."""
    offering = company.offerings[chosen.offering]
    return Booking(
        public_id=public_id or new_id(),
        kind=kind,
        state=state,
        occupies=True,
        resource=chosen.id,
        offering=offering.id,
        supplier=offering.supplier,
        quantity=want.quantity,
        capacity=chosen.capacity,
        starts_at=want.start,
        ends_at=want.end,
        blocked_until=blocked_until(chosen, want.end),
        held_until=held_until,
        booked_by=booked_by,
        buyer=who.buyer,
        payer=who.payer,
        cost_center=who.cost_center,
        shares=shares_text(who.shares),
        beneficiary=who.beneficiary,
        used_by=who.used_by,
        project=who.project,
        # What somebody is qualified for is known here, whatever they say.
        given=_given(company, who, held),
        series=series,
        line=line,
        note=note,
        booked_at=at,
    )


def _given(company: Company, who: ForWhom, held: frozenset[str]) -> str:
    return given_text({**who.given, **{name: name in held for name in company.qualifications}})


def given_of(company: Company, one: Taking) -> str:
    """The answers of a taking, as its booking keeps them."""
    return _given(company, one.who, one.held)


def suitable(company: Company, want: Want, held: frozenset[str], *, at: datetime) -> tuple[Rules, ...]:
    """The resources whose rules allow a want, in order.

    raises    Refusal with the first rule that stands against it, if none does
    """
    against = [(rules, _against(company, rules, want, held, at=at)) for rules in rules_for(company, want)]
    good = tuple(rules for rules, reason in against if reason is None)
    if not good and against[0][1] is not None:
        raise Refusal(against[0][1])
    return good


def qualifications(company: Company, want: Want, person: str) -> frozenset[str]:
    """What a person is qualified for, of what any resource of the house requires, on the day on which a want starts."""
    question = qualifying(company, want, person)
    return frozenset(name for (name,) in ask_together(question)[0]) if question is not None else frozenset()


def qualifying(company: Company, want: Want, person: str) -> Question | None:
    """The question after what `qualifications` answers, to be asked with others; None where nothing is required."""
    if not company.qualifications:
        return None
    first = rules_for(company, want)[0]
    on = want.start.astimezone(ZoneInfo(first.time_zone)).date()
    return held_question(person, first.offering, on=on)


def _against(
    company: Company, rules: Rules, want: Want, held: frozenset[str], *, at: datetime
) -> Reason | None:
    """The first rule of a resource that stands against a want, told on the clock of its zone."""
    zone = ZoneInfo(rules.time_zone)
    for reason in refusals(rules, want.start, want.end, want.quantity, at=at):
        params = tuple((name, _local(company, value, rules, zone)) for name, value in reason.params)
        return reason._replace(params=params)
    lacking = next((name for name in rules.requires if name not in held), None)
    if lacking is None:
        return None
    return Reason("booking.not_qualified", (("what", lacking), ("resource", named(company, rules.id))))


def _local(company: Company, value: object, rules: Rules, zone: ZoneInfo) -> object:
    if isinstance(value, datetime):
        return value.astimezone(zone)
    return named(company, rules.id) if value == rules.id else value


def _first_free(rules: tuple[Rules, ...], want: Want, *, at: datetime) -> Rules:
    """The first resource with room for a want.

    raises    NoRoom
    """
    last = max(blocked_until(one, want.end) for one in rules)
    return _with_room(rules, want, list_taken((one.id for one in rules), want.start, last, at=at))


def _with_room(rules: tuple[Rules, ...], want: Want, taken: Mapping[str, Sequence[Occupation]]) -> Rules:
    """The first resource with room for a want among what is taken.

    raises    NoRoom
    """
    in_the_way: tuple[Occupation, ...] = ()
    for one in rules:
        near = conflicts(one, taken[one.id], want.start, want.end, want.quantity)
        if not near:
            return one
        in_the_way = in_the_way or near
    raise NoRoom(want, rules, in_the_way)


def room(rules: Rules, booking: Booking, want: Want, *, at: datetime) -> None:
    """Inside a turn: whether there is room for a booking of ours at another time, itself apart.

    raises    NoRoom
    """
    until = blocked_until(rules, want.end)
    taken = list_taken((rules.id,), want.start, until, at=at, but=booking.id)[rules.id]
    near = conflicts(rules, taken, want.start, want.end, want.quantity)
    if near:
        raise NoRoom(want, (rules,), near, booking.id)


def change(booking: Booking, verb: str, **changed: object) -> None:
    """Bring a booking to the state a verb leads to, with other values beside; the machine must allow it.

    raises    Refusal("state.forbidden")
    """
    booking.state = next_state("booking", booking.state, verb)
    booking.occupies = booking.state in OCCUPYING
    booking.sequence += 1
    if booking.state != "held":
        booking.held_until = None
    for name, value in changed.items():
        setattr(booking, name, value)
    booking.save(force_update=True, update_fields=["state", "occupies", "held_until", "sequence", *changed])
    reach("booking.changed")


def write_down(
    action: str, booking: Booking, *, actor: str, at: datetime, quiet: bool = False, **params: object
) -> None:
    """Write a deed down, with the booking it was done to, and tell whoever uses it what they must know.

    quiet     nobody is told: it was no commitment, or they are told in other words
    """
    told = () if quiet else news(action, (booking,), at=at)
    ask_together(*told, deed(action, booking, actor=actor, at=at, **params))
    if told:
        reach("booking.told")
    reach("booking.recorded")


def deed(action: str, booking: Booking, *, actor: str, at: datetime, **params: object) -> Question:
    """The statement that writes a deed down, for who writes several things at once."""
    told = {
        "booking": booking.public_id,
        "resource": booking.resource,
        "start": booking.starts_at.isoformat(),
        "end": booking.ends_at.isoformat(),
        **params,
    }
    return statement(action, actor=actor, at=at, params=told)
