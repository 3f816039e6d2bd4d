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
from comptoir.core.ledger.journals import JOURNAL_NAMES, JournalKind, entity_of, entry_id, journal_of, kind_of

__all__ = [
    "FRENCH_CHART",
    "GENESIS",
    "JOURNAL_NAMES",
    "Account",
    "AccountKind",
    "Anchor",
    "Balance",
    "ChainedEntry",
    "Chart",
    "ExchangeRate",
    "JournalEntry",
    "JournalKind",
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
    "entity_of",
    "entry_id",
    "faults",
    "imbalances",
    "journal_of",
    "kind_of",
    "require_sound",
    "reversal",
    "reversed_ids",
    "trial_balance",
    "verify",
]
