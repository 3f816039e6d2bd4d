"""A stranger books an instrument from the demo's first page in four clicks, and somebody else finds it taken."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.eyes import looking_as
from tests.browser.test_accessible import AXE, faults

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False])
def test_four_clicks_to_a_booked_instrument(browser, full, script) -> None:
    context = looking_as(browser, full, "", script=script)
    page = context.new_page()
    page.goto(f"{full}/fr/")
    page.get_by_role("button", name="Claire").click()
    page.get_by_role("link", name="Fraiseuse 5 axes").click()
    page.locator(".span.free a").nth(1 if script else 2).click()
    page.get_by_role("button", name="Réserver ce créneau").click()

    expect(page.locator(".verdict-word")).to_have_text("Réservée")
    expect(page.locator("aside .amount")).to_contain_text("€")
    context.close()


def test_booked_taken_cancelled_ordered_without_a_fault(browser, full) -> None:
    claire = looking_as(browser, full, "claire")
    page = claire.new_page()
    found: list[str] = []

    def look() -> None:
        page.evaluate(AXE)
        found.extend(f"{page.url}: {fault}" for width in (320, 1280) for fault in faults(page, width))

    # One hour: below the limit that another test sets for her unit.
    time = "en/offers/cmm/book/?day=2026-12-08&start=09:00&end=10:00"
    page.goto(f"{full}/{time}")
    page.get_by_role("button", name="Book this time").click()
    look()
    booking = urlsplit(page.url).path
    page.goto(f"{full}/{time}")
    look()
    expect(page.locator("section.card li form")).to_have_count(3)
    page.goto(f"{full}/en/activity/")
    look()
    # Other tests book for her too: the one of this test, wherever it stands in the list.
    page.locator(f".entry a[href='{booking}']").first.click()
    page.get_by_role("button", name="Cancel this booking").click()
    look()
    page.goto(f"{full}/en/offers/calibration/")
    page.get_by_role("button", name="Put into the basket").click()
    look()
    page.get_by_role("button", name="Order and commit to pay").click()
    look()
    page.goto(f"{full}/en/offers/cmm/")
    page.get_by_role("link", name="Ask for a better price").click()
    look()
    page.get_by_role("button", name="Send").click()
    look()

    claire.close()
    assert found == []
