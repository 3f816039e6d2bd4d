"""How does a charge get into the books? Inside one legal entity by an entry; by an invoice where one is due.

    post_internal      the entries of charges between cost centers, one entry a charge
    ready_to_invoice   what is accepted and goes onto paper: for `operations.paper`
    mark_invoiced      that paper was issued and posted, inside its own turn
    mark_credited      that a credit note took it back

Rule to remember: one charge is one entry, so that one charge can be taken back alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from comptoir.company import Company
from comptoir.core.billing.charging import Charge as CoreCharge
from comptoir.core.billing.closing import Month
from comptoir.core.billing.posting import internal_postings
from comptoir.core.ledger import FRENCH_CHART, JournalEntry, JournalKind, journal_of
from comptoir.core.tax.rules import Relation, SettlementKind
from comptoir.core.tax.settling import Settlement, Situation
from comptoir.core.tax.vat import Vat, VatCategory
from comptoir.core.values import Amount, Named, Reason, Refusal
from comptoir.core.values.reason_json import from_json, to_json
from comptoir.operations.actors import Actor
from comptoir.operations.books.posting import append_entries
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.store.bookings.queries import list_of_lines
from comptoir.store.charges.models import BOOKING, ORDER_LINE, OWN, USAGE, Charge
from comptoir.store.charges.queries import Wanted, next_charges, parts_of
from comptoir.store.charges.writing import Posted, Step, move, move_one, post_each
from comptoir.store.usage.writing import release_usage
from comptoir.wording import format_measures

# What is due to be posted; and on which papers it goes where it is not a charge between cost centers.
DUE = ("accepted", "resolved")
PAPERS = (SettlementKind.INVOICE.value, SettlementKind.INTERNAL_DOCUMENT.value)


def post_internal(charges: Sequence[Charge], month: Month, *, actor: Actor, at: datetime) -> int:
    """Post charges between cost centers, inside the turn of a close; how many entries there were.

    Charges of nothing are posted without an entry: there is nothing to say in the books.
    """
    company, entries, told = desk().company, [], []
    for charge in charges:
        if charge.amount:
            entries.append(_entry(charge, company, month, at))
            told.append(charge)
    posted = append_entries(entries, actor=actor, at=at)
    step = Step("post", actor.name, at)
    _posted(
        [
            Posted(charge.id, charge.state, charge.paper, one.entry.id)
            for charge, one in zip(told, posted, strict=True)
        ],
        step,
    )
    free = [charge for charge in charges if not charge.amount]
    for state in DUE:
        own = [charge.id for charge in free if charge.state == state]
        if own and move(own, before=state, after="posted", step=step) != len(own):
            raise Refusal(Reason("charge.busy", (("charge", own[0]),)))
    reach("charge.moved")
    return len(posted)


def ready_to_invoice(supplier: str, period: str, *, limit: int = 1000, payer: str = "") -> tuple[Charge, ...]:
    """Charges of a month that are accepted and go onto an invoice or an internal document, oldest day first."""
    payers = (payer,) if payer else ()
    wanted = Wanted(supplier=supplier, period=period, states=DUE, settlements=PAPERS, payers=payers)
    return next_charges(wanted, limit)


def mark_invoiced(charges: Iterable[Charge], *, paper: str, entry: str, actor: Actor, at: datetime) -> None:
    """Say that charges stand on a paper that was issued and posted; inside the turn that issues it.

    paper     the number of the invoice or internal document
    entry     the journal entry that posted it, in the seller's books
    raises    Refusal(charge.busy) if one of them is not due any more
    """
    step = Step("post", actor.name, at, paper)
    _posted([Posted(charge.id, charge.state, paper, entry) for charge in charges], step)
    reach("charge.moved")


def mark_credited(
    charges: Iterable[str], *, by: str, reason: str, again: bool, actor: Actor, at: datetime
) -> None:
    """Say that a credit note took charges back; inside the turn that issues it.

    by        the journal entry of the credit note
    again     whether what was delivered may be charged anew
    raises    Refusal(charge.busy) if one of them is not posted
    """
    step = Step("reverse", actor.name, at, reason)
    why = to_json([Reason("charge.reversed", (("by", actor.person), ("note", reason)))])
    wanted = list(charges)
    for charge in wanted:
        columns = {"reversed_by": by, "again": again, "why": why}
        if not move_one(charge, before="posted", after="reversed", step=step, **columns):
            raise Refusal(Reason("charge.busy", (("charge", charge),)))
    if again:
        release(wanted)
    reach("charge.moved")


def release(charges: Iterable[str]) -> None:
    """What charges of usage, or of bookings with usage, came from may be charged anew."""
    found = Charge.objects.filter(id__in=list(charges), part=OWN).values_list("source_kind", "source")
    records = [source for kind, source in found if kind == USAGE]
    bookings = [source for kind, source in found if kind == BOOKING]
    lines = [source for kind, source in found if kind == ORDER_LINE]
    bookings += [one.public_id for one in list_of_lines(lines)] if lines else []
    release_usage(records, bookings)


def as_core(charge: Charge, company: Company | None = None) -> CoreCharge:
    """A stored charge as the core reads it: for `internal_postings` and `invoice_line`."""
    known = company or desk().company
    parties = known.parties

    def named(party: str) -> Named:
        return parties[party].named if party in parties else Named(party)

    buyer, seller = parties.get(charge.buyer), parties.get(charge.entity)
    situation = Situation(
        charge.day, Relation(charge.relation), named(charge.entity), named(charge.buyer),
        seller.country if seller else "", (buyer.country if buyer else "") or (seller.country if seller else ""),
        bool(buyer and buyer.vat_number), buyer.vat_number if buyer else "",
    )  # fmt: skip
    vat = Vat(VatCategory(charge.vat_category), Decimal(charge.vat_rate), charge.exemption)
    settlement = Settlement(
        SettlementKind(charge.settlement), vat, situation, from_json(charge.settled_because)
    )
    return CoreCharge(
        charge.id, charge.supplier, charge.customer, charge.payer, charge.offering, charge.day,
        Decimal(charge.quantity), charge.unit, Amount(charge.amount, charge.currency), settlement,
        from_json(charge.reasons), from_json(charge.differences), order=charge.source, replaces=charge.replaces,
    )  # fmt: skip


def day_in(month: Month, day: date) -> date:
    """The day on which something delivered on a day is posted: that day, or the first of the month it came late to."""
    return day if Month.of(day) == month else month.first


def _entry(charge: Charge, company: Company, month: Month, at: datetime) -> JournalEntry:
    postings = internal_postings(
        as_core(charge, company), parts_of(charge), entity=charge.entity, earned_by=charge.earned_by,
        chart=FRENCH_CHART,
    )  # fmt: skip
    journal = journal_of(charge.entity, JournalKind.INTERNAL)
    return JournalEntry(
        "",
        journal,
        day_in(month, charge.day),
        at,
        f"charge {charge.id}",
        postings,
        text=_text(charge, company),
    )


def _text(charge: Charge, company: Company) -> str:
    """What an accountant reads: what was charged and how much of it, in the language of the house."""
    language, offering = company.settings.language, company.offerings.get(charge.offering)
    known = Named(charge.offering, offering.name_fr, offering.name_en) if offering else Named(charge.label)
    name = known.name(language) or charge.offering
    much = format_measures({charge.unit: Decimal(charge.quantity)}, language) if charge.unit else ""
    # Plain spaces: books are searched, and read by programs of others.
    return " ".join(f"{name}, {much}".split()).removesuffix(",")[:200]


def _posted(posted: Sequence[Posted], step: Step) -> None:
    """Say that charges are posted; none of them may have moved since it was read."""
    busy = post_each(posted, step=step) if posted else ""
    if busy:
        raise Refusal(Reason("charge.busy", (("charge", busy),)))
