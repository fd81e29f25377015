"""The custodian's roster: everybody known at an address, brought into the form of matching.

The roster is more than the taxpayers of one period: spouses, dependents and payees of three
years are in it, because a request must identify exactly one of all of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import duckdb

from duly.match.names import fold_written, name_texts
from duly.match.roster_addresses import classify_addresses, write_addresses
from duly.match.roster_checks import (
    SourceCount,
    check_known,
    check_persons,
    create_persons,
    create_roster_macros,
    survey,
)
from duly.match.roster_hash import content_hash
from duly.match.roster_read import Opened, close_sources, open_sources, told
from duly.match.roster_sources import RosterFiles
from duly.match.sql import statement

ROSTER_TABLES: Final = (
    "roster_person", "roster_name", "roster_address", "roster_crowd", "roster_lexicon",
    "roster_period",
)  # fmt: skip
"""What load_roster() leaves behind.

roster_person (person_no, person_id, tin, tin_type, date_of_birth); roster_name (person_no, first,
middle, last, suffix, first_tokens, last_tokens, source, period), a row for each normalised name;
roster_address (person_no, role, source, period and the gate's parts), a row for each role and
normalised address; roster_crowd (spot, people): how many people share a delivery point (key) or
line (line_key and "|line"); roster_lexicon (kind, name, people): how many carry a first or last
name; roster_period (period, starts, ends, kept): the periods of the sources.
"""

_WORKING_TABLES = (
    "load_person", "load_word", "load_text", "load_named", "load_name", "load_normalised",
    "load_several", "load_left_out", "load_stamp", "load_stamp_text", "load_line", "load_number",
    "load_street", "load_unit", "load_box", "load_place", "load_home", "load_written",
    "load_resident", "load_gate", "load_spot", "load_living", "load_differ", "match_written",
    "match_fold",
)  # fmt: skip

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Roster:
    """What was loaded, in numbers; part of every receipt.

    ``people``, ``names`` and ``addresses`` are the rows of roster_person, roster_name and
    roster_address. ``names_outside`` and ``addresses_outside`` are rows of the sources that lie
    outside the window of ``years`` before ``as_of``. ``tins_unusable`` are filled in but are
    not nine digits or are no real number; they count as no TIN. ``addresses_unusable`` are
    those in which number, street or place could not be read; such a person could be at any
    address that does not contradict it. ``sha256`` is the hash of what is compared (see
    roster_hash). ``sources`` has the counts of each file.
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
    sources: tuple[SourceCount, ...] = ()


def load_roster(
    con: duckdb.DuckDBPyConnection,
    source: Path | RosterFiles,
    *,
    as_of: date,
    years: int = 3,
    workers: int = 1,
    progress: Progress | None = None,
) -> Roster:
    """Read, check and normalise a roster into ROSTER_TABLES of ``con``.

    ``source`` is a folder or a mapping (see roster_sources). A period counts if any day of it
    lies within ``years`` before ``as_of``. ``progress`` is called with addresses done and
    addresses in all. Memory is bounded by the limit of ``con``, which should be on a file.
    Raises RosterError if a file cannot be used; then no table is left behind.
    """
    if years < 1:
        raise ValueError("years must be at least 1")
    files = source if isinstance(source, RosterFiles) else RosterFiles.at(source)
    drop_roster(con)  # an older roster must not outlive a failure
    ordered = con.execute("SELECT current_setting('preserve_insertion_order')").fetchall()[0][0]
    try:
        return _build(con, files, as_of, years, workers, progress)
    except BaseException:
        drop_roster(con)
        raise
    finally:
        con.execute(f"SET preserve_insertion_order = {ordered}")
        # Raw records stay only in the custodian's files.
        drop_relations(con, _WORKING_TABLES)
        close_sources(con)


def window(as_of: date, years: int) -> tuple[date, date]:
    """Give the first and last day that count; 28 February where 29 February is missing."""
    try:
        return as_of.replace(year=as_of.year - years), as_of
    except ValueError:
        return as_of.replace(year=as_of.year - years, day=28), as_of


def _build(
    con: duckdb.DuckDBPyConnection,
    files: RosterFiles,
    as_of: date,
    years: int,
    workers: int,
    progress: Progress | None,
) -> Roster:
    con.execute(statement("macros")).fetchall()
    create_roster_macros(con)
    opened = open_sources(con, files)
    # Where order matters a query says so; keeping that of the sources would cost memory.
    con.execute("SET preserve_insertion_order = false")
    with told(con, opened):
        since, until = window(as_of, years)
        sources = survey(con, opened, since=since, as_of=until)
        create_persons(con, opened)
        con.execute(statement("roster")).fetchall()
        check_persons(con, opened)
        _load_names(con, opened)
        con.execute(statement("roster_addresses")).fetchall()
        check_known(con, "load_resident", opened["person_address"])
    classify_addresses(con, workers, progress)
    con.execute(statement("roster_tables")).fetchall()
    write_addresses(con)
    return Roster(
        **_counts(con, sources),
        as_of=as_of,
        years=years,
        sha256=content_hash(con),
        sources=sources,
    )


def _load_names(con: duckdb.DuckDBPyConnection, opened: dict[str, tuple[Opened, ...]]) -> None:
    """Write ``load_name``, and for people with several names ``load_several``."""
    fold_written(con)
    con.execute(statement("roster_names")).fetchall()
    check_known(con, "load_name", opened["person_name"])
    con.execute(
        f"CREATE OR REPLACE TEMP VIEW load_normalised AS {name_texts('load_name')}"
    ).fetchall()
    several = name_texts("(SELECT * FROM load_name WHERE several)")
    con.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE load_several AS
        SELECT
            name_no, person_no, stamp_no, hash(first_text, middle, last_text, suffix) AS name,
            coalesce(length(replace(first_text, ' ', '')) > 1
                AND length(replace(last_text, ' ', '')) > 1, false) AS whole
        FROM ({several})
        """
    ).fetchall()


def _counts(con: duckdb.DuckDBPyConnection, sources: Iterable[SourceCount]) -> dict[str, int]:
    queries = {
        "people": "SELECT count(*) FROM roster_person",
        "names": "SELECT count(*) FROM roster_name",
        "addresses": "SELECT count(*) FROM roster_address",
        "addresses_unusable": "SELECT count(*) FROM roster_address"
        " WHERE po_box IS NULL AND NOT duly_comparable(number, street, city, zip5)",
    }
    by_table = [(count.table, count) for count in sources]
    return {name: int(con.execute(query).fetchall()[0][0]) for name, query in queries.items()} | {
        "names_outside": sum(c.rows_outside for t, c in by_table if t == "person_name"),
        "addresses_outside": sum(c.rows_outside for t, c in by_table if t == "person_address"),
        "tins_unusable": sum(c.tins_unusable for _, c in by_table),
    }


def drop_roster(con: duckdb.DuckDBPyConnection) -> None:
    """Remove the tables of an older roster, or the views of a prepared one."""
    drop_relations(con, ROSTER_TABLES)


def drop_relations(con: duckdb.DuckDBPyConnection, names: Iterable[str]) -> None:
    """Drop the tables and views that are there."""
    for kind in ("table", "view"):
        there = {
            name
            for (name,) in con.execute(
                f"SELECT {kind}_name FROM duckdb_{kind}s() WHERE NOT internal "
                "AND database_name IN ('temp', current_database())"
            ).fetchall()
        }
        for name in there & set(names):
            con.execute(f"DROP {kind} {name}").fetchall()
