"""A kept query answers as the query itself would, on both engines, whatever was asked before."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.db import connection
from django.db.models import Exists, OuterRef
from django.test.utils import CaptureQueriesContext

from comptoir.store.by_hand import write_all, write_one
from comptoir.store.kept import Kept
from comptoir.store.orders.models import Order
from comptoir.store.outbox.models import OutboxRow
from comptoir.store.paper.models import Paper, PaperLine, PaperSeries

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)


def rows(count: int) -> list[OutboxRow]:
    """Some messages, one an hour."""
    return [
        OutboxRow(key=f"k{one}", written_at=AT + timedelta(hours=one), recipient=f"r{one % 3}", reason="[]")
        for one in range(count)
    ]


def test_objects_and_tuples_come_as_from_the_query(database) -> None:
    write_all(rows(9))

    def build(recipient, since):
        return OutboxRow.objects.filter(recipient=recipient, written_at__gte=since).order_by("id")

    whole, cells = Kept(build), Kept(lambda **asked: build(**asked).values_list("key", "written_at"))
    flat = Kept(lambda **asked: build(**asked).values_list("key", flat=True)[:1])
    for recipient in ("r0", "r1", "r'; --", ""):
        for hours in (0, 4, 99):
            asked = {"recipient": recipient, "since": AT + timedelta(hours=hours)}
            assert whole(**asked) == list(build(**asked))
            assert cells(**asked) == list(build(**asked).values_list("key", "written_at"))
            assert flat.first(**asked) == build(**asked).values_list("key", flat=True).first()


def test_lists_of_any_length_are_asked(database) -> None:
    write_all(rows(700))

    def build(keys, recipients):
        return OutboxRow.objects.filter(key__in=keys, recipient__in=recipients).order_by("id")

    kept = Kept(build)
    for count in (0, 1, 2, 3, 5, 64, 511, 513, 700):
        keys = [f"k{one}" for one in range(count)]
        assert kept(keys=keys, recipients=("r0", "r1")) == list(build(keys, ("r0", "r1")))
    assert kept(keys=["k1"], recipients=[]) == []


def test_the_statement_is_made_once(database) -> None:
    made = []

    def build(order):
        made.append(order)
        return Order.objects.filter(id=order)

    kept = Kept(build)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert [kept.first(order=order) for order in ("a", "b", "c")] == [None, None, None]
    assert len(made) == 1
    assert len(asked) == 3


def test_days_relations_and_questions_inside(database) -> None:
    write_all([PaperSeries(entity="E", prefix=f"P{one}", year=2026, last=1, last_day=date(2026, 1, one + 1), head="")
               for one in range(4)])  # fmt: skip
    days = Kept(
        lambda since: PaperSeries.objects.filter(last_day__gt=since).values_list("prefix", "last_day")
    )
    assert sorted(days(since=date(2026, 1, 2))) == [("P2", date(2026, 1, 3)), ("P3", date(2026, 1, 4))]

    def lined(papers, supplier):
        lines = PaperLine.objects.filter(paper=OuterRef("pk"), supplier=supplier)
        return Paper.objects.filter(id__in=papers).exclude(Exists(lines)).order_by("id")

    assert Kept(lined)(papers=[1, 2, 3], supplier="x") == list(lined([1, 2, 3], "x"))
    of_papers = Kept(lambda papers: PaperLine.objects.filter(paper__id__in=papers).select_related("paper"))
    assert of_papers(papers=[1, 2]) == []


def test_what_is_written_by_hand_reads_back(database) -> None:
    number = write_one(rows(1)[0])
    found = OutboxRow.objects.get()

    assert found.id == number
    assert (found.key, found.written_at, found.recipient, found.sent_at) == ("k0", AT, "r0", None)
    write_all([])
    assert OutboxRow.objects.count() == 1
