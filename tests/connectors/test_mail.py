"""Letters leave by a real server on this machine, or into a folder; the same letter has the same id each time."""

from __future__ import annotations

import email
import socket
import threading
from email.message import Message
from pathlib import Path

import pytest
from django.test import override_settings

from comptoir.connectors.mail import Letter, mail_settings, message_id, send

LETTER = Letter(
    "freed:1", "zoé@mail.example", "Banc : libre", "Bonjour,\n", "<p>Bonjour,</p>", b"BEGIN:VCALENDAR\r\n"
)


def sent(folder: Path) -> list[Message]:
    return [email.message_from_bytes(path.read_bytes()) for path in sorted(folder.glob("*.eml"))]


def test_a_folder_holds_one_file_a_letter(tmp_path) -> None:
    with override_settings(**mail_settings(f"folder://{tmp_path}", home=tmp_path)):
        for _ in range(2):
            send(LETTER, sender="comptoir@house.example", host="house.example")

    (letter,) = sent(tmp_path)
    assert letter["Message-ID"] == message_id("freed:1", "house.example")
    assert letter["Auto-Submitted"] == "auto-generated"
    kinds = [part.get_content_type() for part in letter.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    assert list(tmp_path.glob("*.part")) == []


def test_a_mail_server_takes_it_or_the_caller_hears_of_it(tmp_path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        taken: list[bytes] = []
        server = threading.Thread(target=_serve, args=(door, taken))
        server.start()
        with override_settings(**mail_settings(f"smtp://127.0.0.1:{port}", home=tmp_path)):
            send(LETTER, sender="comptoir@house.example", host="house.example")
        server.join()
    assert message_id("freed:1", "house.example").encode() in taken[0]
    with (
        override_settings(**mail_settings(f"smtp://127.0.0.1:{port}", home=tmp_path)),
        pytest.raises(OSError, match="refused"),
    ):
        send(LETTER, sender="comptoir@house.example", host="house.example")


def test_a_line_break_in_a_subject_is_no_second_header(tmp_path) -> None:
    bad = Letter("x", "a@mail.example", "Hello\nBcc: all@mail.example", "t", "h")
    with (
        override_settings(**mail_settings(f"folder://{tmp_path}", home=tmp_path)),
        pytest.raises(ValueError, match="newlines"),
    ):
        send(bad, sender="comptoir@house.example", host="house.example")


@pytest.mark.parametrize("url", ["http://mail.example", "smtp://", "mail.example", "smtps:///x"])
def test_an_address_of_no_mail_server_is_refused_at_the_start(url) -> None:
    with pytest.raises(ValueError, match="COMPTOIR_MAIL_URL"):
        mail_settings(url, home=Path("/srv"))


def test_a_server_elsewhere_is_spoken_to_in_secret() -> None:
    far = mail_settings("smtp://ann:s%40fe@mail.example", home=Path("/srv"))

    assert (far["EMAIL_PORT"], far["EMAIL_USE_TLS"], far["EMAIL_HOST_PASSWORD"]) == (587, True, "s@fe")
    assert mail_settings("smtp://mail.example?tls=no", home=Path("/srv"))["EMAIL_USE_TLS"] is False
    assert mail_settings("smtp://localhost", home=Path("/srv"))["EMAIL_PORT"] == 25


def _serve(door: socket.socket, taken: list[bytes]) -> None:
    """As much of SMTP as one letter needs."""
    line, _peer = door.accept()
    with line, line.makefile("rwb") as talk:
        _say(talk, b"220 here")
        while word := talk.readline():
            if word.upper().startswith(b"DATA"):
                _say(talk, b"354 go on")
                lines = []
                while (one := talk.readline()) != b".\r\n":
                    lines.append(one)
                taken.append(b"".join(lines))
            if word.upper().startswith(b"QUIT"):
                _say(talk, b"221 bye")
                return
            _say(talk, b"250 yes")


def _say(talk, line: bytes) -> None:
    talk.write(line + b"\r\n")
    talk.flush()
