"""`comptoir order`: place an order or only see what it would cost, look at it, approve, deliver and cancel it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from comptoir.cli import wishes
from comptoir.cli.acting import As, Doing, DryRun, For, Format, Key, Note, RowsFormat, checked_supplier, deed
from comptoir.cli.failure import Exit, Failure
from comptoir.cli.options import Beneficiary, CostCenter, End, Given, Measured, Payer, Project, Request, Start
from comptoir.cli.order_shape import order_row, order_shape, order_table, orders_table
from comptoir.cli.output import plain, show
from comptoir.core.ordering.states import MACHINES

if TYPE_CHECKING:
    from comptoir.core.ordering.basket import Basket
    from comptoir.operations.read_order import OrderView

Order = Annotated[str, typer.Argument(metavar="ORDER", help="cli.order.id")]


def place(
    context: typer.Context,
    offering: Annotated[str, typer.Argument(metavar="[OFFERING]", help="cli.order.offering")] = "",
    quantity: Measured = "",
    start: Start = "",
    end: End = "",
    given: Given = "",
    request: Request = "",
    payer: Payer = "",
    beneficiary: Beneficiary = "",
    cost_center: CostCenter = None,
    project: Project = "",
    purchase_order: Annotated[
        str, typer.Option("--purchase-order", metavar="TEXT", help="cli.order.purchase-order")
    ] = "",
    as_: As = "",
    for_: For = "",
    key: Key = "",
    dry_run: DryRun = False,
    format_: Format = "table",
) -> Exit:
    """Place an order."""
    head = {
        "payer": payer, "beneficiary": beneficiary, "project": project,
        "purchase_order": purchase_order,
    }  # fmt: skip
    line = {"offering": offering, "quantity": quantity, "start": start, "end": end, "given": given}
    if request and any(line.values()):
        raise Failure("cli.order.once", Exit.USAGE)
    if as_ == "" and for_ == "" and not request:
        raise Failure("cli.acting.for-whom", Exit.USAGE)
    with deed(context.obj, as_, for_, format_, dry_run) as doing:
        from comptoir.operations.place_order import place_order

        basket = _basket(doing, head, line, request)
        if cost_center:
            basket = replace(basket, cost_center="", shares=wishes.bearers_of(doing, cost_center))
        placed = place_order(basket, actor=doing.actor, at=doing.at, key=key)
        _show(doing, placed.order, format_, repeated=placed.repeated)
    said = "cli.order.repeated" if placed.repeated else "cli.order.placed"
    if not dry_run:
        doing.terminal.tell(said, order=placed.order.id, state=placed.order.state)
    return Exit.OK


def show_order(
    context: typer.Context, order: Order, as_: As = "", for_: For = "", format_: Format = "table"
) -> Exit:
    """Show an order."""
    with deed(context.obj, as_, for_, format_) as doing:
        from comptoir.operations.read_order import get_order

        _show(doing, get_order(order, actor=doing.actor, at=doing.at), format_)
    return Exit.OK


def list_orders(
    context: typer.Context,
    supplier: Annotated[str, typer.Option("--supplier", metavar="UNIT", help="cli.order.supplier")] = "",
    state: Annotated[str, typer.Option("--state", metavar="STATE", help="cli.order.state")] = "",
    as_: As = "",
    for_: For = "",
    format_: RowsFormat = "table",
) -> Exit:
    """List orders."""
    if not (as_ or for_ or supplier):
        raise Failure("cli.acting.whose", Exit.USAGE)
    with deed(context.obj, as_, for_, format_, formats=("table", "json", "csv", "ndjson")) as doing:
        from comptoir.operations.read_order import find_orders

        checked_supplier(doing, supplier)
        known = tuple(sorted(MACHINES["order"].states))
        if state and state not in known:
            raise Failure("cli.usage.choice", Exit.USAGE, name="--state", found=state, expected=known)
        found = find_orders(actor=doing.actor, at=doing.at, supplier=supplier, state=state)
        rows = [order_row(one, doing) for one in found]
        show({"orders": rows}, format_, rows="orders", table=lambda: orders_table(found, doing))
    return Exit.OK


def cancel(
    context: typer.Context,
    order: Order,
    lines: Annotated[
        list[int] | None,
        typer.Option("--line", metavar="NUMBER", min=1, max=1_000_000, help="cli.order.lines"),
    ] = None,
    note: Note = "",
    as_: As = "",
    for_: For = "",
    dry_run: DryRun = False,
    format_: Format = "table",
) -> Exit:
    """Cancel an order or lines of it."""
    with deed(context.obj, as_, for_, format_, dry_run) as doing:
        from comptoir.operations.cancel_order import cancel_order, preview_cancellation

        chosen = tuple(lines or ())
        fees = preview_cancellation(order, actor=doing.actor, at=doing.at, lines=chosen)
        seen = cancel_order(order, actor=doing.actor, at=doing.at, lines=chosen, note=note)
        _show(doing, seen, format_, fees=[plain(fee, doing.language) for fee in fees])
    return Exit.OK


def deliver(
    context: typer.Context,
    order: Order,
    line: Annotated[
        int, typer.Option("--line", metavar="NUMBER", min=1, max=1_000_000, help="cli.order.line")
    ],
    partly: Annotated[bool, typer.Option("--partly", help="cli.order.partly")] = False,
    as_: As = "",
    for_: For = "",
    dry_run: DryRun = False,
    format_: Format = "table",
) -> Exit:
    """Say that a line was delivered."""
    with deed(context.obj, as_, for_, format_, dry_run) as doing:
        from comptoir.operations.deliver_order import deliver_line

        _show(doing, deliver_line(order, line, actor=doing.actor, at=doing.at, partly=partly), format_)
    return Exit.OK


def approve(
    context: typer.Context,
    order: Order,
    refuse: Annotated[bool, typer.Option("--refuse", help="cli.order.refuse")] = False,
    note: Note = "",
    as_: As = "",
    for_: For = "",
    dry_run: DryRun = False,
    format_: Format = "table",
) -> Exit:
    """Say yes or no to an order."""
    with deed(context.obj, as_, for_, format_, dry_run, person=True) as doing:
        from comptoir.operations.approve_order import approve_order, refuse_order

        answer = refuse_order if refuse else approve_order
        _show(doing, answer(order, actor=doing.actor, at=doing.at, note=note), format_)
    return Exit.OK


VERBS = {
    "place": (
        place,
        (
            'calibration --quantity "4 pieces" --as p20 --for ESS --cost-center ESS-012',
            'cmm --quantity "3 hours" --for NOV --purchase-order 4500012 --dry-run',
            "--request order.json --as p20 --key 2026-11-23/17 --format json",
        ),
    ),
    "show": (show_order, ("6f3k9… --as p20", "6f3k9… --format json")),
    "list": (list_orders, ("--for NOV", "--supplier MET --state confirmed --format csv")),
    "approve": (approve, ("6f3k9… --as p11", '6f3k9… --as p11 --refuse --note "next year"')),
    "deliver": (deliver, ("6f3k9… --line 1 --as p02",)),
    "cancel": (cancel, ("6f3k9… --dry-run", '6f3k9… --line 2 --as p20 --note "moved to 2027"')),
}


def _basket(doing: Doing, head: dict[str, str], line: dict[str, str], request: str) -> Basket:
    if request:
        return wishes.basket_by_json(doing, request, head)
    return wishes.basket_by_options(doing, head, line)


def _show(doing: Doing, order: OrderView, format_: str, **more: object) -> None:
    show({**order_shape(order, doing), **more}, format_, table=lambda: order_table(order, doing))
