"""What does a request cost, and why?

Each line: its class, the rows that count, the price by the mechanisms, rounded once; then what comes along, the
adjustments over all lines, and the tax. The worst line decides the answer: refused, incomplete, quote required,
priced, free. Rule to remember: a quote depends on the price book, the request and the deals given, on nothing else.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from comptoir.core.pricing.adjusting import adjusted, subsidy_reason
from comptoir.core.pricing.asking import Asking, Consumed, Unpriced, backwards, factors
from comptoir.core.pricing.classes import Classed, class_reason
from comptoir.core.pricing.compile import PriceBook
from comptoir.core.pricing.conditions import Facts
from comptoir.core.pricing.exact import to_amount
from comptoir.core.pricing.formula import Plan, Row, Simple
from comptoir.core.pricing.lines import line_worth
from comptoir.core.pricing.negotiable import still_counts
from comptoir.core.pricing.request import Line, PricedLine, Quote, Request, Status
from comptoir.core.pricing.strands import counts_things
from comptoir.core.pricing.taxes import tax_rate, totals
from comptoir.core.pricing.terms import ChargeFor, Deal, Event, RateClass
from comptoir.core.pricing.unused import unused
from comptoir.core.relation.profile import Profile
from comptoir.core.values import Amount, Measures, Reason, elapsed_seconds
from comptoir.core.values.amount import EXACT
from comptoir.core.values.unit import unit

_UNPRICED = frozenset({Status.REFUSED, Status.INCOMPLETE, Status.QUOTE_REQUIRED})
_WORST_FIRST = (Status.REFUSED, Status.INCOMPLETE, Status.QUOTE_REQUIRED, Status.PRICED)
_NOBODY = Profile("")
_MOST_NESTED = 4


def quote(
    book: PriceBook, request: Request, *, deals: tuple[Deal, ...] = (), rate_class: str | None = None,
    taken: list[Consumed] | None = None,
) -> Quote:  # fmt: skip
    """Price a request, explained.

    deals        negotiated prices of this customer; those in force replace a price where they are lower
    rate_class   price as this class instead of the customer's own (the usual price, what if)
    taken        filled with what each line takes, in the order of the priced lines: what an order's counters advance by
    """
    earlier: list[Consumed] = [] if taken is None else taken
    lines: list[PricedLine] = []
    facts: list[Facts] = []
    for index, line in enumerate(request.lines):
        pricing = _LinePricing(book, request, deals, rate_class, earlier, counting=taken is not None)
        for priced, known in pricing.with_components(line, index):
            lines.append(priced)
            facts.append(known)
    status = _status(lines)
    if status in _UNPRICED:
        return _without_total(book, status, lines)
    added = adjusted(book, request, tuple(lines), tuple(facts)) if book.card.adjustments else None
    if added is None:
        return _with_total(book, lines, [(line.amount, line.tax_rate) for line in lines], None)
    return _with_total(book, [*lines, *added.lines], added.taxable, added.tax)


def evaluate(
    book: PriceBook, offering: str, rate_class: str, measures: Measures, *, on: date | None = None
) -> Amount | None:
    """The bare price of a quantity for a class, without explanation, adjustments and deals.

    on        the price's date; None: the card's first day, or whenever
    returns   None where there is no price

    >>> from comptoir.core.pricing.compile import compile_card
    >>> from comptoir.core.pricing.terms import Card, Rate, UnitPrice
    >>> from comptoir.core.values import DayPeriod, Place
    >>> here = Place("rates.csv", 2)
    >>> rates = (Rate(here, "scan", (), UnitPrice(Decimal(5))),)
    >>> card = Card(here, "C", "LAB", "", "", "EUR", DayPeriod(), rates=rates)
    >>> evaluate(compile_card(card), "scan", "public", {"piece": Decimal(3)})
    Amount(minor=1500, currency='EUR')
    """
    day = on or book.card.valid.start or date.min
    formula = book.formula(offering, rate_class, Event.USE, day)
    if formula.plan is not None and (simple := formula.plan.simple) is not None:
        quantity = measures.get(simple.unit)
        if quantity is not None:
            exact = EXACT.multiply(quantity, simple.price)
            return Amount.of(exact if simple.per == 1 else EXACT.divide(exact, simple.per), book.currency)
    request = Request(_NOBODY, day, (Line(offering, measures),))
    pricing = _LinePricing(book, request, (), rate_class, [])
    line = request.lines[0]
    asking = pricing.asking(line, pricing.facts(line), told=None)
    try:
        return to_amount(line_worth(book.plan(formula, asking.facts), asking).amount, book.currency)
    except Unpriced:
        return None


def exact_worth(book: PriceBook, request: Request, *, rate_class: str | None = None) -> Fraction | None:
    """What the first line of a request comes to before it is rounded, without deals and adjustments.

    rate_class   as this class instead of the customer's own
    returns      None where it has no price
    """
    pricing, line = _LinePricing(book, request, (), rate_class, []), request.lines[0]
    facts = pricing.facts(line)
    classed = pricing.classed(facts) if request.on in book.card.valid else None
    if classed is None or pricing.refused(line, classed[0], facts) is not None:
        return None
    plan = book.plan(book.formula(line.offering, classed[0].id, line.event, request.on), facts)
    try:
        return line_worth(plan, pricing.asking(line, facts, told=None)).amount
    except Unpriced:
        return None


class _LinePricing:
    """Prices the lines of one request against one book."""

    __slots__ = ("book", "counting", "deals", "earlier", "forced", "request")

    def __init__(
        self, book: PriceBook, request: Request, deals: tuple[Deal, ...], forced: str | None, earlier: list[Consumed],
        *, counting: bool = False,
    ) -> None:  # fmt: skip
        self.book, self.request, self.deals = book, request, deals
        self.forced, self.earlier = forced, earlier
        # Whether somebody wants to know what each line takes, even of a single line.
        self.counting = counting

    def with_components(
        self, line: Line, index: int | None, depth: int = 0
    ) -> list[tuple[PricedLine, Facts]]:
        """A line and what comes along with it."""
        facts = self.facts(line)
        found = [(self.priced(line, index, facts), facts)]
        if depth < _MOST_NESTED and line.event is Event.USE:
            for component, test in self.book.components.get(line.offering, ()):
                if test is None or test(facts):
                    measures = line.measures if component.quantity is None else component.quantity
                    reserved, used = (
                        (line.reserved, line.used) if component.quantity is None else (None, None)
                    )
                    along = replace(
                        line, offering=component.component, measures=measures, reserved=reserved, used=used
                    )
                    found += self.with_components(along, None, depth + 1)
        return found

    # --- one line ---------------------------------------------------------------------------------------------

    def priced(self, line: Line, index: int | None, facts: Facts) -> PricedLine:
        """One line, priced and explained."""
        book, on = self.book, self.request.on
        label = "" if index is not None else line.offering
        if on not in book.card.valid:
            told = Reason("price.not-in-force", (("card", book.card.id), ("on", on)))
            return self._unpriced(line, index, label, "", Status.QUOTE_REQUIRED, (told,))
        classed = self.classed(facts)
        if classed is None:
            told = Reason("price.no-class")
            return self._unpriced(line, index, label, "", Status.QUOTE_REQUIRED, (told,))
        known, chosen = classed
        refused = self.refused(line, known, facts)
        if refused is not None:
            return self._unpriced(line, index, label, known.id, *refused, chosen=chosen)
        if (wrong := backwards(line)) is not None:
            return self._unpriced(line, index, label, known.id, Status.INCOMPLETE, (wrong,), chosen=chosen)
        formula = book.formula(line.offering, known.id, line.event, on)
        plan = book.plan(formula, facts)
        rate = tax_rate(book.card, known, book.offerings.get(line.offering), facts.party("payer"))
        if plan.simple is not None and not self.deals and _is_plain(line):
            quantity = line.measures.get(plan.simple.unit)
            if quantity is not None:
                return self._simple(line, index, label, known, plan.simple, quantity, rate, chosen)
        return self._general(line, index, label, known, plan, facts, rate, chosen)

    def _simple(
        self, line: Line, index: int | None, label: str, known: RateClass, simple: Simple, quantity: Decimal,
        rate: Decimal, chosen: tuple[Reason, ...],
    ) -> PricedLine:  # fmt: skip
        """A line at a plain price per unit."""
        exact = EXACT.multiply(quantity, simple.price)
        if simple.per != 1:
            exact = EXACT.divide(exact, simple.per)
        amount = Amount.of(exact, self.book.currency)
        code = "price.free-units" if not simple.price else "price.unit" if simple.per == 1 else "price.units"
        told = Reason(
            code,
            (("quantity", quantity), ("unit", simple.unit), ("per", simple.per), ("price", simple.price),
             ("currency", amount.currency)),
        )  # fmt: skip
        if self.book.counts or self.counting:
            self._consume(line, simple.row, Fraction(exact))
        reasons = (*chosen, *simple.row.sources, told, Reason("price.rounded", (("amount", amount),)))
        if simple.row.rate.note:
            reasons = (*reasons, Reason("price.note", (("note", simple.row.rate.note),)))
        status = Status.PRICED if amount.minor else Status.FREE
        return PricedLine(index, label, line.offering, known.id, status, amount, reasons, tax_rate=rate)

    def _general(
        self, line: Line, index: int | None, label: str, known: RateClass, plan: Plan, facts: Facts,
        rate: Decimal, chosen: tuple[Reason, ...],
    ) -> PricedLine:  # fmt: skip
        """A line at any price of the language."""
        told = list(chosen)
        if plan.empty and not plan.parts and line.event is not Event.USE:
            return self._no_fee(line, index, label, known, chosen)
        asking = self.asking(self._with_booked(line, known), facts, told=told)
        try:
            worth = line_worth(plan, asking, self._deals_for(line, facts))
        except Unpriced as unpriced:
            return self._unpriced(
                line, index, label, known.id, unpriced.status, (unpriced.reason,), chosen=chosen
            )
        amount = to_amount(worth.amount, self.book.currency)
        self._consume(line, worth.row, worth.amount, asking)
        if line.event is Event.USE and line.offering not in self.book.components:
            left = unused(plan, asking, self.book.card)
            told += [Reason("price.unused", (("quantity", count), ("unit", name))) for name, count in left]
        told.append(Reason("price.rounded", (("amount", amount),)))
        subsidy = to_amount(worth.subsidy, self.book.currency) if worth.subsidy else None
        rate_row = None if worth.row is None else worth.row.rate
        paid_by = rate_row.paid_by if rate_row is not None else ""
        if subsidy is not None:
            told.append(subsidy_reason(subsidy, paid_by))
        deposit = _deposit(worth.row, self.book.currency)
        if deposit is not None:
            told.append(Reason("price.deposit", (("amount", deposit),)))
        if rate_row is not None and rate_row.note:
            told.append(Reason("price.note", (("note", rate_row.note),)))
        status = Status.PRICED if amount.minor else Status.FREE
        return PricedLine(
            index, label, line.offering, known.id, status, amount, tuple(told), subsidy=subsidy,
            paid_by=paid_by if subsidy is not None else "", deposit=deposit, tax_rate=rate,
        )  # fmt: skip

    def _with_booked(self, line: Line, known: RateClass) -> Line:
        """For an event without a booked price: what using it as booked would cost by this card."""
        if line.event is Event.USE or line.booked is not None:
            return line
        as_used = replace(line, event=Event.USE, counters={}, used=None, used_start=None, used_end=None)
        facts = self.facts(as_used)
        formula = self.book.formula(line.offering, known.id, Event.USE, self.request.on)
        asking = self.asking(as_used, facts, told=None)
        asking.charge_for = ChargeFor.RESERVED
        try:
            worth = line_worth(self.book.plan(formula, facts), replace(asking, earlier=[]))
        except Unpriced:
            return line
        return replace(line, booked=to_amount(worth.amount, self.book.currency))

    def _no_fee(
        self, line: Line, index: int | None, label: str, known: RateClass, chosen: tuple[Reason, ...]
    ) -> PricedLine:
        """An event for which the card asks nothing."""
        nothing = Amount.zero(self.book.currency)
        told = (
            Reason("price.no-fee", (("event", line.event.value),)),
            Reason("price.rounded", (("amount", nothing),)),
        )
        return PricedLine(index, label, line.offering, known.id, Status.FREE, nothing, (*chosen, *told))

    def _unpriced(
        self, line: Line, index: int | None, label: str, class_id: str, status: Status, reasons: tuple[Reason, ...],
        chosen: tuple[Reason, ...] = (),
    ) -> PricedLine:  # fmt: skip
        """A line without a price, and why."""
        nothing = Amount.zero(self.book.currency)
        return PricedLine(index, label, line.offering, class_id, status, nothing, (*chosen, *reasons))

    # --- what is asked about ----------------------------------------------------------------------------------

    def facts(self, line: Line) -> Facts:
        """What conditions may ask about a line."""
        request, book = self.request, self.book
        buyer = request.buyer
        deciding = buyer
        if book.card.decides == "payer":
            deciding = request.payer or buyer
        elif book.card.decides == "beneficiary":
            deciding = request.beneficiary or buyer
        answers = request.answers
        if line.answers:
            answers = {**answers, **line.answers}
        measures = line.measures if line.reserved is None else {**line.measures, **line.reserved}
        if line.start is not None and line.end is not None and not _has_time(measures):
            measures = {**measures, "second": elapsed_seconds(line.start, line.end)}
        own = book.unit_of(line.offering)
        return Facts(
            on=request.on, deciding=deciding, buyer=buyer, payer=request.payer, beneficiary=request.beneficiary,
            answers=answers, event=line.event.value, quantity=_own_quantity(book, measures, own.name),
            unit=own.name, measures=measures, conversions=book.card.units,
        )  # fmt: skip

    def asking(self, line: Line, facts: Facts, *, told: list[Reason] | None) -> Asking:
        """A line as the mechanisms see it."""
        book = self.book
        offering = book.offerings.get(line.offering)
        stated = offering.charge_for if offering else ""
        return Asking(
            line=line, facts=facts, offering=line.offering, default_unit=book.unit_of(line.offering),
            units=book.card.units, groups=book.group_members, zone=book.zone, holidays=book.card.holidays,
            fiscal_year_start=book.card.fiscal_year_start, currency=book.currency,
            charge_for=ChargeFor(stated) if stated else ChargeFor.RESERVED, told=told, earlier=self.earlier,
        )  # fmt: skip

    def classed(self, facts: Facts) -> Classed | None:
        """The customer's class, or the one that is forced."""
        classes = self.book.classes
        if self.forced is not None:
            forced = classes.by_id.get(self.forced) or RateClass(self.book.card.place, self.forced, "", "")
            return Classed(forced, (class_reason(forced),))
        if classes.of_profile_alone:
            return classes.remembered(facts.deciding, facts.on)
        return classes.of(facts)

    def refused(self, line: Line, known: RateClass, facts: Facts) -> tuple[Status, tuple[Reason, ...]] | None:
        """Why a line cannot be had at all: the class's or the offering's own requirement, or its time."""
        test = self.book.classes.requires.get(known.id)
        if test is not None and self.forced is None and not test(facts):
            told = Reason("price.class-requires", (("what", known.requires_text),))
            return Status.REFUSED, (told,)
        test = self.book.requires(line.offering)
        offering = self.book.offerings.get(line.offering)
        if test is not None and offering is not None and not test(facts):
            return Status.REFUSED, (Reason("price.requires", (("what", offering.requires),)),)
        if offering is not None and facts.on not in offering.valid:
            told = Reason("price.offering-not-in-force", (("on", facts.on),))
            return Status.QUOTE_REQUIRED, (told,)
        return None

    def _deals_for(self, line: Line, facts: Facts) -> tuple[Deal, ...]:
        """The deals that may stand for a line: this customer's, for this offering, in force."""
        if not self.deals or line.event is not Event.USE:
            return ()
        parties = (facts.party("payer"), facts.party("buyer"), facts.deciding)
        profiles = {one.party: one for one in parties}
        return tuple(
            deal
            for deal in self.deals
            if deal.offering == line.offering
            and deal.customer in profiles
            and facts.on in deal.valid
            and still_counts(deal, self.book.card, profiles[deal.customer])
        )

    def _consume(self, line: Line, row: Row | None, spend: Fraction, asking: Asking | None = None) -> None:
        """Remember what a line took, for the counters of later lines."""
        book = self.book
        alone = len(self.request.lines) < 2 and not book.components
        if not self.counting and (alone or not book.counts):
            return
        quantity: list[tuple[str, Fraction]] = []
        for name, value in line.measures.items():
            one = unit(name, book.card.units)
            quantity.append((one.base, Fraction(value) * Fraction(one.factor)))
        on = self.request.on if line.start is None else line.start.astimezone(book.zone).date()
        asked = asking or self.asking(line, self.facts(line), told=None)
        units = () if row is None else row.units
        measured = factors(asked, units) if units else None
        product = measured[0] if measured is not None and len(measured) == 1 else Fraction(0)
        if product:
            quantity = [(units[0].base, product), *quantity]
        uses = product if counts_things(units, product) else Fraction(1)
        project = asked.facts.answers.get("project")
        self.earlier.append(Consumed(line.offering, line.event, on, project, uses, tuple(quantity), spend))


