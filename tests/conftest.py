"""What every room's tests share: the settings, and tools of the machine that may be missing."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable

import pytest

if importlib.util.find_spec("comptoir.config") and importlib.util.find_spec("comptoir.config.settings"):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comptoir.config.settings")


def _tool(name: str, package: str) -> str:
    """Path of a program of the machine; without it the test is skipped, or failed where CI=true."""
    path = shutil.which(name)
    if path is None:
        reason = f"{name} is not installed (apt-get install {package})"
        if os.environ.get("CI") == "true":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    return path


@pytest.fixture(scope="session")
def tool() -> Callable[[str, str], str]:
    """`tool("pdftotext", "poppler-utils")` gives the program's path, or skips, or fails where CI=true."""
    return _tool


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of Debian's Chromium, for Playwright's `executable_path`."""
    return _tool("chromium", "chromium")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A browser test without a browser is skipped with its reason, or failed where CI=true."""
    if item.get_closest_marker("browser"):
        _tool("chromium", "chromium")
