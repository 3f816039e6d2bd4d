"""What stood in the other tables when it was looked at: a chain of seals, only ever added to."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class SealRow(models.Model):
    """One seal (core/ledger/seals.py) in its place of the one chain.

    id        its number, from 1 without a gap
    of        the sealed table; part: "born" or "ended"; columns: their names, with spaces between
    leaves    the id and the hash of each row, as JSON; last, so that a database need not read it for the rest
    """

    id = models.BigIntegerField(primary_key=True)
    of = models.TextField()
    part = models.TextField()
    columns = models.TextField()
    upto = models.BigIntegerField()
    count = models.IntegerField()
    at = models.DateTimeField()
    actor = models.TextField(blank=True)
    previous = models.TextField()
    hash = models.TextField()
    leaves = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id__gte=1, count__gte=1), name="store_seal_counted"),
            models.UniqueConstraint(fields=["previous"], name="store_seal_follows_once"),
        ]
        indexes = [models.Index(fields=["of", "part"], name="store_seal_of")]
