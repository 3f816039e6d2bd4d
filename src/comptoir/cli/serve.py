"""`comptoir serve`: the pages on this machine, by granian; static files come from whitenoise."""

from __future__ import annotations

import sys
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated

import typer

from comptoir.cli.failure import Exit, Failure
from comptoir.cli.source import start_django
from comptoir.cli.terminal import Terminal

EXAMPLES = ("", "--port 9000", "--host 0.0.0.0 --workers 4")

# Words go to stderr; granian would write its own to stdout.
_TO_STDERR = {
    name: {"class": "logging.StreamHandler", "stream": "ext://sys.stderr", "formatter": formatter}
    for name, formatter in (("console", "generic"), ("access", "access"))
}


def command(
    context: typer.Context,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="cli.serve.host")] = "127.0.0.1",
    port: Annotated[str, typer.Option("--port", metavar="PORT", help="cli.serve.port")] = "8000",
    workers: Annotated[str, typer.Option("--workers", metavar="N", help="cli.serve.workers")] = "1",
) -> Exit:
    """Serve until interrupted."""
    terminal: Terminal = context.obj
    listening = _number("--port", port, 65_535), _number("--workers", workers, 64)
    try:
        ip_address(host)
    except ValueError:
        raise Failure("cli.usage.address", Exit.USAGE, name="--host", found=host) from None
    start_django(migrate=True)
    serve(host, *listening, terminal)
    return Exit.OK


def serve(host: str, port: int, workers: int, terminal: Terminal) -> None:
    """Serve the pages until Ctrl-C."""
    from django.conf import settings
    from granian import Granian
    from granian.constants import Interfaces

    # whitenoise looks there for what an administrator collected, and warns where the folder is missing.
    Path(str(settings.STATIC_ROOT)).mkdir(parents=True, exist_ok=True)
    # The server's processes must not inherit, and print again, what waits to be printed.
    sys.stdout.flush()
    from comptoir.cli.work import beside

    terminal.tell("cli.serve.at", address=f"http://{host}:{port}/")
    server = Granian(
        "comptoir.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        log_enabled=not terminal.quiet,
        log_dictconfig={"handlers": _TO_STDERR},
        respawn_failed_workers=True,
        websockets=False,
        # A few requests at a time run in threads; the rest wait their turn instead of piling up.
        blocking_threads=4,
        backpressure=64,
    )
    with beside(terminal):
        server.serve()


def _number(name: str, text: str, most: int) -> int:
    """A whole number from 1 to `most`.

    raises    Failure (usage) for anything else
    """
    if not text.isdecimal() or not 1 <= int(text) <= most:
        raise Failure("cli.usage.number", Exit.USAGE, name=name, found=text, most=most)
    return int(text)
