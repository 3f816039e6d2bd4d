"""What do a negotiation and a deal look like as JSON, and on a terminal?

Two readers, two shapes: the customer's has no place for a floor, a mandate or a name behind the counter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from comptoir.cli.acting import Doing
from comptoir.cli.output import Shape, grid, plain, reason_shape
from comptoir.core.ordering.thread import Move, SeenMove, SeenThread, Terms, Thread
from comptoir.wording import format_price, say_reason, unit_word, word

if TYPE_CHECKING:
    from comptoir.operations.deals.reading import SeenDeal, SupplierDeal, SupplierThread

_HEAD = ("id", "state", "supplier", "offering", "per", "customer", "currency")


def thread_row(seen: SeenThread | SupplierThread, doing: Doing) -> dict[str, object]:
    """A negotiation as one row of a list."""
    thread = seen if isinstance(seen, SeenThread) else seen.thread
    moves: tuple[Move | SeenMove, ...] = thread.moves
    standing = next((move.terms for move in reversed(moves) if move.terms is not None), None)
    return {
        **{name: getattr(thread, name) for name in _HEAD},
        "price": plain(standing.price, doing.language) if standing else None,
        "expires_at": doing.local(thread.expires_at),
        "moves": len(moves),
    }


def thread_shape(seen: SeenThread | SupplierThread, doing: Doing) -> dict[str, object]:
    """A negotiation as JSON (docs/commands.md); `guardrails` only for the supplier's side."""
    thread: SeenThread | Thread = seen if isinstance(seen, SeenThread) else seen.thread
    moves: tuple[Move | SeenMove, ...] = thread.moves
    shape = {
        "dry_run": doing.dry_run,
        "negotiation": {
            **{name: getattr(thread, name) for name in _HEAD},
            "expires_at": doing.local(thread.expires_at),
            "moves": [_move(move, doing) for move in moves],
        },
    }
    if not isinstance(seen, SeenThread):
        shape["guardrails"] = _rails(seen)
    return shape


def thread_table(seen: SeenThread | SupplierThread, doing: Doing) -> str:
    """A negotiation for people: what is asked, what was said, and where it stands."""
    terminal, language = doing.terminal, doing.language
    thread: SeenThread | Thread = seen if isinstance(seen, SeenThread) else seen.thread
    facts = [
        ("id", thread.id),
        ("state", word(thread.state, language, family="deal")),
        ("what", doing.named(thread.offering)),
        ("customer", thread.customer),
        ("until", doing.shown(thread.expires_at)),
    ]
    told = [(terminal.say(f"cli.deal.{name}-head"), text) for name, text in facts if text]
    moves: tuple[Move | SeenMove, ...] = thread.moves
    rows = [
        (
            doing.shown(move.at),
            word(move.verb, language, family="verb"),
            move.by if isinstance(move, Move) else word(move.speaker.value, language),
            _price(move.terms, thread.currency, thread.per, language),
            " ".join([move.note, *(say_reason(reason, language) for reason in move.reasons)]).strip(),
        )
        for move in moves
    ]
    return "\n".join((grid(told, terminal), grid(rows, terminal)))


def deal_row(deal: SeenDeal | SupplierDeal, doing: Doing) -> dict[str, object]:
    """A deal as one row; who granted it only for the supplier's side."""
    full: Any = deal
    seen: SeenDeal = getattr(full, "seen", full)
    row: dict[str, object] = {
        "id": seen.id,
        "supplier": seen.supplier,
        "customer": seen.customer,
        "offering": seen.offering,
        "price": str(seen.price),
        "per": plain(seen.per, doing.language),
        "currency": seen.currency,
        "min_quantity": str(seen.min_quantity),
        "conditions": seen.conditions,
        "valid": plain(seen.valid, doing.language),
        "agreed_on": plain(seen.agreed_on, doing.language),
        "negotiation": seen.negotiation,
    }
    if deal is not seen:
        row |= {name: getattr(full, name) for name in ("agreed_by", "seller", "approver", "while_inside")}
    return row


def deal_table(deal: SeenDeal | SupplierDeal, doing: Doing) -> str:
    """A deal for people."""
    return deals_table([deal_row(deal, doing)], doing)


def deals_table(rows: Iterable[Mapping[str, Any]], doing: Doing) -> str:
    """Negotiations or deals for people, one a row."""
    terminal, language = doing.terminal, doing.language
    head = [
        terminal.say(f"cli.deal.{name}-head")
        for name in ("id", "what", "customer", "price", "state", "until")
    ]
    told = []
    for row in rows:
        valid = row.get("valid")
        state = word(str(row.get("state", "agreed")), language, family="deal")
        until = (valid["to"] or "") if valid else (row["expires_at"] or "")[:16].replace("T", " ")
        price = f"{row['price']} {row['currency']}" if row["price"] is not None else ""
        told.append((row["id"], doing.named(row["offering"]), row["customer"], price, state, until))
    return grid(told, terminal, head=head, right=(3,)) if told else terminal.say("cli.deal.none") + "\n"


def _move(move: Move | SeenMove, doing: Doing) -> Shape:
    shown: dict[str, object] = {
        "verb": move.verb,
        "speaker": move.speaker.value,
        "at": doing.local(move.at),
        "state": move.state,
        "terms": _terms(move.terms, doing.language),
        "expires_at": doing.local(move.expires_at),
        "note": move.note,
        "reasons": [reason_shape(reason, doing.language) for reason in move.reasons],
    }
    if isinstance(move, Move):
        shown |= {"by": move.by, "lent_by": move.lent_by}
    return shown


def _terms(terms: Terms | None, language: str) -> Shape | None:
    if terms is None:
        return None
    return {
        "price": plain(terms.price, language),
        "min_quantity": str(terms.min_quantity),
        "conditions": terms.conditions,
        "valid": plain(terms.valid, language),
    }


def _rails(seen: SupplierThread) -> Shape | None:
    """What the supplier's side may know: from where to where, how far alone, and what of the price that stands."""
    if seen.rails is None:
        return None
    return {
        "ceiling": plain(seen.rails.ceiling, ""),
        "floor": plain(seen.rails.floor, ""),
        "authority": str(seen.mandate.concession) if seen.mandate else None,
        "verdict": seen.judgment.verdict.value if seen.judgment else None,
    }


def _price(terms: Terms | None, currency: str, per: str, language: str) -> str:
    if terms is None or terms.price is None:
        return ""
    return f"{format_price(terms.price, currency, language)} / {unit_word(per, language)}"
