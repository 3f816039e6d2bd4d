"""Make the database of a counter for browser tests: `python -m tests.browser.fill demo` or `... empty`.

Runs in a process of its own, with the settings that the environment names, before the server starts.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import django


def fill(company: str) -> None:
    """Migrate, and for `demo` import the demo company."""
    django.setup()

    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    if company == "demo":
        from comptoir.company.demo import demo_tables
        from comptoir.operations.demo_people import qualify_people
        from comptoir.operations.demo_roles import give_roles
        from comptoir.operations.import_company import import_company

        import_company(demo_tables(), actor="browser tests", at=timezone.now())
        qualify_people(at=timezone.now())
        give_roles(at=datetime(2026, 1, 5, tzinfo=UTC))


if __name__ == "__main__":
    fill(sys.argv[1])
