"""Invented households, written short, and the way from them to a result row."""

import csv
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from duly.match import MatchPolicy, Roster, classify_column, load_roster, match_requests

AS_OF = date(2026, 1, 15)
HOME = "12 Oak St, Austin TX 78701"


@dataclass(frozen=True)
class Person:
    """A person on file; a name is written First/Middle/Last/Suffix."""

    id: str
    names: tuple[str, ...]
    at: tuple[str, ...] = (HOME,)
    tin: str = ""
    born: str = ""
    role: str = "taxpayer"
    period: str = "2024"


@dataclass(frozen=True)
class Request:
    """What the requester sent for one person."""

    name: str
    address: str = HOME
    tin: str = ""
    born: str = ""
    id: str = "r1"


@dataclass
class Case:
    """A roster and a request, as a situation file describes them."""

    people: list[Person]
    request: Request
    policy: MatchPolicy = field(default_factory=MatchPolicy)


def _four(name: str) -> list[str]:
    parts = name.split("/")
    return parts + [""] * (4 - len(parts))


def tables(people: list[Person]) -> dict[str, list[list[str]]]:
    """Give the rows of the three files, each with its header."""
    person = [["person_id", "tin", "tin_type", "date_of_birth"]]
    names = [["person_id", "first", "middle", "last", "suffix", "source", "period"]]
    addresses = [["person_id", "role", "address", "source", "period"]]
    for one in people:
        person.append([one.id, one.tin, "SSN" if one.tin else "", one.born])
        names += [[one.id, *_four(name), "1040", one.period] for name in one.names]
        addresses += [[one.id, one.role, at, "1040", one.period] for at in one.at]
    return {"person": person, "person_name": names, "person_address": addresses}


def write_csv(folder: Path, rows: dict[str, list[list[str]]]) -> Path:
    """Write the three files as CSV and give the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in rows.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as text:
            csv.writer(text).writerows(lines)
    return folder


def load(con: duckdb.DuckDBPyConnection, folder: Path, people: list[Person]) -> Roster:
    """Write ``people`` as CSV into ``folder`` and load them."""
    return load_roster(con, write_csv(folder, tables(people)), as_of=AS_OF)


def put_requests(con: duckdb.DuckDBPyConnection, requests: list[Request]) -> str:
    """Write the table of requests with the gate's columns; give its name."""
    gate = classify_column(pa.array([r.address for r in requests], pa.string()))
    names = [_four(r.name) for r in requests]
    own = {
        "request_id": [r.id for r in requests],
        "first_name": [n[0] for n in names],
        "middle_name": [n[1] for n in names],
        "last_name": [n[2] for n in names],
        "suffix": [n[3] for n in names],
        "tin": [r.tin or None for r in requests],
        "date_of_birth": [date.fromisoformat(r.born) if r.born else None for r in requests],
    }
    types = {"date_of_birth": pa.date32()}
    columns = {name: pa.array(v, types.get(name, pa.string())) for name, v in own.items()}
    columns |= {name: gate.column(name) for name in gate.column_names if name != "suffix"}
    con.register("arrow_requests", pa.table(columns))
    con.execute("CREATE OR REPLACE TABLE requests AS SELECT * FROM arrow_requests").fetchall()
    con.unregister("arrow_requests")
    return "requests"


def results(con: duckdb.DuckDBPyConnection, table: str = "match_result") -> list[dict[str, Any]]:
    """Give every row of ``table``, ordered by all its columns."""
    cursor = con.execute(f"SELECT * FROM {table} ORDER BY ALL")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def match(
    folder: Path, people: list[Person], requests: list[Request], policy: MatchPolicy | None = None
) -> list[dict[str, Any]]:
    """Load ``people``, match ``requests``, give the result rows."""
    with duckdb.connect(config={"threads": 1}) as con:
        load(con, folder, people)
        match_requests(con, put_requests(con, requests), policy or MatchPolicy())
        return results(con)
