"""``duly match``: explain one match, and measure the error of matching on a labelled sample."""

import os
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from duly.cli import common
from duly.cli.common import JsonFlag, QuietFlag
from duly.errors import StorageError, UsageError
from duly.gateway.matches import error, read_match
from duly.gateway.measure import measure as measure_sample
from duly.gateway.measure import read_sample, table_text
from duly.gateway.reopen import applied_in, open_row
from duly.match import MATCH_REASONS, Cell, read_table, shipped_table, use_roster
from duly.match.measured import pooled
from duly.render.matching import error_table, errors, evidence, explained
from duly.store.engine import connect
from duly.store.files import whole_file


def explain(
    row: Annotated[str, typer.Argument(help="request_id, reference, or row number in the file.")],
    in_: Annotated[
        Path | None, typer.Option("--in", help="Folder of the run (default: the last one here).")
    ] = None,
    errors_: Annotated[
        Path | None, typer.Option("--errors", help="The error table of that run, if your own.")
    ] = None,
    json: JsonFlag = False,
) -> None:
    """Show what a match rests on: the evidence as a table, then its measured error as bars."""
    folder = common.run_folder(in_)
    found = open_row(folder, row)
    _, _, manifest = applied_in(folder)
    match, compared = read_match(folder, str(found.decision["request_id"]))
    policy = found.applied.policy.match
    matching = manifest["matching"]
    table = read_table(errors_) if errors_ else shipped_table()
    same = table.sha256 == matching["errors_sha256"]
    cells = table.under(policy.rivals, policy.relatives_percent)
    rows = errors(match["cell"], cells, matching["released_cells"])
    bounded = policy.profile == "default"
    if json:
        common.print_json(
            {
                "request_id": match["request_id"],
                "answer": match["answer"],
                "reason": match["reason"],
                "because": MATCH_REASONS[match["reason"]],
                "cell": match["cell"],
                "evidence": evidence(match, compared),
                "measured": [{"what": name, **error(cell)} for name, cell in rows],
                "measured_on_the_table_of_the_run": same,
                "profile": policy.profile,
                "rivals": policy.rivals,
                "relatives_percent": policy.relatives_percent,
                "pooled_bound_per_million": policy.pooled_bound if bounded else None,
                "roster_sha256": manifest["roster"]["sha256"],
                "rules_sha256": matching["rules_sha256"],
            }
        )
        return
    console = common.out()
    basis = (
        f"Profile {policy.profile}, {policy.rivals} rivals, {policy.relatives_percent} % relatives'"
        f" TINs assumed; roster {manifest['roster']['sha256'][:12]}, rules "
        f"{matching['rules_sha256'][:12]}."
    )
    console.print(
        explained(
            match,
            compared,
            measured=rows,
            bound=policy.pooled_bound if bounded else None,
            basis=basis,
            next_command=f"{common.program()} why {match['request_id']} --in {folder}",
        )
    )
    if not same:
        common.talk().print("The run used another error table than the one shown: --errors FILE.")


def measure(
    sample: Annotated[
        Path, typer.Argument(help="CSV or Parquet: the request's columns, and person_id.")
    ],
    roster: Annotated[Path, typer.Option(help="The roster: folder, roster.toml or prepared file.")],
    as_of: Annotated[
        str | None, typer.Option(help="Day that the roster's years count back from.")
    ] = None,
    name: Annotated[str, typer.Option(help="A name for the sample, kept in the table.")] = "sample",
    relatives: Annotated[
        int, typer.Option(help="Share of the sample with a relative's TIN: 1, 5 or 10 %.")
    ] = 1,
    out: Annotated[Path | None, typer.Option(help="Write the table here, for --errors.")] = None,
    workers: Annotated[int | None, typer.Option(help="Processes.")] = None,
    overwrite: Annotated[bool, typer.Option(help="Replace an older table.")] = False,
    quiet: QuietFlag = False,
    json: JsonFlag = False,
) -> None:
    """Count on your own labelled sample how often each kind of match is wrong, with its bound.

    person_id is the key of the person really meant, blank if that person is not on the roster.
    """
    if relatives not in {1, 5, 10}:
        raise UsageError("--relatives is not 1, 5 or 10.", "Choose the nearest share above yours.")
    if out is not None and out.exists() and not overwrite:
        raise StorageError(f"{out.name} exists already.", "Choose another, or add --overwrite.")
    day = common.parse_date(as_of, "--as-of") or common.today()
    processes = workers or min(os.cpu_count() or 1, 8)
    with (
        tempfile.TemporaryDirectory(prefix="duly-measure-") as work,
        connect(Path(work) / "work.duckdb", threads=processes) as con,
        common.progress_bar(quiet=quiet) as progress,
    ):
        progress("roster", 0, None)
        use_roster(con, roster, as_of=day, workers=processes)
        rows = read_sample(con, sample)
        progress("match", 0, rows)
        cells = measure_sample(con, data=name, relatives_percent=relatives, workers=processes)
    if out is not None:
        with whole_file(out, overwrite=overwrite) as path:
            path.write_text(table_text(cells), encoding="utf-8")
    if json:
        listed = [{"rivals": c.rivals, "cell": c.cell, **error(c)} for c in cells]
        common.print_json({"rows": rows, "cells": listed, "table": str(out) if out else None})
        return
    console = common.out()
    for rivals in ("near", "wide"):
        some = [cell for cell in cells if cell.rivals == rivals]
        total = [(f"all, by {second}", _by(some, second)) for second in _SECONDS]
        shown = [(c.cell, c) for c in some if c.answers] + total
        console.print(error_table(shown, f"{rows:,} requests, {rivals} rivals"))
        console.print()
    console.print(
        "A cell is name level; address level; middle name; second identifier. Few answers give a"
        " wide bound: with none wrong it takes 200,000 answers for a bound of 15 per million."
    )
    if out is not None:
        console.print(f"Written: {out}. Use it with duly check request --errors {out}")


_SECONDS = ("tin+dob", "tin", "dob", "none")


def _by(cells: list[Cell], second: str) -> Cell:
    return pooled(cell for cell in cells if cell.cell.endswith(f";{second}"))
