"""What does a person meet when something is not there, not allowed or broken? Words, a way on, and no detail.

Rule to remember: these pages say nothing about what was asked for, so that "not for you" and "does not exist" are the
same bytes; the page for our own faults asks nobody anything, least of all the database.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 (Django names it)
    """400: the browser sent something that no page of ours sends."""
    return render(request, "web/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 (Django names it)
    """403: a form without its token, most often one that was left open for long."""
    return render(request, "web/errors/403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django names it)
    """403 for a form whose token is missing or old (settings.CSRF_FAILURE_VIEW)."""
    return forbidden(request)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 (Django names it)
    """404: not there, or not for this reader."""
    return render(request, "web/errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (Django gives it)
    """500: rendered without the request, so that it cannot fail a second time."""
    text = render_to_string("web/errors/500.html", {"bare_language": get_language() or "fr"})
    return HttpResponse(text, status=500)
