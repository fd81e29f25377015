"""``duly demo incident``: the disclosure of 2025 in small, on invented people, under both rules.

``duly demo`` alone is the same in the folder ``demo``; ``duly demo population`` is in
demo_population.py.
"""

import json as json_
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from duly.cli import common
from duly.cli.common import JsonFlag, QuietFlag
from duly.errors import StorageError
from duly.gateway.incident.build import IncidentFiles, build_incident
from duly.gateway.incident.replay import Replay, replay
from duly.gateway.policy import Policy
from duly.intake.batch import Done, Files, check_files
from duly.orders.load import load_registry
from duly.render.picture import ComparisonCounts, Outcomes, Reason, comparison_svg
from duly.render.words import NOT_ADVICE, SHORT

SENT_ON, LATER = date(2025, 8, 7), date(2026, 1, 15)
SEED = 20_250_807
SAID = {
    "decided": "the file as submitted",
    "cured-decided": "cured requests",
    "cured-decided-2026": "the cured requests under the orders of 2025",
    "cured-decided-2026-with-notice": "them once more, with notice to the court recorded",
}


def alone(context: typer.Context) -> None:
    """Invented people, to try the rules on. Without a command: the incident, in the folder demo."""
    if context.invoked_subcommand is None:
        incident()


def incident(
    folder: Annotated[Path, typer.Argument(help="Folder to make.")] = Path("demo"),
    rows: Annotated[int, typer.Option(min=1_000, help="How many requests to invent.")] = 12_800,
    seed: Annotated[int, typer.Option(help="Another seed, another population.")] = SEED,
    overwrite: Annotated[bool, typer.Option(help="Replace an older demo.")] = False,
    workers: Annotated[int, typer.Option(help="Processes.")] = 2,
    quiet: QuietFlag = False,
    json: JsonFlag = False,
) -> None:
    """Replay the disclosure of 7 August 2025 on invented people, under both sets of rules."""
    if folder.exists() and any(folder.iterdir()) and not overwrite:
        raise StorageError(
            f"{folder} exists already.", "Choose another folder, or add --overwrite."
        )
    folder.mkdir(parents=True, exist_ok=True)
    say: Callable[[str], None] = (lambda _: None) if quiet or json else common.talk().print
    say(f"Inventing {rows:,} requests and a roster (all people are invented) …")
    files = build_incident(folder, rows, seed)
    keys = folder / "keys"
    if not keys.exists():
        common.make_keys(keys)
    runs: dict[str, Done] = {}
    for name, given, as_of in _runs(files):
        say(f"Deciding {SAID[name]}, law as of {as_of} …")
        with common.progress_bar(quiet=quiet) as progress:
            runs[name] = check_files(
                given,
                folder / name,
                as_of=as_of,
                decided_on=as_of,
                policy=Policy(),
                keys=common.load_keys(keys),
                readings={"Q1": "R1", "Q4": "A"} if name == "decided" else {},
                workers=workers,
                overwrite=True,
                progress=progress,
            )
    found = replay(files, *(run.folder for run in runs.values()))
    counts = picture_counts(found)
    (folder / "comparison.svg").write_text(comparison_svg(counts), encoding="utf-8")
    numbers = _numbers(found, files)
    (folder / "replay.json").write_text(json_.dumps(numbers, indent=2) + "\n", encoding="utf-8")
    common.remember_run(folder / "decided")
    failed = [one for one in found.assertions if not one.holds]
    if json:
        common.print_json(numbers, int(bool(failed)))
    else:
        _print(folder, files, found)
    raise typer.Exit(int(bool(failed)))


def _runs(files: IncidentFiles) -> list[tuple[str, Files, date]]:
    cured = files.folder / "cured"
    return [
        (
            "decided",
            Files(files.requests, files.letter, files.custodian, comparisons=files.comparisons),
            SENT_ON,
        ),
        *(
            (
                name,
                Files(
                    cured / "requests.csv",
                    cured / "letter.toml",
                    files.folder / custodian / "custodian.toml",
                    roster=files.roster,
                    answers=cured / "answers.csv",
                ),
                day,
            )
            for name, custodian, day in (
                ("cured-decided", "cured", SENT_ON),
                ("cured-decided-2026", "cured", LATER),
                ("cured-decided-2026-with-notice", "cured-with-notice", LATER),
            )
        ),
    ]


