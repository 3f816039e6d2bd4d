"""What is planned at the demo's counters: the wishes of every month, and a few things of its last day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from random import Random

from comptoir.company import Company
from comptoir.operations.bookings import ForWhom, Want, book, hand_over, hold_booking, join_waiting_list
from comptoir.operations.demo_life.habits import Habit, Wanted, read_habits, wanted_in, working_days
from comptoir.operations.demo_life.living import LAST, MONTHS, Life
from comptoir.operations.demo_life.people import fill_funds, settle_in
from comptoir.operations.demo_life.renting import SERVICED, rent, service
from comptoir.operations.demo_life.selling import DRIVEN, compute, drive, give, order
from comptoir.operations.demo_life.talking import talk

# How often two things are ordered together.
_TOGETHER = 0.3


def planned(company: Company) -> Life:
    """The demo's life, planned from its first day to its last."""
    life, habits = Life(company), read_habits()
    life.plan(life.start, "settling in", lambda at: settle_in(life, habits, at))
    for month in MONTHS:
        _month(life, month, habits)
    talk(life)
    _last_days(life, habits)
    _counter_today(life)
    return life


def _month(life: Life, month: date, habits: tuple[Habit, ...]) -> None:
    """What everybody wants in a month."""
    fill_funds(life, month)
    give(life, month)
    compute(life, month)
    for number, (resource, since) in enumerate(SERVICED.items()):
        if (month.month + number) % 3 == 0 and month >= since:
            service(life, month, resource, working_days(month)[14])
    waiting: dict[tuple[str, str], Wanted] = {}
    for wanted in wanted_in(month, habits):
        habit = wanted.habit
        if habit.offering in DRIVEN:
            drive(life, wanted)
        elif habit.offering in life.company.resources_of:
            rent(life, wanted)
        elif wanted.chance.random() < _TOGETHER and (habit.person, habit.party) not in waiting:
            waiting[habit.person, habit.party] = wanted
        else:
            order(life, wanted, waiting.pop((habit.person, habit.party), None))
    for wanted in waiting.values():
        order(life, wanted, None)


def _last_days(life: Life, habits: tuple[Habit, ...]) -> None:
    """An order that waits for its approval, a time that is taken and waited for, and a hold that runs."""
    tomorrow = LAST + timedelta(days=2)
    start, end = life.at(tomorrow, 8), life.at(tomorrow, 13)
    dear = next(one for one in habits if (one.party, one.offering) == ("BEM", "machining"))
    order(life, Wanted(dear, LAST - timedelta(days=3), 32, "32 hours", Random("dear")), None)

    def take(at: datetime) -> None:
        book(Want("cmm", start, end), ForWhom(used_by="x01"), actor=life.actor("x01", "NOV", at), at=at)

    def wait(at: datetime) -> None:
        want = Want("cmm", life.at(tomorrow, 9), life.at(tomorrow, 12))
        join_waiting_list(want, ForWhom(used_by="p21"), actor=life.actor("p21", "ESS", at), at=at)

    def hold(at: datetime) -> None:
        want = Want("lathe", life.at(tomorrow, 14), life.at(tomorrow, 17))
        hold_booking(want, ForWhom(used_by="p20"), actor=life.actor("p20", "ESS", at), at=at)

    life.plan(life.at(LAST - timedelta(days=30), 9), "booking", take)
    life.plan(life.at(LAST, 10, 40), "waiting", wait)
    life.plan(life.at(LAST, 23, 55), "hold", hold)


def _counter_today(life: Life) -> None:
    """What metrology's counter finds on its last day: a case that is late, one that is out, and two to be fetched."""
    since, until = LAST - timedelta(days=4), LAST + timedelta(days=2)
    for offering, person, party, first, last, out in (
        ("scanner", "p20", "ESS", since, LAST, True),
        ("gauge-blocks", "p21", "ESS", LAST, until, True),
        ("gauge-blocks", "x01", "NOV", LAST, until, False),
        ("cmm", "p20", "ESS", LAST, LAST, False),
    ):
        want = Want(offering, life.at(first, 8), life.at(last, 11))
        life.plan(
            life.at(since - timedelta(days=12), 9), "booking", partial(_lend, life, want, person, party, out)
        )


def _lend(life: Life, want: Want, person: str, party: str, out: bool, at: datetime) -> None:
    """Book a resource; `out`: it is fetched at its time, and not back yet."""
    booked = book(want, ForWhom(used_by=person), actor=life.actor(person, party, at), at=at).booking

    def fetch(now: datetime) -> None:
        hand_over(booked.public_id, actor=life.counter(want.offering, now), at=now, condition="bon état")

    if out:
        life.plan(want.start, "hand-over", fetch)
