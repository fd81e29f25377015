"""CSV: text with commas, semicolons or tabs, quoted as RFC 4180 says."""

import _csv
import codecs
import csv
import hashlib
import io
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from duly.errors import InputError
from duly.intake.readers import CELL_MOST, RawRow, Table, too_long

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
ROW_MOST = 64 << 20  # characters of one row; beyond, a quotation mark is surely open
_BLOCK = 1 << 20
_BLANK = " \t\r\n,;"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_OTHER_FORMATS = {b"PK\x03\x04": "XLSX", b"PAR1": "Parquet", b"\xd0\xcf\x11\xe0": "old XLS"}


class Hashed(io.RawIOBase):
    """A file that hashes the very bytes that are read from it."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file
        self._digest = hashlib.sha256()

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        """Read some bytes into ``buffer`` and hash them."""
        data = self._file.read(len(buffer))
        self._digest.update(data)
        buffer[: len(data)] = data
        return len(data)

    def sha256(self) -> str:
        """Hash of what was read so far, in hex."""
        return self._digest.hexdigest()


@contextmanager
def opened(path: Path) -> Iterator[Table]:
    """Open a CSV file. Raises InputError; see the table in ``duly.intake.readers``."""
    with path.open("rb") as raw:
        bom = _check_start(path, raw)
        hashed = Hashed(raw)
        # The encoding skips a byte order mark; the csv module wants line ends untouched.
        before = csv.field_size_limit(ROW_MOST)
        try:
            with io.TextIOWrapper(
                io.BufferedReader(hashed, _BLOCK), encoding="utf-8-sig", newline=""
            ) as text:
                yield _table(path, text, hashed, "utf-8-sig" if bom else "utf-8")
        finally:
            csv.field_size_limit(before)


def where_not_utf8(path: Path) -> int | None:
    """Offset of the first byte that is not UTF-8, or ``None``."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    at = 0
    with path.open("rb") as file:
        while True:
            block = file.read(_BLOCK)
            held = len(decoder.getstate()[0])
            try:
                decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                return at - held + error.start
            if not block:
                return None
            at += len(block)


def not_utf8(path: Path, offset: int, row: int) -> InputError:
    """Say that a file is not UTF-8, where, and what to do."""
    return InputError(
        f"the file is not UTF-8 text (byte {offset:,}).",
        "Save as UTF-8: in a spreadsheet choose 'CSV UTF-8' when saving.",
        file=path.name,
        row=row,
    )


def _check_start(path: Path, raw: BinaryIO) -> bool:
    """Refuse what is no UTF-8 text at first sight; tell whether there is a byte order mark."""
    start = raw.read(4096)
    raw.seek(0)
    if start.startswith(_UTF16) or b"\0" in start.partition(b"\n")[0]:
        raise not_utf8(path, 0 if start.startswith(_UTF16) else start.index(b"\0"), 1)
    for magic, name in _OTHER_FORMATS.items():
        if start.startswith(magic):
            raise InputError(
                f"this is no CSV file but {name}.",
                "Save it as CSV (UTF-8), or give it the right ending.",
                file=path.name,
            )
    return start.startswith(codecs.BOM_UTF8)


class _Lines:
    """The lines of a file, remembering what the csv module does not tell."""

    def __init__(self, path: Path, text: TextIO) -> None:
        self.row = 1  # the row being read
        self.size = 0  # its characters so far
        self.ended = True  # the last line read ends with a line break
        self._path = path
        self._text = text

    def __iter__(self) -> Iterator[str]:
        """Give each line with its line break; refuse a row without end."""
        while line := self._text.readline(ROW_MOST):
            self.size += len(line)
            if self.size >= ROW_MOST:
                raise _open_quote(self._path, self.row)
            self.ended = line[-1] in "\r\n"
            yield line

    def next_row(self) -> None:
        """Say that a row is complete."""
        self.row += 1
        self.size = 0


