"""A column as its distinct values and, for each row, the place of its value among them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

T = TypeVar("T")
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Coded(Generic[T]):
    """Distinct ``values``, and ``at``: for each row the index of its value, never null."""

    values: list[T]
    at: pa.Array

    @staticmethod
    def of_text(column: pa.ChunkedArray) -> Coded[str]:
        """Read a text column; null is the empty string. Raises ``TypeError`` for other columns."""
        kind = column.type
        if pa.types.is_dictionary(kind):
            kind = kind.value_type
        if pa.types.is_null(kind):
            return Coded([""], pa.nulls(len(column), pa.int64()).fill_null(0))
        if not (
            pa.types.is_string(kind)
            or pa.types.is_large_string(kind)
            or pa.types.is_string_view(kind)
        ):
            raise TypeError(f"a column of address parts must be text, not {column.type}")
        if len(column) == 0:
            return Coded([], pa.array([], pa.int64()))
        column = column.cast(pa.large_string()).fill_null("")
        coded = column.combine_chunks().dictionary_encode()
        return Coded(coded.dictionary.to_pylist(), coded.indices.cast(pa.int64()))

    def map(self, function: Callable[[T], S]) -> Coded[S]:
        """Apply ``function`` once to each distinct value; the results may repeat."""
        return Coded([function(value) for value in self.values], self.at)

    def distinct(self) -> Coded[T]:
        """Return the same rows over values that do not repeat; values must be hashable."""
        places: dict[Hashable, int] = {}
        new = [places.setdefault(value, len(places)) for value in self.values]
        first: dict[int, T] = {}
        for place, value in zip(new, self.values, strict=True):
            first.setdefault(place, value)
        return Coded(list(first.values()), pa.array(new, pa.int64()).take(self.at))

    def take(self, rows: pa.Array) -> Coded[T]:
        """Return some rows."""
        return Coded(self.values, self.at.take(rows))

    def test(self, function: Callable[[T], bool]) -> pa.Array:
        """Return for each row whether ``function`` holds of its value."""
        return pa.array([function(value) for value in self.values], pa.bool_()).take(self.at)

    def text(self, function: Callable[[T], str]) -> pa.Array:
        """Return for each row a text that hangs on its value."""
        return pa.array([function(value) for value in self.values], pa.string()).take(self.at)


def together(*columns: Coded[Any]) -> Coded[tuple[Any, ...]]:
    """Return the distinct combinations of several columns of equal length."""
    code = columns[0].at
    for column in columns[1:]:
        code = pc.add(pc.multiply(code, max(1, len(column.values))), column.at)
    coded = code.dictionary_encode()
    combined = []
    for row in coded.dictionary.to_pylist():
        left = row
        values: list[Any] = []
        for column in reversed(columns[1:]):
            left, place = divmod(left, max(1, len(column.values)))
            values.append(column.values[place])
        combined.append((columns[0].values[left], *reversed(values)))
    return Coded(combined, coded.indices.cast(pa.int64()))
