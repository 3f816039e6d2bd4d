"""The day board: by the clock, for the supplier's people only, and the buttons do what they say."""

from __future__ import annotations

from datetime import date

from tests.web.test_booking import TIMES, book

VAN = {
    "day": "2026-11-25",
    "start": "08:00",
    "until": "2026-11-26",
    "end": "18:00",
    "is-licence": "yes",
    "of-km": "9",
}


def test_the_day_stands_in_the_order_of_the_clock_whoever_comes(demo) -> None:
    later = {**TIMES, "start": "08:00", "end": "09:00"}
    book(demo("claire"), {**TIMES, "start": "10:00"})
    book(demo("novatek"), later)

    page = demo("marc").get("/en/board/?day=2026-11-24").content.decode()

    assert page.index("Novatek SARL</strong>") < page.index("Claire Petit</strong>")
    assert "internal" not in page.lower()


def test_too_early_is_told_and_nothing_happens(demo) -> None:
    number = book(demo("claire"))["Location"].split("/")[-2]
    marc = demo("marc")

    answer = marc.post("/en/board/?day=2026-11-24", {"booking": number, "verb": "hand_over"})

    assert answer.status_code == 409
    assert 'role="alert"' in answer.content.decode()
    assert "Hand over" in marc.get("/en/board/?day=2026-11-24").content.decode()


def test_handed_over_and_taken_back(demo, settings) -> None:
    from datetime import date

    night = {**TIMES, "day": "2026-11-25", "start": "00:00", "until": "2026-11-26", "end": "00:00"}
    claire, marc = demo("claire"), demo("marc")
    number = book(claire, night, "gauge-blocks")["Location"].split("/")[-2]
    settings.COMPTOIR_TODAY = date(2026, 11, 25)

    over = marc.post("/en/board/", {"booking": number, "verb": "hand_over"})
    back = marc.post("/en/board/", {"booking": number, "verb": "hand_back"})

    assert over.status_code == back.status_code == 302
    assert "Returned" in claire.get(f"/en/bookings/{number}/").content.decode()


def test_the_board_does_not_exist_for_others(demo) -> None:
    for persona in ("", "claire", "novatek"):
        assert demo(persona).get("/en/board/").status_code == 404
    assert demo("marc").get("/en/board/?supplier=LAB").status_code == 404
    assert demo("marc").post("/en/board/", {"verb": "nonsense"}).status_code == 404


def test_the_code_of_a_booking_opens_its_row_whatever_its_day(demo, settings) -> None:
    address = book(demo("claire"))["Location"]
    number = address.split("/")[-2]
    marc = demo("marc")

    typed = marc.get(f"/en/board/?supplier=MET&number={number.lower()}").content.decode()
    scanned = marc.get("/en/board/", {"number": f"http://testserver{address}"}).content.decode()
    done = marc.post(f"/en/board/?supplier=MET&number={number}", {"booking": number, "verb": "hand_over"})
    settings.COMPTOIR_TODAY = date(2026, 11, 25)
    over = marc.post(f"/en/board/?supplier=MET&number={number}", {"booking": number, "verb": "miss"})
    after = marc.get(f"/en/board/?supplier=MET&number={number}").content.decode()

    for page in (typed, scanned):
        assert f"Booking {number}</h2>" in page
        assert page.count('value="hand_over"') == 1
        assert 'value="miss"' not in page, "its time has not come yet"
        assert "The whole day" in page
    assert done.status_code == 409, "too early, told beside the row"
    assert f"Booking {number}</h2>" in done.content.decode()
    assert over.status_code == 302
    assert f"Booking {number}</h2>" in after
    assert 'name="verb"' not in after, "nothing is left to do with it"


def test_an_unknown_code_says_so_and_tells_nothing_of_other_counters(demo) -> None:
    number = book(demo("claire"), VAN, "van")["Location"].split("/")[-2]
    marc = demo("marc")

    for code in ("ZZZZ", number, "../x", "<b>"):
        page = marc.get("/en/board/", {"supplier": "MET", "number": code}).content.decode()
        assert 'id="number-error"' in page
        assert "<b>" not in page