def _is_plain(line: Line) -> bool:
    """Whether a line states nothing but how much of one thing."""
    return (
        line.event is Event.USE and len(line.measures) == 1 and line.reserved is None and line.used is None
        and line.used_start is None and line.used_end is None and line.booked is None and not line.estimate
    )  # fmt: skip


def _has_time(measures: Measures) -> bool:
    """Whether quantities say how long."""
    return bool(measures) and any(unit(name).base in ("second", "month") for name in measures)


def _own_quantity(book: PriceBook, measures: Measures, name: str) -> Decimal | None:
    """How much a line asks for in the offering's unit."""
    stated = measures.get(name)
    if stated is not None or not measures:
        return stated
    own = unit(name, book.card.units)
    for other_name, value in measures.items():
        other = unit(other_name, book.card.units)
        if other.base == own.base:
            return EXACT.divide(EXACT.multiply(value, other.factor), own.factor)
    return next(iter(measures.values())) if len(measures) == 1 else None


def _deposit(row: Row | None, currency: str) -> Amount | None:
    """A row's deposit, if it asks for one."""
    return None if row is None or row.rate.deposit is None else Amount.of(row.rate.deposit, currency)


# --- totals -----------------------------------------------------------------------------------------------------------


def _status(lines: list[PricedLine]) -> Status:
    """The worst of the lines; free where nothing is owed."""
    found = {line.status for line in lines}
    return next((status for status in _WORST_FIRST if status in found), Status.FREE)


