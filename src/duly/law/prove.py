"""Propositions in a solver: each condition on two rails, surely true and surely false.

A world is a state of knowledge: values, and which of them are known. Two worlds may share
their values and differ in what is known, which is how "learning a fact never overturns a
firm answer" is put. The solver is limited by resources, not by the clock, so that the same
proof gives the same answer everywhere; an answer of "unknown" counts as failed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import z3

from duly.law.fact import FIRST_DAY, LAST_DAY, Absence, Case, Fact, Kind, Value
from duly.law.node import (
    All,
    Compare,
    Constant,
    Fixed,
    Holds,
    Includes,
    InForce,
    IsNone,
    LengthOf,
    Matches,
    Node,
    Not,
    OneOf,
    OnlyAmong,
    Operand,
    PlusDays,
    Some,
    operand_facts,
)
from duly.law.node import Value as Read
from duly.law.pattern import Chars, Either, Literal, Pattern, Repeat
from duly.law.pattern import Sequence as Row

RESOURCES = 40_000_000
Term = Any  # z3's own types carry no annotations


@dataclass(frozen=True, slots=True)
class Rails:
    """Surely true and surely false, as solver terms."""

    true: Term
    false: Term


class World:
    """Values of facts and what is known of them; ``tag`` names this state of knowledge."""

    def __init__(self, facts: Sequence[Fact], tag: str = "w") -> None:
        self.facts = tuple(facts)
        self.value = {fact.name: _variable(fact) for fact in facts}
        self.here = {
            fact.name: z3.Bool(
                f"{fact.name}.given" if fact.absent is Absence.NONE else f"{fact.name}.known.{tag}"
            )
            for fact in facts
        }
        self._rails: dict[Node, Rails] = {}

    def domain(self) -> list[Term]:
        """What every case obeys: dates within bounds, choices among the listed words."""
        rules = []
        for fact in self.facts:
            value = self.value[fact.name]
            if fact.kind is Kind.DATE:
                rules.append(z3.And(value >= FIRST_DAY, value <= LAST_DAY))
            elif fact.kind is Kind.CHOICE:
                rules.append(z3.And(value >= 0, value < len(fact.choices)))
            elif fact.kind in {Kind.NUMBER, Kind.CENTS}:
                rules.append(z3.And(value >= -(10**15), value <= 10**15))
        return rules

    def complete(self) -> list[Term]:
        """Every fact that can be unknown is known."""
        return [self.here[f.name] for f in self.facts if f.absent is Absence.UNKNOWN]

    def knows_more(self, other: "World") -> list[Term]:
        """Whatever the other world knows is known here too."""
        return [
            z3.Implies(other.here[f.name], self.here[f.name])
            for f in self.facts
            if f.absent is Absence.UNKNOWN
        ]

    def rails(self, node: Node) -> Rails:
        """Both rails of a condition in this world; equal conditions share their terms."""
        if node not in self._rails:
            self._rails[node] = self._build(node)
        return self._rails[node]

    def _build(self, node: Node) -> Rails:
        match node:
            case Constant(value):
                return Rails(z3.BoolVal(value is True), z3.BoolVal(value is False))
            case Not(of):
                inner = self.rails(of)
                return Rails(inner.false, inner.true)
            case All(parts):
                both = [self.rails(part) for part in parts]
                return Rails(z3.And([r.true for r in both]), z3.Or([r.false for r in both]))
            case Some(parts):
                both = [self.rails(part) for part in parts]
                return Rails(z3.Or([r.true for r in both]), z3.And([r.false for r in both]))
            case IsNone(fact):
                return Rails(z3.Not(self.here[fact.name]), self.here[fact.name])
            case Compare(left, operator, right):
                one, two = self._operand(left), self._operand(right)
                holds = {
                    "=": one == two,
                    "<>": one != two,
                    "<": one < two,
                    "<=": one <= two,
                    ">": one > two,
                    ">=": one >= two,
                }[operator]
                facts = [
                    fact
                    for operand in (left, right)
                    if not isinstance(operand, LengthOf) or operand.fact.absent is Absence.UNKNOWN
                    for fact in operand_facts(operand)
                ]
                return self._atom(facts, holds, [*self._defined(left), *self._defined(right)])
            case Holds(fact):
                return self._atom([fact], self.value[fact.name])
            case OneOf(fact, words):
                return self._atom([fact], z3.Or([self._is(fact, word) for word in words]))
            case Includes(fact, word):
                return self._atom([fact], self.value[fact.name][fact.choices.index(word)])
            case OnlyAmong(fact, words):
                flags = self.value[fact.name]
                others = [
                    f for f, word in zip(flags, fact.choices, strict=True) if word not in words
                ]
                only = z3.And(z3.Or(flags), *(z3.Not(flag) for flag in others))
                return self._atom([fact], only)
            case Matches(fact, pattern, _):
                return self._atom([fact], z3.InRe(self.value[fact.name], language(pattern)))

    def _atom(self, facts: Sequence[Fact], holds: Term, defined: Sequence[Term] = ()) -> Rails:
        given = [self.here[f.name] for f in facts if f.absent is Absence.NONE]
        known = [self.here[f.name] for f in facts if f.absent is Absence.UNKNOWN]
        settled = [*known, *defined]
        return Rails(
            z3.And(*given, *settled, holds),
            z3.Or(*(z3.Not(one) for one in given), z3.And(*given, *settled, z3.Not(holds))),
        )

    def _is(self, fact: Fact, word: str) -> Term:
        if fact.kind is Kind.CHOICE:
            return self.value[fact.name] == fact.choices.index(word)
        return self.value[fact.name] == _string(word)

    def _operand(self, operand: Operand) -> Term:
        match operand:
            case Fixed(number, _):
                return z3.IntVal(number)
            case Read(fact):
                return self.value[fact.name]
            case PlusDays(of, more):
                return self._operand(of) + more
            case LengthOf(fact):
                length = z3.Length(self.value[fact.name])
                if fact.absent is Absence.NONE:
                    return z3.If(self.here[fact.name], length, z3.IntVal(0))
                return length
            case InForce(table, on):
                term = z3.IntVal(0)
                for entry in table.entries:
                    term = z3.If(self.value[on.name] >= entry.since, entry.value or 0, term)
                return term

    def _defined(self, operand: Operand) -> list[Term]:
        match operand:
            case PlusDays(of, _):
                return self._defined(of)
            case InForce(table, on):
                term = z3.BoolVal(False)
                for entry in table.entries:
                    here = z3.BoolVal(entry.value is not None)
                    term = z3.If(self.value[on.name] >= entry.since, here, term)
                return [term]
            case _:
                return []

    def case(self, model: z3.ModelRef) -> Case:
        """Read a case out of a model, for replay in the evaluator."""
        found: dict[str, Value] = {}
        for fact in self.facts:
            if not z3.is_true(model.eval(self.here[fact.name], model_completion=True)):
                found[fact.name] = None
                continue
            found[fact.name] = _read(fact, model, self.value[fact.name])
        return found


def solve(*terms: Term) -> z3.ModelRef | None:
    """A model of the terms, or None if there surely is none.

    Raises ``Undecided`` where the solver ran out of resources: that is never taken for an
    answer.
    """
    solver = z3.Solver()
    solver.set("rlimit", RESOURCES)
    solver.add(*terms)
    answer = solver.check()
    if answer == z3.unknown:
        raise Undecided(solver.reason_unknown())
    return solver.model() if answer == z3.sat else None


class Undecided(Exception):  # noqa: N818 - it is an answer that is missing, not a fault
    """The solver gave no answer within its resources."""


def language(pattern: Pattern) -> Term:
    """A pattern as a solver's regular language."""
    match pattern:
        case Chars(ranges):
            return _union([z3.Range(_string(low), _string(high)) for low, high in ranges])
        case Literal(text):
            return z3.Re(_string(text))
        case Row(parts):
            terms = [language(part) for part in parts]
            return z3.Concat(*terms) if len(terms) > 1 else terms[0]
        case Either(parts):
            return _union([language(part) for part in parts])
        case Repeat(part, low, high):
            inner = language(part)
            if high is None:
                if low <= 1:
                    return z3.Plus(inner) if low else z3.Star(inner)
                return z3.Concat(z3.Loop(inner, low, low), z3.Star(inner))
            return z3.Option(inner) if (low, high) == (0, 1) else z3.Loop(inner, low, high)


