"""Who pays for a basket, and how it is settled? Cost centers with their shares, or an invoice with its numbers.

Whether a cost center is charged or an invoice is written is the core's answer (the settlement) for who buys. Rule to
remember: what was typed comes back in every answer; a share that is wrong says what the sum is and what it must be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from stdnum import vatin
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

from comptoir import wording
from comptoir.core.tax.rules import Nature, SettlementKind
from comptoir.core.tax.settling import settle, situation
from comptoir.core.values import Amount, Refusal
from comptoir.core.values.share import HUNDRED, Share
from comptoir.operations.actors import Actor
from comptoir.operations.budgets import Choice, find_cost_centers
from comptoir.web import clock
from comptoir.web.entry import read_amount, read_decimal
from comptoir.web.house import House
from comptoir.web.templatetags.comptoir import language
from comptoir.web.text import Text

MOST_ROWS = 8
# From so many cost centers on one types instead of going through a list.
MOST_LISTED = 7
_SOON = timedelta(days=60)
_ANY = 50


@dataclass(frozen=True, slots=True)
class Center:
    """A cost center to choose: its code, how it is told, what remains, and a warning if it ends soon."""

    code: str
    label: str
    remaining: str
    warning: str


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One row of the split as typed: its number, the cost center, how much, and what is wrong with it."""

    number: int
    center: str
    value: str
    error: str = ""
    told: Center | None = None


@dataclass(frozen=True, slots=True)
class Paying:
    """How it will be settled.

    charged     a cost center is charged; invoiced: an invoice is written (both, with suppliers of two companies)
    owners      whom to ask where no cost center may be used
    typed       whether there are so many that one types
    shares      what the rows say; empty where nothing was chosen, or something is wrong
    """

    charged: bool = False
    invoiced: bool = False
    centers: tuple[Center, ...] = ()
    rows: tuple[ShareRow, ...] = ()
    split: str = "percent"
    owners: tuple[str, ...] = ()
    company: Text | None = None
    vat_number: str = ""
    vat_known: bool = False
    purchase_order: str = ""
    shares: tuple[Share, ...] = ()
    errors: Mapping[str, str] | None = None

    @property
    def typed(self) -> bool:
        """Whether one types a cost center instead of choosing it from a list."""
        return len(self.centers) > MOST_LISTED

    @property
    def wrong(self) -> bool:
        """Whether something typed stands against ordering."""
        return bool(self.errors) or any(row.error for row in self.rows)

    @property
    def missing(self) -> bool:
        """Whether a cost center is needed and none may be used."""
        return self.charged and not self.centers


def paying_of(
    home: House, actor: Actor, buyer: str, suppliers: tuple[str, ...], sent: Mapping[str, str], *, rows: int = 1,
    currency: str = "EUR",
) -> Paying:  # fmt: skip
    """How it is settled when this party buys from these suppliers, with what the form says.

    rows    how many rows of the split are shown at least
    """
    kinds = {_kind(home, buyer, supplier, clock.today()) for supplier in suppliers}
    charged, invoiced = SettlementKind.CHARGE in kinds, bool(kinds - {SettlementKind.CHARGE})
    errors: dict[str, str] = {}
    found = Paying()
    if charged:
        centers = tuple(
            _center(home, one) for one in find_cost_centers(actor, at=clock.now(), buyer=buyer, limit=_ANY)
        )
        split = "amount" if sent.get("split") == "amount" else "percent"
        shown = _rows(centers, sent, rows)
        shares, shown = _shares(centers, shown, split, currency)
        found = Paying(
            True,
            invoiced,
            centers,
            shown,
            split,
            () if centers else _owners(home, actor, buyer),
            shares=shares,
        )
    if not invoiced:
        return found
    party = home.company.facts.parties.get(buyer)
    known = party.vat_number if party else ""
    number = known or sent.get("vat_number", "").strip()[:20]
    wrong = "" if known or not number else vat_error(number)
    if wrong:
        errors["vat_number"] = wrong
    return Paying(
        charged, True, found.centers, found.rows, found.split, found.owners, home.party_text(buyer, language()), number,
        bool(known), sent.get("purchase_order", "").strip()[:60], found.shares, errors,
    )  # fmt: skip


def vat_error(number: str) -> str:
    """What is wrong with a VAT number, in words; empty for a sound one.

    >>> vat_error("FR40303265045")
    ''
    """
    told = {"number": number}
    try:
        vatin.validate(number)
    except InvalidLength:
        return (
            _(
                "The VAT number %(number)s has too few or too many characters. In France it is FR and 11 digits."
            )
            % told
        )
    except InvalidChecksum:
        return (
            _(
                "The VAT number %(number)s has a wrong digit: its check digits do not fit. Compare it with the papers."
            )
            % told
        )
    except ValidationError:
        return (
            _("The VAT number %(number)s is none. Write it with its country in front, such as FR40303265045.")
            % told
        )
    return ""


