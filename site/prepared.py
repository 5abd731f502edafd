"""Queries that are compiled once and run with other values each time.

Django writes the SQL of a queryset anew whenever it is asked. For one with annotations, joins or many
columns that takes ten times as long as the database needs to answer it. A page that everybody reads
therefore prepares its queries::

    by_slug = Prepared(lambda: Article.objects.live().filter(slug=Parameter("slug", CharField())))
    by_slug(slug="news")

The result is a list of what the queryset itself would have yielded: models with ``select_related`` and
annotations, or rows of ``values_list``.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Generic, TypeVar

from asgiref.local import Local

from django.db import connections
from django.db.models import BigIntegerField, Expression, Field, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")


class Parameter(Expression):
    """A value of a prepared query that is only known when it is run.

    Args:
        name: its name in the call.
        field: what kind of value it is, such as ``CharField()``.
    """

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:  # noqa: ARG002 - Django's own
        """Return a placeholder, with the parameter itself where its value will stand."""
        return "%s", [self]


class Prepared(Generic[Row]):
    """A query with places for values.

    Args:
        make: returns the queryset, with a ``Parameter`` wherever a value differs from call to call. It is
            called once for each connection: nothing in it may depend on the day, the language or the reader.
    """

    def __init__(self, make: Callable[[], "QuerySet[Any, Row]"]) -> None:
        self.make = make
        # A compiler belongs to a connection, and a connection to a thread.
        self.local = Local()

    def __call__(self, **values: Any) -> list[Row]:
        """Run the query.

        Args:
            values: one for each ``Parameter``, by its name.

        Raises:
            KeyError: a value is missing.
        """
        compiled: _Compiled[Row] | None = getattr(self.local, "compiled", None)
        if compiled is None or not compiled.is_current():
            compiled = self.local.compiled = _Compiled(self.make())
        return compiled.run(values)


class _Compiled(Generic[Row]):
    """A queryset with its SQL, on one connection."""

    def __init__(self, queryset: "QuerySet[Any, Row]") -> None:
        self.queryset = queryset
        self.compiler = queryset.query.get_compiler(using=queryset.db)
        self.sql, self.params = self.compiler.as_sql()
        self.values: Mapping[str, Any] = {}
        # Django's iterables ask the query for its compiler, and that for its SQL: both are at hand.
        queryset.query.get_compiler = lambda *_args, **_kwargs: self.compiler  # type: ignore[method-assign]
        self.compiler.as_sql = lambda *_args, **_kwargs: (self.sql, self.filled())
        # How values of the database become Python's follows from the columns; a page's row has sixty of them.
        columns = [column[0] for column in self.compiler.select[: self.compiler.col_count]]
        converters = self.compiler.get_converters(columns)
        self.compiler.get_converters = lambda *_args: converters

    def is_current(self) -> bool:
        """Tell whether the connection is the one that Django uses now."""
        return self.compiler.connection is connections[self.queryset.db]

    def filled(self) -> tuple[Any, ...]:
        """Return the parameters of the SQL, as the database takes them."""
        return tuple(
            param.output_field.get_db_prep_value(self.values[param.name], self.compiler.connection)
            if isinstance(param, Parameter)
            else param
            for param in self.params
        )

    def run(self, values: Mapping[str, Any]) -> list[Row]:
        """Return the rows for ``values``."""
        self.values = values
        queryset: Any = self.queryset
        return list(queryset._iterable_class(queryset))  # noqa: SLF001 - as QuerySet itself does


class PreparedByKeys(Generic[Row]):
    """A query for the rows of some keys, ``make`` being given the parameters for them.

    The number of keys is rounded up to a power of two and the last one repeated: few are compiled::

        some = PreparedByKeys(lambda keys: Article.objects.live().filter(pk__in=keys))
        some([3, 5, 8])

    Args:
        make: as above.
        field: what kind of values the keys are; whole numbers when left out.
    """

    def __init__(
        self, make: "Callable[[list[Any]], QuerySet[Any, Row]]", field: "Field[Any, Any] | None" = None
    ) -> None:
        self.make = make
        self.field = field or BigIntegerField()
        self.prepared: dict[int, Prepared[Row]] = {}

    def __call__(self, keys: Iterable[Any], **values: Any) -> list[Row]:
        """Return the rows of ``keys`` in the order of the queryset; ``values`` fill its other places."""
        asked = list(keys)
        if not asked:
            return []
        size = 1 << (len(asked) - 1).bit_length()
        if size not in self.prepared:
            places = [Parameter(f"key{number}", self.field) for number in range(size)]
            self.prepared[size] = Prepared(lambda: self.make(places))
        padded = asked + asked[-1:] * (size - len(asked))
        return self.prepared[size](**values, **{f"key{number}": key for number, key in enumerate(padded)})


def related_rows(owner: Model, name: str, *along: str) -> list[Any]:
    """Return ``owner.<name>.all()`` as a list, by a prepared query unless it is at hand.

    Args:
        owner: what the rows belong to; also a draft, whose rows exist in memory only (modelcluster).
        name: the relation from it to its rows.
        along: for ``select_related``.
    """
    at_hand = {
        *getattr(owner, "_cluster_related_objects", ()),
        *getattr(owner, "_prefetched_objects_cache", ()),
    }
    if owner.pk is None or name in at_hand:
        return list(getattr(owner, name).all())
    query, back = _rows_of(type(owner), name, along)
    rows = query(owner=owner.pk)
    for row in rows:
        setattr(row, back, owner)  # asking a row for its owner costs no query
    return rows


@cache
def _rows_of(model: type[Model], name: str, along: tuple[str, ...]) -> tuple[Prepared[Any], str]:
    """Return the prepared query for the rows of an owner, and the name of their way back to it."""
    relation: Any = model._meta.get_field(name)  # noqa: SLF001 - Django's public API of models
    back, rows = relation.field.name, relation.related_model._default_manager  # noqa: SLF001
    where = {f"{back}_id": Parameter("owner", BigIntegerField())}

    def make() -> QuerySet[Any]:
        found: QuerySet[Any] = rows.filter(**where)
        return found.select_related(*along) if along else found

    return Prepared(make), back
