"""Which actions does the audit trail record? Read from the syntax trees of the operations, through every helper.

A helper that hands a parameter on as the action counts like the call it makes. What is put together (`f"deal.{verb}"`)
is spelled out in MADE; a place that is neither is an error, so that no action goes unnoticed.
"""

from __future__ import annotations

import ast

from comptoir.core.ordering.states import MACHINES
from comptoir.core.ordering.thread import MACHINE as THREAD
from tests.house.tree import SOURCE, parse, written
from tests.wording.emitted import CODE, called, texts

# How an action put together begins, and what may follow.
MADE = {
    "booking.": ("move", "extend", "overrun"),
    "deal.": ("ask", *MACHINES[THREAD].transitions),
    "quote.": tuple(after for _, after in MACHINES["quote"].transitions.values()),
}
Emitters = dict[str, int]


def trees() -> dict[str, ast.Module]:
    """The modules of the operations, by path."""
    folders = (SOURCE / "operations", SOURCE / "web")
    return {
        str(path.relative_to(SOURCE)): parse(path)
        for path in written(".py")
        if any(folder in path.parents for folder in folders)
    }


def given(node: ast.Call, place: int) -> ast.expr | None:
    """What a call gives as its action."""
    if len(node.args) > place:
        return node.args[place]
    return next((word.value for word in node.keywords if word.arg == "action"), None)


def imported(tree: ast.Module) -> dict[str, tuple[str, str]]:
    """Where the names of a module come from: the module's path and the name there."""
    return {
        one.asname or one.name: (f"{'/'.join(node.module.split('.')[1:])}.py", one.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("comptoir.")
        for one in node.names
    }


def handed_on(node: ast.FunctionDef, known: Emitters) -> int | None:
    """The place of the parameter that a function hands on as the action of a deed."""
    names = [one.arg for one in node.args.args if one.arg != "self"]
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and called(call) in known:
            what = given(call, known[called(call)])
            if isinstance(what, ast.Name) and what.id in names:
                return names.index(what.id)
    return None


def emitters(modules: dict[str, ast.Module]) -> dict[str, Emitters]:
    """Per module the functions that write a deed down, with the place of its action among their arguments."""
    known: dict[str, Emitters] = {path: {} for path in modules}
    known["store/audit/queries.py"] = {"record": 0, "statement": 0}
    sources = {path: imported(tree) for path, tree in modules.items()}
    grown = True
    while grown:
        before = {path: dict(own) for path, own in known.items()}
        for path, tree in modules.items():
            for name, (source, there) in sources[path].items():
                if there in known.get(source, {}):
                    known[path][name] = known[source][there]
            for node in ast.walk(tree):
                place = handed_on(node, known[path]) if isinstance(node, ast.FunctionDef) else None
                if place is not None and isinstance(node, ast.FunctionDef):
                    known[path][node.name] = place
        grown = known != before
    return known


def constants(tree: ast.Module) -> dict[str, ast.expr]:
    """What stands behind a module's or a function's plain names."""
    found: dict[str, ast.expr] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target, value = node.targets[0], node.value
            if isinstance(target, ast.Name):
                found[target.id] = value
            elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                found.update(
                    {
                        one.id: each
                        for one, each in zip(target.elts, value.elts, strict=True)
                        if isinstance(one, ast.Name)
                    }
                )
    return found


def spelled(what: ast.expr, names: dict[str, ast.expr]) -> set[str]:
    """The actions that an expression may be; empty if it cannot be told."""
    if isinstance(what, ast.JoinedStr):
        begin = str(what.values[0].value) if isinstance(what.values[0], ast.Constant) else ""
        return {f"{begin}{end}" for end in MADE.get(begin, ())}
    if isinstance(what, ast.Name):
        return spelled(names[what.id], names) if what.id in names else set()
    if isinstance(what, ast.Subscript):
        return spelled(what.value, names)
    return {text for text in texts(what) if CODE.fullmatch(text)}


def recorded() -> tuple[dict[str, str], list[str]]:
    """Every action with the file that records it, and the places where it cannot be told."""
    modules = trees()
    found: dict[str, str] = {}
    unclear: list[str] = []
    by_module = emitters(modules)
    everywhere = {
        name: node for tree in modules.values() for name, node in constants(tree).items() if name.isupper()
    }
    for path, tree in modules.items():
        names = {**everywhere, **constants(tree)}
        inside = {
            id(call): {one.arg for one in node.args.args}
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef)
            for call in ast.walk(node)
            if isinstance(call, ast.Call)
        }
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or called(node) not in by_module[path]:
                continue
            what = given(node, by_module[path][called(node)])
            if what is None or (isinstance(what, ast.Name) and what.id in inside.get(id(node), set())):
                continue
            actions = spelled(what, names)
            if not actions:
                unclear.append(f"{path}:{node.lineno}")
            found.update(dict.fromkeys(actions, path))
    return found, unclear
