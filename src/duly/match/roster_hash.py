"""The hash of a roster: what exactly requests were compared with.

It covers the rows as they are compared, not the files: persons, names and addresses after
normalisation, inside the window of years. Two rosters with one hash give every request the same
answer; the order of rows, the format and layout of the files and exact doubles do not matter.

Rows are brought into one order (persons by key, names by person and text, addresses by hash,
homes by person, address and role) and each column is hashed as one stream of lengths and one of
bytes; the hash of the roster is the hash over these. So nothing is sorted by its hash, nothing is
held in memory, and no two different rosters have the same streams.
"""

import hashlib
from typing import Final

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

_BATCH: Final = 120_000

_STREAMS: Final = (
    "SELECT person_id, tin, tin_type, date_of_birth FROM roster_person ORDER BY person_no",
    """
    SELECT person_no, first_text, middle, last_text, suffix, source, period FROM roster_name
    ORDER BY person_no, first_text, middle, last_text, suffix
    """,
    "SELECT spot_hash FROM load_spot WHERE NOT same_spot ORDER BY spot_no",
    "SELECT stamp_no, source, period FROM load_stamp_text ORDER BY stamp_no",
    """
    SELECT person_no, spot_no, role_no, stamp_no FROM load_living WHERE NOT repeated
    ORDER BY person_no, spot_no, role_no
    """,
)
"""What is hashed, each table in its one order."""


def content_hash(con: duckdb.DuckDBPyConnection) -> str:
    """Hash the roster that has just been written; the load_ tables must still be there."""
    total = hashlib.sha256()
    for query in _STREAMS:
        for digest in _column_hashes(con, query):
            total.update(digest)
    return total.hexdigest()


def _column_hashes(con: duckdb.DuckDBPyConnection, query: str) -> list[bytes]:
    """Hash each column of a query: whatever the batches, the same rows give the same."""
    reader = con.sql(query).to_arrow_reader(_BATCH)
    hashes = [(hashlib.sha256(), hashlib.sha256()) for _ in reader.schema]
    for batch in reader:
        for column, (lengths, values) in zip(batch.columns, hashes, strict=True):
            for hasher, data in zip((lengths, values), _streams(column), strict=True):
                if data is not None:
                    hasher.update(data)
    return [part.digest() for pair in hashes for part in pair]


def _streams(column: pa.Array) -> tuple[memoryview | None, memoryview | None]:
    """Give lengths (-1 where there is nothing) and bytes of a column; None if it has no rows."""
    if not len(column):
        return None, None
    if pa.types.is_date(column.type):
        column = column.cast(pa.int32())
    if pa.types.is_integer(column.type):
        # An absent number is told apart by its length.
        lengths = pc.if_else(column.is_null(), -1, 8).cast(pa.int32())
        return _fixed(lengths), _fixed(column.fill_null(0).cast(pa.int64()))
    if not pa.types.is_binary(column.type):
        column = column.cast(pa.large_binary())
    lengths = pc.binary_length(column).fill_null(-1).cast(pa.int32())
    column = column.cast(pa.large_binary())
    _, offsets, data = column.buffers()
    if data is None:
        return _fixed(lengths), None
    ends = memoryview(offsets).cast("q")
    start, end = ends[column.offset], ends[column.offset + len(column)]
    return _fixed(lengths), memoryview(data)[start:end]


def _fixed(column: pa.Array) -> memoryview:
    """Give the bytes of a column of numbers without gaps."""
    width = column.type.bit_width // 8
    _, data = column.buffers()
    return memoryview(data)[column.offset * width : (column.offset + len(column)) * width]
