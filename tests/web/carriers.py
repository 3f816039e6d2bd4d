"""What may carry a right past its end: fifteen things, each taken while its holder was inside, and tried later.

A carrier sets itself up and gives back the attempt: whether it still does what only somebody inside may do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from comptoir.connectors.mail import Letter
from comptoir.operations.sending import send_waiting
from comptoir.store.bookings.models import Booking
from comptoir.web import clock
from tests.web.signing_in import has_account, sign_in
from tests.web.test_basket import fields, order
from tests.web.test_booking import TIMES, agreed, book
from tests.web.test_booking_changes import cancel, form, wait
from tests.web.test_negotiation import ask
from tests.web.test_orders import number

Look = Callable[[str], Client]
Attempt = Callable[[], bool]
SOLD = "/en/offers/filament/"


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def prices(page: str) -> frozenset[str]:
    """The amounts of a page, below its head."""
    return frozenset(re.findall(r"€[\d,.]+\d", page.partition("<main")[2]))


def filled(client: Client) -> dict[str, str]:
    """Something in the basket; what the order form sends."""
    client.post("/en/basket/add/", {"offering": "filament", "of-gram": "250"})
    return fields(text(client, "/en/basket/"))


def led_to(answer, what: str) -> bool:
    return answer.status_code == 302 and f"/{what}/" in answer.headers["Location"]


def session(look: Look) -> Attempt:
    """An open session shows the inside price."""
    has_account("p20")
    client = sign_in("p20")
    inside = prices(text(client, SOLD))
    assert inside != prices(text(look(""), SOLD))
    return lambda: prices(text(client, SOLD)) == inside


def basket(look: Look) -> Attempt:
    """A full basket is ordered at the total that it showed."""
    client = look("claire")
    sent = filled(client)
    return lambda: led_to(client.post("/en/basket/order/", sent), "orders")


def hold(look: Look) -> Attempt:
    """A held time is booked at the price at which it was held."""
    client = look("claire")
    sent = {**TIMES, "agreed": agreed(client, TIMES), "key": "k", "verb": "hold"}
    address = client.post("/en/offers/cmm/book/", sent)["Location"]
    confirm = form(text(client, address), f"{address}confirm/")

    def attempt() -> bool:
        client.post(f"{address}confirm/", confirm)
        return Booking.objects.filter(state="confirmed").exists()

    return attempt


def quote(look: Look) -> Attempt:
    """A quote is accepted at its price."""
    client = look("claire")
    made = client.post("/en/basket/order/", {**filled(client), "verb": "quote"})["Location"]
    return lambda: led_to(client.post(made, {"verb": "accept", "key": "a"}), "orders")


def quote_link(look: Look) -> Attempt:
    """The address of a quote, kept among the bookmarks, shows it."""
    client = look("claire")
    made = client.post("/en/basket/order/", {**filled(client), "verb": "quote"})["Location"]
    return lambda: client.get(made).status_code == 200


def calendar(look: Look) -> Attempt:
    """The secret address of a calendar, read by a program that signs in nowhere."""
    client = look("claire")
    book(client)
    client.post("/en/activity/calendar/", {"verb": "make"})
    found = re.search(r'value="http://testserver(/en/calendar/[\w-]+\.ics)"', text(client, "/en/activity/"))
    assert found
    return lambda: look("").get(found[1]).status_code == 200


def cached_page(look: Look) -> Attempt:
    """A page that was kept is asked for again with all that a cache would send: it is made anew."""
    client = look("claire")
    first = client.get(SOLD)
    assert first.headers["Cache-Control"] == "private, no-store"
    assert not {"ETag", "Last-Modified", "Expires"} & set(first.headers)
    inside = prices(first.content.decode())
    asked = {"If-None-Match": "*", "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}

    def attempt() -> bool:
        again = client.get(SOLD, headers=asked)
        return again.status_code == 304 or prices(again.content.decode()) == inside

    return attempt


def retry(look: Look) -> Attempt:
    """A form whose answer was lost is sent again with its key, and the order looked at."""
    client = look("claire")
    sent = filled(client)
    made = client.post("/en/basket/order/", sent)["Location"]

    def attempt() -> bool:
        again = client.post("/en/basket/order/", sent)
        assert "€" not in again.content.decode() or again.status_code == 409
        return any(client.get(one).status_code == 200 for one in {made, again.headers.get("Location", made)})

    return attempt


def waiting_list(look: Look) -> Attempt:
    """A place in the queue: what becomes free is held for who is next."""
    novatek, client = look("novatek"), look("claire")
    address = book(novatek)["Location"]
    wait(client, TIMES)

    def attempt() -> bool:
        cancel(novatek, address)
        return Booking.objects.filter(state="held").exists()

    return attempt


def negotiation(look: Look) -> Attempt:
    """A price on the table is agreed to."""
    client = look("claire")
    address = ask(client, "calibration", price="30")["Location"]
    look("marc").post(address, {"verb": "offer", "price": "30", "key": "o"})
    return lambda: client.post(address, {"verb": "agree", "key": "a"}).status_code == 302


def deal(look: Look) -> Attempt:
    """An agreed price is what one pays."""
    client = look("claire")
    address = ask(client, "calibration", price="30")["Location"]
    look("marc").post(address, {"verb": "offer", "price": "30", "key": "o"})
    assert client.post(address, {"verb": "agree", "key": "a"}).status_code == 302
    client.post("/en/basket/add/", {"offering": "calibration", "of-piece": "2"})
    return lambda: "€60.00" in text(client, "/en/basket/")


def mandate(look: Look) -> Attempt:
    """A lent mandate, and the role of a seller: a price is offered that one's own authority does not reach."""
    address = ask(look("claire"), "calibration", price="30")["Location"]
    marc, seller = look("marc"), look("romain")
    assert seller.post(address, {"verb": "offer", "price": "30", "key": "early"}).status_code == 409
    lent = {"verb": "lend", "who": "p35", "start": "2026-11-23", "end": "2026-12-05"}
    assert marc.post("/en/negotiations/authority/", lent).status_code == 302
    return lambda: seller.post(address, {"verb": "offer", "price": "30", "key": "o"}).status_code == 302


