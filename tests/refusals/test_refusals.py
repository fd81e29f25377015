"""The words of every refusal, hold, reject and error are pinned; a change is a reviewed diff."""

import pytest
from record import STEP, WORDING, calls, findings, flat, kinds, wording

from duly.law.agreements import treasury_dhs_2025
from duly.law.index import PROVISIONS
from duly.law.node import FALSE, TRUE
from duly.law.provision import AllOf, Element
from duly.law.usc.t26.s6103.i_2 import HERE
from duly.orders.load import load_registry
from duly.orders.overlay import overlay

REGISTRY = load_registry()
CHECKED = max(order.last_verified_on for order in REGISTRY.orders)
DECIDED = {
    "26 USC 6103(i)(2) with every order": overlay(HERE, REGISTRY, decided_on=CHECKED),
    "the profile": treasury_dhs_2025.HERE,
}
ELEMENTS = [(name, part) for name, p in DECIDED.items() for part in p.parts()]
NEVER_FALSE = {"i2.scale"}  # only another reading makes it fail


def named(value: object) -> str:
    return getattr(value, "id", str(value))


def test_the_words_are_those_that_were_reviewed():
    now, reviewed = wording(), WORDING.read_text(encoding="utf-8")
    assert now == reviewed, "to record the change: python -m tests.refusals.record"


@pytest.mark.parametrize(("name", "part"), ELEMENTS, ids=named)
def test_every_refusal_says_what_to_do_next(name, part):
    if isinstance(part, AllOf):
        return  # it is told through its parts
    around = [
        group
        for group in DECIDED[name].parts()
        if not isinstance(group, Element) and part in tuple(flat(group.parts))
    ]
    assert part.unmet
    assert part.next_step or any(group.next_step for group in around if hasattr(group, STEP_KEY))


STEP_KEY = STEP.replace(" ", "_")


@pytest.mark.parametrize(("name", "part"), ELEMENTS, ids=named)
def test_every_sentence_is_a_sentence(name, part):
    texts = [part.says, getattr(part, "unmet", ""), getattr(part, "unknown", "")]
    texts += [getattr(part, STEP_KEY, ""), getattr(part, "person", "")]
    for text in filter(None, texts):
        assert text[0].isupper() or text.startswith(("duly", "8 U", "26 U")), text
        assert text.endswith("."), text
        assert "  " not in text


def test_a_hold_says_what_is_not_known():
    for name, provision in DECIDED.items():
        for finding in findings(provision).values():
            if finding.value is None and not finding.parts:
                assert finding.because not in {"", finding.says}, (name, finding.id)


def test_two_elements_never_say_the_same():
    for name, provision in DECIDED.items():
        said = [p.unmet for p in provision.parts() if not isinstance(p, AllOf)]
        assert len(said) == len(set(said)), name


def test_only_a_reading_makes_an_element_without_a_condition_fail():
    bare = {p.id for p in HERE.leaves() if p.holds in {TRUE, FALSE}}
    assert bare == NEVER_FALSE


@pytest.mark.parametrize("call", calls(), ids=lambda call: f"{call[0]}: {call[2][:40]}")
def test_every_error_says_what_to_do(call):
    where, kind, problem, step = call
    if kind == "RegistryError":
        return  # made of many problems; its class adds the step
    assert problem, where
    assert step, where


def test_every_class_of_error_has_a_title_of_its_own_and_an_exit_code():
    found = kinds().values()
    assert all(kind.title and 1 < kind.exit_code < 16 for kind in found)
    assert len({kind.title for kind in found}) == len(found) - 1  # an order file is an input


def test_no_sentence_names_a_provision_that_is_not_a_citation():
    for provision in PROVISIONS:
        for part in provision.parts():
            assert part.cite
