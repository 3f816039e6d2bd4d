"""Several processes released together at the same slot, round after round: what each of them wanted and what it got.

Run as a program of its own (`python -m tests.races.racing scenario rounds processes protected`), so that the test
that started it may have threads and connections: it loads everything once, forks the racers, and prints their answers
as JSON. A scenario (`bookings:create`, `buying:fund`) says who the racers are, what a racer prepares before a round,
what it does when the barrier falls, and what is switched off for the mutant.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from importlib import import_module
from time import perf_counter
from typing import Any, NamedTuple


class Race(NamedTuple):
    """How a race ended: per round how often each answer was given, and how long the losers waited (in seconds)."""

    rounds: list[Counter[str]]
    waited: list[float]
    seconds: float

    def winners(self) -> Counter[int]:
        """How many rounds had so many winners."""
        return Counter(answers["won"] for answers in self.rounds)

    def answers(self) -> Counter[str]:
        """How often each answer was given in all."""
        return sum(self.rounds, Counter())

    def losers(self, share: float = 0.95) -> float:
        """How long all but a share of the losers waited for their answer at most, in seconds."""
        return sorted(self.waited)[int(len(self.waited) * share)] if self.waited else 0.0

    def told(self) -> str:
        """The race in one line."""
        return (
            f"{len(self.rounds)} rounds in {self.seconds:.1f} s, {dict(self.answers())}, "
            f"p95 of the losers {self.losers() * 1000:.0f} ms"
        )


def race(url: str, scenario: str, *, rounds: int, processes: int, protected: bool = True) -> Race:
    """Run a race on a database.

    scenario    the name of a class in a module beside this one: `bookings:create`
    """
    environment = {
        **os.environ,
        "COMPTOIR_DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "comptoir.config.settings",
    }
    command = [
        sys.executable,
        "-m",
        "tests.races.racing",
        scenario,
        str(rounds),
        str(processes),
        str(int(protected)),
    ]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answers, seconds = json.loads(done.stdout)
    tallied = [Counter(racer[number][0] for racer in answers) for number in range(rounds)]
    waited = [took for racer in answers for answer, took in racer if answer != "won"]
    return Race(tallied, waited, seconds)


# --- inside the program ----------------------------------------------------------------------------------------------


@dataclass
class Racer:
    """One process: its number, the actor it is, and what it remembers from round to round."""

    number: int
    actor: Any
    kept: dict[str, Any] = field(default_factory=dict)


def _answer(deed: Callable[[], object]) -> str:
    """What a deed came to: won (or what it says itself), the reason of its refusal, or an error."""
    from comptoir.core.values import Refusal
    from comptoir.operations.bookings import Taken

    try:
        said = deed()
    except Taken as taken:
        return taken.reason.code if taken.alternatives else f"{taken.reason.code} without alternatives"
    except Refusal as refusal:
        return refusal.reason.code
    except Exception as problem:
        return f"error: {type(problem).__name__}: {problem}"
    return said if isinstance(said, str) else "won"


def _run(racer: Racer, scenario: Any, rounds: int, barrier: Any, telling: Any) -> None:
    found = []
    for number in range(rounds):
        try:
            scenario.prepare(racer, number)
        except BaseException:
            barrier.abort()  # Nobody waits for a racer that does not come.
            raise
        barrier.wait(60)
        began = perf_counter()
        answer = _answer(lambda number=number: scenario.deed(racer, number))  # type: ignore[misc]
        found.append((answer, perf_counter() - began))
        barrier.wait(60)
    telling.send(found)
    telling.close()


def main(name: str, rounds: int, processes: int, *, protected: bool) -> None:
    """Fork the racers, release them, print what they say."""
    import django

    django.setup()
    from django.db import connection

    module, _, wanted = name.partition(":")
    scenario = getattr(import_module(f"tests.races.{module}"), wanted)()
    if not protected:
        scenario.unprotect()
    actors = [scenario.actor(number) for number in range(processes)]
    connection.close()
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(processes)
    children = []
    began = perf_counter()
    for number in range(processes):
        hearing, telling = context.Pipe(duplex=False)
        racer = Racer(number, actors[number])
        child = context.Process(target=_run, args=(racer, scenario, rounds, barrier, telling))
        child.start()
        children.append((child, hearing))
        telling.close()
    answers = [hearing.recv() for _, hearing in children]
    for child, _ in children:
        child.join(timedelta(seconds=10).total_seconds())
    sys.stdout.write(json.dumps([answers, perf_counter() - began]))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), protected=sys.argv[4] == "1")
