"""One case, by walking the tree: the reference meaning of the language.

Strong Kleene logic. An atom that reads an unknown fact is unknown. An atom that reads a fact
declared "none" is false when the thing is absent (what is not there has no form, is in no
list and stands in no relation), except that its absence is then true and its length zero.
"""

from collections.abc import Iterable

from duly.law.fact import Absence, Case, Fact
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
    Operator,
    PlusDays,
    Some,
    Value,
    facts_of,
)
from duly.law.pattern import compiled


def evaluate(node: Node, case: Case) -> bool | None:
    """Return True, False, or None for unknown."""
    match node:
        case Constant(value):
            return value
        case Not(of):
            inner = evaluate(of, case)
            return None if inner is None else not inner
        case All(parts):
            return conjunction(evaluate(part, case) for part in parts)
        case Some(parts):
            return disjunction(evaluate(part, case) for part in parts)
        case Compare(left, operator, right):
            return _compare(left, operator, right, case)
        case IsNone(fact):
            return case.get(fact.name) is None
        case (
            Holds(fact)
            | OneOf(fact, _)
            | Includes(fact, _)
            | OnlyAmong(fact, _)
            | Matches(fact, _, _)
        ):
            given = case.get(fact.name)
            if given is None:
                return False if fact.absent is Absence.NONE else None
            return _atom(node, given)


def conjunction(values: Iterable[bool | None]) -> bool | None:
    """Kleene "and" over any number of values: false beats unknown beats true."""
    seen_unknown = False
    for value in values:
        if value is False:
            return False
        seen_unknown = seen_unknown or value is None
    return None if seen_unknown else True


def disjunction(values: Iterable[bool | None]) -> bool | None:
    """Kleene "or" over any number of values: true beats unknown beats false."""
    seen_unknown = False
    for value in values:
        if value is True:
            return True
        seen_unknown = seen_unknown or value is None
    return None if seen_unknown else False


def missing(node: Node, case: Case) -> tuple[Fact, ...]:
    """The facts that keep a node unknown in this case, in the order of the text.

    Only facts under parts that are themselves unknown count: what a settled part reads
    would change nothing.
    """
    if evaluate(node, case) is not None:
        return ()
    match node:
        case Not(of):
            return missing(of, case)
        case All(parts) | Some(parts):
            found = [fact for part in parts for fact in missing(part, case)]
            return tuple(dict.fromkeys(found))
        case _:
            return tuple(fact for fact in facts_of(node) if case.get(fact.name) is None)


def _atom(node: Node, value: bool | int | str) -> bool:
    match node, value:
        case Holds(), bool():
            return value
        case OneOf(_, words), str():
            return value in words
        case Includes(fact, word), int():
            return bool(value >> fact.choices.index(word) & 1)
        case OnlyAmong(fact, words), int():
            return value != 0 and value & ~mask(fact, words) == 0
        case Matches(_, pattern, _), str():
            return compiled(pattern).fullmatch(value) is not None
        case _:
            raise TypeError(f"a {type(node).__name__} cannot read a {type(value).__name__}")


def mask(fact: Fact, words: tuple[str, ...]) -> int:
    """The bits of some words of a set of choices."""
    return sum(1 << fact.choices.index(word) for word in set(words))


ABSENT = object()
"""An operand whose thing is declared absent ("none"): every relation to it is false."""


def _operand(operand: Operand, case: Case) -> object:
    match operand:
        case Fixed(number, _):
            return number
        case Value(fact):
            value = case.get(fact.name)
            if value is None and fact.absent is Absence.NONE:
                return ABSENT
            return value
        case PlusDays(of, more):
            inner = _operand(of, case)
            return inner + more if isinstance(inner, int) else inner
        case LengthOf(fact):
            text = case.get(fact.name)
            if text is None:
                return 0 if fact.absent is Absence.NONE else None
            return len(str(text))
        case InForce(table, on):
            value = case.get(on.name)
            if value is None:
                return ABSENT if on.absent is Absence.NONE else None
            return table.on(int(value))


def _compare(left: Operand, operator: Operator, right: Operand, case: Case) -> bool | None:
    one, two = _operand(left, case), _operand(right, case)
    if one is ABSENT or two is ABSENT:
        return False
    if not isinstance(one, int) or not isinstance(two, int):
        return None
    return {
        "=": one == two,
        "<>": one != two,
        "<": one < two,
        "<=": one <= two,
        ">": one > two,
        ">=": one >= two,
    }[operator]
