"""``duly keys init``: the keys of a custodian."""

from pathlib import Path
from typing import Annotated

import typer

from duly.cli import common
from duly.cli.common import JsonFlag
from duly.gateway.receipt import public_key
from duly.store.keys import load_key


def init(
    folder: Annotated[
        Path | None, typer.Option("--keys", help="Folder (default DULY_KEYS or .duly/keys).")
    ] = None,
    json: JsonFlag = False,
) -> None:
    """Make the key for references and the key that signs receipts; never replace one."""
    made = common.make_keys(folder)
    public = public_key(load_key(made / "signing.key"))
    if json:
        common.print_json({"folder": str(made), "public_key": public})
        return
    console = common.out()
    console.print(f"Keys made in {made}, readable by you alone. Public key: {public}")
    console.print("Give the public key to whoever will verify. Custody: docs/how-to/keys.md.")
