"""The floors hold: each room imports only what stands below it, and the core only the standard library."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT, SOURCE, parse, shown, written

# Standard library, but a clock, chance, a locale, the machine or a network: nothing for the core.
IMPURE = frozenset(
    "asyncio ctypes getpass glob gettext http io locale logging multiprocessing os pathlib pickle platform random "
    "secrets shelve shutil signal socket sqlite3 ssl subprocess sys tempfile threading time urllib uuid".split()
)
# Rooms that must work where Django is not set up.
NO_DJANGO = ("core", "wording", "rating", "documents", "company")
CLOCKS = frozenset({"now", "today", "utcnow", "fromtimestamp", "utcfromtimestamp"})


def linted(folder: Path) -> subprocess.CompletedProcess[str]:
    """import-linter's answer on the source tree in `folder`."""
    lint = Path(sys.executable).with_name("lint-imports")
    environment = {**os.environ, "PYTHONPATH": str(folder / "src")}
    command: list[str | Path] = [lint, "--no-cache", "--config", folder / ".importlinter"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def imported(tree: ast.Module) -> list[tuple[int, str]]:
    """Line and full name of every import, wherever it stands."""
    names: list[tuple[int, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append((node.lineno, "." * node.level + (node.module or "")))
    return names


def impurities(tree: ast.Module) -> list[str]:
    """What the core may not do: import from outside, open a file, or read a clock."""
    found = []
    for line, name in imported(tree):
        top = name.split(".")[0]
        outside = top not in sys.stdlib_module_names and not name.startswith("comptoir.core")
        if outside or top in IMPURE:
            found.append(f"{line}: imports {name}")
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
            found.append(f"{node.lineno}: reads a clock ({node.func.attr})")
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {"open", "input"}
        ):
            found.append(f"{node.lineno}: calls {node.func.id}")
    return found


def test_every_import_goes_down() -> None:
    answer = linted(ROOT)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize(
    ("room", "line", "contract"),
    [
        ("core/values/planted.py", "import django\n", "The core knows no framework"),
        ("core/values/planted.py", "from comptoir.core import relation\n", "Floors inside the core"),
        ("attic/__init__.py", "", "attic"),
    ],
    ids=["framework in the core", "import upward", "room without a floor"],
)
def test_a_planted_import_is_found(tmp_path: Path, room: str, line: str, contract: str) -> None:
    shutil.copytree(SOURCE, tmp_path / "src" / "comptoir", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".importlinter", tmp_path)
    planted = tmp_path / "src" / "comptoir" / room
    planted.parent.mkdir(exist_ok=True)
    planted.write_text(line)
    answer = linted(tmp_path)
    assert answer.returncode != 0
    assert contract in answer.stdout


def test_the_core_is_pure() -> None:
    found = [
        f"{shown(path)}:{item}"
        for path in written(".py")
        if "core" in path.parts
        for item in impurities(parse(path))
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "import requests",
        "from os import environ",
        "import random",
        "date.today()",
        "datetime.now(UTC)",
        "open('x')",
    ],
)
def test_an_impure_line_is_found(line: str) -> None:
    assert impurities(ast.parse(line))


def test_rooms_below_the_store_run_without_django() -> None:
    found = [
        f"{shown(path)}:{line}: imports {name}"
        for room in NO_DJANGO
        for path in written(".py")
        if path.is_relative_to(SOURCE / room)
        for line, name in imported(parse(path))
        if name.split(".")[0] == "django"
    ]
    assert found == []
