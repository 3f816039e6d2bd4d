"""The cast: a small world that tests tell their stories with.

Moreau SA is the house. Its metrology lab MET is the supplier of most stories, the workshop WORK its neighbor; both are
part of the directorate DIR. Everybody else stands in one relation to it that the name in the table says.

    claire   employee of MET, whose contract ends at the turn of the year
    paul     head of the workshop WORK
    sven     seconded to MET by a foreign university
    sam      a student in MET, which does not count as inside
    lea      employee of the affiliate Moreau Data (60 % Moreau)
    ines     employee of Rival, which is in the same industry; she may act for it
    nora     a passer-by
    aude     an auditor sent by Controla, a member of MET in a role that does not count
    SISTER   Bissel SA, held by the same parent
    SOLD     Sonda SA, sold on 2026-07-01
    JOINT    Duo SAS, a joint venture of Moreau and a stranger, 50/50
    PARTNER  the university, with an agreement with DIR
    RIVAL    Rival SARL, same industry
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal

from comptoir.core.relation import Fact, FactBook, FactKind, Party, PartyKind
from comptoir.core.values import DayPeriod

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LEARNT = datetime(2025, 1, 6, 8, tzinfo=UTC)

_COMPANY, _PERSON, _UNIT = PartyKind.COMPANY, PartyKind.PERSON, PartyKind.UNIT
PARTIES = (
    Party("MOREAU", _COMPANY, "Moreau SA", "Moreau SA", "FR", date(1950, 1, 1), "71.20B", vat_group="MOREAU"),
    Party("PARENT", _COMPANY, "Groupe Moreau", "Moreau Group", "FR"),
    Party("SISTER", _COMPANY, "Bissel SA", "Bissel SA", "FR"),
    Party("DATA", _COMPANY, "Moreau Data SAS", "Moreau Data SAS", "FR", vat_group="MOREAU"),
    Party("SOLD", _COMPANY, "Sonda SA", "Sonda SA", "FR"),
    Party("JOINT", _COMPANY, "Duo SAS", "Duo SAS", "FR"),
    Party("STRANGER", _COMPANY, "Lointain SA", "Lointain SA", "BE"),
    Party("PARTNER", PartyKind.PUBLIC_BODY, "Université de Lanne", "University of Lanne", "FR", industry="85.42Z"),
    Party("RIVAL", _COMPANY, "Rival SARL", "Rival SARL", "FR", date(2024, 3, 1), "7120"),
    Party("CONTROLA", _COMPANY, "Controla", "Controla", "FR", industry="69.20Z"),
    Party("DIR", _UNIT, "Direction technique", "Technical directorate"),
    Party("MET", _UNIT, "Métrologie", "Metrology", supplier=True),
    Party("WORK", _UNIT, "Atelier", "Workshop", supplier=True, manager="paul"),
    Party("DEV", _UNIT, "Développement", "Development"),
    Party("claire", _PERSON, "Claire Petit", "Claire Petit"),
    Party("paul", _PERSON, "Paul Roche", "Paul Roche"),
    Party("sven", _PERSON, "Sven Lund", "Sven Lund"),
    Party("sam", _PERSON, "Sam Diallo", "Sam Diallo"),
    Party("lea", _PERSON, "Léa Marin", "Léa Marin"),
    Party("ines", _PERSON, "Inès Faure", "Inès Faure"),
    Party("nora", PartyKind.INDIVIDUAL, "Nora Klein", "Nora Klein"),
    Party("aude", _PERSON, "Aude Brun", "Aude Brun"),
)  # fmt: skip


def fact(
    name: str, subject: str, kind: str, of: str = "", role: str = "", *, share: str = "", since: str = "",
    until: str = "", learnt: datetime = LEARNT, corrects: str = "", source: str = "register",
) -> Fact:  # fmt: skip
    """One row of affiliations.csv, said shortly: `fact("1", "claire", "employed by", "MET", since="2026-01-01")`."""
    return Fact(
        name, FactKind(kind), subject, of, role, Decimal(share) if share else None,
        DayPeriod(date.fromisoformat(since) if since else None, date.fromisoformat(until) if until else None),
        source, learnt, corrects,
    )  # fmt: skip


FACTS = (
    fact("dir", "DIR", "part of", "MOREAU"),
    fact("met", "MET", "part of", "DIR"),
    fact("work", "WORK", "part of", "DIR"),
    fact("dev", "DEV", "part of", "DATA"),
    fact("claire", "claire", "employed by", "MET", "engineer", since="2024-09-01", until="2027-01-01"),
    fact("paul", "paul", "employed by", "WORK", since="2010-01-01"),
    fact("sven-home", "sven", "employed by", "PARTNER", since="2015-01-01"),
    fact("sven", "sven", "member of", "MET", "seconded", since="2026-09-01", until="2027-09-01"),
    fact("sam", "sam", "member of", "MET", "student", since="2026-10-01", until="2027-07-01"),
    fact("lea", "lea", "employed by", "DEV", since="2022-05-01"),
    fact("ines", "ines", "employed by", "RIVAL", since="2024-03-01"),
    fact("ines-acts", "ines", "acts for", "RIVAL", since="2025-01-01"),
    fact("aude-home", "aude", "employed by", "CONTROLA", since="2020-01-01"),
    fact("aude", "aude", "member of", "MET", "auditor", since="2026-11-01", until="2027-02-01"),
    fact("parent", "MOREAU", "controlled by", "PARENT", share="80"),
    fact("sister", "SISTER", "controlled by", "PARENT", share="100"),
    fact("data", "DATA", "controlled by", "MOREAU", share="60"),
    fact("sold", "SOLD", "controlled by", "MOREAU", share="100", until="2026-07-01"),
    fact("sold-on", "SOLD", "controlled by", "STRANGER", share="100", since="2026-07-01"),
    fact("joint", "JOINT", "controlled by", "MOREAU", share="50"),
    fact("joint-too", "JOINT", "controlled by", "STRANGER", share="50"),
    fact("agreed", "PARTNER", "agreement with", "DIR", "LANNE", since="2026-01-01", until="2027-01-01"),
    fact("bought", "RIVAL", "bought from", "MET", since="2026-02-01"),
)  # fmt: skip


def cast(*more: Fact, without: Iterable[str] = ()) -> FactBook:
    """The whole cast as a book of facts, with some facts more or less."""
    left_out = frozenset(without)
    return FactBook.of(PARTIES, (*(one for one in FACTS if one.id not in left_out), *more))
