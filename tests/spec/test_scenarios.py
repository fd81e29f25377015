"""The scenarios, defects and contested readings of the law dossier under § 6103(i)(2).

They stand in its sections 7.1, 5.4 and 7.2. Each is a file in ``scenarios/``: a base case,
what is changed, and what must come of it. Here each one is handed to the public command, and
the decision file is read.
"""

import json

import pytest
from scenario import FOLDER, KEYS, NAMES, decisions, flat, found, read, scenario, wanted, write

SCENARIOS = (1, 3, 5, 7, 9, 11, 19, 21, 23, 25, 27, 29, 31, 33, 35, 37, 59)
DEFECTS = (6, 7, 8, 12, 13, 14, 15, 16, 19, 20, 21, 22, 23)
QUESTIONS = (1, 2, 3, 4, 5, 6, 9, 14)
AS_A_PROGRAM = ("S01", "S33", "X06")


@pytest.mark.parametrize("name", NAMES)
def test_the_request_is_decided_as_the_dossier_says(name, duly):
    told = scenario(name)
    run = duly.installed if name in AS_A_PROGRAM else duly
    said = run(*write(told, duly.home))
    assert said.code == 0, said.err
    # The explanation of one row: the one that differs from the others, else the last.
    own = next((r for r in told.rows if r.expected is not told.said["expected"]), told.rows[-1])
    why = duly("why", own.request_id, "--in", "decided", "--json").json
    live = {
        f"{one['question']}={one['reading']}"
        for one in why["readings"]
        if one["live"] and not one["operated_on"]
    }
    rows = decisions(duly.home / "decided")
    assert [row["request_id"] for row in rows] == [row.request_id for row in told.rows]
    assert [found(row, live) for row in rows] == [wanted(row) for row in told.rows]
    findings = flat(why["findings"])
    ways = own.expected["in_the_way"]
    shown = [findings[way["element"]] for way in ways]
    assert (why["outcome"], why["operating"]) == (
        own.expected["outcome"],
        own.expected["operating"],
    )
    assert [(one["result"].lower(), one["law"]) for one in shown] == [
        (way["result"], way["law"]) for way in ways
    ]
    assert all(one["because"] and one["next_step"] for one in shown)


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


def test_every_scenario_of_the_dossier_under_this_provision_has_a_file():
    covered = {read(name)["dossier"] for name in NAMES}
    asked = {f"S{number:02d}" for number in SCENARIOS}
    asked |= {f"X{number:02d}" for number in DEFECTS}
    asked |= {f"Q{number}" for number in QUESTIONS}
    assert asked - covered == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_file_says_what_it_is_and_nothing_unknown(name):
    said = read(name)
    assert {key for key in said if not key.startswith("row_")} <= KEYS
    assert said["title"]
    assert said["basis"]
    assert name.startswith(said["dossier"]) or said["dossier"] in {"BASE-D", "i2.statute.crim"}


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_changes_only_keys_that_its_base_has_or_that_mean_something(name):
    said = read(name)
    base = read(said["base"])
    allowed = set(base) | {"forum"}
    assert set(said.get("changes", {})) <= allowed
    assert set(said.get("changes", {}).get("row", {})) <= set(base["row"])


@pytest.mark.parametrize("question", [f"Q{number}" for number in QUESTIONS])
def test_each_contested_question_has_a_case_in_which_its_readings_differ(question):
    expected = [read(name)["expected"] for name in NAMES if read(name)["dossier"] == question]
    assert any(
        question in one.get("readings", {}) and one["outcome"] == "SPLIT" for one in expected
    )


def test_no_file_in_the_folder_is_left_out():
    assert {path.stem for path in FOLDER.iterdir()} == {*NAMES, "base-d", "base-f"}
