"""What does the house answer to a wish to book? A price and room, or why not and what instead; then it does it.

Rule to remember: an amount that was not shown is never committed to; what is answered to one viewer is built from what
that viewer may see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from comptoir.core.booking import Slot
from comptoir.core.catalog import Offering
from comptoir.core.pricing.terms import Card
from comptoir.core.values import Amount, Refusal
from comptoir.operations.actors import Actor
from comptoir.operations.bookings import (
    ForWhom,
    Taken,
    Want,
    book,
    hold_booking,
    join_waiting_list,
    recur_booking,
)
from comptoir.operations.read_booking import preview_booking, preview_series
from comptoir.web import clock
from comptoir.web.asking import Shape
from comptoir.web.bearing import Bearing
from comptoir.web.booking_form import Wished
from comptoir.web.house import House
from comptoir.web.prices import Price, one_price, price_for
from comptoir.web.saying import told, when
from comptoir.web.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Instead:
    """Another time at which it is free: in words, what it costs, and the fields that book it."""

    words: str
    amount: Amount | None
    fields: Mapping[str, str]
    agreed: str


@dataclass(frozen=True, slots=True)
class Time:
    """One time of a repeated booking: in words, what it costs, or why it cannot be had."""

    words: str
    amount: Amount | None
    problem: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What the page says to a wish: a price, or why not and what instead.

    times     of a repeated booking, one by one; `free` of them can be booked, for `total`
    waitable  whether one may wait for it: it is taken, and nothing else stands against it
    """

    price: Price | None = None
    agreed: str = ""
    problem: str = ""
    instead: tuple[Instead, ...] = ()
    status: int = 200
    times: tuple[Time, ...] = ()
    free: int = 0
    total: Amount | None = None
    waitable: bool = False

    @property
    def short(self) -> bool:
        """Whether some times of a repeated booking cannot be had."""
        return self.free < len(self.times)


