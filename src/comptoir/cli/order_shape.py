"""What does an order look like as JSON, and on a terminal?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from comptoir.cli.acting import Doing
from comptoir.cli.output import Shape, grid, plain, reason_shape
from comptoir.wording import format_amount, format_measures, say_reason, word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comptoir.core.values.share import Share
    from comptoir.operations.read_order import LineView, OrderView, PartView

_HEAD = (
    "id", "state", "ordered_by", "buyer", "payer", "beneficiary", "cost_center", "project", "purchase_order",
)  # fmt: skip


def order_shape(order: OrderView, doing: Doing) -> dict[str, object]:
    """An order as JSON (docs/commands.md)."""
    language = doing.language
    return {
        "dry_run": doing.dry_run,
        "order": {
            **{name: getattr(order, name) for name in _HEAD},
            "submitted_at": doing.local(order.submitted_at),
            "approvals_needed": order.needed,
            "approved_by": list(order.approved_by),
            "whole": order.whole,
            "shares": [share_shape(one, language) for one in order.shares],
            "owed": plain(order.owed(), language),
            "parts": [_part(part, language) for part in order.parts],
            "lines": [_line(line, doing) for line in order.lines],
        },
    }


def order_row(order: OrderView, doing: Doing) -> Shape:
    """An order as one row of a list."""
    return {
        **{name: getattr(order, name) for name in _HEAD},
        "submitted_at": doing.local(order.submitted_at),
        "suppliers": sorted({line.supplier for line in order.lines}),
        "lines": len(order.lines),
        "owed": plain(order.owed(), doing.language),
    }


def order_table(order: OrderView, doing: Doing) -> str:
    """An order for people: who and what, the lines, what is owed, and why."""
    terminal, language = doing.terminal, doing.language
    told = [(terminal.say(f"cli.order.{name}-head"), text) for name, text in _facts(order, doing) if text]
    head = [
        terminal.say(f"cli.{name}")
        for name in ("price.line", "price.offering-head", "order.quantity-head", "price.class", "price.status",
                     "price.amount")
    ]  # fmt: skip
    rows = [_row(line, doing) for line in order.lines]
    steps = [say_reason(reason, language) for line in order.lines for reason in line.reasons]
    parts = [grid(told, terminal), grid(rows, terminal, head=head, right=(5,)) if rows else ""]
    if steps:
        parts.append("\n".join([terminal.say("cli.price.why"), *(f"  {step}" for step in steps), ""]))
    return "\n".join(part for part in parts if part)


def orders_table(orders: Iterable[OrderView], doing: Doing) -> str:
    """Orders for people, one a row."""
    terminal = doing.terminal
    head = [
        terminal.say(f"cli.order.{name}-head")
        for name in ("id", "submitted", "state", "buyer", "what", "owed")
    ]
    rows = [
        (
            one.id, doing.shown(one.submitted_at), word(one.state, doing.language, family="state"), one.buyer,
            ", ".join(dict.fromkeys(doing.named(line.offering) for line in one.lines if line.offering)),
            _owed(one, doing.language),
        )
        for one in orders
    ]  # fmt: skip
    return grid(rows, terminal, head=head, right=(5,)) if rows else terminal.say("cli.order.none") + "\n"


def _facts(order: OrderView, doing: Doing) -> list[tuple[str, str]]:
    approvals = f"{len(order.approved_by)}/{order.needed}" if order.needed else ""
    return [
        ("id", order.id),
        ("state", word(order.state, doing.language, family="state")),
        ("submitted", doing.shown(order.submitted_at)),
        ("buyer", order.buyer),
        ("payer", order.payer if order.payer != order.buyer else ""),
        ("beneficiary", order.beneficiary if order.beneficiary != order.buyer else ""),
        ("cost-center", order.cost_center),
        ("project", order.project),
        ("purchase-order", order.purchase_order),
        ("approvals", approvals),
        ("owed", _owed(order, doing.language)),
    ]


def _owed(order: OrderView, language: str) -> str:
    return " + ".join(format_amount(one, language) for one in order.owed())


def _row(line: LineView, doing: Doing) -> tuple[str, ...]:
    language = doing.language
    much = format_measures(line.measures, language) if line.measures else ""
    if line.start is not None and line.end is not None:
        much = f"{doing.shown(line.start)} – {doing.shown(line.end)}"
    name = doing.named(line.offering) if line.offering else line.label
    state = word(line.state, language, family="state")
    return (str(line.number), name, much, line.rate_class, state, format_amount(line.amount, language))


def _part(part: PartView, language: str) -> Shape:
    return {
        "supplier": part.supplier,
        "price_day": part.price_day.isoformat(),
        "class": part.rate_class,
        **{
            name: plain(getattr(part, name), language)
            for name in ("total", "net", "tax", "gross", "subsidy", "deposit")
        },
        "reasons": [reason_shape(reason, language) for reason in part.reasons],
    }


def _line(line: LineView, doing: Doing) -> Shape:
    return {
        "number": line.number,
        "about": line.about or None,
        "supplier": line.supplier,
        "offering": line.offering,
        "label": line.label,
        "event": line.event,
        "quantity": plain(line.measures, doing.language),
        "start": doing.local(line.start),
        "end": doing.local(line.end),
        "class": line.rate_class,
        "status": line.status,
        "state": line.state,
        "amount": plain(line.amount, doing.language),
        "owed": plain(line.owed, doing.language),
        "tax_rate": str(line.tax_rate),
        "reasons": [reason_shape(reason, doing.language) for reason in line.reasons],
    }


def share_shape(share: Share, language: str) -> Shape:
    """What one cost center bears, as JSON."""
    return {
        "cost_center": share.cost_center,
        "percent": None if share.percent is None else f"{share.percent.normalize():f}",
        "amount": plain(share.amount, language),
    }
