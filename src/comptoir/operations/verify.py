"""Are the books as they were written? Everything that can be proved about them, found at once, changing nothing.

    chains       every journal without a gap, link by link, against every anchor kept in or outside the store
    balances     every entry per legal entity and currency; all accounts of a legal entity together nothing
    two sides    internal charges debit and credit one amount, without VAT and without paper
    charges      unaltered, following from a delivery and from their own explanation
    closes       certificates unaltered, and nothing of a closed month forgotten
    papers       numbers without a hole, unaltered
    one rate     for all who must pay the same, over a period
    seals        the audit trail, the company and its prices, agreements: every row as it was sealed
    deeds        every import, end of a row and change of a deal follows from a deed that is written down
    guards       what the database itself must refuse

Rule to remember: a finding names the first place that is wrong; who repairs, repairs from a backup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from comptoir.core.ledger import SEALS, Anchor, imbalances
from comptoir.core.values import DayPeriod, Finding, Place, Severity
from comptoir.operations.actors import Actor, require
from comptoir.operations.books.anchoring import read_anchors
from comptoir.operations.company import find_company
from comptoir.operations.paper import verify_papers
from comptoir.operations.sealing import all_heads
from comptoir.operations.verifying.claims import charge_findings, two_sided_findings
from comptoir.operations.verifying.journals import balance_findings, begin_chains
from comptoir.operations.verifying.months import certified_anchors, close_findings
from comptoir.operations.verifying.rates import one_rate_findings
from comptoir.operations.verifying.seals import deed_findings, seal_findings
from comptoir.store import guards
from comptoir.store.ledger.queries import count_entries, list_anchors, list_journals, sum_balances
from comptoir.store.models import Charge, MonthClose
from comptoir.store.seals.pending import count_pending, count_sealed

# Beyond this many findings of one part nothing more is learnt.
MOST = 100


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, and everything that is wrong; `heads` is the state of each journal, to be kept elsewhere."""

    findings: tuple[Finding, ...]
    counts: Mapping[str, int]
    heads: tuple[Anchor, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def verify(
    *, actor: Actor, at: datetime, anchors: Iterable[Anchor] = (), period: DayPeriod | None = None,
    parts: Sequence[str] = (),
) -> Verified:  # fmt: skip
    """Look at everything, or at some parts (names of `PARTS`).

    anchors   states of the journals from elsewhere: a backup, an export, a mail
    period    over which one rate is proved; None: since ever
    raises    Refusal(permission.denied)
    """
    require(actor, "books.verify", "", at=at)
    known = tuple(dict.fromkeys((*anchors, *list_anchors(), *certified_anchors(), *read_anchors())))
    wanted = [name for name in PARTS if not parts or name in parts]
    found: dict[str, tuple[Finding, ...]] = {}
    with _begun(known, "chains" in wanted) as chains:
        asked = _Asked(known, period or DayPeriod(), chains)
        # The chains last: other processes walk the long ones beside everything else.
        for name in sorted(wanted, key="chains".__eq__):
            found[name] = tuple(_first(PARTS[name](asked)))
    counts = {
        "journals": len(list_journals()), "entries": count_entries(), "anchors": len(asked.anchors),
        "charges": Charge.objects.count(), "closes": MonthClose.objects.count(),
        "sealed": count_sealed(), "unsealed": count_pending(),
    }  # fmt: skip
    return Verified(tuple(one for name in wanted for one in found[name]), counts, all_heads())


@dataclass(frozen=True, slots=True)
class _Asked:
    anchors: tuple[Anchor, ...]
    period: DayPeriod
    chains: Callable[[], tuple[Finding, ...]]


def _begun(
    anchors: Sequence[Anchor], wanted: bool
) -> AbstractContextManager[Callable[[], tuple[Finding, ...]]]:
    if not wanted:
        return nullcontext(tuple)
    return begin_chains([one for one in anchors if one.journal != SEALS])


def _chains(asked: _Asked) -> Iterable[Finding]:
    return asked.chains()


def _balances(_asked: _Asked) -> Iterator[Finding]:
    yield from balance_findings()
    for entity, off in imbalances(sum_balances()):
        told = (("found", off), ("entity", entity))
        yield Finding("verify.entity_off", Severity.ERROR, Place(f"legal entity {entity}"), told)


def _two_sides(_asked: _Asked) -> Iterable[Finding]:
    return two_sided_findings()


def _charges(_asked: _Asked) -> Iterable[Finding]:
    company = find_company()
    return () if company is None else charge_findings(company)


def _closes(_asked: _Asked) -> Iterable[Finding]:
    return close_findings()


def _papers(_asked: _Asked) -> Iterable[Finding]:
    return verify_papers()


def _one_rate(asked: _Asked) -> Iterable[Finding]:
    company = find_company()
    return () if company is None else one_rate_findings(company, asked.period)


def _seals(asked: _Asked) -> Iterable[Finding]:
    return seal_findings(asked.anchors)


def _deeds(_asked: _Asked) -> Iterable[Finding]:
    return deed_findings()


def _guards(_asked: _Asked) -> Iterator[Finding]:
    for name in guards.missing(connection):
        yield Finding("verify.guard", Severity.ERROR, Place("database"), (("found", name),))


PARTS: Mapping[str, Callable[[_Asked], Iterable[Finding]]] = {
    "guards": _guards,
    "chains": _chains,
    "balances": _balances,
    "two sides": _two_sides,
    "charges": _charges,
    "closes": _closes,
    "papers": _papers,
    "one rate": _one_rate,
    "seals": _seals,
    "deeds": _deeds,
}


def _first(found: Iterable[Finding]) -> Iterator[Finding]:
    for count, one in enumerate(found):
        if count == MOST:
            return
        yield one
