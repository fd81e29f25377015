"""Decide a batch: requests in, decisions, sentences, receipt and summary out.

The stages run over DuckDB tables, so that memory is bounded by the engine and not by the
number of rows; a folder of results appears whole or not at all.
"""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from duly.errors import InputError, NoVersionError
from duly.gateway.compose import composed, door
from duly.gateway.doors import Door, decide_doors, door_facts, doors
from duly.gateway.facts import batch_facts, build_facts
from duly.gateway.model import Answer, CustodianFile, Letter
from duly.gateway.policy import Policy
from duly.gateway.receipt import leaf_sql, rows_root
from duly.gateway.scale import Scale, measure
from duly.gateway.sentences import mask_names, write_sentences
from duly.law import index
from duly.law.agreements import treasury_dhs_2025
from duly.law.columns import column_name, statement
from duly.law.fact import Fact, Value, days
from duly.law.fact import day as day_of
from duly.law.layout import OPERATING, Layout, layout, live_readings, variants
from duly.law.provision import Provision
from duly.law.usc.t26.s6103 import facts as f
from duly.match import ErrorTable, Roster, classify_column, match_requests, use_roster
from duly.orders.facts import Entry, recorded
from duly.orders.load import Registry

GATE_SLICE = 640_000
Progress = Callable[[str, int, int | None], None]
"""Called with the stage's name, how much is done and, where it is known, of how much."""


@dataclass(frozen=True)
class Inputs:
    """Everything that a batch is decided on besides its rows."""

    letter: Letter
    custodian: CustodianFile
    registry: Registry
    answers: Mapping[tuple[str, str], Answer] = field(default_factory=dict)
    comparisons: Mapping[str, str] = field(default_factory=dict)
    roster: Path | None = None
    errors: ErrorTable | None = None
    custodian_name: str = "custodian file"
    recorded: Mapping[str, Value] = field(default_factory=dict)
    """Facts that the custodian records for every request, in the law's form."""
    records: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    """Facts that the custodian records for one request, by request_id."""


