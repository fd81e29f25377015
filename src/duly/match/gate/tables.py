"""The gate's data files: reading them, and one hash over all of them.

The files stand in ``data/``; each begins with a comment that names its source and edition. A
decision that rests on the gate names ``TABLES_VERSION`` and ``tables_hash()``, so that it can be
made again.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import metadata, resources
from typing import Any, Final

TABLES_VERSION: Final = "2"
"""Edition of the tables and lexicons; raised by hand whenever a data file changes."""

FILES: Final = (
    "boxes.toml",
    "foreign.toml",
    "lexicon.toml",
    "roads.toml",
    "shared_zips.csv",
    "states.csv",
    "suffixes.csv",
    "words.toml",
)
"""Every data file of the gate, in the order in which they are hashed."""


def _bytes(name: str) -> bytes:
    return resources.files("duly.match").joinpath("gate", "data", name).read_bytes()


@cache
def toml(name: str) -> dict[str, Any]:
    """Return one TOML table by file name, read once per process."""
    return tomllib.loads(_bytes(name).decode())


def rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of one CSV table (no quoting; comment lines are left out)."""
    for line in _bytes(name).decode().splitlines():
        if line and not line.startswith("#"):
            yield line.split(",")


def zip_records() -> list[dict[str, Any]]:
    """Return the ZIP Code records of the ``zipcodes`` package (one per ZIP Code, offline).

    Not kept: the records take a hundred megabytes, and what is needed of them is in ``places``.
    """
    import zipcodes

    # The package ships no types for this function.
    records: list[dict[str, Any]] = zipcodes.list_all()  # type: ignore[no-untyped-call]
    return records


@cache
def tables_hash() -> str:
    """Return the SHA-256, in hex, over every table and lexicon and the ZIP data that the gate uses.

    Covers the bytes of each file in ``FILES`` and, for each ZIP Code, the fields read from the
    ``zipcodes`` package together with that package's version.
    """
    digest = hashlib.sha256(f"duly gate tables {TABLES_VERSION}\n".encode())
    for name in FILES:
        content = _bytes(name)
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    digest.update(f"zipcodes {metadata.version('zipcodes')}\n".encode())
    for record in sorted(zip_records(), key=lambda r: str(r["zip_code"])):
        fields = (
            record["zip_code"],
            record["state"],
            record["zip_code_type"],
            record["active"],
            record["city"],
            *record["acceptable_cities"],
            "",
            *record["unacceptable_cities"],
        )
        digest.update("\x1f".join(map(str, fields)).encode() + b"\n")
    return digest.hexdigest()
