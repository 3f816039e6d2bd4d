"""What was used, by whom, when, who says so, and with which file did it come?

A record is only ever added: a correction is a new record that names what it replaces, a duplicate is kept beside what
it repeats. Only `state` moves, by the table `usage` of core/ordering/states.py. Quantities are JSON text of exact
decimals. Rule to remember: of all records of one identity one counts at most; the database holds that.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from comptoir.core.ordering.states import MACHINES


class UsageImport(models.Model):
    """One file taken in; the same file is not taken in twice, unless the first time was undone.

    id          public and random; its records are written before it, so that its counts are final
    mapping     JSON: which column of the file is which field, as it was read
    rejected    how many rows were refused (their rows: UsageReject)
    """

    id = models.TextField(primary_key=True)
    supplier = models.TextField()
    source = models.TextField()
    file_name = models.TextField()
    file_hash = models.TextField()
    mapping = models.TextField()
    rows = models.IntegerField()
    created = models.IntegerField()
    duplicate = models.IntegerField()
    rejected = models.IntegerField()
    actor = models.TextField()
    recorded_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["supplier", "file_hash"], condition=Q(undone_at=None), name="store_usageimport_once"
            ),
            models.CheckConstraint(
                condition=Q(rows=F("created") + F("duplicate") + F("rejected")),
                name="store_usageimport_counted",
            ),
        ]


class UsageRecord(models.Model):
    """One measured consumption.

    booking     public id of the booking it belongs to, empty: it stands alone
    identity    by what it is known again (core/ordering/usage.py); of each, one counts at most
    replaces    the record that this one corrects
    row         its line in the file it came with
    """

    id = models.BigAutoField(primary_key=True)
    public_id = models.TextField(unique=True)
    supplier = models.TextField()
    offering = models.TextField()
    customer = models.TextField()
    person = models.TextField(blank=True)
    resource = models.TextField(blank=True)
    booking = models.TextField(blank=True)
    day = models.DateField()
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    measures = models.TextField()
    source = models.TextField()
    device = models.TextField(blank=True)
    external_id = models.TextField(blank=True)
    identity = models.TextField()
    content = models.TextField()
    state = models.TextField()
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    usage_import = models.ForeignKey(
        UsageImport, null=True, on_delete=models.PROTECT, related_name="records", db_index=False
    )
    row = models.IntegerField(null=True)
    note = models.TextField(blank=True)
    recorded_by = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=sorted(MACHINES["usage"].states)), name="store_usagerecord_state"
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None)
                | Q(starts_at__isnull=False, starts_at__lt=F("ends_at")),
                name="store_usagerecord_period",
            ),
            models.UniqueConstraint(
                fields=["supplier", "identity"],
                condition=Q(state__in=("recorded", "charged")),
                name="store_usagerecord_once",
            ),
        ]
        indexes = [
            models.Index(fields=["supplier", "identity"], name="store_usagerecord_identity"),
            models.Index(fields=["booking"], condition=~Q(booking=""), name="store_usagerecord_booking"),
            models.Index(fields=["supplier", "day"], name="store_usagerecord_day"),
            # What is not charged yet, oldest first, without a look at all that is.
            models.Index(fields=["supplier", "state", "day", "id"], name="store_usagerecord_new"),
            models.Index(fields=["customer", "day"], name="store_usagerecord_customer"),
            models.Index(
                fields=["usage_import"],
                condition=Q(usage_import__isnull=False),
                name="store_usagerecord_import",
            ),
        ]


class UsageReject(models.Model):
    """A row of a file that was refused: its line, its cells as JSON text, and why."""

    id = models.BigAutoField(primary_key=True)
    usage_import = models.ForeignKey(UsageImport, on_delete=models.PROTECT, related_name="rejects")
    row = models.IntegerField()
    cells = models.TextField()
    reasons = models.TextField()
