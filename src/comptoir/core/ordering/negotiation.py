"""What a seller may grant: floor, ceiling and authority, without ever saying the floor.

The guardrails of an offering are its usual price (ceiling), its floor (a cost or what the unit says) and the
largest concession each seller may make alone. An offer between is granted, below the authority it needs somebody
else's approval, below the floor it is refused; the asker only ever learns that the unit cannot go so far.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from comptoir.core.pricing.language import read_price
from comptoir.core.pricing.terms import Relative, Source, UnitPrice
from comptoir.core.values import DayPeriod, Reason, Unreadable
from comptoir.core.values.amount import EXACT

# Prices that a customer may have proposed for one offering in all its open negotiations.
MOST_OPEN_OFFERS = 5
# So many refusals of a customer and offering within REMEMBERED, and how long he waits after the last of them.
COOL_DOWN = ((1, timedelta(days=1)), (3, timedelta(days=7)))
REMEMBERED = timedelta(days=30)
# How long a proposal stands where nothing else is said.
LASTING = timedelta(days=14)
USUAL = "usual"
_NO_LIMIT = Reason("negotiation.no_limit")
FLOOR_FORMS = "45 | 60% of usual | unit cost + 10%"


class Verdict(StrEnum):
    """What the guardrails say of an offer."""

    GRANTED = "granted"
    NEEDS_APPROVAL = "needs approval"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Guardrails:
    """The limits of one offering: unit prices in major units.

    ceiling   the usual price; None where none is published: then nobody may grant a price alone
    floor     None where there is none
    """

    ceiling: Decimal | None
    floor: Decimal | None
    currency: str = "EUR"


@dataclass(frozen=True, slots=True)
class Mandate:
    """How far a seller may go alone: `concession` is a share of the ceiling (0.15 is 15 %).

    lent_by   the colleague whose mandate it is, where it was delegated
    """

    seller: str
    concession: Decimal
    lent_by: str = ""


@dataclass(frozen=True, slots=True)
class HeldMandate:
    """A dated mandate of a person in a unit."""

    person: str
    unit: str
    concession: Decimal
    valid: DayPeriod


@dataclass(frozen=True, slots=True)
class Lending:
    """A seller's mandate in a unit, lent to a colleague for some days."""

    seller: str
    colleague: str
    unit: str
    valid: DayPeriod


@dataclass(frozen=True, slots=True)
class FloorRule:
    """A unit's floor for an offering (`*`: all of them), as written: a price, or a share of the usual price or cost."""

    unit: str
    offering: str
    floor: str
    valid: DayPeriod = DayPeriod()


@dataclass(frozen=True, slots=True)
class Judgment:
    """A verdict with two reasons: the one the asker may read and the one for the seller's side."""

    verdict: Verdict
    public: Reason
    private: Reason


def judge(price: Decimal, guardrails: Guardrails, mandate: Mandate) -> Judgment:
    """Decide whether a seller may offer or accept a unit price.

    >>> rails = Guardrails(ceiling=Decimal(90), floor=Decimal(50))
    >>> judge(Decimal(80), rails, Mandate("elsa", Decimal("0.15"))).verdict
    <Verdict.GRANTED: 'granted'>
    >>> judge(Decimal(49), rails, Mandate("elsa", Decimal("0.15"))).public.params
    ()
    """
    ceiling, floor, currency = guardrails.ceiling, guardrails.floor, ("currency", guardrails.currency)
    authority = None if ceiling is None else EXACT.multiply(ceiling, 1 - mandate.concession)
    if ceiling is not None and price > ceiling:
        verdict, public = Verdict.REFUSED, Reason("negotiation.above_usual", (("usual", ceiling), currency))
    elif price < 0 or (floor is not None and price < floor):
        verdict, public = Verdict.REFUSED, Reason("negotiation.too_far")
    elif authority is None or price < authority:
        verdict, public = Verdict.NEEDS_APPROVAL, Reason("negotiation.in_review")
    else:
        verdict, public = Verdict.GRANTED, Reason("negotiation.granted", (("price", price), currency))
    told = (("price", price), ("ceiling", ceiling), ("floor", floor), ("authority", authority))
    facts = (*((name, _NO_LIMIT if value is None else value) for name, value in told), currency)
    return Judgment(verdict, public, Reason(f"negotiation.seller.{verdict.name.lower()}", facts, "auditor"))


