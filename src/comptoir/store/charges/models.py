"""What is owed for each delivery, why, on which paper, who bears it, and what became of it since?

A charge keeps what was decided when it was collected: nothing of that is ever changed (guards.py), and `hash` shows it
was not. Only its way through review and into the books moves, by the table `charge` of core/billing/states.py, with a
row of ChargeMove for each step. Rule to remember: of each source, event and part one charge counts at most.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from comptoir.core.billing.states import MACHINES

# What a charge comes from.
ORDER_LINE, BOOKING, USAGE = "order line", "booking", "usage"
SOURCES = (ORDER_LINE, BOOKING, USAGE)
# Which part of a price: what the payer bears, or what another party pays of it.
OWN, SUBSIDY = "own", "subsidy"


def _known(machine: str) -> Q:
    return Q(state__in=sorted(MACHINES[machine].states))


class Charge(models.Model):
    """One claim.

    id           made from what it comes from, so that collecting twice makes one charge
    source       of an order line "<order>/<line>", of a booking or a usage record its public id
    version      1, and one more each time it is charged anew; `replaces`: the charge it stands in for
    entity       the supplier's legal entity; `buyer` the payer's, or the person who buys privately
    amount       net of VAT, what this charge claims; `subsidy`: what of the whole price `paid_by` bears besides
    gross        what was agreed with the VAT in it, of which `amount` is the net; empty where the net was agreed
    quoted       what the commitment came to, net; empty where there was none
    settlement   cost center charge | internal document | invoice, with its VAT
    earned_by    the supplier's cost center; `shares` JSON: [[cost center, minor units], ...], together the amount
    again        it no longer counts: its source may be charged anew
    period       the month ("2026-11") in whose close it is posted
    why          JSON: the reason of its state (disputed, parked, withdrawn, reversed)
    entry        the journal entry that posted it; `paper` the number of its invoice
    """

    id = models.TextField(primary_key=True)
    source_kind = models.TextField()
    source = models.TextField()
    event = models.TextField()
    part = models.TextField()
    version = models.IntegerField()
    replaces = models.TextField(blank=True)
    supplier = models.TextField()
    entity = models.TextField()
    customer = models.TextField()
    payer = models.TextField()
    beneficiary = models.TextField(blank=True)
    buyer = models.TextField()
    project = models.TextField(blank=True)
    purchase_order = models.TextField(blank=True)
    offering = models.TextField(blank=True)
    label = models.TextField(blank=True)
    day = models.DateField()
    quantity = models.TextField()
    unit = models.TextField()
    amount = models.BigIntegerField()
    currency = models.TextField()
    subsidy = models.BigIntegerField()
    paid_by = models.TextField(blank=True)
    quoted = models.BigIntegerField(null=True)
    rate_class = models.TextField(blank=True)
    book = models.TextField(blank=True)
    settlement = models.TextField()
    relation = models.TextField()
    vat_category = models.TextField()
    vat_rate = models.TextField()
    exemption = models.TextField(blank=True)
    earned_by = models.TextField()
    shares = models.TextField()
    reasons = models.TextField()
    settled_because = models.TextField()
    differences = models.TextField()
    collected_at = models.DateTimeField()
    hash = models.TextField()
    state = models.TextField()
    again = models.BooleanField(default=False)
    period = models.TextField()
    review_ends = models.DateField(null=True)
    why = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    entry = models.TextField(blank=True)
    reversed_by = models.TextField(blank=True)
    paper = models.TextField(blank=True)
    gross = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_known("charge"), name="store_charge_state"),
            models.CheckConstraint(condition=Q(source_kind__in=SOURCES), name="store_charge_source_kind"),
            models.CheckConstraint(condition=Q(part__in=(OWN, SUBSIDY)), name="store_charge_part"),
            models.UniqueConstraint(
                fields=["source_kind", "source", "event", "part"],
                condition=Q(again=False),
                name="store_charge_once",
            ),
            models.UniqueConstraint(
                fields=["source_kind", "source", "event", "part", "version"], name="store_charge_version"
            ),
        ]
        indexes = [
            models.Index(fields=["supplier", "period", "state"], name="store_charge_supplied"),
            models.Index(fields=["payer", "day"], name="store_charge_payer"),
            models.Index(fields=["entry"], condition=~Q(entry=""), name="store_charge_entry"),
            models.Index(fields=["paper"], condition=~Q(paper=""), name="store_charge_paper"),
        ]


class ChargeMove(models.Model):
    """One step of a charge: who did what, when, and why; `collect` is the first."""

    id = models.BigAutoField(primary_key=True)
    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="moves")
    at = models.DateTimeField()
    actor = models.TextField()
    verb = models.TextField()
    state = models.TextField()
    note = models.TextField(blank=True)


class ParkedSource(models.Model):
    """Something delivered that could not be charged, and why; it waits here and stops nothing else.

    reason     JSON; what was found wrong when it was last tried
    freed_at   when it was charged after all, or when there was nothing to charge any more
    """

    id = models.BigAutoField(primary_key=True)
    source_kind = models.TextField()
    source = models.TextField()
    event = models.TextField()
    part = models.TextField()
    supplier = models.TextField()
    payer = models.TextField(blank=True)
    offering = models.TextField(blank=True)
    day = models.DateField()
    reason = models.TextField()
    parked_at = models.DateTimeField()
    tried_at = models.DateTimeField()
    freed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source_kind", "source", "event", "part"],
                condition=Q(freed_at=None),
                name="store_parkedsource_once",
            ),
        ]
        indexes = [
            models.Index(fields=["supplier", "day"], condition=Q(freed_at=None), name="store_parkedsource_of")
        ]


class Deposit(models.Model):
    """Money held for a customer: a debt, never revenue.

    source            what it was asked with: an order's part "<order>/<part>", or a booking's public id
    held_by, ended_by the journal entries that took it in, and gave it back or set it against what is owed
    """

    id = models.TextField(primary_key=True)
    source_kind = models.TextField()
    source = models.TextField()
    supplier = models.TextField()
    entity = models.TextField()
    customer = models.TextField()
    amount = models.BigIntegerField()
    currency = models.TextField()
    state = models.TextField()
    asked_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    held_by = models.TextField(blank=True)
    ended_by = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_known("deposit"), name="store_deposit_state"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="store_deposit_amount"),
            models.CheckConstraint(condition=Q(asked_at__lte=F("changed_at")), name="store_deposit_since"),
            models.UniqueConstraint(fields=["source_kind", "source"], name="store_deposit_once"),
        ]
        indexes = [models.Index(fields=["customer", "state"], name="store_deposit_customer")]
