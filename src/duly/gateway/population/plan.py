"""How many households of which kind, so that the people add up exactly.

Households are numbered by kind, one kind after the other, and people by household; so the
number of a person tells household and place in it by arithmetic, without any table. Shares are
rough shares of American households, with every hard case often enough to be counted.
"""

from dataclasses import dataclass
from math import gcd

from duly.errors import UsageError

LEAST_PEOPLE, MOST_PEOPLE = 400, 40_000_000
YEARS = (2022, 2023, 2024)
TIN_SPACE = 50_000_000


@dataclass(frozen=True, slots=True)
class Member:
    """One place in a household.

    ``part``: head, spouse, child, grandparent, mate (shares the flat) or resident (of group
    quarters). ``sex``: any, other (than the head's) or the share of men in percent. ``gap`` is
    the range of days born after the head. ``twin_of`` is the place whose birthday is shared,
    ``elder`` the child before. ``never`` is the share in percent that is on nobody's file,
    ``files`` the share of the others that files a return of its own rather than being a payee.
    """

    part: str
    sex: str = "any"
    gap: tuple[int, int] = (0, 0)
    elder: int = 0
    twin_of: int = 0
    never: int = 4
    files: int = 100


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of household: its share per thousand, when heads were born, who lives there.

    ``crowd`` is how many such "households" share one line: group quarters.
    """

    name: str
    share: int
    born: tuple[int, int]
    members: tuple[Member, ...]
    crowd: int = 0


_HEAD = Member("head")
_SPOUSE = Member("spouse", "other", (-2_190, 2_190))
_ADULT = (1940, 1998)
_PARENT = (1974, 1989)
_OLDER = (1948, 1974)


def _children(first: int, number: int, *, grown: bool = False, twins: bool = False) -> list[Member]:
    gap = (7_300, 9_400) if grown else (8_000, 11_000)
    return [
        Member(
            "child",
            gap=gap if twins else (gap[0] + 500 * i, gap[1] + 500 * i),
            elder=first + i - 1 if i else 0,
            twin_of=first if twins and i else 0,
            never=15,
            files=45,
        )
        for i in range(number)
    ]


def _grandparent() -> Member:
    return Member("grandparent", gap=(-12_000, -8_000), never=40, files=60)


def _mates(number: int) -> list[Member]:
    return [Member("mate", gap=(-2_500, 2_500), never=10, files=60) for _ in range(number)]


def _resident(men: str, never: int, files: int) -> tuple[Member, ...]:
    return (Member("resident", men, never=never, files=files),)


_SIBLING = Member("child", gap=(300, 2_500), elder=1, never=8, files=70)

KINDS: tuple[Kind, ...] = (
    Kind("single", 270, _ADULT, (_HEAD,)),
    Kind("couple", 210, _ADULT, (_HEAD, _SPOUSE)),
    Kind("couple, one child", 90, _PARENT, (_HEAD, _SPOUSE, *_children(3, 1))),
    Kind("couple, two children", 110, _PARENT, (_HEAD, _SPOUSE, *_children(3, 2))),
    Kind("couple, three children", 45, _PARENT, (_HEAD, _SPOUSE, *_children(3, 3))),
    Kind("couple, four children", 12, _PARENT, (_HEAD, _SPOUSE, *_children(3, 4))),
    Kind("one parent, one child", 50, _PARENT, (_HEAD, *_children(2, 1))),
    Kind("one parent, two children", 35, _PARENT, (_HEAD, *_children(2, 2))),
    Kind("one parent, three children", 12, _PARENT, (_HEAD, *_children(2, 3))),
    Kind("couple, grown child", 35, _OLDER, (_HEAD, _SPOUSE, *_children(3, 1, grown=True))),
    Kind("couple, grown children", 15, _OLDER, (_HEAD, _SPOUSE, *_children(3, 2, grown=True))),
    Kind("one parent, grown child", 15, _OLDER, (_HEAD, *_children(2, 1, grown=True))),
    Kind("three generations", 20, _PARENT, (_HEAD, _SPOUSE, *_children(3, 2), _grandparent())),
    Kind("parent, child, grandparent", 15, _PARENT, (_HEAD, *_children(2, 1), _grandparent())),
    Kind("couple, twins", 12, _PARENT, (_HEAD, _SPOUSE, *_children(3, 2, twins=True))),
    Kind("grown twins", 4, _OLDER, (_HEAD, *_children(2, 2, grown=True, twins=True))),
    Kind("siblings", 15, _ADULT, (_HEAD, _SIBLING)),
    Kind("flat of two", 16, _ADULT, (_HEAD, *_mates(1))),
    Kind("flat of three", 12, _ADULT, (_HEAD, *_mates(2))),
    Kind("flat of four", 7, _ADULT, (_HEAD, *_mates(3))),
)
QUARTERS: tuple[Kind, ...] = (
    Kind("nursing home", 15, (1927, 1955), _resident("35", 25, 90), crowd=110),
    Kind("prison", 20, (1955, 2004), _resident("92", 45, 30), crowd=260),
    Kind("dormitory", 15, (2001, 2006), _resident("50", 25, 25), crowd=180),
)
"""``share`` of group quarters is per thousand people."""


@dataclass(frozen=True, slots=True)
class Block:
    """The households of one kind: numbers ``first`` up to ``first + count``; people likewise."""

    kind: Kind
    first: int
    count: int
    first_person: int
    first_line: int

    @property
    def size(self) -> int:
        """People in one household."""
        return len(self.kind.members)


@dataclass(frozen=True, slots=True)
class Plan:
    """Sizes and seed, and what follows from them."""

    requests: int
    people: int
    seed: int
    blocks: tuple[Block, ...]

    @property
    def homes(self) -> int:
        """Households that are not group quarters; they have the first numbers."""
        return sum(one.count for one in self.blocks if not one.kind.crowd)

    @property
    def households(self) -> int:
        """All households, each resident of group quarters counted as one."""
        return sum(one.count for one in self.blocks)

    @property
    def lines(self) -> int:
        """Lines of group quarters."""
        return sum(-(-one.count // one.kind.crowd) for one in self.blocks if one.kind.crowd)

    @property
    def with_relatives(self) -> float:
        """The share of people who do not live alone: only they have a relative's number."""
        return sum(one.count * one.size for one in self.blocks if one.size > 1) / self.people


