"""A provision: named elements, how they combine, and the readings of what is contested.

Necessary elements must all surely hold. Bars are elements too, worded so that "met" means
"nothing stands in the way". Effects say what follows and never decide. From this one
description come explanation, compiled function, columns, theorems and book.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from duly.law.fact import Fact
from duly.law.node import TRUE, All, Node, Not, Some, facts_of


class Mark(StrEnum):
    """How well a statement of law is known. The weakest mark of a compound wins."""

    PRIMARY = "primary"  # read in the text of the source
    SECONDARY = "secondary"  # read in an account of a document that could not be opened
    DERIVED = "derived"  # our own reasoning or product choice
    UNVERIFIED = "unverified"  # not to be relied on before somebody checks


class Role(StrEnum):
    """What part an element plays in the outcome."""

    NECESSARY = "necessary"
    ALTERNATIVE = "alternative"
    BAR = "bar"
    EFFECT = "effect"


@dataclass(frozen=True, slots=True)
class Element:
    """One condition. ``says`` states it as fulfilled; ``unmet`` states that it is not.

    ``words`` quotes the operative words; ``question`` names the contested question that it
    turns on; ``next_step`` and ``next_unknown`` say what to do where it is not met and where
    it is unknown (the same, if only the first is given); ``person`` says what only a person
    can decide, where that is so; ``applies`` limits the element to the cases it speaks about
    (elsewhere it asks nothing).
    """

    id: str
    says: str
    cite: str
    mark: Mark
    holds: Node
    unmet: str
    next_step: str = ""
    unknown: str = ""
    next_unknown: str = ""
    words: str = ""
    question: str = ""
    person: str = ""
    applies: Node = TRUE


@dataclass(frozen=True, slots=True)
class AnyOf:
    """A condition that one of several alternatives fulfils."""

    id: str
    says: str
    cite: str
    mark: Mark
    parts: tuple["Part", ...]
    unmet: str
    next_step: str = ""
    unknown: str = ""
    words: str = ""
    question: str = ""
    applies: Node = TRUE


@dataclass(frozen=True, slots=True)
class AllOf:
    """A condition with several parts, each of which is needed."""

    id: str
    says: str
    cite: str
    mark: Mark
    parts: tuple["Part", ...]
    words: str = ""
    question: str = ""


Part = Element | AnyOf | AllOf


@dataclass(frozen=True, slots=True)
class Effect:
    """What follows when the provision applies, or what must be done besides."""

    id: str
    says: str
    cite: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Live:
    """From when until when (exclusive) a reading is open in a forum. Days; None is open."""

    forum: str
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One interpretation of a contested question.

    ``overrides`` replaces the condition of the named elements. ``live`` lists where and when
    the reading can still be held; an empty list means everywhere and always.
    """

    id: str
    says: str
    held_by: str
    mark: Mark
    overrides: tuple[tuple[str, Node], ...] = ()
    live: tuple[Live, ...] = ()

    def is_live(self, forum: str, day: int) -> bool:
        """Tell whether the reading can be held in this forum on this day."""
        return not self.live or any(
            span.forum == forum
            and (span.since is None or span.since <= day)
            and (span.until is None or day < span.until)
            for span in self.live
        )


@dataclass(frozen=True, slots=True)
class Question:
    """A contested question and its readings, the strictest first.

    The elements as written are the reading ``operate_on``; its overrides are empty.
    """

    id: str
    asks: str
    readings: tuple[Reading, ...]
    operate_on: str
    mark: Mark

    def __post_init__(self) -> None:
        """Refuse an operating reading that is missing or that changes what is written."""
        if self.reading(self.operate_on).overrides:
            raise ValueError(f"{self.id}: the operating reading must be the text as written")

    def reading(self, id_: str) -> Reading:
        """Return the reading with this id; KeyError if there is none."""
        for reading in self.readings:
            if reading.id == id_:
                return reading
        raise KeyError(f"{self.id} has no reading {id_}")


@dataclass(frozen=True, slots=True)
class Words:
    """The four words in which a provision answers."""

    met: str
    not_met: str = "DENY"
    barred: str = "BARRED"
    unknown: str = "HOLD"


FORUMS = ("D.C. Cir.", "elsewhere")


@dataclass(frozen=True, slots=True)
class Unit:
    """One deciding unit: an element, or an any-of as a whole."""

    part: Element | AnyOf
    node: Node
    bar: bool


