"""What is missing from an address, and whether its ZIP Code and State agree."""

from __future__ import annotations

from typing import Final

from duly.match.gate import boxes, lexicon
from duly.match.gate.line import Line
from duly.match.gate.model import Gate, GateClass, Parts
from duly.match.gate.places import agrees, places
from duly.match.gate.pub28 import DIRECTIONALS, ESTABLISHMENTS, SUFFIXES, UNITS, UNITS_ALONE
from duly.match.gate.tail import Tail

_CARE_OF: Final = frozenset({"C/O", "ATTN", "ATTENTION"})
_LONGEST_ORDINAL: Final = 4  # digits of the highest numbered streets
# Last words of areas that people name in place of a street.
_AREAS: Final = frozenset({"COUNTY", "PARISH", "BOROUGH", "TOWNSHIP", "NATION", "RESERVATION"})


def parts_of(line: Line, tail: Tail, *, po_box: str = "") -> Parts:
    """Return the parts of a street address; without a street only what is left of them."""
    if not line.kind:
        return Parts(
            number=line.number, unit=line.unit, po_box=po_box,
            city=tail.city, state=tail.state, zip5=tail.zip5,
        )  # fmt: skip
    return Parts(
        line.number,
        line.predirectional,
        line.street,
        line.suffix,
        line.postdirectional,
        line.unit,
        po_box,
        tail.city,
        tail.state,
        tail.zip5,
    )


def unknown_city(line: Line, tail: Tail) -> None:
    """Read the words after the street as a city that the table does not know.

    At least one must look like a name: three letters, not a suffix, a directional or a unit word.
    """
    rest = line.rest
    for word in rest:
        if (
            len(word) > 2
            and word.isalpha()
            and not (
                word in SUFFIXES or word in DIRECTIONALS or word in UNITS or word in UNITS_ALONE
            )
            and not lexicon.is_mash(word)
        ):
            tail.city, line.rest = " ".join(rest), []
            return


def _place_reasons(tail: Tail) -> list[str]:
    return [
        code
        for code, missing in (
            ("no_city", not tail.city),
            ("no_state", not tail.state),
            ("no_zip", not tail.zip5),
        )
        if missing
    ]


def _zip_conflict(tail: Tail) -> str:
    if tail.zip5 not in places().zips:
        return "zip_not_issued"
    return "" if agrees(tail.zip5, tail.state) else "zip_state_conflict"


def _zip_notes(tail: Tail) -> list[str]:
    record = places().zips[tail.zip5]
    notes = []
    if not record.active:
        notes.append("zip_retired")
    if record.kind == "UNIQUE":
        notes.append("zip_single_customer")
    if tail.city_from == "near":
        notes.append("city_misspelt")
    elif tail.city_from != "zip":
        notes.append("city_not_for_zip")
    if tail.zero_restored:
        notes.append("zip_zero_restored")
    return notes


def _finish(cls: GateClass, notes: list[str], tail: Tail, parts: Parts) -> Gate:
    """Judge place and ZIP Code of an address whose delivery line is whole."""
    missing = _place_reasons(tail)
    if missing:
        return Gate(GateClass.MISSING_CITY_STATE, (*missing, *notes), parts)
    conflict = _zip_conflict(tail)
    if conflict:
        return Gate(GateClass.ZIP_CONFLICT, (conflict, *notes), parts)
    notes += _zip_notes(tail)
    if places().zips[tail.zip5].government:
        code = "institution_with_street" if parts.street else "institution_name_only"
        return Gate(GateClass.INSTITUTION, (code, "government_zip", *notes), parts)
    return Gate(cls, tuple(notes), parts)


def named_institution(line: Line, tail: Tail, named: str, *, whole: bool) -> Gate:
    """Judge an address that names an institution: with its whole street, or by name only.

    ``named`` is the reason code of what is named.
    """
    inside = line.kind == "bare" or (line.kind == "typed" and line.suffix in ESTABLISHMENTS)
    parts = parts_of(line, tail)
    located = whole and not inside and not _place_reasons(tail) and not _zip_conflict(tail)
    code = "institution_with_street" if located else "institution_name_only"
    care_of = ("care_of",) if not _CARE_OF.isdisjoint(line.lead) else ()
    return Gate(GateClass.INSTITUTION, (code, named, *care_of), parts)


def military(tail: Tail) -> Gate | None:
    """Judge an APO, FPO or DPO address; None where no military line stands before the place."""
    box = boxes.read_military(tail.words)
    if box is None:
        return None
    parts = Parts(
        number=box.number, street=box.street, city=tail.city, state=tail.state, zip5=tail.zip5
    )
    if not box.number:
        return Gate(GateClass.NO_NUMBER, ("no_box_number", "military"), parts)
    if lexicon.has(box.words, "institution"):
        return Gate(GateClass.INSTITUTION, ("institution_name_only", "institution_name"), parts)
    return _finish(GateClass.OK_MILITARY, ["military"], tail, parts)


