"""Behind the counter: walk-ins, conditions and problems, maintenance with its consequences, qualifications."""

from __future__ import annotations

import re
from datetime import date

import pytest

from comptoir.core.values import Refusal
from comptoir.operations.accounts import grant_role
from comptoir.operations.actors import resolve_actor, the_machine
from comptoir.operations.permissions import Role
from comptoir.operations.serving import Served, centers_served
from comptoir.store.bookings.models import Booking, Qualification, WaitingWish
from comptoir.web import clock
from tests.web.test_booking import TIMES, book

FIELD = re.compile(r'name="([\w-]+)" value="([^"]*)"')
BOARD = "/en/board/?supplier=MET&day="


def fields(page: str, button: str) -> dict[str, str]:
    """The fields of the form that a button sends."""
    forms = re.findall(r"<form(?:(?!</form>).)*?</form>", page, re.DOTALL)
    return next(dict(FIELD.findall(one)) for one in forms if button in one)


def test_a_walk_in_is_found_priced_booked_and_handed_over(demo) -> None:
    marc = demo("marc")
    asked = {"supplier": "MET", "customer": "Novatek", "resource": "gauge-blocks-set"}
    asked |= {"day": "2026-11-24", "start": "01:00", "until": "2026-11-25", "end": "01:00"}
    page = marc.get("/en/board/walk-in/", asked).content.decode()
    sent = fields(page, "Book and hand over")

    wrong = marc.post("/en/board/walk-in/?supplier=MET", {**sent, "verb": "book", "agreed": "1.00 EUR"})
    made = marc.post("/en/board/walk-in/?supplier=MET", {**sent, "verb": "hand_over"})
    told = marc.get(made["Location"]).content.decode()

    assert "Novatek SARL" in page
    assert wrong.status_code == 409
    assert Booking.objects.get().buyer == "NOV"
    assert "too early" in told
    assert "Booked</span>" in told


def test_a_walk_in_for_a_unit_or_privately_by_the_same_name(demo) -> None:
    asked = {"customer": "Claire Petit", "resource": "cmm-1", "day": "2026-11-25", "start": "09:00"}
    page = demo("marc").get("/en/board/walk-in/", asked).content.decode()

    assert '<option value="ESS"' in page
    assert '<option value="p20"' in page
    assert demo("claire").get("/en/board/walk-in/", asked).status_code == 404


def test_what_is_taken_is_answered_with_times_to_the_counter_too(demo) -> None:
    book(demo("claire"))
    asked = {"customer": "Novatek", "resource": "cmm-1", "day": "2026-11-24", "start": "09:00"}

    page = demo("marc").get("/en/board/walk-in/", asked)

    assert page.status_code == 409
    assert page.content.decode().count('<form class="flush">') == 3


def test_a_walk_in_of_the_house_says_which_cost_center_bears_it(demo) -> None:
    marc = demo("marc")
    asked = {"supplier": "MET", "customer": "Claire Petit", "resource": "cmm-1", "buyer": "ESS"}
    asked |= {"day": "2026-11-25", "start": "09:00", "until": "2026-11-25", "end": "11:00"}
    page = marc.get("/en/board/walk-in/", asked).content.decode()
    sent = {**fields(page, "Book and hand over"), "verb": "book"}
    privately = marc.get("/en/board/walk-in/", {**asked, "buyer": "p20"}).content.decode()
    twice = marc.post(
        "/en/board/walk-in/?supplier=MET", {**sent, "center": "ESS-012", "other_center": "ESS-012"}
    )
    marc.post("/en/board/walk-in/?supplier=MET", {**sent, "center": "ESS-012"})

    assert '<option value="ESS-012"' in page
    assert '<option value="MET-' not in page, "the cost centers of the customer, not of the counter"
    assert " left)" not in page
    assert 'name="center"' not in privately
    assert twice.status_code == 400
    assert Booking.objects.get().shares == '[{"cost_center":"ESS-012","percent":"100"}]'


