"""`comptoir deal`: ask for a better price, offer, counter, approve, agree, decline; and the register of deals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from comptoir.cli import wishes
from comptoir.cli.acting import As, Doing, DryRun, For, Format, Key, Note, RowsFormat, deed
from comptoir.cli.dates import day_of
from comptoir.cli.deal_shape import deal_row, deal_table, deals_table, thread_row, thread_shape, thread_table
from comptoir.cli.failure import Exit, Failure
from comptoir.cli.options import Offering
from comptoir.cli.output import plain, show

if TYPE_CHECKING:
    from datetime import datetime

    from comptoir.core.ordering.thread import SeenThread
    from comptoir.operations.deals.proposing import Proposal
    from comptoir.operations.deals.reading import SupplierThread

Negotiation = Annotated[str, typer.Argument(metavar="NEGOTIATION", help="cli.deal.id")]
Price = Annotated[str, typer.Option("--price", metavar="PRICE", help="cli.deal.price")]
Quantity = Annotated[str, typer.Option("--quantity", metavar="N", help="cli.deal.quantity")]
From = Annotated[str, typer.Option("--from", metavar="DATE", help="cli.deal.from")]
To = Annotated[str, typer.Option("--to", metavar="DATE", help="cli.deal.to")]
Conditions = Annotated[str, typer.Option("--conditions", metavar="TEXT", help="cli.deal.conditions")]
Until = Annotated[str, typer.Option("--until", metavar="INSTANT", help="cli.deal.until")]


def ask(
    context: typer.Context,
    offering: Offering,
    price: Price = "",
    quantity: Quantity = "",
    from_: From = "",
    to: To = "",
    conditions: Conditions = "",
    per: Annotated[str, typer.Option("--per", metavar="UNIT", help="cli.deal.per")] = "",
    until: Until = "",
    note: Note = "",
    as_: As = "",
    for_: For = "",
    key: Key = "",
    dry_run: DryRun = False,
    format_: Format = "table",
) -> Exit:
    """Ask for a better price."""
    with deed(context.obj, as_, for_, format_, dry_run, person=True) as doing:
        from comptoir.operations.deals.asking import ask_for_price

        seen = ask_for_price(
            offering, _proposal(price, quantity, from_, to, conditions), actor=doing.actor, at=doing.at, per=per,
            until=_until(doing, until), note=note, key=key,
        )  # fmt: skip
        _show(doing, seen, format_)
    return Exit.OK


def offer(
    context: typer.Context,
    negotiation: Negotiation,
    price: Price = "",
    quantity: Quantity = "",
    from_: From = "",
    to: To = "",
    conditions: Conditions = "",
    for_approval: Annotated[bool, typer.Option("--for-approval", help="cli.deal.for-approval")] = False,
    until: Until = "",
    note: Note = "",
    as_: As = "",
    for_: For = "",
    key: Key = "",
    dry_run: DryRun = False,
    format_: Format = "table",
) -> Exit:
    """Offer a price, alone or for an approver to confirm."""
    _priced("offer", price)
    with deed(context.obj, as_, for_, format_, dry_run, person=True) as doing:
        from comptoir.operations.deals.answering import escalate, offer_price

        say = escalate if for_approval else offer_price
        seen = say(
            negotiation, _proposal(price, quantity, from_, to, conditions), actor=doing.actor, at=doing.at,
            until=_until(doing, until), note=note, key=key,
        )  # fmt: skip
        _show(doing, seen, format_)
    return Exit.OK


def counter(
    context: typer.Context,
    negotiation: Negotiation,
    price: Price = "",
    quantity: Quantity = "",
    from_: From = "",
    to: To = "",
    conditions: Conditions = "",
    until: Until = "",
    note: Note = "",
    as_: As = "",
    for_: For = "",
    key: Key = "",
    dry_run: DryRun = False,
    format_: Format = "table",
) -> Exit:
    """Answer the unit's offer with another price."""
    _priced("counter", price)
    with deed(context.obj, as_, for_, format_, dry_run, person=True) as doing:
        from comptoir.operations.deals.asking import counter_offer

        seen = counter_offer(
            negotiation, _proposal(price, quantity, from_, to, conditions), actor=doing.actor, at=doing.at,
            until=_until(doing, until), note=note, key=key,
        )  # fmt: skip
        _show(doing, seen, format_)
    return Exit.OK


def approve(
    context: typer.Context, negotiation: Negotiation, until: Until = "", note: Note = "", as_: As = "",
    for_: For = "", key: Key = "", dry_run: DryRun = False, format_: Format = "table",
) -> Exit:  # fmt: skip
    """Make what is in review the unit's offer."""
    with deed(context.obj, as_, for_, format_, dry_run, person=True) as doing:
        from comptoir.operations.deals.answering import approve_offer

        seen = approve_offer(
            negotiation, actor=doing.actor, at=doing.at, until=_until(doing, until), note=note, key=key
        )
        _show(doing, seen, format_)
    return Exit.OK


def agree(
    context: typer.Context,
    negotiation: Negotiation,
    replaces: Annotated[str, typer.Option("--replaces", metavar="DEAL", help="cli.deal.replaces")] = "",
    as_: As = "",
    for_: For = "",
    key: Key = "",
    dry_run: DryRun = False,
    format_: Format = "table",
) -> Exit:
    """Agree on the price that stands."""
    with deed(context.obj, as_, for_, format_, dry_run, person=True) as doing:
        from comptoir.operations.deals.agreeing import agree_deal

        done = agree_deal(negotiation, actor=doing.actor, at=doing.at, replaces=replaces, key=key)
        _show(doing, done.negotiation, format_, deal=done.deal)
    return Exit.OK


