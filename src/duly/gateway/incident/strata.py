"""How many rows of each sort: the published totals, and what we had to make up below them.

Three figures were published about the file as a whole and two follow from them by
subtraction. Nobody has published how the rows divide below that. Every such division here is
marked *synthetic*: it is there so that each defect occurs, and says nothing about how often
it occurred. Sources are the keys of docs/explanation/the-incident.md, section 5.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

POPULATION = 1_280_000
DEFICIENT = 2_350
DEFICIENT_CEILING = 2_364
SPLIT_SEED = 20250807

Path = Literal["tin", "address", "none"]
"""By which of the two rules of 2025 a row was sent, if it was."""


class Mark(StrEnum):
    """How well a figure is known."""

    SECONDARY = "seen/2"
    DERIVED = "derived"
    SYNTHETIC = "synthetic"


@dataclass(frozen=True, slots=True)
class Figure:
    """One count of the full-size file, where it comes from and how well it is known."""

    rows: int
    mark: Mark
    source: str


TOTALS: Mapping[str, Figure] = {
    "requests": Figure(POPULATION, Mark.SECONDARY, "I-06: about 1.28 million"),
    "released": Figure(47_289, Mark.SECONDARY, "I-08: sent on 7 August 2025"),
    "tin": Figure(42_695, Mark.SECONDARY, "I-11: sent through TIN matching"),
    "address": Figure(4_594, Mark.DERIVED, "I-12: 47,289 - 42,695"),
    "none": Figure(1_232_711, Mark.DERIVED, "I-10: 1,280,000 - 47,289"),
}


@dataclass(frozen=True, slots=True)
class Stratum:
    """Rows of one sort. ``weight`` is their share inside ``path`` (or inside X01-X08)."""

    key: str
    defect: str
    path: Path
    figure: Figure
    says: str


def _synthetic(rows: int, why: str) -> Figure:
    return Figure(rows, Mark.SYNTHETIC, why)


# The press says "about 2,350" patently deficient addresses of 47,289 (I-13). That all of
# them lay on the TIN path is our assumption: the address path compared addresses.
_DEFICIENT: tuple[tuple[str, str, float, str], ...] = (
    ("failed_to_provide", "X01", 0.20, "the words Failed to Provide and a ZIP"),
    ("unknown_address", "X02", 0.18, "the words Unknown Address and a ZIP"),
    ("null_tokens", "X03", 0.12, "NA NA and a ZIP"),
    ("bare_zip", "X04", 0.20, "a ZIP or 00000 and nothing else"),
    ("nonsense", "X05", 0.05, "Don't Care and five digits, the court's own example"),
    ("no_street_number", "X06", 0.10, "street, city and ZIP without a house number"),
    ("no_street_name", "X07", 0.05, "house number, city and ZIP without a street"),
    ("institution_only", "X08", 0.10, "the name of a jail and no place"),
)


def _draw_deficient(rows: int) -> list[int]:
    """Share ``rows`` out over X01-X08: one seeded draw per row with the weights above.

    Only ``random()`` is used, the one method whose sequence Python promises to keep.
    """
    rng = random.Random(SPLIT_SEED)  # noqa: S311  (a reproducible draw, not a secret)
    counts = [0] * len(_DEFICIENT)
    for _ in range(rows):
        left = rng.random()
        for place, (_, _, weight, _) in enumerate(_DEFICIENT):
            left -= weight
            if left < 0 or place == len(_DEFICIENT) - 1:
                counts[place] += 1
                break
    return counts


_WRONG_PERSON = 188
_DIFFERS = 33_000


def catalogue(deficient: int = DEFICIENT) -> tuple[Stratum, ...]:
    """Every stratum at full size, in a fixed order."""
    if not len(_DEFICIENT) <= deficient <= DEFICIENT_CEILING:
        raise ValueError(f"deficient is {len(_DEFICIENT)} to {DEFICIENT_CEILING}")
    drawn = f"share of {deficient:,} (I-13) drawn with seed {SPLIT_SEED}; no split published"
    current = TOTALS["tin"].rows - deficient - _WRONG_PERSON - _DIFFERS
    variants, wrong_tin, blank, stranger_tin = 38_400, 12_800, 25_600, 102_400
    stranger = TOTALS["none"].rows - variants - wrong_tin - blank - stranger_tin
    made_up = "no breakdown of the rows not sent was published"
    return (
        *(
            Stratum(key, code, "tin", _synthetic(rows, drawn), says)
            for (key, code, _, says), rows in zip(
                _DEFICIENT, _draw_deficient(deficient), strict=True
            )
        ),
        Stratum(
            "wrong_person",
            "X17",
            "tin",
            _synthetic(_WRONG_PERSON, "count redacted; 0.44 % as measured on an invented file"),
            "the TIN is a relative's; the first four letters of the surname agree",
        ),
        Stratum(
            "address_differs",
            "X12",
            "tin",
            _synthetic(_DIFFERS, "I-14 reports about 33,000 updated addresses; the path is ours"),
            "a complete address, never compared; the custodian's current one is another",
        ),
        Stratum(
            "address_not_compared",
            "X10",
            "tin",
            _synthetic(current, "what is left of the TIN path"),
            "a complete address, never compared; it would have agreed",
        ),
        Stratum(
            "address_agrees",
            "X11",
            "address",
            TOTALS["address"],
            "no TIN; name and address equal the custodian's letter for letter",
        ),
        Stratum(
            "spelled_differently",
            "X18",
            "none",
            _synthetic(variants, made_up),
            "the right person and place, written differently",
        ),
        Stratum(
            "wrong_digit",
            "",
            "none",
            _synthetic(wrong_tin, made_up),
            "the right person; one digit of the TIN is wrong",
        ),
        Stratum(
            "address_blank",
            "X09",
            "none",
            _synthetic(blank, made_up),
            "name and TIN agree, the address is blank",
        ),
        Stratum(
            "stranger_with_tin",
            "",
            "none",
            _synthetic(stranger_tin, made_up),
            "not on the roster; a TIN is given",
        ),
        Stratum(
            "stranger",
            "",
            "none",
            _synthetic(stranger, made_up),
            "not on the roster; no TIN",
        ),
    )


def apportion(total: int, weights: Sequence[int], least: int = 0) -> list[int]:
    """Share ``total`` out by largest remainders; nobody gets fewer than ``least``.

    Integers throughout, ties to the earlier place, so every machine gets the same answer.
    """
    whole = sum(weights)
    if least * len(weights) > total:
        raise ValueError("the total is too small for the least share")
    shares = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for place in by_remainder[: total - sum(shares)]:
        shares[place] += 1
    while min(shares) < least:  # the largest gives to the smallest, one row at a time
        shares[shares.index(max(shares))] -= 1
        shares[shares.index(min(shares))] += 1
    return shares


@dataclass(frozen=True, slots=True)
class Strata:
    """How many rows of each stratum a file of ``rows`` rows holds; they add up exactly."""

    rows: int
    strata: tuple[Stratum, ...]
    counts: Mapping[str, int]

    def on_path(self, path: Path) -> int:
        """Rows of one path: "tin", "address" or "none"."""
        return sum(self.counts[one.key] for one in self.strata if one.path == path)

    @property
    def tin_path(self) -> int:
        """Rows that the TIN rule of 2025 sends."""
        return self.on_path("tin")

    @property
    def address_path(self) -> int:
        """Rows that the address rule of 2025 sends."""
        return self.on_path("address")

    @property
    def released(self) -> int:
        """Rows that the rules of 2025 send."""
        return self.tin_path + self.address_path

    @property
    def not_matched(self) -> int:
        """Rows that the rules of 2025 do not send."""
        return self.on_path("none")

    @property
    def deficient(self) -> int:
        """Rows whose address is patently deficient, X01-X08."""
        return sum(self.counts[key] for key, *_ in _DEFICIENT)

    def by_defect(self) -> dict[str, int]:
        """Rows per code of the defect taxonomy; rows without a code are left out."""
        return {one.defect: self.counts[one.key] for one in self.strata if one.defect}


def strata(rows: int, deficient: int = DEFICIENT) -> Strata:
    """Scale the strata to ``rows`` rows: first the paths, then inside each path.

    From 1,000 rows on, every stratum has at least one row.
    """
    if rows < 1:
        raise ValueError("at least one row")
    every = catalogue(deficient)
    groups: list[list[Stratum]] = [
        [one for one in every if one.path == path] for path in ("tin", "address", "none")
    ]
    least = 1 if rows >= 1_000 else 0
    per_path = apportion(rows, [sum(one.figure.rows for one in group) for group in groups])
    counts: dict[str, int] = {}
    for group, total in zip(groups, per_path, strict=True):
        shares = apportion(total, [one.figure.rows for one in group], least)
        counts.update({one.key: share for one, share in zip(group, shares, strict=True)})
    return Strata(rows, every, counts)
