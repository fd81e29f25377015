"""How a definition of 26 U.S.C. § 6103(b) is put together: the same source, words and marks."""

from collections.abc import Sequence
from datetime import date

from duly.law.fact import Fact, days
from duly.law.node import Node, OneOf
from duly.law.provision import AnyOf, Element, Mark, Part, Provision, Question, Words


def definition(
    paragraph: str,
    term: str,
    says: str,
    *elements: Part,
    questions: tuple[Question, ...] = (),
    notes: tuple[str, ...] = (),
) -> Provision:
    """One definition of (b) as a classifier that answers IS, IS NOT or UNKNOWN."""
    return Provision(
        cite=f"26 USC 6103(b){paragraph}",
        title=f"Definition: {term}",
        says=says,
        source="https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title26-section6103",
        text_read="statute mirror, snapshot of 20 April 2023; later amendments not checked",
        since=days(date(2023, 4, 20)),
        words=Words(met="IS", not_met="IS NOT", unknown="UNKNOWN"),
        elements=elements,
        questions=questions,
        notes=notes,
    )


def element(
    id_: str,
    paragraph: str,
    says: str,
    holds: Node,
    unmet: str,
    *,
    words: str = "",
    also: str = "",
    mark: Mark = Mark.PRIMARY,
    question: str = "",
    person: str = "",
) -> Element:
    """One condition of a definition; ``also`` adds a second citation."""
    return Element(
        id=id_,
        says=says,
        cite=f"26 USC 6103(b){paragraph}{also}",
        mark=mark,
        holds=holds,
        unmet=unmet,
        words=words,
        question=question,
        person=person,
    )


def any_of(
    id_: str, paragraph: str, says: str, unmet: str, parts: Sequence[Part], *, also: str = ""
) -> AnyOf:
    """A condition that one of several alternatives fulfils."""
    return AnyOf(
        id=id_,
        says=says,
        cite=f"26 USC 6103(b){paragraph}{also}",
        mark=Mark.PRIMARY,
        parts=tuple(parts),
        unmet=unmet,
    )


def kind(id_: str, paragraph: str, says: str, fact: Fact, *words: str) -> Element:
    """Classify by one of the words of a choice, as an alternative."""
    unmet = f"Not so: {says[0].lower()}{says[1:]}"
    return element(id_, paragraph, says, OneOf(fact, *words), unmet)
