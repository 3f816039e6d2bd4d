"""What can a command end with? Exit codes, and failures that carry a sentence instead of a traceback."""

from __future__ import annotations

from enum import IntEnum

from comptoir.core.values import ComptoirError


class Exit(IntEnum):
    """The exit codes of every command (docs/commands.md)."""

    OK = 0
    FAILURE = 1
    USAGE = 2
    PARTIAL = 3
    CONFLICT = 4
    BREACH = 5
    INTERRUPTED = 130


class Failure(ComptoirError):
    """A command cannot go on: the code of a sentence, its parameters, and the exit code."""

    def __init__(self, code: str, exit_code: Exit = Exit.FAILURE, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.exit_code = exit_code
        self.params = params
