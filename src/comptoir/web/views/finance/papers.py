"""Invoices, credit notes and statements: a list, one with all that happened to it, and its files.

Customers see their own, once they were sent; the house sees those that it may. Rule to remember: a document that is
not one's business answers like one that does not exist, its files too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from comptoir.core.billing.invoice import Invoice
from comptoir.core.values import Amount, Refusal
from comptoir.documents import Statement
from comptoir.documents.units import quantity_text
from comptoir.operations import paper as room
from comptoir.operations.actors import Actor, may
from comptoir.operations.books.exporting import list_books
from comptoir.operations.paper.addressing import contact_of
from comptoir.operations.paper.reading import PAGE, PaperView
from comptoir.operations.paper.reminding import next_reminder
from comptoir.store.paper.queries import ListedPaper
from comptoir.web import clock
from comptoir.web.downloads import download
from comptoir.web.entry import read_amount, read_date
from comptoir.web.house import House
from comptoir.web.money import KINDS, PAPER, kind_name, measure, said, told, who_acts
from comptoir.web.numbers import page_of, whole
from comptoir.web.templatetags.comptoir import language

_LONGEST = 500
# What goes to a customer: statements and internal documents are read at the counter.
_SENT = ("invoice", "credit note")
# verb of the form -> action of the table of permissions
_ACTIONS = {
    "send": "paper.send", "void": "paper.void", "reissue": "paper.issue", "credit": "paper.credit",
    "pay": "paper.pay", "refund": "paper.pay", "return": "paper.pay", "remind": "paper.remind",
    "ask_write_off": "paper.write_off", "write_off": "paper.write_off",
}  # fmt: skip
_EVENTS = {
    "issue": gettext_lazy("issued"),
    "void": gettext_lazy("voided"),
    "send": pgettext_lazy("document", "sent"),
    "remind": gettext_lazy("reminded"),
    "pay": gettext_lazy("paid"),
    "pay_part": gettext_lazy("paid in part"),
    "pay_more": gettext_lazy("paid beyond what was owed"),
    "refund": gettext_lazy("refunded"),
    "return_payment": gettext_lazy("payment returned"),
    "return_part": gettext_lazy("payment returned"),
    "credit": gettext_lazy("credited"),
    "credit_part": gettext_lazy("credited in part"),
    "credit_rest": gettext_lazy("credited in part"),
    "ask_write_off": gettext_lazy("writing off was asked for"),
    "write_off": gettext_lazy("written off"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One document in the list."""

    address: str
    number: str
    kind: str
    party: str
    issued: date
    due: date | None
    late: bool
    gross: Amount
    owed: Amount
    word: str
    mark: str
    level: int


@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: HttpRequest) -> HttpResponse:
    """The documents that the reader may see, newest first; POST sends all that were issued and not sent yet."""
    home, actor = who_acts(request)
    problem, unsent = "", _unsent(actor)
    if request.method == "POST":
        if request.POST.get("verb", "") != "send" or not unsent:
            raise Http404
        if request.POST.get("count", "") != str(len(unsent)):
            problem = _("Other documents were issued or sent since you looked. Nothing was sent; look again.")
        else:
            problem = _send_all(unsent, actor)
            if not problem:
                return HttpResponseRedirect(reverse("papers") + "?state=sent")
        unsent = _unsent(actor)
    asked = request.GET
    kind = asked.get("kind", "") if asked.get("kind", "") in KINDS else ""
    state = asked.get("state", "") if asked.get("state", "") in PAPER else ""
    page = page_of(asked.get("page", ""))
    text, overdue = asked.get("q", "").strip()[:40], asked.get("overdue", "") == "yes"
    found = room.find_papers(
        actor=actor, at=clock.now(), kinds=(kind,) if kind else (), states=(state,) if state else (), text=text,
        since=read_date(asked.get("since", "")), overdue=overdue, page=page,
    )  # fmt: skip
    rows = [
        Row(
            reverse("paper", args=[one.public_id]), one.number, kind_name(one.kind),
            home.party_name(one.payer, language()) + (f" · {one.cost_center}" if one.cost_center else ""),
            one.issued_on, one.due_on, bool(one.due_on and one.owed > 0 and one.due_on < clock.today()),
            Amount(one.gross, one.currency), Amount(one.owed, one.currency), *told(PAPER, one.state), one.level,
        )
        for one in found[:PAGE]
    ]  # fmt: skip
    context = {
        "here": "activity", "rows": rows, "kind": kind, "problem": problem, "unsent": len(unsent),
        "state": state, "q": text, "overdue": overdue,
        "kinds": [("", _("all")), *((name, str(word)) for name, word in KINDS.items())],
        "states": [("", _("all")), *((name, told(PAPER, name)[0]) for name in PAPER)],
        "newer": _page(asked, page - 1) if page > 1 else "",
        "older": _page(asked, page + 1) if len(found) > PAGE else "",
    }  # fmt: skip
    return render(request, "web/finance/papers.html", context, status=409 if problem else 200)


