r"""Count the fixed model of the second scorer from a development population.

    python bench/linkage/train_second.py POPULATION [--matched FILE] \
        --out src/duly/match/data/second_model.json

m is counted over each request with the person it means, at the name and address of theirs that
fit best; u over pairs of a request and somebody else. Equal values are counted over all such
pairs, the other levels over a sample of them. Half a pair is added to each level, so that
nothing is impossible. ``--matched`` is as in contenders.py.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
from pathlib import Path
from typing import Any

import duckdb
from contenders import at, connect, prepare

from duly.match.second_model import EQUAL, FIELD_OF, FIELDS

RANDOM_PAIRS = 20_000_000
COLUMNS = (
    "first", "middle", "last", "number", "street", "unit", "city", "state", "zip5", "tin", "dob",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("population", type=Path)
    parser.add_argument("--matched", type=Path)
    parser.add_argument("--tin", choices=("tin_1", "tin_5", "tin_10"), default="tin_1")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    model = train(options.population, options.matched, options.tin)
    options.out.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


def train(population: Path, matched: Path | None, tin: str) -> dict[str, Any]:
    """Give the content of second_model.json."""
    con = connect()
    with tempfile.TemporaryDirectory() as folder:
        prepare(population, matched, Path(folder), "years", tin)
        for table in ("request", "person"):
            con.execute(
                f"CREATE TABLE {table} AS SELECT * REPLACE (middle[1] AS middle) "
                f"FROM '{folder}/{table}.parquet'"
            ).fetchall()
    con.execute(f"CREATE TABLE truth AS FROM {at(population, 'truth')}").fetchall()
    _compare(con)
    about = json.loads((population / "about.json").read_text(encoding="utf-8"))
    return {
        "about": {
            "what": "m and u of the second scorer, counted by bench/linkage/train_second.py",
            "population": {key: about.get(key) for key in ("builder", "seed", "options")},
            "pairs_meant": _number(con, "SELECT sum(pairs) FROM meant"),
            "random_pairs": _number(con, "SELECT sum(pairs) FROM other"),
            "status": "development: invented people; weights of real files will differ",
        },
        "fields": {field.name: _shares(con, field.name) for field in FIELDS},
    }


def _compare(con: duckdb.DuckDBPyConnection) -> None:
    """Write ``pair``, and ``meant`` and ``other``: how many pairs are on which levels."""
    levels = ", ".join(f"{_place(field.name)} AS {field.name}" for field in FIELDS)
    distance = " + ".join(f"coalesce({field.name}, 0)" for field in FIELDS)
    every = _number(con, "SELECT (SELECT count(*) FROM request) * (SELECT count(*) FROM person)")
    portions = max(1, every // RANDOM_PAIRS)
    con.execute(
        f"""
        CREATE TABLE pair AS
        SELECT request_id, {levels} FROM (
            SELECT q.request_id, {_sides()}
            FROM request AS q JOIN truth AS t USING (request_id)
            JOIN person AS p ON p.person_id = t.person_id);

        CREATE TABLE meant AS SELECT count(*) AS pairs, * EXCLUDE (request_id) FROM (
            SELECT * FROM pair
            QUALIFY row_number() OVER (PARTITION BY request_id ORDER BY {distance}) = 1)
        GROUP BY ALL;

        CREATE TABLE other AS SELECT count(*) AS pairs, * FROM (
            SELECT {levels} FROM (
                SELECT {_sides()}
                FROM (SELECT *, hash(request_id) % {portions} AS k FROM request) AS q
                JOIN (SELECT *, hash(person_id, street, zip5) % {portions} AS k FROM person) AS p
                    USING (k)
                JOIN truth AS t USING (request_id)
                WHERE p.person_id IS DISTINCT FROM t.person_id))
        GROUP BY ALL;
        """
    ).fetchall()


def _shares(con: duckdb.DuckDBPyConnection, field: str) -> dict[str, list[float]]:
    """Give m and u of one field per level, from the closest to different."""
    shares = {}
    for which, table in (("m", "meant"), ("u", "other")):
        rows = dict(
            con.execute(
                f"SELECT {field}, sum(pairs) FROM {table} WHERE {field} IS NOT NULL GROUP BY 1"
            ).fetchall()
        )
        counts = [float(rows.get(place, 0)) + 0.5 for place in range(len(FIELD_OF[field].levels))]
        shares[which] = [count / sum(counts) for count in counts]
    equal = _equal(con, field)
    rest = sum(shares["u"][1:])
    shares["u"] = [equal, *(u * (1 - equal) / rest for u in shares["u"][1:])]
    return {which: [_rounded(x) for x in values] for which, values in shares.items()}


def _equal(con: duckdb.DuckDBPyConnection, field: str) -> float:
    """How often a request and somebody else are equal in a field, over all pairs."""
    value = EQUAL[field]
    ((equal, every),) = con.execute(
        f"""
        WITH l AS (SELECT {value} AS v, count(*) AS n FROM request WHERE v IS NOT NULL GROUP BY v),
        r AS (SELECT {value} AS v, count(*) AS n FROM person WHERE v IS NOT NULL GROUP BY v)
        SELECT (SELECT sum(l.n::DOUBLE * r.n) FROM l JOIN r USING (v)),
            (SELECT sum(n)::DOUBLE FROM l) * (SELECT sum(n) FROM r)
        """
    ).fetchall()
    own = f"SELECT count(*) FROM pair WHERE {field}"
    return (equal - _number(con, f"{own} = 0") + 0.5) / (
        every - _number(con, f"{own} IS NOT NULL") + 1
    )


def _rounded(x: float) -> float:
    """Four significant digits are more than was measured."""
    return round(x, 3 - math.floor(math.log10(x)))


def _place(field: str) -> str:
    """SQL: the place of the level on which a pair is, NULL where nothing can be compared."""
    levels = FIELD_OF[field].levels
    whens = " ".join(f"WHEN {x.sql} THEN {i}" for i, x in enumerate(levels[:-1]))
    return f"CASE WHEN {FIELD_OF[field].missing} THEN NULL {whens} ELSE {len(levels) - 1} END"


def _sides() -> str:
    return ", ".join(f"{t}.{c} AS {c}_{s}" for c in COLUMNS for t, s in (("q", "l"), ("p", "r")))


def _number(con: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(con.execute(query).fetchall()[0][0])


if __name__ == "__main__":
    main()
