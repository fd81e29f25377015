"""The reject file: the user's own columns, and beside each row why it was rejected."""

import csv
import json
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from duly.intake.header import ADDED, Layout
from duly.store.files import safe_cell, whole_file


class _DiscardedError(Exception):
    """Tells the temporary file that it is not to appear."""


class RejectFile:
    """A CSV file that comes into being with its first row and appears whole, on ``commit``.

    It is written in the input's own encoding (with or without byte order mark) and
    delimiter. The columns are the user's, untouched and in order, except that a cell that
    would start a formula gets a ' in front; then ``duly_row``, ``duly_reason`` and
    ``duly_law``. A row whose cells do not fit the header stands as one JSON list in its
    first cell, so that it cannot be taken for a row if the file is sent in again.
    """

    def __init__(
        self,
        path: Path | None,
        layout: Layout,
        *,
        encoding: str | None,
        delimiter: str | None,
        overwrite: bool,
    ) -> None:
        self.path = path
        self._overwrite = overwrite
        self._layout = layout
        self._encoding = encoding or "utf-8"
        self._delimiter = delimiter or ","
        self._stack = ExitStack()
        self._file = ExitStack()
        self._writer: Any = None

    def write(self, number: int, cells: Sequence[str], reason: str, law: str) -> None:
        """Add a rejected row. Raises StorageError if the file cannot be written."""
        if self.path is None:
            return
        names = self._layout.names
        if self._writer is None:
            self._writer = self._open(self.path)
            self._write([names[place] for place in self._layout.kept], ADDED)
        if len(cells) == len(names):
            own = [cells[place] for place in self._layout.kept]
        else:
            own = [json.dumps(list(cells))] + [""] * (len(self._layout.kept) - 1)
        self._write(own, (str(number), reason, law))

    def commit(self) -> bool:
        """Make the file appear; ``False`` if there were no rejects and there is no file."""
        if self._writer is None:
            return False
        self._file.close()
        self._stack.close()
        return True

    def discard(self) -> None:
        """Leave nothing behind."""
        self._file.close()
        if self._writer is not None:
            # The file is removed because its block is left with an error, which stays here.
            self._stack.__exit__(_DiscardedError, _DiscardedError(), None)

    def _open(self, path: Path) -> Any:  # noqa: ANN401 - csv has no public name for a writer
        temporary = self._stack.enter_context(whole_file(path, overwrite=self._overwrite))
        text = self._file.enter_context(
            # A text that no encoding can hold (half a surrogate) is written as its number.
            temporary.open("w", encoding=self._encoding, errors="backslashreplace", newline="")
        )
        return csv.writer(text, delimiter=self._delimiter, lineterminator="\r\n")

    def _write(self, own: Sequence[str], added: Sequence[str]) -> None:
        self._writer.writerow([safe_cell(cell) for cell in (*own, *added)])
