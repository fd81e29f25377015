"""What is refused in a roster before anybody is matched against it, and what is only counted.

The survey looks at every row once, without keeping any: how many rows, keys, identifiers and
periods each source has. Only where something is wrong is the row looked for, in a second
reading. A text names file, row and column and the way out; it never holds what stands there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import duckdb

from duly.match.errors import RosterError
from duly.match.roster_read import Opened, raw_view
from duly.match.roster_sources import COLUMNS, ROLES

_PERIOD = r"[0-9]{4}(-?(0[1-9]|1[0-2])|-(0[1-9]|1[0-2])-[0-9]{2})?"
_ROLES = ", ".join(f"'{role}'" for role in ROLES)
_BAD_PERIOD = "duly_period_end(duly_cell({cell})) IS NULL"
# When a cell is refused, as SQL about the cell as written.
_BAD: Final[Mapping[tuple[str, str], str]] = {
    ("person", "person_id"): "duly_cell({cell}) IS NULL",
    ("person", "date_of_birth"): (
        "duly_cell({cell}) IS NOT NULL AND "
        "try_cast(duly_cell({cell}) AS DATE)::VARCHAR IS DISTINCT FROM duly_cell({cell})"
    ),
    ("person_name", "person_id"): "duly_cell({cell}) IS NULL",
    ("person_name", "period"): f"duly_cell({{cell}}) IS NOT NULL AND {_BAD_PERIOD}",
    ("person_address", "person_id"): "duly_cell({cell}) IS NULL",
    ("person_address", "role"): f"coalesce(duly_cell({{cell}}), '') NOT IN ({_ROLES})",
    ("person_address", "period"): _BAD_PERIOD,
}
_SAYS: Final[Mapping[str, tuple[str, str]]] = {
    "person_id": ("The person_id is blank.", "Fill it in."),
    "date_of_birth": (
        "This is not a date.",
        "Write year, month and day as YYYY-MM-DD, or leave it blank if it is not known.",
    ),
    "role": ("This is not a role.", f"Write one of {', '.join(ROLES)}."),
    "period": ("This is not a period.", "Write YYYY, YYYY-MM or YYYY-MM-DD."),
}
_FEW = 20  # below this many identifiers, bad ones are no sign of a wrong mapping


@dataclass(frozen=True, slots=True)
class SourceCount:
    """What a source holds: rows, and for persons the identifiers in it.

    ``tins`` are filled in; ``tins_unusable`` of them are not nine digits or no real number and
    count as absent. Of names and addresses ``rows_outside`` lie outside the window.
    """

    table: str
    source: str
    rows: int
    rows_outside: int = 0
    tins: int = 0
    tins_unusable: int = 0
    births: int = 0


def create_roster_macros(con: duckdb.DuckDBPyConnection) -> None:
    """Define a cell's text, a TIN, and the first and last day of a period as written.

    A blank cell is NULL, as is what cannot be read. duly_tin_quick() gives what duly_tin()
    gives, sooner for the usual nine digits.
    """
    con.execute(
        f"""
        CREATE OR REPLACE TEMP MACRO duly_cell(raw) AS
            CASE WHEN raw = '' OR starts_with(raw, ' ') OR ends_with(raw, ' ')
                THEN nullif(trim(raw), '') ELSE raw END;
        CREATE OR REPLACE TEMP MACRO duly_tin_quick(raw) AS
            CASE WHEN regexp_full_match(raw, '[0-9]{{9}}') AND replace(raw, raw[1], '') <> ''
                    AND raw <> '123456789' AND raw <> '987654321' THEN raw
                ELSE duly_tin(raw) END;
        CREATE OR REPLACE TEMP MACRO duly_period_start(period) AS
            CASE WHEN regexp_full_match(period, '{_PERIOD}') THEN
                try_cast(CASE length(period)
                    WHEN 4 THEN period || '-01-01'
                    WHEN 6 THEN period[1:4] || '-' || period[5:6] || '-01'
                    WHEN 7 THEN period || '-01'
                    ELSE period
                END AS DATE) END;
        CREATE OR REPLACE TEMP MACRO duly_period_end(period) AS
            CAST(CASE length(period)
                WHEN 4 THEN duly_period_start(period) + INTERVAL 1 YEAR - INTERVAL 1 DAY
                WHEN 10 THEN duly_period_start(period)
                ELSE last_day(duly_period_start(period))
            END AS DATE);
        """
    )


def survey(
    con: duckdb.DuckDBPyConnection,
    opened: Mapping[str, Sequence[Opened]],
    *,
    since: date,
    as_of: date,
) -> tuple[SourceCount, ...]:
    """Count what each source holds and write ``load_stamp``; raise for what cannot be used.

    ``load_stamp`` has each different (role, source, period) of names and addresses: as written
    and as read, whether it lies between ``since`` and ``as_of`` (``kept``), and a number that
    orders them from early to late (``stamp_no``).
    """
    bad_date = _BAD["person", "date_of_birth"].format(cell="date_of_birth")
    persons = con.execute(
        f"""
        SELECT
            source_no, count(*), count(duly_cell(person_id)), count(duly_cell(tin)),
            count(duly_tin_quick(duly_cell(tin))), count(duly_cell(date_of_birth)),
            count(*) FILTER ({bad_date})
        FROM {raw_view("person")} GROUP BY source_no
        """
    ).fetchall()
    _create_stamps(con, since, as_of)
    by_source = {row[0]: row[1:] for row in persons}
    counts = []
    for number, part in enumerate(opened["person"]):
        rows, keyed, tins, usable, births, bad_births = by_source.get(number, (0,) * 6)
        if keyed < rows:
            raise _refusal(con, part, "person_id")
        if bad_births:
            raise _refusal(con, part, "date_of_birth")
        if tins >= _FEW and 2 * usable < tins:
            raise RosterError(
                "Most of what stands here is no nine-digit number.",
                "Name the column with the taxpayer identification number; store it as text, so "
                "that zeros at its start are kept.",
                file=part.source.place,
                column=_theirs(part, "tin"),
            )
        counts.append(
            SourceCount(
                "person",
                part.source.place,
                rows,
                tins=tins,
                tins_unusable=tins - usable,
                births=births,
            )
        )
    for table in ("person_name", "person_address"):
        counts += _check_stamps(con, table, opened[table], since, as_of)
    return tuple(counts)


def _create_stamps(con: duckdb.DuckDBPyConnection, since: date, as_of: date) -> None:
    con.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE load_stamp AS
        WITH written AS (
            SELECT
                'person_name' AS of_table, source_no, NULL AS raw_role, source AS raw_source,
                period AS raw_period, count(*) AS rows
            FROM {raw_view("person_name")} GROUP BY ALL
            UNION ALL
            SELECT 'person_address', source_no, role, source, period, count(*)
            FROM {raw_view("person_address")} GROUP BY ALL
        ),
        read AS (
            SELECT
                *, duly_cell(raw_role) AS role, duly_cell(raw_source) AS source,
                duly_cell(raw_period) AS period, duly_period_start(period) AS starts,
                duly_period_end(period) AS ends
            FROM written
        )
        SELECT
            *,
            period IS NULL OR coalesce(ends >= $since AND starts <= $as_of, false) AS kept,
            (dense_rank() OVER (
                PARTITION BY kept
                ORDER BY ends NULLS LAST, period NULLS LAST, source NULLS LAST
            ))::INTEGER AS stamp_no,
            list_position([{_ROLES}], role)::TINYINT AS role_no
        FROM read
        """,
        {"since": since, "as_of": as_of},
    ).fetchall()
    con.execute(
        "CREATE OR REPLACE TEMP TABLE load_stamp_text AS "
        "SELECT DISTINCT stamp_no, source, period FROM load_stamp WHERE kept"
    ).fetchall()


