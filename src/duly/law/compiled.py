"""One case, fast: a provision compiled to one Python function.

The generated source is straight-line code over local variables; it answers with the result
vector alone, and the sentences are made from that vector when somebody asks.
"""

from collections.abc import Callable

from duly.law.evaluate import mask
from duly.law.fact import Absence, Case, Fact
from duly.law.layout import Layout, Vector
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
)
from duly.law.pattern import Pattern, compiled

Decide = Callable[[Case], Vector]


class _Writer:
    """Writes the function's source, sharing equal subtrees."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.names: dict[object, str] = {}
        self.scope: dict[str, object] = {}

    def assign(self, key: object, expression: str) -> str:
        """Bind an expression once and return its variable."""
        name = f"v{len(self.names)}"
        self.names[key] = name
        self.lines.append(f"    {name} = {expression}")
        return name

    def fact(self, fact: Fact) -> str:
        return self.names.get(fact) or self.assign(fact, f"case.get({fact.name!r})")

    def pattern(self, pattern: Pattern) -> str:
        name = f"p{len(self.scope)}"
        self.scope[name] = compiled(pattern).fullmatch
        return name

    def node(self, node: Node) -> str:
        return self.names.get(node) or self.assign(node, self.expression(node))

    def expression(self, node: Node) -> str:
        match node:
            case Constant(value):
                return repr(value)
            case Not(of):
                inner = self.node(of)
                return f"None if {inner} is None else not {inner}"
            case All(parts) | Some(parts):
                return self.combined(isinstance(node, All), [self.node(part) for part in parts])
            case IsNone(fact):
                return f"{self.fact(fact)} is None"
            case Compare(left, operator, right):
                return self.comparison(left, operator, right)
            case Holds(fact):
                return self.guarded(fact, self.fact(fact))
            case OneOf(fact, words):
                return self.guarded(fact, f"{self.fact(fact)} in {words!r}")
            case Includes(fact, word):
                bit = fact.choices.index(word)
                return self.guarded(fact, f"{self.fact(fact)} >> {bit} & 1 == 1")
            case OnlyAmong(fact, words):
                name, others = self.fact(fact), ~mask(fact, words)
                return self.guarded(fact, f"{name} != 0 and {name} & {others} == 0")
            case Matches(fact, pattern, _):
                matcher = self.pattern(pattern)
                return self.guarded(fact, f"{matcher}({self.fact(fact)}) is not None")

    @staticmethod
    def combined(conjunction: bool, parts: list[str]) -> str:
        settles, otherwise = (False, True) if conjunction else (True, False)
        if not parts:
            return repr(otherwise)
        hit = " or ".join(f"{part} is {settles}" for part in parts)
        gap = " or ".join(f"{part} is None" for part in parts)
        return f"{settles} if {hit} else None if {gap} else {otherwise}"

    def guarded(self, fact: Fact, expression: str) -> str:
        without = "False" if fact.absent is Absence.NONE else "None"
        return f"{without} if {self.fact(fact)} is None else ({expression})"

    def comparison(self, left: Operand, operator: str, right: Operand) -> str:
        python = {"=": "==", "<>": "!="}.get(operator, operator)
        (one, gaps, absent), (two, gaps2, absent2) = self.operand(left), self.operand(right)
        gone = [f"{name} is None" for name in absent + absent2]
        unknown = [f"{name} is None" for name in gaps + gaps2]
        text = f"({one} {python} {two})"
        if unknown:
            text = f"None if {' or '.join(unknown)} else {text}"
        return f"False if {' or '.join(gone)} else {text}" if gone else text

    def operand(self, operand: Operand) -> tuple[str, list[str], list[str]]:
        """Expression, variables whose None is unknown, variables whose None is absence."""
        match operand:
            case Fixed(number, _):
                return repr(number), [], []
            case Value(fact):
                name = self.fact(fact)
                none = fact.absent is Absence.NONE
                return name, [] if none else [name], [name] if none else []
            case PlusDays(of, more):
                text, gaps, absent = self.operand(of)
                return f"({text} + {more})", gaps, absent
            case LengthOf(fact):
                name = self.fact(fact)
                if fact.absent is Absence.NONE:
                    return f"(0 if {name} is None else len({name}))", [], []
                return f"len({name})", [name], []
            case InForce(table, on):
                look_up = f"t{len(self.scope)}"
                self.scope[look_up] = table.on
                name = self.fact(on)
                key = (table, on)
                value = self.names.get(key) or self.assign(
                    key, f"None if {name} is None else {look_up}({name})"
                )
                none = on.absent is Absence.NONE
                return value, [value], [name] if none else []


def source(plan: Layout) -> str:
    """The generated Python source, for those who want to read it."""
    return _write(plan)[0]


def _write(plan: Layout) -> tuple[str, dict[str, object]]:
    writer = _Writer()
    names = [writer.node(node) for node in plan.nodes]
    true = " | ".join(f"({name} is True) << {place}" for place, name in enumerate(names))
    unknown = " | ".join(f"({name} is None) << {place}" for place, name in enumerate(names))
    body = "\n".join(writer.lines)
    text = f"def decide(case):\n{body}\n    return Vector({true}, {unknown})\n"
    return text, writer.scope


def compile_plan(plan: Layout) -> Decide:
    """Compile a layout; the function maps a case to its result vector."""
    text, scope = _write(plan)
    scope["Vector"] = Vector
    exec(compile(text, f"<{plan.provision.cite}>", "exec"), scope)  # noqa: S102 - our own source
    decide = scope["decide"]
    assert callable(decide)  # noqa: S101 - narrows the type of the line above
    return decide
