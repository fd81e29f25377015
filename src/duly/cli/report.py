"""``duly report``: the record of all requests, the yearly reports, and what a person may see."""

import csv
import json as json_text
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import duckdb
import typer
from rich.table import Table

from duly.cli import common
from duly.cli.common import JsonFlag, QuietFlag
from duly.cli.rescore import Runs, run_folders
from duly.errors import InputError, UsageError, VerificationError
from duly.gateway.accountable import GROUNDS
from duly.gateway.accounting import (
    FIELDS,
    OWN,
    PREVIOUS,
    Run,
    build_records,
    check_chain,
    open_runs,
    resolve_releases,
    write_records,
)
from duly.gateway.reports import RETENTION, Agency, Person, Year, person, totals, yearly
from duly.intake.releases import read_releases
from duly.render import reports as pages
from duly.render.words import NOT_ADVICE
from duly.store.engine import connect
from duly.store.files import safe_cell, whole_folder

RECORDS, TOTALS = "accounting.parquet", "totals.json"
Releases = Annotated[
    Path | None,
    typer.Option(help="What was disclosed: CSV, Parquet or XLSX (see docs/how-to/reports.md)."),
]
Overwrite = Annotated[bool, typer.Option(help="Replace an older report.")]
KEEP = "Keep the last hash elsewhere: with it anyone can tell a record that was written anew."


def accounting(
    runs: Runs = None,
    out: Annotated[Path | None, typer.Option(help="Folder to make.")] = None,
    releases: Releases = None,
    check: Annotated[
        Path | None, typer.Option(help="Check an older record instead: its folder.")
    ] = None,
    overwrite: Overwrite = False,
    quiet: QuietFlag = False,
    json: JsonFlag = False,
) -> None:
    """Write the record of all requests, refusals too, that 26 USC 6103(p)(3)(A) asks for."""
    if check is not None:
        _check(check, quiet=quiet, json=json)
        return
    out = _needed(out)
    with (
        common.progress_bar(quiet=quiet) as progress,
        _target(out, overwrite=overwrite) as (folder, con),
    ):
        opened = _loaded(con, runs, releases, progress)
        rows = build_records(con, opened)
        last = write_records(con, folder / RECORDS, progress)
        progress("write", 0, None)
        _records_csv(con, folder)
        agencies = totals(con)
        _csv(folder / "totals.csv", _total_rows(agencies))
        found = {
            "records": rows,
            "last_hash": last,
            "agencies": [asdict(one) for one in agencies],
            "retention": RETENTION,
        }
        (folder / TOTALS).write_text(
            json_text.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
        )
    if json:
        common.print_json({"folder": str(out), **found, "note": NOT_ADVICE})
        return
    console = common.out()
    console.print(f"{rows:,} records in {out}, one for each request, refused ones too.")
    console.print(_totals_table(agencies))
    for one in agencies:
        if one.against:
            console.print(
                f"{one.agency}: {one.against:,} request(s) disclosed against the decision. "
                "Tell the privacy officer and counsel.",
                style="bold",
            )
    console.print(f"Last hash: {last}")
    if not quiet:
        console.print(KEEP)
        console.print(RETENTION)
    console.print(NOT_ADVICE, style="dim")


def yearly_(
    year: Annotated[int, typer.Argument(help="Calendar year.", min=1976, max=2199)],
    runs: Runs = None,
    releases: Releases = None,
    out: Annotated[Path | None, typer.Option(help="Folder to make.")] = None,
    overwrite: Overwrite = False,
    quiet: QuietFlag = False,
    json: JsonFlag = False,
) -> None:
    """Write the two yearly reports of 26 USC 6103(p)(3)(B) and (C)."""
    out = _needed(out)
    draft = common.today() <= date(year, 12, 31)
    with (
        common.progress_bar(quiet=quiet) as progress,
        _target(out, overwrite=overwrite) as (folder, con),
    ):
        opened = _loaded(con, runs, releases, progress)
        build_records(con, opened)
        progress("counting", 0, None)
        found = yearly(con, opened, year)
        _csv(folder / "public.csv", [pages.PUBLIC_HEADER, *pages.public_rows(found)])
        _csv(folder / "public-agencies.csv", [pages.AGENCIES_HEADER, *pages.agency_rows(found)])
        _csv(folder / "public-purposes.csv", [pages.PURPOSES_HEADER, *found.purposes])
        _csv(folder / "joint-committee.csv", [pages.COMMITTEE_HEADER, *found.committee])
        (folder / "public.md").write_text(pages.public_page(found, draft=draft), encoding="utf-8")
        (folder / "joint-committee.md").write_text(
            pages.committee_page(found, draft=draft), encoding="utf-8"
        )
    if json:
        common.print_json({"folder": str(out), **_year_data(found), "draft": draft})
        return
    console = common.out()
    console.print(f"Calendar year {year}, due on {found.due}. Pages and tables are in {out}.")
    shown = Table(box=None, padding=(0, 1))
    shown.add_column("agency")
    for name in ("requests", "instances", "taxpayers"):
        shown.add_column(name, justify="right")
    for agency, *numbers in pages.agency_rows(found):
        shown.add_row(str(agency), *(f"{number:,}" for number in numbers))
    console.print(shown)
    if draft:
        console.print("The year is not over: this is a draft.", style="bold")
    if not quiet:
        console.print("For you alone, in neither report:")
        for name, number in found.aside.items():
            console.print(f"{number:>9,}  {name.replace('_', ' ')}")
    console.print(NOT_ADVICE, style="dim")


