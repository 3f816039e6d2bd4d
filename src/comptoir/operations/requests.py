"""How does somebody ask, or contest what the house believes? A question in a queue, answered by who may, by mail.

Anybody may ask, without an account: a question, and a mail address for the answer. It is answered by whoever may
answer at the supplier it is for, in the order of asking; the core's standing is not asked. Rule to remember: no more
is kept than the answer needs. Names, addresses and texts are erased three months after the answer, and a year after
the question in any case; what stays is that somebody asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from comptoir.core.values import Reason, Refusal
from comptoir.operations.actors import Actor, may, require
from comptoir.operations.desk import desk
from comptoir.operations.failpoints import reach
from comptoir.operations.public_id import new_id
from comptoir.operations.turns import turn
from comptoir.store.audit.queries import record as record_deed
from comptoir.store.outbox.queries import leave
from comptoir.store.requests.models import RequestRow
from comptoir.store.requests.queries import count_asked, count_open, find_request, list_requests, list_served

KINDS = ("question", "price", "standing", "account")
LONGEST = 4_000
A_DAY, MOST_A_DAY, MOST_OPEN = timedelta(days=1), 5, 5_000
AFTER_ANSWER, AFTER_QUESTION = timedelta(days=90), timedelta(days=365)
VISITOR = "a visitor"


def ask_somebody(
    kind: str, text: str, *, actor: Actor | None, at: datetime, language: str, supplier: str = "", about: str = "",
    address: str = "", name: str = "",
) -> str:  # fmt: skip
    """Put a question into the queue.

    actor      None: a visitor, who leaves an address
    supplier   the unit that is asked; empty, or none that supplies: the house
    returns    the public id of the question
    raises     Refusal: request.empty, request.long, request.address, request.many
    """
    text, address, name = text.strip(), address.strip(), name.strip()[:120]
    if not text:
        raise Refusal(Reason("request.empty"))
    if len(text) > LONGEST:
        raise Refusal(Reason("request.long", (("most", LONGEST), ("found", len(text)))))
    if actor is None:
        _check_address(address)
    asked_by = actor.person if actor else ""
    parties = desk().company.parties
    whom = supplier if supplier in parties and parties[supplier].supplier else ""
    with turn([f"request {asked_by or address}"]):
        many = count_asked(since=at - A_DAY, address=address, asked_by=asked_by) >= MOST_A_DAY
        if many or count_open() >= MOST_OPEN:
            raise Refusal(Reason("request.many", (("most", MOST_A_DAY),)))
        row = RequestRow.objects.create(
            public_id=new_id(), kind=kind if kind in KINDS else "question", supplier=whom, about=about[:300],
            asked_by=asked_by, name="" if actor else name, address="" if actor else address, language=language,
            text=text, asked_at=at,
        )  # fmt: skip
        told = {"request": row.public_id, "kind": row.kind, "supplier": whom}
        record_deed("request.asked", actor=asked_by or VISITOR, at=at, params=told)
        reach("request.written")
    return row.public_id


def _check_address(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError as problem:
        raise Refusal(Reason("request.address", (("found", address[:80]),))) from problem


def places_to_answer(actor: Actor, suppliers: Iterable[str], *, at: datetime) -> tuple[str, ...]:
    """Where an actor may answer: the house (an empty id) first, then suppliers."""
    return tuple(one for one in ("", *suppliers) if may(actor, "request.answer", one, at))


def list_questions(
    places: Iterable[str], *, actor: Actor, at: datetime, state: str = "open", start: int = 0, limit: int = 50
) -> tuple[RequestRow, ...]:
    """The questions to some places, those that wait in the order of asking.

    raises    Refusal("permission.denied")
    """
    wanted = tuple(places)
    require(actor, "request.answer", *wanted, at=at)
    return list_requests(wanted, state=state, limit=min(limit, 100), start=start)


def answer_request(request: str, text: str, *, actor: Actor, at: datetime) -> None:
    """Answer a question; the answer goes by mail.

    raises    Refusal: request.unknown (also where it is none of the actor's business), request.empty, request.long,
              request.answered
    """
    text = text.strip()
    if not text:
        raise Refusal(Reason("request.empty"))
    if len(text) > LONGEST:
        raise Refusal(Reason("request.long", (("most", LONGEST), ("found", len(text)))))
    with turn([f"request {request}"]):
        row = find_request(request)
        if row is None or not may(actor, "request.answer", row.supplier, at):
            raise Refusal(Reason("request.unknown", (("request", request),)))
        if row.state != "open":
            raise Refusal(Reason("request.answered", (("at", row.answered_at),)))
        row.state, row.answer, row.answered_by, row.answered_at = "answered", text, actor.name, at
        row.save(force_update=True)
        said = Reason("request.answer", (("question", row.text), ("answer", text)))
        leave(
            f"answer:{request}",
            said,
            recipient=row.asked_by,
            at=at,
            address=row.address,
            language=row.language,
        )
        record_deed("request.answered", actor=actor.name, at=at, params={"request": request})
        reach("request.written")


def forget_requests(*, at: datetime, most: int = 500) -> int:
    """Erase names, addresses and texts that have served; how many questions."""
    old = list_served(answered_before=at - AFTER_ANSWER, asked_before=at - AFTER_QUESTION, limit=most)
    if not old:
        return 0
    with turn(["request retention"]):
        RequestRow.objects.filter(id__in=[one.id for one in old]).update(
            name="", address="", text="", answer="", about="", erased_at=at, state="closed"
        )
        record_deed("request.forgotten", actor="clock", at=at, params={"count": len(old)})
        reach("request.written")
    return len(old)
