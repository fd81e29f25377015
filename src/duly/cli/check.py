"""``duly check request``: decide a request file."""

import os
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from duly.cli import common
from duly.cli.common import JsonFlag, QuietFlag
from duly.errors import UsageError
from duly.gateway.policy import Policy
from duly.intake.batch import Files, check_files
from duly.intake.case import try_case
from duly.law.provision import FORUMS
from duly.match import MatchPolicy
from duly.orders.load import load_registry
from duly.render.doors import door_data, doors_page
from duly.render.terminal import run_summary
from duly.render.words import NOT_ADVICE


def request(
    file: Annotated[
        Path,
        typer.Argument(
            help="CSV, Parquet, JSON lines or XLSX, one row a person; or one case (.toml)."
        ),
    ],
    letter: Annotated[
        Path | None, typer.Option(help="The header letter (TOML or JSON); a case needs none.")
    ] = None,
    custodian: Annotated[
        Path | None, typer.Option(help="What only the custodian knows (TOML).")
    ] = None,
    roster: Annotated[
        Path | None,
        typer.Option(help="The custodian's roster: folder, roster.toml or prepared file."),
    ] = None,
    comparisons: Annotated[
        Path | None, typer.Option(help="Address comparisons made by hand (CSV).")
    ] = None,
    answers: Annotated[
        Path | None, typer.Option(help="What persons decided, question by question (CSV).")
    ] = None,
    orders: Annotated[
        list[Path] | None, typer.Option(help="Your own folder of court orders (repeatable).")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the results.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Law as of this date (default today).")] = None,
    decided_on: Annotated[
        str | None, typer.Option(help="Date of the decision (default today).")
    ] = None,
    forum: Annotated[
        str, typer.Option(help=f"Where it would be litigated: {', '.join(FORUMS)}.")
    ] = FORUMS[0],
    matching: Annotated[
        str, typer.Option(help="default (asks for a second identifier) or statute-only.")
    ] = "default",
    rivals: Annotated[
        str, typer.Option(help="Who else could be meant: near, or wide (fewer are answered).")
    ] = "near",
    relatives: Annotated[
        int, typer.Option(help="Assumed share of requests with a relative's TIN: 1, 5 or 10 %.")
    ] = 1,
    errors: Annotated[
        Path | None, typer.Option(help="Your own error table, from duly match measure.")
    ] = None,
    map_: Annotated[
        list[str] | None, typer.Option("--map", help="theirs=ours: rename a column (repeatable).")
    ] = None,
    what_if: Annotated[
        str | None, typer.Option(help="Count under other readings, such as Q1=R1,Q4=A.")
    ] = None,
    keys: Annotated[Path | None, typer.Option(help="Folder of the keys (or DULY_KEYS).")] = None,
    workers: Annotated[
        int | None, typer.Option(help="Processes (default: cores, at most 8).")
    ] = None,
    fail_on: Annotated[
        str | None, typer.Option(help="Exit 1 if a row is refused, or refused or held (hold).")
    ] = None,
    doors: Annotated[
        bool, typer.Option("--doors", help="Try every other provision too (see duly why).")
    ] = False,
    overwrite: Annotated[bool, typer.Option(help="Replace an older folder of results.")] = False,
    quiet: QuietFlag = False,
    json: JsonFlag = False,
) -> None:
    """Decide each row of a request file alone: outcome, reasons, law, next step, receipt.

    A case file (.toml) is one person: every provision is tried on it, and nothing is kept.
    Nothing is disclosed by this command. A processed batch exits 0 whatever its rows say.
    """
    if fail_on not in {None, "refused", "hold"}:
        raise UsageError(
            "--fail-on is neither refused nor hold.", "Write --fail-on refused or --fail-on hold."
        )
    day = common.today()
    on = common.parse_date(as_of, "--as-of") or day
    decided = common.parse_date(decided_on, "--decided-on") or max(on, day)
    if file.suffix.lower() == ".toml":
        given = (
            letter,
            custodian,
            roster,
            comparisons,
            answers,
            out,
            errors,
            map_,
            what_if,
            fail_on,
        )
        if any(given) or doors or overwrite:
            raise UsageError(
                "a case file is all of its input, and leaves no folder.",
                "Put letter, custodian and answers into the case file (duly template case).",
            )
        chosen = policy(forum, matching, rivals, relatives)
        _case(file, orders or [], on, decided, chosen, json=json)
    if letter is None:
        raise UsageError(
            "a request file needs its header letter.",
            "Add --letter (duly template letter), or give one case as a .toml file.",
        )
    files = Files(
        requests=file,
        letter=letter,
        custodian=custodian,
        roster=roster,
        errors=errors,
        comparisons=comparisons,
        answers=answers,
        orders=tuple(orders or ()),
        mapping=pairs(map_ or [], "--map"),
    )
    target = out or Path(f"{file.stem}-decided")
    key_pair = common.load_keys(keys)
    with common.progress_bar(quiet=quiet) as progress:
        done = check_files(
            files,
            target,
            as_of=on,
            decided_on=common.parse_date(decided_on, "--decided-on") or day,
            policy=policy(forum, matching, rivals, relatives),
            keys=key_pair,
            readings=pairs(what_if.split(",") if what_if else [], "--what-if"),
            workers=workers or min(os.cpu_count() or 1, 8),
            overwrite=overwrite,
            progress=progress,
            every_door=doors,
        )
    common.remember_run(target)
    counts = done.numbers["operating"]
    refused = counts.get("DENY", 0) + counts.get("BARRED", 0)
    held = counts.get("HOLD", 0)
    code = int(bool((fail_on and refused) or (fail_on == "hold" and held)))
    if json:
        common.print_json({**done.numbers, "folder": str(target)}, code)
    else:
        console = common.out()
        console.print(basis(done.numbers))
        console.print(run_summary(done.numbers, str(target), done.reasons))
        if not quiet:
            duly = common.program()
            console.print(f"To read one decision: {duly} why REQUEST_ID --in {target}")
            console.print(f"To check them all: {duly} verify {target}")
    raise typer.Exit(code)


def _case(
    file: Path, orders: list[Path], as_of: date, decided_on: date, chosen: Policy, *, json: bool
) -> None:
    """Try every provision on one case, and say which door is open. Always ends the command."""
    registry = load_registry(*orders)
    tried = try_case(file, registry, as_of=as_of, decided_on=decided_on, policy=chosen)
    verified = registry.last_verified_on
    if json:
        common.print_json(
            {
                "law_as_of": as_of.isoformat(),
                "decided_on": decided_on.isoformat(),
                "orders_last_verified": str(verified),
                "forum": chosen.forum,
                "items": [
                    {"item": one.item, "doors": [door_data(door) for door in one.doors]}
                    for one in tried
                ],
                "note": NOT_ADVICE,
            }
        )
        raise typer.Exit
    console = common.out()
    console.print(
        f"Law as of {as_of}, orders last verified {verified}; forum: {chosen.forum}\n"
        "Nothing is decided for the record, and nothing is kept.",
        style="dim",
    )
    for one in tried:
        console.print(doors_page(f"Item: {one.item.replace('_', ' ')}", one.doors))
    console.print(NOT_ADVICE, style="dim")
    raise typer.Exit


def basis(numbers: "dict[str, object] | object") -> str:
    """The line that every output carries: which law, which orders."""
    get = numbers.get  # type: ignore[union-attr]
    return (
        f"Law as of {get('law_as_of')}, orders last verified {get('orders_last_verified')}, "
        f"decided on {get('decided_on')}. {get('provision')}."
    )


def policy(forum: str, matching: str, rivals: str, relatives: int) -> Policy:
    """Build the policy from the options. Raises UsageError."""
    try:
        match = MatchPolicy(
            profile=matching,  # type: ignore[arg-type]
            rivals=rivals,  # type: ignore[arg-type]
            relatives_percent=relatives,
        )
        return Policy(forum=forum, match=match)
    except ValueError as error:
        raise UsageError(f"{error}.", "See: duly check request --help") from None


def pairs(texts: list[str], option: str) -> dict[str, str]:
    """Read options of the form ``left=right``. Raises UsageError."""
    found = {}
    for text in texts:
        left, sign, right = (part.strip() for part in text.partition("="))
        if not (left and sign and right):
            raise UsageError(
                f"{option} takes the form left=right.",
                "Write for example --map Surname=last_name, or --what-if Q1=R1,Q4=A.",
            )
        found[left] = right
    return found
