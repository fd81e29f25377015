"""Reading of ``cases.csv``."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import NamedTuple

_ESCAPE = re.compile(r"\\(n|t|u[0-9a-f]{4})")


class Case(NamedTuple):
    """One invented address, the class it should have, and why it is in the table."""

    address: str
    expected: str
    why: str


def _unescape(match: re.Match[str]) -> str:
    found = match[1]
    return {"n": "\n", "t": "\t"}.get(found) or chr(int(found[1:], 16))


def read_cases() -> list[Case]:
    with (Path(__file__).parent / "cases.csv").open(encoding="utf-8", newline="") as file:
        next(file)  # the comment
        return [
            Case(_ESCAPE.sub(_unescape, row["address"]), row["expected"], row["why"])
            for row in csv.DictReader(file)
        ]


CASES = read_cases()
