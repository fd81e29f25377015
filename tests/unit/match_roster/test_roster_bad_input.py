"""What is wrong with a roster's rows is refused or counted, in bounded time and without a trace."""

from pathlib import Path

import duckdb
import pytest

from duly.match import RosterError, load_roster

from .people import AS_OF, Person, tables, write_csv

ANA = Person("ana", ("Ana/Maria/Lopez/",), tin="111-22-3333", born="1970-05-06")
MARKED = "MARKEDVALUE"


def load(folder: Path):
    with duckdb.connect(config={"threads": 1}) as con:
        return load_roster(con, folder, as_of=AS_OF)


def refused(folder: Path) -> RosterError:
    """Give the refusal, after seeing that it left no table and no view."""
    with duckdb.connect(config={"threads": 1}) as con:
        with pytest.raises(RosterError) as caught:
            load_roster(con, folder, as_of=AS_OF)
        left = con.execute(
            "SELECT table_name FROM duckdb_tables() UNION ALL "
            "SELECT view_name FROM duckdb_views() WHERE NOT internal"
        ).fetchall()
    assert left == []
    assert MARKED not in f"{caught.value} {caught.value.what_to_do}"
    assert caught.value.what_to_do
    return caught.value


def people(number: int, tin: str) -> list[Person]:
    return [Person(f"p{n}", ("Ana//Lopez/",), tin=tin.format(n)) for n in range(number)]


def test_identifiers_that_are_none_are_counted_and_count_as_absent(tmp_path: Path):
    crowd = [*people(30, "1112200{0:02}"), Person("q", (), tin="12345"), Person("r", (), tin="0")]
    found = load(write_csv(tmp_path, tables(crowd)))
    [persons] = [count for count in found.sources if count.table == "person"]
    assert (persons.tins, persons.tins_unusable) == (32, 2)
    assert found.tins_unusable == 2


def test_a_column_in_which_most_identifiers_are_none_is_the_wrong_column(tmp_path: Path):
    crowd = [*people(10, "1112200{0:02}"), *people(30, "1234{0}")[10:]]
    error = refused(write_csv(tmp_path, tables(crowd)))
    assert (error.file, error.row, error.column) == ("person.csv", None, "tin")


def test_a_few_bad_identifiers_do_not_make_a_wrong_column(tmp_path: Path):
    assert load(write_csv(tmp_path, tables(people(3, "1234{0}")))).tins_unusable == 3


def two_sources(folder: Path, second: str) -> Path:
    write_csv(folder, tables([ANA]))
    header = (folder / "person.csv").read_text().splitlines()[0]
    (folder / "later.csv").write_text(f"{header}\n{second}\n")
    names = {
        "person": ("person_id", "tin", "tin_type", "date_of_birth"),
        "person_name": ("person_id", "first", "middle", "last", "suffix", "source", "period"),
        "person_address": ("person_id", "role", "address", "source", "period"),
    }
    files = [("person", "person.csv"), ("person", "later.csv")]
    files += [(name, f"{name}.csv") for name in ("person_name", "person_address")]
    lines = []
    for table, file in files:
        lines += [f"[[{table}]]", f'file = "{file}"', *(f'{n} = "{n}"' for n in names[table])]
    (folder / "roster.toml").write_text("\n".join(lines))
    return folder


def test_a_person_who_stands_alike_in_two_sources_is_one(tmp_path: Path):
    assert load(two_sources(tmp_path, "ana,111-22-3333,SSN,1970-05-06")).people == 1


@pytest.mark.parametrize(
    "second", ["ana,111224444,SSN,1970-05-06", "ana,111-22-3333,SSN,1970-05-07", "ana,,,"]
)
def test_a_person_who_differs_between_two_sources_is_refused(tmp_path: Path, second: str):
    error = refused(two_sources(tmp_path, second))
    assert (error.file, error.row, error.column) == ("later.csv", 2, "person_id")


def test_a_person_twice_in_the_second_source_is_refused(tmp_path: Path):
    again = "bob,111224444,SSN,\nbob,111224444,SSN,"
    error = refused(two_sources(tmp_path, again))
    assert (error.file, error.row) == ("later.csv", 2)


