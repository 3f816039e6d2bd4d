"""Every page that a link leads to, as each persona: no link is dead, and every page is valid HTML.

The crawl follows what the pages themselves offer. Of pages that differ only by the thing they show (an order, a day, a
filter) it opens a few. Only who moves a booking on the timeline may come to a slot that is too short for it: that page
answers 409 and says what is free instead.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener
from xml.etree.ElementTree import Element

import html5lib
import pytest

pytestmark = pytest.mark.browser
OF_A_KIND = 8
XHTML = "{http://www.w3.org/1999/xhtml}"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
NAMED = "|".join(f"(?<=/{kind}/)[^/]+" for kind in ("offers", "resources", "timeline", "journal"))
THING = re.compile(rf"(?<=/)[^/]*[0-9][^/]*(?=/|$)|{NAMED}")
# Attributes that name other elements of the page by their ids.
NAMING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "list", "form")
POINTED_AT = ("a", "button", "select", "textarea", "input", "summary", "label")


@dataclass
class Walk:
    """One persona on its way through the counter."""

    address: str
    client: OpenerDirector
    dead: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    opened: int = 0


def sent_in(address: str, persona: str) -> OpenerDirector:
    """A client that has chosen a persona by its button; nobody, where the name is empty."""
    client = build_opener(HTTPCookieProcessor(CookieJar()))
    page = client.open(f"{address}/fr/").read().decode()
    token = TOKEN.search(page)
    if persona and token:
        form = urlencode({"csrfmiddlewaretoken": token[1], "persona": persona, "next": "/fr/"}).encode()
        client.open(Request(f"{address}/fr/act-as/", form, {"Referer": f"{address}/fr/"})).read()
    return client


def kind_of(path: str) -> str:
    """What pages that differ by their thing, or by what is asked of them, have in common."""
    parts = urlsplit(path)
    return THING.sub("#", parts.path) + ("?" if parts.query else "")


def walk(address: str, persona: str, start: str) -> Walk:
    """Open every kind of page that can be reached from a start, in its language; of the other one, the first."""
    way = Walk(address, sent_in(address, persona))
    seen, kinds, waiting = {start}, Counter[str](), deque([(start, "the start")])
    while waiting:
        path, source = waiting.popleft()
        kinds[kind_of(path)] += 1
        if kinds[kind_of(path)] > OF_A_KIND:
            continue
        status, kind, body = answer(way, path)
        way.opened += 1
        if status != 200 and not (status == 409 and "/bookings/" in path):
            way.dead.append(f"{status} {path} from {source}")
        if not kind.startswith("text/html"):
            continue
        parser = html5lib.HTMLParser(strict=False)
        page = parser.parse(body.decode())
        way.faults += [
            f"{path}: {fault}" for fault in (*broken(parser, body.decode()), *contradictions(page))
        ]
        for found in links(page, address + path):
            target = found.removeprefix(address)
            if target not in seen and (
                target.startswith(start) or (path == start and target.startswith("/"))
            ):
                seen.add(target)
                waiting.append((target, path))
    return way


def answer(way: Walk, path: str) -> tuple[int, str, bytes]:
    """Status, media type and body of a page."""
    try:
        with way.client.open(way.address + path) as found:
            return found.status, found.headers["Content-Type"], found.read()
    except HTTPError as refused:
        with refused:
            return refused.code, refused.headers.get("Content-Type", ""), refused.read()


def links(page: Element, here: str) -> Iterator[str]:
    """Where a page leads, without the places within it."""
    for one in page.iter(f"{XHTML}a"):
        if href := one.get("href"):
            yield urljoin(here, href).partition("#")[0]


def broken(parser: html5lib.HTMLParser, text: str) -> Iterator[str]:
    """What the parser of the HTML standard finds wrong, with what stands there."""
    lines = text.split("\n")
    for (line, column), code, values in parser.errors:
        yield f"{code} {values} near {lines[line - 1][max(0, column - 60) : column + 20]!r}"


def contradictions(page: Element) -> Iterator[str]:
    """Ids given twice, names of nobody, and one thing to press inside another."""
    ids = Counter(one.get("id") for one in page.iter() if one.get("id") is not None)
    yield from (f"id {one!r} stands {count} times" for one, count in ids.items() if count > 1 or not one)
    for one in page.iter():
        for name in NAMING:
            lost = [word for word in (one.get(name) or "").split() if word not in ids]
            if lost:
                yield f"{name} of <{one.tag.removeprefix(XHTML)}> names {lost}, and nothing is called so"
    for outer in ("a", "button", "summary"):
        for one in page.iter(f"{XHTML}{outer}"):
            inside = [each.tag for each in one.iter() if each is not one]
            if pressed := [tag for tag in inside if tag.removeprefix(XHTML) in POINTED_AT]:
                yield f"<{outer}> holds {pressed}"
    if len(list(page.iter(f"{XHTML}h1"))) != 1:
        yield "not one <h1>"
    if len(list(page.iter(f"{XHTML}main"))) != 1:
        yield "not one <main>"


@pytest.mark.parametrize(
    ("persona", "language"),
    [("", "en"), ("claire", "fr"), ("novatek", "en"), ("marc", "fr"), ("elsa", "en"), ("romain", "fr"),
     ("bruno", "fr"), ("ines", "en"), ("mathilde", "fr"), ("adrien", "en")],
)  # fmt: skip
def test_no_link_is_dead_and_every_page_is_valid(full, persona, language) -> None:
    found = walk(full, persona, f"/{language}/")

    assert found.opened > 20
    assert found.dead == []
    assert found.faults == []


def test_what_is_wrong_would_be_found() -> None:
    text = """<!doctype html><title>x</title><main><h1>y</h1><p id=a><div id=a></p>
        <label for=nobody>z</label><a href=/><button>w</button></a></main>"""
    parser = html5lib.HTMLParser(strict=False)
    page = parser.parse(text)
    found = [*broken(parser, text), *contradictions(page)]

    assert any("unexpected-end-tag" in one for one in found)
    assert any(one.startswith("id 'a' stands 2 times") for one in found)
    assert any("names ['nobody']" in one for one in found)
    assert any(one.startswith("<a> holds") for one in found)
    assert kind_of("/fr/orders/B0WK8E99MP/?page=2") == "/fr/orders/#/?"
