"""One court order as its file records it: who is bound, what is blocked, from when to when.

A file states what a court ordered and how well that is known. It can describe a restraint,
and a way to comply with it (a carve-out); it has no words for a permission.
"""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic import model_validator as validator

from duly.law.index import DOORS
from duly.law.provision import Mark
from duly.law.usc.t26.s6103 import facts as f
from duly.orders.consistency import ANY, ContradictionError, contradictions
from duly.orders.timeline import STANDING, Period, periods

KINDS = (
    "temporary_restraining_order",
    "preliminary_injunction",
    "stay",
    "precedent",
    "finding",
    "denial",
    "ancillary",
    "appeal",
    "non_order",
)
STATUSES = ("in_force", "stayed", "vacated", "dissolved", "ended", "unknown")
ACTS = ("disclose", "use")
REQUIREMENTS = ("recorded", "notice_to_court")
PARTIES = tuple(dict.fromkeys((*f.CUSTODIANS, *f.DEPARTMENTS, "ice", "courts_of_dc_circuit")))
# A line for each provision that duly decides on: an order on another would change nothing,
# and a misspelt one must not pass for an order on nothing.
PROVISIONS = tuple(door.cite for door in DOORS)

_NO_CONTROLS = r"^[^\x00-\x1f\x7f-\x9f]+$"  # a file must not steer the terminal that shows it


def _listed(value: object) -> object:
    return (ANY,) if value == ANY else value


Line = Annotated[str, StringConstraints(min_length=1, max_length=2_000, pattern=_NO_CONTROLS)]
OrderId = Annotated[
    str, StringConstraints(max_length=40, pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")
]
Day = Annotated[date, Field(strict=True, ge=date(1900, 1, 1), le=date(2200, 1, 1))]
Kind = Literal[KINDS]  # type: ignore[valid-type]
Status = Literal[STATUSES]  # type: ignore[valid-type]
Act = Literal[ACTS]  # type: ignore[valid-type]
Requirement = Literal[REQUIREMENTS]  # type: ignore[valid-type]
Party = Literal[PARTIES]  # type: ignore[valid-type]
ProvisionWord = Literal[PROVISIONS]  # type: ignore[valid-type]
Recipient = Literal[(ANY, *f.DEPARTMENTS)]  # type: ignore[valid-type]
MadeUnder = Literal[(ANY, *f.MADE_UNDER)]  # type: ignore[valid-type]
Recipients = Annotated[tuple[Recipient, ...], BeforeValidator(_listed), Field(min_length=1)]
Bases = Annotated[tuple[MadeUnder, ...], BeforeValidator(_listed), Field(min_length=1)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Block(_Table):
    """[[blocks]]: one thing that the order forbids."""

    actor: tuple[Party, ...] = Field(
        min_length=1,
        description="whose act is restrained: custodians for disclose, departments for use",
    )
    act: Act = Field(description="disclose, or use of what was received")
    recipient: Recipients = Field(description="departments that may not receive it, or any")
    made_under: Bases = Field(description="requests made under any of these, or any")
    provisions: tuple[ProvisionWord, ...] = Field(min_length=1)
    says: Line = Field(description="what may not be done, as one sentence")
    unclear: bool = Field(
        False,
        strict=True,
        description="true: whether the order reaches this far is not known; it holds until a "
        "person who read the order records the answer",
    )
    mark: Mark | None = Field(None, description="where weaker than the order's own mark")


class CarveOut(_Table):
    """[[carve_outs]]: what the order leaves open, and what must be recorded to rely on it."""

    id: OrderId
    says: Line = Field(description="what is left open, as one sentence")
    requires: tuple[Requirement, ...] = Field(min_length=1)
    mark: Mark | None = Field(None, description="where weaker than the order's own mark")


class Change(_Table):
    """[[changes]]: from this day on, the order had this status."""

    on: Day
    status: Status
    says: Line
    source: Line


class Order(_Table):
    """One order, one file. ``effective_to`` is the first day on which it no longer stands.

    Before its first change an order stands from ``effective_from`` on. A status of
    ``unknown`` means: assume that it stands.
    """

    order_id: OrderId
    court: Line
    docket: Line
    judge: Line | None = None
    kind: Kind
    title: Line = Field(description="what the order says, as one plain sentence")
    effective_from: Day | None = Field(None, description="absent: the date was not found")
    effective_to: Day | None = Field(None, description="absent: no end was found")
    status: Status
    bound_parties: tuple[Party, ...] = ()
    protected_class: Line | None = Field(None, description="absent: not found")
    provisions: tuple[ProvisionWord, ...] = Field(min_length=1)
    blocks: tuple[Block, ...] = ()
    carve_outs: tuple[CarveOut, ...] = ()
    source: Line
    source_key: tuple[Line, ...] = ()
    mark: Mark
    notes: tuple[Line, ...] = ()
    last_verified_on: Day
    verified_by: Line
    changes: tuple[Change, ...] = ()
    replaces: bool = Field(
        False,
        strict=True,
        description="true: stands in place of the order with this id in an earlier folder",
    )

    @validator(mode="after")
    def _consistent(self) -> Self:
        found = tuple(contradictions(self))
        if found:
            raise ContradictionError(found)
        return self

    @property
    def cite(self) -> str:
        """Court and docket, as findings cite them."""
        return f"{self.court} {self.docket}"

    @property
    def slug(self) -> str:
        """The id as part of a fact's name."""
        return self.order_id.lower().replace("-", "_")

    @property
    def requires(self) -> tuple[str, ...]:
        """What must be recorded before anything is disclosed under a carve-out.

        The custodian records one answer for each order, not for each carve-out. So where an
        order has several, whatever any of them requires is needed: stricter, never milder.
        """
        needed = {word for carve_out in self.carve_outs for word in carve_out.requires}
        return tuple(word for word in REQUIREMENTS if word in needed)

    @property
    def stands(self) -> bool:
        """Tell whether it stands by its present status, or must be assumed to."""
        return self.status in STANDING

    def periods(self) -> tuple[Period, ...]:
        """When it stood or must be assumed to have stood, in order of time."""
        changes = tuple((change.on, change.status) for change in self.changes)
        return periods(self.effective_from, self.effective_to, changes)

    def in_force(self, on: date) -> bool:
        """Tell whether it stands on a day, or must be assumed to."""
        return any(period.covers(on) for period in self.periods())
