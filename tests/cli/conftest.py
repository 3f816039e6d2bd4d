"""A small company in a folder, and a way to run a command as a person would."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from comptoir.cli import main

FILES = {
    "company.toml": """
[company]
name = "Atelier Moreau"
currency = "EUR"
time_zone = "Europe/Paris"
language = "fr"
organization = "ORG"

[[card]]
id = "MET-2026"
supplier = "MET"
name = "Métrologie 2026"
valid_from = 2026-01-01
valid_to = 2027-01-01
tax = "20%"
usual = "public"

[questions]
assisted = "yes/no"
""",
    "offerings.csv": "offering,name_fr,name_en,unit\ncmm,Machine à mesurer,Measuring machine,hour\n",
    "classes.csv": "class,name_fr,name_en,when\n"
    "interne,Interne,Internal,side = internal\npublic,Tarif public,Public,\n",
    "rates.csv": "offering,class,price,per,combine,if\n"
    "cmm,public,90,hour,,\ncmm,interne,63,hour,,\ncmm,*,45,hour,plus,assisted\n",
    "organizations.csv": "organization,name,kind,country\nORG,Atelier Moreau,company,FR\nNOV,Novatek,company,FR\n",
    "units.csv": "unit,name,supplier\nMET,Métrologie,yes\n",
    "people.csv": "person,name\nclaire,Claire Petit\n",
    "affiliations.csv": "party,fact,of,role,valid_from,recorded_at\n"
    "claire,employed by,MET,,2025-09-01,2025-09-01\nMET,part of,ORG,,2020-01-01,2020-01-01\n",
    "examples.csv": "example,customer,date,offering,quantity,expected\n"
    "inside,claire,2026-11-23,cmm,3 hours,189.00\noutside,NOV,2026-11-23,cmm,3 hours,270.00\n",
}


class Run(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its data."""
        return json.loads(self.out)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The company folder of Atelier Moreau, whose two examples agree."""
    made = tmp_path / "atelier"
    made.mkdir()
    for name, text in FILES.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """`run("check", folder)`: the command in this process, without a language of the machine's own."""
    for name in ("COMPTOIR_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COMPTOIR_STRICT_WORDING", "1")
    monkeypatch.setenv("COMPTOIR_TRACEBACK", "1")

    def command(*words: object) -> Run:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
        captured = capsys.readouterr()
        return Run(int(left.value.code or 0), captured.out, captured.err)

    return command
