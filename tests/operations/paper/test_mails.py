"""Documents leave by a real mail server with their PDF, whose XML is the one that was issued."""

from __future__ import annotations

import io
from datetime import timedelta
from email.message import EmailMessage

from facturx import get_xml_from_pdf
from pypdf import PdfReader

from comptoir.operations.paper import credit_invoice, issue_invoice, send_paper, send_reminder
from comptoir.operations.paper.addressing import contact_of
from comptoir.operations.sending import NO_ADDRESS, send_waiting
from comptoir.store.models import OutboxRow
from comptoir.store.paper.queries import find_paper
from tests.operations.clock.postman import post_office, text
from tests.operations.paper import house
from tests.operations.paper.house import AT, actor, charges

WITH_MAIL = [
    {**row, "invoice_mail": "compta@neuve.example"} if row["party"] == "NEW" else row
    for row in house.INVOICING
]


def pdf(letter: EmailMessage) -> bytes:
    (part,) = [one for one in letter.walk() if one.get_content_type() == "application/pdf"]
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content


def test_an_invoice_its_reminder_and_its_credit_note_go_with_their_pdf(database) -> None:
    house.opened()
    house.import_again(invoicing=WITH_MAIL)
    number = issue_invoice(charges(10000), actor=actor(), at=AT)
    late = AT + timedelta(days=60)
    with post_office() as box:
        send_paper(number, actor=actor(), at=AT)
        send_waiting(at=AT)
        send_reminder(number, actor=actor(), at=late)
        send_waiting(at=late)
        note = credit_invoice(number, reason="Annulé", actor=actor(), at=late)
        send_paper(note, actor=actor(), at=late)
        box.refusals = 1
        assert send_waiting(at=late)[:2] == (0, 1)
        send_waiting(at=late + timedelta(minutes=2))

    assert [one["To"] for one in box.letters] == ["compta@neuve.example"] * 3
    assert [one["Subject"].partition(" ")[0].rstrip(":") for one in box.letters] == [number, number, note]
    for letter, about in zip(box.letters, (number, number, note), strict=True):
        found = find_paper(number=about)
        assert found is not None
        _, xml = get_xml_from_pdf(pdf(letter), check_xsd=False)
        assert xml == found.row.xml.encode()
        assert about in text(letter)
        assert found.row.public_id in text(letter)
    first, again = box.seen[-2:]
    assert first["Message-ID"] == again["Message-ID"]


def test_who_has_no_address_is_written_to_by_hand(sqlite) -> None:
    house.opened()
    number = issue_invoice(charges(10000), actor=actor(), at=AT)

    assert contact_of("NEW", "", "fr").address == ""
    assert contact_of("GER", "", "en").address == "rechnung@neu.example"
    send_paper(number, actor=actor(), at=AT)
    with post_office() as box:
        assert send_waiting(at=AT)[:3] == (0, 0, 1)
    assert box.seen == []
    assert OutboxRow.objects.get().problem == NO_ADDRESS


def test_the_pdf_can_be_read(sqlite) -> None:
    house.opened()
    number = issue_invoice(charges(10000, kind=house.PRIVATE), actor=actor(), at=AT)
    with post_office() as box:
        send_paper(number, actor=actor(), at=AT)
        send_waiting(at=AT)

    (letter,) = box.letters
    assert letter["To"] == "ann@mail.example"
    assert number in PdfReader(io.BytesIO(pdf(letter))).pages[0].extract_text()
