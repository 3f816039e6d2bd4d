"""How does a page ask the same thing only once? What was read is remembered for as long as one look lasts.

A look is begun by who only reads: a page that is opened, never a form that is sent. Rule to remember: whoever takes a
turn to write ends the remembering, for what was read before a turn is not what is decided on.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Value = TypeVar("Value")
_seen: ContextVar[dict[Hashable, Any] | None] = ContextVar("seen", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """Within it, what was read once is not asked for again."""
    token = _seen.set({})
    try:
        yield
    finally:
        _seen.reset(token)


def once(key: Hashable, read: Callable[[], Value]) -> Value:
    """What was read under a key during this look, else read now; without a look it is read each time."""
    seen = _seen.get()
    if seen is None:
        return read()
    if key not in seen:
        seen[key] = read()
    found: Value = seen[key]
    return found


def forget() -> None:
    """Somebody writes: from here on everything is read anew."""
    if _seen.get() is not None:
        _seen.set(None)
