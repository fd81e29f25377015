"""``duly roster build``: read a custodian's roster once, for many runs."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import duckdb
import typer
from rich.table import Table

from duly.cli import common
from duly.cli.common import JsonFlag, QuietFlag
from duly.errors import StorageError
from duly.match import Roster, build_roster, is_prepared_roster
from duly.store.engine import connect
from duly.store.files import whole_file


def build(
    source: Annotated[
        Path, typer.Argument(help="The folder with the three tables, or a mapping (TOML).")
    ],
    out: Annotated[Path, typer.Option(help="The prepared roster to write (.duckdb).")],
    as_of: Annotated[
        str | None, typer.Option(help="Last day of the years that count (default today).")
    ] = None,
    years: Annotated[int, typer.Option(min=1, max=100, help="Years that count.")] = 3,
    workers: Annotated[
        int | None, typer.Option(help="Processes (default: cores, at most 8).")
    ] = None,
    overwrite: Annotated[bool, typer.Option(help="Replace an older prepared roster.")] = False,
    quiet: QuietFlag = False,
    json: JsonFlag = False,
) -> None:
    """Check and normalise the custodian's roster, and keep it in one file for duly check.

    The file holds personal data as matching compares it. It appears whole or not at all.
    """
    if overwrite and out.exists() and not is_prepared_roster(out):
        raise StorageError(
            f"{out} is not a prepared roster, so it is not replaced.", "Choose another name."
        )
    day = common.parse_date(as_of, "--as-of") or common.today()
    processes = workers or min(os.cpu_count() or 1, 8)
    with common.progress_bar(quiet=quiet) as progress, whole_file(out, overwrite=overwrite) as part:
        progress("roster", 0, None)
        with _working_file(out.parent, processes) as (con, made):
            roster = build_roster(
                con,
                source,
                as_of=day,
                years=years,
                workers=processes,
                progress=lambda done, of: progress("roster addresses", done, of),
            )
            progress("write", 0, None)
            con.close()
            made.chmod(0o600)
            made.replace(part)
    if json:
        common.print_json(
            {
                **asdict(roster),
                "as_of": roster.as_of.isoformat(),
                "findings": list(findings(roster)),
                "file": str(out),
            }
        )
        return
    console = common.out()
    console.print(
        f"{roster.people:,} people, {roster.names:,} names, {roster.addresses:,} addresses; "
        f"{roster.years} years before {roster.as_of}. Hash {roster.sha256}."
    )
    if not quiet:
        console.print(_sources(roster))
    for finding in findings(roster):
        console.print(f"! {finding}")
    if not quiet:
        console.print(f"To use it: {common.program()} check request … --roster {out}")


def findings(roster: Roster) -> Iterator[str]:
    """What a custodian should know before relying on this roster; counts, never values."""
    if not roster.people:
        yield "The roster holds nobody: no request will find a person."
    for count in roster.sources:
        if count.tins_unusable:
            yield (
                f"{count.source}: {count.tins_unusable:,} of {count.tins:,} TINs are no "
                "nine-digit number and count as absent."
            )
        if count.rows_outside:
            yield (
                f"{count.source}: {count.rows_outside:,} of {count.rows:,} rows lie outside the "
                f"{roster.years} years and are left out."
            )
    persons = [count for count in roster.sources if count.table == "person" and count.rows]
    if persons and not any(count.tins for count in persons):
        yield "No person has a TIN: it cannot be the second identifier."
    if persons and not any(count.births for count in persons):
        yield "No person has a date of birth: it cannot be the second identifier."
    if roster.addresses_unusable:
        yield (
            f"{roster.addresses_unusable:,} of {roster.addresses:,} addresses have no number, "
            "street or place that can be read; such a person could be anywhere."
        )


def _sources(roster: Roster) -> Table:
    table = Table(box=None, padding=(0, 1))
    for title in ("table", "source"):
        table.add_column(title)
    for title in ("rows", "outside", "TINs", "unusable", "birth dates"):
        table.add_column(title, justify="right")
    for count in roster.sources:
        person = count.table == "person"
        table.add_row(
            count.table,
            count.source,
            f"{count.rows:,}",
            "" if person else f"{count.rows_outside:,}",
            f"{count.tins:,}" if person else "",
            f"{count.tins_unusable:,}" if person else "",
            f"{count.births:,}" if person else "",
        )
    return table


@contextmanager
def _working_file(folder: Path, threads: int) -> Iterator[tuple[duckdb.DuckDBPyConnection, Path]]:
    """Open a database in a folder of its own, which only its owner can read, and remove it.

    What does not fit into memory is written there too. Raises StorageError if the disk or the
    memory does not suffice.
    """
    work = Path(tempfile.mkdtemp(prefix=".duly-work-", dir=folder))
    try:
        path = work / "roster.duckdb"
        with connect(path, threads=threads) as con:
            yield con, path
    except (duckdb.IOException, duckdb.OutOfMemoryException):
        raise StorageError(
            "The disk or the memory does not suffice for this roster.",
            "Make room beside the file that is written: about twice the size of the sources.",
        ) from None
    finally:
        shutil.rmtree(work, ignore_errors=True)
