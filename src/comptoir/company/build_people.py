"""How do organizations, units, people and affiliations become parties and dated facts?"""

from __future__ import annotations

from collections.abc import Iterator

from comptoir.company.build_cards import Build, place
from comptoir.company.cells import Cells
from comptoir.company.model import CostCenter, Person
from comptoir.company.settings import names_of, period_of
from comptoir.core.pricing.terms import Deal
from comptoir.core.relation.facts import SINCE_EVER, Fact, FactBook, FactKind, Party, PartyKind
from comptoir.core.values import Row

# Kinds of facts whose other end is empty.
_WITHOUT_OBJECT = frozenset({FactKind.IN_INDUSTRY, FactKind.IN_VAT_GROUP, FactKind.RETRACTED})


def build_facts(build: Build) -> tuple[FactBook, tuple[Person, ...]]:
    """All parties and facts, indexed; and what people.csv says besides."""
    people = list(build.rows("people"))
    parties = [*_organizations(build), *_units(build), *(_person(row, cells) for row, cells in people)]
    undeclared = list(_undeclared_suppliers(build))
    parties += [party for party, _ in undeclared]
    facts = [
        _fact(build, number, row, cells) for number, (row, cells) in enumerate(build.rows("affiliations"), 1)
    ]
    facts += [fact for _, fact in undeclared]
    addresses = tuple(
        Person(cells["person"], cells["name"], cells["email"], cells["language"]) for _, cells in people
    )
    members = build.settings.internal_members
    return FactBook.of(parties, facts, internal_members=members), addresses


def _undeclared_suppliers(build: Build) -> Iterator[tuple[Party, Fact]]:
    """Suppliers of a folder without units.csv: units of the company's organization, because a card says so."""
    top = build.settings.organization
    if top not in build.known.ids["organizations"] or build.known.ids["units"]:
        return
    for supplier, head in {head.values["supplier"]: head for head in build.heads}.items():
        if supplier and supplier not in build.known.ids["party"]:
            party = Party(supplier, PartyKind.UNIT, supplier, supplier, supplier=True, place=head.place)
            yield (
                party,
                Fact(
                    f"#{supplier}", FactKind.PART_OF, supplier, top, source="company.toml", place=head.place
                ),
            )


def _organizations(build: Build) -> Iterator[Party]:
    for row, cells in build.rows("organizations"):
        french, english = names_of(cells, cells["organization"])
        yield Party(
            cells["organization"], PartyKind(cells["kind"]), french, english, country=cells["country"],
            founded=cells["founded"], industry=cells["industry"], vat_group=cells["vat_group"],
            vat_number=cells["vat_number"], siren=cells["siren"], place=row.place,
        )  # fmt: skip


def _units(build: Build) -> Iterator[Party]:
    for row, cells in build.rows("units"):
        french, english = names_of(cells, cells["unit"])
        yield Party(
            cells["unit"], PartyKind.UNIT, french, english, supplier=cells["supplier"], manager=cells["manager"],
            valid=period_of(cells), place=row.place,
        )  # fmt: skip


def _person(row: Row, cells: Cells) -> Party:
    name = cells["name"] or cells["person"]
    return Party(cells["person"], PartyKind.PERSON, name, name, place=row.place)


def _fact(build: Build, number: int, row: Row, cells: Cells) -> Fact:
    """One fact; without an id of its own it goes by its number, which nobody can correct by accident."""
    if cells["fact"] not in _WITHOUT_OBJECT and not cells["of"]:
        build.findings.error("cell.missing", place(row, "of"), found="", expected="of")
    if cells["fact"] == FactKind.RETRACTED and not cells["corrects"]:
        build.findings.error("cell.missing", place(row, "corrects"), found="", expected="corrects")
    return Fact(
        cells["affiliation"] or f"#{number}", FactKind(cells["fact"]), cells["party"], cells["of"],
        role=cells["role"], share=cells["share"], valid=period_of(cells),
        source=cells["source"], recorded_at=cells["recorded_at"] or SINCE_EVER, corrects=cells["corrects"],
        place=row.place,
    )  # fmt: skip


def build_deals(build: Build) -> tuple[Deal, ...]:
    """All negotiated prices."""
    return tuple(
        Deal(
            row.place, cells["deal"], cells["customer"], cells["offering"], cells["price"], cells["per"],
            period_of(cells), min_quantity=cells["min_quantity"], seller=cells["seller"],
            approved_by=cells["approved_by"], agreed_on=cells["agreed_on"], note=cells["note"],
        )
        for row, cells in build.rows("deals")
    )  # fmt: skip


def build_cost_centers(build: Build) -> tuple[CostCenter, ...]:
    """All cost centers."""
    return tuple(
        CostCenter(
            row.place, cells["cost_center"], *names_of(cells, cells["cost_center"]), cells["unit"], cells["owner"],
            period_of(cells),
        )
        for row, cells in build.rows("cost_centers")
    )  # fmt: skip
