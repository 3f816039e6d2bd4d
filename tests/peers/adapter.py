"""How do the worked cases of other billing systems read as rate cards of ours?

Every kind of case becomes a company folder's text (a few rows) and a request in plain words, built, priced and
explained by the ordinary engine; nothing here computes a price. Rule to remember: a handler reads every parameter of
its case (`Inputs` notes which), and knows no case by its id, so that other figures of the same kinds work as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from comptoir.company import Company, build
from comptoir.core.pricing.compile import compile_card
from comptoir.core.pricing.request import Quote, Status
from comptoir.core.values import Amount, Place, Row, Tables, split

TODAY = date(2026, 11, 23)
Answers = dict[str, Any]
Cells = Mapping[str, object]


@dataclass
class Inputs(Mapping[str, Any]):
    """The parameters of a case, and which of them were read."""

    values: Mapping[str, Any]
    read: set[str] = field(default_factory=lambda: {"kind"})

    def __getitem__(self, name: str) -> Any:
        self.read.add(name)
        return self.values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)

    def __len__(self) -> int:
        return len(self.values)

    def one_of(self, *names: str) -> Any:
        """The first of several names that stands in the case."""
        return next((self[name] for name in names if name in self.values), None)

    @property
    def unread(self) -> set[str]:
        """Parameters that no handler looked at."""
        return set(self.values) - self.read


# --- a house in a few rows ----------------------------------------------------------------------------------------


def tables(
    rates: list[Cells], *, unit: str = "hour", zone: str = "UTC", classes: list[Cells] | None = None,
    components: Mapping[str, str] | None = None, questions: Mapping[str, object] | None = None, **more: list[Cells],
) -> Tables:  # fmt: skip
    """The text of a folder with one offering (`thing`, in `unit`), its components, one card and everybody's class."""
    offerings = [{"offering": name, "unit": its} for name, its in {"thing": unit, **(components or {})}.items()]
    settings = {
        "company": {"name": "House", "currency": "EUR", "time_zone": zone},
        "card": [{"id": "card", "supplier": "house"}],
        "questions": questions or {},
    }
    told: dict[str, list[Cells]] = {
        "offerings": list(offerings), "classes": classes or [{"class": "all"}],
        "rates": [{"offering": "thing", **row} for row in rates], **more,
    }  # fmt: skip
    return Tables(settings, {name: tuple(_rows(name, rows)) for name, rows in told.items()})


def _rows(name: str, rows: list[Cells]) -> Iterator[Row]:
    for number, row in enumerate(rows, start=2):
        yield Row(Place(f"{name}.csv", number), {key: str(cell) for key, cell in row.items() if cell is not None})


def house(rates: list[Cells], **more: Any) -> Company:
    """The company of such a folder.

    raises    AssertionError with the findings where the folder has errors
    """
    reading = build(tables(rates, **more))
    assert reading.company is not None, reading.findings
    return reading.company


def ask(company: Company, *, on: date = TODAY, as_: str = "", **line: Any) -> Quote:
    """The quote for one line of the house's thing."""
    return company.quote(on=on, offering="thing", as_=as_, **{name: it for name, it in line.items() if it})


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


# --- NEMO: usage, timed rates, tiers, items, daily rates, discounts by volume ----------------------------------------


def _price(given: Mapping[str, Any]) -> dict[str, object]:
    """A NEMO rate: flat, or by the hour."""
    flat = given.get("flat")
    return {"price": flat, "per": "line"} if flat is not None else {"price": given["rate_per_hour"], "per": "hour"}


