"""I-13: an explanation that was stored comes back as it was, and comes to the same amount."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.company import Company, read
from comptoir.company.collect import Findings
from comptoir.core.pricing import replay
from comptoir.core.values import Amount, Named, Reason
from comptoir.core.values.reason_json import from_json, to_json
from tests.house.tree import ROOT

PLAIN = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.text()
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.dates()
    | st.datetimes(timezones=st.just(UTC))
    | st.builds(Amount, st.integers(-(10**15), 10**15), st.sampled_from(("EUR", "JPY", "TND")))
    | st.builds(Named, st.text(), st.text(), st.text())
    | st.frozensets(st.text(), max_size=3)
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
PARAMS = st.lists(st.tuples(st.text(), VALUES), max_size=4).map(tuple)
REASONS = st.builds(Reason, st.text(), PARAMS, st.sampled_from(("customer", "auditor")))


@given(st.lists(REASONS, max_size=4))
def test_reasons_come_back_as_they_were(reasons) -> None:
    assert from_json(to_json(reasons)) == tuple(reasons)


def test_digits_depths_and_inner_reasons_stay() -> None:
    inner = Reason("fact.employed", (("since", date(2026, 1, 1)),), "auditor")
    reason = Reason(
        "x", (("price", Decimal("12.50")), ("proof", (inner,)), ("at", datetime(2026, 1, 1, tzinfo=UTC)))
    )

    (found,) = from_json(to_json([reason]))

    assert str(found.get("price")) == "12.50"
    assert found.get("proof") == (inner,)


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError, match="float"):
        to_json([Reason("x", (("price", 0.1),))])


@pytest.mark.parametrize("folder", sorted(path.parent.name for path in ROOT.glob("examples/*/company.toml")))
def test_a_stored_explanation_comes_to_the_same_amount(folder: str) -> None:
    company = read(ROOT / "examples" / folder).company
    assert isinstance(company, Company)

    for example in company.examples:
        answer = company.answer(example.asked, Findings(), today=date(2026, 11, 23))
        for line in answer.lines if answer else ():
            stored = from_json(to_json(line.reasons))
            assert stored == line.reasons
            if any(reason.code == "price.rounded" for reason in stored):
                assert replay(stored) == line.amount
