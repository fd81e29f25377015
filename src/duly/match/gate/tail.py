"""The end of an address: country, ZIP Code, State and city."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from duly.match.gate.places import agrees, places, take_state
from duly.match.gate.pub28 import CITY_WORDS, SUFFIXES
from duly.match.gate.tables import toml
from duly.match.gate.text import fold

_UNITED_STATES: Final = frozenset(tuple(x.split()) for x in toml("foreign.toml")["united_states"])
_US_LAST: Final = frozenset(words[-1] for words in _UNITED_STATES)
_ZIP: Final = re.compile(r"(\d{5})(?:-?\d{4})?")
_ZIP_LABELS: Final = frozenset({"ZIP", "ZIPCODE", "POSTAL", "CODE", "POSTCODE", "Z", "ZC"})
_MOST_CITY_WORDS: Final = 6
_LONGEST_KEY: Final = 26
_SPLIT: Final = re.compile(r"[,;\n\r|]+")


@dataclass(slots=True)
class Tail:
    """What stands at the end; ``words`` is left before it, ``city_from`` names the table."""

    words: list[str]
    zip5: str = ""
    state: str = ""
    city: str = ""
    city_from: str = ""  # "zip", "near" (misspelt), "state" or ""
    zero_restored: bool = False


def _take_country(words: Sequence[str], end: int) -> int:
    if end > 1 and words[end - 1] in _US_LAST:
        for length in range(min(5, end - 1), 0, -1):
            if tuple(words[end - length : end]) in _UNITED_STATES:
                return end - length
    return end


def _take_zip(words: Sequence[str], end: int) -> tuple[str, int]:
    last = words[end - 1] if end else ""
    if not last or not last[0].isdigit():
        return "", end
    zip5 = ""
    if (
        len(last) == 4
        and end > 1
        and len(words[end - 2]) == 5
        and (words[end - 2] + last).isdigit()
    ):
        zip5, end = words[end - 2], end - 2
    else:
        match = _ZIP.fullmatch(last)
        if match is None:
            return "", end
        zip5, end = match[1], end - 1
    while end and words[end - 1] in _ZIP_LABELS:
        end -= 1
    return zip5, end


def _take_inner_zip(words: list[str], state: str) -> str:
    """Take a ZIP Code before city or State (``62701 Springfield IL``) from ``words``."""
    for i in range(len(words) - 1, 0, -1):
        match = _ZIP.fullmatch(words[i])
        if match is not None and agrees(match[1], state):
            del words[i]
            return match[1]
    return ""


def read_tail(words: Sequence[str], text: str) -> Tail:
    """Split folded ``words`` into the end of the address and what stands before it.

    ``text`` is the text before folding; its commas and line breaks only choose between two readings
    that both know the city, so they never change whether an address is accepted.
    """
    end = _take_country(words, len(words))
    zip5, end = _take_zip(words, end)
    end = _take_country(words, end)
    state, end = take_state(words, end)
    zero_restored = False
    if not zip5 and not state:
        zip5, state, end = _take_short_zip(words, end)
        zero_restored = bool(zip5)
    left = list(words[:end])
    if not zip5 and state:
        zip5 = _take_inner_zip(left, state)
    tail = Tail(left, zip5, state, zero_restored=zero_restored)
    known = places()
    record = known.zips.get(zip5)
    if record is not None:
        _take_city(tail, record.cities, "zip", text, record.longest_city)
    if not tail.city and state:
        _take_city(tail, known.cities.get(state, {}), "state", text)
    if not tail.city and record is not None:
        _take_misspelt_city(tail, record.cities)
    return tail


def _take_short_zip(words: Sequence[str], end: int) -> tuple[str, str, int]:
    """Read ``MA 1701`` as ``MA 01701``: spreadsheets drop the zero, and the State confirms it."""
    if end > 1 and len(words[end - 1]) == 4 and words[end - 1].isdigit():
        state, before = take_state(words, end - 1)
        if state and agrees("0" + words[end - 1], state):
            return "0" + words[end - 1], state, before
    return "", "", end


def _take_misspelt_city(tail: Tail, cities: dict[str, str]) -> None:
    """Take a city that is one or two letters off a name in use for the ZIP Code."""
    words = tail.words
    for name in cities.values():
        wanted = name.replace(" ", "")
        allowed = 2 if len(wanted) > 7 else 1
        if len(wanted) < 5:
            continue
        for length in range(1, min(_MOST_CITY_WORDS, len(words)) + 1):
            given = "".join(words[-length:])
            if abs(len(given) - len(wanted)) <= allowed and _within(given, wanted, allowed):
                tail.city, tail.city_from = name, "near"
                del words[-length:]
                return


def _within(left: str, right: str, allowed: int) -> bool:
    """Tell whether few enough letters are wrong, missing, extra or swapped with their neighbour."""
    two: list[int] = []
    one = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            cost = min(row[j - 1] + 1, one[j] + 1, one[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, two[j - 2] + 1)
            row.append(cost)
        two, one = one, row
    return one[-1] <= allowed


def _take_city(
    tail: Tail, cities: dict[str, str], source: str, text: str, longest: int = _LONGEST_KEY
) -> None:
    """Take the longest name of ``cities`` that ends ``tail``; no key is longer than ``longest``."""
    words = tail.words
    found: list[tuple[int, str]] = []
    key = ""
    for length in range(1, min(_MOST_CITY_WORDS, len(words)) + 1):
        word = words[-length]
        key = CITY_WORDS.get(word, word) + key
        if key in cities:
            found.append((length, cities[key]))
        elif len(key) > longest:
            break
    if not found:
        return
    length, tail.city = found[-1]
    if len(found) > 1 and _SPLIT.search(text):
        length, tail.city = _prefer_break(found, words, text)
    tail.city_from = source
    del words[-length:]


def _prefer_break(found: list[tuple[int, str]], words: list[str], text: str) -> tuple[int, str]:
    """Return the longest city that begins at a comma or line break, else the longest.

    Only where even the longest city leaves number, name and suffix: then both readings are whole,
    and the comma decides about the parts ("Main St W, Columbia"), never about the class.
    """
    if SUFFIXES.keys().isdisjoint(words[2 : len(words) - found[-1][0]]):
        return found[-1]
    at = 0
    breaks = set[int]()
    for part in _SPLIT.split(text[:4_000]):
        at += len(fold(part).split())
        breaks.add(at)
    for length, name in reversed(found):
        if len(words) - length in breaks and len(words) - length >= 3:
            return length, name
    return found[-1]
