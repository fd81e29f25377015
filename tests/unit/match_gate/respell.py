"""One address in many spellings, as USPS Publication 28 knows them.

An address is chosen in standard parts and written twice or more: suffix, directionals, unit,
ordinal and State in any spelling of the tables, in any case, on one line or several.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from duly.match.gate.places import take_state
from duly.match.gate.pub28 import DIRECTIONALS, SUFFIXES, UNITS, ordinal
from duly.match.gate.tables import rows, toml

from .generator import _PLACES, NAMES, Place

# Left out: "No" and "So" are also "number" and a word of names, and the Spanish ones are names too.
_AMBIGUOUS: Final = {"NO", "SO", "NORTE", "SUR", "ESTE", "OESTE"}


def _by_standard(table: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for spelling, standard in table.items():
        if spelling not in _AMBIGUOUS:
            found.setdefault(standard, []).append(spelling)
    return found


SUFFIX_SPELLINGS: Final = _by_standard(SUFFIXES)
DIRECTIONAL_SPELLINGS: Final = _by_standard(DIRECTIONALS)
UNIT_SPELLINGS: Final = {
    standard: spellings
    for standard, spellings in _by_standard(UNITS).items()
    if standard in {"APT", "STE", "UNIT", "BLDG", "FL", "RM", "LOT", "SPC", "TRLR", "#"}
}
STATE_SPELLINGS: Final = {code: [code, *names.split(";")] for code, names in rows("states.csv")}
_WORDS: Final = {number: word for word, number in toml("words.toml")["ordinals"].items()}
_TENS: Final = {ten: word for word, ten in toml("words.toml")["tens"].items()}
# Names that hold no word with a second spelling and end in no suffix or directional.
PLAIN_NAMES: Final = [
    name
    for name in NAMES
    if not {word.upper() for word in name.split()} & (set(SUFFIXES) | set(DIRECTIONALS))
]


def _is_plain(place: Place) -> bool:
    """Leave out cities that read on into the street or the State, which commas tell apart."""
    words = place.city.upper().split()
    return words[0] not in SUFFIXES and words[0] not in DIRECTIONALS and not take_state(words, 1)[0]


PLACES: Final = [place for place in _PLACES if _is_plain(place)]


@dataclass(frozen=True)
class Address:
    """One address in standard parts; ``name`` is a number for a numbered street."""

    number: int
    predirectional: str
    name: str | int
    suffix: str
    postdirectional: str
    designator: str
    identifier: str
    place: Place


def source(seed: int) -> random.Random:
    """Return a seeded source of choices."""
    return random.Random(seed)  # noqa: S311 - test data, no secret


def choose(pick: random.Random) -> Address:
    """Choose an address: one in six on a numbered street, one in three with a unit."""
    numbered = pick.random() < 1 / 6
    designator = pick.choice(sorted(UNIT_SPELLINGS)) if pick.random() < 1 / 3 else ""
    return Address(
        number=pick.randint(1, 19_999),
        predirectional=pick.choice(sorted(DIRECTIONAL_SPELLINGS)) if pick.random() < 0.2 else "",
        name=pick.randint(1, 130) if numbered else pick.choice(PLAIN_NAMES),
        suffix=pick.choice(
            ["ST", "AVE", "RD", "DR", "LN", "CT", "BLVD", *sorted(SUFFIX_SPELLINGS)]
        ),
        postdirectional=pick.choice(sorted(DIRECTIONAL_SPELLINGS)) if pick.random() < 0.1 else "",
        designator=designator,
        identifier=f"{pick.randint(1, 400)}{pick.choice(['', '', 'A', 'B'])}",
        place=pick.choice(PLACES),
    )


def standard(address: Address) -> str:
    """Write the address as Publication 28 has it, in capitals."""
    name = ordinal(address.name) if isinstance(address.name, int) else address.name.upper()
    unit = f"{address.designator} {address.identifier}" if address.designator else ""
    line = (
        str(address.number), address.predirectional, name, address.suffix,
        address.postdirectional, unit,
    )  # fmt: skip
    return f"{' '.join(filter(None, line))}, {address.place.tail.upper()}"


def _name(address: Address, pick: random.Random) -> str:
    if isinstance(address.name, str):
        return address.name
    spellings = [ordinal(address.name), str(address.name)]
    whole = ordinal(address.name)
    if whole in _WORDS:
        spellings.append(_WORDS[whole])
    ten, one = divmod(address.name, 10)
    if ten in _TENS and one:
        spellings.append(f"{_TENS[ten]}{pick.choice(' -')}{_WORDS[ordinal(one)]}")
    return pick.choice(spellings)


def _directional(standard_form: str, pick: random.Random) -> str:
    if not standard_form:
        return ""
    spelling = pick.choice(DIRECTIONAL_SPELLINGS[standard_form])
    if len(spelling) == 1:
        return pick.choice((spelling, f"{spelling}."))
    return spelling


def _unit(address: Address, pick: random.Random) -> str:
    if not address.designator:
        return ""
    spelling = pick.choice(UNIT_SPELLINGS[address.designator])
    sign = pick.choice(("", "", "#")) if spelling != "#" else ""
    identifier = address.identifier
    if identifier[-1].isalpha() and pick.random() < 0.3:
        identifier = f"{identifier[:-1]}-{identifier[-1]}"
    return f"{spelling}{pick.choice(' .') if spelling.isalpha() else ''} {sign}{identifier}"


def respell(address: Address, pick: random.Random) -> str:
    """Write the address in one of its spellings."""
    suffix = pick.choice(SUFFIX_SPELLINGS[address.suffix])
    line = (
        str(address.number),
        _directional(address.predirectional, pick),
        _name(address, pick),
        pick.choice((suffix, f"{suffix}.")),
        _directional(address.postdirectional, pick),
    )
    unit, state = _unit(address, pick), pick.choice(STATE_SPELLINGS[address.place.state])
    zip_code = pick.choice((address.place.zip5, f"{address.place.zip5}-{pick.randint(1000, 9999)}"))
    between = pick.choice((", ", " ", "\n", "  ,"))
    text = between.join(filter(None, (" ".join(filter(None, line)), unit)))
    text += pick.choice((", ", "\n")) + address.place.city
    text += pick.choice((", ", " ")) + f"{state} {zip_code}{pick.choice(('', '', ', USA'))}"
    return pick.choice((str.upper, str.lower, str.title))(text)
