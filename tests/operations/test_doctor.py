"""The doctor says what is wrong with a store, and nothing is wrong with a fresh one."""

from __future__ import annotations

import pytest
from django.db import connection

from comptoir.operations.doctor import checks
from comptoir.operations.import_company import import_company
from comptoir.store import guards
from tests.operations.companies import AT, company


def found() -> dict[str, tuple[str, bool, str]]:
    return {check.name: (check.value, check.ok, check.mend) for check in checks(at=AT)}


def test_a_fresh_store_is_healthy(database) -> None:
    import_company(company(), actor="ann", at=AT)

    told = found()

    assert [name for name, (_, ok, _) in told.items() if not ok] == []
    assert told["engine"][0].startswith(connection.vendor)
    assert told["last_import"][0].endswith("ann")
    assert "btree_gist" in told or told["journal_mode"][0] == "wal"


def test_rows_changed_behind_its_back_are_noticed(database) -> None:
    import_company(company(), actor="ann", at=AT)
    for guard in guards.guards(connection):
        if guard.name.startswith("store_rate_kept"):
            connection.cursor().execute(guard.drop)
    connection.cursor().execute("UPDATE store_rate SET price = '1' WHERE price = '120'")

    told = found()

    assert not told["content"][1]
    assert not told["guards"][1]
    assert "store_rate_kept" in told["guards"][0]
    assert "install" in told["guards"][2]


def test_the_mend_puts_guards_back(database) -> None:
    for guard in guards.guards(connection):
        connection.cursor().execute(guard.drop)
    assert len(guards.missing(connection)) == len(guards.guards(connection))

    guards.install(connection)

    assert found()["guards"][1]


@pytest.mark.parametrize("setting", ["journal_mode = DELETE", "synchronous = OFF"])
def test_a_setting_that_loses_commits_is_noticed(sqlite, setting) -> None:
    connection.cursor().execute(f"PRAGMA {setting}")

    told = found()

    assert not told[setting.split()[0]][1]
