"""Are the books as they were written? The state of every journal, and, asked for, the check of everything.

Rule to remember: what is wrong is named first and in words; the page repairs nothing.
"""

from __future__ import annotations

from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comptoir import wording
from comptoir.core.ledger import SEALS
from comptoir.core.values import Finding
from comptoir.operations.actors import may
from comptoir.operations.books.exporting import journal_name
from comptoir.operations.sealing import all_heads, seal_rows
from comptoir.operations.verify import verify
from comptoir.store.ledger.queries import count_entries, list_anchors
from comptoir.web import clock
from comptoir.web.money import who_acts
from comptoir.web.templatetags.comptoir import language


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The heads of the journals; POST verifies everything now."""
    _home, actor = who_acts(request)
    if not may(actor, "books.verify", "", clock.now()):
        raise Http404
    found = None
    if request.method == "POST":
        seal_rows(at=clock.now())
        found = verify(actor=actor, at=clock.now())
    anchored = {one.journal: one.count for one in list_anchors()}
    states = [
        (
            one.journal,
            _("audit trail, company and agreements")
            if one.journal == SEALS
            else journal_name(one.journal, language()),
            one.count,
            anchored.get(one.journal, 0),
            one.head,
        )
        for one in all_heads()
    ]
    context = {
        "here": "closes",
        "heads": states,
        "entries": count_entries(),
        "asked": found is not None,
        "sound": found is not None and found.sound,
        "findings": [_told(one) for one in found.findings] if found else [],
        "counts": _counts(found.counts) if found else [],
    }
    return render(request, "web/finance/check.html", context)


def _told(one: Finding) -> tuple[str, str]:
    return wording.say_place(one.place, language()), wording.say_finding(one, language())


def _counts(counts: object) -> list[tuple[str, str]]:
    words = {
        "journals": _("journals"), "entries": _("entries"), "anchors": _("states kept elsewhere"),
        "charges": _("charges"), "closes": _("closes"),
        "sealed": _("sealed rows"), "unsealed": _("not sealed yet"),
    }  # fmt: skip
    return [
        (words.get(name, name), wording.format_number(Decimal(count), language()))
        for name, count in counts.items()  # type: ignore[attr-defined]
        if count or name != "unsealed"
    ]
