"""Decide matches once more from what a run keeps: one row per request, one per person compared.

Neither the roster nor the requests are needed. So a run can be verified, and measured under
another policy, from its own rows.
"""

from collections.abc import Sequence

import duckdb

from duly.match.matcher import RESULT_TABLE, create_answer_tables, decide_slice
from duly.match.policy import MatchPolicy

_MADE = (
    "request", "slice", "seen", "answer", "release", "judged", "tally", "others", "around",
    "verdict", "shown", "result_new", "candidate_new",
)  # fmt: skip


def replay_matches(
    con: duckdb.DuckDBPyConnection,
    results: str,
    candidates: str,
    policy: MatchPolicy,
    cells: Sequence[str],
    *,
    into: str = RESULT_TABLE,
) -> str:
    """Decide anew from tables in the form of match_result and match_candidate.

    Writes the temporary table ``into`` and gives its name. ``cells`` are the kinds of match that
    are released. Of ``results`` only ``request_id`` and ``hold`` are read.
    """
    con.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE match_request AS
        SELECT row_number() OVER (ORDER BY request_id) AS request_no, request_id, hold
        FROM {results};
        CREATE OR REPLACE TEMP TABLE match_slice AS SELECT * FROM match_request;
        CREATE OR REPLACE TEMP TABLE roster_person AS
        SELECT row_number() OVER (ORDER BY person_id) AS person_no, person_id
        FROM (SELECT DISTINCT person_id FROM {candidates});
        CREATE OR REPLACE TEMP TABLE match_seen AS
        SELECT
            r.request_no, p.person_no, c.name_level, c.mi, c.suffix_cmp, c.tin_cmp, c.dob_cmp,
            c.address_level, c.address_open, c.dependent_only
        FROM {candidates} AS c
        JOIN match_request AS r USING (request_id)
        JOIN roster_person AS p USING (person_id);
        """
    ).fetchall()
    try:
        create_answer_tables(con, cells)
        decide_slice(con, policy)
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE {into} AS SELECT * FROM match_result_new"
        ).fetchall()
    finally:
        con.execute("DROP TABLE IF EXISTS temp.roster_person").fetchall()
        for name in _MADE:
            con.execute(f"DROP TABLE IF EXISTS temp.match_{name}").fetchall()
    return into
