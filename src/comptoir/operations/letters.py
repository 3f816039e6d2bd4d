"""How does a message that was left for somebody read as a mail? In the recipient's language, with one thing to do.

    LETTERS   code of the message: the code of its subject, and where its link leads

Rule to remember: a letter says what its message says and nothing more. What a reader may see is decided when the
message is left; only the link's secret, where there is one, is made when it is sent, and stands nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from html import escape
from typing import NamedTuple
from zoneinfo import ZoneInfo

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import translation

from comptoir import wording
from comptoir.company import Company
from comptoir.connectors.mail import Enclosure, Letter
from comptoir.core.values import Reason
from comptoir.operations.letter_calendar import calendar_of
from comptoir.operations.paper.reading import as_pdf
from comptoir.operations.taking.turns import named
from comptoir.store.outbox.queries import Message
from comptoir.store.paper.queries import StoredPaper, find_paper
from comptoir.store.parties.queries import Contact

# Messages that bring a document along.
PAPERS = (
    "paper.sent", "paper.sent_to_read", "paper.reminder.first", "paper.reminder.second", "paper.reminder.third"
)  # fmt: skip


class Kind(NamedTuple):
    """The subject of a kind of letter, and the way on it shows (none: there is nothing to do)."""

    subject: str
    way: Callable[[Reason], str] | None = None


def write_letter(message: Message, contact: Contact, company: Company) -> Letter:
    """A message as a mail to a contact."""
    language = contact.language or str(company.settings.language)
    kind = LETTERS.get(message.reason.code, Kind("letter.any"))
    reason = _told(message.reason, company)
    with translation.override(language):
        way = f"{settings.COMPTOIR_ADDRESS}{kind.way(reason)}" if kind.way else ""
    house = (company.settings.name_fr if language == "fr" else company.settings.name_en) or "Comptoir"
    sentences = wording.say_reason(reason, language).split("\n\n")
    greeting = (
        wording.say("letter.greeting", {"name": contact.name}, language)
        if contact.name
        else wording.say("letter.greeting.nameless", {}, language)
    )
    closing = wording.say("letter.closing", {"house": house}, language)
    paragraphs = (greeting, *sentences, *((way,) if way else ()), closing)
    entry = calendar_of(message, contact, company, language=language, house=house)
    return Letter(
        id=message.key,
        to=contact.address,
        subject=_one_line(wording.say(kind.subject, dict(reason.params), language)),
        text="\n\n".join(paragraphs) + "\n",
        html=_html(language, (greeting, *sentences), way, closing),
        calendar=entry.content,
        calendar_method=entry.method,
        enclosed=_enclosed(message.reason),
    )


def _html(language: str, paragraphs: tuple[str, ...], way: str, closing: str) -> str:
    go = wording.say("letter.go", {}, language)
    button = f'<p><a href="{escape(way)}">{escape(go)}</a></p>' if way else ""
    body = "".join(f"<p>{escape(one).replace(chr(10), '<br>')}</p>" for one in paragraphs)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"></head>'
        f"<body>{body}{button}<p>{escape(closing)}</p></body></html>"
    )


def _one_line(text: str) -> str:
    """A subject: whatever somebody typed, it holds no line break and is not longer than people read."""
    return " ".join(text.split())[:150]


def _enclosed(reason: Reason) -> tuple[Enclosure, ...]:
    """The document that a message is about, as it was issued."""
    found = paper_of(reason)
    return (Enclosure(*as_pdf(found.row)),) if found is not None else ()


def paper_of(reason: Reason) -> StoredPaper | None:
    """The document that a message is about, if it is about one."""
    return find_paper(number=str(reason.get("number") or "")) if reason.code in PAPERS else None


def _paper_way(reason: Reason) -> str:
    found = paper_of(reason)
    return reverse("paper", args=[found.row.public_id]) if found else reverse("papers")


def _told(reason: Reason, company: Company) -> Reason:
    """What is said, with the names of things and on the clock of their place."""
    known = company.bookable.get(str(reason.get("resource") or ""))
    zone = ZoneInfo(known.rules.time_zone) if known else company.settings.time_zone

    def plain(name: str, value: object) -> object:
        if isinstance(value, datetime):
            return value.astimezone(zone)
        return named(company, value) if name == "resource" and isinstance(value, str) else value

    return reason._replace(params=tuple((name, plain(name, value)) for name, value in reason.params))


def _booking_way(reason: Reason) -> str:
    return reverse("booking", args=[str(reason.get("booking"))])


def _first_password(reason: Reason) -> str:
    """A link by which an account gets its first password, made now; it serves once, for three days."""
    return _password_path(str(reason.get("username")))


def password_link(username: str) -> str:
    """The address at which an account sets its password, made now; it serves once, for three days."""
    return f"{settings.COMPTOIR_ADDRESS}{_password_path(username)}"


def _password_path(username: str) -> str:
    user = User.objects.filter(username=username).first()
    if user is None:
        return reverse("account_login")
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    return reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"}).replace(
        "UID-KEY", key
    )


LETTERS: Mapping[str, Kind] = {
    "booking.slot_freed": Kind("letter.booking.slot_freed", _booking_way),
    "booking.cancelled_by_supplier": Kind("letter.booking.cancelled_by_supplier", _booking_way),
    "booking.told.booked": Kind("letter.booking.told.booked", _booking_way),
    "booking.told.series": Kind("letter.booking.told.booked", _booking_way),
    "booking.told.restored": Kind("letter.booking.told.booked", _booking_way),
    "booking.told.moved": Kind("letter.booking.told.moved", _booking_way),
    "booking.told.cancelled": Kind("letter.booking.told.cancelled", _booking_way),
    **{
        code: Kind("letter.paper.reminder" if "reminder" in code else "letter.paper", _paper_way)
        for code in PAPERS
    },
    "booking.late": Kind("letter.booking.late", _booking_way),
    "request.answer": Kind("letter.request.answer"),
    "account.invited": Kind("letter.account.invited", _first_password),
}
