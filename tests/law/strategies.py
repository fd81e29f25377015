"""Random cases and random conditions, near the edges where engines differ.

The domain that every back end must agree on: text of any length over U+0000 to U+2FFFF without
surrogates, dates from 1900 to 2200 as days, numbers and cents up to 10^15 either way, each fact
given or missing. Intake is stricter (it removes control characters); the law does not rely on
that.

Hypothesis draws what is worth shrinking (conditions, odd texts, a seed); the seed then makes
thousands of rows, many of them a few changes away from a case in which everything holds.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache, partial
from random import Random
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from duly.law import node as n
from duly.law import pattern as p
from duly.law.dated import Dated, Entry
from duly.law.fact import FIRST_DAY, LAST_DAY, Absence, Case, Fact, Kind, Value
from duly.law.prove import World, solve
from duly.law.provision import Element, Mark, Provision, Words
from duly.law.theorems import answer

LARGEST = 10**15
thorough = partial(
    settings,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
        HealthCheck.function_scoped_fixture,
    ],
)
"""Settings of a property test: the same cases on every machine, and no clock."""
ODD_TEXTS = (
    "",
    " ",
    "\x00",
    "\t" * 11,
    "a\x00b",
    "a\nb",
    "a\rb",
    "21201\n",
    "it's",
    'say "so"',
    "back\\slash",
    "\\u{41}",
    "\\x41",
    "%_%",
    "{0}",
    "$1",
    "\u212a",  # the Kelvin sign, which some engines fold to k
    "K",
    "k",
    "٢١٢٠١",  # Arabic-Indic digits
    "２０２２",  # full-width digits
    "2022",
    "\u00a0\u00a0\u00a0",
    "\x0b",
    "\x85",
    "\u2028",
    "straße",
    "STRASSE",
    "İi̇ıI",
    "é",
    "e\u0301",
    "שלום",
    "李雷",
    "O’Brien",
    "\u200b\u200d",
    "\ufeffName",
    "\ufffd",
    "\U0001f926\U0001f3fc",
    "\U00020000",
    "\U0002ffff",
    "NULL",
    "Xxxx Xxxx",
    "a" * 3000,
    "ab " * 1500,
)
characters = st.characters(min_codepoint=0, max_codepoint=0x2FFFF, exclude_categories=("Cs",))
texts = st.one_of(
    st.sampled_from(ODD_TEXTS),
    st.text(characters, max_size=12),
    st.text(st.sampled_from(" \t\n'\\-.,;Q0129AZaz\u00e9\u212a\u0660"), max_size=12),
)


# --- facts ------------------------------------------------------------------------------------
def _fact(kind: Kind, absent: Absence) -> Fact:
    words = ("red", "it's", "back\\slash", "\u212a", "two words")
    name = f"{kind.name.lower()}_{absent.name.lower()}"
    choices = words if kind in {Kind.CHOICE, Kind.CHOICES} else ()
    return Fact(name, kind, f"whether {name} is so", absent=absent, choices=choices)


FACTS = {(kind, absent): _fact(kind, absent) for kind in Kind for absent in Absence}
"""One fact of every kind, both with absence unknown and with absence "none"."""


def _of(*kinds: Kind, absent: Absence | None = None) -> st.SearchStrategy[Fact]:
    return st.sampled_from([f for (k, a), f in FACTS.items() if k in kinds and absent in {None, a}])


# --- patterns -----------------------------------------------------------------------------------
_signs = st.one_of(st.sampled_from("aZ09 -.^$\\]['\n\u00e9\u212a\u0660\U0001f926"), characters)
_ranges = st.tuples(_signs, _signs).map(lambda pair: (min(pair), max(pair)))
chars = st.lists(_ranges, min_size=1, max_size=3).map(lambda ranges: p.Chars(*ranges))
literals = st.text(_signs, max_size=3).map(p.Literal)
_simple = st.one_of(chars, literals)


@st.composite
def _repeats(draw: st.DrawFn) -> p.Repeat:
    # Of simple parts only: a repeat inside a repeat can take Python exponential time, and no
    # form of the law needs one.
    low = draw(st.integers(0, 3))
    high = draw(st.one_of(st.none(), st.integers(max(low, 1), 5)))
    return p.Repeat(draw(_simple), low, high)


_flat = st.one_of(_simple, _repeats())
PATTERNS: Mapping[type, st.SearchStrategy[Any]] = {
    p.Chars: chars,
    p.Literal: literals,
    p.Repeat: _repeats(),
    p.Sequence: st.lists(_flat, min_size=1, max_size=4).map(lambda parts: p.Sequence(*parts)),
    p.Either: st.lists(_flat, min_size=1, max_size=3).map(lambda parts: p.Either(*parts)),
}
"""A generator for every kind of pattern."""
patterns = st.one_of(*PATTERNS.values())


# --- operands -----------------------------------------------------------------------------------
AMOUNTS = (Kind.NUMBER, Kind.CENTS, Kind.DATE)


@st.composite
def _tables(draw: st.DrawFn, kind: Kind) -> Dated:
    starts = draw(st.lists(st.integers(-30_000, 90_000), max_size=4, unique=True))
    values = st.one_of(st.none(), st.integers(-100, 100))
    entries = [Entry(start, draw(values), "an invented source") for start in sorted(starts)]
    return Dated("an invented table", kind, tuple(entries))


def _fixed(kind: Kind) -> st.SearchStrategy[n.Fixed]:
    low, high = (FIRST_DAY, LAST_DAY) if kind is Kind.DATE else (-LARGEST, LARGEST)
    numbers = st.one_of(st.integers(-3, 3), st.sampled_from([low, high]), st.integers(low, high))
    return numbers.map(lambda number: n.Fixed(number, kind))


OPERANDS: Mapping[type, Callable[[Kind], st.SearchStrategy[Any]]] = {
    n.Value: lambda kind: _of(kind).map(n.Value),
    n.Fixed: _fixed,
    n.PlusDays: lambda _: st.builds(
        n.PlusDays,
        st.one_of(_of(Kind.DATE).map(n.Value), _fixed(Kind.DATE)),
        st.integers(-400, 400),
    ),
    n.LengthOf: lambda _: _of(Kind.TEXT).map(n.LengthOf),
    n.InForce: lambda kind: st.builds(n.InForce, _tables(kind), _of(Kind.DATE)),
}
"""A generator for every kind of operand, given the kind of value it is to have."""


def operands(kind: Kind) -> st.SearchStrategy[n.Operand]:
    """Operands of one kind of value."""
    fit = {n.PlusDays: {Kind.DATE}, n.LengthOf: {Kind.NUMBER}}
    return st.one_of(
        *(make(kind) for type_, make in OPERANDS.items() if kind in fit.get(type_, AMOUNTS))
    )


# --- conditions -----------------------------------------------------------------------------------
@st.composite
def _one_of(draw: st.DrawFn) -> n.OneOf:
    fact = draw(_of(Kind.TEXT, Kind.CHOICE))
    words = st.sampled_from(fact.choices) if fact.choices else texts
    return n.OneOf(fact, *draw(st.lists(words, min_size=1, max_size=7)))


@st.composite
def _only_among(draw: st.DrawFn) -> n.OnlyAmong:
    fact = draw(_of(Kind.CHOICES))
    return n.OnlyAmong(fact, *draw(st.lists(st.sampled_from(fact.choices), min_size=1)))


@st.composite
def _compare(draw: st.DrawFn) -> n.Compare:
    kind = draw(st.sampled_from(AMOUNTS))
    operator = draw(st.sampled_from(["=", "<>", "<", "<=", ">", ">="]))
    return n.Compare(draw(operands(kind)), operator, draw(operands(kind)))


ATOMS: Mapping[type, st.SearchStrategy[Any]] = {
    n.Constant: st.sampled_from([n.TRUE, n.FALSE, n.UNKNOWN]),
    n.Holds: _of(Kind.FLAG).map(n.Holds),
    n.OneOf: _one_of(),
    n.Includes: st.builds(
        n.Includes, _of(Kind.CHOICES), st.sampled_from(FACTS[Kind.CHOICES, Absence.NONE].choices)
    ),
    n.OnlyAmong: _only_among(),
    n.Matches: st.builds(n.Matches, _of(Kind.TEXT), patterns, st.just("an invented form")),
    n.IsNone: _of(*Kind, absent=Absence.NONE).map(n.IsNone),
    n.Compare: _compare(),
}
COMPOUNDS: Mapping[type, Callable[[st.SearchStrategy[Any]], st.SearchStrategy[Any]]] = {
    n.Not: lambda inner: inner.map(n.Not),
    n.All: lambda inner: st.lists(inner, max_size=3).map(lambda parts: n.All(*parts)),
    n.Some: lambda inner: st.lists(inner, max_size=3).map(lambda parts: n.Some(*parts)),
}
"""A generator for every kind of condition; a test fails when one is missing."""
nodes = st.recursive(
    st.one_of(*ATOMS.values()),
    lambda inner: st.one_of(*(make(inner) for make in COMPOUNDS.values())),
    max_leaves=6,
)


def as_provision(conditions: Sequence[n.Node]) -> Provision:
    """Wrap conditions as a provision: every third one is a bar."""
    elements = [
        Element(f"e{place}", "Says.", "1 USC 1", Mark.DERIVED, condition, "Does not.")
        for place, condition in enumerate(conditions)
    ]
    return Provision(
        cite="an invented provision",
        title="Invented",
        says="For tests.",
        source="none",
        text_read="none",
        since=0,
        words=Words(met="MAY"),
        elements=tuple(e for place, e in enumerate(elements) if place % 3 != 2),
        bars=tuple(e for place, e in enumerate(elements) if place % 3 == 2),
    )


# --- rows -----------------------------------------------------------------------------------
def walk(thing: object) -> Iterator[object]:
    """Everything a provision is made of, down to words and numbers' holders."""
    if is_dataclass(thing):
        yield thing
        for field in fields(thing):
            yield from walk(getattr(thing, field.name))
    elif isinstance(thing, tuple):
        for one in thing:
            yield from walk(one)


