"""Splink 5 as a contender: link two whole tables by itself, so that others can be measured.

Nothing in duly decides by this. It is trained on the tables that it is given, without labels,
as Splink's guide says: the prior from strict rules, u from random pairs, m by expectation
maximisation (EM) over three blockings, so that each field is free in one of them. The choices
were made on tier S (a small development population) and are not tuned on a larger one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from duly.match.second import linker
from duly.match.second_model import BLOCKS, COLUMNS, EQUAL, settings

ANSWER_TABLE = "second_answer"

SURE, MARGIN = 0.9999, 7.0
"""The careful answer: probability of the best person, and bits of weight to the second best."""

LIKELY = 0.99

_FIELDS = ("first", "middle", "last", "address", "unit")
_STRICT_RECALL = 0.7
_HOUSE = "l.number = r.number AND l.street = r.street AND l.zip5 = r.zip5"
_STRICT = f"l.first = r.first AND l.last = r.last AND {_HOUSE}"
# Each blocking pins a person down without the fields that are learnt from it. An address alone
# would not do for the first name: EM would learn that a household is one person.
_TRAINING = (
    "l.first = r.first AND l.last = r.last",
    f"l.last = r.last AND l.middle = r.middle AND {_HOUSE}",
    f"l.first = r.first AND {_HOUSE}",
)
_U_PAIRS = 1e7
_EM_PAIRS = 2e6
_SEED = 1
_WEIGHT_KEPT = 0.0
_WORKING_TABLES = ("second_left", "second_right")

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Trained:
    """What Splink learnt: its prior, and m and u per field in the order of the levels.

    ``untrained`` names levels for which it found no value and kept its default.
    """

    prior: float
    fields: dict[str, dict[str, list[float | None]]]
    untrained: tuple[str, ...]


def link(
    con: duckdb.DuckDBPyConnection,
    requests: str,
    roster: str,
    *,
    identifiers: Sequence[str] = (),
    exact_u: bool = True,
    chunks: int = 8,
    progress: Progress | None = None,
) -> Trained:
    """Answer each request with the best person of the roster, by Splink alone.

    ``requests`` and ``roster`` are tables (not views) with the columns first, middle, last,
    number, street, unit, city, state, zip5, normalised alike, and request_id or person_id.
    A person may have several rows. ``identifiers`` are further columns to compare: tin, dob.
    With ``exact_u`` the chance that two rows are equal in a field is counted over all pairs;
    random pairs of a large roster never have an equal address. ``chunks`` portions of requests
    bound memory.

    Writes ``second_answer``: request_id, person_id, weight (bits), probability, lead (bits
    over the next person; NULL if none is near), for requests whose best person is the only
    best and has even odds or better. Raises UsageError if Splink is not installed.
    """
    fields = (*_FIELDS, *identifiers)
    _views(con, requests, roster)
    con.execute(
        f"CREATE OR REPLACE TABLE {ANSWER_TABLE}(request_id VARCHAR, person_id VARCHAR, "
        "weight DOUBLE, probability DOUBLE, lead DOUBLE)"
    ).fetchall()
    blocks = [*BLOCKS, *(["l.tin = r.tin"] if "tin" in identifiers else [])]
    chosen = settings(fields, blocks=blocks, name_frequencies=True)
    if exact_u:
        _fix_u(con, chosen)
    try:
        with linker(con, ("second_left", "second_right"), chosen) as splink:
            _train(splink)
            for chunk in range(1, chunks + 1):
                scored = splink.inference.predict_chunk(
                    left_chunk=(chunk, chunks),
                    right_chunk=(1, 1),
                    threshold_match_weight=_WEIGHT_KEPT,
                    warning_mode="never",
                )
                _answer(con, scored.physical_name, requests, roster)
                scored.drop_table_from_database_and_remove_from_cache()
                if progress is not None:
                    progress(chunk, chunks)
            return _trained(splink)
    finally:
        con.unregister("result_df")  # Splink forgets it
        for view in _WORKING_TABLES:
            con.execute(f"DROP VIEW IF EXISTS {view}").fetchall()


def sure_answers() -> str:
    """Give the SELECT of the careful answers in ``second_answer``."""
    return (
        f"SELECT request_id, person_id FROM {ANSWER_TABLE} WHERE probability >= {SURE} "
        f"AND (lead IS NULL OR lead >= {MARGIN})"
    )


def likely_answers() -> str:
    """Give the SELECT of the answers with probability 0.99 or more."""
    return f"SELECT request_id, person_id FROM {ANSWER_TABLE} WHERE probability >= {LIKELY}"


def _views(con: duckdb.DuckDBPyConnection, requests: str, roster: str) -> None:
    """Both tables in the model's layout, without copying them."""
    for view, table in zip(_WORKING_TABLES, (requests, roster), strict=True):
        cursor = con.execute(f"SELECT * FROM {_q(table)} LIMIT 0")
        present = {column[0] for column in cursor.description or []}
        made = {
            **{c: f"nullif({_q(c)}::VARCHAR, '')" if c in present else "NULL::VARCHAR"
               for c in COLUMNS},
            "middle": "nullif(substr(middle, 1, 1), '')",
        }  # fmt: skip
        columns = ", ".join(f"{sql} AS {_q(column)}" for column, sql in made.items())
        con.execute(
            f"CREATE OR REPLACE VIEW {view} AS SELECT rowid AS row_no, {columns} FROM {_q(table)}"
        ).fetchall()


