"""What the law language means, in sentences that a lawyer or an engineer can check."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import duckdb
import pytest
import z3

from duly.law import forms, theorems
from duly.law import node as n
from duly.law import pattern as p
from duly.law.columns import lower, statement
from duly.law.compiled import compile_plan, source
from duly.law.dated import Dated, Entry
from duly.law.evaluate import conjunction, disjunction, evaluate, missing
from duly.law.explain import deciding, explain
from duly.law.fact import FIRST_DAY, LAST_DAY, Absence, Fact, Kind, bits, chosen, day, days
from duly.law.layout import Vector, layout, variants
from duly.law.prove import _string, language, solve
from duly.law.provision import AnyOf, Element, Mark, Provision, Question, Reading, Role, Words

FLAG = Fact("flag", Kind.FLAG, "whether the flag is set")
OTHER = Fact("other", Kind.FLAG, "whether the other is set")
TEXT = Fact("text", Kind.TEXT, "the text")
GIVEN = Fact("given", Kind.TEXT, "the text given", absent=Absence.NONE)
SINCE = Fact("since", Kind.DATE, "since when")
END = Fact("end", Kind.DATE, "until when", absent=Absence.NONE)
COUNT = Fact("count", Kind.NUMBER, "how many")
FINE = Fact("fine", Kind.CENTS, "how much")
COLOUR = Fact("colour", Kind.CHOICE, "which colour", choices=("red", "green"))
USES = Fact("uses", Kind.CHOICES, "which uses", choices=("trial", "fine", "removal"))


def element(id_: str, holds: n.Node, **more: object) -> Element:
    return Element(id_, f"{id_} holds.", "1 USC 1", Mark.DERIVED, holds, f"{id_} fails.", **more)


def provision(*elements: object, bars: tuple[Element, ...] = ()) -> Provision:
    return Provision(
        cite="an invented provision",
        title="Invented",
        says="For tests.",
        source="none",
        text_read="none",
        since=0,
        words=Words(met="SHALL"),
        elements=elements,
        bars=bars,
    )


# --- three values -----------------------------------------------------------------------------
VALUES = (True, None, False)


@pytest.mark.parametrize(("a", "b"), list(product(VALUES, VALUES)))
def test_and_is_the_weaker_and_or_the_stronger_of_false_unknown_true(a, b):
    rank = {False: 0, None: 1, True: 2}
    weaker = min((a, b), key=rank.__getitem__)
    stronger = max((a, b), key=rank.__getitem__)
    case = {"flag": a, "other": b}
    assert conjunction([a, b]) is weaker
    assert disjunction([a, b]) is stronger
    assert evaluate(n.All(n.Holds(FLAG), n.Holds(OTHER)), case) is weaker
    assert evaluate(n.Some(n.Holds(FLAG), n.Holds(OTHER)), case) is stronger


@pytest.mark.parametrize(("value", "contrary"), [(True, False), (None, None), (False, True)])
def test_the_contrary_of_unknown_is_unknown(value, contrary):
    assert evaluate(n.Not(n.Holds(FLAG)), {"flag": value}) is contrary


def test_nothing_required_is_met_and_no_alternative_is_not_met():
    assert evaluate(n.All(), {}) is True
    assert evaluate(n.Some(), {}) is False


def test_a_missing_fact_under_a_negation_never_allows():
    """Disclose unless suspended, and nobody said whether it is suspended."""
    law = provision(element("unless", n.Not(n.Holds(FLAG))))
    for case in ({}, {"flag": None}):
        assert explain(law, case, forum="elsewhere", day=0).operating == "HOLD"


# --- unknown is not none ------------------------------------------------------------------------
def test_what_is_declared_none_has_no_form_and_stands_in_no_list_or_relation():
    absent = {"given": None, "end": None}
    assert evaluate(n.Matches(GIVEN, p.LETTER, "a letter"), absent) is False
    assert evaluate(n.OneOf(GIVEN, "x"), absent) is False
    for operator in ("=", "<>", "<", "<=", ">", ">="):
        assert evaluate(n.Compare(n.Value(END), operator, n.Fixed(0, Kind.DATE)), absent) is False


def test_the_absence_of_what_is_declared_none_is_true_and_its_length_zero():
    assert evaluate(n.IsNone(END), {}) is True
    assert evaluate(n.IsNone(END), {"end": 1}) is False
    empty = n.Compare(n.LengthOf(GIVEN), "=", n.Fixed(0, Kind.NUMBER))
    assert evaluate(empty, {}) is True
    assert evaluate(empty, {"given": ""}) is True


def test_what_is_merely_missing_is_unknown_in_every_condition():
    for node in (
        n.Holds(FLAG),
        n.Matches(TEXT, p.LETTER, "a letter"),
        n.OneOf(TEXT, "x"),
        n.OneOf(COLOUR, "red"),
        n.Includes(USES, "fine"),
        n.OnlyAmong(USES, "fine"),
        n.Compare(n.Value(SINCE), "<>", n.Fixed(0, Kind.DATE)),
        n.Compare(n.LengthOf(TEXT), "=", n.Fixed(0, Kind.NUMBER)),
    ):
        assert evaluate(node, {}) is None


def test_absence_beats_unknown_in_a_comparison():
    """What is not there stands in no relation, whatever the other side turns out to be."""
    assert evaluate(n.Compare(n.Value(END), "<=", n.Value(SINCE)), {}) is False


def test_only_the_facts_that_would_settle_it_are_asked_for():
    both = n.All(n.Holds(FLAG), n.Some(n.Holds(OTHER), n.OneOf(COLOUR, "red")))
    assert missing(both, {"flag": True}) == (OTHER, COLOUR)
    assert missing(both, {"flag": True, "other": True}) == ()
    assert missing(both, {"flag": False}) == ()
    assert missing(both, {"other": True}) == (FLAG,)


# --- sets ------------------------------------------------------------------------------------
def test_an_empty_set_of_uses_is_not_solely_anything():
    assert evaluate(n.OnlyAmong(USES, "trial"), {"uses": 0}) is False


def test_one_use_outside_the_list_defeats_solely():
    only = n.OnlyAmong(USES, "trial", "fine")
    assert evaluate(only, {"uses": bits(USES, {"trial", "fine"})}) is True
    assert evaluate(only, {"uses": bits(USES, {"trial", "removal"})}) is False


def test_a_word_listed_twice_counts_once():
    assert evaluate(n.OnlyAmong(USES, "trial", "trial"), {"uses": bits(USES, {"trial"})}) is True
    assert evaluate(n.OnlyAmong(USES, "trial", "trial"), {"uses": bits(USES, {"fine"})}) is False


def test_a_set_survives_its_encoding():
    for number in range(8):
        assert bits(USES, chosen(USES, number)) == number


# --- portable patterns -----------------------------------------------------------------------
BLANK = p.Repeat(p.SPACE, 1)
ZIP = p.Repeat(p.DIGIT, 5, 5)
ANY_B = p.Sequence(p.Literal("a"), p.Chars(("\x00", "\U0002ffff")), p.Literal("b"))
K = p.Either(p.Literal("k"), p.Literal("K"))
DIVERGENT = [
    ("a no-break space is no space", BLANK, "\u00a0", False),
    ("a vertical tab is no space", BLANK, "\x0b", False),
    ("a tab is no space", BLANK, "\t ", False),
    ("a space is a space", BLANK, "  ", True),
    ("Arabic-Indic digits are no digits", ZIP, "٢١٢٠١", False),
    ("full-width digits are no digits", ZIP, "２１２０１", False),
    ("a line break at the end is not overlooked", ZIP, "21201\n", False),
    ("five digits are five digits", ZIP, "21201", True),
    ("any character includes a carriage return", ANY_B, "a\rb", True),
    ("any character includes a line break", ANY_B, "a\nb", True),
    ("any character includes NUL", ANY_B, "a\x00b", True),
    ("any character includes one beyond the basic plane", ANY_B, "a\U0001f926b", True),
    ("the Kelvin sign is no k", K, "\u212a", False),
    ("K is K", K, "K", True),
    ("one match inside a longer text is no match", p.LETTER, "ab", False),
    ("nothing is no letter", p.LETTER, "", False),
    ("a backslash is itself", p.Literal("\\u{41}"), "\\u{41}", True),
    ("an escape is not what it escapes", p.Literal("\\u{41}"), "A", False),
    ("a dot is itself", p.Literal("a.c"), "abc", False),
    ("signs of a class are themselves", p.Chars(("^", "^"), ("]", "]"), ("-", "-")), "-", True),
    ("a caret does not turn a class around", p.Chars(("^", "^"), ("a", "a")), "b", False),
    ("counts are kept", p.Repeat(p.Literal("ab"), 2, 3), "abab", True),
    ("counts are not exceeded", p.Repeat(p.Literal("ab"), 2, 3), "abababab", False),
]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [row[1:] for row in DIVERGENT],
    ids=[row[0] for row in DIVERGENT],
)
def test_a_pattern_means_the_same_in_python_duckdb_and_solver(pattern, text, expected):
    node = n.Matches(TEXT, pattern, "a form")
    assert evaluate(node, {"text": text}) is expected
    sql = lower(node).sql(dialect="duckdb")
    with duckdb.connect() as connection:
        asked = connection.execute(f"SELECT {sql} FROM (SELECT ?::VARCHAR AS text)", [text])
        assert asked.fetchone() == (expected,)
    assert (solve(z3.InRe(_string(text), language(pattern))) is not None) is expected


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        (forms.NAME, "Mary O’Brien-Smith, Jr.", True),
        (forms.NAME, "Nguyễn Thị Minh", True),
        (forms.NAME, "李雷", True),
        (forms.NAME, "محمد علي", True),
        (forms.NAME, "\x00", False),
        (forms.NAME, "- - -", False),
        (forms.NAME, "X", False),
        (forms.PERIODS, "2022", True),
        (forms.PERIODS, "2022; 2023", True),
        (forms.PERIODS, "2021-2023,2024Q1", True),
        (forms.PERIODS, "22", False),
        (forms.PERIODS, "all years", False),
        (forms.PERIODS, "", False),
        (forms.SUBSTANCE, "\t" * 11, False),
        (forms.SUBSTANCE, "n/a", False),
        (forms.SUBSTANCE, "...!!!", False),
        (forms.SUBSTANCE, "25-cr-1", True),
        (forms.THREE_WORDS, "see attached list", True),
        (forms.THREE_WORDS, "see above", False),
        (forms.TAX_TITLE, "26 USC 7201", True),
        (forms.TAX_TITLE, "8 USC 1253(a)(1)", False),
    ],
)
def test_what_counts_as_a_name_a_period_a_reason_or_a_tax_statute(form, text, expected):
    assert evaluate(n.Matches(TEXT, form, "a form"), {"text": text}) is expected


def test_alternatives_of_single_characters_become_one_class():
    """So that Java does not spend one stack frame on each character of a long text."""
    assert p.regex(p.Either(p.DIGIT, p.Either(p.SPACE, p.Literal("x")))) == "[0-9 x]"
    assert p.regex(p.Either(p.DIGIT, p.Literal("ab"))) == "(?:[0-9]|ab)"


# --- dates -----------------------------------------------------------------------------------
def test_a_date_is_a_number_of_days_and_back():
    for one in (date(1900, 1, 1), date(1970, 1, 1), date(2024, 2, 29), date(2200, 1, 1)):
        assert day(days(one)) == one
    assert (days(date(1900, 1, 1)), days(date(2200, 1, 1))) == (FIRST_DAY, LAST_DAY)


def test_ninety_days_are_ninety_days_across_leap_years_and_year_ends():
    past = n.Compare(n.PlusDays(n.Value(SINCE), 90), "<", n.Fixed(20_000, Kind.DATE))
    for back in (89, 90, 91):
        since = date(2024, 10, 4) - timedelta(days=back)
        assert evaluate(past, {"since": days(since)}) is (back > 90)
    assert days(date(2024, 2, 29) + timedelta(days=365)) == days(date(2025, 2, 28))


TABLE = Dated(
    "the rate",
    Kind.CENTS,
    (Entry(100, 500, "first"), Entry(200, None, "suspended"), Entry(300, 700, "third")),
)


@pytest.mark.parametrize(
    ("on", "value"), [(99, None), (100, 500), (199, 500), (200, None), (299, None), (300, 700)]
)
def test_a_dated_value_holds_from_its_day_until_the_next(on, value):
    assert TABLE.on(on) == value
    equal = n.Compare(n.InForce(TABLE, SINCE), "=", n.Fixed(500, Kind.CENTS))
    assert evaluate(equal, {"since": on}) is (None if value is None else value == 500)


def test_a_value_that_is_not_in_force_is_unknown_and_never_a_verdict():
    limit = n.Compare(n.Value(FINE), "<=", n.InForce(TABLE, SINCE))
    assert evaluate(limit, {"fine": 0, "since": 99}) is None
    assert evaluate(limit, {"fine": 0, "since": None}) is None
    assert evaluate(limit, {"fine": 500, "since": 150}) is True


# --- outcomes --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("flag", "other", "barred", "answer"),
    [
        (True, True, False, "SHALL"),
        (None, True, False, "HOLD"),
        (None, False, False, "DENY"),
        (False, None, None, "DENY"),
        (False, True, True, "DENY"),
        (True, True, True, "BARRED"),
        (None, True, True, "BARRED"),
        (True, True, None, "HOLD"),
    ],
)
def test_false_beats_a_bar_beats_unknown_beats_the_effect(flag, other, barred, answer):
    stands = Fact("stands", Kind.FLAG, "whether a bar stands")
    law = provision(
        element("flag", n.Holds(FLAG)),
        element("other", n.Holds(OTHER)),
        bars=(element("bar", n.Not(n.Holds(stands))),),
    )
    case = {"flag": flag, "other": other, "stands": barred}
    assert explain(law, case, forum="elsewhere", day=0).operating == answer


def test_an_element_that_does_not_apply_asks_nothing():
    limited = element("limited", n.Holds(FLAG), applies=n.OneOf(COLOUR, "red"))
    law = provision(limited, element("other", n.Holds(OTHER)))
    case = {"colour": "green", "other": True}
    told = explain(law, case, forum="elsewhere", day=0)
    assert told.operating == "SHALL"
    assert not told.findings[0].applies
    assert explain(law, {"other": True}, forum="elsewhere", day=0).operating == "HOLD"


def test_what_stands_in_the_way_is_told_first_what_fails_then_what_is_unknown():
    law = provision(element("flag", n.Holds(FLAG)), element("other", n.Holds(OTHER)))
    told = explain(law, {"other": False}, forum="elsewhere", day=0)
    assert [finding.id for finding in deciding(told)] == ["other", "flag"]
    assert deciding(told)[1].because == "It is not known whether the flag is set."
    assert deciding(told)[1].missing == (FLAG,)


def test_readings_that_differ_make_a_split_and_the_text_as_written_is_operated_on():
    written = Reading("W", "As written.", "the text", Mark.DERIVED)
    loose = Reading("L", "Loose.", "a party", Mark.DERIVED, overrides=(("flag", n.TRUE),))
    question = Question("Q", "Which?", (written, loose), "W", Mark.DERIVED)
    law = replace(provision(element("flag", n.Holds(FLAG))), questions=(question,))
    told = explain(law, {"flag": False}, forum="elsewhere", day=0)
    assert (told.outcome, told.operating) == ("SPLIT", "DENY")
    assert [(r.reading, r.outcome) for r in told.readings] == [("W", "DENY"), ("L", "SHALL")]
    assert explain(law, {"flag": True}, forum="elsewhere", day=0).outcome == "SHALL"


def test_roles_are_told_apart():
    group = AnyOf(
        "any", "Any.", "1 USC 1", Mark.DERIVED, (element("one", n.Holds(FLAG)),), "None of these."
    )
    law = provision(group, bars=(element("bar", n.Holds(OTHER)),))
    roles = [law.role(id_) for id_ in ("any", "one", "bar")]
    assert roles == [Role.NECESSARY, Role.ALTERNATIVE, Role.BAR]


def test_the_compiled_function_shows_its_source_and_quotes_every_text():
    law = provision(element("text", n.OneOf(TEXT, 'it\'s "so"\\\n')))
    plan = layout(law, variants(law, {}))
    assert "def decide(case):" in source(plan)
    assert compile_plan(plan)({"text": 'it\'s "so"\\\n'}) == Vector(1, 0)


def test_a_statement_quotes_every_text_and_always_carries_the_key():
    law = provision(element("text", n.OneOf(TEXT, "it's; DROP TABLE x --")))
    plan = layout(law, variants(law, {}))
    sql = statement(plan, "cases", key="row_key")
    assert "'it''s; DROP TABLE x --'" in sql
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE cases AS SELECT 7 AS row_key, 'x' AS text")
        assert connection.execute(sql).fetchone() == (7, 0, 0, "DENY", "DENY")


# --- refusals ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "build",
    [
        lambda: n.Holds(TEXT),
        lambda: n.OneOf(FLAG, "x"),
        lambda: n.OneOf(COLOUR, "blue"),
        lambda: n.OneOf(TEXT),
        lambda: n.Includes(COLOUR, "red"),
        lambda: n.Includes(USES, "other"),
        lambda: n.OnlyAmong(USES),
        lambda: n.OnlyAmong(USES, "other"),
        lambda: n.OnlyAmong(TEXT, "x"),
        lambda: n.Matches(COUNT, p.LETTER, "a letter"),
        lambda: n.IsNone(FLAG),
        lambda: n.Value(TEXT),
        lambda: n.LengthOf(COUNT),
        lambda: n.InForce(TABLE, COUNT),
        lambda: n.Compare(n.Value(SINCE), "<", n.Value(COUNT)),
        lambda: n.Compare(n.Value(FINE), "<", n.Fixed(5, Kind.NUMBER)),
        lambda: n.Compare(n.PlusDays(n.Value(COUNT), 1), "<", n.Value(COUNT)),
        lambda: n.Compare(n.InForce(TABLE, SINCE), "<", n.Value(COUNT)),
    ],
)
def test_an_ill_typed_condition_is_refused_when_it_is_written(build):
    with pytest.raises(ValueError, match=r".+"):
        build()


@pytest.mark.parametrize(
    "build",
    [
        p.Chars,
        p.Sequence,
        p.Either,
        lambda: p.Chars(("b", "a")),
        lambda: p.Chars(("ab", "c")),
        lambda: p.Repeat(p.LETTER, 0, 0),  # no upper bound in Z3
        lambda: p.Repeat(p.LETTER, 3, 2),
        lambda: p.Repeat(p.LETTER, -1),
        lambda: p.Repeat(p.LETTER, 0, 1001),  # RE2 stops at 1,000
    ],
)
def test_a_pattern_that_engines_read_differently_is_refused(build):
    with pytest.raises(ValueError, match=r".+"):
        build()


@pytest.mark.parametrize(
    "build",
    [
        lambda: Fact("colour", Kind.CHOICE, "which"),
        lambda: Fact("flag", Kind.FLAG, "whether", choices=("a",)),
        lambda: Fact("colour", Kind.CHOICE, "which", choices=("red", "red")),
        lambda: Fact("uses", Kind.CHOICES, "which", choices=tuple(f"u{i}" for i in range(31))),
        lambda: Fact("Flag", Kind.FLAG, "whether"),
        lambda: Fact("fl;ag", Kind.FLAG, "whether"),
        lambda: bits(USES, {"unheard_of"}),
        lambda: Dated("table", Kind.CENTS, (Entry(2, 1, ""), Entry(1, 1, ""))),
        lambda: Dated("table", Kind.CENTS, (Entry(1, 1, ""), Entry(1, 2, ""))),
        lambda: provision(element("x", n.TRUE), element("x", n.TRUE)),
    ],
)
def test_a_fact_table_or_provision_that_could_mislead_is_refused(build):
    with pytest.raises(ValueError, match=r".+"):
        build()


def test_a_value_of_the_wrong_type_is_an_error_and_not_an_answer():
    with pytest.raises(TypeError, match="cannot read"):
        evaluate(n.Holds(FLAG), {"flag": "yes"})


def test_a_bar_can_only_narrow():
    law = provision(element("flag", n.Holds(FLAG)))
    assert theorems.narrows(law, law.with_bars(element("bar", n.Holds(OTHER)))).holds is True
    assert theorems.narrows(law.with_bars(element("bar", n.Holds(OTHER))), law).holds is False
