"""Cases of NEMO-billing: usage with rates at named times, tiers, daily rates, discounts by volume."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from comptoir.core.pricing.compile import compile_card
from tests.peers.house import TODAY, Answers, Cells, Inputs, amount, ask, costs, day_of, house, subsidized


def _price(given: Mapping[str, Any]) -> dict[str, object]:
    """A NEMO rate: flat, or by the hour."""
    flat = given.get("flat")
    return (
        {"price": flat, "per": "line"}
        if flat is not None
        else {"price": given["rate_per_hour"], "per": "hour"}
    )


def _rates(case: Inputs) -> list[Cells]:
    """The rows of a NEMO rate: those at named times above, each with its minimum, and with its fee beside it."""
    rates: list[Cells] = []
    for given in (*case.get("timed", ()), case):
        when = f"{given['day']} {given['from']}-{given['to']}" if "day" in given else None
        rates.append({**_price(given), "when": when, "min_amount": given.get("minimum")})
        if "service_fee" in given:
            rates.append({"price": given["service_fee"], "per": "line", "combine": "plus", "when": when})
    return rates


def usage(case: Inputs) -> Answers:
    """A use of a tool, an area or somebody's time, with other rates at named times."""
    minutes = case.get("minutes")
    line = {"start": case.get("start"), "end": case.get("end")}
    quote = ask(
        house(_rates(case)),
        on=day_of(line["start"]),
        line=line if line["start"] else {"quantity": f"{minutes} minutes"},
    )
    parts = [reason.get("parts") for reason in quote.lines[0].reasons if reason.code == "price.sum"]
    return {"amount": amount(quote), "pieces": parts[0] if parts else 1}


def missed(case: Inputs) -> Answers:
    """A booking nobody came to, charged in full."""
    rates = [*_rates(case), {"price": "100% of booked", "per": "line", "event": "no-show"}]
    case.get("minutes")
    on, line = day_of(case["start"]), {"start": case["start"], "end": case["end"]}
    return {"amount": amount(ask(house(rates), on=on, line=line, event="no-show"))}


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
    if compile_card(company.cards[0]).faults():
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
    return {
        "value": amount(ask(house([{"price": case["value"], "per": "piece"}], unit="piece"), quantity="1"))
    }


def clock_change(case: Inputs) -> Answers:
    """How many minutes a booking lasts on the night when the clock changes."""
    zone = ZoneInfo(case["tz"])
    start, end = (
        datetime.fromisoformat(case[name]).replace(tzinfo=zone).isoformat() for name in ("start", "end")
    )
    company = house([{"price": "1", "per": "minute"}], unit="minute", zone=case["tz"])
    return {"minutes": amount(ask(company, start=start, end=end))}
