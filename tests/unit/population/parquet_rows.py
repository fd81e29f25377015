"""Questions to the Parquet files of a population, in SQL."""

from pathlib import Path

import duckdb

from duly.gateway.population import Population


def rows(query: str, **files: Path) -> list[tuple]:
    """The rows of a query in which {name} stands for a Parquet file."""
    named = {name: f"read_parquet('{path}')" for name, path in files.items()}
    with duckdb.connect() as con:
        return con.execute(query.format(**named)).fetchall()


class Asked:
    """A population whose files can be asked by name."""

    def __init__(self, made: Population) -> None:
        self.made = made
        self.files = {path.stem: path for path in made.folder.rglob("*.parquet")}

    def __call__(self, query: str) -> list[tuple]:
        return rows(query, **self.files)

    def number(self, query: str) -> float:
        """The one number that a query gives."""
        [[found]] = self(query)
        return found
