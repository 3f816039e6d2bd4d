"""Which company is asked: the one in a folder, or the one in the store?

Both become the same `Company`, built from tables by one code path. Django is only started for the store.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping
from pathlib import Path

from comptoir.cli.failure import Failure
from comptoir.cli.terminal import Terminal
from comptoir.company import Company, read
from comptoir.core.values import Severity, Tables
from comptoir.wording import LANGUAGES

# New objects before garbage is looked for among the youngest; how often that leads to the older ones.
_GARBAGE = (50_000, 20, 50)


def open_company(folder: Path | None, terminal: Terminal) -> tuple[Company, Terminal]:
    """The company, and the terminal speaking its language where nobody chose one.

    raises    Failure for a folder with errors, or without a folder where there is no store yet
    """
    company = _in_folder(folder) if folder else in_store()
    return company, terminal.in_language_of(company.settings.language)


def stated_language(tables: Tables) -> str:
    """What company.toml says of the language, even where the rest cannot be understood; else empty."""
    section = tables.settings.get("company")
    stated = section.get("language") if isinstance(section, Mapping) else None
    return stated if stated in LANGUAGES else ""


def start_django(*, migrate: bool = False) -> None:
    """Make the store usable from a command.

    migrate   bring the database to the present form first
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comptoir.config.settings")
    import django

    # A company is many small objects that stay: looking for garbage among them every 700 new ones took a fifth of a
    # close. What is thrown away is nearly all freed at once, without being looked for.
    gc.set_threshold(*_GARBAGE)
    django.setup()
    gc.freeze()
    if migrate:
        from comptoir.operations.form import bring_up_to_date

        bring_up_to_date()


def _in_folder(folder: Path) -> Company:
    reading = read(folder)
    if reading.company is None:
        errors = sum(finding.severity is Severity.ERROR for finding in reading.findings)
        raise Failure("cli.folder.errors", folder=str(folder), count=errors)
    return reading.company


def in_store() -> Company:
    """The company of the store.

    raises    Failure where there is none yet
    """
    start_django()
    from django.db import DatabaseError, connection

    from comptoir.operations.company import find_company

    try:
        company = find_company()
    except DatabaseError:
        company = None
    if company is None:
        raise Failure("cli.store.missing", database=str(connection.settings_dict["NAME"]))
    return company
