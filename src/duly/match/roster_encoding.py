"""Text that is not UTF-8: in which row, what it probably is, and what to do."""

import codecs
from pathlib import Path

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BLOCK = 1 << 20
_LETTERS = frozenset(range(0xC0, 0x100)) - {0xD7, 0xF7}  # letters with accents in Windows-1252
_SAVE = "Save the file as UTF-8; a spreadsheet calls it CSV UTF-8."


def encoding_fault(path: Path, *, start_only: bool = False) -> tuple[int, str, str] | None:
    """Give row, problem and next step where the file is not UTF-8 text; None if it is.

    Rows are counted as a spreadsheet does, line breaks inside quotation marks left out.
    ``start_only`` looks for what shows in the first bytes alone.
    """
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(_UTF16) or b"\0" in start:
        return 1, "The file is UTF-16 text, or no text at all.", _SAVE
    at = None if start_only else _first_bad_byte(path)
    if at is None:
        return None
    row, byte, mixed = _look_at(path, at)
    if mixed:
        problem = "This row is not UTF-8, but rows before it are: two encodings are mixed."
        return (
            row,
            problem,
            "Find the program that added these rows, and " + _SAVE[0].lower() + (_SAVE[1:]),
        )
    if byte in _LETTERS:
        return row, "This looks like Windows-1252 or Latin-1 text, not UTF-8.", _SAVE
    return row, "This is not UTF-8 text.", _SAVE


def _first_bad_byte(path: Path) -> int | None:
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


def _look_at(path: Path, offset: int) -> tuple[int, int, bool]:
    """Give the row and value of a byte, and whether letters beyond ASCII came before it."""
    row, quotes, beyond_ascii, left = 1, 0, False, offset
    with path.open("rb") as file:
        while left:
            block = file.read(min(_BLOCK, left))
            left -= len(block)
            beyond_ascii = beyond_ascii or not block.isascii()
            for number, part in enumerate(block.split(b"\n")):
                row += number > 0 and quotes % 2 == 0
                quotes += part.count(b'"')
        return row, file.read(1)[0], beyond_ascii
