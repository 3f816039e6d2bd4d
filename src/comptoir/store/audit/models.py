"""Who did what, and when? One row per deed, never changed and never deleted (guards.py)."""

from __future__ import annotations

from django.db import models


class AuditRow(models.Model):
    """One deed: its instant, who did it, what it was (`import.done`), and the facts of it as JSON text."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor = models.TextField()
    action = models.TextField()
    params = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="store_auditrow_at")]
