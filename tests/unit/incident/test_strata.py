import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly.gateway.incident.strata import (
    DEFICIENT_CEILING,
    TOTALS,
    Mark,
    apportion,
    catalogue,
    strata,
)

CODES = {f"X{number:02d}" for number in range(1, 13)} | {"X17", "X18"}


def test_the_full_size_file_has_exactly_the_published_totals():
    full = strata(1_280_000)
    assert (full.released, full.tin_path, full.address_path) == (47_289, 42_695, 4_594)
    assert full.not_matched == 1_232_711
    assert full.deficient == 2_350
    assert {one.key: one.figure.rows for one in full.strata} == full.counts


@given(st.integers(1, 3_000_000), st.integers(8, DEFICIENT_CEILING))
def test_the_strata_add_up_for_any_number_of_rows(rows, deficient):
    scaled = strata(rows, deficient)
    assert sum(scaled.counts.values()) == rows
    assert scaled.released + scaled.not_matched == rows
    assert min(scaled.counts.values()) >= (1 if rows >= 1_000 else 0)


@given(st.integers(1_000, 3_000_000))
def test_from_a_thousand_rows_on_every_defect_occurs(rows):
    by_defect = strata(rows).by_defect()
    assert set(by_defect) == CODES
    assert min(by_defect.values()) >= 1


@given(st.integers(1, 3_000_000))
def test_the_paths_are_scaled_to_within_one_row(rows):
    scaled = strata(rows)
    for path, exact in (("tin", 42_695), ("address", 4_594), ("none", 1_232_711)):
        assert abs(scaled.on_path(path) - exact * rows / 1_280_000) < 1


@given(
    st.lists(st.integers(1, 10**9), min_size=1, max_size=40),
    st.integers(0, 10**9),
    st.integers(0, 3),
)
def test_shares_add_up_and_nobody_gets_less_than_the_least(weights, extra, least):
    total = least * len(weights) + extra
    shares = apportion(total, weights, least)
    assert sum(shares) == total
    assert min(shares) >= least


def test_a_total_below_the_least_shares_is_refused():
    with pytest.raises(ValueError, match="too small"):
        apportion(2, [1, 1, 1], least=1)


@pytest.mark.parametrize("rows", [0, -1])
def test_no_rows_are_refused(rows):
    with pytest.raises(ValueError, match="at least one row"):
        strata(rows)


def test_more_deficient_addresses_than_were_reported_are_refused():
    with pytest.raises(ValueError, match="2364"):
        catalogue(DEFICIENT_CEILING + 1)


def test_every_split_below_the_published_totals_is_marked_synthetic():
    published = {one.key for one in catalogue() if one.figure.mark is not Mark.SYNTHETIC}
    assert published == {"address_agrees"}
    assert TOTALS["released"].mark is Mark.SECONDARY
    assert all(one.figure.source and one.says for one in catalogue())
