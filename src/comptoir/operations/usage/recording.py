"""How does one record of usage come in, and how is one corrected?

    record_usage     what somebody or a device says was used
    correct_usage    the same again, but right; the old record is kept and never charged

Rule to remember: what was recorded already is kept as a duplicate and never charged; what contradicts a record of the
same id is refused, and answered by a correction.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from comptoir.core.ordering.states import next_state
from comptoir.core.ordering.usage import Likeness, Usage, content_hash, identity, likeness
from comptoir.core.values import Reason, Refusal
from comptoir.operations.actors import Actor, may, require
from comptoir.operations.desk import Desk, desk
from comptoir.operations.failpoints import reach
from comptoir.operations.once import first_time
from comptoir.operations.public_id import new_id
from comptoir.operations.turns import turn
from comptoir.operations.usage.checking import bookings_of, checked
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.locks import take
from comptoir.store.usage.queries import StoredUsage, find_known, find_usage
from comptoir.store.usage.writing import NewUsage, add_records, move_state


class Recorded(NamedTuple):
    """A record as kept: its public id and state; `repeats`: the record it is a duplicate of."""

    id: str
    state: str
    repeats: str = ""


def record_usage(usage: Usage, *, actor: Actor, at: datetime, note: str = "", key: str = "") -> Recorded:
    """Take down what was used.

    usage     what is left open is taken from the booking it names; `source` empty: the person who says so
    returns   the record; a duplicate is kept too, and never charged
    raises    Refusal: permission.denied, usage.* (unknown_booking, unknown_offering, unknown_customer, nothing,
              quantity, period, half_period, future, differs), idempotency.*
    """
    number = new_id()
    supplier = supplier_of(desk(), usage)
    require(actor, "usage.record", supplier, at=at)
    with turn([turn_of(supplier)]):
        body = sha256(f"{content_hash(usage)}\x1f{identity(usage)}\x1f{note}".encode()).hexdigest()
        earlier = first_time(actor, "record_usage", key, body=body, outcome=number, at=at)
        if earlier is not None:
            return _again(earlier)
        said = usage if usage.source else _by(usage, actor.person)
        full = checked(desk(), supplier, said, bookings_of([said]), at=at)
        known = find_known(supplier, [identity(full)]).get(identity(full), ())
        found = likeness(full, [one.content for one in known])
        if found is Likeness.DIFFERENT:
            raise Refusal(differs(full, known[-1].id))
        state = "duplicate" if found is Likeness.DUPLICATE else "recorded"
        add_records([NewUsage(number, supplier, full, state, note)], by=actor.person, at=at)
        reach("usage.written")
        told = {"usage": number, "state": state, "supplier": supplier}
        record_deed("usage.recorded", actor=actor.name, at=at, params=told)
        reach("usage.recorded")
    reach("usage.committed")
    return Recorded(number, state, known[-1].id if known else "")


def correct_usage(
    usage_id: str, usage: Usage, *, actor: Actor, at: datetime, note: str = "", key: str = ""
) -> Recorded:
    """Replace a record by what is right; both are kept, and only the new one counts.

    What was charged for the old one is taken back and charged anew at the next collection.

    raises    Refusal: usage.unknown, permission.denied, state.forbidden (a duplicate, or replaced already),
              usage.no_change, usage.same_as, and as `record_usage` does
    """
    number = new_id()
    before = _own(usage_id, actor, at=at)
    with turn():
        take([turn_of(before.supplier)])
        body = sha256(f"{usage_id}\x1f{content_hash(usage)}\x1f{note}".encode()).hexdigest()
        earlier = first_time(actor, "correct_usage", key, body=body, outcome=number, at=at)
        if earlier is not None:
            return _again(earlier)
        stored = _own(usage_id, actor, at=at)
        after = next_state("usage", stored.state, "correct")
        said = usage if usage.source else _by(usage, stored.usage.source)
        full = checked(desk(), stored.supplier, said, bookings_of([said]), at=at)
        if content_hash(full) == content_hash(stored.usage):
            raise Refusal(Reason("usage.no_change"))
        known = find_known(stored.supplier, [identity(full)]).get(identity(full), ())
        counting = [one for one in known if one.id != usage_id and one.state in ("recorded", "charged")]
        if counting:
            raise Refusal(Reason("usage.same_as", (("usage", counting[0].id),)))
        move_state([stored.row], stored.state, after)
        reach("usage.replaced")
        new = NewUsage(number, stored.supplier, full, "recorded", note)
        add_records([new], by=actor.person, at=at, replaces=stored.row)
        reach("usage.written")
        told = {"usage": number, "replaces": usage_id, "supplier": stored.supplier}
        record_deed("usage.corrected", actor=actor.name, at=at, params=told)
        reach("usage.recorded")
    reach("usage.committed")
    return Recorded(number, "recorded")


def turn_of(supplier: str) -> str:
    """What one's turn is about: all usage of a supplier."""
    return f"usage {supplier}"


def differs(usage: Usage, known: str) -> Reason:
    """The reason why a record that contradicts another of its id is not taken."""
    told = (("source", usage.source), ("external_id", usage.external_id), ("usage", known))
    return Reason("usage.differs", told)


def supplier_of(counter: Desk, usage: Usage) -> str:
    """Whose usage it is: the supplier of the offering, or of the booking's.

    raises    Refusal: usage.unknown_offering, usage.unknown_booking
    """
    offering = usage.offering
    if not offering and usage.booking:
        booked = bookings_of([usage]).get(usage.booking)
        if booked is None:
            raise Refusal(Reason("usage.unknown_booking", (("found", usage.booking),)))
        offering = booked.offering
    item = counter.company.offerings.get(offering)
    if item is None:
        raise Refusal(Reason("usage.unknown_offering", (("found", offering), ("supplier", ""))))
    return item.supplier


def _by(usage: Usage, source: str) -> Usage:
    return Usage(
        usage.offering, usage.customer, usage.day, usage.measures, usage.start, usage.end, usage.person,
        usage.resource, usage.booking, source, usage.device, usage.external_id,
    )  # fmt: skip


def _own(usage_id: str, actor: Actor, *, at: datetime) -> StoredUsage:
    """A record that is the actor's business.

    raises    Refusal: usage.unknown, also where it is somebody else's; permission.denied
    """
    stored = find_usage(usage_id)
    if stored is None or not may(actor, "usage.read", stored.supplier, at):
        raise Refusal(Reason("usage.unknown", (("usage", usage_id),)))
    require(actor, "usage.correct", stored.supplier, at=at)
    return stored


def _again(usage_id: str) -> Recorded:
    stored = find_usage(usage_id)
    return Recorded(usage_id, stored.state if stored else "")
