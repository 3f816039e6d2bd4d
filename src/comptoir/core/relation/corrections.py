"""Do corrections correct something, once, and after it was learnt?

Corrections form chains, each link replacing the one before it. Rule to remember: a correction of a correction is
allowed and worth a note; two corrections of one fact are not, though the last one learnt would count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from comptoir.core.relation.facts import Fact, FactBook, FactKind
from comptoir.core.values import Finding, Place, Severity


def correction_conflicts(book: FactBook) -> Iterator[Finding]:
    """Everything that is wrong or doubtful in how facts correct each other."""
    by_id: dict[str, Fact] = {}
    for fact in book.facts:
        first = by_id.setdefault(fact.id, fact)
        if first is not fact:
            yield _finding("fact.duplicate_id", fact, "affiliation", at=first.place)
    for fact in book.facts:
        if fact.kind is FactKind.RETRACTED and not fact.corrects:
            yield _finding("fact.retracts_nothing", fact, "corrects", found="")
        if fact.corrects:
            yield from _correction(by_id, fact)
    for target, those in book.corrections.items():
        for later in those[1:]:
            yield _finding("fact.corrected_twice", later, "corrects", found=target, at=those[0].place)


def _correction(by_id: Mapping[str, Fact], fact: Fact) -> Iterator[Finding]:
    corrected = by_id.get(fact.corrects)
    if corrected is None:
        yield _finding("fact.corrects_unknown", fact, "corrects", found=fact.corrects)
        return
    if _comes_back(by_id, fact):
        yield _finding("fact.corrects_itself", fact, "corrects", found=fact.corrects)
        return
    if corrected.corrects:
        yield _finding("fact.corrects_correction", fact, "corrects", severity=Severity.NOTE, found=fact.corrects,
                       at=corrected.place)  # fmt: skip
    if fact.recorded_at < corrected.recorded_at:
        yield _finding("fact.corrects_before", fact, "recorded_at", found=fact.recorded_at,
                       expected=corrected.recorded_at, other=corrected.id)  # fmt: skip


def _comes_back(by_id: Mapping[str, Fact], fact: Fact) -> bool:
    """Whether a chain of corrections leads back to where it began."""
    seen: set[str] = set()
    here: Fact | None = fact
    while here is not None and here.id not in seen:
        seen.add(here.id)
        here = by_id.get(here.corrects)
    return here is not None and here.id == fact.id


def _finding(
    code: str, fact: Fact, column: str, *, severity: Severity = Severity.ERROR, **params: object
) -> Finding:
    told = {"fact": fact.id, "found": fact.id} | params
    return Finding(code, severity, Place(fact.place.file, fact.place.line, column), tuple(told.items()))
