"""``duly time``: one decided case at every date on which law, order or reading changes."""

from pathlib import Path
from typing import Annotated

import typer

from duly.cli import common
from duly.cli.common import JsonFlag
from duly.errors import UsageError
from duly.gateway.reopen import open_row
from duly.gateway.timeline import timeline
from duly.orders.load import load_registry
from duly.render.timeline import timeline_data, timeline_page, timeline_svg
from duly.render.words import NOT_ADVICE
from duly.store.files import whole_file


def time(
    row: Annotated[str, typer.Argument(help="request_id, reference, or row number in the file.")],
    in_: Annotated[
        Path | None, typer.Option("--in", help="Folder of the run (default: the last one here).")
    ] = None,
    orders: Annotated[
        list[Path] | None,
        typer.Option(
            help="The shipped orders and your own folder, in place of the run's (repeatable)."
        ),
    ] = None,
    since: Annotated[str | None, typer.Option(help="Begin on this date.")] = None,
    until: Annotated[str | None, typer.Option(help="End on this date (default today).")] = None,
    svg: Annotated[Path | None, typer.Option(help="Write the picture to this file.")] = None,
    json: JsonFlag = False,
) -> None:
    """Show one case at every date on which its answer could change. Facts stay as decided on."""
    folder = common.run_folder(in_)
    found = open_row(folder, row)
    registry = load_registry(*orders) if orders else found.registry
    first, last = common.parse_date(since, "--since"), common.parse_date(until, "--until")
    end = last or max(common.today(), found.applied.as_of)
    if first is not None and first > end:
        raise UsageError("--since lies after --until.", "Choose an earlier --since date.")
    spans = timeline(
        found.applied.provision.cite,
        registry,
        found.case,
        policy=found.applied.policy,
        first=first,
        last=end,
    )
    title = f"Request {found.decision['request_id']}, {found.applied.provision.cite}"
    if svg is not None:
        with whole_file(svg, overwrite=True) as path:
            path.write_text(timeline_svg(title, spans, end), encoding="utf-8")
    if json:
        common.print_json(
            {
                "request_id": found.decision["request_id"],
                "provision": found.applied.provision.cite,
                "orders_last_verified": str(registry.last_verified_on),
                "decided_as_of": found.applied.as_of.isoformat(),
                "spans": timeline_data(spans),
                "picture": str(svg) if svg else None,
                "note": NOT_ADVICE,
            }
        )
        return
    console = common.out()
    console.print(timeline_page(title, spans, end))
    console.print(
        f"Decided as of {found.applied.as_of}. Orders last verified {registry.last_verified_on}. "
        f"The facts are those that were decided on. {NOT_ADVICE}",
        style="dim",
    )
    if svg is not None:
        console.print(f"The picture is in {svg}.")
