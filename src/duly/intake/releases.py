"""The releases file: what the custodian has in fact disclosed, and to whom.

A small table in any form that requests may have. It is read as a whole: one bad row is a file
error, because a disclosure that is not accounted for is not the same as none. It may be as long
as a request file, so its rows go to the engine in portions.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import duckdb
import pyarrow as pa

from duly.errors import InputError
from duly.intake.readers import Table, open_table
from duly.intake.text import Unreadable, calendar_date, flag, plain, whole_number
from duly.intake.words import near

AGAIN = "Correct the file and run the command again; nothing was written."
NEEDED: Final = ("request_id", "disclosed_on", "recipient", "recipient_address")
OPTIONAL: Final = ("channel", "by", "instances", "bulk", "items", "batch_id")
COLUMNS: Final = (*NEEDED, *OPTIONAL)
"""``request_id`` may hold the keyed reference instead; ``batch_id`` tells equal ids apart."""

LONGEST = 4_000
_PORTION = 20_000
_MOST_INSTANCES = 1_000_000_000
SCHEMA = pa.schema(
    [
        ("row", pa.int64()),
        ("request_id", pa.string()),
        ("disclosed_on", pa.date32()),
        ("recipient", pa.string()),
        ("recipient_address", pa.string()),
        ("channel", pa.string()),
        ("by", pa.string()),
        ("instances", pa.int64()),
        ("bulk", pa.bool_()),
        ("items", pa.string()),
        ("batch_id", pa.string()),
    ]
)


def read_releases(con: duckdb.DuckDBPyConnection, path: Path | None) -> int:
    """Read a releases file into the table ``release``; return how many rows it has.

    Without a file the table is empty. Raises InputError naming file, row and column.
    """
    con.register("release_rows", SCHEMA.empty_table())
    con.execute("CREATE OR REPLACE TABLE release AS SELECT * FROM release_rows").fetchall()
    con.unregister("release_rows")
    if path is None:
        return 0
    rows = 0
    for portion in _portions(path):
        con.register("release_rows", pa.RecordBatch.from_pylist(portion, schema=SCHEMA))
        con.execute("INSERT INTO release SELECT * FROM release_rows").fetchall()
        con.unregister("release_rows")
        rows += len(portion)
    return rows


def _portions(path: Path) -> Iterator[list[dict[str, Any]]]:
    with open_table(path) as table:
        names = _names(table)
        portion: list[dict[str, Any]] = []
        for number, cells, fault in table.rows:
            if not any(cell.strip() for cell in cells):
                continue
            if fault:
                raise InputError(fault, AGAIN, file=path.name, row=number)
            portion.append(_row(path.name, number, dict(zip(names, cells, strict=True))))
            if len(portion) == _PORTION:
                yield portion
                portion = []
        if portion:
            yield portion


def _names(table: Table) -> list[str]:
    names = [name.strip() for name in table.columns]
    problem, column = "", ""
    step = f"Columns are: {', '.join(NEEDED)}; and, if wanted, {', '.join(OPTIONAL)}."
    missing = [name for name in NEEDED if name not in names]
    unknown = next((name for name in names if name not in COLUMNS), None)
    if not any(name in COLUMNS or near(name, COLUMNS) for name in names):
        # Without a header the first row is a record, so nothing of it is shown.
        problem = "this row does not look like a row of column names: none of them is known."
    elif unknown is not None:
        problem, column = "this column is not known here.", unknown
        guess = near(unknown, COLUMNS)
        step = f"Did you mean {guess}?" if guess else step
    elif missing:
        problem = f"columns are missing: {', '.join(missing)}."
    elif len(set(names)) != len(names):
        problem = "a column stands twice."
    if problem:
        raise InputError(problem, step, file=table.file, row=table.header_row, column=column)
    return names


def _row(file: str, number: int, cells: dict[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {"row": number, "instances": 1, "bulk": False}
    for name, cell in cells.items():
        try:
            value = _value(name, cell)
        except Unreadable as unreadable:
            raise InputError(
                f"this cell {unreadable}", AGAIN, file=file, row=number, column=name
            ) from None
        if value is not None:
            values[name] = value
    return values


def _value(name: str, cell: str) -> str | int | bool | date | None:
    text = plain(cell)
    if text is None:
        if name in NEEDED:
            raise Unreadable("is blank. Fill it.")
        return None
    if name == "disclosed_on":
        return calendar_date(text)
    if name == "bulk":
        return flag(text)
    if name == "instances":
        number = whole_number(text)
        if not 1 <= number <= _MOST_INSTANCES:
            raise Unreadable("must be 1 or more. Leave the row out if nothing was disclosed.")
        return number
    if len(text) > LONGEST:
        raise Unreadable(f"is longer than {LONGEST:,} characters. Shorten it.")
    return text
