"""Who acts when a form is sent? The viewer's actor, worked out anew for every request; a passer-by has none."""

from __future__ import annotations

from django.http import HttpRequest

from comptoir.core.values import Refusal
from comptoir.operations.actors import Actor, resolve_actor
from comptoir.web import clock
from comptoir.web.viewer import Viewer, viewer


def actor_of(request: HttpRequest) -> Actor | None:
    """The actor that the viewer is, or None for somebody whom the house does not know; worked out once per request."""
    if not hasattr(request, "_comptoir_actor"):
        request._comptoir_actor = _actor(viewer(request))  # type: ignore[attr-defined]
    found: Actor | None = request._comptoir_actor  # type: ignore[attr-defined]
    return found


def _actor(who: Viewer) -> Actor | None:
    if not who.party:
        return None
    try:
        return resolve_actor(who.party, at=clock.now(), acting_for=who.acting_for)
    except Refusal:
        return None
