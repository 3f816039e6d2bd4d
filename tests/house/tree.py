"""The repository as the house tests read it: its root, its files, their text."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "comptoir"


def committed() -> list[Path]:
    """Every file git keeps or would keep; outside a checkout, every file of the rooms and their tests."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode:
        found = [
            path for room in ("src", "tests", "docs", "requirements") for path in (ROOT / room).rglob("*")
        ]
    else:
        found = [ROOT / name for name in listing.stdout.split("\0") if name]
    return sorted(path for path in found if path.is_file())


def written(*suffixes: str) -> list[Path]:
    """Files of src/comptoir with these suffixes, migrations left out: Django writes those."""
    return sorted(
        path
        for path in SOURCE.rglob("*")
        if path.suffix in suffixes and not {"migrations", "__pycache__"} & set(path.parts)
    )


def parse(path: Path) -> ast.Module:
    """The syntax tree of one Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def shown(path: Path) -> str:
    """A path as a finding names it."""
    return str(path.relative_to(ROOT))


def rooms() -> list[str]:
    """Packages directly under src/comptoir."""
    return sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))
