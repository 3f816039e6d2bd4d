"""The day board: by the clock, for the supplier's people only, and the buttons do what they say."""

from __future__ import annotations

from tests.web.test_booking import TIMES, book


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
