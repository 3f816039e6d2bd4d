"""Journals as they stand in the store, for the core to verify."""

from __future__ import annotations

from comptoir.core.ledger import ChainedEntry
from comptoir.store.ledger.queries import load_entries
from comptoir.store.models import JournalEntryRow


def chain_of(journal: str) -> tuple[ChainedEntry, ...]:
    """A whole journal in its order."""
    ids = JournalEntryRow.objects.filter(journal=journal).order_by("number").values_list("id", flat=True)
    return load_entries(ids)
