"""A browser that looks at pages: Debian's Chromium, driven by Playwright, as one persona in one language and width."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, sync_playwright

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --font-render-hinting=none"
).split()
WIDTHS = (320, 1280)
PERSONAS = ("", "claire", "novatek", "marc", "bruno", "mathilde")


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    """The browser, closed at the end."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def looking_as(
    browser: Browser,
    address: str,
    persona: str,
    *,
    width: int = 1280,
    script: bool = True,
    theme: str = "light",
) -> BrowserContext:
    """A window of its own in which a persona has been chosen by its button, as anybody would."""
    context = browser.new_context(
        viewport={"width": width, "height": 900 if width > 600 else 720},
        java_script_enabled=script,
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
        locale="fr-FR",
    )
    if persona:
        page = context.new_page()
        page.goto(f"{address}/fr/")
        button = page.locator(f"button[name=persona][value={persona}]")
        if not button.is_visible():
            page.locator("details.demo-more > summary").click()
        button.click()
        page.wait_for_load_state()
        page.close()
    return context
