"""Rows in chunks, checked in this process or in several, in the file's order."""

import marshal
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context

from duly.errors import DulyError
from duly.intake.check import Checked, Checker
from duly.intake.columns import Value
from duly.intake.header import Layout
from duly.intake.readers import RawRow, Table
from duly.store.files import plain_cell

CHUNK_CHARACTERS = 2 << 20
"""Characters of one chunk, however many rows it may have: this bounds the memory."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of a file that follow each other.

    Rows that fit the header are kept as columns: ``numbers`` are their row numbers, in order,
    and ``columns`` the user's columns, in order. Columns of texts are cheap to hand to another
    process and to leave alone when memory is swept; rows are neither. ``misfits`` are the
    other rows.
    """

    numbers: list[int]
    columns: list[tuple[str, ...]]
    misfits: list[RawRow]

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.numbers) + len(self.misfits)

    def row(self, place: int) -> list[str]:
        """Give the cells of a row that fits the header, by its place."""
        return [column[place] for column in self.columns]


class Work:
    """The rows of one table, cut into chunks and checked.

    ``read`` counts the rows so far, ``blank`` the blank rows skipped so far; ``defaults`` are
    the letter's values for blank cells.
    """

    def __init__(
        self,
        table: Table,
        layout: Layout,
        defaults: Mapping[str, Value],
        *,
        workers: int,
        chunk_rows: int,
        progress: Callable[[int], None] | None,
    ) -> None:
        self.table = table
        self.layout = layout
        self.read = 0
        self.blank = 0
        self._defaults = defaults
        self._workers = workers
        self._chunk_rows = chunk_rows
        self._progress = progress

    def checked(self) -> Iterator[tuple[Chunk, Checked]]:
        """Give each chunk with what became of its fitting rows. Raises as the reader does."""
        done = 0
        for chunk, result in self._results():
            yield chunk, result
            done += len(chunk)
            if self._progress:
                self._progress(done)

    def _results(self) -> Iterator[tuple[Chunk, Checked]]:
        chunks = self._chunks()
        begin = [chunk for chunk in (next(chunks, None), next(chunks, None)) if chunk]
        if self._workers == 1 or len(begin) < 2:  # a small file is not worth another process
            checker = Checker(self.layout.labels, self._defaults)
            for chunk in chain(begin, chunks):
                yield chunk, checker.check(chunk.numbers, self._cells(chunk))
            return
        waiting: deque[tuple[Chunk, Future[Checked]]] = deque()
        # Spawned, not forked: a fork would copy the threads' locks of Arrow and DuckDB.
        with ProcessPoolExecutor(
            self._workers,
            get_context("spawn"),
            initializer=_start,
            initargs=(self.layout.labels, self._defaults),
        ) as pool:
            try:
                for chunk in chain(begin, chunks):
                    sent = marshal.dumps(self._cells(chunk))
                    waiting.append((chunk, pool.submit(_check, chunk.numbers, sent)))
                    if len(waiting) > self._workers:
                        yield _next(waiting)
                while waiting:
                    yield _next(waiting)
            except BrokenProcessPool:
                raise DulyError(
                    "A helper process ended before its work was done, so nothing was written.",
                    "Run it again with one worker; if it ended for lack of memory, free some.",
                ) from None

    def _cells(self, chunk: Chunk) -> dict[str, tuple[str, ...]]:
        return {name: chunk.columns[place] for name, place in self.layout.used.items()}

    def _chunks(self) -> Iterator[Chunk]:
        numbers: list[int] = []
        rows: list[list[str]] = []
        misfits: list[RawRow] = []
        size = 0
        for number, raw, fault in self.table.rows:
            # The first cell is nearly always filled: then the rest is not looked at.
            if not any(map(str.strip, raw)):
                self.blank += 1
                continue
            cells = [plain_cell(cell) for cell in raw] if self.layout.guarded else raw
            if fault:
                misfits.append((number, cells, fault))
            else:
                numbers.append(number)
                rows.append(cells)
            self.read += 1
            size += sum(map(len, cells))
            if len(numbers) + len(misfits) >= self._chunk_rows or size >= CHUNK_CHARACTERS:
                yield self._chunk(numbers, rows, misfits)
                numbers, rows, misfits, size = [], [], [], 0
        if numbers or misfits:
            yield self._chunk(numbers, rows, misfits)

    def _chunk(self, numbers: list[int], rows: list[list[str]], misfits: list[RawRow]) -> Chunk:
        columns = list(zip(*rows, strict=True)) or [() for _ in self.layout.names]
        return Chunk(numbers, columns, misfits)


def _next(waiting: deque[tuple[Chunk, Future[Checked]]]) -> tuple[Chunk, Checked]:
    chunk, future = waiting.popleft()
    return chunk, future.result()


_checkers: list[Checker] = []


def _start(labels: Mapping[str, str], defaults: Mapping[str, Value]) -> None:
    """Prepare a helper process."""
    _checkers[:] = [Checker(labels, defaults)]


def _check(numbers: list[int], cells: bytes) -> Checked:
    """Check a chunk in a helper process.

    The cells come from our own process as marshalled bytes: for many small texts that costs a
    third of a pickle.
    """
    return _checkers[0].check(numbers, marshal.loads(cells))  # noqa: S302 - we wrote it
