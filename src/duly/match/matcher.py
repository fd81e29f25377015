"""Who is meant: requests against the roster.

A request is answered ``one`` only if one person fits after normalisation, nobody else on the
whole roster could be meant, nothing contradicts, and, in the default profile, the TIN or the
date of birth is equal too. Everything else is told apart by reason. Names go through levels 0
to 4 and addresses through 0 to 7 (sql/macros.sql); which levels fit stands in sql/decide.sql,
and which kinds of match are released follows from their measured error (measured.py).
"""

from collections.abc import Callable, Sequence
from typing import Any

import duckdb

from duly.match.errors import RequestTableError
from duly.match.lexicon import create_lexicon_tables
from duly.match.measured import ErrorTable, shipped_table
from duly.match.names import create_fold_table, normalised_names
from duly.match.nicknames import create_nickname_table
from duly.match.policy import MatchPolicy
from duly.match.reasons import ANSWER_OF_REASON
from duly.match.sql import statement

REQUEST_COLUMNS = (
    "request_id", "first_name", "middle_name", "last_name", "suffix", "tin", "date_of_birth",
)  # fmt: skip

RESULT_TABLE = "match_result"
CANDIDATE_TABLE = "match_candidate"
ASKED_TABLE = "match_asked"

_GATE_PARTS = (
    "number", "predirectional", "street", "postdirectional", "po_box", "city", "state", "zip5",
    "line_key", "key",
)  # fmt: skip
# What a review needs of a request that a person must look at.
_ASKED = (
    "request_id", "first", "middle", "last", "suffix", "tin", "date_of_birth", "number",
    "predirectional", "street", "street_suffix", "postdirectional", "unit", "po_box", "city",
    "state", "zip5",
)  # fmt: skip

_WORKING_TABLES = (
    "request_raw", "request_named", "request", "nickname", "first_name", "last_name", "fold",
    "answer", "release", "wanted", "hit", "known", "known_name",
    "known_address", "heavy", "heavy_tin", "too_many", "slice", "pair",
    "name_seen", "named", "seen", "judged", "tally", "others", "around", "verdict", "shown",
    "result_new", "candidate_new",
)  # fmt: skip

Progress = Callable[[int, int], None]


def match_requests(
    con: duckdb.DuckDBPyConnection,
    requests: str,
    policy: MatchPolicy,
    progress: Progress | None = None,
    *,
    table: ErrorTable | None = None,
) -> str:
    """Match every row of the table ``requests`` and return the name of the result table.

    ``requests`` has REQUEST_COLUMNS and the gate's columns but for its ``suffix``: that name
    is taken by the person's own (JR), and the street's (ST) is read from ``line_key``.
    ``address_reasons`` is used if it is there. load_roster() must have run on ``con``.

    Writes ``match_result``, one row per request, and ``match_candidate``, one row per person
    compared at all closely, and ``match_asked``, the requests that a person must look at in the
    roster's form; all for the custodian alone. ``person_id`` is filled in only where
    the answer is ``one``. ``table`` is the measured error, by default the one that ships.
    ``progress`` is called with slices done and slices in all.
    """
    con.execute(statement("macros")).fetchall()
    for name in (
        RESULT_TABLE,
        CANDIDATE_TABLE,
        ASKED_TABLE,
    ):  # an older answer must not outlive a failure
        con.execute(f"DROP TABLE IF EXISTS {name}").fetchall()
    try:
        _prepare(con, requests, policy)
        create_answer_tables(con, policy.released_cells(table or shipped_table()))
        _run(con, "blocks", {"max_people_compared": policy.max_people_compared})
        slices = con.execute("SELECT DISTINCT slice FROM match_request ORDER BY slice").fetchall()
        for done, (number,) in enumerate(slices, start=1):
            _run(con, "compare", {"slice": number})
            decide_slice(con, policy)
            if progress is not None:
                progress(done, len(slices))
        for name in (RESULT_TABLE, CANDIDATE_TABLE):
            con.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM {name}_new").fetchall()
        con.execute(
            f"CREATE OR REPLACE TABLE {ASKED_TABLE} AS SELECT {', '.join(map(_q, _ASKED))} "
            f"FROM match_request JOIN {RESULT_TABLE} USING (request_id) "
            "WHERE answer IN ('review', 'ambiguous')"
        ).fetchall()
    finally:
        for name in _WORKING_TABLES:
            con.execute(f"DROP TABLE IF EXISTS match_{name}").fetchall()
    return RESULT_TABLE


