"""Every bad file gives a finding that names file, line, expected and found; never a traceback, never half a company."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from comptoir.company import check, read
from comptoir.core.values import Severity
from comptoir.wording import say_finding
from tests.company.small import TODAY, folder
from tests.corpus.files.cases import CASES, Case


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_bad_file_is_told(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPTOIR_STRICT_WORDING", "1")
    path = folder(tmp_path, {case.file: case.content()})

    checked = check(path, on=TODAY)

    found = [one for one in checked.findings if one.code == case.code]
    assert found, [(one.code, str(one.place)) for one in checked.findings]
    places = [(one.place.line, one.place.column) for one in found]
    assert not case.line or (case.line, case.column) in places or (case.line, "id") in places
    for one in checked.findings:
        assert one.place.file
        assert "found" in dict(one.params)
        assert say_finding(one, "fr") != say_finding(one, "en")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reading_is_all_or_nothing(case: Case, tmp_path: Path) -> None:
    reading = read(folder(tmp_path, {case.file: case.content()}))

    stopped = any(one.severity is Severity.ERROR for one in reading.findings)
    assert (reading.company is None) is stopped


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 40
    assert len({case.name for case in CASES}) == len(CASES)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "secret.csv"
    outside.write_text("person,name\nx,Secret\n")
    path = folder(tmp_path / "company", {"people.csv": None})
    (path / "people.csv").symlink_to(outside)

    reading = read(path)

    assert [one.code for one in reading.findings if one.place.file == "people.csv"] == ["file.outside"]
    assert "Secret" not in repr(reading)


def test_a_link_that_leads_nowhere_or_round_in_a_circle_is_told(tmp_path: Path) -> None:
    path = folder(tmp_path, {"people.csv": None, "deals.csv": None})
    (path / "people.csv").symlink_to(path / "gone.csv")
    (path / "deals.csv").symlink_to(path / "deals.csv")

    codes = {one.code for one in read(path).findings}

    assert codes & {"file.closed", "file.outside"}


def test_a_folder_in_place_of_a_file_is_told(tmp_path: Path) -> None:
    path = folder(tmp_path, {"rates.csv": None})
    (path / "rates.csv").mkdir()

    assert "file.closed" in {one.code for one in read(path).findings}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = folder(tmp_path)
    (path / "rates.csv").chmod(0)

    assert "file.closed" in {one.code for one in read(path).findings}


def test_a_file_too_large_is_not_opened(tmp_path: Path) -> None:
    path = folder(tmp_path)
    with (path / "rates.csv").open("wb") as large:
        large.truncate(200_000_001)

    assert "file.large" in {one.code for one in read(path).findings}


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    assert read(tmp_path / "nowhere").findings[0].code == "folder.missing"
