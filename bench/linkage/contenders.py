"""Other people's linkage on one population, measured: answers, wrong answers, time and memory.

    python bench/linkage/contenders.py run POPULATION [--roster plain|household|years]
    python bench/linkage/contenders.py train POPULATION --out src/duly/match/data/second_model.json

``run`` starts each contender in a process of its own, so that its time and its highest memory
are its own. The tables are prepared before the clock starts, and are the same for all:

- ``--prepared FOLDER`` holds request.parquet (request_id, first, middle, last, number, street,
  unit, city, state, zip5, tin, dob) and person.parquet (the same with person_id), normalised as
  duly does it.
- Without it the population's own parts are taken in capitals.

A wrong answer names another person than the one meant, or anybody where nobody is on file.
Recall is right answers among the eligible; household recall among those at home, not in an
institution. ``train`` counts m and u for the review queue from a population's truth.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from duly.match import second_link
from duly.match.second_model import EQUAL_COLUMN, FIELD_OF, FIELDS

MEMORY = "4500MB"
CONTENDERS = ("exact", "splink", "splink-tin", "splink-sampled-u")
PARTS = ("number", "street", "unit", "city", "state")
ROSTERS = {
    "plain": "a.period = $period AND role IN ('taxpayer', 'spouse', 'payee')",
    "household": "a.period = $period",
    "years": "true",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("verb", choices=("run", "train", "one"))
    parser.add_argument("population", type=Path)
    parser.add_argument("--prepared", type=Path)
    parser.add_argument("--roster", choices=tuple(ROSTERS), default="plain")
    parser.add_argument("--only", choices=CONTENDERS)
    parser.add_argument("--tin", choices=("tin_1", "tin_5", "tin_10"), default="tin_1")
    parser.add_argument("--chunks", type=int, default=8)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    if options.verb == "train":
        train(options.population, options.tin, options.out)
    elif options.verb == "one":
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
            prepare(options.population, prepared, options.roster, options.tin)
        print(HEADER)
        for name in [options.only] if options.only else CONTENDERS:
            done = subprocess.run(
                [sys.executable, __file__, "one", str(options.population), "--prepared",
                 str(prepared), "--only", name, "--chunks", str(options.chunks)],
                check=True, capture_output=True, text=True,
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


def prepare(population: Path, out: Path, roster: str, tin: str) -> None:
    """Write both tables in one layout from the population's parts, in capitals."""
    con = _connect()
    parts = ", ".join(f"nullif(upper(trim({p}::VARCHAR)), '') AS {p}" for p in PARTS)
    names = "nullif(upper(trim(n.first)), '') AS first, nullif(upper(trim(n.middle)), '') AS middle"
    latest = con.execute(f"SELECT max(period) FROM {_at(population, 'roster/person_name')}")
    period = latest.fetchall()[0][0]
    con.execute(
        f"""
        COPY (
            SELECT DISTINCT
                n.person_id, {names}, nullif(upper(trim(n.last)), '') AS last,
                {", ".join(f"nullif(upper(trim(a.{p}::VARCHAR)), '') AS {p}" for p in PARTS)},
                nullif(a.zip::VARCHAR, '') AS zip5, p.tin, p.date_of_birth::VARCHAR AS dob
            FROM {_at(population, "roster/person_address")} AS a
            JOIN {_at(population, "roster/person_name")} AS n USING (person_id, period)
            JOIN {_at(population, "roster/person")} AS p USING (person_id)
            WHERE {ROSTERS[roster].replace("$period", f"'{period}'")}
        ) TO '{out / "person.parquet"}'
        """
    ).fetchall()
    con.execute(
        f"""
        COPY (
            SELECT
                request_id, nullif(upper(trim(first_name)), '') AS first,
                nullif(upper(trim(middle_name)), '') AS middle,
                nullif(upper(trim(last_name)), '') AS last, {parts},
                nullif(zip::VARCHAR, '') AS zip5, {tin} AS tin, date_of_birth::VARCHAR AS dob
            FROM {_at(population, "requests")} JOIN {_at(population, "truth")} USING (request_id)
            WHERE complete
        ) TO '{out / "request.parquet"}'
        """
    ).fetchall()


def measure(
    population: Path, prepared: Path, contender: str, chunks: int
) -> list[dict[str, float | str]]:
    """Run one contender on prepared tables; give a row per answering rule."""
    con = _connect()
    for table in ("request", "person"):
        con.execute(
            f"CREATE TABLE {table} AS SELECT * FROM read_parquet('{prepared / f'{table}.parquet'}')"
        ).fetchall()
    start = time.perf_counter()
    if contender == "exact":
        rules = {"exact name and whole address": EXACT}
    else:
        second_link.link(
            con, "request", "person", chunks=chunks,
            identifiers=("tin",) if contender == "splink-tin" else (),
            exact_u=contender != "splink-sampled-u",
        )  # fmt: skip
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
            FROM {_at(population, "truth")} AS t LEFT JOIN ({rule}) AS a USING (request_id)
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


