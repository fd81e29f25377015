"""A whole table at once: a provision lowered to SQL with sqlglot.

DuckDB and Spark SQL come from this one lowering. Each row answers with pairs of integers,
bits surely true and bits unknown (see ``layout``), and with outcome words per plan. SQL's own
logic is Kleene's, so null is unknown; facts declared "none" are guarded. A key column is
always carried: engines may reorder rows.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import sqlglot.expressions as x
from sqlglot import select

from duly.law.evaluate import mask
from duly.law.fact import Absence, Fact, Kind
from duly.law.layout import OPERATING, WORD, Layout, Plan
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
    facts_of,
)
from duly.law.pattern import Chars, Pattern, Repeat, anchored, opening, regex
from duly.law.provision import Words

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
    packed = _packed_rows(plan, table, (key, *carry))
    masks = [f"{name}_{word}" for word in range(plan.words) for name in ("true", "unknown")]
    spoken = plan.provision.words
    answers = {name: _outcome(plan, chosen, spoken) for name, chosen in plan.plans.items()}
    outer = select(
        *(x.column(name) for name in (key, *carry, *masks)),
        *(
            x.alias_(answer, column_name(name))
            for name, answer in answers.items()
            if name not in {"strictest", "loosest"}
        ),
        x.alias_(_overall(answers), "outcome"),
    ).from_(packed.subquery("packed"))
    return outer.sql(dialect=dialect)


def doors_statement(
    plans: Mapping[str, Layout],
    table: str,
    *,
    key: str,
    carry: Sequence[str] = (),
    dialect: str = "duckdb",
) -> str:
    """SQL that decides every row of ``table`` under several provisions in one pass.

    The answer has the key, ``carry`` and one outcome word per plan; a word on which live
    readings differ is preceded by ``SPLIT``. Conditions that provisions share are computed
    once.
    """
    nodes: dict[Node, int] = {}
    moved: dict[str, dict[str, Plan]] = {}
    for name, plan in plans.items():
        places = [nodes.setdefault(node, len(nodes)) for node in plan.nodes]
        moved[name] = {
            variant: Plan(
                tuple(places[p] for p in chosen.necessary), tuple(places[p] for p in chosen.bars)
            )
            for variant, chosen in plan.plans.items()
            if variant in {OPERATING, "strictest", "loosest"}
        }
    together = Layout(next(iter(plans.values())).provision, tuple(nodes), {}, {}, {})
    packed = _packed_rows(together, table, (key, *carry))
    outer = select(*(x.column(name) for name in (key, *carry)))
    for name, plan in plans.items():
        words = {
            variant: _outcome(together, chosen, plan.provision.words)
            for variant, chosen in moved[name].items()
        }
        outer = outer.select(x.alias_(_overall(words, keep=True), name))
    return outer.from_(packed.subquery("packed")).sql(dialect=dialect)


class _Stages:
    """Conditions as columns in stages, each computed once.

    An engine computes what stands twice in one SELECT twice, so a condition that others use is
    a column of an earlier stage: the layout's own conditions, what occurs in several of them,
    and, for a text with several forms, its characters (see ``pattern.opening``).
    """

    def __init__(self, plan: Layout) -> None:
        self.columns: list[dict[str, x.Expr]] = []
        self.facts = tuple(dict.fromkeys(f.name for node in plan.nodes for f in facts_of(node)))
        self.names = {node: f"n{place}" for place, node in enumerate(plan.nodes)}
        uses = Counter[Node]()
        for node in plan.nodes:
            self._count(node, uses)
        plain = (Constant, Holds, IsNone)
        for node, count in uses.items():
            if count > 1 and not isinstance(node, plain):
                self.names.setdefault(node, f"s{len(self.names)}")
        alphabets = Counter(key for node in uses if (key := _alphabet(node)))
        self.alphabets = {
            key: f"a{number}"
            for number, key in enumerate(key for key, count in alphabets.items() if count > 1)
        }
        self.stage: dict[object, int] = {}
        for node in self.names:
            self._place(node)

    def _count(self, node: Node, uses: "Counter[Node]") -> None:
        uses[node] += 1
        if uses[node] == 1:
            for part in _parts(node):
                self._count(part, uses)

    def _place(self, node: Node) -> int:
        """Put a named condition into the first stage that has all it needs."""
        if node not in self.stage:
            self.stage[node] = self._add(self.names[node], *self._inside(node))
        return self.stage[node]

    def _add(self, name: str, expression: x.Expr, stage: int) -> int:
        while len(self.columns) <= stage:
            self.columns.append({})
        self.columns[stage][name] = expression
        return stage + 1

    def _use(self, node: Node) -> tuple[x.Expr, int]:
        if node in self.names:
            return x.column(self.names[node]), self._place(node)
        return self._inside(node)

    def _inside(self, node: Node) -> tuple[x.Expr, int]:
        """The expression of a condition, and the stage that it can stand in."""
        inner = [self._use(part) for part in _parts(node)]
        parts = [x.paren(part) for part, _ in inner]
        stage = max((stage for _, stage in inner), default=0)
        match node:
            case Not():
                return x.Not(this=parts[0]), stage
            case All() if parts:
                return x.and_(*parts), stage
            case Some() if parts:
                return x.or_(*parts), stage
            case Matches(fact, pattern, _):
                key, split = _alphabet(node), opening(pattern)
                if key in self.alphabets and split:
                    return self._begins(fact, split, key)
        return lower(node), stage

    def _begins(
        self, fact: Fact, split: tuple[Pattern, Chars], key: tuple[Fact, Chars]
    ) -> tuple[x.Expr, int]:
        text, name = x.column(fact.name), self.alphabets[key]
        if key not in self.stage:
            only = x.RegexpLike(this=text, expression=_text(anchored(Repeat(split[1], 0))))
            self.stage[key] = self._add(name, only, 0)
        begins = x.RegexpLike(this=text.copy(), expression=_text(rf"\A(?:{regex(split[0])})"))
        return _given([fact], x.and_(x.column(name), begins)), self.stage[key]


def _parts(node: Node) -> tuple[Node, ...]:
    match node:
        case All(parts) | Some(parts):
            return parts
        case Not(of):
            return (of,)
    return ()


def _alphabet(node: Node) -> tuple[Fact, Chars] | None:
    split = opening(node.pattern) if isinstance(node, Matches) else None
    return (node.fact, split[1]) if isinstance(node, Matches) and split else None


def _settled(node: Node) -> bool:
    """Tell whether a condition can never be unknown: it reads only facts declared "none"."""
    match node:
        case Constant(value):
            return value is not None
        case Compare():
            return False
        case All() | Some() | Not():
            return all(_settled(part) for part in _parts(node))
    return all(fact.absent is Absence.NONE for fact in facts_of(node))


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
        if unknown and _settled(plan.nodes[place]):
            continue
        condition = x.column(f"n{place}")
        test = condition.is_(x.null()) if unknown else condition
        bit = x.cast(x.convert(1 << (place - word * WORD)), "BIGINT")
        terms.append(x.Case().when(test, bit).else_(x.cast(x.convert(0), "BIGINT")))
    total = terms[0] if terms else x.cast(x.convert(0), "BIGINT")
    for term in terms[1:]:
        total = x.Add(this=total, expression=term)
    return total


def _packed_rows(plan: Layout, table: str, carried: Sequence[str]) -> x.Select:
    """The carried columns, and the bits of every condition in integers."""
    stages = _Stages(plan)
    facts = (name for name in stages.facts if name not in carried)
    inner = select(*(x.column(name) for name in (*carried, *facts))).from_(table)
    for number, columns in enumerate(stages.columns):
        added = (x.alias_(expression, name) for name, expression in columns.items())
        inner = select(x.Star(), *added).from_(inner.subquery(f"stage_{number}", copy=False))
    packed = select(*(x.column(name) for name in carried)).from_(inner.subquery("conditions"))
    for word in range(plan.words):
        packed = packed.select(
            x.alias_(_packed(plan, word, unknown=False), f"true_{word}"),
            x.alias_(_packed(plan, word, unknown=True), f"unknown_{word}"),
        )
    return packed


def _outcome(plan: Layout, chosen: Plan, words: Words) -> x.Expr:
    """The outcome word by masks: false element, bar, unknown, effect (see ``layout.outcome``)."""
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


def _overall(words: Mapping[str, x.Expr], *, keep: bool = False) -> x.Expr:
    """SPLIT where live readings differ (with ``keep``, and the word that is operated on)."""
    operating = words[OPERATING]
    if "strictest" not in words:
        return operating.copy()
    differ = x.or_(
        *(
            x.paren(words[name].copy()).neq(x.paren(operating.copy()))
            for name in ("strictest", "loosest")
        )
    )
    split: x.Expr = _text("SPLIT")
    if keep:
        split = x.func("CONCAT", _text("SPLIT "), x.paren(operating.copy()))
    return x.Case().when(differ, split).else_(operating.copy())
