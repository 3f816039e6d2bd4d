"""Entries balance, reversals take back exactly once, and nothing written is changed without a finding."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.core.ledger import (
    Anchor,
    ChainedEntry,
    ExchangeRate,
    JournalEntry,
    Posting,
    anchor_of,
    append,
    balances,
    chain,
    convert,
    credit,
    debit,
    faults,
    imbalances,
    require_sound,
    reversal,
    reversed_ids,
    trial_balance,
    verify,
)
from comptoir.core.values import Amount, DayPeriod, Refusal

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = AT.date()


def eur(minor: int) -> Amount:
    return Amount(minor, "EUR")


def entry(number: int = 1, minor: int = 500, currency: str = "EUR", entity: str = "ORG") -> JournalEntry:
    amount = Amount(minor, currency)
    both = (
        debit("186", entity, amount, "CC-1", line="C-1"),
        credit("187", entity, amount, "CC-2", line="C-1"),
    )
    return JournalEntry(
        f"E{number}", "IN", DAY, AT + timedelta(minutes=number), f"charge C-{number}", both, "ana", "scan"
    )


def back(one: JournalEntry, *, done=(), reason: str = "wrong hours", day: date = DAY) -> JournalEntry:
    return reversal(
        one, id=f"R{one.id}", day=day, recorded_at=AT, reason=reason, actor="paul", reversed_already=done
    )


JOURNAL = chain("IN", [entry(number, 100 * number) for number in range(1, 7)])
ANCHOR = anchor_of("IN", JOURNAL)


def other(value):
    """Something else of the same kind: what a tamperer would write."""
    match value:
        case str():
            return value + "x"
        case int():
            return value + 1
        case Amount():
            return Amount(value.minor + 1, value.currency)
        case datetime():
            return value + timedelta(microseconds=1)
        case date():
            return value + timedelta(days=1)
        case tuple():
            return value[:-1]
    raise TypeError(type(value))


def tampered(value, path: tuple[str, ...] = ()):
    """Every variant of a chained entry with one field changed, however deep, named by its path."""
    for field in fields(value):
        found = getattr(value, field.name)
        if is_dataclass(found) and not isinstance(found, type):
            for where, inner in tampered(found, (*path, field.name)):
                yield where, replace(value, **{field.name: inner})
        else:
            yield (*path, field.name), replace(value, **{field.name: other(found)})
        if field.name == "postings":
            for index, posting in enumerate(found):
                for where, inner in tampered(posting, (*path, f"posting {index}")):
                    yield where, replace(value, postings=(*found[:index], inner, *found[index + 1 :]))


VARIANTS = list(tampered(JOURNAL[2]))


def test_every_field_of_every_class_is_tampered_with() -> None:
    touched = {name for path, _ in VARIANTS for name in path}
    wanted = {field.name for kind in (ChainedEntry, JournalEntry, Posting, Amount) for field in fields(kind)}

    assert wanted <= touched


@pytest.mark.parametrize(("path", "variant"), VARIANTS, ids=["/".join(path) for path, _ in VARIANTS])
def test_a_changed_field_is_found_and_named(path: tuple[str, ...], variant: ChainedEntry) -> None:
    found = verify("IN", (*JOURNAL[:2], variant, *JOURNAL[3:]), ANCHOR)

    assert found, path
    assert found[0].place.line == 3


def test_an_untouched_journal_has_no_finding() -> None:
    assert verify("IN", JOURNAL, ANCHOR) == ()
    assert verify("IN", JOURNAL, anchor_of("IN", JOURNAL[:2]), ANCHOR, Anchor("IN", 0, "0" * 64)) == ()
    assert verify("IN", iter(JOURNAL)) == ()


@pytest.mark.parametrize("index", range(6))
def test_a_deleted_entry_is_found(index: int) -> None:
    found = verify("IN", (*JOURNAL[:index], *JOURNAL[index + 1 :]), ANCHOR)

    assert found[0].code == ("ledger.missing" if index < 5 else "ledger.truncated")
    assert found[0].place.line == index + 1


@pytest.mark.parametrize("count", range(6))
def test_a_cut_tail_is_found_against_the_anchor_only(count: int) -> None:
    assert verify("IN", JOURNAL[:count]) == ()

    found = verify("IN", JOURNAL[:count], ANCHOR)

    assert [(one.code, one.place.line) for one in found] == [("ledger.truncated", count + 1)]


def test_exchanged_entries_are_found() -> None:
    swapped = (JOURNAL[0], JOURNAL[2], JOURNAL[1], *JOURNAL[3:])
    renumbered = (
        JOURNAL[0],
        replace(JOURNAL[2], sequence=2),
        replace(JOURNAL[1], sequence=3),
        *JOURNAL[3:],
    )

    assert verify("IN", swapped, ANCHOR)[0].place.line == 2
    assert verify("IN", renumbered, ANCHOR)[0].place.line == 2


def test_an_inserted_entry_is_found() -> None:
    twice = (*JOURNAL[:3], JOURNAL[2], *JOURNAL[3:])
    rehashed, _ = append(anchor_of("IN", JOURNAL[:3]), entry(99))
    forged = (*JOURNAL[:3], rehashed, *(replace(one, sequence=one.sequence + 1) for one in JOURNAL[3:]))

    assert verify("IN", twice, ANCHOR)[0].code == "ledger.out_of_place"
    # Forged with its right link and hash, it shows where the next entry does not follow it; an anchor names itself.
    assert verify("IN", forged, ANCHOR)[0].place.line == 5
    assert verify("IN", forged, anchor_of("IN", JOURNAL[:4]))[0].place.line == 4


def test_a_journal_written_anew_is_found_by_the_oldest_anchor_it_contradicts() -> None:
    anew = chain("IN", [entry(number, 100 * number + (number == 2)) for number in range(1, 7)])
    kept = [anchor_of("IN", JOURNAL[:count]) for count in (1, 3, 6)]

    assert verify("IN", anew) == ()
    found = verify("IN", anew, *kept)

    assert [(one.code, one.place.line) for one in found] == [("ledger.rewritten", 3), ("ledger.rewritten", 6)]


def test_two_anchors_of_one_count_that_contradict_are_found() -> None:
    false = Anchor("IN", 6, "f" * 64)

    assert verify("IN", JOURNAL, ANCHOR, false)[0].code == "ledger.rewritten"
    assert verify("IN", JOURNAL, false, ANCHOR)[0].code == "ledger.rewritten"


def test_the_zone_of_an_instant_does_not_matter_to_its_hash() -> None:
    paris = timezone(timedelta(hours=1))
    moved = [replace(one.entry, recorded_at=one.entry.recorded_at.astimezone(paris)) for one in JOURNAL]

    assert chain("IN", moved)[-1].hash == JOURNAL[-1].hash


def test_an_entry_of_another_journal_is_refused() -> None:
    with pytest.raises(ValueError, match="none of journal"):
        append(Anchor("OTHER", 0, ""), entry())


# --- soundness --------------------------------------------------------------------------------------------------------

NOTHING = eur(0)


@pytest.mark.parametrize(
    ("postings", "code"),
    [
        ((), "ledger.empty"),
        ((debit("1", "A", eur(5)), credit("2", "A", eur(4))), "ledger.unbalanced"),
        ((debit("1", "A", eur(5)), credit("2", "B", eur(5))), "ledger.unbalanced"),
        ((debit("1", "A", eur(5)), credit("2", "A", Amount(5, "USD"))), "ledger.unbalanced"),
        ((Posting("1", "A", eur(-5), NOTHING), Posting("2", "A", NOTHING, eur(-5))), "ledger.sides"),
        ((Posting("1", "A", eur(5), eur(5)),), "ledger.sides"),
        ((Posting("1", "A", NOTHING, NOTHING),), "ledger.sides"),
        ((Posting("1", "A", eur(5), Amount(0, "USD")), credit("2", "A", eur(5))), "ledger.currencies"),
    ],
)
def test_an_unsound_entry_is_refused(postings: tuple[Posting, ...], code: str) -> None:
    broken = replace(entry(), postings=postings)

    assert code in [fault.code for fault in faults(broken)]
    with pytest.raises(Refusal):
        require_sound(broken)


def test_a_reason_goes_with_a_reversal() -> None:
    assert faults(entry()) == ()
    assert [one.code for one in faults(replace(entry(), reverses="E0"))] == ["ledger.reason"]
    assert [one.code for one in faults(replace(entry(), reason="why"))] == ["ledger.reason"]
    assert [one.code for one in faults(replace(entry(), recorded_at=AT.replace(tzinfo=None)))] == [
        "ledger.zone"
    ]


# --- reversals and balances -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"done": {"E1"}}, "ledger.reversed_already"),
        ({"reason": "  "}, "ledger.reason"),
        ({"day": DAY - timedelta(days=1)}, "ledger.before"),
    ],
)
def test_a_reversal_is_refused(change: dict, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        back(entry(), **change)

    assert refused.value.reason.code == code


def test_a_reversal_is_not_reversed() -> None:
    with pytest.raises(Refusal, match="reverses_a_reversal"):
        back(back(entry()))


entries = st.lists(
    st.tuples(
        st.integers(-(10**9), 10**9).filter(bool),
        st.sampled_from(["EUR", "USD", "JPY"]),
        st.sampled_from(["ORG", "DATA"]),
        st.booleans(),
    ),
    max_size=40,
)


@settings(max_examples=200)
@given(entries)
def test_any_sequence_of_entries_and_reversals_balances(plan) -> None:
    journal: list[JournalEntry] = []
    kept: dict[tuple[str, str], int] = {}
    for number, (minor, currency, entity, taken_back) in enumerate(plan):
        one = require_sound(entry(number, minor, currency, entity))
        journal.append(one)
        if taken_back:
            journal.append(require_sound(back(one, done=reversed_ids(journal))))
            with pytest.raises(Refusal):
                back(one, done=reversed_ids(journal))
        else:
            kept[entity, currency] = kept.get((entity, currency), 0) + minor

    rows = trial_balance(journal)

    assert imbalances(rows) == ()
    assert min((min(row.debit.minor, row.credit.minor) for row in rows), default=0) >= 0
    spent = {
        (row.entity, row.debit.currency): row.balance.minor
        for row in rows
        if row.account == "186" and row.balance.minor
    }
    assert spent == {key: minor for key, minor in kept.items() if minor}


def test_an_imbalance_is_told_per_entity_and_currency() -> None:
    crossed = (debit("1", "A", eur(5)), credit("2", "B", eur(5)))

    found = imbalances(trial_balance([replace(entry(), postings=crossed)]))

    assert found == (("A", eur(5)), ("B", eur(-5)))


def test_what_a_cost_center_bears() -> None:
    found = balances([entry(1, 500), entry(2, 300)], lambda one: one.cost_center)

    assert found == {("CC-1", "EUR"): eur(800), ("CC-2", "EUR"): eur(-800)}


def test_a_rate_of_exchange_is_a_dated_fact() -> None:
    first = ExchangeRate("EUR", "USD", Decimal("1.10"), DayPeriod(None, date(2026, 11, 1)), "ECB")
    second = ExchangeRate("EUR", "USD", Decimal("1.20"), DayPeriod(date(2026, 11, 1), date(2026, 12, 1)))

    assert convert(eur(10000), "USD", [first, second], on=date(2026, 10, 31))[0] == Amount(11000, "USD")
    assert convert(eur(10000), "USD", [first, second], on=date(2026, 11, 1))[0] == Amount(12000, "USD")
    with pytest.raises(Refusal, match="no_exchange_rate"):
        convert(eur(1), "USD", [first, second], on=date(2026, 12, 1))
