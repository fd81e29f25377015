"""``duly rescore`` and ``duly order impact``: finished runs under other law."""

from pathlib import Path
from typing import Annotated, Any

import typer

from duly.cli import common
from duly.cli.common import JsonFlag, QuietFlag
from duly.errors import InputError, UsageError
from duly.gateway.rescore import Impact, Rescored, history_of, impact, rescore
from duly.gateway.run import MANIFEST
from duly.law.theorems import Theorem
from duly.orders.load import load_registry
from duly.orders.ruling import Ruling, read_ruling
from duly.render.history import moves_table, proofs
from duly.render.words import NOT_ADVICE
from duly.store.files import whole_file

Runs = Annotated[
    list[Path] | None,
    typer.Argument(help="Folders of runs, or folders that hold them (default: the last one here)."),
]
Folders = Annotated[
    list[Path] | None, typer.Option("--orders", help="Your own folder of orders (repeatable).")
]


def rescore_(
    runs: Runs = None,
    ruling: Annotated[
        Path | None, typer.Option(help="The ruling (TOML): readings, orders, ends.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Write the rows that would differ to this CSV file.")
    ] = None,
    overwrite: Annotated[bool, typer.Option(help="Replace an older file.")] = False,
    quiet: QuietFlag = False,
    json: JsonFlag = False,
) -> None:
    """Lay a ruling over decisions that were made before it: what would now come out otherwise.

    The decisions themselves are never changed.
    """
    if ruling is None:
        raise UsageError("a ruling is needed.", "Add --ruling FILE (see docs/how-to/rulings.md).")
    read = read_ruling(ruling)
    folders = run_folders(runs)
    if out is not None and len(folders) > 1:
        raise UsageError("--out takes one run at a time.", "Name one run.")
    found: list[Rescored] = []
    with common.progress_bar(quiet=quiet) as progress:
        for number, folder in enumerate(folders):
            progress("law", number, len(folders))
            history = history_of(folder)
            if out is None:
                found.append(rescore(history, read, rows_to=None, file=ruling.name))
                continue
            with whole_file(out, overwrite=overwrite) as path:
                found.append(rescore(history, read, rows_to=path, file=ruling.name))
        progress("law", len(folders), len(folders))
    if json:
        common.print_json(
            {
                "ruling": _ruling_data(read),
                "runs": [_rescored_data(one) for one in found],
                "rows_file": str(out) if out else None,
                "note": f"A what-if about history, not a decision. {NOT_ADVICE}",
            }
        )
        return
    console = common.out()
    console.print(f"{read.ruling_id}, {read.court} {read.docket}, {read.dated}: {read.says}")
    for one in found:
        history = one.history
        console.print(
            f"\n{history.folder}: {history.cite}, law as of {history.as_of}, {one.rows:,} rows, "
            f"{one.differing:,} would come out otherwise.",
            style="bold",
        )
        console.print(moves_table(one.moves, "decided", "would be"))
        for sentence in _proofs(one):
            console.print(sentence)
    if out is not None:
        console.print(f"The rows that would differ are in {out}.")
    console.print(f"A what-if about history, not a decision. {NOT_ADVICE}", style="dim")


def impact_(
    order_id: Annotated[str, typer.Argument(help="For example CTR-PI.")],
    runs: Runs = None,
    orders: Folders = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="The day for pending rows (default today).")
    ] = None,
    json: JsonFlag = False,
) -> None:
    """Show which past and pending decisions a court order touches."""
    on = common.parse_date(as_of, "--as-of") or common.today()
    registry = load_registry(*(orders or ()))
    try:
        order = registry.get(order_id)
    except KeyError:
        raise InputError(
            "the registry has no order with this id.", "See duly order list."
        ) from None
    found = []
    for folder in run_folders(runs):
        history = history_of(folder)
        found.append((history, impact(history, registry, order_id, on=on)))
    if json:
        common.print_json(
            {
                "order": order_id,
                "as_of": on.isoformat(),
                "orders_last_verified": str(registry.last_verified_on),
                "runs": [_impact_data(str(h.folder), h.cite, one) for h, one in found],
                "note": NOT_ADVICE,
            }
        )
        return
    console = common.out()
    console.print(f"{order.order_id} ({order.cite}): {order.title}")
    for history, one in found:
        console.print(f"\n{history.folder}: {history.cite}", style="bold")
        if one is None:
            console.print("It says nothing about disclosure under this provision.")
            continue
        console.print(
            f"Decided as of {history.as_of}: of {one.rows:,} rows it restrains or holds "
            f"{one.reached:,}; {one.decisive:,} would have come out otherwise without it."
        )
        console.print(
            f"Pending (open or held): {one.pending:,}. On {one.on} it restrains or holds "
            f"{one.pending_reached:,} of them."
        )
    console.print(NOT_ADVICE, style="dim")


def run_folders(runs: list[Path] | None) -> list[Path]:
    """The runs that are named, those inside named folders, or the last one here."""
    if not runs:
        return [common.run_folder(None)]
    found: list[Path] = []
    for folder in runs:
        inside = sorted(path.parent for path in folder.glob(f"*/{MANIFEST}"))
        named = [folder] if (folder / MANIFEST).is_file() else inside
        if not named:
            raise InputError(
                "this is no run of duly, and holds none.",
                "Name a folder that duly check request wrote.",
                file=str(folder),
            )
        found += named
    return list(dict.fromkeys(found))


def _proofs(one: Rescored) -> list[str]:
    if not one.concerned:
        says = "The ruling does not concern this provision: it settles no question of it, and no"
        return [f"{says} order of it restrains disclosure under it."]
    said = proofs("the ruling", one.only_narrows, one.only_widens)
    if not one.same_law:
        said.append("The run was decided under an earlier text of the law as encoded.")
    return said


def _ruling_data(ruling: Ruling) -> dict[str, Any]:
    return ruling.model_dump(mode="json")


def _theorem(theorem: Theorem | None) -> bool | None:
    return None if theorem is None else theorem.holds


def _rescored_data(one: Rescored) -> dict[str, Any]:
    return {
        "folder": str(one.history.folder),
        "provision": one.history.cite,
        "law_as_of": one.history.as_of.isoformat(),
        "rows": one.rows,
        "differing": one.differing,
        "moves": [{"decided": o, "would_be": w, "rows": n} for (o, w), n in one.moves.items()],
        "only_narrows": _theorem(one.only_narrows),
        "only_widens": _theorem(one.only_widens),
        "decided_under_the_same_text": one.same_law,
        "concerned": one.concerned,
    }


def _impact_data(folder: str, cite: str, one: Impact | None) -> dict[str, Any]:
    if one is None:
        return {"folder": folder, "provision": cite, "concerned": False}
    return {
        "folder": folder,
        "provision": cite,
        "concerned": True,
        "law_as_of": one.history.as_of.isoformat(),
        "rows": one.rows,
        "reached": one.reached,
        "decisive": one.decisive,
        "on": one.on.isoformat(),
        "pending": one.pending,
        "pending_reached": one.pending_reached,
    }
