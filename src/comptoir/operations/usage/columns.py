"""Which column of somebody's file says what? Guessed from its name, told by the reader, and read by the rate language.

A mapping is field -> column; a quantity with its unit is the field `measure:hour`. Names are known in French and
English, and a unit may stand in the name: `Durée (min)`, `duration_h`, `core-hours`. Rule to remember: a guess is shown
before it counts, and a column that nobody mapped is never read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar
from zoneinfo import ZoneInfo

from comptoir.core.ordering.usage import Usage
from comptoir.core.pricing.language import read_date, read_instant, read_number, read_quantity
from comptoir.core.values import Reason, Refusal, Unreadable
from comptoir.core.values.unit import canonical, unit

Read = TypeVar("Read")
MEASURE = "measure:"
TEXTS = ("offering", "customer", "person", "resource", "booking", "source", "device", "external_id")
FIELDS = (*TEXTS, "day", "start", "end", "quantity", "unit", "note")
_NAMES = {
    "offering": "offering offer item service product article offre prestation produit reference",
    "customer": "customer client payer account unit_charged unite organisme company societe tiers cost_unit",
    "person": "person user username login operator personne utilisateur identifiant_utilisateur",
    "resource": "resource machine instrument equipment tool ressource appareil equipement",
    "booking": "booking reservation booking_id reservation_id",
    "day": "day date jour used_on usage_date",
    "start": "start from begin started_at start_time begin_time debut du commence heure_debut",
    "end": "end to until stop ended_at end_time finish fin au termine heure_fin",
    "quantity": "quantity amount qty count value volume quantite nombre valeur consommation",
    "unit": "unit measure uom unite_de_mesure mesure",
    "source": "source system systeme",
    "device": "device meter sensor compteur capteur badge_reader",
    "external_id": "external_id id record_id job_id uuid reference_externe numero",
    "note": "note comment remark commentaire remarque",
}
_KNOWN = {name: said for said, names in _NAMES.items() for name in names.split()}
_IN_NAME = re.compile(r"^(?P<what>.*?)[\s_]*[\(\[_ ](?P<unit>[\w\- ]+?)[\)\]]?$")
_LENGTHS = frozenset({"duration", "time", "elapsed", "runtime", "duree", "temps", "used", "utilise", "usage"})
_WORDS = re.compile(r"[\s_\-./]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """Field -> column, and field -> the value that all rows share."""

    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)


def detect(columns: Iterable[str], units: Iterable[str] = ()) -> dict[str, str]:
    """What columns seem to say: field -> column.

    units     units of measure besides those of time: the offerings' own

    >>> detect(["Client", "Début", "Fin", "Durée (min)", "Pages"], ["page"])
    {'customer': 'Client', 'start': 'Début', 'end': 'Fin', 'measure:minute': 'Durée (min)', 'measure:page': 'Pages'}
    """
    known = {canonical(one) for one in units}
    found: dict[str, str] = {}
    for column in columns:
        said = _KNOWN.get(_plain(column)) or _measure(column, known)
        if said and said not in found:
            found[said] = column
    return found


def check_mapping(mapping: Mapping[str, str], columns: Iterable[str], values: Mapping[str, str]) -> None:
    """Refuse a mapping that the file or the fields do not have.

    raises    Refusal: usage.column_unknown, usage.column_missing, usage.field_unknown
    """
    given = tuple(columns)
    for said, column in mapping.items():
        if said not in FIELDS and not said.startswith(MEASURE):
            raise Refusal(Reason("usage.field_unknown", (("found", said), ("expected", FIELDS))))
        if column not in given:
            raise Refusal(Reason("usage.column_unknown", (("found", column), ("expected", given))))
    said_somehow = {*mapping, *values}
    for needed in ("offering", "customer"):
        if not said_somehow & {needed, "booking"}:
            raise Refusal(Reason("usage.column_missing", (("field", needed),)))
    if not said_somehow & {"start", "day"}:
        raise Refusal(Reason("usage.column_missing", (("field", "day"),)))


def read_usage(
    cells: Mapping[str, str], mapping: Columns, *, zone: ZoneInfo, comma: bool, own_units: Mapping[str, str]
) -> tuple[Usage, str]:
    """The record that a row says, and its note.

    own_units   offering -> its unit, for a quantity that names none
    raises      Refusal: usage.cell_missing; a cell that cannot be read, by its own code and with its column
    """
    told = {said: cells.get(column, "") for said, column in mapping.columns.items()}
    told = {**mapping.values, **{said: text for said, text in told.items() if text}}
    texts = {name: told.get(name, "") for name in TEXTS}
    start = end = None
    if "start" in told or "end" in told:
        start, end = (
            _cell(mapping, told, name, lambda text: read_instant(text, zone)) for name in ("start", "end")
        )
    day = _cell(mapping, told, "day", read_date) or (
        start.astimezone(zone).date() if start is not None else None
    )
    if day is None:
        column = mapping.columns.get("day") or mapping.columns.get("start") or "day"
        raise Refusal(Reason("usage.cell_missing", (("column", column),)))
    measures = _measures(mapping, told, own_units.get(texts["offering"], "piece"), comma=comma)
    usage = Usage(
        texts["offering"], texts["customer"], day, measures, start, end, texts["person"], texts["resource"],
        texts["booking"], texts["source"], texts["device"], texts["external_id"],
    )  # fmt: skip
    return usage, told.get("note", "")


def _cell(mapping: Columns, told: Mapping[str, str], said: str, read: Callable[[str], Read]) -> Read | None:
    """What a cell says, None where it is empty.

    raises    Refusal with the code of what is unreadable, naming the column
    """
    text = told.get(said, "")
    if not text:
        return None
    try:
        return read(text)
    except Unreadable as problem:
        column = mapping.columns.get(said, said)
        told_so = (("column", column), ("expected", problem.expected), ("found", problem.found))
        raise Refusal(Reason(problem.code, told_so)) from problem


def _measures(mapping: Columns, told: Mapping[str, str], own: str, *, comma: bool) -> dict[str, Decimal]:
    """Quantities: those with a unit in their column's name, and the one that has its unit beside it or in it."""
    found: dict[str, Decimal] = {}
    for said in told:
        if said.startswith(MEASURE):
            number = _cell(mapping, told, said, lambda text: read_number(text, comma=comma))
            if number is not None:
                found[said.removeprefix(MEASURE)] = number
    counted = _cell(mapping, told, "quantity", lambda text: read_quantity(text, comma=comma))
    if counted is not None:
        count, name = counted
        name = name or canonical(told.get("unit") or own)
        found[name] = found.get(name, Decimal(0)) + count
    return found


def _measure(column: str, known: set[str]) -> str:
    """The measure that a column's name speaks of, empty for none."""
    if (name := _unit(column, known)) is not None:
        return MEASURE + name
    parts = _IN_NAME.fullmatch(column.strip())
    if parts is None or (name := _unit(parts["unit"], known)) is None:
        return ""
    what = _plain(parts["what"])
    return MEASURE + name if what in _LENGTHS or _KNOWN.get(what) == "quantity" else ""


def _unit(text: str, known: set[str]) -> str | None:
    """The unit that a text names, if it is one of time or of those known."""
    name = canonical(text)
    if name in known:
        return name
    found = unit(name)
    return name if found.base in ("second", "month") and found.name == name else None


def _plain(text: str) -> str:
    """A name in small letters without accents, words joined by `_`."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return _WORDS.sub("_", bare.strip())
