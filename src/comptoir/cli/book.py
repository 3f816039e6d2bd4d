"""`comptoir book`: find a free time, hold or take it, change it, and what happens at the counter."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from comptoir.cli import wishes
from comptoir.cli.acting import (
    Agreed,
    As,
    Doing,
    DryRun,
    For,
    Format,
    Key,
    Note,
    RowsFormat,
    checked_supplier,
    deed,
)
from comptoir.cli.book_shape import (
    booking_row,
    booking_shape,
    booking_table,
    bookings_table,
    free_table,
    offered_ids,
    slot_row,
)
from comptoir.cli.failure import Exit, Failure
from comptoir.cli.options import Beneficiary, CostCenter, Given, Offering, Payer, Project
from comptoir.cli.output import plain, show

if TYPE_CHECKING:
    from comptoir.operations.bookings import ForWhom, Want

_ROWS = ("table", "json", "csv", "ndjson")
Booking = Annotated[str, typer.Argument(metavar="BOOKING", help="cli.book.id")]
Start = Annotated[str, typer.Option("--start", metavar="INSTANT", help="cli.book.start")]
End = Annotated[str, typer.Option("--end", metavar="INSTANT", help="cli.book.end")]
Resource = Annotated[str, typer.Option("--resource", metavar="ID", help="cli.book.resource")]
Quantity = Annotated[
    int, typer.Option("--quantity", metavar="N", min=1, max=1_000_000, help="cli.book.quantity")
]
UsedBy = Annotated[str, typer.Option("--used-by", metavar="PERSON", help="cli.book.used-by")]
Expect = Annotated[str, typer.Option("--expect", metavar="QUANTITY", help="cli.book.expect")]
Counted = Annotated[str, typer.Option("--counted", metavar="QUANTITY", help="cli.book.counted")]
Condition = Annotated[str, typer.Option("--condition", metavar="TEXT", help="cli.book.condition")]


def free(
    context: typer.Context,
    offering: Offering,
    start: Start,
    end: End,
    length: Annotated[str, typer.Option("--length", metavar="LENGTH", help="cli.book.length")] = "1 hour",
    resource: Resource = "",
    quantity: Quantity = 1,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, max=1000, help="cli.book.limit")] = 20,
    format_: RowsFormat = "table",
) -> Exit:
    """List free times; who asks makes no difference."""
    with deed(context.obj, "", "", format_, formats=_ROWS) as doing:
        from comptoir.operations.bookings import slots

        _offered(doing, offering)
        found = slots(
            wishes.instant_in(doing, start, "--start", offering, day=True),
            wishes.instant_in(doing, end, "--end", offering, day=True),
            at=doing.at,
            length=wishes.length_of(length, "--length"),
            offering="" if resource else offering,
            resources=(resource,) if resource else (),
            quantity=quantity,
            limit=limit,
        )
        rows = [slot_row(one, doing) for one in found]
        show({"free": rows}, format_, rows="free", table=lambda: free_table(found, doing))
    return Exit.OK


def take(
    context: typer.Context,
    offering: Offering,
    start: Start,
    end: End,
    resource: Resource = "",
    quantity: Quantity = 1,
    used_by: UsedBy = "",
    payer: Payer = "",
    beneficiary: Beneficiary = "",
    cost_center: CostCenter = None,
    project: Project = "",
    given: Given = "",
    expect: Expect = "",
    as_: As = "",
    for_: For = "",
    key: Key = "",
    dry_run: DryRun = False,
    format_: Format = "table",
) -> Exit:
    """Book a resource."""
    with deed(context.obj, as_, for_, format_, dry_run) as doing:
        from comptoir.operations.bookings import book

        want = _want(doing, offering, start, end, resource, quantity)
        who = _who(
            doing,
            offering,
            used_by or as_ or for_,
            payer,
            beneficiary,
            cost_center,
            project,
            given,
            expect,
            want,
        )
        booked = book(want, who, actor=doing.actor, at=doing.at, key=key)
        _show(doing, booked.booking.public_id, format_)
    return Exit.OK


def hold(
    context: typer.Context,
    offering: Offering,
    start: Start,
    end: End,
    resource: Resource = "",
    quantity: Quantity = 1,
    used_by: UsedBy = "",
    payer: Payer = "",
    beneficiary: Beneficiary = "",
    cost_center: CostCenter = None,
    project: Project = "",
    given: Given = "",
    expect: Expect = "",
    as_: As = "",
    for_: For = "",
    key: Key = "",
    dry_run: DryRun = False,
    format_: Format = "table",
) -> Exit:
    """Hold a resource for ten minutes."""
    with deed(context.obj, as_, for_, format_, dry_run) as doing:
        from comptoir.operations.bookings import hold_booking

        want = _want(doing, offering, start, end, resource, quantity)
        who = _who(
            doing,
            offering,
            used_by or as_ or for_,
            payer,
            beneficiary,
            cost_center,
            project,
            given,
            expect,
            want,
        )
        held = hold_booking(want, who, actor=doing.actor, at=doing.at, key=key)
        _show(doing, held.booking.public_id, format_)
    return Exit.OK


def confirm(
    context: typer.Context, booking: Booking, agreed: Agreed = "", as_: As = "", for_: For = "",
    dry_run: DryRun = False, format_: Format = "table",
) -> Exit:  # fmt: skip
    """Make a hold a booking."""
    with deed(context.obj, as_, for_, format_, dry_run) as doing:
        from comptoir.operations.bookings import confirm_booking

        amount = wishes.amount_of(agreed, _currency(doing), "--agreed")
        confirm_booking(booking, actor=doing.actor, at=doing.at, agreed=amount)
        _show(doing, booking, format_)
    return Exit.OK


def move(
    context: typer.Context, booking: Booking, start: Start, end: End, resource: Resource = "", agreed: Agreed = "",
    as_: As = "", for_: For = "", dry_run: DryRun = False, format_: Format = "table",
) -> Exit:  # fmt: skip
    """Move a booking."""
    with deed(context.obj, as_, for_, format_, dry_run) as doing:
        from comptoir.operations.bookings import move_booking
        from comptoir.operations.read_booking import get_booking

        before = get_booking(booking, actor=doing.actor, at=doing.at).booking
        want = _want(doing, before.offering, start, end, resource or before.resource, before.quantity)
        amount = wishes.amount_of(agreed, _currency(doing), "--agreed")
        move_booking(booking, want, actor=doing.actor, at=doing.at, agreed=amount)
        _show(doing, booking, format_)
    return Exit.OK


def extend(
    context: typer.Context, booking: Booking, end: End, agreed: Agreed = "", as_: As = "", for_: For = "",
    dry_run: DryRun = False, format_: Format = "table",
) -> Exit:  # fmt: skip
    """Give a booking another end."""
    with deed(context.obj, as_, for_, format_, dry_run) as doing:
        from comptoir.operations.bookings import extend_booking

        until = wishes.instant_in(doing, end, "--end")
        amount = wishes.amount_of(agreed, _currency(doing), "--agreed")
        extend_booking(booking, until, actor=doing.actor, at=doing.at, agreed=amount)
        _show(doing, booking, format_)
    return Exit.OK


def cancel(
    context: typer.Context, booking: Booking, agreed: Agreed = "", note: Note = "", as_: As = "", for_: For = "",
    dry_run: DryRun = False, format_: Format = "table",
) -> Exit:  # fmt: skip
    """Cancel a booking, at the fee that was agreed to."""
    with deed(context.obj, as_, for_, format_, dry_run) as doing:
        from comptoir.operations.bookings import cancel_booking

        amount = wishes.amount_of(agreed, _currency(doing), "--agreed")
        done = cancel_booking(booking, actor=doing.actor, at=doing.at, agreed=amount, note=note)
        fee = plain(done.fee, doing.language)
        _show(doing, booking, format_, fee=fee, offered=offered_ids(done.offered))
    return Exit.OK


def restore(
    context: typer.Context, booking: Booking, agreed: Agreed = "", as_: As = "", for_: For = "",
    dry_run: DryRun = False, format_: Format = "table",
) -> Exit:  # fmt: skip
    """Take a cancellation back."""
    with deed(context.obj, as_, for_, format_, dry_run) as doing:
        from comptoir.operations.bookings import restore_booking

        amount = wishes.amount_of(agreed, _currency(doing), "--agreed")
        restore_booking(booking, actor=doing.actor, at=doing.at, agreed=amount)
        _show(doing, booking, format_)
    return Exit.OK


def out(
    context: typer.Context, booking: Booking, to: UsedBy = "", condition: Condition = "", as_: As = "",
    for_: For = "", dry_run: DryRun = False, format_: Format = "table",
) -> Exit:  # fmt: skip
    """Hand a resource over."""
    with deed(context.obj, as_, for_, format_, dry_run) as doing:
        from comptoir.operations.bookings import hand_over

        hand_over(booking, actor=doing.actor, at=doing.at, condition=condition, to=to)
        _show(doing, booking, format_)
    return Exit.OK


def back(
    context: typer.Context, booking: Booking, condition: Condition = "", counted: Counted = "", as_: As = "",
    for_: For = "", dry_run: DryRun = False, format_: Format = "table",
) -> Exit:  # fmt: skip
    """Take a resource back."""
    with deed(context.obj, as_, for_, format_, dry_run) as doing:
        from comptoir.operations.bookings import hand_back

        measures = wishes.measures_of(counted, "--counted")
        hand_back(booking, actor=doing.actor, at=doing.at, condition=condition, counted=measures)
        _show(doing, booking, format_)
    return Exit.OK


def miss(
    context: typer.Context, booking: Booking, as_: As = "", for_: For = "", dry_run: DryRun = False,
    format_: Format = "table",
) -> Exit:  # fmt: skip
    """Note that nobody came."""
    with deed(context.obj, as_, for_, format_, dry_run) as doing:
        from comptoir.operations.bookings import miss_booking

        done = miss_booking(booking, actor=doing.actor, at=doing.at)
        _show(doing, booking, format_, offered=offered_ids(done.offered))
    return Exit.OK


def show_booking(
    context: typer.Context, booking: Booking, as_: As = "", for_: For = "", format_: Format = "table"
) -> Exit:
    """Show a booking."""
    with deed(context.obj, as_, for_, format_) as doing:
        _show(doing, booking, format_)
    return Exit.OK


def list_bookings(
    context: typer.Context,
    supplier: Annotated[str, typer.Option("--supplier", metavar="UNIT", help="cli.book.supplier")] = "",
    start: Annotated[str, typer.Option("--start", metavar="INSTANT", help="cli.book.since")] = "",
    end: Annotated[str, typer.Option("--end", metavar="INSTANT", help="cli.book.until")] = "",
    as_: As = "",
    for_: For = "",
    format_: RowsFormat = "table",
) -> Exit:
    """List bookings."""
    if not (as_ or for_ or supplier):
        raise Failure("cli.acting.whose", Exit.USAGE)
    with deed(context.obj, as_, for_, format_, formats=_ROWS) as doing:
        from comptoir.operations.bookings import my_bookings, supplied_bookings

        checked_supplier(doing, supplier)
        since = wishes.instant_in(doing, start, "--start", day=True) if start else doing.at
        until = wishes.instant_in(doing, end, "--end", day=True) if end else since + timedelta(days=90)
        if supplier:
            found = supplied_bookings(supplier, since, until, actor=doing.actor, at=doing.at)
        else:
            mine = my_bookings(doing.actor, since=since)
            found = tuple(one for one in mine if one.starts_at < until)
        rows = [booking_row(one, doing) for one in found]
        show({"bookings": rows}, format_, rows="bookings", table=lambda: bookings_table(found, doing))
    return Exit.OK


_SPAN = '--start "2026-11-24 09:00" --end "2026-11-24 12:00"'
VERBS = {
    "free": (free, ('cmm --start "2026-11-24 08:00" --end "2026-11-25 18:00" --length "2 hours"',)),
    "take": (
        take,
        (
            f"cmm {_SPAN} --as p20 --for ESS --cost-center ESS-012",
            f"cmm {_SPAN} --as x01 --for NOV --given assisted=yes --dry-run",
            f"bike {_SPAN} --quantity 2 --as p20 --key 17 --format json",
        ),
    ),
    "hold": (hold, (f"cmm {_SPAN} --as p20",)),
    "confirm": (confirm, ("6f3k9… --as p20",)),
    "move": (move, ('6f3k9… --start "2026-11-25 09:00" --end "2026-11-25 12:00" --as p20',)),
    "extend": (extend, ('6f3k9… --end "2026-11-24 14:00" --as p20 --agreed 315.00',)),
    "cancel": (cancel, ("6f3k9… --as p20 --dry-run", "6f3k9… --as p20 --agreed 45.00")),
    "restore": (restore, ("6f3k9… --as p20",)),
    "out": (out, ("6f3k9… --as p02 --condition clean",)),
    "back": (back, ("6f3k9… --as p02 --condition clean",)),
    "miss": (miss, ("6f3k9… --as p02",)),
    "show": (show_booking, ("6f3k9… --as p20",)),
    "list": (list_bookings, ("--as p20", "--supplier MET --start 2026-11-23 --format csv")),
}


def _want(doing: Doing, offering: str, start: str, end: str, resource: str, quantity: int) -> Want:
    from comptoir.operations.bookings import Want

    _offered(doing, offering)
    first = wishes.instant_in(doing, start, "--start", offering)
    return Want(offering, first, wishes.instant_in(doing, end, "--end", offering), resource, quantity)


def _who(
    doing: Doing,
    offering: str,
    used_by: str,
    payer: str,
    beneficiary: str,
    cost_center: list[str] | None,
    project: str,
    given: str,
    expect: str,
    want: Want,
) -> ForWhom:
    from comptoir.operations.bookings import ForWhom

    if not doing.actor.acting_for:
        raise Failure("cli.acting.for-whom", Exit.USAGE)
    answers = wishes.answers_of(doing, offering, given, start=want.start)
    answers |= wishes.expected_of(doing, offering, expect)
    return ForWhom(
        "", payer, beneficiary, used_by, project, answers, shares=wishes.bearers_of(doing, cost_center or ())
    )


def _offered(doing: Doing, offering: str) -> None:
    """Refuse an offering that the company does not know, and say which one was meant."""
    from comptoir.company.collect import nearest

    if offering not in doing.company.offerings:
        hint = doing.terminal.say("cli.hint", expected=nearest(offering, doing.company.offerings))
        raise Failure("cli.book.unknown", Exit.USAGE, found=offering, hint=hint)


def _currency(doing: Doing) -> str:
    return doing.company.settings.currency


def _show(doing: Doing, booking: str, format_: str, **more: object) -> None:
    from comptoir.operations.read_booking import get_booking

    seen = get_booking(booking, actor=doing.actor, at=doing.at)
    show({**booking_shape(seen, doing), **more}, format_, table=lambda: booking_table(seen, doing))
