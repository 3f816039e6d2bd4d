"""Every route of the URL conf says who may open it: it stands in the matrix of the object-level test (I-17)."""

from __future__ import annotations

from comptoir.web.urls import ROUTES
from tests.web.test_object_level import LISTED


def test_every_route_says_who_may_open_it() -> None:
    routes = {str(route.name) for route in ROUTES}

    assert sorted(routes - LISTED) == [], (
        "list it in tests/web/test_object_level.py: EVERYBODY, STAFF or one thing each"
    )
    assert sorted(LISTED - routes) == []
