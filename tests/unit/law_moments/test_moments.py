"""Between two moments nothing changes: one answer holds for every day."""

from datetime import date
from itertools import pairwise
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from duly.law.dated import Dated, Entry
from duly.law.evaluate import evaluate
from duly.law.explain import explain
from duly.law.fact import FIRST_DAY, LAST_DAY, Absence, Kind, days
from duly.law.index import DOORS
from duly.law.moments import dated_facts, moments
from duly.law.node import All, Compare, Fixed, Holds, InForce, Not, PlusDays, Some, Value
from duly.law.provision import FORUMS, Live, node_of
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103.i_2 import HERE
from law import strategies as s

AS_OF = s.FACTS[Kind.DATE, Absence.UNKNOWN]
OTHER = s.FACTS[Kind.DATE, Absence.NONE]
RELATIONS = ("=", "<>", "<", "<=", ">", ">=")


def days_to_try(stops, pick):
    """The days around each stop, and some in every span between two, first and last included."""
    edges = sorted({FIRST_DAY, LAST_DAY + 1, *stops})
    tried = {FIRST_DAY, LAST_DAY}
    for since, until in pairwise(edges):
        tried |= {since, since + 1, (since + until) // 2, until - 1}
        tried |= {pick.randrange(since, until) for _ in range(4) if since < until}
    return sorted(day for day in tried if FIRST_DAY <= day <= LAST_DAY)


def spans_with_two_answers(answer, stops, pick):
    """Pairs of days with no stop after the first up to the second, but with two answers."""
    found = []
    tried = days_to_try(stops, pick)
    for one, two in pairwise(tried):
        if not any(one < stop <= two for stop in stops) and answer(one) != answer(two):
            found.append((one, two))
    return found


def answers(provision, case, as_of=AS_OF):
    """What every element comes to, by day."""

    def answer(day):
        moved = {**case, as_of.name: day}
        return tuple(evaluate(node_of(leaf), moved) for leaf in provision.leaves())

    return answer


@s.thorough(max_examples=250)
@given(conditions=st.lists(s.nodes, min_size=1, max_size=5), seed=st.integers(0, 2**32))
def test_nothing_changes_between_two_moments_whatever_the_conditions(conditions, seed):
    provision = s.as_provision(conditions)
    pick = Random(seed)  # noqa: S311 - tests
    for case in s.Rows(provision, seed).make(3):
        stops = moments(provision, case, AS_OF, FORUMS[0])
        assert spans_with_two_answers(answers(provision, case), stops, pick) == []


TABLES = st.lists(
    st.tuples(st.integers(-300, 300), st.one_of(st.none(), st.integers(-300, 300))),
    max_size=4,
    unique_by=lambda entry: entry[0],
).map(
    lambda entries: Dated(
        "an invented table",
        Kind.DATE,
        tuple(Entry(since, value, "an invented source") for since, value in sorted(entries)),
    )
)
LIMIT = Dated("a limit from day 0 on", Kind.DATE, (Entry(0, 100, "an invented source"),))
_plain = st.one_of(
    st.just(Value(AS_OF)),
    st.just(Value(OTHER)),
    st.builds(Fixed, st.integers(-300, 300), st.just(Kind.DATE)),
    st.builds(InForce, TABLES, st.sampled_from([AS_OF, OTHER])),
)
DATES = st.one_of(_plain, st.builds(PlusDays, _plain, st.integers(-100, 100)))
DATED = st.recursive(
    st.builds(Compare, DATES, st.sampled_from(RELATIONS), DATES),
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(*parts)),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Some(*parts)),
    ),
    max_leaves=4,
)


def every_day(condition, other, decided=None):
    """The condition by day, and the moments, over all days near the dates that are drawn."""
    provision = s.as_provision([condition])
    # The case was decided on some day of its own; that must not matter.
    case = {AS_OF.name: decided, OTHER.name: other}
    answer = answers(provision, case)
    found = {day: answer(day) for day in range(-1200, 1201)}
    return found, moments(provision, case, AS_OF, FORUMS[0])


