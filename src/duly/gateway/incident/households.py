"""Which households there are in the invented world, and how many."""

from dataclasses import dataclass
from math import ceil

LARGE_HOUSE = 40
"""People in one barracks, nursing home or jail: more than 25 at one line."""


@dataclass(frozen=True, slots=True)
class Member:
    """One place in a household.

    ``name_of`` and ``born_with`` name the place whose draws are used: 0 for one's own, else
    the father's or the twin's. ``gap`` is the range of days born after the first member.
    ``alike`` takes another first name with the same initial.
    """

    role: str
    sex: str = "any"
    gap: tuple[int, int] = (0, 0)
    name_of: int = 0
    alike: bool = False
    born_with: int = 0
    suffix: str = ""


HEAD = Member("taxpayer")
_SPOUSE = Member("spouse", "other", (-2_190, 2_190))
_CHILD = Member("child", "any", (7_300, 10_950))
_FATHER = Member("taxpayer", "male", suffix="Sr")
_NAMESAKE = Member("payee", "male", (8_000, 12_400), name_of=1, suffix="Jr")
_TWIN = Member("child", "any", (8_000, 9_500))
_OTHER_TWIN = Member("child", "any", (8_000, 9_500), name_of=3, alike=True, born_with=3)
_SIBLING = Member("payee", "any", (300, 2_500), name_of=1, alike=True)

KINDS: tuple[tuple[str, int, tuple[Member, ...]], ...] = (
    ("single", 300, (HEAD,)),
    ("couple", 220, (HEAD, _SPOUSE)),
    ("family of three", 120, (HEAD, _SPOUSE, _CHILD)),
    ("family of four", 130, (HEAD, _SPOUSE, _CHILD, _CHILD)),
    ("family of five", 60, (HEAD, _SPOUSE, _CHILD, _CHILD, _CHILD)),
    ("one parent", 90, (HEAD, _CHILD)),
    ("father and son", 30, (_FATHER, _NAMESAKE)),
    ("twins", 20, (HEAD, _SPOUSE, _TWIN, _OTHER_TWIN)),
    ("siblings", 30, (HEAD, _SIBLING)),
)
"""Households by kind with their weight; synthetic, chosen so that each hard case occurs."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many households of each sort the world holds; they are numbered in this order."""

    households: int
    in_large_houses: int
    strangers: int

    @property
    def on_roster(self) -> int:
        """Households on the roster: those with a number below this one."""
        return self.households + self.in_large_houses


def size_for(requests: int, strangers: int) -> Size:
    """Plan a roster of half as many people again as there are requests.

    About one person in forty lives in a large house; nobody is planned for fewer than 400.
    """
    people = max(requests * 3 // 2, 400)
    large = max(people // 40 // LARGE_HOUSE, 1) * LARGE_HOUSE
    total = sum(weight for _, weight, _ in KINDS)
    members = sum(weight * len(group) for _, weight, group in KINDS)
    return Size(ceil((people - large) * total / members), large, strangers)
