"""A custodian's own tables become a roster by a mapping, and every mistake in one is named."""

import json
import tomllib
from datetime import date
from pathlib import Path

import duckdb
import pytest

from duly.match import RosterError, RosterFiles, load_roster, roster_schema, roster_template
from duly.match.roster_sources import ADDRESS_PARTS, COLUMNS

from .people import AS_OF, Person, tables, write_csv

ANA = Person("ana", ("Ana/Maria/Lopez/",), tin="111223333", born="1970-05-06")
WALTER = Person("walter", ("Walter//Quimby/Jr",), tin="111224444")
MARKED = "MARKEDVALUE"

PERSON = """\
[[person]]
file = "clients.csv"
person_id = "CLIENT"
tin = "SSN"
tin_type = { value = "SSN" }
date_of_birth = "BORN"
"""
NAME = """\
[[person_name]]
file = "names.tsv"
person_id = "CLIENT"
first = "GIVEN"
middle = { value = "" }
last = "FAMILY"
suffix = { value = "" }
source = { value = "1040" }
period = "YEAR"
"""
ADDRESS = """\
[[person_address]]
file = "homes.jsonl"
person_id = "CLIENT"
role = { value = "taxpayer" }
address = "HOME"
source = { value = "1040" }
period = { value = "2024" }
"""


def write_theirs(folder: Path) -> None:
    """Write the custodian's own files: CSV with semicolons, TSV and JSON lines."""
    (folder / "clients.csv").write_text(
        "NOTE;SSN;CLIENT;BORN\n;111-22-3333;ana;1970-05-06\n;111224444;walter;\n"
    )
    (folder / "names.tsv").write_text(
        "CLIENT\tGIVEN\tFAMILY\tYEAR\n"
        "ana\tAna Maria\tLopez\t2024\n"
        "walter\tWalter\tQuimby Jr\t2024\n"
    )
    homes = [
        {"CLIENT": "ana", "HOME": "12 Oak St, Austin TX 78701", "EXTRA": [1]},
        {"HOME": "12 Oak St, Austin TX 78701", "CLIENT": "walter"},
    ]
    (folder / "homes.jsonl").write_text("".join(json.dumps(home) + "\n" for home in homes))


def mapped(folder: Path, *tables_: str) -> Path:
    folder.mkdir(exist_ok=True)
    write_theirs(folder)
    (folder / "roster.toml").write_text("\n".join(tables_ or (PERSON, NAME, ADDRESS)))
    return folder


def load(source: Path, as_of: date = AS_OF):
    with duckdb.connect(config={"threads": 1}) as con:
        return load_roster(con, source, as_of=as_of)


def refused(source: Path) -> RosterError:
    with pytest.raises(RosterError) as caught:
        load(source)
    assert MARKED not in f"{caught.value} {caught.value.what_to_do}"
    assert caught.value.what_to_do
    assert caught.value.__cause__ is None
    return caught.value


def test_a_mapping_gives_the_roster_that_standard_files_give(tmp_path: Path):
    names = Person("ana", ("Ana Maria//Lopez/",), tin="111223333", born="1970-05-06")
    rows = tables([names, WALTER])
    plain = load(write_csv(tmp_path / "plain", rows))
    theirs = load(mapped(tmp_path / "theirs"))
    assert (theirs.people, theirs.names, theirs.addresses) == (2, 2, 2)
    assert theirs.sha256 == plain.sha256


def test_the_mapping_itself_may_be_named(tmp_path: Path):
    folder = mapped(tmp_path / "theirs")
    moved = (folder / "roster.toml").rename(folder / "other.toml")
    assert load(moved).people == 2


def test_each_year_may_be_a_source_of_its_own(tmp_path: Path):
    folder = mapped(tmp_path / "theirs", PERSON, PERSON, NAME, ADDRESS, ADDRESS.replace("24", "23"))
    found = load(folder)
    assert (found.people, found.addresses) == (2, 2)
    assert [c.source for c in found.sources if c.table == "person"] == ["clients.csv"] * 2


