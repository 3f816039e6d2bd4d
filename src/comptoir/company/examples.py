"""Does a rate card give what its worked examples say? Each is priced like any other request and compared.

Agreement is to the minor unit. A disagreement is a finding that shows what was expected, what was computed, and the
steps that led there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from comptoir.company.collect import Findings
from comptoir.company.model import Company, Example
from comptoir.core.pricing.request import Quote, Status
from comptoir.core.values import Amount, Finding, Reason


class Disagreement(NamedTuple):
    """A worked example that came out differently: what it expects, and the quote (None: it cannot be understood)."""

    example: Example
    expected: Amount | str
    quote: Quote | None


class ExamplesRun(NamedTuple):
    """How many examples agree, of how many, which do not, and the findings that say so."""

    agree: int
    total: int
    disagreements: tuple[Disagreement, ...]
    findings: tuple[Finding, ...]


def run_examples(company: Company, *, on: date) -> ExamplesRun:
    """Run every worked example of a company; `on` is the price's date of those that state none at all."""
    findings = Findings()
    different = [found for one in company.examples if (found := run_example(company, one, findings, on=on))]
    return ExamplesRun(
        len(company.examples) - len(different), len(company.examples), tuple(different), findings.all()
    )


def run_example(company: Company, example: Example, findings: Findings, *, on: date) -> Disagreement | None:
    """Run one example; a disagreement also goes to `findings`."""
    quote = company.answer(example.asked, findings, today=on)
    currency = quote.total.currency if quote else company.settings.currency
    expected = _expected(example, currency)
    if quote is None:
        return Disagreement(example, expected, None)
    good = True
    if example.expected is not None and not _agrees(example.expected, quote):
        good = False
        place = example.place._replace(column="expected")
        found: object = quote.total if quote.status is Status.PRICED else quote.status.value
        findings.error(
            "example.differs", place, found=found, expected=expected, example=example.id, steps=steps(quote)
        )
    if example.rate_class and example.rate_class != quote.rate_class:
        good = False
        place = example.place._replace(column="class")
        findings.error(
            "example.class",
            place,
            found=quote.rate_class or "—",
            expected=example.rate_class,
            example=example.id,
        )
    for reason in (one for line in quote.lines for one in line.reasons if one.code == "price.unused"):
        findings.warning("example.unused", example.place, example=example.id, **dict(reason.params))
    return None if good else Disagreement(example, expected, quote)


def steps(quote: Quote) -> tuple[Reason, ...]:
    """The explanation of a quote as one list: the request's reasons, then each line's."""
    return (*quote.reasons, *(reason for line in quote.lines for reason in line.reasons))


def _expected(example: Example, currency: str) -> Amount | str:
    value = example.expected
    return Amount.of(value, currency) if isinstance(value, Decimal) else value or ""


def _agrees(expected: Decimal | str, quote: Quote) -> bool:
    if isinstance(expected, str):
        return quote.status.value == expected
    if quote.status not in (Status.PRICED, Status.FREE):
        return False
    # Compared unrounded: an expected total with more digits than the currency has cannot be right.
    return quote.total.major == expected


def statuses(run: ExamplesRun) -> Iterator[str]:
    """One word per disagreement: what came out."""
    for different in run.disagreements:
        yield different.quote.status.value if different.quote else "not understood"