def _check_stamps(
    con: duckdb.DuckDBPyConnection,
    table: str,
    parts: Sequence[Opened],
    since: date,
    as_of: date,
) -> list[SourceCount]:
    """Check roles and periods of one table; refuse a window in which there is nothing."""
    bad_period = _BAD[table, "period"].format(cell="raw_period")
    bad_role = _BAD.get((table, "role"), "false").format(cell="raw_role")
    rows = con.execute(
        f"""
        SELECT
            source_no, sum(rows)::BIGINT,
            coalesce(sum(rows) FILTER (NOT kept), 0)::BIGINT,
            bool_or({bad_role}),
            bool_or({bad_period})
        FROM load_stamp WHERE of_table = $table GROUP BY source_no
        """,
        {"table": table},
    ).fetchall()
    by_source = {row[0]: row[1:] for row in rows}
    counts = []
    for number, part in enumerate(parts):
        total, outside, role_fault, period_fault = by_source.get(number, (0, 0, False, False))
        if role_fault:
            raise _refusal(con, part, "role")
        if period_fault:
            raise _refusal(con, part, "period")
        counts.append(SourceCount(table, part.source.place, total, rows_outside=outside))
    if any(count.rows for count in counts) and all(c.rows == c.rows_outside for c in counts):
        raise _nobody_filed(con, table, parts, since, as_of)
    return counts


def _nobody_filed(
    con: duckdb.DuckDBPyConnection,
    table: str,
    parts: Sequence[Opened],
    since: date,
    as_of: date,
) -> RosterError:
    """Say which periods there are, where none lies in the window. Periods name nobody."""
    found = [
        str(period)
        for (period,) in con.execute(
            "SELECT DISTINCT period FROM load_stamp WHERE of_table = $table ORDER BY period",
            {"table": table},
        ).fetchall()
    ]
    known = ", ".join(found) if len(found) <= 12 else f"{found[0]} to {found[-1]}"
    return RosterError(
        f"No record lies between {since} and {as_of}. There are records of {known}.",
        "Ask for the date of the request with --as-of, or add the records of these years.",
        file=parts[0].source.place,
        column=_theirs(parts[0], "period"),
    )


