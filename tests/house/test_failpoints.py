"""I-04: no operation writes without a place to die at, and no place is named at which no test dies.

A module named `test_crash*.py` says in `DIES_AT` at which places it ends a process, by exit and by signal, on both
engines.
"""

from __future__ import annotations

import ast
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from comptoir.operations.failpoints import PLACES
from tests.house.tree import ROOT, SOURCE, parse, shown, written
from tests.house.writing import Operations, operations

REACH = ("comptoir.operations.failpoints", "reach")
_TRAIL = "comptoir.store.audit.queries"
# A seal is a record of its own, of the trail itself too: a deed for each would have to be sealed again.
AUDIT = ((_TRAIL, "record"), (_TRAIL, "statement"), ("comptoir.store.seals.chain", "add_seals"))
CRASHES = sorted((ROOT / "tests").rglob("test_crash*.py"))


@cache
def died_at(path: Path) -> frozenset[str]:
    """The places at which a test module ends a process."""
    module = import_module(shown(path).removesuffix(".py").replace("/", "."))
    return frozenset(module.DIES_AT)


def test_every_turn_comes_by_a_place_to_die_at() -> None:
    room = operations()

    assert len(room.turns()) > 30
    assert [turn.where for turn in room.turns_without(REACH)] == [], (
        "a write path has no fail-point: name one in operations/failpoints.py, reach it, and die there in a test"
    )


def test_every_turn_writes_into_the_audit_trail() -> None:
    assert [turn.where for turn in operations().turns_without(*AUDIT)] == []


def test_places_are_named_once() -> None:
    assert sorted(set(PLACES)) == sorted(PLACES)


def test_every_place_is_reached_by_the_source() -> None:
    said = {
        node.value
        for path in written(".py")
        if path != SOURCE / "operations" / "failpoints.py"
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(set(PLACES) - said) == []


def test_every_place_is_died_at() -> None:
    everywhere = frozenset[str]().union(*map(died_at, CRASHES))

    assert sorted(set(PLACES) - everywhere) == [], "put it in DIES_AT of a test_crash.py, and die there"
    assert sorted(everywhere - set(PLACES)) == []


@pytest.mark.parametrize("path", CRASHES, ids=shown)
def test_it_is_died_by_exit_and_by_signal_on_both_engines(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert '("exit", 86)' in text
    assert '("kill", -9)' in text
    assert "(database" in text
    assert died_at(path)


PLANTED = """
from contextlib import contextmanager
from comptoir.operations.failpoints import reach
from comptoir.operations.turns import turn

@contextmanager
def my_turn():
    with turn():
        reach("order.claimed")
        yield

@contextmanager
def careful_turn():
    with turn():
        yield
        reach("order.row")

def write(): ...
def write_well():
    write()
    reach("order.row")

def bad():
    with my_turn():
        write()

def good():
    with my_turn():
        write_well()

def good_too():
    with careful_turn():
        write()
"""
TURNS = """
from contextlib import contextmanager
from django.db import transaction

@contextmanager
def turn():
    with transaction.atomic():
        yield
"""


def test_a_turn_without_a_place_is_found() -> None:
    modules = {"comptoir.operations.turns": TURNS, "comptoir.operations.planted": PLANTED}
    room = Operations({name: ast.parse(text) for name, text in modules.items()})

    assert [turn.function[1] for turn in room.turns()] == ["bad", "good", "good_too"]
    assert [turn.function[1] for turn in room.turns_without(REACH)] == ["bad"]
