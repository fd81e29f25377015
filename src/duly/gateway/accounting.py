"""The accounting of 26 USC 6103(p)(3)(A): one record per request, released or refused.

Records are made from finished runs, whose receipts are checked first, and from the releases that
the custodian reports. They name no taxpayer: they carry the keyed reference. Each record holds
the hash of the one before it, so that no record can be changed or left out unseen; whoever keeps
the last hash elsewhere can tell a chain that was written anew.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from duly.errors import InputError, VerificationError
from duly.gateway.accounting_sql import TABLE, record_sql
from duly.gateway.receipt import canonical, leaf_sql, opened
from duly.gateway.reopen import DAMAGED, registry_of, table_of
from duly.gateway.run import ACCOUNTING, DECISIONS, FACTS, MANIFEST, OPENINGS, ORDERS
from duly.law import index
from duly.law.fact import days
from duly.store.engine import connect
from duly.store.files import sha256_of

FIELDS: Final = (
    "batch_id",
    "row",
    "request_id",
    "reference",
    "received_on",
    "requested_on",
    "agency",
    "department",
    "signer",
    "signer_title",
    "signer_office",
    "provision_claimed",
    "provision_applied",
    "made_under",
    "item",
    "periods",
    "reason",
    "statute",
    "matter_kind",
    "purposes",
    "recipient_asked",
    "recipient_role",
    "outcome",
    "operating",
    "not_met",
    "unknown",
    "decided_on",
    "law_as_of",
    "decided_by",
    "readings",
    "orders_sha256",
    "orders_last_verified",
    "items_disclosed",
    "recipients",
    "recipient_addresses",
    "channels",
    "disclosed_on",
    "disclosed_by",
    "instances",
    "flags",
    "accounting_required",
    "accounting_law",
    "merkle_root",
    "leaf",
)
"""What a record holds, besides ``previous_sha256``; the statute and dossier 1.14 ask for it."""

PREVIOUS, OWN = "previous_sha256", "record_sha256"
FIRST = "0" * 64
"""What stands for the hash of the record before the first."""
AGAINST = "disclosed against the decision"
EARLY = "disclosed before the decision"
REJECTED = "REJECTED"
"""The outcome of a row that could not be read: it was received, and nothing else."""
STAGE = "writing the record"
_PORTION = 20_000
Progress = Callable[[str, int, int | None], None]


@dataclass(frozen=True)
class Run:
    """A finished run whose receipt held: its folder, its receipt and who asked."""

    folder: Path
    manifest: Mapping[str, Any]
    asked: Mapping[str, Any]

    @property
    def batch_id(self) -> str:
        """The number of the batch."""
        return str(self.manifest["batch_id"])

    @property
    def match(self) -> Path | None:
        """Who is meant by each request, where the run had a roster."""
        found = self.folder / "match.parquet"
        return found if self.manifest.get("matching") is not None else None


def open_runs(folders: Sequence[Path], progress: Progress) -> list[Run]:
    """Open finished runs and check what the record takes from them against their receipts.

    Raises InputError (also where two runs decide one batch), or VerificationError.
    """
    runs: list[Run] = []
    for number, folder in enumerate(folders):
        progress("checking receipts", number, len(folders))
        run = _opened(folder)
        twin = next((one for one in runs if one.batch_id == run.batch_id), None)
        if twin is not None:
            raise InputError(
                f"this run and {twin.folder} decide the same batch, which would count it twice.",
                "Name only the run that stands for this batch.",
                file=str(folder),
            )
        runs.append(run)
    progress("checking receipts", len(folders), len(folders))
    return runs


def _opened(folder: Path) -> Run:
    manifest = opened(folder / MANIFEST)
    registry_of(folder / ORDERS, manifest["orders"]["sha256"])
    run = Run(folder, manifest, _asked(folder, manifest))
    with connect() as con:
        try:
            _check_rows(con, run)
        except duckdb.Error:
            # The engine's message may carry a value of a record.
            raise _broken(folder, DAMAGED) from None
    return run


def _asked(folder: Path, manifest: Mapping[str, Any]) -> dict[str, Any]:
    try:
        content = (folder / ACCOUNTING).read_bytes()
        nonce = json.loads((folder / OPENINGS).read_bytes())["accounting"]["nonce"]
        promised = manifest["commitments"]["accounting"]
        found = hashlib.sha256(bytes.fromhex(nonce) + content).hexdigest()
        asked = json.loads(content)
    except (OSError, ValueError, KeyError, TypeError):
        raise InputError(
            f"the run has no {ACCOUNTING} that can be read: it was made by an earlier version of "
            "duly, or files are missing.",
            "Decide the batch again with duly check request, and name the new folder.",
            file=str(folder),
        ) from None
    if found != promised:
        raise _broken(folder, f"{ACCOUNTING} was changed after it was receipted")
    return dict(asked)


def _check_rows(con: duckdb.DuckDBPyConnection, run: Run) -> None:
    """Decisions are those of the receipt, and every fact is the one committed to beside them."""
    decisions, facts = table_of(run.folder / DECISIONS), table_of(run.folder / FACTS)
    if sha256_of(run.folder / DECISIONS) != run.manifest["decisions_sha256"]:
        raise _broken(run.folder, "the decisions were changed after they were receipted")
    committed = list(run.manifest["committed_columns"])
    kept = _columns(con, facts)
    decided = [name for name in committed if name not in kept]
    chosen = ", ".join(f'"{name}"' for name in ["row", "request_id", "nonce", "leaf", *decided])
    right = con.execute(
        f"SELECT count(*) FROM (SELECT {chosen} FROM {decisions}) JOIN (SELECT * EXCLUDE "
        f"(request_id) FROM {facts}) USING (row) WHERE leaf = lower({leaf_sql(committed)})"
    ).fetchall()[0][0]
    if right != run.manifest["rows"]:
        raise _broken(run.folder, "facts or decisions were changed after they were receipted")


def _columns(con: duckdb.DuckDBPyConnection, table: str) -> set[str]:
    return {row[0] for row in con.execute(f"DESCRIBE SELECT * FROM {table}").fetchall()}


def resolve_releases(con: duckdb.DuckDBPyConnection, runs: Sequence[Run], file: str) -> None:
    """Find the request of each row of the table ``release``; makes the table ``released``.

    Raises InputError naming the row, for a request that no run has or that several have.
    """
    keys = " UNION ALL ".join(
        f"SELECT {number} AS run, request_id, reference FROM {table_of(run.folder / DECISIONS)}"
        for number, run in enumerate(runs)
    )
    con.execute("CREATE OR REPLACE TABLE batch (run INTEGER, batch_id VARCHAR)")
    con.executemany("INSERT INTO batch VALUES (?, ?)", list(enumerate(r.batch_id for r in runs)))
    same = "JOIN batch b USING (run) WHERE r.batch_id IS NULL OR r.batch_id = b.batch_id"
    own = "SELECT r.* EXCLUDE (request_id, batch_id), b.batch_id, k.request_id FROM release r JOIN "
    con.execute(
        "CREATE OR REPLACE TABLE released AS SELECT DISTINCT * FROM ("
        f"{own} ({keys}) k ON k.request_id = r.request_id {same} UNION ALL "
        f"{own} ({keys}) k ON k.reference = r.request_id {same})"
    ).fetchall()
    for wrong, problem, step in (
        (
            "SELECT min(row) FROM release ANTI JOIN released USING (row)",
            "this request is in none of the runs.",
            "Name the run that decided it, or correct the request_id.",
        ),
        (
            "SELECT min(row) FROM (SELECT row FROM released GROUP BY row HAVING count(*) > 1)",
            "this request_id is in more than one run.",
            "Add the column batch_id, or give the keyed reference instead.",
        ),
    ):
        [(row,)] = con.execute(wrong).fetchall()
        if row is not None:
            raise InputError(problem, step, file=file, row=row, column="request_id")


def build_records(
    con: duckdb.DuckDBPyConnection,
    runs: Sequence[Run],
    *,
    key: str | None = None,
) -> int:
    """Make the table of records from runs and ``released``; return how many there are.

    With ``key`` only those of one request_id, keyed reference or person of a roster.
    """
    for number, run in enumerate(runs):
        header = pa.table(
            {
                name: pa.array([value], pa.bool_() if name == "federal" else pa.string())
                for name, value in _header(run).items()
            }
        )
        con.register("header", header)
        kept = _columns(con, table_of(run.folder / FACTS))
        sql = record_sql(
            table_of(run.folder / DECISIONS),
            table_of(run.folder / FACTS),
            kept,
            claimed=str(run.asked["provision"]),
            rejected=0 if key is not None else int(run.manifest["rejected"]),
            match=None if key is None or run.match is None else table_of(run.match),
            one=key is not None,
        )
        verb = "INSERT INTO" if number else "CREATE OR REPLACE TABLE"
        values = {"number": number} if key is None else {"number": number, "key": key}
        con.execute(f"{verb} {TABLE} {'' if number else 'AS'} {sql}", values).fetchall()
        con.unregister("header")
    return int(con.execute(f"SELECT count(*) FROM {TABLE}").fetchall()[0][0])


def _header(run: Run) -> dict[str, Any]:
    manifest, asked = run.manifest, run.asked
    dated = str(asked["dated"])
    return {
        "batch_id": run.batch_id,
        "received_on": asked["received_on"] or dated,
        "requested_on": dated,
        "agency": asked["agency"],
        "department": asked["department"] or "not stated",
        "federal": asked["federal"],
        "signer": asked["signer_name"],
        "signer_title": asked["signer_title"] or "not stated",
        "signer_office": asked["signer_office"] or "not stated",
        "provision_claimed": asked["provision"],
        "provision_applied": manifest["provision"]["cite"],
        "made_under": asked["made_under"] or "not stated",
        "decided_on": manifest["decided_on"],
        "law_as_of": manifest["law_as_of"],
        "decided_by": f"{manifest['program']['name']} {manifest['program']['version']}",
        "readings": _readings(manifest),
        "orders_sha256": manifest["orders"]["sha256"],
        "orders_last_verified": manifest["orders"]["last_verified_on"] or "never",
        "merkle_root": manifest["merkle_root"],
    }


def _readings(manifest: Mapping[str, Any]) -> str:
    """The forum and, where this program has the provision, the readings operated on."""
    forum = f"forum {manifest['policy']['forum']}"
    try:
        day = days(date.fromisoformat(manifest["law_as_of"]))
        provision = index.find(manifest["provision"]["cite"], day)
    except LookupError:
        return forum
    operated = ", ".join(f"{q.id}={q.operate_on}" for q in provision.questions)
    return f"{forum}; {operated}" if operated else forum


def write_records(con: duckdb.DuckDBPyConnection, path: Path, progress: Progress) -> str:
    """Write the records to a Parquet file as a chain; return the last hash."""
    total = con.execute(f"SELECT count(*) FROM {TABLE}").fetchall()[0][0]
    reader = con.sql(
        f"SELECT {', '.join(FIELDS)} FROM {TABLE} ORDER BY run, place"
    ).to_arrow_reader(_PORTION)
    schema = pa.schema([*reader.schema, (PREVIOUS, pa.string()), (OWN, pa.string())])
    previous, done = FIRST, 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in reader:
            before, own = [], []
            for record in batch.to_pylist():
                before.append(previous)
                previous = record_hash(record, previous)
                own.append(previous)
            columns = [*batch.columns, pa.array(before, pa.string()), pa.array(own, pa.string())]
            writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=schema))
            done += batch.num_rows
            progress(STAGE, done, total)
    return previous


def record_hash(record: Mapping[str, Any], previous: str) -> str:
    """SHA-256 (hex) of a record's canonical JSON, with the hash of the record before it in it."""
    return hashlib.sha256(canonical({**record, PREVIOUS: previous})).hexdigest()


