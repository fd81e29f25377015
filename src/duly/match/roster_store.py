"""A prepared roster: read and normalised once, kept in one DuckDB file, used by many runs.

The file holds ROSTER_TABLES, ``roster_about`` (one row: versions, hash, counts) and
``roster_period`` (each period of the sources, and whether it counted). It is attached read-only.
"""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, Final

import duckdb

import duly
from duly.match.errors import RosterError
from duly.match.gate import tables_hash
from duly.match.roster import ROSTER_TABLES, Roster, drop_roster, load_roster, window
from duly.match.roster_checks import SourceCount
from duly.match.roster_sources import RosterFiles

VERSION: Final = 1
"""Of the layout of a prepared roster and of the rules that normalise it; raised by hand."""

_DATABASE = "prepared_roster"
_MAGIC = b"DUCK"  # after eight bytes of checksum

Progress = Callable[[int, int], None]


def use_roster(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    *,
    as_of: date,
    years: int = 3,
    workers: int = 1,
    progress: Progress | None = None,
) -> Roster:
    """Make the roster at ``path`` ready on ``con``: a folder, a mapping or a prepared file.

    Afterwards ROSTER_TABLES can be queried, as tables or as views. See load_roster() and
    open_roster(). Raises RosterError.
    """
    if is_database(path):
        return open_roster(con, path, as_of=as_of, years=years)
    return load_roster(con, path, as_of=as_of, years=years, workers=workers, progress=progress)


def is_database(path: Path) -> bool:
    """Whether ``path`` is a DuckDB file, whatever its name."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(12)[8:] == _MAGIC


def is_prepared_roster(path: Path) -> bool:
    """Whether ``path`` is a file that build_roster() made, of whatever version."""
    if not is_database(path):
        return False
    try:
        with duckdb.connect(str(path), read_only=True) as con:
            con.execute("SELECT roster FROM roster_about").fetchall()
    except duckdb.Error:
        return False
    return True


def build_roster(
    con: duckdb.DuckDBPyConnection,
    source: Path | RosterFiles,
    *,
    as_of: date,
    years: int = 3,
    workers: int = 1,
    progress: Progress | None = None,
) -> Roster:
    """Load a roster into the new database file that ``con`` is on, and note what it is.

    Close ``con`` to complete the file. Raises RosterError.
    """
    roster = load_roster(con, source, as_of=as_of, years=years, workers=workers, progress=progress)
    about = {
        "version": VERSION,
        "program": duly.__version__,
        "gate_tables": tables_hash(),
        "roster": json.dumps(asdict(roster), default=str),
    }
    con.execute(
        "CREATE OR REPLACE TABLE roster_about(version INTEGER, program VARCHAR, "
        "gate_tables VARCHAR, roster VARCHAR)"
    ).fetchall()
    con.execute(
        "INSERT INTO roster_about VALUES ($version, $program, $gate_tables, $roster)", about
    ).fetchall()
    con.execute("CHECKPOINT").fetchall()
    return roster


def open_roster(
    con: duckdb.DuckDBPyConnection, path: Path, *, as_of: date, years: int = 3
) -> Roster:
    """Attach a prepared roster read-only and show its tables on ``con`` as views.

    It must have been made by this version of the program and of the gate's tables. For another
    ``as_of`` or number of ``years`` it still fits if the same periods of the sources count.
    Raises RosterError.
    """
    drop_roster(con)
    con.execute(f"DETACH DATABASE IF EXISTS {_DATABASE}").fetchall()
    quoted = str(path).replace("'", "''")
    try:
        con.execute(f"ATTACH '{quoted}' AS {_DATABASE} (READ_ONLY)").fetchall()
    except duckdb.Error:
        raise _unfit(path, "The file cannot be opened as a prepared roster.") from None
    try:
        roster = _checked(con, path, as_of, years)
        _show(con, path)
    except BaseException:
        drop_roster(con)
        con.execute(f"DETACH {_DATABASE}").fetchall()
        raise
    return roster


def _show(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Make a view on ``con`` of each table of the prepared roster."""
    try:
        for table in ROSTER_TABLES:
            con.execute(
                f"CREATE OR REPLACE TEMP VIEW {table} AS SELECT * FROM {_DATABASE}.main.{table}"
            ).fetchall()
    except duckdb.Error:
        raise _unfit(path, "The prepared roster lacks a table.") from None


def _checked(con: duckdb.DuckDBPyConnection, path: Path, as_of: date, years: int) -> Roster:
    try:
        about = con.execute(
            f"SELECT version, program, gate_tables, roster FROM {_DATABASE}.main.roster_about"
        ).fetchall()
    except duckdb.Error:
        raise RosterError(
            "This DuckDB file is no prepared roster.",
            "Prepare one with duly roster build; a mapping can name the tables of a DuckDB file.",
            file=path.name,
        ) from None
    version, program, gate_tables, counts = about[0]
    if version != VERSION or program != duly.__version__:
        raise _unfit(path, f"It was prepared by another version of duly ({program}).")
    if gate_tables != tables_hash():
        raise _unfit(path, "It was prepared with other address tables.")
    found = _roster(json.loads(counts))
    if (as_of, years) == (found.as_of, found.years):
        return found
    since, until = window(as_of, years)
    others = con.execute(
        f"""
        SELECT count(*) FROM {_DATABASE}.main.roster_period
        WHERE kept IS DISTINCT FROM (ends >= $since AND starts <= $until)
        """,
        {"since": since, "until": until},
    ).fetchall()[0][0]
    if others:
        raise _unfit(
            path,
            f"It was prepared for {found.years} years before {found.as_of}. For {years} years "
            f"before {as_of} other periods count.",
        )
    return found


def _roster(counts: dict[str, Any]) -> Roster:
    sources = tuple(SourceCount(**source) for source in counts.pop("sources"))
    as_of = date.fromisoformat(counts.pop("as_of"))
    return Roster(**counts, as_of=as_of, sources=sources)


def _unfit(path: Path, problem: str) -> RosterError:
    return RosterError(
        problem, "Prepare it again: duly roster build SOURCE --out FILE.", file=path.name
    )
