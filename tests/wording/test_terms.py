"""The glossary page is the table, fixed words have both languages, and messages compile without msgfmt."""

from __future__ import annotations

import gettext
from enum import StrEnum
from pathlib import Path

import pytest

from comptoir.core import catalog
from comptoir.core.pricing import request, terms
from comptoir.core.values import finding
from comptoir.wording.compile_messages import ensure_messages
from comptoir.wording.terms import TERMS, glossary
from comptoir.wording.typography import typeset_french
from comptoir.wording.words import UNITS, WORDS, word
from tests.house.tree import ROOT

ENUMS = [
    kind
    for module in (terms, request, catalog, finding)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind not in (StrEnum, terms.Comparison)
]
PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "Why this price?"
msgstr "Pourquoi ce prix ?"

msgid "%(n)s line"
msgid_plural "%(n)s lines"
msgstr[0] "%(n)s ligne"
msgstr[1] "%(n)s lignes"
"""


def test_the_glossary_page_is_the_table() -> None:
    page = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")

    assert page == glossary(), "python -m comptoir.wording.terms > docs/glossary.md"


def test_a_thing_is_named_once() -> None:
    assert len({term.code for term in TERMS}) == len(TERMS)
    assert len({term.fr for term in TERMS}) == len(TERMS)


@pytest.mark.parametrize("kind", ENUMS, ids=lambda kind: kind.__name__)
def test_every_enum_of_the_core_has_french_words(kind: type[StrEnum]) -> None:
    family = kind.__name__.lower()
    known = WORDS.keys() | UNITS.keys()

    assert [
        item.value for item in kind if item.value and not {item.value, f"{family}.{item.value}"} & known
    ] == []
    assert all(word(item.value, "fr", family=family) for item in kind if item.value)


@pytest.mark.parametrize(
    ("typed", "typeset"),
    [
        ("Pourquoi ? Ici : l'unité !", "Pourquoi\u202f? Ici\u00a0: l’unité\u202f!"),
        ("à 12:30, « {x} » ; 20 %", "à 12:30, «\u00a0{x}\u00a0»\u202f; 20\u00a0%"),
        ("{x:term} d'{y}...", "{x:term} d’{y}…"),
        ("aujourd'hui\u202f?", "aujourd’hui\u202f?"),
        ("`a != b`, %(n)s", "`a != b`, %(n)s"),
    ],
)
def test_french_is_typeset(typed: str, typeset: str) -> None:
    assert typeset_french(typed) == typeset
    assert typeset_french(typeset) == typeset


def test_messages_are_compiled_once_and_typeset(tmp_path: Path) -> None:
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(PO, encoding="utf-8")

    first, second = ensure_messages(tmp_path), ensure_messages(tmp_path)

    catalog = gettext.translation("django", tmp_path, ["fr"])
    assert first == (folder / "django.mo",)
    assert second == ()
    assert catalog.gettext("Why this price?") == "Pourquoi ce prix\u202f?"
    assert catalog.ngettext("%(n)s line", "%(n)s lines", 2) == "%(n)s lignes"