class Rows:
    """Makes rows for one provision from a seed."""

    def __init__(self, provision: Provision, seed: int, odd: Sequence[str] = ()) -> None:
        self.random = Random(seed)  # noqa: S311 - tests
        self.facts = provision.facts()
        self.near = _case_that_is_met(provision)
        self.odd = (*ODD_TEXTS, *odd)
        self.patterns: dict[str, list[p.Pattern]] = {}
        self.words: dict[str, list[str]] = {}
        self.numbers = [0, 1, -1, LARGEST, -LARGEST]
        self.days = [FIRST_DAY, LAST_DAY, 0, 20_000, 20_090]
        for part in walk(provision):
            match part:
                case n.Matches(fact, pattern, _):
                    self.patterns.setdefault(fact.name, []).append(pattern)
                case n.OneOf(fact, words) if fact.kind is Kind.TEXT:
                    self.words.setdefault(fact.name, []).extend(words)
                case n.Fixed(number, kind):
                    (self.days if kind is Kind.DATE else self.numbers).append(number)
                case Entry(since, _, _):
                    self.days.append(since)

    def make(self, count: int) -> list[Case]:
        """Make so many cases; half of them near one in which everything holds."""
        return [self.one() for _ in range(count)]

    def one(self) -> Case:
        """One case."""
        if self.near is None or self.random.random() < 0.4:
            return {fact.name: self.value(fact) for fact in self.facts}
        changed = self.random.sample(self.facts, min(len(self.facts), self.random.randrange(4)))
        return {**self.near, **{fact.name: self.value(fact) for fact in changed}}

    def value(self, fact: Fact) -> Value:
        """One value of a fact, or its absence."""
        pick = self.random
        if pick.random() < 0.2:
            return None
        match fact.kind:
            case Kind.FLAG:
                return pick.random() < 0.5
            case Kind.CHOICE:
                return pick.choice(fact.choices)
            case Kind.CHOICES:
                return pick.getrandbits(len(fact.choices))
            case Kind.TEXT:
                return self.text(fact.name)
            case Kind.DATE:
                day = pick.choice(self.days) + pick.choice((0, 0, 0, 1, -1, 89, 90, 91, -90))
                return min(max(day, FIRST_DAY), LAST_DAY)
            case _:
                number = pick.choice(self.numbers) + pick.choice((0, 0, 1, -1))
                return min(max(number, -LARGEST), LARGEST)

    def text(self, name: str) -> str:
        """A text that has, or nearly has, a form or word that the provision asks for."""
        pick = self.random
        sources = [lambda: pick.choice(self.odd)]
        if name in self.words:
            sources.append(lambda: pick.choice(self.words[name]))
        if name in self.patterns:
            sources.append(lambda: sample(pick.choice(self.patterns[name]), pick))
        text = pick.choice(sources)()
        return text if pick.random() < 0.6 else spoil(text, pick)


