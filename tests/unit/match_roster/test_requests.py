"""The table of requests and of results: what is asked of one and promised of the other."""

from pathlib import Path

import duckdb
import pytest

from duly.match import (
    ANSWER_OF_REASON,
    MATCH_REASONS,
    MatchPolicy,
    RequestTableError,
    match_requests,
)
from duly.match.nicknames import related_first_names

from .people import HOME, Person, Request, load, put_requests, results

ANA = Person("ana", ("Ana/Maria/Lopez/",), tin="111223333")
ASKED = Request("Ana/Maria/Lopez/", tin="111223333")
COLUMNS = [
    "request_id", "answer", "reason", "comparison", "cell", "name_level", "address_level", "mi",
    "suffix_cmp", "tin_cmp", "dob_cmp", "n_candidates", "n_rivals", "hold", "person_id",
]  # fmt: skip


def prepared(folder: Path, asked: list[Request]) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    load(con, folder, [ANA])
    put_requests(con, asked)
    return con


def test_the_result_has_the_promised_columns(tmp_path: Path):
    with prepared(tmp_path, [ASKED]) as con:
        assert match_requests(con, "requests", MatchPolicy()) == "match_result"
        assert list(results(con)[0]) == COLUMNS


def test_the_candidates_are_kept_for_review(tmp_path: Path):
    with prepared(tmp_path, [Request("Ana/R/Lopez/", tin="111223334")]) as con:
        match_requests(con, "requests", MatchPolicy())
        assert results(con, "match_candidate") == [
            {
                "request_id": "r1", "person_id": "ana", "name_level": 0, "address_level": 0,
                "mi": "conflict", "suffix_cmp": "absent", "tin_cmp": "conflict",
                "dob_cmp": "absent", "address_open": False, "dependent_only": False,
                "vetoes": "middle,tin", "candidate": False, "rival": True,
            }
        ]  # fmt: skip


def test_no_requests_give_no_rows(tmp_path: Path):
    with prepared(tmp_path, []) as con:
        match_requests(con, "requests", MatchPolicy())
        assert results(con) == []


def test_progress_counts_the_slices(tmp_path: Path):
    asked = [Request("Ana//Lopez/", id=f"r{n}") for n in range(50)]
    seen: list[tuple[int, int]] = []
    with prepared(tmp_path, asked) as con:
        match_requests(con, "requests", MatchPolicy(slices=3), lambda *at: seen.append(at))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_whole_numbers_may_be_keys(tmp_path: Path):
    with prepared(tmp_path, [ASKED]) as con:
        con.execute("CREATE TABLE other AS SELECT * REPLACE (7 AS request_id) FROM requests")
        match_requests(con, "other", MatchPolicy())
        assert results(con)[0]["request_id"] == 7


def test_the_name_of_the_table_is_only_a_name(tmp_path: Path):
    with prepared(tmp_path, [ASKED]) as con:
        con.execute('CREATE TABLE "odd "" name; --" AS SELECT * FROM requests')
        match_requests(con, 'odd " name; --', MatchPolicy())
        assert len(results(con)) == 1


def test_a_missing_column_is_named(tmp_path: Path):
    with prepared(tmp_path, [ASKED]) as con:
        con.execute("ALTER TABLE requests DROP COLUMN line_key")
        with pytest.raises(RequestTableError) as caught:
            match_requests(con, "requests", MatchPolicy())
        assert caught.value.column == "line_key"


def test_the_gate_s_reasons_may_be_missing(tmp_path: Path):
    with prepared(tmp_path, [ASKED]) as con:
        con.execute("ALTER TABLE requests DROP COLUMN address_reasons")
        match_requests(con, "requests", MatchPolicy())
        assert results(con)[0]["answer"] == "one"


@pytest.mark.parametrize(("key", "problem"), [("'r1'", "twice"), ("NULL", "blank")])
def test_a_key_that_is_no_key_is_refused(tmp_path: Path, key: str, problem: str):
    with prepared(tmp_path, [ASKED]) as con:
        con.execute(
            f"INSERT INTO requests SELECT * REPLACE ({key} AS request_id) FROM requests"
        ).fetchall()
        with pytest.raises(RequestTableError, match=problem):
            match_requests(con, "requests", MatchPolicy())


def test_a_failed_run_leaves_no_older_answer_behind(tmp_path: Path):
    with prepared(tmp_path, [ASKED]) as con:
        match_requests(con, "requests", MatchPolicy())
        con.execute("ALTER TABLE requests DROP COLUMN line_key")
        with pytest.raises(RequestTableError):
            match_requests(con, "requests", MatchPolicy())
        left = con.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        assert not [name for (name,) in left if name.startswith("match_")]


def test_the_connection_can_match_again(tmp_path: Path):
    with prepared(tmp_path, [ASKED]) as con:
        first = results(con, match_requests(con, "requests", MatchPolicy()))
        assert results(con, match_requests(con, "requests", MatchPolicy())) == first


@pytest.mark.parametrize(
    "wrong",
    [{"profile": "Default"}, {"rivals": "far"}, {"slices": 0}, {"max_people_at_line": 0}],
)
def test_a_policy_nobody_can_mean_is_refused(wrong: dict[str, object]):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        MatchPolicy(**wrong)  # type: ignore[arg-type]


def test_every_reason_has_a_plain_sentence():
    assert MATCH_REASONS.keys() == ANSWER_OF_REASON.keys()
    assert all(text.endswith(".") and text[0].isupper() for text in MATCH_REASONS.values())


def test_short_forms_relate_both_ways_and_never_a_name_to_itself():
    pairs = related_first_names()
    assert all((b, a) in pairs and a != b for a, b in pairs)
    assert all(name.isalpha() and name.isupper() for pair in pairs for name in pair)


def test_the_home_of_the_tests_is_an_address_that_the_gate_accepts(tmp_path: Path):
    with prepared(tmp_path, [Request("A//B/", address=HOME)]) as con:
        assert con.execute("SELECT address_class FROM requests").fetchall() == [("ok",)]
