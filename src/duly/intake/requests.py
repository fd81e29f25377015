"""The request file: rows in, record batches of readable requests out.

    with read_requests(path, letter, rejects=Path("rejects.csv")) as stream:
        for batch in stream:
            ...
    print(stream.summary)

Every row is either readable or rejected; nothing else becomes of it. A readable row with no
address or no name goes on and is decided.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa

from duly.errors import InputError, StorageError, UsageError
from duly.gateway.model import REQUIRED_COLUMNS, ROW_COLUMNS, Letter
from duly.intake.check import Checked, Reason
from duly.intake.columns import FACT_COLUMNS, LAW, REQUEST_SCHEMA
from duly.intake.header import layout, similar
from duly.intake.letter import default_values
from duly.intake.readers import open_table
from duly.intake.rejects import RejectFile
from duly.intake.work import Chunk, Work
from duly.law import index
from duly.law.usc.t26.s6103 import facts as f

__all__ = ["REQUEST_SCHEMA", "RequestStream", "Summary", "read_requests"]


@dataclass(frozen=True, slots=True)
class Summary:
    """What was in a request file; ``read == readable + rejected`` always.

    ``columns`` are our names of the columns that were used, ``labels`` the user's names of
    them; ``extra`` are the user's columns that were not used and ``similar`` those among them
    that may have been meant for one of ours. ``sha256`` is the hash of the file's bytes.
    ``first_reject`` is the number of the first rejected row and why it was rejected.
    ``notes`` are sentences for the user.
    """

    file: str
    sha256: str
    read: int
    readable: int
    rejected: int
    blank: int
    columns: tuple[str, ...]
    labels: Mapping[str, str]
    extra: tuple[str, ...]
    similar: Mapping[str, str]
    encoding: str | None
    delimiter: str | None
    rejects: Path | None
    first_reject: tuple[int, str] | None
    notes: tuple[str, ...]


def read_requests(
    path: Path,
    letter: Letter,
    *,
    mapping: Mapping[str, str] | None = None,
    rejects: Path | None = None,
    overwrite: bool = False,
    workers: int = 1,
    chunk_rows: int = 20_000,
    progress: Callable[[int], None] | None = None,
) -> "RequestStream":
    """Read a request file (CSV, Parquet, JSON lines or XLSX) under its header letter.

    ``mapping`` leads from the user's column names to ours; ``rejects`` is where rejected rows
    go (``overwrite`` lets it replace an older file); ``workers`` is the number of processes
    that check rows (1: this one); ``chunk_rows`` the most rows of one batch; ``progress`` is
    called after each chunk with the number of rows read so far.

    Raises InputError if the file cannot be read, UsageError if the mapping cannot be meant,
    StorageError if the reject file exists or cannot be written; some only while reading, so
    write results whole or not at all.
    """
    if workers < 1 or chunk_rows < 1:
        raise UsageError("workers and chunk_rows must be at least 1.", "Give 1 or more.")
    if rejects is not None and not overwrite and rejects.exists():
        raise StorageError(
            f"{rejects} exists already.", "Choose another name, or say that it may be replaced."
        )
    defaults = default_values(letter)
    with ExitStack() as stack:
        table = stack.enter_context(open_table(path))
        found = layout(
            table.file, table.header_row, table.columns, mapping or {}, required_columns(letter)
        )
        reject_file = RejectFile(
            rejects,
            found,
            encoding=table.encoding,
            delimiter=table.delimiter,
            overwrite=overwrite,
        )
        work = Work(
            table,
            found,
            defaults,
            workers=workers,
            chunk_rows=chunk_rows,
            progress=progress,
        )
        return RequestStream(work, reject_file, stack.pop_all())
    raise AssertionError  # pragma: no cover - the block above always returns or raises


def required_columns(letter: Letter) -> tuple[str, ...]:
    """The columns that a file must have: an address only where the provision asks for one.

    A provision that duly does not know is treated like (i)(2), and refused later.
    """
    cite = index.canonical(letter.letter.provision)
    door = next((one for one in index.DOORS if one.cite == cite), None)
    if door is None or f.address_present in door.facts():
        return REQUIRED_COLUMNS
    return tuple(name for name in REQUIRED_COLUMNS if name != "address")


class RequestStream:
    """Record batches of the readable requests of one file, in the file's order.

    Iterate once, best inside ``with``: the reject file appears when the block is left without
    an error after the last batch (without ``with``: after the last batch), otherwise it does
    not appear at all.
    """

    schema: pa.Schema = REQUEST_SCHEMA

    def __init__(self, work: Work, rejects: RejectFile, closing: ExitStack) -> None:
        """Use ``read_requests``."""
        self._work = work
        self._rejects = rejects
        self._closing = closing
        self._rows = self._run()
        self._entered = False
        self._finished = False
        self._seen: dict[str, int] = {}
        self._readable = 0
        self._rejected = 0
        self._nameless = 0
        self._first_reject: tuple[int, str] | None = None

    def __enter__(self) -> Self:
        """Tie the reject file to the outcome of the block."""
        self._entered = True
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the reject file appear if all went well; leave nothing behind otherwise."""
        self._rows.close()
        self._close(kept=kind is None and self._finished)

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        """Give the batches; a second iteration goes on where the first one stopped."""
        return self._rows

    def lacks(self, request_ids: Iterable[str]) -> bool:
        """Tell whether one of these ids surely stands in no row that was read so far.

        A row whose own id cannot be read may be any of them.
        """
        return sum(id_ not in self._seen for id_ in request_ids) > self._nameless

    @property
    def summary(self) -> Summary:
        """What was in the file. Raises RuntimeError before the last batch is taken."""
        if not self._finished:
            raise RuntimeError("the summary is known when the last batch is taken")
        work, found = self._work, self._work.layout
        return Summary(
            file=work.table.file,
            sha256=work.table.sha256(),
            read=work.read,
            readable=self._readable,
            rejected=self._rejected,
            blank=work.blank,
            columns=tuple(n for n in (*ROW_COLUMNS, *FACT_COLUMNS) if n in found.used),
            labels=found.labels,
            extra=found.extra,
            similar=similar(found.extra, found.used),
            encoding=work.table.encoding,
            delimiter=work.table.delimiter,
            rejects=self._rejects.path if self._rejected else None,
            first_reject=self._first_reject,
            notes=tuple(work.table.notes),
        )

    def _run(self) -> Generator[pa.RecordBatch, None, None]:
        try:
            for chunk, checked in self._work.checked():
                batch = self._settle(chunk, checked)
                if batch.num_rows:
                    yield batch
            if not self._work.read:
                raise InputError(
                    "the file has a header and no rows.",
                    "Send the file with its rows.",
                    file=self._work.table.file,
                )
            self._finished = True
        finally:
            if not self._entered:
                self._close(kept=self._finished)

    def _settle(self, chunk: Chunk, checked: Checked) -> pa.RecordBatch:
        """Reject rows whose request_id came before, write the rejects, count."""
        reasons, batch = checked.reasons, checked.batch
        again: set[int] = set()
        for place, key in enumerate(checked.keys):
            if key is None:
                self._nameless += 1
                continue
            number = chunk.numbers[place]
            first = self._seen.setdefault(key, number)
            if first != number:
                if place not in reasons:
                    again.add(number)
                reasons[place] = self._repeated(first, reasons.get(place))
        if again:
            kept = [number not in again for number in batch.column("row").to_pylist()]
            batch = batch.filter(pa.array(kept))
        self._nameless += len(chunk.misfits)
        rejected = [(*misfit, "") for misfit in chunk.misfits]
        rejected += [(chunk.numbers[p], chunk.row(p), *reason) for p, reason in reasons.items()]
        for number, cells, reason, law in sorted(rejected, key=itemgetter(0)):
            self._rejects.write(number, cells, reason, law)
            self._first_reject = self._first_reject or (number, reason)
        self._rejected += len(rejected)
        self._readable += batch.num_rows
        return batch

    def _repeated(self, first: int, other: Reason | None) -> Reason:
        label = self._work.layout.labels["request_id"]
        text = f"Column {label} has the same value as row {first}. Give each row its own."
        laws = (LAW["request_id"], *(other.law.split("; ") if other and other.law else ()))
        return Reason(f"{text} {other.text}" if other else text, "; ".join(dict.fromkeys(laws)))

    def _close(self, *, kept: bool) -> None:
        with self._closing:
            if kept:
                self._rejects.commit()
            else:
                self._rejects.discard()