@dataclass(frozen=True)
class Applied:
    """The law as applied to a batch: provision with orders, layout, live readings, date."""

    provision: Provision
    plan: Layout
    live: Mapping[str, tuple[str, ...]]
    profile: Layout | None
    as_of: date
    decided_on: date
    policy: Policy
    doors: tuple[Door, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact asked for, each once."""
        more = self.profile.provision.facts() if self.profile else ()
        more = (*more, *door_facts(self.doors))
        return tuple(dict.fromkeys((*self.provision.facts(), *more, f.as_of, f.made_under)))

    @property
    def readings(self) -> tuple[str, ...]:
        """Columns with the outcome of each reading that is not operated on."""
        hidden = {OPERATING, "strictest", "loosest"}
        return tuple(column_name(name) for name in self.plan.plans if name not in hidden)


@dataclass(frozen=True)
class Result:
    """What came of a batch, in numbers. ``counts`` are by operating outcome."""

    rows: int
    counts: Mapping[str, int]
    outcomes: Mapping[str, int]
    vectors: int
    scale: Scale
    roster: Roster | None
    root: str
    profile: Mapping[str, int]


def apply_law(
    letter: Letter,
    registry: Registry,
    *,
    as_of: date,
    decided_on: date,
    policy: Policy,
    every_door: bool = False,
) -> Applied:
    """Find the provision that the letter relies on, lay the orders over it, and lay it out.

    With ``every_door`` each row is tried under every other provision as well.

    Raises InputError where the provision is not one that duly decides, NoVersionError where
    no version of it that duly has read is in force on ``as_of``.
    """
    provision = _provision(letter, days(as_of))
    overlaid = composed(provision, registry, decided_on=decided_on, stale=policy.stale_days)
    live = live_readings(overlaid, policy.forum, days(as_of))
    profile = None
    if letter.letter.made_under == "treasury_dhs_2025":
        asked = treasury_dhs_2025.HERE
        profile = layout(asked, variants(asked, {}))
    return Applied(
        provision=overlaid,
        plan=layout(overlaid, variants(overlaid, live)),
        live=live,
        profile=profile,
        as_of=as_of,
        decided_on=decided_on,
        policy=policy,
        doors=doors(registry, as_of=as_of, decided_on=decided_on, policy=policy)
        if every_door
        else (),
    )


def stage(
    con: duckdb.DuckDBPyConnection, batches: Iterable[pa.RecordBatch], progress: Progress
) -> int:
    """Put the readable requests into the table ``request``; return how many there are."""
    rows = 0
    for batch in batches:
        con.register("incoming", batch)
        verb = "INSERT INTO request" if rows else "CREATE OR REPLACE TABLE request AS"
        con.execute(f"{verb} SELECT * FROM incoming").fetchall()
        con.unregister("incoming")
        rows += batch.num_rows
        progress("read", rows, None)
    return rows


def decide(
    con: duckdb.DuckDBPyConnection,
    inputs: Inputs,
    applied: Applied,
    *,
    workers: int,
    progress: Progress,
) -> Result:
    """Decide every row of the table ``request``.

    Leaves the tables ``facts``, ``decision`` (one row per request) and ``sentence``.
    """
    rows = _count(con, "request")
    scale, roster = prepare(con, inputs, applied, workers=workers, progress=progress)
    decide_facts(con, applied)
    progress("law", rows, rows)
    vectors = write_sentences(con, applied.plan, applied.live, "decided")
    progress("words", 0, rows)
    _decision(con, applied)
    progress("words", rows, rows)
    return Result(
        rows=rows,
        counts=tally(con, "decision", "operating"),
        outcomes=tally(con, "decision", "outcome"),
        vectors=vectors,
        scale=scale,
        roster=roster,
        root=rows_root(con, "decision"),
        profile=tally(con, "decision", "profile") if applied.profile else {},
    )


def prepare(
    con: duckdb.DuckDBPyConnection,
    inputs: Inputs,
    applied: Applied,
    *,
    workers: int,
    progress: Progress,
) -> tuple[Scale, Roster | None]:
    """Make the table ``facts`` of the table ``request``: everything up to the law."""
    rows = _count(con, "request")
    scale = measure(con, applied.policy, tuple(inputs.letter.defaults))
    _gate(con, rows, workers=workers, progress=progress)
    roster = _compare(con, inputs, applied, workers=workers, progress=progress)
    progress("law", 0, rows)
    values = recorded(
        inputs.registry,
        {
            k: Entry(
                r.carve_out if r.recorded_by else None,
                r.notice_to_court_on,
                r.reaches if r.recorded_by else None,
            )
            for k, r in inputs.custodian.orders.items()
        },
        file=inputs.custodian_name,
    )
    batch = batch_facts(
        inputs.letter,
        inputs.custodian,
        {**values, **inputs.recorded},
        as_of=days(applied.as_of),
        values_copied=scale.values_copied,
    )
    build_facts(
        con,
        applied.facts,
        batch,
        custodian=inputs.custodian,
        answers=inputs.answers,
        policy=applied.policy,
        records=inputs.records,
    )
    return scale, roster


def decide_facts(con: duckdb.DuckDBPyConnection, applied: Applied, facts: str = "facts") -> None:
    """Run the law over a table of facts: tables ``decided`` and, with a profile, ``profiled``."""
    sql = statement(applied.plan, facts, key="request_id", carry=("row",))
    con.execute(f"CREATE OR REPLACE TABLE decided AS {sql}").fetchall()
    if applied.profile is not None:
        sql = statement(applied.profile, facts, key="request_id")
        con.execute(f"CREATE OR REPLACE TABLE profiled AS {sql}").fetchall()
    if applied.doors:
        decide_doors(con, applied.doors, facts)


def what_if(
    con: duckdb.DuckDBPyConnection, applied: Applied, readings: Mapping[str, str]
) -> Mapping[str, int]:
    """Count the outcomes that other readings would give. A what-if, never a decision."""
    plan = layout(applied.provision, {OPERATING: readings})
    sql = statement(plan, "facts", key="request_id")
    found = con.execute(f"SELECT operating, count(*) FROM ({sql}) GROUP BY ALL").fetchall()
    return dict(sorted(found))


def tally(con: duckdb.DuckDBPyConnection, table: str, column: str) -> dict[str, int]:
    """How many rows have each value of a column, the commonest first."""
    return dict(
        con.execute(
            f"SELECT {column}, count(*) AS n FROM {table} WHERE {column} IS NOT NULL "
            "GROUP BY ALL ORDER BY n DESC, 1"
        ).fetchall()
    )


def committed_columns(applied: Applied) -> list[str]:
    """The columns of ``decision`` joined with ``facts`` that a row's commitment covers."""
    facts = [fact.name for fact in applied.facts]
    return ["request_id", "row", *facts, "outcome", OPERATING, *mask_names(applied.plan)]


def _provision(letter: Letter, day: int) -> Provision:
    named = letter.letter.provision
    on = day_of(day)
    try:
        return door(named, on)
    except index.NotInForce:
        raise NoVersionError(
            "duly has read no version of this provision that is in force on that date.",
            "Choose a later --as-of date; duly law show says since when it has been read.",
        ) from None
    except LookupError:
        pass
    if letter.letter.authority_kind not in {None, "title_26"}:
        # Not an authority "by this title": decided under (i)(2), where a.6 refuses it.
        return door("26 USC 6103(i)(2)", on)
    raise InputError(
        "the provision relied on is not one under which duly decides a disclosure.",
        "State one that opens (duly law list --doors), such as 26 USC 6103(i)(2), or "
        "authority_kind if the request rests on something else.",
        file="letter",
        column="letter.provision",
    )


def _gate(con: duckdb.DuckDBPyConnection, rows: int, *, workers: int, progress: Progress) -> None:
    """Classify every address, a slice of rows at a time."""
    done = 0
    for start in range(0, rows, GATE_SLICE):
        part = con.sql(
            "SELECT row, address FROM request ORDER BY row LIMIT $n OFFSET $start",
            params={"n": GATE_SLICE, "start": start},
        ).to_arrow_table()
        found = classify_column(part.column("address"), workers=workers)
        found = found.add_column(0, "row", part.column("row"))
        con.register("gate_rows", found)
        verb = "INSERT INTO gate" if start else "CREATE OR REPLACE TABLE gate AS"
        con.execute(f"{verb} SELECT * FROM gate_rows").fetchall()
        con.unregister("gate_rows")
        done += part.num_rows
        progress("addresses", done, rows)


def _compare(
    con: duckdb.DuckDBPyConnection,
    inputs: Inputs,
    applied: Applied,
    *,
    workers: int,
    progress: Progress,
) -> Roster | None:
    """The table ``comparison``: what the custodian knows of each request's address.

    With a roster it is found by matching; otherwise it is what was recorded by hand. Where
    neither speaks it is unknown.
    """
    if inputs.roster is None:
        by_hand = pa.table(
            {
                "request_id": pa.array(list(inputs.comparisons), pa.string()),
                "comparison": pa.array(list(inputs.comparisons.values()), pa.string()),
            }
        )
        con.register("by_hand", by_hand)
        con.execute(
            "CREATE OR REPLACE TABLE comparison AS SELECT *, NULL::VARCHAR AS match_answer, "
            "NULL::VARCHAR AS match_reason, NULL::VARCHAR AS match_cell FROM by_hand"
        ).fetchall()
        return None
    progress("roster", 0, None)
    roster = use_roster(
        con,
        inputs.roster,
        as_of=applied.as_of,
        workers=workers,
        progress=lambda done, of: progress("roster", done, of),
    )
    columns = "r.request_id, r.first_name, r.middle_name, r.last_name, r.suffix, r.tin, "
    con.execute(
        f"CREATE OR REPLACE TABLE to_match AS SELECT {columns} r.date_of_birth, "
        "g.* EXCLUDE (row, suffix) FROM request r JOIN gate g USING (row)"
    ).fetchall()
    table = match_requests(
        con,
        "to_match",
        applied.policy.match,
        progress=lambda done, of: progress("match", done, of),
        table=inputs.errors,
    )
    con.execute(
        "CREATE OR REPLACE TABLE comparison AS SELECT request_id, comparison, "
        f"answer AS match_answer, reason AS match_reason, cell AS match_cell FROM {table}"
    ).fetchall()
    return roster


def _decision(con: duckdb.DuckDBPyConnection, applied: Applied) -> None:
    """Join everything that is known about each decision into one row."""
    masks = mask_names(applied.plan)
    same = " AND ".join(f"s.{name} = d.{name}" for name in masks)
    own = ", ".join([f'd."{n}"' for n in applied.readings] + [f"d.{name}" for name in masks])
    profile, join = "NULL::VARCHAR", ""
    if applied.profile is not None:
        profile, join = "p.operating", "LEFT JOIN profiled p ON p.request_id = d.request_id"
    salt = secrets.token_hex(32)  # thrown away: a row's nonce stands beside it and nowhere else
    con.execute(
        f"CREATE OR REPLACE TABLE decided_row AS SELECT d.row, d.request_id, d.outcome, "
        f"d.operating, s.reasons_id, {own}, "
        f"{profile} AS profile, g.address_class, g.address_reasons, m.match_answer, "
        "m.match_reason, m.match_cell, left(sha256(concat(?, ':', d.row)), 32) AS nonce "
        f"FROM decided d JOIN sentence s ON {same} JOIN gate g ON g.row = d.row "
        f"LEFT JOIN comparison m ON m.request_id = d.request_id {join}",
        [salt],
    ).fetchall()
    leaf = leaf_sql(committed_columns(applied))
    con.execute(
        f"CREATE OR REPLACE TABLE decision AS SELECT d.*, l.leaf FROM decided_row d JOIN "
        f"(SELECT row, {leaf} AS leaf FROM (SELECT * FROM decided_row JOIN "
        "(SELECT * EXCLUDE (request_id) FROM facts) USING (row))) l USING (row) ORDER BY row"
    ).fetchall()


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(con.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])
