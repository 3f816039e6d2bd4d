"""How much was done at the counters of a store? For the demo's first screen."""

from __future__ import annotations

from comptoir.store.bookings.queries import count_bookings
from comptoir.store.deals.queries import count_threads
from comptoir.store.orders.queries import count_orders
from comptoir.store.usage.queries import count_usage


def count_deeds() -> dict[str, int]:
    """Orders, bookings, usage records and negotiations, whatever became of them."""
    return {
        "orders": count_orders(),
        "bookings": count_bookings(),
        "usage": count_usage(),
        "negotiations": count_threads(),
    }
