"""What the custodian's policy may choose in matching; everything else is fixed."""

from dataclasses import dataclass
from typing import Literal

Profile = Literal["default", "statute-only"]
Rivals = Literal["near", "wide"]


@dataclass(frozen=True, slots=True)
class MatchPolicy:
    """The choices under which requests are matched; part of every receipt.

    ``profile``: ``default`` answers ``one`` only if a TIN or a date of birth is equal too;
    ``statute-only`` asks for name and address alone, and its measured error must be printed
    beside the statute.
    ``rivals``: how far away another person may be and still be mistaken for the one meant:
    ``near`` is name level 3 and address level 3, ``wide`` is 4 and 5.
    ``max_people_at_line``: above this many people on file at one delivery line, an address
    identifies nobody (a prison, a barracks, a mail drop).
    ``slices``: requests are compared in this many portions, which bounds memory and changes
    no answer.
    """

    profile: Profile = "default"
    rivals: Rivals = "near"
    max_people_at_line: int = 25
    slices: int = 8

    def __post_init__(self) -> None:
        """Refuse a policy that nobody can have meant; a typing error must not widen it."""
        if self.profile not in {"default", "statute-only"}:
            raise ValueError("the matching profile must be 'default' or 'statute-only'")
        if self.rivals not in {"near", "wide"}:
            raise ValueError("rivals must be 'near' or 'wide'")
        if self.max_people_at_line < 1:
            raise ValueError("max_people_at_line must be at least 1")
        if self.slices < 1:
            raise ValueError("slices must be at least 1")

    @property
    def rival_name_level(self) -> int:
        """The farthest name level at which a person is a rival."""
        return 3 if self.rivals == "near" else 4

    @property
    def rival_address_level(self) -> int:
        """The farthest address level at which a person is a rival."""
        return 3 if self.rivals == "near" else 5
