"""The basket: what is put there is priced for its payer, ordered once, and the order is nobody else's business."""

from __future__ import annotations

import re


def fields(page: str) -> dict[str, str]:
    """What the order form sends along."""
    form = page[page.index("/basket/order/") :]
    return dict(re.findall(r'name="(agreed|key)" value="([^"]*)"', form))


def order(client):
    """Put two things into the basket and order them."""
    client.post("/en/basket/add/", {"offering": "calibration", "of-piece": "3"})
    client.post("/en/basket/add/", {"offering": "filament", "of-gram": "250"})
    return client.post("/en/basket/order/", fields(client.get("/en/basket/").content.decode()))


def test_an_employee_charges_a_cost_center_and_a_company_gets_an_invoice(demo) -> None:
    for persona, told, other in (
        ("claire", "Charged to cost center", "Your purchase order"),
        ("novatek", "Your purchase order", "Charged to cost center"),
    ):
        client = demo(persona)
        client.post("/en/basket/add/", {"offering": "calibration"})
        page = client.get("/en/basket/").content.decode()

        assert told in page
        assert other not in page


def test_an_order_is_confirmed_with_its_prices_and_why(demo) -> None:
    claire = demo("claire")

    made = order(claire)
    page = claire.get(made["Location"]).content.decode()

    assert made.status_code == 302
    assert "ESS-012" in page
    assert "Why this price?" in page
    assert "Your basket is empty" in claire.get("/en/basket/").content.decode()
    assert made["Location"] in claire.get("/en/activity/").content.decode()


def test_another_total_than_the_one_shown_orders_nothing(demo) -> None:
    claire = demo("claire")
    claire.post("/en/basket/add/", {"offering": "calibration"})

    answer = claire.post("/en/basket/order/", {"agreed": "1.00 EUR", "key": "k"})

    assert answer.status_code == 409
    assert "Nothing was ordered" in answer.content.decode()


def test_the_same_form_sent_twice_orders_once_and_leads_to_the_order(demo) -> None:
    """The answer was lost on its way: by then the basket is empty, and the form is sent again."""
    claire, novatek = demo("claire"), demo("novatek")
    claire.post("/en/basket/add/", {"offering": "calibration"})
    sent = fields(claire.get("/en/basket/").content.decode())

    first = claire.post("/en/basket/order/", sent)
    again = claire.post("/en/basket/order/", sent)

    assert first.status_code == 302
    assert again.status_code == 302
    assert again["Location"] == first["Location"]
    assert novatek.post("/en/basket/order/", sent).status_code == 409, "a key is its actor's own"


def test_quantities_change_and_lines_go(demo) -> None:
    novatek = demo("novatek")
    novatek.post("/en/basket/add/", {"offering": "calibration", "of-piece": "3"})
    before = fields(novatek.get("/en/basket/").content.decode())["agreed"]
    novatek.post("/en/basket/change/", {"of-1-piece": "4"})
    after = fields(novatek.get("/en/basket/").content.decode())["agreed"]
    novatek.post("/en/basket/change/", {"out": "1"})

    assert before != after
    assert "Your basket is empty" in novatek.get("/en/basket/").content.decode()


def test_an_order_is_nobody_elses_business(demo) -> None:
    address = order(demo("claire"))["Location"]

    assert demo("novatek").get(address).status_code == 404
    assert demo("").get(address).status_code == 404
    assert demo("novatek").post(f"{address}cancel/", {"fee": ""}).status_code == 404


def test_an_order_is_cancelled_at_the_fee_shown(demo) -> None:
    claire = demo("claire")
    address = order(claire)["Location"]
    fee = re.search(r'name="fee" value="([^"]*)"', claire.get(address).content.decode())
    assert fee

    wrong = claire.post(f"{address}cancel/", {"fee": "9.99 EUR"})
    claire.post(f"{address}cancel/", {"fee": fee.group(1)})

    assert wrong["Location"].endswith("problem=fee")
    assert "Cancelled" in claire.get(address).content.decode()


def test_a_passer_by_keeps_a_basket_and_is_shown_the_way_on(demo) -> None:
    client = demo("")
    client.post("/en/basket/add/", {"offering": "calibration"})
    page = client.get("/en/basket/").content.decode()

    assert "To order, the house has to know you" in page
    assert client.post("/en/basket/order/", {}).status_code == 404
    assert client.post("/en/basket/add/", {"offering": "nothing"}).status_code == 404


def test_bookings_are_taken_away_as_a_table(demo) -> None:
    assert (
        demo("claire")
        .get("/fr/activity/bookings.csv")
        .content.decode()
        .startswith("\ufeffNuméro;Quoi;Ressource;Combien;Début;Fin")
    )
