"""Bad input meets the import: each case comes in whole and comes back unchanged, or is refused and leaves no trace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from comptoir.company import read_tables
from comptoir.core.values import Severity, Tables
from comptoir.operations.import_company import ImportRejected, import_company
from comptoir.store.imports.queries import list_imports
from comptoir.store.layout import content_hash, flatten
from comptoir.store.tables import get_tables
from tests.company.small import folder
from tests.corpus.files import cases as files
from tests.corpus.identity import test_identity as identity
from tests.corpus.unicode import test_unicode as unicode
from tests.corpus.validity import test_validity as validity
from tests.operations.companies import AT


def from_files(path: Path) -> Iterator[tuple[str, Tables | None]]:
    for number, case in enumerate(files.CASES):
        yield case.name, well_formed(folder(path / str(number), {case.file: case.content()}))


def from_unicode(path: Path) -> Iterator[tuple[str, Tables | None]]:
    for number, case in enumerate(unicode.CASES):
        yield case.name, well_formed(unicode.planted(case, path / str(number)))


def from_validity(path: Path) -> Iterator[tuple[str, Tables | None]]:
    for case in validity.CASES:
        yield " ".join(case.values()), validity.tables(case)


def from_identity(path: Path) -> Iterator[tuple[str, Tables | None]]:
    for story in identity.STORIES:
        yield story["name"], identity.tables(story)


def well_formed(path: Path) -> Tables | None:
    """The tables of a folder, None where its files are already refused."""
    tables, findings = read_tables(path)
    return None if any(one.severity is Severity.ERROR for one in findings) else tables


@pytest.mark.slow
@pytest.mark.parametrize("cases", [from_files, from_unicode, from_validity, from_identity])
def test_every_case_comes_in_whole_or_not_at_all(
    database, tmp_path, cases: Callable[[Path], Iterator[tuple[str, Tables | None]]]
) -> None:
    stored = content_hash(flatten(get_tables()))
    refused = 0

    for name, tables in cases(tmp_path):
        try:
            if tables is not None:
                import_company(tables, actor="ann", at=AT)
                stored = content_hash(flatten(tables))
        except ImportRejected as rejection:
            refused += bool(rejection.findings)

        assert content_hash(flatten(get_tables())) == stored, name

    assert refused or cases is from_files
    assert list_imports()
