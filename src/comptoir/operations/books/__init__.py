"""The books: post, reverse, and ask what stands in them. Nobody else writes the journal."""

from comptoir.operations.books.posting import (
    append_entries,
    open_day,
    post_entries,
    reverse_entries,
    reverse_entry,
)
from comptoir.operations.books.reading import (
    EntryView,
    convert_balances,
    find_trail,
    get_entry,
    list_entries,
    trial_balance,
)

__all__ = [
    "EntryView",
    "append_entries",
    "convert_balances",
    "find_trail",
    "get_entry",
    "list_entries",
    "open_day",
    "post_entries",
    "reverse_entries",
    "reverse_entry",
    "trial_balance",
]
