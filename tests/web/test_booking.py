"""Booking from a page: price before, one winner, alternatives, the fee before, and the way back."""

from __future__ import annotations

import re

TIMES = {"day": "2026-11-24", "start": "09:00", "until": "2026-11-24", "end": "11:00", "count": "1"}
AGREED = re.compile(r'name="agreed" value="([^"]*)">')


def agreed(client, times: dict[str, str], offering: str = "cmm") -> str:
    """The amount that the form shows and sends back."""
    found = AGREED.search(client.get(f"/en/offers/{offering}/book/", times).content.decode())
    assert found is not None
    return found.group(1)


def book(client, times: dict[str, str] = TIMES, offering: str = "cmm", key: str = "k"):
    """Send the form with the amount that it showed."""
    sent = {**times, "agreed": agreed(client, times, offering), "key": key}
    return client.post(f"/en/offers/{offering}/book/", sent)


def test_the_price_stands_before_and_is_frozen_after(demo) -> None:
    claire = demo("claire")

    shown = claire.get("/en/offers/cmm/book/", TIMES).content.decode()
    made = book(claire)
    page = claire.get(made["Location"]).content.decode()

    assert "€126.00" in shown
    assert made.status_code == 302
    assert "€126.00" in page
    assert "Cancel this booking" in page


def test_who_comes_second_gets_three_times_to_book_with_one_click(demo) -> None:
    book(demo("claire"))
    novatek = demo("novatek")

    page = novatek.get("/en/offers/cmm/book/", TIMES)
    forms = re.findall(r'<form class="flush".*?</form>', page.content.decode(), re.DOTALL)
    sent = dict(re.findall(r'name="([\w-]+)" value="([^"]*)"', forms[0]))
    made = novatek.post("/en/offers/cmm/book/", sent)

    assert page.status_code == 409
    assert len(forms) == 3
    assert made.status_code == 302
    assert "€180.00" in novatek.get(made["Location"]).content.decode()


def test_the_same_form_sent_twice_books_once(demo) -> None:
    claire = demo("claire")
    sent = {**TIMES, "agreed": agreed(claire, TIMES), "key": "once"}

    first = claire.post("/en/offers/cmm/book/", sent)
    again = claire.post("/en/offers/cmm/book/", sent)

    assert first.status_code == 302
    assert again["Location"] == first["Location"]


def test_another_price_than_the_one_shown_books_nothing(demo) -> None:
    claire = demo("claire")

    answer = claire.post("/en/offers/cmm/book/", {**TIMES, "agreed": "1.00 EUR", "key": "k"})

    assert answer.status_code == 409
    assert "Nothing was booked" in answer.content.decode()


def test_cancelled_at_the_fee_shown_and_taken_back(demo) -> None:
    claire = demo("claire")
    address = book(claire)["Location"]
    fee = re.search(r'name="fee" value="([^"]*)"', claire.get(address).content.decode())
    assert fee

    claire.post(f"{address}cancel/", {"fee": "0.01 EUR"})
    wrong = claire.get(address).content.decode()
    claire.post(f"{address}cancel/", {"fee": fee.group(1)})
    cancelled = claire.get(address).content.decode()
    claire.post(f"{address}restore/")
    restored = claire.get(address).content.decode()

    assert "The fee has changed since you saw it" in wrong
    assert "Take the cancellation back" in cancelled
    assert "Cancel this booking" in restored


def test_the_week_is_the_same_whoever_booked(demo) -> None:
    """A passer-by sees that it is taken, and not by whom."""
    claire, novatek = demo("claire"), demo("novatek")
    address = book(claire)["Location"]
    by_claire = demo("").get("/en/offers/cmm/").content
    fee = re.search(r'name="fee" value="([^"]*)"', claire.get(address).content.decode())
    assert fee
    claire.post(f"{address}cancel/", {"fee": fee.group(1)})
    book(novatek)
    by_novatek = demo("").get("/en/offers/cmm/").content

    token = re.compile(rb'csrfmiddlewaretoken" value="[^"]*"')
    assert token.sub(b"", by_claire) == token.sub(b"", by_novatek)
    assert b'class="span taken"' in by_claire
    assert b'class="span yours"' in novatek.get("/en/offers/cmm/").content


