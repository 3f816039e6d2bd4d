"""I-29: whoever has many bookings or orders sees a hundred on a page, and finds all of them by turning it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.test import Client

from comptoir.store.models import Order
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


def test_every_order_stands_on_one_of_the_pages(demo) -> None:
    first = datetime(2026, 1, 1, tzinfo=UTC)
    ids = [f"ORDER{number:05d}" for number in range(230)]
    Order.objects.bulk_create(
        Order(
            id=name, state="confirmed", buyer="ESS", payer="ESS", beneficiary="ESS", ordered_by="p20",
            basket='{"lines": []}', caps="{}", created_at=first + timedelta(hours=number), changed_at=first,
            submitted_at=first + timedelta(hours=number),
        )
        for number, name in enumerate(ids)
    )  # fmt: skip
    claire = demo("claire")
    seen: list[list[str]] = []
    address = "/en/activity/"
    while address and len(seen) < 9:
        page = claire.get(address).content.decode()
        seen.append(re.findall(r'href="/en/orders/(ORDER\d+)/"', page))
        older = re.search(r'href="(\?orders=\d+)#orders">Older', page)
        address = f"/en/activity/{older[1]}" if older else ""

    assert [len(one) for one in seen] == [100, 100, 30]
    assert [name for one in seen for name in one] == ids[::-1]
    for number in ("0", "-1", "x", "9" * 4_400, "²"):
        assert claire.get(f"/en/activity/?orders={number}").status_code == 200
