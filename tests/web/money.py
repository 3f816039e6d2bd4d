"""A closed month of the demo company, made shortly: charges of metrology, its close, invoices, statements, payments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from comptoir.core.values import Amount
from comptoir.operations.actors import Actor, resolve_actor, the_machine
from comptoir.operations.closing import approve_close, run_close
from comptoir.operations.paper import record_payment, send_paper
from comptoir.store.charges.writing import Step, add_charges, move
from comptoir.store.models import Paper

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
PERIOD = "2026-10"
_AT = NOW - timedelta(days=3)
# What an outsider is invoiced, what is inside: amounts that stand nowhere else.
OUTSIDE, INSIDE, SISTER, OTHER = 791937, 633413, 411229, 377711


@dataclass(frozen=True)
class Month:
    """What was made: ids of charges, numbers of papers."""

    outside: str
    inside: str
    disputed: str
    waiting: str
    invoice: str
    other_invoice: str
    statement: str


def controller() -> Actor:
    """The demo's controller."""
    return resolve_actor("p15", at=NOW)


def closed_month(
    inside: int = INSIDE, sister: int = SISTER, other: int = OTHER, *, other_gross: int | None = None
) -> Month:
    """Close October at metrology, send its invoices, record a payment; some of November is still in review.

    other_gross   what was agreed with the VAT in it for `other`
    """
    machine = the_machine("tests")
    _charge("OUT1", OUTSIDE, "NOV", "NOV", "invoice", "outsider")
    _charge(
        "IN1", inside, "ESS", "ARV", "cost center charge", "same entity", shares=f'[["ESS-012",{inside}]]'
    )
    _charge("SIS1", sister, "ARN", "ARN", "invoice", "group company", shares=f'[["",{sister}]]')
    _charge("OTH1", other, "KER", "KER", "invoice", "outsider", gross=other_gross)
    run_close("MET", PERIOD, actor=machine, at=_AT, upto="review")
    for person in ("p02", "p15"):
        approve_close("MET", PERIOD, actor=resolve_actor(person, at=NOW), at=_AT)
    run_close("MET", PERIOD, actor=machine, at=_AT)
    november: dict[str, Any] = {"period": "2026-11", "day": date(2026, 11, 12), "state": "in review"}
    _charge("OUT2", 12345, "NOV", "NOV", "invoice", "outsider", **november)
    _charge("IN2", inside + 1, "ESS", "ARV", "cost center charge", "same entity",
            shares=f'[["ESS-012",{inside + 1}]]', **november)  # fmt: skip
    numbers = {one.payer: one.number for one in Paper.objects.filter(kind="invoice")}
    for number in numbers.values():
        send_paper(number, actor=machine, at=_AT)
    record_payment(
        numbers["NOV"], Amount(100_00, "EUR"), day=_AT.date(), actor=machine, at=_AT, reference="VIR 17"
    )
    statement = Paper.objects.get(kind="statement").number
    return Month("OUT1", "IN1", "IN2", "OUT2", numbers["NOV"], numbers["KER"], statement)


def _charge(
    name: str, minor: int, payer: str, buyer: str, settlement: str, relation: str, *, shares: str = "[]",
    period: str = PERIOD, day: date = date(2026, 10, 14), state: str = "accepted",
    gross: int | None = None,
) -> None:  # fmt: skip
    invoiced = settlement == "invoice"
    row: dict[str, Any] = {
        "id": name, "source_kind": "order line", "source": f"{name}/1", "event": "use", "part": "own", "version": 1,
        "replaces": "", "supplier": "MET", "entity": "ARV", "customer": payer, "payer": payer, "beneficiary": payer,
        "buyer": buyer, "project": "", "purchase_order": "", "offering": "cmm", "label": "", "day": day,
        "quantity": "3", "unit": "hour", "amount": minor, "gross": gross, "currency": "EUR", "subsidy": 0,
        "paid_by": "", "quoted": minor, "rate_class": "public", "book": "", "settlement": settlement,
        "relation": relation,
        "vat_category": "S" if invoiced else "O", "vat_rate": "0.2" if invoiced else "0",
        "exemption": "" if invoiced else "VATEX-EU-O", "earned_by": "MET-002", "shares": shares, "reasons": "[]",
        "settled_because": "[]", "differences": "[]",
    }  # fmt: skip
    ends = date(2026, 11, 10) if period == PERIOD else date(2026, 12, 1)
    add_charges([row], period=period, review_ends=ends, step=Step("collect", "tests", _AT))
    if state != "in review":
        move([name], before="in review", after=state, step=Step("accept", "tests", _AT))