def plan(requests: int, people: int | None, seed: int) -> Plan:
    """Plan a population. Raises UsageError if the sizes do not fit."""
    if requests < 1:
        raise UsageError("A population needs at least one request.", "Give --requests a number.")
    people = max(round(requests / 0.128), LEAST_PEOPLE) if people is None else people
    if not max(2 * requests, LEAST_PEOPLE) <= people <= MOST_PEOPLE:
        raise UsageError(
            f"A population has {LEAST_PEOPLE:,} to {MOST_PEOPLE:,} people, and at least two for "
            "each request.",
            "Choose fewer requests or another number of people.",
        )
    residents = [people * kind.share // 1_000 for kind in QUARTERS]
    left = people - sum(residents)
    weight = sum(kind.share * len(kind.members) for kind in KINDS)
    counts = [left * kind.share // weight for kind in KINDS]
    counts[0] += left - sum(n * len(kind.members) for n, kind in zip(counts, KINDS, strict=True))
    blocks, household, person, line = [], 0, 0, 0
    for kind, count in zip((*KINDS, *QUARTERS), (*counts, *residents), strict=True):
        blocks.append(Block(kind, household, count, person, line))
        household += count
        person += count * len(kind.members)
        line += -(-count // kind.crowd) if kind.crowd else 0
    return Plan(requests, people, seed, tuple(blocks))


def spread(size: int, share: float = 0.618_034) -> int:
    """Give a factor near ``share`` of ``size`` without common divisor: times it, numbers mix."""
    factor = max(round(size * share), 1)
    while gcd(factor, size) > 1:
        factor += 1
    return factor
