"""Has the database the form that this version needs? Asked by the doctor, mended before a command or the demo."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def pending_migrations() -> tuple[str, ...]:
    """Changes of form that the database has not seen, by app and name."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return tuple(f"{migration.app_label}.{migration.name}" for migration, _ in plan)


def applied_migrations() -> tuple[str, ...]:
    """Changes of form that the database has seen."""
    return tuple(sorted(".".join(key) for key in MigrationRecorder(connection).applied_migrations()))


def known_migrations() -> tuple[str, ...]:
    """Changes of form that this version knows."""
    return tuple(sorted(".".join(key) for key in MigrationLoader(None).disk_migrations))


def bring_up_to_date() -> None:
    """Give the database its present form; one that has it is left alone."""
    if pending_migrations():
        call_command("migrate", interactive=False, verbosity=0)
