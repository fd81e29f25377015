"""26 U.S.C. § 6103(i)(2), case by case: the table in i_2_cases.toml, one change each."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from duly.law import index
from duly.law.explain import Explanation, Finding, deciding, explain
from duly.law.fact import Absence, Case, Kind, Value, bits, days
from duly.law.node import facts_of
from duly.law.provision import node_of

TABLE = tomllib.loads((Path(__file__).parent / "i_2_cases.toml").read_text(encoding="utf-8"))
BASE = TABLE["base"]
LAW = index.find("26 USC 6103(i)(2)", days(BASE["as_of"]))
FACTS = {fact.name: fact for fact in LAW.facts()}
ASKS_NOTHING = {"i2.scale"}
"""As written it asks nothing; the reading Q5=B gives it a meaning, shown as a SPLIT."""


def value(name: str, given: object) -> Value:
    """A value of the table in the law's form; a word that is no choice is an error here."""
    fact = FACTS[name]
    if isinstance(given, date):
        return days(given)
    if fact.kind is Kind.CHOICES:
        return bits(fact, set(given))
    assert fact.kind is not Kind.CHOICE or given in fact.choices, f"{name}: {given}"
    return given


def case_of(row: dict[str, object]) -> Case:
    facts = {**BASE, **row.get("change", {})}
    for name in row.get("without", []):
        del facts[name]
    return {name: value(name, given) for name, given in facts.items()}


def told(row: dict[str, object]) -> Explanation:
    case = case_of(row)
    return explain(LAW, case, forum=row.get("forum", "D.C. Cir."), day=case["as_of"])


def every(findings: tuple[Finding, ...]) -> list[Finding]:
    return [f for one in findings for f in (one, *every(one.parts))]


@pytest.mark.parametrize("row", TABLE["case"], ids=lambda row: row["says"])
def test_case(row):
    explanation = told(row)
    stands = deciding(explanation)
    assert explanation.operating == row["operating"]
    assert explanation.outcome == row["outcome"]
    assert (stands[0].id if stands else None) == row.get("element")


@pytest.mark.parametrize("row", TABLE["case"], ids=lambda row: row["says"])
def test_what_is_answered_has_a_reason_with_a_citation_and_a_next_step(row):
    for finding in deciding(told(row)):
        assert finding.because.endswith(".")
        assert finding.cite
        assert finding.next_step
        if finding.value is None:
            assert finding.missing


LEAVES = [leaf.id for leaf in LAW.leaves() if leaf.id not in ASKS_NOTHING]
VALUES: dict[str, set[bool | None]] = {}
for _row in TABLE["case"]:
    for _finding in every(told(_row).findings):
        VALUES.setdefault(_finding.id, set()).add(_finding.value)


def never_unknown(id_: str) -> bool:
    """The request's own words: what is not set forth is not unknown, it is not there."""
    return all(fact.absent is Absence.NONE for fact in facts_of(node_of(LAW.part(id_))))


@pytest.mark.parametrize("id_", LEAVES)
def test_the_table_has_a_case_in_which_each_element_is_met_fails_and_is_unknown(id_):
    expected = {True, False} if never_unknown(id_) else {True, False, None}
    assert VALUES[id_] == expected


def test_the_elements_that_can_never_be_unknown_are_the_words_that_the_request_sets_forth():
    assert [id_ for id_ in LEAVES if never_unknown(id_)] == [
        "i2.B.i.name",
        "i2.B.ii.period",
        "i2.B.iii.auth",
        "i2.B.iv.stated",
    ]


def test_every_deciding_element_is_the_first_reason_of_some_refusal_and_of_some_hold():
    first = {(row["operating"], row.get("element")) for row in TABLE["case"]}
    for unit in LAW.units():
        if unit.part.id in ASKS_NOTHING:
            continue
        refused = "BARRED" if unit.bar else "DENY"
        assert (refused, unit.part.id) in first, unit.part.id
        if not never_unknown(unit.part.id):
            assert ("HOLD", unit.part.id) in first, unit.part.id


def test_every_question_splits_some_case_and_names_its_readings():
    split = {
        reading.question
        for row in TABLE["case"]
        for explanation in [told(row)]
        for reading in explanation.readings
        if reading.live and not reading.operating and reading.outcome != explanation.operating
    }
    assert split == {question.id for question in LAW.questions}


def test_nothing_is_released_when_nothing_is_known():
    assert explain(LAW, {}, forum="D.C. Cir.", day=days(BASE["as_of"])).operating == "DENY"
    words = {name: BASE[name] for name in ("taxpayer_name", "periods", "statute", "reason")}
    assert explain(LAW, words, forum="D.C. Cir.", day=days(BASE["as_of"])).operating == "HOLD"
