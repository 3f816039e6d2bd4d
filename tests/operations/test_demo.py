"""The demo company comes into the store as any other does, and replaces nobody's own."""

from __future__ import annotations

from datetime import timedelta

import pytest

from comptoir.company.demo import demo_tables
from comptoir.core.values import Refusal
from comptoir.operations.demo import build_demo
from comptoir.operations.export_company import export_company
from comptoir.operations.import_company import import_company
from comptoir.store.imports.queries import list_imports
from tests.operations.companies import AT, company, without_places


def test_the_demo_is_imported_once(database) -> None:
    first = build_demo(at=AT)
    again = build_demo(at=AT + timedelta(hours=1))

    assert again is first
    assert len(list_imports()) == 1
    assert without_places(export_company()) == without_places(demo_tables())


def test_the_demo_replaces_nobodys_company(sqlite) -> None:
    import_company(company(), actor="ann", at=AT)

    with pytest.raises(Refusal, match=r"demo\.taken"):
        build_demo(at=AT)
