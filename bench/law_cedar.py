"""(i)(2) with its readings in Cedar: two policies per condition, surely true and surely not.

Cedar takes an absent attribute for an error, not for unknown, so each policy asks first whether
the fact is there, and a condition is unknown where neither of its two policies is satisfied.
Cedar has no regular expressions: the host tests the forms and hands them over as flags. That,
the requests as JSON and the policies parsed once are made ready outside the timing.
"""

import json
from pathlib import Path

import cedarpy
import duckdb
import numpy as np

from duly.law.fact import Absence, Case, Fact, Kind, chosen
from duly.law.layout import Layout, Vector, layout, live_readings, outcome, variants
from duly.law.node import (
    All,
    Compare,
    Constant,
    Holds,
    Includes,
    Matches,
    Node,
    Not,
    OneOf,
    OnlyAmong,
    Operand,
    PlusDays,
    Some,
    Value,
)
from duly.law.pattern import compiled
from duly.law.usc.t26.s6103.i_2 import HERE
from law_facts import FORUM, KEY, TODAY

Array = np.ndarray


def plan_of() -> Layout:
    """(i)(2) laid out for every reading."""
    return layout(HERE, variants(HERE, live_readings(HERE, FORUM, TODAY)))


def cases_of(facts: Path, rows: int) -> list[dict[str, bool | int | str | None]]:
    """The first rows of the table as cases."""
    with duckdb.connect() as connection:
        query = f"SELECT * EXCLUDE ({KEY}) FROM '{facts}' WHERE {KEY} < {rows} ORDER BY {KEY}"
        return connection.sql(query).to_arrow_table().to_pylist()


def answers_of(plan: Layout, vectors: list[Vector]) -> dict[str, Array]:
    """Masks and operating outcome of the first rows, by key."""
    operating = plan.plans["operating"]
    return {
        KEY: np.arange(len(vectors)),
        "true_0": np.array([vector.true for vector in vectors]),
        "unknown_0": np.array([vector.unknown for vector in vectors]),
        "operating": np.array([outcome(plan.provision, operating, v) for v in vectors]),
    }


def rail(node: Node, sought: bool, forms: dict[Matches, str]) -> str:
    """Cedar for "this condition is surely true" or "is surely not true"."""
    match node:
        case Constant(value):
            return "true" if value is sought else "false"
        case Not(of):
            return rail(of, not sought, forms)
        case All(parts) | Some(parts):
            sign = " && " if isinstance(node, All) is sought else " || "
            return "(" + sign.join(rail(part, sought, forms) for part in parts) + ")"
        case Holds(fact):
            test, facts = f"context.{fact.name}", [fact]
        case OneOf(fact, words):
            test, facts = f"{json.dumps(words)}.contains(context.{fact.name})", [fact]
        case Includes(fact, word):
            test, facts = f'context.{fact.name}.contains("{word}")', [fact]
        case OnlyAmong(fact, words):
            name = f"context.{fact.name}"
            test = f"({json.dumps(words)}.containsAll({name}) && !{name}.isEmpty())"
            facts = [fact]
        case Matches(fact, _, _):
            test, facts = f"context.{forms.setdefault(node, f'form_{len(forms)}')}", [fact]
        case Compare(left, operator, right) if operator in {"<", "<="}:
            (one, first), (two, second) = _operand(left), _operand(right)
            test, facts = f"{one} {operator} {two}", [first, second]
        case _:
            raise ValueError(f"no Cedar for {type(node).__name__}")
    there = " && ".join(f"context has {fact.name}" for fact in facts)
    if not sought and all(fact.absent is Absence.NONE for fact in facts):
        return f"!({there} && {test})"
    return f"({there} && {test if sought else f'!({test})'})"


def _operand(operand: Operand) -> tuple[str, Fact]:
    match operand:
        case Value(fact):
            return f"context.{fact.name}", fact
        case PlusDays(of, more):
            text, fact = _operand(of)
            return f"({text} + {more})", fact
    raise ValueError(f"no Cedar for {type(operand).__name__}")


def _context(case: Case, forms: dict[Matches, str]) -> str:
    facts: dict[str, object] = {}
    for fact in HERE.facts():
        value = case[fact.name]
        if value is not None:
            is_set = fact.kind is Kind.CHOICES
            facts[fact.name] = sorted(chosen(fact, int(value))) if is_set else value
    for node, name in forms.items():
        given = case[node.fact.name]
        if given is not None:
            facts[name] = compiled(node.pattern).fullmatch(str(given)) is not None
    return json.dumps(facts)


class Cedar:
    """cedarpy's batch call over the first rows."""

    def __init__(self, facts: Path, rows: int) -> None:
        self.plan = plan_of()
        forms: dict[Matches, str] = {}
        policies = "\n".join(
            f"permit(principal, action, resource) when {{ {rail(node, sought, forms)} }};"
            for node in self.plan.nodes
            for sought in (True, False)
        )
        self.policies = cedarpy.PolicySet.from_str(policies)
        self.entities = cedarpy.Entities.from_json_str("[]")
        who = {
            "principal": 'Officer::"one"',
            "action": 'Action::"disclose"',
            "resource": 'Return::"one"',
        }
        self.requests = [{**who, "context": _context(c, forms)} for c in cases_of(facts, rows)]
        self.results: list[cedarpy.AuthzResult] = []

    def prepare(self) -> None:
        """Forget the last round."""
        self.results = []

    def run(self) -> None:
        """Decide every request."""
        self.results = cedarpy.is_authorized_batch(self.requests, self.policies, self.entities)

    def answers(self) -> dict[str, Array]:
        """Turn the satisfied policies into masks: two policies per condition, in order."""
        full = (1 << len(self.plan.nodes)) - 1
        vectors = []
        for result in self.results:
            if result.diagnostics.errors:
                raise ValueError(f"Cedar reports errors: {result.diagnostics.errors[:1]}")
            numbers = [int(name.removeprefix("policy")) for name in result.diagnostics.reasons]
            true = sum(1 << number // 2 for number in numbers if number % 2 == 0)
            false = sum(1 << number // 2 for number in numbers if number % 2)
            vectors.append(Vector(true, full & ~(true | false)))
        return answers_of(self.plan, vectors)
