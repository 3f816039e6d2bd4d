"""Two deeds at one moment: the first stops at its first named place, inside its transaction; the second begins then.

The first goes on when the second is done, or waits for it. So the order of the two is scripted, and each pair can be
tried in either order. `failpoints.PLACES` is asked at every place for its name; here it is where a thread stops.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import NamedTuple

from django.db import connection

from comptoir.core.values import Refusal
from comptoir.operations import failpoints

Deed = Callable[[], object]
# How long the second may take to be done or to wait: nothing is judged by it.
MOMENT = 0.3
PATIENCE = 60.0


class Stopping(tuple[str, ...]):
    """The named places, at the first of which one thread stops."""

    def __new__(cls, places: tuple[str, ...]) -> Stopping:
        made = super().__new__(cls, places)
        made.first, made.go_on = threading.Event(), threading.Event()
        made.who = 0
        return made

    first: threading.Event
    go_on: threading.Event
    who: int

    def __contains__(self, place: object) -> bool:
        if threading.get_ident() == self.who and not self.first.is_set():
            self.first.set()
            assert self.go_on.wait(PATIENCE)
        return super().__contains__(place)


class Came(NamedTuple):
    """What each of two came to."""

    first: str
    second: str


def answer(deed: Deed) -> str:
    """`done`, what a deed says itself, or the code of its refusal."""
    try:
        said = deed()
    except Refusal as refusal:
        return refusal.reason.code
    return said if isinstance(said, str) else "done"


def interleaved(first: Deed, second: Deed) -> Came:
    """Run two deeds in two threads, the second within the first."""
    places = Stopping(tuple(failpoints.PLACES))
    said: dict[str, str] = {}

    def run(name: str, deed: Deed) -> None:
        if name == "first":
            places.who = threading.get_ident()
        try:
            said[name] = answer(deed)
        except BaseException as problem:
            said[name] = f"error: {type(problem).__name__}: {problem}"
        finally:
            connection.close()
            if name == "first":
                places.first.set()

    before = failpoints.PLACES
    setattr(failpoints, "PLACES", places)  # noqa: B010 - the type of the constant counts its places
    try:
        one = threading.Thread(target=run, args=("first", first))
        other = threading.Thread(target=run, args=("second", second))
        one.start()
        assert places.first.wait(PATIENCE)
        other.start()
        other.join(MOMENT)
        places.go_on.set()
        one.join(PATIENCE)
        other.join(PATIENCE)
        assert not one.is_alive()
        assert not other.is_alive()
    finally:
        setattr(failpoints, "PLACES", before)  # noqa: B010
    return Came(said["first"], said["second"])
