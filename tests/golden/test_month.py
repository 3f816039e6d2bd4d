"""The golden month: October 2026 at the demo's metrology, as an accountant reads it: entries, statement, invoice.

What it says is checked in beside this file. After a change that is meant, look at the difference and write it anew:
`COMPTOIR_GOLDEN=write pytest tests/golden`.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from comptoir import wording
from comptoir.core.values import Amount
from comptoir.operations.actors import the_machine
from comptoir.operations.books.exporting import account_name
from comptoir.operations.demo_roles import give_roles
from comptoir.operations.import_company import import_company
from comptoir.operations.paper import render
from comptoir.store.ledger.queries import Wanted, list_entries, sum_balances
from tests.web.company import tables
from tests.web.conftest import AT
from tests.web.money import NOW, closed_month

GOLDEN = Path(__file__).with_name("october.txt")
# The hash of a paper is over its random public id: its place is kept, its digits are not.
HASH = re.compile(r"#[0-9a-f]{16}")


@pytest.fixture
def month(sqlite):
    import_company(tables(), actor="tests", at=AT)
    give_roles(at=AT)
    return closed_month()


def entries() -> list[str]:
    """Every entry, oldest first, as an accountant writes it."""
    lines = []
    for one in sorted(list_entries(Wanted()), key=lambda one: (one.entry.day, one.entry.id)):
        lines.append(
            f"{one.entry.id}  {one.entry.day}  {HASH.sub('#', one.entry.text)}  [{one.entry.source}]"
        )
        for posting in one.entry.postings:
            whose = posting.party or posting.cost_center
            name = f"{posting.account} {account_name(posting.account, 'fr')}"
            lines.append(f"    {name:<36}{whose:<10}{_both(posting.debit, posting.credit)}".rstrip())
    return lines


def balances() -> list[str]:
    """What every account comes to."""
    return [
        f"{one.entity}  {one.account:<6}{account_name(one.account, 'fr'):<36}{_both(one.debit, one.credit)}".rstrip()
        for one in sum_balances()
    ]


def _both(debit: Amount, credit: Amount) -> str:
    return f"{_money(debit):>14}{_money(credit):>14}"


def _money(amount: Amount) -> str:
    return (
        wording.format_amount(amount, "fr").replace("\u202f", " ").replace("\xa0", " ")
        if amount.minor
        else ""
    )


def paper(number: str, pdftotext: str, tmp_path: Path) -> list[str]:
    """A document's page as text, in French."""
    path = tmp_path / f"{number}.pdf"
    path.write_bytes(render(number, actor=the_machine("tests"), at=NOW, language="fr").content)
    done = subprocess.run([pdftotext, "-layout", str(path), "-"], capture_output=True, check=True)
    text = done.stdout.decode().replace("\u202f", " ").replace("\xa0", " ").replace("\f", "")
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def test_the_month_reads_as_it_did(month, tool, tmp_path) -> None:
    pdftotext = tool("pdftotext", "poppler-utils")
    parts = {
        "ÉCRITURES": entries(),
        "BALANCE": balances(),
        "RELEVÉ": paper(month.statement, pdftotext, tmp_path),
        "FACTURE": paper(month.invoice, pdftotext, tmp_path),
    }
    told = "\n".join(f"{head}\n" + "\n".join(lines) + "\n" for head, lines in parts.items())

    if os.environ.get("COMPTOIR_GOLDEN") == "write":
        GOLDEN.write_text(told, encoding="utf-8")
    assert told == GOLDEN.read_text(encoding="utf-8")
