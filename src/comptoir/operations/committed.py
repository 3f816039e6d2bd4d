"""What has a payer committed itself to: by its orders, and by its bookings that no order made?

Rule to remember: of what several cost centers share, each has spent its own share.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from comptoir.company import Company
from comptoir.core.values.share import read_shares
from comptoir.operations.paying import burdens, center_of
from comptoir.store.bookings import queries as bookings
from comptoir.store.orders import queries as orders


class Spent(NamedTuple):
    """What is committed, in minor units: still to come, and delivered already."""

    ahead: int
    delivered: int

    @property
    def owed(self) -> int:
        """Both together."""
        return self.ahead + self.delivered


def spent(company: Company, payer: str, currency: str, *, since: datetime | None) -> Spent:
    """What a party or a cost center owes in a currency for what was committed since an instant (None: ever)."""
    if center_of(company, payer) is not None:
        payers, centers = [], [payer]
    else:
        payers, centers = [payer], [one.id for one in company.cost_centers if one.unit == payer]
    return _sums(company, [payer], payers, centers, currency, since)[payer]


def spent_each(
    company: Company, cost_centers: Sequence[str], currency: str, *, since: datetime | None
) -> dict[str, Spent]:
    """The same for several cost centers, with as many statements as for one."""
    return _sums(company, cost_centers, [], cost_centers, currency, since)


def _sums(
    company: Company, whose: Sequence[str], payers: Sequence[str], centers: Sequence[str], currency: str,
    since: datetime | None,
) -> dict[str, Spent]:  # fmt: skip
    sums = {one: [0, 0] for one in whose}
    for room in (orders, bookings):
        for row in room.list_borne(payers, centers, currency, since=since):
            own = burdens(company, row.payer, read_shares(row.shares), {currency: row.owed})
            for one in own.keys() & sums.keys():
                sums[one][row.delivered] += own[one].get(currency, 0)
    return {one: Spent(*found) for one, found in sums.items()}
