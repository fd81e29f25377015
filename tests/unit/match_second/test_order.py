"""The order of the review queue: what it is made of, and what it must never touch."""

import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from duly.errors import UsageError
from duly.match import second
from duly.match.second import (
    QUEUE_TABLE,
    SCORE_TABLE,
    order_review,
    starting_bits,
    waterfalls,
)
from duly.match.second_model import FIELDS, fixed_model

from .rows import Review, Who, ordered, read, write

ANA = Who()
FRIEND = Who(first="BORIS", middle="K", last="PETROV", number="7", street="ELM", zip5="78702")


def queue_of(review: Review) -> list[str]:
    return [row["request_id"] for row in ordered(review)[0]]


def weight(asked: Who, on_file: Who) -> float:
    return float(ordered(Review().add("r", asked, ("p", on_file)))[1][0]["weight"])


def test_ordering_changes_no_answer_and_no_candidate() -> None:
    review = Review().add("r1", ANA, ("p1", ANA), ("p2", replace(ANA, first="ANNA")))
    review.add("r2", FRIEND, ("p3", FRIEND))
    review.answers["r2"] = ("one", "unique")
    with duckdb.connect() as con:
        write(con, review)
        before = [read(con, table) for table in ("match_result", "match_candidate")]
        order_review(con, people=10)
        assert [read(con, table) for table in ("match_result", "match_candidate")] == before


def test_only_rows_in_review_are_in_the_queue() -> None:
    review = Review().add("r1", ANA, ("p1", ANA)).add("r2", FRIEND, ("p2", FRIEND))
    review.answers["r2"] = ("one", "unique")
    queue, scores = ordered(review)
    assert [row["request_id"] for row in queue] == ["r1"]
    assert {row["request_id"] for row in scores} == {"r1"}


def test_nobody_is_looked_for() -> None:
    # p2 is the very person of r1, but the rules did not find p2 for r1.
    review = Review().add("r1", ANA, ("p1", replace(ANA, first="ANNA")))
    review.add("r2", FRIEND, ("p2", ANA))
    assert [(row["request_id"], row["person_id"]) for row in ordered(review)[1]] == [
        ("r1", "p1"),
        ("r2", "p2"),
    ]


def test_a_clear_row_stands_before_a_doubtful_one_and_an_empty_one_is_last() -> None:
    twin = replace(ANA, first="ANNA")
    review = Review().add("a-nobody", ANA)
    review.add("b-doubtful", ANA, ("p1", twin), ("p2", twin))
    review.add("c-clear", ANA, ("p3", ANA))
    assert queue_of(review) == ["c-clear", "b-doubtful", "a-nobody"]


def test_two_who_fit_equally_share_the_rank_and_leave_no_lead() -> None:
    queue, scores = ordered(Review().add("r", ANA, ("p1", ANA), ("p2", ANA)))
    assert [row["rank"] for row in scores] == [1, 1]
    assert queue[0]["lead"] == 0


def test_a_row_with_one_candidate_has_no_lead() -> None:
    row = ordered(Review().add("r", ANA, ("p1", ANA)))[0][0]
    assert row["lead"] is None
    assert row["compared"] == 1


def test_a_score_depends_on_the_pair_and_not_on_the_rest_of_the_file() -> None:
    alone = weight(ANA, replace(ANA, last="LOPES"))
    review = Review().add("r", ANA, ("p", replace(ANA, last="LOPES")))
    for number in range(40):
        review.add(f"x{number}", replace(FRIEND, number=str(number)), (f"q{number}", FRIEND))
    among_many = [row["weight"] for row in ordered(review)[1] if row["request_id"] == "r"]
    assert among_many == [alone]


def test_more_agreement_weighs_more_even_where_a_probability_would_be_one() -> None:
    full = replace(ANA, tin="111002222", born="1980-02-03", unit="5")
    review = Review().add("r", full, ("p", full)).add("s", replace(full, middle=None), ("p", full))
    less, most = sorted(row["weight"] for row in ordered(review, people=1)[1])
    assert 1 / (1 + 2.0**-most) == 1 / (1 + 2.0**-less) == 1.0
    assert most > less


@pytest.mark.parametrize("field", ["first", "middle", "last", "street", "unit", "tin", "born"])
def test_what_is_missing_says_nothing(field: str) -> None:
    name = {"born": "dob", "street": "address"}.get(field, field)
    blank: dict[str, Any] = {field: None}
    score = ordered(Review().add("r", replace(ANA, **blank), ("p", ANA)))[1][0]
    assert score[f"mw_{name}"] == 0
    assert score[f"gamma_{name}"] == -1


def test_of_several_names_and_addresses_of_a_person_the_best_count() -> None:
    married = replace(ANA, last="GARCIA", number="900", street="ELM", zip5="78799")
    both = ordered(Review().add("r", ANA, ("p", married), ("p", ANA)))[1]
    assert [row["weight"] for row in both] == [weight(ANA, ANA)]


