"""`comptoir work`: do what is due (holds, quotes and negotiations that are over, who is late) and send what waits."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from comptoir.cli.acting import moment
from comptoir.cli.dates import now
from comptoir.cli.failure import Exit, Failure
from comptoir.cli.output import checked_format, show
from comptoir.cli.source import start_django
from comptoir.cli.terminal import Terminal

EXAMPLES = ("", "--every 30", "--format json")
LONGEST = 86_400
USUAL = 15
# Who runs this beside a server: it ends when that process is gone.
_BESIDE = "COMPTOIR_BESIDE"


def command(
    context: typer.Context,
    every: Annotated[str, typer.Option("--every", metavar="SECONDS", help="cli.work.every")] = "",
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help="cli.format")] = "table",
) -> Exit:
    """Work once, or every so many seconds until interrupted."""
    terminal: Terminal = context.obj
    checked_format(format_, "table", "json")
    pause = _seconds(every) if every else 0
    start_django(migrate=not os.environ.get(_BESIDE))
    while True:
        _work(format_, terminal, quiet=bool(pause))
        if not pause or not _wait(pause):
            return Exit.OK


@contextmanager
def beside(terminal: Terminal) -> Iterator[None]:
    """A process that works every few seconds, as long as this one runs."""
    words = [
        sys.executable,
        "-m",
        "comptoir.cli",
        "work",
        "--every",
        str(USUAL),
        "--format",
        "json",
        "--quiet",
    ]
    environment = {**os.environ, _BESIDE: str(os.getpid())}
    child = subprocess.Popen(words, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    if not terminal.quiet:
        terminal.tell("cli.work.beside", seconds=USUAL)
    try:
        yield
    finally:
        child.terminate()
        child.wait(timeout=10)


def _work(format_: str, terminal: Terminal, *, quiet: bool) -> None:
    from comptoir.operations.clock import run_due
    from comptoir.operations.company import find_company
    from comptoir.operations.sealing import seal_due
    from comptoir.operations.sending import send_waiting

    company = find_company()
    if company is None:
        if not quiet:
            raise Failure("cli.work.empty")
        return
    due = run_due(at=moment(company))
    sent = send_waiting(at=now())
    shape = {"due": due._asdict(), "mail": sent._asdict(), "sealed": seal_due(at=moment(company))}
    if not quiet or any((*due, *sent[:3])):
        show(shape, format_, table=lambda: terminal.say("cli.work.done", **due._asdict(), **sent._asdict()))
        sys.stdout.flush()


def _wait(pause: int) -> bool:
    """Wait for the next time; false where the server beside which this runs is gone."""
    server = os.environ.get(_BESIDE)
    for _ in range(pause):
        if server and str(os.getppid()) != server:
            return False
        time.sleep(1)
    return True


def _seconds(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= LONGEST:
        raise Failure("cli.usage.number", Exit.USAGE, name="--every", found=text, most=LONGEST)
    return int(text)