def person_(
    key: Annotated[
        str, typer.Argument(help="A request_id, a keyed reference or, with a roster, a person_id.")
    ],
    runs: Runs = None,
    releases: Releases = None,
    review_on: Annotated[
        str | None, typer.Option(help="When the privacy officer looks again at what is held.")
    ] = None,
    quiet: QuietFlag = False,
    json: JsonFlag = False,
) -> None:
    """Show what one person may see of the disclosures about them, and count what is held."""
    review = common.parse_date(review_on, "--review-on")
    with common.progress_bar(quiet=quiet) as progress, connect() as con:
        opened = _loaded(con, runs, releases, progress)
        if not build_records(con, opened, key=key):
            raise InputError(
                "no request, reference or person with this key is in the runs.",
                "Take the request_id or the reference from decisions.csv, or the person_id from "
                "match.parquet; name the run, or the folder that holds it.",
            )
        found = person(con)
    if json:
        common.print_json(_person_data(found, review, releases))
        return
    _print_person(found, review, releases)


def _print_person(found: Person, review: date | None, releases: Path | None) -> None:
    console = common.out()
    console.print("Disclosures that the person may see (5 USC 552a(c))", style="bold")
    for one in found.shown:
        console.print(f"{one.date}  {one.recipient}, {one.address}")
        console.print(f"            nature: {one.nature}")
        console.print(f"            purpose: {one.purpose}")
    if not found.shown:
        console.print("None.")
    console.print(f"\nHeld for the privacy officer: {sum(found.held.values()):,}", style="bold")
    for why, number in found.held.items():
        console.print(f"{number:,}  {why}")
        console.print(f"   {GROUNDS[why]}")
    if found.held:
        console.print(
            f"To be looked at again on {review}."
            if review
            else "No review date is set: the privacy officer sets one with --review-on."
        )
    if releases is None:
        console.print("No releases were given (--releases), so no disclosure is known here.")
    console.print(f"\n{RETENTION}")
    console.print(NOT_ADVICE, style="dim")


def _person_data(found: Person, review: date | None, releases: Path | None) -> dict[str, Any]:
    return {
        "shown": [{**asdict(one), "date": one.date.isoformat()} for one in found.shown],
        "held_for_the_privacy_officer": [
            {"disclosures": number, "ground": why, "says": GROUNDS[why]}
            for why, number in found.held.items()
        ],
        "disclosures": found.disclosures,
        "releases_given": releases is not None,
        "review_on": review.isoformat() if review else None,
        "retention": RETENTION,
        "note": NOT_ADVICE,
    }


def _year_data(found: Year) -> dict[str, Any]:
    return {
        "year": found.year,
        "due": found.due.isoformat(),
        "public": [
            dict(zip(pages.PUBLIC_HEADER, row, strict=True)) for row in pages.public_rows(found)
        ],
        "agencies": [
            dict(zip(pages.AGENCIES_HEADER, row, strict=True)) for row in pages.agency_rows(found)
        ],
        "purposes": [dict(zip(pages.PURPOSES_HEADER, r, strict=True)) for r in found.purposes],
        "joint_committee": [
            dict(zip(pages.COMMITTEE_HEADER, row, strict=True)) for row in found.committee
        ],
        "taxpayers_counted_by_request": found.by_request,
        "for_the_custodian_alone": dict(found.aside),
        "note": NOT_ADVICE,
    }


def _needed(out: Path | None) -> Path:
    if out is None:
        raise UsageError("a folder for the result is needed.", "Add --out FOLDER.")
    return out


