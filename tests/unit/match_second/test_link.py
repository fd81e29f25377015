"""Splink as a contender: what it answers on a small invented town, and when it must not."""

from collections.abc import Iterator

import duckdb
import pytest

from duly.match import second_link
from duly.match.second_link import ANSWER_TABLE, Trained, likely_answers, link, sure_answers

# Six hundred people in two hundred households. Names and streets recur; no chance is involved.
TOWN = """
    CREATE TABLE person AS
    SELECT
        'p' || i AS person_id,
        ['ANA','BORIS','CARL','DORA','EVA','FELIX','GRETA','HUGO','IDA'][i * 7 % 9 + 1]
            AS first,
        chr((65 + i * 5 % 23)::INTEGER) || 'X' AS middle,
        ['LOPEZ','PETROV','NGUYEN','SMITH','GARCIA','KOWALSKI','OKAFOR','HANSEN','ROSSI','MEYER',
         'TANAKA','SILVA','DUBOIS'][h * 5 % 13 + 1] AS last,
        (10 + h * 37 % 900)::VARCHAR AS number,
        ['OAK ST','ELM AVE','MAIN ST','PINE RD','LAKE DR','HILL CT'][h % 6 + 1] AS street,
        CASE WHEN h % 3 = 0 THEN (h % 9)::VARCHAR END AS unit,
        ['AUSTIN','DALLAS','WACO'][h % 3 + 1] AS city, 'TX' AS state,
        (78700 + h % 17)::VARCHAR AS zip5
    FROM (SELECT i, i // 3 AS h FROM range(600) AS t(i));
    CREATE TABLE request AS
    SELECT
        'r' || person_id[2:] AS request_id,
        CASE WHEN person_id[-1] = '4' THEN first || 'N' ELSE first END AS first,
        CASE WHEN person_id[-1] <> '6' THEN middle END AS middle, last,
        CASE WHEN person_id[-1] = '8' THEN number || '1' ELSE number END AS number,
        * EXCLUDE (person_id, first, middle, last, number)
    FROM person WHERE person_id[2:]::INTEGER % 2 = 0;
"""


@pytest.fixture(scope="module")
def town() -> Iterator[tuple[duckdb.DuckDBPyConnection, Trained]]:
    """The town, linked once; p10 has a double, and p16 somebody with nearly the same name."""
    with duckdb.connect(config={"threads": 1}) as con, pytest.MonkeyPatch.context() as fewer:
        fewer.setattr(second_link, "_U_PAIRS", 1e5)  # all pairs of the town are 180,000
        con.execute(TOWN)
        con.execute(
            "INSERT INTO person SELECT * REPLACE ('double' AS person_id) FROM person "
            "WHERE person_id = 'p10' UNION ALL SELECT * REPLACE ('near' AS person_id, "
            "first || 'N' AS first) FROM person WHERE person_id = 'p16'"
        )
        trained = link(con, "request", "person", chunks=2)
        yield con, trained


def answers(con: duckdb.DuckDBPyConnection, rule: str) -> dict[str, str]:
    return dict(con.execute(rule).fetchall())


def test_it_finds_most_people_and_no_other(
    town: tuple[duckdb.DuckDBPyConnection, Trained],
) -> None:
    likely = answers(town[0], likely_answers())
    assert len(likely) > 200
    assert all(person == f"p{request[1:]}" for request, person in likely.items())


def test_of_two_whom_nothing_tells_apart_neither_is_the_answer(
    town: tuple[duckdb.DuckDBPyConnection, Trained],
) -> None:
    assert "r10" not in answers(town[0], likely_answers())
    assert "r12" in answers(town[0], likely_answers())


def test_the_lead_over_somebody_with_nearly_the_same_name_is_small(
    town: tuple[duckdb.DuckDBPyConnection, Trained],
) -> None:
    ((lead,),) = (
        town[0].execute(f"SELECT lead FROM {ANSWER_TABLE} WHERE request_id = 'r16'").fetchall()
    )
    assert 0 < lead < 7


def test_the_careful_answers_are_sure_and_far_ahead_of_the_next() -> None:
    with duckdb.connect() as con:
        con.execute(
            f"CREATE TABLE {ANSWER_TABLE} AS SELECT * FROM (VALUES "
            "('alone', 'p', 14.0, 0.99995, NULL), ('ahead', 'p', 14.0, 0.99995, 7.0), "
            "('close', 'p', 14.0, 0.99995, 6.9), ('likely', 'p', 7.0, 0.992, NULL), "
            "('unsure', 'p', 6.0, 0.98, NULL)) "
            "AS t(request_id, person_id, weight, probability, lead)"
        )
        assert set(answers(con, sure_answers())) == {"alone", "ahead"}
        assert set(answers(con, likely_answers())) == {"alone", "ahead", "close", "likely"}


def test_what_it_could_not_learn_is_named(
    town: tuple[duckdb.DuckDBPyConnection, Trained],
) -> None:
    assert 0 < town[1].prior < 0.01
    assert "unit: the same (u)" not in town[1].untrained


def test_only_its_answers_are_left(town: tuple[duckdb.DuckDBPyConnection, Trained]) -> None:
    tables = town[0].execute("SELECT name FROM (SHOW ALL TABLES)").fetchall()
    assert {name for (name,) in tables} == {"person", "request", ANSWER_TABLE}
