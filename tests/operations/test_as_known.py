"""I-20: what was answered about a past instant is answered again, to the byte, after corrections and on any engine."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from comptoir.company import build
from comptoir.core.values import Tables
from comptoir.operations.company import current_company
from comptoir.operations.export_company import export_company
from comptoir.operations.import_company import import_company
from comptoir.store.imports.queries import list_imports
from tests.operations.companies import AT, ROWS, company, without_places

PARTIES = ("ann", "ben", "BIO", "NEW", "nobody")
CORRECTIONS = 20
ASKED = 200


def corrected(turn: int, random: Random) -> Tables:
    """The company after some corrections: facts that were wrong, rates that changed."""
    facts = [*ROWS["affiliations"]]
    for number in range(1, turn + 1):
        start = date(2024, 1, 1) + timedelta(days=random.randrange(900))
        facts.append(
            {
                "affiliation": f"c{number}",
                "party": "ann",
                "fact": "employed by",
                "of": random.choice(["BIO", "NEW", "MET"]),
                "valid_from": start.isoformat(),
                "recorded_at": (AT + timedelta(hours=number)).strftime("%Y-%m-%d %H:%M"),
                "corrects": f"c{number - 1}" if number > 1 else "f3",
            }
        )
    rates = [
        cells | {"price": str(60 + turn)} if index == 1 else cells
        for index, cells in enumerate(ROWS["rates"])
    ]
    return company(affiliations=facts, rates=rates)


def answer(known_at, as_of, party) -> str:
    asked = current_company(known_at).standing(party, "MET", as_of=as_of, known_at=known_at)
    return repr((asked.side, asked.tie, asked.stage, asked.proof, asked.next_change))


def test_answers_about_the_past_stay_as_they_were(database) -> None:
    random = Random(20261123)
    import_company(company(), actor="ann", at=AT)
    golden: dict[tuple, str] = {}
    exports = {}

    for turn in range(1, CORRECTIONS + 1):
        now = AT + timedelta(hours=turn)
        for _ in range(ASKED // CORRECTIONS):
            known_at = AT + timedelta(minutes=random.randrange(-600, 60 * turn))
            as_of = date(2023, 6, 1) + timedelta(days=random.randrange(1500))
            question = (known_at, as_of, random.choice(PARTIES))
            golden[question] = answer(*question)
        exports[now - timedelta(seconds=1)] = without_places(export_company())
        import_company(corrected(turn, Random(turn)), actor="ann", at=now)

    assert len(list_imports()) == CORRECTIONS + 1
    assert {question: answer(*question) for question in golden} == golden
    assert {known_at: without_places(export_company(known_at)) for known_at in exports} == exports


def test_knowledge_from_before_the_store_is_that_of_the_facts(database) -> None:
    import_company(company(), actor="ann", at=AT)
    before = AT.replace(year=2023)

    asked = current_company(before).standing("ann", "MET", as_of=date(2026, 1, 1), known_at=before)

    memory = build(company()).company
    assert memory is not None
    assert asked == memory.standing("ann", "MET", as_of=date(2026, 1, 1), known_at=before)
    assert asked.tie == "none"
