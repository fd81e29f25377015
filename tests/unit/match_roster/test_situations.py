"""Every situation of the situation files comes out as it says there."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from duly.match import ANSWER_OF_REASON, MatchPolicy

from .people import Person, Request, match

FILES = sorted(Path(__file__).parent.glob("situations/*.toml"))
SITUATIONS: list[dict[str, Any]] = [
    situation
    for file in FILES
    for situation in tomllib.loads(file.read_text(encoding="utf-8"))["situation"]
]


def people_of(situation: dict[str, Any]) -> list[Person]:
    people = [
        Person(**{k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()})
        for entry in situation["people"]
    ]
    crowd = situation.get("crowd")
    if crowd:
        people += [
            Person(
                f"crowd{n}", (f"Person{'abcdefghijklmnopqrstuvwxyz'[n]}//Nobody",), (crowd["at"],)
            )
            for n in range(crowd["people"])
        ]
    return people


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda s: s["title"])
def test_situation(situation: dict[str, Any], tmp_path: Path):
    policy = MatchPolicy(**situation.get("policy", {}))
    rows = match(tmp_path, people_of(situation), [Request(**situation["request"])], policy)
    assert len(rows) == 1
    row = rows[0]
    expect = situation["expect"]
    assert row["reason"] == expect["reason"]
    assert row["answer"] == ANSWER_OF_REASON[expect["reason"]]
    assert row["person_id"] == expect.get("person")
    comparison = {"one": "agrees", "mismatch": "disagrees"}.get(row["answer"])
    assert row["comparison"] == comparison
    for column in expect.keys() - {"reason", "person"}:
        assert row[column] == expect[column], column


def test_no_two_situations_have_one_title():
    titles = [situation["title"] for situation in SITUATIONS]
    assert len(set(titles)) == len(titles)


def test_every_reason_occurs_in_a_situation():
    assert {situation["expect"]["reason"] for situation in SITUATIONS} == set(ANSWER_OF_REASON)
