"""What is proved of every provision, and that a broken provision is caught."""

from dataclasses import replace

import pytest

from duly.law import index, prove
from duly.law.evaluate import evaluate
from duly.law.fact import Absence, Fact, Kind
from duly.law.node import All, Compare, Holds, IsNone, Matches, Node, Not, OneOf, Some, Value
from duly.law.pattern import Chars, Repeat
from duly.law.provision import (
    AllOf,
    AnyOf,
    Element,
    Mark,
    Part,
    Provision,
    Question,
    Reading,
    Words,
)
from duly.law.theorems import Theorem, narrows, permitted, prove_all

SIGNED = Fact("signed", Kind.FLAG, "whether it is signed")
CLOSED = Fact("closed", Kind.FLAG, "whether it is closed")
OFFICE = Fact("office", Kind.CHOICE, "which office", choices=("head", "deputy", "other"))
NAME = Fact("name", Kind.TEXT, "the name", absent=Absence.NONE)
END = Fact("end", Kind.DATE, "when it ends", absent=Absence.NONE)
TODAY = Fact("today", Kind.DATE, "which day it is")


def failures(provision: Provision) -> list[str]:
    """Every theorem that does not hold, or on which the solver gave no answer."""
    return [
        f"{theorem.id}: {theorem.says} Holds: {theorem.holds}. Witness: {theorem.witness}"
        for theorem in prove_all(provision)
        if theorem.holds is not True
    ]


def element(id_: str, holds: Node) -> Element:
    return Element(id_, f"{id_} holds.", "1 USC 1", Mark.DERIVED, holds, f"{id_} fails.")


def provision(*elements: Part, questions: tuple[Question, ...] = ()) -> Provision:
    return Provision(
        cite="an invented provision",
        title="Invented",
        says="For tests.",
        source="none",
        text_read="none",
        since=0,
        words=Words(met="MAY"),
        elements=elements,
        questions=questions,
    )


def found(provision: Provision, start: str) -> list[Theorem]:
    return [theorem for theorem in prove_all(provision) if theorem.id.startswith(start)]


@pytest.mark.parametrize("provision", index.PROVISIONS, ids=lambda provision: provision.cite)
def test_every_theorem_holds_of_every_provision(provision):
    assert failures(provision) == []


def test_a_sound_provision_in_small_has_no_failures():
    assert failures(provision(element("signed", Holds(SIGNED)))) == []


def test_a_solver_without_resources_answers_unknown_and_unknown_fails(monkeypatch):
    sound = provision(element("name", Matches(NAME, Repeat(Chars(("a", "z")), 3), "letters")))
    monkeypatch.setattr(prove, "RESOURCES", 1)
    undecided = [theorem for theorem in prove_all(sound) if theorem.holds is None]
    assert undecided
    assert len(failures(sound)) >= len(undecided)


def _without(part: Part, id_: str) -> tuple[Part, ...]:
    if part.id == id_:
        return ()
    if isinstance(part, AllOf):
        parts = tuple(kept for inner in part.parts for kept in _without(inner, id_))
        return (replace(part, parts=parts),) if parts else ()
    return (part,)


I_2 = index.find("26 USC 6103(i)(2)", 20_500)
DECIDING = [unit.part.id for unit in I_2.units() if unit.part.id != "i2.scale"]


@pytest.mark.parametrize("id_", DECIDING)
def test_dropping_an_element_of_i_2_lets_out_what_the_law_does_not_and_a_case_shows_it(id_):
    dropped = replace(
        I_2,
        elements=tuple(kept for part in I_2.elements for kept in _without(part, id_)),
        bars=tuple(kept for part in I_2.bars for kept in _without(part, id_)),
        questions=(),
    )
    theorem = narrows(I_2, dropped)
    assert theorem.holds is False
    assert permitted(dropped, theorem.witness)
    assert not permitted(I_2, theorem.witness)


def test_dropping_the_scale_element_shows_only_under_the_reading_that_gives_it_a_meaning():
    strict = I_2.under({"Q5": "B"})
    elements = tuple(kept for part in strict.elements for kept in _without(part, "i2.scale"))
    assert narrows(strict, replace(strict, elements=elements)).holds is False