def _union(terms: list[Term]) -> Term:
    return z3.Union(*terms) if len(terms) > 1 else terms[0]


def _string(text: str) -> Term:
    # Z3 reads \u{…} inside a string as an escape, so data must be escaped first.
    return z3.StringVal(
        "".join(c if c.isalnum() and c.isascii() else f"\\u{{{ord(c):x}}}" for c in text)
    )


def _variable(fact: Fact) -> Term:
    match fact.kind:
        case Kind.FLAG:
            return z3.Bool(fact.name)
        case Kind.TEXT:
            return z3.String(fact.name)
        case Kind.CHOICES:
            return [z3.Bool(f"{fact.name}.{word}") for word in fact.choices]
        case _:
            return z3.Int(fact.name)


def _read(fact: Fact, model: z3.ModelRef, variable: Term) -> Value:
    if fact.kind is Kind.CHOICES:
        flags = [z3.is_true(model.eval(v, model_completion=True)) for v in variable]
        return sum(1 << place for place, flag in enumerate(flags) if flag)
    term = model.eval(variable, model_completion=True)
    if fact.kind is Kind.FLAG:
        return bool(z3.is_true(term))
    if fact.kind is Kind.TEXT:
        return re.sub(
            r"\\u\{([0-9a-f]+)\}", lambda m: chr(int(m.group(1), 16)), str(term.as_string())
        )
    number = int(term.as_long())
    return fact.choices[number] if fact.kind is Kind.CHOICE else number
