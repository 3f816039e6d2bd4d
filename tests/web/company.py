"""The demo company's tables, made once for all tests of the pages."""

from __future__ import annotations

from functools import cache

from comptoir.company.demo import demo_tables
from comptoir.core.values import Tables


@cache
def tables() -> Tables:
    """The demo company."""
    return demo_tables()