def test_a_person_without_a_record_of_an_address_is_still_scored() -> None:
    review = Review().add("r", ANA, ("p", ANA))
    with duckdb.connect() as con:
        write(con, review)
        con.execute("DELETE FROM roster_address")
        order_review(con, people=10)
        (score,) = read(con, SCORE_TABLE)
    assert score["mw_address"] == score["gamma_address"] + 1 == 0
    assert score["mw_first"] > 0


def test_a_post_office_box_is_compared_as_the_street() -> None:
    boxed = replace(ANA, number=None, street=None, street_suffix=None, po_box="12")
    assert weight(boxed, boxed) > weight(boxed, replace(boxed, po_box="951"))


def test_the_bars_and_the_start_add_up_to_the_total() -> None:
    review = Review().add("r", replace(ANA, first="ANAA", unit="5"), ("p", ANA), ("q", FRIEND))
    with duckdb.connect() as con:
        write(con, review)
        order_review(con, people=5_000_000)
        found = waterfalls(con, "r", people=5_000_000)
    assert [one.person_id for one in found] == ["p", "q"]
    for one in found:
        assert one.start + sum(bar.bits for bar in one.bars) == pytest.approx(one.total)
        assert [bar.field for bar in one.bars] == list(fixed_model()["fields"])
    assert found[0].bars[0].compared == "one slip apart"
    assert "5,000,000 people" in found[0].start_says


def test_the_start_is_one_bit_for_each_doubling_of_the_roster() -> None:
    assert starting_bits(1024) == -10
    assert starting_bits(1) == starting_bits(0) == 0


def test_the_order_of_rows_and_the_number_of_threads_change_nothing() -> None:
    chance = random.Random(5)  # noqa: S311 - a fixed shuffle, no secret
    first_names = ["ANA", "ANNA", "HANA", "JUAN", "JUANA"]
    review = Review()
    for number in range(60):
        asked = replace(ANA, first=chance.choice(first_names), number=str(number % 7))
        others = [(f"p{number}-{k}", replace(asked, first=name)) for k, name in enumerate("AJ")]
        review.add(f"r{number}", asked, (f"p{number}", replace(asked, middle=None)), *others)
    shuffled = Review(
        dict(chance.sample(list(review.requests.items()), 60)),
        dict(chance.sample(list(review.persons.items()), len(review.persons))),
        chance.sample(review.pairs, len(review.pairs)),
    )
    with duckdb.connect(config={"threads": 1}) as con:
        write(con, shuffled)
        order_review(con, people=1_000_000)
        assert (read(con, QUEUE_TABLE), read(con, SCORE_TABLE)) == ordered(review)


def test_pairs_scored_in_portions_give_the_same_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    review = Review()
    for number in range(30):
        review.add(f"r{number}", replace(ANA, number=str(number)), (f"p{number}", ANA))
    whole = ordered(review)
    monkeypatch.setattr(second, "_ROWS_AT_ONCE", 7)
    assert ordered(review) == whole


def test_an_empty_queue_is_no_error() -> None:
    assert ordered(Review()) == ([], [])


def test_nothing_of_its_own_work_is_left_in_the_database() -> None:
    with duckdb.connect() as con:
        write(con, Review().add("r", ANA, ("p", ANA)))
        con.execute("SELECT name FROM (SHOW ALL TABLES)")
        before = {name for (name,) in con.execute("SELECT name FROM (SHOW ALL TABLES)").fetchall()}
        order_review(con, people=10)
        after = {name for (name,) in con.execute("SELECT name FROM (SHOW ALL TABLES)").fetchall()}
    assert after - before == {QUEUE_TABLE, SCORE_TABLE}


def test_without_splink_the_error_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(second, "import_module", absent)
    with duckdb.connect() as con:
        write(con, Review().add("r", ANA, ("p", ANA)))
        with pytest.raises(UsageError) as found:
            order_review(con, people=10)
        tables = {name for (name,) in con.execute("SELECT name FROM (SHOW ALL TABLES)").fetchall()}
    assert "duly[review]" in found.value.what_to_do
    assert QUEUE_TABLE not in tables


def test_matching_itself_never_imports_splink() -> None:
    code = (
        "import sys, duly.match, duly.match.second, duly.cli.match_review;"
        "sys.exit('splink' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_no_file_of_the_matcher_reads_the_second_scorer() -> None:
    folder = Path(second.__file__).parent
    readers = {
        path.name
        for path in [*folder.glob("*.py"), *folder.glob("sql/*.sql")]
        if not path.name.startswith("second")
        and "second_" in path.read_text().replace("second_identifier", "")
    }
    assert readers == set()


def test_the_fixed_model_has_a_share_for_every_level_and_each_field_counts_both_ways() -> None:
    shipped = fixed_model()["fields"]
    assert set(shipped) == {field.name for field in FIELDS}
    for field in FIELDS:
        m, u = shipped[field.name]["m"], shipped[field.name]["u"]
        assert len(m) == len(u) == len(field.levels)
        assert sum(m) == pytest.approx(1, abs=0.002)
        assert sum(u) == pytest.approx(1, abs=0.002)
        assert min(*m, *u) > 0
        assert m[0] > u[0], "the same must speak for"
        assert m[-1] < u[-1], "different must speak against"
