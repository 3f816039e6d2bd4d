"""May this document go out? What it lacks is named in words, with the rule that asks for it; no number is taken before.

First the mentions that the company has to state, then the finished XML against the XSD, EN 16931 and the French rules.
"""

from __future__ import annotations

from collections.abc import Sequence

from comptoir.core.billing.invoice import Invoice
from comptoir.core.billing.mentions import missing_mentions
from comptoir.core.values import Reason, Refusal
from comptoir.documents import BrokenRule, broken_rules_of, to_cii

_TOLD = 20
HOME = "FR"


def incomplete(invoice: Invoice) -> Refusal | None:
    """The refusal of a document that lacks a mention, or None."""
    missing = missing_mentions(invoice, french=invoice.seller.address.country == HOME)
    if not missing:
        return None
    return Refusal(Reason("paper.incomplete", (("count", len(missing)), ("missing", missing))))


def require_valid(invoice: Invoice) -> bytes:
    """The XML of a document that breaks no rule.

    raises    Refusal: paper.incomplete with every missing mention, paper.invalid with every broken rule by its id
    """
    found = check_all([invoice])[0]
    if isinstance(found, Refusal):
        raise found
    return found


def check_all(invoices: Sequence[Invoice]) -> list[bytes | Refusal]:
    """The XML of each document, or why it may not go out; rules are run for all of a country at once."""
    answers: dict[int, bytes | Refusal] = {}
    waiting: dict[bool, list[tuple[int, bytes]]] = {True: [], False: []}
    for place, invoice in enumerate(invoices):
        refusal = incomplete(invoice)
        if refusal:
            answers[place] = refusal
        else:
            waiting[invoice.seller.address.country == HOME].append((place, to_cii(invoice)))
    for french, some in waiting.items():
        broken = broken_rules_of([xml for _, xml in some], french=french) if some else []
        for (place, xml), rules in zip(some, broken, strict=True):
            answers[place] = _invalid(rules) if _fatal(rules) else xml
    return [answers[place] for place in range(len(invoices))]


def _fatal(rules: Sequence[BrokenRule]) -> list[BrokenRule]:
    return [one for one in rules if one.flag != "warning"]


def _invalid(rules: Sequence[BrokenRule]) -> Refusal:
    told = tuple(
        Reason("paper.rule", (("rule", one.rule), ("text", one.text), ("where", one.where)))
        for one in _fatal(rules)[:_TOLD]
    )
    return Refusal(Reason("paper.invalid", (("count", len(_fatal(rules))), ("rules", told))))
