"""How is a document issued? Its number, its rows, its entries, its charges and its audit row, in one transaction.

    issue_invoice          one invoice of charges of one payer
    issue_due              the invoices of what one payer accepted of a month, before its close
    issue_for_close        what the close of a month comes to: one document per payer, one statement per cost center
    issue                  any checked draft, inside a turn

Everything slow is done before the transaction. In it the number is taken after all that can be refused, so whoever
waits for the series waits for a few inserts and a commit. Rule to remember: a transaction that fails gives its number
back, because it was never taken anywhere else (I-23).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from comptoir.core.billing.closing import Month
from comptoir.core.billing.posting import TwoSided, internal_document_postings, issue_postings
from comptoir.core.billing.states import next_state
from comptoir.core.ledger import FRENCH_CHART, JournalEntry, JournalKind, journal_of
from comptoir.core.tax.rules import SettlementKind
from comptoir.core.values import Amount, DayPeriod, Reason, Refusal
from comptoir.core.values.reason_json import to_json
from comptoir.documents import to_cii
from comptoir.operations.actors import Actor, require
from comptoir.operations.books.posting import append_entries
from comptoir.operations.charges.posting import DUE, mark_invoiced, ready_to_invoice
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.once import first_time
from comptoir.operations.paper.drafting import (
    Draft,
    checked,
    draft_internal_document,
    draft_invoice,
    draft_statements,
)
from comptoir.operations.paper.numbers import Numbered, next_day, take
from comptoir.operations.paper.values import CREDIT_NOTE, STATEMENT, IssuedInvoice
from comptoir.operations.public_id import new_id
from comptoir.operations.turns import turn
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.charges.models import Charge
from comptoir.store.charges.queries import Wanted, next_charges
from comptoir.store.charges.writing import Step, move
from comptoir.store.locks import take as lock
from comptoir.store.outbox.queries import leave
from comptoir.store.paper.frozen import freeze
from comptoir.store.paper.queries import StoredPaper, find_paper, list_claims, list_statements
from comptoir.store.paper.rows import EventRow, PaperRow, event_hash, paper_hash
from comptoir.store.paper.writing import add_event, add_paper, move_head

_MOST = 1_000_000
_TOLD = 50


class Refused(NamedTuple):
    """Charges that could not go onto paper, and why: they wait, the others go on."""

    payer: str
    charges: tuple[str, ...]
    reason: Reason


class IssuedAll(NamedTuple):
    """What a close issued: numbers by charge, numbers of statements, and what was refused."""

    by_charge: dict[str, str]
    statements: tuple[str, ...]
    refused: tuple[Refused, ...]


def issue_invoice(
    charges: Sequence[str], *, actor: Actor, at: datetime, issued: date | None = None, key: str = ""
) -> str:
    """Issue one invoice of accepted charges of one payer, and post it.

    issued    its day; None: today
    key       the same key issues once (I-19)
    returns   the number
    raises    Refusal: paper.nothing, paper.charge, paper.mixed, permission.denied, billing.not_invoiced,
              paper.not_accepted for a charge that is not due yet, or not any more, paper.incomplete with every
              missing mention, paper.invalid with every broken rule, paper.day,
              paper.claimed for a charge that stands on another one, charge.busy
    """
    company = desk().company
    found = _charges(charges)
    day = issued or desk().day(at)
    draft = draft_invoice(company, found, issued=day)
    require(actor, "paper.issue", draft.entity, at=at)
    ready = checked([draft])[0]
    if isinstance(ready, Refusal):
        raise ready
    body = f"{sorted(charges)} {day}"
    public_id = new_id()
    with turn([_claim_lock(one) for one in charges]):
        earlier = first_time(actor, "paper.issue", key, body=body, outcome=public_id, at=at)
        if earlier is not None:
            known = find_paper(public_id=earlier)
            return known.row.number if known else earlier
        _refuse_early(found)
        number = issue(ready, actor=actor, at=at, public_id=public_id)
    reach("paper.committed")
    return number


def issue_due(
    supplier: str, period: str, payer: str, *, actor: Actor, at: datetime, issued: date | None = None
) -> tuple[str, ...]:
    """Issue what a payer accepted of a supplier's month: one invoice of all that may stand together, all or none.

    issued    their day; None: today, or the last day of the series if that is later
    returns   their numbers
    raises    Refusal: paper.nothing, and as `issue_invoice`
    """
    company, numbers = desk().company, []
    with turn():
        ready = ready_to_invoice(supplier, str(Month.read(period)), payer=payer, limit=_MOST)
        groups = _by_payer(one for one in ready if one.settlement == SettlementKind.INVOICE.value)
        if not groups:
            raise Refusal(Reason("paper.nothing"))
        for group in groups:
            require(actor, "paper.issue", group[0].entity, at=at)
            day = issued or next_day(company, group[0].entity, desk().day(at))
            numbers.append(issue_invoice([one.id for one in group], actor=actor, at=at, issued=day))
    return tuple(numbers)


def issue_for_close(
    charges: Iterable[Charge], *, supplier: str, period: str, actor: Actor, at: datetime, issued: date | None = None
) -> IssuedAll:  # fmt: skip
    """Issue what a supplier's month comes to; to be asked for again after a crash, as often as wanted.

    charges   those that are due and go onto invoices or internal documents; those that were posted between cost
              centers are found here, and go onto statements
    issued    the day; None: today, or the last day of the series if that is later
    returns   every document of these charges, also those that were issued before; refused ones are parked with their
              reason and do not stop the others
    raises    Refusal: permission.denied
    """
    require(actor, "close.run", supplier, at=at)
    company, month = desk().company, Month.read(period)
    days = DayPeriod(month.first, month.next.first)
    wanted = list(charges)
    by_charge = {charge: number for charge, (number, _) in list_claims([one.id for one in wanted]).items()}
    refused: list[Refused] = []
    drafts: list[Draft] = []
    for group in _by_payer(one for one in wanted if one.id not in by_charge):
        day = issued or next_day(company, group[0].entity, desk().day(at))
        try:
            if group[0].settlement == SettlementKind.INVOICE.value:
                drafts.append(draft_invoice(company, group, issued=day))
            else:
                drafts.append(draft_internal_document(company, group, issued=day, period=days))
        except Refusal as refusal:
            refused.append(_park(group, refusal, actor, at))
    for draft, ready in zip(drafts, checked(drafts), strict=True):
        try:
            number = _issue_alone(ready, actor=actor, at=at)
        except Refusal as refusal:
            refused.append(_park(draft.charges, refusal, actor, at))
            continue
        by_charge |= {one.id: number for one in draft.charges}
    inside = Wanted(
        supplier=supplier, period=period, states=("posted",), settlements=(SettlementKind.CHARGE.value,)
    )
    statements = _issue_statements(
        next_charges(inside, _MOST), actor=actor, at=at, issued=issued, period=days
    )
    return IssuedAll(by_charge, statements, tuple(refused))


def issue(draft: Draft, *, actor: Actor, at: datetime, public_id: str = "") -> str:
    """Issue a checked draft inside a turn; the charges that it claims are locked.

    returns   the number
    raises    Refusal: paper.claimed, paper.day, charge.busy
    """
    if draft.kind not in (CREDIT_NOTE, STATEMENT):
        claimed = list_claims([line.charge for line in draft.lines if line.charge])
        for charge, (number, _) in claimed.items():
            raise Refusal(Reason("paper.claimed", (("charge", charge), ("number", number))))
    company = desk().company
    numbered = take(company, draft.entity, draft.kind, draft.issued)
    reach("paper.numbered")
    row = _row(draft, numbered, actor, at, public_id or new_id())
    paper = add_paper(row, draft.lines)
    move_head(numbered.prefix, numbered.year, row.hash)
    reach("paper.written")
    told = {"number": row.number, "kind": row.kind, "payer": row.payer, "gross": row.gross, "hash": row.hash}
    record_deed("paper.issued", actor=actor.name, at=at, params=told)
    posted = append_entries(_entries(draft, row, at), actor=actor, at=at)
    ids = " ".join(one.entry.id for one in posted)
    owed = 0 if draft.kind in (CREDIT_NOTE, STATEMENT) else row.gross
    event = EventRow(
        1,
        "issue",
        next_state("invoice", "draft", "issue"),
        at,
        row.issued_on,
        actor.name,
        owed,
        owed,
        entry=ids,
    )
    add_event(paper, event._replace(hash=event_hash(event, row.hash)))
    if draft.kind == STATEMENT:
        _tell(row, at)
    if draft.charges:
        mark_invoiced(draft.charges, paper=row.number, entry=ids.partition(" ")[0], actor=actor, at=at)
    reach("paper.recorded")
    return row.number


def _tell(row: PaperRow, at: datetime) -> None:
    """Statements are there to be read at once: nobody sends them."""
    told = (
        ("number", row.number), ("kind", row.kind), ("gross", Amount(row.gross, row.currency)), ("due", row.issued_on)
    )  # fmt: skip
    leave(f"paper {row.number}", Reason("paper.sent_to_read", told), recipient=row.payer, at=at)


def _issue_alone(ready: Draft | Refusal, *, actor: Actor, at: datetime) -> str:
    if isinstance(ready, Refusal):
        raise ready
    with turn([_claim_lock(line.charge) for line in ready.lines]):
        number = issue(ready, actor=actor, at=at)
    reach("paper.committed")
    return number


def _issue_statements(
    charges: Sequence[Charge], *, actor: Actor, at: datetime, issued: date | None, period: DayPeriod
) -> tuple[str, ...]:
    """One statement per cost center and payer, of what no statement has told yet."""
    if not charges:
        return ()
    company = desk().company
    day = issued or next_day(company, charges[0].entity, desk().day(at))
    known = list_statements([one.id for one in charges])
    numbers = list(dict.fromkeys(known.values()))
    drafts = draft_statements(company, charges, issued=day, period=period, known=known.keys())
    return (*numbers, *(_issue_alone(draft, actor=actor, at=at) for draft in drafts))


def _row(draft: Draft, numbered: Numbered, actor: Actor, at: datetime, public_id: str) -> PaperRow:
    value = draft.value.numbered(numbered.number)
    xml = ""
    due = None
    if isinstance(value, IssuedInvoice):
        told = value.told(draft.language)
        xml, due = to_cii(told).decode(), told.due
    currency, net, vat, gross = draft.totals
    row = PaperRow(
        public_id, numbered.number, draft.kind, draft.entity, numbered.prefix, numbered.year, numbered.sequence,
        draft.issued, at, actor.name, draft.payer, draft.buyer, draft.relation.value, draft.cost_center, currency, net,
        vat, gross, due, draft.language, draft.credits, freeze(value), xml, numbered.previous, "",
    )  # fmt: skip
    return row._replace(hash=paper_hash(row))


def _entries(draft: Draft, row: PaperRow, at: datetime) -> list[JournalEntry]:
    """What a document says in the books: the seller's, and the buyer's where it is of the group."""
    if draft.kind == STATEMENT or not row.gross:
        return []
    chart = FRENCH_CHART
    if isinstance(draft.value, IssuedInvoice):
        value = draft.value.numbered(row.number)
        sides = issue_postings(
            value.told(draft.language), value.owed, relation=draft.relation, seller=draft.entity, buyer=draft.buyer,
            payer=draft.payer, earned_by=value.earned_by, revenue=value.revenue, chart=chart, bought_with=chart,
        )  # fmt: skip
    else:
        sides = internal_document_postings(
            draft.claims, seller=draft.entity, buyer=draft.buyer, chart=chart, bought_with=chart
        )
    return both_entries(
        sides, seller=draft.entity, buyer=draft.buyer, kinds=(JournalKind.SALES, JournalKind.PURCHASES),
        day=draft.issued, at=at, source=f"{draft.kind} {row.number}", text=_text(draft, row),
    )  # fmt: skip


def both_entries(
    sides: TwoSided, *, seller: str, buyer: str, kinds: tuple[JournalKind, JournalKind], day: date, at: datetime,
    source: str, text: str,
) -> list[JournalEntry]:  # fmt: skip
    """The entries of one event in the seller's books and, if there is one, in the buyer's."""
    wanted = ((seller, kinds[0], sides.seller), (buyer, kinds[1], sides.buyer))
    return [
        JournalEntry("", journal_of(entity, kind), day, at, source, postings, text=text)
        for entity, kind, postings in wanted
        if postings
    ]


def _text(draft: Draft, row: PaperRow) -> str:
    """What an accountant reads; the beginning of the hash ties the entry to the document."""
    party = desk().company.parties.get(draft.payer)
    return f"{row.number} {party.named.name('fr') if party else draft.payer} #{row.hash[:16]}"


def _by_payer(charges: Iterable[Charge]) -> list[list[Charge]]:
    groups: dict[tuple[str, ...], list[Charge]] = {}
    for one in charges:
        if one.settlement != SettlementKind.CHARGE.value:
            key = (one.settlement, one.entity, one.payer, one.buyer, one.relation, one.currency)
            groups.setdefault(key, []).append(one)
    return [groups[key] for key in sorted(groups)]


def _charges(ids: Sequence[str]) -> list[Charge]:
    """Charges by their ids, in the order asked for."""
    if not ids:
        raise Refusal(Reason("paper.nothing"))
    found = {one.id: one for one in next_charges(Wanted(ids=tuple(ids)), _MOST)}
    for charge in ids:
        if charge not in found:
            raise Refusal(Reason("paper.charge", (("charge", charge),)))
    return [found[charge] for charge in dict.fromkeys(ids)]


def _refuse_early(charges: Iterable[Charge]) -> None:
    """Only what was accepted goes onto an invoice; what stands on one already is refused by its claim."""
    for one in charges:
        if one.state not in (*DUE, "posted"):
            raise Refusal(Reason("paper.not_accepted", (("charge", one.id),)))


def _claim_lock(charge: str) -> str:
    return f"claim {charge}"


def lock_paper(number: str) -> StoredPaper:
    """A paper that nobody else changes until the turn ends.

    raises    Refusal(paper.unknown)
    """
    lock([f"paper {number}"])
    found = find_paper(number=number)
    if found is None:
        raise Refusal(Reason("paper.unknown", (("number", number),)))
    return found


def _park(charges: Sequence[Charge], refusal: Refusal, actor: Actor, at: datetime) -> Refused:
    """Set charges aside that could not be issued: they go to the next month with their reason."""
    step, why = Step("park", actor.name, at), to_json([refusal.reason])
    ids = tuple(one.id for one in charges)
    with turn():
        for charge in charges:
            after = next_state("charge", charge.state, "park")
            move([charge.id], before=charge.state, after=after, step=step, why=why)
        told = {"charges": list(ids[:_TOLD]), "count": len(ids), "reason": refusal.reason.code}
        record_deed("paper.refused", actor=actor.name, at=at, params=told)
        reach("paper.recorded")
    return Refused(charges[0].payer, ids, refusal.reason)
