"""What stands in a price: the same offering for two viewers, its steps, and the answers that are no price."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta

import pytest

from comptoir.core.values import Place, Row, Tables
from comptoir.operations.import_company import import_company
from comptoir.web.prices import ExternalOffer, InternalOffer, NoOffer
from comptoir.web.viewer import Viewer
from comptoir.web.views.offer import priced
from tests.house.tree import SOURCE
from tests.web.company import tables
from tests.web.conftest import AT, look_as

CLAIRE = Viewer("claire", "p20", "Claire Petit", "ESS", "Essais moteurs")
TEMPLATES = SOURCE / "web" / "templates" / "web" / "price"


def of(offering: str, who: Viewer):
    """The price of an offering as the catalog shows it to somebody."""
    from comptoir.web.house import house

    home = house()
    return priced(home, who, home.company.offerings[offering])[0]


def with_rows(table: str, *rows: dict[str, str]) -> Tables:
    """The demo company with rows on top of a table, in place of those about the same."""
    demo = tables()
    added = tuple(Row(Place(f"{table}.csv", 5000 + number), cells) for number, cells in enumerate(rows))
    replaced = {(row["card"], row["offering"], row["class"]) for row in added}
    kept = [row for row in demo.rows(table) if (row["card"], row["offering"], row["class"]) not in replaced]
    return Tables(demo.settings, {**demo.tables, table: (*added, *kept), "examples": ()})


def test_an_insider_sees_the_ladder(demo) -> None:
    price = of("cmm", replace(CLAIRE, acting_for="ESS"))

    assert isinstance(price, InternalOffer)
    assert (price.usual.minor, price.net.minor, price.gross.minor) == (9000, 6300, 6300)
    assert [step.amount.minor for step in price.steps if step.amount] == [9000, -2700, 6300]
    assert price.cost_center.startswith("ESS")


def test_an_outsider_sees_one_price_with_its_tax(demo) -> None:
    price = of("cmm", Viewer("novatek", "NOV"))

    assert isinstance(price, ExternalOffer)
    assert (price.net.minor, price.tax.minor, price.gross.minor) == (9000, 1800, 10800)
    assert [step.amount.minor for step in price.steps if step.amount] == [9000, 1800, 10800]


def test_a_passer_by_sees_what_an_outsider_sees(demo) -> None:
    assert of("cmm", Viewer()) == of("cmm", Viewer("novatek", "NOV"))


def test_a_deal_is_the_last_rung_and_only_its_owners(counter) -> None:
    deal = {"deal": "D1", "customer": "p20", "offering": "calibration", "price": "20", "per": "piece",
            "valid_from": "2026-01-01"}  # fmt: skip
    import_company(with_rows("deals", deal), actor="tests", at=AT)

    mine, other = of("calibration", CLAIRE), of("calibration", Viewer("marc", "p02", unit="MET"))

    assert isinstance(mine, InternalOffer)
    assert isinstance(other, InternalOffer)
    assert [step.amount.minor for step in mine.steps if step.amount] == [4800, -1680, -1120, 400, 2400]
    assert [step.amount.minor for step in other.steps if step.amount] == [4800, -1680, 624, 3744]


@pytest.mark.parametrize(("offering", "mark"), [("data-extraction", "ask"), ("consumables", "ask")])
def test_no_price_says_what_to_do_next(demo, offering, mark) -> None:
    price = of(offering, Viewer())

    assert isinstance(price, NoOffer)
    assert price.mark == mark
    assert price.actions
    assert price.because


def test_refused_is_said_with_what_it_takes(demo) -> None:
    text = demo("").get("/en/offers/cmm/?is-trained=no").content.decode()

    assert "Not offered" in text
    assert 'class="amount"' not in text


def test_free_is_a_word(demo) -> None:
    text = demo("claire").get("/en/offers/watch-report/").content.decode()

    assert "Free" in text
    assert "€0.00</strong>" not in text


def test_the_models_share_nothing_and_an_outsiders_has_no_room_for_more() -> None:
    assert set(ExternalOffer.__mro__) & set(InternalOffer.__mro__) == {object}
    assert not {"usual", "standing", "rungs"} & {field.name for field in fields(ExternalOffer)}
    assert not {field.name for field in fields(NoOffer) if "Amount" in str(field.type)}


@pytest.mark.parametrize("template", ["one_row", "one_card", "one_why", "none_row", "none_card", "none_why"])
def test_an_outsiders_template_names_nothing_of_the_ladder(template) -> None:
    text = (TEMPLATES / f"{template}.html").read_text(encoding="utf-8")

    assert not [word for word in ("usual", "rung", "standing", "cost_center", "<del") if word in text]


def test_the_table_shows_tiers_and_windows(demo) -> None:
    text = demo("").get("/en/offers/calibration/").content.decode()
    night = demo("").get("/en/offers/sem/").content.decode()

    assert "€42.00 / piece" in text
    assert "€84.00" in night


def test_findings_stand_beside_the_rows_of_the_managers_card(counter) -> None:
    dear = {"card": "MET-2026", "offering": "measurement-report", "class": "interne | groupe", "price": "199"}
    import_company(with_rows("rates", dear), actor="tests", at=AT)

    text = look_as("marc").get("/en/cards/MET-2026/").content.decode()

    assert 'class="remark"' in text
    assert "rates.csv" in text


def test_a_change_of_the_company_shows_at_once(demo) -> None:
    client = demo("")
    assert "gauge blocks" in client.get("/en/?q=gauge").content.decode()
    changed = tables()
    kept = tuple(row for row in changed.rows("offerings") if row["offering"] != "gauge-blocks")
    rates = tuple(row for row in changed.rows("rates") if row["offering"] != "gauge-blocks")
    rest = {name: rows for name, rows in changed.tables.items() if name not in ("examples", "resources")}
    import_company(
        Tables(changed.settings, {**rest, "offerings": kept, "rates": rates}),
        actor="tests",
        at=AT + timedelta(hours=1),
    )

    assert client.get("/en/offers/gauge-blocks/").status_code == 404


def test_a_minimum_amount_is_called_a_minimum(demo) -> None:
    page = demo("").get("/en/offers/scanning/").content.decode()
    price = page[page.index('data-live="price"') :][:600]

    assert "€25.00" in price
    assert "minimum" in price


def test_a_rate_card_speaks_of_its_questions_in_words(demo) -> None:
    page = demo("marc").get("/fr/cards/MET-2026/").content.decode()

    assert "avec opérateur" in page
    assert "assisted" not in page
