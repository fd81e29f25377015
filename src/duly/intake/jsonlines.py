"""JSON lines: one object per line, its keys the columns.

The columns are all keys of all objects, in the order in which they first appear, so the file
is read twice: a key that only a late object has must not be overlooked.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from duly.errors import InputError
from duly.intake.delimited import ROW_MOST, not_utf8, where_not_utf8
from duly.intake.readers import RawRow, Table, too_long

_BROKEN = "The line is not one whole JSON object. Correct it."


class _LineError(ValueError):
    """A line is no row of the table; the text says why."""


@contextmanager
def opened(path: Path) -> Iterator[Table]:
    """Open a JSON lines file. Raises InputError; see the table in ``duly.intake.readers``."""
    columns: dict[str, None] = {}
    for _, line in _lines(path):
        try:
            columns.update(dict.fromkeys(_object(line)))
        except _LineError:
            continue
    digest = hashlib.sha256()
    table = Table(path.name, list(columns), 0, iter(()), digest.hexdigest, "utf-8")
    table.rows = _rows(path, table.columns, digest)
    yield table


def _lines(path: Path, digest: "hashlib._Hash | None" = None) -> Iterator[tuple[int, str]]:
    number = 0
    with path.open("rb") as file:
        while line := file.readline(ROW_MOST):
            number += 1
            if len(line) == ROW_MOST:
                raise InputError(
                    "this line is longer than 64 MB.",
                    "Write one JSON object per line.",
                    file=path.name,
                    row=number,
                )
            if digest:
                digest.update(line)
            try:
                yield number, line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError:
                raise not_utf8(path, where_not_utf8(path) or 0, number) from None


def _rows(path: Path, columns: list[str], digest: "hashlib._Hash") -> Iterator[RawRow]:
    for number, line in _lines(path, digest):
        if not line.strip():
            yield number, [], ""
            continue
        try:
            record = _object(line)
        except _LineError as error:
            yield number, [line.rstrip("\r\n")], str(error)
            continue
        cells, fault = [], ""
        for column in columns:
            text = cell_text(record.get(column))
            if text is None:
                fault = fault or (
                    f"Column {column} holds an object or a list of lists. Write one text."
                )
                text = json.dumps(record[column])
            cells.append(text)
        yield number, cells, fault or too_long(columns, cells)


def cell_text(value: object) -> str | None:
    """Text of a value as a cell of a table would hold it; ``None`` if no cell can.

    A list of texts becomes the texts separated by ; so a text in it may not hold one.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(v, str) and ";" not in v for v in value):
        return ";".join(value)
    return None


def _object(line: str) -> dict[str, Any]:
    try:
        # Numbers stay the texts that they were: 0123 or 1.0 are for the column to judge.
        record = json.loads(
            line,
            object_pairs_hook=_unique,
            parse_int=str,
            parse_float=str,
            parse_constant=_constant,
        )
    except _LineError:
        raise
    except (ValueError, RecursionError):
        raise _LineError(_BROKEN) from None
    if not isinstance(record, dict):
        raise _LineError(_BROKEN)
    return record


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise _LineError("The object has the same key twice. Keep one.")
    return record


def _constant(_: str) -> None:
    raise _LineError("The line holds NaN or Infinity, which is no JSON. Write null or a text.")
