"""Empty inputs to fill in, and their JSON schemas, generated from the models."""

import textwrap
import types
from datetime import date
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from duly.gateway.model import (
    Answer,
    CustodianFile,
    Letter,
    LetterPart,
    OrderRecord,
    Record,
    Request,
    RequesterPart,
    SignerPart,
)
from duly.intake.answers import Comparison
from duly.intake.letter import DEFAULT_COLUMNS
from duly.law.usc.t26.s6103 import facts as f
from duly.match import roster_schema, roster_template

TemplateKind = Literal[
    "requests", "letter", "custodian", "answers", "comparisons", "roster", "case"
]
"""The inputs that a person writes."""

_MODELS: dict[str, type[Record]] = {
    "requests": Request,
    "letter": Letter,
    "custodian": CustodianFile,
    "answers": Answer,
    "comparisons": Comparison,
}
_HEADS = {
    "letter": "The header letter of a batch: who asks, under what authority, and who signed.",
    "custodian": "What only the custodian knows about a batch.",
}
_WIDTH = 100


def template(kind: TemplateKind) -> str:
    """Text of an empty input: a CSV header for tables, commented TOML for the others.

    In TOML, keys that must be given stand blank; the others are comments, because what is not
    said must stay unknown.
    """
    if kind == "roster":
        return roster_template()
    if kind == "case":
        return _case()
    model = _MODELS[kind]
    if kind not in _HEADS:
        return ",".join(model.model_fields) + "\r\n"
    lines = [f"# {_HEADS[kind]}", "# Leave out what is not known: nothing is assumed.", ""]
    tables = []
    for name, field in model.model_fields.items():
        if name == "defaults":
            tables += _defaults()
        elif name == "orders":
            tables += ["# One table for each court order, by its own id:", "# [orders.ID]"]
            tables += [*_keys(OrderRecord, all_commented=True), ""]
        elif name in {"facts", "records"}:
            table = "[facts]" if name == "facts" else "[records.REQUEST_ID]"
            tables += [*_note(field.description or ""), f"# {table}", ""]
        elif isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            tables += [*_note(field.annotation.__doc__ or ""), f"[{name}]"]
            tables += [*_keys(field.annotation), ""]
        else:
            lines += [*_key(name, field), ""]
    return "\n".join([*lines, *tables]).rstrip() + "\n"


def schema(kind: TemplateKind) -> dict[str, Any]:
    """JSON schema of one record of this kind; of the whole mapping for a roster."""
    if kind == "roster":
        return roster_schema()
    if kind == "case":
        return _case_schema()
    return _MODELS[kind].model_json_schema()


def _case() -> str:
    """A case file: one person, what is wanted and what is in hand."""
    lines = [
        "# One case: one person, what is wanted, what is in hand (duly check request CASE.toml).",
        "# Leave out what is not known: nothing is assumed.",
        "",
        "[request]",
    ]
    for name in ("first_name", "last_name", "address", "periods", "uses", "recipient_name"):
        lines += _key(name, Request.model_fields[name], all_commented=True)
    lines += [
        *_note(f"One or more of: {', '.join(f.ITEM_KINDS)}"),
        '# items = ["mailing_address"]',
        *_note(
            "Every other column of a request file, and every fact that a requester states, may "
            'stand here too: duly law facts "26 USC 6103(c)" lists those of a provision.'
        ),
        "",
        "[letter]",
        *_keys(LetterPart, all_commented=True),
        "",
        "[requester]",
        *_keys(RequesterPart, all_commented=True),
        "",
        "[signed_by]",
        *_keys(SignerPart, all_commented=True),
        "",
        *_note("What a custodian file says; facts that the custodian records by their names:"),
        "# [custodian.facts]",
        "",
        *_note("What a person decided, by the element that asks: true or false"),
        "# [answers]",
    ]
    return "\n".join(lines) + "\n"


def _case_schema() -> dict[str, Any]:
    parts = {
        "request": Request,
        "letter": LetterPart,
        "requester": RequesterPart,
        "signed_by": SignerPart,
        "custodian": CustodianFile,
    }
    tables = {name: {"type": "object", "title": model.__name__} for name, model in parts.items()}
    return {
        "title": "Case",
        "type": "object",
        "properties": {**tables, "answers": {"type": "object"}},
    }


def _defaults() -> list[str]:
    lines = [
        "# What is the same for every row whose cell is blank. Each is a column of the request",
        "# file; who is meant (name, address, numbers) can only stand in the row.",
        "[defaults]",
    ]
    for name in DEFAULT_COLUMNS:
        lines += _key(name, Request.model_fields[name], all_commented=True)
    return [*lines, ""]


def _keys(model: type[BaseModel], *, all_commented: bool = False) -> list[str]:
    return [
        line
        for name, field in model.model_fields.items()
        for line in _key(name, field, all_commented=all_commented)
    ]


def _key(name: str, field: FieldInfo, *, all_commented: bool = False) -> list[str]:
    example, choices = _example(field.annotation)
    says = field.description or ""
    if choices:
        says = f"{says}. " if says else ""
        says += f"One or more of: {choices}" if example == "[]" else f"One of: {choices}"
    mark = "# " if all_commented or not field.is_required() else ""
    if not mark:
        says = f"{says}, for example {example}" if example != '""' else says
        example = '""'
    return [*_note(says), f"{mark}{name} = {example}"]


def _example(annotation: Any) -> tuple[str, str]:  # noqa: ANN401 - an annotation has no type
    """Give how a value of this type is written in TOML, and its choices."""
    if get_origin(annotation) in {Union, types.UnionType}:
        (annotation,) = (a for a in get_args(annotation) if a is not type(None))
    if get_origin(annotation) is Literal:
        return '""', ", ".join(get_args(annotation))
    if get_origin(annotation) in {frozenset, tuple}:
        return "[]", _example(get_args(annotation)[0])[1]
    return {bool: "true or false", date: "2025-01-31"}.get(annotation, '""'), ""


def _note(text: str) -> list[str]:
    """Wrap a text into comments."""
    return [f"# {line}" for line in textwrap.wrap(" ".join(text.split()), _WIDTH - 2)]
