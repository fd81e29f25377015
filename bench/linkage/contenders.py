"""Other people's linkage on one population, measured: answers, wrong answers, time and memory.

    python bench/linkage/contenders.py run POPULATION [--roster plain|household|years]

``run`` starts each contender in a process of its own, so that its time and its highest memory
are its own. The tables are prepared before the clock starts, and are the same for all:

- ``--prepared FOLDER`` holds request.parquet (request_id, first, middle, last, number, street,
  unit, city, state, zip5, tin, dob) and person.parquet (the same with person_id), normalised as
  duly does it.
- ``--matched FILE`` is a DuckDB file in which duly has matched: roster_person, roster_name,
  roster_address and match_requests are taken from it, so everybody reads the same spelling.
- With neither, the population's own parts are taken in capitals.

A wrong answer names another person than the one meant, or anybody where nobody is on file.
Recall is right answers among the eligible; household recall among those at home, not in an
institution.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from duly.match import second_link

MEMORY = "4500MB"
CONTENDERS = ("exact", "splink", "splink-tin", "splink-sampled-u")
PARTS = ("number", "street", "unit", "city", "state")
ROSTERS = {
    "plain": "a.period = $period AND a.role IN ('taxpayer', 'spouse', 'payee')",
    "household": "a.period = $period",
    "years": "true",
}
STREET = "nullif(concat_ws(' ', {0}.predirectional, {0}.street, {0}.{1}, {0}.postdirectional), '')"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("verb", choices=("run", "one"))
    parser.add_argument("population", type=Path)
    parser.add_argument("--prepared", type=Path)
    parser.add_argument("--matched", type=Path)
    parser.add_argument("--roster", choices=tuple(ROSTERS), default="plain")
    parser.add_argument("--only", choices=CONTENDERS)
    parser.add_argument("--tin", choices=("tin_1", "tin_5", "tin_10"), default="tin_1")
    parser.add_argument("--chunks", type=int, default=8)
    options = parser.parse_args()
    if options.verb == "one":
        print(
            json.dumps(measure(options.population, options.prepared, options.only, options.chunks))
        )
    else:
        run(options)


def run(options: argparse.Namespace) -> None:
    """Prepare once, then measure each contender in its own process; print the table."""
    with tempfile.TemporaryDirectory() as folder:
        prepared = options.prepared
        if prepared is None:
            prepared = Path(folder)
            prepare(options.population, options.matched, prepared, options.roster, options.tin)
        print(HEADER)
        for name in [options.only] if options.only else CONTENDERS:
            done = subprocess.run(
                [sys.executable, __file__, "one", str(options.population), "--prepared",
                 str(prepared), "--only", name, "--chunks", str(options.chunks)],
                check=True, stdout=subprocess.PIPE, text=True,
            )  # fmt: skip
            for row in json.loads(done.stdout.splitlines()[-1]):
                print(line(row), flush=True)


HEADER = (
    f"{'contender':<42}{'answered':>10}{'wrong':>8}{'ppm':>9}{'recall':>8}{'hh':>7}"
    f"{'seconds':>9}{'peak GB':>9}"
)


def line(row: dict[str, float | str]) -> str:
    return (
        f"{row['rule']:<42}{row['answered']:>10,}{row['wrong']:>8,}{row['ppm']:>9,.0f}"
        f"{row['recall']:>8.1%}{row['household']:>7.1%}{row['seconds']:>9.1f}{row['peak']:>9.2f}"
    )


def prepare(population: Path, matched: Path | None, out: Path, roster: str, tin: str) -> None:
    """Write both tables in one layout; complete requests only."""
    con = connect()
    if matched is not None:
        con.execute(f"ATTACH '{matched}' AS duly (READ_ONLY)").fetchall()
        con.execute("USE duly").fetchall()
        person, request = _from_duly(), FROM_DULY
    else:
        person, request = _from_parts(population), _requests_in_parts(population, tin)
    addresses = "roster_address" if matched else at(population, "roster/person_address")
    ((period,),) = con.execute(f"SELECT max(period) FROM {addresses}").fetchall()
    kept = ROSTERS[roster].replace("$period", f"'{period}'")
    con.execute(
        f"COPY (SELECT DISTINCT * FROM ({person} WHERE {kept})) TO '{out / 'person.parquet'}'"
    ).fetchall()
    con.execute(
        f"COPY (SELECT q.* FROM ({request}) AS q JOIN {at(population, 'truth')} AS t "
        f"USING (request_id) WHERE t.complete) TO '{out / 'request.parquet'}'"
    ).fetchall()


def _from_duly() -> str:
    """People as duly holds them: their latest names, at the addresses that the caller keeps."""
    return f"""
        SELECT
            p.person_id, n.first, n.middle, n.last, a.number,
            {STREET.format("a", "suffix")} AS street,
            a.unit, a.city, a.state, a.zip5, p.tin, p.date_of_birth::VARCHAR AS dob
        FROM roster_person AS p
        JOIN {LATEST.format("roster_name", "person_no")} AS n USING (person_no)
        JOIN roster_address AS a USING (person_no)
    """


LATEST = "(SELECT * FROM {0} QUALIFY rank() OVER (PARTITION BY {1} ORDER BY period DESC) = 1)"

FROM_DULY = f"""
    SELECT
        request_id, first, middle, last, number, {STREET.format("r", "street_suffix")} AS street,
        unit, city, state, zip5, tin, date_of_birth::VARCHAR AS dob
    FROM match_requests AS r
