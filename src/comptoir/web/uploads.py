"""Where does a file wait between its preview and its import? In the house's own folder, under a name by chance.

The visitor's session holds the name; nobody else can reach the file, and after a day it is gone. Rule to remember:
what somebody calls a file is never a path.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from comptoir.core.values import Reason, Refusal
from comptoir.operations.usage.files import MOST_BYTES

KEPT_SECONDS = 24 * 3600
_KEY = "uploads"
_MOST = 5


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that waits: its token, where it lies, and what its bringer calls it."""

    token: str
    path: Path
    name: str


def keep_upload(request: HttpRequest, file: UploadedFile[bytes]) -> Upload:
    """Put a file where it waits, and clear away what has waited for too long.

    raises    Refusal("usage.file_form") for one that is too large
    """
    if (file.size or 0) > MOST_BYTES:
        raise Refusal(Reason("usage.file_form", (("found", f"> {MOST_BYTES // 1_000_000} MB"),)))
    folder = _folder()
    _clear(folder)
    token = token_urlsafe(18)
    path = folder / token
    with path.open("wb") as stream:
        for chunk in file.chunks():
            stream.write(chunk)
    name = Path(str(file.name or "file")).name[:120]
    kept = request.session.get(_KEY, {})
    request.session[_KEY] = {**dict(list(kept.items())[-_MOST + 1 :]), token: name}
    return Upload(token, path, name)


def find_upload(request: HttpRequest, token: str) -> Upload | None:
    """A file that this visitor brought and that still waits."""
    name = request.session.get(_KEY, {}).get(token)
    path = _folder() / token
    return Upload(token, path, name) if name and path.is_file() else None


def drop_upload(request: HttpRequest, upload: Upload) -> None:
    """A file that needs to wait no more."""
    kept = dict(request.session.get(_KEY, {}))
    kept.pop(upload.token, None)
    request.session[_KEY] = kept
    upload.path.unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(settings.HOME) / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _clear(folder: Path) -> None:
    oldest = time.time() - KEPT_SECONDS
    for path in folder.iterdir():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