def test_a_booking_is_nobody_elses_business(demo) -> None:
    address = book(demo("claire"))["Location"]

    nothing = demo("novatek").get("/en/bookings/0000000000/").content
    other = demo("novatek").get(address)

    assert other.status_code == 404
    assert len(other.content) == len(nothing)
    assert demo("marc").get(address).status_code == 200
    assert demo("novatek").post(f"{address}cancel/", {"fee": ""}).status_code == 404


def test_a_passer_by_is_told_the_price_and_the_way_on(demo) -> None:
    page = demo("").get("/en/offers/cmm/book/", TIMES).content.decode()

    assert "€180.00" in page
    assert "Ask for this" in page
    assert "Book this time" not in page
    assert demo("").post("/en/offers/cmm/book/", TIMES).status_code == 404


def test_what_cannot_be_read_is_told_beside_its_field(demo) -> None:
    page = demo("claire").get("/en/offers/cmm/book/?day=x&start=y&end=z&until=w&count=-1").content.decode()

    for field in ("day", "start", "until", "end"):
        assert f'id="{field}-error"' in page


def test_a_time_that_the_clock_jumps_over_is_told(demo) -> None:
    night = {"day": "2027-03-28", "start": "02:30", "until": "2027-03-28", "end": "09:00", "count": "1"}

    page = demo("claire").get("/en/offers/scanner/book/", night).content.decode()

    assert "it goes forward to 03:30" in page
    assert 'name="agreed"' not in page


def test_of_a_time_that_comes_twice_one_says_which(demo) -> None:
    night = {"day": "2026-11-24", "start": "09:00", "until": "2027-10-31", "end": "02:30", "count": "1"}
    claire = demo("claire")

    asked = claire.get("/en/offers/scanner/book/", night).content.decode()
    second = claire.get("/en/offers/scanner/book/", {**night, "end_offset": "+01:00"}).content.decode()

    assert "The clock shows this time twice" in asked
    assert '<select id="end_offset"' in asked
    assert "shows this time twice" not in second
    assert '<option value="+01:00" selected>' in second


def test_the_form_begins_with_a_free_time(demo) -> None:
    client = demo("claire")

    first = client.get("/fr/offers/cmm/book/")
    offered = first.context["texts"]
    book(client, {name: offered[name] for name in TIMES})
    second = client.get("/fr/offers/cmm/book/")

    assert first.status_code == second.status_code == 200
    assert first.context["price"].net.minor > 0
    assert second.context["texts"]["start"] >= offered["end"]
    assert second.context["price"].net == first.context["price"].net


def test_a_short_gap_is_filled_to_its_end_and_a_written_time_stays(demo) -> None:
    client = demo("claire")
    day = "2026-11-25"
    book(client, {**TIMES, "day": day, "start": "08:30", "until": day, "end": "12:00"})

    gap = client.get(f"/fr/offers/cmm/book/?resource=cmm-1&day={day}&start=08:00")
    written = client.get(f"/fr/offers/cmm/book/?day={day}&start=08:00&until={day}&end=10:00")

    assert (gap.status_code, gap.context["texts"]["end"]) == (200, "08:30")
    assert (written.status_code, written.context["texts"]["end"]) == (409, "10:00")


def test_what_the_price_was_asked_for_is_not_written_again(demo) -> None:
    client = demo("claire")

    page = client.get("/fr/offers/cmm/?of-hour=3&is-operator=yes")
    way = page.context["price"].actions[0].address
    form = client.get(way)

    assert form.status_code == 200
    assert form.context["price"].net == page.context["price"].net
