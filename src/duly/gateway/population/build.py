"""Build a population in a folder: resumable, repeatable, every person invented.

Each file is written under another name and moved when it is whole, so a build that was stopped
goes on where it stood. A folder belongs to one recipe: sizes, seed and the text of this
package; with another recipe it is not touched.
"""

import hashlib
import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

import duly
from duly.errors import StorageError, UsageError
from duly.gateway.population import requests as requests_
from duly.gateway.population import roster
from duly.gateway.population.draws import Draws
from duly.gateway.population.plan import YEARS, Plan, plan
from duly.gateway.population.tables import make_tables
from duly.store.engine import connect

SEED = 20_250_807
RESULT = "population.json"
"""Where the command line keeps the table of what every rule's answers came to."""
Progress = Callable[[str, int, int], None]

_STATE = ".building.json"
_ABOUT = "about.json"
_NO_MAKERS = {"build", "rules", "contenders", "measure", "__init__"}
"""Modules of this package on which no row depends."""


@dataclass(frozen=True, slots=True)
class Population:
    """A finished population: its folder, its sizes and the counts of about.json."""

    folder: Path
    sizes: Plan
    about: dict[str, Any]

    @property
    def roster(self) -> Path:
        """The folder of the custodian's roster."""
        return self.folder / "roster"

    @property
    def requests(self) -> Path:
        """The requests, with the TIN columns tin_1, tin_5 and tin_10."""
        return self.folder / "requests.parquet"

    @property
    def truth(self) -> Path:
        """The labels, for measuring only."""
        return self.folder / "truth.parquet"


def build_population(
    folder: Path,
    requests: int = 1_280_000,
    people: int | None = None,
    seed: int = SEED,
    progress: Progress | None = None,
    *,
    threads: int | None = None,
    overwrite: bool = False,
) -> Population:
    """Build a population in ``folder``, or what is missing of it.

    ``people`` defaults to a hundred for every 12.8 requests. ``progress`` is told the stage,
    how much of it is done and of how much. Raises UsageError if the folder holds another
    population (unless ``overwrite``) or the sizes do not fit, StorageError if it cannot be
    written.
    """
    sizes = plan(requests, people, seed)
    mark = recipe(sizes)
    tell = progress or (lambda _stage, _done, _of: None)
    try:
        if overwrite:
            clear(folder)
        _claim(folder, mark)
        about = folder / _ABOUT
        if not about.exists():
            with _engine(folder, threads) as con:
                counts = _build(con, folder, sizes, tell)
            text = json.dumps(_about(sizes, counts, mark), indent=2) + "\n"
            _whole(about, lambda path: path.write_text(text, encoding="utf-8"))
            (folder / _STATE).unlink(missing_ok=True)
        return Population(folder, sizes, json.loads(about.read_text(encoding="utf-8")))
    except (OSError, duckdb.IOException) as error:
        raise StorageError(
            "The population cannot be written.",
            "Check the folder and the free space, then run the command again: it goes on where "
            "it stood.",
        ) from error


def recipe(sizes: Plan) -> str:
    """Give the hash of all that a population depends on: sizes, seed, this package, the names."""
    total = hashlib.sha256(f"{sizes.requests}:{sizes.people}:{sizes.seed}".encode())
    sources = sorted(Path(__file__).parent.glob("*.py"))
    for path in (one for one in sources if one.stem not in _NO_MAKERS):
        total.update(path.read_bytes())
    total.update(files("duly.match").joinpath("data/census_names.parquet").read_bytes())
    return total.hexdigest()


def clear(folder: Path) -> None:
    """Remove a population from the folder, and nothing else."""
    for path in (folder / _ABOUT, folder / _STATE, *_files(folder).values()):
        path.unlink(missing_ok=True)
    (folder / RESULT).unlink(missing_ok=True)
    for path in (folder / "answers").glob("*-tin_*"):
        path.unlink()


def _files(folder: Path) -> dict[str, Path]:
    names = ("person", "person_name", "person_address")
    return {
        **{name: folder / "roster" / f"{name}.parquet" for name in names},
        **{name: folder / f"{name}.parquet" for name in ("requests", "truth")},
    }


