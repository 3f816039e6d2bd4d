"""Cases of NUcore: bookings, steps, subsidies, cancellations, which of several prices counts, splits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from comptoir.core.values import Amount, split
from tests.peers.house import (
    TODAY,
    Answers,
    Cells,
    Inputs,
    amount,
    ask,
    costs,
    day_before,
    day_of,
    house,
    subsidized,
)


def timed_service(case: Inputs) -> Answers:
    """So many minutes, in steps of price, several times over."""
    per = "piece x hour" if "qty" in case else "hour"
    rates: list[Cells] = [_hourly(case, per)]
    rates += [_hourly(step, per, **{"from": f"{step['from_hours']} hours"}) for step in case.get("steps", ())]
    pieces = f"{case['qty']} pieces, " if "qty" in case else ""
    return costs(ask(house(rates), quantity=f"{pieces}{case['minutes']} minutes"))


def _hourly(given: Mapping[str, Any], per: str = "hour", **cells: object) -> dict[str, object]:
    return subsidized(
        given["rate_per_hour"],
        given.get("subsidy_per_hour"),
        per,
        min_amount=given.get("minimum_cost"),
        **cells,
    )


def booking(case: Inputs) -> Answers:
    """A booking by the hour with discounts at named times, by what was reserved or used; in whole minutes."""
    given: Mapping[str, Any] = case if "rate_per_hour" in case else {"rate_per_hour": "60", **case}
    whole = {"step": "1 minute", "round": "down", "min_quantity": "1 minute"}
    base = _hourly(given, charge_for=_CHARGE_FOR[case.get("charge_for", "reservation")], **whole)
    line = _times(case) | _times(case, "reserved", "") | _times(case, "used", "used_")
    if not line:
        # A booking that nobody has used yet still has its period.
        line = {"start": f"{TODAY} 12:00", "end": f"{TODAY} 13:00"}
    company = house([*_discounts(case.get("rules", ())), base])
    return costs(ask(company, on=day_of(line.get("start") or line.get("used_start")), line=line))


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
    pair: Any = case.get(name) if name else (case.get("start"), case.get("end"))
    if not pair or pair[0] is None or pair[1] is None:
        return {}
    whole = [moment[:16] for moment in pair]
    return dict(zip((f"{prefix}start", f"{prefix}end"), pair if whole[0] == whole[1] else whole, strict=True))


def discount_factor(case: Inputs) -> Answers:
    """Which share of the full price a booking costs, by the times it lies in."""
    full: Cells = {"price": "1000", "per": "hour"}
    line = _times(case)
    cut, plain = (ask(house(rates), line=line) for rates in ([*_discounts(case["rules"]), full], [full]))
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
    fee: list[Cells] = (
        [{"price": case["fee"], "per": "line", "event": "no-show"}] if case["fee"] is not None else []
    )
    use: Cells = {"price": "1", "per": "hour"}
    case.get("auto_cancel_minutes")
    return {"charge": amount(ask(house([use, *fee]), quantity="1 hour", event="no-show"))}


def billable_minutes(case: Inputs) -> Answers:
    """How many minutes of a booking count, by what is charged for."""
    charge_for = _CHARGE_FOR[case["charge_for"]]
    company = house([{"price": "1", "per": "minute", "charge_for": charge_for}], unit="minute")
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    line = {}
    for prefix, name in (("", "reserved_min_offsets"), ("used_", "used_min_offsets")):
        for end, offset in zip(("start", "end"), case[name] or (None, None), strict=True):
            if offset is not None:
                line[f"{prefix}{end}"] = str(now + timedelta(minutes=offset))
    return {"minutes": amount(ask(company, line=line))}


def minimum_display(case: Inputs) -> Answers:
    """The minimum as a subsidized customer sees it: what a booking of a minute costs."""
    return costs(ask(house([_hourly(case)]), quantity="1 minute"))


def select(case: Inputs) -> Answers:
    """Which of several prices counts for the groups a customer is in: those of the account before others if it
    pays, then the lowest first; the rows of a card stand in that order, each with its own dates."""
    own = {group for name in case if name.endswith("groups") for group in case[name] or ()}
    first = set(case.get("account_groups") or ()) if case.get("payer_first") else set()
    policies = sorted(
        case["policies"],
        key=lambda one: (bool(first) and one["group"] not in first, Decimal(one["unit_cost"])),
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
