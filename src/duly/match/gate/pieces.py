"""One street, unit or place of an address that comes in parts, read on its own.

A piece is read on its own only where that provably gives what the whole line would give; otherwise
``None`` says that the row must be read as one line. The conditions stand beside each reader.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from duly.match.gate import boxes, lexicon
from duly.match.gate.decide import MILITARY_CITIES, MILITARY_STATES, judge
from duly.match.gate.house import ORDINAL_ENDINGS, UNIT_TRIGGERS, take_units
from duly.match.gate.model import GateClass, unit_in_key
from duly.match.gate.places import agrees, places
from duly.match.gate.pub28 import DIRECTIONALS, NAMED, UNITS, city_key
from duly.match.gate.tail import Tail, read_tail
from duly.match.gate.text import fold, fold_with_script

_LONGEST: Final = 60
"""Longest piece that is read on its own: all together stay below the longest line."""
_PLAIN_NUMBER: Final = re.compile(r"[1-9]\d{0,5}")
_SPLIT: Final = re.compile(r"[,;\n\r|]")
_KILOMETRE: Final = frozenset({"KM", "KILOMETRO"})

_PROBES: Final = ("", "APT 7", "# 7", "7", "B", "7B", "B7")
"""One unit of each shape; the index is the shape."""
_DESIGNATED: Final = 2
"""Shapes up to this one are known for units by their designator; later ones by the street."""
_PROBE_PLACE: Final = ("DALLAS", "TX", "75201")
_LOOSE: Final = tuple(
    (index + 3, re.compile(form))
    for index, form in enumerate((r"\d{1,5}", "[A-Z]", r"\d{1,5}[A-Z]", r"[A-Z]\d{1,5}"))
)


def one_line(
    number: str, street: str, unit: str, po_box: str, city: str, state: str, zip_code: str
) -> str:
    """Return the address as one line, ``number street unit, PO BOX n, city, state zip``."""
    words = fold(po_box).split()
    box = f"PO BOX {po_box}" if words and words[0] not in boxes.TRIGGERS else po_box
    line = " ".join(filter(None, (number, street, unit)))
    end = " ".join(filter(None, (state, zip_code)))
    return ", ".join(filter(None, (line, box, city, end)))


def plain_number(text: str) -> bool:
    """Tell whether a number is digits alone, without leading zeros; most house numbers are."""
    return _PLAIN_NUMBER.fullmatch(text) is not None


def _folds_alone(text: str) -> bool:
    """Tell whether folding the piece and folding the line it stands in give the same words."""
    if len(text) > _LONGEST or text[:1] == "/" or text[-1:] == "/":
        return False
    return text.isascii() or (text[0].isalnum() and not fold_with_script(text)[1])


class Unit(NamedTuple):
    """A unit: its shape, its standard spelling, its form in the key, its words run together."""

    shape: int
    standard: str = ""
    in_key: str = ""
    joined: str = ""


def read_unit(text: str) -> Unit | None:
    """Read a unit that is one whatever street stands before it, or whose shape decides."""
    if not text:
        return Unit(0)
    words = fold(text).split() if _folds_alone(text) else []
    if not words or not lexicon.TRIGGERS.isdisjoint(words):
        return None
    joined = city_key(words)
    if len(words) == 1 and words[0] not in DIRECTIONALS:
        for shape, form in _LOOSE:
            if form.fullmatch(words[0]):
                return Unit(shape, f"# {words[0]}", words[0], joined)
    if words[0] not in UNITS:
        return None
    shape = 2 if words[0] == "#" else 1
    left = list(words)
    standard = " ".join(take_units(left))
    return None if left else Unit(shape, standard, unit_in_key(standard), joined)


class Street(NamedTuple):
    """A street in standard parts; ``line`` is all of them, ``joined`` its words run together."""

    predirectional: str
    street: str
    suffix: str
    postdirectional: str
    line: str
    joined: str


def read_street(text: str, shape: int, *, numbered: bool) -> Street | None:
    """Read a street beside a plain number, or none, and a unit of the given shape.

    It is read by the gate itself, in a probe with number 1, a unit of that shape and a place that
    no street runs into. A plain number's value and a unit's value decide nothing else.
    """
    words = fold(text).split() if text and _folds_alone(text) else []
    if not words or not _KILOMETRE.isdisjoint(words):
        return None
    if shape in {1, 2} and (words[-1] in UNIT_TRIGGERS or words[-1] in NAMED):
        return None
    if shape == 1 and words[-1][0].isdigit() and words[-1][-2:] in ORDINAL_ENDINGS:
        return None  # "12TH" and "FL 2": which is the floor hangs on what follows
    if words[0] in ORDINAL_ENDINGS or "/" in words[0]:
        return None  # the number may go with them: "42 ND ST", "12 1/2 OAK AVE"
    line = [*(["1"] if numbered else ()), *words, *_PROBES[shape].split()]
    city, state, zip5 = _PROBE_PLACE
    gate = judge([*line, *_PROBE_PLACE], Tail(line, zip5, state, city, "zip"))
    parts = gate.parts
    if numbered:
        good = gate.cls is GateClass.OK and gate.reasons in {(), ("no_suffix",)}
    else:
        # Without a number placeholders and institutions are looked for in the whole line.
        good = (
            gate.cls is GateClass.NO_NUMBER
            and gate.reasons == ("no_house_number",)
            and parts.suffix != ""
            and shape <= _DESIGNATED
            and lexicon.TRIGGERS.isdisjoint(words)
        )
    standard = " ".join(
        filter(None, (parts.predirectional, parts.street, parts.suffix, parts.postdirectional))
    )
    unit = _PROBES[shape] if shape <= _DESIGNATED else f"# {_PROBES[shape]}"
    number = "1" if numbered else ""
    if not good or not standard or (parts.number, parts.unit) != (number, unit):
        return None
    if numbered and parts.line_key != f"1 {standard}|{zip5}":
        return None
    return Street(
        parts.predirectional, parts.street, parts.suffix, parts.postdirectional, standard,
        city_key(words),
    )  # fmt: skip


class Place(NamedTuple):
    """A place whose ZIP Code, State and city agree.

    ``before`` holds what would make the city's name another one of the same ZIP Code, were it to
    stand right before it: ``LAKE`` before ``DALLAS``.
    """

    city: str
    state: str
    zip5: str
    government: bool
    before: tuple[str, ...]


def read_place(city: str, state: str, zip_code: str) -> Place | None:
    """Read a place that is read alike behind any line: city in use for the ZIP Code, State agrees.

    Misspelt cities are left to the whole line, because words of the street could be part of them.
    """
    if not (city and state and zip_code) or _SPLIT.search(city):
        return None
    if not all(map(_folds_alone, (city, state, zip_code))):
        return None
    text = f"{city}, {state} {zip_code}"
    tail = read_tail(fold(text).split(), text)
    if (
        tail.words
        or tail.city_from != "zip"
        or tail.state in MILITARY_STATES
        or tail.city in MILITARY_CITIES
        or not agrees(tail.zip5, tail.state)
    ):
        return None
    key = city_key(fold(city).split())
    record = places().zips[tail.zip5]
    before = tuple(
        other[: -len(key)]
        for other in record.cities
        if other.endswith(key) and len(other) > len(key)
    )
    return Place(tail.city, tail.state, tail.zip5, record.government, before)
