"""Pages are light and load nothing from anybody else: figures of EXPERIENCE section 16, from real answers."""

from __future__ import annotations

import gzip
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Response

from tests.browser.eyes import looking_as

pytestmark = pytest.mark.browser
PAGE, SCRIPT, STYLE, REQUESTS = 150_000, 50_000, 25_000, 12
PLACES = ("", "offers/cmm/", "timeline/?supplier=VEH", "standing/", "cards/MET-2026/", "help/", "design/")


def weight(answer: Response) -> int:
    """Bytes on the wire, or compressed here where the server left that to a proxy."""
    body = answer.body()
    return min(len(body), len(gzip.compress(body)))


@pytest.mark.parametrize("place", PLACES)
def test_a_first_view_is_light(browser, full, place) -> None:
    context = looking_as(browser, full, "marc")
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(f"{full}/fr/{place}", wait_until="networkidle")

    plain = sum(len(answer.body()) for answer in answers)
    script = sum(weight(answer) for answer in answers if answer.request.resource_type == "script")
    style = sum(weight(answer) for answer in answers if answer.request.resource_type == "stylesheet")
    hosts = {urlsplit(answer.url).netloc for answer in answers}
    context.close()
    assert plain <= PAGE
    assert script <= SCRIPT
    assert style <= STYLE
    assert len(answers) <= REQUESTS
    assert hosts == {urlsplit(full).netloc}


def test_nothing_is_refused_by_the_policy(browser, full) -> None:
    context = looking_as(browser, full, "claire")
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda problem: said.append(str(problem)))
    for place in PLACES[:3]:
        page.goto(f"{full}/fr/{place}", wait_until="networkidle")

    context.close()
    assert said == []
