"""The golden month: June 2025 of the demo's metrology, lived and closed, as an accountant reads it.

It is the first month that the demo company lives, so nothing else has to be lived for it: people order and book, the
counter delivers, the dearest booking is disputed and answered, two persons approve, entries and papers come of it, and
invoices are paid. What it says is checked in beside this file, and is the same on both engines. After a change that is
meant, look at the difference and write it anew: `make golden`.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from comptoir import wording
from comptoir.company import Company
from comptoir.core.ledger import SEALS, JournalEntry, Posting
from comptoir.core.values import Amount
from comptoir.operations.actors import the_machine
from comptoir.operations.books.exporting import account_name
from comptoir.operations.closing import CloseView, get_close
from comptoir.operations.demo import build_demo
from comptoir.operations.demo_life import MONTHS, close_demo, live_demo
from comptoir.operations.demo_life.paying import settle_papers
from comptoir.operations.paper import render
from comptoir.store.charges.models import Charge
from comptoir.store.ledger.queries import Wanted, list_entries, sum_balances
from comptoir.store.models import Paper, PaperEvent
from tests.operations.companies import AT

GOLDEN = Path(__file__).with_name("june-2025.txt")
COUNTER, MONTH = "MET", MONTHS[0]
LOOKED_AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
LANGUAGE = "fr"
_WIDE = 78
# The hash of a paper is over its random public id.
_HASH = re.compile(r" #[0-9a-f]{16}")
_KINDS = {
    "statement": "relevé interne",
    "invoice": "facture",
    "internal document": "document interne",
    "cost center charge": "imputation entre centres de coûts",
    "posted": "comptabilisé",
}
_SOURCES = {
    "charge": "imputation",
    "invoice": "facture",
    "payment": "paiement",
    "internal": "document interne",
}
_STEPS = {
    "collect": "collecte", "exceptions": "exceptions", "review": "examen", "approve": "approbation",
    "post": "comptabilisation", "certify": "certificat",
}  # fmt: skip


@pytest.fixture
def lived(database) -> Company:
    """The demo company, with its first month lived, metrology's closed, and its papers sent and paid."""
    company = build_demo(at=AT)
    life = live_demo(company, months=MONTHS[:1])
    assert life is not None
    assert close_demo(company, only=[(COUNTER, MONTH)]) == 1
    settle_papers(life)
    return company


def test_the_month_reads_as_it_did(lived, tool, tmp_path) -> None:
    pdftotext = tool("pdftotext", "poppler-utils")
    papers = sorted(Paper.objects.all(), key=lambda one: (one.issued_on, one.kind, one.number))
    kinds = {
        name: [one for one in papers if one.kind == name] for name in dict.fromkeys(p.kind for p in papers)
    }
    shown = (
        next(one for one in kinds["statement"] if one.payer == "ESS"),
        next(one for one in kinds["invoice"] if one.payer == "NOV"),
        kinds["internal document"][0],
    )
    closed = get_close(COUNTER, f"{MONTH:%Y-%m}", actor=the_machine("tests"), at=LOOKED_AT)
    parts = {
        "CE QUI A ÉTÉ IMPUTÉ, PAR CLIENT": charges(lived),
        "CERTIFICAT DE CLÔTURE": certificate(closed),
        "ÉCRITURES": entries(lived),
        "BALANCE": balances(),
        "DOCUMENTS ÉMIS": issued(papers, lived),
        **{_title(one): paper(one.number, pdftotext, tmp_path) for one in shown},
    }
    told = _named("\n".join(f"{head}\n" + "\n".join(lines) + "\n" for head, lines in parts.items()))

    if os.environ.get("COMPTOIR_GOLDEN") == "write":
        GOLDEN.write_text(told, encoding="utf-8")
    assert told == GOLDEN.read_text(encoding="utf-8")


def test_the_figures_of_the_month_agree_with_each_other(lived) -> None:
    """Charges by settlement = certificate; internal charges = accounts 186 and 187; invoices = net of the papers."""
    charged = list(Charge.objects.filter(supplier=COUNTER, period=f"{MONTH:%Y-%m}"))
    inside = sum(one.amount for one in charged if one.settlement == "cost center charge")
    outside = sum(one.amount for one in charged if one.settlement == "invoice")
    sums = {(one.entity, one.account): (one.debit.minor, one.credit.minor) for one in sum_balances()}
    papers = Paper.objects.all()

    assert sums["ARV", "186"] == (inside, 0)
    assert sums["ARV", "187"] == (0, inside)
    assert sum(one.net for one in papers.filter(kind="invoice")) == outside
    assert sum(one.gross for one in papers.filter(kind="statement")) == inside
    assert sum(debit for debit, _ in sums.values()) == sum(credit for _, credit in sums.values())


def charges(company: Company) -> list[str]:
    """What was charged, by who is to pay, in the order of the days, with sums."""
    lines, total = [], 0
    found = list(Charge.objects.filter(supplier=COUNTER, period=f"{MONTH:%Y-%m}"))
    for payer in sorted({one.payer for one in found}):
        own = sorted(
            (one for one in found if one.payer == payer), key=lambda one: (one.day, one.offering, one.amount)
        )
        lines.append(f"{payer}  {company.parties[payer].named.name(LANGUAGE)}")
        for one in own:
            name = company.offerings[one.offering].name_fr
            much = wording.format_measures({one.unit: Decimal(one.quantity)}, LANGUAGE)
            lines.append(_row(f"    {one.day:%d/%m}  {name}, {much}", one.amount))
            if one.moves.filter(verb="dispute").exists():
                said = [move.note for move in one.moves.order_by("id") if move.verb in ("dispute", "resolve")]
                lines += [
                    f"           {word} : {text}"
                    for word, text in zip(("contesté", "répondu"), said, strict=True)
                ]
        total += (own_total := sum(one.amount for one in own))
        lines.append(_row(f"    total de {payer}", own_total))
    return [*lines, _row("TOTAL", total)]


