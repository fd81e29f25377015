"""XLSX: the first sheet of a workbook.

The format is a zip of XML with a table of shared texts, so the whole sheet is in memory while
it is read. For large files use CSV or Parquet.
"""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from duly.errors import InputError
from duly.intake.readers import RawRow, Table, too_long
from duly.store.files import sha256_of

ROWS_MOST = 1_048_576
"""Rows of a full sheet: whoever saved more lost the rest without a word."""

_UNZIPPED_MOST = 4 << 30
_EXACT = 10**15  # beyond, a spreadsheet no longer holds every digit of a number


@contextmanager
def opened(path: Path) -> Iterator[Table]:
    """Open an XLSX file. Raises InputError; see the table in ``duly.intake.readers``."""
    digest = sha256_of(path)
    _check_size(path)
    try:
        with CalamineWorkbook.from_path(path) as book:
            sheet = book.get_sheet_by_index(0)
            others = len(book.sheet_names) - 1
    except (CalamineError, OSError, ValueError):
        raise _broken(path) from None
    end = sheet.end
    if end is None:
        raise InputError(
            "the first sheet is empty.", "Put the requests in the first sheet.", file=path.name
        )
    if end[0] + 1 >= ROWS_MOST:
        raise InputError(
            f"the sheet is full ({ROWS_MOST:,} rows), so rows may have been lost in saving.",
            "Save the data as CSV (UTF-8) from where they come from.",
            file=path.name,
            row=ROWS_MOST,
        )
    rows = _rows(sheet)
    header_row, header = next(
        (number, cells) for number, cells, _ in rows if any(cell.strip() for cell in cells)
    )
    table = Table(path.name, header, header_row, rows, lambda: digest)
    if others:
        table.notes.append("Only the first sheet was read; the workbook has others.")
    yield table


def _check_size(path: Path) -> None:
    """Refuse what is no zip, and what would unpack to more than any sheet needs."""
    try:
        with zipfile.ZipFile(path) as zipped:
            size = sum(entry.file_size for entry in zipped.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        raise _broken(path) from None
    if size > _UNZIPPED_MOST:
        raise InputError(
            "the workbook unpacks to more than 4 GB.", "Save it as CSV (UTF-8).", file=path.name
        )


def _rows(sheet: CalamineSheet) -> Iterator[RawRow]:
    for number, values in enumerate(sheet.iter_rows(), 1):
        cells = [_text(value) for value in values]
        yield number, cells, too_long([], cells)


def _text(value: object) -> str:
    """Text of a cell as the sheet shows it; a date is YYYY-MM-DD."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _broken(path: Path) -> InputError:
    return InputError(
        "the workbook cannot be opened: it is cut off, protected by a password or no XLSX.",
        "Open it in a spreadsheet and save it again as XLSX without password, or as CSV (UTF-8).",
        file=path.name,
    )
