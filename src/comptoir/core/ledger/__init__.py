"""The ledger: balanced entries that are never changed, chained so that any change shows."""

from comptoir.core.ledger.accounts import FRENCH_CHART, Account, AccountKind, Chart, account
from comptoir.core.ledger.balance import Balance, ExchangeRate, balances, convert, imbalances, trial_balance
from comptoir.core.ledger.chain import (
    GENESIS,
    Anchor,
    ChainedEntry,
    anchor_of,
    append,
    canonical,
    chain,
    digest,
    verify,
)
from comptoir.core.ledger.entry import (
    JournalEntry,
    Posting,
    credit,
    debit,
    faults,
    require_sound,
    reversal,
    reversed_ids,
)

__all__ = [
    "FRENCH_CHART",
    "GENESIS",
    "Account",
    "AccountKind",
    "Anchor",
    "Balance",
    "ChainedEntry",
    "Chart",
    "ExchangeRate",
    "JournalEntry",
    "Posting",
    "account",
    "anchor_of",
    "append",
    "balances",
    "canonical",
    "chain",
    "convert",
    "credit",
    "debit",
    "digest",
    "faults",
    "imbalances",
    "require_sound",
    "reversal",
    "reversed_ids",
    "trial_balance",
    "verify",
]