def test_the_cost_centers_of_others_are_for_who_may_book_for_them(demo) -> None:
    claire = resolve_actor("p20", at=clock.now())

    with pytest.raises(Refusal, match="permission"):
        centers_served(Served("p20", "ESS"), actor=claire, supplier="MET", at=clock.now())


def test_a_walk_in_says_what_it_expects_to_use(demo) -> None:
    marc = demo("marc")
    grant_role("p02", Role.COUNTER_STAFF, unit="VEH", actor=the_machine("tests"), at=clock.now())
    asked = {"supplier": "VEH", "customer": "Claire Petit", "resource": "van-1", "is-licence": "yes"}
    asked |= {"day": "2026-11-25", "start": "08:00", "until": "2026-11-26", "end": "18:00"}
    plain = marc.get("/en/board/walk-in/", asked).content.decode()
    page = marc.get("/en/board/walk-in/", {**asked, "of-km": "300"}).content.decode()
    sent = {**fields(page, "Book and hand over"), "verb": "book"}
    wrong = marc.get("/en/board/walk-in/", {**asked, "of-km": "far"}).content.decode()
    marc.post("/en/board/walk-in/?supplier=VEH", sent)

    assert "Known after use" in plain
    assert "An estimate" in page
    assert sent["agreed"] == "156.00 EUR"
    assert 'id="of-km-error"' in wrong
    assert '"expected:km"' in Booking.objects.get().given


def test_who_finds_it_taken_may_wait_for_it_behind_whoever_came_before(demo) -> None:
    book(demo("claire"))
    marc = demo("marc")
    asked = {"supplier": "MET", "customer": "Novatek", "resource": "cmm-1"}
    asked |= {"day": "2026-11-24", "start": "09:00", "until": "2026-11-24", "end": "11:00"}
    page = marc.get("/en/board/walk-in/", asked).content.decode()
    sent = {**fields(page, "Put them on the waiting list"), "verb": "wait"}
    told = marc.post("/en/board/walk-in/?supplier=MET", sent, follow=True).content.decode()
    marc.post("/en/board/walk-in/?supplier=MET", sent)
    free = {**sent, "start": "14:00", "end": "15:00", "key": "other"}
    shown = marc.post("/en/board/walk-in/?supplier=MET", free)

    wish = WaitingWish.objects.get()
    assert (wish.buyer, wish.resource, wish.state) == ("NOV", "cmm-1", "waiting")
    assert "Novatek SARL waits for it" in told
    assert shown.status_code == 200
    assert "Book and hand over" in shown.content.decode()


def test_nobody_of_that_name_and_several_are_told(demo) -> None:
    marc = demo("marc")

    assert "Nobody is called so" in marc.get("/en/board/walk-in/?customer=zzz").content.decode()
    assert "Which one do you mean?" in marc.get("/en/board/walk-in/?customer=an").content.decode()


def test_each_booking_stands_in_one_list_with_its_buttons(demo, settings) -> None:
    book(demo("claire"))
    marc = demo("marc")
    settings.COMPTOIR_TODAY = date(2026, 11, 24)

    page = marc.get(f"{BOARD}2026-11-24").content.decode()

    assert page.count("Claire Petit</strong>") == 1
    assert "Not come yet" in page
    assert "To hand over" not in page


def test_the_next_is_whose_time_comes_next(demo) -> None:
    book(demo("claire"), {**TIMES, "start": "10:00"})
    book(demo("novatek"), {**TIMES, "start": "08:00", "end": "09:00"})

    page = demo("marc").get(f"{BOARD}2026-11-24").content.decode()

    assert "Novatek SARL" in page.partition('id="next"')[2].partition("</section>")[0]


