"""One price, as one viewer may see it: three view models that share nothing, chosen by the shape of the answer.

`ExternalOffer` holds one price and why; there is no place in it for another amount. `InternalOffer` holds the ladder
that the core gave: from the usual price down. `NoOffer` holds no amount at all. Which one it is follows from how
many rungs the core's ladder has and from the quote's status, never from who the viewer is (law 6); each is built from
the quote of the viewer's own class alone (law 7).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import ClassVar
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from comptoir import wording
from comptoir.core.catalog import Mode, Offering
from comptoir.core.pricing.ladder import Rung, ladder
from comptoir.core.pricing.quoting import quote
from comptoir.core.pricing.request import PricedLine, Quote, Request, Status
from comptoir.core.pricing.terms import Card, Policy
from comptoir.core.pricing.view import for_customer
from comptoir.core.values import Amount, Reason
from comptoir.web import clock
from comptoir.web.asking import Asked, Shape
from comptoir.web.house import House
from comptoir.web.templatetags.comptoir import language
from comptoir.web.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an explanation: what, how much, and the sentences that say why."""

    label: str
    amount: Amount | None
    because: tuple[str, ...] = ()
    total: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """Something one can do next."""

    label: str
    address: str
    manner: str = ""


@dataclass(frozen=True, slots=True)
class ExternalOffer:
    """One price and why."""

    row: ClassVar[str] = "web/price/one_row.html"
    card: ClassVar[str] = "web/price/one_card.html"
    why: ClassVar[str] = "web/price/one_why.html"

    measure: str
    net: Amount
    tax: Amount
    gross: Amount
    tax_rate: Decimal
    deposit: Amount | None
    steps: tuple[Step, ...]
    actions: tuple[Action, ...]
    cost_center: str = ""


@dataclass(frozen=True, slots=True)
class InternalOffer:
    """The usual price, the viewer's own, and every step between."""

    row: ClassVar[str] = "web/price/ladder_row.html"
    card: ClassVar[str] = "web/price/ladder_card.html"
    why: ClassVar[str] = "web/price/ladder_why.html"

    measure: str
    usual: Amount
    net: Amount
    tax: Amount
    gross: Amount
    tax_rate: Decimal
    deposit: Amount | None
    steps: tuple[Step, ...]
    actions: tuple[Action, ...]
    standing: str = ""
    cost_center: str = ""


@dataclass(frozen=True, slots=True)
class NoOffer:
    """No price: a quote is required, it is not offered, or more has to be said. No amount of any kind."""

    row: ClassVar[str] = "web/price/none_row.html"
    card: ClassVar[str] = "web/price/none_card.html"
    why: ClassVar[str] = "web/price/none_why.html"

    word: str
    mark: str
    next_step: str
    because: tuple[str, ...]
    actions: tuple[Action, ...]


Price = ExternalOffer | InternalOffer | NoOffer

# What the answers that are no price are called, and the pattern they carry.
_WORDS = {
    Status.QUOTE_REQUIRED: "ask",
    Status.REFUSED: "no",
    Status.INCOMPLETE: "ask",
}


def price_for(home: House, who: Viewer, item: Offering, asked: Asked, card: Card, measure: str) -> Price:
    """The price of one line for one viewer, today."""
    book = home.company.compiled(card)
    request = request_for(home, who, item, asked)
    deals = home.deals(who.customer)
    answer = quote(book, request, deals=deals)
    if answer.status not in (Status.PRICED, Status.FREE):
        return _no_offer(answer, item)
    rungs = ladder(book, request, deals)
    if len(rungs) < 2:
        return one_price(home, answer, item, measure)
    return _ladder(home, who, answer, rungs, item, measure)


def in_words(price: Price) -> str:
    """A price as one says it: the amount, whether tax comes on top, and per what; empty where there is none."""
    if isinstance(price, NoOffer):
        return ""
    if not price.net.minor:
        return _("Free")
    amount = wording.format_amount(price.net, language())
    return f"{amount} {_('before tax')}, {price.measure}" if price.tax_rate else f"{amount} {price.measure}"


def request_for(home: House, who: Viewer, item: Offering, asked: Asked) -> Request:
    """The viewer's request as the core takes it: today, as known now, on its own behalf."""
    day = asked.start.date() if asked.start else clock.today()
    buyer = home.profile(who.customer, item.supplier, as_of=day, known_at=clock.now())
    return Request(buyer, day, (asked.line(item),))


def _no_offer(answer: Quote, item: Offering) -> NoOffer:
    words = {
        Status.QUOTE_REQUIRED: (
            _("Quote required"),
            _("No price is published. Ask for a quote: somebody answers."),
        ),
        Status.REFUSED: (_("Not offered"), _("Ask what it takes, or for something close to it.")),
        Status.INCOMPLETE: (_("Say more"), _("Add the missing detail, and the price appears.")),
    }
    word, next_step = words[answer.status]
    label = _("Ask for a quote") if answer.status is Status.QUOTE_REQUIRED else _("Ask somebody")
    because = tuple(
        dict.fromkeys(_say(reason) for line in answer.lines for reason in for_customer(line.reasons))
    )
    return NoOffer(word, _WORDS[answer.status], next_step, because, (_ask(item, label),))


