"""A prepared roster is one file that gives the same answers, and says when it no longer fits."""

import stat
from datetime import date
from pathlib import Path

import duckdb
import pytest

from duly.match import (
    MatchPolicy,
    RosterError,
    build_roster,
    is_prepared_roster,
    match_requests,
    open_roster,
    use_roster,
)
from duly.match.roster import ROSTER_TABLES

from .people import AS_OF, Person, Request, put_requests, results, tables, write_csv

PEOPLE = [
    Person("ana", ("Ana/Maria/Lopez/",), tin="111223333", born="1970-05-06"),
    Person("walter", ("Walter//Quimby/Jr",), tin="111224444", period="2023"),
    Person("old", ("Old//Time/",), period="2001"),
]
REQUESTS = [
    Request("Ana/Maria/Lopez/", tin="111223333", id="r1"),
    Request("Walter//Quimby/Jr", tin="111224444", id="r2"),
    Request("Nobody//Here/", id="r3"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "roster", tables(PEOPLE))


@pytest.fixture
def prepared(folder: Path) -> Path:
    path = folder.parent / "roster.duckdb"
    with duckdb.connect(str(path), config={"threads": 1}) as con:
        build_roster(con, folder, as_of=AS_OF)
    return path


def change(path: Path, statement: str) -> None:
    with duckdb.connect(str(path)) as con:
        con.execute(statement)


def refused(path: Path, **window: object) -> RosterError:
    with duckdb.connect() as con:
        with pytest.raises(RosterError) as caught:
            open_roster(con, path, **({"as_of": AS_OF} | window))
        assert (
            con.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall() == []
        )
        assert con.execute(
            "SELECT database_name FROM duckdb_databases() WHERE NOT internal"
        ).fetchall() == [("memory",)]
    assert caught.value.file == path.name
    assert caught.value.what_to_do
    return caught.value


def test_a_prepared_roster_is_what_its_sources_are(folder: Path, prepared: Path):
    with duckdb.connect() as con:
        read = use_roster(con, folder, as_of=AS_OF)
        held = {t: con.execute(f"SELECT * FROM {t} ORDER BY ALL").fetchall() for t in ROSTER_TABLES}
        assert use_roster(con, prepared, as_of=AS_OF) == read
        for table, rows in held.items():
            assert con.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall() == rows


def test_requests_get_the_same_answers(folder: Path, prepared: Path):
    answers = []
    for source in (folder, prepared):
        with duckdb.connect(config={"threads": 1}) as con:
            use_roster(con, source, as_of=AS_OF)
            match_requests(con, put_requests(con, REQUESTS), MatchPolicy(slices=2))
            answers.append(results(con))
    assert answers[0] == answers[1]
    assert [row["answer"] for row in answers[0]].count("one") == 2


def test_one_roster_may_follow_another(folder: Path, prepared: Path):
    with duckdb.connect() as con:
        for source in (prepared, prepared, folder, prepared, folder):
            assert use_roster(con, source, as_of=AS_OF).people == 3
            assert con.execute("SELECT count(*) FROM roster_person").fetchall() == [(3,)]


def test_it_is_attached_read_only(prepared: Path):
    before = prepared.read_bytes()
    with duckdb.connect() as con:
        open_roster(con, prepared, as_of=AS_OF)
        with pytest.raises(duckdb.Error):
            con.execute("DELETE FROM prepared_roster.main.roster_person")
    assert prepared.read_bytes() == before
    assert not list(prepared.parent.glob("*.wal"))


@pytest.mark.parametrize(
    ("as_of", "years"),
    [(date(2026, 12, 31), 3), (date(2024, 6, 1), 2), (date(2025, 1, 1), 20)],
)
def test_it_fits_every_window_in_which_the_same_periods_count(
    prepared: Path, as_of: date, years: int
):
    with duckdb.connect() as con:
        assert open_roster(con, prepared, as_of=as_of, years=years).people == 3


@pytest.mark.parametrize(
    ("as_of", "years"),
    [(date(2027, 1, 1), 3), (date(2023, 12, 31), 3), (date(2025, 1, 1), 24)],
)
def test_it_is_refused_where_other_periods_count(prepared: Path, as_of: date, years: int):
    assert "other periods count" in refused(prepared, as_of=as_of, years=years).problem


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE roster_about SET version = version + 1", "another version"),
        ("UPDATE roster_about SET program = '0.0.1'", "another version"),
        ("UPDATE roster_about SET gate_tables = 'x'", "other address tables"),
        ("DROP TABLE roster_about", "no prepared roster"),
        ("DROP TABLE roster_name", "lacks a table"),
    ],
)
def test_it_is_refused_if_program_tables_or_layout_are_others(
    prepared: Path, statement: str, says: str
):
    change(prepared, statement)
    assert says in refused(prepared).problem


def test_a_custodians_own_database_is_no_prepared_roster(tmp_path: Path):
    path = tmp_path / "own.duckdb"
    change(path, "CREATE TABLE clients(a INTEGER)")
    assert not is_prepared_roster(path)
    assert "no prepared roster" in refused(path).problem


def test_a_database_that_is_cut_off_is_refused(prepared: Path):
    prepared.write_bytes(prepared.read_bytes()[:6000])
    assert not is_prepared_roster(prepared)
    assert refused(prepared)


def test_the_raw_records_are_not_in_the_file(prepared: Path):
    with duckdb.connect(str(prepared), read_only=True) as con:
        held = {
            name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        }
    assert held == {*ROSTER_TABLES, "roster_about"}
    content = prepared.read_bytes()
    for raw in (b"Lopez", b"12 Oak St, Austin"):
        assert raw not in content
    assert stat.S_ISREG(prepared.stat().st_mode)
