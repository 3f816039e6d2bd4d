"""Which headers does every page carry? Pages depend on who looks, so nobody between us and the reader may keep them.

No page has an ETag or a Last-Modified: either would tell an outsider that something it may not see has changed.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from comptoir.store.look import one_look
from comptoir.web.house import one_house

_SAFE = ("GET", "HEAD")
STATIC = "/static/"


class PrivatePages:
    """Middleware: pages are private, never stored, and vary by cookie and language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        looking = one_look() if request.method in _SAFE else nullcontext()
        with looking, one_house():
            response = self.get_response(request)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()"
        patch_vary_headers(response, ("Cookie", "Accept-Language"))
        for trace in ("ETag", "Last-Modified", "Expires"):
            if trace in response.headers:
                del response.headers[trace]
        return response
