"""Asking for a better price: two clicks, both sides of the thread, and a floor that only the seller's side reads."""

from __future__ import annotations


def ask(client, offering: str = "cmm", **sent: str):
    """Open a negotiation about the measuring machine, or something else."""
    return client.post(f"/en/offers/{offering}/negotiate/", {"key": "k", **sent})


def test_two_clicks_from_the_offering(demo) -> None:
    claire = demo("claire")

    made = ask(claire)
    page = claire.get(made["Location"]).content.decode()

    assert "/en/offers/cmm/negotiate/" in claire.get("/en/offers/cmm/").content.decode()
    assert made.status_code == 302
    assert "asks for a better price" in page


def test_the_meter_is_the_sellers_alone(demo) -> None:
    claire, marc = demo("claire"), demo("marc")
    address = ask(claire, price="55", quantity="10", note="Ten hours a month")["Location"]

    theirs, ours = claire.get(address).content.decode(), marc.get(address).content.decode()

    assert "Floor" not in theirs
    assert "go down alone" not in theirs
    assert "Floor" in ours
    assert "go down alone" in ours
    assert address in marc.get("/en/activity/").content.decode()


def test_offer_counter_agree(demo) -> None:
    claire, marc = demo("claire"), demo("marc")
    address = ask(claire, "calibration", price="24")["Location"]

    assert marc.post(address, {"verb": "offer", "price": "30", "key": "o"}).status_code == 302
    page = claire.get(address).content.decode()
    assert "Accept the price on the table" in page
    assert claire.post(address, {"verb": "agree", "key": "a"}).status_code == 302

    assert "Agreed" in claire.get(address).content.decode()
    assert "Agreed" in marc.get(address).content.decode()


def test_a_refusal_is_told_in_words_and_changes_nothing(demo) -> None:
    claire = demo("claire")
    address = ask(claire, price="55")["Location"]

    for sent in ({"verb": "agree"}, {"verb": "nonsense"}, {"verb": "counter", "price": "x"}):
        answer = claire.post(address, sent)
        assert answer.status_code == 409
        assert 'role="alert"' in answer.content.decode()


def test_a_thread_is_nobody_elses_business(demo) -> None:
    address = ask(demo("claire"))["Location"]

    assert demo("novatek").get(address).status_code == 404
    assert demo("").get(address).status_code == 404
    assert demo("").get("/en/offers/cmm/negotiate/").status_code == 404
