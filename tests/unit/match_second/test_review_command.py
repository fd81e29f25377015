"""``duly match review`` on a run's folder: the queue, the waterfall, and what it leaves alone."""

import csv
import hashlib
import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import duckdb
import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from duly.cli import match_review
from duly.errors import DulyError, InputError, UsageError

from .rows import Review, Who, write

ANA = Who()
ANNA = replace(ANA, first="ANNA", tin="111002222")
FRIEND = Who(first="BORIS", middle="KIRIL", last="PETROV", number="7", street="ELM", zip5="78702")
REVIEW = (
    Review()
    .add("doubtful", ANA, ("p1", ANNA), ("p2", ANNA))
    .add("clear", FRIEND, ("p3", FRIEND))
    .add("nobody", ANA)
    .add("released", ANA, ("p4", ANA))
)
REVIEW.answers = {"released": ("one", "unique"), "nobody": ("review", "po_box")}

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A run's folder and its roster, as files."""
    run, roster = tmp_path_factory.mktemp("run"), tmp_path_factory.mktemp("roster")
    with duckdb.connect() as con:
        write(con, REVIEW)
        for table, (name, _) in match_review.FILES.items():
            con.execute(f"COPY {table} TO '{run / name}' (FORMAT parquet)")
    (run / "manifest.json").write_text('{"law_as_of": "2026-01-15"}')
    persons = {**REVIEW.persons, "p9": [FRIEND]}
    tables = {
        "person": [
            ["person_id", "tin", "tin_type", "date_of_birth"],
            *([p, w[0].tin or "", "", w[0].born or ""] for p, w in persons.items()),
        ],
        "person_name": [
            ["person_id", "first", "middle", "last", "suffix", "source", "period"],
            *([p, w.first, w.middle, w.last, "", "1040", "2024"]
              for p, ws in persons.items() for w in ws),
        ],
        "person_address": [
            ["person_id", "role", "address", "source", "period"],
            *([p, "taxpayer", f"{w.number} {w.street} St, Austin TX {w.zip5}", "1040", "2024"]
              for p, ws in persons.items() for w in ws),
        ],
    }  # fmt: skip
    for name, lines in tables.items():
        with (roster / f"{name}.csv").open("w", encoding="utf-8", newline="") as text:
            csv.writer(text).writerows(lines)
    return run, roster


@pytest.fixture(scope="module")
def run(folders: tuple[Path, Path]) -> Run:
    """The command by itself, as ``duly match`` mounts it; errors are raised as they are.

    What was asked once is not run again: two tests below show that a run leaves nothing behind.
    """
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command()(match_review.review)

    @cache
    def call(*words: str, at: Path | None = None) -> Result:
        found = CliRunner().invoke(
            app, ["--in", str(at or folders[0]), "--roster", str(folders[1]), *words]
        )
        if isinstance(found.exception, DulyError):
            raise found.exception
        assert found.exit_code == 0, found.exception
        return found

    return call


def test_the_queue_runs_from_clear_to_nobody(run: Run) -> None:
    said = json.loads(run("--json").stdout)
    assert [(row["place"], row["request_id"], row["candidates"]) for row in said["queue"]] == [
        (1, "clear", 1),
        (2, "doubtful", 2),
        (3, "nobody", 0),
    ]
    assert said["in_review"] == 3


def test_the_printed_queue_says_that_it_decides_nothing(run: Run) -> None:
    shown = run().stdout
    assert shown.index("clear") < shown.index("doubtful") < shown.index("nobody")
    assert "changes no answer" in shown


def test_a_short_queue_says_how_many_are_left_out(run: Run) -> None:
    shown = run("--top", "1").stdout
    assert "doubtful" not in shown
    assert "2 more" in shown


def test_an_explanation_shows_the_table_first_and_the_bars_second(run: Run) -> None:
    shown = run("--explain", "clear").stdout
    assert shown.index("first name") < shown.index("total") < shown.index("█")
    assert "person p3" in shown
    assert "p9" not in shown


def test_an_explanation_as_data_adds_up(run: Run) -> None:
    said = json.loads(run("--explain", "doubtful", "--json").stdout)
    assert [one["person_id"] for one in said["candidates"]] == ["p1", "p2"]
    for one in said["candidates"]:
        total = one["start"] + sum(bar["bits"] for bar in one["bars"])
        assert total == pytest.approx(one["total"])
        assert "5 people on the roster" in one["start_says"]


def test_what_the_rules_said_stands_beside_the_weights(run: Run) -> None:
    shown = run("--explain", "doubtful").stdout
    assert "contradicts: suffix" in shown
    assert "rival" in shown


def test_a_row_whose_address_sends_it_to_review_says_that_nobody_was_compared(run: Run) -> None:
    assert "Nobody was compared" in run("--explain", "nobody").stdout


@pytest.mark.parametrize("words", [(), ("--json",), ("--explain", "doubtful")])
def test_no_name_number_or_address_of_a_person_is_printed(run: Run, words: tuple[str]) -> None:
    shown = run(*words).stdout.upper()
    for value in ("ANNA", "MARIA", "LOPEZ", "BORIS", "KIRIL", "PETROV", "111002222", "OAK", "7870"):
        assert value not in shown


def test_the_run_and_the_roster_are_left_as_they_were(run: Run, folders: tuple[Path, Path]) -> None:
    def content() -> dict[str, str]:
        return {
            str(path): hashlib.sha256(path.read_bytes()).hexdigest()
            for folder in folders
            for path in folder.iterdir()
        }

    before = content()
    run("--top", "2")
    run("--explain", "clear", "--top", "2")
    assert content() == before


def test_no_copy_of_a_record_outlives_the_command(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    run("--top", "3")
    assert list(tmp_path.iterdir()) == []


def test_only_a_request_in_review_is_explained(run: Run) -> None:
    with pytest.raises(UsageError, match="in review"):
        run("--explain", "released")


def test_a_folder_without_a_matching_is_refused(run: Run, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"match\.parquet"):
        run(at=tmp_path)


def test_a_roster_without_the_candidates_is_refused(
    run: Run, folders: tuple[Path, Path], tmp_path: Path
) -> None:
    for path in folders[1].iterdir():
        lines = path.read_text().splitlines()
        (tmp_path / path.name).write_text("\n".join(x for x in lines if "p3" not in x) + "\n")
    with pytest.raises(InputError, match="1 of the persons in review") as found:
        run("--roster", str(tmp_path))
    assert "roster with which the run was made" in found.value.what_to_do


def test_a_file_of_another_layout_is_refused(
    run: Run, folders: tuple[Path, Path], tmp_path: Path
) -> None:
    for path in folders[0].iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    duckdb.sql("SELECT 'r' AS request_id").write_parquet(str(tmp_path / "candidates.parquet"))
    with pytest.raises(InputError, match="person_id"):
        run(at=tmp_path)
