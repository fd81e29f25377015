"""One case in one file: what somebody wants, what is in hand, and every door tried on it.

A case file is TOML. [request] holds the row's columns (one person; ``items`` may list several),
[requester], [signed_by] and [letter] what a header letter says, [custodian] what a custodian
file says, [answers] a person's yes or no by element. Everything may be left out: what is not
said is unknown. Nothing is decided for the record, and nothing is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from duly.errors import InputError
from duly.gateway.check import Inputs, apply_law, prepare, stage
from duly.gateway.doors import Answer as DoorAnswer
from duly.gateway.doors import try_doors
from duly.gateway.facts import QUESTION_FACTS
from duly.gateway.model import Answer, CustodianFile, Letter
from duly.gateway.policy import Policy
from duly.intake.batch import in_law
from duly.intake.check import Checker
from duly.intake.columns import COLUMNS, FACT_COLUMNS, find_column
from duly.intake.letter import load, recorded_values, shaped
from duly.intake.words import near
from duly.law.fact import Case, Kind
from duly.law.usc.t26.s6103 import facts as f
from duly.orders.load import Registry

TABLES = ("letter", "requester", "signed_by", "request", "custodian", "answers")
ROW_KEYS = ("items", "comparison")
"""Keys of [request] that are no columns: several items, and the custodian's comparison."""


@dataclass(frozen=True)
class Asked:
    """One item of a case, and what every door answers, the nearest to opening first."""

    item: str
    case: Case
    doors: tuple[DoorAnswer, ...]


def try_case(
    path: Path, registry: Registry, *, as_of: date, decided_on: date, policy: Policy
) -> tuple[Asked, ...]:
    """Try every door on each item of a case file.

    Raises InputError naming the file and the key.
    """
    said = load(path)
    unknown = next((key for key in said if key not in TABLES), None)
    if unknown is not None:
        raise _wrong(path, unknown, "is no table of a case file", near(unknown, TABLES), TABLES)
    for key, table in said.items():
        if not isinstance(table, dict):
            raise _wrong(path, key, "is no table", None, (f"[{key}]",))
    rows, comparison = _rows(path, said.get("request", {}))
    letter = shaped(path.name, Letter, _letter(said, as_of))
    custodian = shaped(path.name, CustodianFile, _every_item(path, said, rows))
    every, single = recorded_values(custodian, file=path.name)
    inputs = Inputs(
        letter=letter,
        custodian=custodian,
        registry=registry,
        answers=_answers(path, said.get("answers", {}), [row["request_id"] for row in rows], as_of),
        comparisons=dict.fromkeys((row["request_id"] for row in rows), comparison)
        if comparison
        else {},
        custodian_name=path.name,
        recorded=in_law(every),
        records={key: in_law(given) for key, given in single.items()},
    )
    try:
        applied = apply_law(
            letter, registry, as_of=as_of, decided_on=decided_on, policy=policy, every_door=True
        )
    except InputError as error:
        if error.file == "letter":  # in a case the letter is a table of this file
            error.file = path.name
        raise
    with duckdb.connect() as con:
        stage(con, [_batch(path, rows)], lambda *_: None)
        prepare(con, inputs, applied, workers=1, progress=lambda *_: None)
        found = con.execute("SELECT * FROM facts ORDER BY row")
        names = [column[0] for column in found.description or ()]
        cases: list[Case] = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return tuple(
        Asked(
            str(case.get(f.item.name) or "not stated"),
            case,
            try_doors(applied.doors, case, as_of=as_of, forum=policy.forum),
        )
        for case in cases
    )


def _letter(said: Mapping[str, Any], as_of: date) -> dict[str, Any]:
    """The letter's tables, with what a letter must have where a case leaves it out."""
    filled = {"batch_id": "case", "dated": as_of, "provision": "26 USC 6103(i)(2)"}
    return {
        "letter": {**filled, **said.get("letter", {})},
        "requester": {"agency": "not stated", **said.get("requester", {})},
        "signed_by": {"name": "not stated", **said.get("signed_by", {})},
    }


