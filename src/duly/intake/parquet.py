"""Parquet: typed columns, turned back into the texts that a cell would hold."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from duly.errors import InputError
from duly.intake.readers import RawRow, Table, too_long
from duly.store.files import sha256_of

_BATCH = 4_096
_MIDNIGHT = " 00:00:00"


@contextmanager
def opened(path: Path) -> Iterator[Table]:
    """Open a Parquet file. Raises InputError; see the table in ``duly.intake.readers``."""
    digest = sha256_of(path)
    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowException, OSError):
        raise _broken(path, "cannot be opened: it is cut off or no Parquet file") from None
    with file:
        schema = file.schema_arrow
        for field in schema:
            if not _is_cell(field.type):
                raise InputError(
                    "the column holds nested or binary data, which no cell can hold.",
                    "Make it a text, or leave the column out.",
                    file=path.name,
                    column=field.name,
                )
        table = Table(path.name, list(schema.names), 1, iter(()), lambda: digest)
        table.rows = _rows(path, file, table.columns)
        yield table


def _is_cell(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return kind.value_type in {pa.string(), pa.large_string()}
    return not (
        pa.types.is_nested(kind)
        or pa.types.is_binary(kind)
        or pa.types.is_large_binary(kind)
        or pa.types.is_fixed_size_binary(kind)
    )


def _rows(path: Path, file: pq.ParquetFile, columns: list[str]) -> Iterator[RawRow]:
    number = 1
    try:
        for batch in file.iter_batches(batch_size=_BATCH):
            for cells in zip(*(_texts(column) for column in batch.columns), strict=True):
                number += 1
                row = list(cells)
                yield number, row, too_long(columns, row)
    except (pa.ArrowException, OSError, UnicodeDecodeError):
        raise _broken(path, f"cannot be read beyond row {number}") from None


def _texts(column: pa.Array) -> list[str]:
    kind = column.type
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return [";".join(v or "" for v in value or ()) for value in column.to_pylist()]
    texts = column.cast(pa.string()).to_pylist()
    if pa.types.is_timestamp(kind):
        return [_day(text) if text else "" for text in texts]
    return [text or "" for text in texts]


def _day(text: str) -> str:
    """Cut midnight off a timestamp: it is then a date and nothing else."""
    day, midnight, rest = text.partition(_MIDNIGHT)
    return day if midnight and not rest.strip(".0Z") else text


def _broken(path: Path, what: str) -> InputError:
    return InputError(
        f"the Parquet file {what}.",
        "Make or copy the file again and compare its size.",
        file=path.name,
    )
