"""What is counted after use (kilometers) is estimated from what one expects: booked, ordered, and shown as that."""

from __future__ import annotations

import re
from datetime import date

from comptoir.operations.accounts import grant_role
from comptoir.operations.actors import the_machine
from comptoir.operations.permissions import Role
from comptoir.store.models import Booking, Order
from comptoir.web import clock

TIMES = {"day": "2026-11-25", "start": "08:00", "until": "2026-11-26", "end": "18:00", "is-licence": "yes"}
AGREED = re.compile(r'name="agreed" value="([^"]*)"')


def test_without_a_word_on_it_the_price_of_a_kilometer_is_told(demo) -> None:
    page = demo("claire").get("/en/offers/van/book/", TIMES).content.decode()

    assert "Kilometers you expect to use" in page or "Km you expect to use" in page
    assert "counted after use: say how much you expect to use" in page
    assert "€0.30 for 1" in page, page[page.index("counted after use") - 80 :][:160]


def test_an_expected_distance_makes_an_estimate_that_is_booked(demo) -> None:
    claire = demo("claire")
    asked = {**TIMES, "of-km": "300"}
    page = claire.get("/en/offers/van/book/", asked).content.decode()
    agreed = AGREED.search(page)

    assert agreed is not None
    assert agreed[1] == "156.00 EUR", "two days at 48, 300 km less 100 at 0.30"
    assert "An estimate from what is reserved or expected" in page
    done = claire.post("/en/offers/van/book/", {**asked, "agreed": agreed[1], "key": "k"})
    assert done.status_code == 302
    assert '"expected:km"' in Booking.objects.get().given
    shown = claire.get(done["Location"]).content.decode()
    assert "€156.00" in shown


def test_it_is_ordered_from_the_basket_with_its_estimate(demo) -> None:
    claire = demo("claire")
    claire.post("/en/basket/add/", {**TIMES, "of-km": "300", "offering": "van", "key": "k"})
    page = claire.get("/en/basket/").content.decode()
    agreed = AGREED.search(page)

    assert "€156.00" in page
    assert agreed is not None
    sent = claire.post("/en/basket/order/", {"agreed": agreed[1], "key": "o", "cost_center": "ESS-012"})
    assert sent.status_code == 302, sent.content.decode()[-4000:]
    order = Order.objects.get()
    line = order.lines.get(wish=1)
    assert (line.amount, Booking.objects.get(line=f"{order.id}/1").offering) == (15_600, "van")


def test_what_is_no_number_is_told_beside_its_field(demo) -> None:
    page = demo("claire").get("/fr/offers/van/book/", {**TIMES, "of-km": "loin"}).content.decode()

    assert 'id="of-km-error"' in page


def test_an_instrument_by_the_hour_asks_for_nothing_more(demo) -> None:
    assert 'name="of-' not in demo("claire").get("/en/offers/cmm/book/").content.decode()


def test_what_was_driven_is_read_off_at_the_counter_and_charged(demo, settings) -> None:
    asked = {**TIMES, "start": "00:00", "until": "2026-11-25", "end": "18:00", "of-km": "300"}
    claire, keeper = demo("claire"), demo("marc")
    grant_role("p02", Role.COUNTER_STAFF, unit="VEH", actor=the_machine("tests"), at=clock.now())
    page = claire.get("/en/offers/van/book/", asked).content.decode()
    agreed = AGREED.search(page)
    assert agreed is not None
    made = claire.post("/en/offers/van/book/", {**asked, "agreed": agreed[1], "key": "k"})
    number = made["Location"].split("/")[-2]
    settings.COMPTOIR_TODAY = date(2026, 11, 25)
    assert keeper.post("/en/board/?supplier=VEH", {"booking": number, "verb": "hand_over"}).status_code == 302
    board = keeper.get("/en/board/?supplier=VEH").content.decode()
    assert 'name="of-km"' in board

    back = {"booking": number, "verb": "hand_back"}
    wrong = keeper.post("/en/board/?supplier=VEH", {**back, "of-km": "far"}, follow=True)
    assert "km: Write a number" in wrong.content.decode()
    keeper.post("/en/board/?supplier=VEH", {**back, "of-km": "180"})

    shown = claire.get(f"/en/bookings/{number}/").content.decode()
    assert "Returned" in shown
    assert "€72.00" in shown, "a day at 48, 180 km less 100 at 0.30"
