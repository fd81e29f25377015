"""The bulk engine, opened one way everywhere: quiet, bounded, without the network."""

from pathlib import Path

import duckdb

MEMORY = "1800MB"


def connect(path: Path | None = None, *, threads: int | None = None) -> duckdb.DuckDBPyConnection:
    """Open DuckDB in memory or on a file, with bounded memory.

    No progress bar of its own (stdout is for data), no extension is fetched, and rows keep
    their order where a statement asks for none.
    """
    con = duckdb.connect(
        str(path) if path else ":memory:",
        config={"autoinstall_known_extensions": False, "memory_limit": MEMORY},
    )
    con.execute("SET enable_progress_bar = false")
    if threads is not None:
        con.execute(f"SET threads = {max(int(threads), 1)}")
    return con
