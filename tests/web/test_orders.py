"""An order from the yes of its payer to its delivery: approvals, limits, deliveries, changes with the fee first."""

from __future__ import annotations

import re

from tests.web.test_basket import fields, order


def text(client, address: str, status: int = 200) -> str:
    """A page."""
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def number(address: str) -> str:
    """The order's id in its address."""
    return address.rstrip("/").rsplit("/", 1)[-1]


def test_above_a_limit_the_payers_manager_decides(demo) -> None:
    bruno, claire = demo("bruno"), demo("claire")
    bruno.post("/en/spending/", {"verb": "set", "payer": "ESS", "rule": "", "amount": "50"})
    address = order(claire)["Location"]
    assert "Waiting for approval" in text(claire, address)

    page = text(bruno, "/en/approvals/")
    assert "Claire Petit" in page
    assert "asks for a yes above €50.00" in page
    silent = bruno.post("/en/approvals/", {"verb": "refuse", "order": number(address)})
    assert silent.status_code == 409
    assert "Say in the note why" in silent.content.decode()
    bruno.post("/en/approvals/", {"verb": "approve", "order": number(address), "note": "Fine for me"})

    page = text(claire, address)
    assert "Ordered" in page
    assert "Fine for me" in page
    assert "Nothing waits for you" in text(bruno, "/en/approvals/")


def test_a_refusal_carries_its_note_and_the_basket_comes_back(demo) -> None:
    bruno, claire = demo("bruno"), demo("claire")
    bruno.post("/en/spending/", {"verb": "set", "payer": "ESS-012", "rule": "", "amount": "1,50"})
    address = order(claire)["Location"]
    bruno.post("/en/approvals/", {"verb": "refuse", "order": number(address), "note": "Next year"})

    page = text(claire, address)
    assert "Not approved" in page
    assert "Next year" in page
    claire.post(f"{address}again/")
    assert 'value="250"' in text(claire, "/en/basket/")


def test_who_ordered_does_not_approve(demo) -> None:
    bruno = demo("bruno")
    bruno.post("/en/spending/", {"verb": "set", "payer": "ESS", "rule": "", "amount": "0"})
    address = order(bruno)["Location"]

    assert "cannot approve it" in text(bruno, "/en/approvals/")
    assert bruno.post("/en/approvals/", {"verb": "approve", "order": number(address)}).status_code == 409


def test_a_cap_says_what_is_left_and_ends(demo) -> None:
    bruno, claire = demo("bruno"), demo("claire")
    bruno.post("/en/spending/", {"verb": "set", "payer": "ESS-012", "rule": "month", "amount": "1000"})
    order(claire)
    page = text(bruno, "/en/spending/")
    left = re.findall(r"€[89]\d\d\.\d\d", page)
    limit = re.search(r'name="number" value="(\d+)"', page)

    assert left
    assert limit
    bruno.post("/en/spending/", {"verb": "end", "number": limit.group(1)})
    assert "No limit is set" in text(bruno, "/en/spending/")


def test_what_is_wrong_with_a_limit_is_told(demo) -> None:
    bruno = demo("bruno")

    wrong = bruno.post("/en/spending/", {"verb": "set", "payer": "ESS", "rule": "", "amount": "much"})
    foreign = bruno.post("/en/spending/", {"verb": "set", "payer": "MET", "rule": "", "amount": "5"})
    fund = bruno.post("/en/spending/", {"verb": "pay_in", "payer": "ESS", "amount": "5"})

    assert wrong.status_code == 400
    assert 'value="much"' in wrong.content.decode()
    assert foreign.status_code == 409
    assert fund.status_code == 409
    assert demo("claire").get("/en/spending/").status_code == 404


