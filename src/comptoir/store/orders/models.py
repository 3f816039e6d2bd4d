"""What was ordered by whom, at which price and why; and what may still be spent?

Amounts are integers of minor units beside their currency. A line keeps its price with the whole explanation, so it
can be justified without today's card. Rule to remember: every number that others decide on (a tally, a fund) has a
CHECK here besides the guarded statement in writing.py.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from comptoir.core.ordering.states import MACHINES


def _known(machine: str) -> Q:
    return Q(state__in=sorted(MACHINES[machine].states))


class Order(models.Model):
    """A basket, then a commitment. `id` is public and random: nobody reads from it how many orders there are.

    ordered_by  the person who did it, in the capacity of `capacity`; buyer, payer and beneficiary are parties
    shares      JSON: which cost centers bear how many percent; `cost_center` the first of them
    basket      the wishes as JSON text, while a draft and afterwards
    needed      how many approvals it takes
    caps        JSON: the tallies of spending caps that count it, until it is cancelled
    """

    id = models.TextField(primary_key=True)
    state = models.TextField()
    ordered_by = models.TextField()
    capacity = models.TextField()
    buyer = models.TextField()
    payer = models.TextField()
    beneficiary = models.TextField()
    cost_center = models.TextField(blank=True)
    shares = models.TextField(default="[]")
    project = models.TextField(blank=True)
    purchase_order = models.TextField(blank=True)
    basket = models.TextField()
    needed = models.IntegerField(default=0)
    quote = models.TextField(blank=True)
    caps = models.TextField()
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=_known("order"), name="store_order_state")]
        indexes = [
            models.Index(fields=["buyer", "created_at"], name="store_order_buyer"),
            models.Index(fields=["payer", "state"], name="store_order_payer"),
        ]


class OrderPart(models.Model):
    """What one supplier asks for its lines of one price day: the total as the card states it, net, tax and gross.

    subsidy   part of it that others pay; the payer owes gross - subsidy
    book      content hash of the price book that decided, on its price day
    """

    id = models.BigAutoField(primary_key=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="parts")
    number = models.IntegerField()
    supplier = models.TextField()
    price_day = models.DateField()
    card = models.TextField()
    book = models.TextField()
    rate_class = models.TextField()
    currency = models.TextField()
    total = models.BigIntegerField()
    net = models.BigIntegerField()
    tax = models.BigIntegerField()
    gross = models.BigIntegerField()
    subsidy = models.BigIntegerField()
    deposit = models.BigIntegerField()
    reasons = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "number"], name="store_orderpart_once")]


class OrderLine(models.Model):
    """One priced line, an adjustment, a free hand-over or a fee; its price never changes.

    wish      the number of the wish it belongs to (from 1), as its price or as what comes along; 0 for adjustments
    owed      what the payer owes for it: without what others pay, with the tax
    about     the number of the line that a fee or a replacement is about; 0: none
    took      JSON: what it added to tallies, as [key, amount]; given back when it is cancelled
    measured  JSON: what it took in uses and quantities, for tallies that are counted from history
    """

    id = models.BigAutoField(primary_key=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    number = models.IntegerField()
    part = models.IntegerField()
    wish = models.IntegerField()
    about = models.IntegerField(default=0)
    supplier = models.TextField()
    offering = models.TextField(blank=True)
    label = models.TextField(blank=True)
    event = models.TextField()
    day = models.DateField()
    start = models.DateTimeField(null=True)
    end = models.DateTimeField(null=True)
    measures = models.TextField()
    rate_class = models.TextField(blank=True)
    status = models.TextField()
    amount = models.BigIntegerField()
    currency = models.TextField()
    tax_rate = models.TextField()
    subsidy = models.BigIntegerField()
    owed = models.BigIntegerField()
    paid_by = models.TextField(blank=True)
    deposit = models.BigIntegerField()
    reasons = models.TextField()
    took = models.TextField()
    measured = models.TextField()
    state = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="store_orderline_once"),
            models.CheckConstraint(condition=_known("line"), name="store_orderline_state"),
            models.CheckConstraint(
                condition=Q(start=None, end=None) | Q(start__isnull=False, start__lt=F("end")),
                name="store_orderline_period",
            ),
        ]
        indexes = [models.Index(fields=["supplier", "state", "day"], name="store_orderline_supplied")]


class LineDelivery(models.Model):
    """That a line, or a part of it, was delivered, when and by whom: the day of the supply."""

    id = models.BigAutoField(primary_key=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="deliveries", db_index=False)
    line = models.IntegerField()
    at = models.DateTimeField()
    actor = models.TextField()
    partly = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["order", "line"], name="store_linedelivery_of")]


class SavedQuote(models.Model):
    """A binding price for a basket until an instant. A new version replaces the one before; nothing in it changes.

    series    what its versions share; `priced` the lines and parts as JSON text, exactly as an order would store them
    """

    id = models.TextField(primary_key=True)
    series = models.TextField()
    version = models.IntegerField()
    state = models.TextField()
    made_by = models.TextField()
    buyer = models.TextField()
    basket = models.TextField()
    priced = models.TextField()
    made_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_known("quote"), name="store_savedquote_state"),
            models.CheckConstraint(
                condition=Q(made_at__lt=F("valid_until")), name="store_savedquote_lasting"
            ),
            models.UniqueConstraint(fields=["series", "version"], name="store_savedquote_version"),
            models.UniqueConstraint(
                fields=["series"], condition=Q(state="sent"), name="store_savedquote_one_sent"
            ),
        ]
        indexes = [models.Index(fields=["buyer", "state"], name="store_savedquote_buyer")]


class Outcome(models.Model):
    """What an actor's key led to: a reference, never an answer, for who asks again sees it by today's rights."""

    id = models.BigAutoField(primary_key=True)
    actor = models.TextField()
    operation = models.TextField()
    key = models.TextField()
    body = models.TextField()
    outcome = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["actor", "operation", "key"], name="store_outcome_once")
        ]


class Tally(models.Model):
    """A running total of committed lines (core/ordering/counting.py). `step` is what was added last; `most` a cap."""

    key = models.TextField(primary_key=True)
    party = models.TextField()
    value = models.BigIntegerField()
    step = models.BigIntegerField()
    most = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                # Giving back is always possible, even where the cap was lowered since.
                condition=Q(most=None) | Q(value__lte=F("most")) | Q(step__lte=0),
                name="store_tally_within",
            )
        ]
        indexes = [models.Index(fields=["party"], name="store_tally_party")]


class SpendingLimit(models.Model):
    """A limit of a payer (a party or a cost center): above it an approval, or, as a cap per period, no order at all."""

    APPROVAL: ClassVar = "approval"
    CAP: ClassVar = "cap"

    id = models.BigAutoField(primary_key=True)
    payer = models.TextField()
    kind = models.TextField()
    amount = models.BigIntegerField()
    currency = models.TextField()
    period = models.TextField(blank=True)
    set_by = models.TextField()
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="approval", period="") | (Q(kind="cap") & ~Q(period="")),
                name="store_spendinglimit_kind",
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="store_spendinglimit_amount"),
        ]
        indexes = [
            models.Index(fields=["payer"], condition=Q(ended_at=None), name="store_spendinglimit_payer")
        ]


class Fund(models.Model):
    """Money that a payer (a party or a cost center) paid in beforehand; orders of that currency draw on it."""

    id = models.BigAutoField(primary_key=True)
    payer = models.TextField()
    currency = models.TextField()
    balance = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(balance__gte=0), name="store_fund_covered"),
            models.UniqueConstraint(fields=["payer", "currency"], name="store_fund_once"),
        ]


class FundEntry(models.Model):
    """One movement of a fund: paid in (positive), drawn by an order or a booking (negative), or given back."""

    id = models.BigAutoField(primary_key=True)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="entries")
    at = models.DateTimeField()
    amount = models.BigIntegerField()
    order = models.ForeignKey(Order, null=True, on_delete=models.PROTECT, related_name="fund_entries")
    booking = models.TextField(default="", blank=True)
    actor = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["booking"], condition=~Q(booking=""), name="store_fundentry_booking")]


class Approval(models.Model):
    """One person's word on an order that waits for approval."""

    id = models.BigAutoField(primary_key=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="approvals")
    approver = models.TextField()
    approved = models.BooleanField()
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "approver"], name="store_approval_once")]
