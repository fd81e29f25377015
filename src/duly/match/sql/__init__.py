"""The SQL of matching, one file per step, read as text and run by DuckDB."""

import hashlib
from functools import cache
from importlib.resources import files


@cache
def statement(name: str) -> str:
    """Give the text of ``name``.sql in this folder."""
    return files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8")


@cache
def rules_hash() -> str:
    """Hash of all SQL of matching: with the tables, it settles every answer; for the receipt."""
    total = hashlib.sha256()
    for entry in sorted(files(__package__).iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".sql"):
            total.update(f"{entry.name}\n{entry.read_text(encoding='utf-8')}\n".encode())
    return total.hexdigest()
