"""What a batch looks like as a whole: values copied down, officers named for many people.

The law is applied row by row; these findings are shown beside the decisions, and two of them
are facts that the law's readings ask about.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from duly.gateway.policy import Policy

PER_PERSON = (
    "item",
    "periods",
    "statute",
    "reason",
    "matter_kind",
    "matter_id",
    "matter_status",
    "matter_opened_on",
    "us_party",
    "uses",
    "recipient_name",
    "recipient_employment",
    "recipient_role",
    "removal_order_final_on",
    "removal_order_ground",
)
"""Columns that speak about one taxpayer."""
DECISIVE = ("recipient_name", "matter_id", "reason")
"""Those whose copying suggests that the elements were not applied to each person."""


@dataclass(frozen=True, slots=True)
class Copied:
    """One column with the same value in every row. ``in_letter``: it stood in the letter."""

    column: str
    rows: int
    in_letter: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """The batch as a whole.

    ``officers`` counts distinct recipients, ``busiest`` the most people one of them is named
    for; ``same_reason`` the rows sharing the commonest reason.
    """

    rows: int
    copied: tuple[Copied, ...]
    officers: int
    busiest: int
    same_reason: int
    values_copied: bool


def measure(con: duckdb.DuckDBPyConnection, policy: Policy, in_letter: Sequence[str]) -> Scale:
    """Look at the table ``request``; nothing of a record's content is returned."""
    distinct = ", ".join(
        f"count(DISTINCT {name}) AS d_{name}, count({name}) AS n_{name}" for name in PER_PERSON
    )
    rows, *numbers = con.execute(f"SELECT count(*), {distinct} FROM request").fetchall()[0]
    counted = dict(zip(PER_PERSON, zip(numbers[::2], numbers[1::2], strict=True), strict=True))
    copied = tuple(
        Copied(name, rows, name in in_letter)
        for name, (values, filled) in counted.items()
        if rows > 1 and values == 1 and filled == rows
    )
    busiest, officers = con.execute(
        "SELECT coalesce(max(people), 0), count(*) FROM (SELECT count(*) AS people FROM request "
        "WHERE recipient_name IS NOT NULL GROUP BY recipient_name)"
    ).fetchall()[0]
    same_reason = con.execute(
        "SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM request "
        "WHERE reason IS NOT NULL GROUP BY reason)"
    ).fetchall()[0][0]
    return Scale(
        rows=rows,
        copied=copied,
        officers=officers,
        busiest=busiest,
        same_reason=same_reason,
        values_copied=rows >= policy.large_batch and any(c.column in DECISIVE for c in copied),
    )