def picture_counts(found: Replay) -> ComparisonCounts:
    """The numbers of the picture, from the replay."""
    legacy = found.legacy["v-b"]
    return ComparisonCounts(
        legacy_tin=legacy.tin,
        legacy_address=legacy.address,
        every=_outcomes(found.every),
        sent=_outcomes(found.sent),
        reasons=tuple(Reason(text, rows) for text, rows in found.reasons),
    )


def _outcomes(counts: Mapping[str, int]) -> Outcomes:
    return Outcomes(**{word.lower(): number for word, number in counts.items()})


def _numbers(found: Replay, files: IncidentFiles) -> dict[str, Any]:
    return {
        "rows": files.strata.rows,
        "law_as_of": SENT_ON.isoformat(),
        "orders_last_verified": str(load_registry().last_verified_on),
        "legacy": {name: asdict(one) for name, one in found.legacy.items()},
        "duly": dict(found.every),
        "duly_on_what_the_old_rules_sent": dict(found.sent),
        "reasons": [{"says": text, "rows": rows} for text, rows in found.reasons],
        "assertions": [asdict(one) for one in found.assertions],
        "note": "all people invented; see README.txt for what is synthetic",
    }


def _print(folder: Path, files: IncidentFiles, found: Replay) -> None:
    console = common.out()
    legacy = found.legacy["v-b"]
    console.print(
        f"\nLaw as of {SENT_ON}, orders last verified {load_registry().last_verified_on}. "
        "All people are invented.\n"
    )
    console.print(
        f"{files.strata.rows:,} requests, the same rows under both sets of rules", style="bold"
    )
    table = Table(box=None, padding=(0, 2))
    table.add_column("")
    table.add_column("rules of 2025", justify="right")
    table.add_column("duly", justify="right")
    released = sum(found.every.get(word, 0) for word in ("SHALL", "MAY"))
    table.add_row("addresses sent", f"{legacy.released:,}", f"{released:,}", style="bold")
    for word in ("HOLD", "DENY", "BARRED"):
        if found.every.get(word):
            table.add_row(f"not sent: {word}, {SHORT[word]}", "–", f"{found.every[word]:,}")
    console.print(table)
    sent = sum(found.sent.get(word, 0) for word in ("SHALL", "MAY"))
    reasons = Table(
        box=None,
        padding=(0, 1),
        title=f"\nOf the {legacy.released:,} that the old rules sent, duly sends {sent:,}. "
        "In the way (a row may have several):",
        title_justify="left",
        title_style="bold",
        show_header=False,
    )
    reasons.add_column(justify="right", no_wrap=True, min_width=9)
    reasons.add_column(ratio=1)
    for text, rows in found.reasons:
        reasons.add_row(f"{rows:,}", text)
    console.print(reasons)
    checks = Table(
        box=None,
        padding=(0, 1),
        title="\nWhat must hold of the replay",
        title_justify="left",
        title_style="bold",
        show_header=False,
    )
    checks.add_column(no_wrap=True)
    checks.add_column(no_wrap=True)
    checks.add_column(ratio=1)
    for one in found.assertions:
        checks.add_row(common.sign(one.holds), one.id, f"{one.says}\n{one.found}")
    console.print(checks)
    console.print(f"\nPicture: {folder / 'comparison.svg'}   Files: {folder / 'README.txt'}")
    duly = common.program()
    console.print(f"Read one refusal:       {duly} why {found.example}")
    console.print(f"Read a cured request:   {duly} why C-001 --in {folder / 'cured-decided'}")
    console.print(f"Check every decision:   {duly} verify {folder / 'decided'}")
    console.print(NOT_ADVICE, style="dim")
