"""What the custodian's policy may choose in matching; everything else is fixed."""

from dataclasses import dataclass
from typing import Literal

from duly.match.measured import ErrorTable, released

Profile = Literal["default", "statute-only"]
Rivals = Literal["near", "wide"]

CELLS: tuple[str, ...] = tuple(
    f"{name};{address};{middle};{second}"
    for name, addresses in ((0, range(4)), (2, range(2)))
    for address in addresses
    for middle in ("agree", "absent")
    for second in ("tin+dob", "tin", "dob", "none")
)
"""Every kind of match that fits: the same conditions as ``candidate`` in sql/decide.sql."""


@dataclass(frozen=True, slots=True)
class MatchPolicy:
    """The choices under which requests are matched; part of every receipt.

    ``profile``: ``default`` answers ``one`` only if a TIN or a date of birth is equal too;
    ``statute-only`` asks for name and address alone, without bounds, and its measured error must
    be printed beside the statute.
    ``rivals``: how far away another person may be and still be mistaken for the one meant:
    ``near`` is name level 3 and address level 4, ``wide`` is 4 and 6.
    ``cell_bound`` and ``pooled_bound``: in the default profile, wrong answers per million: a kind
    of match (a cell) measured above the first goes to review; of the others, the 95 % upper
    bound of all together is at most the second.
    ``relatives_percent``: the share of requests that is assumed to carry a relative's TIN, one
    of 1, 5 and 10; which errors were measured hangs on it.
    ``max_people_at_line``: above this many people on file at one delivery line, an address
    identifies nobody (a prison, a barracks, a mail drop).
    ``max_people_compared``: a request that more people than this resemble in one and the same
    part is not compared one by one, so that time stays bounded.
    ``slices``: requests are compared in this many portions, which bounds memory and changes
    no answer.
    """

    profile: Profile = "default"
    rivals: Rivals = "near"
    cell_bound: int = 50
    pooled_bound: int = 15
    relatives_percent: int = 1
    max_people_at_line: int = 25
    max_people_compared: int = 5_000
    slices: int = 8

    def __post_init__(self) -> None:
        """Refuse a policy that nobody can have meant; a typing error must not widen it."""
        if self.profile not in {"default", "statute-only"}:
            raise ValueError("the matching profile must be 'default' or 'statute-only'")
        if self.rivals not in {"near", "wide"}:
            raise ValueError("rivals must be 'near' or 'wide'")
        if self.max_people_at_line < 1:
            raise ValueError("max_people_at_line must be at least 1")
        if min(self.cell_bound, self.pooled_bound) < 0:
            raise ValueError("bounds per million must not be negative")
        if self.relatives_percent not in {1, 5, 10}:
            raise ValueError("relatives_percent must be 1, 5 or 10")
        if self.max_people_compared < self.max_people_at_line:
            raise ValueError("max_people_compared must be at least max_people_at_line")
        if self.slices < 1:
            raise ValueError("slices must be at least 1")

    @property
    def rival_name_level(self) -> int:
        """The farthest name level at which a person is a rival."""
        return 3 if self.rivals == "near" else 4

    @property
    def rival_address_level(self) -> int:
        """The farthest address level at which a person is a rival."""
        return 4 if self.rivals == "near" else 6

    def released_cells(self, table: ErrorTable) -> tuple[str, ...]:
        """The kinds of match that are answered ``one`` under this policy and these measurements."""
        if self.profile == "statute-only":
            return CELLS
        cells = table.under(self.rivals, self.relatives_percent)
        return released(
            {name: cell for name, cell in cells.items() if name in CELLS},
            cell_bound=self.cell_bound,
            pooled_bound=self.pooled_bound,
        )