"""


def _from_parts(population: Path) -> str:
    """People from the population's parts, in capitals."""
    parts = ", ".join(f"{_capitals(f'a.{part}')} AS {part}" for part in PARTS)
    names = ", ".join(f"{_capitals(f'n.{c}')} AS {c}" for c in ("first", "middle", "last"))
    latest = LATEST.format(at(population, "roster/person_name"), "person_id")
    return f"""
        SELECT p.person_id, {names}, {parts}, nullif(a.zip::VARCHAR, '') AS zip5, p.tin,
            p.date_of_birth::VARCHAR AS dob
        FROM {at(population, "roster/person")} AS p
        JOIN {latest} AS n USING (person_id)
        JOIN {at(population, "roster/person_address")} AS a USING (person_id)
    """


def _requests_in_parts(population: Path, tin: str) -> str:
    parts = ", ".join(f"{_capitals(part)} AS {part}" for part in PARTS)
    names = ", ".join(f"{_capitals(f'{c}_name')} AS {c}" for c in ("first", "middle", "last"))
    return f"""
        SELECT request_id, {names}, {parts}, nullif(zip::VARCHAR, '') AS zip5, {tin} AS tin,
            date_of_birth::VARCHAR AS dob
        FROM {at(population, "requests")}
    """


def _capitals(column: str) -> str:
    return f"nullif(upper(trim({column}::VARCHAR)), '')"


def measure(
    population: Path, prepared: Path, contender: str, chunks: int
) -> list[dict[str, float | str]]:
    """Run one contender on prepared tables; give a row per answering rule."""
    with tempfile.TemporaryDirectory() as folder, connect(Path(folder)) as con:
        for table in ("request", "person"):
            file = prepared / f"{table}.parquet"
            con.execute(f"CREATE TABLE {table} AS FROM read_parquet('{file}')").fetchall()
        start = time.perf_counter()
        if contender == "exact":
            rules = {"exact name and whole address": EXACT}
        else:
            second_link.link(
                con,
                "request",
                "person",
                chunks=chunks,
                identifiers=("tin",) if contender == "splink-tin" else (),
                exact_u=contender != "splink-sampled-u",
            )
            rules = {
                f"{contender}, p >= 0.99": second_link.likely_answers(),
                f"{contender}, p >= 0.9999, margin 7": second_link.sure_answers(),
            }
        counted = {name: count(con, population, rule) for name, rule in rules.items()}
        seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    return [{"rule": n, **c, "seconds": seconds, "peak": peak} for n, c in counted.items()]


# One person only, blank middle names aside; a blank never equals anything.
EXACT = """
    SELECT q.request_id, min(p.person_id) AS person_id
    FROM request AS q JOIN person AS p USING (first, last, number, street, zip5)
    WHERE q.unit IS NOT DISTINCT FROM p.unit
    GROUP BY q.request_id HAVING count(DISTINCT p.person_id) = 1
"""


def count(con: duckdb.DuckDBPyConnection, population: Path, rule: str) -> dict[str, float]:
    """Compare the answers of a rule with the truth."""
    ((answered, wrong, right, home, eligible, eligible_home),) = con.execute(
        f"""
        WITH truth AS (
            SELECT t.request_id, t.person_id AS meant, eligible, household, a.person_id AS given
            FROM {at(population, "truth")} AS t LEFT JOIN ({rule}) AS a USING (request_id)
        )
        SELECT
            count(given), count(*) FILTER (given IS DISTINCT FROM meant AND given IS NOT NULL),
            count(*) FILTER (eligible AND given = meant),
            count(*) FILTER (eligible AND household AND given = meant),
            count(*) FILTER (eligible), count(*) FILTER (eligible AND household)
        FROM truth
        """
    ).fetchall()
    return {
        "answered": answered,
        "wrong": wrong,
        "ppm": 1e6 * wrong / max(answered, 1),
        "recall": right / max(eligible, 1),
        "household": home / max(eligible_home, 1),
    }


def at(population: Path, name: str) -> str:
    return f"read_parquet('{population / name}.parquet')"


def connect(folder: Path | None = None) -> duckdb.DuckDBPyConnection:
    """Open DuckDB with bounded memory: in ``folder``, where it may also spill, or in memory."""
    file = ":memory:" if folder is None else str(folder / "bench.duckdb")
    con = duckdb.connect(file, config={"memory_limit": MEMORY, "threads": 2})
    con.execute("SET enable_progress_bar = false").fetchall()
    return con


if __name__ == "__main__":
    main()
