"""Currencies stay apart; a balance in another one names the dated rate it used."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError

from comptoir.core.ledger import JournalEntry, credit, debit
from comptoir.core.values import Amount, Refusal
from comptoir.operations.books import convert_balances, post_entries, trial_balance
from comptoir.operations.import_company import import_company
from comptoir.operations.verify import verify
from comptoir.store.models import ExchangeRateRow
from tests.operations.orders.shop import MACHINE, opened, tables

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
RATES = [
    {"base": "EUR", "quote": "USD", "rate": "1.25", "valid_from": "2026-11-01", "valid_to": "2026-12-01"},
    {"base": "EUR", "quote": "USD", "rate": "1.20", "valid_from": "2026-12-01"},
]


def test_each_currency_balances_by_itself_and_converts_by_the_rate_of_the_day(database) -> None:
    opened(exchange_rates=RATES)
    for entity, currency in (("ORG", "EUR"), ("ORG", "USD"), ("NEW", "USD")):
        both = (debit("512", entity, Amount(10000, currency)), credit("411", entity, Amount(10000, currency)))
        post_entries(
            [JournalEntry("", f"{entity}-BK", AT.date(), AT, "payment 1", both)], actor=MACHINE, at=AT
        )

    balances = trial_balance(actor=MACHINE, at=AT, entity="ORG")
    shown, reasons = convert_balances(balances, "EUR", on=date(2026, 11, 23))

    assert [(one.account, one.debit.currency, amount.minor) for one, amount in shown] == [
        ("411", "EUR", -10000), ("411", "USD", -8000), ("512", "EUR", 10000), ("512", "USD", 8000),
    ]  # fmt: skip
    assert {reason.code for reason in reasons} == {"ledger.converted"}
    assert convert_balances(balances[1:2], "EUR", on=date(2026, 12, 1))[0][0][1].minor == -8333
    with pytest.raises(Refusal):
        convert_balances(balances, "EUR", on=date(2026, 10, 1))
    assert verify(actor=MACHINE, at=AT).findings == ()


def test_an_entry_that_mixes_currencies_is_refused(database) -> None:
    opened()
    both = (debit("512", "ORG", Amount(5, "USD")), credit("411", "ORG", Amount(5, "EUR")))
    with pytest.raises(Refusal) as caught:
        post_entries([JournalEntry("", "ORG-BK", AT.date(), AT, "payment 1", both)], actor=MACHINE, at=AT)
    assert caught.value.reason.code == "ledger.unbalanced"


def test_two_rates_of_one_day_are_refused_at_the_import_and_by_the_database(database) -> None:
    opened(exchange_rates=RATES[:1])
    double = [RATES[0], RATES[0] | {"rate": "1.30", "valid_from": "2026-11-15"}]
    with pytest.raises(Refusal) as caught:
        import_company(tables(exchange_rates=double), actor="tests", at=AT)
    assert caught.value.reason.code == "import.rejected"

    row = ExchangeRateRow.objects.get()
    row.pk, row.rate, row.valid_from = None, "1.30", date(2026, 11, 15)
    with pytest.raises(DatabaseError, match="apart"):
        row.save(force_insert=True)
