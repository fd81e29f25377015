"""Lists of address strings written by people who had not seen the gate, and how they are read.

Each folder below ``blind`` is one author's: ``strings.csv`` (text, expected, also, why; ``also`` is
further classes that may be given, parted by ``|``) and ``pieces.toml``: per defect its ``class``,
``also``, and ``heads``, ``middles`` and ``tails``, of which every combination is such a defect; and
``[good]`` likewise, or with ``formats``, ``numbers``, ``streets``, ``units`` and ``tails``.
"""

from __future__ import annotations

import csv
import random
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ACCEPTED = frozenset({"ok", "ok_rural", "ok_military"})
"""The gate's classes that let an address through to matching."""

SEED = 20_250_807

_CLASS = {
    "good": "ok",
    "number_garbage": "garbage",
}  # where an author names the list, not the class


@dataclass(frozen=True)
class Sample:
    """One text, the classes it may have (the first is the one expected), and its list."""

    text: str
    allowed: tuple[str, ...]
    kind: str

    @property
    def good(self) -> bool:
        """Whether it is an address that must be kept."""
        return self.allowed[0] in ACCEPTED

    @property
    def bad(self) -> bool:
        """Whether it must not be let through."""
        return ACCEPTED.isdisjoint(self.allowed)


def read_strings(folder: Path) -> list[Sample]:
    """Read the texts that were written one by one."""
    with (folder / "strings.csv").open(encoding="utf-8", newline="") as file:
        return [
            Sample(
                row["text"],
                (row["expected"], *filter(None, row["also"].split("|"))),
                row["expected"],
            )
            for row in csv.DictReader(file)
        ]


def compose(folder: Path, per_class: int) -> list[Sample]:
    """Compose distinct texts from pieces: a seeded sample of all combinations."""
    pieces = tomllib.loads((folder / "pieces.toml").read_text(encoding="utf-8"))
    samples: list[Sample] = []
    for kind, piece in pieces.items():
        pick = random.Random(f"{SEED} {kind}")  # noqa: S311 - test data, no secret
        texts: dict[str, None] = {}
        for _ in range(per_class * 30):
            texts[_good(piece, pick) if "formats" in piece else _bad(piece, pick)] = None
            if len(texts) == per_class:
                break
        allowed = (piece.get("class", _CLASS.get(kind, kind)), *piece.get("also", ()))
        samples += [Sample(text, allowed, kind) for text in texts]
    return samples


def _bad(piece: dict[str, Any], pick: random.Random) -> str:
    parts = (piece.get(name) for name in ("heads", "middles", "tails"))
    return "".join(pick.choice(part) for part in parts if part)


def _good(piece: dict[str, Any], pick: random.Random) -> str:
    return str(pick.choice(piece["formats"])).format(
        number=pick.choice(piece["numbers"]),
        street=pick.choice(piece["streets"]),
        unit=pick.choice(piece["units"]),
        tail=pick.choice(piece["tails"]),
    )
