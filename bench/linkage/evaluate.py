"""Answers of duly on a population folder, scored against the truth.

    python bench/linkage/evaluate.py FOLDER [--relatives 1,5,10] [--cells OUT.csv --name NAME]

Requests are compared once per share of relatives' TINs; near and wide rivals, and each choice
of identifiers, are then decided from the rows that were kept (duly.match.replay). Prints a row
per rule and the cells behind it; ``--cells`` writes them in the form of data/measured.csv.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import duckdb

from duly.match import MatchPolicy, classify_column, load_roster, match_requests
from duly.match.measured import Cell, ErrorTable, pooled
from duly.match.policy import CELLS
from duly.match.replay import replay_matches
from duly.store.engine import connect

IDENTIFIERS = {
    "tin": "* REPLACE ('absent' AS dob_cmp)",
    "tin+dob": "*",
    "dob": "* REPLACE ('absent' AS tin_cmp)",
    "none": "* REPLACE ('absent' AS tin_cmp, 'absent' AS dob_cmp)",
}
# Everything that fits counts here, so that a cell is measured before policy leaves it out.
OPEN = ErrorTable(
    tuple(
        Cell("open", rivals, percent, cell, 1, 0)
        for rivals in ("near", "wide")
        for percent in (1, 5, 10)
        for cell in CELLS
    ),
    "",
)


def prepare(con: duckdb.DuckDBPyConnection, folder: Path, as_of: date, workers: int) -> None:
    """Load the roster and give the requests their gate columns."""
    with tempfile.TemporaryDirectory() as one_line:
        source = folder / "roster"
        if "DULY_PARTS" not in os.environ:
            source = Path(one_line)
            for name in ("person", "person_name"):
                (source / f"{name}.parquet").symlink_to((folder / "roster" / f"{name}.parquet").resolve())
            con.execute(f"""COPY (SELECT person_id, role, concat_ws(', ', nullif(concat_ws(' ', number, street, unit, CASE WHEN po_box IS NOT NULL THEN 'PO Box ' || po_box END),''), city, concat_ws(' ', state, zip)) AS address, source, period FROM '{folder}/roster/person_address.parquet') TO '{source}/person_address.parquet'""").fetchall()
        roster = load_roster(con, source, as_of=as_of, workers=workers)
    print(f"roster: {roster}", file=sys.stderr)


def gate_requests(con: duckdb.DuckDBPyConnection, folder: Path, workers: int) -> None:
    table = con.sql(f"SELECT request_id, address FROM '{folder}/requests.parquet'").to_arrow_table()
    gate = classify_column(table.column("address"), workers=workers)
    gate = gate.add_column(0, "request_id", table.column("request_id"))
    con.register("gate_arrow", gate.drop_columns(["suffix"]))
    con.execute("CREATE OR REPLACE TABLE gate AS SELECT * FROM gate_arrow").fetchall()
    con.unregister("gate_arrow")


def score(con: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, object]:
    row = con.execute(
        f"""
        SELECT
            count(*) FILTER (m.answer = 'one'),
            count(*) FILTER (m.answer = 'one' AND m.person_id IS DISTINCT FROM t.person_id),
            count(*) FILTER (m.answer = 'one' AND m.person_id = t.person_id
                AND t.eligible AND t.household),
            count(*) FILTER (t.eligible AND t.household),
            count(*) FILTER (m.answer = 'one' AND m.person_id = t.person_id AND t.eligible),
            count(*) FILTER (t.eligible)
        FROM match_result m JOIN '{folder}/truth.parquet' t USING (request_id)
        """
    ).fetchall()[0]
    answered, wrong, right, eligible, right_all, eligible_all = row
    cell = Cell("", "", 0, "", answered, wrong)
    return {
        "answered": answered,
        "wrong": wrong,
        "per_million": round(cell.per_million or 0, 1),
        "bound": round(cell.bound_per_million or 0, 1),
        "hh": round(100 * right / max(eligible, 1), 2),
        "recall": round(100 * right_all / max(eligible_all, 1), 2),
    }


def cells(con: duckdb.DuckDBPyConnection, folder: Path) -> list[tuple[str, int, int]]:
    return con.execute(
        f"""
        SELECT m.cell, count(*), count(*) FILTER (m.person_id IS DISTINCT FROM t.person_id)
        FROM match_result m JOIN '{folder}/truth.parquet' t USING (request_id)
        WHERE m.answer = 'one' GROUP BY 1 ORDER BY 2 DESC
        """
    ).fetchall()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--relatives", default="1,5,10")
    options.add_argument("--as-of", default="2020-12-31")
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--cells", type=Path)
    options.add_argument("--name", default="")
    options.add_argument("--keep", type=Path, help="database to keep for a look at the rows")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as work:
        con = connect(given.keep or Path(work) / "work.duckdb")
        con.execute(f"SET temp_directory = '{work}'")
        marks = [("start", time.perf_counter())]
        prepare(con, given.folder, date.fromisoformat(given.as_of), given.workers)
        marks.append(("roster", time.perf_counter()))
        gate_requests(con, given.folder, given.workers)
        marks.append(("gate", time.perf_counter()))
        written: list[list[object]] = []
        for percent in (int(p) for p in given.relatives.split(",")):
            con.execute(
                f"""
                CREATE OR REPLACE TABLE to_match AS
                SELECT r.request_id, r.first_name, r.middle_name, r.last_name, r.suffix,
                    r.tin_{percent} AS tin, r.date_of_birth, g.* EXCLUDE (request_id)
                FROM '{given.folder}/requests.parquet' r JOIN gate g USING (request_id)
                """
            ).fetchall()
            start = time.perf_counter()
            match_requests(con, "to_match", MatchPolicy(), table=OPEN)
            marks.append((f"match {percent} %", time.perf_counter()))
            print(f"match {percent} %: {time.perf_counter() - start:.1f} s, peak "
                  f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")
            con.execute("CREATE OR REPLACE TABLE kept AS SELECT * FROM match_result").fetchall()
            con.execute("CREATE OR REPLACE TABLE near AS SELECT * FROM match_candidate").fetchall()
            for rivals in ("near", "wide"):
                for name, columns in IDENTIFIERS.items():
                    if name in {"none", "dob"} and percent != 1:
                        continue
                    con.execute(
                        f"CREATE OR REPLACE TEMP VIEW given AS SELECT {columns} FROM near"
                    )
                    profile = "statute-only" if name == "none" else "default"
                    policy = MatchPolicy(
                        profile=profile, rivals=rivals, relatives_percent=percent,
                        pooled_bound=10**6, cell_bound=10**6,
                    )
                    replay_matches(con, "kept", "given", policy, table=OPEN)
                    con.execute("DROP TABLE temp.roster_person")
                    found = score(con, given.folder)
                    print(json.dumps({"rivals": rivals, "identifiers": name,
                                      "relatives": percent, **found}))
                    for cell, answers, wrong in cells(con, given.folder):
                        written.append([given.name, rivals, percent, cell, answers, wrong])
                        if wrong or answers > 1000:
                            print(f"    {cell:<24}{answers:>9}{wrong:>6}")
        if given.cells:
            with given.cells.open("w", newline="") as out:
                csv.writer(out).writerows(
                    [["data", "rivals", "relatives_percent", "cell", "answers", "wrong"], *written]
                )
        for (_, before), (name, after) in zip(marks, marks[1:]):
            print(f"{name}: {after - before:.1f} s")
        print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


if __name__ == "__main__":
    main()
