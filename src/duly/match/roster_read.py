"""Opening the sources of a roster: each becomes rows of text with our columns.

Parquet and DuckDB are read where they are; CSV and JSON lines are first copied into a temporary
table, because they are read more than once. What cannot be read is refused with file, row and
column, never with a value.
"""

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from duly.match.errors import RosterError
from duly.match.roster_encoding import encoding_fault
from duly.match.roster_sources import (
    ADDRESS_PARTS,
    COLUMNS,
    Constant,
    RosterFiles,
    Source,
    address_columns,
)

_DELIMITERS = ",;\t"
_KEY_LINES = 1_000  # lines of JSON in which every column must occur at least once
_NOT_TEXT = re.compile(r"BLOB|BIT|STRUCT|MAP|UNION|VARIANT|.*\]", re.DOTALL)
_DATES = re.compile(r"DATE|TIMESTAMP.*", re.DOTALL)
_FRACTIONS = ("DOUBLE", "FLOAT")
_DATABASE = "roster_source_"
_STAGE = "roster_stage_"


@dataclass(frozen=True, slots=True)
class Opened:
    """A source that can be queried.

    ``relation`` stands in a FROM clause; ``cells`` gives for each column of ours the SQL that
    makes its text; ``numbered`` is the relation with the row's number as a person counts
    (column ``row_no``).
    """

    source: Source
    relation: str
    cells: dict[str, str]
    numbered: str

    def cell(self, column: str) -> str:
        """SQL of a column of ours; NULL where this source has it in another form."""
        return self.cells.get(column, "NULL::VARCHAR")


def raw_view(table: str) -> str:
    """Name the view of all sources of ``table``, with source_no and text columns."""
    return f"roster_raw_{table}"


def all_columns(table: str) -> tuple[str, ...]:
    """Give the columns of the view: for person_address the line and the parts."""
    return (*COLUMNS[table], *ADDRESS_PARTS) if table == "person_address" else COLUMNS[table]


def open_sources(
    con: duckdb.DuckDBPyConnection, sources: RosterFiles
) -> dict[str, tuple[Opened, ...]]:
    """Open every source, headers first, and write the views that raw_view() names.

    Raises RosterError for the first file that is missing, unreadable or lacks a column.
    """
    every = [(table, n, source) for table in COLUMNS for n, source in enumerate(sources.of(table))]
    headers = [_header(con, source, number) for _, number, source in every]
    mapped = [_mapped(source, header) for (*_, source), header in zip(every, headers, strict=True)]
    opened: dict[str, tuple[Opened, ...]] = dict.fromkeys(COLUMNS, ())
    for (table, number, source), header, columns in zip(every, headers, mapped, strict=True):
        opened[table] += (_open(con, source, number, header, columns),)
    for table, parts in opened.items():
        selects = (
            f"SELECT {number} AS source_no, "
            + ", ".join(f"{part.cell(column)} AS {_q(column)}" for column in all_columns(table))
            + f" FROM {part.relation}"
            for number, part in enumerate(parts)
        )
        con.execute(
            f"CREATE OR REPLACE TEMP VIEW {raw_view(table)} AS {' UNION ALL '.join(selects)}"
        ).fetchall()
    return opened


def close_sources(con: duckdb.DuckDBPyConnection) -> None:
    """Remove what open_sources() made; raw records stay only in the custodian's files."""
    for table in COLUMNS:
        con.execute(f"DROP VIEW IF EXISTS {raw_view(table)}").fetchall()
    staged = "SELECT table_name FROM duckdb_tables() WHERE starts_with(table_name, $p)"
    for (name,) in con.execute(staged, {"p": _STAGE}).fetchall():
        con.execute(f"DROP TABLE {_q(name)}").fetchall()
    attached = "SELECT database_name FROM duckdb_databases() WHERE starts_with(database_name, $p)"
    for (name,) in con.execute(attached, {"p": _DATABASE}).fetchall():
        con.execute(f"DETACH {_q(name)}").fetchall()


def _header(con: duckdb.DuckDBPyConnection, source: Source, number: int) -> dict[str, str]:
    """Give the columns of a source with their types, before anything is read."""
    if not source.path.is_file():
        raise RosterError("The file is not there.", "Check its name and folder.", file=source.name)
    if source.path.stat().st_size == 0:
        raise RosterError(
            "The file is empty, without even a header.",
            "Write it again; a table without rows still has its header.",
            file=source.name,
        )
    if set("*?[") & set(str(source.path)):
        raise RosterError(
            "The path holds * ? or [, which stand for many files.",
            "Rename the file or the folder; each file is a source of its own.",
            file=source.name,
        )
    if source.kind == "csv":
        header = _csv_header(source)
    elif source.kind == "json":
        header = _json_header(source)
    else:
        return _typed_header(con, source, number)
    seen: set[str] = set()
    for column in header:
        if column and column.casefold() in seen:
            raise RosterError(
                "Two columns have the same name.", "Rename one of them.", file=source.name, row=1
            )
        seen.add(column.casefold())
    return dict.fromkeys(header, "VARCHAR")


