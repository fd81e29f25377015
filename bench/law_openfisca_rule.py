"""(i)(2) with its readings for openfisca-core: one formula per element, vectorised NumPy.

OpenFisca has no unknown, so every input has a null mask beside it (choices: a member of their
own) and every element is coded 0 not met, 1 unknown, 2 met: "and" is the minimum, "or" the
maximum, "not" 2 - x. Text is fixed-width bytes, OpenFisca's own form for a text of limited
length; a form is tested on the whole byte matrix where a plain ASCII test settles it, and by
Python's ``re``, once per distinct text, for the rest. Choices arrive already coded.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce

import numpy as np
from openfisca_core.indexed_enums import Enum

from duly.law import forms
from duly.law.fact import Kind
from duly.law.pattern import Pattern, compiled
from duly.law.usc.statutes import CIVIL, CRIMINAL, FAILURE_TO_DEPART
from duly.law.usc.t26.s6103.i_2 import HEADS, HERE, JUSTICE
from duly.law.usc.t26.s6103.i_2_matter import CRIMINAL_USES

Array = np.ndarray
FACTS = {fact.name: fact for fact in HERE.facts()}
NOBODY_SAID = "nobody_said"
CHOICES = {
    name: Enum(name, {word: word for word in (*fact.choices, NOBODY_SAID)})
    for name, fact in FACTS.items()
    if fact.kind is Kind.CHOICE
}
# What a statute is, by bit, from one look at each distinct citation.
GIVEN, TAX, CITED, CRIME, CIVIL_PENALTY = 1, 2, 4, 8, 16


@dataclass(frozen=True, slots=True)
class Case:
    """The inputs and elements of all requests, as an OpenFisca formula sees them."""

    population: Callable[[str, object], Array]
    period: object

    def raw(self, name: str) -> Array:
        """A variable's plain array."""
        return self.population(name, self.period).view(np.ndarray)

    def known(self, name: str, value: Array) -> Array:
        """Code a plain test: unknown where the input's null mask is set."""
        return np.where(self.raw(f"{name}_missing"), np.int16(1), value.astype(np.int16) * 2)

    def flag(self, name: str) -> Array:
        """Whether a flag is set."""
        return self.known(name, self.raw(name))

    def one_of(self, name: str, *words: str) -> Array:
        """Whether a choice is one of some words."""
        choice, codes = CHOICES[name], self.raw(name)
        table = np.zeros(len(choice), dtype=np.int16)
        table[[list(FACTS[name].choices).index(word) for word in words]] = 2
        table[-1] = 1
        return table[codes]

    def elements(self, *ids: str) -> list[Array]:
        """Other elements' results."""
        return [self.raw(variable(id_)) for id_ in ids]

    def form(self, name: str, quick: Callable[[Array], Array], *patterns: Pattern) -> Array:
        """Whether a text has every one of some forms, as a plain test."""
        return _settle(self.raw(name), quick, patterns)

    def statute(self, bit: int) -> Array:
        """Whether the statute cited is of a class (known even where it is absent)."""
        return ((self.raw("statute_class") & bit) != 0).astype(np.int16) * 2


def variable(id_: str) -> str:
    """An OpenFisca name for an element, a reading's element or a plan."""
    return "e_" + "".join(c if c.isalnum() else "_" for c in id_)


def every(arrays: Iterable[Array]) -> Array:
    """Kleene "and"."""
    return reduce(np.minimum, arrays)


def some(arrays: Iterable[Array]) -> Array:
    """Kleene "or"."""
    return reduce(np.maximum, arrays)


def by_distinct(texts: Array, test: Callable[[bytes], int], dtype: type) -> Array:
    """Apply a test once per distinct text."""
    listed = texts.tolist()
    answers = {text: test(text) for text in set(listed)}
    return np.fromiter(map(answers.__getitem__, listed), dtype, len(listed))


def _settle(texts: Array, quick: Callable[[Array], Array], patterns: Iterable[Pattern]) -> Array:
    """Test forms: met where the byte test says so, else by ``re``, once per distinct text."""
    matrix = texts.view(np.uint8).reshape(len(texts), texts.dtype.itemsize)
    found = np.empty(len(texts), dtype=bool)
    for start in range(0, len(texts), 2048):  # a block stays in the processor's cache
        found[start : start + 2048] = quick(matrix[start : start + 2048])
    (rest,) = np.nonzero(~found)
    matches = [compiled(pattern).fullmatch for pattern in patterns]

    def slow(text: bytes) -> bool:
        given = text.decode()
        return all(match(given) is not None for match in matches)

    found[rest] = by_distinct(texts[rest], slow, bool)
    return found


