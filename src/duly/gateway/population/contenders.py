"""Each contender's answers, made in a process of its own, so that time and memory are its own.

``RULES`` are the rules of rules.py, ``duly`` is this program's matcher, ``splink`` the linkage
library, if it is installed (the extra ``review``). Answers are kept in the folder ``answers``
and used again as long as nothing they depend on has changed.
"""

import hashlib
import json
import multiprocessing
import queue
import resource
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duly.errors import DulyError
from duly.gateway.population import rules

if TYPE_CHECKING:
    import duckdb

AS_OF = date(2025, 8, 7)
"""The day on which the requests are answered; the roster is of the three years before it."""

DULY: Mapping[str, str] = {
    "duly": "duly, TIN and date of birth",
    "duly_tin": "duly, TIN only",
}
SPLINK: Mapping[str, str] = {"splink": "Splink 5, p >= 0.9999, margin 7"}
SAYS: Mapping[str, str] = {**rules.RULES, **SPLINK, **DULY}

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A contender's answers: the file (request_id, person_id), seconds, peak memory in bytes."""

    rule: str
    path: Path
    seconds: float
    peak: int


@dataclass(frozen=True, slots=True)
class Task:
    """What a process is to do. ``rules`` share one preparation; ``tin`` is a column of requests."""

    folder: Path
    rules: tuple[str, ...]
    tin: str
    workers: int
    slices: int = 8


def contenders() -> tuple[tuple[str, ...], ...]:
    """Give the rules in the order of the table, those together that share a preparation."""
    alone = tuple((rule,) for rule in rules.RULES)
    splink = (("splink",),) if find_spec("splink") else ()
    return (*alone, *splink, tuple(DULY))


def run(task: Task, recipe: str, progress: Progress) -> tuple[Made, ...]:
    """Run a task in its own process, or take the answers that it left before.

    Raises the DulyError of the process; a fault in duly itself comes as one too.
    """
    key = _key(task, recipe)
    made = [_kept(task, rule, key) for rule in task.rules]
    if None not in made:
        return tuple(one for one in made if one is not None)
    context = multiprocessing.get_context("spawn")
    said: multiprocessing.Queue[Any] = context.Queue()
    process = context.Process(target=_child, args=(task, said))
    process.start()
    try:
        found = _listen(process, said, progress)
    finally:
        process.kill()
        process.join()
    for one in found:
        note = {**asdict(one), "path": one.path.name, "key": key}
        _note(task, one.rule).write_text(json.dumps(note) + "\n", encoding="utf-8")
    return found


def _listen(process: Any, said: Any, progress: Progress) -> tuple[Made, ...]:  # noqa: ANN401
    """Pass on what the process tells until it has finished."""
    while True:
        try:
            kind, content = said.get(timeout=1)
        except queue.Empty:
            if process.is_alive():
                continue
            raise _fault("the process of a contender was ended from outside") from None
        if kind == "progress":
            progress(*content)
        elif kind == "error":
            raise content
        else:
            return tuple(content)


def _child(task: Task, said: Any) -> None:  # noqa: ANN401 - a queue between processes
    """Make the answers of a task and tell them; runs in the new process."""
    try:
        said.put(("made", _make(task, lambda *told: said.put(("progress", told)))))
    except DulyError as error:
        said.put(("error", error))
    except Exception as error:  # noqa: BLE001 - a traceback may hold a value; name and place do not
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        said.put(("error", _fault(f"{type(error).__name__} at {place}")))


def _fault(what: str) -> DulyError:
    return DulyError(
        f"A fault in duly itself ({what}).", "Report this line; it holds nothing from your files."
    )


def _make(task: Task, tell: Progress) -> list[Made]:
    _note(task, task.rules[0]).parent.mkdir(exist_ok=True)
    if task.rules == tuple(DULY):
        return _duly(task, tell)
    if task.rules == tuple(SPLINK):
        return [_splink(task, tell)]
    (rule,) = task.rules
    tell(rule, 0, 1)
    with _engine(task) as con:
        rules.prepare(con, task.folder, task.tin)
        start = time.perf_counter()
        made = _write(con, task, rule, rules.answers(rule), start)
    tell(rule, 1, 1)
    return [made]


def _duly(task: Task, tell: Progress) -> list[Made]:
    """Match as duly check does. The roster is read once and its time counts for both rules."""
    from duly.match import MatchPolicy, load_roster, match_requests

    policy = MatchPolicy(slices=task.slices)
    with _engine(task) as con:
        start = time.perf_counter()
        load_roster(
            con,
            task.folder / "roster",
            as_of=AS_OF,
            workers=task.workers,
            progress=lambda done, of: tell("roster", done, of),
        )
        gated(con, task, tell)
        shared = time.perf_counter() - start
        made = []
        for rule, born in zip(DULY, ("q.date_of_birth", "NULL"), strict=True):
            start = time.perf_counter()
            con.execute(
                f"CREATE OR REPLACE TABLE to_match AS SELECT q.request_id, q.first_name, "
                f"q.middle_name, q.last_name, q.suffix, q.{task.tin} AS tin, "
                f"{born} AS date_of_birth, g.* EXCLUDE (request_id, suffix) "
                f"FROM {source(task)} q JOIN gate g USING (request_id)"
            ).fetchall()
            table = match_requests(
                con, "to_match", policy, progress=lambda done, of: tell("match", done, of)
            )
            answered = f"SELECT request_id, person_id FROM {table} WHERE answer = 'one'"
            made.append(_write(con, task, rule, answered, start - shared))
    return made