@s.thorough(max_examples=150)
@given(
    condition=DATED,
    other=st.one_of(st.none(), st.integers(-300, 300)),
    decided=st.one_of(st.none(), st.integers(-300, 300)),
)
@example(
    condition=Compare(Value(AS_OF), "<", InForce(LIMIT, AS_OF)),
    other=None,
    decided=None,
)
def test_every_day_on_which_a_condition_of_dates_changes_is_a_moment(condition, other, decided):
    found, stops = every_day(condition, other, decided)
    changed = [day for day in range(-1199, 1201) if found[day] != found[day - 1]]
    assert set(changed) <= set(stops)


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("shift", [0, 90, -90])
def test_a_plain_comparison_changes_on_exactly_its_moments(relation, mirrored, shift):
    sides = (PlusDays(Value(AS_OF), shift), Fixed(10, Kind.DATE))
    one, two = reversed(sides) if mirrored else sides
    found, stops = every_day(Compare(one, relation, two), None)
    assert [day for day in range(-1199, 1201) if found[day] != found[day - 1]] == list(stops)


def test_what_does_not_move_with_the_day_has_no_moment():
    flag = s.FACTS[Kind.FLAG, Absence.UNKNOWN]
    for node in (
        Holds(flag),
        Compare(Value(OTHER), "<", Fixed(5, Kind.DATE)),
        Compare(Value(AS_OF), "<", PlusDays(Value(AS_OF), 5)),
    ):
        assert moments(s.as_provision([node]), {OTHER.name: 3}, AS_OF, FORUMS[0]) == {}


def test_a_date_that_nobody_stated_has_no_moment():
    node = Compare(Value(AS_OF), ">=", Value(OTHER))
    assert moments(s.as_provision([node]), {}, AS_OF, FORUMS[0]) == {}
    assert list(moments(s.as_provision([node]), {OTHER.name: 7}, AS_OF, FORUMS[0])) == [7]


def test_the_cause_of_a_moment_is_the_element_whose_answer_changes():
    nodes = [Compare(Value(AS_OF), ">=", Fixed(day, Kind.DATE)) for day in (3, 5, 3)]
    provision = s.as_provision(nodes)
    assert moments(provision, {}, AS_OF, FORUMS[0]) == {3: ("e0", "e2"), 5: ("e1",)}


@pytest.mark.parametrize("forum", FORUMS)
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.cite)
@s.thorough(max_examples=3)
@given(seed=st.integers(0, 2**32))
def test_no_door_changes_its_answer_between_two_moments(door, forum, seed):
    pick = Random(seed)  # noqa: S311 - tests
    for case in s.Rows(door, seed).make(2):
        stops = moments(door, case, f.as_of, forum)
        names = {*(part.id for part in door.parts())}
        names |= {f"{q.id}={r.id}" for q in door.questions for r in q.readings}
        assert {cause for causes in stops.values() for cause in causes} <= names

        def told(day, case=case):
            found = explain(door, {**case, f.as_of.name: day}, forum=forum, day=day)
            return found.outcome, found.operating, found.findings

        assert spans_with_two_answers(told, stops, pick) == []


def test_a_reading_is_open_from_its_first_day_and_no_longer_on_the_day_on_which_it_ends():
    question = next(one for one in HERE.questions if any(r.live for r in one.readings))
    reading = next(one for one in question.readings if one.live)
    for span in reading.live:
        assert isinstance(span, Live)
        stops = moments(HERE, {}, f.as_of, span.forum)
        for day in (span.since, span.until):
            if day is not None:
                assert f"{question.id}={reading.id}" in stops[day]
                assert reading.is_live(span.forum, day) != reading.is_live(span.forum, day - 1)


def test_the_dates_of_a_case_behind_an_element_are_named():
    opened = dated_facts(HERE, "i2.live", f.as_of)
    assert [fact.name for fact in opened] == ["matter_opened_on"]
    assert dated_facts(HERE, "i2.B.i.name", f.as_of) == ()


def test_the_moments_of_a_case_are_its_own_dates_and_limits_counted_from_them():
    case = {"matter_opened_on": days(date(2025, 4, 17)), "statute": "8 USC 1253(a)(1)",
            "order_final_on": days(date(2025, 1, 10))}  # fmt: skip
    stops = moments(HERE, case, f.as_of, "elsewhere")
    assert days(date(2025, 4, 17)) in stops
    assert days(date(2025, 1, 10)) in stops
    assert days(date(2025, 1, 10)) + 91 in stops  # more than 90 days after the order was final
