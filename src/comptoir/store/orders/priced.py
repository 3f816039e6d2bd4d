"""Which lines and bookings did a deal price? Their kept explanation names it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, time

from comptoir.store.bookings.models import BookingPrice
from comptoir.store.orders.models import OrderLine

_CODE = '"price.deal'


def list_priced_by_deals(
    deals: Collection[str], *, offerings: Collection[str], since: date | None
) -> Iterator[tuple[str, int, str]]:
    """Of lines and bookings that some deals priced and that still stand: deal, amount, currency."""
    if not deals:
        return
    marks = {deal: json.dumps(deal, ensure_ascii=False) for deal in deals}
    lines = OrderLine.objects.filter(offering__in=list(offerings), event="use", reasons__contains=_CODE)
    lines = lines.exclude(state="cancelled")
    booked = BookingPrice.objects.filter(
        booking__offering__in=list(offerings), event="use", reasons__contains=_CODE, minor__isnull=False
    ).exclude(booking__state__in=("cancelled", "expired"))
    if since is not None:
        lines = lines.filter(day__gte=since)
        booked = booked.filter(booking__starts_at__gte=datetime.combine(since, time(), UTC))
    # Of a booking the newest price stands.
    newest = {
        booking: (reasons, minor, currency)
        for booking, reasons, minor, currency in booked.order_by("id").values_list(
            "booking", "reasons", "minor", "currency"
        )
    }
    rows = [*lines.values_list("reasons", "amount", "currency"), *newest.values()]
    for reasons, minor, currency in rows:
        for deal, mark in marks.items():
            if mark in reasons:
                yield deal, int(minor or 0), currency
