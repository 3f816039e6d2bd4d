"""Who is sitting at the terminal? Their language, and where words and data go.

Data goes to stdout (`show`), words to stderr (`tell`). Nothing here imports Django, rich or typer.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace

_LANGUAGES = ("fr", "en")


def chosen_language(option: str, environment: Mapping[str, str]) -> str:
    """The language somebody asked for: option, COMPTOIR_LANG, then the locale; empty where nothing says.

    >>> chosen_language("", {"LANG": "fr_FR.UTF-8"}), chosen_language("en", {"LANG": "fr"})
    ('fr', 'en')
    >>> chosen_language("", {"LANG": "C"})
    ''
    """
    locale = next(
        (environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), ""
    )
    for wish in (option, environment.get("COMPTOIR_LANG", ""), locale):
        if wish[:2].lower() in _LANGUAGES:
            return wish[:2].lower()
    return ""


@dataclass(frozen=True, slots=True)
class Terminal:
    """Language (empty: not chosen), whether to keep quiet, whether colors are wanted, a language nobody speaks here."""

    language: str = ""
    quiet: bool = False
    color: bool = True
    unknown: str = ""

    @property
    def spoken(self) -> str:
        """The language to speak: the chosen one, or English."""
        return self.language or "en"

    def in_language_of(self, company_language: str) -> Terminal:
        """The same terminal; where nobody chose a language, it speaks the company's."""
        return self if self.language else replace(self, language=company_language)

    def tell(self, code: str, **params: object) -> None:
        """Say a sentence on stderr, unless quiet."""
        if not self.quiet:
            self.complain(code, **params)

    def complain(self, code: str, **params: object) -> None:
        """Say a sentence on stderr, even when quiet."""
        sys.stderr.write(printable(self.say(code, **params)) + "\n")

    def say(self, code: str, **params: object) -> str:
        """The sentence of a code in the spoken language."""
        from comptoir.wording import say

        return say(code, params, self.spoken)


def printable(text: str) -> str:
    """Without control characters, which would drive the terminal instead of being read (line breaks stay).

    >>> printable("a\\x1b[31mb\\nc")
    'a\\ufffd[31mb\\nc'
    """
    return "".join(
        char if char in "\n\t" or (ord(char) >= 32 and not 127 <= ord(char) < 160) else "\ufffd"
        for char in text
    )
