"""Processes that book and say so, and are killed while they do: what they said is what must be there (I-01).

Run as a program of its own (`python -m tests.races.killing processes kills seed`). A racer writes a booking's public
id into its pipe when `book` has returned; a whole line was acknowledged, and nothing else was.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import subprocess
import sys
from datetime import timedelta
from time import monotonic

_PATIENCE = 60.0


def kill_often(url: str, *, processes: int, kills: int, seed: int) -> list[str]:
    """Kill booking processes again and again; every public id that was acknowledged."""
    environment = {
        **os.environ,
        "COMPTOIR_DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "comptoir.config.settings",
    }
    command = [sys.executable, "-m", "tests.races.killing", str(processes), str(kills), str(seed)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


# --- inside the program ----------------------------------------------------------------------------------------------


def _book_on(lane: int, telling: int) -> None:
    """Book one free hour after the other, and say each; two lanes share each day, so that they also meet."""
    from comptoir.core.values import Refusal
    from comptoir.operations.bookings import Want, book
    from tests.operations.bookings.counter import HOUR, MONDAY, NOBODY, NOW, ann

    actor = ann()
    for number in range(10**6):
        start = MONDAY + (lane // 2) * timedelta(days=200) + number * HOUR
        try:
            made = book(Want("cmm", start, start + HOUR), NOBODY, actor=actor, at=NOW)
        except Refusal:
            continue
        os.write(telling, made.booking.public_id.encode() + b"\n")


def _start(lane: int) -> tuple[int, int]:
    hearing, telling = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hearing)
        _book_on(lane, telling)
        os._exit(0)
    os.close(telling)
    return child, hearing


def main(processes: int, kills: int, seed: int) -> None:
    """Fork, listen, kill one by chance, fork another in its place; at the end kill them all."""
    import django

    django.setup()
    from django.db import connection

    from comptoir.operations.desk import desk
    from tests.operations.bookings.counter import ann

    desk()
    ann()
    connection.close()
    chance = random.Random(seed)
    said: list[bytes] = []
    running = {lane: _start(lane) for lane in range(processes)}
    texts = dict.fromkeys(running, b"")
    for _ in range(kills):
        heard, began = 0, monotonic()
        wanted = chance.randint(3, 12)
        while heard < wanted and monotonic() - began < _PATIENCE:
            heard += _listen(running, texts)
        lane = chance.choice(list(running))
        said += _end(*running[lane], texts[lane])
        running[lane], texts[lane] = _start(lane), b""
    for lane, (child, hearing) in running.items():
        said += _end(child, hearing, texts[lane])
    sys.stdout.write(json.dumps([one.decode() for one in said]))


def _listen(running: dict[int, tuple[int, int]], texts: dict[int, bytes]) -> int:
    """Hear what is said now; how many bookings."""
    lanes = {hearing: lane for lane, (_, hearing) in running.items()}
    ready, _, _ = select.select(list(lanes), [], [], 0.05)
    before = sum(text.count(b"\n") for text in texts.values())
    for hearing in ready:
        texts[lanes[hearing]] += os.read(hearing, 65536)
    return sum(text.count(b"\n") for text in texts.values()) - before


def _end(child: int, hearing: int, text: bytes) -> list[bytes]:
    """Kill a process, and hear the rest of what it said: its whole lines."""
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(hearing, 65536):
        text += more
    os.close(hearing)
    return text.split(b"\n")[:-1]


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