def usage(case: Inputs) -> Answers:
    """A use of a tool, an area or somebody's time, with other rates at named times."""
    rates = []
    for timed in case.get("timed", ()):
        when = f"{timed['day']} {timed['from']}-{timed['to']}"
        rates.append({**_price(timed), "when": when, "min_amount": timed.get("minimum")})
        if "service_fee" in timed:
            rates.append({"price": timed["service_fee"], "per": "line", "combine": "plus", "when": when})
    rates.append({**_price(case), "min_amount": case.get("minimum")})
    if "service_fee" in case:
        rates.append({"price": case["service_fee"], "per": "line", "combine": "plus"})
    timed_line = {"start": case.get("start"), "end": case.get("end")}
    minutes = case.get("minutes")
    line = timed_line if timed_line["start"] else {"quantity": f"{minutes} minutes"}
    quote = ask(house(rates), on=_day(case.get("start")), **line)
    parts = [reason.get("parts") for reason in quote.lines[0].reasons if reason.code == "price.sum"]
    return {"amount": amount(quote), "pieces": parts[0] if parts else 1}


def missed(case: Inputs) -> Answers:
    """A booking nobody came to, charged in full."""
    rates: list[Cells] = [_price(case), {"price": "100% of booked", "per": "line", "event": "no-show"}]
    case.get("minutes")
    quote = ask(
        house(rates), on=_day(case["start"]), start=case["start"], end=case["end"], event="no-show"
    )
    return {"amount": amount(quote)}


def daily(case: Inputs) -> Answers:
    """A rate by the day: what follows for the same user and project (or account) on the day it ends is free."""
    counter = {"per": "line", "counter": "uses per day by project"}
    company = house([{"price": case["daily_rate"], **counter}, {"price": "free", "from": "1", **counter}])
    by_project = case.get("per", "project") == "project"
    before: dict[tuple[object, ...], int] = {}
    amounts = []
    for charge in case["charges"]:
        ended = str(charge.get("end") or charge.get("start") or TODAY)[:10]
        whom = charge.get("project") if by_project else charge.get("account", case.get("per"))
        key = (charge.get("user"), whom, ended)
        seen = before.get(key, 0)
        quote = ask(company, on=date.fromisoformat(ended), counters=f"uses per day by project={seen}")
        amounts.append(amount(quote))
        before[key] = seen + 1
    return {"amounts": amounts}


def item(case: Inputs) -> Answers:
    """So many of a thing, with a minimum, a fee or a subsidy by the piece."""
    price, subsidy = case.one_of("unit_price", "unit_cost"), case.get("unit_subsidy")
    rates = [subsidized(price, subsidy, "piece", min_amount=case.get("minimum"))]
    if "service_fee" in case:
        rates.append({"price": case["service_fee"], "per": "line", "combine": "plus"})
    company = house(rates, unit="piece")
    if compile_card(company.cards[0]).faults:
        return {"valid": False}
    quote = ask(company, quantity=str(case.get("qty", 1)))
    return {"valid": True, "amount": amount(quote), **costs(quote)}


def tiers(case: Inputs) -> Answers:
    """A rate that changes after so many minutes or units; a flat tier by the minute is one amount."""
    things = case["unit"] == "units"
    per = "unit" if things else "hour"
    rates: list[Cells] = [{"price": case["base"], "per": per}]
    for tier in case["tiers"]:
        flat = tier.get("flat") and not things
        start = f"{tier['after']}" if things else f"{tier['after']} minutes"
        rates.append({"price": tier["amount"], "per": "line" if flat else per, "from": start})
    quote = ask(house(rates, unit=per), quantity=f"{case['quantity']} {case['unit']}")
    return {"amount": amount(quote)}


def volume_discount(case: Inputs) -> Answers:
    """Charges less a rebate that grows with what the period has come to."""
    counter = {"kind": "rebate", "counter": "spend per month"}
    rebates: list[Cells] = [
        {"adjustment": f"r{tier['above']}", "from": tier["above"], "amount": f"{tier['pct']}%", **counter}
        for tier in case["tiers"]
    ]
    company = house([{"price": case["new_charges"], "per": "line"}], adjustments=rebates)
    quote = ask(company, counters=f"spend per month={case['period_to_date']}")
    return {"discount": sum((line.amount.major for line in quote.lines if line.line is None), Decimal(0))}


