"""The roster: what is read, what is refused and how, and what its hash stands for."""

import random
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duly.match import ROSTER_COLUMNS, RosterError, RosterFiles, load_roster
from duly.match.roster import ROSTER_TABLES
from duly.match.roster_sources import ADDRESS_PARTS, Source

from .people import AS_OF, Person, load, tables, write_csv

ANA = Person("ana", ("Ana/Maria/Lopez/",), tin="111-22-3333", born="1970-05-06")
WALTER = Person("walter", ("Walter//Quimby/Jr",), tin="111224444")
MARKED = "MARKEDVALUE"


def write_parquet(folder: Path, rows: dict[str, list[list[str]]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, (header, *lines) in rows.items():
        columns = list(zip(*lines, strict=True)) if lines else [[] for _ in header]
        pq.write_table(
            pa.table(
                {
                    h: pa.array([v or None for v in c], pa.string())
                    for h, c in zip(header, columns, strict=True)
                }
            ),
            folder / f"{name}.parquet",
        )
    return folder


def load_folder(folder: Path | RosterFiles):
    with duckdb.connect(config={"threads": 1}) as con:
        return load_roster(con, folder, as_of=AS_OF)


def refused(folder: Path) -> RosterError:
    with pytest.raises(RosterError) as caught:
        load_folder(folder)
    shown = f"{caught.value} {caught.value.problem} {caught.value.what_to_do}"
    assert MARKED not in shown
    assert caught.value.what_to_do
    assert caught.value.__cause__ is None
    return caught.value


def test_the_counts_of_a_small_roster(tmp_path: Path):
    with duckdb.connect(config={"threads": 1}) as con:
        roster = load(con, tmp_path, [ANA, WALTER, Person("old", ("Old//Time/",), period="2001")])
        assert (roster.people, roster.names, roster.addresses) == (3, 3, 2)
        assert (roster.names_outside, roster.addresses_outside) == (1, 1)
        assert (roster.tins_unusable, roster.addresses_unusable) == (0, 0)
        assert con.execute("SELECT tin FROM roster_person ORDER BY 1").fetchall() == [
            ("111223333",),
            ("111224444",),
            (None,),
        ]


def test_names_are_stored_as_they_are_compared(tmp_path: Path):
    with duckdb.connect(config={"threads": 1}) as con:
        load(con, tmp_path, [Person("p", ("  josé maría / de /O’Brien-Núñez III/",))])
        rows = con.execute(
            "SELECT first, middle, last, suffix, first_tokens, last_tokens FROM roster_name"
        ).fetchall()
        assert rows == [
            ("JOSEMARIA", "DE", "OBRIENNUNEZ", "III", ["JOSE", "MARIA"], ["OBRIEN", "NUNEZ"])
        ]


def test_only_the_tables_of_the_roster_remain(tmp_path: Path):
    with duckdb.connect(config={"threads": 1}) as con:
        load(con, tmp_path, [ANA])
        left = {
            name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        }
        assert left == set(ROSTER_TABLES)
        assert con.execute("SELECT count(*) FROM duckdb_views() WHERE NOT internal").fetchall() == [
            (0,)
        ]


def test_a_failed_load_leaves_neither_records_nor_an_older_roster(tmp_path: Path):
    rows = tables([ANA])
    with duckdb.connect(config={"threads": 1}) as con:
        load(con, tmp_path / "good", [ANA])
        rows["person_address"][1][1] = "neighbour"
        with pytest.raises(RosterError):
            load_roster(con, write_csv(tmp_path / "bad", rows), as_of=AS_OF)
        assert con.execute("SELECT table_name FROM duckdb_tables()").fetchall() == []


@pytest.mark.parametrize(
    ("period", "kept"),
    [
        ("2022", False),
        ("2023", True),
        ("2026", True),
        ("2027", False),
        ("2022-12", False),
        ("2023-01", True),
        ("202301", True),
        ("2023-01-14", False),
        ("2023-01-15", True),
        ("2026-01-15", True),
        ("2026-01-16", False),
    ],
)
def test_a_period_counts_if_a_day_of_it_lies_in_the_window(tmp_path: Path, period: str, kept: bool):
    people = [WALTER, Person("p", ("Ana//Lopez/",), period=period)]
    with duckdb.connect(config={"threads": 1}) as con:
        roster = load(con, tmp_path, people)
        assert roster.addresses == 1 + int(kept)
        assert roster.addresses_outside == 1 - int(kept)


def test_the_latest_period_of_an_address_is_kept(tmp_path: Path):
    rows = tables([ANA])
    rows["person_address"].append(["ana", "taxpayer", "12 Oak St, Austin TX 78701", "W-2", "2025"])
    with duckdb.connect(config={"threads": 1}) as con:
        load_roster(con, write_csv(tmp_path, rows), as_of=AS_OF)
        kept = con.execute("SELECT period, source FROM roster_address").fetchall()
        assert kept == [("2025", "W-2")]


def test_29_february_has_a_window_too(tmp_path: Path):
    folder = write_csv(tmp_path, tables([ANA]))
    with duckdb.connect(config={"threads": 1}) as con:
        assert load_roster(con, folder, as_of=date(2024, 2, 29)).addresses == 1


def test_a_name_without_a_period_holds_for_all_years(tmp_path: Path):
    rows = tables([ANA])
    rows["person_name"][1][-1] = ""
    assert load_folder(write_csv(tmp_path, rows)).names_outside == 0


@settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.randoms())
def test_the_hash_does_not_depend_on_order_or_format(tmp_path: Path, shuffle: random.Random):
    rows = tables([ANA, WALTER, Person("x", ("A//B/", "C//D/"), at=("", "1 A St, Waco TX 76701"))])
    plain = load_folder(write_csv(tmp_path / "plain", rows)).sha256
    for lines in rows.values():
        body = lines[1:]
        shuffle.shuffle(body)
        lines[1:] = body
    folder = tmp_path / "parquet"
    assert load_folder(write_parquet(folder, rows)).sha256 == plain
    wider = {
        name: [["note", *h], *(["", *line] for line in body)] for name, (h, *body) in rows.items()
    }
    assert load_folder(write_csv(tmp_path / "wider", wider)).sha256 == plain


OTHERWISE = {
    "tin": "111-22-9999",
    "date_of_birth": "1999-01-01",
    "role": "payee",
    "period": "2025",
    "address": "14 Oak St, Austin TX 78701",
    "suffix": "Sr",
}


def test_the_hash_depends_on_every_field(tmp_path: Path):
    plain = tables([ANA, WALTER])
    seen = {load_folder(write_csv(tmp_path / "plain", plain)).sha256}
    changes = 0
    for name, lines in plain.items():
        for at, column in enumerate(lines[0]):
            if column == "person_id":
                continue
            changed = {n: [list(line) for line in body] for n, body in plain.items()}
            changed[name][1][at] = OTHERWISE.get(column, "other")
            seen.add(load_folder(write_csv(tmp_path / f"{name}-{column}", changed)).sha256)
            changes += 1
    assert len(seen) == changes + 1


def test_the_hash_depends_on_who_has_which_record(tmp_path: Path):
    plain = tables([ANA, WALTER])
    swapped = {n: [list(line) for line in body] for n, body in plain.items()}
    first, second = swapped["person_name"][1:]
    first[0], second[0] = second[0], first[0]
    one = load_folder(write_csv(tmp_path / "plain", plain)).sha256
    assert load_folder(write_csv(tmp_path / "swapped", swapped)).sha256 != one


def test_a_row_that_stands_twice_changes_nothing(tmp_path: Path):
    plain = tables([ANA, WALTER])
    twice = {n: [*body, body[1]] if n != "person" else body for n, body in plain.items()}
    one = load_folder(write_csv(tmp_path / "plain", plain))
    again = load_folder(write_csv(tmp_path / "twice", twice))
    assert (again.names, again.addresses, again.sha256) == (one.names, one.addresses, one.sha256)


def test_files_may_lie_in_different_folders(tmp_path: Path):
    csv = write_csv(tmp_path / "a", tables([ANA]))
    parquet = write_parquet(tmp_path / "b", tables([ANA]))
    files = RosterFiles(
        *(
            (Source(name, folder / file, file),)
            for name, folder, file in (
                ("person", csv, "person.csv"),
                ("person_name", parquet, "person_name.parquet"),
                ("person_address", csv, "person_address.csv"),
            )
        )
    )
    assert load_folder(files).sha256 == load_folder(csv).sha256


def test_names_and_addresses_that_are_normalised_alike_are_one_row(tmp_path: Path):
    people = [
        Person(
            "p",
            ("Ana/M/Lopez/", "ANA/m./López/", "Ana M//Lopez/", "Ana/M/Lopez Jr/"),
            at=("12 Oak St, Austin TX 78701", "12 OAK STREET, Austin, TX 78701-1234"),
        )
    ]
    with duckdb.connect(config={"threads": 1}) as con:
        load(con, tmp_path, people)
        names = con.execute("SELECT first, middle, last, suffix FROM roster_name").fetchall()
        assert sorted(names, key=str) == [
            ("ANA", "M", "LOPEZ", "JR"),
            ("ANA", "M", "LOPEZ", None),
        ]
        places = con.execute('SELECT "key" FROM roster_address').fetchall()
        assert places == [("12 OAK ST|78701",)]


def test_one_address_in_two_roles_is_two_rows(tmp_path: Path):
    rows = tables([ANA])
    rows["person_address"].append(["ana", "dependent", "12 Oak St, Austin TX 78701", "x", "2024"])
    with duckdb.connect(config={"threads": 1}) as con:
        load_roster(con, write_csv(tmp_path, rows), as_of=AS_OF)
        roles = con.execute("SELECT role FROM roster_address ORDER BY role").fetchall()
        assert roles == [("dependent",), ("taxpayer",)]


def test_parts_are_read_as_the_line_that_they_make(tmp_path: Path):
    plain = tables([ANA, Person("box", ("A//B/",), at=("PO Box 12, Austin TX 78701",))])
    parts = dict(plain)
    parts["person_address"] = [
        ["person_id", "role", *ADDRESS_PARTS, "source", "period"],
        ["ana", "taxpayer", "12", "Oak St", "", "", "Austin", "TX", "78701", "1040", "2024"],
        ["box", "taxpayer", "", "", "", "12", "Austin", "TX", "78701", "1040", "2024"],
    ]
    in_lines = load_folder(write_csv(tmp_path / "lines", plain))
    in_parts = load_folder(write_csv(tmp_path / "parts", parts))
    assert in_parts.sha256 == in_lines.sha256


def test_the_lexicon_counts_people_and_not_rows(tmp_path: Path):
    people = [
        Person("a", ("Ana//Lopez/", "Ana/M/Lopez/")),
        Person("b", ("Ana//Ruiz/",)),
        Person("c", ("//Lopez/",)),
    ]
    with duckdb.connect(config={"threads": 1}) as con:
        load(con, tmp_path, people)
        counted = con.execute("SELECT * FROM roster_lexicon ORDER BY ALL").fetchall()
        assert counted == [("first", "ANA", 2), ("last", "LOPEZ", 2), ("last", "RUIZ", 1)]


def test_a_crowd_is_counted_at_the_unit_and_at_the_line(tmp_path: Path):
    people = [
        Person(f"p{n}", ("A//B/",), at=(f"12 Oak St Apt {unit}, Austin TX 78701",) * 2)
        for n, unit in enumerate("112")
    ]
    with duckdb.connect(config={"threads": 1}) as con:
        load(con, tmp_path, people)
        counted = con.execute("SELECT * FROM roster_crowd ORDER BY ALL").fetchall()
        assert counted == [("12 OAK ST #1|78701", 2), ("12 OAK ST|78701|line", 3)]


@pytest.mark.parametrize("name", ROSTER_COLUMNS)
def test_a_missing_column_is_named_and_nothing_else(tmp_path: Path, name: str):
    rows = tables([ANA])
    rows["person_name"].append([MARKED] * 7)  # what is wrong with rows must wait
    gone = ROSTER_COLUMNS[name][-1]
    rows[name] = [line[:-1] for line in rows[name]]
    error = refused(write_csv(tmp_path, rows))
    assert (error.file, error.row, error.column) == (f"{name}.csv", None, gone)


def test_all_missing_columns_of_a_file_are_named_at_once(tmp_path: Path):
    rows = tables([ANA]) | {"person": [["person_id", "note"], ["ana", ""]]}
    assert refused(write_csv(tmp_path, rows)).column == "tin, tin_type, date_of_birth"


def test_an_empty_file_is_refused_and_a_header_alone_is_not(tmp_path: Path):
    folder = write_csv(tmp_path, tables([]))
    assert load_folder(folder).people == 0
    (folder / "person.csv").write_text("")
    assert refused(folder).file == "person.csv"


@pytest.mark.parametrize("name", ["person_name", "person_address"])
def test_an_unknown_person_is_refused(tmp_path: Path, name: str):
    rows = tables([ANA, WALTER])
    rows[name][2][0] = MARKED
    error = refused(write_csv(tmp_path, rows))
    assert (error.file, error.row, error.column) == (f"{name}.csv", 3, "person_id")


def test_a_person_twice_in_a_file_is_refused(tmp_path: Path):
    rows = tables([WALTER, Person(MARKED, ())])
    rows["person"].append(rows["person"][2])
    error = refused(write_csv(tmp_path, rows))
    assert (error.file, error.row, error.column) == ("person.csv", 3, "person_id")


@pytest.mark.parametrize("name", ROSTER_COLUMNS)
def test_a_blank_key_is_refused(tmp_path: Path, name: str):
    rows = tables([ANA])
    rows[name].append(["", *rows[name][1][1:]])
    error = refused(write_csv(tmp_path, rows))
    assert (error.file, error.row, error.column) == (f"{name}.csv", 3, "person_id")


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("person", "date_of_birth", "1999-02-30"),
        ("person", "date_of_birth", "02/03/1999"),
        ("person", "date_of_birth", MARKED),
        ("person_address", "role", MARKED),
        ("person_address", "role", ""),
        ("person_address", "period", ""),
        ("person_address", "period", "2024-13"),
        ("person_address", "period", "2024-02-30"),
        ("person_name", "period", MARKED),
    ],
)
def test_an_unreadable_field_is_refused(tmp_path: Path, name: str, column: str, value: str):
    rows = tables([ANA, WALTER])
    rows[name][2][rows[name][0].index(column)] = value
    error = refused(write_csv(tmp_path, rows))
    assert (error.file, error.row, error.column) == (f"{name}.csv", 3, column)


