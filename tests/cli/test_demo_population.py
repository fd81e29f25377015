"""``duly demo population``: the table of whom each rule would have disclosed wrongly."""

import json

import pytest


@pytest.fixture(scope="module")
def home(tmp_path_factory, command):
    home = tmp_path_factory.mktemp("population")
    said = command(home)("demo", "population", "p", "--requests", 1_000, "--seed", 4, "--json")
    assert said.code == 0, said.err
    return home, said.json


def test_every_rule_has_a_line_and_duly_is_among_them(home):
    folder, found = home
    lines = {row["rule"]: row for row in found["rules"]}
    assert {"tin_name_control", "tin_zip", "ssa_evs", "exact", "duly", "duly_tin"} <= set(lines)
    for row in lines.values():
        assert row["answered"] == row["wrong"] + row["right"]
        assert row["per_million"] <= row["bound"]
    assert (found["requests"], found["people"], found["relatives_percent"]) == (1_000, 7_812, 1)
    kept = json.loads((folder / "p" / "population.json").read_text())
    assert kept == {key: value for key, value in found.items() if key != "exit_code"}


def test_duly_answers_no_defective_address_and_the_rule_of_2025_does(home):
    lines = {row["rule"]: row for row in home[1]["rules"]}
    assert lines["duly"]["defective"] == lines["duly_tin"]["defective"] == 0
    assert lines["tin_zip"]["defective"] > 10
    assert lines["duly"]["answered"] > 300


def test_called_again_it_goes_on_and_prints_the_table(home, command):
    folder, found = home
    said = command(folder)("demo", "population", "p", "--requests", 1_000, "--seed", 4)
    assert said.code == 0
    assert "All people are invented" in said.out
    assert "not legal advice" in said.out
    for row in found["rules"]:
        assert f"{row['answered']:,}" in said.out


def test_another_seed_in_the_same_folder_is_refused(home, command):
    said = command(home[0])("demo", "population", "p", "--requests", 1_000, "--seed", 5, "--json")
    assert said.code == 2
    assert "--overwrite" in said.json["what_to_do"]
