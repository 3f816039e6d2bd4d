"""Which invoices, credit notes and statements were issued, under which numbers, and what happened to them since?

What is issued is never changed: the paper keeps its whole value as canonical text, its XML and a hash over both and
over the paper before it in its series. All that comes later (sent, void, paid, reminded, credited) is a further event.
Money is in whole minor units of `currency`.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class PaperSeries(models.Model):
    """One series of numbers of a legal entity in a year: the last one taken, its day, and the last paper's hash."""

    id = models.BigAutoField(primary_key=True)
    entity = models.TextField()
    prefix = models.TextField()
    year = models.IntegerField()
    last = models.IntegerField()
    last_day = models.DateField()
    head = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["prefix", "year"], name="store_paperseries_once"),
            models.CheckConstraint(condition=Q(last__gt=0), name="store_paperseries_counted"),
        ]


class Paper(models.Model):
    """One issued document.

    kind        invoice, credit note, statement (one legal entity), internal document (one VAT group)
    public_id   what addresses name it by; numbers in order would tell how many there are
    entity      the legal entity that issues it; buyer: the one that is invoiced, or the person
    payer       the party that owes it, a unit or an organization; cost_center: of a statement
    relation    of buyer and entity as tax saw it, by which payments are booked later
    credits     of a credit note: the number of its invoice
    value       the document as canonical JSON, in the language of its reader and in the other one
    xml         an invoice's XML as it was issued, empty for statements
    previous    the hash of the paper before it in its series; hash: over that, the value and the XML
    """

    id = models.BigAutoField(primary_key=True)
    public_id = models.TextField(unique=True)
    number = models.TextField(unique=True)
    kind = models.TextField()
    entity = models.TextField()
    prefix = models.TextField()
    year = models.IntegerField()
    sequence = models.IntegerField()
    issued_on = models.DateField()
    recorded_at = models.DateTimeField()
    issued_by = models.TextField()
    payer = models.TextField()
    buyer = models.TextField()
    relation = models.TextField()
    cost_center = models.TextField()
    currency = models.TextField()
    net = models.BigIntegerField()
    vat = models.BigIntegerField()
    gross = models.BigIntegerField()
    due_on = models.DateField(null=True)
    language = models.TextField()
    credits = models.TextField()
    value = models.TextField()
    xml = models.TextField()
    previous = models.TextField()
    hash = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["prefix", "year", "sequence"], name="store_paper_in_series"),
            models.CheckConstraint(condition=Q(sequence__gt=0), name="store_paper_counted"),
        ]
        indexes = [
            models.Index(fields=["payer", "id"], name="store_paper_of"),
            models.Index(fields=["entity", "kind", "id"], name="store_paper_issued"),
            models.Index(fields=["credits"], condition=~Q(credits=""), name="store_paper_credits"),
        ]


class PaperLine(models.Model):
    """One line of a paper: the charge it claims, by whom, and what of it (net, without sign)."""

    id = models.BigAutoField(primary_key=True)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT)
    line = models.TextField()
    charge = models.TextField()
    supplier = models.TextField()
    amount = models.BigIntegerField()
    takes_back = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "line"], name="store_paperline_once")]
        indexes = [models.Index(fields=["charge"], name="store_paperline_of")]


class PaperEvent(models.Model):
    """What happened to a paper: one row per deed, the state after it and what is still owed.

    verb      of the machine `invoice` of core.billing.states; state: what it led to
    moved     by how much it changed what is owed; owed: what is left (below nothing: in the customer's favor)
    day       the day it counts for: of a payment, of a reminder
    level     of a reminder; entry: the journal's, where it was posted
    undoes    the number of the event that it takes back, of a payment that bounced
    hash      over the event and the hash before it; the first one's is the paper's
    """

    id = models.BigAutoField(primary_key=True)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT)
    number = models.IntegerField()
    verb = models.TextField()
    state = models.TextField()
    at = models.DateTimeField()
    day = models.DateField()
    actor = models.TextField()
    moved = models.BigIntegerField()
    owed = models.BigIntegerField()
    level = models.IntegerField()
    reference = models.TextField()
    note = models.TextField()
    entry = models.TextField()
    undoes = models.IntegerField(null=True)
    hash = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="store_paperevent_once"),
            models.UniqueConstraint(
                fields=["paper", "undoes"], condition=Q(undoes__isnull=False), name="store_paperevent_undone"
            ),
        ]
        indexes = [models.Index(fields=["day", "verb"], name="store_paperevent_day")]
