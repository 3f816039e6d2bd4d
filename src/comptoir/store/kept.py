"""How is a query of Django asked many times without being made into a statement each time? It is kept, with gaps.

Making a statement out of a query takes several times as long as its answer. A kept query is made once for each
database and each length of its lists, with a gap for every value; from then on only the values are put in.

    _lines = Kept(lambda order: OrderLine.objects.filter(order=order).order_by("number"))
    _lines(order="7K2M")

Rule to remember: a value goes into its gap as the database stores it, by its own kind alone (a day, an instant, a text,
a number); a list of what a relation leads to is asked for by the other's column (`order__id__in`, not `order__in`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Expression, Func, IntegerField, QuerySet

from comptoir.store.by_hand import adapted

# Below SQLite's 999 variables in one statement; a longer list is asked as it always was.
_LONGEST = 512


class Kept:
    """A query that is made once and asked often.

    build   makes the query out of its values: of those that are given, whatever they are
    """

    def __init__(self, build: Callable[..., QuerySet[Any]]) -> None:
        self.build = build
        self._made: dict[tuple[object, ...], _Made] = {}

    def __call__(self, **values: object) -> list[Any]:
        """The rows for these values: whatever the query would have given, in a list."""
        padded = {name: _padded(value) if _is_list(value) else value for name, value in values.items()}
        lengths = tuple(len(value) for value in padded.values() if isinstance(value, list))
        if not all(0 < length <= _LONGEST for length in lengths):
            return list(self.build(**values))
        key = (connection.vendor, *padded, *lengths)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = _make(self.build, padded)
        return _asked(made, padded)

    def first(self, **values: object) -> Any:
        """The first of the rows, or None."""
        return next(iter(self(**values)), None)


def counted(found: QuerySet[Any]) -> QuerySet[Any]:
    """How many there are, as a query of one row: for `first`."""
    count = Func(template="COUNT(*)", output_field=IntegerField())
    number: QuerySet[Any] = found.order_by().annotate(count=count).values_list("count", flat=True)
    return number


class _Made(NamedTuple):
    """A query as a statement, with gaps among its values, and what Django knows about the columns."""

    found: QuerySet[Any]
    compiler: Any
    statement: str
    values: tuple[Any, ...]
    converters: Mapping[int, Any]


class _Gap(Expression):
    """Where a value will stand: the value called so, or one place of a list."""

    def __init__(self, name: str, place: int | None = None) -> None:
        super().__init__()
        self.name, self.place = name, place

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:  # noqa: ARG002
        return "%s", (self,)


def _make(build: Callable[..., QuerySet[Any]], values: Mapping[str, object]) -> _Made:
    gaps = {
        name: [_Gap(name, place) for place in range(len(value))] if isinstance(value, list) else _Gap(name)
        for name, value in values.items()
    }
    found = build(**gaps)
    compiler = found.query.get_compiler(using=found.db)
    statement, inside = compiler.as_sql()
    columns = [column[0] for column in compiler.select[: compiler.col_count]]
    return _Made(found, compiler, statement, tuple(inside), compiler.get_converters(columns))


def _asked(made: _Made, values: Mapping[str, Any]) -> list[Any]:
    """Django's own way from rows to objects, with the statement in place of the one it would make."""
    compiler = copy(made.compiler)
    compiler.connection = connection
    inside = tuple(_put(one, values) for one in made.values)
    compiler.as_sql = lambda *_, **__: (made.statement, inside)
    compiler.get_converters = lambda _: made.converters
    query = _twin(made.found.query)
    query.get_compiler = lambda *_, **__: compiler
    found = _twin(made.found)
    found._query = query
    return list(found._iterable_class(found))


def _put(one: Any, values: Mapping[str, Any]) -> Any:
    if one.__class__ is not _Gap:
        return one
    value = values[one.name] if one.place is None else values[one.name][one.place]
    return adapted(value)


def _twin(thing: Any) -> Any:
    """The same attributes in an object of its own; copying a query would carry it out."""
    twin = object.__new__(thing.__class__)
    twin.__dict__.update(thing.__dict__)
    return twin


def _is_list(value: object) -> bool:
    return isinstance(value, (list, tuple, set, frozenset))


def _padded(value: Any) -> list[Any]:
    """A list that is 1, 2, 4, 8 ... long, its last one repeated, so that few statements are kept."""
    found: Sequence[Any] = list(value)
    if not found:
        return []
    return [*found, *[found[-1]] * ((1 << (len(found) - 1).bit_length()) - len(found))]
