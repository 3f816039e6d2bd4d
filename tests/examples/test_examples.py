"""The real rate cards under `examples/`: every folder reads without errors and gives its 139 worked quotes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from comptoir.company import check, read
from comptoir.core.values import Severity

EXAMPLES = Path(__file__).parents[2] / "examples"
CARDS = sorted(path for path in EXAMPLES.iterdir() if (path / "examples.csv").is_file())
TODAY = date(2026, 11, 23)
