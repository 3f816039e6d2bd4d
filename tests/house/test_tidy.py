"""Tidiness that a reader relies on: short files and functions, no attics, no leftovers, no machine in the text."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from tests.house.tree import ROOT, SOURCE, committed, parse, shown, written

LONGEST_FILE = 500
LONGEST_FUNCTION = 70
ATTICS = frozenset(
    {"services", "service", "utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
)
INSTANTS = frozenset({"as_of", "known_at", "at"})
LEFTOVERS = re.compile(r"\b(?:TODO|FIXME)\b")
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home|Users)/\w")
# Hosts of package registries, by the words their names are made of, so that none stands here either.
_HOSTS = ("py" + "pi", "python" + "hosted", "npm" + "js", "deb\\." + "debian")
REGISTRY = re.compile(rf"(?:{'|'.join(_HOSTS)})\.(?:org|com)|--(?:extra-)?index-url[ =]|--find-links")


def long_functions(tree: ast.Module) -> list[str]:
    """Functions over the limit, their docstring not counted."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if ast.get_docstring(node):
                length -= (node.body[0].end_lineno or 0) - node.body[0].lineno + 1
            if length > LONGEST_FUNCTION:
                found.append(f"{node.lineno}: {node.name} has {length} lines")
    return found


def guessed_instants(tree: ast.Module) -> list[str]:
    """Functions that let a date be left out: the core never guesses when."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            spec = node.args
            positional = [*spec.posonlyargs, *spec.args]
            padded = [None] * (len(positional) - len(spec.defaults))
            pairs = [
                *zip(positional, [*padded, *spec.defaults], strict=True),
                *zip(spec.kwonlyargs, spec.kw_defaults, strict=True),
            ]
            found += [
                f"{node.lineno}: {node.name} guesses {argument.arg}"
                for argument, default in pairs
                if argument.arg in INSTANTS and default is not None
            ]
    return found


def test_no_file_is_too_long() -> None:
    found = [
        f"{shown(path)}: {lines} lines"
        for path in written(".py", ".html", ".js", ".mjs", ".typ")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    ]
    assert found == []


def test_no_function_is_too_long() -> None:
    assert [f"{shown(path)}:{item}" for path in written(".py") for item in long_functions(parse(path))] == []


def test_a_long_function_is_found() -> None:
    body = "".join(f"    x = {number}\n" for number in range(LONGEST_FUNCTION))
    assert long_functions(ast.parse(f"def long():\n{body}"))
    assert not long_functions(ast.parse(f"def fits():\n{body[: body.rindex('    x')]}"))


def test_the_core_never_guesses_when() -> None:
    core = [path for path in written(".py") if path.is_relative_to(SOURCE / "core")]
    assert [f"{shown(path)}:{item}" for path in core for item in guessed_instants(parse(path))] == []


@pytest.mark.parametrize(
    "line", ["def f(*, as_of=None): ...", "def f(x, at=None): ...", "def f(known_at=NOW): ..."]
)
def test_a_guessed_instant_is_found(line: str) -> None:
    assert guessed_instants(ast.parse(line))
    assert not guessed_instants(ast.parse("def f(x=1, *, as_of, at): ..."))


def test_every_module_says_what_it_is_for() -> None:
    found = [
        shown(path) for path in written(".py") if path.stat().st_size and not ast.get_docstring(parse(path))
    ]
    empty = [shown(path) for path in written(".py") if not path.stat().st_size]
    assert found + empty == []


def test_no_module_is_an_attic() -> None:
    assert [shown(path) for path in written(".py") if {path.stem, path.parent.name} & ATTICS] == []


@pytest.mark.parametrize(
    "pattern", [LEFTOVERS, MACHINE, REGISTRY], ids=["leftover", "machine path", "registry"]
)
def test_no_committed_file_holds_a(pattern: re.Pattern[str]) -> None:
    found = []
    for path in committed():
        if path == Path(__file__):
            continue  # It has to spell what it looks for.
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [
            f"{shown(path)}:{text.count(chr(10), 0, hit.start()) + 1}: {hit[0]}"
            for hit in pattern.finditer(text)
        ]
    assert found == []


def test_each_pattern_finds_its_kind() -> None:
    assert LEFTOVERS.search("# TODO later")
    assert MACHINE.search("see /root/notes")
    assert not MACHINE.search("GET https://example.org/work/1 or docs/work/x")
    assert REGISTRY.search(f"https://{_HOSTS[0]}.org/simple")


def names(requirements: list[str]) -> set[str]:
    """Distribution names of requirement lines, spelled the normal way."""
    lines = [line.split("#")[0].strip() for line in requirements]
    found = [re.split(r"[\[=<>!~; ]", line)[0] for line in lines if line and not line.startswith("-")]
    return {re.sub(r"[-_.]+", "-", name).lower() for name in found}


def test_the_package_and_the_locks_ask_for_the_same_parts() -> None:
    folder = ROOT / "requirements"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = names((folder / "runtime.in").read_text().splitlines())
    builders = {"hatchling", "editables"}
    assert asked - builders == names(project["dependencies"])
    for wanted, lock in (("runtime.in", "runtime.txt"), ("dev.in", "dev.txt")):
        text = (folder / lock).read_text()
        locked = names([line for line in text.splitlines() if "==" in line])
        assert names((folder / wanted).read_text().splitlines()) <= locked
        # No address, under whichever name it goes; `httpx` and `httpcore` are parts.
        assert not re.search(r"http(?!x\b|core\b)|://", text)
        assert all(
            "--hash=" in entry for entry in re.split(r"\n(?=\w)", text) if "==" in entry.splitlines()[0]
        )


def test_every_ignored_rule_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    block = text[text.index("\nignore = [") : text.index("[tool.ruff.lint.flake8-tidy-imports")]
    ignored = re.findall(r'^    "[A-Z]+\d+",.*$', block, re.MULTILINE)
    assert ignored
    assert [line for line in ignored if not re.search(r"# \w.{10}", line)] == []


def test_mypy_reads_the_real_settings() -> None:
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
    assert tool["django-stubs"]["django_settings_module"] == "comptoir.config.settings"
