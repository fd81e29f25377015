"""pseudopeople's own noise on our tables: write its source layout, call its public functions.

Only the columns we need hold values; the package skips a column that is wholly empty. Our own keys
travel in `simulant_id`, which the package never changes.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

os.environ.setdefault("TQDM_DISABLE", "1")

FIRST_LINE = "**1.4.2 - 01/01/24**\n"
"""First line of CHANGELOG.rst: pseudopeople 1.3 refuses a source of any other version."""
NOBODY_IS_LEFT_OUT = {
    "row_noise": {
        "do_not_respond": {"row_probability": 0.0},
        "omit_row": {"row_probability": 0.0},
        "duplicate_with_guardian": {
            "row_probability_in_households_under_18": 0.0,
            "row_probability_in_college_group_quarters_under_24": 0.0,
        },
    }
}
"""A census row is a request here: a household that does not answer has no meaning."""


def noise(
    con: duckdb.DuckDBPyConnection,
    dataset: str,
    select: str,
    target: str,
    folder: Path,
    *,
    seed: int,
    config: dict[str, Any] | None = None,
) -> None:
    """Let pseudopeople noise the rows of `select` (ordered!) and load them as table `target`.

    `select` gives the raw layout of `dataset`; columns it lacks are empty.
    """
    from pyarrow import Table

    source = folder / f"source-{target}"
    shutil.rmtree(source, ignore_errors=True)
    (source / dataset).mkdir(parents=True)
    (source / "CHANGELOG.rst").write_text(FIRST_LINE)
    con.execute(f"CREATE OR REPLACE TEMP VIEW wanted AS {select}")
    given = {name for (name, *_) in con.execute("DESCRIBE wanted").fetchall()}
    empty = [f"NULL::{kind} AS {name}" for name, kind in _layout(dataset) if name not in given]
    con.execute(f"""COPY (SELECT {", ".join(["*", *empty])} FROM wanted)
        TO '{source / dataset / dataset}.parquet' (FORMAT parquet)""")
    frame = _generator(dataset)(
        source=source, seed=seed, config={dataset: config} if config else None, year=None
    )
    noised = Table.from_pandas(frame, preserve_index=False)  # noqa: F841 - read by name below
    con.execute(f"CREATE OR REPLACE TEMP TABLE {target} AS SELECT * FROM noised")
    shutil.rmtree(source)


def request_config(times: int) -> dict[str, Any]:
    """The census configuration: every cell probability multiplied, nobody left out."""
    config: dict[str, Any] = dict(NOBODY_IS_LEFT_OUT)
    if times == 1:
        return config
    from pseudopeople import get_config

    columns = get_config()["decennial_census"]["column_noise"]
    config["column_noise"] = {
        column: {
            kind: {"cell_probability": times * values["cell_probability"]}
            for kind, values in kinds.items()
        }
        for column, kinds in columns.items()
    }
    return config


def _generator(dataset: str) -> Callable[..., Any]:
    import pseudopeople

    return {
        "taxes_1040": pseudopeople.generate_taxes_1040,
        "taxes_w2_and_1099": pseudopeople.generate_taxes_w2_and_1099,
        "decennial_census": pseudopeople.generate_decennial_census,
        "social_security": pseudopeople.generate_social_security,
    }[dataset]


def _layout(dataset: str) -> list[tuple[str, str]]:
    """Columns of the package's own raw file and their DuckDB types."""
    from pseudo import raw

    rows = duckdb.execute(f"DESCRIBE SELECT * FROM {raw(dataset)}").fetchall()
    return [(name, kind) for name, kind, *_ in rows if not name.startswith("__")]
