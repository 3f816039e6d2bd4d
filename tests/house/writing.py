"""Where do operations write, and what do they reach while they do? Read from their source, across modules.

A *turn* is a transaction: `transaction.atomic`, or a context manager of operations that yields inside one. The body of
a turn comes by something (a fail-point, the audit trail) if it names it, or a function of operations that does.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tests.house.tree import SOURCE, parse, shown

ROOM = SOURCE / "operations"
_DEFINED = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
Name = tuple[str, str]


@dataclass(frozen=True)
class Turn:
    """One `with` that opens a transaction, and the function that it stands in."""

    where: str
    function: Name
    node: ast.With


class Operations:
    """Modules by their dotted names, and what each name in them stands for."""

    def __init__(self, modules: dict[str, ast.Module]) -> None:
        self.modules = modules
        self.functions: dict[Name, ast.AST] = {}
        self.homes: dict[Name, str] = {}
        self.names: dict[str, dict[str, Name]] = {}
        for module, tree in modules.items():
            known: dict[str, Name] = {}
            for node in ast.walk(tree):
                if isinstance(node, _DEFINED):
                    known[node.name] = (module, node.name)
                    self.functions[(module, node.name)] = node
                if isinstance(node, ast.ClassDef):
                    # Whose method it is nobody knows from the source; its name is enough.
                    methods = [part for part in node.body if isinstance(part, _DEFINED)]
                    self.functions |= {("", part.name): part for part in methods}
                    self.homes |= {("", part.name): module for part in methods}
                if isinstance(node, ast.ImportFrom) and node.module:
                    for alias in node.names:
                        known[alias.asname or alias.name] = (node.module, alias.name)
            self.names[module] = known

    def named(self, module: str, node: ast.AST) -> Iterator[Name]:
        """Everything that a piece of a module names, as the module and the name where it is defined."""
        for part in ast.walk(node):
            if isinstance(part, ast.Name):
                yield self.names[module].get(part.id, (module, part.id))
            if isinstance(part, ast.Attribute):
                if isinstance(part.value, ast.Name):
                    # `other_module.function`
                    room, module_name = self.names[module].get(part.value.id, ("", part.value.id))
                    yield (f"{room}.{module_name}", part.attr)
                yield ("", part.attr)

    def coming_by(self, *wanted: Name) -> frozenset[Name]:
        """What is wanted, and every function that comes by it, itself or by another one."""
        found = set(wanted)
        uses = {
            name: frozenset(self.named(self.homes.get(name, name[0]), node))
            for name, node in self.functions.items()
        }
        while True:
            more = {name for name, used in uses.items() if name not in found and used & found}
            if not more:
                return frozenset(found)
            found |= more

    @cached_property
    def openers(self) -> frozenset[Name]:
        """Whatever opens a transaction: Django's `atomic`, and context managers that yield inside one."""
        found: set[Name] = {("", "atomic")}
        while True:
            more = {
                turn.function
                for turn in self._withs(frozenset(found))
                if turn.function not in found and _yields(turn.node)
            }
            if not more:
                return frozenset(found)
            found |= more

    def turns(self) -> list[Turn]:
        """Every transaction of the room in which something is done."""
        return [turn for turn in self._withs(self.openers) if turn.function not in self.openers]

    def turns_without(self, *wanted: Name) -> list[Turn]:
        """Turns that come by nothing of it, neither in their body nor in what their opener does after the body."""
        reaching = self.coming_by(*wanted)

        def any_reaches(module: str, lines: list[ast.stmt]) -> bool:
            return any(used in reaching for line in lines for used in self.named(module, line))

        closing = {
            opened.function
            for opened in self._withs(self.openers)
            if opened.function in self.openers and any_reaches(opened.function[0], _after_yield(opened.node))
        }
        return [
            turn
            for turn in self.turns()
            if not any_reaches(turn.function[0], turn.node.body) and closing.isdisjoint(self._opened_by(turn))
        ]

    def _opened_by(self, turn: Turn) -> Iterator[Name]:
        for item in turn.node.items:
            if isinstance(item.context_expr, ast.Call):
                yield from self.named(turn.function[0], item.context_expr.func)

    def _withs(self, openers: frozenset[Name]) -> Iterator[Turn]:
        for name, node in self.functions.items():
            for part in ast.walk(node) if name[0] else ():
                if isinstance(part, ast.With):
                    turn = Turn(f"{name[0]}:{part.lineno} {name[1]}", name, part)
                    if not openers.isdisjoint(self._opened_by(turn)):
                        yield turn


def _yields(node: ast.AST) -> bool:
    return any(isinstance(part, ast.Yield | ast.YieldFrom) for part in ast.walk(node))


def operations() -> Operations:
    """The room as it stands."""
    found = {}
    for path in sorted(ROOM.rglob("*.py")):
        dotted = shown(path).removeprefix("src/").removesuffix(".py").replace("/", ".")
        found[dotted.removesuffix(".__init__")] = parse(path)
    return Operations(found)


def _after_yield(node: ast.With) -> list[ast.stmt]:
    """What a context manager does inside its transaction after the body of whoever uses it."""
    lines = iter(node.body)
    for line in lines:
        if _yields(line):
            break
    return list(lines)
