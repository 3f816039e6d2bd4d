"""Which sentence belongs to which code? One module per area, each a table `SENTENCES` of code -> (English, French).

A module put into this folder is found by itself; there is nothing to register. Rule to remember: a code stands in
one area only (a test holds it), and both languages use the same placeholders.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import lru_cache

from comptoir.wording.typography import typeset_french

Sentence = tuple[str, str]


def areas() -> Iterator[tuple[str, Mapping[str, Sentence]]]:
    """Every area's name and table, in alphabetical order."""
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda found: found.name):
        yield module.name, importlib.import_module(f"{__name__}.{module.name}").SENTENCES


@lru_cache(maxsize=1)
def all_sentences() -> Mapping[str, Sentence]:
    """All areas as one table, French typeset. Of a code that stands in two areas the first counts."""
    merged: dict[str, Sentence] = {}
    for _, table in areas():
        for code, (english, french) in table.items():
            merged.setdefault(code, (english, typeset_french(french)))
    return merged
