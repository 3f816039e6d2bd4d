"""Where is the state of the journals kept outside of them? In a file of the home folder, and wherever it is sent.

One line of JSON for each journal and occasion; every export, backup and certificate carries the same. Rule to
remember: the file is only added to, and what it says is compared by `verify`; who can change the database should not
be able to change the file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from comptoir.core.ledger import Anchor
from comptoir.operations.actors import Actor
from comptoir.operations.failpoints import reach
from comptoir.operations.rehearsal import rehearsing
from comptoir.operations.sealing import all_heads, seal_rows
from comptoir.operations.turns import turn
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.ledger.writing import add_anchors

SUFFIX = ".anchors.jsonl"


def anchor_books(why: str, *, actor: Actor, at: datetime) -> tuple[Anchor, ...]:
    """Keep the state of every journal and of the chain of seals: in the store, and in a file beside it.

    why       close | export | backup | mail
    """
    seal_rows(at=at, actor=actor.name)
    with turn():
        anchors = all_heads()
        add_anchors(anchors, why=why, actor=actor.name, at=at)
        record_deed("books.anchored", actor=actor.name, at=at, params={"why": why, "journals": len(anchors)})
        reach("close.anchored")
    if not rehearsing():
        _append(anchors, why, at)
    return anchors


def anchors_file() -> Path:
    """The file outside of the database: beside an SQLite file, else in the home folder under the database's name."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and "memory" not in name:
        return Path(name).with_suffix(SUFFIX)
    return Path(settings.HOME) / (Path(name.partition("?")[0].rpartition(":")[2]).name + SUFFIX)


def read_anchors(path: Path | None = None) -> tuple[Anchor, ...]:
    """What a file of anchors says; nothing where there is none. A torn last line is left out."""
    file = path or anchors_file()
    if not file.is_file():
        return ()
    return tuple(_read(file.read_text(encoding="utf-8").splitlines()))


def _read(lines: Iterable[str]) -> Iterable[Anchor]:
    for line in lines:
        try:
            plain = json.loads(line)
            yield Anchor(str(plain["journal"]), int(plain["count"]), str(plain["head"]))
        except (ValueError, KeyError, TypeError):
            continue


def write_anchors(anchors: Iterable[Anchor], path: Path, *, why: str, at: datetime) -> None:
    """The same lines in a file of their own, beside what was taken out of the books."""
    path.write_text("".join(f"{line}\n" for line in _lines(anchors, why, at)), encoding="utf-8")


def _append(anchors: Iterable[Anchor], why: str, at: datetime) -> None:
    lines = _lines(anchors, why, at)
    if not lines:
        return
    with anchors_file().open("a", encoding="utf-8") as stream:
        stream.write("".join(f"{line}\n" for line in lines))
        stream.flush()
        os.fsync(stream.fileno())


def _lines(anchors: Iterable[Anchor], why: str, at: datetime) -> list[str]:
    return [
        json.dumps(
            {"at": at.isoformat(), "why": why, "journal": one.journal, "count": one.count, "head": one.head}
        )
        for one in anchors
    ]