def gated(con: "duckdb.DuckDBPyConnection", task: Task, tell: Progress) -> None:
    """Make the table ``gate``: what the address gate says of every request's address."""
    from duly.match import classify_column

    rows = int(con.execute(f"SELECT count(*) FROM {source(task)}").fetchall()[0][0])
    step = 200_000
    for start in range(0, rows, step):
        part = con.sql(
            f"SELECT request_id, address FROM {source(task)} ORDER BY request_id "
            f"LIMIT {step} OFFSET {start}"
        ).to_arrow_table()
        found = classify_column(part.column("address"), workers=task.workers)
        found = found.add_column(0, "request_id", part.column("request_id"))
        con.register("gate_rows", found)
        verb = "INSERT INTO gate" if start else "CREATE OR REPLACE TABLE gate AS"
        con.execute(f"{verb} SELECT * FROM gate_rows").fetchall()
        con.unregister("gate_rows")
        tell("addresses", start + part.num_rows, rows)


_STREET = (
    "nullif(concat_ws(' ', nullif({0}predirectional, ''), nullif({0}street, ''), "
    "nullif({0}suffix, ''), nullif({0}postdirectional, '')), '')"
)
_PARTS = ", ".join(f"nullif({part}, '') AS {part}" for part in ("number", "city", "state", "zip5"))


def _splink(task: Task, tell: Progress) -> Made:
    """Link by Splink alone: complete addresses against the period's taxpayers, read as duly does.

    Only Splink's own work is timed: that both tables are spelled alike is given to it.
    """
    from duly.match import load_roster
    from duly.match.second_link import link, sure_answers

    with _engine(task) as con:
        load_roster(
            con,
            task.folder / "roster",
            as_of=AS_OF,
            workers=task.workers,
            progress=lambda done, of: tell("roster", done, of),
        )
        gated(con, task, tell)
        con.execute(f"""
            CREATE TABLE linked_person AS
            WITH latest AS (SELECT max(period) AS period FROM roster_address)
            SELECT DISTINCT p.person_id, n.first, n.middle[1] AS middle, n.last, a.number,
              {_STREET.format("a.")} AS street, a.unit, a.city, a.state, a.zip5
            FROM (SELECT * FROM roster_address SEMI JOIN latest USING (period)) a
              JOIN (SELECT person_no, first, middle, last
                FROM roster_name SEMI JOIN latest USING (period)) n USING (person_no)
              JOIN (SELECT person_no, person_id FROM roster_person) p USING (person_no)
            WHERE a.role <> 'dependent';
            CREATE TABLE linked_request AS
            SELECT {_plain("first_name")} AS first,
              {_plain("middle_name")}[1] AS middle, {_plain("last_name")} AS last, g.*
            FROM {source(task)} q JOIN (
              SELECT request_id, {_PARTS}, {_STREET.format("")} AS street,
                duly_unit(nullif(unit, '')) AS unit
              FROM gate WHERE address_class LIKE 'ok%') g USING (request_id);""").fetchall()
        start = time.perf_counter()
        link(
            con,
            "linked_request",
            "linked_person",
            chunks=task.slices,
            progress=lambda done, of: tell("splink", done, of),
        )
        return _write(con, task, "splink", sure_answers(), start)


def _plain(column: str) -> str:
    return f"nullif(regexp_replace(upper(strip_accents(q.{column})), '[^A-Z]', '', 'g'), '')"


def source(task: Task) -> str:
    """Write the request file as SQL."""
    return "read_parquet('" + str(task.folder / "requests.parquet").replace("'", "''") + "')"


@contextmanager
def _engine(task: Task) -> "Iterator[duckdb.DuckDBPyConnection]":
    """Open DuckDB on a working file in the folder, which is removed afterwards."""
    import shutil
    import tempfile

    from duly.store.engine import connect

    work = Path(tempfile.mkdtemp(prefix=".work-", dir=task.folder))
    try:
        with connect(work / "work.duckdb", threads=task.workers) as con:
            yield con
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _write(
    con: "duckdb.DuckDBPyConnection", task: Task, rule: str, query: str, start: float
) -> Made:
    path = _note(task, rule).with_suffix(".parquet")
    target = str(path).replace("'", "''")
    con.execute(f"COPY ({query} ORDER BY request_id) TO '{target}' (FORMAT parquet)").fetchall()
    return Made(rule, path, round(time.perf_counter() - start, 1), peak_memory())


def peak_memory() -> int:
    """Give the highest memory of this process so far, in bytes."""
    try:
        # Linux: what getrusage tells survives exec, and so would be that of the parent.
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _note(task: Task, rule: str) -> Path:
    return task.folder / "answers" / f"{rule}-{task.tin}.json"


def _kept(task: Task, rule: str, key: str) -> Made | None:
    """Give the answers that an earlier call left, if they are still those of this program."""
    note = _note(task, rule)
    try:
        told = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    path = note.with_suffix(".parquet")
    if told.get("key") != key or not path.is_file():
        return None
    return Made(rule, path, float(told["seconds"]), int(told["peak"]))


def _key(task: Task, recipe: str) -> str:
    """Give the hash of what answers depend on: the population, the rules, the matcher."""
    total = hashlib.sha256(f"{recipe}:{task.rules}:{task.tin}:{task.slices}".encode())
    here = Path(__file__)
    matcher = (path for path in (here.parents[2] / "match").rglob("*") if path.is_file())
    for path in (here, here.parent / "rules.py", here.parents[1] / "legacy.py", *sorted(matcher)):
        if "__pycache__" not in path.parts:
            total.update(path.read_bytes())
    return total.hexdigest()
