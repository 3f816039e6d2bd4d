"""What does a booking look like as JSON, and on a terminal?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from comptoir.cli.acting import Doing
from comptoir.cli.order_shape import share_shape
from comptoir.cli.output import Shape, grid, plain, reason_shape
from comptoir.core.values.share import read_shares
from comptoir.wording import format_amount, say_reason, word

if TYPE_CHECKING:
    from comptoir.core.booking import Slot
    from comptoir.operations.read_booking import BookingView
    from comptoir.store.bookings.models import Booking

_NAMES = ("kind", "state", "supplier", "offering", "resource", "quantity")
_PARTIES = ("booked_by", "buyer", "payer", "beneficiary", "used_by", "project", "line")
_INSTANTS = ("starts_at", "ends_at", "held_until", "booked_at", "handed_over_at", "returned_at")


def booking_row(booking: Booking, doing: Doing) -> dict[str, object]:
    """A booking as one row of a list."""
    return {
        "id": booking.public_id,
        **{name: getattr(booking, name) for name in (*_NAMES, *_PARTIES)},
        **{name: doing.local(getattr(booking, name)) for name in _INSTANTS},
    }


def booking_shape(seen: BookingView, doing: Doing) -> dict[str, object]:
    """A booking with its prices as JSON (docs/commands.md)."""
    return {
        "dry_run": doing.dry_run,
        "booking": {
            **booking_row(seen.booking, doing),
            "shares": [share_shape(one, doing.language) for one in read_shares(seen.booking.shares)],
            "prices": [
                {
                    "event": one.event,
                    "status": one.status,
                    "amount": plain(one.amount, doing.language),
                    "net": plain(one.net, doing.language),
                    "tax": plain(one.tax, doing.language),
                    "deposit": plain(one.deposit, doing.language),
                    "class": one.rate_class,
                    "reasons": [reason_shape(reason, doing.language) for reason in one.reasons],
                }
                for one in seen.prices
            ],
        },
    }


def booking_table(seen: BookingView, doing: Doing) -> str:
    """A booking for people: what, when, for whom, and what it costs and why."""
    terminal, language, booking = doing.terminal, doing.language, seen.booking
    facts = [
        ("id", booking.public_id),
        ("state", word(booking.state, language, family="booking")),
        ("what", f"{doing.named(booking.offering)} ({booking.resource})"),
        ("start", doing.shown(booking.starts_at)),
        ("end", doing.shown(booking.ends_at)),
        ("until", doing.shown(booking.held_until)),
        ("quantity", str(booking.quantity) if booking.quantity > 1 else ""),
        ("buyer", booking.buyer),
        ("used-by", booking.used_by),
    ]
    told = [(terminal.say(f"cli.book.{name}-head"), text) for name, text in facts if text]
    told += [
        (word(one.event, language), format_amount(one.amount, language) if one.amount is not None else "—")
        for one in seen.prices
    ]
    steps = [say_reason(reason, language) for one in seen.prices for reason in one.reasons]
    why = "\n".join([terminal.say("cli.price.why"), *(f"  {step}" for step in steps), ""]) if steps else ""
    return "\n".join(part for part in (grid(told, terminal), why) if part)


def bookings_table(bookings: Iterable[Booking], doing: Doing) -> str:
    """Bookings for people, one a row."""
    terminal = doing.terminal
    head = [
        terminal.say(f"cli.book.{name}-head") for name in ("id", "start", "end", "state", "what", "buyer")
    ]
    rows = [
        (
            one.public_id,
            doing.shown(one.starts_at),
            doing.shown(one.ends_at),
            word(one.state, doing.language, family="booking"),
            f"{doing.named(one.offering)} ({one.resource})",
            one.buyer,
        )
        for one in bookings
    ]
    return grid(rows, terminal, head=head) if rows else terminal.say("cli.book.none") + "\n"


def slot_row(slot: Slot, doing: Doing) -> Shape:
    """A free time as one row."""
    return {"resource": slot.resource, "start": doing.local(slot.start), "end": doing.local(slot.end)}


def free_table(slots: Iterable[Slot], doing: Doing) -> str:
    """Free times for people."""
    terminal = doing.terminal
    head = [terminal.say(f"cli.book.{name}-head") for name in ("resource", "start", "end")]
    rows = [(one.resource, doing.shown(one.start), doing.shown(one.end)) for one in slots]
    return grid(rows, terminal, head=head) if rows else terminal.say("cli.book.full") + "\n"


def offered_ids(bookings: Iterable[Booking]) -> list[str]:
    """The holds that were offered to who waits; by nobody's name."""
    return [one.public_id for one in bookings]
