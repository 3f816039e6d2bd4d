"""How are findings shown? As JSON with their sentence, or a row each: file:line [column], severity, sentence."""

from __future__ import annotations

from collections.abc import Iterable

from comptoir.cli.output import grid, plain
from comptoir.cli.terminal import Terminal
from comptoir.core.values import Finding
from comptoir.wording import say_finding, word


def finding_shape(finding: Finding, language: str) -> dict[str, object]:
    """One finding as JSON."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "message": say_finding(finding, language),
        "params": {name: plain(value, language) for name, value in finding.params},
    }


def finding_rows(findings: Iterable[Finding], terminal: Terminal) -> str:
    """Findings for people; places are written as editors understand them."""
    language = terminal.spoken
    rows = [
        (str(one.place), word(one.severity.value, language), say_finding(one, language)) for one in findings
    ]
    return grid(rows, terminal) if rows else ""
