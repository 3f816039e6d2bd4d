"""What becomes of a booking: held, moved, undone, repeated, waited for, and taken into a calendar."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal

from django.urls import reverse
from icalendar import Calendar

from comptoir.core.ordering.basket import Basket, Wish
from comptoir.core.values.share import Share, read_shares
from comptoir.operations.actors import resolve_actor
from comptoir.operations.place_order import place_order
from comptoir.store.bookings.models import Booking
from comptoir.web.bearing import shares_of
from tests.web.test_booking import TIMES, agreed, book

FIELD = re.compile(r'name="([\w-]+)" value="([^"]*)"')


def form(page: str, address: str, nth: int = 0) -> dict[str, str]:
    """The hidden fields of the form that is sent to an address."""
    found = re.findall(rf'<form[^>]*action="{address}"[^>]*>.*?</form>', page, re.DOTALL)
    return dict(FIELD.findall(found[nth]))


def times(day: str = "2026-11-24", start: str = "09:00", end: str = "11:00") -> dict[str, str]:
    return {"day": day, "start": start, "until": day, "end": end, "count": "1"}


def wait(client, wish: dict[str, str]) -> None:
    """Press the button of the conflict page."""
    page = client.get("/en/offers/cmm/book/", wish).content.decode()
    waiting = re.search(r"<form(?:(?!</form>).)*Wait for this time.*?</form>", page, re.DOTALL)
    assert waiting
    client.post("/en/offers/cmm/book/", dict(FIELD.findall(waiting.group(0))))


def cancel(client, address: str) -> None:
    """Cancel at the fee that is shown."""
    page = client.get(address).content.decode()
    client.post(f"{address}cancel/", {"fee": dict(FIELD.findall(page))["fee"]})


# --- hold ---------------------------------------------------------------------------------------------------------


def test_held_with_its_time_running_then_booked(demo) -> None:
    claire = demo("claire")
    sent = {**TIMES, "agreed": agreed(claire, TIMES), "key": "k", "verb": "hold"}
    address = claire.post("/en/offers/cmm/book/", sent)["Location"]
    held = claire.get(address).content.decode()
    taken = demo("novatek").get("/en/offers/cmm/book/", TIMES)

    claire.post(f"{address}confirm/", {"agreed": "1.00 EUR"})
    wrong = claire.get(address).content.decode()
    claire.post(f"{address}confirm/", form(wrong, f"{address}confirm/"))

    assert 'data-countdown="600"' in held
    assert taken.status_code == 409
    assert "The price has changed" in wrong
    assert "Booked</span>" in claire.get(address).content.decode()


def test_a_lapsed_hold_is_held_again_with_one_click(demo, settings) -> None:
    from datetime import date

    claire = demo("claire")
    sent = {**times("2026-11-26"), "agreed": agreed(claire, times("2026-11-26")), "key": "k", "verb": "hold"}
    address = claire.post("/en/offers/cmm/book/", sent)["Location"]
    settings.COMPTOIR_TODAY = date(2026, 11, 24)
    over = claire.get(address).content.decode()
    again = claire.post(f"{address}hold/")["Location"]

    assert "Hold it again" in over
    assert again != address
    assert 'data-countdown="600"' in claire.get(again).content.decode()
    assert claire.post(f"{address}hold/")["Location"] == again


# --- move and undo ------------------------------------------------------------------------------------------------


def test_moved_at_the_price_shown_and_moved_back(demo) -> None:
    claire = demo("claire")
    address = book(claire)["Location"]
    wish = times("2026-11-25", "14:00", "15:00")
    shown = claire.get(f"{address}change/", wish).content.decode()
    price = dict(FIELD.findall(shown.partition('id="price"')[2]))["agreed"]

    wrong = claire.post(f"{address}change/", {**wish, "agreed": "1.00 EUR"})
    claire.post(f"{address}change/", {**wish, "agreed": price})
    moved = claire.get(address).content.decode()
    quiet = claire.get(address).content.decode()
    recent = claire.get("/en/activity/").content.decode()
    claire.post(f"{address}undo/", form(recent, f"{address}undo/"))
    restored = claire.get(address).content.decode()

    assert "€126.00" in shown
    assert "€63.00" in shown
    assert wrong.status_code == 409
    assert "Wed 25 Nov 2026, 14:00" in moved
    assert "data-toast" in moved
    assert "data-toast" not in quiet
    assert "Tue 24 Nov 2026, 09:00" in restored
    assert claire.post(f"{address}undo/", {"deed": "1"}).status_code == 404


def test_a_move_that_does_not_fit_is_answered_with_three_times(demo) -> None:
    claire = demo("claire")
    address = book(claire)["Location"]
    book(demo("novatek"), times("2026-11-25"))

    page = claire.get(f"{address}change/", times("2026-11-25"))
    body = page.content.decode()
    instead = re.findall(r'<form class="flush".*?</form>', body, re.DOTALL)
    moved = claire.post(f"{address}change/", dict(FIELD.findall(instead[0])))

    assert page.status_code == 409
    assert len(instead) == 3
    assert 'value="2026-11-25"' in body
    assert "Novatek SARL" not in body
    assert moved["Location"] == address


def test_a_slot_of_the_timeline_moves_a_booking(demo) -> None:
    claire = demo("claire")
    address = book(claire)["Location"]
    page = claire.get(f"{address}timeline/?days=1&from=2026-11-25").content.decode()
    slot = re.findall(r'href="(cmm-1/\d+)"', page)[4]

    answer = claire.get(f"{address}timeline/{slot}")

    assert "You are moving" in page
    assert answer["Location"].startswith(f"{address}change/?resource=cmm-1&day=2026-11-25&start=09%3A00")
    assert answer["Location"].endswith("end=11%3A00")
    assert demo("novatek").get(f"{address}timeline/").status_code == 404


def test_a_cancellation_is_told_with_its_undo(demo) -> None:
    claire = demo("claire")
    address = book(claire)["Location"]
    cancel(claire, address)
    told = claire.get(address).content.decode()
    claire.post(f"{address}undo/", form(told, f"{address}undo/"))

    assert "data-toast" in told
    assert "Booked</span>" in claire.get(address).content.decode()
    assert "Recent actions" not in claire.get("/en/activity/").content.decode()


def test_what_is_not_ones_own_is_changed_by_nobody(demo) -> None:
    address = book(demo("claire"))["Location"]
    novatek = demo("novatek")

    assert novatek.get(f"{address}change/").status_code == 404
    for deed in ("confirm/", "hold/", "undo/"):
        assert novatek.post(f"{address}{deed}").status_code == 404
    assert novatek.get(f"{address}booking.ics").status_code == 404


# --- repeat -------------------------------------------------------------------------------------------------------


def test_every_week_with_its_conflicts_listed_before(demo) -> None:
    book(demo("novatek"), times("2026-12-01"))
    claire = demo("claire")
    wish = {**TIMES, "repeat": "weekly", "repeat_until": "2026-12-15"}

    page = claire.get("/en/offers/cmm/book/", wish).content.decode()
    sent = form(page, "/en/offers/cmm/book/", -1)
    made = claire.post("/en/offers/cmm/book/", sent)
    again = claire.post("/en/offers/cmm/book/", sent)
    mine = claire.get(made["Location"]).content.decode()

    assert "3 of 4 times are free" in page
    assert "€378.00" in page
    assert "Book those that are free" in page
    assert again["Location"] == made["Location"]
    assert mine.count('class="state yes"') == 3


def test_another_total_repeats_nothing(demo) -> None:
    claire = demo("claire")
    wish = {**TIMES, "repeat": "daily", "repeat_until": "2026-11-26", "key": "k", "agreed": "1.00 EUR"}

    answer = claire.post("/en/offers/cmm/book/", wish)

    assert answer.status_code == 409
    assert "Nothing was done" in answer.content.decode()
    assert "Coming" not in claire.get("/en/activity/").content.decode()


def test_a_last_day_that_makes_no_series_is_told_beside_its_field(demo) -> None:
    for last in ("2026-11-20", "2030-01-01", "x"):
        wish = {**TIMES, "repeat": "daily", "repeat_until": last}

        page = demo("claire").get("/en/offers/cmm/book/", wish).content.decode()

        assert 'id="repeat_until-error"' in page


# --- wait ---------------------------------------------------------------------------------------------------------


def test_waited_for_and_held_when_it_becomes_free(demo) -> None:
    novatek, claire = demo("novatek"), demo("claire")
    address = book(novatek)["Location"]
    wait(claire, TIMES)
    waiting = claire.get("/en/activity/").content.decode()
    cancel(novatek, address)
    offered = claire.get("/en/activity/").content.decode()
    held = re.search(r'href="(/en/bookings/\w+/)">Look at it', offered)

    assert "You wait" in waiting
    assert "What you waited for is free" in offered
    assert held
    assert 'data-countdown="3600"' in claire.get(held.group(1)).content.decode()
    assert "You wait" not in demo("novatek").get("/en/activity/").content.decode()


def test_who_waits_may_leave(demo) -> None:
    book(demo("novatek"))
    claire = demo("claire")
    wait(claire, TIMES)
    leave = re.search(r'action="(/en/waiting/\w+/leave/)"', claire.get("/en/activity/").content.decode())
    assert leave
    other = demo("novatek").post(leave.group(1))
    claire.post(leave.group(1))

    assert other.status_code == 404
    assert "You wait" not in claire.get("/en/activity/").content.decode()


# --- take away ----------------------------------------------------------------------------------------------------


def test_files_hold_what_the_page_shows(demo) -> None:
    claire = demo("claire")
    book(claire)
    cancel(claire, book(claire, times("2026-11-26"), key="k2")["Location"])

    csv = claire.get("/fr/activity/bookings.csv?state=coming").content.decode("utf-8-sig").splitlines()
    every = claire.get("/en/activity/bookings.csv").content.decode("utf-8-sig").splitlines()
    ics = Calendar.from_ical(claire.get("/en/activity/bookings.ics?state=over").content)

    assert len(csv) == 2
    assert csv[1].split(";")[8:] == ["126,00", "EUR"]
    assert len(every) == 3
    assert [str(one["status"]) for one in ics.walk("VEVENT")] == ["CANCELLED"]


def test_a_calendar_follows_what_becomes_of_a_booking(demo) -> None:
    claire = demo("claire")
    address = book(claire)["Location"]
    book(demo("novatek"), times("2026-11-26"))
    claire.post("/en/activity/calendar/", {"verb": "make"})
    feed = re.search(
        r'value="http://testserver(/en/calendar/[\w-]+\.ics)"', claire.get("/en/activity/").content.decode()
    )
    assert feed
    first = Calendar.from_ical(demo("").get(feed.group(1)).content)
    cancel(claire, address)
    second = Calendar.from_ical(demo("").get(feed.group(1)).content)
    alone = Calendar.from_ical(claire.get(f"{address}booking.ics").content)
    shown_again = feed.group(1) in claire.get("/en/activity/").content.decode()
    claire.post("/en/activity/calendar/", {"verb": "end"})

    [before], [after], [one] = (found.walk("VEVENT") for found in (first, second, alone))
    assert before["uid"] == after["uid"] == one["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert (before["status"], after["status"]) == ("CONFIRMED", "CANCELLED")
    assert alone["method"] == "CANCEL"
    assert first.walk("VTIMEZONE")
    assert not shown_again
    assert demo("").get(feed.group(1)).status_code == 404


def test_the_first_time_there_are_three_things_to_begin_with(demo) -> None:
    page = demo("claire").get("/en/activity/").content.decode()

    assert "To begin with" in page
    assert page.partition("To begin with")[2].partition("</ul>")[0].count("<li>") == 3


# --- of an order --------------------------------------------------------------------------------------------------


def test_what_an_order_rents_is_moved_and_cancelled_here_too(demo) -> None:
    claire = demo("claire")
    at = datetime(2026, 11, 23, 22, tzinfo=UTC)
    wish = Wish("cmm", {}, datetime(2026, 11, 24, 8, tzinfo=UTC), datetime(2026, 11, 24, 10, tzinfo=UTC))
    place_order(Basket("ESS", (wish,)), actor=resolve_actor("p20", acting_for="ESS", at=at), at=at, key="k")
    address = f"/en/bookings/{Booking.objects.get().public_id}/"
    page = claire.get(address).content.decode()
    moving = claire.get(f"{address}change/", times("2026-11-25", "09:00", "12:00")).content.decode()
    sent = {**times("2026-11-25", "09:00", "12:00"), **dict(FIELD.findall(moving.partition('id="price"')[2]))}
    claire.post(f"{address}change/", sent)
    moved = claire.get(address).content.decode()
    cancel(claire, address)

    assert "€126.00" in page
    assert "As ordered" in page
    assert "€189.00" in moving
    assert "Wed 25 Nov 2026, 09:00" in moved
    assert "€189.00" in moved
    assert "Cancelled" in claire.get(address).content.decode()


# --- who bears it -------------------------------------------------------------------------------------------------


def test_a_unit_bears_it_on_the_cost_center_chosen(demo) -> None:
    claire = demo("claire")
    page = claire.get("/en/offers/cmm/book/", TIMES).content.decode()
    centers = re.findall(
        r'<option value="([\w-]+)"', page.partition('name="center"')[2].partition("</select>")[0]
    )
    sent = {**TIMES, "agreed": agreed(claire, TIMES), "key": "k", "center": centers[0]}
    bad = claire.post("/en/offers/cmm/book/", {**sent, "other_center": centers[-1], "percent": "x"})

    assert len(centers) >= 1
    if len(centers) > 1:
        assert 'id="percent-error"' in bad.content.decode()
        sent |= {"other_center": centers[1], "percent": "40"}
    made = claire.post("/en/offers/cmm/book/", sent)
    shown = claire.get(made["Location"]).content.decode()

    row = Booking.objects.get()
    assert row.payer == "ESS"
    assert [one.cost_center for one in read_shares(row.shares)] == ["ESS-012"]
    assert 'value="ESS-012" selected' in page
    assert "ESS-012" in shown


def test_two_cost_centers_share_it() -> None:
    errors: dict[str, str] = {}

    both = shares_of("A", "B", "40 %", errors)
    wrong = [
        shares_of("A", other, percent, errors) for other, percent in (("A", "40"), ("B", "x"), ("B", "100"))
    ]

    assert both == (Share("A", Decimal(60)), Share("B", Decimal(40)))
    assert wrong == [(), (), ()]
    assert set(errors) == {"other_center", "percent"}


def test_an_outsider_is_invoiced_and_chooses_no_cost_center(demo) -> None:
    page = demo("novatek").get("/en/offers/cmm/book/", TIMES).content.decode()

    assert "Invoice to" in page
    assert 'name="center"' not in page


def test_a_booking_of_another_capacity_says_for_whom_to_act(demo) -> None:
    claire = demo("claire")
    address = book(claire)["Location"]
    claire.post(reverse("acting-for"), {"party": "p20"})
    other = claire.get(address).content.decode()

    assert "Act for" in other
    assert "Move or extend" not in other
