"""I-29: whoever has many bookings sees a hundred on a page, and finds all of them by turning it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.test import Client

from comptoir.web.mine import PAGE, paged
from tests.web.signing_in import has_account, sign_in


def test_a_page_holds_a_hundred_and_the_pages_hold_all() -> None:
    several: list[tuple[str, list[Any]]] = [
        ("Coming", [SimpleNamespace(id=number) for number in range(130)]),
        ("Over", [SimpleNamespace(id=number) for number in range(130, 250)]),
    ]
    seen, page, follows = [], 1, True
    while follows:
        shown, follows = paged(several, page)
        numbers = [one.id for _, rows in shown for one in rows]
        assert len(numbers) <= PAGE
        seen += numbers
        page += 1
    assert seen == list(range(250))
    assert page == 4
    assert paged(several, 9) == ([], False)


def test_any_page_number_is_answered(demo) -> None:
    has_account("p20", name="claire.petit")
    client: Client = sign_in("claire.petit")
    for number in ("1", "0", "-1", "x", "2", "9" * 4_400, "²"):
        assert client.get(f"/en/activity/?page={number}").status_code == 200