def create_persons(con: duckdb.DuckDBPyConnection, opened: Mapping[str, Sequence[Opened]]) -> None:
    """Show the rows of all sources as ``load_person``; exact doubles of different sources once.

    ``times`` is the number of such rows and ``seen_in`` has a bit for each source.
    """
    cells = ", ".join(f"duly_cell({c}) AS {c}" for c in COLUMNS["person"])
    if len(opened["person"]) == 1:
        con.execute(
            f"CREATE OR REPLACE TEMP VIEW load_person AS "
            f"SELECT {cells}, 1 AS times, 1::HUGEINT AS seen_in FROM {raw_view('person')}"
        ).fetchall()
    else:
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE load_person AS SELECT {cells}, count(*) AS times, "
            f"bit_or(1::HUGEINT << source_no) AS seen_in FROM {raw_view('person')} GROUP BY ALL"
        ).fetchall()


def check_persons(con: duckdb.DuckDBPyConnection, opened: Mapping[str, Sequence[Opened]]) -> None:
    """Raise if two persons have one key; exact doubles of different sources are one person."""
    parts = opened["person"]
    # roster_person is in the order of its keys: doubles stand side by side.
    doubles = con.execute(
        "SELECT count(*) FROM (SELECT person_id = lag(person_id) OVER () AS again "
        "FROM roster_person) WHERE again"
    ).fetchall()[0][0]
    more = "SELECT count(*) FROM load_person WHERE times > bit_count(seen_in)"
    if len(parts) > 1 and not doubles:
        doubles = con.execute(more).fetchall()[0][0]
    if not doubles:
        return
    for part in parts:
        key = f"duly_cell({part.cell('person_id')})"
        again = f"{key} IN (SELECT {key} FROM {part.relation} GROUP BY 1 HAVING count(*) > 1)"
        row = _first_row(con, part, again)
        if row is not None:
            raise RosterError(
                "This person_id stands more than once.",
                "Give each person one row; put further names and addresses into their own files.",
                file=part.source.place,
                row=row,
                column=_theirs(part, "person_id"),
            )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE load_differ AS "
        "SELECT person_id FROM load_person GROUP BY person_id HAVING count(*) > 1"
    ).fetchall()
    # Each source agrees with itself, so the last one that has such a key is at odds with another.
    for part in reversed(parts):
        differs = f"duly_cell({part.cell('person_id')}) IN (SELECT person_id FROM load_differ)"
        row = _first_row(con, part, differs)
        if row is not None:
            raise RosterError(
                "Another source has this person_id with another identifier or date of birth.",
                "Settle which is right and write it into both; if they are two persons, give "
                "them different keys.",
                file=part.source.place,
                row=row,
                column=_theirs(part, "person_id"),
            )


def check_known(con: duckdb.DuckDBPyConnection, loaded: str, parts: Sequence[Opened]) -> None:
    """Raise if ``loaded`` has rows (person_no NULL) with a blank key, or with an unknown one."""
    if not con.execute(f"SELECT 1 FROM {loaded} WHERE person_no IS NULL LIMIT 1").fetchall():
        return
    for part in parts:
        refusal = _refusal(con, part, "person_id")
        if refusal.row is not None:
            raise refusal
        bad = f"duly_cell({part.cell('person_id')}) NOT IN (SELECT person_id FROM roster_person)"
        row = _first_row(con, part, bad)
        if row is not None:
            raise RosterError(
                "No row of the person file has this person_id.",
                "Add the person to the person file, or correct the person_id here.",
                file=part.source.place,
                row=row,
                column=_theirs(part, "person_id"),
            )


def _refusal(con: duckdb.DuckDBPyConnection, part: Opened, column: str) -> RosterError:
    """Refuse the first row in which the column is bad."""
    problem, what_to_do = _SAYS[column]
    bad = _BAD[part.source.table, column].format(cell=part.cell(column))
    return RosterError(
        problem,
        what_to_do,
        file=part.source.place,
        row=_first_row(con, part, bad),
        column=_theirs(part, column),
    )


def _first_row(con: duckdb.DuckDBPyConnection, part: Opened, bad: str) -> int | None:
    con.execute("SET preserve_insertion_order = true")  # rows are counted as they stand
    rows = con.execute(f"SELECT min(row_no) FROM {part.numbered} WHERE {bad}").fetchall()
    return None if rows[0][0] is None else int(rows[0][0])


def _theirs(part: Opened, column: str) -> str:
    """The custodian's own name of the column, or ours if a value stands for it."""
    mapping = part.source.columns or {}
    name = mapping.get(column, column)
    return name if isinstance(name, str) else column
