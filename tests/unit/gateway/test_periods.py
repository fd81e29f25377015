"""Which taxable periods a text names, counted by quarters, and which lie within which."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duly.law import forms
from duly.law.periods import MOST_YEARS, quarters, within
from law.strategies import sample

YEARS = st.integers(1900, 2099)
QUARTERS = st.one_of(st.none(), st.integers(1, 4))


def of(*named):
    """The quarters of (year, quarter) pairs, as whole numbers."""
    return frozenset(4 * year + quarter - 1 for year, quarter in named)


def year(number):
    """All four quarters of a year, as pairs."""
    return [(number, quarter) for quarter in (1, 2, 3, 4)]


@st.composite
def spans(draw):
    """A span as it is written, and the pairs of year and quarter that it names, one by one."""
    first, second = sorted((draw(YEARS), draw(YEARS)))
    second = min(second, first + 8)
    one, two = draw(QUARTERS), draw(QUARTERS)
    alone = draw(st.booleans())
    if alone:
        named = [(first, one)] if one else year(first)
        return f"{first}Q{one}" if one else str(first), named
    start, end = (first, one or 1), (second, two or 4)
    if end < start:
        start, end, one, two = (first, two), (second, one), two, one
    named = [
        pair for number in range(first, second + 1) for pair in year(number) if start <= pair <= end
    ]
    return "-".join(f"{n}Q{q}" if q else str(n) for n, q in ((first, one), (second, two))), named


@st.composite
def lists(draw):
    """Some spans, separated as people separate them."""
    parts = draw(st.lists(spans(), min_size=1, max_size=4))
    text = parts[0][0]
    for part, _ in parts[1:]:
        text += draw(st.sampled_from([";", "; ", ",", ", ", " ; "])) + part
    return text, [pair for _, named in parts for pair in named]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("2022", year(2022)),
        ("2022Q1", [(2022, 1)]),
        ("2022; 2023", [*year(2022), *year(2023)]),
        ("2021-2023", [*year(2021), *year(2022), *year(2023)]),
        ("2022Q4-2023Q1", [(2022, 4), (2023, 1)]),
        ("2022Q3-2023", [(2022, 3), (2022, 4), *year(2023)]),
        ("2022-2023Q2", [*year(2022), (2023, 1), (2023, 2)]),
        ("2022Q2-2022Q2", [(2022, 2)]),
        (" 2022 , 2025Q4 ", [*year(2022), (2025, 4)]),
    ],
)
def test_a_text_of_periods_names_these_quarters(text, named):
    assert quarters(text) == of(*named)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "all years",
        "2022;",
        ";2022",
        "2022 2023",
        "2022Q0",
        "2022Q5",
        "2022q1",
        "22",
        "20222",
        "2022/2023",
        "2022–2023",  # a dash that is no hyphen
        "2023-2022",
        "2022Q3-2022Q2",
        "2022-2023-2024",
        f"1900-{1900 + MOST_YEARS + 1}",
        "٢٠٢٢",  # Arabic-Indic digits
        "２０２２",  # full-width digits
        "2022\n",
        "2022\t; 2023",
    ],
)
def test_what_is_not_of_this_form_names_nothing_rather_than_something_guessed(text):
    assert quarters(text) is None
    assert within(text, "1900-2099") is None
    assert within("2022", text) is None


@pytest.mark.parametrize(
    ("asked", "granted", "inside"),
    [
        ("2022", "2022", True),
        ("2022Q1", "2022", True),
        ("2022", "2022Q1", False),
        ("2022", "2022Q1; 2022Q2; 2022Q3; 2022Q4", True),
        ("2022", "2022Q1; 2022Q2; 2022Q3", False),
        ("2021-2023", "2021; 2022; 2023", True),
        ("2021-2023", "2021; 2023", False),
        ("2022", "2023", False),
        ("2024", "2022-2023", False),
        (None, "2022", None),
        ("2022", None, None),
        (None, None, None),
    ],
)
def test_what_is_asked_lies_within_what_is_granted_only_where_every_quarter_does(
    asked, granted, inside
):
    assert within(asked, granted) is inside


@settings(max_examples=300)
@given(written=lists())
def test_a_text_names_exactly_the_quarters_of_its_spans(written):
    text, named = written
    assert quarters(text) == of(*named)


@settings(max_examples=300)
@given(asked=lists(), granted=lists())
def test_what_lies_within_is_told_by_counting_quarter_by_quarter(asked, granted):
    inside = all(pair in granted[1] for pair in asked[1])
    assert within(asked[0], granted[0]) is inside


@settings(max_examples=200)
@given(asked=lists(), granted=lists(), more=spans())
def test_granting_more_never_takes_away_and_asking_for_more_never_adds(asked, granted, more):
    if within(asked[0], granted[0]):
        assert within(asked[0], f"{granted[0]}; {more[0]}") is True
    else:
        assert within(f"{asked[0]}; {more[0]}", granted[0]) is False


@settings(max_examples=200)
@given(one=lists())
def test_everything_lies_within_itself(one):
    assert within(one[0], one[0]) is True


@settings(max_examples=300)
@given(seed=st.integers(0, 2**32))
def test_a_text_of_the_form_that_the_law_asks_for_is_read_unless_a_span_runs_backwards(seed):
    text = sample(forms.PERIODS, Random(seed))  # noqa: S311 - tests
    read = quarters(text)
    spans_of = [part.strip().partition("-") for part in text.replace(",", ";").split(";")]
    backwards = any(
        end and (end if "Q" in end else f"{end}Q4") < (start if "Q" in start else f"{start}Q1")
        for start, _, end in spans_of
    )
    assert (read is None) is backwards
