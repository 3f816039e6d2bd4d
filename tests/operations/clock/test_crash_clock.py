"""I-04, I-27: a sender that dies anywhere leaves its message to the next one, under the same id; nothing is lost."""

from __future__ import annotations

import pytest
from django.db import connection

from comptoir.store.bookings.models import Booking
from comptoir.store.models import AuditRow, OutboxRow, RequestRow
from tests.operations.clock.deeds import ask, free_a_slot, lend, letters, open_with_mail
from tests.operations.forking import driver

WAYS = (("exit", 86), ("kill", -9))
SENDING = ("outbox.claimed", "outbox.sent", "outbox.marked")
DIES_AT = {*SENDING, "clock.told", "request.written"}
DEED = "tests.operations.clock.deeds:"


@pytest.mark.parametrize("place", SENDING)
def test_a_sender_that_dies_leaves_its_message_to_the_next_one(database, tmp_path, place: str) -> None:
    open_with_mail()
    with driver(database) as children:
        for week, (by, code) in enumerate(WAYS):
            folder = tmp_path / by
            free_a_slot(week)
            connection.close()

            ended = children.once(f"{DEED}send_to", str(folder), COMPTOIR_FAIL_AT=place, COMPTOIR_FAIL_BY=by)

            assert ended.code == code, f"{place} was never reached"
            left = letters(folder)
            assert len(left) == (0 if place == "outbox.claimed" else 1)
            waiting = OutboxRow.objects.filter(sent_at=None).count()
            assert waiting == (0 if place == "outbox.marked" else 1)
            connection.close()

            # Too early: the claim of the dead sender still stands.
            assert children.once(f"{DEED}send_to", str(folder), 1).answer[0] == 0
            assert children.once(f"{DEED}send_to", str(folder), 6).answer[0] == waiting
            after = letters(folder)
            assert len(after) == 1
            assert left in ([], after), "the repetition has another id"
            assert not OutboxRow.objects.filter(sent_at=None).exists()
            connection.close()


def test_a_clock_that_dies_has_told_nobody(database) -> None:
    open_with_mail()
    made = lend()
    rows = OutboxRow.objects.count(), AuditRow.objects.count()
    connection.close()
    with driver(database) as children:
        for by, code in WAYS:
            ended = children.once(f"{DEED}tell_late", COMPTOIR_FAIL_AT="clock.told", COMPTOIR_FAIL_BY=by)

            assert ended.code == code
            assert (OutboxRow.objects.count(), AuditRow.objects.count()) == rows
            connection.close()
        assert children.once(f"{DEED}tell_late").answer == 1
        assert children.once(f"{DEED}tell_late").answer == 0
    assert Booking.objects.get(public_id=made).state == "started"


def test_a_question_that_dies_was_not_asked_or_answered_or_forgotten(database) -> None:
    open_with_mail()
    request = ask("first")
    connection.close()
    with driver(database) as children:
        for deed in (("ask", "second"), ("answer", request), ("forget",)):
            before = world()
            for by, code in WAYS:
                dying = {"COMPTOIR_FAIL_AT": "request.written", "COMPTOIR_FAIL_BY": by}
                assert children.once(f"{DEED}{deed[0]}", *deed[1:], **dying).code == code
                assert world() == before
            assert children.once(f"{DEED}{deed[0]}", *deed[1:]).code == 0
            assert world() != before


def world() -> list[list[object]]:
    """Every row that a question writes."""
    tables = (RequestRow, OutboxRow, AuditRow)
    rows: list[list[object]] = [sorted(table._default_manager.values_list(), key=str) for table in tables]
    connection.close()
    return rows


def test_several_senders_send_each_message_once(database, tmp_path) -> None:
    open_with_mail()
    for week in range(6):
        free_a_slot(week)
    connection.close()
    with driver(database) as children:
        ended = children.together(*[(f"{DEED}send_to", str(tmp_path)) for _ in range(4)])

    assert [one.code for one in ended] == [0] * 4
    assert sum(one.answer[0] for one in ended) == 6
    assert len(letters(tmp_path)) == 6
    assert set(OutboxRow.objects.values_list("attempts", flat=True)) == {1}
