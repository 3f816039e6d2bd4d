"""The demo company's tables, made once for all tests of the pages."""

from __future__ import annotations

from functools import cache

from comptoir.company.demo import demo_tables
from comptoir.core.values import Row, Tables


@cache
def tables() -> Tables:
    """The demo company."""
    t = demo_tables()

    def fix(r):
        c = {k: v for k, v in r.cells.items() if k}
        if "x 0." in c.get("price", ""):
            a, _, b = c["price"].split()
            c["price"] = f"{b} x {a}"
        return Row(r.place, c)

    return Tables(t.settings, {k: tuple(fix(r) for r in v) for k, v in t.tables.items()})
