"""A whole table at once: a provision lowered to SQL with sqlglot.

DuckDB and Spark SQL come from this one lowering. Each row answers with pairs of integers,
bits surely true and bits unknown (see ``layout``), and with outcome words per plan. SQL's own
logic is Kleene's, so null is unknown; facts declared "none" are guarded. A key column is
always carried: engines may reorder rows.
"""

from collections.abc import Sequence

import sqlglot.expressions as x
from sqlglot import select

from duly.law.evaluate import mask
from duly.law.fact import Absence, Fact, Kind
from duly.law.layout import WORD, Layout, Plan
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
from duly.law.pattern import anchored

SQL_TYPES = {
    Kind.FLAG: "BOOLEAN",
    Kind.TEXT: "VARCHAR",
    Kind.CHOICE: "VARCHAR",
    Kind.NUMBER: "BIGINT",
    Kind.CENTS: "BIGINT",
    Kind.DATE: "INT",
    Kind.CHOICES: "INT",
}
"""The column type of each kind of fact; dates are days since 1970-01-01."""

_RELATIONS: dict[str, type[x.Expr]] = {
    "=": x.EQ,
    "<>": x.NEQ,
    "<": x.LT,
    "<=": x.LTE,
    ">": x.GT,
    ">=": x.GTE,
}


def statement(
    plan: Layout, table: str, *, key: str, carry: Sequence[str] = (), dialect: str = "duckdb"
) -> str:
    """SQL that decides every row of ``table``.

    The table has ``key``, one column per fact (``SQL_TYPES``) and the columns of ``carry``.
    The answer has the key, ``true_0, unknown_0, …`` and one outcome word per plan
    (``operating``, ``outcome`` with SPLIT, and ``Q1_R2`` for each other reading).
    """
    carried = [x.column(name) for name in (key, *carry)]
    inner = select(*carried).from_(table)
    for place, node in enumerate(plan.nodes):
        inner = inner.select(x.alias_(lower(node), f"n{place}"))
    packed = select(*(name.copy() for name in carried)).from_(inner.subquery("conditions"))
    for word in range(plan.words):
        packed = packed.select(
            x.alias_(_packed(plan, word, unknown=False), f"true_{word}"),
            x.alias_(_packed(plan, word, unknown=True), f"unknown_{word}"),
        )
    masks = [f"{name}_{word}" for word in range(plan.words) for name in ("true", "unknown")]
    outer = select(*(x.column(name) for name in (key, *carry, *masks)))
    answers = {name: _outcome(plan, chosen) for name, chosen in plan.plans.items()}
    for name, answer in answers.items():
        if name not in {"strictest", "loosest"}:
            outer = outer.select(x.alias_(answer, column_name(name)))
    outer = outer.select(x.alias_(_overall(answers), "outcome")).from_(packed.subquery("packed"))
    return outer.sql(dialect=dialect)


def column_name(plan_name: str) -> str:
    """The column of a plan: ``Q1=R2`` becomes ``Q1_R2``."""
    return plan_name.replace("=", "_")


def lower(node: Node) -> x.Expr:
    """One condition as a three-valued boolean SQL expression."""
    match node:
        case Constant(value):
            return x.cast(x.null(), "BOOLEAN") if value is None else x.convert(value)
        case Not(of):
            return x.Not(this=x.paren(lower(of)))
        case All(parts):
            return x.and_(*(x.paren(lower(part)) for part in parts)) if parts else x.true()
        case Some(parts):
            return x.or_(*(x.paren(lower(part)) for part in parts)) if parts else x.false()
        case IsNone(fact):
            return x.column(fact.name).is_(x.null())
        case Compare(left, operator, right):
            relation = _RELATIONS[operator](this=_operand(left), expression=_operand(right))
            return _given([*_absent(left), *_absent(right)], relation)
        case Holds(fact):
            return _given([fact], x.column(fact.name))
        case OneOf(fact, words):
            # Single equalities, not a list: with five or more members DuckDB turns a list
            # into a join, which is slower and may reorder rows.
            equalities = [x.EQ(this=x.column(fact.name), expression=_text(w)) for w in words]
            return _given([fact], x.paren(x.or_(*equalities)))
        case Includes(fact, word):
            return _given([fact], _bits(fact, mask(fact, (word,))).neq(0))
        case OnlyAmong(fact, words):
            others = mask(fact, fact.choices) & ~mask(fact, words)
            only = x.and_(x.column(fact.name).neq(0), _bits(fact, others).eq(0))
            return _given([fact], x.paren(only))
        case Matches(fact, pattern, _):
            like = x.RegexpLike(this=x.column(fact.name), expression=_text(anchored(pattern)))
            return _given([fact], like)


