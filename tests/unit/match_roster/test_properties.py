"""What must hold for every roster: order, slices and threads change nothing; doubt only grows."""

import random
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duly.match import MatchPolicy, match_requests

from .people import HOME, Person, Request, load, match, put_requests, results

# Few values, so that namesakes, relatives and shared TINs arise all the time.
FIRST = ["John", "Jon", "Johnny", "Jane", "J", "Maria", ""]
MIDDLE = ["", "", "A", "B", "Arthur"]
LAST = ["Rios", "Rios", "Reos", "Rios Vega", "Quimby", ""]
SUFFIX = ["", "", "", "Jr", "Sr"]
TIN = ["", "111223333", "111224444", "111225555"]
BORN = ["", "1950-01-01", "1980-01-01"]
PLACES = [
    HOME,
    HOME,
    "12 Oak St Apt 4, Austin TX 78701",
    "Oak St, Austin TX 78701",
    "9 Elm Ave, Dallas TX 75201",
    "PO Box 12, Austin TX 78701",
    "",
]

names = st.tuples(*(st.sampled_from(v) for v in (FIRST, MIDDLE, LAST, SUFFIX))).map("/".join)


def persons(name: str) -> st.SearchStrategy[Person]:
    return st.builds(
        Person,
        id=st.just(name),
        names=st.lists(names, min_size=0, max_size=2).map(tuple),
        at=st.lists(st.sampled_from(PLACES), max_size=2).map(tuple),
        tin=st.sampled_from(TIN),
        born=st.sampled_from(BORN),
        role=st.sampled_from(["taxpayer", "spouse", "dependent"]),
    )


rosters = st.integers(0, 5).flatmap(lambda n: st.tuples(*(persons(f"p{i}") for i in range(n))))
requests = st.builds(
    Request,
    name=st.one_of(st.just("John/A/Rios/"), names),
    address=st.sampled_from(PLACES),
    tin=st.sampled_from(TIN),
    born=st.sampled_from(BORN),
)
policies = st.builds(
    MatchPolicy,
    profile=st.sampled_from(["default", "statute-only"]),
    rivals=st.sampled_from(["near", "wide"]),
    slices=st.just(1),
)
ONE_SLICE = MatchPolicy(slices=1)

few = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)


def answers(
    people: list[Person], asked: list[Request], *policies: MatchPolicy, threads: int = 1
) -> list[list[dict[str, Any]]]:
    """Load the roster once and give the result rows under each policy."""
    with (
        tempfile.TemporaryDirectory() as folder,
        duckdb.connect(config={"threads": threads}) as con,
    ):
        load(con, Path(folder), people)
        table = put_requests(con, asked)
        return [results(con, match_requests(con, table, policy)) for policy in policies]


def numbered(asked: list[Request]) -> list[Request]:
    return [replace(request, id=f"r{n}") for n, request in enumerate(asked)]


@few
@given(rosters, st.lists(requests, max_size=8), policies, st.integers(1, 9), st.randoms())
def test_order_slices_and_threads_change_no_answer(
    people: tuple[Person, ...],
    asked: list[Request],
    policy: MatchPolicy,
    slices: int,
    shuffle: random.Random,
):
    asked = numbered(asked)
    plain = answers(list(people), asked, policy)
    others = list(people)
    shuffle.shuffle(others)
    shuffle.shuffle(asked)
    assert answers(others, asked, replace(policy, slices=slices), threads=3) == plain


@few
@given(rosters, st.lists(requests, max_size=8), policies)
def test_every_request_has_exactly_one_row(
    people: tuple[Person, ...], asked: list[Request], policy: MatchPolicy
):
    asked = numbered(asked)
    [rows] = answers(list(people), asked, policy)
    assert sorted(row["request_id"] for row in rows) == sorted(request.id for request in asked)
    for row in rows:
        assert (row["answer"] == "one") == (row["person_id"] is not None)
        assert (row["answer"] == "one") == (row["comparison"] == "agrees")
        assert (row["answer"] == "mismatch") == (row["comparison"] == "disagrees")


@few
@given(rosters, persons("q"), st.lists(requests, min_size=1, max_size=8), policies)
def test_a_further_person_never_makes_another_the_one(
    people: tuple[Person, ...], further: Person, asked: list[Request], policy: MatchPolicy
):
    asked = numbered(asked)
    [before] = answers(list(people), asked, policy)
    [after] = answers([*people, further], asked, policy)
    for old, new in zip(before, after, strict=True):
        if new["answer"] == "one":
            assert new["person_id"] in {old["person_id"], "q"}


@few
@given(rosters, st.lists(requests, min_size=1, max_size=8), policies)
def test_a_second_person_with_the_same_record_ends_every_one(
    people: tuple[Person, ...], asked: list[Request], policy: MatchPolicy
):
    asked = numbered(asked)
    [before] = answers(list(people), asked, policy)
    doubles = [replace(person, id=f"double-{person.id}") for person in people]
    [after] = answers([*people, *doubles], asked, policy)
    assert not [row for row in after if row["answer"] == "one"]
    assert len(before) == len(after)


@few
@given(rosters, st.lists(requests, min_size=1, max_size=8))
def test_one_means_an_equal_identifier_and_none_that_contradicts(
    people: tuple[Person, ...], asked: list[Request]
):
    by_id = {person.id: person for person in people}
    asked = numbered(asked)
    wanted = {request.id: request for request in asked}
    [rows] = answers(list(people), asked, ONE_SLICE)
    for row in rows:
        if row["answer"] == "one":
            person, request = by_id[row["person_id"]], wanted[row["request_id"]]
            tins, births = (person.tin, request.tin), (person.born, request.born)
            assert "" in tins or len(set(tins)) == 1
            assert "" in births or len(set(births)) == 1
            assert ("" not in tins) or ("" not in births)
            holders = {p.id for p in people if p.tin and p.tin == request.tin}
            assert holders <= {person.id}


@few
@given(rosters, st.lists(requests, min_size=1, max_size=8))
def test_a_stricter_policy_never_answers_one_where_a_laxer_does_not(
    people: tuple[Person, ...], asked: list[Request]
):
    lax, strict, wide = answers(
        list(people),
        numbered(asked),
        replace(ONE_SLICE, profile="statute-only"),
        ONE_SLICE,
        replace(ONE_SLICE, rivals="wide"),
    )
    for by_statute, by_default, looking_wide in zip(lax, strict, wide, strict=True):
        if looking_wide["answer"] == "one":
            assert looking_wide == by_default
        if by_default["answer"] == "one":
            assert by_statute["person_id"] == by_default["person_id"]


def test_situations_in_the_strategies_do_reach_one(tmp_path: Path):
    """The properties above would be empty if nothing ever came out as one."""
    people = [Person("p0", ("John/A/Rios/",), tin="111223333")]
    rows = match(tmp_path, people, [Request("John/A/Rios/", tin="111223333")])
    assert rows[0]["answer"] == "one"
