"""Classification of whole columns, each distinct text once, in this process or in several."""

from __future__ import annotations

import gc
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from duly.match.gate.decide import classify
from duly.match.gate.places import places

CHUNK: Final = 16_384
"""Distinct texts per task: enough to hide the cost of passing them, few enough to bound memory."""

SCHEMA: Final = pa.schema(
    [
        ("address_class", pa.string()),
        ("address_reasons", pa.string()),
        ("address_present", pa.bool_()),
        ("address_complete", pa.bool_()),
        ("address_locates", pa.bool_()),
        *(
            (name, pa.string())
            for name in (
                "number", "predirectional", "street", "suffix", "postdirectional",
                "unit", "po_box", "city", "state", "zip5", "line_key", "key",
            )
        ),
    ]
)  # fmt: skip
"""Columns of ``classify_column``. Only the three facts may be null; missing parts are ``""``."""


def _batch(texts: Sequence[str | None]) -> pa.RecordBatch:
    """Classify one chunk of texts; runs in a worker process too."""
    out: list[tuple[Any, ...]] = []
    for text in texts:
        gate = classify(text)
        parts = gate.parts
        out.append(
            (
                gate.cls.value,
                ";".join(gate.reasons),
                *gate.facts,
                *parts,
                *parts.keys(),
            )
        )
    columns = zip(*out, strict=True)
    return pa.record_batch(
        [pa.array(column, type=field.type) for column, field in zip(columns, SCHEMA, strict=True)],
        schema=SCHEMA,
    )


def _chunks(texts: pa.Array) -> Iterator[list[str | None]]:
    for start in range(0, len(texts), CHUNK):
        # As a list: pickling a slice of an Arrow array would send the whole array.
        yield texts.slice(start, CHUNK).to_pylist()


def _start_worker() -> None:
    """Load the tables once; no collector, because this work makes no reference cycles."""
    gc.disable()
    places()


def _in_processes(texts: pa.Array, workers: int) -> Iterator[pa.RecordBatch]:
    """Yield the batches in order, with at most two tasks per worker under way."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker) as pool:
        under_way: deque[Future[pa.RecordBatch]] = deque()
        for chunk in _chunks(texts):
            under_way.append(pool.submit(_batch, chunk))
            if len(under_way) >= 2 * workers:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


def classify_column(
    values: pa.ChunkedArray | pa.Array,
    *,
    workers: int = 1,
    progress: Callable[[int], None] | None = None,
) -> pa.Table:
    """Classify every address of a text column; row ``i`` of the result belongs to row ``i`` of it.

    ``values``: strings, nulls allowed (they are blank). ``workers``: processes; the answers do not
    hang on it. With more than one, a script must guard its start with ``if __name__ ==
    "__main__"``, as always where processes are spawned. ``progress``: called with the number of
    distinct texts done so far. Raises ``TypeError`` where the column is not text, ``ValueError``
    for fewer than one worker.
    """
    if workers < 1:
        raise ValueError("workers must be at least 1")
    column = values if isinstance(values, pa.ChunkedArray) else pa.chunked_array([values])
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if not (
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    ):
        raise TypeError(f"the address column must be text, not {column.type}")
    column = column.cast(pa.large_string())
    texts = pc.unique(column)
    several = workers > 1 and len(texts) > CHUNK
    batches: list[pa.RecordBatch] = []
    done = 0
    for batch in _in_processes(texts, workers) if several else map(_batch, _chunks(texts)):
        batches.append(batch)
        done += batch.num_rows
        if progress is not None:
            progress(done)
    table = pa.Table.from_batches(batches, schema=SCHEMA)
    if len(texts) == len(column):
        return table
    return table.take(pc.index_in(column, texts))
