"""What may somebody see of the papers, and how is one rendered for its reader?

Whoever owes a paper sees it, and who answers for the payer or owns the cost center; so does the legal entity that
issued it, and the unit that supplied every line of it. Rule to remember: a paper that one may not see does not exist
for him: the same refusal as for an id that was never given.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from comptoir.core.billing.invoice import Invoice
from comptoir.core.billing.states import verbs
from comptoir.core.relation.facts import ORGANIZATIONS, UNITS
from comptoir.core.values import Amount, Reason, Refusal
from comptoir.documents import Statement, invoice_pdf, statement_pdf
from comptoir.operations.actors import Actor, may
from comptoir.operations.desk import desk
from comptoir.operations.paper.values import CREDIT_NOTE, INTERNAL, INVOICE, IssuedInvoice, IssuedStatement
from comptoir.store.paper.frozen import thaw
from comptoir.store.paper.queries import ListedPaper, Seen, StoredPaper, find_paper, list_credits, list_papers
from comptoir.store.paper.rows import EventRow, PaperRow

PAGE = 50


class Rendered(NamedTuple):
    """A document as bytes: its file's name, what it is, and its content."""

    name: str
    media: str
    content: bytes


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper as somebody may see it. `keeper`: whether he is of the house that issued it, and sees all its events."""

    stored: StoredPaper = field(repr=False)
    keeper: bool
    credit_notes: tuple[StoredPaper, ...] = field(default=(), repr=False)

    @property
    def row(self) -> PaperRow:
        """What was issued."""
        return self.stored.row

    @property
    def state(self) -> str:
        """What it is now."""
        return self.stored.state

    @property
    def owed(self) -> Amount:
        """What is owed still; below nothing: in the customer's favor."""
        return Amount(self.stored.owed, self.row.currency)

    @property
    def gross(self) -> Amount:
        """What it comes to, VAT included."""
        return Amount(self.row.gross, self.row.currency)

    @property
    def claims(self) -> bool:
        """Whether it claims money, which statements and credit notes do not."""
        return self.row.kind in (INVOICE, INTERNAL)

    @property
    def credited_lines(self) -> frozenset[str]:
        """The lines that credit notes have taken back."""
        return frozenset(line.takes_back for note in self.credit_notes for line in note.lines)

    @property
    def events(self) -> tuple[EventRow, ...]:
        """What happened to it; the customer's side sees what concerns it."""
        hidden = () if self.keeper else ("issue", "ask_write_off", "write_off", "void")
        return tuple(one for one in self.stored.events if one.verb not in hidden)

    def told(self, language: str) -> Invoice | Statement:
        """What it says, in a language."""
        return said(self.row).told(language)

    @property
    def verbs(self) -> tuple[str, ...]:
        """What may be done with it next, by its state."""
        return verbs("invoice", self.state)


def form_key(view: PaperView) -> str:
    """The key of a form about a paper as it is now: sent twice, it does its deed once."""
    return f"{view.row.public_id}-{len(view.stored.events)}"


def get_paper(paper: str, *, actor: Actor, at: datetime) -> PaperView:
    """A paper by its number or public id.

    raises    Refusal(paper.unknown) where there is none, or none for this actor
    """
    found = find_paper(public_id=paper) or find_paper(number=paper)
    if found is None:
        raise unknown(paper)
    keeper = keeps(found, actor, at)
    if not keeper and not _owes(found, actor, at):
        raise unknown(paper)
    if not keeper and found.state in ("issued", "void") and found.row.kind in (INVOICE, CREDIT_NOTE):
        raise unknown(paper)  # It was not sent: for its customer it is not there yet.
    notes = list_credits(found.row.number) if found.row.kind == INVOICE else ()
    shown = tuple(one for one in notes if keeper or one.state != "issued")
    return PaperView(found, keeper, shown)


