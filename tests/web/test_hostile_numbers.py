"""I-30: whatever number stands in an address or a form, the answer is a page or none, never an error of the server."""

from __future__ import annotations

import pytest

HOSTILE = ("9" * 5000, "9" * 25, "²", "٣", "-1", "0", "1e9", "NaN", "1_000", " 1", "")
LISTS = {
    "ines": (
        "papers/?page={}",
        "people/?page={}",
        "audit/?before={}",
        "questions/?page={}",
        "journal/?before={}",
    ),
    "marc": ("supplied/?page={}", "charges/supplied/?before={},{}", "closes/?page={}", "usage/?page={}"),
    "claire": ("?page={}", "activity/?page={}", "charges/?before={},{}", "offers/bike/book/?count={}"),
}


@pytest.mark.parametrize("persona", LISTS)
def test_no_page_falls_over_a_number(demo, persona: str) -> None:
    client = demo(persona)
    for address in LISTS[persona]:
        for number in HOSTILE:
            answer = client.get("/en/" + address.replace("{}", number))
            assert answer.status_code in (200, 400, 404), (address, number[:30])


@pytest.mark.parametrize("number", HOSTILE)
def test_no_form_falls_over_a_number(demo, number: str) -> None:
    forms = (
        ("marc", "supplied/", {"verb": "deliver", "order": "0000000000", "line": number}),
        ("claire", "basket/change/", {"again": number}),
        ("marc", "approvals/", {"verb": "end", "payer": "MET", "number": number}),
        ("marc", "spending/", {"verb": "end", "payer": "MET", "number": number}),
        ("claire", "offers/bike/book/", {"day": "2026-11-25", "count": number}),
        ("claire", "orders/0000000000/cancel/", {"line": number, "agreed": number}),
    )
    clients = {who: demo(who) for who in ("marc", "claire")}
    for who, address, form in forms:
        answer = clients[who].post(f"/en/{address}", form)
        assert answer.status_code < 500, (address, number[:30])
