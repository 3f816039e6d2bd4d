"""How do tables of text become a company? One way, whether they came from a folder or from the store.

All findings at once: nothing stops at the first. The rule to remember: all or nothing; with one error there is no
company, and nothing half built is ever given out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from comptoir.company.asked import Asked, AskedLine, who
from comptoir.company.build_books import build_exchange_rates
from comptoir.company.build_cards import Build, build_cards, build_offerings
from comptoir.company.build_paper import build_invoicing
from comptoir.company.build_people import build_cost_centers, build_deals, build_facts
from comptoir.company.build_resources import build_resources
from comptoir.company.cells import Cells, Context
from comptoir.company.collect import Findings
from comptoir.company.known import doubles, known_names
from comptoir.company.model import Company, Example
from comptoir.company.settings import read_settings
from comptoir.company.tables import read_tables
from comptoir.core.pricing.language import read_assignments
from comptoir.core.relation.conflicts import conflicts
from comptoir.core.values import ComptoirError, Finding, Row, Severity, Tables, Unreadable


class Reading(NamedTuple):
    """A company, or None where there are errors; and everything found on the way."""

    company: Company | None
    findings: tuple[Finding, ...]


class Unsound(ComptoirError):
    """A company that cannot be used for its errors; `findings` are all of them."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        errors = [one for one in findings if one.severity is Severity.ERROR]
        told = "; ".join(f"{one.place}: {one.code} {dict(one.params)}" for one in errors[:3])
        super().__init__(f"{len(errors)} errors, first {told}")
        self.findings = findings


def read(folder: Path | str) -> Reading:
    """Read a company folder; nothing is raised for what its files say."""
    tables, findings = read_tables(folder)
    broken = {finding.place.file for finding in findings if finding.severity is Severity.ERROR}
    if not tables.settings and broken:
        # Without settings nothing else means anything: one finding instead of one for each row.
        return Reading(None, findings)
    built = build(tables)
    return Reading(None if broken else built.company, (*findings, *built.findings))


def build(tables: Tables) -> Reading:
    """Build a company from tables, whatever they came from."""
    findings = Findings()
    settings, heads = read_settings(tables.settings, findings)
    known = known_names(tables, [head.values["id"] for head in heads], settings.groups)
    doubles(tables, findings)
    context = Context(settings.windows, settings.time_zone)
    making = Build(tables, settings, heads, known, findings, context)
    offerings = build_offerings(making)
    facts, people = build_facts(making)
    # Names and doubles are looked up in the raw rows: a row left out above is not unknown.
    findings.extend(
        one for one in conflicts(facts) if one.code not in ("fact.unknown_party", "fact.duplicate_id")
    )
    company = Company(
        settings,
        build_cards(making, offerings),
        {offering.id: offering for offering in offerings},
        facts,
        deals=build_deals(making),
        examples=tuple(_examples(making)),
        cost_centers=build_cost_centers(making),
        resources=build_resources(making, offerings),
        people=people,
        invoicing=build_invoicing(making),
        exchange_rates=build_exchange_rates(making),
        reviews={
            head.values["id"]: head.values["review_days"]
            for head in heads
            if head.values["review_days"] is not None
        },
        tables=tables,
    )
    return Reading(None if findings.has_errors() else company, findings.all())


def _examples(build: Build) -> Iterator[Example]:
    """Worked examples: rows with one id, wherever they stand, are the lines of one request."""
    together: dict[str, list[tuple[Row, Cells]]] = {}
    for row, cells in build.rows("examples"):
        together.setdefault(cells["example"], []).append((row, cells))
    for name, rows in together.items():
        row, first = rows[0]
        for later, cells in rows[1:]:
            _agrees(build, row, later, cells)
        yield Example(
            row.place,
            name,
            Asked(
                tuple(_line(row, cells) for row, cells in rows),
                customer=first["customer"] or first["as"] or "",
                payer=_who(build, row, "payer"),
                beneficiary=_who(build, row, "beneficiary"),
                given=first["given"] or {},
                on=first["date"],
                place=row.place,
            ),
            first["expected"],
            rate_class=first["class"],
            note=first["note"],
        )


def _agrees(build: Build, first: Row, later: Row, cells: Cells) -> None:
    """What is said of the whole request stands on the first row; a later row may only repeat it."""
    for name in ("customer", "as", "payer", "beneficiary", "date", "class", "expected"):
        if cells[name] and later[name] != first[name]:
            place = later.place._replace(column=name)
            build.findings.error(
                "example.row", place, found=later[name], expected=first[name], first=str(first.place)
            )


def _who(build: Build, row: Row, column: str) -> str | dict[str, str]:
    place = row.place._replace(column=column)
    try:
        named = who(row[column])
    except Unreadable as problem:
        build.findings.unreadable(problem, place)
        return ""
    if isinstance(named, str):
        return named if not named or build.known.check("party", named, place, build.findings) else ""
    return dict(named)


def _line(row: Row, cells: Cells) -> AskedLine:
    return AskedLine(
        cells["offering"], row["quantity"], cells["event"], row["start"], row["end"], row["reserved"], row["used"],
        row["used_start"], row["used_end"], cells["given"] or {}, read_assignments(row["counters"]),
        cells["session"],
        place=row.place,
    )  # fmt: skip