def _given(facts: list[Fact], expression: x.Expr) -> x.Expr:
    """Make an atom false where a fact declared "none" is absent, instead of unknown."""
    present = [
        x.Not(this=x.column(fact.name).is_(x.null()))
        for fact in facts
        if fact.absent is Absence.NONE
    ]
    return x.paren(x.and_(*present, expression)) if present else expression


def _text(text: str) -> x.Expr:
    return x.Literal.string(text)


def _bits(fact: Fact, bits: int) -> x.Expr:
    return x.paren(x.BitwiseAnd(this=x.column(fact.name), expression=x.Literal.number(bits)))


def _operand(operand: Operand) -> x.Expr:
    match operand:
        case Fixed(number, _):
            return x.convert(number)
        case Value(fact):
            return x.column(fact.name)
        case PlusDays(of, more):
            return x.paren(x.Add(this=_operand(of), expression=x.convert(more)))
        case LengthOf(fact):
            length = x.Length(this=x.column(fact.name))
            none = fact.absent is Absence.NONE
            return x.func("COALESCE", length, x.convert(0)) if none else length
        case InForce(table, on):
            case_ = x.Case()
            for entry in reversed(table.entries):
                value = x.null() if entry.value is None else x.convert(entry.value)
                case_ = case_.when(x.column(on.name) >= entry.since, value)
            return case_ if table.entries else x.cast(x.null(), "BIGINT")


def _absent(operand: Operand) -> list[Fact]:
    match operand:
        case Value(fact) | InForce(_, fact):
            return [fact]
        case PlusDays(of, _):
            return _absent(of)
        case _:
            return []


def _packed(plan: Layout, word: int, *, unknown: bool) -> x.Expr:
    """Add up the bits of one word: CASE per condition, which both engines vectorise."""
    terms: list[x.Expr] = []
    for place in range(word * WORD, min((word + 1) * WORD, len(plan.nodes))):
        condition = x.column(f"n{place}")
        test = condition.is_(x.null()) if unknown else condition
        bit = x.cast(x.convert(1 << (place - word * WORD)), "BIGINT")
        terms.append(x.Case().when(test, bit).else_(x.cast(x.convert(0), "BIGINT")))
    total = terms[0]
    for term in terms[1:]:
        total = x.Add(this=total, expression=term)
    return total


def _outcome(plan: Layout, chosen: Plan) -> x.Expr:
    """The outcome word by masks: false element, bar, unknown, effect (see ``layout.outcome``)."""
    words = plan.provision.words
    refused: list[x.Expr] = []
    barred: list[x.Expr] = []
    unknown: list[x.Expr] = []
    for word in range(plan.words):
        true, gap = x.column(f"true_{word}"), x.column(f"unknown_{word}")
        possible = x.paren(x.BitwiseOr(this=true, expression=gap))
        for positions, into in ((chosen.necessary, refused), (chosen.bars, barred)):
            bits = _word_mask(positions, word)
            if bits:
                masked = x.BitwiseAnd(this=possible.copy(), expression=x.convert(bits))
                into.append(x.paren(masked).neq(bits))
        bits = _word_mask((*chosen.necessary, *chosen.bars), word)
        if bits:
            masked = x.BitwiseAnd(this=gap.copy(), expression=x.convert(bits))
            unknown.append(x.paren(masked).neq(0))
    case = x.Case()
    for tests, answer in (
        (refused, words.not_met),
        (barred, words.barred),
        (unknown, words.unknown),
    ):
        if tests:
            case = case.when(x.or_(*tests), _text(answer))
    return case.else_(_text(words.met)) if case.args.get("ifs") else _text(words.met)


def _word_mask(positions: Sequence[int], word: int) -> int:
    inside = {p - word * WORD for p in positions if p // WORD == word}
    return sum(1 << position for position in inside)


def _overall(words: dict[str, x.Expr]) -> x.Expr:
    operating = words["operating"]
    if "strictest" not in words:
        return operating.copy()
    differ = x.or_(
        *(
            x.paren(words[name].copy()).neq(x.paren(operating.copy()))
            for name in ("strictest", "loosest")
        )
    )
    return x.Case().when(differ, _text("SPLIT")).else_(operating.copy())
