"""What does every page need besides its own subject? Who looks, in which language and colors, and the ways on."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from comptoir.web.basket import kept
from comptoir.web.house import house
from comptoir.web.menu import house_ways, links
from comptoir.web.options import is_demo
from comptoir.web.templatetags.comptoir import language
from comptoir.web.viewer import PERSONAS, Persona, viewer
from comptoir.web.ways import books_ways, counter_ways, own_ways

# Personas whose buttons stand in the bar itself, beside the chosen one; the others open behind "Other roles".
_IN_SIGHT = 3
_PREFIX = re.compile(r"^/(?:fr|en)(?=/|$)")


def page(request: HttpRequest) -> dict[str, object]:
    """Context processor: the frame around every page."""
    theme = request.COOKIES.get("theme", "")
    return {
        "viewer": viewer(request),
        "menu": links(request),
        "in_basket": len(kept(request)),
        "house_name": house().name(language()),
        "demo": is_demo(),
        "personas": _personas(viewer(request).persona),
        "own_ways": SimpleLazyObject(lambda: own_ways(request)),
        "house_ways": SimpleLazyObject(lambda: house_ways(request)),
        "counter_ways": SimpleLazyObject(lambda: counter_ways(request)),
        "books_ways": SimpleLazyObject(lambda: books_ways(request)),
        "theme": theme if theme in ("light", "dark") else "",
        "languages": [
            (code, name, same_page(request.get_full_path(), code)) for code, name in settings.LANGUAGES
        ],
    }


def _personas(chosen: str) -> dict[str, list[Persona]]:
    in_sight = [one for count, one in enumerate(PERSONAS) if count < _IN_SIGHT or one.slug == chosen]
    return {"in_sight": in_sight, "others": [one for one in PERSONAS if one not in in_sight]}


def same_page(address: str, language: str) -> str:
    """The same page in another language.

    >>> same_page("/fr/offers/cmm/?quantity=3", "en"), same_page("/nowhere", "en")
    ('/en/offers/cmm/?quantity=3', '/en/nowhere')
    """
    return f"/{language}{_PREFIX.sub('', address, count=1)}"
