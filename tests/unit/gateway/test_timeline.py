"""One case over time: each span's one answer is the answer of every day in it."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st

from duly.gateway.compose import composed
from duly.gateway.policy import Policy
from duly.gateway.timeline import timeline
from duly.law import index
from duly.law.explain import deciding, explain
from duly.law.fact import Kind, days
from duly.law.fact import day as day_of
from duly.law.index import DOORS
from duly.law.provision import FORUMS
from duly.law.usc.t26.s6103 import facts as f
from duly.orders.facts import order_facts
from duly.orders.load import Registry, load_registry
from duly.orders.model import STATUSES, Order
from duly.orders.timeline import STANDING
from law import strategies as s
from unit.orders.order_cases import base_d

I2 = "26 USC 6103(i)(2)"
FIRST, LAST = date(2025, 1, 1), date(2026, 12, 31)
SHIPPED = load_registry()
DAYS = st.dates(FIRST, LAST)
NO_SHRINKING = (Phase.explicit, Phase.generate)
"""A registry is read as it stands; making it smaller takes minutes."""


def told_on(day, cite, registry, case, policy):
    """What deciding the case as of a day, on that day, comes to."""
    number = days(day)
    applied = composed(index.find(cite, number), registry, decided_on=day, stale=policy.stale_days)
    found = explain(applied, {**case, f.as_of.name: number}, forum=policy.forum, day=number)
    return found.outcome, found.operating, [(one.id, one.value) for one in deciding(found)]


def said(span):
    """What a span says of its days."""
    told = span.explanation
    return told.outcome, told.operating, [(one.id, one.value) for one in deciding(told)]


def days_with_another_answer(spans, last, pick, ask):
    """Days in a span on which the case is decided otherwise than the span says."""
    days_of = {}
    for span in spans:
        end = last if span.until is None else span.until - timedelta(days=1)
        length = (end - span.since).days
        tried = {0, length, pick.randint(0, length), pick.randint(0, length)}
        days_of |= {span.since + timedelta(days=n): span for n in tried}
    asked = [(day, said(span), ask(day)) for day, span in days_of.items()]
    return [one for one in asked if one[1] != one[2]]


def order(**changes):
    """An order about (i)(2), invented."""
    return Order.model_validate(
        {
            "order_id": "OWN-TRO",
            "court": "Example Court",
            "docket": "0:00-cv-00000",
            "kind": "temporary_restraining_order",
            "title": "Invented: the IRS may not disclose to the Department of Homeland Security.",
            "effective_from": date(2025, 7, 1),
            "status": "in_force",
            "bound_parties": ["irs"],
            "provisions": [I2],
            "source": "invented for tests",
            "mark": "unverified",
            "last_verified_on": LAST,
            "verified_by": "a test",
            "blocks": [
                {
                    "actor": ["irs"],
                    "act": "disclose",
                    "recipient": ["dhs"],
                    "made_under": "any",
                    "provisions": [I2],
                    "says": "The IRS may not disclose.",
                }
            ],
            **changes,
        }
    )


@st.composite
def orders(draw):
    """Up to three orders that begin, change, end and are verified on random days."""
    made = []
    for number in range(draw(st.integers(0, 3))):
        since = draw(DAYS)
        gaps = draw(st.lists(st.integers(0, 200), max_size=3))
        steps, at = [], since
        for gap in gaps:
            at += timedelta(days=gap + 1)
            steps.append(
                {"on": at, "status": draw(st.sampled_from(STATUSES)), "says": "Changed.",
                 "source": "invented for tests"}
            )  # fmt: skip
        status = steps[-1]["status"] if steps else "in_force"
        ends = draw(st.booleans()) or status not in STANDING
        made.append(
            order(
                order_id=f"OWN-{number}",
                effective_from=since,
                effective_to=at + timedelta(days=draw(st.integers(1, 200))) if ends else None,
                changes=steps,
                status=status,
                last_verified_on=draw(DAYS),
                carve_outs=draw(
                    st.sampled_from(
                        [[], [{"id": "open", "says": "Left open.", "requires": ["recorded"]}],
                         [{"id": "open", "says": "Left open.", "requires": ["notice_to_court"]}]]
                    )
                ),
            )
        )  # fmt: skip
    return Registry(tuple(made))


@s.thorough(max_examples=20, phases=NO_SHRINKING)
@given(registry=orders(), seed=st.integers(0, 2**32), forum=st.sampled_from(FORUMS))
def test_every_day_of_a_span_is_decided_as_the_span_says(registry, seed, forum):
    pick = Random(seed)  # noqa: S311 - tests
    policy = Policy(forum=forum)
    base = index.find(I2, days(FIRST))
    rows = s.Rows(base, seed)
    case = {**rows.one(), **{fact.name: rows.value(fact) for fact in order_facts(registry)}}
    # Dates of the case that fall into the time that is shown, or before it.
    for fact in (*base.facts(), *order_facts(registry)):
        if fact.kind is Kind.DATE and case[fact.name] is not None:
            case[fact.name] = days(FIRST) + pick.randint(-200, 700)
    spans = timeline(I2, registry, case, policy=policy, first=FIRST, last=LAST)
    assert (spans[0].since, spans[-1].until) == (FIRST, None)
    assert all(one.until == two.since for one, two in pairwise(spans))
    assert all(span.causes for span in spans)

    def ask(day):
        return told_on(day, I2, registry, case, policy)

    assert days_with_another_answer(spans, LAST, pick, ask) == []


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.cite)
def test_every_day_of_a_span_is_decided_as_the_span_says_under_every_door(door):
    pick, policy = Random(door.cite), Policy()  # noqa: S311 - tests
    for case in s.Rows(door, 11).make(1):
        spans = timeline(door.cite, SHIPPED, case, policy=policy, first=None, last=LAST)
        assert spans[0].since == day_of(door.since)

        def ask(day, case=case):
            return told_on(day, door.cite, SHIPPED, case, policy)

        assert days_with_another_answer(spans, LAST, pick, ask) == []


def met_case(**changes):
    """A case that (i)(2) opens while no order stands."""
    return base_d(date(2025, 8, 1), **changes)


def seen(registry, *, first=FIRST, last=LAST, **changes):
    """Each span as its first day, the word acted on, and its causes."""
    spans = timeline(I2, registry, met_case(**changes), policy=Policy(), first=first, last=last)
    return [(span.since, span.explanation.operating, " ".join(span.causes)) for span in spans]


def test_an_order_bars_from_its_first_day_to_the_day_before_its_end_and_is_named_as_the_cause():
    registry = Registry((order(effective_to=date(2025, 9, 1)),))
    found = seen(registry, first=date(2025, 6, 1))
    assert [(since, word) for since, word, _ in found] == [
        (date(2025, 6, 1), "SHALL"),
        (date(2025, 7, 1), "BARRED"),
        (date(2025, 9, 1), "SHALL"),
    ]
    assert "OWN-TRO stands from this day on" in found[1][2]
    assert "OWN-TRO no longer stands from this day on" in found[2][2]


def test_a_stay_of_an_order_and_its_return_are_days_on_which_the_answer_changes():
    changes = [
        {"on": date(2025, 8, 1), "status": "stayed", "says": "Stayed.", "source": "invented"},
        {"on": date(2025, 8, 15), "status": "in_force", "says": "Back.", "source": "invented"},
    ]
    found = seen(Registry((order(changes=changes),)), first=date(2025, 6, 1))
    assert [(since, word) for since, word, _ in found] == [
        (date(2025, 6, 1), "SHALL"),
        (date(2025, 7, 1), "BARRED"),
        (date(2025, 8, 1), "SHALL"),
        (date(2025, 8, 15), "BARRED"),
    ]


def test_notice_to_the_court_opens_the_carve_out_from_the_day_of_the_notice():
    carve_out = {"id": "open", "says": "Left open.", "requires": ["notice_to_court"]}
    registry = Registry((order(carve_outs=[carve_out]),))
    noticed = {"order_own_tro_notice_on": days(date(2025, 8, 5))}
    found = seen(registry, first=date(2025, 6, 1), **noticed)
    assert [(since, word) for since, word, _ in found] == [
        (date(2025, 6, 1), "SHALL"),
        (date(2025, 7, 1), "BARRED"),
        (date(2025, 8, 5), "SHALL"),
    ]
    assert "A date of this case under OWN-TRO arrives" in found[2][2]


def test_an_entry_that_nobody_verified_for_more_than_seven_days_holds_from_the_eighth_day():
    """What the order surely bars stays barred; what it might lift is not known any more."""
    lifted = [{"id": "open", "says": "Left open.", "requires": ["recorded"]}]
    entry = order(carve_outs=lifted, last_verified_on=date(2025, 7, 20))
    registry = Registry((entry,))
    found = seen(registry, first=date(2025, 7, 2), order_own_tro_carve_out=True)
    assert [(since, word) for since, word, _ in found] == [
        (date(2025, 7, 2), "SHALL"),
        (date(2025, 7, 28), "HOLD"),
    ]
    assert "Nobody has verified the entry of OWN-TRO since" in found[1][2]
    assert [word for _, word, _ in seen(registry, first=date(2025, 7, 2))] == ["BARRED", "BARRED"]


def test_an_order_that_has_ended_holds_like_any_other_once_its_entry_is_stale():
    """What a run of that day answers (see orders/overlay.py), the view of time answers too."""
    entry = order(
        effective_to=date(2025, 7, 10), status="ended", last_verified_on=date(2025, 7, 20)
    )
    registry = Registry((entry,))
    spans = timeline(I2, registry, met_case(), policy=Policy(), first=FIRST, last=LAST)
    on = date(2025, 8, 1)
    [span] = [one for one in spans if one.since <= on and (one.until is None or on < one.until)]
    assert told_on(on, I2, registry, met_case(), Policy())[1] == "HOLD"
    assert span.explanation.operating == "HOLD"


def test_a_change_of_reading_in_the_forum_is_named():
    spans = timeline(I2, SHIPPED, met_case(), policy=Policy(), first=FIRST, last=LAST)
    causes = " ".join(cause for span in spans for cause in span.causes)
    assert "Reading B of Q2" in causes
    elsewhere = timeline(
        I2, SHIPPED, met_case(), policy=Policy(forum="elsewhere"), first=FIRST, last=LAST
    )
    assert "Reading B of Q2" not in " ".join(c for span in elsewhere for c in span.causes)


def test_the_reason_of_a_span_is_the_first_thing_in_the_way_with_its_citation():
    spans = timeline(I2, SHIPPED, met_case(), policy=Policy(), first=FIRST, last=LAST)
    for span in spans:
        ways = deciding(span.explanation)
        first = (ways[0].because, ways[0].cite) if ways else ("", "")
        assert (span.reason, span.cite) == first
        assert bool(span.reason) == (span.explanation.operating != "SHALL")
