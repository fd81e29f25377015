"""A decision follows from the rows that are kept of it, without roster or requests."""

import tempfile
from pathlib import Path

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from duly.match import CELLS, MatchPolicy, match_requests, replay_matches, shipped_table

from .people import Person, Request, load, put_requests, results
from .test_properties import few, numbered, policies, requests, rosters


@few
@given(rosters, st.lists(requests, min_size=1, max_size=8), policies)
def test_every_match_is_decided_again_from_its_rows(
    people: tuple[Person, ...], asked: list[Request], policy: MatchPolicy
):
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as con:
        load(con, Path(folder), list(people))
        match_requests(con, put_requests(con, numbered(asked)), policy)
        cells = policy.released_cells(shipped_table())
        again = replay_matches(
            con, "match_result", "match_candidate", policy, cells, into="match_again"
        )
        assert results(con, again) == results(con)


@few
@given(rosters, st.lists(requests, min_size=1, max_size=8))
def test_rows_kept_under_one_policy_can_be_decided_under_another(
    people: tuple[Person, ...], asked: list[Request]
):
    wide = MatchPolicy(rivals="wide", profile="statute-only")
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as con:
        load(con, Path(folder), list(people))
        table = put_requests(con, numbered(asked))
        match_requests(con, table, wide)
        expected = results(con)
        match_requests(con, table, MatchPolicy())
        again = replay_matches(
            con, "match_result", "match_candidate", wide, CELLS, into="match_again"
        )
        assert results(con, again) == expected
