"""Invented requests in review and persons on file, in the tables that the matcher leaves."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import duckdb

from duly.match.second import QUEUE_TABLE, SCORE_TABLE, order_review

REQUEST_LAYOUT = (
    "request_id VARCHAR, first VARCHAR, middle VARCHAR, last VARCHAR, suffix VARCHAR, "
    "tin VARCHAR, date_of_birth DATE, number VARCHAR, predirectional VARCHAR, street VARCHAR, "
    "street_suffix VARCHAR, postdirectional VARCHAR, unit VARCHAR, po_box VARCHAR, city VARCHAR, "
    "state VARCHAR, zip5 VARCHAR"
)


@dataclass(frozen=True)
class Who:
    """One name at one address, normalised, as a request or as a record on file."""

    first: str | None = "ANA"
    middle: str | None = "MARIA"
    last: str | None = "LOPEZ"
    number: str | None = "12"
    street: str | None = "OAK"
    street_suffix: str | None = "ST"
    unit: str | None = None
    city: str | None = "AUSTIN"
    state: str | None = "TX"
    zip5: str | None = "78701"
    po_box: str | None = None
    tin: str | None = None
    born: str | None = None

    @property
    def dob(self) -> date | None:
        return date.fromisoformat(self.born) if self.born else None


@dataclass
class Review:
    """Requests by id, persons by id (each with one or more records), and who is compared."""

    requests: dict[str, Who] = field(default_factory=dict)
    persons: dict[str, list[Who]] = field(default_factory=dict)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    answers: dict[str, tuple[str, str]] = field(default_factory=dict)

    def add(self, request_id: str, asked: Who, *candidates: tuple[str, Who]) -> "Review":
        self.requests[request_id] = asked
        for person_id, who in candidates:
            self.persons.setdefault(person_id, []).append(who)
            if (request_id, person_id) not in self.pairs:
                self.pairs.append((request_id, person_id))
        return self


def write(con: duckdb.DuckDBPyConnection, review: Review) -> None:
    """Write the tables as match_requests() and load_roster() do."""
    con.execute(f"CREATE TABLE match_requests({REQUEST_LAYOUT})")
    for request_id, w in review.requests.items():
        con.execute(
            f"INSERT INTO match_requests VALUES ({', '.join('?' * 17)})",
            [request_id, w.first, w.middle, w.last, None, w.tin, w.dob, w.number, None, w.street,
             w.street_suffix, None, w.unit, w.po_box, w.city, w.state, w.zip5],
        )  # fmt: skip
    con.execute("CREATE TABLE match_result(request_id VARCHAR, answer VARCHAR, reason VARCHAR)")
    for request_id in review.requests:
        answer, reason = review.answers.get(request_id, ("review", "spelling"))
        con.execute("INSERT INTO match_result VALUES (?, ?, ?)", [request_id, answer, reason])
    con.execute(
        "CREATE TABLE match_candidate(request_id VARCHAR, person_id VARCHAR, name_level INTEGER, "
        "address_level INTEGER, mi VARCHAR, suffix_cmp VARCHAR, tin_cmp VARCHAR, dob_cmp VARCHAR, "
        "vetoes VARCHAR, rival BOOLEAN)"
    )
    for request_id, person_id in review.pairs:
        con.execute(
            "INSERT INTO match_candidate VALUES (?, ?, 2, 0, 'agree', 'conflict', 'absent', "
            "'absent', 'suffix', true)",
            [request_id, person_id],
        )
    con.execute(
        "CREATE TABLE roster_person(person_no BIGINT, person_id VARCHAR, tin VARCHAR, "
        "date_of_birth DATE)"
    )
    con.execute(
        "CREATE TABLE roster_name(person_no BIGINT, first VARCHAR, middle VARCHAR, last VARCHAR)"
    )
    con.execute(
        "CREATE TABLE roster_address(person_no BIGINT, number VARCHAR, predirectional VARCHAR, "
        "street VARCHAR, suffix VARCHAR, postdirectional VARCHAR, unit VARCHAR, po_box VARCHAR, "
        "city VARCHAR, state VARCHAR, zip5 VARCHAR)"
    )
    for number, (person_id, records) in enumerate(review.persons.items()):
        one = records[0]
        con.execute(
            "INSERT INTO roster_person VALUES (?, ?, ?, ?)", [number, person_id, one.tin, one.dob]
        )
        for w in records:
            con.execute(
                "INSERT INTO roster_name VALUES (?, ?, ?, ?)", [number, w.first, w.middle, w.last]
            )
            con.execute(
                f"INSERT INTO roster_address VALUES ({', '.join('?' * 11)})",
                [number, w.number, None, w.street, w.street_suffix, None, w.unit, w.po_box,
                 w.city, w.state, w.zip5],
            )  # fmt: skip


def ordered(review: Review, people: int = 1_000_000) -> tuple[list[dict[str, Any]], ...]:
    """Give the queue and the scores of ``review``."""
    with duckdb.connect(config={"threads": 2}) as con:
        write(con, review)
        order_review(con, people=people)
        return read(con, QUEUE_TABLE), read(con, SCORE_TABLE)


def read(con: duckdb.DuckDBPyConnection, table: str) -> list[dict[str, Any]]:
    """Every row of a table, ordered by all its columns."""
    cursor = con.execute(f"SELECT * FROM {table} ORDER BY ALL")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
