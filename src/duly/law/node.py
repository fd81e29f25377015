"""The law's grammar: a few frozen nodes that every back end reads.

A proposition is true, false or unknown. A node says what must hold; it never computes it.
Nothing enters this file without a lowering to every back end (``evaluate``, ``compiled``,
``columns``, ``prove``, ``english``) and a generator in the agreement test.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from duly.law.dated import Dated
from duly.law.fact import Absence, Fact, Kind
from duly.law.pattern import Pattern

Operator = Literal["=", "<>", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Holds:
    """A flag is true."""

    fact: Fact

    def __post_init__(self) -> None:
        _need(self.fact, Kind.FLAG)


@dataclass(frozen=True, slots=True)
class Constant:
    """A settled truth value; ``None`` is unknown whatever anyone says."""

    value: bool | None


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary; the contrary of unknown is unknown."""

    of: "Node"


@dataclass(frozen=True, slots=True)
class All:
    """Every part: one false part settles it, whatever is unknown."""

    parts: tuple["Node", ...]

    def __init__(self, *parts: "Node") -> None:
        object.__setattr__(self, "parts", parts)


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part: one true part settles it, whatever is unknown."""

    parts: tuple["Node", ...]

    def __init__(self, *parts: "Node") -> None:
        object.__setattr__(self, "parts", parts)


@dataclass(frozen=True, slots=True)
class OneOf:
    """A text or choice is one of the listed words."""

    fact: Fact
    words: tuple[str, ...]

    def __init__(self, fact: Fact, *words: str) -> None:
        _need(fact, Kind.TEXT, Kind.CHOICE)
        if not words or (fact.choices and set(words) - set(fact.choices)):
            raise ValueError(f"{fact.name}: the words are not among its choices")
        object.__setattr__(self, "fact", fact)
        object.__setattr__(self, "words", words)


@dataclass(frozen=True, slots=True)
class Includes:
    """A set of choices contains this word."""

    fact: Fact
    word: str

    def __post_init__(self) -> None:
        _need(self.fact, Kind.CHOICES)
        if self.word not in self.fact.choices:
            raise ValueError(f"{self.fact.name}: the word is not among its choices")


@dataclass(frozen=True, slots=True)
class OnlyAmong:
    """A set of choices is not empty and has nothing but these words."""

    fact: Fact
    words: tuple[str, ...]

    def __init__(self, fact: Fact, *words: str) -> None:
        _need(fact, Kind.CHOICES)
        if not words or set(words) - set(fact.choices):
            raise ValueError(f"{fact.name}: the words are not among its choices")
        object.__setattr__(self, "fact", fact)
        object.__setattr__(self, "words", words)


@dataclass(frozen=True, slots=True)
class Matches:
    """The whole text has this form. ``form`` says it in words for the book."""

    fact: Fact
    pattern: Pattern
    form: str

    def __post_init__(self) -> None:
        _need(self.fact, Kind.TEXT)


@dataclass(frozen=True, slots=True)
class IsNone:
    """A thing whose absence is declared "none" is absent."""

    fact: Fact

    def __post_init__(self) -> None:
        if self.fact.absent is not Absence.NONE:
            raise ValueError(f"{self.fact.name}: absence means unknown here, not none")


@dataclass(frozen=True, slots=True)
class Value:
    """A number, amount of cents or date, as an operand."""

    fact: Fact

    def __post_init__(self) -> None:
        _need(self.fact, Kind.NUMBER, Kind.CENTS, Kind.DATE)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A number, an amount of cents, or a date as days since 1970-01-01."""

    number: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class PlusDays:
    """A date and a whole number of days."""

    of: "Operand"
    days: int


@dataclass(frozen=True, slots=True)
class LengthOf:
    """How many characters a text has; a text that is "none" has zero."""

    fact: Fact

    def __post_init__(self) -> None:
        _need(self.fact, Kind.TEXT)


@dataclass(frozen=True, slots=True)
class InForce:
    """The value of a dated table on the date that a fact names; unknown where none is."""

    table: Dated
    on: Fact

    def __post_init__(self) -> None:
        _need(self.on, Kind.DATE)


Operand = Value | Fixed | PlusDays | LengthOf | InForce


@dataclass(frozen=True, slots=True)
class Compare:
    """Two operands of one kind stand in this relation."""

    left: Operand
    operator: Operator
    right: Operand

    def __post_init__(self) -> None:
        kinds = {operand_kind(self.left), operand_kind(self.right)}
        if len(kinds) != 1:
            raise ValueError(f"a comparison needs one kind, not {sorted(kinds)}")


Node = (
    Holds | Constant | Not | All | Some | OneOf | Includes | OnlyAmong | Matches | IsNone | Compare
)
TRUE, FALSE, UNKNOWN = Constant(True), Constant(False), Constant(None)


def operand_kind(operand: Operand) -> Kind:
    """The kind of value that an operand has."""
    match operand:
        case Value(fact):
            return fact.kind
        case Fixed(_, kind):
            return kind
        case PlusDays(of, _):
            if operand_kind(of) is not Kind.DATE:
                raise ValueError("days can only be added to a date")
            return Kind.DATE
        case LengthOf():
            return Kind.NUMBER
        case InForce(table, _):
            return table.kind


def operand_facts(operand: Operand) -> tuple[Fact, ...]:
    """The facts an operand reads."""
    match operand:
        case Value(fact) | LengthOf(fact):
            return (fact,)
        case PlusDays(of, _):
            return operand_facts(of)
        case InForce(_, on):
            return (on,)
        case Fixed():
            return ()


def facts_of(node: Node) -> tuple[Fact, ...]:
    """Every fact a node reads, each once, in the order of the text."""
    return tuple(dict.fromkeys(_facts(node)))


def _facts(node: Node) -> Iterator[Fact]:
    match node:
        case Holds(fact) | IsNone(fact):
            yield fact
        case OneOf(fact, _) | Includes(fact, _) | OnlyAmong(fact, _) | Matches(fact, _, _):
            yield fact
        case Not(of):
            yield from _facts(of)
        case All(parts) | Some(parts):
            for part in parts:
                yield from _facts(part)
        case Compare(left, _, right):
            yield from operand_facts(left)
            yield from operand_facts(right)
        case Constant():
            return


def settled_on(node: Node, fact: Fact, number: int) -> Node:
    """The same condition where a date is compared with fixed days alone: those are settled.

    Where the date is compared with another fact, the comparison stays as it is.
    """
    match node:
        case Not(of):
            return Not(settled_on(of, fact, number))
        case All(parts):
            return All(*(settled_on(part, fact, number) for part in parts))
        case Some(parts):
            return Some(*(settled_on(part, fact, number) for part in parts))
        case Compare(Value(of), operator, Fixed() as day) if of == fact:
            return Compare(Fixed(number, fact.kind), operator, day)
        case Compare(Fixed() as day, operator, Value(of)) if of == fact:
            return Compare(day, operator, Fixed(number, fact.kind))
        case _:
            return node


def _need(fact: Fact, *kinds: Kind) -> None:
    if fact.kind not in kinds:
        raise ValueError(f"{fact.name} is a {fact.kind}; this needs {' or '.join(kinds)}")
