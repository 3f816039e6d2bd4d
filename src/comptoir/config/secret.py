"""Where does the signing key come from? The environment, else a file in the home folder, made once and kept private."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def secret_key(home: Path) -> str:
    """The key of COMPTOIR_SECRET_KEY, else of `home/secret_key`, which is made on first use (mode 0600).

    Two processes that start together agree: the file appears complete or not at all, and the first one counts.
    """
    given = os.environ.get("COMPTOIR_SECRET_KEY", "")
    if given:
        return given
    path = home / "secret_key"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        draft = home / f"secret_key.{os.getpid()}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
