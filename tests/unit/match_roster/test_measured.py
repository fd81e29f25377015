"""The table of measured errors: its bounds, what policy releases by it, and bad tables."""

from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duly.match import CELLS, Cell, ErrorTableError, MatchPolicy, shipped_table
from duly.match.measured import identifier_of, parse_table, pooled, released, upper_bound

HEADER = "data,rivals,relatives_percent,cell,answers,wrong\n"


def cell(name: str, answers: int, wrong: int) -> Cell:
    return Cell("test", "near", 1, name, answers, wrong)


@pytest.mark.parametrize(
    ("wrong", "bound"), [(0, 2.996), (1, 4.744), (2, 6.296), (10, 16.962), (235, 261.7)]
)
def test_the_bound_is_the_textbook_poisson_bound(wrong: int, bound: float):
    assert upper_bound(wrong) == pytest.approx(bound, rel=1e-3)


def test_two_wrong_in_626657_answers_are_bounded_by_ten_per_million():
    assert cell("x", 626_657, 2).bound_per_million == pytest.approx(10.05, abs=0.01)


def test_nothing_answered_has_no_rate_and_no_bound():
    assert cell("x", 0, 0).per_million is None
    assert cell("x", 0, 0).bound_per_million is None


def test_a_cell_above_fifty_per_million_is_left_out_and_the_rest_is_released():
    cells = {"good": cell("good", 1_000_000, 3), "bad": cell("bad", 10_000, 1)}
    assert released(cells, cell_bound=50, pooled_bound=15) == ("good",)


def test_the_worst_cells_leave_until_the_pooled_bound_holds():
    cells = {"a": cell("a", 1_000_000, 2), "b": cell("b", 500_000, 20)}
    assert released(cells, cell_bound=50, pooled_bound=15) == ("a",)
    assert released(cells, cell_bound=50, pooled_bound=30) == ("a", "b")


def test_few_answers_release_nothing_even_if_none_is_wrong():
    assert released({"a": cell("a", 1_000, 0)}, cell_bound=50, pooled_bound=15) == ()


def test_a_cell_that_was_never_answered_is_not_released():
    assert released({"a": cell("a", 0, 0)}, cell_bound=None, pooled_bound=None) == ()


cells_of = st.dictionaries(
    st.sampled_from(CELLS),
    st.tuples(st.integers(0, 2_000_000), st.integers(0, 300)),
    max_size=8,
).map(lambda found: {n: cell(n, max(a, w), w) for n, (a, w) in found.items()})


@settings(max_examples=60, deadline=None, derandomize=True)
@given(cells_of, st.integers(0, 200), st.integers(0, 100))
def test_whatever_was_measured_the_released_cells_keep_both_bounds(
    cells: dict[str, Cell], cell_bound: int, pooled_bound: int
):
    kept = [cells[n] for n in released(cells, cell_bound=cell_bound, pooled_bound=pooled_bound)]
    assert all((one.per_million or 0) <= cell_bound for one in kept)
    for second in {identifier_of(one.cell) for one in kept}:
        together = pooled(one for one in kept if identifier_of(one.cell) == second)
        assert (together.bound_per_million or 0) <= pooled_bound


def test_what_nobody_measured_is_not_released_in_the_default_profile():
    empty = parse_table(HEADER, "own.csv")
    assert MatchPolicy().released_cells(empty) == ()
    assert MatchPolicy(profile="statute-only").released_cells(empty) == CELLS


def test_the_shipped_table_keeps_the_default_bounds_for_every_policy():
    table = shipped_table()
    for rivals in ("near", "wide"):
        for percent in (1, 5, 10):
            policy = MatchPolicy(rivals=rivals, relatives_percent=percent)
            cells = table.under(rivals, percent)
            kept = [cells[name] for name in policy.released_cells(table)]
            assert all(not one.cell.endswith(";none") for one in kept)
            for second in {identifier_of(one.cell) for one in kept}:
                together = pooled(one for one in kept if identifier_of(one.cell) == second)
                assert (together.bound_per_million or 0) <= policy.pooled_bound


def test_the_shipped_table_releases_the_plain_match_at_one_percent_relatives():
    assert "0;0;agree;tin" in MatchPolicy().released_cells(shipped_table())
    assert "0;0;agree;tin+dob" in MatchPolicy().released_cells(shipped_table())


def test_every_row_of_the_shipped_table_is_a_kind_of_match_that_exists():
    text = files("duly.match").joinpath("data/measured.csv").read_text(encoding="utf-8")
    assert {one.cell for one in parse_table(text, "x").cells} <= set(CELLS)


def test_the_hash_of_a_table_hangs_on_its_rows_and_not_on_their_order():
    rows = ["a,near,1,0;0;agree;tin,10,0", "b,near,1,0;0;agree;tin,20,1"]
    plain = parse_table(HEADER + "\n".join(rows), "t")
    assert parse_table(HEADER + "\n".join(reversed(rows)), "t").sha256 == plain.sha256
    assert parse_table(HEADER + rows[0], "t").sha256 != plain.sha256


@pytest.mark.parametrize(
    ("text", "row", "column"),
    [
        ("data,rivals\n", 1, "relatives_percent, cell, answers, wrong"),
        (HEADER + "a,near,1,0;0;agree;tin,many,0\n", 2, "answers"),
        (HEADER + "a,near,1,0;0;agree;tin,10,-1\n", 2, "wrong"),
        (HEADER + "a,near,1,0;0;agree;tin,10,11\n", 2, "wrong"),
    ],
)
def test_a_bad_table_is_refused_with_row_and_column(text: str, row: int, column: str):
    with pytest.raises(ErrorTableError) as caught:
        parse_table(text, "own.csv")
    assert (caught.value.file, caught.value.row, caught.value.column) == ("own.csv", row, column)
    assert "many" not in str(caught.value)
