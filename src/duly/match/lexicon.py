"""Which spellings are known names: the Census list, and the roster itself.

A spelling one slip away from a name may be that name misspelt, or another name (Brian and
Briana). The lexicon tells; sql/compare.sql says how.
"""

import hashlib
from functools import cache
from importlib.resources import as_file, files

import duckdb

from duly.match.nicknames import related_first_names

_NAMES = files("duly.match").joinpath("data/census_names.parquet")


def create_lexicon_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Write ``match_first_name`` and ``match_last_name`` (name, listed, people), each name once.

    ``listed``: it stands in the list of the 1990 Census. ``people``: how many on the roster
    carry it (table roster_lexicon).
    """
    with as_file(_NAMES) as path:
        for kind in ("first", "last"):
            con.execute(
                f"""
                CREATE OR REPLACE TEMP TABLE match_{kind}_name AS
                SELECT name, bool_or(listed) AS listed, max(people) AS people
                FROM (
                    SELECT name, true AS listed, 0 AS people
                    FROM read_parquet($path) WHERE starts_with(kind, $kind)
                    UNION ALL
                    SELECT name, false, people FROM roster_lexicon WHERE kind = $kind
                )
                GROUP BY name
                """,
                {"path": str(path), "kind": kind},
            ).fetchall()


@cache
def lexicon_hash() -> str:
    """Hash of the Census list and of the short forms of first names, for the receipt."""
    total = hashlib.sha256(_NAMES.read_bytes())
    for pair in sorted(related_first_names()):
        total.update("\n".join((*pair, "")).encode())
    return total.hexdigest()
