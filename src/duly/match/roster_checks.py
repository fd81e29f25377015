"""What is refused in a roster before anybody is matched against it.

Each check is one query that gives the first bad row of one column. The text names file, row
and column and the way out; it never holds what stands in the row.
"""

from dataclasses import dataclass

import duckdb

from duly.match.errors import RosterError
from duly.match.roster_files import COLUMNS, ROLES, RosterFiles, raw_table

_PERIOD = r"[0-9]{4}(-?(0[1-9]|1[0-2])|-(0[1-9]|1[0-2])-[0-9]{2})?"


@dataclass(frozen=True, slots=True)
class _Check:
    """A condition under which a row of ``table`` is refused because of ``column``."""

    table: str
    column: str
    bad: str
    problem: str
    what_to_do: str


def _checks() -> list[_Check]:
    known = f"(SELECT person_id FROM {raw_table('person')} WHERE person_id IS NOT NULL)"
    of_person = ("person_name", "person_address")
    roles = ", ".join(f"'{role}'" for role in ROLES)
    return [
        *(
            _Check(
                table,
                "person_id",
                f"person_id IS NOT NULL AND person_id NOT IN {known}",
                "No row of the person file has this person_id.",
                "Add the person to the person file, or correct the person_id here.",
            )
            for table in of_person
        ),
        _Check(
            "person",
            "person_id",
            "person_id IN (SELECT person_id FROM"
            f" {raw_table('person')} GROUP BY person_id HAVING count(*) > 1)",
            "This person_id stands more than once.",
            "Give each person one row; put further names and addresses into their own files.",
        ),
        *(
            _Check(
                table, "person_id", "person_id IS NULL", "The person_id is blank.", "Fill it in."
            )
            for table in COLUMNS
        ),
        _Check(
            "person",
            "date_of_birth",
            "date_of_birth IS NOT NULL AND NOT ("
            "regexp_full_match(date_of_birth, '[0-9]{4}-[0-9]{2}-[0-9]{2}')"
            " AND try_cast(date_of_birth AS DATE) IS NOT NULL)",
            "This is not a date.",
            "Write year, month and day as YYYY-MM-DD, or leave it blank if it is not known.",
        ),
        _Check(
            "person_address",
            "role",
            f"coalesce(role, '') NOT IN ({roles})",
            "This is not a role.",
            f"Write one of {', '.join(ROLES)}.",
        ),
        *(
            _Check(
                table,
                "period",
                f"duly_period_end(period) IS NULL AND {applies}",
                "This is not a period.",
                "Write YYYY, YYYY-MM or YYYY-MM-DD.",
            )
            for table, applies in (
                ("person_name", "period IS NOT NULL"),
                ("person_address", "true"),
            )
        ),
    ]


def create_period_macros(con: duckdb.DuckDBPyConnection) -> None:
    """Define the first and the last day of a period as written; NULL if it is unreadable."""
    con.execute(
        f"""
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


def check_rows(con: duckdb.DuckDBPyConnection, files: RosterFiles) -> None:
    """Raise RosterError for the first row that cannot be used, in the order of the checks."""
    for check in _checks():
        rows = con.execute(
            f"SELECT min(rowid) FROM {raw_table(check.table)} WHERE {check.bad}"
        ).fetchall()
        first = rows[0][0]
        if first is not None:
            raise RosterError(
                check.problem,
                check.what_to_do,
                file=files.path(check.table).name,
                row=int(first) + 2,  # the header is row 1, and rowid counts from 0
                column=check.column,
            )
