"""The matcher answers the same whether or not the review queue was put in order."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from duly.match import MatchPolicy, classify_column, load_roster, match_requests
from duly.match.second import order_review

from .rows import REQUEST_LAYOUT, read

# id, first, middle, last, TIN, address
PEOPLE = [
    ("ana", "Ana", "Maria", "Lopez", "111002222", "12 Oak St, Austin TX 78701"),
    ("eva", "Eva", "Maria", "Lopez", "222003333", "12 Oak St, Austin TX 78701"),
    ("jo", "Joseph", "K", "Novak", "333004444", "7 Elm St, Austin TX 78702"),
    ("joe", "Joseph", "", "Novak", "444005555", "7 Elm St, Austin TX 78702"),
    ("kim", "Kim", "B", "Tanaka", "555006666", "90 Pine Rd, Austin TX 78703"),
]
ASKED = [
    ("released", "Ana", "Maria", "Lopez", "111002222", "12 Oak St, Austin TX 78701"),
    ("no tin", "Ana", "Maria", "Lopez", None, "12 Oak St, Austin TX 78701"),
    ("namesakes", "Joseph", "", "Novak", None, "7 Elm St, Austin TX 78702"),
    ("other tin", "Kim", "B", "Tanaka", "666007777", "90 Pine Rd, Austin TX 78703"),
    ("slip", "Kimm", "B", "Tanaka", "555006666", "90 Pine Rd, Austin TX 78703"),
    ("nobody", "Otto", "X", "Zimmer", None, "1 Lake Dr, Austin TX 78705"),
]
TABLES = ("match_result", "match_candidate")


def roster(folder: Path) -> Path:
    files: dict[str, list[list[Any]]] = {
        "person": [["person_id", "tin", "tin_type", "date_of_birth"]]
        + [[p[0], p[4], "SSN", ""] for p in PEOPLE],
        "person_name": [["person_id", "first", "middle", "last", "suffix", "source", "period"]]
        + [[*p[:4], "", "1040", "2024"] for p in PEOPLE],
        "person_address": [["person_id", "role", "address", "source", "period"]]
        + [[p[0], "taxpayer", p[5], "1040", "2024"] for p in PEOPLE],
    }
    for name, lines in files.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as text:
            csv.writer(text).writerows(lines)
    return folder


def matched(con: duckdb.DuckDBPyConnection) -> list[list[dict[str, Any]]]:
    match_requests(con, "requests", MatchPolicy())
    return [read(con, table) for table in TABLES]


def prepared(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """The roster and the requests as the matcher takes them, and normalised for the scorer."""
    load_roster(con, roster(folder), as_of=date(2026, 1, 15))
    gate = classify_column(pa.array([r[5] for r in ASKED], pa.string()))
    keys = ("request_id", "first_name", "middle_name", "last_name", "tin")
    columns = {key: pa.array([r[at] for r in ASKED], pa.string()) for at, key in enumerate(keys)}
    columns |= {name: gate.column(name) for name in gate.column_names if name != "suffix"}
    con.register("given", pa.table(columns))
    con.execute(
        "CREATE TABLE requests AS SELECT *, NULL::VARCHAR AS suffix, NULL::DATE AS date_of_birth "
        "FROM given"
    )
    con.unregister("given")
    con.execute(f"CREATE TABLE normalised({REQUEST_LAYOUT})")
    con.execute(
        "INSERT INTO normalised BY NAME SELECT request_id, upper(first_name) AS first, "
        "upper(middle_name) AS middle, upper(last_name) AS last, tin, number, street, city, "
        "state, zip5 FROM requests"
    )


def test_every_answer_is_the_same_before_the_order_after_it_and_when_matched_again(
    tmp_path: Path,
) -> None:
    with duckdb.connect() as con:
        prepared(con, tmp_path)
        without = matched(con)
        order_review(con, people=len(PEOPLE), requests="normalised")
        queue = read(con, "second_queue")
        assert [read(con, table) for table in TABLES] == without
        assert matched(con) == without
    in_review = {row["request_id"] for row in without[0] if row["answer"] == "review"}
    assert in_review, "else there was nothing to order"
    assert any(row["answer"] == "one" for row in without[0]), "else nothing could have changed"
    assert {row["request_id"] for row in queue} == in_review
