"""Which of the administrator's choices do pages ask about? Read here, so that everybody else knows their types."""

from __future__ import annotations

from datetime import date

from django.conf import settings


def is_demo() -> bool:
    """Whether anybody may look through the eyes of the demo's personas (COMPTOIR_DEMO)."""
    return bool(getattr(settings, "COMPTOIR_DEMO", False))


def fixed_day() -> date | None:
    """The day on which pages stand still, if there is one (COMPTOIR_TODAY)."""
    found = getattr(settings, "COMPTOIR_TODAY", None)
    return found if isinstance(found, date) else None


def contact() -> str:
    """The e-mail address that visitors may write to, or an empty text (COMPTOIR_CONTACT)."""
    return str(getattr(settings, "COMPTOIR_CONTACT", ""))
