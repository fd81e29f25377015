"""Small tables that people fill: answers and comparisons.

Answers are what a person decided that the law leaves to a person; comparisons are those of
addresses that the custodian made by hand. Both are read whole and must be right as a whole:
one bad row is a file error, because a missing answer is not the same as an answer that could
not be read.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, Field, ValidationError

from duly.errors import InputError
from duly.gateway.model import Answer, Key, Record, Short
from duly.intake.readers import Table, open_table
from duly.intake.text import Unreadable, calendar_date, flag, plain, word
from duly.intake.words import near, says
from duly.law.usc.t26.s6103 import facts as f

M = TypeVar("M", bound=BaseModel)

AGAIN = "Correct the file and run the command again; nothing was decided."


class Comparison(Record):
    """One row of the comparisons file: how a request's address stands to the record."""

    request_id: Key
    comparison: Literal[f.COMPARISONS] = Field(  # type: ignore[valid-type]
        description="the custodian's own comparison of the address: agrees or disagrees"
    )
    by: Short = Field(description="who compared")
    on: date = Field(description="when, YYYY-MM-DD")


def read_answers(path: Path) -> dict[tuple[str, str], Answer]:
    """Read the answers file; the key is (request_id, question).

    Raises InputError naming file, row and column, also for two answers to one question.
    """
    answers: dict[tuple[str, str], Answer] = {}
    rows: dict[tuple[str, str], int] = {}
    for number, answer in _records(path, Answer):
        key = (answer.request_id, answer.question)
        if key in answers:
            raise InputError(
                f"this question is answered in row {rows[key]} already.",
                "Keep one of the two rows.",
                file=path.name,
                row=number,
                column="question",
            )
        answers[key], rows[key] = answer, number
    return answers


def read_comparisons(path: Path) -> dict[str, str]:
    """Read the comparisons file: "agrees" or "disagrees" by request_id.

    Raises InputError naming file, row and column, also for two comparisons of one request.
    """
    found: dict[str, str] = {}
    rows: dict[str, int] = {}
    for number, record in _records(path, Comparison):
        if record.request_id in found:
            raise InputError(
                f"this request is compared in row {rows[record.request_id]} already.",
                "Keep one of the two rows.",
                file=path.name,
                row=number,
                column="request_id",
            )
        found[record.request_id], rows[record.request_id] = record.comparison, number
    return found


def _records(path: Path, model: type[M]) -> Iterator[tuple[int, M]]:
    with open_table(path) as table:
        names = _names(table, model)
        for number, cells, fault in table.rows:
            if not any(cell.strip() for cell in cells):
                continue
            if fault:
                raise InputError(fault, AGAIN, file=path.name, row=number)
            yield number, _record(path.name, number, dict(zip(names, cells, strict=True)), model)


def _names(table: Table, model: type[M]) -> list[str]:
    """Column names of a small table: exactly the model's, in any order."""
    names = [name.strip() for name in table.columns]
    known = list(model.model_fields)
    unknown = next((name for name in names if name not in known), None)
    if not any(name in known or near(name, known) for name in names):
        # Without a header the first row is a record, so nothing of it is shown.
        raise InputError(
            "this row does not look like a row of column names: none of them is known.",
            f"Columns are: {', '.join(known)}.",
            file=table.file,
            row=table.header_row,
        )
    if unknown is not None:
        guess = near(unknown, known)
        raise InputError(
            "this column is not known here.",
            f"Did you mean {guess}?" if guess else f"Columns are: {', '.join(known)}.",
            file=table.file,
            row=table.header_row,
            column=unknown,
        )
    missing = [name for name in known if name not in names]
    if missing or len(set(names)) != len(names):
        raise InputError(
            f"columns are missing: {', '.join(missing)}." if missing else "a column stands twice.",
            f"Columns are: {', '.join(known)}.",
            file=table.file,
            row=table.header_row,
        )
    return names


def _value(name: str, cell: str, model: type[BaseModel]) -> str | bool | date:
    text = plain(cell)
    if text is None:
        raise Unreadable("is blank. Fill it.")
    kind = model.model_fields[name].annotation
    if kind is bool:
        return flag(text)
    if kind is date:
        return calendar_date(text)
    return word(text) if name == "comparison" else text


def _record(file: str, number: int, cells: dict[str, str], model: type[M]) -> M:
    values: dict[str, Any] = {}
    for name, cell in cells.items():
        try:
            values[name] = _value(name, cell, model)
        except Unreadable as unreadable:
            raise InputError(
                f"this cell {unreadable}", AGAIN, file=file, row=number, column=name
            ) from None
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise InputError(
            f"this cell {says(first)}", AGAIN, file=file, row=number, column=str(first["loc"][0])
        ) from None
