"""The texts of templates: all translated, none doubtful, same parameters, French typeset."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from comptoir.wording.compile_messages import LOCALE
from comptoir.wording.typography import typeset_french
from tests.house.tree import SOURCE

PARAMETER = re.compile(r"%\((\w+)\)s|\{(\w+)\}")
TRANSLATED = re.compile(r"{%\s*translate\s+\"((?:[^\"\\]|\\.)*)\"")


def messages() -> list[Message]:
    with (LOCALE / "fr" / "LC_MESSAGES" / "django.po").open("rb") as stream:
        return [message for message in read_po(stream, locale="fr") if message.id]


def forms(message: Message) -> list[str]:
    """Every form of a French text."""
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return [text or "" for text in texts]


def test_every_text_is_translated_and_sure() -> None:
    assert [message.id for message in messages() if message.fuzzy or not all(forms(message))] == []


def test_both_languages_use_the_same_parameters() -> None:
    different = []
    for message in messages():
        ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
        wanted = {name for text in ids for name in PARAMETER.findall(text)}
        different += [text for text in forms(message) if set(PARAMETER.findall(text)) - wanted]
    assert different == []


def test_every_text_of_a_template_is_in_the_catalog() -> None:
    known = {message.id for message in messages() if isinstance(message.id, str)}
    folder = SOURCE / "web" / "templates"
    missing = {
        text: shown.name
        for shown in sorted(Path(folder).rglob("*.html"))
        for text in TRANSLATED.findall(shown.read_text(encoding="utf-8"))
        if text not in known
    }
    assert missing == {}


def test_typesetting_leaves_parameters_alone() -> None:
    for message in messages():
        for text in forms(message):
            assert PARAMETER.findall(typeset_french(text)) == PARAMETER.findall(text)
