"""Processes for tests that kill and race them: one driver that has everything loaded, and forks a child per deed.

A child takes a hundredth of a second instead of the second that a fresh interpreter with Django takes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any, NamedTuple


class Ended(NamedTuple):
    """How a child ended (negative: by that signal), and what it answered."""

    code: int
    answer: Any


class Driver:
    """The driver's end in the test."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def together(self, *deeds: Sequence[Any], **environment: str) -> list[Ended]:
        """Do several deeds at once, each in a child of its own: ("module:function", arguments ...)."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([environment, deeds]) + "\n")
        self.process.stdin.flush()
        return [Ended(*one) for one in json.loads(self.process.stdout.readline())]

    def once(self, *deed: Any, **environment: str) -> Ended:
        """Do one deed."""
        return self.together(deed, **environment)[0]


@contextmanager
def driver(url: str, *modules: str) -> Iterator[Driver]:
    """A driver whose children work on a database.

    modules   modules of deeds to load and warm up once, for all children
    """
    environment = {
        **os.environ,
        "COMPTOIR_DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "comptoir.config.settings",
    }
    command = [sys.executable, "-m", "tests.operations.forking", *(modules or ("tests.operations.deeds",))]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        yield Driver(process)
        assert process.stdin is not None
        process.stdin.close()


def _serve() -> None:
    for line in sys.stdin:
        environment, deeds = json.loads(line)
        door, opener = os.pipe()
        children = [_fork(deed, environment, door, opener) for deed in deeds]
        os.close(door)
        os.close(opener)  # All children read the end of the pipe at the same moment.
        ended = []
        for child, answers in children:
            with os.fdopen(answers) as stream:
                text = stream.read()
            _, status = os.waitpid(child, 0)
            ended.append((os.waitstatus_to_exitcode(status), json.loads(text) if text else None))
        sys.stdout.write(json.dumps(ended) + "\n")
        sys.stdout.flush()


def _fork(deed: Sequence[Any], environment: dict[str, str], door: int, opener: int) -> tuple[int, int]:
    answers, telling = os.pipe()
    child = os.fork()
    if child:
        os.close(telling)
        return child, answers
    os.close(answers)
    os.close(opener)
    os.environ.update(environment)
    os.read(door, 1)
    name, *arguments = deed
    module, _, function = name.partition(":")
    answer = getattr(import_module(module), function)(*arguments)
    os.write(telling, json.dumps(answer).encode())
    os._exit(0)


if __name__ == "__main__":
    import django

    django.setup()
    for wanted in sys.argv[1:]:
        import_module(wanted).warm_up()
    _serve()
