"""The README's first screen is real output: its price is what `comptoir demo` prints, and its Python runs."""

from __future__ import annotations

import re
from pathlib import Path

from comptoir.cli import demo
from comptoir.cli.terminal import Terminal
from comptoir.company import check
from comptoir.company.demo import TODAY, demo_tables

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_price_of_the_readme_is_what_the_demo_prints():
    company = check(demo_tables(), on=TODAY).company
    assert company is not None

    printed = demo.side_by_side(company, Terminal("en"))

    assert f"<!-- price -->\n```text\n{printed.rstrip()}\n```\n<!-- /price -->" in README


def test_the_python_of_the_readme_runs_and_prints_what_it_says(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    found = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert found

    exec(compile(found[1], "README.md", "exec"), {})

    assert capsys.readouterr().out.startswith("300.00 EUR\n")
