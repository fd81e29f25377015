"""The delivery line: house number, street and unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from duly.match.gate.house import (
    LONG_NUMBER,
    UNIT_TRIGGERS,
    directional,
    house_number,
    loose_unit,
    take_units,
)
from duly.match.gate.pub28 import (
    ALONE,
    DIRECTIONALS,
    PREFIXES,
    ROAD_LAST_WORDS,
    ROAD_WORDS,
    SUFFIXES,
    numbered_road,
    street_name,
)

StreetKind = Literal["", "typed", "road", "prefix", "grid", "alone", "bare"]
"""How the street was recognised: by its suffix, as a numbered road, by a type word before the
name, as two grid coordinates, as a suffix word that is a whole name, or only by being there. Empty:
no street."""

# Words after which a number is not a house number.
_NOT_BEFORE_HOUSE: Final = (
    ROAD_LAST_WORDS
    | frozenset(PREFIXES)
    | frozenset(
        {"KM", "BOX", "AND", "NO", "ZONA", "MILE", "MARKER", "MILEPOST", "MM", "MP", "EXIT"}
    )
)
_SPANISH: Final = frozenset({"CALLE", "AVENIDA", "CALLEJON", "PASEO", "CAMINO"})
# Puerto Rico: block and lot stand for the house number, as in "B7 CALLE 3".
_LOT: Final = re.compile(r"\d{0,2}[A-Z]{1,2}-?\d{1,3}[A-Z]?")
_CARE_OF: Final = frozenset({"C/O", "ATTN", "ATTENTION"})
_LABELS: Final = frozenset(
    {
        "ADDRESS", "ADDR", "HOME", "RESIDENCE", "MAILING", "PHYSICAL", "CURRENT", "LAST", "KNOWN",
        "LKA", "STREET", "DIRECCION", "DOMICILIO", "LIVES", "RESIDES", "AT", "IS", "THE",
    }
)  # fmt: skip


@dataclass(slots=True)
class Line:
    """One delivery line in standard spelling, with the words that belong to none of its parts."""

    number: str = ""
    predirectional: str = ""
    name: list[str] = field(default_factory=list)
    suffix_word: str = ""
    postdirectional: str = ""
    road: str = ""
    units: list[str] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    kind: StreetKind = ""
    long_number: bool = False

    @property
    def suffix(self) -> str:
        """Standard abbreviation of the suffix."""
        return SUFFIXES.get(self.suffix_word, "")

    @property
    def street(self) -> str:
        """Standard form of the street name, without directionals and suffix."""
        if self.kind == "road":
            return " ".join((*self.name, self.road))
        if self.kind == "prefix":
            return f"{PREFIXES[self.name[0]]} {street_name(self.name[1:], typed=False)}"
        return street_name(self.name, typed=self.kind == "typed")

    @property
    def unit(self) -> str:
        """Units as designator and identifier, in the order in which they stand."""
        return " ".join(self.units)


def _last_suffix(words: Sequence[str], start: int) -> int:
    for i in range(len(words) - 1, start, -1):
        if words[i] in SUFFIXES:
            return i
    return -1


def _read_street(words: list[str], line: Line) -> None:
    """Read directionals, name, suffix and loose unit from ``words`` into ``line``."""
    start = 0
    pre, after = directional(words, 0)
    suffix = _last_suffix(words, 0)
    if pre and after < len(words):
        if after == 2 and words[2] in SUFFIXES and suffix == 2:
            pre, after = DIRECTIONALS[words[0]], 1  # "S E ST": South E Street
        # A directional right before the only suffix is the name: "N ST", "WEST AVE".
        if not (words[after] in SUFFIXES and suffix == after):
            line.predirectional, start = pre, after
    if not ROAD_WORDS.isdisjoint(words):
        for i in range(start, min(len(words), start + 3)):
            found = numbered_road(words, i)
            if found is not None:
                line.road, end = found
                line.kind, line.name = "road", words[start:i]
                _read_after(words, end, line)
                return
    if suffix > start:
        line.kind, line.name, line.suffix_word = "typed", words[start:suffix], words[suffix]
        _read_after(words, suffix + 1, line)
        return
    if words[start] in PREFIXES and start + 1 < len(words):
        end = start + 2
        while end < len(words) and words[end].isalpha() and len(words[end]) > 1:
            end += 1
        if len(words[start + 1]) < 3 or words[start + 1] not in DIRECTIONALS:
            line.kind, line.name = "prefix", words[start:end]
            _read_after(words, end, line)
            return
    _read_bare(words[start:], line)


def _read_after(words: list[str], at: int, line: Line) -> None:
    line.postdirectional, at = directional(words, at)
    unit = loose_unit(words[at]) if at < len(words) else ""
    if unit:
        line.units.append(unit)
        at += 1
    line.rest = words[at:]


def _read_bare(words: list[str], line: Line) -> None:
    if len(words) == 2 and line.predirectional and words[0].isdigit() and words[1] in DIRECTIONALS:
        line.kind, line.name, line.postdirectional = "grid", words[:1], DIRECTIONALS[words[1]]
        return
    unit = loose_unit(words[-1]) if len(words) > 1 and words[-1] not in SUFFIXES else ""
    if unit:
        if words[-1] in DIRECTIONALS:
            line.postdirectional = DIRECTIONALS[words[-1]]
        else:
            line.units.append(unit)
        words = words[:-1]
    if not words:
        return
    if all(w in SUFFIXES or w in DIRECTIONALS or w in UNIT_TRIGGERS for w in words):
        if words[0] in ALONE:
            line.kind, line.name = "alone", words[:1]
            _read_after(words, 1, line)
        else:
            line.rest = words
        return
    if len(words) == 1 and len(words[0]) < 3:
        line.rest = words  # "123 A": a letter or a flat, no street
        return
    line.kind, line.name = "bare", words


def _find_house(words: list[str]) -> Line | None:
    """Look for a house number with a recognisable street behind other words."""
    for i in range(1, len(words) - 1):
        if words[i - 1] in _NOT_BEFORE_HOUSE:
            continue
        found = house_number(words, i)
        if found is None or found[1] >= len(words):
            continue
        line = Line(number=found[0], lead=words[:i])
        _read_street(words[found[1] :], line)
        if len(line.name) > 1 and line.name[0].isdigit() and line.kind == "typed":
            continue  # "POST 12, 123 MAIN ST": the second number is the house's
        if line.kind in {"typed", "road", "prefix", "grid"} and line.name[:1] != ["AND"]:
            return line
        if line.kind == "bare" and _introduces(line.lead):
            return line
    return None


def _introduces(lead: Sequence[str]) -> bool:
    """Tell whether what stands before a number only leads up to an address."""
    if any(word[0].isdigit() for word in lead):
        return False
    return lead[0] in _CARE_OF or _LABELS.issuperset(lead)


def _lot_on_street(words: list[str]) -> Line | None:
    """Read ``B7 CALLE 3``: block and lot before a Spanish type word."""
    if len(words) < 3 or PREFIXES.get(words[1]) not in _SPANISH or not _LOT.fullmatch(words[0]):
        return None
    line = Line(number=words[0].replace("-", ""))
    _read_street(words[1:], line)
    return line if line.kind == "prefix" else None


def _behind_community(words: list[str]) -> Line | None:
    """Read ``URB SIERRA BAYAMON CALLE 8``: in Puerto Rico a community goes before the street."""
    for i in range(1, len(words) - 1):
        if PREFIXES.get(words[i]) in _SPANISH:
            line = _house_last(words[i:]) or Line()
            if not line.number:
                _read_street(words[i:], line)
            line.lead = words[:i]
            return line
    return None


def _house_last(words: list[str]) -> Line | None:
    """Read the Spanish order, ``CALLE LUNA 123``; only after a Spanish type word."""
    if len(words) < 3 or PREFIXES.get(words[0]) not in _SPANISH or not words[-1].isdigit():
        return None
    if not words[1:-1] or words[-2] in _NOT_BEFORE_HOUSE:
        return None
    found = house_number(words, len(words) - 1)
    if found is None or any(word in SUFFIXES or word[0].isdigit() for word in words[1:-1]):
        return None
    return Line(number=found[0], name=words[:-1], kind="prefix")


def read_line(words: Sequence[str], *, puerto_rico: bool = False) -> Line:
    """Read a delivery line from folded words; others are in ``lead`` and ``rest``."""
    left = list(words)
    if len(left) > 2 and left[0] == "NO" and left[1].isdigit() and left[2] not in SUFFIXES:
        del left[0]  # "No. 48 Beacon St"
    units = [] if UNIT_TRIGGERS.isdisjoint(left) else take_units(left)
    if not left:
        return Line(units=units)
    line = None
    found = house_number(left, 0)
    if found is not None:
        line = Line(number=found[0])
        if found[1] < len(left):
            _read_street(left[found[1] :], line)
    elif LONG_NUMBER.fullmatch(left[0]):
        line = Line(long_number=True)
        if len(left) > 1:
            _read_street(left[1:], line)
    else:
        line = _lot_on_street(left) or _find_house(left) or _house_last(left)
    if line is None and puerto_rico:
        line = _behind_community(left)
    if line is None:
        line = Line()
        _read_street(left, line)
    if units:
        line.units = units + line.units
    if puerto_rico and not line.number and line.kind == "prefix":
        _take_number_sign(line)
    return line


def _take_number_sign(line: Line) -> None:
    """Read ``CALLE LUNA #150``: in Puerto Rico the sign marks the house."""
    for i, unit in enumerate(line.units):
        if unit.startswith("# ") and unit[2:].isdigit():
            line.number = unit[2:].lstrip("0") or "0"
            del line.units[i]
            return
