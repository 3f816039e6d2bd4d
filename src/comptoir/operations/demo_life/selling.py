"""What is ordered at the demo's counters, approved, delivered, given away, and measured."""

from __future__ import annotations

import csv
import tempfile
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from comptoir.core.ordering.basket import Basket, Wish
from comptoir.core.ordering.usage import Usage
from comptoir.operations.approve_order import approve_order, refuse_order
from comptoir.operations.cancel_order import cancel_order
from comptoir.operations.deliver_order import deliver_line, hand_over_free
from comptoir.operations.demo_life.habits import Wanted, working_days
from comptoir.operations.demo_life.living import LAST, Life
from comptoir.operations.demo_life.renting import hand_on
from comptoir.operations.place_order import place_order
from comptoir.operations.read_order import OrderView
from comptoir.operations.rentals import line_name
from comptoir.operations.usage.importing import import_usage
from comptoir.operations.usage.recording import record_usage
from comptoir.store.bookings.queries import list_of_lines

_CANCELLED, _REFUSED = 0.04, 0.12
# What is driven: from how many to how many kilometers a day.
DRIVEN = {"city-car": (20, 180)}
# Who computes on the platform, and about how many core-hours a job takes.
COMPUTING = {"BEM": 900, "RES": 2400, "ESS": 350, "ARN": 1500, "UNV": 3000, "HYD": 1100, "NOV": 400}
# What is given away: by which counter's offering, to whom.
GIFTS = (("watch-report", "UNV"), ("watch-report", "HYD"), ("measurement-report", "UNV"), ("copies", "HAR"))


def order(life: Life, wanted: Wanted, also: Wanted | None) -> None:
    """Have somebody order something, and perhaps a second thing along with it."""
    at = life.at(wanted.day, wanted.chance.randint(8, 17), wanted.chance.randint(0, 59))
    wishes = [life.wish(one.habit.offering, one.quantity) for one in (wanted, also) if one is not None]
    life.plan(at, "order", lambda now: _place(life, wanted, wishes, now))


def drive(life: Life, wanted: Wanted) -> None:
    """Have somebody order a car for some days, with the distance that will be driven."""
    day, habit = wanted.day, wanted.habit
    start, end = life.at(day, 8), life.at(day + timedelta(days=wanted.much - 1), 18)
    distance = Decimal(wanted.much * wanted.chance.randint(*DRIVEN[habit.offering]))
    wish = Wish(habit.offering, {"km": distance}, start, end, {"licence": True})
    at = life.at(max(day - timedelta(days=3), habit.since), 10, wanted.chance.randint(0, 59))
    life.plan(at, "order", lambda now: _place(life, wanted, [wish], now))


def _place(life: Life, wanted: Wanted, wishes: list[Wish], at: datetime) -> None:
    habit, chance = wanted.habit, wanted.chance
    reference = "" if habit.cost_center else f"{habit.party}-{at:%y%m}-{chance.randint(100, 999)}"
    basket = Basket(habit.party, tuple(wishes), cost_center=habit.cost_center, purchase_order=reference)
    placed = place_order(basket, actor=life.actor(habit.person, habit.party, at), at=at).order
    if placed.state != "awaiting approval":
        _go_on(life, placed, wanted)
    elif at < life.end - timedelta(days=4):
        # What was asked in the last days still waits.
        later = at + timedelta(hours=chance.randint(2, 30))
        life.plan(later, "approval", lambda now: _answer(life, placed.id, wanted, now))


def _answer(life: Life, number: str, wanted: Wanted, at: datetime) -> None:
    """The payer's manager, or the general manager where he ordered himself, says yes or no."""
    parties = life.company.parties
    manager = parties[wanted.habit.party].manager
    person = manager if manager != wanted.habit.person else parties["DIR"].manager
    actor = life.actor(person, "", at)
    if wanted.chance.random() < _REFUSED:
        refuse_order(number, actor=actor, at=at, note="à reporter")
    else:
        _go_on(life, approve_order(number, actor=actor, at=at), wanted)


def _go_on(life: Life, order: OrderView, wanted: Wanted) -> None:
    """What becomes of a confirmed order."""
    habit, chance = wanted.habit, wanted.chance
    last = max([wanted.day, *(life.day(line.end) for line in order.lines if line.end is not None)])
    placed = life.at(last, 17, 59)
    if chance.random() < _CANCELLED:
        actor_at = life.at(wanted.day, 7, 30)

        def cancel(at: datetime) -> None:
            cancel_order(order.id, actor=life.actor(habit.person, habit.party, at), at=at)

        life.plan(
            max(actor_at, life.at(life.day(order.submitted_at or actor_at), 18)), "cancellation", cancel
        )
        return
    driven = list_of_lines(line_name(order.id, line.number) for line in order.lines if line.wish)
    for booking in driven:
        hand_on(life, booking, chance)
    if driven:
        return
    lead = timedelta(days=chance.choice((1, 1, 2, 3, 5, 8)), hours=chance.randint(-8, -2))
    life.plan(placed + lead, "delivery", lambda at: _deliver(life, order, at))


def _deliver(life: Life, order: OrderView, at: datetime) -> None:
    """Every wish, each by its own counter; what comes along is delivered with it."""
    delivered: set[int] = set()
    for line in order.lines:
        if line.wish and line.wish not in delivered:
            deliver_line(order.id, line.number, actor=life.counter(line.offering, at), at=at)
            delivered.add(line.wish)


def give(life: Life, month: date) -> None:
    """Something is handed over free, and recorded like anything else."""
    chance = Random(f"gift {month}")
    offering, to = chance.choice(GIFTS)
    day = chance.choice(working_days(month))
    wish = life.wish(offering, str(chance.randint(20, 80) if offering == "copies" else 1))

    def hand(at: datetime) -> None:
        hand_over_free(wish, to=to, actor=life.counter(offering, at), at=at, note="geste commercial")

    life.plan(life.at(day, 11, 20), "gift", hand)


def compute(life: Life, month: date) -> None:
    """The platform's file of a month comes in on the third of the next; some records come by hand, too."""
    following = date(month.year + month.month // 12, month.month % 12 + 1, 3)
    if life.at(following, 8) > life.end:
        following = LAST
    life.plan(life.at(following, 8), "usage file", lambda at: _import(life, month, at))
    day = working_days(month)[9]
    usage = Usage("gpu-hour", "RES", day, life.wish("gpu-hour", f"{Random(str(month)).randint(4, 60)}").measures,
                  source="p53", person="p53")  # fmt: skip
    life.plan(life.at(day, 18, 5), "usage record",
              lambda at: record_usage(usage, actor=life.counter("gpu-hour", at), at=at))  # fmt: skip


def _import(life: Life, month: date, at: datetime) -> None:
    """A file of jobs as the scheduler writes it, with one row that names nobody known."""
    chance = Random(f"jobs {month}")
    rows = []
    for customer, size in COMPUTING.items():
        for number in range(chance.randint(3, 8)):
            day = chance.choice([one for one in working_days(month) if one <= LAST])
            hours = round(size * (0.3 + 1.6 * chance.random()))
            rows.append((f"{month:%y%m}-{customer}-{number}", customer, day.isoformat(), str(hours)))
    rows.append((f"{month:%y%m}-?-0", "INCONNU", rows[0][2], "12"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"jobs-{month:%Y-%m}.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([("external_id", "customer", "day", "core-hours"), *rows])
        actor = life.counter("core-hour", at)
        import_usage(
            path, supplier="NUM", actor=actor, at=at, name=path.name, values={"offering": "core-hour"}
        )
