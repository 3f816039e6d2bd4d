"""Every code has a sentence in both languages, and both say the same of the same parameters."""

from __future__ import annotations

import ast
import re
from collections import Counter
from string import Formatter

import pytest

from comptoir.wording.sentences import all_sentences, areas
from tests.wording.emitted import emitted, emitted_by

SENTENCES = all_sentences()
NOTATIONS = re.compile(r"|term|or|unit( \w+)?|in \w+|percent|signed|short|weekday|plain")
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
            names.update({other} if kind in ("in", "unit") and other else ())
    return names


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


@pytest.mark.parametrize("code", SENTENCES)
def test_both_languages_use_the_same_parameters(code: str) -> None:
    english, french = SENTENCES[code]

    assert placeholders(english) == placeholders(french)


@pytest.mark.parametrize("code", SENTENCES)
def test_only_known_notations_are_used(code: str) -> None:
    for template in SENTENCES[code]:
        for _, field, notation, conversion in Formatter().parse(template):
            name, *forms = (field or "").split("|")
            assert field is None or name.isidentifier(), f"parameters have names: {field!r}"
            assert len(forms) in (0, 2), f"a plural has two forms: {field!r}"
            assert NOTATIONS.fullmatch(notation or ""), notation
            assert conversion is None


@pytest.mark.parametrize("code", SENTENCES)
def test_french_is_french_and_typeset(code: str) -> None:
    french = QUOTED.sub("", SENTENCES[code][1])

    assert not ENGLISH.search(french), f"English left in: {french}"
    assert not re.search(r" [;:!?%€»]|« ", french), "no plain space before ; : ! ? % € nor inside « »"
    assert not re.search(r"\w'\w", french), "the apostrophe is ’"


@pytest.mark.parametrize("code", SENTENCES)
def test_english_is_english(code: str) -> None:
    english = QUOTED.sub("", SENTENCES[code][0])

    assert not FRENCH.search(english), f"French left in: {english}"
    assert "’" not in english or "'" not in english
