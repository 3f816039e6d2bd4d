"""What exactly is approved? The digest of everything that a close will post, so that a later change asks again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256

from comptoir.operations.charges.posting import DUE
from comptoir.store.charges.models import Charge
from comptoir.store.look import once

_CHUNK = 2000


def content_of(supplier: str, period: str) -> str:
    """The digest of the charges that are posted in a month or due to be: whoever approved it approved these."""
    return once(("content", supplier, period), lambda: _digest(supplier, period))


def _digest(supplier: str, period: str) -> str:
    digest = sha256(json.dumps([supplier, period]).encode())
    for row in _rows(supplier, period):
        digest.update(json.dumps(row).encode())
    return digest.hexdigest()


def _rows(supplier: str, period: str) -> Iterator[tuple[str, str, int, str]]:
    found = Charge.objects.filter(supplier=supplier, period=period, state__in=(*DUE, "posted"))
    rows = found.order_by("id").values_list("id", "hash", "amount", "settlement")
    yield from rows.iterator(chunk_size=_CHUNK)
