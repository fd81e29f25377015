"""``duly order``: the registry of court orders."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from duly.cli import common
from duly.cli.common import JsonFlag
from duly.errors import InputError
from duly.orders.describe import Description, describe
from duly.orders.load import Registry, load_registry
from duly.render.data import order_data
from duly.render.words import NOT_ADVICE

Folders = Annotated[
    list[Path] | None, typer.Option("--orders", help="Your own folder of orders (repeatable).")
]
AsOf = Annotated[str | None, typer.Option("--as-of", help="In force on this date.")]


def list_(orders: Folders = None, as_of: AsOf = None, json: JsonFlag = False) -> None:
    """List the orders known, what each does, and whether it stands on the date."""
    on = common.parse_date(as_of, "--as-of") or common.today()
    registry = load_registry(*(orders or ()))
    described = [(describe(order), order.in_force(on)) for order in registry.orders]
    if json:
        listed = [{**order_data(d), "in_force_on_date": stands} for d, stands in described]
        common.print_json(
            {
                "law_as_of": on.isoformat(),
                "orders_last_verified": str(registry.last_verified_on),
                "orders": listed,
            }
        )
        return
    table = Table(box=None, padding=(0, 1))
    for name in ("order", "from", "stands", "bars", "what it says"):
        table.add_column(name, no_wrap=name in {"order", "from"})
    for d, stands in described:
        table.add_row(
            d.order_id,
            _since(registry, d),
            _stands(d, stands),
            ", ".join(d.bars) or "–",
            d.title,
        )
    console = common.out()
    console.print(f"Law as of {on}, orders last verified {registry.last_verified_on}.")
    console.print(table)
    console.print(NOT_ADVICE, style="dim")


def show(
    order_id: Annotated[str, typer.Argument(help="For example CTR-PI.")],
    orders: Folders = None,
    as_of: AsOf = None,
    json: JsonFlag = False,
) -> None:
    """Show one order: court, dates, what is restrained, carve-outs, source and mark."""
    on = common.parse_date(as_of, "--as-of") or common.today()
    registry = load_registry(*(orders or ()))
    try:
        order = registry.get(order_id)
    except KeyError:
        raise InputError(
            "the registry has no order with this id.", "See duly order list."
        ) from None
    described = describe(order)
    if json:
        common.print_json(
            {
                "law_as_of": on.isoformat(),
                "orders_last_verified": str(registry.last_verified_on),
                **order_data(described),
                "in_force_on_date": order.in_force(on),
            }
        )
        return
    table = Table(box=None, show_header=False, padding=(0, 1))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    for name, value in order_data(described).items():
        if value:
            shown = "\n".join(value) if isinstance(value, list | tuple) else str(value)
            table.add_row(name.replace("_", " "), shown)
    table.add_row(f"stands on {on}", "yes" if order.in_force(on) else "no")
    console = common.out()
    console.print(f"Law as of {on}, orders last verified {registry.last_verified_on}.")
    console.print(table)
    console.print(NOT_ADVICE, style="dim")


def _stands(described: Description, stands: bool) -> str:
    """Whether it stands; an entry that restrains nobody has nothing to stand."""
    if not described.bars:
        return "–"
    return "yes" if stands else "no"


def _since(registry: Registry, described: Description) -> str:
    since = registry.get(described.order_id).effective_from
    return str(since) if since else "not found"
