"""One scenario per row of the table of treatments, and the days on which a row gives way to another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest

from comptoir.core.relation import FactBook, Party, PartyKind
from comptoir.core.tax import (
    TREATMENTS,
    Nature,
    Relation,
    Settlement,
    SettlementKind,
    Situation,
    Vat,
    VatCategory,
    VatMembership,
    declared_memberships,
    double_memberships,
    require_invoice,
    settle,
    situation,
)
from comptoir.core.tax.rules import Territory
from comptoir.core.tax.settling import treatment
from comptoir.core.values import DayPeriod, Named, Refusal
from tests.cast import FACTS, NOW, PARTIES, TODAY, fact

ABROAD = (
    Party("GENT", PartyKind.COMPANY, country="BE", vat_number="BE0123456789"),
    Party("GENT2", PartyKind.COMPANY, country="BE"),
    Party("WRONG", PartyKind.COMPANY, country="BE", vat_number="FR12345678901"),
    Party("BASEL", PartyKind.COMPANY, country="CH"),
    Party("MONACO", PartyKind.COMPANY, country="MC"),
    Party("jan", PartyKind.INDIVIDUAL, country="BE"),
    Party("urs", PartyKind.INDIVIDUAL, country="CH"),
    Party("NOWHERE", PartyKind.COMPANY),
    Party("FILIALE", PartyKind.COMPANY, country="BE", vat_number="BE0123456789"),
)
BOOK = FactBook.of(
    (*PARTIES, *ABROAD),
    (*FACTS, fact("filiale", "FILIALE", "controlled by", "MOREAU", share="100")),
)
GROUP = (
    VatMembership("MOREAU", "MOREAU", DayPeriod(date(2026, 1, 1))),
    VatMembership("DATA", "MOREAU", DayPeriod(date(2026, 6, 1), date(2026, 12, 1))),
    VatMembership("FILIALE", "MOREAU", DayPeriod(date(2026, 1, 1))),
)
GOODS, SERVICES = Nature


def settled(payer: str, nature: Nature = SERVICES, on: date = TODAY, members=GROUP) -> Settlement:
    found = situation(BOOK, payer, "MET", memberships=members, as_of=on, known_at=NOW)
    return settle(found, nature=nature)


@pytest.mark.parametrize(
    ("payer", "nature", "kind", "category", "rate", "why"),
    [
        ("WORK", SERVICES, "cost center charge", "O", "0", "tax.same_entity"),
        ("WORK", GOODS, "cost center charge", "O", "0", "tax.same_entity"),
        ("MOREAU", SERVICES, "cost center charge", "O", "0", "tax.same_entity"),
        ("DEV", SERVICES, "internal document", "O", "0", "tax.vat_group"),
        ("SISTER", SERVICES, "invoice", "S", "0.2", "tax.home"),
        ("RIVAL", GOODS, "invoice", "S", "0.2", "tax.home"),
        ("PARTNER", SERVICES, "invoice", "S", "0.2", "tax.home"),
        ("MONACO", SERVICES, "invoice", "S", "0.2", "tax.home"),
        ("GENT", SERVICES, "invoice", "AE", "0", "tax.reverse_charge"),
        ("FILIALE", SERVICES, "invoice", "AE", "0", "tax.reverse_charge"),
        ("GENT", GOODS, "invoice", "K", "0", "tax.intra_community"),
        ("GENT2", SERVICES, "invoice", "S", "0.2", "tax.union_consumer"),
        ("WRONG", SERVICES, "invoice", "S", "0.2", "tax.union_consumer"),
        ("jan", GOODS, "invoice", "S", "0.2", "tax.union_consumer"),
        ("BASEL", GOODS, "invoice", "G", "0", "tax.export"),
        ("urs", GOODS, "invoice", "G", "0", "tax.export"),
        ("BASEL", SERVICES, "invoice", "G", "0", "tax.export_services"),
        ("urs", SERVICES, "invoice", "S", "0.2", "tax.consumer_abroad"),
        ("claire", SERVICES, "invoice", "S", "0.2", "tax.home"),
        ("sam", SERVICES, "invoice", "S", "0.2", "tax.home"),
        ("nora", SERVICES, "invoice", "S", "0.2", "tax.home"),
        ("nobody-declared", SERVICES, "invoice", "S", "0.2", "tax.home"),
    ],
)
def test_a_row_of_the_table(
    payer: str, nature: Nature, kind: str, category: str, rate: str, why: str
) -> None:
    found = settled(payer, nature)

    assert (found.kind, found.vat.category, found.vat.rate) == (kind, category, Decimal(rate))
    assert found.reasons[-1].code == why


def test_every_situation_has_a_row_and_every_row_a_situation() -> None:
    one = Situation(TODAY, Relation.OUTSIDER, Named("A"), Named("B"), "FR", "FR", business=True)
    countries = {Territory.HOME: "FR", Territory.UNION: "BE", Territory.ABROAD: "CH"}
    used = {
        treatment(replace(one, relation=relation, buyer_country=countries[where], business=business), nature)
        for relation, where, business, nature in product(Relation, Territory, (True, False), Nature)
    }

    assert used == set(TREATMENTS)


@pytest.mark.parametrize(
    ("payer", "day", "before", "after"),
    [
        # Sonda SA is sold: it was the group's, now it is an outsider; both times it gets an invoice.
        ("SOLD", date(2026, 7, 1), Relation.GROUP_COMPANY, Relation.OUTSIDER),
        # Moreau Data joins the VAT group, and leaves it.
        ("DEV", date(2026, 6, 1), Relation.GROUP_COMPANY, Relation.VAT_GROUP),
        ("DEV", date(2026, 12, 1), Relation.VAT_GROUP, Relation.GROUP_COMPANY),
        # Claire's contract ends.
        ("claire", date(2027, 1, 1), Relation.EMPLOYEE, Relation.OUTSIDER),
        # Sven is seconded: he buys privately as a passer-by, before and after.
        ("sven", date(2026, 9, 1), Relation.OUTSIDER, Relation.OUTSIDER),
    ],
)
def test_the_paper_changes_on_the_day(payer: str, day: date, before: Relation, after: Relation) -> None:
    eve, morning = settled(payer, on=day - timedelta(days=1)), settled(payer, on=day)

    assert (eve.situation.relation, morning.situation.relation) == (before, after)
    both_outside = {Relation.GROUP_COMPANY, Relation.OUTSIDER, Relation.EMPLOYEE}
    for found in (eve, morning):
        assert (found.kind is SettlementKind.INVOICE) is (found.situation.relation in both_outside)


def test_one_member_alone_makes_no_vat_group() -> None:
    only_seller = (VatMembership("MOREAU", "MOREAU"),)
    another = (VatMembership("MOREAU", "MOREAU"), VatMembership("DATA", "OTHER"))

    for members in ((), only_seller, another):
        found = settled("DEV", members=members)

        assert (found.kind, found.vat.rate) == (SettlementKind.INVOICE, Decimal("0.2"))


def test_a_vat_group_ends_at_the_border() -> None:
    assert settled("FILIALE").situation.relation is Relation.GROUP_COMPANY


def test_the_undated_column_holds_always() -> None:
    members = declared_memberships(BOOK)

    assert settled("DEV", members=members, on=date(2000, 1, 1)).kind is SettlementKind.INTERNAL_DOCUMENT


def test_two_groups_on_one_day_are_found() -> None:
    first, second = VatMembership("A", "X", DayPeriod(None, TODAY)), VatMembership("A", "Y", DayPeriod(TODAY))

    assert double_memberships([first, second]) == ()
    assert double_memberships([first, VatMembership("A", "Y")]) == ((first, VatMembership("A", "Y")),)


@pytest.mark.parametrize("payer", ["WORK", "DEV"])
def test_an_invoice_inside_is_refused(payer: str) -> None:
    with pytest.raises(Refusal) as refused:
        require_invoice(settled(payer))

    assert refused.value.reason.code == "tax.invoice_refused"


def test_an_invoice_outside_is_not_refused() -> None:
    require_invoice(settled("SISTER"))


def test_the_sellers_vat_group_is_known_for_its_mention() -> None:
    assert settled("RIVAL").situation.seller_group == "MOREAU"


def test_an_unknown_country_is_assumed_and_said() -> None:
    assert "tax.country_assumed" in [reason.code for reason in settled("NOWHERE").reasons]
    assert "tax.country_assumed" not in [reason.code for reason in settled("RIVAL").reasons]


@pytest.mark.parametrize(
    ("rate", "exemption", "code"), [("0", "", "tax.exemption"), ("0.19", "", "tax.rate")]
)
def test_a_rate_that_cannot_be_is_refused(rate: str, exemption: str, code: str) -> None:
    found = situation(BOOK, "RIVAL", "MET", memberships=(), as_of=TODAY, known_at=NOW)

    with pytest.raises(Refusal) as refused:
        settle(found, nature=SERVICES, rate=Decimal(rate), exemption=exemption)

    assert refused.value.reason.code == code


def test_the_offerings_rate_and_exemption_count_where_vat_is_due() -> None:
    home = situation(BOOK, "RIVAL", "MET", memberships=(), as_of=TODAY, known_at=NOW)
    away = situation(BOOK, "GENT", "MET", memberships=(), as_of=TODAY, known_at=NOW)

    assert settle(home, nature=GOODS, rate=Decimal("0.055")).vat.percent == Decimal("5.5")
    exempt = settle(home, nature=SERVICES, exemption="VATEX-EU-132-1I")
    assert exempt.vat == Vat(VatCategory.EXEMPT, Decimal(0), "VATEX-EU-132-1I")
    assert settle(away, nature=SERVICES, rate=Decimal("0.055")).vat.category == "AE"


def test_a_seller_without_rules_or_entity_is_refused() -> None:
    strange = FactBook.of(
        [Party("LAB", PartyKind.UNIT), Party("US", PartyKind.COMPANY, country="US")],
        [],
    )
    found = Situation(TODAY, Relation.OUTSIDER, Named("A"), Named("B"), "US", "US", business=True)

    with pytest.raises(Refusal, match=r"tax\.no_rules"):
        settle(found, nature=GOODS)
    with pytest.raises(Refusal, match=r"tax\.no_seller"):
        situation(strange, "US", "LAB", memberships=(), as_of=TODAY, known_at=NOW)
