"""The roster's addresses through the gate: each different one once, in lines or in parts."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Final

import duckdb
import pyarrow as pa

from duly.match.gate import PartsGate, classify_column
from duly.match.roster_sources import ROLES

GATE_COLUMNS: Final = (
    "address_class", "number", "predirectional", "street", "suffix", "postdirectional",
    "unit", "po_box", "city", "state", "zip5", "line_key", "key",
)  # fmt: skip
"""What the gate says of an address that the roster keeps."""

_AT_ONCE = 500_000  # addresses as written; bounds memory
_WORTH_PROCESSES = 100_000  # each loads the gate's tables first
_LOW = 4_294_967_295  # the lower half of a number of 64 bits
_PART_TABLES = (
    ("number", "load_number", "(w.front >> 32)"),
    ("street", "load_street", f"(w.front & {_LOW})"),
    ("unit", "load_unit", "(w.back >> 64)"),
    ("po_box", "load_box", f"((w.back >> 32) & {_LOW})"),
)


def classify_addresses(
    con: duckdb.DuckDBPyConnection, workers: int, progress: Callable[[int, int], None] | None
) -> None:
    """Write ``load_gate``: the gate's answer for each row of ``load_written``.

    ``spot_hash`` stands for the whole answer, ``key_hash`` and ``line_hash`` for the delivery
    point and line in it. ``line_key`` is left out where it equals ``key``.
    """
    columns = ", ".join(f"{_q(name)} VARCHAR" for name in GATE_COLUMNS)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE load_gate(text_no INTEGER, spot_hash BLOB, "
        f"key_hash UHUGEINT, line_hash UHUGEINT, {columns})"
    ).fetchall()
    total = _texts(con)
    done = 0
    several = workers > 1 and total > _WORTH_PROCESSES
    chunks = (read(con, start) for start in range(0, total, _AT_ONCE) for read in (_lines, _parts))
    for answers in _in_processes(chunks, workers) if several else map(_Gate(), chunks):
        _insert(con, answers)
        done += answers.num_rows
        if progress is not None:
            progress(done, total)


class _Gate:
    """The gate for lines and for parts, as one function; remembers pieces from call to call."""

    def __init__(self) -> None:
        self._parts = PartsGate()

    def __call__(self, chunk: pa.Table) -> pa.Table:
        """Classify a chunk; give its text_no and GATE_COLUMNS."""
        if "address" in chunk.column_names:
            answers = classify_column(chunk.column("address"))
        else:
            answers = self._parts.classify(chunk)
        return pa.table(
            {
                "text_no": chunk.column("text_no"),
                **{name: answers.column(name) for name in GATE_COLUMNS},
            }
        )


_gate_here: _Gate | None = None  # of a worker process


def _start_worker() -> None:
    global _gate_here  # noqa: PLW0603 - one gate per process, made when it starts
    _gate_here = _Gate()


def _classify(chunk: pa.Table) -> pa.Table:
    """Classify a chunk in a worker process."""
    if _gate_here is None:
        raise RuntimeError("the worker was not started")
    return _gate_here(chunk)


def _in_processes(chunks: Iterable[pa.Table], workers: int) -> Iterator[pa.Table]:
    """Yield the answers in order, with few chunks under way: they bound memory."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker) as pool:
        under_way: deque[Future[pa.Table]] = deque()
        for chunk in chunks:
            under_way.append(pool.submit(_classify, chunk))
            if len(under_way) > workers:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


def write_addresses(con: duckdb.DuckDBPyConnection) -> None:
    """Fill ``roster_address`` from ``load_living`` and ``load_gate``, in slices of texts."""
    columns = ", ".join(f"g.{_q(name)}" for name in GATE_COLUMNS if name != "line_key")
    roles = ", ".join(f"'{role}'" for role in ROLES)
    for start in range(0, _texts(con), _AT_ONCE):
        con.execute(
            f"""
            INSERT INTO roster_address
            SELECT a.person_no, [{roles}][a.role_no], t.source, t.period, {columns}
            FROM load_living AS a
            JOIN load_gate AS g USING (text_no)
            JOIN load_stamp_text AS t USING (stamp_no)
            WHERE NOT a.repeated
                AND a.text_no > $start AND a.text_no <= $end
                AND g.text_no > $start AND g.text_no <= $end
            """,
            {"start": start, "end": start + _AT_ONCE},
        ).fetchall()


def _texts(con: duckdb.DuckDBPyConnection) -> int:
    return int(con.execute("SELECT count(*) FROM load_written").fetchall()[0][0])


def _lines(con: duckdb.DuckDBPyConnection, start: int) -> pa.Table:
    """Read a slice of the addresses that stand in one line."""
    return con.sql(
        """
        SELECT w.text_no, l.text AS address
        FROM load_written AS w JOIN load_line AS l ON l.no = -w.front
        WHERE w.text_no > $start AND w.text_no <= $end AND w.front < 0
        """,
        params={"start": start, "end": start + _AT_ONCE},
    ).to_arrow_table()


def _parts(con: duckdb.DuckDBPyConnection, start: int) -> pa.Table:
    """Read a slice of the addresses that come in parts; blank ones too."""
    texts = ", ".join(f"{table}.text AS {part}" for part, table, _ in _PART_TABLES)
    joins = " ".join(
        f"LEFT JOIN {table} ON {table}.no = {number}::INTEGER" for _, table, number in _PART_TABLES
    )
    return con.sql(
        f"""
        SELECT w.text_no, {texts}, p.city, p.state, p.zip
        FROM load_written AS w {joins}
        LEFT JOIN load_place AS p ON p.no = (w.back & {_LOW})::INTEGER
        WHERE w.text_no > $start AND w.text_no <= $end AND w.front >= 0
        """,
        params={"start": start, "end": start + _AT_ONCE},
    ).to_arrow_table()


def _insert(con: duckdb.DuckDBPyConnection, answers: pa.Table) -> None:
    """Add answers to ``load_gate``."""
    if not answers.num_rows:
        return
    kept = {name: f"nullif({_q(name)}, '')" for name in GATE_COLUMNS} | {
        "unit": "unit_kept",
        "line_key": "nullif(nullif(line_key, ''), \"key\")",
    }
    whole = " || chr(31) || ".join(
        "coalesce(unit_kept, '')" if name == "unit" else _q(name) for name in GATE_COLUMNS
    )
    con.register("load_chunk", answers)
    try:
        con.execute(
            f"""
            INSERT INTO load_gate
            SELECT
                text_no, unhex(sha256({whole})), md5_number(nullif("key", '')),
                md5_number(nullif(line_key, '')), {", ".join(kept.values())}
            FROM (SELECT *, duly_unit(nullif(unit, '')) AS unit_kept FROM load_chunk)
            """
        ).fetchall()
    finally:
        con.unregister("load_chunk")


def _q(column: str) -> str:
    return f'"{column}"'