def find_papers(
    *, actor: Actor, at: datetime, kinds: tuple[str, ...] = (), states: tuple[str, ...] = (), text: str = "",
    since: date | None = None, until: date | None = None, overdue: bool = False, page: int = 1,
) -> list[ListedPaper]:  # fmt: skip
    """Papers that an actor may see, newest first, a page of them and one more to tell whether others follow."""
    mine, kept = seen(actor, at)
    return list_papers(
        kept, kinds=kinds, states=states, since=since, until=until, text=text,
        due_before=desk().day(at) if overdue else None, sent=mine, start=(page - 1) * PAGE, limit=PAGE + 1,
    )  # fmt: skip


def render(paper: str, *, actor: Actor, at: datetime, form: str = "pdf", language: str = "") -> Rendered:
    """A paper as a file: an invoice as Factur-X, or its XML alone; a statement as PDF.

    language  of the PDF's texts; empty: the one it was issued in. The XML is the one that was issued
    raises    Refusal: paper.unknown, paper.form for the XML of what has none
    """
    view = get_paper(paper, actor=actor, at=at)
    row = view.row
    if form == "xml":
        if not row.xml:
            raise Refusal(Reason("paper.form", (("number", row.number),)))
        return Rendered(f"{row.number}.xml", "application/xml", row.xml.encode())
    return as_pdf(row, language)


def as_pdf(row: PaperRow, language: str = "") -> Rendered:
    """A paper as PDF: Factur-X with its XML inside, where it has one; empty: in the language it was issued in."""
    told = said(row).told(language or row.language)
    content = invoice_pdf(told, row.xml.encode()) if isinstance(told, Invoice) else statement_pdf(told)
    return Rendered(f"{row.number}.pdf", "application/pdf", content)


def said(row: PaperRow) -> IssuedInvoice | IssuedStatement:
    """What a paper says, in both languages."""
    if row.kind in (INVOICE, CREDIT_NOTE):
        return thaw(IssuedInvoice, row.value)
    return thaw(IssuedStatement, row.value)


def seen(actor: Actor, at: datetime) -> tuple[Seen, Seen]:
    """By which ways an actor sees papers: as one who owes, and as one of the house that issued them."""
    if actor.machine or may(actor, "paper.read_issued", "", at):
        return Seen(), Seen(everything=True)
    company = desk().company
    own = {actor.acting_for} if may(actor, "paper.read", actor.acting_for, at) else set[str]()
    centers = [one.id for one in company.cost_centers if actor.owns(one.owner)]
    entities, suppliers = [], []
    if actor.held or any(party.manager == actor.person for party in company.parties.values()):
        for party in company.parties.values():
            if party.kind in UNITS and may(actor, "paper.read_paid", party.id, at):
                own.add(party.id)
            if party.kind in UNITS and may(actor, "paper.read_supplied", party.id, at):
                suppliers.append(party.id)
            if party.kind in ORGANIZATIONS and may(actor, "paper.read_issued", party.id, at):
                entities.append(party.id)
    return Seen(payers=own, cost_centers=centers), Seen(entities=entities, suppliers=suppliers)


def keeps(found: StoredPaper, actor: Actor, at: datetime) -> bool:
    """Whether an actor is of the house that issued a paper, or supplied all of it."""
    if may(actor, "paper.read_issued", found.row.entity, at):
        return True
    suppliers = {line.supplier for line in found.lines}
    return bool(suppliers) and all(may(actor, "paper.read_supplied", one, at) for one in suppliers)


def unknown(paper: str) -> Refusal:
    """The refusal for a paper that does not exist, or not for him."""
    return Refusal(Reason("paper.unknown", (("number", paper),)))


def _owes(found: StoredPaper, actor: Actor, at: datetime) -> bool:
    row = found.row
    if may(actor, "paper.read", row.payer, at) or may(actor, "paper.read_paid", row.payer, at):
        return True
    owner = next((one.owner for one in desk().company.cost_centers if one.id == row.cost_center), "")
    return bool(row.cost_center) and actor.owns(owner)