def train(population: Path, tin: str, out: Path | None) -> None:
    """Count m from the pairs meant and u over all pairs, and write the fixed model.

    m: each request with its own person, in the year and at the address that fit best. u: pairs
    of a request and any row of the roster. Equal values are counted over all pairs, the other
    levels in random pairs. Half a pair is added to each level, so that none is impossible.
    """
    con = _connect()
    with tempfile.TemporaryDirectory() as folder:
        prepare(population, Path(folder), "years", tin)
        for table in ("request", "person"):
            con.execute(f"CREATE TABLE {table} AS FROM '{folder}/{table}.parquet'").fetchall()
    con.execute(
        f"""
        CREATE TABLE pair AS
        SELECT t.request_id, {_sides()} FROM {_at(population, "truth")} AS t
        JOIN request AS q USING (request_id) JOIN person AS p ON p.person_id = t.person_id
        """
    ).fetchall()
    con.execute("SELECT setseed(0.1)").fetchall()
    con.execute(
        f"""
        CREATE TABLE random_pair AS
        SELECT {_sides()} FROM
            (SELECT *, row_number() OVER (ORDER BY hash(request_id)) % 4000 AS k FROM request) AS q
        JOIN (SELECT *, row_number() OVER (ORDER BY hash(person_id, street, zip5)) % 4000 AS k
              FROM person) AS p USING (k)
        LIMIT 20000000
        """
    ).fetchall()
    best = ", ".join(f"{_place(field.name)} AS {field.name}" for field in FIELDS)
    distance = " + ".join(f"coalesce({field.name}, 0)" for field in FIELDS)
    con.execute(
        f"""
        CREATE TABLE meant AS SELECT * FROM (SELECT request_id, {best} FROM pair)
        QUALIFY row_number() OVER (PARTITION BY request_id ORDER BY {distance}) = 1
        """
    ).fetchall()
    con.execute(f"CREATE TABLE other AS SELECT {best} FROM random_pair").fetchall()
    model: dict[str, object] = {
        "about": {
            "what": "m and u of the second scorer, counted; see bench/linkage/contenders.py train",
            "population": json.loads((population / "about.json").read_text()),
            "pairs_meant": con.execute("SELECT count(*) FROM meant").fetchall()[0][0],
            "random_pairs": con.execute("SELECT count(*) FROM other").fetchall()[0][0],
            "status": "a development population of invented people; not tuned on a confirming one",
        },
        "fields": {field.name: _shares(con, field.name) for field in FIELDS},
    }
    text = json.dumps(model, indent=1) + "\n"
    if out is None:
        print(text)
    else:
        out.write_text(text, encoding="utf-8")


def _shares(con: duckdb.DuckDBPyConnection, field: str) -> dict[str, list[float]]:
    """Shares m and u of one field per level, from the closest to different."""
    number = len(FIELD_OF[field].levels)
    shares = {}
    for which, table in (("m", "meant"), ("u", "other")):
        rows = dict(
            con.execute(
                f"SELECT {field}, count(*) FROM {table} WHERE {field} IS NOT NULL GROUP BY 1"
            ).fetchall()
        )
        counts = [rows.get(place, 0) + 0.5 for place in range(number)]
        shares[which] = [c / sum(counts) for c in counts]
    column = EQUAL_COLUMN[field]
    ((equal,),) = con.execute(
        f"""
        WITH l AS (SELECT {column} AS v, count(*) AS n FROM request WHERE v IS NOT NULL GROUP BY v),
        r AS (SELECT {column} AS v, count(*) AS n FROM person WHERE v IS NOT NULL GROUP BY v)
        SELECT sum(l.n::DOUBLE * r.n)
            / ((SELECT sum(n) FROM l)::DOUBLE * (SELECT sum(n) FROM r)) FROM l JOIN r USING (v)
        """
    ).fetchall()
    if equal:
        rest = sum(shares["u"][1:])
        shares["u"] = [equal, *(u * (1 - equal) / rest for u in shares["u"][1:])]
    return {which: [_rounded(x) for x in values] for which, values in shares.items()}


def _rounded(x: float) -> float:
    """Four significant digits are more than was measured."""
    return round(x, 3 - math.floor(math.log10(x)))


def _place(field: str) -> str:
    """SQL: the place of the level on which a pair is, NULL where nothing can be compared."""
    levels = FIELD_OF[field].levels
    whens = " ".join(f"WHEN {x.sql} THEN {i}" for i, x in enumerate(levels[:-1]))
    return f"CASE WHEN {FIELD_OF[field].missing} THEN NULL {whens} ELSE {len(levels) - 1} END"


def _sides() -> str:
    columns = ("first", "last", "number", "street", "unit", "city", "state", "zip5", "tin", "dob")
    both = [f"{t}.{c} AS {c}_{s}" for c in columns for t, s in (("q", "l"), ("p", "r"))]
    both += [f"{t}.middle[1] AS middle_{s}" for t, s in (("q", "l"), ("p", "r"))]
    return ", ".join(both)


def _at(population: Path, name: str) -> str:
    return f"read_parquet('{population / name}.parquet')"


def _connect() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect(config={"memory_limit": MEMORY, "threads": 2})
    con.execute("SET enable_progress_bar = false").fetchall()
    return con


if __name__ == "__main__":
    main()
