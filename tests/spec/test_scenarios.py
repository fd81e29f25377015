"""The scenarios, defects and contested readings of the law dossier that decide a request.

They stand in its sections 7.1, 5.4 and 7.2. Each is a file in ``scenarios/``: a base case,
what is changed, and what must come of it. Here each one is handed to the public command, and
the decision file is read. What other commands answer is in ``test_asked.py``; that every
number of the dossier has its file, in ``test_dossier_list.py``.
"""

import json

import pytest
from scenario import (
    BASES,
    FOLDER,
    KEYS,
    NAMES,
    decisions,
    flat,
    found,
    read,
    scenario,
    wanted,
    write,
)

QUESTIONS = (1, 2, 3, 4, 5, 6, 9, 13, 14, 17)
OPEN = ("S13", "S39", "S43")
SHUT = ("S37", "S41", "S55")
AS_A_PROGRAM = ("S01", "S33", "S17", "X06")


@pytest.mark.parametrize("name", NAMES)
def test_the_request_is_decided_as_the_dossier_says(name, duly):
    told = scenario(name)
    run = duly.installed if name in AS_A_PROGRAM else duly
    said = run(*write(told, duly.home))
    assert said.code == 0, said.err
    rows = decisions(duly.home / "decided")
    assert [row["request_id"] for row in rows] == [row.request_id for row in told.rows]
    # One explanation of each kind: of the last row of which the same is expected.
    for row in {id(row.expected): row for row in told.rows}.values():
        why = duly("why", row.request_id, "--in", "decided", "--json").json
        live = {
            f"{one['question']}={one['reading']}"
            for one in why["readings"]
            if one["live"] and not one["operated_on"]
        }
        of_kind = [number for number, r in enumerate(told.rows) if r.expected is row.expected]
        assert [found(rows[number], live) for number in of_kind] == [wanted(row)] * len(of_kind)
        # Readings that nobody can hold there and then are counted beside them.
        for question, words in row.expected.get("what_if", {}).items():
            for reading, word in words.items():
                assert all(rows[number][f"{question}_{reading}"] == word for number in of_kind)
        assert (why["outcome"], why["operating"]) == (
            row.expected["outcome"],
            row.expected["operating"],
        )
        ways = row.expected["in_the_way"]
        shown = [flat(why["findings"])[way["element"]] for way in ways]
        assert [(one["result"].lower(), one["law"]) for one in shown] == [
            (way["result"], way["law"]) for way in ways
        ]
        assert all(one["because"] and one["next_step"] for one in shown)


@pytest.mark.parametrize("name", [*OPEN, *SHUT])
def test_of_all_doors_at_most_the_one_that_was_asked_for_opens(name, duly):
    told = scenario(name)
    assert duly(*write(told, duly.home), "--doors").code == 0
    row = told.rows[0]
    doors = duly("why", row.request_id, "--in", "decided", "--json").json["doors"]
    opened = [door["provision"] for door in doors if door["state"] == "open"]
    asked = told.batch["letter"]["letter"]["provision"]
    assert opened == ([asked] if row.expected["operating"] in {"SHALL", "MAY"} else [])
    assert bool(opened) == (name in OPEN)


@pytest.mark.parametrize("name", ["S59", "S05", "X14", "S33"])
def test_a_request_that_is_refused_held_or_barred_has_its_record_and_its_receipt(name, duly):
    told = scenario(name)
    duly(*write(told, duly.home))
    [row] = decisions(duly.home / "decided")
    manifest = json.loads((duly.home / "decided" / "manifest.json").read_text())["manifest"]
    assert row["reference"]
    assert row["reason"]
    assert row["law"]
    assert manifest["operating"] == {row["operating"]: 1}
    assert manifest["rows"] == manifest["read"] == 1
    assert duly("verify", "decided").code == 0


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_file_says_what_it_is_and_nothing_unknown(name):
    said = read(name)
    assert {key for key in said if not key.startswith("row_")} <= KEYS
    assert not {"rows", "people"} <= set(said)
    assert said["title"]
    assert said["basis"]
    assert name.startswith(said["dossier"]) or said["dossier"] in {"BASE-D", "i2.statute.crim"}


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_changes_only_keys_that_its_base_has_or_that_mean_something(name):
    said = read(name)
    base = read(said["base"])
    facts = base["custodian"].get("facts", {})
    for changes in (own.get("changes", {}) for own in (said, *every_row(said))):
        assert set(changes) <= {*base, "forum"}
        assert set(changes.get("row", {})) <= set(base["row"])
        assert set(changes.get("custodian", {}).get("facts", {})) <= set(facts)


def every_row(said):
    """What a scenario says of single rows."""
    return [value for key, value in said.items() if key.startswith("row_")]


@pytest.mark.parametrize("question", [f"Q{number}" for number in QUESTIONS])
def test_each_contested_question_has_a_case_in_which_its_readings_differ(question):
    expected = [read(name)["expected"] for name in NAMES if read(name)["dossier"] == question]
    assert any(
        question in one.get("readings", {}) and one["outcome"] == "SPLIT" for one in expected
    )


def test_no_file_in_the_folder_is_left_out():
    assert {path.stem for path in FOLDER.iterdir()} == {*NAMES, *BASES}