def certificate(closed: CloseView) -> list[str]:
    """Who closed it and when, and what the certificate says; its hashes are over what is given by chance."""
    told = json.loads(closed.certificate_text)
    lines = [f"{COUNTER} {closed.period}, clôturé et certifié, approuvé par {', '.join(told['approved_by'])}"]
    lines += [
        f"    {_STEPS[step.step]:<18}{step.at:%Y-%m-%d %H:%M}  {step.actor}"
        for step in closed.steps
        if step.at is not None
    ]
    for one in told["charges"]:
        lines.append(
            _row(f"    {_KINDS[one['settlement']]}, {_KINDS[one['state']]} : {one['count']}", one["minor"])
        )
    lines.append(_row("    total", sum(one["minor"] for one in told["charges"])))
    lines.append(f"    mis de côté : {told['parked']}")
    lines += [
        f"    journal {one['journal']} : {one['count']} écriture(s)"
        for one in told["journals"]
        if one["journal"] != SEALS
    ]
    return lines


def entries(company: Company) -> list[str]:
    """Every entry in debit and credit, in the order of journal and day, numbered so within its journal, with sums."""
    found = sorted((one.entry for one in list_entries(Wanted())), key=_order)
    lines, debit, credit, numbers = [], 0, 0, dict[str, int]()
    for one in found:
        numbers[one.journal] = numbers.get(one.journal, 0) + 1
        source = _SOURCES[one.source.partition(" ")[0]]
        lines.append(
            f"{one.journal} n° {numbers[one.journal]}  {one.day}  {_HASH.sub('', one.text)}  [{source}]"
        )
        for posting in _postings(one):
            whose = posting.party or posting.cost_center
            name = f"{posting.account} {account_name(posting.account, LANGUAGE)}"
            lines.append(f"    {name:<38}{whose:<10}{_both(posting.debit, posting.credit)}".rstrip())
            debit, credit = debit + posting.debit.minor, credit + posting.credit.minor
    return [*lines, f"{'TOTAL':<52}{_money(debit):>14}{_money(credit):>14}"]


def _postings(one: JournalEntry) -> list[Posting]:
    """Debits before credits, by account: charges of one day go into the books in no promised order."""
    return sorted(
        one.postings,
        key=lambda own: (
            own.credit.minor > 0,
            own.account,
            own.cost_center,
            own.debit.minor,
            own.credit.minor,
        ),
    )


def _order(one: JournalEntry) -> tuple[object, ...]:
    amounts = [(own.debit.minor, own.credit.minor, own.cost_center) for own in _postings(one)]
    return one.journal, one.day, _HASH.sub("", one.text), amounts


def balances() -> list[str]:
    """What every account comes to, and all of them together."""
    found = sum_balances()
    lines = [
        (
            f"{one.entity}  {one.account:<6}{account_name(one.account, LANGUAGE):<41}"
            f"{_both(one.debit, one.credit)}"
        ).rstrip()
        for one in found
    ]
    debit, credit = (sum(getattr(one, side).minor for one in found) for side in ("debit", "credit"))
    return [*lines, f"{'TOTAL':<52}{_money(debit):>14}{_money(credit):>14}"]


def issued(papers: Iterable[Paper], company: Company) -> list[str]:
    """Every document that came of the month, with what was paid of it."""
    lines = []
    paid_of: dict[str, int] = {}
    for event in PaperEvent.objects.filter(verb__startswith="pay").select_related("paper"):
        paid_of[event.paper.number] = paid_of.get(event.paper.number, 0) - event.moved
    for one in papers:
        whose = one.cost_center or company.parties[one.payer].named.name(LANGUAGE)
        paid = paid_of.get(one.number, 0)
        lines.append(_row(f"{one.number}  {_KINDS[one.kind]}  {whose}", one.gross))
        if one.due_on:
            lines.append(f"    échéance le {one.due_on}, payé : {_money(paid) or 'rien encore'}")
    return lines


def paper(number: str, pdftotext: str, tmp_path: Path) -> list[str]:
    """A document's page as text."""
    path = tmp_path / f"{number}.pdf"
    path.write_bytes(render(number, actor=the_machine("tests"), at=LOOKED_AT, language=LANGUAGE).content)
    done = subprocess.run([pdftotext, "-layout", str(path), "-"], capture_output=True, check=True)
    return [
        _plain(line).rstrip() for line in done.stdout.decode().replace("\f", "").splitlines() if line.strip()
    ]


def _title(one: Paper) -> str:
    return f"{_KINDS[one.kind].upper()} {one.number}"


def _named(text: str) -> str:
    """The names of orders and bookings are given by chance: each gets one by the order in which it is read."""
    sources = (one.partition("/")[0] for one in Charge.objects.values_list("source", flat=True))
    names: dict[str, str] = {}
    chance = re.compile("|".join(sorted(set(sources))))
    return chance.sub(lambda found: names.setdefault(found[0], f"n° {len(names) + 1}"), text)


def _row(text: str, minor: int) -> str:
    return f"{_plain(text):<{_WIDE - 14}}{_money(minor) or '0,00 €':>14}"


def _both(debit: Amount, credit: Amount) -> str:
    return f"{_money(debit.minor):>14}{_money(credit.minor):>14}"


def _money(minor: int) -> str:
    return _plain(wording.format_amount(Amount(minor, "EUR"), LANGUAGE)) if minor else ""


def _plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")
