"""Which files and columns does a company folder have? One table of data that everything else reads.

Reading, validation, `comptoir new`, the published schemas (schema/) and the reference tables all follow from FILES.
The rule to remember: a column exists nowhere but here. `type` names a reader of `cells.READERS`.
"""

from __future__ import annotations

from comptoir.company.column import Column, File
from comptoir.company.columns_books import EXCHANGE_RATES
from comptoir.company.columns_paper import INVOICING
from comptoir.company.columns_people import (
    AFFILIATIONS,
    COST_CENTERS,
    ORGANIZATIONS,
    PEOPLE,
    RESOURCES,
    UNITS,
)
from comptoir.company.columns_prices import ADJUSTMENTS, BUNDLES, CLASSES, DEALS, EXAMPLES, OFFERINGS, RATES

__all__ = ["BY_TABLE", "FILES", "Column", "File"]

FILES: tuple[File, ...] = (
    ORGANIZATIONS, UNITS, PEOPLE, AFFILIATIONS, COST_CENTERS, OFFERINGS, RESOURCES, CLASSES, RATES, ADJUSTMENTS,
    BUNDLES, DEALS, EXAMPLES, INVOICING, EXCHANGE_RATES,
)  # fmt: skip
BY_TABLE: dict[str, File] = {file.table: file for file in FILES}
