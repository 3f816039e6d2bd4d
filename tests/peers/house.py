"""What does a case of another system look like as a company folder? One offering, one card, one request.

Rule to remember: everything goes the ordinary way (text, build, quote); nothing here computes a price.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from comptoir.company import Company, build
from comptoir.core.pricing.request import Quote, Status
from comptoir.core.values import Place, Row, Tables

TODAY = date(2026, 11, 23)
Answers = dict[str, Any]
Cells = Mapping[str, object]
Rows = Sequence[Cells]


@dataclass
class Inputs(Mapping[str, Any]):
    """The parameters of a case, and which of them were read."""

    given: Mapping[str, Any]
    read: set[str] = field(default_factory=lambda: {"kind"})

    def __getitem__(self, name: str) -> Any:
        self.read.add(name)
        return self.given[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.given)

    def __len__(self) -> int:
        return len(self.given)

    def one_of(self, *names: str) -> Any:
        """The first of several names that stands in the case."""
        return next((self[name] for name in names if name in self.given), None)

    @property
    def unread(self) -> set[str]:
        """Parameters that no handler looked at."""
        return set(self.given) - self.read


def tables(
    rates: Rows, *, unit: str = "hour", zone: str = "UTC", classes: Rows | None = None,
    components: Mapping[str, str] | None = None, questions: Mapping[str, object] | None = None, **more: Rows,
) -> Tables:  # fmt: skip
    """The text of a folder with one offering (`thing`, in `unit`), its components, one card and everybody's class."""
    offerings = [
        {"offering": name, "unit": its} for name, its in {"thing": unit, **(components or {})}.items()
    ]
    settings = {
        "company": {"name": "House", "currency": "EUR", "time_zone": zone},
        "card": [{"id": "card", "supplier": "house"}],
        "questions": questions or {},
    }
    told: dict[str, Rows] = {
        "offerings": list(offerings), "classes": classes or [{"class": "all"}],
        "rates": [{"offering": "thing", **row} for row in rates], **more,
    }  # fmt: skip
    return Tables(settings, {name: tuple(_rows(name, rows)) for name, rows in told.items()})


def _rows(name: str, rows: Rows) -> Iterator[Row]:
    for number, row in enumerate(rows, start=2):
        yield Row(
            Place(f"{name}.csv", number), {key: str(cell) for key, cell in row.items() if cell is not None}
        )


def house(rates: Rows, **more: Any) -> Company:
    """The company of such a folder.

    raises    AssertionError with the findings where the folder has errors
    """
    reading = build(tables(rates, **more))
    assert reading.company is not None, reading.findings
    return reading.company


def ask(
    company: Company, *, on: date = TODAY, as_: str = "", line: Mapping[str, Any] | None = None, **more: Any
) -> Quote:
    """The quote for one line of the house's thing."""
    said = {name: it for name, it in {**(line or {}), **more}.items() if it}
    return company.quote(on=on, offering="thing", as_=as_, **said)


def amount(quote: Quote) -> Decimal | None:
    """The total of a quote; None where there is no price yet."""
    return quote.total.major if quote.status in (Status.PRICED, Status.FREE) else None


def costs(quote: Quote) -> Answers:
    """Cost, subsidy and what is left to pay."""
    if (total := amount(quote)) is None:
        return {"cost": None, "subsidy": None, "net": None}
    subsidy = sum((line.subsidy.major for line in quote.lines if line.subsidy), Decimal(0))
    return {"cost": total, "subsidy": subsidy, "net": total - subsidy}


def subsidized(price: object, subsidy: object, per: str, **cells: object) -> dict[str, object]:
    """A row with a price, part of which somebody else pays."""
    paid = {} if subsidy is None or not Decimal(str(subsidy)) else {"subsidy": subsidy, "paid_by": "grant"}
    return {"price": price, "per": per, **paid, **cells}


def day_before(text: str) -> date:
    """A day relative to today: `-3d`, `+1d`, `-6w`, `-8y`."""
    count, unit = int(text[:-1]), text[-1]
    if unit == "y":
        return TODAY.replace(year=TODAY.year + count)
    return TODAY + timedelta(days=count * {"d": 1, "w": 7, "m": 30}[unit])


def day_of(moment: str | None) -> date:
    return TODAY if moment is None else date.fromisoformat(moment[:10])