def boxed(box: boxes.Box, line: Line, tail: Tail) -> Gate:
    """Judge a box, a route or General Delivery without a street beside it."""
    if not tail.city:
        # What stands beside a box is the city, if it is anything.
        line.rest = [
            *line.lead,
            *line.name,
            *((line.suffix_word,) if line.suffix_word else ()),
            *line.rest,
        ]
        unknown_city(line, tail)
    parts = Parts(
        number=box.number, street=box.street, unit="", po_box=box.po_box,
        city=tail.city, state=tail.state, zip5=tail.zip5,
    )  # fmt: skip
    if box.kind == "general":
        return Gate(GateClass.NO_STREET, ("general_delivery",), parts)
    note = "po_box" if box.kind == "po_box" else "rural_route"
    if not (box.number or box.po_box):
        return Gate(GateClass.NO_NUMBER, ("no_box_number", note), parts)
    cls = GateClass.PO_BOX if box.kind == "po_box" else GateClass.OK_RURAL
    return _finish(cls, [note], tail, parts)


def _notes(line: Line, box: boxes.Box | None) -> list[str]:
    notes = []
    if line.kind == "bare":
        notes.append("no_suffix")
    if line.lead:
        notes.append("care_of" if not _CARE_OF.isdisjoint(line.lead) else "words_before_number")
    if line.rest:
        unit = any(word in UNITS for word in line.rest)
        notes.append("unit_not_stated" if unit else "words_after_street")
    if box is not None:
        notes.append("box_beside_street")
    if line.unit.startswith("PMB"):
        notes.append("private_mailbox")
    return notes


def street(line: Line, tail: Tail, box: boxes.Box | None) -> Gate:
    """Judge an address that should have a street line."""
    parts = parts_of(line, tail, po_box=box.po_box if box else "")
    if line.long_number:
        return Gate(GateClass.GARBAGE, ("number_too_long",), parts)
    if line.number and not line.number.strip("0 "):
        return Gate(GateClass.GARBAGE, ("number_zero",), parts)
    missing = _place_reasons(tail)
    if not line.number:
        return _without_number(line, tail, parts, missing)
    if not line.kind:
        return Gate(GateClass.NO_STREET, ("no_street_name", *missing), parts)
    if _is_numeric(line):
        return Gate(GateClass.GARBAGE, ("numeric_street", *missing), parts)
    if all(map(lexicon.is_mash, line.name)) and line.kind in {"typed", "bare"}:
        return Gate(GateClass.GARBAGE, ("nonsense_words", *missing), parts)
    notes = _notes(line, box)
    open_ended = line.kind == "bare" or (line.kind == "prefix" and len(line.name) > 2)
    if open_ended and tail.city_from not in {"zip", "near"} and not _is_zip_problem(tail):
        # Street and city cannot be told apart: the last words may be the street's.
        return Gate(
            GateClass.MISSING_CITY_STATE, tuple(dict.fromkeys(["no_city", *missing, *notes])), parts
        )
    if not missing and not tail.city_from and lexicon.says_nothing(tail.city.split()):
        return Gate(GateClass.MISSING_CITY_STATE, ("no_city", "placeholder_city"), parts)
    return _finish(GateClass.OK, notes, tail, parts)


def _is_numeric(line: Line) -> bool:
    """Tell whether bare numbers stand in place of a street name: not in ``5 AVE``."""
    if line.kind not in {"bare", "typed"} or not all(map(str.isdigit, line.name)):
        return False
    return line.kind == "bare" or len(line.name) > 1 or len(line.name[0]) > _LONGEST_ORDINAL


def _without_number(line: Line, tail: Tail, parts: Parts, missing: list[str]) -> Gate:
    words = tail.words
    if not line.kind and not line.rest:
        return Gate(GateClass.NO_STREET, ("no_street_name", "no_house_number", *missing), parts)
    if lexicon.LOOSE.find(words):
        place = Parts(city=tail.city, state=tail.state, zip5=tail.zip5)
        return Gate(GateClass.PLACEHOLDER, ("placeholder_word",), place)
    if line.kind in {"", "bare"}:
        if not tail.city and not tail.state:
            # Words of a language stand in place of an address; a keyboard run or a number is none.
            sense = "".join(words).isalpha() and not any(map(lexicon.is_mash, words))
            sense = sense and len("".join(words)) > 2 * len(words)
            cls = GateClass.PLACEHOLDER if sense else GateClass.GARBAGE
            return Gate(cls, ("no_address_element", *missing), parts)
        if words[0] in _CARE_OF or words[-1] in _AREAS:
            return Gate(GateClass.NO_STREET, ("no_street_name", "no_house_number", *missing), parts)
    return Gate(GateClass.NO_NUMBER, ("no_house_number", *missing), parts)


def _is_zip_problem(tail: Tail) -> bool:
    return bool(tail.zip5 and tail.state and tail.city and _zip_conflict(tail))
