"""What is talked about at the demo's counters: a price agreed and used, one turned down, one in review, one asked.

Each is a story of moves, at its instants. Whatever is not said stays as it was proposed before.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from comptoir.operations.deals.agreeing import agree_deal
from comptoir.operations.deals.answering import escalate, offer_price
from comptoir.operations.deals.asking import ask_for_price, counter_offer, decline
from comptoir.operations.deals.proposing import Proposal
from comptoir.operations.demo_life.living import Life

# person, party, verb, day, hour, price, words; the first move of a story asks about an offering.
STORIES = (
    ("calibration", (
        ("p12", "BEM", "ask", date(2026, 3, 9), 9, "27", "Environ cent pièces par an : pouvez-vous faire mieux ?"),
        ("p34", "MET", "offer", date(2026, 3, 10), 14, "29", "Oui, pour un an, étalonnages groupés par trimestre."),
        ("p12", "BEM", "agree", date(2026, 3, 11), 10, "", ""),
    )),
    ("milling", (
        ("p53", "RES", "ask", date(2026, 2, 16), 11, "55", "Deux demi-journées par mois."),
        ("p36", "ATE", "decline", date(2026, 2, 18), 9, "", "Trop peu d’heures pour descendre aussi bas."),
    )),
    ("milling", (
        ("p20", "ESS", "ask", date(2026, 11, 12), 10, "62", "Quarante heures d’ici à juin."),
        ("p36", "ATE", "offer", date(2026, 11, 13), 9, "71", "Dans la limite de ma délégation."),
        ("p20", "ESS", "counter", date(2026, 11, 16), 15, "66", "À 66, nous réservons dès cette semaine."),
        ("p36", "ATE", "escalate", date(2026, 11, 17), 8, "66", "Volume intéressant, soumis au responsable."),
    )),
    ("cmm", (
        ("p32", "QUA", "ask", date(2026, 11, 20), 16, "55", "Nous prévoyons soixante heures au premier semestre."),
    )),
)  # fmt: skip
_SAYING = {"offer": offer_price, "counter": counter_offer, "escalate": escalate}


def talk(life: Life) -> None:
    """Plan all that is said."""
    for offering, moves in STORIES:
        thread: list[str] = []
        for person, party, verb, day, hour, price, words in moves:

            def say(
                at: datetime, offering: str = offering, thread: list[str] = thread, person: str = person,
                party: str = party, verb: str = verb, price: str = price, words: str = words,
            ) -> None:  # fmt: skip
                _say(life, thread, offering, (person, party, verb, price, words), at)

            life.plan(life.at(day, hour, 12), "negotiation", say)


def _say(
    life: Life, thread: list[str], offering: str, move: tuple[str, str, str, str, str], at: datetime
) -> None:
    """Make one move; the first one opens the negotiation that the others name, and without it they are not made."""
    person, party, verb, price, words = move
    actor = life.actor(person, party, at)
    proposal = Proposal(Decimal(price)) if price else Proposal()
    if verb != "ask" and not thread:
        return
    if verb == "ask":
        thread.append(ask_for_price(offering, proposal, actor=actor, at=at, note=words).id)
    elif verb == "agree":
        agree_deal(thread[0], actor=actor, at=at)
    elif verb == "decline":
        decline(thread[0], actor=actor, at=at, note=words)
    else:
        _SAYING[verb](thread[0], proposal, actor=actor, at=at, note=words)