def test_a_short_row_is_refused_without_its_text(tmp_path: Path):
    folder = write_csv(tmp_path, tables([ANA]))
    with (folder / "person.csv").open("a", newline="") as text:
        text.write(f"{MARKED},1\r\n")
    error = refused(folder)
    assert (error.file, error.row) == ("person.csv", 3)


def test_text_that_is_not_utf_8_is_refused(tmp_path: Path):
    folder = write_csv(tmp_path, tables([ANA]))
    with (folder / "person.csv").open("ab") as text:
        text.write(MARKED.encode() + b"\xff,1,SSN,\r\n")
    assert refused(folder).file == "person.csv"


def test_a_header_twice_is_refused(tmp_path: Path):
    folder = write_csv(tmp_path, tables([ANA]))
    (folder / "person.csv").write_text("person_id,tin,tin,tin_type,date_of_birth\n")
    assert refused(folder).row == 1


def test_a_file_that_is_no_parquet_is_refused(tmp_path: Path):
    folder = write_parquet(tmp_path, tables([ANA]))
    (folder / "person.parquet").write_text(MARKED)
    assert refused(folder).file == "person.parquet"


def test_a_missing_file_is_refused(tmp_path: Path):
    folder = write_csv(tmp_path, tables([ANA]))
    (folder / "person_name.csv").unlink()
    assert refused(folder).file == "person_name"


def test_the_same_file_in_two_formats_is_refused(tmp_path: Path):
    rows = tables([ANA])
    write_parquet(write_csv(tmp_path, rows), rows)
    assert refused(tmp_path).file == "person"


def test_years_must_be_positive(tmp_path: Path):
    with duckdb.connect(config={"threads": 1}) as con, pytest.raises(ValueError, match="years"):
        load_roster(con, write_csv(tmp_path, tables([ANA])), as_of=AS_OF, years=0)
