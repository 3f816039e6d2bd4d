"""How does long work show that it goes on? A bar on stderr where somebody is looking, nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from comptoir.cli.terminal import Terminal

Item = TypeVar("Item")


def counted(items: Sequence[Item], terminal: Terminal, code: str) -> Iterator[Item]:
    """Go through items with a bar; `code` is the sentence beside it."""
    if len(items) < 2 or not _watched(terminal):
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True, no_color=not terminal.color)
    yield from track(items, description=terminal.say(code), console=console, transient=True)


@contextmanager
def working(terminal: Terminal, code: str) -> Iterator[None]:
    """Show that one piece of work goes on."""
    if not _watched(terminal):
        yield
        return
    from rich.console import Console

    with Console(stderr=True, no_color=not terminal.color).status(terminal.say(code)):
        yield


def _watched(terminal: Terminal) -> bool:
    """Whether somebody looks at stderr."""
    return sys.stderr.isatty() and not terminal.quiet