def _without_total(book: PriceBook, status: Status, lines: list[PricedLine]) -> Quote:
    """A request that has no total: which lines keep it from having one is on the lines."""
    nothing = Amount.zero(book.currency)
    first = lines[0].rate_class if lines else ""
    return Quote(status, nothing, nothing, nothing, nothing, tuple(lines), (), nothing, book.hash, first)


def _with_total(
    book: PriceBook, lines: list[PricedLine], taxable: list[tuple[Amount, Decimal]], added_tax: Amount | None
) -> Quote:
    """A request with its total, net, tax and gross."""
    currency = book.currency
    amounts = tuple([line.amount for line in lines])
    total = amounts[0] if len(amounts) == 1 else Amount(sum([one.minor for one in amounts]), currency)
    sums = totals(taxable, currency, gross=book.card.gross)
    if added_tax is not None and not book.card.gross:
        sums = sums._replace(tax=sums.tax + added_tax, gross=sums.gross + added_tax)
    deposit = Amount(sum([line.deposit.minor for line in lines if line.deposit is not None]), currency)
    status = Status.PRICED if total.minor else Status.FREE
    reasons = (Reason("price.order", (("amounts", amounts), ("amount", total))),)
    first = lines[0].rate_class if lines else ""
    return Quote(status, total, *sums, tuple(lines), reasons, deposit, book.hash, first)