def sum_of(paying: Paying, owed: Amount | None) -> str:
    """What the rows come to beside what they must, as a sentence; empty for a single cost center."""
    if len(paying.rows) < 2:
        return ""
    if paying.split == "amount":
        given = sum((one.amount.minor for one in paying.shares if one.amount), 0)
        if owed is None:
            return ""
        shown = wording.format_amount(Amount(given, owed.currency), language())
        return _("%(sum)s of %(whole)s") % {"sum": shown, "whole": wording.format_amount(owed, language())}
    percent = sum((one.percent or Decimal(0) for one in paying.shares), Decimal(0))
    return _("%(sum)s of %(whole)s") % {
        "sum": wording.format_percent(percent / HUNDRED, language()),
        "whole": wording.format_percent(Decimal(1), language()),
    }  # fmt: skip


def sum_error(paying: Paying, owed: Amount | None) -> str:
    """What is wrong with the sum of the shares, empty if they make up the whole."""
    if len(paying.rows) < 2 or any(row.error for row in paying.rows):
        return ""
    if paying.split == "amount":
        given = sum(one.amount.minor for one in paying.shares if one.amount)
        whole = owed is not None and given == owed.minor
    else:
        whole = sum((one.percent or Decimal(0) for one in paying.shares), Decimal(0)) == HUNDRED
    if whole:
        return ""
    return _("The shares come to %(sum)s. Change them until they make up the whole.") % {
        "sum": sum_of(paying, owed)
    }


def _kind(home: House, payer: str, supplier: str, day: date) -> SettlementKind | None:
    """On which paper it goes when this party pays this supplier."""
    try:
        found = situation(
            home.company.facts, payer, supplier, memberships=(), as_of=day, known_at=clock.now()
        )
        return settle(found, nature=Nature.SERVICES).kind
    except Refusal:
        return None


def _center(home: House, one: Choice) -> Center:
    name = one.name.name(language())
    owner = home.party_name(one.owner, language()) if one.owner else ""
    remaining = ""
    if one.remaining is not None:
        remaining = _("%(amount)s left") % {"amount": wording.format_amount(one.remaining, language())}
    valid = next((center.valid for center in home.company.cost_centers if center.id == one.cost_center), None)
    warning = ""
    if valid is not None and valid.end is not None and valid.end - clock.today() <= _SOON:
        last = wording.format_date(valid.end - timedelta(days=1), language())
        warning = _("It closes after %(day)s: what is delivered later needs another one.") % {"day": last}
    label = ", ".join(part for part in (one.cost_center, name, owner, remaining) if part)
    return Center(one.cost_center, label, remaining, warning)


def _rows(centers: tuple[Center, ...], sent: Mapping[str, str], least: int) -> tuple[ShareRow, ...]:
    """The rows as typed; the first one has the center used last where nothing was said."""
    typed = [number for number in range(1, MOST_ROWS + 1) if f"center-{number}" in sent]
    count = max(1, least, len(typed))
    first = centers[0].code if centers else ""
    return tuple(
        ShareRow(
            number,
            sent.get(f"center-{number}", first if number == 1 else "").strip()[:60],
            sent.get(f"share-{number}", "").strip()[:20],
        )
        for number in range(1, min(count, MOST_ROWS) + 1)
    )


def _shares(
    centers: tuple[Center, ...], rows: tuple[ShareRow, ...], split: str, currency: str
) -> tuple[tuple[Share, ...], tuple[ShareRow, ...]]:
    """What the rows say, and the rows with what is wrong in them. A single row bears all of it."""
    shares: list[Share] = []
    shown: list[ShareRow] = []
    for row in rows:
        center, error = _meant(centers, row.center) if centers else (None, "")
        percent, amount = _part(row.value, split, currency, alone=len(rows) == 1)
        if not error and (
            (percent is None and amount is None) or (percent is not None and not 0 < percent <= HUNDRED)
        ):
            error = _("Write how much of it this cost center bears.")
        if center is not None and not error:
            shares.append(Share(center.code, percent, amount))
        shown.append(ShareRow(row.number, center.code if center else row.center, row.value, error, center))
    return tuple(shares), tuple(shown)


def _part(text: str, split: str, currency: str, *, alone: bool) -> tuple[Decimal | None, Amount | None]:
    """What a row bears: a percentage or an amount, neither where it cannot be read."""
    if alone:
        return HUNDRED, None
    if split == "amount":
        return None, read_amount(text, currency)
    return read_decimal(text.replace("%", "")), None


def _meant(centers: tuple[Center, ...], text: str) -> tuple[Center | None, str]:
    """The cost center that a code or a part of its name, its unit or its owner stands for."""
    exact = next((one for one in centers if one.code.casefold() == text.casefold()), None)
    if exact is not None:
        return exact, ""
    words = text.casefold().split()
    found = [one for one in centers if words and all(word in one.label.casefold() for word in words)]
    if len(found) == 1:
        return found[0], ""
    if found:
        names = wording.format_list([one.code for one in found[:5]], language())
        return None, _("Several cost centers fit: %(names)s. Write one of these codes.") % {"names": names}
    return None, _("You may order on no open cost center called so. Choose one from the list.")


def _owners(home: House, actor: Actor, buyer: str) -> tuple[str, ...]:
    """Who owns the cost centers of the buyer's units, open or not; else the managers of these units."""
    units = {buyer, *actor.parties}
    parties = home.company.facts.parties
    people = [one.owner for one in home.company.cost_centers if one.unit in units and one.owner]
    people += [parties[unit].manager for unit in units if unit in parties and parties[unit].manager]
    return tuple(home.party_name(one, language()) for one in dict.fromkeys(people))
