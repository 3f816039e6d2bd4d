"""Who looks at the page, and for whom do they act? A passer-by, a persona of the demo, or somebody signed in.

A viewer is a person of the company in one capacity: for a unit, for another firm, or for itself. Nothing here says what
that party may see or pays, the core derives it from facts. Rule to remember: the session remembers who signed in and
which capacity was chosen, never a right; both are looked up again for every request, so what has ended is gone.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comptoir.core.relation import Capacity, capacities
from comptoir.core.relation.facts import UNITS
from comptoir.store.accounts.queries import find_person
from comptoir.web import clock
from comptoir.web.house import House, house
from comptoir.web.options import is_demo
from comptoir.web.templatetags.comptoir import language

SESSION_KEY = "persona"
CAPACITY_KEY = "acting for"


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
    Persona("elsa", "p34", "Elsa", _("counter of metrology")),
    Persona("romain", "p35", "Romain", _("seller of metrology")),
    Persona("ines", "p15", "Ines", _("controller")),
    Persona("mathilde", "p60", "Mathilde", _("administrator")),
    Persona("adrien", "p59", "Adrien", _("auditor")),
)


@dataclass(frozen=True, slots=True)
class Managed:
    """A rate card that the viewer answers for."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which the viewer may act: the party, its name, and whether that is the viewer's own self."""

    party: str
    name: str
    own: bool


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person that looks (empty: a passer-by), for whom it acts, and the rate cards it answers for.

    acting_for   the party that is the customer now: a unit, another firm, or the person itself
    unit         that party where it is a unit of the house
    capacity     its name; empty for somebody who acts for itself
    ways         every way in which the person may act today, when there are several
    lapsed       the party that was chosen and may no longer be acted for
    signed_in    whether it came by its own account, not by a persona
    """

    persona: str = ""
    party: str = ""
    name: str = ""
    unit: str = ""
    capacity: str = ""
    cards: tuple[Managed, ...] = ()
    acting_for: str = ""
    ways: tuple[Way, ...] = ()
    lapsed: str = ""
    signed_in: bool = False

    @property
    def customer(self) -> str:
        """The party whose prices are shown."""
        return self.acting_for or self.party


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


def ways_of(home: House, party: str) -> tuple[Capacity, ...]:
    """Every capacity in which a party may act today; none for one that the house does not know."""
    return capacities(home.company.facts, party, as_of=clock.today(), known_at=clock.now())


def _viewer(request: HttpRequest) -> Viewer:
    # Error pages may meet a request that never reached the session.
    session = getattr(request, "session", None)
    if session is None:
        return Viewer()
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return _person(find_person(user.pk) or "", session.get(CAPACITY_KEY, ""), signed_in=True)
    chosen = persona(session.get(SESSION_KEY, "")) if is_demo() else None
    if chosen is None:
        return Viewer()
    return _person(chosen.party, session.get(CAPACITY_KEY, ""), slug=chosen.slug)


def _person(party: str, chosen: str, *, slug: str = "", signed_in: bool = False) -> Viewer:
    """A person of the house in the chosen capacity, or in its first one."""
    home = house()
    known = home.company.facts.parties.get(party)
    ways = ways_of(home, party)
    if known is None or not ways:
        return Viewer(persona=slug, signed_in=signed_in)
    acting = next((one for one in ways if one.party == chosen), ways[0])
    return Viewer(
        persona=slug,
        party=party,
        name=known.named.name(language()),
        unit=acting.party if home.company.facts.parties[acting.party].kind in UNITS else "",
        capacity=home.party_name(acting.party, language()) if acting.party != party else "",
        cards=_managed(home, party),
        acting_for=acting.party,
        ways=tuple(Way(one.party, one.named.name(language()), one.party == party) for one in ways)
        if len(ways) > 1
        else (),
        lapsed=chosen if chosen and acting.party != chosen else "",
        signed_in=signed_in,
    )


def _managed(home: House, party: str) -> tuple[Managed, ...]:
    return tuple(
        Managed(card.id, card.name_fr if language() == "fr" else card.name_en)
        for card in home.cards(clock.today())
        if home.manager(card.supplier) == party
    )
