"""Which company is asked: the one in a folder, or the one in the store?

Both become the same `Company`, built from tables by one code path. Django is only started for the store.
"""

from __future__ import annotations

import os
from pathlib import Path

from comptoir.cli.failure import Exit, Failure
from comptoir.cli.terminal import Terminal
from comptoir.company import Company, Reading, build, read
from comptoir.core.values import Severity


def open_company(folder: Path | None, terminal: Terminal) -> tuple[Company, Terminal]:
    """The company, and the terminal speaking its language where nobody chose one.

    raises    Failure for a folder with errors, or without a folder where there is no store yet
    """
    reading = read(folder) if folder else _stored()
    if reading.company is None:
        errors = sum(finding.severity is Severity.ERROR for finding in reading.findings)
        raise Failure("cli.folder.errors", folder=str(folder or "store"), count=errors)
    return reading.company, terminal.in_language_of(reading.company.settings.language)


def start_django() -> None:
    """Make the store usable from a command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comptoir.config.settings")
    import django

    django.setup()


def _stored() -> Reading:
    """The company in the store."""
    start_django()
    from django.db import OperationalError, ProgrammingError, connection

    from comptoir.operations.export_company import export_company

    try:
        tables = export_company()
    except (OperationalError, ProgrammingError):
        raise Failure(
            "cli.store.missing", Exit.FAILURE, database=str(connection.settings_dict["NAME"])
        ) from None
    if not tables.settings:
        raise Failure("cli.store.missing", Exit.FAILURE, database=str(connection.settings_dict["NAME"]))
    return build(tables)
