"""What was delivered lately and may still be taken back, because nothing of it stands in the books?"""

from __future__ import annotations

from django.db.models import CharField, Exists, F, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Cast, Concat

from comptoir.store.bookings.models import Booking
from comptoir.store.charges.models import Charge
from comptoir.store.orders.lists import OpenLine
from comptoir.store.orders.models import LineDelivery, OrderLine
from comptoir.store.orders.rows import LineRow


def list_delivered_lines(supplier: str, limit: int) -> tuple[OpenLine, ...]:
    """What a supplier delivered lately and may take back, the newest first: no booking of it, nothing in the books."""
    names = LineRow._fields
    source = Concat(
        F("order_id"), Value("/"), Cast("number", CharField(max_length=12)), output_field=TextField()
    )
    handed = LineDelivery.objects.filter(order=OuterRef("order"), line=OuterRef("number")).order_by("-id")
    found = OrderLine.objects.filter(supplier=supplier, state="delivered", event="use", label="").exclude(
        wish=0
    )
    found = found.annotate(source=source, handed=Subquery(handed.values("id")[:1])).exclude(handed=None)
    posted = Charge.objects.filter(
        source_kind="order line", source=OuterRef("source"), state="posted", again=False
    )
    found = found.exclude(Exists(Booking.objects.filter(line=OuterRef("source")))).exclude(Exists(posted))
    rows = found.order_by("-handed").values_list(
        *names, "order__buyer", "order__beneficiary", "order__submitted_at"
    )
    return tuple(OpenLine(row[0], LineRow(*row[: len(names)]), *row[len(names) :]) for row in rows[:limit])
