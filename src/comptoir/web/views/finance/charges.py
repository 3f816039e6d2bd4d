"""What was delivered and is to be paid for: the payer looks, accepts or disputes; the supplier answers.

Rule to remember: a charge that is not one's business answers like one that does not exist; what is accepted is the
amount that was seen, and another one is told before anything happens.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from comptoir.core.values import Amount, Reason, Refusal
from comptoir.operations.actors import Actor, may
from comptoir.operations.charges import (
    ChargeView,
    Outcome,
    accept_charge,
    dispute_charge,
    get_charge,
    list_charges,
    list_parked,
    resolve_charge,
)
from comptoir.operations.paper import get_paper
from comptoir.store.charges.queries import Wanted
from comptoir.web import clock
from comptoir.web.entry import read_amount, read_date
from comptoir.web.house import House
from comptoir.web.money import CHARGE, measure, said, told, who_acts
from comptoir.web.saying import sentences
from comptoir.web.templatetags.comptoir import language
from comptoir.web.text import Text
from comptoir.web.views.orders import named
from comptoir.web.views.supplied import at_counter, choice

PAGE = 50
_STATES = tuple(CHARGE)
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """One charge in a list; `left`: how many days there are to say no, None where that is over."""

    address: str
    id: str
    name: Text
    label: str
    party: str
    day: date
    measure: str
    amount: Amount
    word: str
    mark: str
    left: int | None


@require_safe
def charges(request: HttpRequest) -> HttpResponse:
    """Charges of the party that is acted for, or of a cost center of one's own."""
    home, actor = who_acts(request)
    state, center = _state(request), request.GET.get("cost_center", "")[:64]
    wanted = Wanted(
        payers=() if center else (actor.acting_for,), cost_center=center, states=(state,) if state else (),
        before=_before(request),
    )  # fmt: skip
    try:
        found = list_charges(wanted, actor=actor, at=clock.now(), limit=PAGE + 1)
    except Refusal as refused:
        raise Http404 from refused
    rows = [_row(home, one, one.supplier) for one in found[:PAGE]]
    waiting = [one for one in rows if one.left is not None]
    context = {
        "here": "activity", "rows": rows, "state": state, "states": _choices(), "center": center,
        "more": _next(request, found), "waiting": len(waiting),
    }  # fmt: skip
    return render(request, "web/finance/charges.html", context)