def test_a_problem_on_return_leads_to_maintenance_with_its_note(demo, settings) -> None:
    night = {**TIMES, "day": "2026-11-25", "start": "00:00", "until": "2026-11-26", "end": "00:00"}
    number = book(demo("claire"), night, "gauge-blocks")["Location"].split("/")[-2]
    marc = demo("marc")
    settings.COMPTOIR_TODAY = date(2026, 11, 25)
    marc.post(BOARD, {"booking": number, "verb": "hand_over", "condition": "clean"})
    sent = {"booking": number, "verb": "hand_back", "condition": "one block chipped", "broken": "yes"}
    answer = marc.post(BOARD, sent)
    page = marc.get(answer["Location"]).content.decode()

    row = Booking.objects.get()
    assert (row.condition_out, row.condition_in) == ("clean", "one block chipped")
    assert answer["Location"].startswith("/en/resources/gauge-blocks-set/maintenance/?day=2026-11-25")
    assert 'value="one block chipped"' in page


def test_maintenance_shows_whose_bookings_it_cancels_before(demo) -> None:
    address = book(demo("claire"))["Location"]
    marc = demo("marc")
    asked = {
        "day": "2026-11-24",
        "start": "08:00",
        "until": "2026-11-24",
        "end": "18:00",
        "note": "calibration",
    }
    page = marc.get("/en/resources/cmm-1/maintenance/", asked).content.decode()
    sent = fields(page, "Cancel them and take it out of service")

    wrong = marc.post("/en/resources/cmm-1/maintenance/", {**sent, "cancelled": "0"})
    done = marc.post("/en/resources/cmm-1/maintenance/", sent)
    listed = marc.get("/en/resources/?supplier=MET").content.decode()
    grid = demo("").get("/en/timeline/?offering=cmm&from=2026-11-24&days=1").content.decode()

    assert "Claire Petit" in page
    assert wrong.status_code == 409
    assert done.status_code == 302
    assert "Cancelled" in demo("claire").get(address).content.decode()
    assert "calibration" in listed
    assert 'class="maintenance' in grid
    assert "calibration" not in grid
    end = re.search(r'action="(/en/maintenance/\w+/end/)"', listed)
    assert end
    assert demo("claire").post(end.group(1)).status_code == 404
    marc.post(end.group(1))
    assert "calibration" not in marc.get("/en/resources/?supplier=MET").content.decode()


def test_the_rules_stand_in_words(demo) -> None:
    page = demo("marc").get("/fr/resources/?supplier=MET").content.decode().replace("\u00a0", " ")

    assert "lun." in page
    assert "7 h 00" in page
    assert "30 minutes" in page
    assert "180 jours" in page


def test_a_qualification_is_noted_and_ended(demo, settings) -> None:
    marc = demo("marc")
    sent = {"person": "Claire Petit", "name": "trained", "offering": "cmm", "valid_from": "2026-11-20"}
    bad = marc.post("/en/qualifications/?supplier=MET", {**sent, "valid_from": "x", "valid_to": "2020-01-01"})
    done = marc.post("/en/qualifications/?supplier=MET", sent)
    page = marc.get("/en/qualifications/?supplier=MET&q=claire").content.decode()
    end = re.search(r'action="(/en/qualifications/\d+/end/)"', page)
    assert end
    other = demo("claire").post(end.group(1), {"supplier": "MET"})
    marc.post(end.group(1), {"supplier": "MET"})

    row = Qualification.objects.get(offering="cmm")
    assert bad.status_code == 400
    assert 'id="valid_from-error"' in bad.content.decode()
    assert done.status_code == 302
    assert (row.person, row.valid_from, row.valid_to) == ("p20", date(2026, 11, 20), date(2026, 11, 23))
    assert other.status_code == 404


def test_the_counters_pages_do_not_exist_for_others(demo) -> None:
    for persona in ("", "claire", "novatek"):
        for place in ("board/walk-in/", "resources/", "resources/cmm-1/maintenance/", "qualifications/"):
            assert demo(persona).get(f"/en/{place}").status_code == 404
    assert demo("marc").get("/en/resources/sem-1/maintenance/").status_code == 404
