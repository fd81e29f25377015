"""What an unauthorised disclosure may cost: counts, criminal ranges and the two-year clock."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly.law import index
from duly.law.exposure import (
    AUGUST_2025,
    CRIMINAL,
    STATUTORY_CENTS,
    Scale,
    clock_ends_on,
    statutory_damages,
)
from duly.law.fact import FIRST_DAY, LAST_DAY, day, days

counts = st.integers(1, 10**7)


@st.composite
def scales(draw: st.DrawFn) -> Scale:
    acts = draw(counts)
    return Scale(acts, draw(counts), acts + draw(st.integers(0, 10**7)))


def cents(scale: Scale) -> dict[str, int]:
    found = statutory_damages(scale)
    return {one.id: one.cents for one in (*found.readings, found.ceiling)}


@pytest.mark.parametrize(
    ("scale", "expected"),
    [
        # dollars are written as hundreds of thousands of cents: 1 act = $1,000
        (Scale(1, 1, 1), {"A": 100_000, "B": 100_000, "ceiling": 100_000}),
        (Scale(1, 7, 1), {"A": 100_000, "B": 100_000, "ceiling": 700_000}),
        (Scale(1, 1, 300), {"A": 100_000, "B": 30_000_000, "ceiling": 30_000_000}),
        (Scale(2, 3, 600), {"A": 200_000, "B": 60_000_000, "ceiling": 180_000_000}),
        (Scale(0, 0, 0), {"A": 0, "B": 0, "ceiling": 0}),
    ],
)
def test_each_reading_counts_its_own_acts(scale, expected):
    assert cents(scale) == expected


def test_what_is_reported_of_august_2025_is_both_counts_and_their_range():
    assert [(one.id, one.records) for one in AUGUST_2025] == [("A", 2_350), ("B", 42_695)]
    amounts = [statutory_damages(Scale(1, 1, one.records)) for one in AUGUST_2025]
    assert [(one.least, one.most) for one in amounts] == [
        (100_000, 235_000_000),
        (100_000, 4_269_500_000),  # $42,695,000
    ]


def test_the_lower_count_of_august_2025_is_under_five_per_cent():
    assert AUGUST_2025[0].records * 100 < 47_289 * 5
    assert 2_364 * 100 < 47_289 * 5 < 2_365 * 100


@given(scales())
def test_the_range_runs_from_acts_to_records_and_stays_under_the_ceiling(scale):
    found = statutory_damages(scale)
    assert found.least == scale.acts * STATUTORY_CENTS
    assert found.most == scale.records * STATUTORY_CENTS
    assert found.least <= found.most <= found.ceiling.cents
    assert all(one.cents == one.acts * STATUTORY_CENTS for one in found.readings)


@given(scales(), st.integers(1, 1000))
def test_further_recipients_change_no_reading(scale, more):
    wider = Scale(scale.acts, scale.recipients + more, scale.records)
    assert statutory_damages(wider).readings == statutory_damages(scale).readings


@pytest.mark.parametrize(
    ("counted", "why"),
    [
        ((-1, 1, 1), "negative"),
        ((1, -1, 1), "negative"),
        ((1, 1, -1), "negative"),
        ((0, 1, 1), "all zero or none"),
        ((1, 0, 1), "all zero or none"),
        ((1, 1, 0), "all zero or none"),
        ((2, 1, 1), "more acts than records"),
    ],
)
def test_counts_that_describe_nothing_are_refused(counted, why):
    with pytest.raises(ValueError, match=why):
        Scale(*counted)


# --- what is criminal ---------------------------------------------------------------------------
def test_each_criminal_range_belongs_to_an_encoded_sanction_that_says_the_same():
    for one in CRIMINAL:
        provision = index.find(one.cite, days(date(2026, 3, 10)))
        told = " ".join(effect.says for effect in provision.effects)
        assert f"${one.fine_cents // 100:,}" in told
        assert {5: "five years", 1: "one year"}[one.years] in told
        assert one.felony == ("Felony" in told)
        assert bool(one.dismissal) == ("dismissed" in told)


def test_every_criminal_sanction_that_is_encoded_has_its_range():
    encoded = {p.cite for p in index.PROVISIONS if p.cite.startswith("26 USC 7213")}
    assert {one.cite for one in CRIMINAL} == encoded


# --- the two years ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("discovered", "last"),
    [
        (date(2025, 8, 7), date(2027, 8, 7)),
        (date(2026, 2, 26), date(2028, 2, 26)),
        (date(2022, 2, 28), date(2024, 2, 28)),  # a 29th follows, but not after two years
        (date(2022, 3, 1), date(2024, 3, 1)),
        (date(2024, 2, 28), date(2026, 2, 28)),
        (date(2024, 2, 29), date(2026, 2, 28)),
        (date(2024, 3, 1), date(2026, 3, 1)),
        (date(2098, 2, 28), date(2100, 2, 28)),  # 2100 is no leap year
        (date(2025, 12, 31), date(2027, 12, 31)),
    ],
)
def test_the_clock_ends_on_the_same_day_two_calendar_years_later(discovered, last):
    assert day(clock_ends_on(days(discovered))) == last


@given(st.integers(FIRST_DAY, LAST_DAY - 732))
def test_the_clock_runs_two_years_and_never_backwards(discovered):
    assert clock_ends_on(discovered) - discovered in {730, 731}
    assert clock_ends_on(discovered) <= clock_ends_on(discovered + 1) <= LAST_DAY


@pytest.mark.parametrize("discovered", [FIRST_DAY - 1, LAST_DAY - 730, LAST_DAY, 10**9])
def test_a_day_that_the_law_is_not_applied_to_is_refused(discovered):
    with pytest.raises(ValueError, match="outside the dates"):
        clock_ends_on(discovered)
