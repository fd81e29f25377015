"""Each provision, case by case: a table in cases/ with a base case and one change each."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from duly.law import index
from duly.law.explain import Explanation, Finding, deciding, explain
from duly.law.fact import Absence, Case, Fact, Kind, Value, bits, days
from duly.law.node import facts_of
from duly.law.provision import Provision, node_of

FILES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
FORUM = "D.C. Cir."


@dataclass(frozen=True)
class Table:
    """The cases of one provision."""

    law: Provision
    base: dict[str, Any]
    rows: list[dict[str, Any]]
    asks_nothing: frozenset[str]
    not_live: frozenset[str]

    def value(self, name: str, given: object) -> Value:
        """A value in the law's form; a word that is no choice is an error here."""
        fact = self.facts[name]
        if isinstance(given, date):
            return days(given)
        if fact.kind is Kind.CHOICES:
            return bits(fact, set(given))
        assert fact.kind is not Kind.CHOICE or given in fact.choices, f"{name}: {given}"
        return given

    @property
    def facts(self) -> dict[str, Fact]:
        return {fact.name: fact for fact in self.law.facts()}

    def case_of(self, row: dict[str, Any]) -> Case:
        facts = {**self.base, **row.get("change", {})}
        for name in row.get("without", []):
            del facts[name]
        return {
            name: self.value(name, given) for name, given in facts.items() if name in self.facts
        }

    def told(self, row: dict[str, Any]) -> Explanation:
        day = days({**self.base, **row.get("change", {})}["as_of"])
        return explain(self.law, self.case_of(row), forum=row.get("forum", FORUM), day=day)

    @property
    def leaves(self) -> list[str]:
        return [leaf.id for leaf in self.law.leaves() if leaf.id not in self.asks_nothing]

    def never_unknown(self, id_: str) -> bool:
        """The request's own words: what is not set forth is not unknown, it is not there."""
        return all(fact.absent is Absence.NONE for fact in facts_of(node_of(self.law.part(id_))))


@cache
def table(stem: str) -> Table:
    said = tomllib.loads((Path(__file__).parent / "cases" / f"{stem}.toml").read_text("utf-8"))
    law = index.find(said["provision"], days(said["base"]["as_of"]))
    known = {fact.name for fact in law.facts()} | {"as_of"}
    for row in [{"change": said["base"]}, *said["case"]]:
        assert set(row.get("change", {})) <= known, set(row.get("change", {})) - known
    asks_nothing, not_live = (frozenset(said.get(n, ())) for n in ("asks_nothing", "not_live"))
    return Table(law, said["base"], said["case"], asks_nothing, not_live)


STEMS = [path.stem for path in FILES]
CASES = [(stem, row) for stem in STEMS for row in table(stem).rows]
LEAVES = [(stem, id_) for stem in STEMS for id_ in table(stem).leaves]
SAYS = [f"{stem}: {row['says']}" for stem, row in CASES]


def every(findings: tuple[Finding, ...]) -> list[Finding]:
    return [f for one in findings for f in (one, *every(one.parts))]


@pytest.mark.parametrize(("stem", "row"), CASES, ids=SAYS)
def test_case(stem, row):
    explanation = table(stem).told(row)
    stands = deciding(explanation)
    assert explanation.operating == row["operating"]
    assert explanation.outcome == row["outcome"]
    assert (stands[0].id if stands else None) == row.get("element")


@pytest.mark.parametrize(("stem", "row"), CASES, ids=SAYS)
def test_what_is_answered_has_a_reason_with_a_citation_and_a_next_step(stem, row):
    for finding in deciding(table(stem).told(row)):
        assert finding.because.endswith(".")
        assert finding.cite
        assert finding.next_step
        if finding.value is None:
            assert finding.missing


@cache
def values(stem: str) -> dict[str, set[bool | None]]:
    found: dict[str, set[bool | None]] = {}
    for row in table(stem).rows:
        for finding in every(table(stem).told(row).findings):
            found.setdefault(finding.id, set()).add(finding.value)
    return found


@pytest.mark.parametrize(("stem", "id_"), LEAVES)
def test_the_table_has_a_case_in_which_each_element_is_met_fails_and_is_unknown(stem, id_):
    expected = {True, False} if table(stem).never_unknown(id_) else {True, False, None}
    assert values(stem)[id_] == expected


def test_the_elements_of_i_2_that_can_never_be_unknown_are_what_the_request_sets_forth():
    i_2 = table("i_2")
    assert [id_ for id_ in i_2.leaves if i_2.never_unknown(id_)] == [
        "i2.B.i.name",
        "i2.B.ii.period",
        "i2.B.iii.auth",
        "i2.B.iv.stated",
    ]


@pytest.mark.parametrize("stem", STEMS)
def test_every_deciding_element_is_the_first_reason_of_some_refusal_and_of_some_hold(stem):
    one = table(stem)
    words = one.law.words
    first = {(row["operating"], row.get("element")) for row in one.rows}
    for unit in one.law.units():
        if unit.part.id in one.asks_nothing:
            continue
        refused = words.barred if unit.bar else words.not_met
        assert (refused, unit.part.id) in first, unit.part.id
        if not one.never_unknown(unit.part.id):
            assert (words.unknown, unit.part.id) in first, unit.part.id


@pytest.mark.parametrize("stem", STEMS)
def test_every_question_splits_some_case_and_names_its_readings(stem):
    one = table(stem)
    split = {
        reading.question
        for row in one.rows
        for explanation in [one.told(row)]
        for reading in explanation.readings
        if reading.live and not reading.operating and reading.outcome != explanation.operating
    }
    assert split == {question.id for question in one.law.questions} - one.not_live


def test_every_door_has_a_table():
    doors = {provision.cite for provision in index.DOORS}
    assert doors <= {table(stem).law.cite for stem in STEMS}


@pytest.mark.parametrize("stem", STEMS)
def test_nothing_is_released_when_nothing_is_known(stem):
    one = table(stem)
    told = explain(one.law, {}, forum=FORUM, day=days(one.base["as_of"]))
    assert told.operating in {one.law.words.unknown, one.law.words.not_met}


def test_a_request_under_i_2_with_nothing_but_its_own_words_holds():
    i_2 = table("i_2")
    words = {name: i_2.base[name] for name in ("taxpayer_name", "periods", "statute", "reason")}
    assert explain(i_2.law, words, forum=FORUM, day=days(i_2.base["as_of"])).operating == "HOLD"
