"""Eyes of anybody of the demo company, beside the personas that have a button."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from comptoir.web import viewer
from tests.web.conftest import look_as

# The manager of quality, above metrology; a calibration technician of metrology; a controller.
APPROVER, CONTROLLER = "p14", "p15"


def eyes_of(monkeypatch) -> Callable[[str], Client]:
    """Gives a client that looks as any party of the company."""

    def look(party: str) -> Client:
        if party not in {one.slug for one in viewer.PERSONAS}:
            added = (*viewer.PERSONAS, viewer.Persona(party, party, party, party))
            monkeypatch.setattr(viewer, "PERSONAS", added)
        return look_as(party)

    return look