def _nowhere(marks: Array) -> Array:
    """Rows without a mark; widths are multiples of eight, so eight bytes go in one step."""
    return np.bitwise_or.reduce(np.ascontiguousarray(marks).view(np.uint64), axis=1) == 0


def _letter(block: Array) -> Array:
    return ((block | 32) - np.uint8(ord("a"))) < 26


def _digit(block: Array) -> Array:
    return (block - np.uint8(ord("0"))) < 10


def _substance(block: Array) -> Array:
    """Printable ASCII that begins with three letters or digits; NUL pads the width."""
    first = block[:, :3]
    odd = ((block - np.uint8(32)) > 94) & (block != 0)
    return (_letter(first) | _digit(first)).all(axis=1) & _nowhere(odd)


def _reason(block: Array) -> Array:
    gaps = np.zeros_like(block)
    gaps[:, :-1] = (block[:, :-1] == 32) & (block[:, 1:] > 32)
    eight = np.add.reduce(gaps.view(np.uint64), axis=1)  # no byte of it can overflow
    count = (eight * np.uint64(0x0101010101010101)) >> np.uint64(56)
    return (count >= 2) & _substance(block)


def _name(block: Array) -> Array:
    """ASCII letters and marks, and two-byte Latin letters but for the bytes of × and ÷."""
    mark = (block == 0) | (block == 32) | (block == 39) | ((block - np.uint8(44)) < 3)
    latin = ((block - np.uint8(0x80)) < 0x49) & (block != 0x97) & (block != 0xB7) & (block != 0xC2)
    good = _letter(block) | mark | _digit(block) | latin
    return _letter(block[:, :2]).all(axis=1) & _nowhere(~good)


def statute_class(text: bytes) -> int:
    cite = text.decode()
    return (
        (compiled(forms.SUBSTANCE).fullmatch(cite) is not None) * GIVEN
        | (compiled(forms.TAX_TITLE).fullmatch(cite) is not None) * TAX
        | (cite in FAILURE_TO_DEPART) * CITED
        | (cite in CRIMINAL) * CRIME
        | (cite in CIVIL) * CIVIL_PENALTY
    )


def _code(found: Array) -> Array:
    return found.astype(np.int16) * 2


def _within_1253(*ids: str) -> Callable[[Case], Array]:
    return lambda c: some([2 - c.statute(CITED), *c.elements(*ids)])


USES = sum(1 << FACTS["uses"].choices.index(word) for word in CRIMINAL_USES)
Formula = Callable[[Case], Array]


def _flag(name: str) -> Formula:
    return lambda c: c.flag(name)


def _choice(name: str, *words: str) -> Formula:
    return lambda c: c.one_of(name, *words)


def _any(*ids: str) -> Formula:
    return lambda c: some(c.elements(*ids))


def _all(*ids: str) -> Formula:
    return lambda c: every(c.elements(*ids))


def _act(bit: int) -> Formula:
    return lambda c: c.known("acts", (c.raw("acts") & bit) != 0)


def _date(name: str, more: int, strictly: bool) -> Formula:
    def formula(c: Case) -> Array:
        then, now = c.raw(name) + more, c.raw("as_of")
        missing = c.raw(f"{name}_missing") | c.raw("as_of_missing")
        held = (then < now) if strictly else (then <= now)
        return np.where(missing, np.int16(1), _code(held))

    return formula


def _both(*formulas: Formula) -> Formula:
    return lambda c: every([formula(c) for formula in formulas])


def _not(formula: Formula) -> Formula:
    return lambda c: 2 - formula(c)


