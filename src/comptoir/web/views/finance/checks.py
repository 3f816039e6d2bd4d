"""Are the books as they were written? The state of every journal, and, asked for, the check of everything.

Rule to remember: what is wrong is named first and in words; the page repairs nothing.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comptoir import wording
from comptoir.core.values import Finding
from comptoir.operations.actors import may
from comptoir.operations.books.exporting import journal_name
from comptoir.operations.verify import verify
from comptoir.store.ledger.queries import count_entries, heads, list_anchors, list_journals
from comptoir.web import clock
from comptoir.web.money import who_acts
from comptoir.web.templatetags.comptoir import language


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The heads of the journals; POST verifies everything now."""
    _home, actor = who_acts(request)
    if not may(actor, "books.verify", "", clock.now()):
        raise Http404
    found = verify(actor=actor, at=clock.now()) if request.method == "POST" else None
    anchored = {one.journal: one.count for one in list_anchors()}
    states = [
        (
            one.journal,
            journal_name(one.journal, language()),
            one.count,
            anchored.get(one.journal, 0),
            one.head,
        )
        for one in heads(list_journals()).values()
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


def _counts(counts: object) -> list[tuple[str, int]]:
    words = {
        "journals": _("journals"), "entries": _("entries"), "anchors": _("states kept elsewhere"),
        "charges": _("charges"), "closes": _("closes"),
    }  # fmt: skip
    return [(words.get(name, name), count) for name, count in counts.items()]  # type: ignore[attr-defined]
