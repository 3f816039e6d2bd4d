"""Who is this customer to this supplier, on any day, as known on any day, and why?

The chain of facts is shown to whoever it is about; what was considered and set aside only to the supplier's manager,
who may also ask about other customers. Rule to remember: the page repeats the core's answer, it concludes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comptoir import wording
from comptoir.core.relation.facts import SINCE_EVER
from comptoir.core.relation.standing import Standing
from comptoir.core.relation.standing import standing as derive
from comptoir.core.values import DayPeriod, Named, Reason
from comptoir.web import clock
from comptoir.web.house import House, house
from comptoir.web.templatetags.comptoir import language
from comptoir.web.viewer import viewer

# Facts that are told in a few words; any other step of a proof is told by its own sentence.
_RELATIONS = {
    "standing.employed": "employed by",
    "standing.member": "member of",
    "standing.part_of": "part of",
    "standing.agreement": "agreement with",
    "standing.acts_for": "acts for",
    "standing.bought": "bought from",
}
_NOT_STATED = "—"


@dataclass(frozen=True, slots=True)
class Link:
    """One fact of the chain: who it is about, what it says, where it is written."""

    who: str
    says: str
    when: str = ""
    source: str = ""
    recorded: datetime | None = None


@dataclass(frozen=True, slots=True)
class StandingCard:
    """A standing as the page shows it."""

    name: str
    supplier: str
    word: str
    mark: str
    tie: str
    since: date | None
    chain: tuple[Link, ...]
    reasons: tuple[str, ...]
    rejected: tuple[str, ...]
    next_sentence: str


@require_safe
def standing(request: HttpRequest) -> HttpResponse:
    """The standing of the viewer, or for a manager of any customer, towards a supplier."""
    home, who = house(), viewer(request)
    day = clock.today()
    offered = home.suppliers(day)
    supplier = request.GET.get("supplier") or (offered[0] if offered else "")
    if supplier not in offered and offered:
        raise Http404
    staff = bool(who.party) and home.manager(supplier) == who.party
    customer = request.GET.get("customer") or who.party
    if customer != who.party and not (staff and customer in home.company.facts.parties):
        raise Http404
    as_of, errors = _day(request.GET, "as_of", {})
    known_day, errors = _day(request.GET, "known_at", errors)
    found = derive(
        home.company.facts, customer, supplier, as_of=as_of or day, known_at=_end_of(known_day) or clock.now()
    )
    return render(
        request,
        "web/standing.html",
        {
            "here": "standing",
            "title": _("My standing") if customer == who.party else _("Standing of a customer"),
            "card": standing_card(home, found, staff=staff),
            "supplier": supplier,
            "suppliers": [(one, home.party_name(one, language())) for one in offered],
            "customer": customer,
            "customers": _customers(home) if staff else (),
            "as_of": as_of or day,
            "known_at": known_day,
            "errors": errors,
        },
    )


def _day(query: Mapping[str, str], name: str, errors: dict[str, str]) -> tuple[date | None, dict[str, str]]:
    """A day of the form, or what is wrong with it."""
    text = query.get(name, "").strip()
    if not text:
        return None, errors
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or not 1900 <= found.year <= 2200:
        return None, {**errors, name: _("Write a day such as 2026-11-23, between 1900 and 2200.")}
    return found, errors


def _end_of(day: date | None) -> datetime | None:
    """The last minute of a day: what was learnt during it counts."""
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59))) if day else None


def _customers(home: House) -> list[tuple[str, str]]:
    parties = home.company.facts.parties.values()
    named = [(party.id, party.named.name(language())) for party in parties]
    return sorted(named, key=lambda pair: pair[1].casefold())


def standing_card(home: House, found: Standing, *, staff: bool) -> StandingCard:
    """What the page says of a standing; what was set aside only for the supplier's staff."""
    open_to_all = [reason for reason in found.proof if reason.depth == "customer"]
    facts = [reason for reason in open_to_all if reason.get("fact")]
    starts = [period.start for reason in facts if isinstance(period := reason.get("valid"), DayPeriod)]
    known = found.customer in home.company.facts.parties
    passing = not found.customer
    return StandingCard(
        name=home.party_name(found.customer, language()) if found.customer else _("a passer-by"),
        supplier=home.party_name(found.supplier, language()),
        word=capfirst(wording.word(found.side, language())),
        mark=str(found.side) if known else "ask",
        tie=capfirst(wording.word(found.tie, language(), family="tie")),
        since=max((start for start in starts if start), default=None),
        chain=_chain(facts),
        reasons=(_("You are not signed in. Whoever passes by is served as an outsider, at the usual price."),)
        if passing
        else tuple(wording.say_reason(reason, language()) for reason in open_to_all if reason not in facts)
        + (() if known else (_("Waiting for review: until then the usual price applies."),)),
        rejected=tuple(
            wording.say_reason(reason, language()) for reason in found.proof if reason.depth == "auditor"
        )
        if staff
        else (),
        next_sentence=_next(home, found),
    )


def _chain(facts: list[Reason]) -> tuple[Link, ...]:
    """The facts in order, each under whom it is about, closed by where the last one leads."""
    end = _named(facts[-1].get("object")) if facts else ""
    return (*(_link(reason) for reason in facts), *([Link(end, "")] if end else []))


def _link(reason: Reason) -> Link:
    """One fact: the relation and whom it leads to, then when it holds, who says so, and since when we know."""
    period, source, recorded = (reason.get(name) for name in ("valid", "source", "recorded_at"))
    relation = _RELATIONS.get(reason.code.removesuffix("_as"), "")
    role = str(reason.get("role") or "") if reason.code.endswith("_as") else ""
    says = f"{wording.word(relation, language())} {_named(reason.get('object'))}" if relation else ""
    return Link(
        _named(reason.get("subject")),
        (f"{says} ({wording.word(role, language())})" if role else says)
        or wording.say_reason(reason, language()),
        _when(period) if says else "",
        str(source) if says and source != _NOT_STATED else "",
        recorded if isinstance(recorded, datetime) and recorded > SINCE_EVER else None,
    )


def _when(period: object) -> str:
    """When a fact holds; nothing where it has no known beginning and no end."""
    dated = isinstance(period, DayPeriod) and (period.start or period.end)
    return wording.format_period(period, language()) if dated and isinstance(period, DayPeriod) else ""


def _named(value: object) -> str:
    return value.name(language()) if isinstance(value, Named) else ""


def _next(home: House, found: Standing) -> str:
    """What is known to change, and when."""
    if found.next_change is None:
        return ""
    later = derive(
        home.company.facts, found.customer, found.supplier, as_of=found.next_change, known_at=found.known_at
    )
    return _("On %(day)s this changes to: %(side)s, %(tie)s.") % {
        "day": wording.format_date(found.next_change, language()),
        "side": wording.word(later.side, language()),
        "tie": wording.word(later.tie, language(), family="tie"),
    }