def test_an_element_that_another_one_implies_is_dead():
    broken = provision(
        element("signed", Holds(SIGNED)),
        element("signed.again", Some(Holds(SIGNED), Holds(CLOSED))),
    )
    assert [t.id for t in prove_all(broken) if not t.holds] == ["alive:signed.again"]


def test_an_alternative_that_adds_nothing_is_dead():
    group = AnyOf(
        "office",
        "An office.",
        "1 USC 1",
        Mark.DERIVED,
        (
            element("office.both", OneOf(OFFICE, "head", "deputy")),
            element("office.head", OneOf(OFFICE, "head")),
        ),
        "No office.",
    )
    assert [t.id for t in prove_all(provision(group)) if not t.holds] == ["alive:office.head"]


def test_an_element_that_cannot_hold_leaves_nothing_to_decide():
    broken = provision(
        element("never", All(Holds(SIGNED), Not(Holds(SIGNED)))), element("closed", Holds(CLOSED))
    )
    assert "alive:closed" in [t.id for t in prove_all(broken) if not t.holds]


def test_a_name_pattern_that_accepts_one_nul_is_caught_with_the_text():
    weak = Repeat(Chars(("\x00", "\U0002ffff")), 1)
    broken = found(provision(element("name", Matches(NAME, weak, "not empty"))), "form:")
    assert [theorem.holds for theorem in broken] == [False, False]
    assert all(theorem.witness["name"] for theorem in broken)


def test_a_reason_of_eleven_tabs_is_caught():
    weak = Repeat(Chars(("\t", "\t"), ("a", "z")), 11)
    broken = found(provision(element("reason", Matches(NAME, weak, "11 signs"))), "form:")
    assert [theorem.holds for theorem in broken] == [False, False]


def _asked(*readings: Reading) -> Provision:
    question = Question("Q", "Which office?", readings, "head", Mark.DERIVED)
    return provision(element("office", OneOf(OFFICE, "head")), questions=(question,))


HEAD = Reading("head", "The head.", "the text", Mark.DERIVED)
DEPUTY = Reading(
    "deputy",
    "The deputy as well.",
    "nobody",
    Mark.DERIVED,
    overrides=(("office", OneOf(OFFICE, "head", "deputy")),),
)


def test_readings_in_the_wrong_order_are_caught_with_a_case():
    (theorem,) = found(_asked(DEPUTY, HEAD), "ordered:")
    assert theorem.holds is False
    assert theorem.witness == {"office": "deputy"}


def test_readings_from_strict_to_loose_pass():
    (theorem,) = found(_asked(HEAD, DEPUTY), "ordered:")
    assert theorem.holds is True


def _open_ended() -> IsNone:
    """Says that there is no end, over an end date that may merely not be known yet.

    The grammar refuses this; the frozen node is forced here to show what would follow.
    """
    node = IsNone(END)
    object.__setattr__(node, "fact", replace(END, absent=Absence.UNKNOWN))
    return node


def test_the_grammar_refuses_to_read_an_unknown_as_none():
    with pytest.raises(ValueError, match="absence means unknown"):
        IsNone(replace(END, absent=Absence.UNKNOWN))


def test_reading_an_unknown_as_none_lets_learning_overturn_an_answer_and_is_caught():
    end = _open_ended()
    in_time = Some(end, Compare(Value(TODAY), "<=", Value(end.fact)))
    (theorem,) = found(provision(element("end", in_time)), "learning")
    assert theorem.holds is False
    assert evaluate(in_time, {"today": 10, "end": None}) is True
    assert evaluate(in_time, {"today": 10, "end": 9}) is False


def test_an_end_that_is_declared_none_when_absent_is_stable():
    in_time = Some(IsNone(END), Compare(Value(TODAY), "<=", Value(END)))
    assert failures(provision(element("end", in_time))) == []


def test_an_element_that_asks_nothing_under_any_reading_is_caught():
    broken = provision(element("signed", Holds(SIGNED)), element("idle", All()))
    assert [t.id for t in prove_all(broken) if not t.holds] == ["alive:idle"]
