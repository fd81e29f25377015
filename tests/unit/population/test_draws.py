"""Draws must look like chance, for one purpose and between purposes, though keys are counted up."""

import pytest

from duly.gateway.population.draws import MACROS, Draws
from duly.store.engine import connect

KEYS = 200_000


@pytest.fixture(scope="module")
def con():
    with connect() as con:
        con.execute(MACROS).fetchall()
        yield con


def numbers(con, *expressions: str, step: int = 1) -> list[tuple]:
    columns = ", ".join(expressions)
    return con.execute(
        f"SELECT {columns} FROM (SELECT {step} * range AS k FROM range({KEYS}))"
    ).fetchall()


def spread_of(con, expression: str, cells: int) -> float:
    """Chi-square of an expression over equal cells, as standard deviations from what is due."""
    counts = con.execute(
        f"SELECT count(*) FROM (SELECT {expression} AS cell FROM "
        f"(SELECT range AS k FROM range({KEYS}))) GROUP BY cell"
    ).fetchall()
    due = KEYS / cells
    found = sum((n - due) ** 2 / due for (n,) in counts) + due * (cells - len(counts))
    return (found - cells) / (2 * cells) ** 0.5


@pytest.mark.parametrize("seed", [0, 1, 2, 20_250_807])
@pytest.mark.parametrize("step", [1, 4, 8, 120])
def test_draws_of_counted_keys_fill_all_cells_alike(con, seed, step):
    draw = Draws(seed)
    for purpose in ("first", "moved 2024"):
        assert abs(spread_of(con, draw.below(purpose, f"k * {step}", 1_000), 1_000)) < 5
        assert abs(spread_of(con, f"{draw.number(purpose, f'k * {step}')} % 1000", 1_000)) < 5


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("further", [1, 2, 7, 8, 64, 1_000])
def test_a_draw_says_nothing_about_other_keys_or_purposes(con, seed, further):
    draw = Draws(seed)
    here = draw.below("last", "8 * k", 30)
    for there in (
        draw.below("last", f"8 * k + {further}", 30),
        draw.below("first", f"8 * k + {further - 1}", 30),
    ):
        assert abs(spread_of(con, f"{here} * 30 + {there}", 900)) < 5


def test_a_chance_comes_as_often_as_it_says(con):
    [[found]] = con.execute(
        f"SELECT avg(({Draws(1).chance('move', 'range', 0.13)})::INTEGER) FROM range({KEYS})"
    ).fetchall()
    assert found == pytest.approx(0.13, abs=0.003)


def test_a_draw_is_the_same_number_for_ever(con):
    draw = Draws(1)
    [[one, other]] = con.execute(
        f"SELECT {draw.number('first', '0')}, {draw.number('first', '123456789')}"
    ).fetchall()
    assert (one, other) == (ONE, OTHER)


def test_another_seed_or_purpose_is_another_draw(con):
    a, b = Draws(1), Draws(2)
    pairs = numbers(con, a.number("x", "k"), b.number("x", "k"), a.number("y", "k"))
    assert sum(one in (two, three) for one, two, three in pairs) < 5


ONE, OTHER = 3_831_033_734, 2_299_600_699
