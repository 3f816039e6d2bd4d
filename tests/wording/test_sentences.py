"""Every code has a sentence in both languages, and both say the same of the same parameters."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Mapping
from string import Formatter

import pytest

from comptoir.wording.sentences import all_sentences, areas
from tests.wording.emitted import emitted, emitted_by

SENTENCES = all_sentences()
AREAS = list(areas())
NOTATIONS = re.compile(r"|term|or|unit( \w+)?|in \w+|plus \w+|length \w+|percent|signed|short|weekday|plain")
QUOTED = re.compile(r"`[^`]*`|«[^»]*»|“[^”]*”|\"[^\"]*\"|\{[^}]*\}|comptoir [a-z]+|--[a-z-]+")
ENGLISH = re.compile(
    r"\b(?:the|of|is|are|was|with|without|and|not|this|that|which|from|for|has|have|must|should|by|to|"
    r"row|price|rate|customer|supplier|read|write|add|remove|found|expected|check|because|unknown|line of)\b",
    re.IGNORECASE,
)
FRENCH = re.compile(
    r"\b(?:le|les|des|du|une|est|sont|pour|avec|sans|dans|cette|client|tarif)\b", re.IGNORECASE
)


def placeholders(template: str) -> set[str]:
    """Names of the parameters that a template uses, those that a notation names included."""
    names = set()
    for _, field, notation, _ in Formatter().parse(template):
        if field is not None:
            names.add(field.partition("|")[0])
            kind, _, other = (notation or "").partition(" ")
            names.update({other} if kind in ("in", "plus", "unit", "length") and other else ())
    return names


def wrong_notations(template: str) -> list[str]:
    """Fields of a template that docs/rooms/wording.md does not know."""
    wrong = []
    for _, field, notation, conversion in Formatter().parse(template):
        if field is not None:
            name, *forms = field.split("|")
            known = name.isidentifier() and len(forms) in (0, 2) and NOTATIONS.fullmatch(notation or "")
            if not known or conversion:
                wrong.append(f"{{{field}:{notation}}}")
    return wrong


def test_a_code_stands_in_one_area() -> None:
    seen = Counter(code for _, table in areas() for code in table)

    assert [code for code, count in seen.items() if count > 1] == []


def test_every_emitted_code_has_its_sentence() -> None:
    missing = {code: file for code, file in emitted().items() if code not in SENTENCES}

    assert missing == {}, "add them to wording/sentences/"


def test_a_code_without_a_sentence_is_found() -> None:
    source = (
        "Reason('a.b'); core.Finding(code='c.d'); Unreadable('e.f' if x else 'g.h', expected='', found='i.j')"
    )

    assert emitted_by(ast.parse(source)) == {"a.b", "c.d", "e.f", "g.h"}


@pytest.mark.parametrize(("area", "table"), AREAS, ids=[area for area, _ in AREAS])
def test_both_languages_use_the_same_parameters(area: str, table: Mapping[str, tuple[str, str]]) -> None:
    assert {
        code: (english, french)
        for code, (english, french) in table.items()
        if placeholders(english) != placeholders(french)
    } == {}


@pytest.mark.parametrize(("area", "table"), AREAS, ids=[area for area, _ in AREAS])
def test_only_known_notations_are_used(area: str, table: Mapping[str, tuple[str, str]]) -> None:
    assert [
        f"{code}: {wrong}"
        for code, templates in table.items()
        for template in templates
        for wrong in wrong_notations(template)
    ] == []


@pytest.mark.parametrize(("area", "table"), AREAS, ids=[area for area, _ in AREAS])
def test_french_is_french_and_typeset(area: str, table: Mapping[str, tuple[str, str]]) -> None:
    french = {code: QUOTED.sub("", SENTENCES[code][1]) for code in table}

    assert [text for text in french.values() if ENGLISH.search(text)] == [], "English left"
    assert [text for text in french.values() if re.search(r" [;:!?»]|[\d}] [%€]|« ", text)] == [], (
        "plain spaces"
    )
    assert [text for text in french.values() if re.search(r"\w'\w", text)] == [], "straight apostrophes"


@pytest.mark.parametrize(("area", "table"), AREAS, ids=[area for area, _ in AREAS])
def test_english_is_english(area: str, table: Mapping[str, tuple[str, str]]) -> None:
    english = [QUOTED.sub("", pair[0]) for pair in table.values()]

    assert [text for text in english if FRENCH.search(text)] == [], "French left"


@pytest.mark.parametrize("template", ["{}", "{0}", "{x!r}", "{x:.2f}", "{n|page}", "{x.y}"])
def test_a_wrong_notation_is_found(template: str) -> None:
    assert wrong_notations(template)
