"""What does company.toml mean? The company's settings and the head of each rate card, as values.

Every key is checked against `keys.SECTIONS`; an unknown section or key is an error with a suggestion, because a
misspelled key would else silently not count.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from comptoir.company.cells import Cells, Context, read_cell
from comptoir.company.collect import Findings, nearest
from comptoir.company.columns import Column
from comptoir.company.holidays import public_holidays
from comptoir.company.keys import BY_SECTION, CARD, COMPANY, HOLIDAYS, Section
from comptoir.company.toml import place_of
from comptoir.core.pricing import language as cell
from comptoir.core.values import DayPeriod, Place, Unreadable
from comptoir.core.values.unit import canonical

_LABEL = '["avec opérateur", "with an operator"]'
_QUESTION_TYPES = ("yes/no", "number", "text")


@dataclass(frozen=True, slots=True)
class Settings:
    """What company.toml says about the company as a whole."""

    name_fr: str = ""
    name_en: str = ""
    currency: str = "EUR"
    time_zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    language: str = "en"
    organization: str = ""
    fiscal_year_start: tuple[int, int] = (1, 1)
    review_days: int = 10
    internal_members: frozenset[str] = frozenset({"seconded"})
    units: Mapping[str, tuple[Decimal, str]] = field(default_factory=dict)
    windows: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    holidays: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class CardHead:
    """One `[[card]]`: the section as written, its values by key, and its validity."""

    section: Mapping[str, object]
    values: Cells
    valid: DayPeriod

    @property
    def place(self) -> Place:
        """Where the card begins: its id."""
        return self.at("id")._replace(column="")

    def at(self, key: str) -> Place:
        """Where one of its keys is written."""
        return place_of(self.section, key)


def names_of(cells: Mapping[str, str], otherwise: str) -> tuple[str, str]:
    """The French and the English name: `name` for both, each standing in for the other.

    >>> names_of({"name": "", "name_fr": "Salle", "name_en": ""}, "room")
    ('Salle', 'Salle')
    """
    both, french, english = (str(cells.get(key) or "") for key in ("name", "name_fr", "name_en"))
    return french or both or english or otherwise, english or both or french or otherwise


def read_settings(raw: Mapping[str, object], findings: Findings) -> tuple[Settings, tuple[CardHead, ...]]:
    """The settings and the heads of the cards; what cannot be read is a finding and keeps its default."""
    for name in raw:
        if name not in BY_SECTION:
            findings.error(
                "section.unknown", place_of(raw, name), found=name, expected=nearest(name, BY_SECTION)
            )
    if "company" not in raw:
        found = ", ".join(raw) or "—"
        findings.error("section.missing", place_of(raw)._replace(line=0), found=found, expected="[company]")
    company = _section(COMPANY, raw, findings)
    questions = {
        name: choices
        for name, value in _free("questions", raw, findings).items()
        if (choices := _question(name, value, place_of(_mapping(raw, "questions"), name), findings))
    }
    heads = _heads(raw, company, findings)
    french, english = names_of(company, "")
    return Settings(
        name_fr=french,
        name_en=english,
        currency=company["currency"],
        time_zone=company["time_zone"],
        language=company["language"],
        organization=company["organization"] or "",
        fiscal_year_start=company["fiscal_year_start"],
        review_days=int(company["review_days"]),
        internal_members=frozenset(company["internal_members"] or ("seconded",)),
        units=_conversions(raw, findings),
        windows=_windows(raw, findings),
        questions=questions,
        groups=_groups(raw, findings),
        labels=_labels(raw, questions, findings),
        holidays=_holidays(raw, heads, findings),
    ), heads


def _mapping(raw: Mapping[str, object], name: str) -> Mapping[str, object]:
    value = raw.get(name)
    return value if isinstance(value, Mapping) else {}


def _section(section: Section, raw: Mapping[str, object], findings: Findings) -> Cells:
    if section.name in raw and not isinstance(raw[section.name], Mapping):
        findings.error(
            "section.form", place_of(raw, section.name), found=section.name, expected=f"[{section.name}]"
        )
    return _values(section, _mapping(raw, section.name), findings)


def _values(section: Section, values: Mapping[str, object], findings: Findings) -> Cells:
    """Every key of a section as a value; keys it does not have are findings."""
    context = Context()
    known = [key.name for key in section.keys]
    for name in values:
        if name not in known:
            findings.error(
                "key.unknown",
                place_of(values, name),
                found=name,
                section=section.name,
                expected=nearest(name, known),
            )
    return {key.name: _value(key, values, context, findings) for key in section.keys}


def _value(key: Column, values: Mapping[str, object], context: Context, findings: Findings) -> object:
    place = place_of(values, key.name)
    raw = values.get(key.name)
    try:
        if raw is not None and raw != "":
            return (
                _list(key, raw) if key.type in ("list", "dates") else read_cell(key, _text(raw, key), context)
            )
    except Unreadable as problem:
        findings.unreadable(problem, place)
    if key.required and key.name not in values:
        findings.error("key.missing", place, found="", expected=key.name)
    return read_cell(key, key.default, context) if key.default else None


def _text(raw: object, key: Column) -> str:
    """A TOML value as the text of a cell."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | Decimal | date):
        raise Unreadable("key.form", expected=f'{key.name} = "…"', found=str(raw))
    return (raw.isoformat() if isinstance(raw, date) else str(raw)).strip()


def _list(key: Column, raw: object) -> tuple[object, ...]:
    if not isinstance(raw, list | tuple):
        raise Unreadable("key.form", expected=f"{key.name} = [ … ]", found=str(raw))
    texts = [_text(item, key) for item in raw]
    return tuple(cell.read_date(text) for text in texts) if key.type == "dates" else tuple(texts)


