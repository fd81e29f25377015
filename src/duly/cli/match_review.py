"""``duly match review``: the review queue in the order of the second scorer, and why.

It reads a run's folder and writes nothing: no answer changes here, and nothing is released.
"""

import json as json_text
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import duckdb
import typer
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from duly.cli import common
from duly.cli.common import JsonFlag
from duly.errors import InputError, UsageError
from duly.match import MATCH_REASONS, use_roster
from duly.match.second import (
    QUEUE_TABLE,
    REQUEST_COLUMNS,
    Waterfall,
    order_review,
    splink_module,
    waterfalls,
)
from duly.match.second_model import fixed_model
from duly.store.engine import connect

FILES = {
    "match_result": ("match.parquet", ("request_id", "answer", "reason")),
    "match_candidate": (
        "candidates.parquet",
        (
            "request_id", "person_id", "name_level", "address_level", "mi", "suffix_cmp",
            "tin_cmp", "dob_cmp", "vetoes", "rival",
        ),
    ),
    "match_requests": ("match_requests.parquet", REQUEST_COLUMNS),
}  # fmt: skip

NOTE = (
    "The order says which rows are quickest to look at. It changes no answer and releases nothing:"
    " whoever reviews decides. A weight is no probability: fields that depend on each other, as in"
    " a family, count twice."
)
_BAR = 24
_EACH_BAR = "█"


def review(
    roster: Annotated[
        Path,
        typer.Option(
            "--roster", help="The roster of that run: folder, roster.toml or prepared file."
        ),
    ],
    in_: Annotated[
        Path | None, typer.Option("--in", help="Folder of the run (default: the last one here).")
    ] = None,
    explain: Annotated[
        str | None, typer.Option("--explain", help="request_id: show its candidates' weights.")
    ] = None,
    top: Annotated[
        int, typer.Option("--top", min=0, help="How many rows of the queue to show; 0 shows all.")
    ] = 40,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="Day that the roster's years count back from (YYYY-MM-DD)."),
    ] = None,
    json: JsonFlag = False,
) -> None:
    """Order the review queue, clearest first, and explain a candidate field by field."""
    splink_module("splink")  # before minutes of reading
    folder = common.run_folder(in_)
    day = common.parse_date(as_of, "--as-of") or _day(folder)
    with _private_folder() as work, connect(work / "work.duckdb") as con:
        _read_run(con, folder)
        people = _read_roster(con, roster, day)
        order_review(con, people=people)
        if explain is not None:
            _explain(con, explain, people, as_json=json)
        else:
            _show(con, top, as_json=json)


def _day(folder: Path) -> date:
    """The day that the run was made for, from its manifest; today where it has none."""
    try:
        manifest = json_text.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        return date.fromisoformat(manifest["law_as_of"])
    except (OSError, ValueError, KeyError, TypeError):
        return common.today()


