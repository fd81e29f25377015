"""From folded words to the class of an address: the order of the questions.

The order is the whole policy: nothing there, no address words, abroad, institution, box, street;
only then what is missing; last, whether ZIP Code and State agree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from duly.match.gate import boxes, lexicon
from duly.match.gate.complete import (
    boxed,
    military,
    named_institution,
    parts_of,
    street,
    unknown_city,
)
from duly.match.gate.line import read_line
from duly.match.gate.model import Gate, GateClass, Parts
from duly.match.gate.places import agrees, places
from duly.match.gate.tail import Tail, read_tail
from duly.match.gate.text import MAX_WORDS_LENGTH, fold_with_script
from duly.match.gate.wording import (
    STRUCTURED,
    abroad,
    beside,
    names_institution,
    placeholder,
)

_LETTER: Final = re.compile("[A-Z]")
MILITARY_STATES: Final = frozenset({"AA", "AE", "AP"})
"""What stands in place of the State in a military address."""
MILITARY_CITIES: Final = frozenset({"APO", "FPO", "DPO"})
"""What stands in place of the city in a military or diplomatic address."""
_ZIP_WORDS: Final = frozenset(
    {
        "ZIP", "CODE", "ZIPCODE", "POSTAL", "POSTCODE", "USA", "US", "IS", "ONLY", "HAVE", "HAS",
        "JUST", "THE", "NUMBER", "NO", "#", "CODIGO", "ZONA", "CP", "C", "P", "DE", "AREA", "C/O",
    }
)  # fmt: skip
_ZIP_PLUS: Final = ["ZIP", "4"]
_CONSULAR: Final = frozenset({"CONSULATE", "CONSULADO", "CONSULAR", "EMBASSY", "EMBAJADA"})
# Marks of code, e-mail and web addresses, which no address and no sentence has.
_CODE: Final = re.compile(r"[@={}\\^~]|://|\bwww\.|--\s*$")
_ACCEPTED: Final = frozenset({GateClass.OK, GateClass.OK_RURAL, GateClass.OK_MILITARY})


def _without_words(text: str, *, other_script: bool) -> Gate:
    if other_script:
        return _other_script(text, Gate(GateClass.FOREIGN))
    kinds = {unicodedata.category(char)[0] for char in text[:4_000] if char not in ",;|."}
    if kinds <= {"Z", "C"}:
        return Gate(GateClass.BLANK, ("blank",))
    if kinds <= {"Z", "C", "P"}:
        return Gate(GateClass.PLACEHOLDER, ("punctuation_only",))
    return Gate(GateClass.GARBAGE, ("symbols_only",))


def _other_script(text: str, gate: Gate) -> Gate:
    """Judge a text with letters that are not Latin: a placeholder, or an address abroad."""
    plain = unicodedata.normalize("NFKC", text[:4_000]).casefold()
    letters = "".join(char for char in plain if char.isalpha() and not char.isascii())
    if any(
        phrase == letters if len(phrase) == 1 else phrase in plain
        for phrase in lexicon.OTHER_SCRIPTS
    ):
        return Gate(GateClass.PLACEHOLDER, ("placeholder_word",), gate.parts)
    return Gate(GateClass.FOREIGN, ("foreign_script", *gate.reasons), gate.parts)


def _only_digits(words: Sequence[str]) -> Gate | None:
    """Judge a text without words: a bare ZIP Code, or other digits."""
    words = words[2:] if words[:2] == _ZIP_PLUS else words
    rest = [word for word in words if word not in _ZIP_WORDS]
    if not rest:
        return None
    if any(any(map(str.isalpha, word)) for word in rest):
        return None
    zips = {
        word[:5] for word in rest if len(word) in {5, 9, 10} and word.replace("-", "").isdigit()
    }
    if len(rest) == 2 and len(rest[0]) == 5 and len(rest[1]) == 4 and "".join(rest).isdigit():
        zips, rest = {rest[0]}, rest[:1]
    if len(zips) == 1 and len(rest) == 1:
        code = zips.pop()
        issued = code in places().zips
        reasons = ("bare_zip",) if issued else ("bare_zip", "zip_not_issued")
        return Gate(GateClass.ZIP_ONLY, reasons, Parts(zip5=code))
    return Gate(GateClass.GARBAGE, ("digits_only",))


def classify(text: str | None) -> Gate:
    """Classify the address field of one request; takes any text, never raises.

    Case, blanks, commas and full stops do not change the class. Unicode is folded here again, so
    the text need not have been normalised at intake.
    """
    if text is None:
        return Gate(GateClass.BLANK, ("blank",))
    folded, other_script = fold_with_script(text)
    if not folded or folded.isspace():
        return _without_words(text, other_script=other_script)
    if len(folded) > MAX_WORDS_LENGTH:
        return Gate(GateClass.GARBAGE, ("too_long",))
    words = folded.split(" ")
    if not any(map(str.isalnum, folded)):
        return Gate(GateClass.PLACEHOLDER, ("punctuation_only",))
    if (
        words[0] in _ZIP_WORDS
        or words[-1] in _ZIP_WORDS
        or not _LETTER.search(folded.replace("C/O", ""))
    ):
        digits = _only_digits(words)
        if digits is not None:
            return _other_script(text, Gate(GateClass.FOREIGN)) if other_script else digits
    gate = judge(words, read_tail(words, text))
    if other_script and gate.cls not in _ACCEPTED:
        return _other_script(text, gate)
    if gate.reasons[:1] == ("no_address_element",) and _CODE.search(text):
        return Gate(GateClass.GARBAGE, gate.reasons, gate.parts)
    return gate


def judge(words: list[str], tail: Tail) -> Gate:
    """Judge folded words whose end has been read into ``tail``."""
    if tail.state in MILITARY_STATES or tail.city in MILITARY_CITIES:
        gate = military(tail)
        if gate is not None:
            return gate
    box = None
    if boxes.may_hold_box(tail.words):
        box = boxes.read_box(tail.words, puerto_rico=tail.state == "PR")
    delivery = box.words if box else tail.words
    line = read_line(delivery, puerto_rico=tail.state == "PR")
    whole = bool(line.number) and (
        line.kind in STRUCTURED or (line.kind == "bare" and tail.city_from != "")
    )
    us_place = bool(tail.state and tail.zip5) and agrees(tail.zip5, tail.state)
    if whole and not tail.city:
        unknown_city(line, tail)
    triggered = not lexicon.TRIGGERS.isdisjoint(words)
    if triggered:
        empty = placeholder(line, tail, whole=whole)
        if empty and not (box and box.kind == "po_box"):
            return _no_address(empty, tail)
    named = names_institution(delivery, line, tail) if triggered else ""
    elsewhere = abroad(words, line, tail, us_place=us_place, whole=whole)
    # A consulate names its country and yet stands here.
    if elsewhere and not (named and (us_place or not _CONSULAR.isdisjoint(words))):
        return Gate(GateClass.FOREIGN, (elsewhere,), parts_of(line, tail))
    if named:
        return named_institution(line, tail, named, whole=whole)
    if whole:
        aside = beside(line)
        if aside:
            return Gate(GateClass.NO_NUMBER, (aside,), parts_of(line, tail))
    if box is not None and not (whole and line.kind != "bare"):
        return boxed(box, line, tail)
    return street(line, tail, box)


def _no_address(code: str, tail: Tail) -> Gate:
    cls = GateClass.GARBAGE if code == "nonsense_words" else GateClass.PLACEHOLDER
    return Gate(cls, (code,), Parts(city=tail.city, state=tail.state, zip5=tail.zip5))
