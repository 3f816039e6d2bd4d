"""The stage of the scenarios: the demo company, on its own day, with its people."""

from __future__ import annotations

import pytest

from comptoir.company import Company


@pytest.fixture
def company(database) -> Company:
    """The demo company in a store, its roles handed out and its people trained."""
    from tests.scenarios.stage import raise_curtain  # Models want Django, which a conftest is read before.

    return raise_curtain()
