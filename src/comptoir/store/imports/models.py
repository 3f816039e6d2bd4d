"""When did the company's rows change, by whom, and how much? And what does company.toml say besides its cards?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from comptoir.store.known_row import KnownRow, believed, current, once, text


class Import(models.Model):
    """One change of the company's rows: taken from a folder, or the undoing of an earlier one.

    `recorded_at` is the instant that its rows carry; no two imports share one. `content_hash` is that of the
    whole company after it.
    """

    FOLDER: ClassVar = "import"
    UNDO: ClassVar = "undo"

    id = models.BigAutoField(primary_key=True)
    recorded_at = models.DateTimeField(unique=True)
    actor = models.TextField()
    kind = models.TextField()
    content_hash = models.TextField()
    # JSON: table -> [created, updated, unchanged, ended].
    counts = models.TextField()
    undoes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="undone_by")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="import", undoes=None) | Q(kind="undo", undoes__isnull=False),
                name="store_import_kind",
            ),
        ]


class Setting(KnownRow):
    """One entry of company.toml: its table, its key, and its value as typed JSON text."""

    section = text("section")
    key = text("key")
    value = text("value")

    class Meta:
        constraints = [once("setting", "section", "key"), believed("setting")]
        indexes = [current("setting")]