def one_price(home: House, answer: Quote, item: Offering, measure: str) -> ExternalOffer:
    """One price and the steps that led to it, all of them of the viewer's own class."""
    steps = [Step(_line_label(home, line), line.amount, _sentences(line.reasons)) for line in answer.lines]
    return ExternalOffer(
        measure=measure,
        net=answer.net,
        tax=answer.tax,
        gross=answer.gross,
        tax_rate=_tax_rate(answer),
        deposit=_deposit(answer),
        steps=(*steps, *_closing(answer)),
        actions=_take(home, item),
    )


def _ladder(
    home: House, who: Viewer, answer: Quote, rungs: tuple[Rung, ...], item: Offering, measure: str
) -> InternalOffer:
    """The rungs from the usual price down to the viewer's own, each with its difference and its reasons."""
    card = home.company.card(item.supplier, clock.today())
    bargains = card is not None and card.policy is Policy.NEGOTIABLE
    asking = Action(_("Ask for a better price"), reverse("negotiate", args=[item.id]), "quiet")
    better = [asking] if bargains else []
    return InternalOffer(
        measure=measure,
        usual=rungs[0].amount,
        net=answer.net,
        tax=answer.tax,
        gross=answer.gross,
        tax_rate=_tax_rate(answer),
        deposit=_deposit(answer),
        steps=(*_rungs(rungs), *_closing(answer)),
        actions=(*_take(home, item), *better),
        standing=f"{reverse('standing')}?{urlencode({'supplier': item.supplier})}",
        cost_center=home.cost_center(who.unit, clock.today()),
    )


def _closing(answer: Quote) -> tuple[Step, ...]:
    """Tax, where it is due, and the total."""
    rate = _tax_rate(answer)
    rounded = (_("Each line is rounded once, to the cent."),)
    if not rate:
        return (Step(_("Your price"), answer.gross, rounded, total=True),)
    percent = wording.format_percent(rate, language())
    return (
        Step(_("VAT %(percent)s") % {"percent": percent}, answer.tax),
        Step(_("Your price, tax included"), answer.gross, rounded, total=True),
    )


def _line_label(home: House, line: PricedLine) -> str:
    """What a line is about: the offering itself, one that comes along, or an adjustment."""
    if line.line is not None:
        return _("Price")
    known = home.company.offerings.get(line.offering)
    if known is not None:
        return known.name_fr if language() == "fr" else known.name_en
    return str(home.adjustment_text(line.label, language()) or line.label or _("Price"))


def _tax_rate(answer: Quote) -> Decimal:
    """The rate of the lines, where tax is due."""
    return (
        max((line.tax_rate for line in answer.lines), default=Decimal(0)) if answer.tax.minor else Decimal(0)
    )


def _deposit(answer: Quote) -> Amount | None:
    return answer.deposit if answer.deposit.minor else None


def _say(reason: Reason) -> str:
    sentence = wording.say_reason(reason, language())
    return sentence[:1].upper() + sentence[1:]


def _take(home: House, item: Offering) -> tuple[Action, ...]:
    """The way to have it: book it where it is something to book; what is sold has a form of its own; else ask."""
    if home.company.resources_of.get(item.id):
        return (Action(_("Book"), reverse("book", args=[item.id])),)
    return () if item.mode is Mode.SALE else (_ask(item, _("Ask for this")),)


def _ask(item: Offering, label: str) -> Action:
    return Action(label, f"{reverse('ask')}?{urlencode({'offering': item.id})}")


def no_card(item: Offering) -> NoOffer:
    """An offering whose supplier has published no rate card."""
    return NoOffer(
        _("Quote required"),
        _WORDS[Status.QUOTE_REQUIRED],
        _("No price is published. Ask for a quote: somebody answers."),
        (),
        (_ask(item, _("Ask for a quote")),),
    )


def rate_class_of(home: House, who: Viewer, item: Offering, card: Card) -> str:
    """The class of the supplier's card that the viewer belongs to today."""
    request = request_for(home, who, item, Asked({item.unit: Decimal(1)}))
    return quote(home.company.compiled(card), request, deals=()).rate_class


def _rungs(rungs: tuple[Rung, ...]) -> tuple[Step, ...]:
    """Each rung as a step: the first in full, the others by what they take off the one before and what is new.

    That somebody is of the usual price's class is true of the rung, not of the reader: it is left out there.
    """
    general = [reason for reason in rungs[0].reasons if reason.code != "price.class"]
    first = _sentences(general)
    steps = [Step(_("Usual price"), rungs[0].amount, first)]
    for before, rung in pairwise(rungs):
        because = tuple(sentence for sentence in _sentences(rung.reasons) if sentence not in first)
        steps.append(Step(wording.say(rung.code, {}, language()), rung.amount - before.amount, because))
    return tuple(steps)


def _sentences(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """What the customer may read of some reasons; the rounded amount itself stands beside the step."""
    return tuple(
        dict.fromkeys(
            _say(reason) for reason in for_customer(tuple(reasons)) if reason.code != "price.rounded"
        )
    )


def usual_quantity(home: House, who: Viewer, item: Offering, card: Card, form: Shape) -> Asked:
    """The quantity a price is shown for: one of the card's measure, or a hundred where one costs parts of a cent."""
    one = form.one()
    hundred = replace(one, measures={name: 100 * count for name, count in one.measures.items()})
    book, deals = home.company.compiled(card), home.deals(who.customer)
    single = quote(book, request_for(home, who, item, one), deals=deals)
    if single.status is not Status.PRICED or single.net.major >= 1:
        return one
    many = quote(book, request_for(home, who, item, hundred), deals=deals)
    return one if many.net.minor == 100 * single.net.minor else hundred
