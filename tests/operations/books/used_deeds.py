"""What children do with bookings that were used (tests/operations/forking.py)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import connection

from comptoir.operations.charges import collect_charges
from comptoir.operations.company import current_company
from tests.operations.orders.shop import MACHINE


def warm_up() -> None:
    """Compile the company once for all children."""
    current_company()
    connection.close()


def collect(hour: int) -> list[int]:
    """Collect November's charges, some hours into the third of December."""
    at = datetime(2026, 12, 3, 9, tzinfo=UTC) + timedelta(hours=hour)
    return list(collect_charges("MET", "2026-11", actor=MACHINE, at=at))
