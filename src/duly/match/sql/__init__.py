"""The SQL of matching, one file per step, read as text and run by DuckDB."""

from functools import cache
from importlib.resources import files


@cache
def statement(name: str) -> str:
    """Give the text of ``name``.sql in this folder."""
    return files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8")
