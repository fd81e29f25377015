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
        outside = [*line.lead, "|", *(line.rest if tail.city else ())]
        for start, _, kind in lexicon.find(outside):
            stated_unit = start and outside[start - 1] in UNITS
            if kind == "strong" and not stated_unit:
                return "placeholder_word"
        if line.kind == "bare":
            empty = lexicon.all_empty(line.name)
            if lexicon.has(line.name, "strong") or empty == "weak":
                return "placeholder_word"
            return "nonsense_words" if empty else ""
        # No street is called "Failed To Provide"; shorter phrases do occur in street names.
        told = any(
            kind == "strong" and end - start > 2 for start, end, kind in lexicon.find(line.name)
        )
        return "placeholder_word" if told else ""
    words = tail.words
    if lexicon.has(words, "strong"):
        return "placeholder_word"
    empty = lexicon.all_empty(words)
    if empty:
        return "placeholder_word" if empty == "weak" else "nonsense_words"
    return ""


def names_institution(line: Line, tail: Tail) -> bool:
    """Tell whether an institution is named outside the name of a proper street.

    ``500 PRISON RD`` is a street; ``500 DETENTION CENTER`` is not, because the name runs into its
    last word; nor is ``500 COUNTY JAIL``, which has no type word.
    """
    if lexicon.has(line.lead, "institution") or lexicon.has(line.rest, "institution"):
        return True
    if line.kind != "typed":
        bare = line.kind not in STRUCTURED
        return bare and lexicon.has(line.name or tail.words, "institution")
    named = [*line.name, line.suffix_word, *line.rest]
    name = len(line.name)
    for _, end, kind in lexicon.find(named):
        if kind != "institution":
            continue
        if end > name or (end == name and line.suffix in ESTABLISHMENTS):
            return True
        if not line.number and end < name:
            return True  # "ICE Elm Springs": without a number, more words than a street's name
    return False


def abroad(words: Sequence[str], line: Line, tail: Tail, *, us_place: bool, whole: bool) -> str:
    """Return a reason code if the address lies abroad; a street may be named after any country."""
    if not us_place:
        if tail.city_from:
            return ""
        named = whole and line.kind == "typed"
        outside = [*line.lead, *line.rest, *tail.city.split()] if named else tail.words
        return foreign.reason(words, outside)
    if whole and tail.city_from in {"zip", "near"}:
        return "foreign_place" if foreign.names_country(line.rest) else ""
    outside = [*line.rest, *(tail.city.split() if not tail.city_from else ())]
    if not whole:
        outside += line.lead + (line.name if line.kind == "bare" else [])
    return "foreign_place" if foreign.names_country(outside) else ""
