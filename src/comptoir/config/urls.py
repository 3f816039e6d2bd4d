"""Which address leads to which room?"""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

_PAGES = find_spec("comptoir.web") and find_spec("comptoir.web.urls")
urlpatterns: list[URLPattern | URLResolver] = [path("", include("comptoir.web.urls"))] if _PAGES else []
