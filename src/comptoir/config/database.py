"""Which database does an address name? One URL becomes Django's `DATABASES["default"]`; nothing else is guessed.

Understood are `sqlite:///relative/path`, `sqlite:////absolute/path` and
`postgresql://user:secret@host:port/name?option=value`.
Rule to remember: SQLite opens every write transaction IMMEDIATE. With Django's default most racing writers die
of "database is locked"; with IMMEDIATE they wait their turn.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# WAL lets readers go on while one writes; FULL makes an acknowledged commit survive a power cut.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 10000",
)
SCHEMES = {"sqlite": "sqlite", "postgresql": "postgresql", "postgres": "postgresql"}


def database(url: str, *, base: Path) -> dict[str, Any]:
    """The connection that a URL names.

    base      folder that a relative SQLite path starts from
    raises    ValueError for a scheme that is neither sqlite nor postgresql, or a URL without a database

    >>> database("sqlite:///var/shop.sqlite3", base=Path("/srv"))["NAME"]
    '/srv/var/shop.sqlite3'
    >>> database("postgresql://ann:s%40fe@db:5433/shop", base=Path("/srv"))["PASSWORD"]
    's@fe'
    """
    parts = urlsplit(url)
    kind = SCHEMES.get(parts.scheme)
    name = unquote(parts.path.removeprefix("/"))
    if kind is None or not name:
        raise ValueError(
            "COMPTOIR_DATABASE_URL must read sqlite:///path or postgresql://user@host/name; "
            f"its scheme is {parts.scheme!r}"
        )
    return _sqlite(name, base) if kind == "sqlite" else _postgresql(url, name)


def _sqlite(name: str, base: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name if name == ":memory:" else str(base / name),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": "; ".join(SQLITE_PRAGMAS),
            "timeout": 10,
        },
        "TEST": {"NAME": None},
    }


def _postgresql(url: str, name: str) -> dict[str, Any]:
    parts = urlsplit(url)
    options: dict[str, str] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A server on a socket is named by `?host=/folder`, which a URL's own host cannot hold.
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": options.pop("port", str(parts.port or "")),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
