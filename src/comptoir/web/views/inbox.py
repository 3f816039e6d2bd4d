"""The seller's side before it answers: open negotiations of a counter, and who may grant how much.

Only the supplier's people may open it; for everybody else the address does not exist. Rule to remember: floors and
mandates stand on these pages and on the meter, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from comptoir import wording
from comptoir.core.ordering.thread import Speaker
from comptoir.core.values import DayPeriod, Refusal
from comptoir.operations.actors import Actor, may
from comptoir.operations.deals.mandates import delegate, end_delegation, set_floor, set_mandate
from comptoir.operations.deals.reading import SupplierThread, authority_in, list_supplied_negotiations
from comptoir.web import clock
from comptoir.web.entry import FoundParty, read_date, read_decimal
from comptoir.web.floors import floor_read, floor_words
from comptoir.web.house import House
from comptoir.web.saying import deal_state
from comptoir.web.templatetags.comptoir import language
from comptoir.web.text import Text
from comptoir.web.views.orders import named
from comptoir.web.views.supplied import at_counter, choice, choose_party

_TO_ANSWER = ("asked", "countered")
_FIELDS = ("who", "who_id", "start", "end", "share", "offering", "floor", "verb")


@dataclass(frozen=True, slots=True)
class Row:
    """One negotiation: with whom, of what, the price on the table, until when."""

    address: str
    name: Text
    customer: Text
    price: str
    until: datetime | None
    word: str
    mark: str


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """The negotiations of a counter: to answer, to approve, and waiting for the customer."""
    home, actor, own, supplier = at_counter(request, "deal.read")
    found = list_supplied_negotiations(supplier, actor=actor, at=clock.now(), open_only=True)
    approver = may(actor, "deal.approve", supplier, clock.now())
    review = [one for one in found if one.thread.state == "awaiting approval"]
    mine = [one for one in review if approver and actor.person not in one.thread.of(Speaker.SELLER)]
    groups = (
        (_("To answer"), [one for one in found if one.thread.state in _TO_ANSWER]),
        (_("To approve"), mine),
        (_("With an approver"), [one for one in review if one not in mine]),
        (_("With the customer"), [one for one in found if one.thread.state == "offered"]),
    )
    context = {
        "here": "board",
        "groups": [(title, [_row(home, one) for one in rows]) for title, rows in groups if rows],
        **choice(home, own, supplier),
    }
    return render(request, "web/inbox.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def authority(request: HttpRequest) -> HttpResponse:
    """Who may grant how much at a counter; POST lends, takes back, sets a mandate or a floor."""
    home, actor, own, supplier = at_counter(request, "deal.read")
    sent = {name: request.POST.get(name, "").strip()[:80] for name in _FIELDS}
    problem = ""
    choices: tuple[FoundParty, ...] = ()
    if request.method == "POST":
        try:
            problem, choices = _set(home, supplier, sent, actor)
        except Refusal as refused:
            problem = wording.say_reason(refused.reason, language())
        if not problem:
            return HttpResponseRedirect(f"{reverse('authority')}?supplier={supplier}")
    context = {
        "here": "board", **_authority(home, supplier, actor), **choice(home, own, supplier),
        "sent": sent, "choices": choices, "problem": problem,
    }  # fmt: skip
    return render(request, "web/authority.html", context, status=409 if problem else 200)


def _authority(home: House, supplier: str, actor: Actor) -> dict[str, object]:
    """Mandates, what is lent, floors, and which of them the actor may set."""
    at = clock.now()
    found = authority_in(supplier, actor=actor, at=at)
    sets = may(actor, "deal.delegate", supplier, at)

    def name(person: str) -> str:
        return home.party_name(person, language())

    def what(offering: str) -> str:
        return str(named(home, offering)) if offering != "*" else _("everything")

    own = [one for one in found.mandates if one.person == actor.person]
    sold = [one for one in home.offerings(clock.today()) if one.supplier == supplier]
    return {
        "mandates": [
            (name(one.person), wording.format_percent(one.concession, language()), _valid(one.valid))
            for one in found.mandates
        ],
        "lendings": [
            (
                one,
                name(one.seller),
                name(one.colleague),
                _valid(one.valid),
                sets or one.seller == actor.person,
            )
            for one in found.lendings
        ],
        "floors": [
            (
                what(one.offering),
                floor_words(one.floor, language()) if one.floor else _("unit cost"),
                _valid(one.valid),
            )
            for one in found.floors
        ],
        "offerings": [(one.id, named(home, one.id)) for one in sold],
        "lends": bool(own) and may(actor, "deal.answer", supplier, at),
        "sets": sets,
        "limits": may(actor, "deal.approve", supplier, at),
    }


def _set(
    home: House, supplier: str, sent: Mapping[str, str], actor: Actor
) -> tuple[str, tuple[FoundParty, ...]]:
    """Do what a button stands for; what is wrong, and whom a name may have meant.

    raises    Refusal, as the operations do
    """
    verb, at = sent["verb"], clock.now()
    if verb == "floor":
        set_floor(supplier, sent["offering"], floor_read(sent["floor"]), actor=actor, at=at)
        return "", ()
    if verb == "return":
        seller, _arrow, colleague = sent["who"].partition(">")
        end_delegation(colleague, supplier, actor=actor, at=at, seller=seller)
        return "", ()
    if verb not in ("lend", "mandate"):
        raise Http404
    person, choices, wrong = choose_party(home, sent["who"], sent["who_id"])
    if wrong:
        return wrong, choices
    start, end = read_date(sent["start"]), read_date(sent["end"])
    if verb == "lend":
        if start is None or end is None:
            return _("Write both days, such as 2026-11-24."), ()
        delegate(person, supplier, actor=actor, at=at, start=start, end=end)
        return "", ()
    share = read_decimal(sent["share"].replace("%", ""))
    if share is None:
        return _("Write a share in percent, such as 15."), ()
    set_mandate(person, supplier, share / 100, actor=actor, at=at, start=start, end=end)
    return "", ()


def _row(home: House, one: SupplierThread) -> Row:
    thread = one.thread
    word, mark = deal_state(thread.state)
    standing = thread.standing
    item = home.company.offerings.get(thread.offering)
    price = standing.terms.price if standing and standing.terms else None
    each = wording.unit_word(item.unit, language()) if item else thread.per
    return Row(
        reverse("negotiation", args=[thread.id]), named(home, thread.offering),
        home.party_text(thread.customer, language()),
        f"{wording.format_price(price, thread.currency, language())} / {each}" if price is not None else "",
        thread.expires_at, word, mark,
    )  # fmt: skip


def _valid(valid: DayPeriod) -> str:
    return wording.format_period(valid, language())
