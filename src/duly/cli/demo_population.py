"""``duly demo population``: who would have been disclosed wrongly, rule by rule, at any size."""

import json as json_
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from duly.cli import common
from duly.cli.common import JsonFlag, QuietFlag
from duly.errors import UsageError
from duly.gateway.population.build import RESULT, SEED, build_population
from duly.gateway.population.measure import RELATIVES, Row, measure
from duly.render.words import NOT_ADVICE

NOTE = "All people are invented. How often a real file holds such rows is not known."
STAGES = {
    "tables": "names, streets and towns",
    "person": "inventing people",
    "person_name": "writing names on file",
    "person_address": "writing addresses on file",
    "who is meant": "choosing who is asked for",
    "their names and homes": "looking them up",
    "requests": "writing requests",
    "roster": "reading the roster",
    "addresses": "classing addresses",
    "match": "comparing with the roster",
    "splink": "linking by Splink",
    "tin_name_control": "the rule of TIN matching",
    "tin_zip": "the rule of 2025",
    "ssa_evs": "the rule of Social Security",
    "exact": "letter for letter",
    "exact_tin": "letter for letter, with TIN",
}


def population(
    folder: Annotated[Path, typer.Argument(help="Folder to make.")] = Path("population"),
    requests: Annotated[
        int,
        typer.Option(min=1, help="How many requests; the real file had 1280000."),
    ] = 12_800,
    seed: Annotated[int, typer.Option(min=0, help="Another seed, another population.")] = SEED,
    relatives: Annotated[
        int,
        typer.Option(help="Percent of requests with a relative's TIN: 1, 5 or 10."),
    ] = 1,
    workers: Annotated[int, typer.Option(min=1, help="Threads and processes.")] = 2,
    overwrite: Annotated[
        bool,
        typer.Option(
            "--overwrite/--resume", help="Begin anew, or go on with what the folder holds."
        ),
    ] = False,
    quiet: QuietFlag = False,
    json: JsonFlag = False,
) -> None:
    """Count on invented people whom each rule would have disclosed wrongly, duly among them.

    Builds about eight people for each request, three years of records and the requests, then
    runs the rules of 2025, an exact join, Splink (if installed) and duly.
    """
    if relatives not in RELATIVES:
        raise UsageError("--relatives is 1, 5 or 10.", "Choose one of the three.")
    with common.progress_bar(quiet=quiet) as bar:

        def progress(stage: str, done: int, of: int) -> None:
            bar(STAGES.get(stage, stage), done, of)

        made = build_population(
            folder, requests, seed=seed, progress=progress, threads=workers, overwrite=overwrite
        )
        rows = measure(made, relatives=relatives, workers=workers, progress=progress)
    found = {
        "requests": made.sizes.requests,
        "people": made.sizes.people,
        "seed": seed,
        "relatives_percent": relatives,
        "splink": any(row.rule == "splink" for row in rows),
        "rules": [asdict(row) for row in rows],
        "note": NOTE,
    }
    (folder / RESULT).write_text(json_.dumps(found, indent=2) + "\n", encoding="utf-8")
    if json:
        common.print_json(found)
    else:
        _print(folder, rows, made.sizes.requests, made.sizes.people, relatives)


def _print(folder: Path, rows: tuple[Row, ...], requests: int, people: int, relatives: int) -> None:
    console = common.out()
    console.print(
        f"\n{requests:,} requests about {people:,} people, {relatives} % of them with a relative's "
        "number: what each rule answers",
        style="bold",
    )
    table = Table(box=None, padding=(0, 1), collapse_padding=True, pad_edge=False)
    table.add_column("rule", min_width=31, no_wrap=True)
    for title, width in (
        ("answered", 9),
        ("wrong person", 6),
        ("disclosed on a defective address", 9),
        ("right", 9),
        ("household recall", 9),
        ("seconds", 7),
        ("peak memory, GB", 7),
    ):
        table.add_column(title, justify="right", max_width=width)
    for row in rows:
        table.add_row(
            row.says,
            f"{row.answered:,}",
            f"{row.wrong:,}",
            f"{row.defective:,}",
            f"{row.right:,}",
            f"{row.household_recall:.1%}",
            f"{row.seconds:,.1f}",
            f"{row.peak_bytes / 1e9:.1f}",
            style="bold" if row.rule.startswith("duly") else "",
        )
    console.print(table)
    if not any(row.rule == "splink" for row in rows):
        console.print("Splink is not installed; pip install duly[review] adds its line.")
    console.print(f"\nAs JSON, with bounds: {folder / RESULT}")
    console.print(NOTE)
    console.print(NOT_ADVICE, style="dim")
