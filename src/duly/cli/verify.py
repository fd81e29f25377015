"""``duly verify``: decide a run anew from its receipt, offline, and compare."""

from pathlib import Path
from typing import Annotated

import typer

from duly.cli import common
from duly.cli.common import JsonFlag
from duly.gateway.reopen import verify_run


def verify(
    folder: Annotated[Path, typer.Argument(help="Folder of a run, or its manifest.json.")],
    key: Annotated[
        str | None,
        typer.Option(help="The custodian's public key (hex), learned in another way than this."),
    ] = None,
    json: JsonFlag = False,
) -> None:
    """Check signature, law, orders, every decision and the Merkle root of a run."""
    found = verify_run(common.run_folder(folder), expect_key=key)
    if json:
        common.print_json(
            {
                "verified": True,
                "law_as_of": found.as_of.isoformat(),
                "orders_last_verified": str(found.orders_verified),
                "rows": found.rows,
                "merkle_root": found.root,
                "public_key": found.public_key,
                "key_expected": key is not None,
                "checks": list(found.checks),
                "operating": dict(found.operating),
            }
        )
        return
    console = common.out()
    console.print(f"Law as of {found.as_of}, orders last verified {found.orders_verified}.")
    for check in found.checks:
        console.print(common.sign(True), check)
    console.print(f"Verified: {found.rows:,} decisions. Merkle root {found.root}")
    if key is None:
        console.print(
            f"Signed with {found.public_key}. Whose key that is, this file cannot show: ask the "
            "custodian in another way and repeat with --key."
        )
