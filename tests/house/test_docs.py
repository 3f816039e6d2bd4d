"""The documents keep pace with the house: commands, decisions, rooms and links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.tree import ROOT, committed, rooms, shown

PAGES = [path for path in committed() if path.suffix == ".md"]
DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)\s]*)?\)")
LONGEST_DECISION = 25
LONGEST_ROOM = 60


def missing_links(page: Path) -> list[str]:
    """Relative links of a page that lead nowhere."""
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    near = [target for target in targets if not re.match(r"[a-z]+:", target)]
    return [f"{shown(page)}: {target}" for target in near if not (page.parent / target).exists()]


@pytest.mark.parametrize("command", ["make demo", "make test"])
def test_the_readme_names(command: str) -> None:
    assert command in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_named_in_a_page_exists() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = {
        (shown(page), word)
        for page in PAGES
        for word in re.findall(
            r"(?:`|^ {4}|^\$ )make ([a-z][a-z-]*)", page.read_text(encoding="utf-8"), re.MULTILINE
        )
    }
    assert {item for item in named if item[1] not in targets} == set()


def test_every_link_leads_somewhere() -> None:
    assert [link for page in PAGES for link in missing_links(page)] == []


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_is_a_sentence_and_short(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").rstrip().splitlines()
    title = lines[0].removeprefix("# ")
    assert lines[0].startswith("# ")
    assert title[0].isupper(), "a sentence begins with a capital letter, not with a number"
    assert len(title.split()) >= 4, "a title is the decision, as one sentence"
    assert len(lines) <= LONGEST_DECISION


def test_decisions_are_numbered_without_gap_or_double() -> None:
    numbers = [page.name[:4] for page in DECISIONS]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


@pytest.mark.parametrize("room", rooms())
def test_every_room_has_its_page(room: str) -> None:
    page = ROOT / "docs" / "rooms" / f"{room}.md"
    assert page.exists(), f"describe the room in docs/rooms/{room}.md"
    assert len(page.read_text(encoding="utf-8").splitlines()) <= LONGEST_ROOM


def test_every_page_of_a_room_has_its_room() -> None:
    pages = {page.stem for page in (ROOT / "docs" / "rooms").glob("*.md")} - {"README"}
    assert pages - set(rooms()) == set()