def test_a_table_inside_a_database_is_a_source(tmp_path: Path):
    folder = mapped(
        tmp_path / "theirs",
        PERSON.replace('"clients.csv"', '"records.duckdb"\ntable = "own.clients"'),
        NAME,
        ADDRESS,
    )
    with duckdb.connect(str(folder / "records.duckdb")) as con:
        con.execute(
            "CREATE SCHEMA own; CREATE TABLE own.clients AS SELECT 'ana' AS CLIENT, "
            "'111223333' AS SSN, DATE '1970-05-06' AS BORN "
            "UNION ALL SELECT 'walter', '111224444', NULL"
        )
    theirs = load(folder)
    assert theirs.sha256 == load(mapped(tmp_path / "plain")).sha256
    (folder / "records.duckdb").unlink()  # it is let go after reading


def test_dates_and_numbers_of_a_database_are_read_as_text(tmp_path: Path):
    folder = mapped(tmp_path / "theirs", PERSON.replace(".csv", ".parquet"), NAME, ADDRESS)
    with duckdb.connect() as con:
        con.execute(
            f"COPY (SELECT 'ana' AS CLIENT, 111223333 AS SSN, TIMESTAMP '1970-05-06' AS BORN "
            f"UNION ALL SELECT 'walter', 111224444, NULL) TO '{folder / 'clients.parquet'}'"
        )
    assert load(folder).sha256 == load(mapped(tmp_path / "plain")).sha256


def test_lines_and_parts_may_stand_side_by_side(tmp_path: Path):
    parts = ADDRESS.replace('"homes.jsonl"', '"places.csv"').replace(
        'address = "HOME"', "\n".join(f'{part} = "{part}"' for part in ADDRESS_PARTS)
    )
    folder = mapped(tmp_path / "theirs", PERSON, NAME, ADDRESS, parts)
    (folder / "places.csv").write_text(
        f"CLIENT,{','.join(ADDRESS_PARTS)}\nana,9,Elm Ave,,,Dallas,TX,75201\n"
        "walter,12,Oak Street,,,Austin,TX,78701\n"
    )
    with duckdb.connect(config={"threads": 1}) as con:
        load_roster(con, folder, as_of=AS_OF)
        keys = con.execute(
            'SELECT person_id, "key" FROM roster_address JOIN roster_person USING (person_no) '
            "ORDER BY ALL"
        ).fetchall()
    assert keys == [
        ("ana", "12 OAK ST|78701"),
        ("ana", "9 ELM AVE|75201"),
        ("walter", "12 OAK ST|78701"),
    ]


@pytest.mark.parametrize(
    ("change", "where", "says"),
    [
        (lambda t: t + "\n[[persons]]\n", "persons", "no such table"),
        (lambda t: t.replace("[[person_name]]", "[person_name]"), "person_name", "No source"),
        (lambda t: t.replace(NAME, ""), "person_name", "No source"),
        (lambda t: t.replace('file = "names.tsv"\n', ""), "person_name, file", "No file"),
        (lambda t: t.replace("names.tsv", "names.xlsx"), "person_name, file", "no kind of file"),
        (lambda t: t.replace("names.tsv", "names.db"), "person_name, table", "not named"),
        (
            lambda t: t.replace('file = "names.tsv"', 'file = "names.tsv"\ntable = "names"'),
            "person_name, table",
            "Only a DuckDB",
        ),
        (lambda t: t.replace("GIVEN", ""), "person_name, first", "neither a name nor a value"),
        (lambda t: t.replace('"GIVEN"', "3"), "person_name, first", "neither a name nor a value"),
        (
            lambda t: t.replace('{ value = "1040" }', '{ values = "1040" }'),
            "person_name, source",
            "neither a name nor a value",
        ),
        (lambda t: t.replace("first =", "forename ="), "person_name, forename", "no such column"),
        (lambda t: t.replace('first = "GIVEN"\n', ""), "person_name, first", "not mapped"),
        (lambda t: t.replace('tin = "SSN"\n', ""), "person, tin", "not mapped"),
        (
            lambda t: t.replace('first = "GIVEN"\nmiddle = { value = "" }\n', ""),
            "person_name, first, middle",
            "not mapped",
        ),
        (
            lambda t: t.replace('person_id = "CLIENT"', 'person_id = { value = "1" }', 1),
            "person, person_id",
            "same in all rows",
        ),
        (
            lambda t: t.replace('address = "HOME"', 'address = "HOME"\ncity = "CITY"'),
            "person_address, address",
            "both in one line and in parts",
        ),
        (
            lambda t: t.replace('address = "HOME"', 'city = "CITY"'),
            "person_address, number, street, unit, po_box, state, zip",
            "not mapped",
        ),
        (lambda t: t + PERSON.replace("SSN", ""), "person, source 2, tin", "neither a name"),
    ],
)
def test_a_mistake_in_a_mapping_is_named(tmp_path: Path, change, where: str, says: str):
    folder = mapped(tmp_path / "theirs")
    path = folder / "roster.toml"
    path.write_text(change(path.read_text()))
    error = refused(folder)
    assert (error.file, error.column) == ("roster.toml", where)
    assert says in error.problem


