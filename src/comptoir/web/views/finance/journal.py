"""The journal: entries with their sums, one entry with the way back to what was delivered, and its files.

Rule to remember: what the filter shows is what the file of the same month holds; debit less credit is shown, and it
is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from comptoir.core.billing.closing import Month
from comptoir.core.ledger import Posting
from comptoir.core.values import Amount, Refusal
from comptoir.documents import journal_file as written
from comptoir.operations.actors import Actor, may
from comptoir.operations.books import EntryView, find_trail, get_entry, list_entries, reverse_entry
from comptoir.operations.books.exporting import (
    account_name,
    export_journal,
    journal_name,
    list_books,
)
from comptoir.operations.export_fec import export_fec
from comptoir.store.ledger.queries import Wanted, list_journals
from comptoir.store.paper.queries import find_paper
from comptoir.web import clock
from comptoir.web.downloads import download, leave_anchor
from comptoir.web.entry import read_date
from comptoir.web.house import House
from comptoir.web.money import FILES, said, who_acts
from comptoir.web.templatetags.comptoir import language

PAGE = 50
_FIELDS = ("journal", "account", "cost_center", "party", "source")
_FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "txt": "text/plain; charset=utf-8",
}
# What ties an entry to the document it books, at the end of its text: for the check of the books, not for a reader.
_TIE = re.compile(r" #[0-9a-f]{16}$")
# Documents by the first word of an entry's source.
_PAPERS = frozenset({"invoice", "credit note", "internal document", "payment", "write-off"})


@dataclass(frozen=True, slots=True)
class Line:
    """One posting as a page shows it; `charge` is where its explanation stands."""

    account: str
    name: str
    party: str
    cost_center: str
    debit: Amount | None
    credit: Amount | None
    charge: str = ""


class Sum(NamedTuple):
    """What a page of the journal comes to in one currency."""

    debit: Amount
    credit: Amount
    difference: Amount


@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """Entries that the reader may see, newest day first, with what they come to."""
    home, actor = who_acts(request)
    asked = {name: request.GET.get(name, "").strip()[:64] for name in (*_FIELDS, "since", "until", "entity")}
    wanted = Wanted(
        asked["journal"], asked["entity"], asked["account"], asked["cost_center"], asked["party"], asked["source"],
        read_date(asked["since"]), read_date(asked["until"]), _before(request),
    )  # fmt: skip
    try:
        found = list_entries(wanted, actor=actor, at=clock.now(), limit=PAGE + 1)
    except Refusal as refused:
        raise Http404 from refused
    shown = found[:PAGE]
    entities = readable(actor)
    context = {
        "here": "closes",
        "files": FILES,
        "entries": [(_head(one), _lines(home, one.entry.postings)) for one in shown],
        "sums": _sums(posting for one in shown for posting in one.entry.postings),
        "asked": asked,
        "journals": [(name, f"{name} · {journal_name(name, language())}") for name in list_journals()]
        if entities
        else [],
        "more": _next(request, found),
        "entities": [(one, home.party_name(one, language())) for one in entities],
        "month": str(Month.of(clock.today())),
    }
    return render(request, "web/finance/journal.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, entry: str) -> HttpResponse:
    """One entry; POST takes it back by a reversal."""
    home, actor = who_acts(request)
    view = _see(entry, actor)
    problem, errors = "", dict[str, str]()
    if request.method == "POST":
        reason = request.POST.get("reason", "").strip()[:500]
        if not reason:
            errors["reason"] = _("Say why, in a sentence or two.")
        else:
            try:
                back = reverse_entry(entry, reason=reason, actor=actor, at=clock.now())
                return HttpResponseRedirect(reverse("entry", args=[back.entry.id]))
            except Refusal as refused:
                problem = said(refused.reason)
                view = _see(entry, actor)
    postings = view.entry.postings
    found = find_paper(number=_number(view.entry.source))
    context = {
        "here": "closes",
        "head": _head(view),
        "view": view,
        "lines": _lines(home, postings, drill=True),
        "sums": _sums(postings),
        "by": home.party_name(view.entry.actor, language()),
        "paper": reverse("paper", args=[found.row.public_id]) if found else "",
        "order": _order(postings),
        "reverses": may_reverse(view, actor),
        "reads_journal": bool(readable(actor)),
        "problem": problem,
        "errors": errors,
    }
    return render(
        request, "web/finance/entry.html", context, status=409 if problem else 400 if errors else 200
    )


@require_safe
def journal_file(request: HttpRequest, entity: str, form: str) -> HttpResponse:
    """The journal of a legal entity's days as CSV, XLSX, Parquet or FEC; a month, or the days of the query."""
    _home, actor = who_acts(request)
    first, upto = read_date(request.GET.get("since", "")), read_date(request.GET.get("until", ""))
    if form not in _FORMS or not may(actor, "books.read", entity, clock.now()):
        raise Http404
    today = clock.today()
    since, until = first or today.replace(month=1, day=1), upto or date(today.year + 1, 1, 1)
    name = f"{entity}-{since.isoformat()}-{until.isoformat()}.{form}"
    if form == "txt":
        try:
            name, content, _rows = export_fec(
                entity, since=since, upto=until, language=language(), actor=actor, at=clock.now()
            )
        except Refusal as refused:
            return HttpResponse(said(refused.reason), status=409, content_type="text/plain; charset=utf-8")
    else:
        rows = export_journal(
            entity, since=since, upto=until, language=language(), actor=actor, at=clock.now()
        )
        content = written(rows, form, language())
    leave_anchor(request, actor)
    return download(content, _FORMS[form], name)


