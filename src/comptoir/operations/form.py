"""Has the database the form that this version needs? Asked by the doctor, mended before a command or the demo."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def pending_migrations() -> tuple[str, ...]:
    """Changes of form that the database has not seen, by app and name."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return tuple(f"{migration.app_label}.{migration.name}" for migration, _ in plan)


def bring_up_to_date() -> None:
    """Give the database its present form; one that has it is left alone."""
    if pending_migrations():
        call_command("migrate", interactive=False, verbosity=0)
