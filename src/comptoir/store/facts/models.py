"""Who belonged to whom, on which days, as learnt when? Table affiliations of the folder.

A fact has two histories. The folder tells one: `learnt_at` is its column `recorded_at`, and a row that `corrects`
another ends the other's `corrected_at`. The store keeps the second: since when it has held this row at all
(`recorded_at`, `superseded_at`). No two facts of one kind overlap for the same pair in both at once.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from comptoir.store.known_row import DatedRow, believed, current, lasting, text


class Affiliation(DatedRow):
    """A dated fact tying a party to a unit or an organization."""

    affiliation = text("affiliation")
    party = text("party")
    fact = text("fact")
    of = text("of")
    role = text("role")
    share = text("share")
    source = text("source")
    # The folder's `recorded_at` as written: with an offset, or in the company's time zone.
    learnt = text("learnt")
    corrects = text("corrects")
    # Reckoned from `learnt` and `corrects` (learnt.py); the year 1 where nothing is written.
    learnt_at = models.DateTimeField()
    corrected_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            believed("affiliation"),
            lasting("affiliation"),
            models.CheckConstraint(
                # Equal: corrected before it was ever believed.
                condition=Q(corrected_at=None) | Q(learnt_at__lte=F("corrected_at")),
                name="store_affiliation_learnt",
            ),
        ]
        indexes = [
            current("affiliation"),
            models.Index(fields=["party"], condition=Q(superseded_at=None), name="store_affiliation_party"),
        ]
