"""The errors of Comptoir, one tree.

    ComptoirError
    ├── Unreadable      a cell, a field or a file does not say what its language allows (expected, found)
    └── Refusal         a rule says no; carries the Reason that `wording` puts into words

Expected outcomes of a question (no price, not offered) are values, not errors.
"""

from __future__ import annotations

from comptoir.core.values.reason import Reason

_SHOWN = 200  # characters of a wrong text that a message repeats


class ComptoirError(Exception):
    """The root of every error that Comptoir raises on purpose."""


class Unreadable(ComptoirError):
    """A text that its small language does not allow: a finding code, what was expected, what was found."""

    def __init__(self, code: str, *, expected: str, found: str) -> None:
        found = found if len(found) <= _SHOWN else found[: _SHOWN - 1] + "…"
        super().__init__(f"{code}: expected {expected}, found {found!r}")
        self.code = code
        self.expected = expected
        self.found = found


class Refusal(ComptoirError):
    """A rule said no, for a reason."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code, dict(reason.params))
        self.reason = reason
