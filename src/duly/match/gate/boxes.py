"""Delivery lines without a street: boxes, rural and contract routes, military, General Delivery."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from duly.match.gate.tables import toml

_BOXES: Final = toml("boxes.toml")


def _any(*names: str) -> str:
    spellings = sorted({s for name in names for s in _BOXES[name]}, key=lambda s: (-len(s), s))
    return "|".join(map(re.escape, spellings))


_ID: Final = r"(?:[A-Z]{0,2}-?\d[\dA-Z-]*|[A-Z](?![A-Z]))"
_SIGN: Final = r"(?:(?:#|NO|NUM|NUMBER) )*"
_PO_BOX: Final = re.compile(
    rf"(?<![^ ])(?:(?:{_any('named', 'bare')}) {_SIGN}(?P<box>{_ID})"
    rf"|(?:{_any('named')})|BOX$)(?![^ ])"
)
_ROUTE: Final = re.compile(
    rf"(?<![^ ])(?:(?P<rural>{_any('rural', 'roads')})|(?P<contract>{_any('contract')}))"
    rf" {_SIGN}(?P<route>\d+[A-Z]?)"
    rf"(?: (?P<word>{_any('box')}) {_SIGN}(?P<box>{_ID})(?![^ ]))?(?![^ ])"
)
# "PO 1420" and "PO # 17": a box whose word was left out, only at the start of a line.
_SHORT: Final = re.compile(rf"P ?O {_SIGN}(?P<box>\d+)$")
_STAR: Final = re.compile(rf"(?<![^ ])STAR (?:ROUTE|RT|RTE) (?:BOX) {_SIGN}(?P<box>{_ID})(?![^ ])")
_MILITARY: Final = re.compile(
    rf"(?<![^ ])(?P<post>{_any('military')}) {_SIGN}(?P<route>[\dA-Z-]+)"
    rf"(?: (?:BOX|BX) {_SIGN}(?P<box>{_ID}))?(?![^ ])"
)
_SHIP: Final = re.compile(rf"(?<![^ ])(?:{_any('ships')}) (?P<ship>[A-Z0-9][A-Z0-9 ]*)")
_GENERAL: Final = re.compile(rf"(?<![^ ])(?:{_any('general')})(?![^ ])")
# Puerto Rico: a road and a kilometre mark locate a house without a number.
_KILOMETRE: Final = re.compile(
    r"(?<![^ ])(?:CARR|CARRETERA|PR|RD|ROAD)[ -](?:(?:PR|ESTATAL)[ -])?(?P<road>\d+)"
    r" (?:KM|KILOMETRO) (?P<km>\d+(?:\.\d+)?)(?![^ ])"
)

_ROADS: Final = frozenset(_BOXES["roads"])
_RURAL_ONLY: Final = frozenset({"RR", "R", "RURAL", "RFD", "HC", "H", "HCR", "STAR"})
_ROAD_OWNERS: Final = frozenset({"STATE", "COUNTY", "US", "ST", "CO"})

TRIGGERS: Final = frozenset(
    spelling.split()[0]
    for name in ("named", "bare", "rural", "contract", "military", "ships", "general")
    for spelling in _BOXES[name]
) | {"KM", "KILOMETRO"}
"""First words of everything that this module reads, but for ``RD``."""


def may_hold_box(words: Sequence[str]) -> bool:
    """Tell whether ``read_box`` may find something in ``words``."""
    return not TRIGGERS.isdisjoint(words) or (bool(words) and words[0] in _ROADS)


@dataclass(frozen=True, slots=True)
class Box:
    """One box, route or post. ``number`` or ``po_box`` is empty where the box number is missing."""

    kind: Literal["po_box", "rural", "military", "general"]
    words: tuple[str, ...]  # what is left beside it
    street: str = ""
    number: str = ""
    po_box: str = ""


def _without(line: str, match: re.Match[str]) -> tuple[str, ...]:
    return (*line[: match.start()].split(), *line[match.end() :].split())


def read_military(words: Sequence[str]) -> Box | None:
    """Return the military line in ``words``, or None; only for APO, FPO and DPO addresses."""
    line = " ".join(words)
    match = _MILITARY.search(line)
    if match:
        street = f"{match['post']} {match['route']}"
        return Box("military", _without(line, match), street, match["box"] or "")
    match = _SHIP.search(line)
    if match:
        # A ship is its own address; the hull number stands where there is one.
        return Box("military", (), f"SHIP {match['ship'].strip()}", "0")
    return None


def read_box(words: Sequence[str], *, puerto_rico: bool = False) -> Box | None:
    """Return the box, route or General Delivery in ``words``, or None where there is none.

    A route with a house number before it (``123 ROUTE 9``) is a street and gives None.
    """
    line = " ".join(words)
    match = _ROUTE.search(line)
    if match:
        before = line[: match.start()].split()
        rural_word = (match["rural"] or match["contract"]).split()[0]
        rural = rural_word in _RURAL_ONLY
        # "SR 115 # 68" is a flat on a state road; a box must be called a box there.
        routed = rural or match["word"] not in {None, "#"}
        if rural_word in _ROADS and match.start():
            routed = False
        if routed and not (before and (before[-1][0].isdigit() or before[-1] in _ROAD_OWNERS)):
            street = f"{'RR' if match['rural'] else 'HC'} {match['route'].lstrip('0') or '0'}"
            return Box("rural", _without(line, match), street, match["box"] or "")
    match = _STAR.search(line)
    if match:
        return Box("rural", _without(line, match), "HC STAR", match["box"])
    if puerto_rico:
        match = _KILOMETRE.search(line)
        if match:
            return Box("rural", _without(line, match), f"CARRETERA {match['road']} KM", match["km"])
    match = _PO_BOX.search(line)
    if match:
        return Box("po_box", _without(line, match), po_box=(match["box"] or "").lstrip("0") or "")
    match = _SHORT.match(line)
    if match:
        return Box("po_box", (), po_box=match["box"].lstrip("0"))
    match = _GENERAL.search(line)
    if match:
        return Box("general", _without(line, match))
    return None
