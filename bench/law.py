"""The law benchmark: 26 U.S.C. § 6103(i)(2) with its readings, duly beside its peers.

    python bench/law.py [--rows 1280000] [--rounds 5] [--json]

Each contender runs in a process of its own, one after the other in every round (A B C A B C);
the answers of all are compared by key before a figure is printed. Other work on the machine
moves seconds by several times, so the ratios are the result: for each round the contender's
time over that of the hand-written SQL (or, for single cases, of the compiled function), and
the median of these. ``cpu`` is processor time over all threads, less moved by other work.
``memory`` is the highest resident size of all rounds above that of the loaded input.
"""

import argparse
import importlib
import json
import multiprocessing
import os
import platform
import resource
import tempfile
import time
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from typing import Any, Protocol

import duckdb
import numpy as np
import psutil
import pyarrow as pa
import pyarrow.parquet as pq

import law_facts
from law_facts import KEY

CASES, EXPLAINED = 20_000, 2_000
HAND, PARQUET_HAND = "hand-written SQL", "hand-written SQL, from Parquet"
DULY, PARQUET_DULY = "duly columns", "duly columns, from Parquet"
FISCA, WHOLE_FISCA = "openfisca-core", "openfisca-core, from Parquet"
CEDAR, COMPILED, EXPLAIN = "cedarpy", "duly compiled function", "duly explain"