def _csv_header(source: Source) -> list[str]:
    fault = encoding_fault(source.path, start_only=True)
    if fault is None:
        try:
            with source.path.open(encoding="utf-8-sig", newline="") as text:
                return next(csv.reader(text, delimiter=_delimiter(source.path)), [])
        except (UnicodeDecodeError, csv.Error):
            fault = encoding_fault(source.path)
    raise _encoding_error(source, fault)


def _delimiter(path: Path) -> str:
    """Find what splits the header into most cells; the first of equals wins, so the comma."""
    if path.suffix.lower() == ".tsv":
        return "\t"
    with path.open(encoding="utf-8-sig", newline="") as text:
        line = text.readline()
    return max(_DELIMITERS, key=lambda sign: len(next(csv.reader([line], delimiter=sign), [])))


def _json_header(source: Source) -> list[str]:
    keys: dict[str, None] = {}
    with source.path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if number > _KEY_LINES:
                break
            if line.strip():
                keys |= dict.fromkeys(_json_object(source, number, line))
    return list(keys)


def _json_object(source: Source, number: int, line: bytes) -> dict[str, object]:
    try:
        found = json.loads(line)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise RosterError(
            "The line is not one JSON object in UTF-8.",
            "Write one object in each line, without a comma after it.",
            file=source.name,
            row=number,
        )
    return found


def _typed_header(con: duckdb.DuckDBPyConnection, source: Source, number: int) -> dict[str, str]:
    try:
        if source.kind == "duckdb":
            con.execute(
                f"ATTACH IF NOT EXISTS {_text(str(source.path))} "
                f"AS {_q(_alias(source, number))} (READ_ONLY)"
            ).fetchall()
    except duckdb.Error:
        raise RosterError(
            "The file cannot be opened as a DuckDB database.",
            "Check that no other program has it open, and that it is not of a newer DuckDB.",
            file=source.name,
        ) from None
    try:
        rows = con.execute(f"DESCRIBE SELECT * FROM {_relation(source, number)}").fetchall()
    except duckdb.CatalogException:
        raise RosterError(
            "The database has no such table.",
            "Name one of its tables, with its schema if it has one (SCHEMA.TABLE).",
            file=source.place,
        ) from None
    except duckdb.Error:
        raise RosterError(
            "The file is not readable as Parquet.", "Write it again.", file=source.name
        ) from None
    return {row[0]: row[1] for row in rows}


def _alias(source: Source, number: int) -> str:
    return f"{_DATABASE}{source.table}_{number}"


def _relation(source: Source, number: int, *, numbered: bool = False) -> str:
    """The source as it stands in FROM, for the kinds that are read where they are."""
    if source.kind == "parquet":
        more = ", file_row_number = true" if numbered else ""
        return f"read_parquet({_text(str(source.path))}{more})"
    return ".".join(_q(name) for name in (_alias(source, number), *source.theirs.split(".")))


def _mapped(source: Source, header: dict[str, str]) -> dict[str, str | Constant]:
    """Give the mapping of a source, after checking it against the header."""
    mapping = source.columns
    if mapping is None:
        wanted = COLUMNS[source.table]
        if source.table == "person_address" and set(ADDRESS_PARTS) & set(header):
            whole = set(ADDRESS_PARTS) <= set(header)
            if whole and "address" in header:
                raise RosterError(
                    "The address is given both in one line and in parts.",
                    f"Keep the column address, or the columns {', '.join(ADDRESS_PARTS)}.",
                    file=source.name,
                    column="address",
                )
            wanted = address_columns(parts="address" not in header)
        mapping = {column: column for column in wanted}
    theirs = [name for name in mapping.values() if isinstance(name, str)]
    missing = [name for name in dict.fromkeys(theirs) if name not in header]
    if missing:
        what_to_do = (
            f"Add a header named so; {source.table} has the columns {', '.join(mapping)}."
            if source.columns is None
            else "Correct the name in the mapping, or add the column."
        )
        raise RosterError(
            "The column is missing." if len(missing) == 1 else "The columns are missing.",
            what_to_do,
            file=source.place,
            column=", ".join(missing),
        )
    for name in theirs:
        _check_type(source, name, header[name])
    return dict(mapping)


def _check_type(source: Source, column: str, kind: str) -> None:
    if _NOT_TEXT.fullmatch(kind):
        problem = "The column holds nested or binary data."
    elif kind in _FRACTIONS:
        problem = "The column holds fractional numbers."
    else:
        return
    raise RosterError(problem, "Store it as text.", file=source.place, column=column)