@dataclass(frozen=True, slots=True)
class BookingDesk:
    """What the form asks the house, for one viewer and one offering."""

    home: House
    who: Viewer
    item: Offering
    card: Card
    form: Shape
    zone: ZoneInfo
    actor: Actor | None
    bearing: Bearing | None = None

    def answer(self, wished: Wished, *, sent: bool = False) -> Answered:
        """Price and room for a wish; one that was sent is priced even if it is taken: it may be by itself."""
        if wished.want is None:
            return Answered()
        shown = self._price(wished)
        if self.actor is None:
            return Answered(shown)
        if wished.recurrence is not None:
            return Answered() if sent else self._series(wished)
        try:
            found = preview_booking(
                wished.want, self._whom(wished), actor=self.actor, at=clock.now(), taken=sent
            )
        except Refusal as refused:
            return self._refusal(wished, refused)
        if found.amount is not None and getattr(shown, "net", None) != found.quote.net:
            shown = one_price(self.home, found.quote, self.item, _("for this time"))
        return Answered(shown, _text(found.amount))

    def do(self, wished: Wished, answered: Answered, sent: Mapping[str, str]) -> Answered | str:
        """What the pressed button says; the address to go on to, or why nothing was done."""
        verb, key = sent.get("verb", "book"), sent.get("key", "")[:64]
        assert wished.want is not None
        assert self.actor is not None
        who, given = self._whom(wished), {"actor": self.actor, "at": clock.now()}
        try:
            if verb == "wait":
                join_waiting_list(wished.want, who, **given, key=key)  # type: ignore[arg-type]
                return f"{reverse('activity')}#waiting"
            if wished.recurrence is not None:
                return self._repeat(wished, sent, key)
            if answered.problem or (self.bearing and self.bearing.errors):
                return replace(answered, status=answered.status if answered.problem else 400)
            if sent.get("agreed", "") != answered.agreed:
                changed = _(
                    "The price has changed since you saw it. Nothing was booked; this is the price now."
                )
                return replace(answered, problem=changed, status=409)
            if verb == "hold":
                made = hold_booking(wished.want, who, **given, key=f"hold-{key}")  # type: ignore[arg-type]
            else:
                made = book(wished.want, who, **given, key=key)  # type: ignore[arg-type]
        except Refusal as refused:
            return self._refusal(wished, refused)
        return reverse("booking", args=[made.booking.public_id])

    def _repeat(self, wished: Wished, sent: Mapping[str, str], key: str) -> str:
        """Book every time, or (if that was decided) those that are free, for the total that was shown."""
        assert wished.want is not None
        assert wished.recurrence is not None
        assert self.actor is not None
        made = recur_booking(
            wished.want,
            wished.recurrence,
            self._whom(wished),
            actor=self.actor,
            at=clock.now(),
            each=sent.get("each", "") == "yes",
            key=key,
            agreed=read_amount(sent.get("agreed", "")),
        )
        return f"{reverse('activity')}?series={made.series}"

    def _series(self, wished: Wished, problem: str = "") -> Answered:
        """Every time of a repeated booking with its price, or why it cannot be had, and the total."""
        assert wished.want is not None
        assert wished.recurrence is not None
        assert self.actor is not None
        who = self._whom(wished)
        found = preview_series(wished.want, wished.recurrence, who, actor=self.actor, at=clock.now())
        times = tuple(
            Time(
                when(one.start.astimezone(self.zone), one.end.astimezone(self.zone)),
                one.amount,
                told(one.reason, self.zone) if one.reason else "",
            )
            for one in found
        )
        amounts = [one.amount for one in found if one.amount is not None]
        total = sum(amounts[1:], amounts[0]) if amounts else None
        free = sum(1 for one in found if one.reason is None)
        status = 409 if problem else 200
        return Answered(None, _text(total), problem, (), status, times, free, total)

    def _refusal(self, wished: Wished, refused: Refusal) -> Answered:
        """Why not, and up to three times at which it is free."""
        if wished.recurrence is not None:
            return self._series(wished, told(refused.reason, self.zone))
        taken = isinstance(refused, Taken)
        slots = refused.alternatives if isinstance(refused, Taken) else ()
        offered = tuple(one for one in (self._instead(wished, slot) for slot in slots) if one is not None)
        problem = told(refused.reason, self.zone)
        return Answered(None, "", problem, offered, 409 if taken else 200, waitable=taken)

    def _whom(self, wished: Wished) -> ForWhom:
        """For the party that the viewer acts for, borne by the cost centers that were chosen."""
        return ForWhom(given=wished.given, shares=self.bearing.shares if self.bearing else ())

    def _price(self, wished: Wished) -> Price:
        asked = wished.asked(self.zone, self.form)
        return price_for(self.home, self.who, self.item, asked, self.card, _("for this time"))

    def _instead(self, wished: Wished, slot: Slot) -> Instead | None:
        """One alternative with its own price; none where it would be refused."""
        assert wished.want is not None
        assert self.actor is not None
        start, end = slot.start.astimezone(self.zone), slot.end.astimezone(self.zone)
        want = Want(self.item.id, start, end, slot.resource, wished.want.quantity)
        try:
            found = preview_booking(want, self._whom(wished), actor=self.actor, at=clock.now(), taken=True)
        except Refusal:
            return None
        fields = {
            "resource": slot.resource, "day": f"{start:%Y-%m-%d}", "start": f"{start:%H:%M}",
            "until": f"{end:%Y-%m-%d}", "end": f"{end:%H:%M}", "count": str(want.quantity),
            **{f"is-{name}": _said(value) for name, value in wished.answers.items()},
            **{f"of-{name}": str(value) for name, value in wished.expected.items()},
        }  # fmt: skip
        return Instead(when(start, end), found.amount, fields, _text(found.amount))


def read_amount(text: str) -> Amount | None:
    """An amount as a form sends it back; None for one that is none."""
    figure, _gap, currency = text.rpartition(" ")
    try:
        return Amount.of(Decimal(figure), currency)
    except (InvalidOperation, ValueError, KeyError):
        return None


def _text(amount: Amount | None) -> str:
    return "" if amount is None else str(amount)


def _said(value: bool | str) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else value
