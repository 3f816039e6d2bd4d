"""Which deliveries become charges? Everything delivered up to a month's end that is neither charged nor parked.

In chunks, each a turn of its own: a process that dies leaves what it had finished, and the next one goes on. A
delivery that cannot be charged is parked with its reason and stops nobody else; it is tried again each time. Rule to
remember: a charge's id follows from its source, so that collecting twice, or twice at once, makes one charge.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from comptoir.company import Company
from comptoir.core.billing.closing import Month, posting_month
from comptoir.core.billing.states import review_ends
from comptoir.core.values import Reason, Refusal
from comptoir.operations.actors import Actor, require
from comptoir.operations.charges.drafting import Drafted, draft
from comptoir.operations.charges.recounting import invoiced_before, recount, refresh, stale_of
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.turns import turn
from comptoir.operations.usage.recording import turn_of as usage_turn
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.charges import delivered
from comptoir.store.charges.delivered import Delivered, Upto
from comptoir.store.charges.models import OWN, SUBSIDY, USAGE
from comptoir.store.charges.queries import charged_parts, list_parked, waiting_parts
from comptoir.store.charges.writing import Step, add_charges, free, park
from comptoir.store.closing.queries import closed_months, reopened_months
from comptoir.store.usage.writing import charge_usage

# How many deliveries share a turn.
CHUNK = 200


class Collected(NamedTuple):
    """What collecting came to: deliveries looked at, charges made, parked now, and freed by it."""

    seen: int
    charged: int
    parked: int
    freed: int


@dataclass(frozen=True, slots=True)
class Collecting:
    """One collection: whose deliveries, before which day, by what is known now."""

    company: Company
    supplier: str
    upto: Upto
    actor: Actor
    at: datetime

    @property
    def zone(self) -> ZoneInfo:
        """Where the supplier is."""
        return zone_of(self.company, self.supplier, self.upto.day)


def collect_charges(supplier: str, period: str, *, actor: Actor, at: datetime) -> Collected:
    """Charge what a supplier delivered up to the end of a month, as far as it is not charged yet.

    period    "2026-11"; what was delivered in earlier months and is not charged is collected too
    raises    Refusal: permission.denied, close.period, charge.supplier
    """
    require(actor, "charge.collect", supplier, at=at)
    company = desk().company
    if supplier not in company.parties:
        raise Refusal(Reason("charge.supplier", (("supplier", supplier),)))
    one = Collecting(company, supplier, upto_of(company, supplier, Month.read(period)), actor, at)
    recount(company, supplier, one.upto, actor=actor, at=at, turn_name=turn_of(supplier))
    found = _again(one)
    while True:
        chunk, more = _chunk(one)
        found = Collected(*(before + now for before, now in zip(found, chunk, strict=True)))
        if not more:
            return found


def upto_of(company: Company, supplier: str, month: Month) -> Upto:
    """The end of a month where a supplier is."""
    day = month.next.first
    return Upto(day, datetime.combine(day, time(), zone_of(company, supplier, day)))


def zone_of(company: Company, supplier: str, day: date) -> ZoneInfo:
    """A supplier's time zone: of its card, else of the company."""
    card = company.card(supplier, day) or company.card(supplier, day.replace(day=1))
    return ZoneInfo(card.time_zone) if card is not None else company.settings.time_zone


def turn_of(supplier: str) -> str:
    """What the turn of a supplier's charges is called."""
    return f"charges {supplier}"


def _chunk(one: Collecting) -> tuple[Collected, bool]:
    """The next chunk of new deliveries, in a turn of its own; and whether there may be more.

    There may where the chunk was full, and where bookings were priced again: they were left for the next one.
    """
    done, stale = Collected(0, 0, 0, 0), frozenset[str]()
    with turn(_turns(one)):
        found = delivered.list_new(one.supplier, one.upto, limit=CHUNK)
        if found:
            stale = stale_of(found)
            done = _take_in(one, [each for each in found if not _is_stale(each, stale)])
            _record(one, done)
    if found:
        reach("charge.committed")
        _refresh(one, found, stale)
    return done, bool(stale) or len(found) == CHUNK


def _turns(one: Collecting) -> tuple[str, str]:
    """Nobody else collects, and no records of use come in between."""
    return turn_of(one.supplier), usage_turn(one.supplier)


def _is_stale(found: Delivered, stale: frozenset[str]) -> bool:
    return found.event == "use" and not stale.isdisjoint(found.booking.split(","))


def _refresh(one: Collecting, found: Iterable[Delivered], stale: frozenset[str]) -> None:
    """Bookings whose records changed are priced again; those that have no price then are parked."""
    for each in found if stale else ():
        if not _is_stale(each, stale):
            continue
        try:
            refresh(one.company, each, actor=one.actor, at=one.at, turn_name=turn_of(one.supplier))
        except Refusal as refusal:
            with turn([turn_of(one.supplier)]):
                park([_parked(each, OWN)], {(*each.key, OWN): refusal.reason}, at=one.at)
                reach("charge.parked")
                _record(one, Collected(0, 0, 1, 0))
            reach("charge.committed")


