"""How do the rows of offerings, classes, rates, adjustments and bundles become whole rate cards?

A row with a cell that cannot be read, or a name that nobody knows, is left out and reported; all others are built, so
that one pass finds everything. The cards are only used when there is no error at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from comptoir.company.cells import Cells, Context, read_row
from comptoir.company.collect import Findings
from comptoir.company.columns import BY_TABLE
from comptoir.company.known import Known
from comptoir.company.settings import CardHead, Settings, names_of, period_of
from comptoir.core.catalog import Kind, Mode, Offering
from comptoir.core.pricing.language import read_measures
from comptoir.core.pricing.terms import (
    Adjustment,
    AdjustmentKind,
    Card,
    ChargeFor,
    Combine,
    Component,
    Event,
    Graduation,
    NegotiableFor,
    Policy,
    Rate,
    RateClass,
    Rounding,
    Scope,
    WindowBy,
)
from comptoir.core.values import Place, Row, Tables
from comptoir.core.values.unit import canonical

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Build:
    """What building needs everywhere: the tables, the settings, the known names and where findings go."""

    tables: Tables
    settings: Settings
    heads: tuple[CardHead, ...]
    known: Known
    findings: Findings
    context: Context

    def rows(self, table: str) -> Iterator[tuple[Row, Cells]]:
        """Every row of a table that can be read and whose plain references resolve."""
        file = BY_TABLE[table]
        references = [column for column in file.columns if column.refers and column.type in ("ref", "text")]
        for row in self.tables.rows(table):
            cells = read_row(file, row, self.context, self.findings)
            good = cells is not None
            for column in references:
                name = row[column.name]
                if name and not self.known.check(column.refers, name, row.place, self.findings, column.name):
                    good = False
            if good and cells is not None:
                yield row, cells


def place(row: Row, column: str) -> Place:
    """Where one cell of a row stands."""
    return row.place._replace(column=column)


def build_offerings(build: Build) -> tuple[Offering, ...]:
    """All offerings, each with its supplier."""
    suppliers = list(dict.fromkeys(head.values["supplier"] or "" for head in build.heads))
    found = []
    for row, cells in build.rows("offerings"):
        supplier = cells["supplier"] or (suppliers[0] if len(suppliers) == 1 else "")
        if not supplier and len(suppliers) > 1:
            expected = ", ".join(suppliers[:6])
            build.findings.error("offering.supplier", place(row, "supplier"), found="", expected=expected)
        french, english = names_of(cells, cells["offering"])
        found.append(
            Offering(
                row.place,
                cells["offering"],
                french,
                english,
                supplier,
                Kind(cells["kind"]),
                Mode(cells["mode"]),
                unit=canonical(cells["unit"]),
                description_fr=cells["description_fr"] or cells["description_en"],
                description_en=cells["description_en"] or cells["description_fr"],
                cost=cells["cost"],
                tax=cells["tax"],
                charge_for=cells["charge_for"],
                groups=frozenset(cells["groups"]),
                lead_time=cells["lead_time"],
                requires=row["requires"],
                valid=period_of(cells),
            )
        )
    return tuple(found)


def build_cards(build: Build, offerings: tuple[Offering, ...]) -> tuple[Card, ...]:
    """All rate cards, whole."""
    _check_heads(build)
    groups = _groups(build, offerings)
    shelf = _Shelf(build, {offering.id: offering.supplier for offering in offerings})
    classes = list(shelf.sort("classes", _rate_class, otherwise=shelf.every))
    rates = list(shelf.sort("rates", _rate, otherwise=shelf.only))
    adjustments = list(shelf.sort("adjustments", _adjustment, otherwise=shelf.only))
    components = list(shelf.sort("bundles", partial(_component, build), otherwise=shelf.every))
    settings = build.settings
    cards = []
    for head in build.heads:
        values, card = head.values, head.values["id"]
        french, english = names_of(values, card)
        supplier = values["supplier"] or ""
        cards.append(
            Card(
                head.place,
                card,
                supplier,
                french,
                english,
                values["currency"],
                head.valid,
                gross=values["prices"] == "gross",
                tax=values["tax"],
                decides=values["decides"],
                policy=Policy(values["policy"]),
                negotiable_for=NegotiableFor(values["negotiable_for"]),
                usual=values["usual"] or "",
                review_months=values["review_months"],
                source=values["source"] or "",
                source_date=values["source_date"],
                read_on=values["read_on"],
                fiscal_year_start=settings.fiscal_year_start,
                time_zone=zone_of(build, supplier),
                offerings=tuple(item for item in offerings if item.supplier == supplier),
                classes=_of(card, classes),
                rates=_of(card, rates),
                adjustments=_of(card, adjustments),
                components=_of(card, components),
                units=settings.units,
                groups=groups,
                questions=settings.questions,
                holidays=settings.holidays,
            )
        )
    return tuple(cards)


def _of(card: str, sorted_rows: list[tuple[frozenset[str], Made]]) -> tuple[Made, ...]:
    return tuple(built for cards, built in sorted_rows if card in cards)


def zone_of(build: Build, supplier: str) -> str:
    """The supplier's time zone, or the company's."""
    own = next((row["time_zone"] for row in build.tables.rows("units") if row["unit"] == supplier), "")
    return own or build.settings.time_zone.key


def _check_heads(build: Build) -> None:
    top = build.settings.organization
    if top and build.known.ids["organizations"]:
        build.known.check("organizations", top, Place("company.toml", 0, "organization"), build.findings)
    for head in build.heads:
        supplier, usual = head.values["supplier"], head.values["usual"]
        if supplier:
            build.known.check("supplier", supplier, head.at("supplier"), build.findings)
        if usual:
            build.known.check("classes", usual, head.at("usual"), build.findings)


def _groups(build: Build, offerings: tuple[Offering, ...]) -> Mapping[str, frozenset[str]]:
    """Groups as declared in company.toml and in the offerings' own column, together."""
    found: dict[str, set[str]] = {name: set(members) for name, members in build.settings.groups.items()}
    where = Place("company.toml", 0, "groups")
    for name, members in found.items():
        for member in sorted(members):
            build.known.check("offerings", member, where._replace(column=name), build.findings)
    for offering in offerings:
        for name in offering.groups:
            found.setdefault(name, set()).add(offering.id)
    return {name: frozenset(members) for name, members in found.items()}


