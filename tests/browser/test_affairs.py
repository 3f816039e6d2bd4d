"""Orders, approvals, talks, agreements, quotes and usage as they look when there is something in them; no fault."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.eyes import looking_as
from tests.browser.test_accessible import AXE, faults

pytestmark = pytest.mark.browser
ROWS = "Client;Prestation;Jour;Durée (min)\nESS;cmm;2026-11-20;90\nNOBODY;cmm;soon;x\n"


class Looking:
    """Somebody who looks at every page it meets, in both languages and at both widths."""

    def __init__(self, browser, address: str, persona: str) -> None:
        self.address, self.found = address, list[str]()
        self.context = looking_as(browser, address, persona)
        self.page: Page = self.context.new_page()

    def open(self, place: str) -> Page:
        """Open a page."""
        self.page.goto(place if place.startswith("http") else f"{self.address}/en/{place}")
        return self.page

    def press(self, name: str) -> Page:
        """Press the first button of that name."""
        self.page.get_by_role("button", name=name).first.click()
        self.page.wait_for_load_state()
        return self.page

    def look(self, *places: str) -> None:
        """Look at the page that is open, or at others."""
        here = self.page.url
        for place in places or (self.page.url,):
            for address in (place, place.replace("/en/", "/fr/", 1)) if places else (place,):
                if places:
                    self.open(address)
                self.page.evaluate(AXE)
                told = [fault for width in (320, 1280) for fault in faults(self.page, width)]
                self.found += [f"{self.page.url}: {fault}" for fault in told]

        if places:
            self.open(here)

    def add(self, offering: str, **counts: str) -> None:
        """Put something into the basket from its page."""
        self.open(f"offers/{offering}/?" + "&".join(f"of-{unit}={count}" for unit, count in counts.items()))
        self.press("Put into the basket")


def test_what_one_orders_and_who_answers_without_a_fault(browser, full) -> None:
    bruno, claire, marc = (Looking(browser, full, persona) for persona in ("bruno", "claire", "marc"))
    bruno.open("spending/")
    bruno.page.get_by_label("Amount (EUR)").first.fill("much")
    bruno.press("Set the limit")
    bruno.look()
    bruno.page.get_by_label("Amount (EUR)").first.fill("100")
    bruno.press("Set the limit")
    bruno.look(bruno.page.url)

    claire.add("calibration", piece="2")
    claire.look(claire.page.url)
    claire.press("Split with another cost center")
    claire.look()
    claire.press("Order and commit to pay")
    claire.look()
    claire.press("One fewer")
    claire.press("Order and commit to pay")
    small = claire.page.url
    claire.look(small, f"{small}lines/1/", f"{small}lines/1/?of-piece=5", f"{small}lines/1/?of-piece=x")
    claire.add("calibration", piece="9")
    claire.press("Order and commit to pay")
    claire.look(claire.page.url)
    claire.add("calibration", piece="3")
    claire.press("Ask for a binding quote")
    claire.look(claire.page.url, f"{full}/en/quotes/")
    claire.add("calibration", piece="3")
    claire.press("Save as a draft")
    claire.look(claire.page.url)

    bruno.look(f"{full}/en/approvals/")
    bruno.open("approvals/")
    bruno.press("Refuse")
    bruno.look()
    marc.look(f"{full}/en/supplied/")
    marc.open("supplied/free/")
    marc.page.get_by_label("To whom").fill("e")
    marc.press("Record it")
    marc.look()

    faulty = [fault for one in (bruno, claire, marc) for fault in one.found]
    for one in (bruno, claire, marc):
        one.context.close()
    assert faulty == []


def test_talks_and_agreements_without_a_fault(browser, full) -> None:
    claire, marc = (Looking(browser, full, persona) for persona in ("claire", "marc"))
    claire.open("offers/calibration/negotiate/")
    claire.page.get_by_label("Price per piece").fill("29")
    claire.press("Send")
    thread = claire.page.url
    marc.look(thread, f"{full}/en/negotiations/")
    marc.open(thread)
    marc.page.get_by_label("The price you offer").fill("1")
    marc.press("Propose this price")
    marc.look()
    marc.page.get_by_label("The price you offer").fill("29")
    marc.press("Propose this price")
    claire.look(thread)
    claire.open(thread)
    claire.press("Accept the price on the table")
    claire.look(thread)
    claire.open("deals/")
    claire.page.locator(".entries h3 a").first.click()
    deal = claire.page.url
    claire.look(f"{full}/en/deals/", deal)
    marc.look(deal, f"{full}/en/deals/register/", f"{full}/en/negotiations/authority/")

    faulty = [*claire.found, *marc.found]
    claire.context.close()
    marc.context.close()
    assert faulty == []


def test_usage_without_a_fault(browser, full) -> None:
    marc = Looking(browser, full, "marc")
    marc.open("usage/import/")
    marc.press("Look at the file")
    marc.look()
    marc.page.get_by_label("File of usage").set_input_files(
        {"name": "november.csv", "mimeType": "text/csv", "buffer": ROWS.encode()}
    )
    marc.press("Look at the file")
    preview = marc.page.url
    marc.look(preview)
    marc.open(preview)
    marc.press("Take 1 row in")
    marc.look(marc.page.url, f"{full}/en/usage/")
    marc.open("usage/new/")
    marc.page.get_by_label("For whom").fill("zzz")
    marc.press("Record it")
    marc.look()
    marc.open("usage/")
    marc.page.get_by_role("link", name="Correct").first.click()
    marc.look(marc.page.url)

    faulty = marc.found
    marc.context.close()
    assert faulty == []
