"""One call: files in, a run folder out. What every door (command line, later the service) uses."""

import shutil
import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from duly.errors import InputError, StorageError, UsageError
from duly.gateway.check import (
    Applied,
    Inputs,
    Progress,
    Result,
    apply_law,
    decide,
    stage,
    what_if,
)
from duly.gateway.doors import tally_doors
from duly.gateway.fact_sources import RECORDED
from duly.gateway.facts import QUESTION_FACTS, law_value
from duly.gateway.matches import matched
from duly.gateway.model import Answer, CustodianFile
from duly.gateway.policy import Policy
from duly.gateway.run import MANIFEST, Keys, Taken, summary, write_run
from duly.intake.answers import read_answers, read_comparisons
from duly.intake.columns import Value
from duly.intake.letter import read_custodian, read_letter, recorded_values
from duly.intake.requests import read_requests
from duly.law.fact import Value as LawValue
from duly.match import read_table
from duly.orders.load import Registry, load_registry
from duly.store.engine import connect
from duly.store.files import whole_folder


@dataclass(frozen=True)
class Files:
    """The files of a batch, as the user names them."""

    requests: Path
    letter: Path
    custodian: Path | None = None
    roster: Path | None = None
    errors: Path | None = None
    comparisons: Path | None = None
    answers: Path | None = None
    orders: tuple[Path, ...] = ()
    mapping: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Done:
    """A finished run: its folder, its numbers, and the commonest sentences with row counts."""

    folder: Path
    numbers: Mapping[str, Any]
    reasons: Sequence[tuple[str, int]]


def check_files(
    files: Files,
    out: Path,
    *,
    as_of: date,
    decided_on: date,
    policy: Policy,
    keys: Keys,
    readings: Mapping[str, str],
    workers: int,
    overwrite: bool,
    progress: Progress,
    every_door: bool = False,
) -> Done:
    """Decide a batch and write its folder whole, or leave nothing.

    ``readings`` (question -> reading) adds a what-if count; it never changes a decision.
    ``every_door`` tries each row under every other provision too. Raises InputError,
    NoVersionError, StorageError or UsageError.
    """
    letter = read_letter(files.letter)
    custodian = read_custodian(files.custodian) if files.custodian else CustodianFile()
    registry: Registry = load_registry(*files.orders)
    if files.roster and files.comparisons:
        raise UsageError(
            "both a roster and comparisons made by hand were given.",
            "Give one of them: duly would not know which of two answers holds.",
        )
    every, single = recorded_values(custodian, file=str(files.custodian))
    inputs = Inputs(
        letter=letter,
        custodian=custodian,
        registry=registry,
        answers=read_answers(files.answers) if files.answers else {},
        comparisons=read_comparisons(files.comparisons) if files.comparisons else {},
        roster=files.roster,
        errors=read_table(files.errors) if files.errors else None,
        custodian_name=str(files.custodian or "custodian file"),
        recorded=in_law(every),
        records={key: in_law(given) for key, given in single.items()},
    )
    applied = apply_law(
        letter,
        registry,
        as_of=as_of,
        decided_on=decided_on,
        policy=policy,
        every_door=every_door,
    )
    _check_readings(applied, readings)
    if as_of > decided_on:
        raise UsageError(
            "the law is asked for a day after the decision.",
            "Choose an --as-of date that is not later than --decided-on.",
        )
    _check_answers(inputs.answers, files.answers)
    named = _named(inputs, files)
    _check_target(out, files, overwrite=overwrite)
    out.parent.mkdir(parents=True, exist_ok=True)
    with whole_folder(out, overwrite=overwrite) as folder:
        # Working tables hold personal data: beside the results, readable by the owner alone.
        work = Path(tempfile.mkdtemp(prefix=".duly-work-", dir=out.parent))
        try:
            with connect(work / "work.duckdb", threads=workers) as con:
                taken = _take(con, files, letter, folder, named, workers=workers, progress=progress)
                result = decide(con, inputs, applied, workers=workers, progress=progress)
                numbers = _numbers(con, inputs, applied, result, taken, readings)
                progress("write", 0, None)
                write_run(
                    con,
                    folder,
                    inputs,
                    applied,
                    result,
                    taken=taken,
                    numbers=numbers,
                    keys=keys,
                    contents=_contents(files),
                )
                reasons = _common(con, applied)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    return Done(out, numbers, reasons)


def _named(inputs: Inputs, files: Files) -> tuple[tuple[Path | None, str, Collection[str]], ...]:
    """Every request_id that a file besides the request file names, with file and column."""
    return (
        (files.custodian, "i6.for_requests", inputs.custodian.i6.for_requests),
        (files.custodian, "records", tuple(inputs.records)),
        (files.answers, "request_id", {request_id for request_id, _ in inputs.answers}),
        (files.comparisons, "request_id", tuple(inputs.comparisons)),
    )


def in_law(given: Mapping[str, Value]) -> dict[str, LawValue]:
    """Recorded values in the law's form."""
    return {name: law_value(RECORDED[name], value) for name, value in given.items()}


