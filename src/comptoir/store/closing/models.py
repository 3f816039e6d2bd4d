"""How far is a month's close, who approved it, and what does its certificate say?

A close is one supplier's and one month's; a month that is opened again has another of the next number. Rule to
remember: its steps, approvals and certificate are only ever added; what is done twice is seen in the charges.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from comptoir.core.billing.states import MACHINES


class MonthClose(models.Model):
    """One close.

    period        the month, "2026-11"
    number        1, and one more for each time the month was opened again
    certificate   JSON: totals, counts, chain heads, approvals; `hash` of it: its SHA-256
    why           JSON: the reason of its undoing
    """

    id = models.BigAutoField(primary_key=True)
    supplier = models.TextField()
    entity = models.TextField()
    period = models.TextField()
    number = models.IntegerField()
    state = models.TextField()
    opened_at = models.DateTimeField()
    opened_by = models.TextField()
    certificate = models.TextField(blank=True)
    hash = models.TextField(blank=True)
    certified_at = models.DateTimeField(null=True)
    why = models.TextField(blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=sorted(MACHINES["close"].states)), name="store_monthclose_state"
            ),
            models.UniqueConstraint(fields=["supplier", "period", "number"], name="store_monthclose_number"),
            models.UniqueConstraint(
                fields=["supplier", "period"], condition=Q(state="open"), name="store_monthclose_one_open"
            ),
        ]


class CloseStep(models.Model):
    """One step that was finished, with what it came to as JSON; a step done again is another row."""

    id = models.BigAutoField(primary_key=True)
    close = models.ForeignKey(MonthClose, on_delete=models.PROTECT, related_name="steps")
    step = models.TextField()
    at = models.DateTimeField()
    actor = models.TextField()
    told = models.TextField()


class CloseApproval(models.Model):
    """One person's yes to posting, or to undoing, exactly what `content` is the digest of."""

    id = models.BigAutoField(primary_key=True)
    close = models.ForeignKey(MonthClose, on_delete=models.PROTECT, related_name="approvals")
    purpose = models.TextField()
    person = models.TextField()
    content = models.TextField()
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["close", "purpose", "person", "content"], name="store_closeapproval_once"
            )
        ]
