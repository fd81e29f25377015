"""Signs of an address outside the United States."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from duly.match.gate.tables import toml

_TABLE: Final = toml("foreign.toml")


def _phrases(name: str) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in _TABLE[name]:
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append(words)
    return found


_COUNTRIES: Final = _phrases("countries")
_REGIONS: Final = _phrases("regions")
_WORDS: Final = _phrases("words")
_PROVINCES: Final = frozenset(_TABLE["provinces"])
COUNTRY_TRIGGERS: Final = frozenset(_COUNTRIES)
"""First words of all countries."""
_CANADA: Final = re.compile(r"(?<![^ ])[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d$")
_BRITAIN: Final = re.compile(r"(?<![^ ])[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$")
_GERMANY: Final = re.compile(r"(?<![^ ])D \d{5}(?![^ ])")
_NETHERLANDS: Final = re.compile(r"(?<![^ ])[1-9]\d{3} [A-Z]{2} [A-Z]{4,}$")
_BRAZIL: Final = re.compile(r"(?<![^ ])\d{5}-\d{3}(?![^ ])")

_POSTCODES: Final = (_CANADA, _BRITAIN, _BRAZIL, _GERMANY, _NETHERLANDS)


def _count(words: Sequence[str], table: dict[str, list[tuple[str, ...]]]) -> int:
    return sum(
        any(tuple(words[i : i + len(phrase)]) == phrase for phrase in table.get(word, ()))
        for i, word in enumerate(words)
    )


def names_country(words: Sequence[str]) -> bool:
    """Tell whether a country other than the United States is named in ``words``."""
    return not COUNTRY_TRIGGERS.isdisjoint(words) and _count(words, _COUNTRIES) > 0


def names_region(words: Sequence[str]) -> bool:
    """Tell whether a region or large city abroad is named in ``words``."""
    return not _REGIONS.keys().isdisjoint(words) and _count(words, _REGIONS) > 0


def reason(words: Sequence[str], outside: Sequence[str]) -> str:
    """Return a reason code if an address without agreeing State and ZIP is foreign, else ``""``.

    ``words`` is the whole address, ``outside`` what does not name its street. A country or a
    foreign postal code is enough; so is a region abroad, or two words of foreign address lines.
    """
    line = " ".join(words)
    if any(code.search(line) for code in _POSTCODES):
        return "foreign_postcode"
    if outside and outside[-1] in _PROVINCES:
        return "foreign_place"
    if names_country(outside) or _count(outside, _REGIONS) or _count(outside, _WORDS) > 1:
        return "foreign_place"
    return ""
