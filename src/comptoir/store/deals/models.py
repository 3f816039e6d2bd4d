"""Who asked for a better price, what was said, what may be granted by whom, and what was agreed?

Moves are only added. A deal is written once and ended once (`ended_*`): its price never changes. Prices are decimals
as text, exactly as they were said. Rule to remember: of a thread one deal comes at most, and of one customer and
offering no two deals hold on one day; the database holds both (guards.py).
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from comptoir.core.ordering.states import MACHINES


class Negotiation(models.Model):
    """One customer's request for a better price of one offering, and how it stands.

    public_id   random: how many there are is nobody's business
    per         the unit that prices are for
    asker       the person who asked, in the capacity of `customer`
    expires_at  until when the last proposal stands; empty once the thread is closed
    """

    id = models.BigAutoField(primary_key=True)
    public_id = models.TextField(unique=True)
    supplier = models.TextField()
    offering = models.TextField()
    per = models.TextField()
    customer = models.TextField()
    asker = models.TextField()
    currency = models.TextField()
    state = models.TextField()
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=sorted(MACHINES["deal"].states)), name="store_negotiation_state"
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "offering"], name="store_negotiation_of"),
            models.Index(fields=["supplier", "state"], name="store_negotiation_supplier"),
            models.Index(
                fields=["expires_at"], condition=Q(expires_at__isnull=False), name="store_negotiation_due"
            ),
        ]


class NegotiationMove(models.Model):
    """One thing said in a negotiation; `number` counts from 1, so that nobody speaks at the same moment as another.

    reasons     the explanation as JSON text, of both depths
    """

    id = models.BigAutoField(primary_key=True)
    negotiation = models.ForeignKey(
        Negotiation, on_delete=models.PROTECT, related_name="moves", db_index=False
    )
    number = models.IntegerField()
    verb = models.TextField()
    speaker = models.TextField()
    person = models.TextField()
    at = models.DateTimeField()
    state = models.TextField()
    price = models.TextField(blank=True)
    min_quantity = models.TextField(blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    conditions = models.TextField(blank=True)
    expires_at = models.DateTimeField(null=True)
    lent_by = models.TextField(blank=True)
    note = models.TextField(blank=True)
    reasons = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["negotiation", "number"], name="store_negotiationmove_once"),
        ]


class AgreedDeal(models.Model):
    """A negotiated price as agreed.

    change          which change of all deals it was, from 1 without a gap; ending one is a change too
    recorded_at     first instant at which it was known; later changes carry later instants
    ends_on         first day on which it no longer holds, said at `ended_at`
    replaces        public id of the deal that ended for it
    reasons         as JSON text, with the flag of a benefit in kind where it needs one
    """

    id = models.BigAutoField(primary_key=True)
    public_id = models.TextField(unique=True)
    negotiation = models.OneToOneField(Negotiation, on_delete=models.PROTECT, related_name="deal")
    change = models.BigIntegerField(unique=True)
    supplier = models.TextField()
    customer = models.TextField()
    offering = models.TextField()
    price = models.TextField()
    per = models.TextField()
    currency = models.TextField()
    min_quantity = models.TextField()
    conditions = models.TextField(blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    while_inside = models.BooleanField()
    agreed_by = models.TextField()
    seller = models.TextField()
    approver = models.TextField(blank=True)
    agreed_on = models.DateField()
    recorded_at = models.DateTimeField()
    replaces = models.TextField(blank=True)
    reasons = models.TextField()
    ends_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(blank=True)
    end_note = models.TextField(blank=True)
    end_change = models.BigIntegerField(null=True, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from__lt=F("valid_to")), name="store_agreeddeal_lasting"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None, ended_at=None, end_change=None)
                | (
                    Q(ends_on__isnull=False, ended_at__isnull=False, end_change__isnull=False)
                    & Q(recorded_at__lt=F("ended_at"), ends_on__gte=F("valid_from"))
                ),
                name="store_agreeddeal_ended",
            ),
            models.CheckConstraint(condition=~Q(approver=F("seller")), name="store_agreeddeal_four_eyes"),
        ]
        indexes = [
            models.Index(fields=["customer", "offering"], name="store_agreeddeal_of"),
            models.Index(fields=["supplier"], name="store_agreeddeal_supplier"),
        ]


class SellerMandate(models.Model):
    """How far a person may go alone in a unit: `concession` in ten-thousandths of the usual price, on some days."""

    id = models.BigAutoField(primary_key=True)
    person = models.TextField()
    unit = models.TextField()
    concession = models.PositiveIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    set_by = models.TextField()
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from__lt=F("valid_to")),
                name="store_sellermandate_lasting",
            ),
            models.CheckConstraint(condition=Q(concession__lte=10_000), name="store_sellermandate_share"),
        ]
        indexes = [models.Index(fields=["unit", "person"], name="store_sellermandate_of")]


class Delegation(models.Model):
    """A seller's mandate in a unit, lent to a colleague for some days."""

    id = models.BigAutoField(primary_key=True)
    seller = models.TextField()
    colleague = models.TextField()
    unit = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField()
    set_by = models.TextField()
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_to")), name="store_delegation_lasting"
            ),
            models.CheckConstraint(condition=~Q(seller=F("colleague")), name="store_delegation_other"),
        ]
        indexes = [models.Index(fields=["unit", "colleague"], name="store_delegation_of")]


class FloorRow(models.Model):
    """A unit's floor for an offering, or for all of them (`*`), as written; for the supplier's side only."""

    id = models.BigAutoField(primary_key=True)
    unit = models.TextField()
    offering = models.TextField()
    floor = models.TextField()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    set_by = models.TextField()
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lt=F("valid_to")),
                name="store_floorrow_lasting",
            ),
        ]
        indexes = [models.Index(fields=["unit"], name="store_floorrow_of")]