def decline(
    context: typer.Context, negotiation: Negotiation, note: Note = "", as_: As = "", for_: For = "", key: Key = "",
    dry_run: DryRun = False, format_: Format = "table",
) -> Exit:  # fmt: skip
    """Say no."""
    with deed(context.obj, as_, for_, format_, dry_run, person=True) as doing:
        from comptoir.operations.deals import asking

        _show(doing, asking.decline(negotiation, actor=doing.actor, at=doing.at, note=note, key=key), format_)
    return Exit.OK


def withdraw(
    context: typer.Context, negotiation: Negotiation, note: Note = "", as_: As = "", for_: For = "", key: Key = "",
    dry_run: DryRun = False, format_: Format = "table",
) -> Exit:  # fmt: skip
    """Take back what one proposed."""
    with deed(context.obj, as_, for_, format_, dry_run, person=True) as doing:
        from comptoir.operations.deals import asking

        _show(
            doing, asking.withdraw(negotiation, actor=doing.actor, at=doing.at, note=note, key=key), format_
        )
    return Exit.OK


def end(
    context: typer.Context,
    deal: Annotated[str, typer.Argument(metavar="DEAL", help="cli.deal.deal")],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="cli.deal.on")] = "",
    note: Note = "",
    as_: As = "",
    for_: For = "",
    dry_run: DryRun = False,
    format_: Format = "table",
) -> Exit:
    """End a deal."""
    with deed(context.obj, as_, for_, format_, dry_run, person=True) as doing:
        from comptoir.operations.deals.agreeing import end_deal
        from comptoir.operations.deals.reading import get_deal

        day = day_of(on, "--on") if on else None
        ends_on = end_deal(deal, actor=doing.actor, at=doing.at, on=day, note=note)
        seen = get_deal(deal, actor=doing.actor, at=doing.at)
        shape = {"dry_run": dry_run, "deal": deal_row(seen, doing), "ends_on": plain(ends_on, doing.language)}
        show(shape, format_, table=lambda: deal_table(seen, doing))
    return Exit.OK


def show_negotiation(
    context: typer.Context, negotiation: Negotiation, as_: As = "", for_: For = "", format_: Format = "table"
) -> Exit:
    """Show a negotiation."""
    with deed(context.obj, as_, for_, format_, person=True) as doing:
        from comptoir.operations.deals.reading import get_negotiation

        _show(doing, get_negotiation(negotiation, actor=doing.actor, at=doing.at), format_)
    return Exit.OK


def list_all(
    context: typer.Context,
    supplier: Annotated[str, typer.Option("--supplier", metavar="UNIT", help="cli.deal.supplier")] = "",
    agreed: Annotated[bool, typer.Option("--agreed", help="cli.deal.agreed")] = False,
    as_: As = "",
    for_: For = "",
    format_: RowsFormat = "table",
) -> Exit:
    """List negotiations, or the deals that came of them."""
    with deed(
        context.obj, as_, for_, format_, person=True, formats=("table", "json", "csv", "ndjson")
    ) as doing:
        from comptoir.operations.deals import reading

        actor, at = doing.actor, doing.at
        if agreed:
            deals = (
                reading.list_supplied_deals(supplier, actor=actor, at=at)
                if supplier
                else reading.list_own_deals(actor=actor, at=at)
            )
            rows = [deal_row(one, doing) for one in deals]
            show({"deals": rows}, format_, rows="deals", table=lambda: deals_table(rows, doing))
        else:
            threads = (
                reading.list_supplied_negotiations(supplier, actor=actor, at=at)
                if supplier
                else reading.list_own_negotiations(actor=actor, at=at)
            )
            rows = [thread_row(one, doing) for one in threads]
            show({"negotiations": rows}, format_, rows="negotiations", table=lambda: deals_table(rows, doing))
    return Exit.OK


VERBS = {
    "ask": (
        ask,
        (
            'cmm --price 50 --as p20 --for ESS --note "40 hours until June"',
            "calibration --quantity 20 --as x01 --for NOV --dry-run",
        ),
    ),
    "offer": (offer, ("6f3k9… --price 58 --as p02", "6f3k9… --price 47 --for-approval --as p02")),
    "counter": (counter, ("6f3k9… --price 52 --as p20 --for ESS",)),
    "approve": (approve, ("6f3k9… --as p14",)),
    "agree": (agree, ("6f3k9… --as p20 --for ESS",)),
    "decline": (decline, ('6f3k9… --as p02 --note "not below cost"',)),
    "withdraw": (withdraw, ("6f3k9… --as p20 --for ESS",)),
    "end": (end, ("7b2x1… --on 2027-01-01 --as p20 --for ESS",)),
    "show": (show_negotiation, ("6f3k9… --as p20 --for ESS",)),
    "list": (list_all, ("--as p20 --for ESS", "--supplier MET --agreed --as p02 --format csv")),
}


def _priced(verb: str, price: str) -> None:
    """Whoever offers says a price.

    raises    Failure (usage)
    """
    if not price:
        raise Failure("cli.usage.missing", Exit.USAGE, command=f"deal {verb}", found="--price")


def _proposal(price: str, quantity: str, from_: str, to: str, conditions: str) -> Proposal:
    from comptoir.operations.deals.proposing import Proposal

    return Proposal(
        wishes.number_of(price, "--price"),
        wishes.number_of(quantity, "--quantity"),
        day_of(from_, "--from") if from_ else None,
        day_of(to, "--to") if to else None,
        conditions or None,
    )


def _until(doing: Doing, text: str) -> datetime | None:
    return wishes.instant_in(doing, text, "--until") if text else None


def _show(doing: Doing, seen: SeenThread | SupplierThread, format_: str, **more: object) -> None:
    show({**thread_shape(seen, doing), **more}, format_, table=lambda: thread_table(seen, doing))
