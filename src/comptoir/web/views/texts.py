"""Pages that explain: prices, help, accessibility, asking somebody, and the design system's own page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comptoir.core.values import Amount


@require_safe
def prices(request: HttpRequest) -> HttpResponse:
    """How prices come about, the same text for everybody."""
    return render(request, "web/texts/prices.html", {"here": "prices"})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement that French and European rules ask for."""
    return render(request, "web/texts/accessibility.html", {"here": "accessibility"})


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to find, read and question a price; keyboard shortcuts; whom to ask."""
    return render(request, "web/texts/help.html", {"here": "help"})


@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Every component of the design system on one page, with made-up content."""
    colors = ("paper", "surface", "ink", "muted", "line", "accent", "accent-soft", "brass", "danger")
    amounts = {"some": Amount(9000, "EUR"), "much": Amount(123450, "EUR")}
    return render(request, "web/texts/design.html", {"here": "design", "colors": colors, **amounts})