@dataclass(slots=True)
class _Shelf:
    """Puts each row to the card, or cards, it belongs to."""

    build: Build
    suppliers: Mapping[str, str]
    cards: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.cards = frozenset(head.values["id"] for head in self.build.heads)

    def sort(
        self,
        table: str,
        make: Callable[[Row, Cells], Made],
        otherwise: Callable[[Row], frozenset[str]],
    ) -> Iterator[tuple[frozenset[str], Made]]:
        """Each row built, with the cards it belongs to; `otherwise` says which when it names none."""
        for row, cells in self.build.rows(table):
            if not self._resolves(table, row, cells):
                continue
            cards = frozenset({cells["card"]}) if cells["card"] else otherwise(row)
            yield cards, make(row, cells)

    def every(self, _: Row) -> frozenset[str]:
        """All cards."""
        return self.cards

    def only(self, row: Row) -> frozenset[str]:
        """The only card there is, or the only one of the offering's supplier."""
        if len(self.cards) <= 1:
            return self.cards
        supplier = self.suppliers.get(row["offering"])
        own = frozenset(
            head.values["id"] for head in self.build.heads if supplier and head.values["supplier"] == supplier
        )
        if len(own) != 1:
            expected = ", ".join(sorted(own or self.cards)[:6])
            self.build.findings.error("card.missing", place(row, "card"), found="", expected=expected)
        return own

    def _resolves(self, table: str, row: Row, cells: Cells) -> bool:
        """Whether the classes, offerings and groups that a row names are known."""
        known, findings = self.build.known, self.build.findings
        good = [
            known.check("classes", name, row.place, findings, "class")
            for name in (cells["class"] if table in ("rates", "adjustments") else ())
        ]
        scopes = [("offering", cells["offering"])] if table == "rates" else []
        scopes += [("offerings", name) for name in cells.get("offerings") or ()]
        for column, name in scopes:
            if name.startswith("group:"):
                good.append(known.check("group", name.removeprefix("group:"), place(row, column), findings))
            elif name != "*":
                good.append(known.check("offerings", name, row.place, findings, column))
        return all(good)


def _rate_class(row: Row, cells: Cells) -> RateClass:
    french, english = names_of(cells, cells["class"])
    return RateClass(
        row.place, cells["class"], french, english, card=cells["card"], condition=cells["when"],
        requires=cells["requires"], requires_text=row["requires"], tax=cells["tax"], priority=cells["priority"],
    )  # fmt: skip


def _rate(row: Row, cells: Cells) -> Rate:
    return Rate(
        row.place, cells["offering"], cells["class"], cells["price"], card=cells["card"], per=cells["per"],
        step=cells["step"], rounding=Rounding(cells["round"]), included=cells["included"],
        min_quantity=cells["min_quantity"], min_amount=cells["min_amount"], max_amount=cells["max_amount"],
        start=cells["from"], tier=Graduation(cells["tier"]), counter=cells["counter"],
        combine=Combine(cells["combine"]), window=cells["when"], window_by=WindowBy(cells["window_by"]),
        charge_for=ChargeFor(cells["charge_for"]) if cells["charge_for"] else None, event=Event(cells["event"]),
        condition=cells["if"], requires=cells["requires"], requires_text=row["requires"],
        subsidy=cells["subsidy"], paid_by=cells["paid_by"], deposit=cells["deposit"],
        valid=period_of(cells), note=cells["note"],
    )  # fmt: skip


def _adjustment(row: Row, cells: Cells) -> Adjustment:
    french, english = names_of(cells, cells["adjustment"])
    return Adjustment(
        row.place, cells["adjustment"], french, english, AdjustmentKind(cells["kind"]), cells["amount"],
        card=cells["card"], classes=cells["class"], offerings=cells["offerings"], scope=Scope(cells["scope"]),
        start=cells["from"], counter=cells["counter"], condition=cells["if"], paid_by=cells["paid_by"],
        valid=period_of(cells),
    )  # fmt: skip


def _component(build: Build, row: Row, cells: Cells) -> Component:
    quantity = cells["quantity"]
    if quantity is not None:
        # A plain number counts in the component's own unit.
        offered = (one for one in build.tables.rows("offerings") if one["offering"] == cells["component"])
        own = next((one["unit"] for one in offered if one["unit"]), "piece")
        quantity = read_measures(row["quantity"] or "1", default_unit=canonical(own))
    return Component(
        row.place, cells["offering"], cells["component"], quantity, card=cells["card"], condition=cells["if"]
    )
