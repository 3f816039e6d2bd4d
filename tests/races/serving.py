"""The real server, killed again and again while clients order and book through its forms (I-01).

`comptoir serve` runs as a process group of its own. A killer sends SIGKILL to its worker, which the server replaces, or
to the whole group, which is started again. Every client is a session with a cookie: it fills in the forms, and whenever
an answer does not come it sends the very same form again, key and all, until there is one.
"""

from __future__ import annotations

import http.client
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlencode

PATIENCE = 90.0
MONDAY = date(2026, 11, 30)
FIELD = re.compile(r'name="(agreed|key)" value="([^"]*)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]*)"')
_GONE = (ConnectionError, http.client.HTTPException, TimeoutError, OSError)


class Server:
    """One `comptoir serve`, and what may be done to it."""

    def __init__(self, url: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.environment = {
            **os.environ,
            "COMPTOIR_DATABASE_URL": url,
            "COMPTOIR_DEMO": "yes",
            "COMPTOIR_TODAY": "2026-11-23",
            "DJANGO_SETTINGS_MODULE": "comptoir.config.settings",
        }
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "comptoir.cli", "serve", "--port", str(self.port)]
        return subprocess.Popen(
            command,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def kill_worker(self) -> None:
        """End the process that answers; the server starts another."""
        for child in _children(self.process.pid):
            if _children(child) or b"multiprocessing" in _command(child):
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)

    def kill(self) -> None:
        """End everything at once, and start it again."""
        self.end()
        self.process = self._start()

    def end(self) -> None:
        """End everything at once."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def _children(process: int) -> list[int]:
    try:
        return [
            int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
        ]
    except OSError:
        return []


def _command(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


class Client:
    """Somebody at a browser: one session, and everything that was acknowledged to it."""

    def __init__(self, server: Server, persona: str, number: int) -> None:
        self.server, self.number = server, number
        self.cookies: dict[str, str] = {}
        self.token = ""
        self.acknowledged: list[str] = []
        self.refused: list[str] = []
        self.repeated = 0
        self.sent = 0
        self.get("/en/")
        self.post("/en/act-as/", {"persona": persona, "next": "/en/"})

    def get(self, path: str, **fields: str) -> str:
        """A page."""
        return self._ask("GET", f"{path}?{urlencode(fields)}" if fields else path, "")[1]

    def post(self, path: str, fields: dict[str, str]) -> str:
        """Send a form until it is answered: where the answer leads to, empty where it refuses."""
        return self._ask("POST", path, urlencode({**fields, "csrfmiddlewaretoken": self.token}))[0]

    def _ask(self, verb: str, path: str, body: str) -> tuple[str, str]:
        began, tries = monotonic(), 0
        while monotonic() - began < PATIENCE:
            tries += 1
            line = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=10)
            try:
                headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
                headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
                line.request(verb, path, body or None, headers)
                answer = line.getresponse()
                text = answer.read().decode()
            except _GONE:
                sleep(0.1)
                continue
            finally:
                line.close()
            if answer.status >= 500:
                # A worker that is killed with requests before it leaves them to the server, which apologizes.
                sleep(0.1)
                continue
            for value in answer.headers.get_all("Set-Cookie") or ():
                name, _, rest = value.partition("=")
                self.cookies[name] = rest.partition(";")[0]
            if token := TOKEN.search(text):
                self.token = token[1]
            self.repeated += verb == "POST" and tries > 1
            return (answer.headers.get("Location") or "" if answer.status == 302 else "", text)
        raise TimeoutError(f"{verb} {path} was not answered in {PATIENCE} s")

    def order(self) -> None:
        """Put something into the basket and order it."""
        self.post("/en/basket/add/", {"offering": "calibration", "of-piece": "2"})
        form = dict(FIELD.findall(self.get("/en/basket/")))
        self._acknowledge("order", self.post("/en/basket/order/", form))

    def book(self, chance: random.Random) -> None:
        """Book an hour of the machine; somebody else may want the same."""
        day = MONDAY + timedelta(days=chance.choice((0, 1, 2, 3, 4)) + 7 * chance.randrange(15))
        start = chance.randrange(7, 19)
        times = {"day": f"{day}", "start": f"{start:02}:00", "until": f"{day}", "end": f"{start + 1:02}:00"}
        page = self.get("/en/offers/cmm/book/", **times, count="1")
        form = dict(FIELD.findall(page[page.index("<main") :])) | times | {"count": "1"}
        self._acknowledge("booking", self.post("/en/offers/cmm/book/", form))

    def _acknowledge(self, kind: str, where: str) -> None:
        self.sent += 1
        if found := re.search(r"/(?:orders|bookings)/(\w+)/", where):
            self.acknowledged.append(found[1])
        else:
            self.refused.append(kind)


@contextmanager
def serving(url: str) -> Iterator[Server]:
    """A server on a database, ended at the end."""
    server = Server(url)
    try:
        yield server
    finally:
        server.end()


def kill_server_often(url: str, *, clients: int, kills: int, seed: int) -> list[Client]:
    """Kill the server again and again under its clients: what each of them was told, and how often it had to ask."""
    chance = random.Random(seed)
    over = threading.Event()
    failed: list[BaseException] = []
    with serving(url) as server:
        seated = [Client(server, ("claire", "novatek")[number % 2], number) for number in range(clients)]

        def shop(client: Client) -> None:
            own = random.Random(seed + 1_000 + client.number)
            try:
                while not over.is_set():
                    _either(own, client.order, lambda: client.book(own))
            except BaseException as problem:
                failed.append(problem)

        threads = [threading.Thread(target=shop, args=(client,)) for client in seated]
        for thread in threads:
            thread.start()
        for number in range(kills):
            _wait_for_some(seated, chance.randint(4, 12), failed)
            # Not only between two requests: somewhere within some.
            sleep(chance.random() / 10)
            if number % 5 == 4:
                server.kill()
            else:
                server.kill_worker()
        _wait_for_some(seated, clients, failed)
        over.set()
        for thread in threads:
            thread.join()
    if failed:
        raise failed[0]
    return seated


def _either(chance: random.Random, one: Callable[[], None], other: Callable[[], None]) -> None:
    (one if chance.random() < 0.5 else other)()


def _wait_for_some(clients: list[Client], wanted: int, failed: list[BaseException]) -> None:
    """Wait until some more forms were answered."""
    before, began = sum(client.sent for client in clients), monotonic()
    while sum(client.sent for client in clients) - before < wanted and not failed:
        if monotonic() - began > PATIENCE:
            raise TimeoutError("the clients get no answers")
        sleep(0.01)
