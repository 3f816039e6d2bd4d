"""Which codes does the source emit? Read from the syntax trees, so that a code without its sentence is found."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.house.tree import SOURCE, parse, written

# What takes a code as its first argument (or as `code=`): values of the core, collectors of findings, the terminal.
EMITTERS = frozenset(
    {
        "Reason",
        "Finding",
        "Unreadable",
        "Failure",
        "say",
        "tell",
        "complain",
        "error",
        "warning",
        "note",
        "add",
    }
)
CODE = re.compile(r"[a-z][a-z0-9_-]*(?:\.[a-z][a-z0-9_-]*)+")


def texts(node: ast.AST) -> Iterator[str]:
    """Every plain text inside an expression (both arms of a conditional), f-strings left out."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


def called(node: ast.Call) -> str:
    """The bare name of what a call calls."""
    target = node.func
    return target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")


def emitted_by(tree: ast.Module) -> set[str]:
    """Codes that a module gives to an emitter."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in EMITTERS:
            first = node.args[:1] or [word.value for word in node.keywords if word.arg == "code"]
            if first and not isinstance(first[0], ast.JoinedStr):
                found.update(text for text in texts(first[0]) if CODE.fullmatch(text))
    return found


def emitted() -> dict[str, str]:
    """Every code emitted under src/comptoir, with the file that emits it."""
    return {
        code: str(path.relative_to(SOURCE))
        for path in written(".py")
        if "wording" not in path.parts
        for code in sorted(emitted_by(parse(path)))
    }
