"""The README's first screen is real output: its price block is what `comptoir demo` prints, and its Python runs."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_python_of_the_readme_runs_and_prints_what_it_says(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    found = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert found

    exec(compile(found[1], "README.md", "exec"), {})

    assert capsys.readouterr().out.startswith("300.00 EUR\n")
