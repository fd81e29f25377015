"""What the record of requests and disclosures comes to: by agency, by year, for one person.

All numbers come from the tables ``account`` (a record each) and ``released`` (a disclosure
each); see ``accounting``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import duckdb

from duly.gateway.accountable import (
    SHOWN,
    accounting_choice,
    ground,
    in_public_report,
    levels,
)
from duly.gateway.accounting import AGAINST, EARLY, REJECTED, Run
from duly.gateway.accounting_sql import TABLE
from duly.gateway.reopen import table_of

RETENTION: Final = (
    "The accounting is kept for at least five years after the disclosure or for the life of the "
    "record, whichever is longer (5 USC 552a(c)(2)); the system of 6103(p)(3)(A) is permanent."
)


@dataclass(frozen=True)
class Agency:
    """The record of one agency in numbers; ``requests`` is the sum of ``operating``."""

    agency: str
    requests: int
    operating: Mapping[str, int]
    requests_disclosed: int
    instances: int
    against: int
    early: int
    not_required: int
    not_known_if_required: int


@dataclass(frozen=True)
class Line:
    """One line of the published table: a recipient under a subsection."""

    recipient: str
    subsection: str
    requests: int
    bulk: int
    other: int
    taxpayers: int

    @property
    def total(self) -> int:
        """All instances."""
        return self.bulk + self.other


@dataclass(frozen=True)
class Year:
    """A year's two reports. ``aside`` are numbers for the custodian that no report holds."""

    year: int
    due: date
    lines: tuple[Line, ...]
    agencies: tuple[Line, ...]
    purposes: tuple[tuple[str, str, int], ...]
    committee: tuple[tuple[str, str, str, int, int], ...]
    by_request: int
    aside: Mapping[str, int]


@dataclass(frozen=True)
class Shown:
    """One disclosure with the fields of 5 USC 552a(c)(1)."""

    date: date
    nature: str
    purpose: str
    recipient: str
    address: str


@dataclass(frozen=True)
class Person:
    """What one person may see: disclosures in full, the others counted by ground."""

    records: int
    disclosures: int
    shown: tuple[Shown, ...]
    held: Mapping[str, int]


def totals(con: duckdb.DuckDBPyConnection) -> list[Agency]:
    """The record by agency, as the letters name them."""
    found: dict[str, dict[str, int]] = {}
    for agency, word, rows in con.execute(
        f"SELECT agency, operating, count(*) FROM {TABLE} GROUP BY ALL ORDER BY 1, 3 DESC, 2"
    ).fetchall():
        found.setdefault(agency, {})[word] = rows
    more = {
        row[0]: row[1:]
        for row in con.execute(
            "SELECT agency, count(*), count(*) FILTER (instances > 0), sum(instances), "
            f"count(*) FILTER (contains(flags, '{AGAINST}')), "
            f"count(*) FILTER (contains(flags, '{EARLY}')), "
            "count(*) FILTER (accounting_required = 'no'), "
            f"count(*) FILTER (accounting_required = 'unknown') FROM {TABLE} GROUP BY ALL"
        ).fetchall()
    }
    agencies = []
    for agency, counts in found.items():
        rows, disclosed, instances, against, early, exempt, unknown = map(int, more[agency])
        agencies.append(
            Agency(agency, rows, counts, disclosed, instances, against, early, exempt, unknown)
        )
    return agencies


def due_on(year: int) -> date:
    """The last of the 90 days after the close of a calendar year."""
    return date(year, 12, 31) + timedelta(days=90)


def yearly(con: duckdb.DuckDBPyConnection, runs: Sequence[Run], year: int) -> Year:
    """The numbers of (p)(3)(C) and (B) for one calendar year.

    Requests count in the year in which they were received, disclosures in the year in which
    they were made.
    """
    _people(con, runs)
    _places(con)
    public = "p.public AND a.accounting_required <> 'no'"
    asked = f"year(CAST(a.received_on AS DATE)) = {int(year)}"
    given = f"year(r.disclosed_on) = {int(year)}"
    source = f"{TABLE} a JOIN place p ON p.agency = a.agency AND p.cite = a.provision_claimed"
    source += " AND p.federal IS NOT DISTINCT FROM a.federal"
    gave = f"{source} JOIN released r ON r.batch_id = a.batch_id AND r.request_id = a.request_id"
    gave += " LEFT JOIN meant m ON m.batch_id = a.batch_id AND m.request_id = a.request_id"
    lines = _lines(con, "p.subsection", source, gave, public, asked, given)
    agencies = _lines(con, "''", source, gave, public, asked, given)
    purposes = con.execute(
        "SELECT agency, purpose, count(*) AS n FROM (SELECT a.agency, unnest(string_split("
        f"coalesce(a.purposes, 'not stated'), ';')) AS purpose FROM {source} "
        f"WHERE {public} AND {asked}) GROUP BY ALL ORDER BY 1, 3 DESC, 2"
    ).fetchall()
    committee = con.execute(
        "SELECT a.agency, p.subsection, a.operating, "
        f"count(*) FILTER ({asked}) AS asked, CAST(coalesce(sum(g.instances), 0) AS BIGINT) "
        f"AS given FROM {source} LEFT JOIN (SELECT batch_id, request_id, sum(instances) AS "
        f"instances FROM released r WHERE {given} GROUP BY ALL) g ON g.batch_id = a.batch_id AND "
        "g.request_id = a.request_id WHERE a.accounting_required <> 'no' AND NOT a.presidential "
        "GROUP BY ALL HAVING asked > 0 OR given > 0 ORDER BY 1, 2, 4 DESC, 3"
    ).fetchall()
    return Year(
        year=year,
        due=due_on(year),
        lines=lines,
        agencies=agencies,
        purposes=tuple(purposes),
        committee=tuple(committee),
        by_request=_count(
            con,
            f"SELECT count(DISTINCT (a.batch_id, a.request_id)) FROM {gave} "
            f"WHERE {public} AND {given} AND m.person_id IS NULL",
        ),
        aside={
            "records_received_in_the_year": _count(
                con, f"SELECT count(*) FROM {TABLE} a WHERE {asked}"
            ),
            "not_required_to_be_accounted_for": _count(
                con,
                f"SELECT count(*) FROM {TABLE} a WHERE accounting_required = 'no' AND {asked}",
            ),
            "of_an_agency_that_the_public_report_does_not_count": _count(
                con, f"SELECT count(*) FROM {source} WHERE NOT p.public AND {asked}"
            ),
            "perhaps_of_the_President_and_left_out_for_the_committee": _count(
                con, f"SELECT count(*) FROM {TABLE} a WHERE a.presidential AND {asked}"
            ),
            "disclosed_against_the_decision": _count(
                con,
                f"SELECT count(DISTINCT (a.batch_id, a.request_id)) FROM {gave} "
                f"WHERE {given} AND contains(a.flags, '{AGAINST}')",
            ),
            "could_not_be_read": _count(
                con, f"SELECT count(*) FROM {TABLE} a WHERE operating = '{REJECTED}' AND {asked}"
            ),
        },
    )