def readable(actor: Actor) -> tuple[str, ...]:
    """The legal entities whose books the actor may read."""
    return list_books(actor=actor, at=clock.now())


def may_reverse(view: EntryView, actor: Actor) -> bool:
    """Whether an entry may be taken back by hand here: what stands on a document or a charge is taken back there."""
    if view.reversed_by or view.entry.reverses or _kind(view.entry.source) in _PAPERS | {"charge"}:
        return False
    return all(may(actor, "books.reverse", one.entity, clock.now()) for one in view.entry.postings)


def _head(view: EntryView) -> dict[str, object]:
    entry = view.entry
    return {
        "id": entry.id, "address": reverse("entry", args=[entry.id]), "day": entry.day,
        "journal": journal_name(entry.journal, language()), "source": entry.source,
        "text": _TIE.sub("", entry.text) or entry.source,
        "reverses": entry.reverses, "reversed_by": view.reversed_by, "reason": entry.reason,
        "reverses_address": reverse("entry", args=[entry.reverses]) if entry.reverses else "",
        "reversed_address": reverse("entry", args=[view.reversed_by]) if view.reversed_by else "",
    }  # fmt: skip


def _lines(home: House, postings: Sequence[Posting], *, drill: bool = False) -> list[Line]:
    return [
        Line(
            one.account, account_name(one.account, language()),
            home.party_name(one.party, language()) if one.party else "", one.cost_center,
            one.debit if one.debit.minor else None, one.credit if one.credit.minor else None,
            reverse("charge", args=[one.line.partition("/")[0]]) if drill and one.line else "",
        )
        for one in postings
    ]  # fmt: skip


def _sums(postings: Iterable[Posting]) -> list[Sum]:
    sums: dict[str, tuple[int, int]] = {}
    for one in postings:
        debit, credit = sums.get(one.debit.currency, (0, 0))
        sums[one.debit.currency] = (debit + one.debit.minor, credit + one.credit.minor)
    return [
        Sum(Amount(debit, currency), Amount(credit, currency), Amount(debit - credit, currency))
        for currency, (debit, credit) in sorted(sums.items())
    ]


def _order(postings: Sequence[Posting]) -> str:
    """The order behind the first posting that comes from one."""
    line = next((one.line for one in postings if one.line), "")
    trail = find_trail(line) if line else None
    if trail is None or trail.source_kind != "order line":
        return ""
    return reverse("order", args=[trail.source.partition("/")[0]])


def _kind(source: str) -> str:
    return source.rpartition(" ")[0]


def _number(source: str) -> str:
    """The number of the document that an entry comes from; of a payment it stands before its own."""
    return source.rpartition(" ")[2].partition("/")[0] if _kind(source) in _PAPERS else "-"


def _see(entry: str, actor: Actor) -> EntryView:
    try:
        return get_entry(entry, actor=actor, at=clock.now())
    except Refusal as refused:
        raise Http404 from refused


def _before(request: HttpRequest) -> tuple[date, str] | None:
    day, _comma, name = request.GET.get("before", "").partition(",")
    found = read_date(day)
    return (found, name[:64]) if found and name else None


def _next(request: HttpRequest, found: tuple[EntryView, ...]) -> str:
    if len(found) <= PAGE:
        return ""
    query = request.GET.copy()
    last = found[PAGE - 1].entry
    query["before"] = f"{last.day.isoformat()},{last.id}"
    return f"?{query.urlencode()}"
