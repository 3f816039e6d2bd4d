"""Other ways of looking: larger letters, longer words, the system's own colors, paper, no motion, a finger."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.eyes import looking_as

pytestmark = pytest.mark.browser
PLACES = (
    "", "offers/cmm/?of-hour=3", "offers/cmm/book/", "timeline/?supplier=MET&days=1", "basket/", "activity/",
    "standing/", "board/", "board/walk-in/", "resources/", "qualifications/", "negotiations/authority/", "usage/",
    "usage/new/",
    "people/", "supplied/", "deals/register/", "offers/cmm/negotiate/", "help/", "account/sign-in/", "nothing/",
)  # fmt: skip
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"
# Every word of the page four tenths longer, as a language with long words would have it.
LONGER = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const one of texts) {
        if (one.parentElement.closest("script, style")) continue;
        one.data = one.data.replace(/\\p{L}{3,}/gu, word => word + "ëñ".repeat(Math.ceil(word.length * 0.2)));
    }
}"""
# Text that its own box cuts off without a way to reach it.
CUT = """() => [...document.querySelectorAll("main :is(h1, h2, h3, p, button, label, dt, dd, .button, .state)")]
    .filter(one => one.checkVisibility() && !one.closest(".sr-only, .scroll, .entry-text"))
    .filter(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline")
    .map(one => one.outerHTML.slice(0, 120))"""
# Things to press that are smaller than 24 pixels either way, but for links within a sentence.
SMALL = """() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary, textarea")]
    .filter(one => one.checkVisibility() && !one.closest(".sr-only, .skip") && !one.matches(".sr-only, .skip"))
    .filter(one => !(one.matches("a") && getComputedStyle(one).display === "inline"))
    .filter(one => { const box = one.getBoundingClientRect(); return box.width < 24 || box.height < 24; })
    .map(one => one.outerHTML.slice(0, 120))"""


@pytest.fixture
def counter(browser, full):
    """Marc at a page, with a way to go to others."""
    context = looking_as(browser, full, "marc")
    page = context.new_page()
    yield page, full
    context.close()


def everywhere(page: Page, address: str, width: int, find) -> list[str]:
    """What is wrong with each page at a width."""
    page.set_viewport_size({"width": width, "height": 900})
    found = []
    for place in PLACES:
        page.goto(f"{address}/fr/{place}")
        found += [f"{place}: {fault}" for fault in find(page)]
    return found


def sideways(page: Page) -> list[str]:
    wider = page.evaluate(TOO_WIDE)
    return [f"{wider} px too wide"] if wider > 0 else []


def test_letters_twice_as_large_hold(counter) -> None:
    page, address = counter

    def find(page: Page) -> list[str]:
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        return [*sideways(page), *page.evaluate(CUT)]

    assert everywhere(page, address, 1280, find) == []


def test_a_window_at_twice_the_size_holds(counter) -> None:
    page, address = counter

    assert everywhere(page, address, 640, lambda page: [*sideways(page), *page.evaluate(CUT)]) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_words_four_tenths_longer_hold(counter, width) -> None:
    page, address = counter

    def find(page: Page) -> list[str]:
        page.evaluate(LONGER)
        return [*sideways(page), *page.evaluate(CUT)]

    assert everywhere(page, address, width, find) == []


def test_everything_to_press_is_large_enough(counter) -> None:
    page, address = counter

    assert everywhere(page, address, 320, lambda page: page.evaluate(SMALL)) == []


def test_in_the_colors_of_the_system_every_state_keeps_its_pattern(counter) -> None:
    page, address = counter
    page.emulate_media(forced_colors="active")
    page.goto(f"{address}/fr/timeline/?supplier=MET&days=3&from=2026-11-24")
    marks = """names => names.map(name => {
        const one = document.querySelector(`.swatch.${name}`);
        const style = one && getComputedStyle(one);
        return style ? style.backgroundImage + style.boxShadow + style.borderStyle : name;
    })"""
    names = page.evaluate("[...document.querySelectorAll('.swatch')].map(one => one.classList[1])")
    shown = page.evaluate(marks, names)

    assert len(shown) > 2
    assert len(set(shown)) == len(shown)
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_on_paper_the_page_stands_without_what_one_presses(counter) -> None:
    page, address = counter
    for place in ("offers/cmm/?of-hour=3", "activity/", "standing/", "timeline/?supplier=MET&days=1"):
        page.goto(f"{address}/fr/{place}")
        page.emulate_media(media="print")
        seen = page.evaluate(
            "[...document.querySelectorAll('nav.nav, .demo, .actions, .button, main form button, .toast')]"
            ".filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 80))"
        )
        assert seen == [], place
        assert page.locator("h1").is_visible()
        page.emulate_media(media="screen")


def test_who_wants_no_motion_gets_none(counter) -> None:
    page, address = counter
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{address}/fr/offers/cmm/")

    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter(one => { const style = getComputedStyle(one);"
        " return parseFloat(style.transitionDuration) > 0 || style.animationName !== 'none'; }).length"
    )
    assert moving == 0
