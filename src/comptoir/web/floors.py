"""How is a floor written? The rate language knows English; a French reader may write and read it in French.

    45    60 % du prix habituel    coût unitaire + 10 %

Rule to remember: what is kept is the rate language; here only its few words are said in the reader's language.
"""

from __future__ import annotations

import re

_WORDS = (("of usual", "du prix habituel"), ("unit cost", "coût unitaire"))


def floor_words(floor: str, language: str) -> str:
    """A floor in the reader's language.

    >>> floor_words("60% of usual", "fr"), floor_words("unit cost + 10%", "en")
    ('60\\u202f% du prix habituel', 'unit cost + 10%')
    """
    if language != "fr":
        return floor
    for english, french in _WORDS:
        floor = floor.replace(english, french)
    return re.sub(r"(?<=[0-9])\s*%", "\u202f%", floor).replace(".", ",")


def floor_read(text: str) -> str:
    """A floor as the rate language writes it, whichever language it was written in.

    >>> floor_read("60 % du prix habituel"), floor_read("Coût unitaire + 7,5 %"), floor_read("45")
    ('60% of usual', 'unit cost + 7.5%', '45')
    """
    found = re.sub(r"(?<=[0-9]),(?=[0-9])", ".", text.strip().replace("\u202f", " ").replace("\u00a0", " "))
    found = re.sub(r"(?<=[0-9])\s+%", "%", found)
    for english, french in _WORDS:
        found = re.sub(french, english, found, flags=re.IGNORECASE)
    return found
