"""Which whole number does an address or a form say? Somebody else wrote it: it may be anything."""

from __future__ import annotations

MOST = 1_000_000


def whole(text: str, *, most: int = MOST) -> int | None:
    """A whole number from 1 to `most`; None for anything else, however long.

    >>> whole("12"), whole("0"), whole("-1"), whole("²"), whole("9" * 5000)
    (12, None, None, None, None)
    """
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most))):
        return None
    number = int(text)
    return number if 1 <= number <= most else None


def page_of(text: str) -> int:
    """The page that a list's address asks for; the first one where it asks for none that can be.

    >>> page_of("3"), page_of("x"), page_of("")
    (3, 1, 1)
    """
    return whole(text, most=10_000) or 1
