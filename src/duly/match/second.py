"""The second scorer: in which order people look at the review queue, and why.

Splink compares each request in review with the persons whom the rules have already found for
it, and with nobody else: it searches nothing. Its weights order the queue, clearest first, and
explain a candidate field by field. They change no answer and release nothing; whoever reviews
decides. What is ordered are requests by how clearly they mean one person, never people.

The model is fixed (second_model.py): a score depends on the pair and on the size of the roster
alone, not on what else is in the file.
"""

import logging
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import duckdb

from duly.errors import UsageError
from duly.match.second_model import COLUMNS, FIELD_OF, fixed_model, says_of, settings

QUEUE_TABLE = "second_queue"
SCORE_TABLE = "second_score"

REQUEST_COLUMNS = (
    "request_id", "first", "middle", "last", "tin", "date_of_birth", "number", "predirectional",
    "street", "street_suffix", "postdirectional", "unit", "po_box", "city", "state", "zip5",
)  # fmt: skip
"""What order_review() reads of the normalised requests."""

_WORKING_TABLES = ("second_request", "second_right", "second_left", "second_row")
_ROWS_AT_ONCE = 250_000


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a waterfall. ``bits`` is the weight; ``compared`` is the level in words."""

    field: str
    title: str
    compared: str
    bits: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """Why a candidate has its weight: where it starts, one bar per field, the total (bits).

    ``rank`` is 1 for the highest weight among the request's candidates; equals share it.
    """

    person_id: str
    rank: int
    start: float
    start_says: str
    bars: tuple[Bar, ...]
    total: float


def splink_module(name: str) -> Any:  # noqa: ANN401 - an optional library, known at run time only
    """Import a module of Splink. Raises UsageError that says how to install it."""
    try:
        return import_module(name)
    except ImportError:
        raise UsageError(
            "Splink, the second scorer, is not installed.", "Install it: pip install duly[review]"
        ) from None


def starting_bits(people: int) -> float:
    """Weight before any field is compared: any of ``people`` could be meant, or nobody."""
    return -math.log2(max(people, 1))


def starting_words(people: int) -> str:
    """Say the same in words."""
    return (
        f"before anything is compared, any of the {people:,} people on the roster could be meant,"
        " or nobody"
    )


def order_review(
    con: duckdb.DuckDBPyConnection, *, people: int, requests: str = "match_requests"
) -> int:
    """Score the review rows of ``match_result`` against their candidates; give their number.

    Reads match_result, match_candidate, the normalised ``requests`` (REQUEST_COLUMNS) and
    roster_person, roster_name and roster_address, in which only the candidates need to be.
    ``people`` is the number of people on the whole roster. Of several names and addresses of a
    person those that fit best count.

    Writes ``second_queue``: place, request_id, reason, compared (persons scored), weight (of
    the best), lead (over the next; NULL if there is none); and ``second_score``: request_id,
    rank, person_id, weight, and level and weight of each field (``gamma_X``, ``mw_X``). The
    queue runs from clear to doubtful: by the smaller of weight and lead, both in bits. Rows
    without a candidate come last. Raises UsageError if Splink is not installed.
    """
    splink_module("splink")  # before anything is written
    try:
        _prepare(con, requests)
        _score(con, people)
        _order(con)
    finally:
        for table in _WORKING_TABLES:
            con.execute(f"DROP TABLE IF EXISTS {table}").fetchall()
    return int(con.execute(f"SELECT count(*) FROM {QUEUE_TABLE}").fetchall()[0][0])


def waterfalls(
    con: duckdb.DuckDBPyConnection, request_id: str, *, people: int
) -> tuple[Waterfall, ...]:
    """Give the waterfall of every candidate of a request, best first; order_review() ran."""
    cursor = con.execute(
        f"SELECT * FROM {SCORE_TABLE} WHERE request_id::VARCHAR = $id ORDER BY rank, person_id",
        {"id": request_id},
    )
    names = [column[0] for column in cursor.description or []]
    found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return tuple(
        Waterfall(
            person_id=str(row["person_id"]),
            rank=int(row["rank"]),
            start=starting_bits(people),
            start_says=starting_words(people),
            bars=tuple(
                Bar(name, title, says_of(name, row[f"gamma_{name}"]), float(row[f"mw_{name}"]))
                for name, title in _titles()
            ),
            total=float(row["weight"]),
        )
        for row in found
    )


def _titles() -> list[tuple[str, str]]:
    return [(name, FIELD_OF[name].title) for name in fixed_model()["fields"]]


@contextmanager
def linker(
    con: duckdb.DuckDBPyConnection, tables: tuple[str, str], chosen: dict[str, Any]
) -> Iterator[Any]:
    """Open Splink's linker on two tables of ``con``, left first; remove what it wrote.

    Splink tells left from right by the alphabetical order of the names. Its own log, which may
    hold values, is kept to errors.
    """
    splink = splink_module("splink")
    duckdb_api = splink_module("splink.backends.duckdb").DuckDBAPI
    log = logging.getLogger("splink")
    before = log.level
    log.setLevel(logging.ERROR)
    api = duckdb_api(connection=con)
    try:
        left, right = (api.register(name, dataset_display_name=name) for name in tables)
        yield splink.Linker([left, right], chosen, log_level=None, validate_settings=False)
    finally:
        api.delete_tables_created_by_splink_from_db()
        log.setLevel(before)


def _prepare(con: duckdb.DuckDBPyConnection, requests: str) -> None:
    """Bring both sides into one layout; ``pair`` lets only a request's own candidates meet it."""
    source = '"' + requests.replace('"', '""') + '"'
    con.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE second_request AS
        SELECT row_number() OVER (ORDER BY r.request_id) AS pair, r.request_id, r.reason
        FROM match_result AS r WHERE r.answer = 'review';

        CREATE OR REPLACE TABLE second_left AS
        SELECT s.pair AS row_no, s.pair, {_columns("q", "q", "q", "street_suffix")}
        FROM second_request AS s JOIN {source} AS q USING (request_id);

        CREATE OR REPLACE TEMP TABLE second_row AS
        SELECT
            row_number() OVER () AS row_no, s.pair, c.request_id, c.person_id,
            p.tin, p.date_of_birth, n AS named, a AS placed
        FROM second_request AS s
        JOIN match_candidate AS c USING (request_id)
        JOIN roster_person AS p USING (person_id)
        LEFT JOIN roster_name AS n USING (person_no)
        LEFT JOIN roster_address AS a USING (person_no);

        CREATE OR REPLACE TABLE second_right AS
        SELECT w.row_no, w.pair, {_columns("w.named", "w.placed", "w", "suffix")}
        FROM second_row AS w;
        """
    ).fetchall()


def _columns(name: str, place: str, own: str, street_suffix: str) -> str:
    """The columns of the model, from wherever each side keeps them."""
    made = {
        "first": f"{name}.first",
        "middle": f"{name}.middle[1]",
        "last": f"{name}.last",
        "number": f"{place}.number",
        "street": (
            f"CASE WHEN {place}.street IS NULL THEN 'PO BOX ' || {place}.po_box ELSE "
            f"concat_ws(' ', {place}.predirectional, {place}.street, {place}.{street_suffix}, "
            f"{place}.postdirectional) END"
        ),
        "unit": f"{place}.unit",
        "city": f"{place}.city",
        "state": f"{place}.state",
        "zip5": f"{place}.zip5",
        "tin": f"{own}.tin",
        "dob": f"strftime({own}.date_of_birth, '%Y-%m-%d')",
    }
    return ", ".join(f"nullif(({made[column]})::VARCHAR, '') AS {column}" for column in COLUMNS)


def _score(con: duckdb.DuckDBPyConnection, people: int) -> None:
    """Score every pair with the fixed model; per person the best name and address remain."""
    parameters = fixed_model()["fields"]
    fields = tuple(parameters)
    kept = ", ".join(f"p.gamma_{f}, p.mw_{f}" for f in fields)
    closest = ", ".join(f"p.gamma_{f} DESC" for f in fields)
    empty = ", ".join(f"NULL::INTEGER AS gamma_{f}, NULL::DOUBLE AS mw_{f}" for f in fields)
    con.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE {SCORE_TABLE} AS
        SELECT request_id, person_id, NULL::DOUBLE AS weight, {empty} FROM second_row LIMIT 0
        """
    ).fetchall()
    number = int(con.execute("SELECT count(*) FROM second_right").fetchall()[0][0])
    if number == 0:
        return
    chosen = settings(
        fields,
        blocks=["l.pair = r.pair"],
        parameters=parameters,
        prior=1 / (max(people, 1) + 1),
        bars=True,
    )
    chunks = -(-number // _ROWS_AT_ONCE)
    with linker(con, ("second_left", "second_right"), chosen) as splink:
        for chunk in range(1, chunks + 1):
            scored = splink.inference.predict_chunk(
                left_chunk=(chunk, chunks), right_chunk=(1, 1), warning_mode="never"
            )
            con.execute(
                f"""
                INSERT INTO {SCORE_TABLE}
                SELECT w.request_id, w.person_id, p.match_weight, {kept}
                FROM {scored.physical_name} AS p
                JOIN second_row AS w ON w.row_no = p.row_no_r
                QUALIFY row_number() OVER (
                    PARTITION BY w.request_id, w.person_id
                    ORDER BY p.match_weight DESC, {closest}) = 1
                """
            ).fetchall()
            scored.drop_table_from_database_and_remove_from_cache()


def _order(con: duckdb.DuckDBPyConnection) -> None:
    """Rank the candidates of each request, then give each request its place."""
    con.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE {SCORE_TABLE} AS
        SELECT
            request_id,
            rank() OVER (PARTITION BY request_id ORDER BY weight DESC) AS rank,
            * EXCLUDE (request_id)
        FROM {SCORE_TABLE};

        CREATE OR REPLACE TEMP TABLE {QUEUE_TABLE} AS
        WITH best AS (
            SELECT request_id, count(*) AS compared, max(weight, 2) AS two
            FROM {SCORE_TABLE} GROUP BY request_id
        )
        SELECT
            row_number() OVER (
                ORDER BY
                    least(two[1], two[1] - two[2]) DESC NULLS LAST, two[1] DESC NULLS LAST,
                    s.request_id) AS place,
            s.request_id, s.reason, coalesce(b.compared, 0) AS compared,
            two[1] AS weight, two[1] - two[2] AS lead
        FROM second_request AS s LEFT JOIN best AS b USING (request_id)
        """
    ).fetchall()
