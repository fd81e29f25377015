"""Standard spellings of words and numbered roads (USPS Publication 28, Appendices B, C, E, F)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from duly.match.gate.tables import rows, toml


def _spellings(table: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {spelling: standard for standard, found in table.items() for spelling in found}


def _suffixes() -> tuple[dict[str, str], dict[str, str]]:
    by_spelling: dict[str, str] = {}
    primary: dict[str, str] = {}
    for standard, name, others in rows("suffixes.csv"):
        primary.setdefault(standard, name)
        for spelling in (standard, name, *others.split()):
            by_spelling.setdefault(spelling, standard)
    return by_spelling, primary


_WORDS: Final = toml("words.toml")
_ROADS: Final = toml("roads.toml")

SUFFIXES, _PRIMARY = _suffixes()
"""Spelling -> standard abbreviation of a street suffix."""
DIRECTIONALS: Final = _spellings(_WORDS["directionals"])
"""Spelling -> one of the eight abbreviations."""
UNITS: Final = _spellings(_WORDS["units"])
"""Spelling -> standard designator that needs an identifier."""
UNITS_ALONE: Final = _spellings(_WORDS["units_alone"])
"""Spelling -> standard designator that stands alone."""
ALONE: Final = frozenset(_WORDS["alone"]["words"])
"""Suffix words that are whole street names."""
ESTABLISHMENTS: Final = frozenset(_WORDS["establishments"]["words"])
"""Standard suffixes that may be the last word of an establishment's name."""
NAMED: Final = frozenset(_WORDS["named"]["words"])
"""Words after which BUILDING or DEPARTMENT is no unit."""
PREFIXES: Final = _spellings(_ROADS["prefixes"])
"""Type words that stand before the street name."""

_ORDINALS: Final[dict[str, str]] = _WORDS["ordinals"]
_TENS: Final[dict[str, int]] = _WORDS["tens"]
_NAMES: Final[dict[str, str]] = _WORDS["names"]
# "ST" and "DR" inside a name are Saint and Doctor; the other abbreviations mean their suffix word.
_NAME_WORDS: Final = {
    **{std: name for std, name in _PRIMARY.items() if std != name and std not in {"ST", "DR"}},
    **{spelling: word for spelling, word in _NAMES.items() if spelling != "AND"},
}
_ROAD_NUMBER: Final = re.compile(r"\d{1,5}[A-Z]{0,2}|\d{1,3}-[A-Z0-9]{1,3}|\d{1,3}\.\d|[A-Z]{1,2}")
_HAS_DIGIT: Final = re.compile(r"\d")


def _numbered() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for standard, spellings in _ROADS["numbered"].items():
        for spelling in spellings:
            words = tuple(spelling.split())
            found.setdefault(words[0], []).append((words, standard))
    for options in found.values():
        options.sort(key=lambda option: -len(option[0]))
    return found


_NUMBERED: Final = _numbered()
ROAD_WORDS: Final = frozenset(_NUMBERED)
"""First words of numbered roads."""
ROAD_LAST_WORDS: Final = frozenset(words[-1] for opts in _NUMBERED.values() for words, _ in opts)
"""Words after which a number belongs to the road, not to a house."""
# Roads that are lettered as well as numbered; elsewhere a letter would be a unit or a directional.
_LETTERED: Final = frozenset(
    {"COUNTY ROAD", "COUNTY HIGHWAY", "COUNTY TRUNK", "STATE HIGHWAY", "HIGHWAY", "ROUTE"}
)


def numbered_road(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """Return the standard name of the numbered road that begins at ``at``, and the index after it.

    ``["CR", "120"]`` gives ``("COUNTY ROAD 120", 2)``; None where no such road begins there.
    """
    for spelling, standard in _NUMBERED.get(words[at], ()):
        end = at + len(spelling)
        if end >= len(words) or tuple(words[at:end]) != spelling:
            continue
        if standard == "ROAD" and at:
            continue  # "MAIN ROAD 4" is a house or flat on Main Road
        number = words[end]
        if number == "#" and end + 1 < len(words):
            end, number = end + 1, words[end + 1]
        if not _ROAD_NUMBER.fullmatch(number) or number in SUFFIXES:
            continue
        if _HAS_DIGIT.search(number) or (standard in _LETTERED and number not in DIRECTIONALS):
            return f"{standard} {number}", end + 1
    return None


def ordinal(number: int) -> str:
    """Return the number with its English ordinal ending, such as ``23RD``."""
    if number % 100 in {11, 12, 13}:
        return f"{number}TH"
    return f"{number}{ {1: 'ST', 2: 'ND', 3: 'RD'}.get(number % 10, 'TH') }"


def street_name(words: Sequence[str], *, typed: bool) -> str:
    """Return the standard form of a street's name without its suffix.

    ``typed`` says that a suffix follows, so that a bare number is an ordinal (``5 AVE``: ``5TH``).
    """
    if len(words) == 1:
        word = words[0]
        if (
            word.isalpha()
            and word not in _ORDINALS
            and word not in _NAME_WORDS
            and word not in _TENS
        ):
            return word
    out: list[str] = []
    i = 0
    while i < len(words):
        word = words[i]
        following = words[i + 1] if i + 1 < len(words) else ""
        if word in _TENS and following in _ORDINALS and len(_ORDINALS[following]) == 3:
            out.append(ordinal(_TENS[word] * 10 + int(_ORDINALS[following][0])))
            i += 2
            continue
        if word.isdigit() and following and following in {"ST", "ND", "RD", "TH"}:
            # "23 RD AVE" is "23RD AVE".
            out.append(ordinal(int(word)))
            i += 2
            continue
        if word in _ORDINALS:
            out.append(_ORDINALS[word])
        elif word.isdigit():
            out.append(ordinal(int(word)) if typed and len(words) == 1 else word)
        elif word[0].isdigit() and word[-2:] in {"ST", "ND", "RD", "TH"} and word[:-2].isdigit():
            out.append(ordinal(int(word[:-2])))
        else:
            out.append(_NAME_WORDS.get(word, word))
        i += 1
    return " ".join(out)


CITY_WORDS: Final = {
    **{word: std for word, std in SUFFIXES.items() if word not in {std, "STREET"}},
    **{word: std for word, std in DIRECTIONALS.items() if word not in {std, "NO", "SO"}},
    "SAINT": "ST",
    "SAINTE": "STE",
}
"""Words of city names with two spellings: ``FORT WORTH`` and ``FT. WORTH`` agree."""


def city_key(words: Sequence[str]) -> str:
    """Return a spelling-independent key of a city's name: standard words, written together."""
    return "".join([CITY_WORDS.get(word, word) for word in words])