def _train(splink: Any) -> None:  # noqa: ANN401 - Splink's linker, an optional library
    """Learn the prior, then u, then m."""
    splink.training.estimate_probability_two_random_records_match([_STRICT], recall=_STRICT_RECALL)
    splink.training.estimate_u_using_random_sampling(max_pairs=_U_PAIRS, seed=_SEED)
    for rule in _TRAINING:
        splink.training.estimate_parameters_using_expectation_maximisation(
            rule, max_pairs=_EM_PAIRS
        )


def _fix_u(con: duckdb.DuckDBPyConnection, chosen: dict[str, Any]) -> None:
    """Count how many pairs of rows are equal in each field, and hand that to Splink as u."""
    for comparison in chosen["comparisons"]:
        column = EQUAL[comparison["output_column_name"]]
        level = comparison["comparison_levels"][1]
        ((share,),) = con.execute(
            f"""
            WITH l AS (SELECT {column} AS v, count(*) AS n FROM second_left
                       WHERE v IS NOT NULL GROUP BY v),
            r AS (SELECT {column} AS v, count(*) AS n FROM second_right
                  WHERE v IS NOT NULL GROUP BY v)
            SELECT sum(l.n::DOUBLE * r.n)
                / nullif((SELECT sum(n) FROM l)::DOUBLE * (SELECT sum(n) FROM r), 0)
            FROM l JOIN r USING (v)
            """
        ).fetchall()
        if share:
            level |= {"u_probability": share, "fix_u_probability": True}


def _trained(splink: Any) -> Trained:  # noqa: ANN401
    """Read Splink's parameters back."""
    model = splink.misc.save_model_to_json()
    fields: dict[str, dict[str, list[float | None]]] = {}
    untrained: list[str] = []
    for comparison in model["comparisons"]:
        name = comparison["output_column_name"]
        levels = [x for x in comparison["comparison_levels"] if not x.get("is_null_level")]
        fields[name] = {
            "m": [x.get("m_probability") for x in levels],
            "u": [x.get("u_probability") for x in levels],
        }
        untrained += [
            f"{name}: {x['label_for_charts']} ({which})"
            for x in levels
            for which in ("m", "u")
            if not isinstance(x.get(f"{which}_probability"), float)
        ]
    return Trained(model["probability_two_random_records_match"], fields, tuple(untrained))


def _answer(con: duckdb.DuckDBPyConnection, scored: str, requests: str, roster: str) -> None:
    """Keep the best person of each request, with the lead over the next."""
    con.execute(
        f"""
        INSERT INTO {ANSWER_TABLE}
        WITH by_person AS (
            SELECT p.row_no_l, r.person_id, max(p.match_weight) AS weight
            FROM {scored} AS p JOIN {_q(roster)} AS r ON r.rowid = p.row_no_r
            GROUP BY p.row_no_l, r.person_id
        ),
        best AS (
            SELECT row_no_l, max_by(person_id, weight) AS person_id, max(weight, 2) AS two
            FROM by_person GROUP BY row_no_l
        )
        SELECT
            q.request_id, b.person_id, two[1], 1 / (1 + pow(2, -two[1])), two[1] - two[2]
        FROM best AS b JOIN {_q(requests)} AS q ON q.rowid = b.row_no_l
        WHERE two[2] IS NULL OR two[1] > two[2]
        """
    ).fetchall()


def _q(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
