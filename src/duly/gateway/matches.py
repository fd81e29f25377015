"""What a run keeps of its matches, so that each can be explained, reviewed and decided anew.

match.parquet            one row per request: answer, reason, cell, levels; the person if it is one
candidates.parquet       one row per person compared at all closely, by the custodian's own key
match_requests.parquet   requests for a person to look at, in the roster's form

For the custodian alone: the files say who is on the roster. The receipt commits to each with a
nonce.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from duly.errors import InputError, LawTextError, VerificationError
from duly.match import (
    ASKED_TABLE,
    CANDIDATE_TABLE,
    RESULT_TABLE,
    Cell,
    ErrorTable,
    MatchPolicy,
    lexicon_hash,
    replay_matches,
    rules_hash,
    shipped_table,
)
from duly.store.engine import connect
from duly.store.files import sha256_of

MATCH, CANDIDATES, ASKED = "match.parquet", "candidates.parquet", "match_requests.parquet"
_COMMITTED = {"match": MATCH, "candidates": CANDIDATES, "match_requests": ASKED}


def write_matches(con: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, bytes]:
    """Write the three files; return what the receipt commits to, by name."""
    for table, name in ((RESULT_TABLE, MATCH), (CANDIDATE_TABLE, CANDIDATES), (ASKED_TABLE, ASKED)):
        target = str(folder / name).replace("'", "''")
        con.execute(
            f"COPY (SELECT * FROM {table} ORDER BY ALL) TO '{target}' "
            "(FORMAT parquet, COMPRESSION zstd)"
        ).fetchall()
    return {key: sha256_of(folder / name).encode() for key, name in _COMMITTED.items()}


def matching_record(policy: MatchPolicy, errors: ErrorTable | None) -> dict[str, Any]:
    """What settled the matches besides roster and requests, for the receipt."""
    table = errors or shipped_table()
    return {
        "rules_sha256": rules_hash(),
        "lexicon_sha256": lexicon_hash(),
        "errors_sha256": table.sha256,
        "released_cells": list(policy.released_cells(table)),
    }


def matched(
    con: duckdb.DuckDBPyConnection, policy: MatchPolicy, errors: ErrorTable | None
) -> dict[str, Any]:
    """How many requests have each answer, and of the answered how wrong each kind was measured."""
    table = errors or shipped_table()
    measured = table.under(policy.rivals, policy.relatives_percent)
    answers = dict(
        con.execute(
            f"SELECT answer, count(*) AS n FROM {RESULT_TABLE} GROUP BY ALL ORDER BY n DESC, 1"
        ).fetchall()
    )
    kinds = con.execute(
        f"SELECT cell, count(*) AS n FROM {RESULT_TABLE} WHERE answer = 'one' "
        "GROUP BY ALL ORDER BY n DESC, 1"
    ).fetchall()
    return {
        "profile": policy.profile,
        "rivals": policy.rivals,
        "relatives_percent": policy.relatives_percent,
        "answers": answers,
        "kinds": [
            {"cell": cell, "rows": rows, **error(measured.get(cell))} for cell, rows in kinds
        ],
    }


def error(cell: Cell | None) -> dict[str, Any]:
    """The measured error of a kind of match as plain data; all None where it was not measured."""
    return {
        "data": cell.data if cell else None,
        "measured_answers": cell.answers if cell else None,
        "measured_wrong": cell.wrong if cell else None,
        "per_million": cell.per_million if cell else None,
        "bound_per_million": cell.bound_per_million if cell else None,
    }


def verify_matches(
    folder: Path, manifest: Mapping[str, Any], policy: MatchPolicy, decisions: str
) -> str | None:
    """Decide every match anew from the rows kept, and compare; return the sentence that held.

    ``decisions`` is the SQL that reads the run's decisions. None where the run has no roster.
    Raises VerificationError, LawTextError or InputError.
    """
    matching = manifest.get("matching")
    if matching is None:
        return None
    if matching["rules_sha256"] != rules_hash():
        raise LawTextError(
            "the matching rules in this program are not those that decided this run.",
            f"Use duly {manifest['program']['version']}, which the receipt names.",
        )
    _check_commitments(folder, manifest)
    with connect() as con:
        try:
            con.execute(f"CREATE VIEW kept AS SELECT * FROM {read(folder / MATCH)}")
            con.execute(f"CREATE VIEW compared AS SELECT * FROM {read(folder / CANDIDATES)}")
            again = replay_matches(con, "kept", "compared", policy, matching["released_cells"])
            columns = "request_id, answer, reason, cell, n_candidates, n_rivals, person_id"
            wrong = con.execute(
                f"SELECT count(*) FROM ((SELECT {columns} FROM kept EXCEPT ALL "
                f"SELECT {columns} FROM {again}) UNION ALL (SELECT request_id, match_answer, "
                f"match_reason, match_cell, 0, 0, NULL FROM {decisions} EXCEPT ALL "
                f"SELECT request_id, answer, reason, cell, 0, 0, NULL FROM {again}))"
            ).fetchall()[0][0]
        except duckdb.Error:
            raise _broken("the rows kept of the matches are damaged") from None
    if wrong:
        raise _broken(f"{wrong} match(es) do not follow from the rows kept beside them")
    return "Every match follows from the rows kept of it, decided anew."


def read_match(folder: Path, request_id: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The match of one request and the people it was compared with, nearest first.

    Raises InputError where the run has no roster.
    """
    with connect() as con:
        try:
            [match] = _rows(
                con, f"SELECT * FROM {read(folder / MATCH)} WHERE request_id = ?", request_id
            )
            compared = _rows(
                con,
                f"SELECT * FROM {read(folder / CANDIDATES)} WHERE request_id = ? "
                "ORDER BY name_level NULLS LAST, address_level, person_id",
                request_id,
            )
        except (duckdb.Error, ValueError):
            raise _broken("the rows kept of the matches are damaged") from None
    return match, compared


def read(path: Path) -> str:
    """The SQL that reads a file of the run. Raises InputError if it is not there."""
    if not path.is_file():
        raise InputError(
            "this run has no matches: it was decided without a roster.",
            "Decide the requests with --roster, or name another folder with --in.",
            file=str(path),
        )
    return f"read_parquet('{str(path).replace(chr(39), chr(39) * 2)}')"


def _check_commitments(folder: Path, manifest: Mapping[str, Any]) -> None:
    try:
        openings = json.loads((folder / "openings.json").read_bytes())
        nonces = {key: bytes.fromhex(openings[key]["nonce"]) for key in _COMMITTED}
    except (OSError, ValueError, KeyError):
        raise _broken("openings.json is missing or damaged") from None
    for key, name in _COMMITTED.items():
        found = sha256_of(folder / name).encode() if (folder / name).is_file() else b""
        if hashlib.sha256(nonces[key] + found).hexdigest() != manifest["commitments"].get(key):
            raise _broken(f"{name} was changed after it was receipted")


def _rows(con: duckdb.DuckDBPyConnection, query: str, request_id: str) -> list[dict[str, Any]]:
    found = con.execute(query, [request_id])
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _broken(what: str) -> VerificationError:
    return VerificationError(f"{what}.", "Keep the folder as it is and tell the auditor.")
