"""Every door at once, and a ruling over stored decisions, at the real size.

    python bench/doors.py [--rows 1280000] [--rounds 3] [--json]

Four tables of facts are decided, two threads: those of an (i)(2) batch, in which the facts that
only other provisions ask for are the same everywhere (nobody said), and one in which every fact
of every provision varies from row to row; each once in one pass over all doors and once door by
door. (i)(2) alone stands beside them as the measure. Then a finished run of as many rows is
re-scored under a ruling that settles Q1 and Q4. Ratios are to (i)(2) alone in the same round.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median

import duckdb

from duly.gateway.doors import Door, door_facts, doors
from duly.gateway.incident.build import build_incident
from duly.gateway.policy import Policy
from duly.gateway.rescore import history_of, rescore
from duly.law.columns import SQL_TYPES, doors_statement, statement
from duly.law.fact import Fact, Kind
from duly.orders.load import load_registry
from duly.orders.ruling import read_ruling

DAY = date(2026, 3, 10)
THREADS = 2
RULING = """\
ruling_id = "BENCH-1"
court = "an invented court"
docket = "bench"
dated = 2026-12-01
says = "A complete address that can be located is enough, and a responsible official."
source = "invented"
mark = "unverified"
[[readings]]
question = "Q1"
reading = "R2"
[[readings]]
question = "Q4"
reading = "A"
"""


def random_value(fact: Fact) -> str:
    """SQL of a value that varies by row; about one in eight is missing."""
    draw = f"hash(row, '{fact.name}')"
    values = {
        Kind.FLAG: f"({draw} % 4 < 3)",
        Kind.TEXT: f"['2022; 2023', '26 USC 6103(d)(1)', 'Ana Example of Springfield', '', '2021']"
        f"[1 + ({draw} % 5)::INT]",
        Kind.NUMBER: f"({draw} % 40)::BIGINT",
        Kind.CENTS: f"({draw} % 1000000)::BIGINT",
        Kind.DATE: f"20000 + ({draw} % 700)::INT",
        Kind.CHOICE: f"{list(fact.choices)}[1 + ({draw} % {max(len(fact.choices), 1)})::INT]",
        Kind.CHOICES: f"({draw} % {1 << min(len(fact.choices), 4)})::INT",
    }
    sql = SQL_TYPES[fact.kind]
    return f"CASE WHEN {draw} % 8 <> 7 THEN CAST({values[fact.kind]} AS {sql}) END"


def make_tables(con: duckdb.DuckDBPyConnection, every: tuple[Door, ...], rows: int) -> None:
    """The tables ``varied`` (every fact varies) and ``batch`` (those of (i)(2) do)."""
    own = {fact for door in every if door.column == "s6103_i_2" for fact in door.provision.facts()}
    facts = door_facts(every)
    varied = ", ".join(f'{random_value(fact)} AS "{fact.name}"' for fact in facts)
    con.execute(
        f"CREATE TABLE varied AS SELECT row, 'R-' || row AS request_id, {varied} "
        f"FROM range({rows}) t(row)"
    )
    batch = ", ".join(
        f'"{fact.name}"' if fact in own else f'NULL::{SQL_TYPES[fact.kind]} AS "{fact.name}"'
        for fact in facts
    )
    con.execute(f"CREATE VIEW batch AS SELECT row, request_id, {batch} FROM varied")


def timed(con: duckdb.DuckDBPyConnection, *statements: str) -> float:
    """Seconds to make the answers of some statements into tables."""
    began = time.perf_counter()
    for query in statements:
        con.execute(f"CREATE OR REPLACE TABLE answers AS {query}").fetchall()
    return time.perf_counter() - began


def rounds_of(rows: int, rounds: int) -> dict[str, list[float]]:
    """Seconds of each contender in every round."""
    every = doors(load_registry(), as_of=DAY, decided_on=DAY, policy=Policy())
    plans = {door.column: door.plan for door in every}
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="duly-bench-") as folder:
        con = duckdb.connect(str(Path(folder) / "bench.duckdb"))
        con.execute(f"SET threads = {THREADS}")
        make_tables(con, every, rows)
        for _ in range(rounds):
            for table in ("batch", "varied"):
                alone = statement(plans["s6103_i_2"], table, key="request_id", carry=("row",))
                whole = doors_statement(plans, table, key="request_id", carry=("row",))
                singly = [
                    doors_statement({name: plan}, table, key="request_id", carry=("row",))
                    for name, plan in plans.items()
                ]
                for name, queries in (
                    (f"{table}: (i)(2) alone, every reading", [alone]),
                    (f"{table}: all {len(every)} doors in one pass", [whole]),
                    (f"{table}: all {len(every)} doors one by one", singly),
                ):
                    found.setdefault(name, []).append(timed(con, *queries))
    return found


def history(rows: int, rounds: int) -> dict[str, list[float]]:
    """Seconds to lay a ruling over a finished run, without and with the proofs."""
    found: dict[str, list[float]] = {"rescore": [], "rescore, with both proofs": []}
    with tempfile.TemporaryDirectory(prefix="duly-bench-") as name:
        folder = Path(name)
        files = build_incident(folder / "incident", rows)
        duly = [sys.executable, "-m", "duly"]
        nothing = subprocess.DEVNULL
        subprocess.run(
            [*duly, "keys", "init", "--keys", "keys"], check=True, stdout=nothing, cwd=folder
        )
        subprocess.run(
            [*duly, "check", "request", files.requests, "--letter", files.letter,
             "--custodian", files.custodian, "--comparisons", files.comparisons, "--as-of",
             "2025-08-07", "--keys", "keys", "--out", "run", "--quiet"],
            check=True, stdout=nothing, cwd=folder,
        )  # fmt: skip
        (folder / "ruling.toml").write_text(RULING)
        ruling = read_ruling(folder / "ruling.toml")
        for _ in range(rounds):
            for label, prove in (("rescore", False), ("rescore, with both proofs", True)):
                began = time.perf_counter()
                rescored = rescore(history_of(folder / "run"), ruling, rows_to=None, prove=prove)
                found[label].append(time.perf_counter() - began)
                if rescored.rows != rows:
                    raise SystemExit(f"{rescored.rows} rows came back")
    return found


def main() -> None:
    """Run, and print seconds (median) and ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_280_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = rounds_of(options.rows, options.rounds)
    base = {t: found[f"{t}: (i)(2) alone, every reading"] for t in ("batch", "varied")}
    found |= history(options.rows, options.rounds)
    shown = {}
    for name, seconds in found.items():
        against = base.get(name.partition(":")[0], base["batch"])
        ratios = [one / other for one, other in zip(seconds, against, strict=True)]
        shown[name] = {
            "seconds": round(median(seconds), 2),
            "times (i)(2) alone": round(median(ratios), 2),
        }
    if options.json:
        print(json.dumps({"rows": options.rows, "rounds": options.rounds, **shown}, indent=2))
        return
    print(f"{options.rows:,} rows, {options.rounds} rounds, {THREADS} threads")
    for name, figures in shown.items():
        print(f"{name:<48} {figures['seconds']:>8.2f} s {figures['times (i)(2) alone']:>8.2f}")


if __name__ == "__main__":
    main()
