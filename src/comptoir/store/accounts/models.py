"""Who may sign in as which person, and who holds which role where, from when until when?

A grant is never changed: it is closed once, by its `valid_to`. What a role may do is not stored; that is the table
of operations/permissions.py.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Account(models.Model):
    """A sign-in account (Django's user) and the person of the company that signs in with it."""

    id = models.BigAutoField(primary_key=True)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="account")
    person = models.TextField(unique=True)
    created_at = models.DateTimeField()


class RoleGrant(models.Model):
    """A role that a person holds in a unit, and in all units below it; unit empty: in the whole house."""

    id = models.BigAutoField(primary_key=True)
    person = models.TextField()
    unit = models.TextField(blank=True)
    role = models.TextField()
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)
    granted_by = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from__lt=F("valid_to")), name="store_rolegrant_lasting"
            ),
            models.UniqueConstraint(
                fields=["person", "unit", "role"], condition=Q(valid_to=None), name="store_rolegrant_once"
            ),
        ]
        indexes = [models.Index(fields=["person"], name="store_rolegrant_person")]
