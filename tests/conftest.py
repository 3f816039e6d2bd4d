"""What every room's tests share: the settings, and tools of the machine that may be missing."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable

import hypothesis
import pytest
from django.conf import settings

# Before Django reads the settings: nothing of a test run is left in this folder, and nobody's database is touched.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comptoir.config.settings")
# Playwright keeps an event loop in the thread of the tests; Django would refuse every query after it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
os.environ.setdefault("COMPTOIR_STRICT_WORDING", "1")  # A code without its sentence fails its test.
if "COMPTOIR_TESTING" not in os.environ:  # Test processes started by this one share its home.
    os.environ["COMPTOIR_TESTING"] = "yes"
    os.environ["COMPTOIR_HOME"] = tempfile.mkdtemp(prefix="comptoir-tests-")
    os.environ.pop("COMPTOIR_DATABASE_URL", None)
    atexit.register(shutil.rmtree, os.environ["COMPTOIR_HOME"], ignore_errors=True)
# Read now, they tell pytest-django to set Django up before any test is collected.
settings.DATABASES  # noqa: B018

# A busy machine is no failure: no test of a property is timed.
hypothesis.settings.register_profile(
    "comptoir", deadline=None, print_blob=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("comptoir")

pytest_plugins = ["tests.databases"]


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
