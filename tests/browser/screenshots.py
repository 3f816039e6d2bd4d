"""Pictures of the pages for the documentation: `python -m tests.browser.screenshots` writes docs/screenshots/*.png."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from tests.browser import counter, eyes
from tests.house.tree import ROOT

FOLDER = ROOT / "docs" / "screenshots"
LARGEST = 215_000


class Shot(NamedTuple):
    """One picture: its file, who looks, where, how wide and high, in which colors, and what is pressed before."""

    name: str
    persona: str
    place: str
    width: int = 1280
    height: int = 960
    theme: str = "light"
    press: str = ""


INTO_BASKET = "form[action*='basket/add'] button"
SHOTS = (
    Shot("catalog-visitor-fr", "", "fr/"),
    Shot("catalog-employee-fr", "claire", "fr/"),
    Shot("catalog-visitor-en-320", "", "en/", 320, 900),
    Shot("offering-employee-fr", "claire", "fr/offers/cmm/?of-hour=3", 1280, 1240),
    Shot("offering-outsider-fr", "novatek", "fr/offers/cmm/?of-hour=3", 1280, 1240),
    Shot("offering-employee-en-320", "claire", "en/offers/cmm/?of-hour=3", 320, 1240),
    Shot(
        "offering-night-en-dark",
        "marc",
        "en/offers/sem/?of-hour=4&start=2026-11-28T22:00",
        1280,
        1240,
        "dark",
    ),
    Shot("standing-employee-fr", "claire", "fr/standing/?supplier=MET", 1280, 1100),
    Shot(
        "standing-sold-company-en",
        "marc",
        "en/standing/?supplier=MET&customer=LOI&as_of=2026-09-01",
        1280,
        1100,
    ),
    Shot("rate-card-manager-fr", "marc", "fr/cards/MET-2026/", 1280, 1300),
    Shot("nothing-found-fr-320", "", "fr/?q=zeppelin", 320, 800),
    Shot("book-employee-fr", "claire", "fr/offers/cmm/book/?day=2026-11-24&start=09:00&end=11:00", 1280, 900),
    Shot("week-outsider-en-320", "novatek", "en/offers/cmm/#week", 320, 900),
    Shot("timeline-employee-fr", "claire", "fr/timeline/?supplier=MET&days=3&from=2026-11-24", 1280, 960),
    Shot("basket-employee-fr", "claire", "fr/offers/calibration/?of-piece=12", 1280, 900, press=INTO_BASKET),
    Shot(
        "basket-outsider-en-320",
        "novatek",
        "en/offers/calibration/?of-piece=12",
        320,
        1300,
        press=INTO_BASKET,
    ),
    Shot("activity-employee-fr", "claire", "fr/activity/", 1280, 960),
    Shot("negotiation-customer-fr", "claire", "fr/activity/", 1280, 1100, press="#talks + ul a"),
    Shot("negotiation-seller-en", "marc", "en/negotiations/", 1280, 1100, press=".entry h3 a"),
    Shot("register-manager-fr", "marc", "fr/deals/register/", 1280, 620),
    Shot("board-manager-fr", "marc", "fr/board/", 1280, 1000),
    Shot("board-manager-en-320", "marc", "en/board/", 320, 1000),
    Shot("design-fr", "", "fr/design/", 1280, 1600),
)


def take(chromium: str) -> list[str]:
    """Serve the demo company, take every picture, and name those that are too large."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    large = []
    with (
        tempfile.TemporaryDirectory() as home,
        counter.serving(Path(home), "lived") as address,
        eyes.chromium(chromium) as browser,
    ):
        for shot in SHOTS:
            context = eyes.looking_as(browser, address, shot.persona, width=shot.width, theme=shot.theme)
            page = context.new_page()
            page.set_viewport_size({"width": shot.width, "height": shot.height})
            page.goto(f"{address}/{shot.place}")
            if shot.press:
                with page.expect_navigation():
                    page.locator(shot.press).first.click()
            path = FOLDER / f"{shot.name}.png"
            page.screenshot(path=path)
            context.close()
            if path.stat().st_size > LARGEST:
                large.append(shot.name)
    return large


if __name__ == "__main__":
    found = shutil.which("chromium")
    if found is None:
        sys.exit("chromium is not installed (apt-get install chromium)")
    too_large = take(found)
    if too_large:
        sys.exit(f"over {LARGEST} bytes: {', '.join(too_large)}")