def _claim(folder: Path, mark: str) -> None:
    """Make the folder this recipe's own, or refuse."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "roster").mkdir(exist_ok=True)
    notes = [path for path in (folder / _ABOUT, folder / _STATE) if path.exists()]
    if not notes and not any(path.exists() for path in _files(folder).values()):
        _whole(folder / _STATE, lambda path: path.write_text(json.dumps({"recipe": mark})))
        return
    try:
        same = all(json.loads(path.read_text(encoding="utf-8"))["recipe"] == mark for path in notes)
    except (ValueError, KeyError, TypeError):
        same = False
    if not notes or not same:
        raise UsageError(
            "The folder holds another population, or one that another version of duly made.",
            "Choose another folder, the same numbers and seed, or add --overwrite.",
        )


@contextmanager
def _engine(folder: Path, threads: int | None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open DuckDB so that it spills into the folder and tells how far a statement is."""
    spill = folder / ".spill"
    con = connect(threads=threads)
    try:
        con.execute(f"SET temp_directory = {_quoted(spill)}").fetchall()
        con.execute("SET enable_progress_bar = true").fetchall()
        con.execute("SET enable_progress_bar_print = false").fetchall()
        yield con
    finally:
        con.close()
        shutil.rmtree(spill, ignore_errors=True)


def _build(
    con: duckdb.DuckDBPyConnection, folder: Path, sizes: Plan, tell: Progress
) -> dict[str, int]:
    """Write every file that is not there; return the rows of each."""
    draw, targets = Draws(sizes.seed), _files(folder)
    for old in folder.rglob(".*.part"):
        old.unlink()
    missing = [name for name, path in targets.items() if not path.exists()]
    if missing:
        _run(con, "tables", tell, lambda: make_tables(con, sizes))
        con.execute(roster.household_table(sizes)).fetchall()
    for name, query in (
        ("person", roster.person),
        ("person_name", roster.person_name),
        ("person_address", roster.person_address),
    ):
        if name in missing:
            _run(con, name, tell, partial(_export, con, query(draw, sizes), targets[name]))
    if "requests" in missing or "truth" in missing:
        for name, statement in (
            ("who is meant", requests_.candidate_table(draw, sizes)),
            ("their names and homes", requests_.meant_table(draw, sizes)),
            ("requests", requests_.request_table(draw, sizes)),
        ):
            _run(con, name, tell, partial(_execute, con, statement))
        _export(con, requests_.REQUESTS, targets["requests"])
        _export(con, requests_.TRUTH, targets["truth"])
    return {
        name: con.execute(f"SELECT count(*) FROM read_parquet({_quoted(path)})").fetchall()[0][0]
        for name, path in targets.items()
    }


def _run(
    con: duckdb.DuckDBPyConnection, stage: str, tell: Progress, work: Callable[[], object]
) -> None:
    """Do the work and tell every half second how many percent of its statement are done."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.5):
            tell(stage, max(int(con.query_progress()), 0), 100)

    watcher = threading.Thread(target=watch, daemon=True)
    tell(stage, 0, 100)
    watcher.start()
    try:
        work()
    finally:
        done.set()
        watcher.join()
    tell(stage, 100, 100)


def _execute(con: duckdb.DuckDBPyConnection, statement: str) -> None:
    con.execute(statement).fetchall()


def _export(con: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    def copy(part: Path) -> None:
        con.execute(
            f"COPY ({query}) TO {_quoted(part)} (FORMAT parquet, COMPRESSION zstd)"
        ).fetchall()

    _whole(path, copy)


def _whole(path: Path, write: Callable[[Path], object]) -> None:
    """Write beside the path, then move: the file is there whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    write(part)
    os.replace(part, path)  # noqa: PTH105  (the call whose atomicity POSIX promises)


def _about(sizes: Plan, counts: dict[str, int], mark: str) -> dict[str, Any]:
    return {
        "builder": "duly demo population",
        "version": duly.__version__,
        "recipe": mark,
        "seed": sizes.seed,
        "options": {"requests": sizes.requests, "people": sizes.people},
        "periods": list(YEARS),
        "counts": counts,
        "note": "Every person is invented. Cities and ZIP Codes are real, houses are not.",
    }


def _quoted(path: Path) -> str:
    """Write a path as an SQL string: COPY takes no parameter there."""
    return "'" + str(path).replace("'", "''") + "'"
