"""Who asked what, of whom, and what was answered? Kept until it is answered and a while longer, then forgotten.

A visitor leaves a mail address and a question, nothing else; both are erased when they have served
(operations/requests.py says when). What stays is that somebody asked, about what and when: a prospect, counted.
"""

from __future__ import annotations

from django.db import models


class RequestRow(models.Model):
    """One question.

    kind        question, price, standing or account
    supplier    the unit asked; empty: the house
    about       what the page was about: an offering, words searched for
    asked_by    the party that asked; empty: a visitor
    address     where the answer goes, for a visitor
    erased_at   when name, address and texts were erased
    """

    id = models.BigAutoField(primary_key=True)
    public_id = models.TextField(unique=True)
    kind = models.TextField()
    state = models.TextField(default="open")
    supplier = models.TextField(blank=True)
    about = models.TextField(blank=True)
    asked_by = models.TextField(blank=True)
    name = models.TextField(blank=True)
    address = models.TextField(blank=True)
    language = models.TextField()
    text = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "supplier", "id"], name="store_requestrow_queue"),
            models.Index(fields=["address", "asked_at"], name="store_requestrow_asked"),
        ]
