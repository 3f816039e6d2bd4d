"""Law 6, same door for all: only the rooms that decide may branch on who is inside and who is outside.

"Treated the same" is a property of the code: no page, operation, document or query asks for the side. Where paper or
a form must differ, it branches on the settlement that core.billing decided.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import SOURCE, parse, shown, written

DECIDING = tuple(SOURCE / "core" / room for room in ("relation", "pricing", "tax", "billing", "parity"))
SIDES = frozenset({"internal", "external"})
# A tie (unit, employee, group company, partner ...) is a side told more finely.
ASKING = frozenset({"side", "tie", "is_internal", "is_external"})
NAMES = frozenset({"Side", "Tie", "side", "is_internal", "is_external"})
SELECTING = frozenset({"filter", "exclude", "get", "get_or_create", "Q", "When"})
WORD = re.compile(r"\b(side|internal|external|is_internal|is_external|Side)\b")
TEMPLATE_TAG = re.compile(r"{%-?\s*(?:if|elif|ifchanged|ifequal|ifnotequal|with)\b(.*?)%}", re.DOTALL)
TEMPLATE_FILTER = re.compile(r"{{([^}]*\|\s*yesno[^}]*)}}")
# Typst (`#if ...`, `if ...`) and JavaScript (`if (...)`, `... ? ... : ...`, `case ...:`).
BRANCHING_LINE = re.compile(r"(\bif\b|\bswitch\b|\bcase\b|\?|===?|!==?)")
SQL = re.compile(r"\b(?:where|when|on|and|or)\b[^;]*?\bside\b\s*(?:=|<>|!=|in\b|is\b)", re.IGNORECASE)


def mentions(node: ast.AST | None, also: frozenset[str] = frozenset()) -> bool:
    """Does this expression speak of a side, by attribute, word or name (`also`: names that stand for one)?"""
    for part in ast.walk(node) if node else ():
        if isinstance(part, ast.Attribute) and part.attr in ASKING:
            return True
        if isinstance(part, ast.Name) and part.id in NAMES | also:
            return True
        if isinstance(part, ast.Constant) and part.value in SIDES:
            return True
    return False


def aliases(scope: ast.AST) -> frozenset[str]:
    """Names a function gives to a side: after `s = standing.side`, asking `s` is asking the side."""
    found = set()
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if isinstance(node.value, ast.Attribute) and node.value.attr in ASKING:
                found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return frozenset(found)


def choices(node: ast.AST) -> Iterator[ast.AST | None]:
    """The expressions by which this node chooses between ways."""
    match node:
        case ast.If() | ast.IfExp() | ast.While() | ast.Assert():
            yield node.test
        case ast.comprehension():
            yield from node.ifs
        case ast.Match():
            yield node.subject
        case ast.match_case():
            yield node.pattern
            yield node.guard
        case ast.Compare():
            yield node
        case ast.Subscript() if not isinstance(node.slice, ast.Constant):
            yield node.slice  # prices[standing.side]: a table instead of an if
        case ast.Dict():
            yield from (key for key in node.keys if not isinstance(key, ast.Constant))
        case ast.Call(func=ast.Attribute(attr=name)) | ast.Call(func=ast.Name(id=name)):
            yield from selections(node, name)


def selections(call: ast.Call, name: str) -> Iterator[ast.AST | None]:
    """Choices made by a call: a database filter on side, a `.get(x.side)`, a `getattr(x, "side")`."""
    if name in SELECTING:
        yield from (word.value for word in call.keywords if mentions(word.value))
        for word in call.keywords:
            if word.arg and ASKING & set(word.arg.split("__")):
                yield ast.Name(id="side")
    if name == "get":
        yield from (item for item in call.args if not isinstance(item, ast.Constant))
    if name == "getattr" and any(
        isinstance(item, ast.Constant) and item.value in ASKING for item in call.args
    ):
        yield ast.Name(id="side")


def branches(tree: ast.Module) -> list[str]:
    """Every place where Python code outside the deciding rooms branches on the side."""
    lines: set[int] = set()
    scopes = [
        tree,
        *(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)),
    ]
    for scope in scopes:
        also = aliases(scope) if scope is not tree else frozenset()
        for node in ast.walk(scope):
            if any(mentions(choice, also) for choice in choices(node)):
                lines.add(min(getattr(part, "lineno", 10**6) for part in ast.walk(node)))
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value):
                lines.add(node.lineno)
    return [f"{line}: branches on internal or external" for line in sorted(lines)]


def template_branches(text: str) -> list[str]:
    """Every tag of a Django template that asks for the side."""
    found = [*TEMPLATE_TAG.finditer(text), *TEMPLATE_FILTER.finditer(text)]
    return [
        f"{text.count(chr(10), 0, tag.start()) + 1}: {tag.group(0).strip()}"
        for tag in found
        if WORD.search(tag.group(1))
    ]


def script_branches(text: str) -> list[str]:
    """Every line of a script or a Typst page that both chooses and speaks of a side."""
    return [
        f"{number}: {line.strip()}"
        for number, line in enumerate(text.splitlines(), 1)
        if not line.lstrip().startswith(("//", "*", "/*"))
        and BRANCHING_LINE.search(line)
        and WORD.search(line)
    ]


def decides(path: Path) -> bool:
    """Is this file in one of the rooms that may branch?"""
    return any(path.is_relative_to(room) or path == room.with_suffix(".py") for room in DECIDING)


def test_only_the_deciding_rooms_branch_on_side() -> None:
    found = [
        f"{shown(path)}:{item}"
        for path in written(".py")
        if not decides(path)
        for item in branches(parse(path))
    ]
    assert found == []


def test_no_template_branches_on_side() -> None:
    found = [
        f"{shown(path)}:{item}"
        for path in written(".html", ".txt", ".xml", ".svg", ".csv")
        for item in template_branches(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_script_or_typeset_page_branches_on_side() -> None:
    found = [
        f"{shown(path)}:{item}"
        for path in written(".js", ".mjs", ".typ")
        for item in script_branches(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "planted",
    [
        "if standing.side is Side.INTERNAL: pass",
        "x = rate if customer.is_internal else usual",
        "y = [c for c in customers if c.standing.side == 'external']",
        "match standing.side:\n    case Side.INTERNAL: pass",
        "match word:\n    case 'internal': pass",
        "match standing:\n    case Standing(side=Side.EXTERNAL): pass",
        "same = one.side == other.side",
        "price = prices[standing.side]",
        "price = {Side.INTERNAL: 1, Side.EXTERNAL: 2}",
        "price = prices.get(standing.side)",
        "orders = Order.objects.filter(customer__side='internal')",
        "orders = Order.objects.filter(side__in=wanted)",
        "q = Q(is_internal=True)",
        "s = getattr(standing, 'side')",
        "assert standing.side",
        "while customer.is_external: pass",
        "cursor.execute('SELECT * FROM orders WHERE side = %s')",
        "ok = 'internal' in words",
        "if standing.tie in (Tie.UNIT, Tie.EMPLOYEE): pass",
        "def f(standing, wanted):\n    s = standing.side\n    return 1 if s == wanted else 2",
        "def f(standing, wanted):\n    return wanted and (s := standing.side) == wanted",
    ],
)
def test_a_planted_branch_is_found(planted: str) -> None:
    assert branches(ast.parse(planted))


@pytest.mark.parametrize(
    "honest",
    [
        "row = {'side': standing.side, 'internal': total}",
        "text = say(standing.side)",
        "if settlement is Settlement.INVOICE: pass",
        "label = names['internal']",
        "side: Side = standing.side",
        "'''The side is internal or external.'''",
    ],
)
def test_showing_the_side_is_no_branch(honest: str) -> None:
    assert branches(ast.parse(honest)) == []


@pytest.mark.parametrize(
    "planted",
    [
        "{% if standing.side == 'internal' %}",
        "<p>\n{% elif customer.is_external %}",
        "{{ customer.is_internal|yesno:'a,b' }}",
        "{% with x=standing.side %}",
    ],
)
def test_a_planted_template_branch_is_found(planted: str) -> None:
    assert template_branches(planted)


def test_a_planted_script_branch_is_found() -> None:
    assert script_branches('#if data.side == "internal" [statement]')
    assert script_branches("if (order.is_internal) hide();")
    assert script_branches("// internal: if needed") == []
    assert template_branches("{% if settlement.invoice %}{{ standing.side }}{% endif %}") == []
