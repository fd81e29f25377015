"""``duly doctor``: is this installation sound, and if not, what to do."""

import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Annotated

import typer

import duly
from duly.cli import common
from duly.cli.common import JsonFlag
from duly.errors import DulyError
from duly.law import index
from duly.law.fact import days
from duly.law.theorems import narrows
from duly.match.gate import classify, tables_hash
from duly.orders.load import load_registry
from duly.orders.overlay import overlay

NEEDED = ("duckdb", "pyarrow", "sqlglot", "z3-solver", "pydantic", "typer", "rich", "cryptography")


@dataclass(frozen=True)
class Check:
    """One thing looked at. ``ok`` None is a warning: it works, and somebody should know."""

    name: str
    ok: bool | None
    says: str
    what_to_do: str = ""


def doctor(
    orders: Annotated[
        list[Path] | None, typer.Option("--orders", help="Your own folder of orders (repeatable).")
    ] = None,
    keys: Annotated[Path | None, typer.Option(help="Folder of the keys (or DULY_KEYS).")] = None,
    json: JsonFlag = False,
) -> None:
    """Check program, law, orders, address tables and keys; exit 1 if something is wrong."""
    checks = [
        _guarded("program", _program),
        _guarded("law", _law),
        _guarded("orders", lambda: _orders(orders or [])),
        _guarded("overlay proof", lambda: _proof(orders or [])),
        _guarded("address tables", _gate),
        _guarded("keys", lambda: _keys(keys)),
    ]
    code = int(any(check.ok is False for check in checks))
    today = common.today().isoformat()
    try:
        verified = str(load_registry(*(orders or ())).last_verified_on)
    except DulyError:
        verified = "not known"
    if json:
        common.print_json(
            {
                "law_as_of": today,
                "orders_last_verified": verified,
                "checks": [asdict(check) for check in checks],
            },
            code,
        )
        raise typer.Exit(code)
    console = common.out()
    console.print(f"Law as of {today}, orders last verified {verified}.")
    for check in checks:
        console.print(common.sign(check.ok), f"{check.name}: {check.says}")
        if check.what_to_do:
            console.print(f"  What to do: {check.what_to_do}")
    raise typer.Exit(code)


def _guarded(name: str, look: Callable[[], Check]) -> Check:
    try:
        return look()
    except DulyError as error:
        return Check(name, False, str(error), error.what_to_do)


def _program() -> Check:
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in NEEDED)
    python = ".".join(str(part) for part in sys.version_info[:3])
    return Check("program", True, f"duly {duly.__version__} on Python {python}; {versions}")


def _law() -> Check:
    today = days(common.today())
    provisions = [p for p in index.PROVISIONS if p.in_force(today)]
    return Check(
        "law",
        True,
        f"{len(provisions)} provisions, {sum(len(p.leaves()) for p in provisions)} elements, "
        f"hash {index.law_hash()[:16]}…",
    )


def _orders(folders: list[Path]) -> Check:
    registry = load_registry(*folders)
    verified = registry.last_verified_on
    age = (common.today() - verified).days if verified else None
    says = f"{len(registry.orders)} orders, last verified {verified}"
    if age is None or age > 7:
        return Check(
            "orders",
            None,
            f"{says}: stale",
            "Check the dockets, then set last_verified_on in your own registry folder; until "
            "then whatever depends on a stale order is held.",
        )
    return Check("orders", True, says)


def _proof(folders: list[Path]) -> Check:
    registry = load_registry(*folders)
    provision = index.find("26 USC 6103(i)(2)", days(common.today()))
    theorem = narrows(provision, overlay(provision, registry, decided_on=common.today()))
    if theorem.holds:
        return Check("overlay proof", True, theorem.says)
    return Check("overlay proof", False, f"Not proved: {theorem.says}", "Report this registry.")


def _gate() -> Check:
    ok = not classify("Don't Care 12345").present and bool(
        classify("1600 Elm Street, Springfield, IL 62701").complete
    )
    return Check("address tables", ok, f"hash {tables_hash()[:16]}…")


def _keys(given: Path | None) -> Check:
    folder = common.keys_folder(given)
    if not folder.exists():
        return Check("keys", None, f"none in {folder}", "Make them with: duly keys init")
    common.load_keys(given)
    return Check("keys", True, f"both in {folder}, readable by their owner alone")