def _lines(
    con: duckdb.DuckDBPyConnection,
    subsection: str,
    source: str,
    gave: str,
    public: str,
    asked: str,
    given: str,
) -> tuple[Line, ...]:
    rows = con.execute(
        f"WITH q AS (SELECT a.agency, {subsection} AS subsection, count(*) AS requests FROM "
        f"{source} WHERE {public} AND {asked} GROUP BY ALL), "
        f"g AS (SELECT a.agency, {subsection} AS subsection, "
        "coalesce(sum(r.instances) FILTER (r.bulk), 0) AS bulk, "
        "coalesce(sum(r.instances) FILTER (NOT r.bulk), 0) AS other, "
        "count(DISTINCT coalesce('person ' || m.person_id, 'request ' || a.reference)) AS people "
        f"FROM {gave} WHERE {public} AND {given} GROUP BY ALL) "
        "SELECT agency, subsection, coalesce(requests, 0), coalesce(bulk, 0), "
        "coalesce(other, 0), coalesce(people, 0) FROM q FULL JOIN g USING (agency, subsection) "
        "ORDER BY 1, 2"
    ).fetchall()
    return tuple(Line(str(a), str(s), *map(int, numbers)) for a, s, *numbers in rows)


def person(con: duckdb.DuckDBPyConnection) -> Person:
    """What the person whom the records in the table are about may see.

    The table holds the records of this one key (``build_records`` with a key).
    """
    rows = con.execute(
        "SELECT r.disclosed_on, r.items, a.item, a.periods, a.purposes, a.statute, r.recipient, "
        "r.recipient_address, a.provision_claimed, a.provision_applied, a.accounting_required, "
        f"a.flags FROM released r JOIN {TABLE} a USING (batch_id, request_id) ORDER BY 1, r.row"
    ).fetchall()
    shown, held = [], dict[str, int]()
    for (
        on,
        items,
        item,
        periods,
        purposes,
        statute,
        who,
        where,
        claimed,
        applied,
        req,
        flags,
    ) in rows:
        relied_on = claimed if levels(claimed) else applied
        why = ground(
            relied_on,
            (purposes or "").split(";"),
            required=req,
            against=AGAINST in (flags or ""),
        )
        if why != SHOWN:
            held[why] = held.get(why, 0) + 1
            continue
        nature = f"{items or item or 'not stated'}, under {relied_on}"
        nature += f", periods {periods}" if periods else ""
        purpose = (purposes or "not stated").replace(";", ", ").replace("_", " ")
        purpose += f" ({statute})" if statute else ""
        shown.append(Shown(on, nature.replace("_", " "), purpose, who, where))
    records = _count(con, f"SELECT count(*) FROM {TABLE}")
    return Person(records, len(rows), tuple(shown), held)


def _people(con: duckdb.DuckDBPyConnection, runs: Sequence[Run]) -> None:
    """The table ``meant``: the person of each request, where a run's roster told."""
    con.execute(
        "CREATE OR REPLACE TABLE meant (batch_id VARCHAR, request_id VARCHAR, person_id VARCHAR)"
    )
    for run in runs:
        if run.match is not None:
            con.execute(
                "INSERT INTO meant SELECT ?, request_id, person_id FROM "
                f"{table_of(run.match)} WHERE person_id <> ''",
                [run.batch_id],
            ).fetchall()


def _places(con: duckdb.DuckDBPyConnection) -> None:
    """The table ``place``: for each agency and provision, its line and whether it is public."""
    con.execute(
        "CREATE OR REPLACE TABLE place (agency VARCHAR, cite VARCHAR, federal BOOLEAN, "
        "subsection VARCHAR, public BOOLEAN)"
    )
    rows: list[Any] = [
        (
            agency,
            cite,
            federal,
            accounting_choice(cite),
            in_public_report(cite, agency, federal=federal),
        )
        for agency, cite, federal in con.execute(
            f"SELECT DISTINCT agency, provision_claimed, federal FROM {TABLE}"
        ).fetchall()
    ]
    if rows:
        con.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?)", rows)


def _count(con: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(con.execute(query).fetchall()[0][0])
