"""What browser tests share: a served demo company, a served empty counter, and one browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser import counter, eyes


@pytest.fixture(scope="session")
def full(tmp_path_factory) -> Iterator[str]:
    """The address of a counter that serves the demo company."""
    with counter.serving(tmp_path_factory.mktemp("full"), "demo") as address:
        yield address


@pytest.fixture(scope="session")
def empty(tmp_path_factory) -> Iterator[str]:
    """The address of a counter into which nothing was imported yet."""
    with counter.serving(tmp_path_factory.mktemp("empty"), "empty") as address:
        yield address


@pytest.fixture(scope="session")
def browser(chromium) -> Iterator[object]:
    """Debian's Chromium."""
    with eyes.chromium(chromium) as running:
        yield running
