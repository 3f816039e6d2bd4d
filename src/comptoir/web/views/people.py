"""Who has which role where, from when until when; who may sign in. For whoever may read roles; for others, nothing.

Rule to remember: what the page offers follows from the same table that the operation refuses by, so no button leads
into a refusal; and nobody changes his own roles.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comptoir import wording
from comptoir.core.relation.facts import PEOPLE
from comptoir.core.values import Refusal
from comptoir.operations.accounts import close_account, create_account, grant_role, open_account, revoke_role
from comptoir.operations.actors import Actor, may
from comptoir.operations.people import Held, Place, list_places, list_roles, read_accounts
from comptoir.operations.permissions import Role
from comptoir.web import clock
from comptoir.web.acting import actor_of
from comptoir.web.house import House, house
from comptoir.web.numbers import page_of
from comptoir.web.templatetags.comptoir import language

PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One role that somebody holds."""

    person: str
    code: str
    role: str
    role_code: str
    unit: str
    unit_code: str
    since: datetime
    until: datetime | None
    by_right: bool
    ends: bool
    counts: bool


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Roles and accounts; POST hands out, takes back, invites, closes."""
    home, actor, at = house(), actor_of(request), clock.now()
    places = list_places(actor, at=at) if actor else ()
    if actor is None or not places:
        raise Http404
    problem = ""
    if request.method == "POST":
        does = _DOES.get(request.POST.get("verb", ""))
        if does is None:
            raise Http404
        try:
            does(request, actor, at)
            return HttpResponseRedirect(f"{reverse('people')}?done=yes")
        except Refusal as refused:
            problem = wording.say_reason(refused.reason, language())
        except ValueError:
            problem = _("Write a day such as 2026-11-24.")
    unit = request.GET.get("unit") or None
    if unit is not None and unit not in {one.unit for one in places}:
        raise Http404
    page = page_of(request.GET.get("page", ""))
    held = list_roles(places, actor=actor, at=at, unit=unit)
    first = (page - 1) * PAGE
    makes = may(actor, "account.create", "", at)
    context = {
        "here": "house",
        "rows": [_row(home, one) for one in held[first : first + PAGE]],
        "managers": _managers(home, places, unit),
        "page": page,
        "more": len(held) > first + PAGE,
        "unit": unit or "",
        "units": [(one.unit, _unit(home, one.unit)) for one in places if one.unit],
        "grants": [(one.unit, _unit(home, one.unit)) for one in places if one.may_grant],
        "roles": _roles(places),
        "everybody": _everybody(home, actor),
        "accounts": [
            (one, home.party_name(one.person, language()), one.person == actor.person)
            for one in (read_accounts(actor=actor, at=at) if makes else ())
        ],
        "makes": makes,
        "sent": {
            name: request.POST.get(name, "")[:120]
            for name in ("person", "role", "unit", "from", "until", "username", "email")
        },
        "problem": problem,
        "done": request.GET.get("done") == "yes",
    }
    return render(request, "web/house/people.html", context, status=422 if problem else 200)


def _grant(request: HttpRequest, actor: Actor, at: datetime) -> None:
    form = request.POST
    begins, ends = _midnight(form.get("from", "")), _midnight(form.get("until", ""), after=1)
    role = _role(form.get("role", ""))
    grant_role(
        form.get("person", ""),
        role,
        unit=form.get("unit", ""),
        actor=actor,
        at=at,
        valid_from=begins,
        valid_to=ends,
    )


def _revoke(request: HttpRequest, actor: Actor, at: datetime) -> None:
    form = request.POST
    revoke_role(
        form.get("person", ""), _role(form.get("role", "")), unit=form.get("unit", ""), actor=actor, at=at
    )


def _invite(request: HttpRequest, actor: Actor, at: datetime) -> None:
    form = request.POST
    person = form.get("person", "")
    name = form.get("username", "").strip()[:150] or person
    create_account(person, actor=actor, at=at, username=name, email=form.get("email", "")[:254], invite=True)


def _close(request: HttpRequest, actor: Actor, at: datetime) -> None:
    close_account(request.POST.get("person", ""), actor=actor, at=at)


def _open(request: HttpRequest, actor: Actor, at: datetime) -> None:
    open_account(request.POST.get("person", ""), actor=actor, at=at)


_DOES = {"grant": _grant, "revoke": _revoke, "invite": _invite, "close": _close, "open": _open}


def _role(text: str) -> Role:
    try:
        return Role(text)
    except ValueError:
        raise Http404 from None


def _midnight(text: str, *, after: int = 0) -> datetime | None:
    """The beginning of a day of the form, or of the one after; None where none is written.

    raises    ValueError for what is no day
    """
    if not text.strip():
        return None
    day = date.fromisoformat(text.strip())
    if not 2000 <= day.year <= 2200:
        raise ValueError(text)
    return timezone.make_aware(datetime.combine(day + timedelta(days=after), time(0)))


def _row(home: House, held: Held) -> Row:
    one = held.grant
    return Row(
        home.party_name(one.person, language()),
        one.person,
        wording.word(one.role, language(), family="role"),
        one.role,
        _unit(home, one.unit),
        one.unit,
        one.valid_from,
        one.valid_to - timedelta(seconds=1) if one.valid_to else None,
        False,
        held.may_revoke,
        held.counts,
    )


def _managers(home: House, places: tuple[Place, ...], unit: str | None) -> list[tuple[str, str]]:
    """Who manages a unit by the company folder, without a grant."""
    parties = home.company.facts.parties
    shown = (one.unit for one in places if one.unit and unit in (None, one.unit))
    return [
        (_unit(home, one), home.party_name(parties[one].manager, language()))
        for one in shown
        if parties[one].manager
    ]


def _roles(places: tuple[Place, ...]) -> list[tuple[str, str]]:
    may_grant = {role for place in places for role in place.may_grant}
    return [
        (role.value, wording.word(role.value, language(), family="role"))
        for role in Role
        if role in may_grant
    ]


def _everybody(home: House, actor: Actor) -> list[tuple[str, str]]:
    parties = home.company.facts.parties.values()
    named = [
        (one.id, one.named.name(language()))
        for one in parties
        if one.kind in PEOPLE and one.id != actor.person
    ]
    return sorted(named, key=lambda pair: pair[1].casefold())


def _unit(home: House, unit: str) -> str:
    return home.party_name(unit, language()) if unit else _("The whole house")
