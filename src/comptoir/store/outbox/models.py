"""What must somebody be told? One row per message, written in the transaction that gives the reason for it.

A message whose deed was rolled back never existed, and one whose deed is committed is sent at least once, with the
same `key` every time, so that a receiver can recognize it (I-27).
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class OutboxRow(models.Model):
    """One message: to whom (a party), what it says (a reason as JSON text), since when, and when it was sent.

    address     where it goes if the recipient is no party: the mail address of somebody who asked
    language    in which language then
    attempts    how often it was tried
    next_at     not to be tried before; empty: at once. Whoever tries it puts this off first, so that a sender that dies
                leaves it to the next one
    given_up_at when it was tried for the last time without success
    problem     what stood in the way of the last attempt
    """

    id = models.BigAutoField(primary_key=True)
    key = models.TextField(unique=True)
    written_at = models.DateTimeField()
    recipient = models.TextField()
    reason = models.TextField()
    sent_at = models.DateTimeField(null=True)
    address = models.TextField(blank=True, default="")
    language = models.TextField(blank=True, default="")
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["id"], condition=Q(sent_at=None), name="store_outboxrow_waiting")]