def _read_run(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Open the three files of the matching as views. Raises InputError if one is not as it was."""
    for table, (name, columns) in FILES.items():
        path = folder / name
        if not path.is_file():
            raise InputError(
                "The run's folder has no such file.",
                "Name the folder of a run that compared with a roster.",
                file=name,
            )
        try:
            con.from_parquet(str(path)).create_view(table)
            cursor = con.execute(f"SELECT * FROM {table} LIMIT 0")
        except duckdb.Error:
            raise InputError(
                "The file is not readable as Parquet.", "Run the matching again.", file=name
            ) from None
        present = {column[0] for column in cursor.description or []}
        missing = [column for column in columns if column not in present]
        if missing:
            raise InputError(
                "The columns are missing.",
                "Run the matching again with this version of duly.",
                file=name,
                column=", ".join(missing),
            )


def _read_roster(con: duckdb.DuckDBPyConnection, roster: Path, day: date) -> int:
    """Make the roster ready; give the number of people on it. Raises if it is not the run's."""
    found = use_roster(con, roster, as_of=day)
    absent = _number(
        con,
        "SELECT count(DISTINCT c.person_id) FROM match_candidate AS c "
        "JOIN match_result AS r USING (request_id) "
        "ANTI JOIN roster_person AS p ON p.person_id = c.person_id WHERE r.answer = 'review'",
    )
    if absent:
        raise InputError(
            f"{absent:,} of the persons in review are not on this roster.",
            "Name the roster with which the run was made.",
            file=roster.name,
        )
    return found.people


@contextmanager
def _private_folder() -> Iterator[Path]:
    """A folder that only its owner can read, gone afterwards also if something fails."""
    folder = Path(tempfile.mkdtemp(prefix="duly-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _number(con: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(con.execute(query).fetchall()[0][0])


def _show(con: duckdb.DuckDBPyConnection, top: int, *, as_json: bool) -> None:
    """Print the queue, or its beginning."""
    total = _number(con, f"SELECT count(*) FROM {QUEUE_TABLE}")
    rows = con.execute(
        f"SELECT place, request_id, reason, compared, weight, lead FROM {QUEUE_TABLE} "
        "ORDER BY place LIMIT $top",
        {"top": top or total},
    ).fetchall()
    names = ("place", "request_id", "reason", "candidates", "weight", "lead")
    if as_json:
        queue = [dict(zip(names, row, strict=True)) for row in rows]
        common.print_json(
            {"in_review": total, "queue": queue, "model": fixed_model()["about"], "note": NOTE}
        )
        return
    table = Table(box=None, padding=(0, 1), title_justify="left", title_style="bold")
    table.title = f"Review queue: {total:,} requests, clearest first"
    for name in ("order", "request", "reason"):
        table.add_column(name, justify="right" if name == "order" else "left", overflow="fold")
    for name in ("candidates", "best, bits", "lead, bits"):
        table.add_column(name, justify="right")
    for place, request_id, reason, compared, weight, lead in rows:
        table.add_row(
            f"{place:,}", str(request_id), str(reason), f"{compared:,}", _bits(weight), _bits(lead)
        )
    console = common.out()
    console.print(table)
    if len(rows) < total:
        console.print(Text(f" … and {total - len(rows):,} more (--top 0 shows all).", style="dim"))
    console.print(Text(f"\n{NOTE}", style="dim"))


def _explain(
    con: duckdb.DuckDBPyConnection, request_id: str, people: int, *, as_json: bool
) -> None:
    """Print the waterfall of each candidate: the table first, the bars second."""
    row = con.execute(
        f"SELECT place, reason FROM {QUEUE_TABLE} WHERE request_id::VARCHAR = $id",
        {"id": request_id},
    ).fetchall()
    if not row:
        raise UsageError(
            "no request with this request_id is in review.",
            "Take one from the queue: leave --explain out.",
        )
    place, reason = row[0]
    found = waterfalls(con, request_id, people=people)
    cursor = con.execute(
        "SELECT person_id, suffix_cmp AS suffix, vetoes, rival FROM match_candidate "
        "WHERE request_id::VARCHAR = $id",
        {"id": request_id},
    )
    rules = {str(person): (suffix, vetoes, rival) for person, suffix, vetoes, rival in
             cursor.fetchall()}  # fmt: skip
    if as_json:
        common.print_json(
            {
                "request_id": request_id,
                "place": place,
                "reason": reason,
                "candidates": [
                    {
                        **asdict(one),
                        **dict(
                            zip(("suffix", "vetoes", "rival"), rules[one.person_id], strict=True)
                        ),
                    }
                    for one in found
                ],
                "model": fixed_model()["about"],
                "note": NOTE,
            }
        )
        return
    console = common.out()
    console.print(Text(f"Request {request_id}, order {place:,} in the queue", style="bold"))
    console.print(Text(MATCH_REASONS.get(reason, reason)))
    if not found:
        console.print(Text("Nobody was compared: the address alone sends this row to review."))
    for one in found:
        console.print(Group(Text(), *_candidate(one, rules[one.person_id])))
    console.print(Text(f"\n{NOTE}", style="dim"))


def _candidate(one: Waterfall, rules: tuple[Any, Any, Any]) -> list[RenderableType]:
    suffix, vetoes, rival = rules
    said = [f"suffix: {suffix}".replace("_", " ")] if suffix and suffix != "absent" else []
    said += [f"contradicts: {vetoes}"] if vetoes else []
    said += ["a rival of the one that fits"] if rival else []
    head = Text(f"Candidate {one.rank}: person {one.person_id}", style="bold")
    if said:
        head.append(f" ({'; '.join(said)})", style="not bold")
    table = Table(box=None, padding=(0, 1))
    table.add_column("field", no_wrap=True)
    table.add_column("compared", ratio=1)
    table.add_column("bits", justify="right", no_wrap=True)
    table.add_row("start", one.start_says, _bits(one.start))
    for bar in one.bars:
        table.add_row(bar.title, bar.compared, _bits(bar.bits))
    table.add_row(
        Text("total", style="bold"),
        "for" if one.total >= 0 else "against",
        Text(_bits(one.total), "bold"),
    )
    return [head, table, Text(), _bars(one)]


def _bars(one: Waterfall) -> RenderableType:
    """One bar per field on one scale; to the left counts against, to the right for."""
    steps = [("start", one.start), *((bar.title, bar.bits) for bar in one.bars)]
    steps.append(("total", one.total))
    widest = max(1.0, *(abs(bits) for _, bits in steps))
    table = Table(box=None, show_header=False, padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    for title, bits in steps:
        length = round(_BAR * abs(bits) / widest)
        left = (_EACH_BAR * length if bits < 0 else "").rjust(_BAR)
        right = _EACH_BAR * length if bits > 0 else ""
        shown = Text(left, style="red")
        shown.append("│", style="dim").append(right, style="green")
        table.add_row(title, shown)
    return table


def _bits(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:+.1f}" if round(value, 1) else "0"
