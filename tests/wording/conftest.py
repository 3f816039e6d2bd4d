"""Wording tests run strict: a code without a sentence raises instead of being shown as itself."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _strict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPTOIR_STRICT_WORDING", "1")
