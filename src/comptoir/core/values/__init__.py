"""Values that every other room speaks in: amounts, units, periods, reasons, findings and errors."""

from comptoir.core.values.amount import Amount, minor_digits, split
from comptoir.core.values.errors import ComptoirError, Refusal, Unreadable
from comptoir.core.values.finding import Finding, Place, Severity
from comptoir.core.values.named import Named
from comptoir.core.values.period import DayPeriod, elapsed_seconds
from comptoir.core.values.reason import Reason
from comptoir.core.values.table import Row, Tables
from comptoir.core.values.unit import Measures, Unit, unit

__all__ = [
    "Amount",
    "ComptoirError",
    "DayPeriod",
    "Finding",
    "Measures",
    "Named",
    "Place",
    "Reason",
    "Refusal",
    "Row",
    "Severity",
    "Tables",
    "Unit",
    "Unreadable",
    "elapsed_seconds",
    "minor_digits",
    "split",
    "unit",
]
