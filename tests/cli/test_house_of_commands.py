"""Every command: help that begins with examples, both languages, usage errors in words, exit codes, no traceback."""

from __future__ import annotations

import subprocess
import sys

import pytest

from comptoir.cli import COMMANDS
from comptoir.cli.terminal import Terminal, chosen_language, printable
from comptoir.wording.typography import typeset_french
from tests.house.tree import ROOT


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", COMMANDS)
def test_help_begins_with_examples(run, name: str, language: str) -> None:
    told = run(name, "--help", "--lang", language)

    lines = told.out.splitlines()
    assert told.code == 0
    assert lines[2] == ("Exemples" if language == "fr" else "Examples")
    assert lines[3].startswith(f"  comptoir {name}")


@pytest.mark.parametrize("words", [("--help",), (), ("help",), ("-h",)])
def test_the_overview_names_every_command(run, words: tuple[str, ...]) -> None:
    told = run(*words)

    assert told.code == 0
    assert all(f"\n  {name} " in told.out for name in COMMANDS)


def test_the_overview_is_french_for_the_french(run) -> None:
    told = run("--help", "--lang=fr")

    assert told.out.startswith("Comptoir\u00a0: un seul comptoir")
    assert typeset_french(told.out) == told.out


def test_the_overview_needs_none_of_the_heavy_parts() -> None:
    seen = (
        "import sys\nfrom comptoir.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'typer', 'rich', 'babel', 'django', 'comptoir.wording', 'comptoir.company'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(heavy)) or 0)"
    )

    done = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def test_no_command_below_the_store_needs_django() -> None:
    seen = (
        "import sys\nfor name in ('new', 'check', 'why', 'price'): __import__(f'comptoir.cli.{name}')\n"
        "sys.exit('django' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("chekc", "x"), "comptoir check"),
        (("frobnicate",), "comptoir --help"),
        (("check",), "FOLDER"),
        (("check", "x", "--frob"), "--frob"),
        (("check", "x", "--on"), "--on"),
        (("check", "x", "--on", "23/11/2026"), "2026-11-23"),
        (("check", "x", "--on", "2026-W01-1"), "2026-11-23"),
        (("check", "x", "--format", "xml"), "ndjson"),
        (("check", "x", "--lang", "de"), "--lang"),
        (("why", "claire"), "--supplier"),
        (("price", "--offering", "cmm"), "--customer"),
        (("price", "--customer", "claire"), "--offering"),
        (("price", "--customer", "claire", "--as", "side=external", "--offering", "cmm"), "--as"),
        (("price", "--customer", "claire", "--offering", "cmm", "--on", "20261123"), "--on"),
        (("serve", "--port", "http"), "--port"),
        (("import",), "FOLDER"),
        (("import", "--undo", "last"), "--undo"),
    ],
)
def test_usage_errors_are_said_and_name_what_to_do(run, words: tuple[str, ...], told: str) -> None:
    answer = run(*words)

    assert answer.code == 2
    assert told in answer.err
    assert answer.out == ""


@pytest.mark.parametrize("name", COMMANDS)
def test_the_reference_names_every_command(name: str) -> None:
    reference = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")

    assert f"\n## {name}\n" in reference


@pytest.mark.parametrize(
    ("option", "environment", "language"),
    [
        ("fr", {"COMPTOIR_LANG": "en", "LANG": "en_GB.UTF-8"}, "fr"),
        ("", {"COMPTOIR_LANG": "en", "LANG": "fr_FR.UTF-8"}, "en"),
        ("", {"LC_ALL": "fr_CA.UTF-8", "LANG": "en_US.UTF-8"}, "fr"),
        ("", {"LANG": "C.UTF-8"}, ""),
        ("", {"LANG": "de_DE.UTF-8"}, ""),
        ("", {}, ""),
    ],
)
def test_the_language_is_the_nearest_wish(option: str, environment: dict[str, str], language: str) -> None:
    assert chosen_language(option, environment) == language


def test_the_company_speaks_where_nobody_chose() -> None:
    assert Terminal("").in_language_of("fr").spoken == "fr"
    assert Terminal("en").in_language_of("fr").spoken == "en"


def test_control_characters_do_not_drive_the_terminal() -> None:
    assert printable("a\x1b]0;b\x07\x9b\u00e9\n") == "a\ufffd]0;b\ufffd\ufffdé\n"


def test_a_reader_that_leaves_early_is_no_error(folder) -> None:
    told = subprocess.run(
        f"{sys.executable} -m comptoir.cli check {folder} --format json | head -c 1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.stdout == "{"
    assert told.stderr == ""
