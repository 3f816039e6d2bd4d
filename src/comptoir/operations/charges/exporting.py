"""Charges as rows for somebody's spreadsheet or program, oldest day first.

Rule to remember: VAT stands on papers; what is said here of one charge is its own amount at its own rate, and may
differ by a cent from its part of an invoice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from comptoir.core.values import Amount
from comptoir.documents import ChargeRow
from comptoir.operations.actors import Actor, require
from comptoir.operations.desk import Desk, desk
from comptoir.store.charges import queries
from comptoir.store.charges.models import Charge
from comptoir.store.charges.queries import MOST_LISTED, Wanted
from comptoir.wording import word


def export_charges(
    *,
    since: date,
    upto: date,
    language: str,
    actor: Actor,
    at: datetime,
    supplier: str = "",
    entity: str = "",
) -> tuple[ChargeRow, ...]:
    """Every charge of what was delivered on the days `[since, upto)`, whatever became of it.

    supplier  of this unit; empty: of all, for who may read all
    entity    of this legal entity
    raises    Refusal(permission.denied)
    """
    require(actor, "charge.read_supplied", supplier, at=at)
    counter = desk()
    wanted = Wanted(supplier=supplier, entity=entity, since=since, upto=upto)
    rows = [_row(one, language, counter) for one in _walk(wanted)]
    return tuple(reversed(rows))


def _walk(wanted: Wanted) -> Iterator[Charge]:
    page = queries.list_charges(wanted)
    yield from page
    while len(page) == MOST_LISTED:
        page = queries.list_charges(replace(wanted, before=(page[-1].day, page[-1].id)))
        yield from page


def _row(one: Charge, language: str, counter: Desk) -> ChargeRow:
    net = Amount(one.amount, one.currency)
    vat = net.times(Decimal(one.vat_rate))
    centers = " ".join(part.cost_center for part in queries.parts_of(one) if part.cost_center)
    offering = counter.company.offerings.get(one.offering)
    named = one.offering if offering is None else offering.name_fr if language == "fr" else offering.name_en
    return ChargeRow(
        one.id, one.day, _party(one.supplier, language, counter), _party(one.payer, language, counter), centers,
        named or one.label, Decimal(one.quantity), word(one.unit, language), net, vat, net + vat, one.source,
        word(one.state, language, family="charge"),
    )  # fmt: skip


def _party(party: str, language: str, counter: Desk) -> str:
    found = counter.company.parties.get(party)
    return found.named.name(language) if found else party