ELEMENTS: dict[str, Formula] = {
    "a.6": _choice("authority_kind", "title_26"),
    "i2.C": _choice("item", "mailing_address", "name", "tin"),
    "i2.item.other": _choice("item", "third_party_information", "summoned_record"),
    "i2.item": _any("i2.C", "i2.item.other"),
    "i2.recv": _flag("received"),
    "i2.B.writing": _flag("written"),
    "b.fed": _flag("federal_agency"),
    "i2.who.head": _choice("signer_office", *HEADS),
    "i2.who.doj": _both(_choice("department", "doj"), _choice("signer_office", *JUSTICE)),
    "b.fed.component": _both(
        _choice("signer_office", "component_head"), _flag("component_head_opinion")
    ),
    "i2.who": _any("i2.who.head", "i2.who.doj", "b.fed.component"),
    "i2.who.nodel": _not(_flag("signer_delegated")),
    "i2.recip.agency": _choice("recipient_employment", "employee_of_agency"),
    "i2.recip.engaged": lambda c: every(
        [
            c.flag("recipient_named"),
            c.one_of("recipient_role", "case_personnel"),
            some([2 - c.flag("officer_shared"), c.flag("engagement_confirmed")]),
        ]
    ),
    "i2.matter.i": _choice("matter_kind", "preparation_for_proceeding"),
    "i2.matter.ii": _choice("matter_kind", "investigation"),
    "i2.matter.iii": _choice("matter_kind", "grand_jury"),
    "i2.matter.child": _choice("matter_kind", "missing_or_exploited_child"),
    "i2.matter": _any("i2.matter.i", "i2.matter.ii", "i2.matter.iii", "i2.matter.child"),
    "i2.matter.id": lambda c: c.known(
        "matter_id", c.form("matter_id", _substance, forms.SUBSTANCE)
    ),
    "i2.live": _both(_choice("matter_status", "open"), _date("matter_opened_on", 0, False)),
    "i2.statute.crim": lambda c: some(
        [
            *c.elements("i2.matter.child"),
            c.statute(CRIME),
            every([2 - c.statute(CIVIL_PENALTY), c.flag("statute_criminal")]),
        ]
    ),
    "i2.statute.nontax": lambda c: some(
        [
            *c.elements("i2.matter.child"),
            c.statute(CRIME),
            every([2 - c.statute(TAX), c.flag("statute_nontax")]),
        ]
    ),
    "i2.party": lambda c: some([*c.elements("i2.matter.child"), c.flag("us_party")]),
    "i2.solely": lambda c: c.known("uses", (c.raw("uses") != 0) & (c.raw("uses") & ~USES == 0)),
    "i2.B.i.name": lambda c: _code(c.form("taxpayer_name", _name, forms.NAME)),
    "i2.addr.present": _flag("address_present"),
    "i2.addr.complete": _flag("address_complete"),
    "i2.addr.locates": _flag("address_locates"),
    "i2.addr.taxpayers": _choice("address_comparison", "agrees"),
    "i2.B.i.address": _all(
        "i2.addr.present", "i2.addr.complete", "i2.addr.locates", "i2.addr.taxpayers"
    ),
    "i2.B.ii.period": lambda c: _code(
        by_distinct(
            c.raw("periods"),
            lambda text: compiled(forms.PERIODS).fullmatch(text.decode()) is not None,
            bool,
        )
    ),
    "i2.B.iii.auth": lambda c: c.statute(GIVEN),
    "i2.B.iv.stated": lambda c: _code(
        c.form("reason", _reason, forms.THREE_WORDS, forms.SUBSTANCE)
    ),
    "i2.B.iv.specific": _flag("reason_specific"),
    "i2.B.iv.reason": _all("i2.B.iv.stated", "i2.B.iv.specific"),
    "i2.scale": lambda c: np.full(len(c.raw("as_of")), 2, dtype=np.int16),
    "i2.cond.p4": _flag("safeguards_met"),
    "s1253.order": lambda c: some(
        [
            2 - c.statute(CITED),
            every([_date("order_final_on", 0, False)(c), 2 - c.flag("order_stayed")]),
        ]
    ),
    "s1253.class": lambda c: some([2 - c.statute(CITED), c.one_of("order_ground", "1227a")]),
    "s1253.act.A": _both(_act(1), _date("order_final_on", 90, True)),
    "s1253.act.B": _act(2),
    "s1253.act.C": _act(4),
    "s1253.act.D": _act(8),
    "s1253.act": _within_1253("s1253.act.A", "s1253.act.B", "s1253.act.C", "s1253.act.D"),
    "s1253.exc": lambda c: some(
        [2 - c.statute(CITED), 2 - c.flag("relief_pending"), c.flag("exception_inapplicable")]
    ),
    "s1253": _all("s1253.order", "s1253.class", "s1253.act", "s1253.exc"),
    "i2.bar.i6": _not(_flag("i6_determination")),
}
# What a reading of a contested question puts in the place of an element or group.
READINGS: dict[str, Formula] = {
    "s1253.cited": lambda c: c.statute(CITED),
    "i2.item Q2=B": _any("i2.item.other"),
    "i2.who Q3=B": _any("i2.who.head", "i2.who.doj"),
    "i2.who Q3=A": lambda c: some(
        [*c.elements("i2.who.head", "i2.who.doj"), c.one_of("signer_office", "component_head")]
    ),
    "i2.recip.engaged Q4=A": _both(
        _flag("recipient_named"),
        _choice("recipient_role", "case_personnel", "responsible_official"),
    ),
    "i2.scale Q5=B": _not(_flag("values_copied")),
    "i2.solely Q6=A": lambda c: c.known("uses", c.raw("uses") & USES != 0),
    "s1253.class Q14=A": lambda c: np.full(len(c.raw("as_of")), 2, dtype=np.int16),
}