def _heads(raw: Mapping[str, object], company: Cells, findings: Findings) -> tuple[CardHead, ...]:
    cards = raw.get("card", [])
    cards = [cards] if isinstance(cards, Mapping) else cards
    if not isinstance(cards, list | tuple) or not all(isinstance(card, Mapping) for card in cards):
        findings.error("section.form", place_of(raw, "card"), found="card", expected="[[card]]")
        return ()
    heads: list[CardHead] = []
    for card in cards:
        values = _values(CARD, card, findings)
        values["currency"] = values["currency"] or company["currency"]
        place = place_of(card, "id")
        if values["id"] in {head.values["id"] for head in heads}:
            findings.error("id.twice", place, found=values["id"], expected="", first="")
            continue
        start, end = values["valid_from"], values["valid_to"]
        if start and end and start >= end:
            findings.error("period.order", place_of(card, "valid_to"), found=str(end), expected=f"> {start}")
            values["valid_to"] = None
        if values["id"]:
            heads.append(CardHead(card, values, period_of(values)))
    return tuple(heads)


def period_of(cells: Cells) -> DayPeriod:
    """The validity of a row (`read_row` has seen to it that it ends after it starts)."""
    return DayPeriod(cells["valid_from"], cells["valid_to"])


def _free(name: str, raw: Mapping[str, object], findings: Findings) -> Mapping[str, object]:
    if name in raw and not isinstance(raw[name], Mapping):
        findings.error("section.form", place_of(raw, name), found=name, expected=f"[{name}]")
    return _mapping(raw, name)


def _conversions(raw: Mapping[str, object], findings: Findings) -> dict[str, tuple[Decimal, str]]:
    found: dict[str, tuple[Decimal, str]] = {}
    section = _free("units", raw, findings)
    key = Column("units", "conversion", "", "")
    for name, value in section.items():
        place = place_of(section, name)
        try:
            count, other = cell.read_step(_text(value, key))
            if not other or canonical(other) == canonical(name):
                raise Unreadable("unit.conversion", expected="10 core-hour", found=str(value))
            found[canonical(name)] = (count, other)
        except Unreadable as problem:
            findings.unreadable(problem, place)
    for name in [name for name in found if _circular(name, found)]:
        findings.error("unit.circle", place_of(section, name), found=name, expected="10 core-hour")
        del found[name]
    return found


def _circular(name: str, conversions: Mapping[str, tuple[Decimal, str]]) -> bool:
    seen = {name}
    while name in conversions:
        name = canonical(conversions[name][1])
        if name in seen:
            return True
        seen.add(name)
    return False


def _windows(raw: Mapping[str, object], findings: Findings) -> dict[str, str]:
    section = _free("windows", raw, findings)
    texts = {name: value.strip() for name, value in section.items() if isinstance(value, str)}
    good = dict(texts)
    for name, value in section.items():
        place = place_of(section, name)
        try:
            if not isinstance(value, str):
                raise Unreadable("key.form", expected=f'{name} = "20:00-07:00"', found=str(value))
            cell.read_window(name, texts)
        except Unreadable as problem:
            findings.unreadable(problem, place)
            good.pop(name, None)
    return good


def _question(name: str, value: object, place: Place, findings: Findings) -> tuple[str, ...]:
    """The type word of a question, or its choices."""
    if isinstance(value, str) and value.strip() in _QUESTION_TYPES:
        return (value.strip(),)
    if (
        isinstance(value, list | tuple)
        and value
        and all(isinstance(item, str) and item.strip() for item in value)
    ):
        return tuple(item.strip() for item in value)
    expected = "yes/no | number | text | [ … ]"
    findings.error("question.form", place, found=str(value), expected=expected, question=name)
    return ()


def _labels(
    raw: Mapping[str, object], questions: Mapping[str, tuple[str, ...]], findings: Findings
) -> dict[str, tuple[str, str]]:
    """What questions and their choices are called on pages, in French and in English."""
    section = _free("labels", raw, findings)
    known = {name.casefold() for name, choices in questions.items() for name in (name, *choices)}
    found: dict[str, tuple[str, str]] = {}
    for name, value in section.items():
        place = place_of(section, name)
        pair = tuple(value) if isinstance(value, list | tuple) else ()
        if name.casefold() not in known:
            findings.error("label.unknown", place, found=name, expected=nearest(name, questions))
        elif len(pair) != 2 or not all(isinstance(text, str) and text.strip() for text in pair):
            findings.error("label.form", place, expected=_LABEL, name=name)
        else:
            found[name.casefold()] = (pair[0].strip(), pair[1].strip())
    return found


def _groups(raw: Mapping[str, object], findings: Findings) -> dict[str, tuple[str, ...]]:
    section = _free("groups", raw, findings)
    found: dict[str, tuple[str, ...]] = {}
    for name, value in section.items():
        try:
            cell.read_id(name)
            members = _list(Column(name, "list", "", ""), value)
            found[name] = tuple(str(member) for member in members)
        except Unreadable as problem:
            findings.unreadable(problem, place_of(section, name))
    return found


def _holidays(raw: Mapping[str, object], heads: tuple[CardHead, ...], findings: Findings) -> frozenset[date]:
    section = _mapping(raw, "holidays")
    values = _section(HOLIDAYS, raw, findings)
    own = frozenset(values["dates"] or ())
    if not values["country"]:
        return own
    try:
        return own | public_holidays(
            values["country"], values["subdivision"] or "", [head.valid for head in heads]
        )
    except Unreadable as problem:
        key = "subdivision" if "subdivision" in problem.code else "country"
        findings.unreadable(problem, place_of(section, key))
        return own
