"""A run: a batch decided, and everything about it in one folder, whole or not at all.

decisions.parquet / .csv   one row per request, for the custodian
reasons.csv                every distinct set of reasons in full, by reasons_id
facts.parquet              what was decided on; kept so that it can be decided again
tags.csv                   for rows that may leave: what each item may be used for later
requester.csv              what the requester may learn; defects.csv has the words
rejects.csv                rows that could not be read, in the user's own columns
summary.json               the numbers
manifest.json              the signed receipt
openings.json              what opens the receipt's commitments; stays with the custodian
orders.json                the registry as it was applied
accounting.json            who asked, when and under what, for the record of 6103(p)(3)
doors.parquet              with --doors: what every provision answers, row by row
match.parquet, candidates.parquet, match_requests.parquet
                           with a roster: what each match rests on, for the custodian alone
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

import duly
from duly.gateway.check import Applied, Inputs, Result, committed_columns
from duly.gateway.doors import DOOR
from duly.gateway.matches import matching_record, write_matches
from duly.gateway.receipt import SCHEMA, commitment, signed
from duly.gateway.sentences import mask_names, shown_to_requester
from duly.gateway.use import allowed_use, tag
from duly.law import index
from duly.law.explain import deciding, explain_vector
from duly.law.layout import Vector
from duly.match.gate import TABLES_VERSION, tables_hash
from duly.store.files import sha256_of
from duly.store.keys import reference

DECISIONS, FACTS, MANIFEST = "decisions.parquet", "facts.parquet", "manifest.json"
DOORS, TAGS = "doors.parquet", "tags.csv"
ORDERS, SUMMARY, OPENINGS = "orders.json", "summary.json", "openings.json"
ACCOUNTING = "accounting.json"
NOT_RELEASED = "not released"
SHORT = ("reason", "law", "next_step", "not_met", "unknown")


@dataclass(frozen=True)
class Keys:
    """The custodian's two keys: for references, and for signing receipts (32 bytes each)."""

    reference: bytes
    signing: bytes


@dataclass(frozen=True)
class Taken:
    """What intake read: rows in the file, rejected, and the file's name and bytes' hash."""

    file: str
    read: int
    rejected: int
    sha256: str
    notes: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()


def summary(
    inputs: Inputs, applied: Applied, result: Result, taken: Taken, more: Mapping[str, Any]
) -> dict[str, Any]:
    """The numbers of a run as plain data; totals add up (read = decided + rejected)."""
    verified = inputs.registry.last_verified_on
    replaced = [order.order_id for order in inputs.registry.orders if order.replaces]
    looks_back = applied.as_of < applied.decided_on
    back = f"The law is applied as of {applied.as_of}: a look back, not a decision for today."
    own = f"Entries of your own folder stand for shipped ones: {', '.join(replaced)}."
    return {
        "batch_id": inputs.letter.letter.batch_id,
        "file": taken.file,
        "law_as_of": applied.as_of.isoformat(),
        "decided_on": applied.decided_on.isoformat(),
        "orders_last_verified": verified.isoformat() if verified else None,
        "provision": applied.provision.cite,
        "forum": applied.policy.forum,
        "read": taken.read,
        "decided": result.rows,
        "rejected": taken.rejected,
        "operating": dict(result.counts),
        "outcome": dict(result.outcomes),
        "profile": dict(result.profile),
        "distinct_reasons": result.vectors,
        "scale": asdict(result.scale),
        "roster": None if result.roster is None else result.roster.people,
        "notes": [*taken.notes, *([own] if replaced else []), *([back] if looks_back else [])],
        "orders_replaced": replaced,
        "columns_not_used": list(taken.extra),
        **more,
    }


