"""Law 7: an outsider's world is closed. Two companies that differ in internal matters alone give the same bytes."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from comptoir.core.pricing import quote
from comptoir.operations.demo_people import qualify_people
from comptoir.operations.import_company import import_company
from comptoir.store.bookings.models import Booking
from comptoir.web import prices
from comptoir.web.urls import ROUTES
from tests.web.conftest import AT, look_as
from tests.web.routes import ADDRESSES, FORMS, POSTED
from tests.web.worlds import one_world, other_world, spellings

OUTSIDERS = ("", "novatek")
TOKEN = re.compile(rb'(name="(?:csrfmiddlewaretoken|key)" value=")[^"]+')
COOKIE = re.compile(r"(csrf|session)=[^;]*;|expires=[^;]*")
Seen = dict[tuple[str, str], bytes]


def told(answer) -> bytes:
    """All that an answer tells: status, headers, cookies and body, without what is random in every answer."""
    headers = sorted(f"{name}: {value}" for name, value in answer.headers.items())
    cookies = sorted(COOKIE.sub("", morsel.OutputString()) for morsel in answer.cookies.values())
    body = TOKEN.sub(rb"\1masked", answer.content)
    return "\n".join([str(answer.status_code), *headers, *cookies]).encode() + b"\n\n" + body


def everything_seen() -> Seen:
    """Every route in both languages as every outsider sees it, forms included."""
    seen: Seen = {}
    for persona in OUTSIDERS:
        client = look_as(persona)
        for language in ("fr", "en"):
            for addresses in ADDRESSES.values():
                for address in (
                    *addresses,
                    "nothing/",
                    "offers/nothing/",
                    "cards/LAB-2026/",
                    "standing/?customer=p20",
                ):
                    seen[persona, f"/{language}/{address}"] = told(client.get(f"/{language}/{address}"))
        for address in of_bookings():
            seen[persona, address] = told(client.get(address))
        client.post("/fr/basket/add/", {"offering": "filament", "of-gram": "250"})
        client.post("/fr/basket/add/", {"offering": "copies"})
        seen[persona, "full basket"] = told(client.get("/en/basket/"))
        for name in POSTED:
            seen[persona, name] = told(Client().post(f"/fr/{FORMS.get(name, name + '/')}", {"next": "/fr/"}))
    return seen


def book_for_all() -> None:
    """Bookings of an outsider and of an insider, side by side and in each other's way; and somebody who waits."""
    for persona, hours, verb in (
        ("novatek", ("09:00", "11:00"), "book"), ("claire", ("13:00", "15:00"), "book"),
        ("novatek", ("13:00", "15:00"), "wait"), ("novatek", ("16:00", "17:00"), "book"),
    ):  # fmt: skip
        client = look_as(persona)
        wish = {"day": "2026-11-24", "start": hours[0], "until": "2026-11-24", "end": hours[1], "count": "1"}
        page = client.get("/en/offers/cmm/book/", wish).content.decode()
        found = re.search(r'name="agreed" value="([^"]*)"', page)
        sent = {**wish, "verb": verb, "key": hours[0], "agreed": found.group(1) if found else ""}
        assert client.post("/en/offers/cmm/book/", sent).status_code == 302


def of_bookings() -> list[str]:
    """Addresses about the bookings that there are: their pages, and times that are in somebody's way."""
    taken = "day=2026-11-24&start=13:00&until=2026-11-24&end=15:00"
    found = [
        f"/en/offers/cmm/book/?{taken}",
        f"/fr/offers/cmm/book/?{taken}&repeat=daily&repeat_until=2026-11-27",
    ]
    pages = ("", "change/", f"change/?{taken}", "change/?end=12:00", "timeline/", "booking.ics")
    ids = Booking.objects.order_by("id").values_list("public_id", flat=True)
    return found + [f"/en/bookings/{public_id}/{page}" for public_id in ids for page in pages]


def take_other_world() -> tuple[str, ...]:
    """Import the second world; gives every spelling of every secret in it."""
    tables, amounts = other_world()
    import_company(tables, actor="tests", at=AT + timedelta(hours=1))
    return ("SECRET", *(text for amount in amounts for text in spellings(amount)))


def leaks(seen: Seen, secrets: tuple[str, ...]) -> list[tuple[str, str]]:
    """Where a secret can be read."""
    pattern = re.compile(b"|".join(re.escape(secret.encode()) for secret in secrets))
    return [place for place, content in seen.items() if pattern.search(content)]


def test_every_route_takes_part() -> None:
    assert {route.name for route in ROUTES} == set(ADDRESSES) | POSTED


@pytest.fixture
def worlds(counter) -> tuple[Seen, Seen, tuple[str, ...]]:
    """What outsiders see in the one world, in the other, and the other's secrets."""
    import_company(one_world(), actor="tests", at=AT)
    qualify_people(at=AT)
    book_for_all()
    first = everything_seen()
    secrets = take_other_world()
    return first, everything_seen(), secrets


def test_outsiders_cannot_tell_two_worlds_apart(worlds) -> None:
    first, second, secrets = worlds

    own = [place for place, seen in first.items() if b"Booked</span>" in seen and "bookings/" in place[1]]
    assert len(own) == 2
    assert [place for place in first if first[place] != second[place]] == []
    assert leaks(second, secrets) == []


def test_an_insider_sees_the_difference(counter) -> None:
    import_company(one_world(), actor="tests", at=AT)
    first = look_as("claire").get("/fr/").content
    secrets = take_other_world()
    second = look_as("claire").get("/fr/").content

    assert first != second
    assert leaks({("claire", "/fr/"): second}, secrets)


def test_a_leak_would_be_found(counter, monkeypatch) -> None:
    """A planted fault: whoever asks is quoted as an insider."""
    import_company(one_world(), actor="tests", at=AT)
    first = everything_seen()
    secrets = take_other_world()
    honest = quote

    def leaking(book, request, **given):
        return honest(book, request, **{**given, "rate_class": "interne"})

    monkeypatch.setattr(prices, "quote", leaking)
    second = everything_seen()

    assert [place for place in first if first[place] != second[place]]
    assert leaks(second, secrets)


def test_every_spelling_of_a_canary_is_looked_for() -> None:
    for text in ("7919.37", "7\u202f919,37", "7\u00a0919,37", "7919,37", "791937", "7,919.37"):
        assert leaks(
            {("", "/"): f"<p>{text}</p>".encode()}, ("SECRET", *spellings(next(iter(other_world()[1]))))
        )