def rounding(case: Inputs) -> Answers:
    """One thing at a price finer than the cent."""
    return {"value": amount(ask(house([{"price": case["value"], "per": "piece"}], unit="piece"), quantity="1"))}


def clock_change(case: Inputs) -> Answers:
    """How many minutes a booking lasts on the night when the clock changes."""
    zone = ZoneInfo(case["tz"])
    start, end = (datetime.fromisoformat(case[name]).replace(tzinfo=zone).isoformat() for name in ("start", "end"))
    company = house([{"price": "1", "per": "minute"}], unit="minute", zone=case["tz"])
    return {"minutes": amount(ask(company, start=start, end=end))}


# --- NUcore: bookings, steps, subsidies, cancellations, selection of a price -------------------------------------------


def timed_service(case: Inputs) -> Answers:
    """So many minutes, in steps of price, several times over."""
    per = "piece x hour" if "qty" in case else "hour"
    rates = [_hourly(case, per)]
    rates += [_hourly(step, per, **{"from": f"{step['from_hours']} hours"}) for step in case.get("steps", ())]
    pieces = f"{case['qty']} pieces, " if "qty" in case else ""
    return costs(ask(house(rates), quantity=f"{pieces}{case['minutes']} minutes"))


def _hourly(given: Mapping[str, Any], per: str = "hour", **cells: object) -> dict[str, object]:
    return subsidized(
        given["rate_per_hour"], given.get("subsidy_per_hour"), per, min_amount=given.get("minimum_cost"), **cells
    )


def booking(case: Inputs) -> Answers:
    """A booking by the hour with discounts at named times, by what was reserved or used; whole minutes, at least one."""
    given = {"rate_per_hour": "60", **case} if "rate_per_hour" not in case else case
    whole = {"step": "1 minute", "round": "down", "min_quantity": "1 minute"}
    base = _hourly(given, charge_for=_CHARGE_FOR[case.get("charge_for", "reservation")], **whole)
    line = _times(case) | _times(case, "reserved", "") | _times(case, "used", "used_")
    company = house([*_discounts(case.get("rules", ())), base])
    return costs(ask(company, on=_day(line.get("start") or line.get("used_start")), **line))


_CHARGE_FOR = {"reservation": "reserved", "usage": "used", "overage": "overage"}


def _discounts(rules: list[Mapping[str, Any]]) -> list[Cells]:
    """Rows for the times at which the price is lower."""
    found: list[Cells] = []
    for rule in rules:
        days = "" if rule["days"] == "all" else f"{rule['days']} "
        when = f"{days}{rule['from']}-{rule['to']}"
        found.append({"price": f"base - {rule['discount_pct']}%", "per": "hour", "when": when})
    return found


def _times(case: Inputs, name: str = "", prefix: str = "") -> dict[str, str]:
    """The start and end of a period as a line says them; the rival's calendar keeps whole minutes."""
    pair = case.get(name) if name else (case.get("start"), case.get("end"))
    if not pair or pair[0] is None or pair[1] is None:
        return {}
    whole = [moment[:16] for moment in pair]
    return dict(zip((f"{prefix}start", f"{prefix}end"), pair if whole[0] == whole[1] else whole, strict=True))


def discount_factor(case: Inputs) -> Answers:
    """Which share of the full price a booking costs, by the times it lies in."""
    full: Cells = {"price": "1000", "per": "hour"}
    line = _times(case)
    cut, plain = (ask(house(rates), **line) for rates in ([*_discounts(case["rules"]), full], [full]))
    return {"factor": cut.total.major / plain.total.major}


def by_day(case: Inputs) -> Answers:
    """A booking of whole days."""
    return costs(ask(house([subsidized(case["rate_per_day"], case.get("subsidy_per_day"), "day")], unit="day"),
                     quantity=f"{case['days']} days"))  # fmt: skip


