"""A text that a supplier wrote, in the reader's language where it exists, else marked as being in the other one."""

from __future__ import annotations


class Text(str):
    """Text with its language; `foreign` says that the page has to mark it with `lang`."""

    lang: str
    foreign: bool

    def __new__(cls, text: str, lang: str, *, foreign: bool = False) -> Text:
        """The text, written in `lang`."""
        made = super().__new__(cls, text)
        made.lang = lang
        made.foreign = foreign
        return made


def in_language(french: str, english: str, language: str) -> Text:
    """The text of the reader's language, or the other one, marked.

    >>> text = in_language("Atelier", "", "en")
    >>> text, text.lang, text.foreign
    ('Atelier', 'fr', True)
    """
    own, other = (french, english) if language == "fr" else (english, french)
    if own or not other:
        return Text(own, language)
    return Text(other, "en" if language == "fr" else "fr", foreign=True)
