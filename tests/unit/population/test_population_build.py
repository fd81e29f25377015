"""A build can be repeated, stopped and taken up again, and never mixes two populations."""

import json

import pytest
from parquet_rows import rows

from duly.errors import StorageError, UsageError
from duly.gateway.population import build, build_population

FILES = ("person", "person_name", "person_address", "requests", "truth")
SMALL = 64


def contents(folder) -> dict[str, list[tuple]]:
    """Every row of every file, sorted."""
    files = {path.stem: path for path in folder.rglob("*.parquet")}
    assert set(files) == set(FILES)
    return {name: sorted(rows("FROM {f}", f=path), key=repr) for name, path in files.items()}


def test_the_same_seed_gives_the_same_rows_with_any_number_of_threads(tmp_path):
    for threads in (1, 4):
        build_population(tmp_path / str(threads), SMALL, seed=7, threads=threads)
    assert contents(tmp_path / "1") == contents(tmp_path / "4")


def test_another_seed_gives_other_people(tmp_path):
    build_population(tmp_path / "a", SMALL, seed=7)
    build_population(tmp_path / "b", SMALL, seed=8)
    a, b = contents(tmp_path / "a"), contents(tmp_path / "b")
    assert all(a[name] != b[name] for name in FILES)


def test_a_finished_population_is_not_built_again(tmp_path):
    build_population(tmp_path / "p", SMALL, seed=7)
    told: list[str] = []
    again = build_population(tmp_path / "p", SMALL, seed=7, progress=lambda *a: told.append(a))
    assert told == []
    assert again.about["counts"]["requests"] == SMALL


def test_a_build_that_was_stopped_goes_on_and_comes_to_the_same(tmp_path):
    whole = build_population(tmp_path / "whole", SMALL, seed=7)

    def stop(stage: str, done: int, of: int) -> None:
        if stage == "person_address" and done == 0:
            raise KeyboardInterrupt

    folder = tmp_path / "stopped"
    with pytest.raises(KeyboardInterrupt):
        build_population(folder, SMALL, seed=7, progress=stop)
    kept = (folder / "roster" / "person.parquet").stat()
    assert not (folder / "about.json").exists()
    (folder / "roster" / ".person_address.parquet.part").write_bytes(b"half")
    stages: set[str] = set()
    build_population(folder, SMALL, seed=7, progress=lambda stage, *_: stages.add(stage))
    assert "person" not in stages
    assert (folder / "roster" / "person.parquet").stat().st_mtime_ns == kept.st_mtime_ns
    assert contents(folder) == contents(whole.folder)
    assert not list(folder.rglob(".*"))


def test_a_folder_with_another_population_is_left_alone(tmp_path):
    made = build_population(tmp_path, SMALL, seed=7)
    before = contents(tmp_path)
    for requests, people, seed in ((SMALL, None, 8), (SMALL + 1, None, 7), (SMALL, 600, 7)):
        with pytest.raises(UsageError, match="another population"):
            build_population(tmp_path, requests, people, seed=seed)
    assert contents(tmp_path) == before
    about = json.loads((tmp_path / "about.json").read_text())
    (tmp_path / "about.json").write_text(json.dumps({**about, "recipe": "of another version"}))
    with pytest.raises(UsageError, match="another version"):
        build_population(tmp_path, SMALL, seed=7)
    other = build_population(tmp_path, SMALL, seed=8, overwrite=True)
    assert other.about["seed"] == 8
    assert other.about["recipe"] != made.about["recipe"]


def test_files_of_unknown_origin_are_not_taken_for_ones_own(tmp_path):
    (tmp_path / "requests.parquet").write_bytes(b"somebody's")
    with pytest.raises(UsageError, match="another population"):
        build_population(tmp_path, SMALL, seed=7)
    assert (tmp_path / "requests.parquet").read_bytes() == b"somebody's"


def test_overwriting_removes_nothing_but_the_population(tmp_path):
    build_population(tmp_path, SMALL, seed=7)
    (tmp_path / "notes.txt").write_text("mine")
    build.clear(tmp_path)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["notes.txt"]


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot be written"):
        build_population(tmp_path / "file" / "p", SMALL)


@pytest.mark.parametrize(
    ("requests", "people"), [(0, None), (-1, None), (500, 999), (10, 300), (10, 50_000_000)]
)
def test_sizes_that_do_not_fit_are_refused_before_anything_is_written(tmp_path, requests, people):
    with pytest.raises(UsageError):
        build_population(tmp_path / "p", requests, people)
    assert not (tmp_path / "p").exists()


def test_about_says_how_it_was_made(population):
    about = population.made.about
    assert (about["seed"], about["options"]) == (3, {"requests": 2_560, "people": 20_000})
    for name in FILES:
        assert about["counts"][name] == population.number(f"SELECT count(*) FROM {{{name}}}")
