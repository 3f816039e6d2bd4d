"""The hash of what was committed: every column counts, order and the database's own numbers do not."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from comptoir.store.models import AuditRow, Order, OutboxRow
from comptoir.store.state_hash import _models, _names, commitments_hash
from tests.operations.orders.deeds import capped
from tests.operations.orders.shop import AT, bought, opened, wish


@pytest.fixture
def shop(database) -> None:
    opened()
    capped()
    bought(wish("scan"), cost_center="CC1")


def test_reading_it_twice_gives_the_same_and_an_order_another(shop) -> None:
    before = commitments_hash()

    assert commitments_hash() == before
    bought(wish("cut"))
    after = commitments_hash()
    assert after.total != before.total
    assert after.tables["store_order"][0] == before.tables["store_order"][0] + 1
    assert after.tables["store_booking"] == before.tables["store_booking"]


def test_numbers_that_an_undone_transaction_used_up_do_not_count(shop) -> None:
    def deed() -> None:
        AuditRow.objects.create(at=AT, actor="test", action="order.placed", params="{}")

    with transaction.atomic():
        deed()
        straight = commitments_hash()
        transaction.set_rollback(True)
    with transaction.atomic():
        AuditRow.objects.create(at=AT, actor="test", action="order.other", params="{}")
        transaction.set_rollback(True)

    deed()
    assert commitments_hash() == straight


def test_what_an_import_writes_down_has_a_hash_of_its_own(shop) -> None:
    before = commitments_hash()
    AuditRow.objects.create(at=AT, actor="test", action="import.imported", params='{"import": 7}')

    assert commitments_hash() == before


def test_a_change_past_the_operations_is_seen(shop) -> None:
    before = commitments_hash()
    Order.objects.update(project="another")

    assert commitments_hash().total != before.total


def test_every_table_has_a_name_for_what_it_points_to() -> None:
    for model in _models():
        for field in model._meta.concrete_fields:
            assert _names(field)
    assert OutboxRow in set(_models())
    connection.close()
