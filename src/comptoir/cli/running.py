"""How is a chosen command run? Its options are read by typer, its help and its errors are said in our own words.

Options of commands name their help by a code (`help="cli.check.on"`), worded in wording/sentences/cli.py. A command
is a function `command(context, ...) -> Exit` in its own module, with EXAMPLES; a noun with several verbs
(`comptoir order place`) has VERBS instead: verb -> (function, examples). `context.obj` is the Terminal.
"""

from __future__ import annotations

import errno
import importlib
import os
import re
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from difflib import get_close_matches
from typing import Any

import typer
from typer.core import TyperCommand

from comptoir.cli.failure import Exit, Failure
from comptoir.cli.terminal import Terminal
from comptoir.core.values import ComptoirError, Refusal, Unreadable
from comptoir.wording import say, say_reason

# A noun's verbs: verb -> (function, examples).
Verbs = Mapping[str, tuple[Callable[..., Exit], tuple[str, ...]]]

# typer's own usage errors, by class name -> (our sentence, the attribute that says which option)
_USAGE = {
    "NoSuchOption": ("cli.usage.no-option", "option_name"),
    "BadOptionUsage": ("cli.usage.no-value", "option_name"),
    "MissingParameter": ("cli.usage.missing", "param"),
}
# Refusals that are more than a failure, by the code of their reason.
_EXITS = {
    "new.not_empty": Exit.CONFLICT,
    "import.conflict": Exit.CONFLICT,
    "import.newer": Exit.CONFLICT,
    "import.undone": Exit.CONFLICT,
    "demo.taken": Exit.CONFLICT,
    "restore.taken": Exit.CONFLICT,
    "backup.there": Exit.CONFLICT,
    "restore.differs": Exit.BREACH,
    "import.unknown": Exit.USAGE,
    "close.period": Exit.USAGE,
    # Somebody else came first, or what was shown is no longer so.
    **dict.fromkeys(
        (
            "booking.busy", "booking.fee", "booking.hold_over", "booking.price_changed", "booking.taken",
            "charge.busy", "close.approved_twice", "deal.ended", "deal.guarded", "deal.taken", "deal.taken_folder",
            "idempotency.other_body", "negotiation.expired", "negotiation.not_your_turn", "order.approved_twice",
            "order.busy", "quote.expired", "role.held", "state.forbidden", "store.busy", "usage.differs",
            "usage.import_charged", "usage.import_corrected", "usage.import_undone",
        ),
        Exit.CONFLICT,
    ),
}  # fmt: skip


# What typer says of a number that is too great.
_AT_MOST = re.compile(r"less than or equal to (\d+)")


class _Command(TyperCommand):
    """A command whose help begins with examples, in the terminal's language."""

    examples: tuple[str, ...] = ()

    def get_help(self, ctx: Any) -> str:
        terminal: Terminal = ctx.obj
        path, language = ctx.command_path, terminal.spoken
        name = path.removeprefix("comptoir ")
        rows = [_help_row(parameter, language) for parameter in self.params if not parameter.hidden]  # type: ignore[attr-defined]
        width = max((len(left) for left, _, _ in rows), default=0)
        wanted = [left for left, needed, _ in rows if needed or not left.startswith("-")]
        what = say(f"cli.{name.replace(' ', '.')}", (), language)
        lines = [
            what if what.endswith(".") else f"{what[0].upper()}{what[1:]}.",
            "",
            say("cli.help.examples", (), language),
            *(f"  comptoir {name} {example}".rstrip() for example in self.examples),
            "",
            say("cli.help.usage", {"usage": " ".join((path, *wanted))}, language),
            "",
            *(f"  {left:<{width}}  {right}" for left, _, right in rows),
            "",
            say("cli.help.more", (), language),
        ]
        return "\n".join(lines)


def run(terminal: Terminal, name: str, module: str, words: list[str]) -> int:
    """Run one command.

    module    its module in this package
    returns   the exit code; every foreseeable failure has been said on stderr
    """
    try:
        found = importlib.import_module(f"comptoir.cli.{module}")
        if hasattr(found, "VERBS"):
            return _run_verb(terminal, name, found.VERBS, words)
        return _invoke(terminal, name, found.command, found.EXAMPLES, words)
    except KeyboardInterrupt:
        terminal.complain("cli.interrupted")
        return Exit.INTERRUPTED
    except Failure as failure:
        terminal.complain(failure.code, **failure.params)
        return failure.exit_code
    except ComptoirError as error:
        terminal.complain("cli.failed", reason=_told(error, terminal.spoken))
        _say_alternatives(error, terminal)
        return _EXITS.get(error.reason.code, Exit.FAILURE) if isinstance(error, Refusal) else Exit.USAGE
    except typer.TyperException as error:
        return _usage(terminal, name, error)
    except BrokenPipeError:
        raise
    except OSError as error:
        terminal.complain("cli.file", file=str(error.filename or ""), reason=_refused(error, terminal))
        return Exit.FAILURE
    except Exception as error:
        if os.environ.get("COMPTOIR_TRACEBACK") == "1":
            raise
        terminal.complain("cli.bug", kind=type(error).__name__, reason=str(error))
        return Exit.FAILURE


def _run_verb(terminal: Terminal, name: str, verbs: Verbs, words: list[str]) -> int:
    """Run one verb of a noun, or say which verbs it has."""
    verb = words[0] if words else "--help"
    if verb in ("--help", "-h", "help"):
        sys.stdout.write(_verbs_help(name, verbs, terminal.spoken))
        return Exit.OK
    if verb not in verbs:
        return _unknown_verb(terminal, name, verb, tuple(verbs))
    try:
        return _invoke(terminal, f"{name} {verb}", *verbs[verb], words[1:])
    except typer.TyperException as error:
        return _usage(terminal, f"{name} {verb}", error)