def write_run(
    con: duckdb.DuckDBPyConnection,
    folder: Path,
    inputs: Inputs,
    applied: Applied,
    result: Result,
    *,
    taken: Taken,
    numbers: Mapping[str, Any],
    keys: Keys,
    contents: Mapping[str, bytes],
) -> dict[str, Any]:
    """Write every file of a run into an existing (temporary) folder; return the manifest.

    ``contents`` are the bytes of the small inputs (letter, custodian file) to commit to.
    """
    _references(con, keys.reference, inputs.letter.letter.batch_id)
    masks = ", ".join(mask_names(applied.plan))
    con.execute(f"CREATE OR REPLACE VIEW words AS SELECT * EXCLUDE ({masks}) FROM sentence")
    _tables(con, folder, applied)
    _requester(con, folder, applied)
    _tags(con, folder, applied)
    if applied.doors:
        _copy(con, f"SELECT * FROM {DOOR} ORDER BY row", folder / DOORS)
    contents = {**contents, TAGS: (folder / TAGS).read_bytes()}
    if result.roster is not None:
        contents = {**contents, **write_matches(con, folder)}
    _json(folder / ACCOUNTING, _asked(inputs))
    contents = {**contents, "accounting": (folder / ACCOUNTING).read_bytes()}
    manifest, openings = _manifest(inputs, applied, result, taken, contents)
    if applied.doors:
        manifest["doors"] = {d.provision.cite: d.provision.sha256() for d in applied.doors}
        opened_by, nonce = commitment(sha256_of(folder / DOORS).encode())
        manifest["commitments"][DOORS] = opened_by
        openings[DOORS] = {"nonce": nonce}
    # A bare hash is safe here and nowhere else: every row of the file carries a random nonce.
    manifest["decisions_sha256"] = sha256_of(folder / DECISIONS)
    _json(folder / MANIFEST, signed(manifest, keys.signing))
    _json(folder / OPENINGS, openings)
    _json(folder / SUMMARY, numbers)
    _json(folder / ORDERS, [order.model_dump(mode="json") for order in inputs.registry.orders])
    for path in folder.iterdir():
        path.chmod(0o600)
    return manifest


def _manifest(
    inputs: Inputs, applied: Applied, result: Result, taken: Taken, contents: Mapping[str, bytes]
) -> tuple[dict[str, Any], dict[str, Any]]:
    commitments: dict[str, str] = {}
    openings: dict[str, Any] = {}
    for name, content in {"requests": taken.sha256.encode(), **contents}.items():
        commitments[name], nonce = commitment(content)
        openings[name] = {"nonce": nonce}
    openings["requests"]["sha256"] = taken.sha256
    verified = inputs.registry.last_verified_on
    manifest = {
        "schema": SCHEMA,
        "batch_id": inputs.letter.letter.batch_id,
        "program": {"name": "duly", "version": duly.__version__},
        "law_as_of": applied.as_of.isoformat(),
        "decided_on": applied.decided_on.isoformat(),
        "policy": applied.policy.as_dict(),
        "provision": {"cite": applied.provision.cite, "sha256": applied.provision.sha256()},
        "profile": None
        if applied.profile is None
        else {
            "cite": applied.profile.provision.cite,
            "sha256": applied.profile.provision.sha256(),
        },
        "law_sha256": index.law_hash(),
        "orders": {
            "sha256": inputs.registry.sha256,
            "last_verified_on": verified.isoformat() if verified else None,
        },
        "address_gate": {"version": TABLES_VERSION, "sha256": tables_hash()},
        "roster": None
        if result.roster is None
        else {"sha256": result.roster.sha256, "people": result.roster.people},
        "matching": None
        if result.roster is None
        else matching_record(applied.policy.match, inputs.errors),
        "commitments": commitments,
        "committed_columns": committed_columns(applied),
        "rows": result.rows,
        "read": taken.read,
        "rejected": taken.rejected,
        "operating": dict(result.counts),
        "merkle_root": result.root,
    }
    return manifest, openings


def _asked(inputs: Inputs) -> dict[str, Any]:
    """What the accounting of a batch needs of its letter, as plain data."""
    letter, requester = inputs.letter.letter, inputs.letter.requester
    signer = inputs.letter.signed_by
    return {
        "batch_id": letter.batch_id,
        "dated": letter.dated,
        "received_on": letter.received_on,
        "agency": requester.agency,
        "department": requester.department,
        "federal": requester.federal,
        "signer_name": signer.name,
        "signer_title": signer.title,
        "signer_office": signer.office,
        "provision": letter.provision,
        "custodian": inputs.custodian.custodian,
        "made_under": letter.made_under,
    }


