"""The roster's addresses through the gate: each different one once, in lines or in parts."""

from collections.abc import Callable
from typing import Final

import duckdb
import pyarrow as pa

from duly.match.gate import PartsGate, classify_column

GATE_COLUMNS: Final = (
    "address_class", "number", "predirectional", "street", "suffix", "postdirectional",
    "unit", "po_box", "city", "state", "zip5", "line_key", "key",
)  # fmt: skip
"""What the gate says of an address that the roster keeps."""

_AT_ONCE = 1_000_000
_PART_TABLES = (
    ("number", "load_number", "number_no"),
    ("street", "load_street", "street_no"),
    ("unit", "load_unit", "unit_no"),
    ("po_box", "load_box", "box_no"),
)


def classify_addresses(
    con: duckdb.DuckDBPyConnection, workers: int, progress: Callable[[int, int], None] | None
) -> None:
    """Write ``load_gate``: the gate's answer for each row of ``load_written``.

    ``spot`` is the whole answer as one text, which sorts equal delivery lines and, in them, equal
    delivery points side by side.
    """
    columns = ", ".join(f"{_q(name)} VARCHAR" for name in GATE_COLUMNS)
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE load_gate(text_no BIGINT, spot VARCHAR, {columns})"
    ).fetchall()
    total = int(con.execute("SELECT count(*) FROM load_written").fetchall()[0][0])
    gate = PartsGate(workers=workers)
    for start in range(0, total, _AT_ONCE):
        end = min(start + _AT_ONCE, total)
        _insert(con, *_lines(con, start, end, workers))
        _insert(con, *_parts(con, start, end, gate))
        if progress is not None:
            progress(end, total)


def _lines(
    con: duckdb.DuckDBPyConnection, start: int, end: int, workers: int
) -> tuple[pa.ChunkedArray, pa.Table]:
    """Classify the addresses that stand in one line; blank ones too."""
    found = con.sql(
        """
        SELECT w.text_no, l.text AS address
        FROM load_written AS w LEFT JOIN load_line AS l ON l.no = w.line_no
        WHERE w.text_no > $start AND w.text_no <= $end AND w.line_no IS NOT NULL
        """,
        params={"start": start, "end": end},
    ).to_arrow_table()
    return found.column("text_no"), classify_column(found.column("address"), workers=workers)


def _parts(
    con: duckdb.DuckDBPyConnection, start: int, end: int, gate: PartsGate
) -> tuple[pa.ChunkedArray, pa.Table]:
    """Classify the addresses that come in parts."""
    texts = ", ".join(f"{table}.text AS {part}" for part, table, _ in _PART_TABLES)
    joins = " ".join(f"LEFT JOIN {t} ON {t}.no = w.{key}" for _, t, key in _PART_TABLES)
    found = con.sql(
        f"""
        SELECT w.text_no, {texts}, p.city, p.state, p.zip
        FROM load_written AS w {joins} LEFT JOIN load_place AS p ON p.no = w.place_no
        WHERE w.text_no > $start AND w.text_no <= $end AND w.line_no IS NULL
        """,
        params={"start": start, "end": end},
    ).to_arrow_table()
    return found.column("text_no"), gate.classify(found.drop_columns(["text_no"]))


def _insert(con: duckdb.DuckDBPyConnection, numbers: pa.ChunkedArray, answers: pa.Table) -> None:
    if not len(numbers):
        return
    chunk = pa.table({"text_no": numbers, **{n: answers.column(n) for n in GATE_COLUMNS}})
    own = {"unit": "coalesce(duly_unit(nullif(unit, '')), '')"}
    ordered = ("line_key", "key", *(n for n in GATE_COLUMNS if n not in {"line_key", "key"}))
    spot = " || chr(31) || ".join(own.get(name, _q(name)) for name in ordered)
    kept = ", ".join(f"nullif({own.get(name, _q(name))}, '')" for name in GATE_COLUMNS)
    con.register("load_chunk", chunk)
    try:
        con.execute(
            f"INSERT INTO load_gate SELECT text_no, {spot}, {kept} FROM load_chunk"
        ).fetchall()
    finally:
        con.unregister("load_chunk")


def _q(column: str) -> str:
    return f'"{column}"'
