"""Answers of duly on a population folder, scored against the truth.

    python bench/linkage/evaluate.py FOLDER [FOLDER ...] [--cells OUT.csv] [--json OUT.json]

Requests are compared once per share of relatives' TINs; near and wide rivals, and each choice
of identifiers, are then decided from the rows that were kept (duly.match.replay). Prints a row
per rule, for each population and for all pooled; ``--cells`` writes the kinds of match in the
form of src/duly/match/data/measured.csv. A rule releases what policy releases by the table
that ships (``--open``: everything that fits). ``--absent 10`` matches once more after a tenth of
all people has been taken off the roster with every record: a population in which requests are
often about people of whom nothing is known, which is when a namesake is answered for.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from datetime import date
from itertools import product
from pathlib import Path

import duckdb

from duly.gateway.measure import table_text
from duly.match import (
    CELLS,
    Cell,
    MatchPolicy,
    classify_column,
    load_roster,
    match_requests,
    replay_matches,
    shipped_table,
)
from duly.store.engine import connect

IDENTIFIERS = {
    "tin": "* REPLACE ('absent' AS dob_cmp)",
    "tin+dob": "*",
    "dob": "* REPLACE ('absent' AS tin_cmp)",
    "none": "* REPLACE ('absent' AS tin_cmp, 'absent' AS dob_cmp)",
}


def period_end(folder: Path) -> date:
    """The last day of the requests' period, as the builder wrote it."""
    about = json.loads((folder / "about.json").read_text())
    year = about.get("period") or max(about["periods"])
    return date(int(year), 12, 31)


def gate_requests(con: duckdb.DuckDBPyConnection, folder: Path, workers: int) -> None:
    """The table ``gate``: what the address gate says of each request."""
    table = con.sql(f"SELECT request_id, address FROM '{folder}/requests.parquet'").to_arrow_table()
    gate = classify_column(table.column("address"), workers=workers)
    gate = gate.drop_columns(["suffix"]).add_column(0, "request_id", table.column("request_id"))
    con.register("gate_arrow", gate)
    con.execute("CREATE OR REPLACE TABLE gate AS SELECT * FROM gate_arrow").fetchall()
    con.unregister("gate_arrow")


def score(con: duckdb.DuckDBPyConnection, answers: str) -> dict[str, int]:
    """Count answers, wrong ones, and right ones among those that could be answered."""
    names = ("answered", "wrong", "right_household", "household", "right_eligible", "eligible",
             "right_passed", "passed")  # fmt: skip
    row = con.execute(
        f"""
        SELECT
            count(*) FILTER (one), count(*) FILTER (one AND NOT hit),
            count(*) FILTER (one AND hit AND eligible AND household),
            count(*) FILTER (eligible AND household),
            count(*) FILTER (one AND hit AND eligible), count(*) FILTER (eligible),
            count(*) FILTER (one AND hit AND eligible AND household AND passed),
            count(*) FILTER (eligible AND household AND passed)
        FROM (
            SELECT m.answer = 'one' AS one, m.person_id IS NOT DISTINCT FROM t.person_id AS hit,
                t.eligible, t.household, starts_with(g.address_class, 'ok') AS passed
            FROM {answers} m JOIN truth t USING (request_id) JOIN gate g USING (request_id))
        """
    ).fetchall()[0]
    return dict(zip(names, row, strict=True))


def by_cell(con: duckdb.DuckDBPyConnection, answers: str) -> dict[str, list[int]]:
    """Answers, wrong ones and right household ones, by kind of match."""
    rows = con.execute(
        f"""
        SELECT m.cell, count(*), count(*) FILTER (m.person_id IS DISTINCT FROM t.person_id),
            count(*) FILTER (m.person_id = t.person_id AND t.eligible AND t.household)
        FROM {answers} m JOIN truth t USING (request_id)
        WHERE m.answer = 'one' GROUP BY ALL ORDER BY ALL
        """
    ).fetchall()
    return {cell: list(counts) for cell, *counts in rows}


def shown(counts: dict[str, int]) -> dict[str, object]:
    """The counts with rates: per million, its bound, and recalls in percent."""
    cell = Cell("", "", 0, "", counts["answered"], counts["wrong"])
    return {
        **counts,
        "per_million": round(cell.per_million or 0, 2),
        "bound_per_million": round(cell.bound_per_million or 0, 2),
        "household_recall": round(100 * counts["right_household"] / max(1, counts["household"]), 2),
        "recall": round(100 * counts["right_eligible"] / max(1, counts["eligible"]), 2),
        "household_recall_past_the_gate": round(
            100 * counts["right_passed"] / max(1, counts["passed"]), 2
        ),
    }


def cells_of(
    con: duckdb.DuckDBPyConnection, answers: str, name: str, policy: MatchPolicy, second: str
) -> list[Cell]:  # fmt: skip
    """Answers and wrong ones by kind of match, of those with just this second identifier."""
    rows = con.execute(
        f"SELECT m.cell, count(*), count(*) FILTER (m.person_id IS DISTINCT FROM t.person_id) "
        f"FROM {answers} m JOIN truth t USING (request_id) "
        "WHERE m.answer = 'one' AND ends_with(m.cell, $second) GROUP BY ALL",
        {"second": f";{second}"},
    ).fetchall()
    return [Cell(name, policy.rivals, policy.relatives_percent, *row) for row in rows]


