"""Is this installation healthy? What the machine offers, then what `operations.doctor` says of the store.

Nothing is changed by looking: a missing database is not made.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from comptoir.cli.dates import now

if TYPE_CHECKING:
    from comptoir.operations import doctor

State = Literal["ok", "warning", "error"]

_PARTS = ("Django", "granian", "whitenoise", "psycopg", "typer", "rich", "babel")


class Check(NamedTuple):
    """One thing looked at; `mend` is the command to run where it is not well."""

    name: str
    state: State
    found: str
    mend: str = ""


def versions() -> dict[str, str]:
    """What is installed."""
    from comptoir import __version__

    return {"comptoir": __version__, "python": platform.python_version()} | {
        name: version(name) for name in _PARTS
    }


def checks() -> Iterator[Check]:
    """Everything worth looking at; Django has been started."""
    from django.conf import settings
    from django.db import DatabaseError, connection

    from comptoir.operations import doctor

    yield _home(Path(str(getattr(settings, "HOME", "."))))
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and not Path(name).exists():
        yield Check("database", "error", name, "comptoir demo")
        return
    try:
        found = doctor.checks(at=now())
    except DatabaseError as error:
        told = str(error).strip().splitlines()[0]
        yield Check("database", "error", told, "COMPTOIR_DATABASE_URL=… comptoir doctor")
        return
    yield Check("database", "ok", name)
    for check in found:
        yield Check(check.name, _state(check), check.value, check.mend)


def _state(check: doctor.Check) -> State:
    """Well, not well, or well with something left to do."""
    return "error" if not check.ok else "warning" if check.mend else "ok"


def _home(home: Path) -> Check:
    """Whether the folder of the installation can be written."""
    good = os.access(home, os.W_OK)
    return Check("home", "ok" if good else "error", str(home), "" if good else f"chmod u+w {home}")