def billed_days(case: Inputs) -> Answers:
    """How many days are billed: begun ones in full."""
    company = house([{"price": "1", "per": "day", "step": "1 day"}], unit="day")
    return {"days": amount(ask(company, start=case["start"], end=case["end"]))}


def cancellation(case: Inputs) -> Answers:
    """What a cancellation costs: a fee or the full price inside the notice, nothing before it or when waived."""
    late = f"notice <= {case['window_hours']} hours" if "window_hours" in case else ""
    event = {"event": "cancellation", "if": " and ".join(filter(None, (late, "not waived")))}
    use: Cells = {"price": "1", "per": "hour"}
    line: dict[str, Any] = {"event": "cancellation", "quantity": "1 hour"}
    given = {"waived": "yes" if case.get("waived_by_staff") else "no"}
    rates: list[Cells] = [use]
    if case.get("full_price"):
        paid = subsidized(case["rate_per_minute"], case.get("subsidy_per_minute"), "minute", **event)
        rates, line["quantity"] = [use, paid], f"{case['minutes']} minutes"
    elif case.get("full_price_amount") is not None and case["full_price_feature_on"]:
        rates.append({"price": "100% of booked", "per": "line", **event})
        given["booked"] = case["full_price_amount"]
        case.get("fee")
    elif case.get("fee") is not None:
        case.get("full_price_feature_on")
        rates.append({"price": case["fee"], "per": "line", **event})
    else:
        case.get("full_price_feature_on")
    if late:
        given["notice"] = f"{case['cancelled_hours_before']} hours"
    quote = ask(house(rates, questions={"waived": "yes/no"}), given=given, **line)
    charged = bool(amount(quote))
    return {
        "charge": amount(quote), **costs(quote),
        "state": "complete" if charged else "canceled", "on_statement": charged,
    }  # fmt: skip


def no_show(case: Inputs) -> Answers:
    """What a booking costs that nobody came to, once it is cancelled by itself."""
    fee: list[Cells] = [{"price": case["fee"], "per": "line", "event": "no-show"}] if case["fee"] is not None else []
    use: Cells = {"price": "1", "per": "hour"}
    case.get("auto_cancel_minutes")
    return {"charge": amount(ask(house([use, *fee]), quantity="1 hour", event="no-show"))}


def billable_minutes(case: Inputs) -> Answers:
    """How many minutes of a booking count, by what is charged for."""
    charge_for = _CHARGE_FOR[case["charge_for"]]
    company = house([{"price": "1", "per": "minute", "charge_for": charge_for}], unit="minute")
    now = datetime(2026, 11, 23, 12)
    line = {}
    for prefix, name in (("", "reserved_min_offsets"), ("used_", "used_min_offsets")):
        for end, offset in zip(("start", "end"), case[name] or (None, None), strict=True):
            if offset is not None:
                line[f"{prefix}{end}"] = str(now + timedelta(minutes=offset))
    return {"minutes": amount(ask(company, **line))}


def minimum_display(case: Inputs) -> Answers:
    """The minimum as a subsidized customer sees it: what a booking of a minute costs."""
    return costs(ask(house([_hourly(case)]), quantity="1 minute"))


def select(case: Inputs) -> Answers:
    """Which of several prices counts for the groups a customer is in: those of the account before others if it
    pays, then the lowest first; the rows of a card stand in that order, each with its own dates."""
    own = {group for name in case if name.endswith("groups") for group in case[name] or ()}
    first = set(case.get("account_groups") or ()) if case.get("payer_first") else set()
    policies = sorted(
        case["policies"], key=lambda one: (bool(first) and one["group"] not in first, Decimal(one["unit_cost"]))
    )
    own |= {"owner"} if case.get("payer_first") else set()
    rates = [{"price": one["unit_cost"], "if": f"agreement = {one['group']}", "note": one["group"], **_valid(one)}
             for one in policies]  # fmt: skip
    on = day_before(case["as_of"]) if "as_of" in case else TODAY
    quote = ask(house(rates, unit="piece"), on=on, as_=f"agreement={' | '.join(sorted(own))}", quantity="1")
    notes = [reason.get("note") for reason in quote.lines[0].reasons if reason.get("note")]
    return {"unit_cost": amount(quote), "group": notes[0] if notes else None}