def _unsent(actor: Actor) -> list[ListedPaper]:
    """What was issued and not sent yet, of what the actor may send; a page of the list at a time."""
    found = room.find_papers(actor=actor, at=clock.now(), kinds=_SENT, states=("issued",))[:PAGE]
    return [one for one in found if may(actor, _ACTIONS["send"], one.entity, clock.now())]


def _send_all(found: list[ListedPaper], actor: Actor) -> str:
    """Send each by itself: one that cannot go stops no other; what was in its way, in words."""
    held = []
    for one in found:
        try:
            room.send_paper(one.number, actor=actor, at=clock.now())
        except Refusal as refused:
            held.append(f"{one.number} : {said(refused.reason)}")
    return " ".join(held)


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, paper: str) -> HttpResponse:
    """One document; POST does something about it."""
    home, actor = who_acts(request)
    view = _see(paper, actor)
    problem, errors = "", dict[str, str]()
    if request.method == "POST":
        verb = request.POST.get("verb", "")
        if verb not in _ACTIONS or not may(actor, _ACTIONS[verb], view.row.entity, clock.now()):
            raise Http404
        errors = _wrong(verb, request.POST, view)
        if request.POST.get("owed", "") != str(view.owed.minor) and not errors:
            problem = _(
                "Something happened to this document since you saw it. Nothing was done; look at it again."
            )
        elif not errors:
            try:
                after = _DEEDS[verb](view, request.POST, actor)
                return HttpResponseRedirect(reverse("paper", args=[after or view.row.public_id]))
            except Refusal as refused:
                problem = said(refused.reason)
            view = _see(paper, actor)
    context = _context(home, view, actor) | {
        "problem": problem, "errors": errors,
        "sent": {name: request.POST.get(name, "")[:_LONGEST] for name in ("amount", "day", "reference", "reason")},
    }  # fmt: skip
    return render(
        request, "web/finance/paper.html", context, status=409 if problem else 400 if errors else 200
    )


@require_safe
def paper_file(request: HttpRequest, paper: str, form: str) -> HttpResponse:
    """A document as PDF in the page's language, or its XML."""
    _home, actor = who_acts(request)
    try:
        made = room.render(paper, actor=actor, at=clock.now(), form=form, language=language())
    except Refusal as refused:
        raise Http404 from refused
    return download(made.content, made.media, made.name)


def _wrong(verb: str, sent: QueryDict, view: PaperView) -> dict[str, str]:
    """What of a form cannot be read."""
    errors = {}
    if verb in ("pay", "refund"):
        found = read_amount(sent.get("amount", ""), view.row.currency)
        if found is None or not found.minor:
            errors["amount"] = _("Write an amount such as 12.50.")
        if read_date(sent.get("day", "")) is None:
            errors["day"] = _("Write a day such as 2026-11-24.")
    if (
        verb in ("void", "reissue", "credit", "return", "ask_write_off")
        and not sent.get("reason", "").strip()
    ):
        errors["reason"] = _("Say why, in a sentence or two.")
    return errors


def _pay(view: PaperView, sent: QueryDict, actor: Actor) -> str:
    amount, day = read_amount(_told(sent, "amount"), view.row.currency), read_date(_told(sent, "day"))
    assert amount is not None
    assert day is not None
    record = room.refund if _told(sent, "verb") == "refund" else room.record_payment
    record(
        view.row.number, amount, day=day, reference=sent.get("reference", "").strip()[:140], actor=actor,
        at=clock.now(), key=sent.get("key", "")[:64],
    )  # fmt: skip
    return ""


def _told(sent: QueryDict, name: str) -> str:
    """What a form says under a name."""
    return str(sent.get(name, "")).strip()[:_LONGEST]


def _return(view: PaperView, sent: QueryDict, actor: Actor) -> str:
    event = sent.get("event", "")
    room.return_payment(
        view.row.number, whole(event) or 0, reason=_told(sent, "reason"), actor=actor,
        at=clock.now(),
    )  # fmt: skip
    return ""


def _simple(deed: Callable[..., object]) -> Callable[[PaperView, QueryDict, Actor], str]:
    def done(view: PaperView, _sent: QueryDict, actor: Actor) -> str:
        deed(view.row.number, actor=actor, at=clock.now())
        return ""

    return done


def _reasoned(deed: Callable[..., object]) -> Callable[[PaperView, QueryDict, Actor], str]:
    def done(view: PaperView, sent: QueryDict, actor: Actor) -> str:
        return str(deed(view.row.number, reason=_told(sent, "reason"), actor=actor, at=clock.now()) or "")

    return done


def _credit(view: PaperView, sent: QueryDict, actor: Actor) -> str:
    return room.credit_invoice(
        view.row.number, reason=_told(sent, "reason"), lines=sent.getlist("line"), actor=actor, at=clock.now(),
        key=sent.get("key", "")[:64],
    )  # fmt: skip


