"""The command line: translate words into one question, ask it, render the answer.

`main` is small and fast on purpose: the table COMMANDS names each command's module, and only the chosen one is
imported. Rule to remember: data goes to stdout, words go to stderr, and nobody ever sees a traceback for bad input.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from comptoir.cli.terminal import Terminal, chosen_language

# command -> (module, what it does in English, in French)
COMMANDS: dict[str, tuple[str, str, str]] = {
    "new": ("new", "write a company folder to start from", "écrire un dossier d’entreprise de départ"),
    "check": ("check", "say what is wrong in a folder, and where", "dire ce qui ne va pas dans un dossier, et où"),
    "why": ("why", "say whether a customer is internal, and why", "dire si un client est interne, et pourquoi"),
    "price": ("price", "price a request and explain it", "chiffrer une demande et l’expliquer"),
    "order": ("order", "place, approve, deliver and cancel orders", "commander, approuver, livrer et annuler"),
    "book": ("book", "find free times, book, move, hand over", "trouver un créneau, réserver, déplacer, remettre"),
    "deal": ("deal", "ask for a better price and agree on it", "demander un meilleur prix et s’accorder"),
    "usage": ("usage", "take in what was used, from a file", "importer un fichier de relevés d’usage"),
    "close": ("close", "close a month, and take it back", "clôturer un mois, et revenir dessus"),
    "invoice": ("invoice", "list, show, write, send, credit papers", "lister, montrer, écrire, envoyer, créditer"),
    "import": ("import_folder", "take a company folder into the store", "importer un dossier dans la base"),
    "export": ("export_folder", "write the store out as a company folder", "exporter la base en dossier"),
    "verify": ("verify", "prove that the books are as they were written", "prouver que les livres sont tels qu’écrits"),
    "backup": ("backup", "keep the whole store in one file", "garder toute la base dans un fichier"),
    "restore": ("restore", "fill an empty store from a backup", "remplir une base vide depuis une sauvegarde"),
    "demo": ("demo", "build the demo company and serve it", "construire l’entreprise de démonstration et la servir"),
    "serve": ("serve", "serve the pages on this machine", "servir les pages sur cette machine"),
    "account": ("account", "let somebody sign in, with a role", "laisser quelqu’un se connecter, avec un rôle"),
    "work": ("work", "do what is due and send what waits", "faire ce qui est dû et envoyer ce qui attend"),
    "doctor": ("doctor", "say whether this installation is healthy", "dire si cette installation est en bonne santé"),
}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code (docs/commands.md lists them).

    raises    SystemExit always
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    terminal, words = _globals(words)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _run(terminal, words)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (`head`, a pager) has seen enough; Python must not complain while it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    raise SystemExit(code)


def _run(terminal: Terminal, words: list[str]) -> int:
    """The exit code of the command that the words name."""
    name = words[0] if words else "--help"
    if terminal.unknown:
        terminal.complain("cli.usage.choice", name="--lang", expected=("fr", "en"), found=terminal.unknown)
        return 2
    if name in ("--help", "-h", "help"):
        from comptoir.cli.overview import overview

        sys.stdout.write(overview(COMMANDS, terminal.spoken))
        return 0
    if name in ("--version", "-V", "version"):
        from comptoir import __version__

        sys.stdout.write(f"comptoir {__version__}\n")
        return 0
    from comptoir.cli.running import run, unknown_command

    if name not in COMMANDS:
        return unknown_command(terminal, name, tuple(COMMANDS))
    return run(terminal, name, COMMANDS[name][0], words[1:])


def _globals(words: list[str]) -> tuple[Terminal, list[str]]:
    """The options that every command has, taken out of the words wherever they stand before `--`."""
    language, quiet, color, rest = "", False, "NO_COLOR" not in os.environ, []
    waiting = list(words)
    while waiting:
        word = waiting.pop(0)
        if word == "--":
            rest += [word, *waiting]
            break
        if word == "--lang" and waiting:
            language = waiting.pop(0)
        elif word.startswith("--lang="):
            language = word.removeprefix("--lang=")
        elif word in ("--quiet", "-q"):
            quiet = True
        elif word == "--no-color":
            color = False
        else:
            rest.append(word)
    unknown = "" if not language or chosen_language(language, {}) else language
    terminal = Terminal(chosen_language(language, os.environ), quiet=quiet, color=color, unknown=unknown)
    return terminal, rest
