"""The roster's addresses through the gate: each different one once, in lines or in parts."""

from collections.abc import Callable
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

_AT_ONCE = 1_000_000  # addresses as written; bounds memory
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
    gate = PartsGate(workers=workers)
    for start in range(0, total, _AT_ONCE):
        end = min(start + _AT_ONCE, total)
        _insert(con, *_lines(con, start, end, workers))
        _insert(con, *_parts(con, start, end, gate))
        if progress is not None:
            progress(end, total)


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


def _lines(
    con: duckdb.DuckDBPyConnection, start: int, end: int, workers: int
) -> tuple[pa.ChunkedArray, pa.Table]:
    """Classify the addresses that stand in one line."""
    found = con.sql(
        """
        SELECT w.text_no, l.text AS address
        FROM load_written AS w JOIN load_line AS l ON l.no = -w.front
        WHERE w.text_no > $start AND w.text_no <= $end AND w.front < 0
        """,
        params={"start": start, "end": end},
    ).to_arrow_table()
    return found.column("text_no"), classify_column(found.column("address"), workers=workers)


def _parts(
    con: duckdb.DuckDBPyConnection, start: int, end: int, gate: PartsGate
) -> tuple[pa.ChunkedArray, pa.Table]:
    """Classify the addresses that come in parts; blank ones too."""
    texts = ", ".join(f"{table}.text AS {part}" for part, table, _ in _PART_TABLES)
    joins = " ".join(
        f"LEFT JOIN {table} ON {table}.no = {number}::INTEGER" for _, table, number in _PART_TABLES
    )
    found = con.sql(
        f"""
        SELECT w.text_no, {texts}, p.city, p.state, p.zip
        FROM load_written AS w {joins}
        LEFT JOIN load_place AS p ON p.no = (w.back & {_LOW})::INTEGER
        WHERE w.text_no > $start AND w.text_no <= $end AND w.front >= 0
        """,
        params={"start": start, "end": end},
    ).to_arrow_table()
    return found.column("text_no"), gate.classify(found.drop_columns(["text_no"]))


def _insert(con: duckdb.DuckDBPyConnection, numbers: pa.ChunkedArray, answers: pa.Table) -> None:
    if not len(numbers):
        return
    chunk = pa.table({"text_no": numbers, **{n: answers.column(n) for n in GATE_COLUMNS}})
    kept = {name: f"nullif({_q(name)}, '')" for name in GATE_COLUMNS} | {
        "unit": "unit_kept",
        "line_key": "nullif(nullif(line_key, ''), \"key\")",
    }
    whole = " || chr(31) || ".join(
        "coalesce(unit_kept, '')" if name == "unit" else _q(name) for name in GATE_COLUMNS
    )
    con.register("load_chunk", chunk)
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
