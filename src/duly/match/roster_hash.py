"""The hash of a roster: what exactly requests were compared with.

It covers the rows as they are compared, not the files: persons, names and addresses after
normalisation, inside the window of years. Two rosters with one hash give every request the same
answer; the order of rows, the format and layout of the files and exact doubles do not matter.

The rows are written in one canonical order (persons by key, names by person and text, addresses
by their text, homes by person, role and address) and hashed as one stream, so that nothing has
to be sorted by its hash and nothing is held in memory. Each field is written with its length:
no two different rosters have one text.
"""

import hashlib
from collections.abc import Sequence

import duckdb
import pyarrow as pa

_BATCH = 100_000

_STREAMS: Sequence[tuple[str, tuple[str, ...], str]] = (
    (
        "person",
        ("person_id", "tin", "tin_type", "date_of_birth::VARCHAR"),
        "FROM roster_person",
    ),
    (
        "name",
        (
            "person_no::VARCHAR", "array_to_string(first_tokens, ' ')", "middle",
            "array_to_string(last_tokens, ' ')", "suffix", "source", "period",
        ),
        "FROM roster_name",
    ),
    ("address", ("spot",), "FROM load_spot WHERE new_spot"),
    (
        "home",
        ("person_no::VARCHAR", "role", "spot_no::VARCHAR", "source", "period"),
        "FROM load_home_text ORDER BY person_no, role, spot_no",
    ),
)  # fmt: skip


def content_hash(con: duckdb.DuckDBPyConnection) -> str:
    """Hash the roster that has just been written; load_spot and load_living must still be there.

    roster_person, roster_name and load_spot stand in their canonical order already.
    """
    con.execute(
        "CREATE OR REPLACE TEMP VIEW load_home_text AS "
        "SELECT * FROM load_living JOIN load_stamp_text USING (stamp_no)"
    ).fetchall()
    total = hashlib.sha256()
    for name, fields, source in _STREAMS:
        total.update(f"{name}\n".encode())
        line = " || ".join(
            f"coalesce(strlen({field})::VARCHAR || ':' || {field}, '-')" for field in fields
        )
        reader = con.sql(f"SELECT {line} || chr(10) AS line {source}").to_arrow_reader(_BATCH)
        for batch in reader:
            for part in _bytes_of(batch.column(0)):
                total.update(part)
    con.execute("DROP VIEW load_home_text").fetchall()
    return total.hexdigest()


def _bytes_of(texts: pa.Array) -> "list[memoryview]":
    """Give the bytes of all texts in a row, without making a Python object of each."""
    texts = texts.cast(pa.large_string())
    if not len(texts):
        return []
    _, offsets, data = texts.buffers()
    ends = memoryview(offsets).cast("q")
    return [memoryview(data)[ends[texts.offset] : ends[texts.offset + len(texts)]]]
