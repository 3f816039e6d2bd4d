"""`check` finds each planted defect at its place, and nothing in a sound company."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from comptoir.company import check, read_tables
from comptoir.core.values import Severity
from comptoir.wording import say_finding
from tests.company.small import COMPANY, FILES, TODAY, codes, folder, replaced, told

CARD = 'valid_from = 2026-01-01\nusual = "public"\n'
SECOND = '\n[[card]]\nid = "C2"\nsupplier = "LAB"\nvalid_from = {start}\nusual = "public"\n'
ONE_RATE = {"company.toml": COMPANY.replace(CARD, CARD + 'policy = "one rate"\n')}
CLASSES, RATES, OFFERINGS = FILES["classes.csv"], FILES["rates.csv"], FILES["offerings.csv"]
DEALS = "deal,customer,offering,price,valid_from,valid_to\nD1,ACME,sem,70,2026-01-01,\n"
ADJUSTMENTS = "adjustment,kind,amount,offerings,paid_by\n"

# name -> (changed files, code, place, severity)
DEFECTS: dict[str, tuple[Mapping[str, str | bytes | None], str, str, str]] = {
    "unknown offering": (
        replaced("rates.csv", "scan,*", "skan,*"), "ref.unknown", "rates.csv:5 [offering]", "error"),
    "unknown class": (
        replaced("rates.csv", "sem,inside", "sem,insid"), "ref.unknown", "rates.csv:2 [class]", "error"),
    "unknown group": (
        replaced("rates.csv", "scan,*", "group:tools,*"), "ref.unknown", "rates.csv:5 [offering]", "error"),
    "unknown customer": (
        replaced("examples.csv", "e1,ana", "e1,anna"), "ref.unknown", "examples.csv:2 [customer]", "error"),
    "unknown unit of a fact": (
        replaced("affiliations.csv", "by,DEV", "by,DEVV"), "ref.unknown", "affiliations.csv:4 [of]", "error"),
    "unknown supplier": (
        replaced("company.toml", '"LAB"', '"LABO"'), "ref.unknown", "company.toml:9 [supplier]", "error"),
    "unknown key": (
        replaced("company.toml", "usual =", "usuel ="), "key.unknown", "company.toml:11 [usuel]", "error"),
    "two rates of exchange on a day": (
        {"exchange_rates.csv": "base,quote,rate,valid_from,valid_to\nEUR,USD,1.1,2026-01-01,2026-07-01\n"
         "EUR,CHF,0.9,2026-01-01,\nEUR,USD,1.2,2026-06-01,\n"},
        "exchange.overlap", "exchange_rates.csv:4 [valid_from]", "error"),
    "a review longer than a year": (
        replaced("company.toml", 'usual = "public"', 'usual = "public"\nreview_days = 400'),
        "days.many", "company.toml:12 [review_days]", "error"),
    "unknown section": (
        replaced("company.toml", "[questions]", "[question]"), "section.unknown", "company.toml:1 [question]", "error"),
    "unknown condition name": (
        replaced("classes.csv", "side =", "syde ="), "condition.unknown", "classes.csv:2 [when]", "error"),
    "unknown condition value": (
        replaced("classes.csv", "internal", "intern"), "condition.choice", "classes.csv:2 [when]", "error"),
    "a label of no question": (
        replaced("company.toml", 'assisted = "yes/no"', 'assisted = "yes/no"\n\n[labels]\nasisted = ["a", "b"]'),
        "label.unknown", "company.toml:17 [asisted]", "error"),
    "a label in one language": (
        replaced("company.toml", 'assisted = "yes/no"', 'assisted = "yes/no"\n\n[labels]\nassisted = ["a"]'),
        "label.form", "company.toml:17 [assisted]", "error"),
    "unknown question": (
        replaced("rates.csv", "95,assisted", "95,asisted"), "condition.unknown", "rates.csv:3 [if]", "error"),
    "unused question": (
        replaced("rates.csv", "95,assisted", "95,side = external"),
        "question.unused", "company.toml [assisted]", "note"),
    "price of an unknown class": (
        replaced("rates.csv", "inside,50", "inside,publik - 10%"), "price.reference", "rates.csv:2 [price]", "error"),
    "price of itself": (
        replaced("rates.csv", "inside,50", "inside,inside - 10%"), "price.circle", "rates.csv:2 [price]", "error"),
    "gap of a class": (
        {"rates.csv": RATES.replace("scan,*", "scan,inside")}, "offering.gap", "offerings.csv:3", "note"),
    "offering without a rate": (
        {"offerings.csv": OFFERINGS + "x,X,service,sale,page\n"}, "offering.no_rate", "offerings.csv:4", "warning"),
    "hole between dates": (
        {"rates.csv": "offering,class,price,valid_from,valid_to\nscan,*,1,,\nsem,inside,5,,\n"
         "sem,public,9,,2026-03-01\nsem,public,9,2026-04-01,\n"},
        "rate.day_gap", "rates.csv:4 [valid_from]", "warning"),
    "tie": ({"rates.csv": RATES + "sem,public,81,\n"}, "rate.tie", "rates.csv:6", "error"),
    "tie in one of several classes": (
        {"rates.csv": RATES + "sem,public|inside,81,\n"}, "rate.tie", "rates.csv:6", "error"),
    "exception below the rule": (
        {"rates.csv": RATES + "sem,inside,60,assisted\n"}, "rate.dead", "rates.csv:6 [if]", "warning"),
    "row of another year": (
        {"rates.csv": "offering,class,price,valid_to\nsem,*,5,\nscan,*,1,\nsem,inside,4,2025-01-01\n"},
        "rate.outside", "rates.csv:4 [valid_from]", "warning"),
    "class below one for everybody": (
        {"classes.csv": CLASSES + "late,side = external\n"}, "class.dead", "classes.csv:4 [when]", "warning"),
    "class implied by an earlier one": (
        replaced("classes.csv", "public,", "phd,side = internal and role = phd\npublic,"),
        "class.dead", "classes.csv:3 [when]", "warning"),
    "row of a dead class": (
        {"classes.csv": CLASSES + "late,side = external\n", "rates.csv": RATES + "scan,late,1,\n"},
        "rate.class_dead", "rates.csv:6 [class]", "warning"),
    "no class for the rest": (
        replaced("classes.csv", "public,", "public,side = external"), "class.no_rest", "classes.csv:3 [when]", "note"),
    "declared priority": (
        {"classes.csv": "class,when,priority\ninside,side = internal,1\npublic,,2\n"},
        "class.priority", "classes.csv:2 [priority]", "note"),
    "no usual class": (replaced("company.toml", 'usual = "public"', ""),
        "card.no_usual", "company.toml:8 [usual]", "note"),
    "usual class unknown": (
        replaced("company.toml", '"public"', '"publik"'), "ref.unknown", "company.toml:11 [usual]", "error"),
    "inside above usual": (
        replaced("rates.csv", "inside,50", "inside,90"), "level.inside_above", "rates.csv:2 [price]", "warning"),
    "inside above usual, for the trained": (
        {**replaced("rates.csv", "inside,50", "inside,90"),
         "offerings.csv": OFFERINGS.replace("unit\n", "unit,requires\n").replace("hour\n", "hour,assisted\n")},
        "level.inside_above", "rates.csv:2 [price]", "warning"),
    "inside above usual, where its row requires a training": (
        {"rates.csv": "offering,class,price,requires\nsem,inside,90,assisted\nsem,public,80,\nscan,*,0.10,\n"},
        "level.inside_above", "rates.csv:2 [price]", "warning"),
    "inside above usual, one rate": (
        {**ONE_RATE, **replaced("rates.csv", "inside,50", "inside,90")},
        "level.inside_above", "rates.csv:2 [price]", "error"),
    "outside below inside, one rate": (
        {**ONE_RATE, "classes.csv": "class,when\ninside,side = internal\nuniv,agreement = univ\npublic,\n",
         "rates.csv": RATES + "sem,univ,40,\n"},
        "level.outside_below", "rates.csv:2 [price]", "error"),
    "two inside prices, one rate": (
        {**ONE_RATE, "classes.csv": "class,when\nphd,role = phd and side = internal\ninside,side = internal\npublic,\n",
         "rates.csv": RATES + "sem,phd,40,\n"},
        "level.inside_differs", "rates.csv:2 [price]", "warning"),
    "deal under one rate": ({**ONE_RATE, "deals.csv": DEALS}, "deal.one_rate", "deals.csv:2 [price]", "error"),
    "two deals at once": (
        {"deals.csv": DEALS + "D2,ACME,sem,60,2026-05-01,\n"}, "deal.overlap", "deals.csv:3 [valid_from]", "warning"),
    "expired card": (
        replaced("company.toml", CARD, CARD + "valid_to = 2026-06-01\n"),
        "card.expired", "company.toml:8 [valid_to]", "warning"),
    "stale card": (
        replaced("company.toml", "2026-01-01", "2024-11-23"),
        "card.stale", "company.toml:8 [review_months]", "warning"),
    "long review, one rate": (
        {"company.toml": COMPANY.replace(CARD, CARD + 'policy = "one rate"\nreview_months = 36\n')},
        "card.review", "company.toml:8 [review_months]", "warning"),
    "overlapping cards": (
        {"company.toml": COMPANY + SECOND.format(start="2026-06-01"), "rates.csv": RATES.replace(
            "offering", "card,offering", 1).replace("\ns", "\nC1,s")},
        "card.overlap", "company.toml:17 [valid_from]", "error"),
    "rows without their card": (
        {"company.toml": COMPANY + SECOND.format(start="2026-06-01")}, "card.missing", "rates.csv:2 [card]", "error"),
    "no examples": ({"examples.csv": None}, "card.no_examples", "company.toml:8", "note"),
    "example that disagrees": (
        replaced("examples.csv", "hours,100", "hours,101"), "example.differs", "examples.csv:2 [expected]", "error"),
    "tiers out of order": (
        {"rates.csv": "offering,class,price,from\nsem,*,9,\nsem,*,7,20\nsem,*,8,10\nscan,*,1,\n"},
        "tier.order", "rates.csv:4 [from]", "warning"),
    "no first tier": (
        {"rates.csv": "offering,class,price,from\nsem,*,9,5\nsem,*,8,10\nscan,*,1,\n"},
        "tier.first", "rates.csv:2 [from]", "note"),
    "tiers of two kinds": (
        {"rates.csv": "offering,class,price,from,tier\nsem,*,9,,\nsem,*,8,10,all units\nscan,*,1,,\n"},
        "tier.mixed", "rates.csv:3 [tier]", "warning"),
    "rebate over the whole": (
        {"adjustments.csv": ADJUSTMENTS + "big,rebate,120%,,\n"}, "share.over", "adjustments.csv:2 [amount]", "error"),
    "subsidy over the whole": (
        {"rates.csv": "offering,price,subsidy,paid_by\nsem,9,120%,ORG\nscan,1,,\n"},
        "share.over", "rates.csv:2 [subsidy]", "error"),
    "subsidy of nobody": (
        {"adjustments.csv": ADJUSTMENTS + "help,subsidy,20%,,\n"},
        "subsidy.nobody", "adjustments.csv:2 [paid_by]", "warning"),
    "cap below minimum": (
        {"rates.csv": "offering,price,min_amount,max_amount\nsem,9,20,10\nscan,1,,\n"},
        "rate.cap", "rates.csv:2 [max_amount]", "error"),
    "cap below minimum over the order": (
        {"adjustments.csv": ADJUSTMENTS + "least,minimum,50,,\nmost,maximum,40,,\n"},
        "rate.cap", "adjustments.csv:3 [amount]", "error"),
    "tax not last": (
        {"adjustments.csv": ADJUSTMENTS + "vat,tax,20%,,\nfee,surcharge,5,,\n"},
        "adjustment.after_tax", "adjustments.csv:3 [kind]", "warning"),
    "unit that nobody asks in": (
        {**replaced("offerings.csv", "sale,page", "sale,document"),
         "rates.csv": "offering,class,price,per\nsem,inside,5,\nsem,public,8,\nscan,*,1,page\n"},
        "rate.unit", "rates.csv:4 [per]", "warning"),
    "bundle that holds itself": (
        {"bundles.csv": "offering,component\nsem,scan\nscan,sem\n"},
        "bundle.circle", "bundles.csv:2 [component]", "error"),
    "group without members": (
        {"company.toml": COMPANY + "[groups]\ntools = []\n", "rates.csv": RATES + "group:tools,*,1,\n"},
        "group.empty", "rates.csv:6 [offering]", "warning"),
    "card of a unit that is no supplier": (
        replaced("units.csv", "LAB,yes", "LAB,no"), "card.supplier", "company.toml:8 [supplier]", "warning"),
    "wrong business number": (
        replaced("organizations.csv", "organization,kind,country\nORG,company,FR",
                 "organization,kind,country,siren\nORG,company,FR,732829321"),
        "siren.check", "organizations.csv:2 [siren]", "warning"),
    "unit that is part of itself": (
        {"affiliations.csv": "party,fact,of,source\nLAB,part of,DEV,x\nDEV,part of,LAB,x\n"},
        "fact.tree_cycle", "affiliations.csv:2 [of]", "error"),
    "same id twice": (
        {"offerings.csv": OFFERINGS + "sem,SEM,product,rental,hour\n"},
        "id.twice", "offerings.csv:4 [offering]", "error"),
    "a person with a unit's id": (
        replaced("people.csv", "bob,Bob", "LAB,Bob"), "id.twice", "people.csv:3 [person]", "error"),
    "end before start": (
        {"units.csv": "unit,supplier,valid_from,valid_to\nLAB,yes,2026-05-01,2026-05-01\nDEV,no,,\n"},
        "period.order", "units.csv:2 [valid_to]", "error"),
}  # fmt: skip


def test_a_sound_company_has_no_findings(tmp_path: Path) -> None:
    checked = check(folder(tmp_path), on=TODAY)

    assert told(checked.findings) == []
    assert (checked.examples_agree, checked.examples_total) == (1, 1)


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_is_found_at_its_place(name: str, tmp_path: Path) -> None:
    changes, code, place, severity = DEFECTS[name]

    checked = check(folder(tmp_path, changes), on=TODAY)

    assert (code, place) in told(checked.findings)
    found = next(one for one in checked.findings if (one.code, str(one.place)) == (code, place))
    assert found.severity is Severity(severity)


@pytest.mark.parametrize("name", DEFECTS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_defect_is_said_in_both_languages(
    name: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMPTOIR_STRICT_WORDING", "1")
    changes, code, _, _ = DEFECTS[name]

    found = [one for one in check(folder(tmp_path, changes), on=TODAY).findings if one.code == code]

    assert all(say_finding(one, language).endswith((".", "»")) for one in found if code != "example.differs")


def test_all_defects_are_found_at_once(tmp_path: Path) -> None:
    several = {
        **replaced("rates.csv", "inside,50", "inside,fifty euros"),
        **replaced("offerings.csv", "product", "produit"),
        **replaced("company.toml", "Europe/Paris", "Europe/Pariss"),
        **replaced("classes.csv", "side =", "side ="),
    }

    checked = check(folder(tmp_path, several), on=TODAY)

    assert checked.company is None
    assert {"price.unreadable", "word.unknown", "time_zone.unknown"} <= codes(checked.findings)


def test_a_suggestion_names_the_nearest(tmp_path: Path) -> None:
    checked = check(folder(tmp_path, replaced("rates.csv", "scan,*", "skan,*")), on=TODAY)

    assert dict(checked.findings[0].params) == {"found": "skan", "expected": "scan", "kind": "offerings"}


def test_tables_are_checked_like_their_folder(tmp_path: Path) -> None:
    path = folder(tmp_path, replaced("rates.csv", "inside,50", "inside,90"))

    assert check(path, on=TODAY).findings == check(read_tables(path).tables, on=TODAY).findings


def test_a_finding_is_told_once_for_many_rows(tmp_path: Path) -> None:
    rows = "".join(f"sem,inside,x-%{number},\n" for number in range(300))

    checked = check(folder(tmp_path, {"rates.csv": RATES + rows}), on=TODAY)

    assert sum(one.code == "price.unreadable" for one in checked.findings) <= 100
    assert "check.more" in codes(checked.findings)