def _open(
    con: duckdb.DuckDBPyConnection,
    source: Source,
    number: int,
    header: dict[str, str],
    mapping: dict[str, str | Constant],
) -> Opened:
    if source.kind in {"csv", "json"}:
        relation = _stage(con, source, number, list(header), mapping)
        first = 2 if source.kind == "csv" else 1  # JSON lines have no header
        cells = {
            ours: _constant(theirs) if isinstance(theirs, Constant) else _q(ours)
            for ours, theirs in mapping.items()
        }
        numbered = f"(SELECT *, rowid + {first} AS row_no FROM {relation})"
        return Opened(source, relation, cells, numbered)
    cells = {
        ours: _constant(theirs)
        if isinstance(theirs, Constant)
        else _as_text(theirs, header[theirs])
        for ours, theirs in mapping.items()
    }
    relation = _relation(source, number)
    if source.kind == "parquet":
        inner = _relation(source, number, numbered=True)
        numbered = f"(SELECT *, file_row_number + 2 AS row_no FROM {inner})"
    else:
        numbered = f"(SELECT *, row_number() OVER () + 1 AS row_no FROM {relation})"
    return Opened(source, relation, cells, numbered)


def _stage(
    con: duckdb.DuckDBPyConnection,
    source: Source,
    number: int,
    header: list[str],
    mapping: dict[str, str | Constant],
) -> str:
    """Copy the mapped columns of a text file, in the order of its rows, under our names."""
    table = f"{_STAGE}{source.table}_{number}"
    parameters: dict[str, object] = {"f": str(source.path)}
    if source.kind == "csv":
        # By position: headers may be blank or stand twice where nobody asks for them.
        names = [f"c{place}" for place in range(len(header))]
        at = dict(zip(header, names, strict=True))
        scan = (
            "read_csv($f, columns = $columns, header = true, auto_detect = false, "
            "delim = $delim, quote = '\"', escape = '\"', strict_mode = true)"
        )
        parameters["delim"] = _delimiter(source.path)
    else:
        names = header
        at = {name: name for name in header}
        scan = "read_json($f, format = 'newline_delimited', columns = $columns)"
    parameters["columns"] = dict.fromkeys(names, "VARCHAR")
    kept = {ours: at[name] for ours, name in mapping.items() if isinstance(name, str)}
    wanted = ", ".join(f"{_q(theirs)} AS {_q(ours)}" for ours, theirs in kept.items())
    try:
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT {wanted} FROM {scan}", parameters
        ).fetchall()
    except duckdb.Error as error:
        raise read_error(source, error) from None
    return table


def read_error(source: Source, error: duckdb.Error) -> RosterError:
    """Say that a file cannot be read and where.

    DuckDB's own text quotes the line with its values; only the row's number may leave here.
    """
    if source.kind == "csv":
        fault = encoding_fault(source.path)
        if fault is not None:
            return _encoding_error(source, fault)
        line = re.search(r"CSV Error on Line: (\d+)", str(error))
        return RosterError(
            "The row does not have the columns of the header.",
            "Check its separators, quotation marks and line end.",
            file=source.name,
            row=int(line.group(1)) if line else None,
        )
    if source.kind == "json":
        with source.path.open("rb") as rows:
            for number, row in enumerate(rows, start=1):
                if row.strip():
                    try:
                        _json_object(source, number, row)
                    except RosterError as found:
                        return found
    return RosterError(
        "The file cannot be read to its end, or holds text that is not UTF-8.",
        "Write it again.",
        file=source.place,
    )


def _encoding_error(source: Source, fault: "tuple[int, str, str] | None") -> RosterError:
    row, problem, what_to_do = fault or (
        1,
        "The header is not readable.",
        "Save the file as CSV UTF-8.",
    )
    return RosterError(problem, what_to_do, file=source.name, row=row)


def _constant(constant: Constant) -> str:
    return f"{_text(constant.value)}::VARCHAR" if constant.value else "NULL::VARCHAR"


def _as_text(column: str, kind: str) -> str:
    if kind == "VARCHAR":
        return _q(column)
    if _DATES.fullmatch(kind):
        return f"{_q(column)}::DATE::VARCHAR"
    return f"{_q(column)}::VARCHAR"


def _q(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


@contextmanager
def told(con: duckdb.DuckDBPyConnection, opened: Mapping[str, Sequence[Opened]]) -> Iterator[None]:
    """Tell an unreadable source as RosterError: Parquet shows some faults only when it is read."""
    try:
        yield
    except duckdb.Error:
        for part in (part for parts in opened.values() for part in parts):
            cells = ", ".join(part.cells.values())
            try:
                con.execute(f"SELECT max(hash({cells})) FROM {part.relation}").fetchall()
            except duckdb.Error as error:
                raise read_error(part.source, error) from None
        raise
