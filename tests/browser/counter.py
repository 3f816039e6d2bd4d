"""A counter that is really served: its own home folder, its own database, its own process, as anybody would run it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.house.tree import ROOT

TODAY = "2026-11-23"
PATIENCE = 60


@contextmanager
def serving(home: Path, company: str) -> Iterator[str]:
    """Serve the demo company (`demo`: without a past, `lived`: with one), or an empty counter; gives the address."""
    port = _free_port()
    environment = {
        **os.environ,
        "COMPTOIR_HOME": str(home),
        "COMPTOIR_DATABASE_URL": "",
        "COMPTOIR_DEMO": "yes",
        "COMPTOIR_TODAY": TODAY,
        "COMPTOIR_CONTACT": "comptoir@arvor.example",
        "DJANGO_SETTINGS_MODULE": os.environ.get("COMPTOIR_BROWSER_SETTINGS", "comptoir.config.settings"),
    }
    python = [sys.executable, "-m"]
    lived = [sys.executable, "-c", "from comptoir.cli import main; main()", "demo", "--no-serve"]
    filling = lived if company == "lived" else [*python, "tests.browser.fill", company]
    subprocess.run(filling, cwd=ROOT, env=environment, check=True)
    command = [*python, "granian", "--interface", "wsgi", "--port", str(port), "--log-level", "error",
               "--blocking-threads", "4", "comptoir.config.wsgi:application"]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=10)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError("the server ended before it answered")
        try:
            with urlopen(f"{address}/static/web/mark.svg", timeout=2):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError("the server did not answer in time")
