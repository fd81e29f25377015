"""The custodian's roster: everybody known at an address, brought into the form of matching.

The roster is more than the taxpayers of one period: spouses, dependents and payees of three
years are in it, because a request must identify exactly one of all of them.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from duly.match.gate import classify_column
from duly.match.names import NAME_COLUMNS, create_fold_table, normalised_names
from duly.match.roster_checks import check_rows, create_period_macros
from duly.match.roster_files import COLUMNS, RosterFiles, raw_table, read_files
from duly.match.sql import statement

# What the gate says of an address that the roster keeps.
_GATE_COLUMNS = (
    "address_class", "number", "predirectional", "street", "suffix", "postdirectional",
    "unit", "po_box", "city", "state", "zip5", "line_key", "key",
)  # fmt: skip

ROSTER_TABLES = (
    "roster_person", "roster_name", "roster_address", "roster_block", "roster_crowd",
    "roster_lexicon",
)  # fmt: skip

_WORKING_TABLES = (
    "match_name_raw", "match_address_raw", "match_text", "match_gate", "match_name", "match_fold",
    "match_window",
)  # fmt: skip

_TEXTS_AT_ONCE = 100_000

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Roster:
    """What was loaded, in numbers; part of every receipt.

    ``people``, ``names`` and ``addresses`` are the rows of roster_person, roster_name and
    roster_address. ``names_outside`` and ``addresses_outside`` lie outside the window of
    ``years`` before ``as_of``. ``tins_unusable`` are filled in but are not nine digits or are
    no real number; they count as no TIN. ``addresses_unusable`` are those in which number,
    street or place could not be read; such a person could be at any address that does not
    contradict it. ``sha256`` is the hash of the files' content, whatever format or order.
    """

    people: int
    names: int
    addresses: int
    names_outside: int
    addresses_outside: int
    tins_unusable: int
    addresses_unusable: int
    as_of: date
    years: int
    sha256: str


def load_roster(
    con: duckdb.DuckDBPyConnection,
    folder: Path | RosterFiles,
    *,
    as_of: date,
    years: int = 3,
    workers: int = 1,
    progress: Progress | None = None,
) -> Roster:
    """Read, check and normalise the roster in ``folder`` into tables of ``con``.

    A period counts if any day of it lies within ``years`` before ``as_of``. Writes
    roster_person, roster_name and roster_address, and roster_block and roster_crowd for the
    matcher. ``progress`` is called with addresses done and addresses in all. Raises
    RosterError if a file cannot be used.
    """
    if years < 1:
        raise ValueError("years must be at least 1")
    files = folder if isinstance(folder, RosterFiles) else RosterFiles.in_folder(folder)
    _drop(con, ROSTER_TABLES)  # an older roster must not outlive a failure
    try:
        sha256 = _build(con, files, as_of, years, workers, progress)
        return Roster(**_counts(con), as_of=as_of, years=years, sha256=sha256)
    finally:
        # Raw records stay only in the custodian's files.
        _drop(con, (*(raw_table(name) for name in COLUMNS), *_WORKING_TABLES))


def _build(
    con: duckdb.DuckDBPyConnection,
    files: RosterFiles,
    as_of: date,
    years: int,
    workers: int,
    progress: Progress | None,
) -> str:
    """Write the tables of the roster and give the hash of the files."""
    con.execute(statement("macros")).fetchall()
    create_period_macros(con)
    read_files(con, files)
    check_rows(con, files)
    sha256 = _content_hash(con)
    con.execute("CREATE OR REPLACE TEMP TABLE match_window(since DATE, as_of DATE)")
    con.execute(
        "INSERT INTO match_window VALUES ($since, $as_of)",
        {"since": _years_before(as_of, years), "as_of": as_of},
    ).fetchall()
    con.execute(statement("roster")).fetchall()
    create_fold_table(con, "match_name_raw")
    kept = ", ".join(("person_no", "person_id", "source", "period", *NAME_COLUMNS))
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE match_name AS SELECT {kept} "
        f"FROM ({normalised_names('match_name_raw')})"
    ).fetchall()
    _classify_addresses(con, workers, progress)
    con.execute(statement("roster_tables")).fetchall()
    return sha256


def _years_before(day: date, years: int) -> date:
    """Give the same day ``years`` earlier; 28 February where 29 February is missing."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _content_hash(con: duckdb.DuckDBPyConnection) -> str:
    """Hash the rows of the three files as sorted row hashes, streamed.

    Each field is written with its length, so that no two rows have one text; TIN and date
    stand as in the file. Sorting makes the order of rows irrelevant, and a blank CSV field and
    a Parquet NULL are the same.
    """
    total = hashlib.sha256()
    for name, columns in COLUMNS.items():
        total.update(f"{name}\n".encode())
        row = " || ".join(f"coalesce(length({_q(c)}) || ':' || {_q(c)}, '-')" for c in columns)
        con.execute(f"SELECT unhex(sha256({row})) AS h FROM {raw_table(name)} ORDER BY h")
        while rows := con.fetchmany(65_536):
            for (value,) in rows:
                total.update(value)
    return total.hexdigest()


def _q(column: str) -> str:
    return f'"{column}"'


def _classify_addresses(
    con: duckdb.DuckDBPyConnection, workers: int, progress: Progress | None
) -> None:
    """Write ``match_gate``: the gate's answer for each different address text."""
    columns = ", ".join(f"{_q(name)} VARCHAR" for name in _GATE_COLUMNS)
    con.execute(f"CREATE OR REPLACE TEMP TABLE match_gate(text_no BIGINT, {columns})")
    total = _number(con, "SELECT count(*) FROM match_text")
    for start in range(0, total, _TEXTS_AT_ONCE):
        rows = con.execute(
            "SELECT text_no, address FROM match_text WHERE text_no > $start AND text_no <= $end",
            {"start": start, "end": start + _TEXTS_AT_ONCE},
        ).fetchall()
        texts = pa.array([text for _, text in rows], pa.string())
        answers = classify_column(texts, workers=workers)
        chunk = pa.table(
            {
                "text_no": pa.array([number for number, _ in rows], pa.int64()),
                **{name: answers.column(name) for name in _GATE_COLUMNS},
            }
        )
        con.register("match_gate_chunk", chunk)
        con.execute("INSERT INTO match_gate SELECT * FROM match_gate_chunk").fetchall()
        con.unregister("match_gate_chunk")
        if progress is not None:
            progress(min(start + _TEXTS_AT_ONCE, total), total)


def _counts(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    queries = {
        "people": "SELECT count(*) FROM roster_person",
        "names": "SELECT count(*) FROM roster_name",
        "addresses": "SELECT count(*) FROM roster_address",
        "names_outside": "SELECT (SELECT count(*) FROM roster_raw_person_name)"
        " - (SELECT count(*) FROM match_name_raw)",
        "addresses_outside": "SELECT (SELECT count(*) FROM roster_raw_person_address)"
        " - (SELECT count(*) FROM match_address_raw)",
        "tins_unusable": "SELECT count(*) FROM roster_raw_person"
        " WHERE tin IS NOT NULL AND duly_tin(tin) IS NULL",
        "addresses_unusable": "SELECT count(*) FROM roster_address"
        " WHERE po_box IS NULL AND NOT duly_comparable(number, street, city, zip5)",
    }
    return {name: _number(con, query) for name, query in queries.items()}


def _number(con: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(con.execute(query).fetchall()[0][0])


def _drop(con: duckdb.DuckDBPyConnection, tables: Iterable[str]) -> None:
    for table in tables:
        con.execute(f"DROP TABLE IF EXISTS {table}").fetchall()
