"""I-17: nobody opens or changes what is another's. Every route of the URL conf stands here, or the test fails.

`EVERYBODY`: the same door for all, what one sees there is one's own. `STAFF`: pages of a place, and which of the people
of the demo may open them; all others meet 404. `ORDER`, `BOOKING`: one thing each, tried by its own buyer, by a
colleague of the same unit, by somebody of another unit, by another supplier's staff, by an outsider, by a passer-by and
by the supplier's side. Forms are sent by all who may not: they answer 404, and nothing has changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from comptoir.store.state_hash import commitments_hash
from comptoir.web.urls import ROUTES
from comptoir.web.viewer import PERSONAS
from tests.web.routes import ADDRESSES, FORMS
from tests.web.signing_in import has_account, sign_in

EVERYBODY = frozenset(
    """
    catalog offer book timeline timeline-book timeline-slot basket basket-add basket-change basket-customer
    basket-order quotes activity charges papers centers
    bookings-csv bookings-ics feed standing ask prices accessibility help design theme act-as acting-for negotiate deals
    account account_login account_logout account_inactive account_signup account_reauthenticate account_change_password
    account_set_password account_reset_password account_reset_password_done account_reset_password_from_key_done
    account_reset_password_from_key mfa_authenticate mfa_reauthenticate mfa_index mfa_activate_totp mfa_deactivate_totp
    mfa_view_recovery_codes mfa_generate_recovery_codes mfa_download_recovery_codes openid_connect_login
    openid_connect_callback socialaccount_login_cancelled socialaccount_login_error socialaccount_signup
    """.split()
)
AT_METROLOGY = "marc elsa romain ines adrien"
# route -> the personas that may open it. Marc manages metrology, Elsa serves and sells there, Romain sells; Bruno
# manages engine testing; Ines controls, Mathilde administers and Adrien audits the whole house.
STAFF = {
    "board": AT_METROLOGY,
    "walk-in": "marc elsa romain",
    "resources": AT_METROLOGY,
    "maintenance": "marc elsa",
    "qualifications": "marc elsa",
    "inbox": AT_METROLOGY,
    "authority": AT_METROLOGY,
    "register": AT_METROLOGY,
    "usage": AT_METROLOGY,
    "usage-new": "marc elsa romain",
    "usage-bring": "marc elsa romain",
    "supplied": AT_METROLOGY,
    "supplied-free": "marc elsa romain",
    "approvals": "marc bruno ines",
    "spending": "marc bruno ines",
    "rate-card": "marc",
    "supplied-charges": AT_METROLOGY,
    "closes": "marc ines adrien",
    "close": "marc ines adrien",
    "journal": "ines adrien",
    "journal-file": "ines adrien",
    "check": "ines mathilde adrien",
    "questions": "marc elsa romain ines mathilde",
    "people": "marc bruno ines mathilde adrien",
    "audit": "ines mathilde adrien",
    "audit-csv": "ines mathilde adrien",
}
# Things that were made: an order and a booking of engine testing at metrology.
ORDER = {"order": "orders/{order}/", "order-line": "orders/{order}/lines/1/"}
BOOKING = {
    "booking": "bookings/{booking}/",
    "booking-ics": "bookings/{booking}/booking.ics",
    "change-booking": "bookings/{booking}/change/",
    "change-timeline": "bookings/{booking}/timeline/",
    "change-slot": "bookings/{booking}/timeline/cmm-1/540",
}
POSTED_AT_ORDER = frozenset({"cancel-order", "order-again"})
POSTED_AT_BOOKING = frozenset(
    {"cancel-booking", "restore-booking", "confirm-booking", "hold-booking", "undo-booking"}
)
POSTED_BY_STAFF = frozenset({"qualification-ends", "maintenance-ends", "usage-undo"})
# One thing each, tried by everybody else in test_object_level_counter.py (negotiation, deal, usage) and
# test_object_level_money.py (charge, paper, file, certificate, entry); quote, calendar and waiting list by some people
# in test_orders.py and test_booking_changes.py. A stranger's 404 is tried below for an id that nobody has.
ELSEWHERE = frozenset(
    {
        "negotiation",
        "deal",
        "usage-record",
        "usage-preview",
        "usage-import",
        "usage-rejects",
        "calendar",
        "leave-waiting",
        "quote",
        "charge",
        "paper",
        "paper-file",
        "certificate",
        "close-papers",
        "entry",
    }
)
STRANGERS = ("other unit", "other supplier", "outsider", "passer-by")
Door = dict[str, Client]


LISTED = (
    EVERYBODY
    | STAFF.keys()
    | ORDER.keys()
    | BOOKING.keys()
    | POSTED_AT_ORDER
    | POSTED_AT_BOOKING
    | POSTED_BY_STAFF
    | ELSEWHERE
)


def test_every_route_of_the_url_conf_is_listed() -> None:
    assert {str(route.name) for route in ROUTES} == LISTED


def test_each_page_of_a_place_opens_to_its_people_alone(demo) -> None:
    slugs = ("", *(one.slug for one in PERSONAS))
    clients = {slug: demo(slug) for slug in slugs}
    for name, may in STAFF.items():
        address = f"/en/{ADDRESSES[name][0]}"
        opened = {slug for slug in slugs if clients[slug].get(address).status_code == 200}
        assert opened == set(may.split()), name
        for slug in set(slugs) - opened:
            assert clients[slug].get(address).status_code == 404, (name, slug)


@pytest.fixture
def doors(demo) -> Door:
    """Everybody who stands in one relation to what engine testing ordered at metrology."""
    for person in ("p21", "p24", "p36"):
        has_account(person)
    return {
        "own": demo("claire"),
        "same unit": sign_in("p21"),
        "other unit": sign_in("p24"),
        "other supplier": sign_in("p36"),
        "outsider": demo("novatek"),
        "passer-by": demo(""),
        "staff": demo("elsa"),
        "auditor": demo("adrien"),
    }


def statuses(doors: Door, address: str) -> dict[str, int]:
    return {who: client.get(f"/en/{address}").status_code for who, client in doors.items()}


def tried(doors: Door, address: Callable[[str], str], names: frozenset[str]) -> None:
    """Every form of one thing, sent by all whose thing it is not: 404, and nothing has changed."""
    before = commitments_hash()
    for name in sorted(names):
        for who in STRANGERS:
            for form in ({}, {"fee": "", "agreed": "", "key": "k", "verb": "undo"}):
                answer = doors[who].post(f"/en/{address(FORMS[name])}", form)
                assert answer.status_code == 404, (name, who)
    assert commitments_hash() == before
    assert connection.in_atomic_block


def test_an_order_is_its_units_and_its_suppliers(doors) -> None:
    order = place(doors["own"])
    for name, address in ORDER.items():
        seen = statuses(doors, address.format(order=order))
        assert {who for who, status in seen.items() if status != 404} <= {
            "own",
            "same unit",
            "staff",
            "auditor",
        }, name
        assert (seen["own"], seen["same unit"]) == (
            (200, 200) if name == "order" else (seen["own"], seen["own"])
        ), name
    tried(doors, lambda address: address.replace("0000000000", order), POSTED_AT_ORDER)


def test_a_booking_is_its_units_and_its_suppliers(doors) -> None:
    booking = take(doors["own"])
    for name, address in BOOKING.items():
        seen = statuses(doors, address.format(booking=booking))
        assert {who for who, status in seen.items() if status != 404} <= {
            "own",
            "same unit",
            "staff",
            "auditor",
        }, name
    assert statuses(doors, f"bookings/{booking}/")["own"] == 200
    tried(doors, lambda address: address.replace("0000000000", booking), POSTED_AT_BOOKING)


def test_forms_of_the_counter_are_nobody_elses(doors) -> None:
    tried(doors, str, POSTED_BY_STAFF)


def test_what_nobody_made_is_the_same_bytes_as_what_is_another_s(doors) -> None:
    booking = take(doors["own"])
    stranger = doors["outsider"]

    def body(name: str) -> bytes:
        text = stranger.get(f"/en/bookings/{name}/").content.replace(name.encode(), b"")
        return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", text)

    assert body(booking) == body("0" * len(booking))


def place(client: Client) -> str:
    """Order something of metrology as anybody does; the order's public id."""
    client.post("/en/basket/add/", {"offering": "calibration", "of-piece": "2"})
    page = client.get("/en/basket/").content.decode()
    form = {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("agreed", "key")}
    answer = client.post("/en/basket/order/", form)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"].rstrip("/").rpartition("/")[2].partition("?")[0]


def take(client: Client) -> str:
    """Book the measuring machine as anybody does; the booking's public id."""
    when = "day=2026-11-24&start=09:00&until=2026-11-24&end=11:00"
    page = client.get(f"/en/offers/cmm/book/?{when}").content.decode()
    hidden = {}
    for name in ("agreed", "key"):
        found = re.search(rf'name="{name}" value="([^"]*)"', page)
        hidden[name] = found[1] if found else ""
    sent = {"day": "2026-11-24", "start": "09:00", "until": "2026-11-24", "end": "11:00", **hidden}
    answer = client.post("/en/offers/cmm/book/", sent)
    assert answer.status_code == 302, page
    return answer.headers["Location"].partition("/bookings/")[2].partition("/")[0]
