"""How does the demo company come into a store? As any other company does; and never over somebody's own."""

from __future__ import annotations

from datetime import datetime

from comptoir.company import Company
from comptoir.company.demo import demo_tables
from comptoir.core.values import Reason, Refusal
from comptoir.operations.company import current_company
from comptoir.operations.demo_people import qualify_people
from comptoir.operations.form import bring_up_to_date
from comptoir.operations.import_company import import_company
from comptoir.store.imports.queries import find_last_import

ACTOR = "demo"


def build_demo(*, at: datetime) -> Company:
    """The demo company in the store, which is made where there is none; a second time nothing changes.

    raises    Refusal("demo.taken") where the store holds somebody's own company
    """
    bring_up_to_date()
    last = find_last_import()
    if last is not None and not last.empty and last.actor != ACTOR:
        raise Refusal(Reason("demo.taken"))
    import_company(demo_tables(), actor=ACTOR, at=at)
    qualify_people(at=at)
    return current_company()
