"""The records that come in: one model each, for file, form and later the API.

A *batch* is one file under one header letter. A *request* is one row: one person, one item,
one purpose. Field descriptions are the words a user sees in templates and messages.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from duly.law.usc.t26.s6103 import facts as f

Text = Annotated[str, StringConstraints(min_length=1, max_length=4_000)]
Short = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$")]

Item = Literal[f.ITEM_KINDS]  # type: ignore[valid-type]
Office = Literal[f.OFFICES]  # type: ignore[valid-type]
Employment = Literal[f.EMPLOYMENTS]  # type: ignore[valid-type]
Role = Literal[f.ROLES]  # type: ignore[valid-type]
Matter = Literal[f.MATTERS]  # type: ignore[valid-type]
Status = Literal[f.STATUSES]  # type: ignore[valid-type]
Use = Literal[f.USES]  # type: ignore[valid-type]
Authority = Literal[f.AUTHORITIES]  # type: ignore[valid-type]
MadeUnder = Literal[f.MADE_UNDER]  # type: ignore[valid-type]
Department = Literal[f.DEPARTMENTS]  # type: ignore[valid-type]
Custodian = Literal[f.CUSTODIANS]  # type: ignore[valid-type]
Ground = Literal[f.GROUNDS]  # type: ignore[valid-type]
Act = Literal[f.ACTS]  # type: ignore[valid-type]


class Record(BaseModel):
    """Frozen, strict about unknown keys, never echoing a value in its own repr."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    def __repr__(self) -> str:
        """Name the type only: a record's values never reach a log by accident."""
        return f"<{type(self).__name__}>"

    __str__ = __repr__


class Request(Record):
    """One row of the request file: one person, one item, one purpose."""

    request_id: Key = Field(
        description="the requester's own number for this row, unique in the file"
    )
    first_name: Short | None = Field(None, description="the taxpayer's first name")
    middle_name: Short | None = Field(None, description="middle name or initial")
    last_name: Short | None = Field(None, description="the taxpayer's last name")
    suffix: Short | None = Field(None, description="Jr, Sr, II, III")
    address: Text | None = Field(None, description="the taxpayer's address, in one line")
    tin: Short | None = Field(None, description="taxpayer identification number, nine digits")
    date_of_birth: date | None = Field(None, description="date of birth, YYYY-MM-DD")
    item: Item | None = Field(None, description="the one item asked for")
    periods: Short | None = Field(None, description="taxable periods: 2022; 2023 or 2021-2023")
    statute: Short | None = Field(
        None, description="the Federal criminal statute under which the matter runs"
    )
    reason: Text | None = Field(
        None, description="the specific reason why the item is or may be relevant"
    )
    matter_kind: Matter | None = Field(None, description="the kind of matter")
    matter_id: Short | None = Field(None, description="the case number")
    matter_status: Status | None = Field(None, description="open, closed or declined, today")
    matter_opened_on: date | None = Field(None, description="when the matter was opened")
    us_party: bool | None = Field(
        None, description="is or may the United States or the agency be a party"
    )
    uses: frozenset[Use] | None = Field(None, description="every intended use, separated by ;")
    recipient_name: Short | None = Field(None, description="the officer who is to receive the item")
    recipient_employment: Employment | None = Field(None, description="who employs that officer")
    recipient_role: Role | None = Field(
        None, description="the officer's part in this taxpayer's matter"
    )
    removal_order_final_on: date | None = Field(
        None, description="8 USC 1253: when the removal order became final"
    )
    removal_order_number: Short | None = Field(None, description="8 USC 1253: number of the order")
    removal_order_ground: Ground | None = Field(
        None, description="8 USC 1253: the ground on which the order rests"
    )
    removal_order_stayed: bool | None = Field(None, description="8 USC 1253: is the order stayed")
    offence_acts: frozenset[Act] | None = Field(
        None, description="8 USC 1253: the acts on which the reason relies, separated by ;"
    )
    relief_pending: bool | None = Field(
        None, description="8 USC 1253: deferred action, or proper steps against the order"
    )


ROW_COLUMNS: tuple[str, ...] = tuple(Request.model_fields)
REQUIRED_COLUMNS: tuple[str, ...] = ("request_id", "first_name", "last_name", "address")
"""Columns a request file must have. Every other one may stand once in [defaults]."""


class LetterPart(Record):
    """[letter]: what is asked, when, and under what authority."""

    batch_id: Key
    dated: date = Field(description="the letter's own date")
    received_on: date | None = Field(None, description="when the custodian received it")
    written: bool | None = Field(None, description="is the request in writing")
    provision: Short = Field(description="the provision of law relied on")
    authority_kind: Authority | None = Field(None, description="the kind of authority relied on")
    made_under: MadeUnder | None = Field(
        None, description="statute alone, or an agreement that adds conditions"
    )
    attested: bool | None = Field(
        None, description="does the letter carry the agreement's attestation"
    )


class RequesterPart(Record):
    """[requester]: the agency that asks."""

    agency: Short
    department: Department | None = None
    federal: bool | None = Field(None, description="is it a Federal agency (5 USC 551(1))")


class SignerPart(Record):
    """[signed_by]: who signed."""

    name: Short
    title: Short | None = None
    office: Office | None = None
    delegate: bool | None = Field(None, description="did the signer act as someone's delegate")


class Letter(Record):
    """The header letter of a batch; [defaults] may hold any row column but the keys."""

    letter: LetterPart
    requester: RequesterPart
    signed_by: SignerPart
    defaults: dict[str, str | bool | int | date | list[str]] = Field(default_factory=dict)


class Safeguards(Record):
    """[safeguards]: (p)(4) status of the recipient agency, as the custodian knows it."""

    met: bool | None = None
    checked_on: date | None = None
    checked_by: Short | None = None


class Determination(Record):
    """[i6]: the Secretary's determination under (i)(6), for the batch or for single requests."""

    made: bool | None = Field(None, description="false: checked, no determination made")
    for_requests: tuple[Key, ...] = Field((), description="requests for which one was made")
    checked_on: date | None = None


class OrderRecord(Record):
    """[orders.ID]: what the custodian has recorded under one court order."""

    carve_out: bool | None = Field(None, description="recorded that the carve-out's terms are met")
    recorded_by: Short | None = None
    notice_to_court_on: date | None = Field(None, description="date of the advance notice")
    reaches: bool | None = Field(
        None, description="where that is unclear: does the order reach this provision"
    )


class CustodianFile(Record):
    """What only the custodian knows about a batch."""

    custodian: Custodian | None = None
    safeguards: Safeguards = Safeguards()
    i6: Determination = Determination()
    component_head_opinion: bool | None = None
    orders: dict[str, OrderRecord] = Field(default_factory=dict)
    facts: dict[str, str | bool | int | date | list[str]] = Field(
        default_factory=dict, description="what holds for every request, by the fact's name"
    )
    records: dict[Key, dict[str, str | bool | int | date | list[str]]] = Field(
        default_factory=dict, description="what holds for one request, by request_id and fact"
    )


class Answer(Record):
    """One row of the answers file: what a person decided that the law leaves to a person."""

    request_id: Key
    question: Short = Field(description="the element's id, as printed by duly why")
    answer: bool
    because: Text = Field(description="the reason, in the person's own words")
    by: Short = Field(description="who answered")
    on: date = Field(description="when")
