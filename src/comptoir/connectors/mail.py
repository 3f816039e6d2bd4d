"""How does a mail leave the house? By a mail server, or into a folder where somebody may read it.

    smtp://user:secret@host:587     STARTTLS; `?tls=no` for a server that has none, as on this machine
    smtps://user:secret@host:465    TLS from the first byte
    folder:                         one file a mail in the folder `mail` of the home; folder:///path elsewhere
    console:                        written to stderr

Rule to remember: the same letter has the same Message-ID each time it is sent, so a receiver can tell a repetition, and
in a folder it is the same file.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

_HERE = ("localhost", "127.0.0.1", "::1")
PATIENCE = 20
_UNSAFE = re.compile(r"[^A-Za-z0-9.@-]+")


class Enclosure(NamedTuple):
    """A file that goes with a letter: its name, what it is, and its content."""

    name: str
    media: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail: its id, to whom, what it says as text and as HTML, perhaps a booking for the calendar, and files.

    id        what it is about, the same at every attempt: `freed:8f3a`
    subject   begins with what it is about
    """

    id: str
    to: str
    subject: str
    text: str
    html: str
    calendar: bytes = b""
    calendar_method: str = "PUBLISH"
    enclosed: tuple[Enclosure, ...] = ()


def mail_settings(url: str, *, home: Path) -> dict[str, Any]:
    """Django's mail settings for an address.

    raises    ValueError for a scheme that is none of the four, or a server without a name

    >>> mail_settings("smtps://ann:s%40fe@mail.example.org", home=Path("/srv"))["EMAIL_PORT"]
    465
    >>> mail_settings("", home=Path("/srv"))["EMAIL_FILE_PATH"]
    '/srv/mail'
    """
    parts = urlsplit(url or "folder:")
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "comptoir.connectors.mail.Console"}
    if parts.scheme == "folder":
        path = unquote(parts.path) or str(home / "mail")
        return {"EMAIL_BACKEND": "comptoir.connectors.mail.Folder", "EMAIL_FILE_PATH": path}
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError(
            "COMPTOIR_MAIL_URL must read smtp://user:secret@host:port, smtps://…, folder: or console:; "
            f"its scheme is {parts.scheme!r}"
        )
    plain = dict(parse_qsl(parts.query)).get("tls") == "no" or parts.hostname in _HERE
    implicit = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if implicit else 25 if plain else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": implicit,
        "EMAIL_USE_TLS": not implicit and not plain,
        "EMAIL_TIMEOUT": PATIENCE,
    }


def message_id(key: str, host: str) -> str:
    """The Message-ID of a letter: the same for the same key, whoever sends it and how often.

    >>> message_id("freed:8f3a", "counter.example") == message_id("freed:8f3a", "counter.example")
    True
    """
    return f"<{sha256(key.encode()).hexdigest()[:32]}@{host or 'localhost'}>"


def send(letter: Letter, *, sender: str, host: str, headers: Mapping[str, str] | None = None) -> None:
    """Send a letter now; the caller repeats it if this fails.

    sender    the address it comes from
    host      the counter's host name, for the Message-ID
    raises    OSError (smtplib's errors are such) where the server cannot be reached or refuses
    """
    told = {"Message-ID": message_id(letter.id, host), "Auto-Submitted": "auto-generated", **(headers or {})}
    mail = EmailMultiAlternatives(
        letter.subject, letter.text, sender, [letter.to], headers=told, connection=get_connection()
    )
    mail.attach_alternative(letter.html, "text/html")
    if letter.calendar:
        mail.attach(
            "booking.ics", letter.calendar.decode(), f"text/calendar; method={letter.calendar_method}"
        )
    for file in letter.enclosed:
        mail.attach(file.name, file.content, file.media)
    mail.send()


class Folder(BaseEmailBackend):
    """Django's way to a folder: one file a mail, named by its Message-ID, there whole or not at all."""

    def __init__(self, *args: Any, file_path: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.folder = Path(file_path or str(getattr(settings, "EMAIL_FILE_PATH", "mail")))

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each mail into the folder."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for mail in email_messages:
            whole = mail.message()
            name = _UNSAFE.sub("", str(whole["Message-ID"]))[:120]
            path = self.folder / f"{name}.eml"
            half = path.with_suffix(".part")
            half.write_bytes(whole.as_bytes())
            half.replace(path)
        return len(email_messages)


class Console(BaseEmailBackend):
    """Django's way to the terminal: on stderr, for stdout is data."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each mail to stderr."""
        for mail in email_messages:
            sys.stderr.write(f"{mail.message().as_string()}\n{'-' * 72}\n")
        return len(email_messages)
