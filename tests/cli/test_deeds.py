"""`comptoir order`, `book`, `deal`, `usage`: on the demo company, by its people, in the documented shapes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from comptoir.core.values import Amount
from comptoir.core.values.share import read_shares
from comptoir.operations.actors import the_machine
from comptoir.operations.bookings import record_qualification
from comptoir.operations.bounds import set_limit
from comptoir.operations.deals.mandates import set_mandate
from comptoir.operations.import_company import import_company
from comptoir.store.bookings.models import Booking
from comptoir.store.orders.models import Order
from comptoir.store.usage.models import UsageRecord
from tests.cli.conftest import Run
from tests.cli.schemas import conforms
from tests.web.company import tables

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
HOUSE = the_machine("tests")
TUESDAY = ("--start", "2026-11-24 09:00", "--end", "2026-11-24 12:00")


@pytest.fixture
def comptoir(run, db, settings) -> Callable[..., Run]:
    """A command on a store that holds the demo company; its clock stands still."""
    settings.COMPTOIR_TODAY = date(2026, 11, 23)
    import_company(tables(), actor="tests", at=AT)
    record_qualification("p20", "trained", actor=HOUSE, at=AT, valid_from=date(2026, 1, 1))
    return lambda *words: run(*words, "--lang", "en")


def data(told: Run, name: str, code: int = 0):
    """The JSON of an answer, of the shape that is documented."""
    assert told.code == code, told.err
    assert conforms(told.json, name)
    return told.json


def test_an_order_is_placed_seen_delivered_and_listed(comptoir) -> None:
    words = ("order", "place", "calibration", "--quantity", "4", "--as", "p20", "--for", "ESS", "--key", "17",
             "--cost-center", "ESS-012", "--format", "json")  # fmt: skip
    placed = data(comptoir(*words), "order")
    again = data(comptoir(*words), "order")
    number = placed["order"]["id"]
    shown = data(
        comptoir("order", "show", number, "--as", "p20", "--for", "ESS", "--format", "json"), "order"
    )
    hidden = data(comptoir("order", "show", number, "--as", "x01", "--format", "json"), "refusal", 1)
    delivered = data(
        comptoir("order", "deliver", number, "--line", "1", "--as", "p02", "--format", "json"), "order"
    )
    listed = data(comptoir("order", "list", "--for", "ESS", "--format", "json"), "order")
    as_csv = comptoir("order", "list", "--supplier", "MET", "--format", "csv")

    assert [placed["repeated"], again["repeated"]] == [False, True]
    assert placed["order"]["owed"] == [{"amount": "124.80", "currency": "EUR"}]
    assert shown["order"]["lines"] == placed["order"]["lines"]
    assert hidden["refused"]["code"] == "order.unknown"
    assert delivered["order"]["state"] == "closed"
    assert [one["id"] for one in listed["orders"]] == [number]
    assert number in as_csv.out
    assert Order.objects.count() == 1


def test_several_cost_centers_bear_an_order_and_a_booking(comptoir) -> None:
    # The house itself acts: it may use everybody's cost centers.
    who = ("--for", "ESS", "--dry-run", "--format", "json")
    placed = data(
        comptoir("order", "place", "calibration", "--quantity", "4", *who, "--cost-center", "ESS-012=60%",
                 "--cost-center", "BEM-013"), "order"
    )  # fmt: skip
    when = ("--start", "2026-11-24 09:00", "--end", "2026-11-24 12:00")
    booked = data(
        comptoir(
            "book",
            "take",
            "cmm",
            *when,
            *who,
            "--used-by",
            "p20",
            "--cost-center",
            "ESS-012=75%",
            "--cost-center",
            "BEM-013=25%",
        ),
        "book",
    )
    two = comptoir(
        "order", "place", "calibration", *who, "--cost-center", "ESS-012", "--cost-center", "BEM-013"
    )
    bad = comptoir("order", "place", "calibration", *who, "--cost-center", "ESS-012=many%")

    shares = [(one["cost_center"], one["percent"]) for one in placed["order"]["shares"]]
    assert shares == [("ESS-012", "60"), ("BEM-013", "40")]
    assert [one["percent"] for one in booked["booking"]["shares"]] == ["75", "25"]
    assert (two.code, bad.code) == (2, 2)


def test_a_dry_run_shows_all_and_keeps_nothing(comptoir) -> None:
    words = (
        "order",
        "place",
        "calibration",
        "--quantity",
        "4",
        "--for",
        "NOV",
        "--key",
        "a",
        "--format",
        "json",
    )
    dry = data(comptoir(*words, "--dry-run"), "order")
    kept = Order.objects.count()
    real = data(comptoir(*words), "order")

    assert dry["dry_run"] is True
    assert kept == 0
    assert real["repeated"] is False, "the key was not used up"
    assert dry["order"]["owed"] == real["order"]["owed"]


def test_another_body_under_a_key_is_a_conflict(comptoir) -> None:
    words = ("order", "place", "calibration", "--for", "NOV", "--key", "a", "--format", "json")
    comptoir(*words, "--quantity", "4")

    other = data(comptoir(*words, "--quantity", "5"), "refusal", 4)

    assert other["refused"]["code"] == "idempotency.other_body"


def test_an_order_of_several_lines_comes_as_json(comptoir, tmp_path: Path) -> None:
    request = {
        "customer": "NOV",
        "purchase_order": "4500012",
        "lines": [{"offering": "calibration", "quantity": 2}, {"offering": "poster", "quantity": "3"}],
    }
    assert conforms(request, "order-request")
    file = tmp_path / "order.json"
    file.write_text(json.dumps(request), encoding="utf-8")

    placed = data(comptoir("order", "place", "--request", file, "--format", "json"), "order")
    table = comptoir("order", "show", placed["order"]["id"])

    assert [part["supplier"] for part in placed["order"]["parts"]] == ["MET", "IMP"]
    assert placed["order"]["purchase_order"] == "4500012"
    assert "A0 poster" in table.out


def test_above_a_limit_somebody_else_says_yes(comptoir) -> None:
    set_limit(actor=HOUSE, payer="ESS", amount=Amount(10_000, "EUR"), at=AT)
    placed = data(
        comptoir("order", "place", "calibration", "--quantity", "4", "--as", "p20", "--for", "ESS", "--format",
                 "json"), "order")  # fmt: skip
    number = placed["order"]["id"]

    own = comptoir("order", "approve", number, "--as", "p20", "--for", "ESS")
    approved = data(comptoir("order", "approve", number, "--as", "p11", "--format", "json"), "order")
    late = comptoir("order", "approve", number, "--as", "p11")
    cancelled = data(
        comptoir("order", "cancel", number, "--as", "p20", "--for", "ESS", "--format", "json"), "order"
    )

    assert placed["order"]["state"] == "awaiting approval"
    assert own.code == 1
    assert approved["order"]["state"] == "confirmed"
    assert late.code == 4
    assert cancelled["order"]["state"] == "cancelled"


def test_a_resource_is_booked_once_and_the_second_hears_what_is_free(comptoir) -> None:
    free = data(comptoir("book", "free", "cmm", *TUESDAY, "--length", "3 hours", "--format", "json"), "book")
    booked = data(comptoir("book", "take", "cmm", *TUESDAY, "--as", "p20", "--format", "json"), "book")
    taken = data(comptoir("book", "take", "cmm", *TUESDAY, "--as", "p20", "--format", "json"), "refusal", 4)
    in_words = comptoir("book", "take", "cmm", *TUESDAY, "--as", "p20")
    full = data(comptoir("book", "free", "cmm", *TUESDAY, "--length", "3 hours", "--format", "json"), "book")
    listed = data(comptoir("book", "list", "--supplier", "MET", "--format", "json"), "book")

    assert len(free["free"]) == 1
    assert booked["booking"]["prices"][0]["amount"] == {"amount": "189.00", "currency": "EUR"}
    assert taken["refused"]["code"] == "booking.taken"
    assert len(taken["alternatives"]) == 3
    assert taken["conflicts"][0]["start"] == "2026-11-24T09:00:00+01:00"
    assert in_words.err.count("Free instead") == 3
    assert full["free"] == []
    assert [one["id"] for one in listed["bookings"]] == [booked["booking"]["id"]]


@pytest.mark.parametrize("verb", ["take", "hold"])
def test_a_booking_names_the_cost_center_that_bears_it(comptoir, verb: str) -> None:
    words = ("book", verb, "cmm", *TUESDAY, "--as", "p20", "--for", "ESS", "--format", "json")
    wrong = data(comptoir(*words, "--cost-center", "ZZZ"), "refusal", 1)
    booked = data(comptoir(*words, "--cost-center", "ESS-012"), "book")

    kept = Booking.objects.get(public_id=booked["booking"]["id"])
    assert "ZZZ" in wrong["refused"]["text"]
    assert [one.cost_center for one in read_shares(kept.shares)] == ["ESS-012"]


def test_a_booking_is_held_confirmed_moved_extended_cancelled_and_restored(comptoir) -> None:
    who = ("--as", "p20", "--format", "json")
    number = data(comptoir("book", "hold", "cmm", *TUESDAY, *who), "book")["booking"]["id"]
    data(comptoir("book", "confirm", number, *who), "book")
    later = ("--start", "2026-11-24 13:00", "--end", "2026-11-24 16:00")
    moved = data(comptoir("book", "move", number, *later, *who), "book")
    dearer = data(comptoir("book", "extend", number, "--end", "2026-11-24 17:00", *who), "refusal", 4)
    agreed = ("--end", "2026-11-24 17:00", "--agreed", "252.00")
    extended = data(comptoir("book", "extend", number, *agreed, *who), "book")
    fee = data(comptoir("book", "cancel", number, "--dry-run", *who), "refusal", 4)
    paid = fee["refused"]["params"]["fee"]["amount"]
    cancelled = data(comptoir("book", "cancel", number, "--agreed", paid, *who), "book")
    restored = data(comptoir("book", "restore", number, *who), "book")

    assert moved["booking"]["starts_at"] == "2026-11-24T13:00:00+01:00"
    assert dearer["refused"]["code"] == "booking.price_changed"
    assert extended["booking"]["ends_at"] == "2026-11-24T17:00:00+01:00"
    assert cancelled["fee"]["amount"] == paid
    assert restored["booking"]["state"] == "confirmed"


def test_the_counter_hands_over_and_takes_back(comptoir, settings) -> None:
    words = ("book", "take", "cmm", *TUESDAY, "--as", "p20", "--format", "json")
    number = data(comptoir(*words), "book")["booking"]["id"]
    early = comptoir("book", "out", number, "--as", "p02")
    settings.COMPTOIR_TODAY = date(2026, 11, 24)
    out = data(
        comptoir("book", "out", number, "--as", "p02", "--condition", "clean", "--format", "json"), "book"
    )
    back = data(comptoir("book", "back", number, "--as", "p02", "--format", "json"), "book")

    assert early.code == 1
    assert out["booking"]["state"] == "started"
    assert back["booking"]["state"] == "returned"
    assert Booking.objects.get(public_id=number).condition_out == "clean"


def test_a_price_is_asked_offered_countered_and_agreed(comptoir) -> None:
    set_mandate("p02", "MET", Decimal("0.40"), actor=HOUSE, at=AT)
    customer = ("--as", "p20", "--for", "ESS", "--format", "json")
    seller = ("--as", "p02", "--format", "json")
    asked = data(comptoir("deal", "ask", "cmm", "--price", "50", *customer), "deal")
    number = asked["negotiation"]["id"]
    offered = data(comptoir("deal", "offer", number, "--price", "60", *seller), "deal")
    too_early = comptoir("deal", "offer", number, "--price", "60", "--as", "p02")
    data(comptoir("deal", "counter", number, "--price", "57", *customer), "deal")
    agreed = data(comptoir("deal", "agree", number, *seller), "deal")
    ours = data(comptoir("deal", "list", "--agreed", *customer), "deal")
    theirs = data(comptoir("deal", "list", "--supplier", "MET", "--agreed", *seller), "deal")
    shown = data(comptoir("deal", "show", number, *customer), "deal")
    ended = data(comptoir("deal", "end", agreed["deal"], *customer), "deal")
    in_words = comptoir("deal", "show", number, "--as", "p02")

    assert "guardrails" not in asked
    assert offered["guardrails"]["verdict"] == "granted"
    assert too_early.code == 4
    assert ours["deals"][0]["price"] == "57"
    assert "seller" not in ours["deals"][0]
    assert theirs["deals"][0]["seller"] == "p02"
    assert all("by" not in move for move in shown["negotiation"]["moves"])
    assert ended["ends_on"] == "2026-11-23"
    assert "counters" in in_words.out


def test_usage_is_looked_at_taken_in_once_and_taken_back(comptoir, tmp_path: Path) -> None:
    file = tmp_path / "october.csv"
    file.write_text(
        "offering,customer,day,core-hours\ncore-hour,ESS,2026-10-05,120\ncore-hour,NOBODY,2026-10-06,1\n"
    )
    words = ("usage", "import", file, "--supplier", "NUM", "--as", "p07", "--format", "json")
    looked = data(comptoir(*words, "--dry-run"), "usage", 3)
    kept = UsageRecord.objects.count()
    taken = data(comptoir(*words), "usage", 3)
    repeated = data(comptoir(*words), "usage", 3)
    rejects = comptoir("usage", "rejects", taken["import"])
    listed = data(comptoir("usage", "list", "--supplier", "NUM", "--format", "json"), "usage")
    files = data(comptoir("usage", "list", "--supplier", "NUM", "--imports", "--format", "json"), "usage")
    undone = data(comptoir("usage", "undo", taken["import"], "--format", "json"), "usage")
    twice = comptoir("usage", "undo", taken["import"])

    assert [looked["applied"], taken["applied"], repeated["applied"]] == [False, True, False]
    assert kept == 0
    assert (taken["rows"], taken["created"], taken["rejected"]) == (2, 1, 1)
    assert repeated["repeats"] == taken["import"]
    assert "NOBODY" in rejects.out
    assert listed["usage"][0]["quantity"] == {"core-hour": "120"}
    assert files["imports"][0]["created"] == 1
    assert undone["records"] == 1
    assert twice.code == 4


def test_a_day_alone_begins_a_list_and_a_search(comptoir) -> None:
    day, next_day = "2026-11-24", "2026-11-25"

    assert comptoir("book", "list", "--supplier", "MET", "--start", day).code == 0
    assert comptoir("book", "free", "cmm", "--start", day, "--end", next_day, "--format", "json").json["free"]


def test_a_quantity_in_a_unit_that_no_price_knows_is_no_number_of_pieces(comptoir) -> None:
    words = ("order", "place", "calibration", "--as", "p20", "--for", "ESS", "--cost-center", "ESS-012")

    refused = comptoir(*words, "--quantity", "4 bananas")

    assert refused.code == 1
    assert not Order.objects.exists()
    assert comptoir(*words, "--quantity", "4").code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("order", "plcae"), "comptoir order place"),
        (("order", "frobnicate"), "approve"),
        (("order", "place", "calibration"), "--for"),
        (("order", "place", "--for", "NOV"), "--offering"),
        (("order", "place", "calibration", "--for", "NOV", "--request", "-"), "--request"),
        (("order", "place", "calibratoin", "--for", "NOV"), "calibration"),
        (("order", "place", "calibration", "--for", "NOV", "--quantity", "many"), "many"),
        (("order", "list"), "--supplier"),
        (("order", "approve", "x"), "--as"),
        (("order", "deliver", "x"), "--line"),
        (("book", "take", "cmm", "--start", "tomorrow", "--end", "x", "--as", "p20"), "--start"),
        (("book", "take", "cnm", *TUESDAY, "--as", "p20"), "cmm"),
        (("book", "free", "cmm", *TUESDAY, "--length", "long"), "--length"),
        (("book", "extend", "x", "--end", "2026-11-25 13:00", "--agreed", "much"), "--agreed"),
        (("deal", "ask", "cmm"), "--as"),
        (("deal", "ask", "cmm", "--price", "cheap", "--as", "p20"), "--price"),
        (("usage", "import", "x.csv"), "--supplier"),
        (("usage", "import", "x.csv", "--supplier", "NUM", "--set", "offering"), "--set"),
        (("usage", "list"), "--supplier"),
        (("usage", "list", "--supplier", "NUM", "--from", "2026-10-01"), "--to"),
        (("usage", "list", "--supplier", "NOPE"), "NUM"),
        (("order", "list", "--supplier", "NOPE"), "MET"),
        (("order", "list", "--supplier", "MET", "--state", "lost"), "confirmed"),
        (("order", "deliver", "x", "--line", "one"), "whole number from 1"),
        (("book", "list", "--supplier", "NOPE"), "MET"),
        (("book", "free", "cmm", *TUESDAY, "--quantity", "0"), "whole number from 1"),
        (
            ("book", "take", "cmm", "--start", "2026-11-24", "--end", "2026-11-25", "--as", "p20"),
            "has no time",
        ),
        (("book", "take", "cmm", "--start", "2027-03-28 02:30", "--end", "x", "--as", "p20"), "03:30"),
        (("close", "plan", "MET", "9999-12"), "no month"),
        (("deal", "offer", "x", "--as", "p02"), "--price"),
        (("deal", "counter", "x", "--as", "p20"), "--price"),
        (("serve", "--host", "banana"), "127.0.0.1"),
        (("verify", "--against", __file__), "no state of any journal"),
        (("invoice", "list", "--page", "9" * 20), "at most 1000000"),
    ],
)
def test_what_cannot_be_understood_is_said_and_mended(comptoir, words: tuple[str, ...], told: str) -> None:
    answer = comptoir(*words)

    assert answer.code == 2
    assert told in answer.err
    assert answer.out == ""


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("noun", ["order", "book", "deal", "usage"])
def test_the_help_of_a_verb_begins_with_examples(run, noun: str, language: str) -> None:
    import importlib

    for verb in importlib.import_module(f"comptoir.cli.{noun}").VERBS:
        told = run(noun, verb, "--help", "--lang", language)

        lines = told.out.splitlines()
        assert told.code == 0
        assert lines[2] == ("Exemples" if language == "fr" else "Examples")
        assert lines[3].startswith(f"  comptoir {noun} {verb}")
