"""A condition in plain English, for the law book and for whoever asks what is required.

One renderer for every node type. Facts are named as people see them in files, with spaces for
underscores; words of a list are quoted as they must be written. Compound parts stand in
parentheses, so that a sentence has one reading.
"""

from duly.law.fact import Fact, Kind, day
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
    Value,
    operand_kind,
)

# Not strftime: its month names change with the locale of the machine.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DATES = {
    "=": "is the same day as",
    "<>": "is not the same day as",
    "<": "is before",
    "<=": "is on or before",
    ">": "is after",
    ">=": "is on or after",
}
_NUMBERS = {
    "=": "equals",
    "<>": "differs from",
    "<": "is less than",
    "<=": "is at most",
    ">": "is more than",
    ">=": "is at least",
}


def english(node: Node) -> str:
    """Write what must hold, as a clause without a full stop."""
    match node:
        case Constant(True):
            return "nothing is asked: always met"
        case Constant(False):
            return "never met"
        case Constant():
            return "unknown whatever anyone says"
        case Holds(fact):
            return _statement(fact)
        case Not(of):
            return _contrary(of)
        case All(parts):
            return _joined(parts, "and") or "nothing is asked: always met"
        case Some(parts):
            return _joined(parts, "or") or "never met"
        case OneOf(fact, words):
            return f"{named(fact)} is {listed(words, 'or')}"
        case Includes(fact, word):
            return f"{named(fact)} includes “{word}”"
        case OnlyAmong(fact, words):
            return f"{named(fact)} has at least one entry, and none but {listed(words, 'and')}"
        case Matches(fact, _, form):
            return f"{named(fact)} has this form: {form}"
        case IsNone(fact):
            return f"there is no {named(fact)}"
        case Compare(left, operator, right):
            relations = _DATES if operand_kind(left) is Kind.DATE else _NUMBERS
            return f"{_operand(left)} {relations[operator]} {_operand(right)}"


def named(fact: Fact) -> str:
    """The name of a fact as it reads in a sentence."""
    return fact.name.replace("_", " ")


def listed(words: tuple[str, ...], last: str) -> str:
    """Words in quotation marks, the last one joined by "and" or "or"."""
    quoted = [f"“{word}”" for word in words]
    if len(quoted) == 1:
        return quoted[0]
    return f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"


def _statement(fact: Fact) -> str:
    """A flag as a statement: "whether the matter is open" says "the matter is open"."""
    inner = fact.says.removeprefix("whether ")
    return inner if inner != fact.says else f"{named(fact)} is true"


def _contrary(of: Node) -> str:
    match of:
        case OneOf(fact, words):
            return f"{named(fact)} is not {listed(words, 'or')}"
        case Includes(fact, word):
            return f"{named(fact)} does not include “{word}”"
        case IsNone(fact):
            return f"{named(fact)} is given"
        case Matches(fact, _, form):
            return f"{named(fact)} does not have this form: {form}"
        case _:
            return f"it is not so that {_part(of)}"


def _joined(parts: tuple[Node, ...], word: str) -> str:
    if len(parts) == 1:
        return english(parts[0])
    return f", {word} ".join(_part(part) for part in parts)


def _part(node: Node) -> str:
    """Put a compound part in parentheses."""
    match node:
        case All(parts) | Some(parts) if len(parts) > 1:
            return f"({english(node)})"
        case All((only,)) | Some((only,)):
            return _part(only)
        case Not():
            return f"({english(node)})"
        case _:
            return english(node)


def _operand(operand: Operand) -> str:
    match operand:
        case Value(fact):
            return named(fact)
        case Fixed(number, kind):
            return amount(number, kind)
        case PlusDays(of, days):
            plural = "day" if abs(days) == 1 else "days"
            return f"{_operand(of)} {'plus' if days >= 0 else 'minus'} {abs(days)} {plural}"
        case LengthOf(fact):
            return f"the number of characters of {named(fact)}"
        case InForce(table, on):
            return f"{table.name} in force on {named(on)}"


def amount(number: int, kind: Kind) -> str:
    """A number, a sum of money or a date in words."""
    if kind is Kind.DATE:
        found = day(number)
        return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"
    if kind is Kind.CENTS:
        sign = "-" if number < 0 else ""
        return f"{sign}${abs(number) // 100:,}.{abs(number) % 100:02}"
    return f"{number:,}"
