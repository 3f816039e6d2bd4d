"""Comptoir: one counter for internal and external customers.

company = comptoir.load("folder")
company.quote(customer="P1", offering="cmm", quantity="3 hours", on=date(2026, 11, 23))
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comptoir.company import Company

__version__ = "0.1.0"


def load(folder: str | Path) -> Company:
    """Read a company folder that has no errors.

    raises    comptoir.company.Unsound, with all findings and their places, where it has some
    """
    # Imported late: asking for the version must not wait for the price engine.
    from comptoir.company import Unsound, read  # noqa: PLC0415

    reading = read(folder)
    if reading.company is None:
        raise Unsound(reading.findings)
    return reading.company
