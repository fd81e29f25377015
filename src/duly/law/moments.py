"""The days on which the answer to a case can change, everything else staying as it is.

A condition compares the date of the law (``as_of``) with fixed days, with dates of the case
and with dated tables. Only there can an answer change, so between two such days one answer
holds for every day.
"""

from collections.abc import Iterator

from duly.law.fact import Case, Fact
from duly.law.node import (
    All,
    Compare,
    Fixed,
    InForce,
    LengthOf,
    Node,
    Not,
    Operand,
    PlusDays,
    Some,
    Value,
    operand_facts,
)
from duly.law.provision import Live, Provision, node_of


def moments(
    provision: Provision, case: Case, as_of: Fact, forum: str
) -> dict[int, tuple[str, ...]]:
    """The days from which an answer can differ from the day before, in order, with the cause.

    A cause is the id of an element, or ``Q2=B`` for a reading that begins or ceases to be
    live in the forum.
    """
    found: dict[int, dict[str, None]] = {}
    case = {name: value for name, value in case.items() if name != as_of.name}
    for part in (*provision.leaves(),):
        for day in _days(node_of(part), case, as_of):
            found.setdefault(day, {})[part.id] = None
    for question in provision.questions:
        for reading in question.readings:
            for node in (node for _, node in reading.overrides):
                for day in _days(node, case, as_of):
                    found.setdefault(day, {})[f"{question.id}={reading.id}"] = None
            for span in reading.live:
                for day in _span(span, forum):
                    found.setdefault(day, {})[f"{question.id}={reading.id}"] = None
    return {day: tuple(found[day]) for day in sorted(found)}


def _span(span: Live, forum: str) -> Iterator[int]:
    if span.forum == forum:
        yield from (day for day in (span.since, span.until) if day is not None)


def _days(node: Node, case: Case, as_of: Fact) -> Iterator[int]:
    match node:
        case Not(of):
            yield from _days(of, case, as_of)
        case All(parts) | Some(parts):
            for part in parts:
                yield from _days(part, case, as_of)
        case Compare(left, operator, right):
            one, two = _moving(left, as_of), _moving(right, as_of)
            for side, other in ((left, right), (right, left)):
                yield from _table_days(side, _moving(other, as_of), as_of)
            if (one is None) == (two is None):
                return
            shift, other = (one, right) if one is not None else (two, left)
            limit = _still(other, case)
            if limit is not None and shift is not None:
                # Strictly before and not after change on the day itself, the others a day later.
                mirrored = one is None
                late = operator in {"<=", ">"} if not mirrored else operator in {"<", ">="}
                day = limit - shift
                yield from (day, day + 1) if operator in {"=", "<>"} else (day + late,)
        case _:
            return


def _table_days(side: Operand, moving: int | None, as_of: Fact) -> Iterator[int]:
    """Days on which a table of the day has another value, or the moving date passes its value."""
    shift = 0
    while isinstance(side, PlusDays):
        shift, side = shift + side.days, side.of
    if not (isinstance(side, InForce) and side.on == as_of):
        return
    for entry in side.table.entries:
        yield entry.since
        if moving is not None and entry.value is not None:
            limit = entry.value + shift - moving
            yield from (limit, limit + 1)


def _moving(operand: Operand, as_of: Fact) -> int | None:
    """How many days an operand adds to ``as_of``; None where it does not move with it."""
    match operand:
        case Value(fact):
            return 0 if fact == as_of else None
        case PlusDays(of, more):
            inner = _moving(of, as_of)
            return None if inner is None else inner + more
        case Fixed() | LengthOf() | InForce():
            return None


def _still(operand: Operand, case: Case) -> int | None:
    match operand:
        case Fixed(number, _):
            return number
        case Value(fact):
            value = case.get(fact.name)
            return None if value is None else int(value)
        case PlusDays(of, more):
            inner = _still(of, case)
            return None if inner is None else inner + more
        case InForce(table, on):
            value = case.get(on.name)
            return None if value is None else table.on(int(value))
        case LengthOf():
            return None


def dated_facts(provision: Provision, element: str, as_of: Fact) -> tuple[Fact, ...]:
    """The dates of the case that an element compares with the date of the law."""
    found: dict[Fact, None] = {}

    def walk(node: Node) -> None:
        match node:
            case Not(of):
                walk(of)
            case All(parts) | Some(parts):
                for part in parts:
                    walk(part)
            case Compare(left, _, right):
                read = (*operand_facts(left), *operand_facts(right))
                if as_of in read:
                    found.update(dict.fromkeys(fact for fact in read if fact != as_of))
            case _:
                return

    walk(node_of(provision.part(element)))
    return tuple(found)
