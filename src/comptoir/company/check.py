"""Is this company sound? `comptoir check`: reading, building, every rate card's own checks, and its worked examples.

Nothing stops at the first finding. The rule to remember: `check` only looks; it never changes, guesses or writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from comptoir.company.build import Reading, build, read
from comptoir.company.collect import Findings
from comptoir.company.columns import FILES
from comptoir.company.examples import Disagreement, run_examples
from comptoir.company.model import Company
from comptoir.core.pricing.checks import check_card, check_prices, check_versions
from comptoir.core.pricing.checks.names import conditions_of
from comptoir.core.pricing.compile import compile_faults
from comptoir.core.pricing.conditions import names_used
from comptoir.core.values import ComptoirError, Finding, Place, Severity, Tables

_ORDER = {name: number for number, name in enumerate(("company.toml", *(file.name for file in FILES)))}


class Checked(NamedTuple):
    """Everything found, in the order of the files, and how many worked examples agree.

    company   None where there are errors of form: then cards and examples could not be looked at
    """

    company: Company | None
    findings: tuple[Finding, ...]
    examples_agree: int = 0
    examples_total: int = 0
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def errors(self) -> int:
        """How many findings stop an import."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)


def check(what: Company | Tables | Path | str, *, on: date) -> Checked:
    """Check a company, its tables or its folder.

    on    today: what is expired or stale is so on that day
    """
    reading = _reading(what)
    company = reading.company
    if company is None:
        total = len({row["example"] for row in what.rows("examples")}) if isinstance(what, Tables) else 0
        return Checked(None, in_order(reading.findings), 0, total)
    run = run_examples(company, on=on)
    found = Findings()
    found.extend([*reading.findings, *_cards(company, on), *_company(company), *run.findings])
    return Checked(company, in_order(found.all()), run.agree, run.total, run.disagreements)


def _reading(what: Company | Tables | Path | str) -> Reading:
    if isinstance(what, Company):
        return Reading(what, ())
    return build(what) if isinstance(what, Tables) else read(what)


def _cards(company: Company, on: date) -> Iterator[Finding]:
    yield from check_versions(company.cards, company.deals, on=on)
    for card in company.cards:
        own = (*check_card(card), *compile_faults(card))
        yield from own
        if not any(finding.severity is Severity.ERROR for finding in own):
            try:
                yield from check_prices(card, company.compiled(card), on=on)
            except ComptoirError as problem:
                params = (("found", str(problem)), ("card", card.id))
                yield Finding("card.compile", Severity.ERROR, card.place, params)


def _company(company: Company) -> Iterator[Finding]:
    """What can only be seen over all cards."""
    findings = Findings()
    for look in _LOOKS:
        look(company, findings)
    yield from findings.all()


def _questions(company: Company, findings: Findings) -> None:
    """Questions that no condition asks about."""
    used = {
        name
        for card in company.cards
        for _, _, condition in conditions_of(card)
        for name in names_used(condition)
    }
    for name in company.settings.questions:
        if name.casefold() not in used:
            findings.note("question.unused", Place("company.toml", 0, name), found=name)


def _without_examples(company: Company, findings: Findings) -> None:
    """Suppliers whose cards have no worked example at all."""
    shown = {
        company.offerings[line.offering].supplier
        for example in company.examples
        for line in example.asked.lines
        if line.offering in company.offerings
    }
    for supplier, card in {card.supplier: card for card in company.cards}.items():
        if supplier not in shown:
            findings.note("card.no_examples", card.place, found=card.id, expected="examples.csv")


def _suppliers(company: Company, findings: Findings) -> None:
    """Cards of units that units.csv does not call suppliers."""
    for card in company.cards:
        party = company.parties.get(card.supplier)
        if party is not None and not party.supplier:
            place = card.place._replace(column="supplier")
            findings.warning("card.supplier", place, found=card.supplier, expected="supplier = yes")


def _siren(company: Company, findings: Findings) -> None:
    """French business numbers whose check digit is wrong."""
    for party in company.parties.values():
        if party.siren and not _luhn(party.siren):
            findings.warning("siren.check", party.place._replace(column="siren"), found=party.siren)


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


_LOOKS: tuple[Callable[[Company, Findings], None], ...] = (_questions, _without_examples, _suppliers, _siren)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by file, line and severity, each once (rows that several versions share are found several times)."""
    once = {(one.code, one.place, repr(one.params)): one for one in findings}
    ranks = {severity: number for number, severity in enumerate(Severity)}
    return tuple(
        sorted(
            once.values(),
            key=lambda one: (_ORDER.get(one.place.file, -1), one.place.line, ranks[one.severity]),
        )
    )