@pytest.mark.parametrize("table", ["person_name", "person_address"])
def test_a_window_in_which_nobody_filed_is_refused_with_the_periods_there_are(
    tmp_path: Path, table: str
):
    rows = tables([ANA, Person("walter", ("Walter//Quimby/",))])
    for line, year in zip(rows[table][1:], ("2001", "2003"), strict=True):
        line[-1] = year
    error = refused(write_csv(tmp_path, rows))
    assert (error.file, error.column) == (f"{table}.csv", "period")
    assert "2001, 2003" in error.problem
    assert "2023-01-15" in error.problem


def append(folder: Path, data: bytes) -> Path:
    with (folder / "person.csv").open("ab") as file:
        file.write(data)
    return folder


def test_latin_1_is_recognised_and_its_row_named(tmp_path: Path):
    folder = append(write_csv(tmp_path, tables([ANA])), b'"a\n"b,,,\r\nJos\xe9,1,,\r\n')
    error = refused(folder)
    assert (error.file, error.row) == ("person.csv", 4)
    assert "Latin-1" in error.problem
    assert "CSV UTF-8" in error.what_to_do


def test_two_encodings_in_one_file_are_recognised(tmp_path: Path):
    folder = append(write_csv(tmp_path, tables([ANA])), "Zoë,,,\r\n".encode() + b"Jos\xe9,1,,\r\n")
    error = refused(folder)
    assert error.row == 4
    assert "mixed" in error.problem


def test_utf_16_is_recognised(tmp_path: Path):
    folder = write_csv(tmp_path, tables([ANA]))
    text = (folder / "person.csv").read_text()
    (folder / "person.csv").write_bytes(text.encode("utf-16"))
    error = refused(folder)
    assert (error.file, error.row) == ("person.csv", 1)
    assert "UTF-16" in error.problem


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path):
    folder = write_csv(tmp_path, tables([ANA]))
    text = (folder / "person.csv").read_text()
    (folder / "person.csv").write_text(text, encoding="utf-8-sig")
    assert load(folder).people == 1


def test_a_parquet_file_that_is_broken_inside_is_refused(tmp_path: Path):
    folder = write_csv(tmp_path, tables([*people(2000, "111{0:06}")]))
    path = folder / "person.parquet"
    with duckdb.connect() as con:
        con.execute(
            f"COPY (SELECT * FROM read_csv('{folder}/person.csv', all_varchar = true)) "
            f"TO '{path}' (COMPRESSION snappy)"
        )
    (folder / "person.csv").unlink()
    data = bytearray(path.read_bytes())
    data[100:900] = bytes(800)
    path.write_bytes(data)
    assert refused(folder).file == "person.parquet"


def test_everybody_at_one_address_is_one_place_and_one_crowd(tmp_path: Path):
    crowd = people(5000, "")
    with duckdb.connect(config={"threads": 1}) as con:
        found = load_roster(con, write_csv(tmp_path, tables(crowd)), as_of=AS_OF)
        assert (found.people, found.addresses) == (5000, 5000)
        # No table grows with the square of a crowd.
        largest = con.execute("SELECT max(estimated_size) FROM duckdb_tables()").fetchall()
        assert largest == [(5000,)]
        assert con.execute("SELECT DISTINCT people FROM roster_crowd").fetchall() == [(5000,)]


def test_control_characters_in_a_part_cannot_shift_the_others(tmp_path: Path):
    rows = tables([ANA])
    rows["person_address"] = [
        ["person_id", "role", "number", "street", "unit", "po_box", "city", "state", "zip",
         "source", "period"],
        ["ana", "taxpayer", "12\x1f", "Oak\x1f St", "", "", "Austin", "TX", "78701", "", "2024"],
        ["ana", "taxpayer", "12", "Oak St", "", "", "Austin", "TX", "78701", "", "2024"],
    ]  # fmt: skip
    with duckdb.connect(config={"threads": 1}) as con:
        load_roster(con, write_csv(tmp_path, rows), as_of=AS_OF)
        places = con.execute("SELECT city, zip5 FROM roster_address").fetchall()
        assert set(places) == {("AUSTIN", "78701")}


def test_a_failure_in_the_middle_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = write_csv(tmp_path, tables([ANA]))

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("duly.match.roster.classify_addresses", stop)
    with duckdb.connect(config={"threads": 1}) as con:
        with pytest.raises(KeyboardInterrupt):
            load_roster(con, folder, as_of=AS_OF)
        assert con.execute("SELECT table_name FROM duckdb_tables()").fetchall() == []
    assert sorted(path.name for path in folder.iterdir()) == [
        "person.csv",
        "person_address.csv",
        "person_name.csv",
    ]