def mandate_of(
    person: str, unit: str, mandates: Iterable[HeldMandate], lendings: Iterable[Lending], *, on: date
) -> Mandate | None:
    """The widest authority that a person has in a unit on a day, his own or lent; None without any.

    What is lent is the lender's own mandate of that day; what somebody was lent he cannot lend on.

    >>> elsa, always = HeldMandate("elsa", "MET", Decimal("0.15"), DayPeriod()), DayPeriod()
    >>> mandate_of("paul", "MET", [elsa], [Lending("elsa", "paul", "MET", always)], on=date(2026, 11, 23))
    Mandate(seller='paul', concession=Decimal('0.15'), lent_by='elsa')
    """
    held = {one.person: one.concession for one in mandates if one.unit == unit and on in one.valid}
    own = [Mandate(person, held[person])] if person in held else []
    lent = [
        Mandate(person, held[one.seller], one.seller)
        for one in lendings
        if one.unit == unit and one.colleague == person and one.seller in held and on in one.valid
    ]
    return max((*own, *lent), key=lambda one: one.concession, default=None)


def floor_price(
    text: str,
    *,
    usual: Decimal | None,
    cost: Decimal | None,
    class_price: Callable[[str], Decimal | None] = lambda _: None,
) -> Decimal | None:
    """The floor that a cell says, as a unit price; None where what it refers to has no price.

    raises    Unreadable(floor.form) for anything but a price, a share of a class or of the unit cost

    >>> floor_price("60% of usual", usual=Decimal(90), cost=None), floor_price("45", usual=None, cost=None)
    (Decimal('54.0'), Decimal('45'))
    >>> floor_price("unit cost + 10%", usual=None, cost=Decimal(40))
    Decimal('44.0')
    """
    said = read_price(text)
    if isinstance(said, UnitPrice):
        return said.value
    if not isinstance(said, Relative) or said.source not in (Source.CLASS, Source.UNIT_COST):
        raise Unreadable("floor.form", expected=FLOOR_FORMS, found=text)
    if said.source is Source.UNIT_COST:
        base = cost
    else:
        base = usual if said.ref == USUAL else class_price(said.ref)
    return None if base is None else _plain(EXACT.add(EXACT.multiply(base, said.factor), said.plus))


def _plain(value: Decimal) -> Decimal:
    """A product without the zeros that multiplying left at its end beyond one."""
    short = value.normalize()
    exponent = short.as_tuple().exponent
    return short.quantize(Decimal("0.1")) if isinstance(exponent, int) and exponent >= -1 else short


def floor_rule(rules: Iterable[FloorRule], unit: str, offering: str, *, on: date) -> FloorRule | None:
    """The rule of a unit that decides an offering's floor on a day: one that names it beats `*`."""
    own = [rule for rule in rules if rule.unit == unit and on in rule.valid]
    named = [rule for rule in own if rule.offering == offering]
    return next(iter(named or [rule for rule in own if rule.offering == "*"]), None)


def may_approve(
    approver: str,
    *,
    seller: str,
    buyer: str,
    buyer_manager: str,
    also: Iterable[tuple[str, str]] = (),
) -> Reason | None:
    """Why somebody may not approve a deal; None if they may.

    An approver is never the seller who asks, nor the buyer, nor the buyer's manager: nobody approves for himself.

    also      further pairs of a role and the person in it: other sellers who spoke, whoever lent his mandate
    """
    conflicts = (("seller", seller), ("buyer", buyer), ("manager of the buyer", buyer_manager), *also)
    role = next((name for name, person in conflicts if person and person == approver), None)
    return Reason("negotiation.own_approval", (("approver", approver), ("role", role))) if role else None


def may_propose(open_offers: int, refusals: Sequence[datetime], *, at: datetime) -> Reason | None:
    """Why a customer may not propose another price for an offering now; None if it may.

    open_offers   prices it proposed in its negotiations of this offering that are still open
    refusals      when the supplier's side declined one

    >>> from datetime import UTC
    >>> noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    >>> may_propose(5, (), at=noon).code, may_propose(0, (noon,), at=noon).get("until") - noon
    ('negotiation.too_many', datetime.timedelta(days=1))
    """
    if open_offers >= MOST_OPEN_OFFERS:
        return Reason("negotiation.too_many", (("most", MOST_OPEN_OFFERS),))
    recent = [when for when in refusals if at - when < REMEMBERED]
    waits = [wait for count, wait in COOL_DOWN if len(recent) >= count]
    if waits and at < max(recent) + waits[-1]:
        return Reason("negotiation.cooling_down", (("until", max(recent) + waits[-1]),))
    return None