def create_answer_tables(con: duckdb.DuckDBPyConnection, cells: Sequence[str]) -> None:
    """Write what ``decide_slice`` looks up, and the empty tables of results.

    ``cells`` are the kinds of match that policy releases. match_request must be there.
    """
    con.execute("CREATE OR REPLACE TEMP TABLE match_answer(reason VARCHAR, answer VARCHAR)")
    con.execute(
        "INSERT INTO match_answer SELECT unnest($reasons), unnest($answers)",
        {"reasons": list(ANSWER_OF_REASON), "answers": list(ANSWER_OF_REASON.values())},
    ).fetchall()
    con.execute("CREATE OR REPLACE TEMP TABLE match_release(cell VARCHAR)")
    con.execute(
        "INSERT INTO match_release SELECT unnest($cells::VARCHAR[])",
        {"cells": list(cells)},
    ).fetchall()
    con.execute(
        """
        CREATE OR REPLACE TEMP TABLE match_result_new AS
        SELECT request_id, '' AS answer, '' AS reason, '' AS comparison, '' AS cell,
            0 AS name_level, 0 AS address_level, '' AS mi, '' AS suffix_cmp, '' AS tin_cmp,
            '' AS dob_cmp, 0::BIGINT AS n_candidates, 0::BIGINT AS n_rivals, '' AS hold,
            '' AS person_id
        FROM match_request LIMIT 0;
        CREATE OR REPLACE TEMP TABLE match_candidate_new AS
        SELECT request_id, '' AS person_id, 0 AS name_level, 0 AS address_level, '' AS mi,
            '' AS suffix_cmp, '' AS tin_cmp, '' AS dob_cmp, false AS address_open,
            false AS dependent_only, '' AS vetoes, false AS candidate, false AS rival
        FROM match_request LIMIT 0;
        """
    ).fetchall()


def decide_slice(con: duckdb.DuckDBPyConnection, policy: MatchPolicy) -> None:
    """Answer the requests of ``match_slice`` from the people of ``match_seen``."""
    _run(
        con,
        "decide",
        {
            "near": policy.rivals == "near",
            "rival_name": policy.rival_name_level,
            "rival_address": policy.rival_address_level,
            "second_identifier": policy.profile == "default",
        },
    )


def _prepare(con: duckdb.DuckDBPyConnection, requests: str, policy: MatchPolicy) -> None:
    """Bring the requests into the roster's form, and load the tables of names."""
    source = '"' + requests.replace('"', '""') + '"'
    has_reasons = _check_columns(con, source)
    parts = ", ".join(f"nullif({_q(part)}, '') AS {_q(part)}" for part in _GATE_PARTS)
    reasons = "address_reasons::VARCHAR" if has_reasons else "NULL::VARCHAR"
    con.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE match_request_raw AS
        SELECT
            request_id, first_name AS raw_first, middle_name AS raw_middle,
            last_name AS raw_last, suffix AS raw_suffix,
            duly_tin(tin) AS tin,
            duly_birth(try_cast(date_of_birth AS DATE)) AS date_of_birth,
            address_class, {reasons} AS address_reasons,
            duly_unit(unit) AS unit, {parts},
            duly_street_suffix(
                split_part(line_key, '|', 1),
                concat_ws(' ', nullif(number, ''), nullif(predirectional, ''), nullif(street, '')),
                nullif(postdirectional, '')) AS street_suffix
        FROM {source}
        """
    ).fetchall()
    _check_keys(con, requests)
    create_nickname_table(con)
    create_lexicon_tables(con)
    create_fold_table(con, "match_request_raw")
    con.execute(
        "CREATE OR REPLACE TEMP TABLE match_request_named AS "
        + normalised_names("match_request_raw")
    ).fetchall()
    _run(con, "requests", {"slices": policy.slices, "max_people": policy.max_people_at_line})


def _check_columns(con: duckdb.DuckDBPyConnection, source: str) -> bool:
    """Raise if a column is missing; tell whether the gate's reasons are there."""
    cursor = con.execute(f"SELECT * FROM {source} LIMIT 0")
    present = {column[0] for column in cursor.description or []}
    wanted = (*REQUEST_COLUMNS, "address_class", "unit", *_GATE_PARTS)
    missing = [column for column in wanted if column not in present]
    if missing:
        raise RequestTableError(
            "The table lacks columns.",
            "Add them; the gate's columns come from classify_column().",
            column=", ".join(missing),
        )
    return "address_reasons" in present


def _check_keys(con: duckdb.DuckDBPyConnection, requests: str) -> None:
    """Raise if a request has no key or two have the same: each gets exactly one answer."""
    counts = con.execute(
        "SELECT count(*), count(request_id), count(DISTINCT request_id) FROM match_request_raw"
    ).fetchall()[0]
    if counts[0] != counts[2]:
        raise RequestTableError(
            "A request_id is blank." if counts[0] != counts[1] else "A request_id stands twice.",
            "Give each request a key of its own.",
            file=requests,
            column="request_id",
        )


def _run(con: duckdb.DuckDBPyConnection, name: str, parameters: dict[str, Any]) -> None:
    """Run the statements of one SQL file, each with those parameters that it names."""
    for text in con.extract_statements(statement(name)):
        named = {key: parameters[key] for key in text.named_parameters if key in parameters}
        con.execute(text, named or None).fetchall()


def _q(column: str) -> str:
    return f'"{column}"'
