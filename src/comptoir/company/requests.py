"""What is asked, in the words of the price engine? Plain texts become a `Request` with profiles, measures and answers.

The rule to remember: one way for everybody. Worked examples, `Company.quote` and the command line all come through
here. Whatever cannot be understood is a finding; a request with a finding has no answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from comptoir.company.asked import Asked, AskedLine, Who
from comptoir.company.collect import Findings, nearest
from comptoir.company.unit_names import misspelled
from comptoir.core.catalog import Offering
from comptoir.core.pricing import language as cell
from comptoir.core.pricing.checks.names import FIXED
from comptoir.core.pricing.conditions import PROFILE_NAMES, seconds_of, start_of_age
from comptoir.core.pricing.request import Answer, Line, Request
from comptoir.core.pricing.terms import Card, Event
from comptoir.core.relation.facts import FactBook
from comptoir.core.relation.profile import Known, Profile, with_side
from comptoir.core.values import Amount, Measures, Place, Unreadable

# Facts of a request that every card may ask about, besides its own questions.
REQUEST_NAMES = ("purpose", "funding", "payment", "project")
_LINE_NAMES = ("notice", "cost", "booked")


class Shop(Protocol):
    """What of a company is needed to understand a request (`model.Company` is one)."""

    @property
    def cards(self) -> tuple[Card, ...]: ...
    @property
    def offerings(self) -> Mapping[str, Offering]: ...
    @property
    def facts(self) -> FactBook: ...
    @property
    def units(self) -> frozenset[str]: ...
    def card(self, supplier: str, on: date) -> Card | None: ...
    def profile(self, party: str, supplier: str, *, as_of: date, known_at: datetime) -> Profile: ...


class Understood(NamedTuple):
    """A request, and the card that answers it."""

    request: Request
    card: Card


@dataclass(frozen=True, slots=True)
class _Reading:
    """One request being read: the company, the card, the price's date, and where findings go."""

    company: Shop
    card: Card
    on: date
    known_at: datetime
    findings: Findings

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.card.time_zone)

    @contextmanager
    def at(self, place: Place, column: str) -> Iterator[None]:
        """Turn what cannot be read into a finding at a cell."""
        try:
            yield
        except Unreadable as problem:
            self.findings.unreadable(problem, place._replace(column=column))


def understand(
    company: Shop, asked: Asked, findings: Findings, *, today: date, known_at: datetime
) -> Understood | None:
    """The request that is asked, or None with findings."""
    before = len(findings.all())
    card = _card(company, asked, findings)
    if card is None:
        return None
    on = _date(asked, card, today)
    card = company.card(card.supplier, on) or card
    reading = _Reading(company, card, on, known_at, findings)
    buyer, answers = _party(reading, asked.customer, asked.place, "customer")
    stated, _ = _answers(reading, asked.given, asked.place)
    request = Request(
        buyer,
        on,
        tuple(line for one in asked.lines if (line := _line(reading, one))),
        payer=_other(reading, asked.payer, asked.place, "payer"),
        beneficiary=_other(reading, asked.beneficiary, asked.place, "beneficiary"),
        answers={**answers, **stated},
    )
    return Understood(request, card) if len(findings.all()) == before else None


def _card(company: Shop, asked: Asked, findings: Findings) -> Card | None:
    """A card of the supplier that offers what is asked for; all lines must have one supplier."""
    suppliers: dict[str, None] = {}
    for line in asked.lines:
        offering = company.offerings.get(line.offering)
        if offering is None:
            place = line.place._replace(column="offering")
            expected = nearest(line.offering, company.offerings)
            findings.error("ref.unknown", place, found=line.offering, expected=expected, kind="offerings")
            return None
        suppliers[offering.supplier] = None
    if len(suppliers) != 1:
        found = ", ".join(suppliers)
        findings.error(
            "request.suppliers", asked.place._replace(column="offering"), found=found, expected="1"
        )
        return None
    supplier = next(iter(suppliers))
    card = next((card for card in company.cards if card.supplier == supplier), None)
    if card is None:
        findings.error(
            "request.no_card", asked.place._replace(column="offering"), found=supplier, expected="[[card]]"
        )
    return card


def _date(asked: Asked, card: Card, today: date) -> date:
    """The price's date: as stated, else the start's day, else the card's first day, else today."""
    if asked.on is not None:
        return asked.on
    first = asked.lines[0]
    if first.start:
        with suppress(Unreadable):  # which the line itself reports
            return cell.read_instant(first.start, ZoneInfo(card.time_zone)).date()
    return card.valid.start or today


# --- parties ----------------------------------------------------------------------------------------------------


def _party(reading: _Reading, who: Who, place: Place, column: str) -> tuple[Profile, dict[str, Answer]]:
    """A party's profile on the price's date, and the answers that its description gives besides."""
    if isinstance(who, str) and who:
        if who not in reading.company.facts.parties:
            expected = nearest(who, reading.company.facts.parties)
            place = place._replace(column=column)
            reading.findings.error("ref.unknown", place, found=who, expected=expected, kind="party")
            return Profile(who), {}
        return reading.company.profile(
            who, reading.card.supplier, as_of=reading.on, known_at=reading.known_at
        ), {}
    values = dict(who) if isinstance(who, Mapping) else {}
    standing = {name: text for name, text in values.items() if name in PROFILE_NAMES}
    others = {name: text for name, text in values.items() if name not in PROFILE_NAMES}
    answers, _ = _answers(reading, others, place)
    return _described(reading, standing, place, column), answers


