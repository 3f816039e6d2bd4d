"""How are PostgreSQL's own tools called? pg_dump and pg_restore, found on the machine, with no secret on their line.

They are looked for in COMPTOIR_POSTGRES_TOOLS, then where Debian puts them (the newest first), then on the PATH.
Rule to remember: a tool that is missing or says no is a refusal in words, never a half of something.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from comptoir.core.values import Reason, Refusal

_DEBIAN = Path("/usr/lib/postgresql")


def dump(target: Path, settings: Mapping[str, Any], snapshot: str) -> None:
    """Dump a database as it is in an exported snapshot.

    raises    Refusal: backup.tool_missing, backup.tool_failed
    """
    _run("pg_dump", settings, "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={target}")


def restore(source: Path, settings: Mapping[str, Any]) -> None:
    """Restore a dump into a database, all or nothing.

    raises    Refusal: backup.tool_missing, backup.tool_failed
    """
    whole = ("--single-transaction", "--exit-on-error", "--clean", "--if-exists", "--no-owner")
    _run("pg_restore", settings, *whole, str(source))


def _run(tool: str, settings: Mapping[str, Any], *words: str) -> None:
    command = [_found(tool), f"--dbname={settings['NAME']}", *words]
    environment = {**os.environ, **_environment(settings)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        said = " ".join(done.stderr.split())[:400]
        raise Refusal(Reason("backup.tool_failed", (("tool", tool), ("found", said))))


def _environment(settings: Mapping[str, Any]) -> dict[str, str]:
    """Where to connect and as whom, the way libpq reads it."""
    named = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    return {variable: str(settings[key]) for variable, key in named.items() if settings.get(key)}


def _found(tool: str) -> str:
    folders = [os.environ.get("COMPTOIR_POSTGRES_TOOLS", "")]
    folders += [str(one) for one in sorted(_DEBIAN.glob("*/bin"), key=_version, reverse=True)]
    for folder in folders:
        path = Path(folder) / tool
        if folder and os.access(path, os.X_OK):
            return str(path)
    found = shutil.which(tool)
    if found is None:
        raise Refusal(Reason("backup.tool_missing", (("tool", tool),)))
    return found


def _version(folder: Path) -> int:
    name = folder.parent.name
    return int(name) if name.isdigit() else 0
