"""The product in one gesture: the same page, another persona, another price. With and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.eyes import looking_as

pytestmark = pytest.mark.browser
SMALL_TARGETS = """() => [...document.querySelectorAll("nav a, footer a, button, summary, input, select")]
    .filter(one => one.type !== "hidden" && one.checkVisibility())
    .map(one => [one, one.getBoundingClientRect()])
    .filter(([one, box]) => box.width && (box.height < 24 || box.width < 24))
    .map(([one, box]) => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("script", [True, False])
def test_search_price_and_why(browser, full, script) -> None:
    context = looking_as(browser, full, "claire", script=script)
    page = context.new_page()
    page.goto(f"{full}/fr/")
    page.get_by_label("Chercher dans les offres").fill("mesurer")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("link", name="Machine à mesurer tridimensionnelle").click()
    page.get_by_label("Heures").fill("3")
    page.get_by_role("button", name="Calculer le prix").click()

    expect(page.locator("#price .amount").first).to_have_text("189,00\u00a0€")
    expect(page.locator("#price del")).to_have_text("270,00\u00a0€")
    expect(page.locator(".steps .total .value")).to_have_text("189,00\u00a0€")
    assert "of-hour=3" in page.url
    context.close()


def test_another_persona_same_page_other_price(browser, full) -> None:
    context = looking_as(browser, full, "claire")
    page = context.new_page()
    page.goto(f"{full}/fr/offers/cmm/?of-hour=3")
    page.get_by_role("button", name="Novatek").click()
    page.wait_for_load_state()

    expect(page.locator("#price .amount").first).to_have_text("270,00\u00a0€")
    expect(page.locator("#price del")).to_have_count(0)
    assert page.url.endswith("/fr/offers/cmm/?of-hour=3")
    context.close()


def test_the_price_follows_the_quantity(browser, full) -> None:
    context = looking_as(browser, full, "")
    page = context.new_page()
    page.goto(f"{full}/en/offers/cmm/")
    page.get_by_label("Hours").fill("2")

    expect(page.locator("#price .amount").first).to_have_text("€180.00")
    assert page.evaluate("document.activeElement.id") == "of-hour"
    context.close()


def test_keys_act_and_can_be_switched_off(browser, full) -> None:
    context = looking_as(browser, full, "")
    page = context.new_page()
    page.goto(f"{full}/en/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"

    page.goto(f"{full}/en/help/")
    page.get_by_role("button", name="Switch keyboard shortcuts off").click()
    page.goto(f"{full}/en/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "q"
    context.close()


def test_the_first_stop_of_the_keyboard_skips_to_the_content(browser, full) -> None:
    context = looking_as(browser, full, "")
    page = context.new_page()
    page.goto(f"{full}/en/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
    context.close()


def test_the_switch_of_colors_works_without_script(browser, full) -> None:
    context = looking_as(browser, full, "", script=False)
    page = context.new_page()
    page.goto(f"{full}/en/help/")
    page.get_by_role("button", name="Dark").click()

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.url == f"{full}/en/help/"
    context.close()


def test_on_a_narrow_screen_the_price_stands_before_the_rest(browser, full) -> None:
    context = looking_as(browser, full, "claire", width=320)
    page = context.new_page()
    page.goto(f"{full}/fr/offers/cmm/")
    price, rest = page.locator("#price").bounding_box(), page.locator(".offer-body").bounding_box()

    context.close()
    assert price is not None
    assert rest is not None
    assert price["y"] < rest["y"]


def test_every_target_is_large_enough(browser, full) -> None:
    context = looking_as(browser, full, "marc", width=320)
    page = context.new_page()
    small = []
    for place in ("", "offers/cmm/", "standing/", "help/"):
        page.goto(f"{full}/fr/{place}")
        small += page.evaluate(SMALL_TARGETS)

    context.close()
    assert small == []
