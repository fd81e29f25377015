"""Three questions about the words of an address: placeholder, institution, or abroad.

All three must leave alone a proper street that is merely called so: Unknown Road, Prison Road,
Mexico Street.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from duly.match.gate import foreign, lexicon
from duly.match.gate.line import Line
from duly.match.gate.pub28 import ESTABLISHMENTS, UNITS
from duly.match.gate.tail import Tail

STRUCTURED: Final = frozenset({"typed", "road", "prefix", "grid", "alone"})
"""Kinds of street that carry their own mark of being one."""


def placeholder(line: Line, tail: Tail, *, whole: bool) -> str:
    """Return a reason code if placeholder words stand outside a proper street line, else ``""``."""
    if whole:
        if (line.lead or line.rest) and _says_so(line, tail):
            return "placeholder_word"
        if line.kind == "bare":
            empty = lexicon.all_empty(line.name)
            if lexicon.has(line.name, "strong") or empty == "weak":
                return "placeholder_word"
            return "nonsense_words" if empty else ""
        return _mock_street(line, tail.words)
    words = tail.words
    if lexicon.has(words, "strong"):
        return "placeholder_word"
    empty = lexicon.all_empty(words)
    if empty:
        return "placeholder_word" if empty == "weak" else "nonsense_words"
    return ""


def _says_so(line: Line, tail: Tail) -> bool:
    """Tell whether words beside the street say that there is no address (``UNKNOWN 12 ELM ST``)."""
    outside = [*line.lead, "|", *(line.rest if tail.city else ())]
    return any(
        kind == "strong" and not (start and outside[start - 1] in UNITS)
        for start, _, kind in lexicon.find(outside)
    )


def _mock_street(line: Line, words: Sequence[str]) -> str:
    """Return a reason code if what stands between house number and street type is no name.

    ``12 DONT CARE ST`` and ``1 ASDF RD`` are none; ``61 HOMELESS HOLLOW RD`` and ``77 UNKNOWN RD``
    are streets.
    """
    spans = lexicon.find(line.name)
    # No street is called "Failed To Provide"; shorter phrases do occur in street names.
    if any(kind == "strong" and end - start > 2 for start, end, kind in spans):
        return "placeholder_word"
    if line.kind == "prefix":
        only = lexicon.MOCK.find(line.name[1:])
        whole = only[:1] == [(0, len(line.name) - 1, "mock")]
        return "placeholder_word" if whole else ""
    if line.kind != "typed":
        return ""
    if spans and lexicon.is_nonsense(line.name, spans):
        return "nonsense_words"
    for start, end, kind in lexicon.MOCK.find(words):
        if (
            start
            and words[start - 1][0].isdigit()
            and words[end : end + 1] == [line.suffix_word]
            and " ".join(words[start:end]) not in lexicon.STREETS
        ):
            return "nonsense_words" if kind == "nonsense" else "placeholder_word"
    return ""


def names_institution(words: Sequence[str], line: Line, tail: Tail) -> str:
    """Return a reason code if an institution or establishment is named outside a proper street.

    ``words`` are those of the delivery line, without a box.
    ``500 PRISON RD`` is a street; ``500 DETENTION CENTER`` is not, because the name runs into its
    last word; nor is ``500 COUNTY JAIL``, which has no type word.
    """
    city = [] if tail.city_from else tail.city.split()
    for outside in (line.lead, line.rest, city):
        if not outside:
            continue
        if lexicon.has(outside, "institution"):
            return "institution_name"
        if lexicon.ESTABLISHMENTS.find(outside):
            return "establishment_name"
    if line.number and line.lead and lexicon.ORGANISATIONS.find(line.lead):
        return "establishment_name"
    if line.kind not in STRUCTURED:
        if lexicon.has(line.name or words, "institution"):
            return "institution_name"
        return "establishment_name" if _is_establishment(line.name or words, line.number) else ""
    if line.kind != "typed":
        return ""
    if not line.number and any(
        kind == "institution" and end - start > 1 for start, end, kind in lexicon.find(words)
    ):
        return "institution_name"  # "ICE Field Office": its last words look like street and unit
    named = [*line.name, line.suffix_word]
    name = len(line.name)
    for start, end, kind in lexicon.find(named):
        if kind != "institution":
            continue
        if end > name and (start or not line.number or line.suffix in ESTABLISHMENTS):
            return "institution_name"  # but "12 SUPERIOR COURT" is a street
        if end == name and line.suffix in ESTABLISHMENTS:
            return "institution_name"
        if not line.number and end < name:
            # "ICE Elm Springs": without a number, more words than a street's name
            return "institution_name"
    if line.suffix in ESTABLISHMENTS and any(
        end > name or not line.number for _, end, _ in lexicon.ESTABLISHMENTS.find(named)
    ):
        return "establishment_name"
    return ""


def _is_establishment(words: Sequence[str], number: str) -> bool:
    """Tell whether a line without a street type names an establishment.

    ``500 UNIVERSITY`` may be University Avenue: behind a number one word alone is a street.
    """
    return bool(lexicon.ESTABLISHMENTS.find(words)) and not (number and len(words) == 1)


def beside(line: Line) -> str:
    """Return a reason code if the person is put beside the house or anywhere in its block."""
    if line.lead and lexicon.BESIDE.find(line.lead):
        return "beside_house"
    if line.name and line.name[0] in {"BLOCK", "BLK"}:
        return "block_only"
    return ""


def abroad(words: Sequence[str], line: Line, tail: Tail, *, us_place: bool, whole: bool) -> str:
    """Return a reason code if the address lies abroad; a street may be named after any country."""
    if not us_place:
        if tail.city_from:
            return ""
        named = whole and line.kind == "typed"
        outside = [*line.lead, *line.rest, *tail.city.split()] if named else tail.words
        return foreign.reason(words, outside)
    if whole and tail.city_from in {"zip", "near"}:
        return "foreign_place" if line.rest and foreign.names_country(line.rest) else ""
    if not tail.city_from and foreign.names_region(tail.city.split()):
        return "foreign_place"  # "12 King St, Toronto, NY 10001": no such city in the State
    outside = [*line.rest, *(tail.city.split() if not tail.city_from else ())]
    if not whole:
        outside += line.lead + (line.name if line.kind == "bare" else [])
    return "foreign_place" if foreign.names_country(outside) else ""
