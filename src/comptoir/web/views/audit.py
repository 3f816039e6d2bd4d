"""The audit trail: who did what, when, and the facts of it; filtered by what it was about, page by page, and as CSV."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comptoir import wording
from comptoir.core.values import Amount
from comptoir.documents.csv_out import to_csv
from comptoir.documents.sheet import Sheet
from comptoir.operations.actors import may
from comptoir.operations.people import MOST, read_trail
from comptoir.store.audit.queries import Deed
from comptoir.web import clock
from comptoir.web.acting import actor_of
from comptoir.web.downloads import download, leave_anchor
from comptoir.web.house import House, house
from comptoir.web.templatetags.comptoir import language
from comptoir.wording.deeds import say_deed

PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One deed as the page shows it."""

    id: int
    at: datetime
    when: str
    who: str
    deed: str
    action: str
    facts: tuple[tuple[str, str], ...]


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """The trail, newest first."""
    found = _read(request, PAGE + 1)
    home = house()
    asked = _asked(request)
    older = found[PAGE - 1].id if len(found) > PAGE else 0
    query = {name: value for name, value in asked.items() if value}
    context = {
        "here": "house",
        "rows": [_line(home, one) for one in found[:PAGE]],
        "asked": asked,
        "query": urlencode(query),
        "older": urlencode({**query, "before": older}) if older else "",
        "newest": "before" not in request.GET,
    }
    return render(request, "web/house/audit.html", context)


@require_safe
def audit_csv(request: HttpRequest) -> HttpResponse:
    """The same rows as a table, a hundred at a time; `before` asks for older ones."""
    found = _read(request, MOST)
    rows = tuple(
        (str(one.id), one.at.isoformat(), one.actor, one.action,
         json.dumps(dict(one.params), ensure_ascii=False, sort_keys=True))
        for one in found
    )  # fmt: skip
    actor = actor_of(request)
    if actor is not None:
        leave_anchor(request, actor)
    heads = (_("Number"), _("When"), _("Who"), _("What"), _("Facts"))
    content = to_csv(Sheet("audit", heads, rows), language())
    return download(content, "text/csv; charset=utf-8", "audit.csv")


def _read(request: HttpRequest, limit: int) -> tuple[Deed, ...]:
    actor, at = actor_of(request), clock.now()
    if actor is None or not may(actor, "audit.read", "", at):
        raise Http404
    before = request.GET.get("before", "")
    asked = _asked(request)
    return read_trail(
        actor=actor,
        at=at,
        limit=limit,
        before=int(before) if before.isdecimal() and len(before) < 19 else None,
        about=asked["about"],
        by=asked["who"],
        action=asked["what"],
    )


def _asked(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "").strip()[:120] for name in ("about", "who", "what")}


def _line(home: House, one: Deed) -> Line:
    known = home.company.facts.parties
    who = home.party_name(one.actor, language()) if one.actor in known else one.actor
    moment = one.at.astimezone(ZoneInfo(str(home.company.settings.time_zone)))
    return Line(
        one.id,
        one.at,
        wording.format_datetime(moment, language()),
        who,
        say_deed(one.action, language()),
        one.action,
        tuple(_facts(one.params)),
    )


def _facts(params: Mapping[str, object]) -> list[tuple[str, str]]:
    """What a deed says of itself, as one reads it: amounts as money, lists without brackets, nothing that is empty."""
    known = dict(params)
    amount, currency = known.get("amount"), known.get("currency")
    if isinstance(amount, int) and isinstance(currency, str) and len(currency) == 3:
        known["amount"] = wording.format_amount(Amount(amount, currency), language())
        del known["currency"]
    return [(name, _plain(value)) for name, value in known.items() if value not in (None, "", [], {})]


def _plain(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ", ".join(value)
    return json.dumps(value, ensure_ascii=False)
