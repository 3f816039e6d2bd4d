"""A real mail server on this machine (aiosmtpd), and the letters that it took, read back as a receiver reads them."""

from __future__ import annotations

import email
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from django.test import override_settings
from icalendar import Calendar

from comptoir.connectors.mail import mail_settings


class Postbox:
    """What arrived; it can be told to refuse the next letters after it has read them."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.seen: list[EmailMessage] = []
        self.refusals = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Take a letter, or say that it could not be kept."""
        letter = email.message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.seen.append(letter)
        if self.refusals:
            self.refusals -= 1
            return "451 try again later"
        self.letters.append(letter)
        return "250 taken"

    def to(self, address: str) -> list[EmailMessage]:
        """The letters that one address got."""
        return [one for one in self.letters if one["To"] == address]


@contextmanager
def post_office() -> Iterator[Postbox]:
    """A mail server that the house sends by."""
    box = Postbox()
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    office = Controller(box, hostname="127.0.0.1", port=port)
    office.start()
    try:
        with override_settings(**mail_settings(f"smtp://127.0.0.1:{port}", home=Path("/nowhere"))):
            yield box
    finally:
        office.stop()


def event(letter: EmailMessage) -> tuple[str, Any]:
    """The method and the one event of a letter's calendar file."""
    (part,) = [one for one in letter.walk() if one.get_content_type() == "text/calendar"]
    calendar = Calendar.from_ical(part.get_content())
    (one,) = calendar.walk("VEVENT")
    assert part.get_param("method") == str(calendar["METHOD"])
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Paris"]
    return str(calendar["METHOD"]), one


def text(letter: EmailMessage) -> str:
    """What a letter says, as text, its no-break spaces plain."""
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\u00a0", " ").replace("\u202f", " ")
