"""Do charges still say what was decided, do both sides of each stand in the books, and do they follow from a delivery?

Rule to remember: a charge is compared with what it came from as that is frozen, an order line or a booking's price;
what a person corrected says so, and is compared with nothing but its own digest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from comptoir.company import Company
from comptoir.core.ledger import FRENCH_CHART, account
from comptoir.core.pricing.replay import replay
from comptoir.core.values import Amount, Finding, Place, Severity
from comptoir.operations.charges.collecting import zone_of
from comptoir.operations.charges.drafting import net_of_price
from comptoir.store.charges.checking import chunks, list_nobodys, list_not_back, list_one_sided
from comptoir.store.charges.delivered import Delivered, load
from comptoir.store.charges.models import ORDER_LINE, OWN, USAGE, Charge
from comptoir.store.charges.writing import digest, sealed


def two_sided_findings() -> Iterator[Finding]:
    """I-10: each internal charge debits a consumer and credits its supplier by the same amount, and nothing else."""
    spent, earned = (account(FRENCH_CHART, role).number for role in ("internal expense", "internal income"))
    for one in list_one_sided(spent, earned):
        told = (
            ("found", one.entry or "—"),
            ("charge", one.charge),
            ("amount", Amount(one.amount, one.currency)),
            ("debited", Amount(one.debited, one.currency)),
            ("credited", Amount(one.credited, one.currency)),
        )
        yield _finding("verify.one_sided", one.charge, told)
    for entry, number, line in list_nobodys(spent, earned):
        yield _finding("verify.nobodys", line, (("found", entry), ("number", number), ("charge", line)))
    for charge, entry in list_not_back():
        yield _finding("verify.not_back", charge, (("found", entry), ("charge", charge)))


def charge_findings(company: Company) -> Iterator[Finding]:
    """Charges that were altered, whose shares do not make up the amount, or that no longer follow from a delivery."""
    for some in chunks():
        sources = _sources(company, some)
        for charge in some:
            code = _fault(charge, sources)
            if code:
                yield _finding(code, charge.id, (("found", charge.source), ("charge", charge.id)))


def _fault(charge: Charge, sources: dict[tuple[str, str, str], Delivered]) -> str:
    """The code of what is wrong with a charge; empty for nothing."""
    if digest({name: getattr(charge, name) for name in sealed()}) != charge.hash:
        return "verify.charge_altered"
    shares = json.loads(charge.shares)
    if shares and sum(minor for _, minor in shares) != charge.amount:
        return "verify.shares"
    if charge.again or charge.version > 1 or charge.part != OWN:
        return ""
    found = sources.get((charge.source_kind, charge.source, charge.event))
    if found is None:
        return "verify.source_gone"
    return "" if charge.source_kind == USAGE else _differs(charge, found)


def _differs(charge: Charge, found: Delivered) -> str:
    """Whether a charge is something else than its delivery's frozen price, or than its own explanation."""
    price = found.price
    if price is None or price.stated is None:
        return "verify.source_differs"
    whole, subsidy = net_of_price(price)
    if whole.minor - subsidy.minor != charge.amount:
        return "verify.source_differs"
    if charge.source_kind == ORDER_LINE and found.quoted is None and price.reasons:
        try:
            told = replay(price.reasons)
        except ValueError:
            return ""
        return "" if told.minor == price.stated else "verify.explanation"
    return ""


def _sources(company: Company, some: Sequence[Charge]) -> dict[tuple[str, str, str], Delivered]:
    """What charges came from, by their keys, each in its supplier's own time."""
    found: dict[tuple[str, str, str], Delivered] = {}
    for supplier in dict.fromkeys(charge.supplier for charge in some):
        own = [charge for charge in some if charge.supplier == supplier]
        found |= load(_keys(own), zone_of(company, supplier, own[0].day))
    return found


def _keys(some: Iterable[Charge]) -> Iterator[tuple[str, str, str]]:
    for charge in some:
        yield charge.source_kind, charge.source, charge.event


def _finding(code: str, charge: str, told: tuple[tuple[str, object], ...]) -> Finding:
    return Finding(code, Severity.ERROR, Place(f"charge {charge}"), told)
