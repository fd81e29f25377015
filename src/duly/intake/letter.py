"""The header letter and the custodian file: TOML or JSON in, models out."""

import json
import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from duly.errors import InputError
from duly.gateway.model import ROW_COLUMNS, CustodianFile, Letter
from duly.intake.answers import read_answers, read_comparisons
from duly.intake.columns import FACT_COLUMNS, RECORD_COLUMNS, Value, find_column
from duly.intake.readers import check_file
from duly.intake.text import Unreadable, in_range, plain
from duly.intake.words import near, says
from duly.law.fact import Kind

__all__ = [
    "default_values",
    "read_answers",
    "read_comparisons",
    "read_custodian",
    "read_letter",
]

M = TypeVar("M", bound=BaseModel)

OWN_COLUMNS = (
    "request_id",
    "first_name",
    "middle_name",
    "last_name",
    "suffix",
    "address",
    "tin",
    "date_of_birth",
)
"""Row columns that say who is meant, and so can never stand in [defaults]."""

DEFAULT_COLUMNS: tuple[str, ...] = tuple(name for name in ROW_COLUMNS if name not in OWN_COLUMNS)
"""Row columns that may stand once, in the letter's [defaults], for all rows left blank."""

_MOST = 4 << 20  # bytes; a letter is a page, not a table
_LINE = re.compile(r"at line (\d+), column (\d+)")


def read_letter(path: Path) -> Letter:
    """Read the header letter of a batch (TOML, or JSON by the ending .json).

    Raises InputError naming the file, the key (``column``) or the line (``row``).
    """
    data = load(path)
    defaults = data.get("defaults", {})
    if isinstance(defaults, dict):
        _check_defaults(path.name, defaults)
    letter = shaped(path.name, Letter, data)
    default_values(letter, file=path.name)
    return letter


def read_custodian(path: Path) -> CustodianFile:
    """Read the custodian file of a batch (TOML, or JSON by the ending .json).

    Raises InputError naming the file, the key (``column``) or the line (``row``).
    """
    found = shaped(path.name, CustodianFile, load(path))
    recorded_values(found, file=path.name)
    return found


def recorded_values(
    custodian: CustodianFile, *, file: str = "the custodian file"
) -> tuple[dict[str, Value], dict[str, dict[str, Value]]]:
    """What the custodian records for all requests, and for single ones by request_id.

    Raises InputError naming the key, for a fact that is unknown or that only the requester or
    the run can supply, and for a value that the fact does not take.
    """
    every = _recorded(file, "facts", custodian.facts)
    single = {
        key: _recorded(file, f"records.{number}", given)
        for number, (key, given) in enumerate(custodian.records.items(), 1)
    }
    return every, single


