"""Every code that reading and checking can give has its sentence, and every sentence has a giver."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from comptoir.wording.sentences import all_sentences, findings, folder

SOURCE = Path(__file__).resolve().parents[2] / "src" / "comptoir"
ROOMS = (SOURCE / "company", SOURCE / "core" / "pricing" / "checks")
GIVERS = {"error", "warning", "note", "add", "finding", "Finding", "Unreadable", "Reason", "_pattern"}
CODE = re.compile(r"[a-z]+(?:_[a-z]+)*\.[a-z_-]+")


def given() -> set[str]:
    """Codes that stand in a call that gives a finding, as plain texts."""
    found: set[str] = set()
    for room in ROOMS:
        for path in room.glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Call)
                    and getattr(node.func, "attr", getattr(node.func, "id", "")) in GIVERS
                ):
                    texts = [part.value for part in node.args[:3] if isinstance(part, ast.Constant)]
                    found |= {text for text in texts if isinstance(text, str) and CODE.fullmatch(text)}
    return {text for text in found if not text.endswith((".csv", ".toml"))}


def test_every_code_has_its_sentence() -> None:
    assert given() - all_sentences().keys() == set()


def test_every_sentence_has_its_code() -> None:
    texts = "".join(path.read_text(encoding="utf-8") for room in ROOMS for path in room.glob("*.py"))

    assert [code for code in (*findings.SENTENCES, *folder.SENTENCES) if f'"{code}"' not in texts] == []


def test_codes_are_found() -> None:
    assert {"rate.tie", "file.encoding", "currency.unreadable", "card.compile"} <= given()
