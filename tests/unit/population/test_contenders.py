"""Contenders run apart, their answers are kept while nothing changes, and order changes nothing."""

import shutil
from dataclasses import replace

import duckdb
import pytest
from parquet_rows import rows

from duly.errors import DulyError
from duly.gateway.population import build_population, contenders
from duly.gateway.population.contenders import DULY, Task, run
from duly.gateway.population.measure import count

NOBODY = lambda *_told: None  # noqa: E731


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return build_population(tmp_path_factory.mktemp("small") / "p", 300, seed=11)


def answers(made) -> list[tuple]:
    return sorted(rows("FROM {f}", f=made.path))


def test_a_contender_runs_in_a_process_of_its_own_and_its_answers_are_kept(small):
    task = Task(small.folder, ("exact",), "tin_1", 1)
    [made] = run(task, "one", NOBODY)
    assert made.peak > 20_000_000
    kept = made.path.stat().st_mtime_ns
    [again] = run(task, "one", NOBODY)
    assert again == made
    assert again.path.stat().st_mtime_ns == kept
    [anew] = run(task, "another population", NOBODY)
    assert anew.path.stat().st_mtime_ns > kept
    assert answers(anew) == answers(made)


def test_what_goes_wrong_in_the_process_is_told_without_any_value(small, tmp_path):
    (tmp_path / "roster").mkdir()
    shutil.copy(small.requests, tmp_path / "requests.parquet")
    with pytest.raises(DulyError) as told:
        run(Task(tmp_path, ("exact",), "tin_1", 1), "one", NOBODY)
    assert "IOException at rules.py" in str(told.value)
    assert not list(tmp_path.glob(".work-*"))


def test_answers_are_counted_against_the_truth(small, tmp_path):
    path = tmp_path / "answers.parquet"
    with duckdb.connect() as con:
        con.execute(
            f"COPY (SELECT request_id, CASE WHEN defect IS NULL THEN person_id ELSE 'P0' END AS "
            f"person_id FROM '{small.truth}' WHERE person_id IS NOT NULL) TO '{path}' "
            "(FORMAT parquet)"
        )
    [(known, defective)] = rows(
        "SELECT count(person_id), count(person_id) FILTER (defect IS NOT NULL) FROM {t}",
        t=small.truth,
    )
    row = count(small.truth, contenders.Made("exact", path, 1.0, 1))
    assert (row.answered, row.wrong, row.defective) == (known, defective, defective)
    assert (row.right, row.household_recall) == (known - defective, 1)
    assert row.per_million < row.bound


def shuffled(small, folder) -> None:
    """Write the same files with their rows in another order."""
    (folder / "roster").mkdir(parents=True)
    for path in small.folder.rglob("*.parquet"):
        target = folder / path.relative_to(small.folder)
        if "answers" not in target.parts:
            with duckdb.connect() as con:
                con.execute(
                    f"COPY (FROM '{path}' AS t ORDER BY md5(t::VARCHAR)) TO '{target}' "
                    "(FORMAT parquet)"
                )


def test_order_slices_and_threads_change_no_answer(small, tmp_path):
    shuffled(small, tmp_path / "shuffled")
    task = Task(small.folder, tuple(DULY), "tin_10", 1)
    expected = [answers(made) for made in run(task, "one", NOBODY)]
    assert all(len(found) > 50 for found in expected)
    for other in (
        replace(task, folder=tmp_path / "shuffled"),
        replace(task, slices=3),
        replace(task, workers=3),
    ):
        assert [answers(made) for made in run(other, f"{other}", NOBODY)] == expected


@pytest.mark.parametrize("rule", ["tin_name_control", "ssa_evs", "exact"])
def test_order_and_threads_change_no_answer_of_the_other_rules(small, tmp_path, rule):
    shuffled(small, tmp_path / "shuffled")
    task = Task(small.folder, (rule,), "tin_5", 1)
    [expected] = [answers(made) for made in run(task, "one", NOBODY)]
    other = replace(task, folder=tmp_path / "shuffled", workers=3)
    assert [answers(made) for made in run(other, "two", NOBODY)] == [expected]
