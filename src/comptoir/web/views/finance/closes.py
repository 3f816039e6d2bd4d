"""The close of a month, step by step: what is there, what stands against it, who said yes, and what it certifies.

Rule to remember: nothing is posted that nobody looked at; what changed since the page was shown is said first.
"""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from comptoir import wording
from comptoir.core.billing.closing import Month
from comptoir.core.ledger import SEALS
from comptoir.core.values import Amount, Refusal
from comptoir.operations.actors import Actor, may
from comptoir.operations.charges import list_parked
from comptoir.operations.closing import (
    ClosePlan,
    CloseView,
    approve_close,
    compare_months,
    find_close,
    plan_close,
    run_close,
    undo_close,
)
from comptoir.operations.closing.content import content_of
from comptoir.operations.paper import bundle_month
from comptoir.store.closing.queries import list_closes
from comptoir.web import clock
from comptoir.web.downloads import download, leave_anchor
from comptoir.web.house import House
from comptoir.web.money import CHARGE, CLOSE, FILES, SETTLEMENTS, said, told, who_acts
from comptoir.web.templatetags.comptoir import language
from comptoir.web.views.orders import named
from comptoir.web.views.supplied import at_counter, choice

MONTHS = 12
# Closes of one counter, undone ones too: some decades.
_MOST = 600
_PARKED = 50
STEPS = {
    "collect": (gettext_lazy("Collect"), gettext_lazy("What was delivered becomes charges; what cannot is set aside.")),
    "exceptions": (gettext_lazy("Exceptions"), gettext_lazy("What is set aside or disputed stops nobody else.")),
    "review": (gettext_lazy("Review"), gettext_lazy("Customers look; what nobody disputes in time is accepted.")),
    "approve": (gettext_lazy("Approval"), gettext_lazy("Two persons say yes to exactly what will be posted.")),
    "post": (gettext_lazy("Posting"), gettext_lazy("Entries between cost centers; invoices and statements.")),
    "certify": (gettext_lazy("Certificate"), gettext_lazy("Totals and the state of every journal, kept outside too.")),
}  # fmt: skip