@dataclass(frozen=True)
class Provision:
    """A piece of law on which a decision is made on its own.

    ``since`` and ``until`` (exclusive) are days since 1970-01-01; ``text_read`` says which
    text was read and when, ``source`` where it is.
    """

    cite: str
    title: str
    says: str
    source: str
    text_read: str
    since: int
    words: Words
    elements: tuple[Part, ...]
    bars: tuple[Part, ...] = ()
    effects: tuple[Effect, ...] = ()
    questions: tuple[Question, ...] = ()
    until: int | None = None
    notes: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        """Refuse duplicate ids and overrides of elements that do not exist."""
        ids = [part.id for part in self.parts()] + [effect.id for effect in self.effects]
        if len(ids) != len(set(ids)):
            raise ValueError(f"{self.cite}: two elements share an id")
        known = set(ids)
        for question in self.questions:
            for reading in question.readings:
                strangers = {id_ for id_, _ in reading.overrides} - known
                if strangers:
                    raise ValueError(f"{self.cite}: {question.id} overrides {sorted(strangers)}")

    def in_force(self, day: int) -> bool:
        """Tell whether the provision is in force on a day."""
        return self.since <= day and (self.until is None or day < self.until)

    def parts(self) -> Iterator[Part]:
        """Every element and group, outer before inner, in the order of the text."""
        for part in (*self.elements, *self.bars):
            yield from walk(part)

    def part(self, id_: str) -> Part:
        """Return the element or group with this id; KeyError if there is none."""
        for part in self.parts():
            if part.id == id_:
                return part
        raise KeyError(f"{self.cite} has no element {id_}")

    def leaves(self) -> tuple[Element, ...]:
        """Every element that is not a group."""
        return tuple(part for part in self.parts() if isinstance(part, Element))

    def units(self) -> tuple[Unit, ...]:
        """What decides: all-of groups taken apart, any-of groups kept whole."""
        necessary = [Unit(part, node_of(part), False) for part in _flat(self.elements)]
        bars = [Unit(part, node_of(part), True) for part in _flat(self.bars)]
        return tuple(necessary + bars)

    def facts(self) -> tuple[Fact, ...]:
        """Every fact that the provision or one of its readings asks about, each once."""
        nodes = [node_of(part) for part in self.parts()]
        for question in self.questions:
            nodes += [node for reading in question.readings for _, node in reading.overrides]
        return tuple(dict.fromkeys(fact for node in nodes for fact in facts_of(node)))

    def roles(self) -> dict[str, Role]:
        """The part that each element, group and effect plays, by id."""
        found = {effect.id: Role.EFFECT for effect in self.effects}
        for top in (*self.elements, *self.bars):
            own = Role.BAR if top in self.bars else Role.NECESSARY
            found |= {part.id: own for part in walk(top)}
            for unit in _flat((top,)):
                inner = (part.id for part in walk(unit) if part.id != unit.id)
                found |= dict.fromkeys(inner, Role.ALTERNATIVE)
        return found

    def role(self, id_: str) -> Role:
        """The part that one element plays; ask ``roles`` for many."""
        return self.roles().get(id_, Role.EFFECT)

    def under(self, chosen: Mapping[str, str]) -> "Provision":
        """The same provision under chosen readings (question id -> reading id)."""
        overrides: dict[str, Node] = {}
        by_id = {question.id: question for question in self.questions}
        for question_id, reading_id in chosen.items():
            overrides.update(by_id[question_id].reading(reading_id).overrides)
        if not overrides:
            return self
        return replace(
            self,
            elements=tuple(overridden(part, overrides) for part in self.elements),
            bars=tuple(overridden(part, overrides) for part in self.bars),
            questions=(),
        )

    def settled(self, chosen: Mapping[str, str]) -> "Provision":
        """The same provision after a ruling: the chosen readings are the law, the rest is open.

        KeyError where a question or a reading does not exist here.
        """
        by_id = {question.id: question for question in self.questions}
        overrides: dict[str, Node] = {}
        for question_id, reading_id in chosen.items():
            overrides.update(by_id[question_id].reading(reading_id).overrides)
        return replace(
            self,
            elements=tuple(overridden(part, overrides) for part in self.elements),
            bars=tuple(overridden(part, overrides) for part in self.bars),
            questions=tuple(q for q in self.questions if q.id not in chosen),
        )

    def with_bars(self, *bars: Part) -> "Provision":
        """The same provision with further bars: the only change an order can make."""
        return replace(self, bars=(*self.bars, *bars))

    def sha256(self) -> str:
        """Hash of everything the provision says and decides."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


def node_of(part: Part) -> Node:
    """The condition of an element or group as one node."""
    match part:
        case Element():
            return part.holds if part.applies == TRUE else Some(Not(part.applies), part.holds)
        case AllOf():
            return All(*(node_of(inner) for inner in part.parts))
        case AnyOf():
            inner = tuple(node_of(inner) for inner in part.parts)
            return Some(*inner) if part.applies == TRUE else Some(Not(part.applies), *inner)


def walk(part: Part) -> Iterator[Part]:
    """An element or group and everything inside it, outer before inner."""
    yield part
    if not isinstance(part, Element):
        for inner in part.parts:
            yield from walk(inner)


def _flat(parts: tuple[Part, ...]) -> Iterator[Element | AnyOf]:
    for part in parts:
        if isinstance(part, AllOf):
            yield from _flat(part.parts)
        else:
            yield part


def overridden(part: Part, overrides: Mapping[str, Node]) -> Part:
    """The same element or group with the conditions of the named elements replaced."""
    if isinstance(part, Element):
        return replace(part, holds=overrides.get(part.id, part.holds))
    return replace(part, parts=tuple(overridden(inner, overrides) for inner in part.parts))