def _invoke(
    terminal: Terminal, name: str, function: Callable[..., Exit], examples: tuple[str, ...], words: list[str]
) -> int:
    """Let typer read the words and call the function."""
    command = _command(name, function, examples)
    return int(command.main(words, f"comptoir {name}", obj=terminal, standalone_mode=False) or 0)


# What the operating system says in English only.
_REFUSED = (
    (FileNotFoundError, "cli.file.none"),
    (IsADirectoryError, "cli.file.folder"),
    (PermissionError, "cli.file.forbidden"),
    (NotADirectoryError, "cli.file.no-folder"),
    (FileExistsError, "cli.file.taken"),
)
_REFUSED_BY_NUMBER = {errno.EROFS: "cli.file.read-only", errno.ENOSPC: "cli.file.full"}


def _refused(error: OSError, terminal: Terminal) -> str:
    """Why a file cannot be used."""
    code = next((code for kind, code in _REFUSED if isinstance(error, kind)), "")
    code = _REFUSED_BY_NUMBER.get(error.errno or 0, code)
    return terminal.say(code) if code else error.strerror or str(error)


def unknown_command(terminal: Terminal, name: str, known: tuple[str, ...]) -> int:
    """Say that there is no such command, and which one was meant."""
    near = get_close_matches(name, known, n=1)
    if near:
        terminal.complain("cli.usage.command-near", found=name, expected=near[0])
    else:
        terminal.complain("cli.usage.command", found=name, expected=known)
    return Exit.USAGE


def _unknown_verb(terminal: Terminal, name: str, verb: str, known: tuple[str, ...]) -> int:
    """Say that a noun has no such verb, and which one was meant."""
    near = get_close_matches(verb, known, n=1)
    if near:
        terminal.complain("cli.usage.command-near", found=f"{name} {verb}", expected=f"{name} {near[0]}")
    else:
        terminal.complain("cli.usage.verb", command=name, found=verb, expected=known)
    return Exit.USAGE


def _verbs_help(name: str, verbs: Verbs, language: str) -> str:
    """The help of a noun: an example of each verb, then what each does."""
    width = max(len(verb) for verb in verbs)
    lines = [
        say(f"cli.{name}", (), language),
        "",
        say("cli.help.examples", (), language),
        *(f"  comptoir {name} {verb} {examples[0]}".rstrip() for verb, (_, examples) in verbs.items()),
        "",
        say("cli.help.verbs", {"command": name}, language),
        "",
        *(f"  {verb:<{width}}  {say(f'cli.{name}.{verb}', (), language)}" for verb in verbs),
        "",
        say("cli.help.more", (), language),
    ]
    return "\n".join(lines) + "\n"


def _command(name: str, function: Callable[..., Exit], examples: tuple[str, ...]) -> _Command:
    """The typer command of a function."""
    kind = type("_Named", (_Command,), {"examples": examples})
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.command(name, cls=kind)(function)
    command = typer.main.get_command(app)
    assert isinstance(command, _Command)
    return command


def _help_row(parameter: Any, language: str) -> tuple[str, bool, str]:
    """How an option or an argument is written, whether it is needed, and what it does."""
    metavar = parameter.metavar or ""
    if parameter.param_type_name == "argument":
        return metavar, parameter.required, say(parameter.help, (), language)
    names = ", ".join((*parameter.opts, *parameter.secondary_opts))
    written = names if parameter.is_flag else f"{names} {metavar}"
    return written, parameter.required, say(parameter.help, (), language)


def _usage(terminal: Terminal, name: str, error: typer.TyperException) -> int:
    """A usage error in our words, with the next command."""
    code, attribute = _USAGE.get(type(error).__name__, ("cli.usage.other", ""))
    which = getattr(error, attribute, None) if attribute else None
    if type(error).__name__ == "BadParameter":  # Only whole numbers are read by typer itself.
        return _not_whole(terminal, name, error)
    if which is not None and not isinstance(which, str):
        which = which.metavar if which.param_type_name == "argument" else which.opts[0]
    terminal.complain(code, command=name, found=(which or error.format_message()).rstrip("."))
    return int(error.exit_code)


def _not_whole(terminal: Terminal, name: str, error: Any) -> int:
    """What is no whole number, or none within its bounds."""
    most = _AT_MOST.search(error.message)
    which = {"command": name, "name": error.param.opts[0]}
    if most is not None:
        terminal.complain("cli.usage.at-most", **which, most=most[1])
    else:
        terminal.complain("cli.usage.whole", **which)
    return Exit.USAGE


def _say_alternatives(error: ComptoirError, terminal: Terminal) -> None:
    """What is free instead of what is taken, in the zone in which the refusal speaks."""
    instead = getattr(error, "alternatives", ())
    if not instead or not isinstance(error, Refusal):
        return
    zone = next(value.tzinfo for _, value in error.reason.params if isinstance(value, datetime))
    for slot in instead:
        start, end = slot.start.astimezone(zone), slot.end.astimezone(zone)
        terminal.complain("cli.acting.instead", resource=slot.resource, start=start, end=end)


def _told(error: ComptoirError, language: str) -> str:
    """An error of the core in words."""
    if isinstance(error, Unreadable):
        return say(error.code, {"expected": error.expected, "found": error.found}, language)
    if isinstance(error, Refusal):
        return say_reason(error.reason, language)
    return str(error)