def _again(one: Collecting) -> Collected:
    """What was parked before is tried again."""
    total, last = Collected(0, 0, 0, 0), 0
    while waiting := list_parked(one.supplier, before=one.upto.day, after=last, limit=CHUNK):
        last = waiting[-1].id
        keys = [(row.source_kind, row.source, row.event) for row in waiting]
        first = delivered.load(keys, one.zone).values()
        _refresh(one, first, stale_of(first))
        with turn(_turns(one)):
            known = delivered.load(keys, one.zone)
            stale = stale_of(known.values())
            counted = delivered.counting_in_bookings(source for kind, source, _ in keys if kind == USAGE)
            gone = [
                row
                for row, key in zip(waiting, keys, strict=True)
                if key not in known and row.source not in counted
            ]
            for row in gone:
                free(row.source_kind, row.source, row.event, row.part, at=one.at)
            done = _take_in(one, [each for each in known.values() if not _is_stale(each, stale)])
            done = done._replace(freed=done.freed + len(gone))
            if done.charged or done.freed:
                _record(one, done)
        total = Collected(*(before + more for before, more in zip(total, done, strict=True)))
        reach("charge.committed")
    return total


def _take_in(one: Collecting, found: Iterable[Delivered]) -> Collected:
    """Charge deliveries, or park them; inside a turn."""
    wanted = list(found)
    charged = charged_parts([delivery.key for delivery in wanted])
    rows: list[Drafted] = []
    parked: list[dict[str, object]] = []
    reasons: dict[tuple[str, str, str, str], Reason] = {}
    freed, used = 0, []
    standing = invoiced_before([delivery.source for delivery in wanted if delivery.source_kind == USAGE])
    waiting = waiting_parts([delivery.key for delivery in wanted])
    for delivery in wanted:
        priced = None
        for part in (OWN, SUBSIDY):
            count, now = charged.get(delivery.key, {}).get(part, (0, False))
            if now:
                continue
            try:
                if delivery.source in standing:
                    raise Refusal(standing[delivery.source])
                row = draft(
                    delivery,
                    part,
                    company=one.company,
                    zone=one.zone,
                    at=one.at,
                    version=count + 1,
                    priced=priced,
                )
            except Refusal as refusal:
                parked.append(_parked(delivery, part))
                reasons[(*delivery.key, part)] = refusal.reason
                if part == OWN:
                    break
                continue
            if row is not None:
                priced = row.priced
                rows.append(row)
                freed += (*delivery.key, part) in waiting and free(*delivery.key, part, at=one.at)
                if (
                    part == OWN
                    and delivery.event == "use"
                    and (delivery.source_kind == USAGE or delivery.booking)
                ):
                    used.append(delivery)
    write_charges(one, rows)
    park(parked, reasons, at=one.at)
    if parked:
        reach("charge.parked")
    _use_up(used)
    return Collected(len(wanted), len(rows), len(parked), freed)


def write_charges(one: Collecting, rows: Iterable[Drafted]) -> None:
    """Write charges, each into the month in which it will be posted."""
    closed, reopened = closed_months(one.supplier), reopened_months(one.supplier)
    by_month: dict[str, list[Drafted]] = {}
    for row in rows:
        by_month.setdefault(str(posting_month(row["day"], closed, reopened)), []).append(row)
    opened = one.at.astimezone(one.zone).date()
    ends = review_ends(opened, one.company.review_days(one.supplier, opened))
    step = Step("collect", one.actor.name, one.at)
    for period, own in sorted(by_month.items()):
        add_charges(own, period=period, review_ends=ends, step=step)
        reach("charge.written")


def _use_up(used: Iterable[Delivered]) -> None:
    """Usage that is charged, by itself or with its booking, is charged only once."""
    own = list(used)
    records = [one.source for one in own if one.source_kind == USAGE]
    bookings = [name for one in own if one.source_kind != USAGE for name in one.booking.split(",") if name]
    if records or bookings:
        charge_usage(records, bookings)
        reach("charge.usage")


def _record(one: Collecting, done: Collected) -> None:
    told = {"supplier": one.supplier, **done._asdict()}
    record_deed("charge.collected", actor=one.actor.name, at=one.at, params=told)
    reach("charge.recorded")


def _parked(found: Delivered, part: str) -> dict[str, object]:
    payer = found.payer if part == OWN or found.price is None else found.price.paid_by
    return {
        "source_kind": found.source_kind, "source": found.source, "event": found.event, "part": part,
        "supplier": found.supplier, "payer": payer, "offering": found.offering, "day": found.day,
    }  # fmt: skip
