"""How are the demo's months closed? Like anybody's: collected, looked at, disputed here and there, approved, posted.

Each close keeps what it finished, so that whoever interrupts it goes on where it was. Two are left: the current month,
which is not over, and the month before it at one counter, which is there for a newcomer to close.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from comptoir.company import Company
from comptoir.core.values import Refusal
from comptoir.operations.actors import Actor, the_machine
from comptoir.operations.charges import Outcome, collect_charges, dispute_charge, resolve_charge
from comptoir.operations.closing import approve_close, find_close, plan_close, run_close
from comptoir.operations.demo_life.living import LAST, MONTHS, Life
from comptoir.operations.demo_life.paying import settle_papers
from comptoir.store.charges.models import Charge
from comptoir.store.outbox.queries import mark_all_sent

# Left to a newcomer: whoever manages the counter and the controller say yes to it.
LEFT = ("MET", "2026-10")
CONTROLLER = "p15"
# The days of the following month on which is collected, disputed, answered and posted.
_COLLECTED, _DISPUTED, _ANSWERED, _POSTED = 3, 7, 9, 18
# Of the charges of a month one is disputed, every so many months.
_DISPUTES_EVERY = 3
_SAID = "Le créneau a été écourté de notre fait : nous ne devons pas l’heure entière."
_ANSWERS = (
    (Outcome.UPHOLD, "Le journal de la machine montre l’heure entière."),
    (Outcome.CANCEL, "Exact, nous retirons cette ligne."),
)
_HOUSE = the_machine("demo")


def closes(company: Company) -> tuple[tuple[str, date], ...]:
    """Every close that the demo makes: counter and month, in the order of the months."""
    counters = dict.fromkeys(card.supplier for card in company.cards)
    return tuple(
        (counter, month) for month in MONTHS[:-1] for counter in counters if (counter, _name(month)) != LEFT
    )


def has_closed(company: Company) -> bool:
    """Whether the last of them was made."""
    life = Life(company)
    return all(_is_closed(counter, month, life.end) for counter, month in closes(company)[-2:])


def close_demo(
    company: Company,
    *,
    only: Sequence[tuple[str, date]] | None = None,
    through: Callable[[Sequence[tuple[str, date]]], Iterable[tuple[str, date]]] = iter,
) -> int:
    """Close the demo's months, as far as that was not done before; how many closes were made.

    only      these closes; None: all
    through   goes through the closes, and may show how far it is
    """
    life, made = Life(company), 0
    for counter, month in through(closes(company) if only is None else only):
        if not _is_closed(counter, month, life.end) and _close(life, counter, month):
            made += 1
    if only is None:
        settle_papers(life)
        collect_charges(*LEFT, actor=_HOUSE, at=life.at(LAST.replace(day=_COLLECTED), 9))
        for counter in dict.fromkeys(card.supplier for card in company.cards):
            collect_charges(counter, _name(LAST), actor=_HOUSE, at=life.end)
        mark_all_sent(at=life.end)  # What was issued in those months was told in those months.
    return made


def _close(life: Life, counter: str, month: date) -> bool:
    """One counter's month, if there is anything to close."""
    period, after = _name(month), date(month.year + month.month // 12, month.month % 12 + 1, 1)
    collected, disputed, answered, posted = (
        life.at(after.replace(day=day), 9) for day in (_COLLECTED, _DISPUTED, _ANSWERED, _POSTED)
    )
    plan = plan_close(counter, period, actor=_HOUSE, at=collected)
    if not plan.sums and not any(plan.to_collect.values()) and not plan.state:
        return False
    controller = life.actor(CONTROLLER, "", posted)
    run_close(counter, period, actor=life.actor(CONTROLLER, "", collected), at=collected, upto="collect")
    if month.month % _DISPUTES_EVERY == 0:
        _dispute(life, counter, period, disputed, answered)
    run_close(counter, period, actor=controller, at=posted, upto="review")
    manager = life.actor(life.company.parties[counter].manager, counter, posted)
    for person in (manager, controller):
        _approve(counter, period, person, posted)
    return run_close(counter, period, actor=controller, at=posted).state == "certified"


def _dispute(life: Life, counter: str, period: str, disputed: datetime, answered: datetime) -> None:
    """The payer of the dearest booking says no to it, and the counter answers."""
    open_ = Charge.objects.filter(
        supplier=counter, period=period, state="in review", source_kind="booking", part="own"
    )
    dearest = open_.order_by("-amount", "id").first()
    if dearest is None:
        return
    manager = life.company.parties[counter].manager
    payer = next(one for one in _speakers(life, dearest.payer, disputed))
    dispute_charge(dearest.id, reason=_SAID, actor=payer, at=disputed)
    outcome, words = _ANSWERS[int(period[-2:]) % 2]
    resolve_charge(
        dearest.id, outcome, reason=words, actor=life.actor(manager, counter, answered), at=answered
    )


def _speakers(life: Life, payer: str, at: datetime) -> Iterable[Actor]:
    """Who may speak for a payer on a day: the persons of the habits that buy for it."""
    for person, party in life.speakers:
        if party == payer:
            try:
                yield life.actor(person, party, at)
            except Refusal:
                continue


def _approve(counter: str, period: str, person: Actor, at: datetime) -> None:
    """Say yes, unless that was said before an interruption."""
    try:
        approve_close(counter, period, actor=person, at=at)
    except Refusal as refusal:
        if refusal.reason.code != "close.approved_twice":
            raise


def _is_closed(counter: str, month: date, at: datetime) -> bool:
    found = find_close(counter, _name(month), actor=_HOUSE, at=at)
    return found is not None and found.state == "certified"


def _name(month: date) -> str:
    return f"{month:%Y-%m}"
