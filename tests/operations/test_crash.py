"""I-04, I-26: an import that dies at a named place, by exit or by signal, leaves the company as before or after."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from comptoir.operations import failpoints
from comptoir.operations.demo import build_demo
from comptoir.operations.demo_life import has_lived
from comptoir.operations.import_company import import_company, undo_import
from comptoir.store import guards
from comptoir.store.bookings.models import Booking
from comptoir.store.imports.queries import list_effective_imports
from comptoir.store.layout import content_hash, flatten
from comptoir.store.orders.models import Order
from comptoir.store.tables import get_tables
from tests.operations.companies import AT, company
from tests.operations.deeds import CHANGED
from tests.operations.forking import driver

TIMES = [
    *(f"{place}:1" for place in failpoints.PLACES if place.startswith("import.")),
    *(f"import.rows:{time}" for time in (2, 3, 4, 5, 6)),
    "import.closed:8",
    "import.closed:15",
]
DIES_AT = {place.partition(":")[0] for place in TIMES} | {"demo.lived"}
DEED = "tests.operations.deeds:import_changed"
LIVING = "tests.operations.deeds:live_a_month"


def test_dying_anywhere_leaves_the_company_before_or_after(database) -> None:
    import_company(company(), actor="ann", at=AT - timedelta(days=1))
    before, after = (content_hash(flatten(tables)) for tables in (company(), company(**CHANGED)))

    with driver(database) as children:
        for place in TIMES:
            for by, code in (("exit", 86), ("kill", -9)):
                connection.close()

                ended = children.once(DEED, COMPTOIR_FAIL_AT=place, COMPTOIR_FAIL_BY=by)

                left = content_hash(flatten(get_tables()))
                assert ended.code == code, f"{place} was never reached"
                assert left == (after if place.startswith("import.committed") else before), place
                if left == after:
                    undo_import(list_effective_imports()[-1].id, actor="ann", at=AT)
        connection.close()

        assert children.once(DEED).code == 0
    assert content_hash(flatten(get_tables())) == after
    assert guards.overlapping(connection) == ()


def test_a_demo_that_dies_has_not_lived(database) -> None:
    build_demo(at=AT)
    connection.close()

    with driver(database) as children:
        for by, code in (("exit", 86), ("kill", -9)):
            ended = children.once(LIVING, COMPTOIR_FAIL_AT="demo.lived", COMPTOIR_FAIL_BY=by)

            assert ended.code == code
            assert not has_lived()
            assert Order.objects.count() == Booking.objects.count() == 0
            connection.close()
        assert children.once(LIVING).code == 0
    assert has_lived()


def test_an_unnamed_place_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="PLACES"):
        failpoints.reach("import.somewhere")