def approval(look: Look) -> Attempt:
    """An order waits for the yes of somebody who leaves."""
    bruno = look("bruno")
    bruno.post("/en/spending/", {"verb": "set", "payer": "ESS", "rule": "", "amount": "0"})
    claire = look("claire")
    address = order(claire)["Location"]
    sent = {"verb": "approve", "order": number(address), "note": "yes"}
    assert "Waiting for approval" in text(claire, address)
    return lambda: bruno.post("/en/approvals/", sent).status_code == 302


def export(look: Look) -> Attempt:
    """The address of a file gives the bookings of the unit."""
    client = look("claire")
    book(client)
    files = ("/en/activity/bookings.csv", "/en/activity/bookings.ics")
    assert all("cmm" in text(client, one) or "easuring" in text(client, one) for one in files)
    return lambda: any("126" in text(client, one) or "VEVENT" in text(client, one) for one in files)


def mail(look: Look) -> Attempt:
    """A mail that was left before is sent later: it names no price, and its way on is asked for rights of its own."""
    has_account("p20")
    client = look("claire")
    book(client)
    letters: list[Letter] = []

    def attempt() -> bool:
        send_waiting(at=clock.now() + timedelta(minutes=1), by=letters.append)
        told = "\n".join(f"{one.subject}{one.text}{one.html}{one.calendar.decode()}" for one in letters)
        assert letters
        assert not re.search(r"€|EUR|126|180", told)
        way = re.search(r"(/en/bookings/\w+/)", told.replace("/fr/", "/en/"))
        assert way
        return client.get(way[1]).status_code == 200

    return attempt


# carrier -> who leaves
CARRIERS: dict[Callable[[Look], Attempt], str] = {
    session: "p20", basket: "p20", hold: "p20", quote: "p20", quote_link: "p20", calendar: "p20", cached_page: "p20",
    retry: "p20", waiting_list: "p20", negotiation: "p20", deal: "p20", mandate: "p35", approval: "p11", export: "p20",
    mail: "p20",
}  # fmt: skip
