"""How is a thing named towards the world? By chance: a number in order would tell how many there are (I-16)."""

from __future__ import annotations

import secrets
from secrets import randbits

# Crockford's base 32: no I, L, O, U, so that an id can be read out loud and typed.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
# One byte a character, of which five bits count.
_BYTES = LENGTH


def new_id() -> str:
    """Ten characters by chance: 50 bits, never twice in practice, and refused by the primary key if ever."""
    bits = randbits(5 * LENGTH)
    return "".join([ALPHABET[bits >> shift & 31] for shift in range(0, 5 * LENGTH, 5)])


def new_ids(count: int) -> list[str]:
    """As many as are wanted, each as `new_id`."""
    bits = secrets.token_bytes(_BYTES * count)
    return [
        "".join([ALPHABET[byte & 31] for byte in bits[first : first + _BYTES]])
        for first in range(0, _BYTES * count, _BYTES)
    ]
