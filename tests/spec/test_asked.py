"""Scenarios and questions of the law dossier that other commands than the check answer.

They stand in its sections 7.1 and 7.2. Each is a file in ``asked/``: a scenario that is decided
first, if there is one, what was then disclosed, what is asked, and what must be said.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from scenario import NAMES, csv_rows, flat, scenario, table, write

from duly.law.exposure import AUGUST_2025, Scale, statutory_damages

FOLDER = Path(__file__).with_name("asked")
ASKED = sorted(path.stem for path in FOLDER.iterdir())
KEYS = {"title", "dossier", "basis", "note", "after", "release", "ask"}
KEYS |= {"accounts", "scale", "cents"}


def asked(name: str) -> dict[str, Any]:
    """What is asked, as its file says it."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def place(answer, path):
    """What stands at a place of an answer: by key, by number, or by the id of one of several."""
    for step in path.split(" > "):
        if isinstance(answer, dict):
            answer = answer[step]
        elif step.isdigit():
            answer = answer[int(step)]
        else:
            answer = next(one for one in answer if one["id"] == step)
    return answer


def says(answer, expected):
    """A text is expected within the text, or within one of the texts; anything else exactly."""
    if isinstance(expected, str) and isinstance(answer, list):
        return any(expected in one for one in answer)
    return expected in answer if isinstance(expected, str) else answer == expected


@pytest.mark.parametrize("name", ASKED)
def test_the_command_answers_as_the_dossier_says(name, duly):
    told = asked(name)
    if "after" in told:
        said = duly(*write(scenario(told["after"]), duly.home))
        assert said.code == 0, said.err
    if "release" in told:
        table(duly.home / "releases.csv", told["release"])
    for one in told["ask"]:
        said = duly(*one["command"], *one.get("and", ()), "--json")
        assert said.code == 0, said.err
        expected = one["expected"]
        for path, text in expected.get("says", {}).items():
            assert says(place(said.json, path), text), (path, place(said.json, path))
        if "row" in expected:
            [row] = csv_rows(duly.home / "accounting" / "accounting.csv")
            assert {key: row[key] for key in expected["row"]} == expected["row"]
        if "outcome" not in expected:
            continue
        assert (said.json["outcome"], said.json["operating"]) == (
            expected["outcome"],
            expected["operating"],
        )
        stopped = {
            (one["id"], one["result"].lower(), one["law"])
            for one in flat(said.json["findings"]).values()
            if one["result"].lower() in {"not met", "not known"} and not one["parts"]
        }
        ways = {(way["element"], way["result"], way["law"]) for way in expected["in_the_way"]}
        assert stopped == ways


@pytest.mark.parametrize("name", [name for name in ASKED if "accounts" in asked(name)])
def test_both_accounts_of_how_many_are_kept(name):
    assert {one.id: one.records for one in AUGUST_2025} == asked(name)["accounts"]


@pytest.mark.parametrize("name", [name for name in ASKED if "cents" in asked(name)])
def test_the_exposure_is_a_range_over_the_readings(name):
    told = asked(name)
    found = statutory_damages(Scale(**told["scale"]))
    assert {one.id: one.cents for one in found.readings} == told["cents"]
    assert (found.least, found.most) == (min(told["cents"].values()), max(told["cents"].values()))


@pytest.mark.parametrize("name", ASKED)
def test_a_file_says_what_it_is_and_nothing_unknown(name):
    told = asked(name)
    assert set(told) <= KEYS
    assert told["title"]
    assert told["basis"]
    assert name.startswith(told["dossier"])
    assert told.get("after", NAMES[0]) in NAMES
    assert all(set(one) <= {"command", "and", "expected"} for one in told["ask"])
    assert all(
        set(one["expected"]) <= {"outcome", "operating", "in_the_way", "says", "row"}
        for one in told["ask"]
    )
