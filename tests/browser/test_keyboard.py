"""With the keyboard alone: find, open, ask why, book on the timeline, move, cancel, restore, order, bargain, switch.

Nothing here points or clicks: keys go to whatever has the focus, and every stop must show that it has it.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.eyes import looking_as

pytestmark = pytest.mark.browser
MOST_STOPS = 150
# What has the focus: how it is called, and whether one can see that it has it.
STOP = """() => {
    const one = document.activeElement;
    const label = one.labels?.[0]?.textContent ?? one.getAttribute("aria-label") ?? one.textContent;
    const inside = one.closest("table[role=grid] tbody") ? "slot" : "";
    const style = getComputedStyle(one);
    const entry = one.closest(".entry");
    const seen = [style, entry && getComputedStyle(entry)].some(found => found && found.outlineStyle !== "none");
    return [(label || "").replace(/\\s+/g, " ").trim(), inside, seen];
}"""


class Keys:
    """A person who has a keyboard and nothing else."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def tab_to(self, name: str, *, slot: bool = False) -> None:
        """Tab until something of this name has the focus, and shows it."""
        met: list[str] = []
        for _stop in range(MOST_STOPS):
            self.press("Tab")
            label, inside, seen = self.page.evaluate(STOP)
            met.append(label)
            if (slot and inside) or (not slot and re.search(name, label)):
                assert seen, f"{label} has the focus, and nobody can see it"
                return
        pytest.fail(f"no stop is called {name}: {met}")

    def enter(self, name: str) -> None:
        """Tab to something and press Enter; a page follows."""
        self.tab_to(name)
        with self.page.expect_navigation():
            self.press("Enter")

    def write(self, name: str, text: str) -> None:
        """Tab to a field and write into it, over what was there."""
        self.tab_to(name)
        self.press("Control+a")
        self.page.keyboard.type(text)


@pytest.fixture
def keys(browser, full):
    """Claire at the first page, in French, with a keyboard."""
    context = looking_as(browser, full, "claire")
    page = context.new_page()
    page.goto(f"{full}/fr/")
    yield Keys(page)
    context.close()


def test_find_an_offering_and_see_why_it_costs_that(keys) -> None:
    keys.press("/")
    keys.page.keyboard.type("mesurer")
    with keys.page.expect_navigation():
        keys.press("Enter")
    keys.enter("^Machine à mesurer tridimensionnelle")
    why = keys.page.locator("details.why")
    before = why.get_attribute("open")
    keys.press("e")

    expect(keys.page.locator("h1")).to_have_text("Machine à mesurer tridimensionnelle")
    assert (why.get_attribute("open") is None) is (before is not None)
    keys.press("e")
    expect(keys.page.locator(".steps .total .value")).to_be_visible()


def test_book_on_the_timeline_move_cancel_and_restore(keys, full) -> None:
    page = keys.page
    keys.enter("^Planning$")
    page.goto(f"{full}/fr/timeline/?offering=lathe&days=1&from=2026-12-10")
    keys.tab_to("", slot=True)
    keys.press("ArrowRight", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight")
    expect(page.locator("[data-says]")).to_contain_text("choisi")
    with page.expect_navigation():
        keys.press("Enter")
    keys.enter("^Réserver ce créneau$")
    expect(page.locator(".verdict-word")).to_have_text("Réservée")
    expect(page.locator(".lede")).to_contain_text("jeu. 10 déc. 2026 à 7 h 00")

    keys.enter("^Déplacer sur le planning$")
    keys.tab_to("", slot=True)
    keys.press("End", "ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft")
    with page.expect_navigation():
        keys.press("Enter")
    keys.enter("^Modifier la réservation$")
    expect(page.locator("[data-toast]")).to_contain_text("Avant, c’était")
    moved = page.locator(".lede").inner_text()

    keys.enter("^Annuler cette réservation$")
    expect(page.locator(".verdict-word")).to_have_text("Annulée")
    keys.enter("^Annuler cette action")
    expect(page.locator(".verdict-word")).to_have_text("Réservée")
    assert page.locator(".lede").inner_text() == moved
    assert "7 h 00" not in moved


def test_order_from_the_basket(keys, full) -> None:
    keys.page.goto(f"{full}/fr/offers/calibration/")
    keys.enter("^Mettre au panier$")
    keys.enter("^Commander")

    expect(keys.page.locator("h1")).to_contain_text("Commande")


def test_another_persona_another_language(keys) -> None:
    page = keys.page
    keys.enter("^Novatek")
    expect(page.locator(".who")).to_contain_text("Novatek")
    keys.enter("^enEnglish$")

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".who")).to_contain_text("Novatek")


def test_two_letters_go_to_a_page_and_rows_are_walked(keys) -> None:
    page = keys.page
    for letter, end in (
        ("t", "/timeline/"),
        ("b", "/basket/"),
        ("m", "/standing/"),
        ("o", "/activity/"),
        ("c", "/fr/"),
    ):
        with page.expect_navigation():
            keys.press("g", letter)
        assert page.url.endswith(end)
    keys.press("j", "j", "k")
    first = page.locator(".entry h3 a").first
    expect(first).to_be_focused()
    with page.expect_navigation():
        keys.press("Enter")
    assert "/offers/" in page.url

    with page.expect_navigation():
        keys.press("?")
    keys.tab_to("^Désactiver les raccourcis clavier$")
    keys.press("Enter", "g", "b")
    expect(page.locator("h1")).to_have_text("Aide")


def test_ask_for_a_better_price(keys, full) -> None:
    keys.page.goto(f"{full}/fr/offers/scanner/")
    keys.enter("^Demander un meilleur prix$")
    keys.enter("^Envoyer")

    assert "/negotiations/" in keys.page.url


def test_a_stop_that_nobody_sees_would_be_found(keys) -> None:
    keys.page.evaluate("document.adoptedStyleSheets = [new CSSStyleSheet()]")
    keys.page.evaluate(
        "document.adoptedStyleSheets[0].replaceSync(':focus-visible { outline: none !important }')"
    )

    with pytest.raises(AssertionError, match="nobody can see it"):
        keys.tab_to("^Planning$")
