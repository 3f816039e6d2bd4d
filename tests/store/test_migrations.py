"""I-32: a migration that rebuilds a table keeps its rows and its guards."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from comptoir.store import guards
from comptoir.store.models import Resource

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_rows_and_guards_survive_a_migration(database) -> None:
    call_command("migrate", "store", "0002", verbosity=0, skip_checks=True)
    columns = 'position, recorded_at, resource, offering, name, name_fr, name_en, capacity, "opening"'
    values = "1, '2026-11-23 09:00:00+00:00', 'cmm-1', 'cmm', '', '', '', '1', ''"
    connection.cursor().execute(f"INSERT INTO store_resource ({columns}) VALUES ({values})")

    call_command("migrate", "store", verbosity=0, skip_checks=True)

    assert Resource.objects.get().resource == "cmm-1"
    assert guards.missing(connection) == ()
    with pytest.raises(IntegrityError, match="_kept"), transaction.atomic():
        connection.cursor().execute("UPDATE store_resource SET capacity = '2'")


def test_the_models_and_the_migrations_agree(database) -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0, skip_checks=True)