def _table(path: Path, text: TextIO, hashed: Hashed, encoding: str) -> Table:
    lines = _Lines(path, text)
    source = iter(lines)
    with _told(path, lines):
        for first in source:
            if first.strip(_BLANK):
                break
            lines.next_row()
        else:
            raise InputError(
                "the file holds no text.", "Send the file with its rows.", file=path.name
            )
        delimiter = _delimiter(first)
        reader = csv.reader(itertools.chain([first], source), delimiter=delimiter, strict=True)
        header = next(reader)
    table = Table(path.name, header, lines.row, iter(()), hashed.sha256, encoding, delimiter)
    if delimiter != ",":
        table.notes.append(f"Columns are separated by {DELIMITERS[delimiter]}s.")
    lines.next_row()
    table.rows = _rows(path, lines, reader, table)
    return table


def _delimiter(header: str) -> str:
    """Find what separates a header into most cells; the first of equals wins, so the comma."""
    return max(DELIMITERS, key=lambda d: len(next(csv.reader([header], delimiter=d))))


def _rows(path: Path, lines: _Lines, reader: "_csv.Reader", table: Table) -> Iterator[RawRow]:
    width = len(table.columns)
    before = reader.line_num
    short = 0  # the number of the last row, if it has too few cells
    with _told(path, lines):
        for cells in reader:
            number, several = lines.row, reader.line_num - before > 1
            before = reader.line_num
            fault = ""
            short = 0
            if len(cells) != width and any(cell.strip() for cell in cells):
                if several:
                    raise _open_quote(path, number)
                short = number if len(cells) < width else 0
                fault = _wrong_count(len(cells), width)
            elif lines.size > CELL_MOST:
                fault = too_long(table.columns, cells)
            if several and not fault:
                fault = _swallowed(table, cells)
            lines.next_row()
            yield number, cells, fault
    if short and not lines.ended:
        raise InputError(
            "the file ends in the middle of this row, as if it was cut off.",
            "Make or copy the file again and compare its size.",
            file=path.name,
            row=short,
        )
    if not lines.ended:
        table.notes.append("The last row has no line break: check that it is complete.")


def _wrong_count(found: int, width: int) -> str:
    return (
        f"The row has {found} cells, the header has {width}. "
        "Add or remove cells; put a cell that holds the separator in quotation marks."
    )


def _swallowed(table: Table, cells: list[str]) -> str:
    """Say that a cell holds what looks like the end of its row and the start of another.

    If an open quotation mark is closed by one in a later row and the count of cells is still
    right, the cell holds exactly the rest of the first row and the beginning of the last.
    """
    most = len(cells) - 1
    for place, cell in enumerate(cells):
        parts = cell.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if len(parts) < 2 or not table.delimiter:
            continue
        head, tail = parts[0], parts[-1]
        if head.count(table.delimiter) == most - place and tail.count(table.delimiter) == place:
            return (
                f"Column {table.columns[place].strip()} holds what looks like more than one row. "
                "Close the open quotation mark, or take the line breaks out of the cell."
            )
    return ""


def _open_quote(path: Path, row: int) -> InputError:
    return InputError(
        "a quotation mark opens in this row and is not closed properly, so where the row ends "
        "cannot be known.",
        'Close it; write a quotation mark inside a cell as "".',
        file=path.name,
        row=row,
    )


@contextmanager
def _told(path: Path, lines: _Lines) -> Iterator[None]:
    """Tell errors of the csv module and of the encoding as InputErrors, without values."""
    try:
        yield
    except csv.Error:
        raise _open_quote(path, lines.row) from None
    except UnicodeDecodeError:
        offset = where_not_utf8(path) or 0
        raise not_utf8(path, offset, _row_of(path, offset)) from None


def _row_of(path: Path, offset: int) -> int:
    """Row in which a byte lies: rows are counted as if every byte were a character."""
    with path.open(encoding="latin-1", newline="") as text:
        first = next((line for line in text if line.strip(_BLANK)), "")
        text.seek(0)
        return sum(1 for _ in csv.reader(_until(text, offset), delimiter=_delimiter(first)))


def _until(text: TextIO, offset: int) -> Iterator[str]:
    read = 0
    while read <= offset and (line := text.readline(ROW_MOST)):
        read += len(line)
        yield line