def _rows(path: Path, said: Mapping[str, Any]) -> tuple[list[dict[str, str]], str]:
    given = dict(said)
    if "item" in given and "items" in given:
        raise _wrong(path, "request.item", "stands beside items", None, ("items alone",))
    items = given.pop("items", [given.pop("item", "")])
    comparison = str(given.pop("comparison", ""))
    if comparison and comparison not in f.COMPARISONS:
        raise _wrong(
            path, "request.comparison", "is not one of the words allowed", None, f.COMPARISONS
        )
    if not isinstance(items, list) or not items:
        raise _wrong(path, "request.items", "is not a list of items", None, f.ITEM_KINDS)
    known = (*COLUMNS, *FACT_COLUMNS)
    for name, value in given.items():
        if name not in known:
            raise _wrong(path, f"request.{name}", "is not known here", near(name, known), ())
        listed = isinstance(value, list)
        if isinstance(value, dict) or (listed and find_column(name).kind is not Kind.CHOICES):
            raise _wrong(path, f"request.{name}", "must be one value", None, ("one value",))
    cells = {name: _cell(value) for name, value in given.items()}
    key = cells.pop("request_id", "case")
    return [
        {**cells, "request_id": key if len(items) == 1 else f"{key}-{number}", "item": str(item)}
        for number, item in enumerate(items, 1)
    ], comparison


def _every_item(path: Path, said: Mapping[str, Any], rows: list[dict[str, str]]) -> dict[str, Any]:
    """The custodian's tables, with what is recorded of the case recorded of each of its items."""
    custodian = dict(said.get("custodian", {}))
    own = str(said.get("request", {}).get("request_id", "case"))
    ids = [row["request_id"] for row in rows]
    i6, records = custodian.get("i6", {}), custodian.get("records", {})
    named = [*(i6.get("for_requests", ()) if isinstance(i6, dict) else ()), *records]
    if any(name != own and name not in ids for name in named):
        key = "custodian.records" if set(records) - {own, *ids} else "custodian.i6.for_requests"
        raise _wrong(path, key, "names a request that the case does not have", None, (own,))
    if isinstance(i6, dict) and i6.get("for_requests"):
        spread = {id_ for name in i6["for_requests"] for id_ in (ids if name == own else [name])}
        custodian["i6"] = {**i6, "for_requests": sorted(spread)}
    if own in records:
        custodian["records"] = {**records, **dict.fromkeys(ids, records[own])}
    return custodian


def _batch(path: Path, rows: list[dict[str, str]]) -> pa.RecordBatch:
    names = list(dict.fromkeys(name for row in rows for name in row))
    checker = Checker({name: name for name in names}, {})
    found = checker.check(
        range(1, len(rows) + 1), {name: [row.get(name, "") for row in rows] for name in names}
    )
    if found.reasons:
        raise InputError(
            next(iter(found.reasons.values())).text, "Correct the case file.", file=path.name
        )
    return found.batch


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ";".join(str(part) for part in value)
    return str(value)


def _answers(
    path: Path, said: Mapping[str, Any], keys: list[str], on: date
) -> dict[tuple[str, str], Answer]:
    found: dict[tuple[str, str], Answer] = {}
    for question, answer in said.items():
        if question not in QUESTION_FACTS or not isinstance(answer, bool):
            told = isinstance(answer, dict)  # TOML takes an unquoted dot for a table
            raise _wrong(
                path,
                f"answers.{question}",
                "is a table: an element's id needs quotation marks"
                if told
                else "is no question for a person, or is not answered true or false",
                None if told else near(question, QUESTION_FACTS),
                ('"i2.B.iv.specific" = true',) if told else (),
            )
        for key in keys:
            found[key, question] = Answer(
                request_id=key,
                question=question,
                answer=answer,
                because="case file",
                by="case file",
                on=on,
            )
    return found


def _wrong(
    path: Path, key: str, says: str, guess: str | None, allowed: tuple[str, ...]
) -> InputError:
    todo = f"Did you mean {guess}?" if guess else "See: duly template case."
    if allowed and not guess:
        todo = f"Write one of: {', '.join(allowed)}."
    return InputError(f"{says}.", todo, file=path.name, column=key)
