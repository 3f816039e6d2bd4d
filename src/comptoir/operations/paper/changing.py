"""What may be done about a document that was issued: send it, void it before, credit it, issue it anew.

    send_paper        to whoever it is for, by a message in their language
    void_invoice      while nobody has it: its entry is reversed, its charges may be charged anew, its number stays
    credit_invoice    all of it or some lines, by a credit note that points to each
    reissue_invoice   the same lines under a new number, with addresses and terms as they are now

Rule to remember: an issued document is never changed and a number never used again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime

from comptoir.core.billing.claims import credit_note, still_creditable
from comptoir.core.billing.invoice import Invoice
from comptoir.core.tax.rules import Relation
from comptoir.core.values import Amount, Reason, Refusal
from comptoir.operations.actors import Actor, require
from comptoir.operations.books.posting import reverse_entries
from comptoir.operations.charges.posting import mark_credited
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.once import first_time
from comptoir.operations.paper.checking import check_all
from comptoir.operations.paper.drafting import Draft
from comptoir.operations.paper.events import happen
from comptoir.operations.paper.issuing import issue, lock_paper
from comptoir.operations.paper.making import PROVISIONAL, renewed
from comptoir.operations.paper.numbers import next_day, number_of
from comptoir.operations.paper.parties import LANGUAGES
from comptoir.operations.paper.values import CREDIT_NOTE, INVOICE, STATEMENT, IssuedInvoice
from comptoir.operations.public_id import new_id
from comptoir.operations.turns import turn
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.charges.queries import Wanted, next_charges
from comptoir.store.charges.writing import Step, move_one
from comptoir.store.orders.queries import find_outcome
from comptoir.store.outbox.queries import leave
from comptoir.store.paper.frozen import thaw
from comptoir.store.paper.queries import StoredPaper, find_paper, list_credits, list_of_charges
from comptoir.store.paper.rows import LineRow

LONGEST_NOTE = 1000


def send_paper(number: str, *, actor: Actor, at: datetime) -> None:
    """Send a document to whoever it is for; it cannot be void after that.

    raises    Refusal: paper.unknown, permission.denied, state.forbidden, paper.not_sent for a statement
    """
    with turn():
        found = lock_paper(number)
        require(actor, "paper.send", found.row.entity, at=at)
        if found.row.kind == STATEMENT:
            raise Refusal(Reason("paper.not_sent", (("number", number),)))
        row = found.row
        happen(found, "send", actor=actor, at=at, day=desk().day(at))
        told = (
            ("number", row.number), ("kind", row.kind), ("gross", Amount(row.gross, row.currency)),
            ("due", row.due_on or row.issued_on),
        )  # fmt: skip
        sent = Reason("paper.sent" if row.kind == INVOICE else "paper.sent_to_read", told)
        leave(f"paper {row.number} sent", sent, recipient=row.payer, at=at)
        record_deed("paper.sent", actor=actor.name, at=at, params={"number": number, "to": row.payer})
        reach("paper.recorded")
    reach("paper.committed")


def void_invoice(number: str, *, reason: str, actor: Actor, at: datetime) -> None:
    """Withdraw a document that was not sent; what it claimed may be charged anew.

    raises    Refusal: paper.unknown, permission.denied, paper.reason, state.forbidden, paper.void_credit
    """
    _worded(reason)
    with turn():
        found = lock_paper(number)
        require(actor, "paper.void", found.row.entity, at=at)
        if found.row.kind == CREDIT_NOTE:
            raise Refusal(Reason("paper.void_credit", (("number", number),)))
        _void(found, reason=reason, actor=actor, at=at, again=True)
    reach("paper.committed")


def credit_invoice(
    number: str, *, reason: str, actor: Actor, at: datetime, lines: Collection[str] = (), issued: date | None = None,
    again: bool = False, key: str = "",
) -> str:  # fmt: skip
    """Take back an invoice, or some of its lines, by a credit note.

    lines     ids of its lines; empty: all that no credit note has taken back yet
    again     whether what was delivered may be charged anew
    returns   the number of the credit note
    raises    Refusal: paper.unknown, permission.denied, paper.reason, paper.not_invoice, paper.credited,
              billing.credit.*, state.forbidden, paper.invalid
    """
    _worded(reason)
    require(actor, "paper.credit", known(number).row.entity, at=at)
    return _credit(number, lines, reason, actor, at, issued=issued, again=again, key=key)


def credit_for_undo(
    *, supplier: str, period: str, reason: str, actor: Actor, at: datetime
) -> tuple[str, ...]:
    """Take back every paper of a supplier's month whose close is undone: void what was not sent, credit the rest.

    returns   the numbers of the papers that no longer count
    raises    Refusal: permission.denied
    """
    require(actor, "close.undo", supplier, at=at)
    _worded(reason)
    charges = next_charges(Wanted(supplier=supplier, period=period, states=("posted",)), 1_000_000)
    papers = list_of_charges([one.id for one in charges])
    for paper in papers:
        number = paper.row.number
        if paper.state == "issued":
            with turn():
                _void(lock_paper(number), reason=reason, actor=actor, at=at, again=True)
            reach("paper.committed")
        elif paper.row.kind == INVOICE:
            _credit(number, (), reason, actor, at, again=True)
    return tuple(paper.row.number for paper in papers)


def reissue_invoice(
    number: str, *, reason: str, actor: Actor, at: datetime, issued: date | None = None
) -> str:
    """Issue the lines of an invoice anew under today's addresses and terms; one that was not sent becomes void.

    returns   the number of the new invoice
    raises    Refusal: paper.unknown, permission.denied, paper.reason, paper.not_invoice, paper.not_reissued for one
              that was sent and not credited whole, paper.incomplete, paper.invalid
    """
    _worded(reason)
    day = issued or desk().day(at)
    found = known(number)
    require(actor, "paper.issue", found.row.entity, at=at)
    draft = _renewed_draft(found, day)
    with turn([f"claim {line.charge}" for line in found.lines]):
        found = lock_paper(number)
        if found.state not in ("issued", "credited"):
            raise Refusal(Reason("paper.not_reissued", (("number", number),)))
        if found.state == "issued":
            _void(found, reason=reason, actor=actor, at=at, again=None)
        fresh = issue(draft, actor=actor, at=at)
        _moved_over(found, fresh, actor=actor, at=at)
    reach("paper.committed")
    return fresh


def _credit(
    number: str, lines: Collection[str], reason: str, actor: Actor, at: datetime, *, issued: date | None = None,
    again: bool = False, key: str = "",
) -> str:  # fmt: skip
    found = known(number)
    day = issued or next_day(desk().company, found.row.entity, desk().day(at))
    public_id = new_id()
    body = f"{number} {sorted(lines)} {reason}"
    if key and (said := find_outcome(actor.person, "paper.credit", key)) is not None and said[0] == body:
        return _number(said[1])  # Its lines are taken back: a draft would be refused.
    draft = _credit_draft(found, lines, reason, day)
    with turn():
        earlier = first_time(actor, "paper.credit", key, body=body, outcome=public_id, at=at)
        if earlier is not None:
            return _number(earlier)
        found = lock_paper(number)
        open_lines(found, lines)  # Asked again now that nobody else credits it.
        credited = issue(draft, actor=actor, at=at, public_id=public_id)
        _taken_back(found, draft, credited, reason=reason, again=again, actor=actor, at=at)
    reach("paper.committed")
    return credited


def _number(public_id: str) -> str:
    found = find_paper(public_id=public_id)
    return found.row.number if found else public_id


def known(number: str) -> StoredPaper:
    """An invoice by its number.

    raises    Refusal: paper.unknown, paper.not_invoice
    """
    found = find_paper(number=number)
    if found is None:
        raise Refusal(Reason("paper.unknown", (("number", number),)))
    if found.row.kind != INVOICE:
        raise Refusal(Reason("paper.not_invoice", (("number", number),)))
    return found


def value_of(found: StoredPaper) -> IssuedInvoice:
    """What an invoice or a credit note says, in both languages."""
    return thaw(IssuedInvoice, found.row.value)


def open_lines(found: StoredPaper, wanted: Collection[str]) -> tuple[str, ...]:
    """The lines that are asked for, or all that no credit note has taken back.

    raises    Refusal(paper.credited) for one that was, or where none is left
    """
    taken = {line.takes_back for note in list_credits(found.row.number) for line in note.lines}
    left = tuple(line.line for line in found.lines if line.line not in taken)
    for line in wanted:
        if line in taken:
            raise Refusal(Reason("paper.credited", (("number", found.row.number), ("line", line))))
    if not left:
        raise Refusal(Reason("paper.credited", (("number", found.row.number), ("line", "1"))))
    return tuple(dict.fromkeys(wanted)) or left


def _credit_draft(found: StoredPaper, wanted: Collection[str], reason: str, day: date) -> Draft:
    """A credit note, checked."""
    row, old = found.row, value_of(found)
    lines = open_lines(found, wanted)
    number = number_of(desk().company, row.entity, CREDIT_NOTE, day, PROVISIONAL)
    told = {
        language: credit_note(old.told(language), number=number, issued=day, lines=lines, reason=reason)
        for language in LANGUAGES
    }
    earlier = list_credits(row.number)
    if earlier and sum(len(one.lines) for one in earlier) + len(lines) == len(found.lines):
        told = {language: _rest_of(old, earlier, told[language], language) for language in LANGUAGES}
    value = IssuedInvoice(told["fr"], told["en"], tuple(one for one in old.books if one.line in lines))
    kept = {line.line: line for line in found.lines}
    rows = tuple(LineRow(one, kept[one].charge, kept[one].supplier, kept[one].amount, one) for one in lines)
    draft = Draft(
        CREDIT_NOTE, row.entity, row.payer, row.buyer, Relation(row.relation), day, row.language, value, rows,
        credits=row.number,
    )  # fmt: skip
    return _sound(draft)


def _rest_of(old: IssuedInvoice, earlier: Sequence[StoredPaper], note: Invoice, language: str) -> Invoice:
    """The last credit note of an invoice takes back all that is left, to the cent."""
    taken = [value_of(one).told(language) for one in earlier]
    rest = still_creditable(old.told(language), taken) - note.totals.payable
    return (
        replace(note, rounding=(note.rounding or Amount.zero(note.currency)) + rest) if rest.minor else note
    )


def _renewed_draft(found: StoredPaper, day: date) -> Draft:
    row = found.row
    number = number_of(desk().company, row.entity, INVOICE, day, PROVISIONAL)
    value = renewed(
        desk().company, value_of(found), entity=row.entity, buyer=row.buyer, payer=row.payer, issued=day,
        number=number, note=row.number,
    )  # fmt: skip
    draft = Draft(
        INVOICE,
        row.entity,
        row.payer,
        row.buyer,
        Relation(row.relation),
        day,
        row.language,
        value,
        found.lines,
    )
    return _sound(draft)


def _sound(draft: Draft) -> Draft:
    assert isinstance(draft.value, IssuedInvoice)
    answer = check_all([draft.value.told(draft.language)])[0]
    if isinstance(answer, Refusal):
        raise answer
    return draft


def _void(found: StoredPaper, *, reason: str, actor: Actor, at: datetime, again: bool | None) -> None:
    """Reverse what was posted and say that it is void; again None: its charges go onto another paper at once."""
    day = desk().day(at)
    happen(found, "void", actor=actor, at=at, day=day, moved=-found.owed, note=reason)
    record_deed("paper.void", actor=actor.name, at=at, params={"number": found.row.number, "reason": reason})
    entries = found.events[0].entry.split()
    back = reverse_entries(entries, reason=reason, actor=actor, at=at) if entries else ()
    charges = _charges(found.lines)
    if again is not None and charges and found.row.kind != "statement":
        by = back[0].entry.id if back else ""
        mark_credited(charges, by=by, reason=reason, again=again, actor=actor, at=at)
    reach("paper.recorded")


def _taken_back(
    found: StoredPaper, draft: Draft, credited: str, *, reason: str, again: bool, actor: Actor, at: datetime
) -> None:
    """Say on the invoice what the credit note took back, and of its charges."""
    gross = draft.totals[3]
    note = find_paper(number=credited)
    assert note is not None
    left = len(found.lines) - sum(len(one.lines) for one in list_credits(found.row.number))
    verb = "credit" if not left else "credit_part"
    if verb == "credit_part" and found.owed - gross == 0 and found.state in ("sent", "partly paid"):
        verb = "credit_rest"
    entry = note.events[0].entry
    happen(
        found,
        verb,
        actor=actor,
        at=at,
        day=draft.issued,
        moved=-gross,
        reference=credited,
        note=reason,
        entry=entry,
    )
    charges = _charges(draft.lines)
    mark_credited(charges, by=entry.partition(" ")[0], reason=reason, again=again, actor=actor, at=at)
    told = {"number": found.row.number, "by": credited, "reason": reason}
    record_deed("paper.credited", actor=actor.name, at=at, params=told)
    reach("paper.recorded")


def _moved_over(found: StoredPaper, fresh: str, *, actor: Actor, at: datetime) -> None:
    """The charges of a void invoice stand on the new one now; those of a credited one were taken back already."""
    new = find_paper(number=fresh)
    assert new is not None
    entry = new.events[0].entry.partition(" ")[0]
    step = Step("post", actor.name, at, fresh)
    for charge in _charges(found.lines):
        move_one(charge, before="posted", after="posted", step=step, paper=fresh, entry=entry)
    told = {"number": found.row.number, "by": fresh}
    record_deed("paper.reissued", actor=actor.name, at=at, params=told)
    reach("paper.recorded")


def _charges(lines: Sequence[LineRow]) -> list[str]:
    return [line.charge for line in lines if line.charge]


def _worded(reason: str) -> None:
    if not reason.strip() or len(reason) > LONGEST_NOTE:
        raise Refusal(Reason("paper.reason", (("most", LONGEST_NOTE),)))
