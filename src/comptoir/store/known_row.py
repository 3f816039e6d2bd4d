"""What does every stored row know about itself? Its place in the file, and from when until when it was believed.

Rows are never overwritten. A change closes the old row (`superseded_at`) and inserts the new one (`recorded_at`) at the
same instant, so that "as known at" any instant exactly one state of the company answers. The database itself refuses
any other update and any deletion (guards.py).

A column of the company folder is stored under its own name: cells of the rate language as they were written (a price
is `2.5 x students`, never a float), days as dates. Rule to remember: an empty cell and a missing column are the same.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


def text(column: str) -> models.TextField[str, str]:
    """A cell of the folder, as written; empty where nothing stands."""
    return models.TextField(db_column=column, default="", blank=True)


class KnownRow(models.Model):
    """A row of one of the folder's tables, with the period in which it was believed.

    position        where it stands among its table's rows; gaps are left so that a row put between two
                    others moves neither of them
    recorded_at     first instant at which it was known
    superseded_at   first instant at which it no longer was; empty: it still is
    """

    id = models.BigAutoField(primary_key=True)
    position = models.BigIntegerField()
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class DatedRow(KnownRow):
    """A row that holds on the days `[valid_from, valid_to)`; empty: since always, until further notice."""

    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        abstract = True


def once(name: str, *columns: str) -> models.UniqueConstraint:
    """Among the rows known now, these columns together name one row."""
    return models.UniqueConstraint(fields=columns, condition=Q(superseded_at=None), name=f"store_{name}_once")


def believed(name: str) -> models.CheckConstraint:
    """Knowledge ends after it begins."""
    return models.CheckConstraint(
        condition=Q(superseded_at=None) | Q(recorded_at__lt=F("superseded_at")), name=f"store_{name}_believed"
    )


def lasting(name: str) -> models.CheckConstraint:
    """Validity ends after it begins: an empty period would slip past every overlap rule."""
    return models.CheckConstraint(
        condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lt=F("valid_to")),
        name=f"store_{name}_lasting",
    )


def current(name: str) -> models.Index:
    """Finds the rows known now, in order."""
    return models.Index(fields=["position"], condition=Q(superseded_at=None), name=f"store_{name}_current")
