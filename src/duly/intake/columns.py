"""The columns of a request file, derived from the Request model and from nothing else.

Each column knows how one cell becomes the value that the model validates (``read``), how the
model itself validates a whole list of such values (``adapter``: the field's own type), and
which words of the law need the datum.
"""

import types
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pyarrow as pa
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from duly.gateway.fact_sources import RECORDED, STATED
from duly.gateway.model import ROW_COLUMNS, Request, Text
from duly.intake.text import (
    Unreadable,
    amount,
    calendar_date,
    flag,
    nine_digits,
    plain,
    whole_number,
    word,
)
from duly.intake.words import says
from duly.law.fact import Fact, Kind

Value = str | bool | int | date | frozenset[str]
"""A cell as the model sees it."""

_I2 = "26 USC 6103(i)(2)"
LAW: dict[str, str] = {
    "request_id": "26 USC 6103(p)(3)(A)",
    **dict.fromkeys(
        ("first_name", "middle_name", "last_name", "suffix", "address"), f"{_I2}(B)(i)"
    ),
    "periods": f"{_I2}(B)(ii)",
    "statute": f"{_I2}(B)(iii)",
    "reason": f"{_I2}(B)(iv)",
    **dict.fromkeys(
        (
            "item",
            "matter_kind",
            "matter_id",
            "matter_status",
            "matter_opened_on",
            "us_party",
            "uses",
            "recipient_name",
            "recipient_employment",
            "recipient_role",
        ),
        f"{_I2}(A)",
    ),
    **dict.fromkeys((c for c in ROW_COLUMNS if c.startswith("removal_order_")), "8 USC 1253(a)(1)"),
    "offence_acts": "8 USC 1253(a)(1)",
    "relief_pending": "8 USC 1253(a)(2)",
}
"""The provision that needs the datum, by column. The law asks for no TIN or date of birth."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a request file.

    ``read`` turns a normalised, non-blank cell into a value or raises Unreadable; ``one`` and
    ``many`` are the model's own validators of one value and of a list of values.
    """

    name: str
    kind: Kind
    choices: tuple[str, ...]
    read: Callable[[str], Value | None]
    one: TypeAdapter[Any]
    many: TypeAdapter[list[Any]]
    law: str

    def value(self, text: str) -> Value | None:
        """Turn a raw cell into a value that the model can validate; blank is ``None``.

        Raises Unreadable.
        """
        cell = plain(text)
        return None if cell is None else self.read(cell)

    def valid(self, text: str) -> Value | None:
        """Turn a raw cell into a value that the model has accepted. Raises Unreadable."""
        value = self.value(text)
        try:
            return self.one.validate_python(value)  # type: ignore[no-any-return]
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            raise Unreadable("is blank. Fill it." if value is None else says(first)) from None

    def flat(self, value: Value | None) -> str | bool | int | date | None:
        """Give a value its form in a record batch: a set becomes words joined by ;."""
        if isinstance(value, frozenset):
            return ";".join(choice for choice in self.choices if choice in value)
        return value

    @property
    def arrow(self) -> pa.DataType:
        """The column's type in a record batch."""
        return {
            Kind.FLAG: pa.bool_(),
            Kind.DATE: pa.date32(),
            Kind.NUMBER: pa.int64(),
            Kind.CENTS: pa.int64(),
        }.get(self.kind, pa.string())


def _words(text: str) -> frozenset[str] | None:
    return frozenset(word(part.strip()) for part in text.split(";") if part.strip()) or None


def _bare(annotation: Any) -> Any:  # noqa: ANN401 - an annotation has no narrower type
    """Strip ``| None`` and metadata from an annotation."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in {Union, types.UnionType}:
        (only,) = (a for a in get_args(annotation) if a is not type(None))
        return _bare(only)
    return annotation


def _column(name: str, field: FieldInfo) -> Column:
    bare = _bare(field.annotation)
    choices: tuple[str, ...] = ()
    read: Callable[[str], Value | None] = str
    if bare is bool:
        kind, read = Kind.FLAG, flag
    elif bare is date:
        kind, read = Kind.DATE, calendar_date
    elif get_origin(bare) is frozenset:
        kind, read, choices = Kind.CHOICES, _words, get_args(get_args(bare)[0])
    elif get_origin(bare) is Literal:
        kind, read, choices = Kind.CHOICE, word, get_args(bare)
    elif bare is str:
        kind, read = Kind.TEXT, nine_digits if name == "tin" else str
    else:
        raise TypeError(f"Request.{name}: no reader for this type")
    typed: Any = Annotated[(field.annotation, *field.metadata)] if field.metadata else None
    typed = typed or field.annotation
    return Column(
        name, kind, choices, read, TypeAdapter(typed), TypeAdapter(list[typed]), LAW.get(name, "")
    )


def of_fact(fact: Fact) -> Column:
    """The column in which a fact is stated: its name, kind and choices are the law's own."""
    spelled = {choice.casefold(): choice for choice in fact.choices}  # some have capitals

    def one(text: str) -> str:
        return spelled.get(word(text), word(text))

    def several(text: str) -> frozenset[str] | None:
        return frozenset(one(part.strip()) for part in text.split(";") if part.strip()) or None

    word_of: Any = Literal[fact.choices] if fact.choices else None
    readers: dict[Kind, tuple[Callable[[str], Value | None], Any]] = {
        Kind.FLAG: (flag, bool),
        Kind.DATE: (calendar_date, date),
        Kind.NUMBER: (whole_number, int),
        Kind.CENTS: (amount, int),
        Kind.TEXT: (str, Text),
        Kind.CHOICE: (one, word_of),
        Kind.CHOICES: (several, frozenset[word_of] if fact.choices else None),
    }
    read, typed = readers[fact.kind]
    adapted: Any = typed | None
    return Column(
        fact.name,
        fact.kind,
        fact.choices,
        read,
        TypeAdapter(adapted),
        TypeAdapter(list[adapted]),
        "",
    )


FACT_COLUMNS: dict[str, Column] = {name: of_fact(fact) for name, fact in STATED.items()}
"""Further columns of a request file: what other provisions than (i)(2) ask of a requester."""

RECORD_COLUMNS: dict[str, Column] = {name: of_fact(fact) for name, fact in RECORDED.items()}
"""What only the custodian records, in the custodian file."""

COLUMNS: dict[str, Column] = {name: _column(name, f) for name, f in Request.model_fields.items()}
"""Every column of a request file, by name, in the model's order."""

REQUEST_SCHEMA: pa.Schema = pa.schema(
    [
        pa.field("row", pa.int64(), nullable=False),
        *(
            pa.field(column.name, column.arrow, nullable=name != "request_id")
            for name, column in COLUMNS.items()
        ),
    ]
)
"""The record batches of a RequestStream: ``row`` (as a spreadsheet counts), then each column.

Columns of ``FACT_COLUMNS`` that the file or the letter uses follow these.
"""


def find_column(name: str) -> Column:
    """A column of a request file by our name; KeyError if there is none."""
    return COLUMNS[name] if name in COLUMNS else FACT_COLUMNS[name]
