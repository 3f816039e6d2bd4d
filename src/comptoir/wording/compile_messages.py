"""How do the texts of templates (django.po) become the file that gettext reads (django.mo)?

Only the .po is kept in git. `python -m comptoir.wording.compile_messages` writes the .mo beside it with babel, no
msgfmt needed; the settings call `ensure_messages()` at start, which does so only when the .po is newer.
French is typeset on the way (see typography.py).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from comptoir.wording.typography import typeset_french

LOCALE = Path(__file__).parent / "locale"


def ensure_messages(folder: Path = LOCALE) -> tuple[Path, ...]:
    """Compile every catalog whose .mo is missing or older than its .po.

    folder    a gettext tree: <language>/LC_MESSAGES/<domain>.po
    returns   the files written; none where the folder may not be written to (texts then stay in English)
    """
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        try:
            _write(_read(source), target)
        except PermissionError:
            continue
        written.append(target)
    return tuple(written)


def _read(source: Path) -> Catalog:
    """A catalog with its French typeset."""
    language = source.parent.parent.name
    with source.open("rb") as stream:
        catalog = read_po(stream, locale=language)
    if language == "fr":
        for message in catalog:
            if message.id and isinstance(message.string, str):
                message.string = typeset_french(message.string)
            elif message.id:
                message.string = tuple(typeset_french(form) for form in message.string or ())
    return catalog


def _write(catalog: Catalog, target: Path) -> None:
    """Written aside and moved into place: another process may be starting too."""
    aside = target.with_suffix(f".{os.getpid()}.tmp")
    with aside.open("wb") as stream:
        write_mo(stream, catalog)
    aside.replace(target)


if __name__ == "__main__":
    for path in ensure_messages():
        sys.stdout.write(f"{path}\n")
