"""What was posted, to which account, and where was the chain's head when it was last written down elsewhere?

Only ever added to; the database refuses everything else (guards.py). The postings of an entry are written before the
entry itself, which says how many they are and seals them. Rule to remember: every column of both tables is hashed by
`core.ledger.chain` or compared by `verify`; a test lists the columns and changes each.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from comptoir.store.known_row import DatedRow, believed, current, lasting
from comptoir.store.known_row import text as cell


class JournalEntryRow(models.Model):
    """One balanced entry, in its place of its journal.

    id         journal and number, "ORG-IN-000000017"
    number     from 1 without a gap in its journal
    source     what it comes from, with its id: "charge C-17", "invoice MET-2026-00017", "payment P-3"
    lines      how many postings it has
    reverses   the id of the entry it takes back, with the reason; both or neither, and each entry once
    previous   hash of the entry before; `hash` its own, over the form of docs/algorithms/ledger.md
    """

    id = models.TextField(primary_key=True)
    journal = models.TextField()
    number = models.BigIntegerField()
    day = models.DateField()
    recorded_at = models.DateTimeField()
    source = models.TextField()
    actor = models.TextField(blank=True)
    text = models.TextField(blank=True)
    reverses = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    lines = models.IntegerField()
    previous = models.TextField()
    hash = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["journal", "number"], name="store_journalentry_number"),
            models.UniqueConstraint(
                fields=["reverses"], condition=~Q(reverses=""), name="store_journalentry_reversed_once"
            ),
            models.CheckConstraint(
                condition=Q(reverses="", reason="") | (~Q(reverses="") & ~Q(reason="")),
                name="store_journalentry_reason",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, lines__gte=1), name="store_journalentry_counted"
            ),
        ]
        indexes = [
            models.Index(fields=["source"], name="store_journalentry_source"),
            models.Index(fields=["day"], name="store_journalentry_day"),
        ]


class PostingRow(models.Model):
    """One line of an entry: debit or credit, in minor units, never negative, exactly one of them not nothing.

    entity       the legal entity whose books it is in; cost_center who of it bears or earns it
    party        the customer or supplier behind a receivable or payable
    line         the charge it comes from: both sides of one charge name the same
    """

    pk = models.CompositePrimaryKey("entry_id", "number")
    entry = models.ForeignKey(
        JournalEntryRow, on_delete=models.PROTECT, related_name="postings", db_index=False
    )
    number = models.IntegerField()
    account = models.TextField()
    entity = models.TextField()
    debit = models.BigIntegerField()
    credit = models.BigIntegerField()
    currency = models.TextField()
    cost_center = models.TextField(blank=True)
    party = models.TextField(blank=True)
    line = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(debit=0, credit__gt=0) | Q(debit__gt=0, credit=0), name="store_posting_sides"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="store_posting_counted"),
        ]
        indexes = [
            models.Index(fields=["line"], condition=~Q(line=""), name="store_posting_line"),
            models.Index(fields=["cost_center"], condition=~Q(cost_center=""), name="store_posting_center"),
            models.Index(fields=["party"], condition=~Q(party=""), name="store_posting_party"),
        ]


class ExchangeRateRow(DatedRow):
    """What one unit of `base` was worth in `quote` on some days, as the company folder says."""

    base = cell("base")
    quote = cell("quote")
    rate = cell("rate")
    source = cell("source")

    class Meta:
        db_table = "store_exchangerate"
        constraints = [believed("exchangerate"), lasting("exchangerate")]
        indexes = [current("exchangerate")]


class AnchorRow(models.Model):
    """The state of a journal at an instant, as it was also written outside: how many entries, and the last hash.

    why   close | export | backup | mail
    """

    id = models.BigAutoField(primary_key=True)
    journal = models.TextField()
    count = models.BigIntegerField()
    head = models.TextField()
    at = models.DateTimeField()
    why = models.TextField()
    actor = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["journal", "count"], name="store_anchor_journal")]
