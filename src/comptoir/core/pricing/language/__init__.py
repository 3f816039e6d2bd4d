"""The languages of the cells: each `read_*` turns the text of one cell into a value of `terms`, or raises Unreadable.

Every reader is pure and takes nothing for granted: no locale, no clock, no guess. `comma=True` says that the file's
separator leaves the comma free, so that a decimal comma is understood.
"""

from comptoir.core.pricing.language.assignments import read_assignments, strip_parentheses
from comptoir.core.pricing.language.conditions import (
    AGE_NAMES,
    TEXT_NAMES,
    WHO,
    read_condition,
    write_condition,
)
from comptoir.core.pricing.language.dates import at_zone, in_zone, read_date, read_instant, read_period
from comptoir.core.pricing.language.logic import cannot_both_hold, implies
from comptoir.core.pricing.language.numbers import (
    fold,
    read_amount,
    read_classes,
    read_id,
    read_money,
    read_number,
    read_target,
    read_tax,
    read_word,
    read_yes_no,
    yes_or_no,
)
from comptoir.core.pricing.language.prices import read_price
from comptoir.core.pricing.language.quantities import (
    read_counter,
    read_measures,
    read_per,
    read_quantity,
    read_span,
    read_step,
    read_threshold,
    read_unit,
)
from comptoir.core.pricing.language.windows import read_window

__all__ = [
    "AGE_NAMES",
    "TEXT_NAMES",
    "WHO",
    "at_zone",
    "cannot_both_hold",
    "fold",
    "implies",
    "in_zone",
    "read_amount",
    "read_assignments",
    "read_classes",
    "read_condition",
    "read_counter",
    "read_date",
    "read_id",
    "read_instant",
    "read_measures",
    "read_money",
    "read_number",
    "read_per",
    "read_period",
    "read_price",
    "read_quantity",
    "read_span",
    "read_step",
    "read_target",
    "read_tax",
    "read_threshold",
    "read_unit",
    "read_window",
    "read_word",
    "read_yes_no",
    "strip_parentheses",
    "write_condition",
    "yes_or_no",
]