def _loaded(
    con: duckdb.DuckDBPyConnection,
    runs: list[Path] | None,
    releases: Path | None,
    progress: Any,  # noqa: ANN401 - the callback of common.progress_bar
) -> list[Run]:
    opened = open_runs(run_folders(runs), progress)
    progress("reading releases", 0, None)
    read_releases(con, releases)
    progress("building records", 0, None)
    resolve_releases(con, opened, releases.name if releases else "")
    return opened


@contextmanager
def _target(out: Path, *, overwrite: bool) -> Iterator[tuple[Path, duckdb.DuckDBPyConnection]]:
    """A folder that appears whole, and an engine whose tables lie beside it until then."""
    if overwrite and out.exists() and not _is_report(out):
        raise UsageError(
            f"{out} is not an older report of duly, so it is not replaced.",
            "Choose another folder.",
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    with whole_folder(out, overwrite=overwrite) as folder:
        work = Path(tempfile.mkdtemp(prefix=".duly-work-", dir=out.parent))
        try:
            with connect(work / "work.duckdb") as con:
                yield folder, con
            for path in folder.iterdir():
                path.chmod(0o600)
        finally:
            shutil.rmtree(work, ignore_errors=True)


def _is_report(out: Path) -> bool:
    known = {RECORDS, TOTALS, "accounting.csv", "totals.csv", "public.csv", "public.md"}
    known |= {"public-agencies.csv", "public-purposes.csv"}
    known |= {"joint-committee.csv", "joint-committee.md"}
    return out.is_dir() and {path.name for path in out.iterdir()} <= known


def _check(folder: Path, *, quiet: bool, json: bool) -> None:
    with common.progress_bar(quiet=quiet) as progress:
        records, last = check_chain(folder / RECORDS, progress)
    try:
        stated = json_text.loads((folder / TOTALS).read_bytes())
        same = (stated["records"], stated["last_hash"]) == (records, last)
    except (OSError, ValueError, KeyError, TypeError):
        raise InputError(
            "the totals beside the record cannot be read.",
            "Name a folder that duly report accounting wrote.",
            file=str(folder / TOTALS),
        ) from None
    if not same:
        raise VerificationError(
            "the record does not end where its totals say.",
            "Keep the folder as it is and tell the auditor.",
        )
    if json:
        common.print_json({"verified": True, "records": records, "last_hash": last})
        return
    console = common.out()
    console.print(f"Every one of {records:,} records follows from the one before it.")
    console.print(f"Last hash: {last}")
    console.print("Compare it with the one that was kept elsewhere when the record was written.")


def _records_csv(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """The records as CSV; a cell that would start a formula gets a ' in front."""
    source, target = (str(folder / n).replace("'", "''") for n in (RECORDS, "accounting.csv"))
    numbers = {"row", "instances"}
    cells = ", ".join(
        name
        if name in numbers
        else f"CASE WHEN regexp_matches({name}, '^''*[=+\\-@\\t\\r]') THEN '''' || {name} "
        f"ELSE {name} END AS {name}"
        for name in (*FIELDS, PREVIOUS, OWN)
    )
    con.execute(
        f"COPY (SELECT {cells} FROM read_parquet('{source}')) TO '{target}' (FORMAT csv, HEADER)"
    ).fetchall()


def _csv(path: Path, rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(
            [safe_cell(c) if isinstance(c, str) else c for c in r] for r in rows
        )


def _total_rows(agencies: Sequence[Agency]) -> list[Sequence[object]]:
    words = sorted({word for one in agencies for word in one.operating})
    names = ["requests_disclosed", "instances", "against", "early", "not_required"]
    names.append("not_known_if_required")
    rows: list[Sequence[object]] = [("agency", "requests", *words, *names)]
    for one in agencies:
        counts = [one.operating.get(word, 0) for word in words]
        rows.append((one.agency, one.requests, *counts, *(getattr(one, n) for n in names)))
    whole = [sum(int(str(row[place])) for row in rows[1:]) for place in range(1, len(rows[0]))]
    rows.append(("Total", *whole))
    return rows


def _totals_table(agencies: Sequence[Agency]) -> Table:
    """The totals in short; totals.csv has every column."""
    shown = Table(box=None, padding=(0, 1))
    shown.add_column("agency", ratio=1)
    shown.add_column("requests", justify="right")
    shown.add_column("decided", justify="left")
    shown.add_column("instances disclosed", justify="right")
    for one in agencies:
        decided = ", ".join(f"{word} {number:,}" for word, number in one.operating.items())
        shown.add_row(one.agency, f"{one.requests:,}", decided, f"{one.instances:,}")
    whole = (sum(one.requests for one in agencies), sum(one.instances for one in agencies))
    shown.add_row("Total", f"{whole[0]:,}", "", f"{whole[1]:,}", style="bold")
    return shown