@require_safe
def supplied_charges(request: HttpRequest) -> HttpResponse:
    """Charges of a supplier, and what could not be charged yet."""
    home, actor, own, supplier = at_counter(request, "charge.read_supplied")
    state = _state(request)
    wanted = Wanted(supplier=supplier, states=(state,) if state else (), before=_before(request))
    found = list_charges(wanted, actor=actor, at=clock.now(), limit=PAGE + 1)
    parked = [
        (named(home, one.offering), home.party_name(one.payer, language()), one.day, said(one.reason))
        for one in list_parked(supplier, actor=actor, at=clock.now())[:PAGE]
    ]
    context = {
        "here": "board", "rows": [_row(home, one, one.payer) for one in found[:PAGE]], "state": state,
        "states": _choices(), "more": _next(request, found), "parked": parked, **choice(home, own, supplier),
    }  # fmt: skip
    return render(request, "web/finance/supplied_charges.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def charge(request: HttpRequest, charge: str) -> HttpResponse:
    """One charge with its explanation; POST accepts, disputes or answers."""
    home, actor = who_acts(request)
    seen = _see(charge, actor)
    problem, errors = "", dict[str, str]()
    if request.method == "POST":
        verb = request.POST.get("verb", "")
        deed = _VERBS.get(verb)
        if deed is None:
            raise Http404
        note = request.POST.get("note", "").strip()[:_LONGEST]
        if verb != "accept" and not note:
            errors["note"] = _("Say why, in a sentence or two.")
        elif verb == "accept" and request.POST.get("amount", "") != str(seen.amount.minor):
            problem = _(
                "The amount has changed since you saw it. Nothing was accepted; this is the amount now."
            )
        else:
            amount = read_amount(request.POST.get("instead", ""), seen.amount.currency)
            if verb == "correct" and amount is None:
                errors["instead"] = _("Write an amount such as 12.50.")
            else:
                try:
                    after = deed(charge, note, amount, actor)
                    return HttpResponseRedirect(reverse("charge", args=[after.id]))
                except Refusal as refused:
                    problem = said(refused.reason)
        seen = _see(charge, actor)
    context = _context(home, seen, actor) | {
        "problem": problem, "errors": errors,
        "sent": {name: request.POST.get(name, "")[:_LONGEST] for name in ("note", "instead", "verb")},
    }  # fmt: skip
    return render(
        request, "web/finance/charge.html", context, status=409 if problem else 400 if errors else 200
    )


Deed = Callable[[str, str, Amount | None, Actor], ChargeView]


def _answer(outcome: Outcome) -> Deed:
    def deed(charge: str, note: str, amount: Amount | None, actor: Actor) -> ChargeView:
        instead = amount if outcome is Outcome.CORRECT else None
        return resolve_charge(charge, outcome, reason=note, actor=actor, at=clock.now(), amount=instead)

    return deed


_VERBS: dict[str, Deed] = {
    "accept": lambda charge, _note, _amount, actor: accept_charge(charge, actor=actor, at=clock.now()),
    "dispute": lambda charge, note, _amount, actor: dispute_charge(
        charge, reason=note, actor=actor, at=clock.now()
    ),
    "uphold": _answer(Outcome.UPHOLD),
    "cancel": _answer(Outcome.CANCEL),
    "correct": _answer(Outcome.CORRECT),
}


def _context(home: House, seen: ChargeView, actor: Actor) -> dict[str, object]:
    row = _row(home, seen, seen.supplier if seen.payers_side else seen.payer)
    order = seen.source.partition("/")[0] if seen.source_kind == "order line" else ""
    return {
        "here": "activity" if seen.payers_side else "board",
        "row": row,
        "seen": seen,
        "supplier": home.party_text(seen.supplier, language()),
        "payer": home.party_text(seen.payer, language()),
        "because": sentences(seen.reasons),
        "settled": sentences(seen.settled_because),
        "differences": sentences(seen.differences),
        "why": [said(_by_name(home, one)) for one in seen.why],
        "order": reverse("order", args=[order]) if order else "",
        "paper": _paper(seen.paper, actor),
        "moves": [(told(CHARGE, one.state)[0], home.party_name(one.actor, language()), one.at, one.note)
                  for one in seen.moves],
        "decides": seen.state == "in review" and may(actor, "charge.accept", seen.payer, clock.now()),
        "answers": seen.state == "disputed" and may(actor, "charge.resolve", seen.supplier, clock.now()),
    }  # fmt: skip


def _by_name(home: House, one: Reason) -> Reason:
    """The same reason, with the name of whoever did it."""
    named_ = (
        (key, home.party_name(str(value), language()) if key == "by" else value) for key, value in one.params
    )
    return one._replace(params=tuple(named_))


def _paper(number: str, actor: Actor) -> str:
    """Where the document stands, for whom it is open: one that was not sent yet is not there for its customer."""
    try:
        found = get_paper(number, actor=actor, at=clock.now()) if number else None
    except Refusal:
        return ""
    return reverse("paper", args=[found.row.public_id]) if found else ""


def _row(home: House, one: ChargeView, party: str) -> Row:
    left = (one.review_ends - clock.today()).days if one.review_ends and one.state == "in review" else None
    return Row(
        reverse("charge", args=[one.id]), one.id, named(home, one.offering), one.label,
        home.party_name(party, language()), one.day, measure(one.quantity, one.unit), one.amount,
        *told(CHARGE, one.state), left if left is not None and left > 0 else None,
    )  # fmt: skip


def _see(charge: str, actor: Actor) -> ChargeView:
    try:
        return get_charge(charge, actor=actor, at=clock.now())
    except Refusal as refused:
        raise Http404 from refused


def _state(request: HttpRequest) -> str:
    state = request.GET.get("state", "")
    return state if state in _STATES else ""


def _choices() -> list[tuple[str, str]]:
    return [("", _("all")), *((state, told(CHARGE, state)[0]) for state in _STATES)]


def _before(request: HttpRequest) -> tuple[date, str] | None:
    day, _comma, name = request.GET.get("before", "").partition(",")
    found = read_date(day)
    return (found, name[:64]) if found and name else None


def _next(request: HttpRequest, found: tuple[ChargeView, ...]) -> str:
    """The address of the next page; empty where this is the last one."""
    if len(found) <= PAGE:
        return ""
    query = request.GET.copy()
    query["before"] = f"{found[PAGE - 1].day.isoformat()},{found[PAGE - 1].id}"
    return f"?{query.urlencode()}"