def _valid(policy: Mapping[str, Any]) -> dict[str, object]:
    """From when to when a price holds."""
    start, end = policy.get("valid") or (policy.get("from"), policy.get("to"))
    if "expired_days_ago" in policy:
        end = f"-{policy['expired_days_ago']}d"
    return {"valid_from": day_before(start) if start else None, "valid_to": day_before(end) if end else None}


def as_of(case: Inputs) -> Answers:
    """A price that changed: what it is now, and what it was before the last change."""
    policies = sorted(case["policies"], key=lambda one: day_before(one["from"]))
    ends = [one["from"] for one in policies[1:]] + [None]
    rates = [
        subsidized(one["unit_cost"], one.get("unit_subsidy"), "piece", **_valid({**one, "to": end}))
        for one, end in zip(policies, ends, strict=True)
    ]
    company = house(rates, unit="piece")
    days = {"recent": TODAY, "old": day_before(policies[-1]["from"]) - timedelta(days=1)}
    found = {name: costs(ask(company, on=day, quantity="1")) for name, day in days.items()}
    return {name: [answer["cost"], answer["subsidy"]] for name, answer in found.items()}


def shares(case: Inputs) -> Answers:
    """An amount split between accounts, one of which takes what is left over."""
    total = Amount.of(Decimal(case["total"]), "EUR")
    parts = split(total, tuple(map(Decimal, case["percents"])), rest_to=case.get("remainder_to"))
    return {"parts": [part.major for part in parts]}


def accessory(case: Inputs) -> Answers:
    """What comes along with a use: as long as it, or one piece."""
    components = {"auto": "minute", "manual_default": "minute", "by_unit": "piece"}
    bundles: list[Cells] = [
        {"offering": "thing", "component": name, "quantity": "1" if unit == "piece" else "same"}
        for name, unit in components.items()
    ]
    rates: list[Cells] = [{"offering": name, "price": "1"} for name in ("thing", *components)]
    company = house(rates, unit="minute", components=components, bundles=bundles)
    quote = ask(company, quantity=f"{case['used_minutes']} minutes")
    return {line.offering: line.amount.major for line in quote.lines}


# --- Waldur, LibreBooking, a marketplace ------------------------------------------------------------------------------


def quantity(case: Inputs) -> Answers:
    """How many units a period has: begun days and hours in full; months, and halves of months, by their days."""
    unit, start, end = case["unit"], case["start"], case["end"]
    if unit in ("hour", "day"):
        company = house([{"price": "1", "per": unit, "step": f"1 {unit}"}], unit=unit)
        return {"quantity": amount(ask(company, start=_moment(start), end=_moment(end)))}
    first, last = date.fromisoformat(start[:10]), date.fromisoformat(end[:10])
    if unit == "half_month":
        return {"quantity": sum((_half_month(*half) for half in _halves(first, last)), Decimal(0))}
    company = house([{"price": "1", "per": unit}], unit=unit)
    return {"quantity": amount(ask(company, start=f"{first} 00:00", end=f"{last + timedelta(days=1)} 00:00"))}


def _moment(text: str) -> str:
    return text if len(text) > 10 else f"{text} 00:00"


def _halves(first: date, last: date) -> Iterator[tuple[date, date, int]]:
    """The parts of a period by half months (each is billed by itself), with the days of their month."""
    while first <= last:
        following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
        middle = first.replace(day=16)
        edge = middle if first < middle else following
        yield first, min(last + timedelta(days=1), edge), (following - first.replace(day=1)).days
        first = edge


