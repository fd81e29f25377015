"""Explanation, compiled function, columns and solver give one answer to every case."""

from typing import get_args

import duckdb
import pytest
import z3
from hypothesis import given
from hypothesis import strategies as st

from duly.law import node as n
from duly.law import pattern as p
from duly.law.evaluate import evaluate
from duly.law.fact import Absence, Case, Kind
from duly.law.index import PROVISIONS
from duly.law.prove import World, _string, solve
from duly.law.provision import Provision

from . import strategies as s
from .agreement import answers_of_rows, answers_one_by_one, differences, plan_of, sql, table

seeds = st.integers(0, 2**32)
odd_texts = st.lists(s.texts, max_size=8)


@pytest.fixture(scope="module")
def duck():
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        yield connection


def disagreements(
    duck: duckdb.DuckDBPyConnection, provision: Provision, cases: list[Case]
) -> list[str]:
    plan = plan_of(provision)
    duck.register("cases", table(provision, cases))
    duck.execute(sql(plan, "duckdb"))
    names = [column[0] for column in duck.description]
    rows = [dict(zip(names, row, strict=True)) for row in duck.fetchall()]
    duck.unregister("cases")
    return differences(plan, cases, answers_one_by_one(plan, cases), answers_of_rows(plan, rows))


@pytest.mark.parametrize("provision", PROVISIONS, ids=lambda provision: provision.cite)
@s.thorough(max_examples=5)
@given(seed=seeds, odd=odd_texts)
def test_every_provision_is_decided_alike_by_every_back_end(duck, provision, seed, odd):
    cases = s.Rows(provision, seed, odd).make(2000)
    assert disagreements(duck, provision, cases) == []


@pytest.mark.parametrize("provision", PROVISIONS, ids=lambda provision: provision.cite)
def test_the_random_cases_reach_every_answer_word(provision):
    cases = s.Rows(provision, 7).make(3000)
    answers = answers_one_by_one(plan_of(provision), cases).values()
    words = provision.words
    expected = {words.met, words.not_met}
    if provision.bars:
        expected.add(words.barred)
    if any(fact.absent is Absence.UNKNOWN for fact in provision.facts()):
        expected.add(words.unknown)
    assert {answer["operating"] for answer in answers} == expected


@s.thorough(max_examples=120)
@given(conditions=st.lists(s.nodes, min_size=1, max_size=8), seed=seeds, odd=odd_texts)
def test_random_conditions_are_decided_alike_by_every_back_end(duck, conditions, seed, odd):
    provision = s.as_provision(conditions)
    assert disagreements(duck, provision, s.Rows(provision, seed, odd).make(150)) == []


@s.thorough(max_examples=6)
@given(conditions=st.lists(s.nodes, min_size=70, max_size=70), seed=seeds)
def test_more_conditions_than_fit_one_integer_are_decided_alike(duck, conditions, seed):
    provision = s.as_provision(conditions)
    assert disagreements(duck, provision, s.Rows(provision, seed).make(100)) == []


@s.thorough(max_examples=100)
@given(condition=s.nodes, seed=seeds, odd=odd_texts)
def test_the_solver_means_what_the_evaluator_means(condition, seed, odd):
    facts = n.facts_of(condition)
    world = World(facts)
    rails = world.rails(condition)
    rows = s.Rows(s.as_provision([condition]), seed, odd)
    for case in rows.make(12):
        settled = [
            z3.simplify(z3.substitute(t, *_values(world, case))) for t in (rails.true, rails.false)
        ]
        expected = evaluate(condition, case)
        assert [_settle(term) for term in settled] == [expected is True, expected is False], case


def _values(world: World, case: Case) -> list[tuple[z3.ExprRef, z3.ExprRef]]:
    pairs = []
    for fact in world.facts:
        value, variable = case[fact.name], world.value[fact.name]
        pairs.append((world.here[fact.name], z3.BoolVal(value is not None)))
        if fact.kind is Kind.FLAG:
            pairs.append((variable, z3.BoolVal(bool(value))))
        elif fact.kind is Kind.TEXT:
            pairs.append((variable, _string(str(value or ""))))
        elif fact.kind is Kind.CHOICES:
            pairs += [
                (flag, z3.BoolVal(bool(int(value or 0) >> place & 1)))
                for place, flag in enumerate(variable)
            ]
        elif fact.kind is Kind.CHOICE:
            pairs.append((variable, z3.IntVal(fact.choices.index(value) if value else 0)))
        else:
            pairs.append((variable, z3.IntVal(int(value or 0))))
    return pairs


def _settle(term: z3.ExprRef) -> bool:
    if z3.is_true(term) or z3.is_false(term):
        return z3.is_true(term)
    return solve(term) is not None


def test_every_type_of_condition_operand_and_pattern_has_a_generator():
    assert {*s.ATOMS, *s.COMPOUNDS} == set(get_args(n.Node))
    assert set(s.OPERANDS) == set(get_args(n.Operand))
    assert set(s.PATTERNS) == set(get_args(p.Pattern))


def test_facts_of_every_kind_and_both_meanings_of_absence_are_generated():
    assert set(s.FACTS) == {(kind, absent) for kind in Kind for absent in Absence}


def test_the_generators_produce_every_type_they_promise():
    seen: set[type] = set()

    @s.thorough(max_examples=300)
    @given(condition=s.nodes)
    def collect(condition):
        seen.update(type(part) for part in s.walk(condition))

    collect()
    assert {*get_args(n.Node), *get_args(n.Operand), *get_args(p.Pattern)} <= seen
