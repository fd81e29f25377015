"""Rules that answer a request with a person, run over the files of a population.

They stand here to be counted. duly decides by none of them: the first two are those of August
2025 (duly.gateway.legacy), the third is the one by which the Social Security Administration
verifies names, the last two are what a careful clerk would do by hand.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from duly.gateway.legacy import name_control, zip_proxy

if TYPE_CHECKING:
    import duckdb

RULES: dict[str, str] = {
    "tin_name_control": "TIN, 4 letters of surname",
    "tin_zip": "rule of 2025: 5 or 9 digits too",
    "ssa_evs": "TIN, Social Security's name rule",
    "exact": "name and address, each letter",
    "exact_tin": "name, address, TIN, each letter",
}
"""Each rule with what it says, in the order of the table."""


def answers(rule: str) -> str:
    """Write the query (request_id, person_id) of a rule over the tables that ``prepare`` makes.

    A request that a rule ties to two people is not answered.
    """
    query = {
        "tin_name_control": lambda: _by_tin(
            f"{name_control('m.last')} = {name_control('r.last_name')}"
        ),
        "tin_zip": lambda: (
            f"""SELECT a.* FROM ({answers("tin_name_control")}) a
            JOIN legacy_request q USING (request_id) WHERE {zip_proxy("q.address")}"""
        ),
        "ssa_evs": lambda: _by_tin(_evs()),
        "exact": lambda: _exact("TRUE"),
        "exact_tin": lambda: _exact("r.tin = p.tin"),
    }[rule]()
    return f"""SELECT request_id, min(person_id) AS person_id FROM ({query})
        GROUP BY request_id HAVING count(DISTINCT person_id) = 1"""


def prepare(con: "duckdb.DuckDBPyConnection", folder: Path, tin: str) -> None:
    """Make the views that the rules read; ``tin`` is tin_1, tin_5 or tin_10.

    The file of 2025 held whole records, so every name of the three years counts as on file.
    """
    for view, query in {
        "legacy_request": f"SELECT *, {tin} AS tin FROM {_parquet(folder / 'requests.parquet')}",
        "legacy_person": f"SELECT person_id, tin FROM {_parquet(folder / 'roster/person.parquet')}",
        "legacy_name": "SELECT DISTINCT person_id, first, last FROM "
        f"{_parquet(folder / 'roster/person_name.parquet')} WHERE last IS NOT NULL",
        "legacy_parts": f"SELECT * FROM {_parquet(folder / 'roster/person_address.parquet')}",
    }.items():
        con.execute(f"CREATE OR REPLACE TEMP VIEW {view} AS {query}").fetchall()


def _by_tin(names_agree: str) -> str:
    """Write a rule that looks up the number and then compares names.

    Materialized, so that the engine never begins with all names that agree: there are too many.
    """
    return f"""
      WITH found AS MATERIALIZED (
        SELECT r.request_id, r.first_name, r.last_name, p.person_id
        FROM legacy_request r JOIN legacy_person p ON p.tin = r.tin
      )
      SELECT r.request_id, r.person_id FROM found r JOIN legacy_name m USING (person_id)
      WHERE {names_agree}"""


def _letters(column: str) -> str:
    return f"regexp_replace(upper(strip_accents({column})), '[^A-Z]', '', 'g')"


def _evs() -> str:
    """Write the name rule: seven letters and the initial, four and four, or one letter off."""
    ours, theirs = _letters("m.last"), _letters("r.last_name")
    first, their_first = _letters("m.first"), _letters("r.first_name")
    initial = f"left({first}, 1) = left({their_first}, 1)"
    return f"""({initial} AND (left({ours}, 7) = left({theirs}, 7)
          OR damerau_levenshtein(left({ours}, 7), left({theirs}, 7)) <= 1))
        OR (left({ours}, 4) = left({theirs}, 4) AND left({first}, 4) = left({their_first}, 4))"""


def _exact(also: str) -> str:
    """Write the join on name and whole address, capitals aside and ZIP+4 cut to ZIP."""
    parts = ("number", "street", "city", "state")
    place = " AND ".join(f"upper(r.{part}) = a.{part}" for part in parts)
    return f"""
      WITH found AS MATERIALIZED (
        SELECT DISTINCT r.request_id, a.person_id, r.tin, upper(r.first_name) AS first,
          upper(r.last_name) AS last
        FROM legacy_request r JOIN legacy_parts a ON {place} AND left(r.zip, 5) = a.zip
          AND coalesce(upper(r.unit), '') = coalesce(a.unit, '')
      )
      SELECT r.request_id, r.person_id
      FROM found r JOIN legacy_name m USING (person_id, first, last)
        JOIN legacy_person p USING (person_id)
      WHERE {also}"""


def _parquet(path: Path) -> str:
    return "read_parquet('" + str(path).replace("'", "''") + "')"
