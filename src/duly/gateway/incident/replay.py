"""The incident replayed: what the rules of 2025 sent, what duly decides on the same rows.

Works on finished runs, so that anyone can look at the same files. Each assertion of the
dossier (section 5.5) is answered with the numbers that were found.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from duly.gateway.incident.build import IncidentFiles
from duly.gateway.legacy import LegacyCounts, run_legacy
from duly.gateway.reopen import applied_in
from duly.gateway.run import DECISIONS, FACTS
from duly.law.columns import statement
from duly.law.layout import OPERATING, WORD, layout
from duly.store.engine import connect

PERMISSIVE = {"Q1": "R1", "Q4": "A"}
DEFICIENT = tuple(f"X0{number}" for number in range(1, 9))


@dataclass(frozen=True, slots=True)
class Assertion:
    """One assertion of the dossier: its id, what it says, whether it held, the numbers."""

    id: str
    says: str
    holds: bool
    found: str


@dataclass(frozen=True, slots=True)
class Replay:
    """Both sides of the comparison. ``sent`` are duly's outcomes for what the old rules sent.

    ``example`` is the request_id of a row that the old rules sent, for the reader to open.
    """

    legacy: Mapping[str, LegacyCounts]
    every: Mapping[str, int]
    sent: Mapping[str, int]
    reasons: tuple[tuple[str, int], ...]
    example: str
    assertions: tuple[Assertion, ...]


def replay(
    files: IncidentFiles, submitted: Path, cured: Path, barred: Path, noticed: Path
) -> Replay:
    """Compare the runs: as submitted, cured in August 2025, in January 2026, with notice."""
    con = connect()
    legacy = {
        variant: run_legacy(con, files.requests, files.roster, variant)
        for variant in ("v-a", "v-b")
    }
    con.execute(f"CREATE VIEW decided AS SELECT * FROM {_parquet(submitted / DECISIONS)}")
    con.execute(f"CREATE VIEW facts AS SELECT * FROM {_parquet(submitted / FACTS)}")
    truth = str(files.truth).replace("'", "''")
    con.execute(f"CREATE VIEW truth AS SELECT * FROM read_csv('{truth}', all_varchar = true)")
    con.execute(
        "CREATE TABLE sent AS SELECT d.*, l.path, t.defect FROM decided d JOIN legacy l "
        "USING (request_id) JOIN truth t USING (request_id) WHERE l.released"
    )
    every = _tally(con, "decided")
    sent = _tally(con, "sent")
    assertions = (
        _b1(files, legacy),
        _b2(con),
        _b3(con),
        _b4(con, submitted),
        *_cured(con, cured, barred, noticed),
    )
    example = con.execute("SELECT request_id FROM sent ORDER BY defect, row LIMIT 1").fetchall()
    return Replay(legacy, every, sent, _reasons(con, submitted), str(example[0][0]), assertions)


def _b1(files: IncidentFiles, legacy: Mapping[str, LegacyCounts]) -> Assertion:
    wanted = (files.strata.tin_path, files.strata.address_path)
    holds = all((one.tin, one.address) == wanted for one in legacy.values())
    one = legacy["v-b"]
    found = f"{one.released:,} sent: {one.tin:,} by TIN, {one.address:,} by address"
    return Assertion("B-1", "The rules of 2025 send exactly the constructed rows.", holds, found)


def _b2(con: duckdb.DuckDBPyConnection) -> Assertion:
    rows, released, unconfirmed = _numbers(
        con,
        "SELECT count(*), count(*) FILTER (operating IN ('SHALL', 'MAY')), count(*) FILTER "
        "(list_contains(string_split(unknown, ';'), 'i2.addr.taxpayers')) FROM sent "
        "WHERE path = 'tin'",
    )
    return Assertion(
        "B-2",
        "duly releases none of the TIN-path rows: no address was confirmed.",
        released == 0 and unconfirmed == rows,
        f"{released:,} of {rows:,} released; {unconfirmed:,} not confirmed",
    )


def _b3(con: duckdb.DuckDBPyConnection) -> Assertion:
    ids = ("i2.addr.present", "i2.addr.complete", "i2.addr.locates")
    hits = " OR ".join(f"list_contains(string_split(not_met, ';'), '{id_}')" for id_ in ids)
    rows, denied = _numbers(
        con,
        f"SELECT count(*), count(*) FILTER (Q1_R2 = 'DENY' AND ({hits})) FROM sent "
        f"WHERE defect IN {DEFICIENT}",
    )
    return Assertion(
        "B-3",
        "Under reading R2 every patently deficient address is refused.",
        rows == denied,
        f"{denied:,} of {rows:,} refused for their address",
    )


def _b4(con: duckdb.DuckDBPyConnection, submitted: Path) -> Assertion:
    applied, _, _ = applied_in(submitted)
    [facial] = _numbers(con, "SELECT count(*) FILTER (Q1_R1 IN ('SHALL', 'MAY')) FROM sent")
    plan = layout(applied.provision, {OPERATING: PERMISSIVE})
    both_elements = [
        plan.nodes.index(unit.node)
        for unit in applied.provision.under(PERMISSIVE).units()
        if unit.part.id.startswith("i2.addr.") or unit.part.id == "i2.recip.engaged"
    ]
    tests = " AND ".join(
        f"w.true_{place // WORD} >> {place % WORD} & 1 = 1" for place in both_elements
    )
    sql = statement(plan, "facts", key="request_id")
    rows, outright, both = _numbers(
        con,
        f"SELECT count(*), count(*) FILTER (w.operating IN ('SHALL', 'MAY')), "
        f"count(*) FILTER ({tests}) FROM ({sql}) w "
        "JOIN sent USING (request_id)",
    )
    return Assertion(
        "B-4",
        "Under the facial address test still none; with both permissive readings, a what-if.",
        facial == 0,
        f"{facial:,} under R1 alone; what if R1 and a named official suffice: {both:,} of "
        f"{rows:,} pass those two elements, {outright:,} pass all",
    )


def _cured(
    con: duckdb.DuckDBPyConnection, cured: Path, barred: Path, noticed: Path
) -> tuple[Assertion, ...]:
    counted: dict[str, Mapping[str, int]] = {}
    for name, folder in (("cured", cured), ("barred", barred), ("noticed", noticed)):
        con.execute(f"CREATE VIEW {name} AS SELECT * FROM {_parquet(folder / DECISIONS)}")
        one = f"(SELECT * FROM {name} WHERE match_answer = 'one')"
        counted[name] = _tally(con, one)
    collisions, leaked = _numbers(
        con,
        "SELECT count(DISTINCT request_id), count(*) FILTER (operating IN ('SHALL', 'MAY')) FROM "
        "(SELECT * FROM cured UNION ALL BY NAME SELECT * FROM noticed) WHERE match_answer <> 'one'",
    )
    clean = sum(counted["cured"].values())
    passed = counted["cured"].get("SHALL", 0)
    stopped = counted["barred"].get("BARRED", 0)
    noticed_passed = counted["noticed"].get("SHALL", 0)
    return (
        Assertion(
            "B-5",
            "A cured request passes: the gate is no blanket refusal.",
            passed == clean > 0,
            f"{passed:,} of {clean:,} cured requests: SHALL, as of August 2025",
        ),
        Assertion(
            "B-6",
            "From 21 Nov 2025 the same request is barred, unless carve-out and advance notice "
            "to the court are recorded.",
            stopped == noticed_passed == clean,
            f"January 2026: {stopped:,} barred; with notice {noticed_passed:,} SHALL",
        ),
        Assertion(
            "B-8",
            "None of the requests here that carry a relative's number is released.",
            collisions > 0 and leaked == 0,
            f"{leaked:,} of {collisions:,} released, though every header element is true",
        ),
    )


def _reasons(con: duckdb.DuckDBPyConnection, submitted: Path) -> tuple[tuple[str, int], ...]:
    """Findings in the way of what the old rules sent: the address first, then the commonest."""
    applied, _, _ = applied_in(submitted)
    rows = con.execute(
        "SELECT id, wrong, count(*) AS n FROM (SELECT unnest(string_split(not_met, ';')) AS id, "
        "TRUE AS wrong FROM sent UNION ALL SELECT unnest(string_split(unknown, ';')), FALSE "
        "FROM sent) WHERE id <> '' GROUP BY id, wrong "
        "ORDER BY starts_with(id, 'i2.addr.') DESC, n DESC, wrong DESC, id LIMIT 6"
    ).fetchall()
    found = []
    for id_, wrong, number in rows:
        part: Any = applied.provision.part(id_)
        text = part.unmet if wrong else getattr(part, "unknown", "") or f"Not known: {part.says}"
        found.append((text, int(number)))
    return tuple(found)


def _tally(con: duckdb.DuckDBPyConnection, table: str) -> dict[str, int]:
    return dict(
        con.execute(f"SELECT operating, count(*) AS n FROM {table} GROUP BY ALL").fetchall()
    )


def _numbers(con: duckdb.DuckDBPyConnection, query: str) -> tuple[int, ...]:
    return tuple(int(number) for number in con.execute(query).fetchall()[0])


def _parquet(path: Path) -> str:
    return f"read_parquet('{str(path).replace(chr(39), chr(39) * 2)}')"
