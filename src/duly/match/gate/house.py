"""House numbers, directionals and units: the small parts of a delivery line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from duly.match.gate.pub28 import DIRECTIONALS, NAMED, SUFFIXES, UNITS, UNITS_ALONE, ordinal

_NUMBER: Final = re.compile(
    r"\d{1,6}[A-Z]?|\d{1,6}-\d{1,6}[A-Z]?|\d{1,6}-[A-Z]|\d{1,6}-\d/\d"
    r"|[NSEW]-?\d{1,6}(?:-?[NSEW]-?\d{1,6})?|\d{1,3}[NSEW]\d{1,5}"
)
LONG_NUMBER: Final = re.compile(r"\d{7,}[A-Z]?")
"""More digits than a house number has."""
_FRACTION: Final = re.compile(r"[1-9]/\d{1,2}")
_UNIT_ID: Final = re.compile(r"[A-Z]{0,3}-?\d{1,6}(?:-?[A-Z0-9]{1,4})?|[A-Z]{1,2}|[A-Z]-[A-Z]")
_LOOSE_UNIT: Final = re.compile(r"(?:[A-Z]-?)?\d{1,5}(?:-?[A-Z])?|[A-Z]")
UNIT_TRIGGERS: Final = frozenset(UNITS) | frozenset(UNITS_ALONE)
"""Every unit designator."""
_DASH: Final = str.maketrans("", "", "-")
# Units that also end an establishment's name: "Federal Building", "Police Department".
_HOUSES: Final = frozenset({"BLDG", "DEPT"})
ORDINAL_ENDINGS: Final = frozenset({"ST", "ND", "RD", "TH"})
"""Ends of ``1ST`` to ``99TH``."""


def loose_unit(word: str) -> str:
    """Return a word such as ``4B`` as a unit without designator, or the empty string."""
    return f"# {word.translate(_DASH)}" if _LOOSE_UNIT.fullmatch(word) else ""


def take_units(words: list[str]) -> list[str]:
    """Take the units out of ``words`` and return them in standard spelling."""
    units: list[str] = []
    i = 0
    while i < len(words):
        word = words[i]
        following = words[i + 1] if i + 1 < len(words) else ""
        if word in UNITS and not (i and UNITS[word] in _HOUSES and words[i - 1] in NAMED):
            # "4TH FLOOR 300 ELM ST" has a house number behind it, "12TH FL 2" a second floor.
            alone = i + 2 != len(words) or not _UNIT_ID.fullmatch(following)
            if UNITS[word] == "FL" and alone and _take_ordinal_floor(words, i, units):
                i -= 1
                continue
            at = i + 1
            while following == "#":
                at += 1
                following = words[at] if at < len(words) else ""
            if (
                following
                and _UNIT_ID.fullmatch(following)
                and not (following in SUFFIXES and following.isalpha())
            ):
                last = at + 1
                ident = following
                if (
                    ident.isdigit()
                    and last == len(words) - 1
                    and re.fullmatch(r"[A-Z]", words[last])
                ):
                    ident += words[last]  # "APT 4 B"
                    last += 1
                units.append(f"{UNITS[word]} {ident.translate(_DASH)}")
                del words[i:last]
                continue
        elif word in UNITS_ALONE and _stands_alone(words, i):
            units.append(UNITS_ALONE[word])
            del words[i]
            continue
        i += 1
    return units


def _take_ordinal_floor(words: list[str], at: int, units: list[str]) -> bool:
    """Take ``2ND FLOOR``, whose second word is at ``at``; a number behind it is the house's."""
    before = words[at - 1] if at else ""
    if not (before[-2:] in ORDINAL_ENDINGS and before[:-2].isdigit()):
        return False
    units.append(f"FL {before[:-2]}")
    del words[at - 1 : at + 1]
    return True


def _stands_alone(words: Sequence[str], i: int) -> bool:
    """Tell whether the word at ``i`` is a unit such as REAR, not the street of that name."""
    if i == 0:
        return len(words) > 1 and words[1][0].isdigit()
    before = words[i - 1]
    if UNITS_ALONE[words[i]] == "OFC" and (before in NAMED or before == "FIELD"):
        return False  # "ICE Field Office"
    return i >= 2 and (before in SUFFIXES or before in DIRECTIONALS) and i == len(words) - 1


def house_number(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """Return the house number that begins at ``at`` and the index after it."""
    word = words[at]
    if word == "ONE" and _one_is_a_number(words, at + 1):
        return "1", at + 1
    if not _NUMBER.fullmatch(word):
        return None
    following = words[at + 1] if at + 1 < len(words) else ""
    if (
        word.isdigit()
        and following in ORDINAL_ENDINGS
        and at + 2 < len(words)
        and words[at + 2] in SUFFIXES
        and ordinal(int(word)).endswith(following)
    ):
        return None  # "42 ND ST" is 42nd Street without a house number; "21 ST JAMES AVE" is not
    if "/" in word:
        head, _, tail = word.partition("-")
        return f"{head.lstrip('0') or '0'} {tail}", at + 1
    number = word.translate(_DASH) if word[0].isalpha() else word.lstrip("0")
    if not number or (word[0] == "0" and not number[0].isdigit()):
        number = "0" + number  # "000", "0-12", "00A"
    if following and _FRACTION.fullmatch(following):
        return f"{number} {following}", at + 2
    return number, at + 1


def _one_is_a_number(words: Sequence[str], at: int) -> bool:
    """Tell "One Main St" (number 1) from "One Mile Rd"; higher numbers in words are left alone."""
    return (
        len(words) - at > 1
        and words[at] not in {"MILE", "AND", "WAY"}
        and any(word in SUFFIXES for word in words[at + 1 :])
    )


def directional(words: Sequence[str], at: int) -> tuple[str, int]:
    """Return the directional at ``at`` (``N W``, ``NORTH WEST``: ``NW``) and the index after it."""
    if at >= len(words):
        return "", at
    first = DIRECTIONALS.get(words[at], "")
    if first in {"N", "S"} and at + 1 < len(words):
        second = DIRECTIONALS.get(words[at + 1], "")
        if second in {"E", "W"}:
            return first + second, at + 2
    return first, at + 1 if first else at
