"""How does long work show that it goes on? A bar on stderr where somebody is looking, nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
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


@contextmanager
def counting(total: int, terminal: Terminal, code: str) -> Iterator[Callable[[int], None]]:
    """Show how far work is; what it gives is told how many are done, of about so many in all."""
    if not _watched(terminal):
        yield lambda _done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True, no_color=not terminal.color)
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(terminal.say(code), total=total)
        yield lambda done: bar.update(task, completed=done, total=max(total, done))


def _watched(terminal: Terminal) -> bool:
    """Whether somebody looks at stderr."""
    return sys.stderr.isatty() and not terminal.quiet
