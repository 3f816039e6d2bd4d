"""What does French typography ask of a sentence typed on an ordinary keyboard?

Sentences and templates may be typed with plain spaces and straight apostrophes; `typeset_french` puts the right
ones in once, when a table is loaded. It changes nothing that is already right.
"""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"
NARROW = "\u202f"
_SPACES = f"[ {NO_BREAK}{NARROW}]"

_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (rf"{_SPACES}+([;!?])(?!=)", NARROW + r"\1"),
        (rf"{_SPACES}+(:)(?=\s|$)", NO_BREAK + r"\1"),
        (rf"«{_SPACES}*", "«" + NO_BREAK),
        (rf"{_SPACES}*»", NO_BREAK + "»"),
        (rf"(?<=[\d}}]){_SPACES}+([%€])", NO_BREAK + r"\1"),
        (r"(?<=\w)'(?=[\w{«])", "’"),
        (r"\.\.\.", "…"),
    )
)


def typeset_french(text: str) -> str:
    """Put the no-break spaces and curly apostrophes of French into a text; idempotent.

    >>> typeset_french("l'unité : « MET » ?") == "l’unité\\u00a0: «\\u00a0MET\\u00a0»\\u202f?"
    True
    """
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
