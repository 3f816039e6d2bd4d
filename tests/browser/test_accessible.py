"""No page breaks a rule of WCAG 2.0 to 2.2, A or AA, that axe-core can see; none scrolls sideways at 320 pixels."""

from __future__ import annotations

from importlib import resources

import pytest
from playwright.sync_api import Page

from tests.browser.eyes import PERSONAS, WIDTHS, looking_as

pytestmark = pytest.mark.browser
AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
RUN = """rules => axe.run(document, rules).then(
    found => found.violations.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 160)}`))"""
# Full, empty and error states of every page; `{}` is the language.
PLACES = (
    "", "?q=microscope", "?q=zeppelin", "?kind=service",
    "offers/cmm/", "offers/cmm/?of-hour=x", "offers/sem/?of-hour=4&start=2026-11-28T22:00", "offers/calibration/",
    "offers/data-extraction/", "offers/cmm/?is-trained=no",
    "offers/cmm/book/?day=2026-11-24&start=09:00&end=11:00", "offers/cmm/book/?day=x&start=y", "offers/bike/book/",
    "offers/cmm/book/?day=2026-11-22",
    "timeline/?supplier=VEH", "timeline/?offering=cmm&days=1", "timeline/?supplier=MET&view=list",
    "basket/", "activity/", "board/", "board/?day=x", "board/?number=ZZZZ", "board/walk-in/?customer=Novatek",
    "board/walk-in/?customer=Claire+Petit&resource=cmm-1&day=2026-11-25&start=09:00", "board/walk-in/?customer=an",
    "resources/", "resources/cmm-1/maintenance/?note=x", "resources/cmm-1/maintenance/?day=x", "qualifications/",
    "offers/cmm/negotiate/",
    "standing/", "standing/?as_of=nonsense", "cards/MET-2026/",
    "usage/", "usage/new/", "usage/import/", "negotiations/", "negotiations/authority/", "deals/", "quotes/",
    "deals/register/",
    "approvals/", "spending/", "supplied/", "supplied/free/",
    "charges/", "charges/supplied/", "papers/", "papers/?q=zeppelin", "centers/", "closes/", "closes/MET/2026-10/",
    "journal/", "verify/",
    "questions/", "people/", "audit/", "audit/?about=zeppelin",
    "account/", "account/sign-in/", "account/reset/", "account/closed/",
    "ask/?offering=cmm", "prices/", "accessibility/", "help/", "design/", "nothing/",
)  # fmt: skip
EMPTY_PLACES = ("", "standing/", "basket/", "activity/", "timeline/")
DARK_PLACES = (
    "",
    "offers/sem/",
    "offers/data-extraction/",
    "standing/?customer=p20",
    "cards/MET-2026/",
    "design/",
)


def faults(page: Page, width: int) -> list[str]:
    """What axe finds at a width, and whether the page scrolls sideways."""
    page.set_viewport_size({"width": width, "height": 900})
    told = page.evaluate(RUN, RULES)
    wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*told, *([f"{wider} px too wide"] if wider > 0 else [])]


def look(page: Page, address: str) -> list[str]:
    """Every fault of one address, at every width."""
    page.goto(address)
    page.evaluate(AXE)
    return [f"{address} at {width}: {fault}" for width in WIDTHS for fault in faults(page, width)]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("persona", PERSONAS)
def test_no_page_breaks_a_rule(browser, full, persona, language) -> None:
    context = looking_as(browser, full, persona)
    page = context.new_page()

    found = [fault for place in PLACES for fault in look(page, f"{full}/{language}/{place}")]

    context.close()
    assert found == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_page_of_an_empty_counter_breaks_a_rule(browser, empty, language) -> None:
    context = looking_as(browser, empty, "")
    page = context.new_page()

    found = [fault for place in EMPTY_PLACES for fault in look(page, f"{empty}/{language}/{place}")]

    context.close()
    assert found == []


def test_no_page_breaks_a_rule_in_the_dark(browser, full) -> None:
    context = looking_as(browser, full, "marc", theme="dark")
    page = context.new_page()

    found = [fault for place in DARK_PLACES for fault in look(page, f"{full}/en/{place}")]

    context.close()
    assert found == []


def test_a_fault_would_be_found(browser, full) -> None:
    context = looking_as(browser, full, "")
    page = context.new_page()
    page.goto(f"{full}/en/help/")
    page.evaluate("document.querySelector('main').innerHTML = '<img src=x><p id=wide>w</p>'")
    page.evaluate("document.getElementById('wide').style.width = '2000px'")
    page.evaluate(AXE)

    found = faults(page, 320)

    context.close()
    assert any(fault.startswith("image-alt") for fault in found)
    assert any("too wide" in fault for fault in found)
