"""The French file of accounting entries (FEC) of a legal entity, of books that were proved first.

Rule to remember: whoever hands the file in answers for it; books that are not as they were written make none.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from comptoir.core.ledger import SEALS
from comptoir.core.values import Reason, Refusal
from comptoir.documents import JournalRow, fec_name, to_fec
from comptoir.operations.actors import Actor, require
from comptoir.operations.books.anchoring import read_anchors
from comptoir.operations.books.exporting import export_journal
from comptoir.operations.desk import desk
from comptoir.operations.verifying.journals import balance_findings, journal_findings
from comptoir.store.ledger.queries import list_anchors


class Fec(NamedTuple):
    """The file of accounting entries under the name that the law wants, and the rows in it."""

    name: str
    content: bytes
    rows: tuple[JournalRow, ...]


def export_fec(entity: str, *, since: date, upto: date, language: str, actor: Actor, at: datetime) -> Fec:
    """The French file of accounting entries of the days `[since, upto)`, of books that are as they were written.

    raises    Refusal: permission.denied, books.no_siren, books.unsound with the first place that is wrong,
              documents.fec.* for an entry that no inspector would take
    """
    require(actor, "books.read", entity, at=at)
    party = desk().company.parties.get(entity)
    if party is None or not party.siren:
        raise Refusal(Reason("books.no_siren", (("entity", entity),)))
    kept = dict.fromkeys((*list_anchors(), *read_anchors()))
    anchors = tuple(one for one in kept if one.journal != SEALS)
    unsound = [*journal_findings(anchors), *balance_findings()]
    if unsound:
        raise Refusal(Reason("books.unsound", (("place", str(unsound[0].place)), ("count", len(unsound)))))
    rows = export_journal(entity, since=since, upto=upto, language=language, actor=actor, at=at)
    return Fec(fec_name(party.siren, upto - timedelta(days=1)), to_fec(rows), rows)
