"""Every text of the pages that goes through gettext, as it stands in templates and views."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

from tests.house.tree import SOURCE

WEB = SOURCE / "web"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def message_ids() -> dict[tuple[str, str], str]:
    """(context, singular) of every text -> the file that uses it."""
    found: dict[tuple[str, str], str] = {}
    for path in sorted([*WEB.rglob("*.html"), *WEB.rglob("*.txt"), *WEB.rglob("*.py")]):
        for context, text in _texts(path):
            found.setdefault((context, text), str(path.relative_to(WEB)))
    return found


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        source = templatize(source, origin=str(path))
    for _line, text, _comments, context in extract(
        "python", io.BytesIO(source.encode()), KEYWORDS, options={"encoding": "utf-8"}
    ):
        singular = text[0] if isinstance(text, tuple) else text
        if singular:
            yield context or "", singular.replace("%%", "%") if path.suffix != ".py" else singular