def take_off(con: duckdb.DuckDBPyConnection, percent: int) -> None:
    """Take every record of some of the people off the roster, and say so in the truth."""
    con.execute(
        f"""
        CREATE TABLE gone AS SELECT person_no, person_id FROM roster_person
        WHERE md5_number_lower(person_id) % 100 < {percent};
        DELETE FROM roster_name WHERE person_no IN (SELECT person_no FROM gone);
        DELETE FROM roster_address WHERE person_no IN (SELECT person_no FROM gone);
        DELETE FROM roster_person WHERE person_no IN (SELECT person_no FROM gone);
        UPDATE truth SET person_id = NULL, on_file = false, eligible = false
        WHERE person_id IN (SELECT person_id FROM gone);
        """
    ).fetchall()


def evaluate(
    folder: Path, given: argparse.Namespace
) -> tuple[dict[str, dict], dict[str, dict], list[Cell]]:
    """Match one population under every rule: counts by rule, by rule and cell, and the cells."""
    rules: dict[str, dict] = {}
    kinds: dict[str, dict] = {}
    cells: list[Cell] = []
    with tempfile.TemporaryDirectory(dir=given.work) as work:
        con = connect(Path(work) / "work.duckdb")
        con.execute(f"SET temp_directory = '{work}/spill'")
        clock = time.perf_counter()

        def lap(what: str) -> None:
            nonlocal clock
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
            now = time.perf_counter()
            print(f"{folder.name}: {what} {now - clock:.1f} s, peak {peak:.2f} GB", file=sys.stderr)
            clock = now

        roster = load_roster(
            con, folder / "roster", as_of=period_end(folder), workers=given.workers
        )
        lap(f"roster of {roster.people:,} people")
        gate_requests(con, folder, given.workers)
        lap("address gate")
        con.execute(f"CREATE TABLE truth AS SELECT * FROM '{folder}/truth.parquet'").fetchall()
        for absent in (0, given.absent) if given.absent else (0,):
            name = f"{folder.name}-absent" if absent else folder.name
            if absent:
                take_off(con, absent)
                lap(f"{absent} % of the people taken off the roster")
            for percent in (int(p) for p in given.relatives.split(",")):
                con.execute(
                    f"""
                    CREATE OR REPLACE TABLE to_match AS
                    SELECT r.request_id, r.first_name, r.middle_name, r.last_name, r.suffix,
                        r.tin_{percent} AS tin, r.date_of_birth, g.* EXCLUDE (request_id)
                    FROM '{folder}/requests.parquet' r JOIN gate g USING (request_id)
                    """
                ).fetchall()
                match_requests(con, "to_match", MatchPolicy())
                lap(f"matching at {percent} % relatives' TINs")
                for rivals, second in product(("near", "wide"), IDENTIFIERS):
                    if second in {"none", "dob"} and percent != 1:
                        continue
                    profile = "statute-only" if second == "none" else "default"
                    policy = MatchPolicy(profile=profile, rivals=rivals, relatives_percent=percent)
                    con.execute(
                        f"CREATE OR REPLACE TEMP VIEW given AS SELECT {IDENTIFIERS[second]} "
                        "FROM match_candidate"
                    )
                    every = replay_matches(
                        con, "match_result", "given", policy, CELLS, into="match_open"
                    )
                    cells += cells_of(con, every, name, policy, second)
                    if not given.open:
                        kept = policy.released_cells(shipped_table())
                        every = replay_matches(
                            con, "match_result", "given", policy, kept, into="match_open"
                        )
                    rule = f"{rivals} {second} {percent}{' absent' if absent else ''}"
                    rules[rule] = score(con, every)
                    kinds[rule] = by_cell(con, every)
                lap("deciding under every rule")
    return rules, kinds, cells


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folders", type=Path, nargs="+")
    options.add_argument("--relatives", default="1,5,10")
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--work", help="folder for the work database")
    options.add_argument("--absent", type=int, default=0, help="percent; see above")
    options.add_argument("--open", action="store_true", help="count everything that fits")
    options.add_argument("--cells", type=Path)
    options.add_argument("--json", type=Path)
    given = options.parse_args()
    pooled: dict[str, dict[str, int]] = {}
    all_cells: list[Cell] = []
    out: dict[str, dict] = {}
    every_kind: dict[str, dict] = {}
    for folder in given.folders:
        rules, kinds, cells = evaluate(folder, given)
        all_cells += cells
        out[folder.name] = {name: shown(counts) for name, counts in rules.items()}
        every_kind[folder.name] = kinds
        for name, counts in rules.items():
            so_far = pooled.setdefault(name, dict.fromkeys(counts, 0))
            pooled[name] = {key: so_far[key] + value for key, value in counts.items()}
    out["pooled"] = {name: shown(counts) for name, counts in pooled.items()}
    print(f"{'population':<12}{'rule':<22}{'answered':>11}{'wrong':>7}{'ppm':>9}{'bound':>9}"
          f"{'hh':>8}{'hh past gate':>14}")  # fmt: skip
    for folder_name, rows in out.items():
        for name, row in rows.items():
            print(
                f"{folder_name:<12}{name:<22}{row['answered']:>11,}{row['wrong']:>7,}"
                f"{row['per_million']:>9,.1f}{row['bound_per_million']:>9,.1f}"
                f"{row['household_recall']:>8.2f}{row['household_recall_past_the_gate']:>14.2f}"
            )
    if given.cells:
        given.cells.write_text(table_text(all_cells))
    if given.json:
        given.json.write_text(json.dumps({**out, "kinds": every_kind}, indent=1) + "\n")


if __name__ == "__main__":
    main()
