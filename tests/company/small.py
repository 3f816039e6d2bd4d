"""A small sound company as texts, from which each test plants its one defect."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from comptoir.core.values import Finding

TODAY = date(2026, 11, 23)

COMPANY = """\
[company]
name = "Atelier Moreau"
currency = "EUR"
time_zone = "Europe/Paris"
organization = "ORG"

[[card]]
id = "C1"
supplier = "LAB"
valid_from = 2026-01-01
usual = "public"

[questions]
assisted = "yes/no"
"""
FILES: Mapping[str, str] = {
    "company.toml": COMPANY,
    "organizations.csv": "organization,kind,country\nORG,company,FR\nACME,company,FR\n",
    "units.csv": "unit,supplier\nLAB,yes\nDEV,no\n",
    "people.csv": "person,name\nana,Ana\nbob,Bob\n",
    "affiliations.csv": "party,fact,of,source\nLAB,part of,ORG,x\nDEV,part of,ORG,x\nana,employed by,DEV,x\n",
    "offerings.csv": "offering,name,kind,mode,unit\nsem,SEM,product,rental,hour\nscan,Scan,service,sale,page\n",
    "classes.csv": "class,when\ninside,side = internal\npublic,\n",
    "rates.csv": "offering,class,price,if\nsem,inside,50,\nsem,public,95,assisted\nsem,public,80,\nscan,*,0.10,\n",
    "examples.csv": "example,customer,offering,quantity,expected\ne1,ana,sem,2 hours,100\n",
}


def folder(path: Path, changes: Mapping[str, str | bytes | None] = {}) -> Path:
    """Write the small company with some files replaced (None: left out)."""
    path.mkdir(parents=True, exist_ok=True)
    for name, content in {**FILES, **changes}.items():
        if isinstance(content, bytes):
            (path / name).write_bytes(content)
        elif content is not None:
            (path / name).write_bytes(content.encode())
    return path


def replaced(name: str, old: str, new: str) -> dict[str, str]:
    """One file of the small company with one text replaced."""
    assert old in FILES[name], f"{old!r} does not stand in {name}"
    return {name: FILES[name].replace(old, new, 1)}


def codes(findings: Iterable[Finding]) -> set[str]:
    """The codes among some findings."""
    return {finding.code for finding in findings}


def told(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """Code and place of each finding."""
    return [(finding.code, str(finding.place)) for finding in findings]