_DEEDS: dict[str, Callable[[PaperView, QueryDict, Actor], str]] = {
    "send": _simple(room.send_paper),
    "remind": _simple(room.send_reminder),
    "write_off": _simple(room.write_off),
    "void": _reasoned(room.void_invoice),
    "reissue": _reasoned(room.reissue_invoice),
    "ask_write_off": _reasoned(room.ask_write_off),
    "credit": _credit,
    "pay": _pay,
    "refund": _pay,
    "return": _return,
}


def _context(home: House, view: PaperView, actor: Actor) -> dict[str, object]:
    row, document = view.row, view.told(language())
    allowed = {verb for verb, action in _ACTIONS.items() if may(actor, action, row.entity, clock.now())}
    return {
        "here": "activity",
        "view": view,
        "row": row,
        "kind": kind_name(row.kind),
        "word": told(PAPER, view.state)[0],
        "mark": told(PAPER, view.state)[1],
        "entity": home.party_text(row.entity, language()),
        "payer": home.party_text(row.payer, language()),
        "net": Amount(row.net, row.currency),
        "vat": Amount(row.vat, row.currency),
        "gross": view.gross,
        "rounding": Amount(row.gross - row.net - row.vat, row.currency),
        "owed": view.owed,
        "favor": Amount(-view.owed.minor, row.currency) if view.owed.minor < 0 else None,
        "late": bool(row.due_on and view.owed.minor > 0 and row.due_on < clock.today()),
        "lines": _lines(document, view),
        "events": _events(home, view, list_books(actor=actor, at=clock.now())),
        "notes": [(one.row.number, reverse("paper", args=[one.row.public_id])) for one in view.credit_notes],
        "credited": reverse("paper", args=[row.credits]) if row.credits else "",
        "by_hand": view.keeper and not contact_of(row.payer, row.cost_center, row.language).address,
        "reminder": next_reminder(view.stored, on=clock.today()).level,
        "does": _does(view, allowed),
        "today": clock.today(),
        "key": room.form_key(view),
    }  # fmt: skip


def _does(view: PaperView, allowed: set[str]) -> set[str]:
    """What may be done now, by right and by state."""
    by_state = set(view.verbs)
    open_ = {
        "send": "send" in by_state and view.row.kind != "statement",
        "void": "void" in by_state and view.row.kind != "credit note",
        "reissue": view.row.kind == "invoice" and view.state in ("issued", "credited"),
        "credit": view.row.kind == "invoice" and "credit_part" in by_state,
        "pay": view.claims and bool(by_state & {"pay", "pay_more"}),
        "refund": view.claims and "refund" in by_state and view.owed.minor < 0,
        "return": view.claims and "return_payment" in by_state,
        "remind": bool(next_reminder(view.stored, on=clock.today()).level),
        "ask_write_off": view.row.kind == "invoice" and "ask_write_off" in by_state and view.owed.minor > 0,
        "write_off": any(one.verb == "ask_write_off" for one in view.stored.events)
        and "write_off" in by_state,
    }
    return {verb for verb in allowed if open_[verb]}


def _lines(document: Invoice | Statement, view: PaperView) -> list[dict[str, object]]:
    """What stands on it, with the way back to each charge for whom it is open."""
    charges = {line.line: line.charge for line in view.stored.lines}
    if isinstance(document, Invoice):
        return [
            {"id": one.id, "name": one.name, "note": one.note,
             "quantity": quantity_text(one.quantity, one.unit, language()), "amount": one.amount,
             "address": _charge(charges.get(one.id, "")), "taken": one.id in view.credited_lines}
            for one in document.lines
        ]  # fmt: skip
    return [
        {"id": str(place), "name": one.name, "note": one.day, "quantity": measure(one.quantity, one.unit),
         "amount": one.amount, "address": _charge(charges.get(str(place), "")), "taken": False}
        for place, one in enumerate(document.lines, 1)
    ]  # fmt: skip


def _events(home: House, view: PaperView, books: tuple[str, ...]) -> list[dict[str, object]]:
    """What happened to a document; entries are named to those who may open them."""
    undone = {one.undoes for one in view.stored.events}
    return [
        {"word": str(_EVENTS[one.verb]), "day": one.day, "level": one.level if one.verb == "remind" else 0,
         "by": home.party_name(one.actor, language()) if view.keeper else "", "number": one.number,
         "amount": Amount(abs(one.moved), view.row.currency) if one.moved else None, "reference": one.reference,
         "note": one.note,
         "entries": [name for name in one.entry.split() if view.keeper and name.rsplit("-", 2)[0] in books],
         "returns": view.keeper and one.verb.startswith("pay") and one.number not in undone}
        for one in view.events
    ]  # fmt: skip


def _charge(charge: str) -> str:
    return reverse("charge", args=[charge]) if charge else ""


def _see(paper: str, actor: Actor) -> PaperView:
    try:
        return room.get_paper(paper, actor=actor, at=clock.now())
    except Refusal as refused:
        raise Http404 from refused


def _page(asked: QueryDict, page: int) -> str:
    query = asked.copy()
    query["page"] = str(page)
    return f"?{query.urlencode()}"