def _other(reading: _Reading, who: Who, place: Place, column: str) -> Profile | None:
    """The payer or the beneficiary, None where nobody is named; what a description answers counts as known of it."""
    if not who:
        return None
    profile, answers = _party(reading, who, place, column)
    known = {name: _known(answer) for name, answer in answers.items()}
    return Profile(profile.party, {**profile.values, **known}) if known else profile


def _known(answer: Answer) -> Known:
    return frozenset({answer}) if isinstance(answer, str) else answer


def _described(reading: _Reading, standing: Mapping[str, str], place: Place, column: str) -> Profile:
    """A profile from a description; whoever says nothing of a side or a tie is a passer-by: outside, without a tie."""
    values: dict[str, Known] = {}
    for name, text in standing.items():
        with reading.at(place, column):
            if name.endswith("age"):
                values[name] = start_of_age(cell.read_span(text), reading.on)
            else:
                values[name] = frozenset(_fact(name, part.strip()) for part in text.split("|"))
    return Profile("", with_side(values))


def _fact(name: str, text: str) -> str:
    """One value of a description; a misspelled word (`side=extrenal`) would silently make an outsider."""
    words = FIXED.get(name, ())
    if words and text.casefold() not in words:
        raise Unreadable("word.unknown", expected=" | ".join(words), found=text)
    return text.casefold() if words else text


# --- answers ----------------------------------------------------------------------------------------------------


def _answers(
    reading: _Reading, given: Mapping[str, str], place: Place
) -> tuple[dict[str, Answer], dict[str, Decimal]]:
    """Answers by name, each as its question says, and the amounts of the line (`cost`, `booked`)."""
    answers: dict[str, Answer] = {}
    amounts: dict[str, Decimal] = {}
    questions = {name.casefold(): kinds for name, kinds in reading.card.questions.items()}
    for name, text in given.items():
        folded = name.casefold()
        with reading.at(place, "given"):
            if folded in ("cost", "booked"):
                amounts[folded] = cell.read_amount(text)
            elif folded == "notice":
                answers[folded] = _notice(text)
            elif folded in questions:
                answers[folded] = _answer(questions[folded], text)
            elif folded in REQUEST_NAMES:
                answers[folded] = text
            else:
                known = [*questions, *REQUEST_NAMES, *_LINE_NAMES]
                raise Unreadable("given.unknown", expected=nearest(name, known), found=name)
    return answers, amounts


def _notice(text: str) -> Decimal:
    seconds = seconds_of(cell.read_span(text))
    if seconds is None:
        raise Unreadable("condition.notice", expected="notice=20 days", found=text)
    return seconds


def _answer(kinds: tuple[str, ...], text: str) -> Answer:
    """An answer as its question wants it: yes or no, a number, one of the choices, or any text."""
    if kinds == ("yes/no",):
        return cell.read_yes_no(text)
    if kinds == ("number",):
        return cell.read_number(text)
    if kinds == ("text",):
        return text
    for choice in kinds:
        if cell.fold(choice) == cell.fold(text):
            return choice
    raise Unreadable("word.unknown", expected=" | ".join(kinds), found=text)


# --- lines ------------------------------------------------------------------------------------------------------


def _line(reading: _Reading, asked: AskedLine) -> Line | None:
    offering = reading.company.offerings[asked.offering]
    answers, amounts = _answers(reading, asked.given, asked.place)
    event = Event.USE
    with reading.at(asked.place, "event"):
        event = cell.read_word(asked.event or "use", Event)
    times = {name: _instant(reading, asked, name) for name in ("start", "end", "used_start", "used_end")}
    for first, last in (("start", "end"), ("used_start", "used_end")):
        start, end = times[first], times[last]
        if start and end and end <= start:
            place = asked.place._replace(column=last)
            found, expected = (f"{time:%Y-%m-%d %H:%M}" for time in (end, start))
            reading.findings.error("period.times", place, found=found, expected=f"> {expected}")
            return None
    with reading.at(asked.place, "counters"):
        counters = {cell.read_counter(name): cell.read_amount(text) for name, text in asked.counters.items()}
        booked = amounts.get("booked")
        return Line(
            asked.offering,
            _measures(reading, asked, "quantity", offering) or _default(asked, offering),
            event,
            start=times["start"],
            end=times["end"],
            used_start=times["used_start"],
            used_end=times["used_end"],
            reserved=_measures(reading, asked, "reserved", offering),
            used=_measures(reading, asked, "used", offering),
            answers=answers,
            counters=counters,
            session=asked.session,
            cost=amounts.get("cost"),
            booked=None if booked is None else Amount.of(booked, reading.card.currency),
        )
    return None


def _instant(reading: _Reading, asked: AskedLine, name: str) -> datetime | None:
    text = getattr(asked, name)
    with reading.at(asked.place, name):
        return cell.read_instant(text, reading.zone) if text else None
    return None


def _measures(reading: _Reading, asked: AskedLine, name: str, offering: Offering) -> Measures | None:
    text = getattr(asked, name)
    with reading.at(asked.place, name):
        measures = cell.read_measures(text, default_unit=offering.unit) if text else None
        for unit in measures or ():
            meant = misspelled(unit, reading.company.units, reading.company.cards)
            if meant is not None:
                raise Unreadable("unit.misspelled", expected=meant, found=unit)
        return measures
    return None


def _default(asked: AskedLine, offering: Offering) -> Measures:
    """What a line without a quantity asks for: the time it states, else one."""
    stated = asked.start or asked.used_start or asked.reserved or asked.used
    return {} if stated else {offering.unit: Decimal(1)}
