"""Every text of the pages exists in French: none missing, none doubtful, none left over, placeholders kept."""

from __future__ import annotations

import re

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from comptoir.wording.compile_messages import LOCALE
from comptoir.wording.typography import typeset_french
from tests.web.messages import message_ids

PLACEHOLDER = re.compile(r"%\(\w+\)s")


def catalog() -> Catalog:
    """The French texts."""
    with (LOCALE / "fr" / "LC_MESSAGES" / "django.po").open("rb") as stream:
        return read_po(stream, locale="fr")


def forms(text) -> tuple[str, ...]:
    """A text and its plural as a tuple."""
    return (text,) if isinstance(text, str) else tuple(text)


def test_every_text_is_translated_and_every_translation_used() -> None:
    known = {(message.context or "", forms(message.id)[0]) for message in catalog() if message.id}

    assert known == set(message_ids())


def test_no_translation_is_empty_doubtful_or_short_of_a_placeholder() -> None:
    for message in catalog():
        if not message.id:
            continue
        assert not message.fuzzy, message.id
        for form in forms(message.string):
            assert form, message.id
            assert set(PLACEHOLDER.findall(form)) == set(PLACEHOLDER.findall(forms(message.id)[0])), (
                message.id
            )


def test_french_typography_needs_no_second_pass() -> None:
    for message in catalog():
        for form in forms(message.string):
            assert typeset_french(typeset_french(form)) == typeset_french(form)


def test_a_french_page_speaks_no_english(demo) -> None:
    english = {text for _context, text in message_ids() if len(text) > 12 and " " in text and "%" not in text}
    for address in ("", "offers/cmm/", "standing/", "help/", "prices/", "accessibility/", "design/"):
        page = demo("claire").get(f"/fr/{address}").content.decode().replace("&#x27;", "'")
        assert [text for text in english if f">{text}<" in page] == [], address