def test_a_mapping_that_is_no_toml_is_refused(tmp_path: Path):
    folder = mapped(tmp_path / "theirs")
    (folder / "roster.toml").write_text(f"[[person]\n{MARKED}")
    assert refused(folder).file == "roster.toml"


def test_a_column_that_their_file_lacks_is_named_as_they_call_it(tmp_path: Path):
    folder = mapped(tmp_path / "theirs", PERSON.replace("BORN", "BIRTHDAY"), NAME, ADDRESS)
    error = refused(folder)
    assert (error.file, error.column) == ("clients.csv", "BIRTHDAY")


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    folder = mapped(tmp_path / "theirs")
    (folder / "names.tsv").unlink()
    assert refused(folder).file == "names.tsv"


@pytest.mark.parametrize("holds", ["text", "another table"])
def test_a_database_that_is_none_or_lacks_the_table_is_refused(tmp_path: Path, holds: str):
    person = PERSON.replace('"clients.csv"', '"records.db"\ntable = "clients"')
    folder = mapped(tmp_path / "theirs", person, NAME, ADDRESS)
    if holds == "text":
        (folder / "records.db").write_text(MARKED * 1000)
    else:
        with duckdb.connect(str(folder / "records.db")) as con:
            con.execute("CREATE TABLE elsewhere(a INTEGER)")
    assert refused(folder).file.startswith("records.db")


def test_a_row_of_theirs_is_named_by_their_file_row_and_column(tmp_path: Path):
    folder = mapped(tmp_path / "theirs")
    with (folder / "clients.csv").open("a") as text:
        text.write(f";;{MARKED};06/05/1970\n")
    error = refused(folder)
    assert (error.file, error.row, error.column) == ("clients.csv", 4, "BORN")


def test_a_line_of_json_that_is_none_is_named_by_its_line(tmp_path: Path):
    folder = mapped(tmp_path / "theirs")
    with (folder / "homes.jsonl").open("a") as text:
        text.write(f'{{"CLIENT": "{MARKED}\n')
    error = refused(folder)
    assert (error.file, error.row) == ("homes.jsonl", 3)


@pytest.mark.parametrize("kind", ["DOUBLE", "VARCHAR[]", "BLOB"])
def test_a_column_that_is_no_text_is_refused(tmp_path: Path, kind: str):
    folder = mapped(tmp_path / "theirs", PERSON.replace(".csv", ".parquet"), NAME, ADDRESS)
    with duckdb.connect() as con:
        con.execute(
            f"COPY (SELECT 'ana' AS CLIENT, NULL::{kind} AS SSN, '' AS BORN) "
            f"TO '{folder / 'clients.parquet'}'"
        )
    error = refused(folder)
    assert (error.file, error.column) == ("clients.parquet", "SSN")


def test_something_that_is_no_roster_is_refused(tmp_path: Path):
    (tmp_path / "note.txt").write_text(MARKED)
    assert refused(tmp_path / "note.txt").file == "note.txt"
    assert refused(tmp_path / "nothing").file == "nothing"


def test_the_template_becomes_a_mapping_when_it_is_filled_in(tmp_path: Path):
    text = roster_template()
    empty = tomllib.loads(text)
    assert {table: set(entry[0]) - {"file", "table"} for table, entry in empty.items()} == {
        table: set(columns) for table, columns in COLUMNS.items()
    }
    filled = tmp_path / "roster.toml"
    filled.write_text(text.replace('= ""', '= "THEIRS"'))
    files = RosterFiles.at(filled)
    assert [len(files.of(table)) for table in COLUMNS] == [1, 1, 1]
    schema = roster_schema()["properties"]
    for table, entry in empty.items():
        assert set(entry[0]) <= set(schema[table]["items"]["properties"])