def _recorded(file: str, table: str, given: Mapping[str, object]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for name, value in given.items():
        if name not in RECORD_COLUMNS:
            guess = near(name, RECORD_COLUMNS)
            hint = f"Did you mean {guess}?" if guess else "See: duly law facts."
            problem = f"is no fact that a custodian records. {hint}"
            raise _wrong(file, [(f"{table}.{name}", problem)])
        if isinstance(value, int) and not isinstance(value, bool) and not _is_number(name):
            raise _wrong(file, [(f"{table}.{name}", "must be true or false, a text or a date.")])
        if isinstance(value, list) and RECORD_COLUMNS[name].kind is not Kind.CHOICES:
            raise _wrong(file, [(f"{table}.{name}", "must be one value, not a list.")])
        try:
            read = RECORD_COLUMNS[name].valid(_default_text(value))
        except Unreadable as unreadable:
            raise _wrong(file, [(f"{table}.{name}", str(unreadable))]) from None
        if read is not None:
            values[name] = read
    return values


def default_values(letter: Letter, *, file: str = "the letter") -> dict[str, Value]:
    """The letter's [defaults] as the rows' columns hold them, validated as a row would be.

    Raises InputError naming the key.
    """
    _check_defaults(file, letter.defaults)
    values: dict[str, Value] = {}
    for name, given in letter.defaults.items():
        try:
            value = find_column(name).valid(_default_text(given))
        except Unreadable as unreadable:
            raise _wrong(file, [(f"defaults.{name}", str(unreadable))]) from None
        if value is not None:
            values[name] = value
    return values


def _default_text(given: object) -> str:
    if isinstance(given, bool):
        return "yes" if given else "no"
    if isinstance(given, date):
        return given.isoformat()
    if isinstance(given, list):
        return ";".join(given)
    return str(given)


def _check_defaults(file: str, defaults: Mapping[str, object]) -> None:
    wrong = []
    for name, given in defaults.items():
        if name in OWN_COLUMNS:
            wrong.append(
                (name, "says who is meant, so every row must say it. Move it to the request file.")
            )
        elif name not in ROW_COLUMNS and name not in FACT_COLUMNS:
            guess = near(name, (*DEFAULT_COLUMNS, *FACT_COLUMNS))
            hint = f"Did you mean {guess}?" if guess else "See: duly template letter."
            wrong.append((name, f"is not a column of the request file. {hint}"))
        elif not (
            isinstance(given, str | bool)
            or (isinstance(given, int) and _is_number(name))
            or (isinstance(given, date) and not isinstance(given, datetime))
            or (
                isinstance(given, list)
                and all(isinstance(part, str) and ";" not in part for part in given)
            )
        ):
            wrong.append((name, "must be a text, true or false, a date, or a list of texts."))
    if wrong:
        raise _wrong(file, [(f"defaults.{name}", problem) for name, problem in wrong])


def _is_number(name: str) -> bool:
    column = FACT_COLUMNS.get(name) or RECORD_COLUMNS.get(name)
    return column is not None and column.kind in {Kind.NUMBER, Kind.CENTS}


def load(path: Path) -> dict[str, Any]:
    """Read a TOML or JSON file as it stands."""
    check_file(path)
    with path.open("rb") as file:
        raw = file.read(_MOST + 1)
    if len(raw) > _MOST:
        raise InputError(
            "the file is longer than 4 MB.",
            "Name the letter or custodian file itself; the rows belong in the request file.",
            file=path.name,
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"the file is not UTF-8 text (byte {error.start:,}).",
            "Save as UTF-8.",
            file=path.name,
            row=raw.count(b"\n", 0, error.start) + 1,
        ) from None
    try:
        data = (
            json.loads(text, object_pairs_hook=_unique)
            if path.suffix.lower() == ".json"
            else tomllib.loads(text.replace("\r\n", "\n"))
        )
    except tomllib.TOMLDecodeError as error:
        # The library's text may quote the file, so only the place is taken from it.
        found = _LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        place = f" (character {found[2]} of that line)" if found else " (at the end of the file)"
        raise _syntax(path, "TOML", place, line) from None
    except json.JSONDecodeError as error:
        place = f" (character {error.colno} of that line)"
        raise _syntax(path, "JSON", place, error.lineno) from None
    except (_TwiceError, RecursionError):
        raise _syntax(path, "JSON", ": a key stands twice or tables nest too deep", None) from None
    if not isinstance(data, dict):
        raise _syntax(path, "JSON", ": it must be one object", None)
    return data


class _TwiceError(ValueError):
    """A JSON object has the same key twice."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        raise _TwiceError
    return data


def _syntax(path: Path, form: str, place: str, line: int | None) -> InputError:
    return InputError(
        f"this is not valid {form}{place}.",
        'Put texts in "quotation marks", one key = value per line.'
        if form == "TOML"
        else "Check commas, brackets and quotation marks.",
        file=path.name,
        row=line,
    )


def shaped(file: str, model: type[M], data: dict[str, Any]) -> M:
    """Validate strictly, in the form of JSON: a number is no date, "yes" is no boolean."""
    wrong: list[tuple[str, str]] = []
    cleaned = _cleaned(data, "", wrong)
    if wrong:
        raise _wrong(file, wrong)
    try:
        return model.model_validate_json(json.dumps(cleaned), strict=True)
    except ValidationError as error:
        for item in error.errors(include_input=False, include_url=False):
            key = ".".join(str(part) for part in item["loc"] if part != "[key]")
            hint = says(item)
            if item["type"] == "extra_forbidden":
                guess = near(str(item["loc"][-1]), _keys(model, item["loc"][:-1]))
                hint = f"is not a key of this file. {f'Did you mean {guess}?' if guess else ''}"
            wrong.append((key, hint.strip()))
    raise _wrong(file, wrong)


def _keys(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    """Keys of the table at a path of the model, if it is one of fixed keys."""
    for part in path:
        field = model.model_fields.get(str(part))
        if field is None or not isinstance(field.annotation, type):
            return []
        if not issubclass(field.annotation, BaseModel):
            return []
        model = field.annotation
    return list(model.model_fields)


def _cleaned(value: object, key: str, wrong: list[tuple[str, str]]) -> Any:  # noqa: ANN401
    """Make every text plain and drop keys left blank; collect what cannot be read."""
    if isinstance(value, dict):
        parts = {k: _cleaned(v, f"{key}.{k}" if key else k, wrong) for k, v in value.items()}
        return {k: v for k, v in parts.items() if v is not None}
    if isinstance(value, list):
        return [_cleaned(part, key, wrong) for part in value]
    if isinstance(value, str):
        try:
            return plain(value)
        except Unreadable as unreadable:
            wrong.append((key, str(unreadable)))
            return None
    if isinstance(value, date) and not isinstance(value, datetime):
        if not in_range(value):
            wrong.append((key, "is a date outside 1900-01-01 to 2200-01-01. Correct the year."))
        return value.isoformat()
    if isinstance(value, bool | int | float) or value is None:
        return value
    wrong.append((key, "must be a date without a time of day (YYYY-MM-DD)."))
    return None


def _wrong(file: str, wrong: list[tuple[str, str]]) -> InputError:
    """Say everything that is wrong with the keys of a file, the first one as its place."""
    (key, problem), *others = wrong
    also = " ".join(f"Also: {name} {text}" for name, text in others)
    step = f"Correct the file and run the command again. {also}".strip()
    return InputError(f"this key {problem}", step, file=file, column=key)
