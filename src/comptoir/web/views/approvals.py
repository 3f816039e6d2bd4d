"""What waits for the payer's yes, and what the payer may spend: approvals, limits, caps and prepaid funds.

For who answers for a payer; for everybody else the addresses do not exist. Rule to remember: nobody is offered a
button for an order of his own; the page says why, and the operation refuses it anyway.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comptoir import wording
from comptoir.core.pricing.terms import CounterPeriod
from comptoir.core.values import Amount, Refusal
from comptoir.operations.actors import Actor
from comptoir.operations.approve_order import approve_order, refuse_order
from comptoir.operations.bounds import end_limit, pay_in, set_limit
from comptoir.operations.desk import desk
from comptoir.operations.spending import SetLimit, Waiting, limits_of, list_to_approve, spending_of
from comptoir.web import clock
from comptoir.web.acting import actor_of
from comptoir.web.entry import read_amount
from comptoir.web.house import House, house
from comptoir.web.numbers import whole
from comptoir.web.templatetags.comptoir import language
from comptoir.web.views.orders import named
from comptoir.web.ways import answers_for_payer

_PERIODS = (CounterPeriod.MONTH, CounterPeriod.YEAR, CounterPeriod.FISCAL_YEAR)


@dataclass(frozen=True, slots=True)
class Row:
    """One order that waits: what, for whom, who pays, why it waits, what is left, and why one may not answer."""

    order: str
    what: str
    orderer: str
    receiver: str
    payer: str
    cost_center: str
    project: str
    since: datetime
    owed: tuple[Amount, ...]
    why: tuple[str, ...]
    left: tuple[str, ...]
    against: str
    address: str


@dataclass(frozen=True, slots=True)
class LimitRow:
    """One limit: whose, which rule, how much, what is left, who set it; `ends`: this actor may end it."""

    number: int
    payer: str
    rule: str
    amount: Amount
    left: Amount | None
    by: str
    at: datetime
    ends: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """One movement of a fund."""

    payer: str
    at: datetime
    amount: Amount
    order: str
    address: str


@require_http_methods(["GET", "HEAD", "POST"])
def approvals(request: HttpRequest) -> HttpResponse:
    """Orders that wait for somebody like the reader; POST answers one."""
    home, actor = _payer_side(request)
    problem = ""
    if request.method == "POST":
        try:
            done = _answer(request.POST, actor)
            return HttpResponseRedirect(f"{reverse('approvals')}?done={done}")
        except Refusal as refused:
            problem = wording.say_reason(refused.reason, language())
        except _NoNote:
            problem = _("Say in the note why it is refused, so that the customer knows what to change.")
    waiting = list_to_approve(actor=actor, at=clock.now())
    bounds = _bounds(waiting)
    done = request.GET.get("done", "")[:40]
    context = {
        "here": "activity",
        "rows": [_row(home, one, bounds) for one in waiting],
        "problem": problem,
        "sent": {name: request.POST.get(name, "")[:500] for name in ("order", "note")},
        "done": _("Your answer is noted.") if done else "",
        "done_address": reverse("order", args=[done]) if done else "",
    }
    return render(request, "web/approvals.html", context, status=409 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def spending(request: HttpRequest) -> HttpResponse:
    """Limits, caps and funds of the payers that the reader answers for; POST sets, ends or pays in."""
    home, actor = _payer_side(request)
    problem = ""
    errors: dict[str, str] = {}
    currency = home.company.settings.currency
    if request.method == "POST":
        amount = read_amount(request.POST.get("amount", ""), currency)
        if request.POST.get("verb") in ("set", "pay_in") and amount is None:
            errors["amount"] = _("Write an amount such as 500 or 500.50.")
        else:
            try:
                _set(request.POST, amount, actor)
                return HttpResponseRedirect(reverse("spending"))
            except Refusal as refused:
                problem = wording.say_reason(refused.reason, language())
    found = spending_of(actor=actor, at=clock.now())
    context = {
        "here": "activity",
        "limits": [_limit(home, one, found.sets) for one in found.limits],
        "sets": [(one, payer_name(home, one)) for one in found.sets],
        "pays_in": [(one, payer_name(home, one)) for one in found.pays_in],
        "funds": [(payer_name(home, one.payer), one.balance) for one in found.funds],
        "movements": [
            Moved(payer_name(home, one.payer), one.at, one.amount, one.order,
                  reverse("order", args=[one.order]) if one.order else "")
            for one in found.movements
        ],
        "rules": [("", _rule("")), *((one.value, _rule(one.value)) for one in _PERIODS)],
        "currency": currency,
        "errors": errors,
        "sent": {name: request.POST.get(name, "")[:40] for name in ("payer", "rule", "amount")},
        "problem": problem or errors.get("amount", ""),
    }  # fmt: skip
    return render(request, "web/spending.html", context, status=409 if problem else 400 if errors else 200)


class _NoNote(Exception):
    """A refusal without a word why."""


def _answer(sent: Mapping[str, str], actor: Actor) -> str:
    """Say yes or no to an order; its id.

    raises    Refusal as the operations do; _NoNote
    """
    order, note = sent.get("order", ""), sent.get("note", "").strip()[:500]
    if sent.get("verb") == "approve":
        return approve_order(order, actor=actor, at=clock.now(), note=note).id
    if sent.get("verb") != "refuse":
        raise Http404
    if not note:
        raise _NoNote
    return refuse_order(order, actor=actor, at=clock.now(), note=note).id


def _set(sent: Mapping[str, str], amount: Amount | None, actor: Actor) -> None:
    """Do what a button of the page stands for.

    raises    Refusal as the operations do
    """
    payer, number, rule = sent.get("payer", ""), sent.get("number", ""), sent.get("rule", "")
    match sent.get("verb", ""):
        case "set" if amount is not None and (not rule or rule in {one.value for one in _PERIODS}):
            cap = CounterPeriod(rule) if rule else None
            set_limit(actor=actor, payer=payer, amount=amount, at=clock.now(), cap_per=cap)
        case "end" if (limit := whole(number)) is not None:
            end_limit(limit, actor=actor, at=clock.now())
        case "pay_in" if amount is not None:
            pay_in(actor=actor, payer=payer, amount=amount, at=clock.now())
        case _:
            raise Http404


def _payer_side(request: HttpRequest) -> tuple[House, Actor]:
    home, actor = house(), actor_of(request)
    if actor is None or not answers_for_payer(home, actor):
        raise Http404
    return home, actor


def _bounds(waiting: tuple[Waiting, ...]) -> tuple[SetLimit, ...]:
    """The limits of everybody who pays for what waits."""
    payers = {party for one in waiting for party in (one.order.payer, one.order.cost_center) if party}
    return limits_of(desk(), sorted(payers), at=clock.now())


def _row(home: House, one: Waiting, bounds: tuple[SetLimit, ...]) -> Row:
    order = one.order
    own = [limit for limit in bounds if limit.payer in (order.payer, order.cost_center)]
    owed = {amount.currency: amount.minor for amount in order.owed()}
    above = [
        limit for limit in own if not limit.period and owed.get(limit.amount.currency, 0) > limit.amount.minor
    ]
    why = [
        _("%(payer)s asks for a yes above %(amount)s.")
        % {"payer": payer_name(home, limit.payer), "amount": wording.format_amount(limit.amount, language())}
        for limit in above
    ]
    if order.needed > 1:
        why.append(
            _("%(given)s of %(needed)s approvals given.") % {"given": len(one.said), "needed": order.needed}
        )
    names = list(
        dict.fromkeys(str(named(home, line.offering, line.label)) for line in order.lines if line.wish)
    )
    assert order.submitted_at is not None
    return Row(
        order.id, wording.format_list(names[:4], language()), home.party_name(order.ordered_by, language()),
        home.party_name(order.beneficiary, language()) if order.beneficiary != order.ordered_by else "",
        home.party_name(order.payer, language()), order.cost_center, order.project, order.submitted_at, order.owed(),
        tuple(why), tuple(left_words(limit) for limit in own if limit.left is not None),
        wording.say_reason(one.against, language()) if one.against else "", reverse("order", args=[order.id]),
    )  # fmt: skip


def _limit(home: House, one: SetLimit, sets: tuple[str, ...]) -> LimitRow:
    return LimitRow(
        one.number, payer_name(home, one.payer), _rule(one.period), one.amount, one.left,
        home.party_name(one.set_by, language()), one.set_at, one.payer in sets,
    )  # fmt: skip


def left_words(limit: SetLimit) -> str:
    """What is left of a cap, in words."""
    words = {
        "month": _("%(amount)s left this month"),
        "year": _("%(amount)s left this year"),
        "fiscal year": _("%(amount)s left this fiscal year"),
    }
    assert limit.left is not None
    return words.get(limit.period, _("%(amount)s left")) % {
        "amount": wording.format_amount(limit.left, language())
    }


def _rule(period: str) -> str:
    """What a limit does, in words."""
    words = {
        "": _("somebody has to say yes above"),
        "month": _("no more than, each month"),
        "year": _("no more than, each year"),
        "fiscal year": _("no more than, each fiscal year"),
    }
    return words.get(
        period, _("no more than, each %(period)s") % {"period": wording.word(period, language())}
    )


def payer_name(home: House, payer: str) -> str:
    """A payer's name: a party's, or a cost center's with its code."""
    center = next((one for one in home.company.cost_centers if one.id == payer), None)
    if center is None:
        return home.party_name(payer, language())
    return f"{center.id}, {center.name_fr if language() == 'fr' else center.name_en}"
