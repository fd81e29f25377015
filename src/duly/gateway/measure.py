"""Measure the error of matching on a labelled sample: requests of which it is known who is meant.

The sample is a table with the request's columns and ``person_id``: the key of the person meant,
blank if that person is not on the roster. Every kind of match is counted, also those that
policy would not release, so that the table shows what a policy would let through.
"""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from duly.errors import InputError
from duly.match import (
    CANDIDATE_TABLE,
    CELLS,
    REQUEST_COLUMNS,
    RESULT_TABLE,
    Cell,
    ErrorTable,
    MatchPolicy,
    classify_column,
    match_requests,
    replay_matches,
)
from duly.match.measured import COLUMNS

SAMPLE_COLUMNS = (*REQUEST_COLUMNS, "address", "person_id")
_NEEDED = ("request_id", "first_name", "last_name", "address", "person_id")
_WITHOUT = {
    "tin": "'absent' AS dob_cmp",
    "dob": "'absent' AS tin_cmp",
    "none": "'absent' AS tin_cmp, 'absent' AS dob_cmp",
}


def open_table() -> ErrorTable:
    """A table under which every kind of match that fits is answered, to be counted."""
    return ErrorTable(
        tuple(
            Cell("open", rivals, percent, cell, 1, 0)
            for rivals in ("near", "wide")
            for percent in (1, 5, 10)
            for cell in CELLS
        ),
        "",
    )


def read_sample(con: duckdb.DuckDBPyConnection, path: Path) -> int:
    """Read the sample into the table ``sample``; give its rows.

    CSV (UTF-8) or Parquet. Raises InputError that names file, row and column.
    """
    scan, parameters = (
        ("read_parquet($f)", {"f": str(path)})
        if path.suffix == ".parquet"
        else ("read_csv($f, all_varchar = true, header = true)", {"f": str(path)})
    )
    if not path.is_file():
        raise InputError("the file is not there.", "Check its name.", file=path.name)
    try:
        con.execute(f"CREATE OR REPLACE TEMP TABLE sample_raw AS SELECT * FROM {scan}", parameters)
    except duckdb.Error:
        raise InputError(
            "the file cannot be read as CSV in UTF-8 or as Parquet.",
            "Write it again; the first line names the columns.",
            file=path.name,
        ) from None
    present = {row[0] for row in con.execute("DESCRIBE sample_raw").fetchall()}
    missing = [column for column in _NEEDED if column not in present]
    if missing:
        raise InputError(
            "the sample lacks columns.",
            f"Its columns are {', '.join(SAMPLE_COLUMNS)}; person_id is the person really meant.",
            file=path.name,
            column=", ".join(missing),
        )
    listed = ", ".join(
        f"nullif(trim({c}::VARCHAR), '') AS {c}" if c in present else f"NULL::VARCHAR AS {c}"
        for c in SAMPLE_COLUMNS
    )
    con.execute(f"CREATE OR REPLACE TABLE sample AS SELECT {listed} FROM sample_raw").fetchall()
    con.execute("DROP TABLE sample_raw").fetchall()
    for problem, condition, column in (
        ("The request_id is blank.", "request_id IS NULL", "request_id"),
        (
            "The request_id stands twice.",
            "request_id IN (SELECT request_id FROM sample GROUP BY 1 HAVING count(*) > 1)",
            "request_id",
        ),
        (
            "The person is not on the roster.",
            "person_id IS NOT NULL AND person_id NOT IN (SELECT person_id FROM roster_person)",
            "person_id",
        ),
        (
            "This is not a date.",
            "date_of_birth IS NOT NULL AND try_cast(date_of_birth AS DATE) IS NULL",
            "date_of_birth",
        ),
    ):
        first = con.execute(f"SELECT min(rowid) FROM sample WHERE {condition}").fetchall()[0][0]
        if first is not None:
            raise InputError(
                problem,
                "Correct this row; leave person_id blank if the person meant is not on the roster.",
                file=path.name,
                row=int(first) + 2,
                column=column,
            )
    return int(con.execute("SELECT count(*) FROM sample").fetchall()[0][0])


def measure(
    con: duckdb.DuckDBPyConnection, *, data: str, relatives_percent: int, workers: int = 1
) -> list[Cell]:
    """Match the table ``sample`` and count, kind by kind, the answers and those that are wrong.

    Each choice of identifiers is counted from one comparison, with near and with wide rivals.
    The roster must be loaded on ``con``.
    """
    texts = con.sql("SELECT request_id, address FROM sample").to_arrow_table()
    gate = classify_column(texts.column("address").cast(pa.string()), workers=workers)
    gate = gate.drop_columns(["suffix"]).append_column("request_id", texts.column("request_id"))
    con.register("sample_gate", gate)
    columns = ", ".join(f"s.{column}" for column in REQUEST_COLUMNS)
    con.execute(
        f"CREATE OR REPLACE TABLE sample_to_match AS SELECT {columns}, g.* EXCLUDE (request_id) "
        "FROM sample s JOIN sample_gate g USING (request_id)"
    ).fetchall()
    con.unregister("sample_gate")
    match_requests(con, "sample_to_match", MatchPolicy(), table=open_table())
    found: list[Cell] = []
    for rivals in ("near", "wide"):
        found += count_cells(con, data=data, rivals=rivals, relatives_percent=relatives_percent)
    return sorted(found, key=lambda cell: (cell.rivals, cell.cell))


def count_cells(
    con: duckdb.DuckDBPyConnection,
    *,
    data: str,
    rivals: str,
    relatives_percent: int,
    truth: str = "sample",
) -> list[Cell]:
    """Count the cells of the matches on ``con`` under ``rivals``, once for each identifier.

    ``truth`` is a table with request_id and person_id. A cell with one identifier is counted as
    if the other had not been given, so that it is measured on everybody.
    """
    found = []
    for second in ("tin+dob", "tin", "dob", "none"):
        profile = "statute-only" if second == "none" else "default"
        policy = MatchPolicy(profile=profile, rivals=rivals)  # type: ignore[arg-type]
        instead = f" REPLACE ({_WITHOUT[second]})" if second in _WITHOUT else ""
        with con.cursor() as other:
            other.execute(
                "CREATE OR REPLACE TEMP TABLE given AS "
                f"SELECT *{instead} FROM main.{CANDIDATE_TABLE}"
            ).fetchall()
            again = replay_matches(
                other, f"main.{RESULT_TABLE}", "given", policy, CELLS, into="match_again"
            )
            rows = other.execute(
                "SELECT m.cell, count(*), count(*) FILTER (m.person_id IS DISTINCT FROM "
                f"t.person_id) FROM {again} m JOIN {truth} t USING (request_id) "
                "WHERE m.answer = 'one' AND ends_with(m.cell, $second) GROUP BY ALL",
                {"second": f";{second}"},
            ).fetchall()
        found += [
            Cell(data, rivals, relatives_percent, cell, answers, wrong)
            for cell, answers, wrong in rows
        ]
    return found


def table_text(cells: Sequence[Cell]) -> str:
    """The cells as CSV text, in the form of the table that ships."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(cell, column) for column in COLUMNS] for cell in cells)
    return out.getvalue()
