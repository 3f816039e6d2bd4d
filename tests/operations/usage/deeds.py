"""What children do with usage (tests/operations/forking.py)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import connection

from comptoir.core.ordering.usage import Usage
from comptoir.operations.company import current_company
from comptoir.operations.usage import importing
from comptoir.operations.usage.importing import import_usage, undo_usage_import
from comptoir.operations.usage.recording import correct_usage, record_usage
from comptoir.store.models import AuditRow, UsageImport, UsageRecord, UsageReject
from tests.operations.deals.house import AT, ELSA, MARC, who

TABLES = (UsageImport, UsageRecord, UsageReject, AuditRow)


def warm_up() -> None:
    """Compile the company once for all children."""
    current_company()
    connection.close()


def everything() -> list[list[Any]]:
    """All that usage has written."""
    return [list(model._default_manager.order_by("pk").values_list()) for model in TABLES]


def record(number: str = "new", hours: str = "2") -> str:
    """Record some hours; the state it was kept in."""
    usage = Usage(
        "cmm", "BIO", date(2026, 11, 20), {"hour": Decimal(hours)}, source="door", external_id=number
    )
    return record_usage(usage, actor=who(ELSA), at=AT).state


def correct(usage: str) -> str:
    """Correct a record."""
    right = Usage("cmm", "BIO", date(2026, 11, 20), {"hour": Decimal(1)}, source="door", external_id="known")
    return correct_usage(usage, right, actor=who(MARC), at=AT).id


def bring(path: str) -> list[int]:
    """Import a file in small chunks."""
    importing.CHUNK = 2
    taken = import_usage(Path(path), supplier="MET", actor=who(ELSA), at=AT, values={"offering": "cmm"})
    return [taken.record.created, taken.record.duplicate, taken.record.rejected]


def undo(number: str) -> int:
    """Undo an import."""
    return undo_usage_import(number, actor=who(MARC), at=AT)
