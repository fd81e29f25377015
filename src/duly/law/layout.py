"""Where each result of a provision stands: one bit per condition, one plan per reading.

The compiled function and the columns both answer with two integers per 60 conditions: bits
that are surely true and bits that are unknown. A plan says which bits decide under one
choice of readings. So a million rows carry their whole explanation in a few integers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from duly.law.node import TRUE, Node
from duly.law.provision import AllOf, Provision, node_of

WORD = 60  # bits per integer: fits a signed 64-bit column with room for the sign
OPERATING = "operating"


@dataclass(frozen=True, slots=True)
class Plan:
    """Which conditions decide under one choice of readings, as positions in ``Layout.nodes``."""

    necessary: tuple[int, ...]
    bars: tuple[int, ...]


@dataclass(frozen=True)
class Layout:
    """The conditions of a provision in a fixed order, and the plans that read them."""

    provision: Provision
    nodes: tuple[Node, ...]
    positions: Mapping[str, int]
    """Position of each element or group, as written (the operating reading)."""
    applies: Mapping[str, int]
    """Position of the condition under which an element speaks at all, where it has one."""
    plans: Mapping[str, Plan]

    @property
    def words(self) -> int:
        """How many pairs of integers hold the result."""
        return -(-len(self.nodes) // WORD)


@dataclass(frozen=True, slots=True)
class Vector:
    """The result of one case: surely true and unknown conditions, as Python integers."""

    true: int
    unknown: int

    @staticmethod
    def join(true: Sequence[int], unknown: Sequence[int]) -> "Vector":
        """Put the integers of a row together again."""
        return Vector(
            sum(part << WORD * place for place, part in enumerate(true)),
            sum(part << WORD * place for place, part in enumerate(unknown)),
        )

    def value(self, position: int) -> bool | None:
        """The truth of one condition."""
        if self.unknown >> position & 1:
            return None
        return bool(self.true >> position & 1)


def variants(
    provision: Provision, live: Mapping[str, tuple[str, ...]]
) -> dict[str, dict[str, str]]:
    """Name every choice of readings that is reported.

    ``live`` gives the live readings of each question. ``operating`` is the provision as
    written; ``Q1=R2`` changes one question; ``strictest`` and ``loosest`` change all at once
    within what is live, and bound every other combination.
    """
    named: dict[str, dict[str, str]] = {OPERATING: {}}
    strictest: dict[str, str] = {}
    loosest: dict[str, str] = {}
    for question in provision.questions:
        open_ = [reading.id for reading in question.readings if reading.id in live[question.id]]
        if question.operate_on not in open_:
            open_ = [r.id for r in question.readings if r.id in {*open_, question.operate_on}]
        strictest[question.id], loosest[question.id] = open_[0], open_[-1]
        for reading in question.readings:
            if reading.id != question.operate_on:
                named[f"{question.id}={reading.id}"] = {question.id: reading.id}
    named["strictest"] = strictest
    named["loosest"] = loosest
    return named


def live_readings(provision: Provision, forum: str, day: int) -> dict[str, tuple[str, ...]]:
    """The readings of each question that can be held in a forum on a day."""
    return {
        question.id: tuple(r.id for r in question.readings if r.is_live(forum, day))
        for question in provision.questions
    }


def layout(provision: Provision, chosen: Mapping[str, Mapping[str, str]]) -> Layout:
    """Lay out a provision for the named choices of readings (see ``variants``)."""
    index: dict[Node, int] = {}

    def place(node: Node) -> int:
        return index.setdefault(node, len(index))

    positions = {part.id: place(node_of(part)) for part in provision.parts()}
    applies = {
        part.id: place(part.applies)
        for part in provision.parts()
        if not isinstance(part, AllOf) and part.applies != TRUE
    }
    plans: dict[str, Plan] = {}
    for name, readings in chosen.items():
        units = provision.under(readings).units()
        plans[name] = Plan(
            necessary=tuple(place(unit.node) for unit in units if not unit.bar),
            bars=tuple(place(unit.node) for unit in units if unit.bar),
        )
    return Layout(provision, tuple(index), positions, applies, plans)


def outcome(provision: Provision, plan: Plan, vector: Vector) -> str:
    """The outcome word: a false element, else a bar, else something unknown, else the effect."""
    necessary = sum(1 << position for position in set(plan.necessary))
    bars = sum(1 << position for position in set(plan.bars))
    possible = vector.true | vector.unknown
    if possible & necessary != necessary:
        return provision.words.not_met
    if possible & bars != bars:
        return provision.words.barred
    if vector.unknown & (necessary | bars):
        return provision.words.unknown
    return provision.words.met
