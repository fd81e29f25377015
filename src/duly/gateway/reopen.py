"""Open a finished run again: explain one row, or decide every row anew and compare."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
from pydantic import TypeAdapter, ValidationError

from duly.errors import InputError, LawTextError, VerificationError
from duly.gateway.check import Applied, decide_facts, tally
from duly.gateway.compose import composed
from duly.gateway.doors import DOOR, Answer, doors, try_doors
from duly.gateway.matches import verify_matches
from duly.gateway.policy import Policy
from duly.gateway.receipt import leaf_sql, opened, rows_root
from duly.gateway.run import ACCOUNTING, DECISIONS, DOORS, FACTS, MANIFEST, OPENINGS, ORDERS, TAGS
from duly.gateway.sentences import mask_names
from duly.law import index
from duly.law.columns import column_name
from duly.law.explain import Explanation, explain
from duly.law.fact import Case, days
from duly.law.layout import OPERATING, layout, live_readings, variants
from duly.match import MatchPolicy
from duly.orders.load import Registry
from duly.orders.model import Order
from duly.store.engine import connect
from duly.store.files import sha256_of

DAMAGED = "decisions or facts are missing, cut off or of another shape"


@dataclass(frozen=True)
class Row:
    """One decided row of a run: what was decided, on which facts, and why."""

    decision: Mapping[str, Any]
    case: Case
    explanation: Explanation
    profile: Explanation | None
    applied: Applied
    registry: Registry
    doors: tuple[Answer, ...] = ()
    """What every door answers, where the run tried them all."""


@dataclass(frozen=True)
class Verified:
    """What a verification found. Every number of ``checks`` is a sentence that held."""

    rows: int
    root: str
    public_key: str
    as_of: date
    orders_verified: date | None
    checks: tuple[str, ...]
    operating: Mapping[str, int]


def applied_in(
    folder: Path, *, expect_key: str | None = None
) -> tuple[Applied, Registry, dict[str, Any]]:
    """The law, orders and policy of a run, rebuilt from its manifest and order file.

    Raises VerificationError where orders or signature do not hold, LawTextError where this
    program's law is not the one that decided.
    """
    manifest = opened(folder / MANIFEST, expect_key=expect_key)
    registry = registry_of(folder / ORDERS, manifest["orders"]["sha256"])
    policy = dict(manifest["policy"])
    chosen = Policy(**{**policy, "match": MatchPolicy(**policy["match"])})
    as_of = date.fromisoformat(manifest["law_as_of"])
    decided_on = date.fromisoformat(manifest["decided_on"])
    provision = composed(
        index.find(manifest["provision"]["cite"], days(as_of)),
        registry,
        decided_on=decided_on,
        stale=chosen.stale_days,
    )
    if provision.sha256() != manifest["provision"]["sha256"]:
        raise LawTextError(
            "the law as encoded in this program is not the law that decided this run.",
            f"Use duly {manifest['program']['version']}, which the receipt names; duly law show "
            "prints what this version says.",
        )
    profile = None
    if manifest["profile"] is not None:
        asked = index.find(manifest["profile"]["cite"], days(as_of))
        if asked.sha256() != manifest["profile"]["sha256"]:
            raise LawTextError(
                "the request profile in this program is not the one that was applied.",
                f"Use duly {manifest['program']['version']}.",
            )
        profile = layout(asked, variants(asked, {}))
    live = live_readings(provision, chosen.forum, days(as_of))
    applied = Applied(
        provision,
        layout(provision, variants(provision, live)),
        live,
        profile,
        as_of,
        decided_on,
        chosen,
        doors(registry, as_of=as_of, decided_on=decided_on, policy=chosen)
        if manifest.get("doors")
        else (),
    )
    return applied, registry, manifest


def open_row(folder: Path, row: str) -> Row:
    """Find a row by its request_id, its reference or its number in the file, and explain it."""
    applied, registry, _ = applied_in(folder)
    con = connect()
    decisions, facts = table_of(folder / DECISIONS), table_of(folder / FACTS)
    rows = _rows(
        con,
        f"SELECT * FROM {decisions} WHERE request_id = ? OR reference = ? "
        "OR (? AND row = try_cast(? AS BIGINT)) LIMIT 2",
        [row, row, row.isdecimal(), row],
    )
    if len(rows) != 1:
        raise InputError(
            "no decision with this request_id, reference or row number is in the run."
            if not rows
            else "this is the request_id of one row and the number of another.",
            "Look into decisions.csv; use the request_id or the reference. A row that could not be "
            "read is in rejects.csv, with its reason.",
            file=str(folder),
        )
    [decision] = rows
    kept = _rows(con, f"SELECT * FROM {facts} WHERE row = ?", [decision["row"]])
    if len(kept) != 1:
        raise _broken(DAMAGED)
    [case] = kept
    day = days(applied.as_of)
    explanation = explain(applied.provision, case, forum=applied.policy.forum, day=day)
    if explanation.operating != decision["operating"]:
        raise _broken("this decision does not follow from the facts kept beside it")
    profile = None
    if applied.profile is not None:
        asked = applied.profile.provision
        profile = explain(asked, case, forum=applied.policy.forum, day=day)
    tried = try_doors(applied.doors, case, as_of=applied.as_of, forum=applied.policy.forum)
    return Row(decision, case, explanation, profile, applied, registry, tried)


def verify_run(folder: Path, *, expect_key: str | None = None) -> Verified:
    """Decide every row of a run anew from its facts, and compare with what was receipted.

    Raises VerificationError (with the first thing that does not hold), LawTextError or
    InputError.
    """
    applied, registry, manifest = applied_in(folder, expect_key=expect_key)
    envelope = json.loads((folder / MANIFEST).read_bytes())
    con = connect()
    try:
        con.execute(f"CREATE VIEW receipted AS SELECT * FROM {table_of(folder / DECISIONS)}")
        con.execute(f"CREATE VIEW facts AS SELECT * FROM {table_of(folder / FACTS)}")
        rows = con.execute("SELECT count(*) FROM receipted").fetchall()[0][0]
        if rows != manifest["rows"]:
            raise _broken("the number of decisions is not the receipted one")
        columns = {row[0] for row in con.execute("DESCRIBE facts").fetchall()}
        if columns != {"request_id", "row", *(fact.name for fact in applied.facts)}:
            raise _broken("the facts have other columns than those that the law asks for")
        decide_facts(con, applied)
        compared = [OPERATING, "outcome", *mask_names(applied.plan)]
        compared += [column_name(c) for c in applied.readings]
        differ = " OR ".join(f'a."{c}" IS DISTINCT FROM b."{c}"' for c in compared)
        wrong = con.execute(
            "SELECT count(*) FROM receipted a FULL JOIN decided b USING (request_id) "
            f"WHERE {differ}"
        ).fetchall()[0][0]
        if wrong:
            raise _broken(f"{wrong} decision(s) do not follow from the facts kept beside them")
        leaf = leaf_sql(manifest["committed_columns"])
        decided = ", ".join(
            ["row", "request_id", "nonce", "outcome", OPERATING, *mask_names(applied.plan)]
        )
        con.execute(
            # Facts and decisions share column names (reason), so each is taken from its own table.
            f"CREATE TABLE recomputed AS SELECT row, {leaf} AS leaf FROM (SELECT {decided} FROM "
            "receipted) JOIN (SELECT * EXCLUDE (request_id) FROM facts) USING (row)"
        ).fetchall()
        root = rows_root(con, "recomputed")
        counts = tally(con, "receipted", OPERATING)
    except duckdb.Error:
        # The engine's message may carry a value of a record.
        raise _broken(DAMAGED) from None
    if root != manifest["merkle_root"]:
        raise _broken("facts or decisions were changed after they were receipted")
    if counts != manifest["operating"]:
        raise _broken("the receipted counts are not those of the decisions")
    if applied.doors:
        _verify_doors(con, folder, applied)
    kept = _verify_kept(folder, manifest)
    matched = verify_matches(folder, manifest, applied.policy.match, table_of(folder / DECISIONS))
    if sha256_of(folder / DECISIONS) != manifest.get("decisions_sha256"):
        raise _broken("the words beside the decisions were changed after they were receipted")
    return Verified(
        rows=rows,
        root=root,
        public_key=envelope["public_key"],
        as_of=applied.as_of,
        orders_verified=registry.last_verified_on,
        checks=(
            "The manifest's signature holds.",
            "Law and orders are those that the receipt names.",
            "Every decision follows from its facts, decided anew.",
            "Facts and decisions give the receipted Merkle root.",
            "The counts are those of the decisions.",
            *(
                ["What every door answers follows from the facts, decided anew."]
                * bool(applied.doors)
            ),
            *([kept] if kept else []),
            *([matched] if matched else []),
            "decisions.parquet is, byte for byte, the file that was receipted (CSVs: not covered).",
        ),
        operating=counts,
    )


def _verify_doors(con: duckdb.DuckDBPyConnection, folder: Path, applied: Applied) -> None:
    """Compare doors.parquet with what every door answers on the facts (``decide_facts`` ran)."""
    columns = [door.column for door in applied.doors]
    try:
        differ = " OR ".join(f"a.{c} IS DISTINCT FROM b.{c}" for c in columns)
        wrong = con.execute(
            f"SELECT count(*) FROM {table_of(folder / DOORS)} a FULL JOIN {DOOR} b USING (row) "
            f"WHERE {differ}"
        ).fetchall()[0][0]
    except duckdb.Error:
        raise _broken("what the doors answered is cut off or of another shape") from None
    if wrong:
        raise _broken(f"{wrong} row(s) of doors.parquet do not follow from the facts")


KEPT_BESIDE = {TAGS: TAGS, "accounting": ACCOUNTING}
"""What the receipt commits to as a whole, by name, and the file; openings.json opens it."""


def _verify_kept(folder: Path, manifest: Mapping[str, Any]) -> str:
    """Compare the files to which the receipt commits; the sentence that held, or nothing.

    A folder without openings (an auditor's copy) can still be verified, but not for these.
    """
    named = [name for name in KEPT_BESIDE if name in manifest["commitments"]]
    if not named or not (folder / OPENINGS).is_file():
        return ""
    try:
        openings = json.loads((folder / OPENINGS).read_bytes())
        for name in named:
            nonce = bytes.fromhex(openings[name]["nonce"])
            content = (folder / KEPT_BESIDE[name]).read_bytes()
            if hashlib.sha256(nonce + content).hexdigest() != manifest["commitments"][name]:
                raise _broken(f"{KEPT_BESIDE[name]} was changed after it was receipted")
    except (OSError, ValueError, KeyError, TypeError):
        raise _broken(f"one of {', '.join(named)} or its opening is missing or damaged") from None
    return f"{' and '.join(KEPT_BESIDE[n] for n in named)}: as the receipt commits to them."


def _rows(con: duckdb.DuckDBPyConnection, query: str, values: list[object]) -> list[dict[str, Any]]:
    """Rows by column name. Raises VerificationError where the files cannot be read as a run."""
    try:
        found = con.execute(query, values)
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    except duckdb.Error:
        # The engine's message may carry a value of a record.
        raise _broken(DAMAGED) from None


def _broken(what: str) -> VerificationError:
    return VerificationError(f"{what}.", "Keep the folder as it is and tell the auditor.")


def registry_of(path: Path, sha256: str) -> Registry:
    """The orders of a run. Raises InputError, or VerificationError if they are others."""
    try:
        orders = TypeAdapter(tuple[Order, ...]).validate_json(path.read_bytes())
    except (OSError, ValidationError):
        raise InputError(
            "the orders of the run cannot be read.", "Name the folder of a run.", file=str(path)
        ) from None
    registry = Registry(orders)
    if registry.sha256 != sha256:
        raise VerificationError(
            "the orders file is not the one the receipt names.",
            "Keep the folder as it is and tell the auditor.",
        )
    return registry


def table_of(path: Path) -> str:
    """A file of a run as a table for the engine. Raises InputError where it is missing."""
    if not path.is_file():
        raise InputError(
            "this file of the run is missing.", "Name the folder of a whole run.", file=str(path)
        )
    return f"read_parquet('{str(path).replace(chr(39), chr(39) * 2)}')"