def test_a_line_is_delivered_in_part_then_whole(demo) -> None:
    claire, marc = demo("claire"), demo("marc")
    claire.post("/en/basket/add/", {"offering": "calibration", "of-piece": "3"})
    made = claire.post("/en/basket/order/", fields(text(claire, "/en/basket/")))
    name = number(made["Location"])

    assert name in text(marc, "/en/supplied/")
    marc.post("/en/supplied/", {"verb": "partly", "order": name, "line": "1"})
    assert "Delivered in part" in text(claire, made["Location"])
    marc.post("/en/supplied/", {"verb": "deliver", "order": name, "line": "1"})

    assert "Done" in text(claire, made["Location"])
    waiting, _, lately = text(marc, "/en/supplied/").partition("Delivered lately")
    assert (name in waiting, name in lately) == (False, True)
    assert marc.post("/en/supplied/", {"verb": "deliver", "order": name, "line": "1"}).status_code == 409
    assert claire.post("/en/supplied/", {"verb": "deliver", "order": name, "line": "1"}).status_code == 404


def test_a_delivery_noted_by_mistake_is_taken_back(demo) -> None:
    claire, marc = demo("claire"), demo("marc")
    claire.post("/en/basket/add/", {"offering": "calibration", "of-piece": "1"})
    made = claire.post("/en/basket/order/", fields(text(claire, "/en/basket/")))
    name = number(made["Location"])
    marc.post("/en/supplied/", {"verb": "deliver", "order": name, "line": "1"})
    undo = {"verb": "undo", "order": name, "line": "1"}

    assert marc.post("/en/supplied/", undo).status_code == 409
    assert claire.post("/en/supplied/", undo | {"why": "x"}).status_code == 404
    assert marc.post("/en/supplied/", undo | {"why": "another shelf"}).status_code == 302

    waiting, _, lately = text(marc, "/en/supplied/").partition("Delivered lately")
    assert (name in waiting, name in lately) == (True, False)


def test_what_is_given_free_is_recorded(demo) -> None:
    marc = demo("marc")
    sent = {"offering": "calibration", "count": "2", "to": "moteurs", "note": "For the open day"}

    many = marc.post("/en/supplied/free/", {**sent, "to": "e"})
    nobody = marc.post("/en/supplied/free/", {**sent, "to": "zzz", "count": "x"})
    done = marc.post("/en/supplied/free/", {**sent, "to": "engine testing"})

    assert "Which one do you mean?" in many.content.decode()
    assert nobody.status_code == 400
    assert "Nobody is called so" in nobody.content.decode()
    assert done.status_code == 302
    page = text(demo("claire"), f"/en/orders/{done['Location'].rsplit('=', 1)[-1]}/")
    assert "For the open day" in page
    assert "€0.00" in page


def test_a_quantity_changes_at_what_was_shown(demo) -> None:
    claire = demo("claire")
    claire.post("/en/basket/add/", {"offering": "calibration", "of-piece": "3"})
    made = claire.post("/en/basket/order/", fields(text(claire, "/en/basket/")))
    line = f"{made['Location']}lines/1/"
    shown = text(claire, f"{line}?of-piece=5")
    agreed = re.search(r'name="agreed" value="([^"]*)"', shown)
    assert agreed

    wrong = claire.post(line, {"verb": "change", "of-piece": "5", "agreed": "1.00 EUR "})
    right = claire.post(line, {"verb": "change", "of-piece": "5", "agreed": agreed.group(1)})

    assert wrong.status_code == 409
    assert right.status_code == 302
    assert "5 pieces" in text(claire, made["Location"])
    assert 'id="count-error"' in text(claire, f"{made['Location']}lines/2/?of-piece=x")


def test_one_line_is_cancelled_at_its_fee(demo) -> None:
    claire = demo("claire")
    address = order(claire)["Location"]
    line = f"{address}lines/1/"
    fee = re.search(r'name="fee" value="([^"]*)"', text(claire, line))
    assert fee

    assert claire.post(line, {"verb": "cancel", "fee": "99.00 EUR"}).status_code == 409
    assert claire.post(line, {"verb": "cancel", "fee": fee.group(1)}).status_code == 302
    page = text(claire, address)
    assert "<del>" in page
    assert "lines/2/" in page
    assert demo("novatek").get(line).status_code == 404
    assert claire.get(line).status_code == 404
