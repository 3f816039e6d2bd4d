"""What does a month's close look like as JSON, and on a terminal?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from comptoir.cli.acting import Doing
from comptoir.cli.output import grid, plain, reason_shape
from comptoir.wording import format_amount, say_reason, word

if TYPE_CHECKING:
    from comptoir.operations.closing import ClosePlan, CloseView, Ran


def plan_shape(plan: ClosePlan, doing: Doing) -> dict[str, object]:
    """What a close would do, as JSON (docs/commands.md)."""
    language = doing.language
    return {
        "supplier": plan.supplier,
        "period": plan.period,
        "number": plan.number,
        "state": plan.state,
        "done": list(plan.done),
        "to_collect": dict(plan.to_collect),
        "late": plan.late,
        "charges": [
            {
                "settlement": one.settlement,
                "state": one.state,
                "count": one.charges,
                "amount": plain(one.amount, language),
            }
            for one in plan.sums
        ],
        "total": plain(plan.total(), language),
        "parked": dict(plan.parked),
        "in_review": plan.in_review,
        "disputed": plan.disputed,
        "review_ends": plain(plan.review_ends, language),
        "approved_by": list(plan.approved_by),
        "approvals_needed": plan.needed,
        "open_before": list(plan.open_before),
        "against": [reason_shape(one, language) for one in plan.against],
    }


def plan_table(plans: Iterable[ClosePlan], doing: Doing) -> str:
    """What closes would do, for people: one a row, and what stands against each."""
    terminal, language = doing.terminal, doing.language
    names = ("unit", "month", "state", "collect", "charges", "in-review", "disputed", "parked", "total")
    head = [terminal.say(f"cli.close.{name}-head") for name in names]
    found = list(plans)
    rows = [
        (
            plan.supplier, plan.period, _state(plan.state, doing), str(sum(plan.to_collect.values())),
            str(sum(one.charges for one in plan.sums)), str(plan.in_review), str(plan.disputed),
            str(sum(plan.parked.values())),
            " + ".join(format_amount(one, language) for one in plan.total()),
        )
        for plan in found
    ]  # fmt: skip
    against = [
        f"  {plan.supplier}: {say_reason(reason, language)}" for plan in found for reason in plan.against
    ]
    told = "\n".join([terminal.say("cli.close.against"), *against, ""]) if against else ""
    return "\n".join(part for part in (grid(rows, terminal, head=head, right=range(3, 9)), told) if part)


def ran_shape(done: Ran, doing: Doing) -> dict[str, Any]:
    """How far a close came, as JSON."""
    return {
        "supplier": done.supplier,
        "period": done.period,
        "number": done.number,
        "state": done.state,
        "done": list(done.done),
        "waits_for": reason_shape(done.waits_for, doing.language) if done.waits_for else None,
        "hash": done.hash,
    }


def close_shape(seen: CloseView, doing: Doing) -> dict[str, Any]:
    """A close with its steps and its certificate, as JSON."""
    return {
        "supplier": seen.supplier,
        "entity": seen.entity,
        "period": seen.period,
        "number": seen.number,
        "state": seen.state,
        "opened_at": doing.local(seen.opened_at),
        "opened_by": seen.opened_by,
        "done": [one.step for one in seen.steps if one.at is not None],
        "steps": [
            {"step": one.step, "at": doing.local(one.at), "by": one.actor, "told": dict(one.told)}
            for one in seen.steps
        ],
        "approved_by": list(seen.approved_by),
        "certificate": dict(seen.certificate) or None,
        "hash": seen.hash,
        "certified_at": doing.local(seen.certified_at),
        "why": [reason_shape(one, doing.language) for one in seen.why],
    }


def close_table(seen: CloseView, doing: Doing) -> str:
    """A close for people: its steps, who approved it, what it certifies."""
    terminal = doing.terminal
    facts = [
        ("unit", seen.supplier),
        ("month", seen.period),
        ("state", _state(seen.state, doing)),
        ("approved", ", ".join(seen.approved_by)),
        ("hash", seen.hash),
    ]
    told = [(terminal.say(f"cli.close.{name}-head"), text) for name, text in facts if text]
    steps = [
        (
            word(one.step, doing.language, family="step"),
            doing.shown(one.at),
            one.actor,
            ", ".join(
                f"{name} {value}" for name, value in one.told.items() if name not in ("content", "hash")
            ),
        )
        for one in seen.steps
    ]
    return "\n".join((grid(told, terminal), grid(steps, terminal)))


def closes_table(rows: Iterable[Mapping[str, Any]], doing: Doing) -> str:
    """Closes for people, one a row."""
    terminal, language = doing.terminal, doing.language
    head = [terminal.say(f"cli.close.{name}-head") for name in ("unit", "month", "state", "step", "hash")]
    told = [
        (
            row["supplier"],
            row["period"],
            _state(row["state"], doing),
            word(row["done"][-1], language, family="step") if row["done"] else "",
            row["hash"][:16],
        )
        for row in rows
    ]
    return grid(told, terminal, head=head) if told else terminal.say("cli.close.none") + "\n"


def _state(state: str, doing: Doing) -> str:
    return word(state or "not begun", doing.language, family="close")
