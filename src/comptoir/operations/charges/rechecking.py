"""A fact was corrected later: which charges come out otherwise now? Shown first, then reversed and charged anew.

A charge is worked out again by what is known now about its day: in which class, who pays, on which paper, with which
VAT. Rule to remember: a preview writes nothing, and what is applied is exactly what was shown, or nothing is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from hashlib import sha256

from comptoir.company import Company
from comptoir.core.billing.closing import Month
from comptoir.core.values import Amount, Reason, Refusal
from comptoir.operations.actors import Actor, require
from comptoir.operations.charges.collecting import Collecting, turn_of, upto_of, write_charges, zone_of
from comptoir.operations.charges.drafting import Drafted, draft
from comptoir.operations.charges.repricing import price_now
from comptoir.operations.charges.undoing import take_back
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.turns import turn
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.charges.delivered import Delivered, load
from comptoir.store.charges.models import Charge
from comptoir.store.charges.queries import Wanted, find_charge, walk_charges

_STATES = ("in review", "accepted", "resolved", "posted")
# What of a charge ends in the books.
_DECIDED = ("payer", "buyer", "amount", "subsidy", "paid_by", "settlement", "vat_category", "vat_rate", "exemption",
            "shares")  # fmt: skip
# How many charges are looked at together; a month has as many as it has.
CHUNK = 500
# Deliveries by their keys, as they are in a time zone.
Known = dict[tuple[tuple[str, str, str], tzinfo], Delivered]


@dataclass(frozen=True, slots=True)
class Changed:
    """A charge that comes out otherwise; `after` None: it cannot be charged any more, for `why`.

    invoiced   it stands on a paper, which has to be credited before
    """

    charge: str
    state: str
    offering: str
    payer: str
    before: Amount
    after: Amount | None
    settled_before: str
    settled_after: str
    why: Reason | None
    invoiced: str

    @property
    def difference(self) -> Amount:
        """How much more is owed now."""
        return (self.after or Amount.zero(self.before.currency)) - self.before


@dataclass(frozen=True, slots=True)
class Recheck:
    """What came out otherwise, of how many; `content` is the digest that applying it must name."""

    looked_at: int
    changes: tuple[Changed, ...]
    content: str
    applied: tuple[str, ...] = ()


def recheck_charges(
    supplier: str, period: str, *, actor: Actor, at: datetime, apply: str = "", reason: str = ""
) -> Recheck:
    """Work the charges of a month out again by what is known now.

    apply     the `content` of a preview: what it showed is reversed and charged anew; empty: a preview
    reason    why, where it is applied
    raises    Refusal: permission.denied, close.period, charge.recheck_changed if it is not what was shown any more,
              charge.reason
    """
    require(actor, "charge.correct", supplier, at=at)
    company = desk().company
    Month.read(period)
    if not apply:
        return _looked(company, supplier, period, at)
    if not reason.strip():
        raise Refusal(Reason("charge.reason", (("charge", period), ("most", 0))))
    with turn([turn_of(supplier)]):
        found = _looked(company, supplier, period, at)
        if found.content != apply:
            raise Refusal(Reason("charge.recheck_changed", (("count", len(found.changes)),)))
        applied = [_anew(company, one, reason, actor, at) for one in found.changes if not one.invoiced]
        told = {"supplier": supplier, "period": period, "charges": len(applied), "note": reason}
        record_deed("charge.rechecked", actor=actor.name, at=at, params=told)
        reach("charge.recorded")
    reach("charge.committed")
    return Recheck(found.looked_at, found.changes, found.content, tuple(name for name in applied if name))


def _looked(company: Company, supplier: str, period: str, at: datetime) -> Recheck:
    wanted = Wanted(supplier=supplier, period=period, states=_STATES)
    looked_at = 0
    found: list[Changed] = []
    for some in walk_charges(wanted, CHUNK):
        looked_at += len(some)
        found += _changes(company, some, at)
    changes = tuple(found)
    said = [[one.charge, one.after and one.after.minor, one.settled_after] for one in changes]
    return Recheck(looked_at, changes, sha256(json.dumps(said).encode()).hexdigest())


def _changes(company: Company, charges: Sequence[Charge], at: datetime) -> Iterator[Changed]:
    known = _delivered(company, charges)
    for charge in charges:
        if charge.version > 1 and charge.source_kind and "charge.corrected" in charge.differences:
            # What a person decided is not decided anew by a fact.
            continue
        try:
            row = _drafted(company, charge, known, at)
        except Refusal as refusal:
            yield _changed(charge, None, refusal.reason)
            continue
        if row is None or any(row[name] != getattr(charge, name) for name in _DECIDED):
            yield _changed(charge, row, None)


def _delivered(company: Company, charges: Sequence[Charge]) -> Known:
    """What charges came from, asked for together, each in its supplier's own time."""
    keys: dict[tzinfo, list[tuple[str, str, str]]] = {}
    for one in charges:
        zone = zone_of(company, one.supplier, one.day)
        keys.setdefault(zone, []).append((one.source_kind, one.source, one.event))
    return {(key, zone): found for zone, own in keys.items() for key, found in load(own, zone).items()}


def _drafted(company: Company, charge: Charge, known: Known, at: datetime) -> Drafted | None:
    """A charge as it would be now; None where nothing was delivered."""
    zone = zone_of(company, charge.supplier, charge.day)
    found = known.get(((charge.source_kind, charge.source, charge.event), zone))
    if found is None:
        return None
    price = price_now(found, charge, company=company, zone=zone, at=at)
    priced = found._replace(price=price, quoted=found.quoted or found.price)
    return draft(
        priced, charge.part, company=company, zone=zone, at=at, version=charge.version + 1, replaces=charge.id
    )


def _anew(company: Company, one: Changed, reason: str, actor: Actor, at: datetime) -> str:
    """Take a charge back and charge anew what is owed instead; the new charge's id, empty for none."""
    charge = find_charge(one.charge, lock=True)
    if charge is None:
        raise Refusal(Reason("charge.busy", (("charge", one.charge),)))
    take_back(charge, reason, again=True, actor=actor, at=at)
    if one.after is None:
        # The next collection parks it, with its reason.
        return ""
    row = _drafted(company, charge, _delivered(company, [charge]), at)
    if row is None:
        return ""
    upto = upto_of(company, charge.supplier, Month.of(charge.day))
    write_charges(Collecting(company, charge.supplier, upto, actor, at), [row])
    return str(row["id"])


def _changed(charge: Charge, row: Drafted | None, why: Reason | None) -> Changed:
    after = None if row is None else Amount(row["amount"], row["currency"])
    paper = charge.paper if charge.state == "posted" else ""
    return Changed(
        charge.id, charge.state, charge.offering, charge.payer, Amount(charge.amount, charge.currency), after,
        charge.settlement, "" if row is None else row["settlement"], why, paper,
    )  # fmt: skip