def _references(con: duckdb.DuckDBPyConnection, key: bytes, batch_id: str) -> None:
    """The table ``keyed`` (row, reference), a portion at a time."""

    def portions() -> Iterator[pa.RecordBatch]:
        reader = con.cursor().sql("SELECT row, request_id FROM decision ORDER BY row")
        for batch in reader.to_arrow_reader(50_000):
            ids = batch.column(1).to_pylist()
            made = [reference(key, batch_id, id_) for id_ in ids]
            yield pa.RecordBatch.from_arrays(
                [batch.column(0), pa.array(made, pa.string())], ["row", "reference"]
            )

    schema = pa.schema([("row", pa.int64()), ("reference", pa.string())])
    con.register("keyed_rows", pa.RecordBatchReader.from_batches(schema, portions()))
    con.execute("CREATE OR REPLACE TABLE keyed AS SELECT * FROM keyed_rows").fetchall()
    con.unregister("keyed_rows")


def _tables(con: duckdb.DuckDBPyConnection, folder: Path, applied: Applied) -> None:
    readings = [f'"{name}"' for name in applied.readings]
    masks = mask_names(applied.plan)
    about = ["address_class", "address_reasons", "match_answer", "match_reason"]
    about += ["match_cell", "profile"]
    first = ["row", "request_id", "reference", "outcome", "operating"]
    short = [*first, *SHORT, *about, "reasons_id", *readings]
    source = "decision JOIN keyed USING (row) JOIN words USING (reasons_id)"
    full = [*short, "reasons", "next_steps", "defects", *masks, "nonce", "leaf"]
    _copy(con, f"SELECT {', '.join(full)} FROM {source} ORDER BY row", folder / DECISIONS)
    _copy(con, f"SELECT {', '.join(short)} FROM {source} ORDER BY row", folder / "decisions.csv")
    _copy(con, "SELECT * FROM facts ORDER BY row", folder / FACTS)
    listed = ", ".join(f"s.{name}" for name in ("not_met", "unknown", "reasons", "next_steps"))
    same = " AND ".join(f"s.{name} = d.{name}" for name in masks)
    _copy(
        con,
        f"SELECT s.reasons_id, d.rows, {listed} FROM sentence s JOIN (SELECT {', '.join(masks)}, "
        f"count(*) AS rows FROM decided GROUP BY ALL) d ON {same} ORDER BY d.rows DESC, 1",
        folder / "reasons.csv",
    )


def _requester(con: duckdb.DuckDBPyConnection, folder: Path, applied: Applied) -> None:
    """What the requester may learn: one answer for all, and defects of the request itself."""
    _copy(
        con,
        f"SELECT request_id, '{NOT_RELEASED}' AS answer, defects "
        "FROM decision JOIN words USING (reasons_id) ORDER BY row",
        folder / "requester.csv",
    )
    nothing_met = Vector(0, 0)
    explanation = explain_vector(applied.plan, nothing_met, applied.live)
    rows = [
        (finding.id, finding.because, finding.cite, finding.next_step)
        for finding in deciding(explanation)
        if shown_to_requester(applied.plan, finding)
    ]
    names = ("defect", "says", "law", "next_step")
    table = pa.table({n: [row[place] for row in rows] for place, n in enumerate(names)})
    con.register("defect_rows", table)
    _copy(con, "SELECT * FROM defect_rows", folder / "defects.csv")
    con.unregister("defect_rows")


def _tags(con: duckdb.DuckDBPyConnection, folder: Path, applied: Applied) -> None:
    """What travels with each item that may leave: its uses, users, rule and end."""
    words = applied.provision.words
    travels = tag(allowed_use(applied.provision.cite))
    columns = ", ".join(
        f"'{text.replace(chr(39), chr(39) * 2)}' AS {n}" for n, text in travels.items()
    )
    _copy(
        con,
        f"SELECT d.row, d.request_id, r.item, r.recipient_name, {columns} FROM decision d "
        f"JOIN request r USING (row) WHERE d.operating = '{words.met}' ORDER BY row",
        folder / TAGS,
    )


def _copy(con: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    form = "FORMAT parquet, COMPRESSION zstd" if path.suffix == ".parquet" else "FORMAT csv, HEADER"
    target = str(path).replace("'", "''")
    con.execute(f"COPY ({query}) TO '{target}' ({form})").fetchall()


def _json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False, default=_plain) + "\n")


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is not plain data")
