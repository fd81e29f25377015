"""Rows of cells become a record batch; what cannot be read gets its reasons.

``read_row`` is the definition: one row, one Request. ``Checker`` does the same for many rows
at once, column by column, with the validators that pydantic builds from the Request model's
own fields; rows that it does not accept go through ``read_row`` for their reasons. A test
holds both to the same verdict and the same values.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import pyarrow as pa
from pydantic import ValidationError

from duly.gateway.model import Request
from duly.intake.columns import COLUMNS, FACT_COLUMNS, REQUEST_SCHEMA, Column, Value, find_column
from duly.intake.text import Unreadable, is_plain
from duly.intake.words import says
from duly.law.fact import Kind

_BAD: Final[Any] = object()  # stands where a cell could not be read; no type accepts it
_MEMO_MOST = 50_000  # cells remembered per column
_SAMPLE = 500  # cells that tell whether a column repeats itself


class Problem(NamedTuple):
    """What is wrong with one cell: our column name, and the rest of the sentence."""

    column: str
    says: str


class Reason(NamedTuple):
    """Why a row is rejected: whole sentences, and the provisions that need the data."""

    text: str
    law: str


class Checked(NamedTuple):
    """What became of some rows.

    ``batch`` holds the readable ones; ``keys`` the request_id of each row, in order, or
    ``None`` if it cannot be read; ``reasons`` the rejected ones by their place.
    """

    batch: pa.RecordBatch
    keys: list[str | None]
    reasons: dict[int, Reason]


def read_row(
    cells: Mapping[str, str], defaults: Mapping[str, Value]
) -> tuple[Request | None, list[Problem]]:
    """Read one row, given as raw cells by our column names: the definition.

    Returns the request, or ``None`` and every problem of the row in the columns' order.
    """
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    stated = [name for name in cells if name in FACT_COLUMNS]
    for name in stated:
        try:
            FACT_COLUMNS[name].valid(cells[name])
        except Unreadable as unreadable:
            problems[name] = str(unreadable)
    for name, column in COLUMNS.items():
        try:
            value = column.value(cells.get(name, ""))
        except Unreadable as unreadable:
            problems[name] = str(unreadable)
            continue
        values[name] = defaults.get(name) if value is None else value
    request = None
    try:
        request = Request.model_validate(values)
    except ValidationError as error:
        for item in error.errors(include_input=False, include_url=False):
            name = str(item["loc"][0])
            blank = name in values and values[name] is None
            problems.setdefault(name, "is blank. Fill it." if blank else says(item))
    found = [Problem(name, problems[name]) for name in (*COLUMNS, *stated) if name in problems]
    return (None if found else request), found


class Checker:
    """Checks rows of one file, given as columns.

    ``labels`` maps our names of the columns that the file has to the user's names of them;
    ``defaults`` are the letter's values for blank cells.
    """

    def __init__(self, labels: Mapping[str, str], defaults: Mapping[str, Value]) -> None:
        self._labels = dict(labels)
        self._defaults = dict(defaults)
        self._readers = {name: _Reader(find_column(name), defaults.get(name)) for name in labels}
        self._stated = [n for n in FACT_COLUMNS if n in labels or n in defaults]
        more = [pa.field(name, FACT_COLUMNS[name].arrow) for name in self._stated]
        self._schema = pa.schema([*REQUEST_SCHEMA, *more])

    def check(self, numbers: Sequence[int], cells: Mapping[str, Sequence[str]]) -> Checked:
        """Check rows: their numbers, and their cells by our column names (as in ``labels``).

        Never raises because of what is in the cells.
        """
        bad: set[int] = set()
        read = {name: reader.read(cells[name], bad) for name, reader in self._readers.items()}
        reasons = {
            place: self._reason({name: column[place] for name, column in cells.items()})
            for place in bad
        }
        good = [place for place in range(len(numbers)) if place not in bad]
        arrays = [pa.array(_only(good, numbers), pa.int64())]
        for name in (*COLUMNS, *self._stated):
            column = find_column(name)
            if name in read:
                arrays.append(pa.array(_only(good, read[name]), column.arrow))
            else:
                default = pa.scalar(column.flat(self._defaults.get(name)), column.arrow)
                arrays.append(pa.repeat(default, len(good)))
        keys = [None if key is _BAD else key for key in read["request_id"]]
        return Checked(pa.RecordBatch.from_arrays(arrays, schema=self._schema), keys, reasons)

    def _reason(self, row: Mapping[str, str]) -> Reason:
        _, problems = read_row(row, self._defaults)
        named = (find_column(problem.column).law for problem in problems)
        laws = dict.fromkeys(law for law in named if law)
        return Reason(
            " ".join(f"Column {self._labels[p.column]} {p.says}" for p in problems),
            "; ".join(laws),
        )


def _only(places: Sequence[int], values: Sequence[Any]) -> Sequence[Any]:
    """Give the values at some places, without a copy if these are all."""
    return values if len(places) == len(values) else [values[place] for place in places]


class _Reader:
    """Reads one column of a chunk into the batch's form, marking unreadable cells."""

    def __init__(self, column: Column, default: Value | None) -> None:
        self._column = column
        self._default = default
        self._memo = _Memo(column, default)

    def read(self, cells: Sequence[str], bad: set[int]) -> list[Any]:
        """Read the cells; add the places of unreadable ones, marked ``_BAD``, to ``bad``."""
        if cells and cells[0] == cells[-1] and cells.count(cells[0]) == len(cells):
            values = self._distinct(cells[:1]) * len(cells)
        else:
            values = self._distinct(cells)
        if _BAD in values:
            bad.update(place for place, value in enumerate(values) if value is _BAD)
        return values

    def _distinct(self, cells: Sequence[str]) -> list[Any]:
        """Read each distinct cell once, where that pays."""
        if self._column.kind is not Kind.TEXT:
            memo = self._memo
            return [memo[cell] for cell in cells]
        sample = cells[:_SAMPLE]
        if 2 * len(set(sample)) > len(sample):
            return self._texts(cells)
        distinct = list(set(cells))
        table = dict(zip(distinct, self._texts(distinct), strict=True))
        return [table[cell] for cell in cells]

    def _texts(self, cells: Sequence[str]) -> list[Any]:
        if self._column.name == "tin":
            quick = [c if len(c) == 9 and c.isascii() and c.isdigit() else None for c in cells]
        else:
            quick = [c if is_plain(c) else None for c in cells]
        slow = self._slow
        return self._validated(
            [slow(cell) if q is None else q for q, cell in zip(quick, cells, strict=True)]
        )

    def _slow(self, cell: str) -> Any:  # noqa: ANN401 - a value or the mark _BAD
        try:
            value = self._column.value(cell)
        except Unreadable:
            return _BAD
        return self._default if value is None else value

    def _validated(self, values: list[Any]) -> list[Any]:
        """Let the model's own field type judge the whole list, then only its failures."""
        try:
            return self._column.many.validate_python(values)
        except ValidationError as error:
            wrong = {int(item["loc"][0]) for item in error.errors(include_input=False)}
        right = iter(
            self._column.many.validate_python(
                [value for place, value in enumerate(values) if place not in wrong]
            )
        )
        return [_BAD if place in wrong else next(right) for place in range(len(values))]


class _Memo(dict[str, Any]):
    """Cells of columns with few distinct values, each read once."""

    def __init__(self, column: Column, default: Value | None) -> None:
        super().__init__()
        self._column = column
        self._default = column.flat(default)

    def __missing__(self, cell: str) -> Any:  # noqa: ANN401 - a value or the mark _BAD
        if len(self) >= _MEMO_MOST:
            self.clear()
        try:
            value = self._column.flat(self._column.valid(cell))
        except Unreadable:
            value = _BAD
        else:
            value = self._default if value is None else value
        self[cell] = value
        return value