def _take(
    con: duckdb.DuckDBPyConnection,
    files: Files,
    letter: Any,  # noqa: ANN401 - a Letter; named once, in read_requests
    folder: Path,
    named: Sequence[tuple[Path | None, str, Collection[str]]],
    *,
    workers: int,
    progress: Progress,
) -> Taken:
    notes: list[str] = []
    with read_requests(
        files.requests,
        letter,
        mapping=files.mapping,
        rejects=folder / "rejects.csv",
        workers=workers,
    ) as stream:
        stage(con, stream, progress)
        for path, column, ids in named:
            if stream.lacks(ids) and path == files.custodian:
                # A slip in an id must not leave a request without the bar recorded for it.
                raise InputError(
                    "a request is named that the request file does not have.",
                    "Correct the request_id, or leave it out; nothing was decided.",
                    file=str(path),
                    column=column,
                )
            if stream.lacks(ids) and path is not None:
                notes.append(f"{path.name} names requests that the request file does not have.")
    found = stream.summary
    if not found.readable and found.first_reject:
        row, reason = found.first_reject
        raise InputError(
            f"no row of the file can be read, so there is nothing to decide. {reason}",
            "Run duly template requests for the columns and forms that are expected.",
            file=found.file,
            row=row,
        )
    told = (*found.notes, *notes)
    return Taken(found.file, found.read, found.rejected, found.sha256, told, found.extra)


def _numbers(
    con: duckdb.DuckDBPyConnection,
    inputs: Inputs,
    applied: Applied,
    result: Result,
    taken: Taken,
    readings: Mapping[str, str],
) -> dict[str, Any]:
    more: dict[str, Any] = {}
    if result.roster is not None:
        more["matching"] = matched(con, applied.policy.match, inputs.errors)
    if applied.doors:
        more["doors"] = tally_doors(con, applied.doors)
    if readings:
        more["what_if"] = {
            "readings": [f"{q}={r}" for q, r in readings.items()],
            "counts": dict(what_if(con, applied, readings)),
            "note": "a what-if under other readings, not a decision",
        }
    return summary(inputs, applied, result, taken, more)


def _common(con: duckdb.DuckDBPyConnection, applied: Applied) -> list[tuple[str, int]]:
    """The commonest findings in the way, with the number of rows each one holds back."""
    leaves = {part.id: part for part in applied.provision.parts()}
    rows = con.execute(
        "SELECT id, value, sum(rows) AS n FROM (SELECT unnest(string_split(s.not_met, ';')) AS id, "
        "FALSE AS value, d.rows FROM sentence s JOIN (SELECT reasons_id, count(*) AS rows FROM "
        "decision GROUP BY ALL) d USING (reasons_id) UNION ALL SELECT "
        "unnest(string_split(s.unknown, ';')), NULL, d.rows FROM sentence s JOIN (SELECT "
        "reasons_id, count(*) AS rows FROM decision GROUP BY ALL) d USING (reasons_id)) "
        "WHERE id <> '' GROUP BY ALL ORDER BY value NULLS LAST, n DESC, id LIMIT 8"
    ).fetchall()
    found = []
    for id_, value, number in rows:
        part = leaves[id_]
        unknown = getattr(part, "unknown", "") or f"Not known: {part.says}"
        text = getattr(part, "unmet", part.says) if value is False else unknown
        found.append((f"{text} [{part.cite}]", int(number)))
    return found


def _check_target(out: Path, files: Files, *, overwrite: bool) -> None:
    """Let only an older run be replaced, and never a folder that holds an input."""
    if not (overwrite and out.exists()):
        return
    inputs = (files.requests, files.letter, files.custodian, files.roster)
    holds_input = any(p and p.resolve().is_relative_to(out.resolve()) for p in inputs)
    is_run = out.is_dir() and ((out / MANIFEST).is_file() or not any(out.iterdir()))
    if holds_input or not is_run:
        raise StorageError(
            f"{out} is not an older run of duly, so it is not replaced.", "Choose another folder."
        )


def _check_answers(answers: Mapping[tuple[str, str], Answer], path: Path | None) -> None:
    """Refuse an answer to a question that the law does not leave to a person."""
    for _, question in answers:
        if question not in QUESTION_FACTS:
            raise InputError(
                "an answer is given to something that is no question for a person.",
                f"Questions for a person are: {', '.join(QUESTION_FACTS)}.",
                file=str(path),
                column="question",
            )


def _check_readings(applied: Applied, readings: Mapping[str, str]) -> None:
    known = {q.id: [r.id for r in q.readings] for q in applied.provision.questions}
    for question, reading in readings.items():
        if reading not in known.get(question, []):
            listed = "; ".join(f"{q}: {', '.join(r)}" for q, r in known.items())
            raise UsageError(
                "there is no such reading.", f"Questions and their readings: {listed}."
            )


def _contents(files: Files) -> dict[str, bytes]:
    named = {
        "letter": files.letter,
        "custodian": files.custodian,
        "comparisons": files.comparisons,
        "answers": files.answers,
    }
    return {name: path.read_bytes() for name, path in named.items() if path}
