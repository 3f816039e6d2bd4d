"""Who looks at the page, and for whom do they act? A passer-by, a persona of the demo, later somebody signed in.

A viewer is a party of the company: nothing here says what that party may see or pays, the core derives it from facts.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comptoir.core.relation.facts import FactKind
from comptoir.web import clock
from comptoir.web.house import House, house
from comptoir.web.options import is_demo
from comptoir.web.templatetags.comptoir import language

SESSION_KEY = "persona"


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody of the demo company whose eyes one may borrow."""

    slug: str
    party: str
    name: str
    role: str | Promise


PERSONAS = (
    Persona("claire", "p20", "Claire", _("engine testing")),
    Persona("novatek", "NOV", "Novatek", _("another company")),
    Persona("marc", "p02", "Marc", _("manager of metrology")),
    Persona("bruno", "p11", "Bruno", _("approver")),
)


@dataclass(frozen=True, slots=True)
class Managed:
    """A rate card that the viewer answers for."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Viewer:
    """The party that looks (empty: a passer-by), for whom it acts, and the rate cards it answers for."""

    persona: str = ""
    party: str = ""
    name: str = ""
    unit: str = ""
    capacity: str = ""
    cards: tuple[Managed, ...] = ()


def persona(slug: str) -> Persona | None:
    """The persona of that name, if there is one."""
    return next((one for one in PERSONAS if one.slug == slug), None)


def viewer(request: HttpRequest) -> Viewer:
    """Who looks at this request; worked out once per request."""
    known = getattr(request, "_comptoir_viewer", None)
    if known is None:
        known = _viewer(request)
        request._comptoir_viewer = known  # type: ignore[attr-defined]
    return known


def _viewer(request: HttpRequest) -> Viewer:
    # Error pages may meet a request that never reached the session.
    session = getattr(request, "session", None)
    chosen = persona(session.get(SESSION_KEY, "")) if session is not None and is_demo() else None
    if chosen is None:
        return Viewer()
    home = house()
    party = home.company.facts.parties.get(chosen.party)
    if party is None:
        return Viewer(persona=chosen.slug)
    unit = unit_of(home, party.id)
    return Viewer(
        persona=chosen.slug,
        party=party.id,
        name=party.named.name(language()),
        unit=unit,
        capacity=home.party_name(unit, language()) if unit else "",
        cards=tuple(
            Managed(card.id, card.name_fr if language() == "fr" else card.name_en)
            for card in home.cards(clock.today())
            if home.manager(card.supplier) == party.id
        ),
    )


def unit_of(home: House, party: str) -> str:
    """The unit or organization that a person works for today, or an empty text."""
    day, known_at = clock.today(), clock.now()
    for fact in home.company.facts.by_subject.get(party, ()):
        if (
            fact.kind in (FactKind.EMPLOYED_BY, FactKind.MEMBER_OF)
            and day in fact.valid
            and home.company.facts.holds(fact, known_at)
        ):
            return fact.object
    return ""
