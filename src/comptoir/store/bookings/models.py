"""What is booked, by whom, at what price; who waits for it; and who is qualified for it.

A booking takes its things from `starts_at` until `blocked_until` (its end, and the turnaround after it) as long as it
`occupies`. The database itself refuses two that take more than there is (guards.py). Rule to remember: `capacity` and
`blocked_until` are what the resource's rules said when the row was last written; rules change, commitments stay.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from comptoir.core.ordering import MACHINES

# A returned thing still needs its turnaround: such a booking keeps what is left of its time.
OCCUPYING = tuple(sorted({*MACHINES["booking"].binding, "returned"}))
STATES = tuple(sorted(MACHINES["booking"].states))


class Booking(models.Model):
    """A resource taken for `[starts_at, ends_at)` by a customer's booking or hold, or by maintenance.

    public_id       random: how many bookings there are is nobody's business
    kind            booking | maintenance
    held_until      a hold ends by itself at that instant
    booked_by       the person who did it; buyer, payer, beneficiary: for whom, in which capacity
    shares          JSON: which cost centers bear how many percent; `cost_center` the first of them
    used_by         the person who uses it, who must hold the qualifications
    series          the public id that the occurrences of a recurring booking share
    sequence        how often it was changed, as calendars count it
    line            the order line it belongs to, where it came with an order
    given           answers that the price asked for, as JSON text
    """

    BOOKING: ClassVar = "booking"
    MAINTENANCE: ClassVar = "maintenance"

    id = models.BigAutoField(primary_key=True)
    public_id = models.TextField(unique=True)
    kind = models.TextField()
    state = models.TextField()
    occupies = models.BooleanField()
    resource = models.TextField()
    offering = models.TextField()
    supplier = models.TextField()
    quantity = models.PositiveIntegerField()
    capacity = models.PositiveIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    blocked_until = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    booked_by = models.TextField()
    buyer = models.TextField(default="", blank=True)
    payer = models.TextField(default="", blank=True)
    cost_center = models.TextField(default="", blank=True)
    shares = models.TextField(default="[]")
    beneficiary = models.TextField(default="", blank=True)
    used_by = models.TextField(default="", blank=True)
    project = models.TextField(default="", blank=True)
    given = models.TextField(default="{}")
    series = models.TextField(default="", blank=True)
    line = models.TextField(default="", blank=True)
    sequence = models.PositiveIntegerField(default=0)
    note = models.TextField(default="", blank=True)
    booked_at = models.DateTimeField()
    handed_over_at = models.DateTimeField(null=True)
    condition_out = models.TextField(default="", blank=True)
    returned_at = models.DateTimeField(null=True)
    condition_in = models.TextField(default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="store_booking_lasting"),
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("blocked_until")), name="store_booking_blocking"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=1, quantity__lte=F("capacity")), name="store_booking_quantity"
            ),
            models.CheckConstraint(condition=Q(state__in=STATES), name="store_booking_state"),
            models.CheckConstraint(
                condition=Q(kind__in=("booking", "maintenance")), name="store_booking_kind"
            ),
            models.CheckConstraint(
                condition=Q(occupies=True, state__in=OCCUPYING)
                | (Q(occupies=False) & ~Q(state__in=OCCUPYING)),
                name="store_booking_occupies",
            ),
            models.CheckConstraint(
                condition=Q(state="held", held_until__isnull=False) | (~Q(state="held") & Q(held_until=None)),
                name="store_booking_held",
            ),
        ]
        indexes = [
            # What is taken of a resource around some time: the one question asked before every write.
            models.Index(
                fields=["resource", "blocked_until", "starts_at"],
                condition=Q(occupies=True),
                name="store_booking_taken",
            ),
            models.Index(fields=["held_until"], condition=Q(state="held"), name="store_booking_holds"),
            models.Index(fields=["buyer", "starts_at"], name="store_booking_buyer"),
            models.Index(fields=["used_by", "starts_at"], name="store_booking_used_by"),
            models.Index(fields=["supplier", "starts_at"], name="store_booking_supplier"),
            models.Index(fields=["series"], condition=~Q(series=""), name="store_booking_series"),
            models.Index(fields=["line"], condition=~Q(line=""), name="store_booking_line"),
        ]

    @property
    def last_deed_at(self) -> datetime:
        """When it was last booked, handed over or returned: how new a calendar takes it to be, beside its sequence."""
        return max(at for at in (self.booked_at, self.handed_over_at, self.returned_at) if at is not None)


class BookingPrice(models.Model):
    """What a booking was priced at for an event, and why; never changed: a later row of the event stands above it.

    event     use | cancellation | no-show | late
    at        when it was frozen
    minor     in the smallest unit of the currency, as the card states prices; empty: known only after use
    book      content hash of the price book that decided
    reasons   the explanation, as JSON text
    took      what it added to running totals, as JSON text: [key, party, amount]; given back when it is cancelled
    usage     digest of the usage records that it was made from, empty: from none
    """

    id = models.BigAutoField(primary_key=True)
    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="prices", db_index=False)
    event = models.TextField()
    at = models.DateTimeField()
    status = models.TextField()
    minor = models.BigIntegerField(null=True)
    net_minor = models.BigIntegerField(null=True)
    tax_minor = models.BigIntegerField(null=True)
    deposit_minor = models.BigIntegerField(default=0)
    currency = models.TextField()
    rate_class = models.TextField()
    book = models.TextField()
    reasons = models.TextField()
    took = models.TextField(default="[]")
    usage = models.TextField(default="", blank=True)

    class Meta:
        indexes = [models.Index(fields=["booking", "event", "id"], name="store_bookingprice_of")]


class WaitingWish(models.Model):
    """Somebody who would take a resource (any of the offering, if none is named) at that time, should it become free.

    state     waiting | offered (held for them, see `booking`) | passed (they let the offer lapse) | taken | withdrawn
    """

    id = models.BigAutoField(primary_key=True)
    public_id = models.TextField(unique=True)
    state = models.TextField()
    offering = models.TextField()
    resource = models.TextField(default="", blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    quantity = models.PositiveIntegerField()
    asked_by = models.TextField()
    buyer = models.TextField(default="", blank=True)
    payer = models.TextField(default="", blank=True)
    cost_center = models.TextField(default="", blank=True)
    shares = models.TextField(default="[]")
    beneficiary = models.TextField(default="", blank=True)
    used_by = models.TextField(default="", blank=True)
    project = models.TextField(default="", blank=True)
    given = models.TextField(default="{}")
    asked_at = models.DateTimeField()
    booking = models.OneToOneField(Booking, null=True, on_delete=models.PROTECT, related_name="wish")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="store_waitingwish_lasting"),
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "offered", "passed", "taken", "withdrawn")),
                name="store_waitingwish_state",
            ),
        ]
        indexes = [
            models.Index(
                fields=["offering", "asked_at", "id"],
                condition=Q(state="waiting"),
                name="store_waitingwish_queue",
            ),
        ]


class Qualification(models.Model):
    """A person holds a qualification (`trained`) for an offering, or for all where none is named, on some days."""

    id = models.BigAutoField(primary_key=True)
    person = models.TextField()
    name = models.TextField()
    offering = models.TextField(default="", blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.TextField(default="", blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from__lt=F("valid_to")),
                name="store_qualification_lasting",
            ),
        ]
        indexes = [models.Index(fields=["person", "name"], name="store_qualification_of")]


class CalendarFeed(models.Model):
    """An address at which a person's calendar reads their bookings; whoever has the address may read, nobody else.

    digest    SHA-256 of the secret in the address, which is kept nowhere
    ended_at  from then on the address answers nothing; empty: it works
    """

    id = models.BigAutoField(primary_key=True)
    person = models.TextField()
    acting_for = models.TextField(default="", blank=True)
    digest = models.TextField(unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at=None), name="store_calendarfeed_one"
            ),
        ]