@require_safe
def closes(request: HttpRequest) -> HttpResponse:
    """The months of a supplier, newest first, and how far each is."""
    home, _actor, own, supplier = at_counter(request, "close.read")
    today, asked = clock.today(), request.GET.get("year", "")
    found = list_closes([supplier], _MOST)
    years = sorted({str(today.year), *(one.period[:4] for one in found)}, reverse=True)
    year = asked if asked in years else ""
    months = [f"{year}-{number:02d}" for number in range(12, 0, -1)] if year else _months(today)
    states = {one.period: one.state for one in reversed(found)}
    rows = [
        (reverse("close", args=[supplier, month]), _month(month), *told(CLOSE, states.get(month, "")),
         month == str(Month.of(today)))
        for month in months if month <= str(Month.of(today))
    ]  # fmt: skip
    context = {
        "here": "closes",
        "rows": rows,
        "code": supplier,
        "year": year,
        "years": years,
        **choice(home, own, supplier),
    }
    return render(request, "web/finance/closes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, supplier: str, period: str) -> HttpResponse:
    """One month's close; POST goes on with it, approves it or takes it back."""
    home, actor = who_acts(request)
    plan, view = _see(supplier, period, actor)
    problem = ""
    if request.method == "POST":
        verb = request.POST.get("verb", "")
        if verb not in ("run", "approve", "undo"):
            raise Http404
        before = request.POST.get("seen", "")
        if verb == "approve" and before != content_of(supplier, period):
            problem = _changed(request.POST.get("total", ""), plan)
        else:
            try:
                _do(verb, request, supplier, period, actor)
                return HttpResponseRedirect(reverse("close", args=[supplier, period]))
            except Refusal as refused:
                problem = said(refused.reason)
        plan, view = _see(supplier, period, actor)
    context = _context(home, actor, plan, view) | {"problem": problem}
    return render(request, "web/finance/close.html", context, status=409 if problem else 200)


@require_safe
def certificate(request: HttpRequest, supplier: str, period: str) -> HttpResponse:
    """The certificate of a close, byte for byte as it was hashed."""
    _home, actor = who_acts(request)
    _plan, view = _see(supplier, period, actor)
    if view is None or not view.certificate_text:
        raise Http404
    return download(view.certificate_text.encode(), "application/json", f"{supplier}-{period}.json")


@require_safe
def papers_zip(request: HttpRequest, supplier: str, period: str) -> HttpResponse:
    """Every invoice and statement of the month as PDF, in one file."""
    _home, actor = who_acts(request)
    _see(supplier, period, actor)
    try:
        made = bundle_month(supplier, period, actor=actor, at=clock.now())
    except Refusal as refused:
        raise Http404 from refused
    leave_anchor(request, actor)
    return download(made.content, made.media, made.name)


def _do(verb: str, request: HttpRequest, supplier: str, period: str, actor: Actor) -> None:
    """Do what was asked."""
    at = clock.now()
    if verb == "approve":
        approve_close(supplier, period, actor=actor, at=at)
    elif verb == "undo":
        undo_close(supplier, period, reason=request.POST.get("reason", "").strip()[:500], actor=actor, at=at)
    else:
        # What it waits for is no failure: the page says it with the steps.
        run_close(supplier, period, actor=actor, at=at, carry=request.POST.get("carry", "") == "yes")


def _changed(before: str, plan: ClosePlan) -> str:
    """What changed since the page was shown, in amounts."""
    now = ", ".join(wording.format_amount(one, language()) for one in plan.total())
    return _("Since you looked, it changed: %(before)s then, %(now)s now. Look at it again before you say yes.") % {
        "before": before[:60] or "—", "now": now or "—",
    }  # fmt: skip


def _context(home: House, actor: Actor, plan: ClosePlan, view: CloseView | None) -> dict[str, object]:
    state = plan.state or (view.state if view else "")
    done = {one.step: one for one in view.steps if one.at is not None} if view else {}
    current = next((name for name in STEPS if name not in done), "")
    steps = [
        (str(label), str(text), done[name].at if name in done else None, name == current and state in ("", "open"),
         home.party_name(done[name].actor, language()) if name in done else "")
        for name, (label, text) in STEPS.items()
    ]  # fmt: skip
    journals = [
        (_("audit trail, company and agreements") if one["journal"] == SEALS else one["journal"],
         one["count"], one["head"])
        for one in (view.certificate.get("journals", ()) if view else ())  # type: ignore[attr-defined]
    ]  # fmt: skip
    month = Month.read(plan.period)
    supplier, at = plan.supplier, clock.now()
    approves = state == "open" and "collect" in done and actor.person not in plan.approved_by
    approves = approves and may(actor, "close.approve", supplier, at)
    return {
        "here": "closes",
        "files": FILES,
        "plan": plan,
        "view": view,
        "supplier": home.party_text(supplier, language()),
        "month": _month(plan.period),
        "word": told(CLOSE, state)[0],
        "mark": told(CLOSE, state)[1],
        "state": state,
        "steps": steps,
        "sums": [
            (str(SETTLEMENTS.get(one.settlement, one.settlement)), told(CHARGE, one.state)[0], one.charges, one.amount)
            for one in plan.sums
        ],
        "payers": _payers(home, plan, actor),
        "before": _before(plan.period),
        "total": plan.total(),
        "total_text": ", ".join(wording.format_amount(one, language()) for one in plan.total()),
        "against": [said(one) for one in plan.against],
        "parked": _parked(home, supplier, actor) if plan.parked else [],
        "to_collect": sum(plan.to_collect.values()),
        "approved": [home.party_name(one, language()) for one in (view.approved_by if view else plan.approved_by)],
        "journals": journals,
        "hash": view.hash if view else "",
        "why": [said(one) for one in view.why] if view else [],
        "over": clock.today() >= month.next.first,
        "ends": month.next.first,
        "runs": state in ("", "open") and may(actor, "close.run", supplier, at),
        "approves": approves,
        "asks": approves and current == "approve",
        "undoes": state in ("certified", "undo asked") and may(actor, "close.undo", supplier, at),
        "seen": content_of(supplier, plan.period) if approves else "",
        "entity": view.entity if view else "",
        "reads_books": view is not None and may(actor, "books.read", view.entity, at),
        "first": month.first,
        "upto": month.next.first,
    }  # fmt: skip


def _payers(home: House, plan: ClosePlan, actor: Actor) -> list[tuple[str, str, int, Amount, Amount, Amount]]:
    """What every customer is charged, beside the month before."""
    return [
        (home.party_name(one.payer, language()), str(SETTLEMENTS.get(one.settlement, one.settlement)), one.charges,
         one.before, one.now, one.change)
        for one in compare_months(plan.supplier, plan.period, actor=actor, at=clock.now())
    ]  # fmt: skip


def _before(period: str) -> str:
    """The month before, in words."""
    return wording.format_date(Month.read(period).previous.first, language(), "month")


def _parked(home: House, supplier: str, actor: Actor) -> list[tuple[object, str, date, str]]:
    if not may(actor, "charge.read_supplied", supplier, clock.now()):
        return []
    found = list_parked(supplier, actor=actor, at=clock.now())[:_PARKED]
    return [
        (named(home, one.offering), home.party_name(one.payer, language()), one.day, said(one.reason)) for one in found
    ]  # fmt: skip


def _see(supplier: str, period: str, actor: Actor) -> tuple[ClosePlan, CloseView | None]:
    if not may(actor, "close.read", supplier, clock.now()):
        raise Http404
    try:
        plan = plan_close(supplier, period, actor=actor, at=clock.now())
        view = find_close(supplier, period, actor=actor, at=clock.now()) if plan.state else None
    except Refusal as refused:
        raise Http404 from refused
    return plan, view


def _months(today: date) -> list[str]:
    """The last months, newest first."""
    last = today.year * 12 + today.month - 1
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(last, last - MONTHS, -1)]


def _month(period: str) -> str:
    """A month in words: « novembre 2026 »."""
    return wording.format_date(Month.read(period).first, language(), "month")