class Contender(Protocol):
    """One way of deciding the rows."""

    def prepare(self) -> None:
        """Make ready for a round, untimed."""

    def run(self) -> None:
        """Decide, timed."""

    def answers(self) -> dict[str, np.ndarray]:
        """The last round's answers by column, with the key."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a contender is and what it is given."""

    name: str
    module: str
    factory: str
    rows: int
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Timing:
    """One round of one contender: seconds, processor seconds, megabytes."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True, slots=True)
class Line:
    """What is printed of one contender."""

    contender: str
    rows: int
    seconds: float
    cpu_seconds: float
    rows_per_second: float
    all_rows_seconds: float
    memory_mb: float


@dataclass(frozen=True, slots=True)
class Ratio:
    """One contender's time over another's, per row, in each round."""

    contender: str
    over: str
    wall: float
    cpu: float
    per_round: tuple[float, ...]


def entries(rows: int) -> list[Entry]:
    """Every contender, in the order of a round."""
    few, fewer = min(CASES, rows), min(EXPLAINED, rows)
    return [
        Entry(DULY, "law_duly", "Columns", rows),
        Entry(HAND, "law_duly", "ByHand", rows),
        Entry(FISCA, "law_openfisca", "OpenFisca", rows),
        Entry(PARQUET_DULY, "law_duly", "Columns", rows, {"parquet": True}),
        Entry(PARQUET_HAND, "law_duly", "ByHand", rows, {"parquet": True}),
        Entry(WHOLE_FISCA, "law_openfisca", "OpenFisca", rows, {"whole": True}),
        Entry(CEDAR, "law_cedar", "Cedar", few, {"rows": few}),
        Entry(COMPILED, "law_duly", "Compiled", few, {"rows": few}),
        Entry(EXPLAIN, "law_duly", "Explained", fewer, {"rows": fewer}),
    ]


def ratios_wanted() -> list[tuple[str, str]]:
    """Which time is printed over which."""
    return [
        (DULY, HAND),
        (FISCA, DULY),
        (PARQUET_DULY, PARQUET_HAND),
        (WHOLE_FISCA, PARQUET_DULY),
        (PARQUET_DULY, DULY),
        (CEDAR, DULY),
        (CEDAR, COMPILED),
        (EXPLAIN, COMPILED),
    ]


def _memory(name: str) -> int:
    """A size in kilobytes from this process's status (Linux), else the peak so far."""
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text(encoding="ascii").splitlines():
            if line.startswith(name):
                return int(line.split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _forget_peak() -> None:
    clear = Path("/proc/self/clear_refs")
    if clear.exists():
        clear.write_text("5", encoding="ascii")


def serve(pipe: Connection, entry: Entry, facts: Path) -> None:
    """Run in a process of its own: build the contender, then do as the pipe says."""
    module = importlib.import_module(entry.module)
    contender: Contender = getattr(module, entry.factory)(facts, **entry.options)
    pipe.send(None)
    before = _memory("VmRSS")
    _forget_peak()
    while (wish := pipe.recv()) is not None:
        if isinstance(wish, Path):
            pq.write_table(pa.table(contender.answers()), wish)
            pipe.send(None)
            continue
        contender.prepare()
        cpu, start = time.process_time(), time.perf_counter()
        contender.run()
        wall, cpu = time.perf_counter() - start, time.process_time() - cpu
        pipe.send(Timing(wall, cpu, max(0, _memory("VmHWM") - before) / 1024))


def race(
    chosen: list[Entry], facts: Path, rounds: int, folder: Path
) -> tuple[dict[str, list[Timing]], dict[str, Path]]:
    """Run the rounds; returns every timing and the file of each contender's answers."""
    context = multiprocessing.get_context("spawn")
    pipes: dict[str, Connection] = {}
    workers = []
    for entry in chosen:
        mine, theirs = context.Pipe()
        worker = context.Process(target=serve, args=(theirs, entry, facts), daemon=True)
        worker.start()
        theirs.close()
        mine.recv()
        pipes[entry.name] = mine
        workers.append(worker)

    def ask(entry: Entry, wish: object) -> Any:  # noqa: ANN401 - what the worker answers
        pipes[entry.name].send(wish)
        return pipes[entry.name].recv()

    for entry in chosen:
        ask(entry, "warm up")
    timings: dict[str, list[Timing]] = {entry.name: [] for entry in chosen}
    for _ in range(rounds):
        for entry in chosen:
            timings[entry.name].append(ask(entry, "round"))
    answers = {entry.name: folder / f"answers_{at}.parquet" for at, entry in enumerate(chosen)}
    for entry in chosen:
        ask(entry, answers[entry.name])
        pipes[entry.name].send(None)
    for worker in workers:
        worker.join()
    return timings, answers


def compare(chosen: list[Entry], answers: dict[str, Path]) -> dict[str, dict[str, int]]:
    """Compare every column that a contender shares with duly's, by key; stop at a difference.

    Returns how many rows and columns of each contender were compared.
    """
    compared: dict[str, dict[str, int]] = {}
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE duly AS FROM '{answers[DULY]}'")
        known = [row[0] for row in connection.execute("DESCRIBE duly").fetchall()]
        for entry in chosen:
            found = f"'{answers[entry.name]}'"
            columns = [row[0] for row in connection.execute(f"DESCRIBE FROM {found}").fetchall()]
            shared = [name for name in columns if name in known and name != KEY]
            differ = ", ".join(
                f"count(*) FILTER (WHERE d.{name} IS DISTINCT FROM o.{name})" for name in shared
            )
            query = f"SELECT count(*), {differ} FROM {found} AS o JOIN duly AS d USING ({KEY})"
            rows, *differences = connection.execute(query).fetchone() or (0,)
            wrong = {n: c for n, c in zip(shared, differences, strict=True) if c}
            if wrong or rows != entry.rows or "operating" not in shared:
                raise SystemExit(f"{entry.name}: answers differ from duly's: {wrong}, {rows} rows")
            compared[entry.name] = {"rows": rows, "columns": len(shared)}
    return compared


def lines(chosen: list[Entry], timings: dict[str, list[Timing]], rows: int) -> list[Line]:
    """Medians per contender; where fewer rows were decided, also extrapolated to all."""
    printed = []
    for entry in chosen:
        runs = timings[entry.name]
        wall = median(run.wall for run in runs)
        cpu = median(run.cpu for run in runs)
        memory = max(run.memory for run in runs)
        rate = entry.rows / wall
        printed.append(Line(entry.name, entry.rows, wall, cpu, rate, rows / rate, memory))
    return printed


def ratios(chosen: list[Entry], timings: dict[str, list[Timing]]) -> list[Ratio]:
    """The wanted ratios: time per row over time per row, round by round."""
    rows = {entry.name: entry.rows for entry in chosen}
    found = []
    for name, over in ratios_wanted():
        share = rows[over] / rows[name]
        both = list(zip(timings[name], timings[over], strict=True))
        walls = tuple(one.wall / other.wall * share for one, other in both)
        cpus = [one.cpu / other.cpu * share for one, other in both]
        found.append(Ratio(name, over, median(walls), median(cpus), walls))
    return found


def machine() -> dict[str, object]:
    """What the figures were measured on."""
    packages = ("duly", "duckdb", "openfisca-core", "cedarpy", "numpy", "pyarrow")
    return {
        "cores": len(os.sched_getaffinity(0)),
        "duckdb_threads": 2,
        "memory_gb": round(psutil.virtual_memory().total / 2**30),
        "load_before": round(os.getloadavg()[0], 2),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        **{name: version(name) for name in packages},
    }


def show(report: dict[str, Any]) -> None:
    """Print the report as text."""
    print(" ".join(f"{name}={value}" for name, value in report["machine"].items()))
    size = report["facts_bytes"] / 1e6
    print(f"rows={report['rows']:,} rounds={report['rounds']} parquet_mb={size:.1f}")
    print("operating outcomes: " + ", ".join(f"{w} {n:,}" for w, n in report["outcomes"].items()))
    equal = (f"{name} {c['rows']:,} x {c['columns']}" for name, c in report["compared"].items())
    print("answers equal by key (rows x columns): " + ", ".join(equal))
    print(f"\n{'contender':32} {'rows':>9} {'s':>8} {'cpu s':>8} {'rows/s':>11} {'memory':>8}")
    for line in report["contenders"]:
        text = (
            f"{line['contender']:32} {line['rows']:>9,} {line['seconds']:>8.3f} "
            f"{line['cpu_seconds']:>8.3f} {line['rows_per_second']:>11,.0f} "
            f"{line['memory_mb']:>5,.0f} MB"
        )
        if line["rows"] < report["rows"]:
            text += f"  ({report['rows']:,} rows, extrapolated: {line['all_rows_seconds']:,.1f} s)"
        print(text)
    print(f"\n{'time per row of … over …':60} {'wall':>8} {'cpu':>8}   per round")
    for ratio in report["ratios"]:
        rounds = " ".join(f"{one:.2f}" for one in ratio["per_round"])
        pair = f"{ratio['contender']} / {ratio['over']}"
        print(f"{pair:60} {ratio['wall']:>8.2f} {ratio['cpu']:>8.2f}   {rounds}")


def main() -> None:
    """Write the facts, run the rounds, compare the answers, print."""
    parser = argparse.ArgumentParser(description="the law benchmark")
    parser.add_argument("--rows", type=int, default=1_280_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="print one object")
    asked = parser.parse_args()
    facts_of_machine = machine()
    chosen = entries(asked.rows)
    with tempfile.TemporaryDirectory(prefix="duly-law-") as name:
        folder = Path(name)
        facts = folder / "facts.parquet"
        law_facts.write(facts, asked.rows)
        timings, answers = race(chosen, facts, asked.rounds, folder)
        compared = compare(chosen, answers)
        with duckdb.connect() as connection:
            counted = connection.execute(
                f"SELECT operating, count(*) FROM '{answers[DULY]}' GROUP BY ALL ORDER BY ALL"
            ).fetchall()
        report = {
            "machine": facts_of_machine,
            "rows": asked.rows,
            "rounds": asked.rounds,
            "facts_bytes": facts.stat().st_size,
            "outcomes": dict(counted),
            "compared": compared,
            "contenders": [asdict(line) for line in lines(chosen, timings, asked.rows)],
            "ratios": [asdict(ratio) for ratio in ratios(chosen, timings)],
        }
    if asked.json:
        print(json.dumps(report, ensure_ascii=False))
    else:
        show(report)


if __name__ == "__main__":
    main()