def sample(pattern: p.Pattern, pick: Random) -> str:
    """A text of this form, with the ends of ranges and counts preferred."""
    match pattern:
        case p.Chars(ranges):
            low, high = (ord(end) for end in pick.choice(ranges))
            code = pick.choice((low, high, pick.randint(low, high)))
            return chr(low) if 0xD800 <= code <= 0xDFFF else chr(code)
        case p.Literal(text):
            return text
        case p.Sequence(parts):
            return "".join(sample(part, pick) for part in parts)
        case p.Either(parts):
            return sample(pick.choice(parts), pick)
        case p.Repeat(part, low, high):
            most = low + 3 if high is None else high
            times = pick.choice((low, min(most, low + 2)))
            return "".join(sample(part, pick) for _ in range(times))


def spoil(text: str, pick: Random) -> str:
    """One small change: a character more, fewer, doubled or replaced."""
    place = pick.randrange(len(text) + 1)
    sign = pick.choice("\n\t\x00 \u00a0'\\\u212a\u0661aZ0\u0301\U0002ffff")
    return pick.choice(
        (
            text[:place] + sign + text[place:],
            text[:place] + text[place + 1 :],
            text[:place] + sign + text[place + 1 :],
            text + sign,
            text.swapcase(),
        )
    )


@cache
def _case_that_is_met(provision: Provision) -> Case | None:
    # Asked for a text of 10^15 characters, the solver would spell it out in memory.
    parts = list(walk(provision))
    long = any(isinstance(part, n.Fixed) and part.number > 10_000 for part in parts)
    if long and any(isinstance(part, n.LengthOf) for part in parts):
        return None
    world = World(provision.facts())
    model = solve(*world.domain(), *world.complete(), answer(provision, world).met)
    return None if model is None else world.case(model)