def _half_month(first: date, end: date, days: int) -> Decimal:
    """A half month, or its days by half of the month's."""
    whole = 15 if first.day < 16 else days - 15
    rates: list[Cells] = [
        {"price": "1", "per": "line", "if": f"days >= {whole}"},
        {"price": "1", "per": f"{Decimal(days) / 2} days"},
    ]
    return ask(house(rates, unit="day"), quantity=f"{(end - first).days} days").total.major


def credit(case: Inputs) -> Answers:
    """A credit to be spent evenly by the month."""
    shares = split(Amount.of(Decimal(case["value"]), "EUR"), (Decimal(1),) * case["months"])
    return {"per_month": shares[-1].major}


def credits_of(case: Inputs) -> Answers:
    """What a booking of several resources costs in credits."""
    company = house([{"price": case["credits_per_slot"], "per": "resource x slot"}], unit="slot")
    return {"credits": amount(ask(company, quantity=f"{case['resources']} resources, {case['slots']} slots"))}


def credits_rule(case: Inputs) -> Answers:
    """Whether credits suffice."""
    company = house([{"price": "1", "requires": f"quantity <= {case['has']}"}], unit="credit")
    quote = ask(company, quantity=str(case["required"]))
    return {"allowed": quote.status is not Status.REFUSED}


def base_plus_extra(case: Inputs) -> Answers:
    """A course: one price for members and one for others, so much for every student after the first."""
    most = case.get("max_students", 15)
    rates: list[Cells] = [
        {"class": "member", "price": case["base_member"], "per": "line", "requires": f"quantity <= {most}"},
        {"class": "other", "price": case["base_other"], "per": "line", "requires": f"quantity <= {most}"},
        {"price": case["extra"], "per": "student", "included": "1", "combine": "plus"},
    ]
    classes: list[Cells] = [{"class": "member", "when": "agreement = consortium"}, {"class": "other"}]
    company = house(rates, unit="student", classes=classes)
    as_ = "agreement=consortium" if case["member"] else ""
    quote = ask(company, as_=as_, quantity=str(case["students"]))
    return {"price": amount(quote), "valid": quote.status is not Status.REFUSED}


def _day(moment: str | None) -> date:
    return TODAY if moment is None else date.fromisoformat(moment[:10])


KINDS: dict[str, Callable[[Inputs], Answers]] = {
    "accessory": accessory,
    "area": usage,
    "as_of": as_of,
    "base_plus_extra": base_plus_extra,
    "billable_minutes": billable_minutes,
    "billed_days": billed_days,
    "booking": booking,
    "booking_daily": by_day,
    "booking_stepped": timed_service,
    "cancellation": cancellation,
    "credit": credit,
    "credits": credits_of,
    "credits_rule": credits_rule,
    "daily": daily,
    "discount_factor": discount_factor,
    "dst": clock_change,
    "item": item,
    "minimum_display": minimum_display,
    "missed": missed,
    "no_show": no_show,
    "quantity": quantity,
    "quote": timed_service,
    "room": timed_service,
    "round": rounding,
    "select": select,
    "split": shares,
    "staff": usage,
    "tiers": tiers,
    "timed_service": timed_service,
    "training": usage,
    "usage": usage,
    "volume_discount": volume_discount,
}
# Kinds whose answer belongs to a room that is built later.
LATER = {"journal": "the ledger (rows of a journal)"}


def answer(inputs: Mapping[str, Any]) -> Answers:
    """What our engine says to a case.

    raises    KeyError for a kind we do not know, ValueError for parameters that were not read
    """
    case = Inputs(inputs)
    given = KINDS[inputs["kind"]](case)
    if case.unread:
        raise ValueError(f"parameters not read: {sorted(case.unread)}")
    return given