def check_chain(path: Path, progress: Progress = lambda *_: None) -> tuple[int, str]:
    """Follow a chain of records from the first; return how many there are and the last hash.

    Raises VerificationError naming the first record that does not hold, or InputError.
    """
    previous, done = FIRST, 0
    for record in _records(path):
        done += 1
        stated = (record.pop(PREVIOUS), record.pop(OWN))
        own = record_hash(record, previous)
        if stated != (previous, own):
            raise VerificationError(
                f"record {done:,} of the accounting is not the one that was written.",
                "Keep the file as it is and tell the auditor.",
            )
        previous = own
        if done % _PORTION == 0:
            progress("following the chain", done, None)
    return done, previous


def _records(path: Path) -> Iterator[dict[str, Any]]:
    names = {*FIELDS, PREVIOUS, OWN}
    try:
        with pq.ParquetFile(path) as file:
            if set(file.schema_arrow.names) != names:
                raise VerificationError(
                    "the accounting has other columns than it was written with.",
                    "Keep the file as it is and tell the auditor.",
                )
            for batch in file.iter_batches(batch_size=_PORTION):
                yield from batch.to_pylist()
    except (OSError, pa.ArrowException):
        raise InputError(
            "the accounting cannot be read.",
            "Name a folder that duly report accounting wrote.",
            file=str(path),
        ) from None


def _broken(folder: Path, what: str) -> VerificationError:
    return VerificationError(f"{folder}: {what}.", "Keep the folder as it is and tell the auditor.")
