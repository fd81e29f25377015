"""Readers of tables: CSV, Parquet, JSON lines and XLSX, one row at a time.

Every reader gives rows as (number, cells, fault): the number that a spreadsheet shows (the
header is row 1; for JSON lines, which have no header, the line number), the raw texts of the
cells, and why this is no row of the table ("" if it is one).

Memory is bounded by the longest row, except for XLSX, whose format makes a reader hold the
whole sheet.

What is wrong with a file stops everything before anything is written (InputError, exit 10);
what is wrong with a row rejects that row. The line between them: a row is rejected only where
it is certain where the next row begins and that no row is lost.

====================================================  ========================================
what is found                                         what becomes of it
====================================================  ========================================
no file, a folder, an unknown kind of file            file error
empty file; header and no rows                        file error
duplicate column names, missing columns               file error
not UTF-8 (with or without a byte order mark)         file error: byte and row
a quotation mark never closed, or text after one      file error: the row where it opened
a row over several lines with a wrong cell count      file error: likewise, rows may be lost
last row short and no line break at the end           file error: the file was cut off
Parquet without footer or with broken pages           file error
Parquet column of nested or binary type               file error
XLSX broken, protected or at 1,048,576 rows           file error that names CSV
a row (line) over 64 MB                               file error
too many or too few cells in a one-line row           reject
a cell over 32 KB (32,768 characters)                 reject
a quoted cell that holds what looks like whole rows   reject
NUL, surrogates, a failed conversion in a cell        reject
a date that does not exist, a word not in the list    reject
broken JSON on one line, a list of lists, two         reject
equal keys in one object
the same request_id again                             reject of the later row
blank row                                             skipped and counted
====================================================  ========================================

Delimiters: comma, semicolon or tab, whichever splits the header into most columns.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from duly.errors import InputError

CELL_MOST = 32_768
"""Characters of the longest cell that is read."""

RawRow = tuple[int, list[str], str]
"""A row as read: its number, its cells, and why it is no row of this table ("" if it is)."""


@dataclass
class Table:
    """A file being read.

    ``columns`` are the cells of the header as written and ``header_row`` its number;
    ``encoding`` and ``delimiter`` are ``None`` where the format has none. ``rows`` can be
    iterated once. ``sha256`` gives the hash of the file's bytes and is known when ``rows``
    are read to the end, as are all ``notes`` (sentences for the user).
    """

    file: str
    columns: list[str]
    header_row: int
    rows: Iterator[RawRow]
    sha256: Callable[[], str]
    encoding: str | None = None
    delimiter: str | None = None
    notes: list[str] = field(default_factory=list)


@contextmanager
def open_table(path: Path) -> Iterator[Table]:
    """Open a table by the ending of its name. Raises InputError."""
    from duly.intake import delimited, jsonlines, parquet, sheet

    openers: dict[str, Callable[[Path], AbstractContextManager[Table]]] = {
        ".csv": delimited.opened,
        ".tsv": delimited.opened,
        ".txt": delimited.opened,
        ".parquet": parquet.opened,
        ".jsonl": jsonlines.opened,
        ".ndjson": jsonlines.opened,
        ".xlsx": sheet.opened,
        ".xlsm": sheet.opened,
    }
    opener = openers.get(path.suffix.lower())
    if opener is None:
        raise InputError(
            "duly does not know this kind of file.",
            "Save it as CSV (UTF-8), XLSX, Parquet or JSON lines, with that ending.",
            file=path.name,
        )
    check_file(path)
    with opener(path) as table:
        yield table


def check_file(path: Path) -> None:
    """Raise InputError unless ``path`` is a file that can be opened and is not empty."""
    try:
        if path.is_dir():
            raise InputError("this is a folder.", "Name a file in it.", file=path.name)
        with path.open("rb") as file:
            empty = not file.read(1)
    except OSError as error:
        raise unreadable(path, error) from None
    if empty:
        raise InputError("the file is empty.", "Send the file with its rows.", file=path.name)


def unreadable(path: Path, error: OSError) -> InputError:
    """Say that the system refuses to read a file, without the system's own words."""
    reason = {
        FileNotFoundError: "there is no such file",
        PermissionError: "you may not read this file",
    }.get(type(error), "the system cannot read this file")
    return InputError(f"{reason}.", "Check the name and the folder.", file=path.name)


def too_long(columns: list[str], cells: list[str]) -> str:
    """Say that a cell is longer than ``CELL_MOST``, or nothing."""
    for place, cell in enumerate(cells):
        if len(cell) > CELL_MOST:
            name = columns[place].strip() if place < len(columns) else str(place + 1)
            return (
                f"Column {name} is longer than {CELL_MOST:,} characters. "
                "Shorten it; if the row has an open quotation mark, close it."
            )
    return ""
