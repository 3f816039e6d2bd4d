"""The grid of the timeline: one stop for Tab, arrows, a range, and a voice that says where one is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.eyes import looking_as

pytestmark = pytest.mark.browser
FOCUSED = "document.activeElement.closest('td')?.textContent.trim()"


def at_the_grid(page: Page, address: str) -> None:
    """Open a timeline and let Tab find the grid."""
    page.goto(address)
    stop = "document.activeElement.closest('table[role=grid] tbody td') !== null"
    for _key in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(stop):
            return
    pytest.fail("Tab never came to a slot")


def test_arrows_go_from_slot_to_slot_and_the_voice_says_where(browser, full) -> None:
    context = looking_as(browser, full, "claire")
    page = context.new_page()
    at_the_grid(page, f"{full}/fr/timeline/?supplier=VEH&days=1&from=2026-12-03")
    says = page.locator("[data-says]")
    page.keyboard.press("ArrowRight")
    expect(says).to_have_text("Voitures électriques, parking nord, jeudi 3 décembre, 0 h 30, 6 libres")
    page.keyboard.press("PageDown")
    expect(says).to_have_text("Fourgon 1, jeudi 3 décembre, 0 h 30, libre")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    expect(says).to_have_text("Fourgon 1, jeudi 3 décembre, 0 h 30, jusqu’à 2 h 00, choisi")
    assert page.locator("td[aria-selected=true]").count() == 3
    page.keyboard.press("Enter")
    page.wait_for_url("**/offers/van/book/**")

    assert "resource=van-1&day=2026-12-03&start=00%3A30&until=2026-12-03&end=02%3A00" in page.url
    context.close()


def test_the_voice_says_what_a_free_slot_costs(browser, full) -> None:
    context = looking_as(browser, full, "claire")
    page = context.new_page()
    at_the_grid(page, f"{full}/fr/timeline/?offering=cmm&days=1&from=2026-12-03")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")

    expect(page.locator("[data-says]")).to_have_text(
        "Machine à mesurer, salle climatisée, jeudi 3 décembre, 8 h 00, libre, 63,00 € par heure"
    )
    context.close()


def test_days_weeks_and_the_way_out(browser, full) -> None:
    context = looking_as(browser, full, "claire")
    page = context.new_page()
    at_the_grid(page, f"{full}/en/timeline/?supplier=VEH&from=2026-12-03")
    says = page.locator("[data-says]")
    page.keyboard.press("Control+ArrowRight")
    expect(says).to_contain_text("Friday 4 December, 00:00")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "by-form"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(FOCUSED)
    page.keyboard.press("Control+ArrowDown")
    page.wait_for_url("**from=2026-12-10**")
    expect(page.locator("th[data-day]").first).to_contain_text("10 Dec")
    expect(page.locator("td.free a").first).to_be_focused()
    context.close()


def test_dragging_chooses_several_slots(browser, full) -> None:
    context = looking_as(browser, full, "claire")
    page = context.new_page()
    page.goto(f"{full}/en/timeline/?offering=van&days=1&from=2026-12-03")
    cells = page.locator("tbody tr").nth(1).locator("td")
    cells.nth(0).hover()
    page.mouse.down()
    cells.nth(2).hover()
    page.mouse.up()
    page.wait_for_url("**/offers/van/book/**")

    assert "resource=van-2&day=2026-12-03&start=00%3A00&until=2026-12-03&end=01%3A30" in page.url
    context.close()


def test_without_javascript_a_slot_is_a_link(browser, full) -> None:
    context = looking_as(browser, full, "claire", script=False)
    page = context.new_page()
    page.goto(f"{full}/fr/timeline/?offering=van&days=1&from=2026-12-03")
    page.locator("td.free a").nth(20).click()

    expect(page.get_by_label("Début")).to_have_value("10:00")
    context.close()
