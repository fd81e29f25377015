"""A run with a roster: what its matches rest on can be read, measured and verified."""

import json
import shutil

import duckdb
import pytest

ROSTER_VALUES = ("520004171", "Fennimore", "Marigold", "1600 Elm", "1980-02-29")


def test_the_run_says_who_is_meant_and_how_wrong_such_matches_were(matched):
    matching = matched.summary()["matching"]
    assert matching["answers"] == {"none": 1, "one": 1, "review": 1}
    [kind] = matching["kinds"]
    assert kind["cell"] == "0;0;absent;tin+dob"
    assert kind["rows"] == 1
    assert kind["measured_answers"] > 0
    assert kind["bound_per_million"] > 0


def test_explain_shows_the_evidence_and_its_measured_error_and_no_value_of_a_record(matched):
    said = matched.duly("match", "explain", "R-1", "--in", "decided")
    assert said.code == 0, said.err
    for words in ("Evidence", "TIN", "equal", "Measured error", "0;0;absent;tin+dob", "█"):
        assert words in said.out
    for value in ROSTER_VALUES:
        assert value not in said.out


def test_explain_as_json_names_roster_rules_and_bound(matched):
    said = matched.duly("match", "explain", "R-2", "--in", "decided", "--json")
    found = json.loads(said.out)
    assert (found["answer"], found["reason"]) == ("review", "no_second_identifier")
    assert found["evidence"]["TIN"] == "not on both sides"
    assert found["measured_on_the_table_of_the_run"] is True
    assert len(found["rules_sha256"]) == len(found["roster_sha256"]) == 64
    for value in ROSTER_VALUES:
        assert value not in said.out


def test_a_request_that_means_nobody_is_explained_too(matched):
    said = matched.duly("match", "explain", "R-3", "--in", "decided")
    assert said.code == 0, said.err
    assert "Nobody on the roster" in said.out


def test_a_run_without_a_roster_has_no_match_to_explain(finished):
    said = finished.duly("match", "explain", "R-1", "--in", "decided")
    assert said.code == 10
    assert "without a roster" in said.err


def test_verify_decides_the_matches_anew(matched):
    said = matched.duly("verify", "decided")
    assert said.code == 0, said.err
    assert "Every match follows from the rows kept of it, decided anew." in said.out


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("match.parquet", "person_id"),
        ("candidates.parquet", "person_id"),
        ("match_requests.parquet", "first"),
    ],
)
def test_verify_notices_a_changed_match(matched, name, column):
    other = matched.home / f"changed-{name}"
    shutil.copytree(matched.home / "decided", other)
    path = other / name
    with duckdb.connect() as con:
        con.execute(f"CREATE TABLE t AS SELECT * FROM '{path}'")
        con.execute(f"UPDATE t SET {column} = 'P2'")
        con.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    said = matched.duly("verify", other.name)
    assert said.code == 13
    assert name in said.err


def test_the_requester_sees_nothing_of_it(matched):
    for name in ("requester.csv", "defects.csv", "manifest.json"):
        text = (matched.home / "decided" / name).read_text()
        assert "P1" not in text
        assert "no_second_identifier" not in text
    answers = {row["answer"] for row in matched.read("decided/requester.csv")}
    assert answers == {"not released"}


def test_statute_only_answers_and_prints_the_measured_error_beside_it(desk):
    desk.roster()
    desk.requests([{**desk.row, "tin": "", "date_of_birth": ""}])
    said = desk.check("--roster", "roster", "--matching", "statute-only", compared=False)
    assert said.code == 0, said.err
    assert "name and address alone, as the statute asks" in said.out
    assert "0;0;absent;none" in said.out
    assert "measured wrong per million" in said.out


SAMPLE = (
    "request_id,first_name,last_name,address,tin,date_of_birth,person_id\n"
    'a,Marigold,Fennimore,"1600 Elm St, Springfield, IL 62701",520004171,1980-02-29,P1\n'
    'b,Marigold,Fennimore,"1600 Elm St, Springfield, IL 62701",520004171,,\n'
)


def test_measure_counts_right_and_wrong_answers_of_a_labelled_sample(desk):
    """Row b is about a namesake who is not on the roster, with the TIN of the one who is."""
    desk.roster()
    desk.write("sample.csv", SAMPLE)
    said = desk.duly(
        "match", "measure", "sample.csv", "--roster", "roster", "--as-of", "2025-08-01",
        "--out", "own.csv", "--json",
    )  # fmt: skip
    assert said.code == 0, said.err
    cells = {(c["rivals"], c["cell"]): c for c in json.loads(said.out)["cells"]}
    near = cells["near", "0;0;absent;tin"]
    assert (near["measured_answers"], near["measured_wrong"]) == (2, 1)
    assert cells["near", "0;0;absent;tin+dob"]["measured_wrong"] == 0
    assert desk.read("own.csv")[0].keys() == {
        "data", "rivals", "relatives_percent", "cell", "answers", "wrong",
    }  # fmt: skip


def test_a_custodians_own_measurement_decides_what_is_released(desk):
    """A sample in which half the answers were wrong releases nothing."""
    desk.roster()
    desk.write("sample.csv", SAMPLE)
    measured = desk.duly(
        "match", "measure", "sample.csv", "--roster", "roster", "--as-of", "2025-08-01",
        "--out", "own.csv",
    )  # fmt: skip
    assert measured.code == 0, measured.err
    said = desk.check("--roster", "roster", "--errors", "own.csv", compared=False)
    assert said.code == 0, said.err
    [row] = desk.decisions()
    assert (row["match_answer"], row["match_reason"]) == ("review", "error_above_bound")


@pytest.mark.parametrize(
    ("change", "problem", "row"),
    [
        (("person_id\n", "who\n"), "lacks columns", None),
        (("a,", ",", 1), "request_id is blank", 2),
        (("b,Mari", "a,Mari"), "stands twice", 2),
        ((",P1", ",P9"), "not on the roster", 2),
        (("1980-02-29", "1980-02-31"), "not a date", 2),
    ],
)
def test_a_bad_sample_is_refused_with_its_row(desk, change, problem, row):
    desk.roster()
    desk.write("sample.csv", SAMPLE.replace(*change))
    said = desk.duly(
        "match", "measure", "sample.csv", "--roster", "roster", "--as-of", "2025-08-01"
    )
    assert said.code == 10
    assert problem in said.err
    if row:
        assert f"row {row}" in said.err
    for value in ("P9", "1980-02-31", *ROSTER_VALUES):
        assert value not in said.err


@pytest.mark.parametrize(
    "options",
    [("--matching", "lenient"), ("--rivals", "none"), ("--relatives", "2")],
)
def test_a_policy_that_nobody_can_have_meant_is_refused(desk, options):
    desk.roster()
    said = desk.check("--roster", "roster", *options, compared=False)
    assert said.code == 2
