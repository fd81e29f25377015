"""ZIP Codes, States and cities, from the ``zipcodes`` package (offline) and two small tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from duly.match.gate.pub28 import SUFFIXES, city_key
from duly.match.gate.tables import rows, toml, zip_records
from duly.match.gate.text import fold


@dataclass(frozen=True, slots=True)
class Zip:
    """What is known of one issued ZIP Code: State, city keys with their names, kind."""

    state: str
    cities: dict[str, str]
    kind: str
    active: bool
    government: bool
    longest_city: int


@dataclass(frozen=True, slots=True)
class Places:
    """Every ZIP Code, and per State the city keys of all its ZIP Codes with their names."""

    zips: dict[str, Zip]
    cities: dict[str, dict[str, str]]
    shared: dict[str, frozenset[str]]


def _states() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for code, names in rows("states.csv"):
        found[code,] = code
        for name in names.split(";"):
            found[tuple(name.split())] = code
    return found


_STATES: Final = _states()
STATE_LAST_WORDS: Final = frozenset(words[-1] for words in _STATES)
"""Last words of every spelling of a State."""
_LONGEST_STATE: Final = max(map(len, _STATES))


def take_state(words: Sequence[str], end: int) -> tuple[str, int]:
    """Return the State whose spelling ends before index ``end``, and where that spelling begins.

    Returns ``("", end)`` where no State stands there.
    """
    if end and words[end - 1] in STATE_LAST_WORDS:
        for length in range(min(_LONGEST_STATE, end), 0, -1):
            code = _STATES.get(tuple(words[end - length : end]))
            if code:
                return code, end - length
    return "", end


@cache
def places() -> Places:
    """Return the tables of places, built once per process (about half a second)."""
    government = toml("lexicon.toml")["government_zip"]
    marks = tuple(government["words"])
    dc_prefixes = tuple(government["dc_prefixes"])
    keys: dict[str, tuple[str, str]] = {}

    def key_and_name(raw: str) -> tuple[str, str]:
        known = keys.get(raw)
        if known is None:
            name = fold(raw)
            known = keys[raw] = (city_key(name.split()), name)
        return known

    zips: dict[str, Zip] = {}
    cities: dict[str, dict[str, str]] = {}
    for record in zip_records():
        unique = record["zip_code_type"] == "UNIQUE"
        # The "unacceptable" names are nicknames of the city, except for a ZIP Code with a single
        # customer: there they name the customer.
        others = record["acceptable_cities"] + ([] if unique else record["unacceptable_cities"])
        found = dict([key_and_name(record["city"])])
        for raw in others:
            key, name = key_and_name(raw)
            found.setdefault(key, name)
        code, state = record["zip_code"], record["state"]
        customer = " ".join(record["unacceptable_cities"]).upper() + " "
        zips[code] = Zip(
            state=state,
            cities=found,
            kind=record["zip_code_type"],
            active=record["active"],
            government=unique
            and (code.startswith(dc_prefixes) or any(mark in customer for mark in marks)),
            longest_city=max(map(len, found)),
        )
        in_state = cities.setdefault(state, {})
        if not unique:
            for raw in (record["city"], *record["acceptable_cities"]):
                key, name = key_and_name(raw)
                # A city called "Trail" is known for its own ZIP Code only: elsewhere the word is
                # the end of a street.
                if len(key) > 2 and key not in SUFFIXES and name not in SUFFIXES:
                    in_state.setdefault(key, name)
    shared = {code: frozenset(others.split()) for code, others in rows("shared_zips.csv")}
    return Places(zips, cities, shared)


def agrees(code: str, state: str) -> bool:
    """Tell whether an issued ZIP Code lies in, or reaches into, the State."""
    known = places()
    record = known.zips.get(code)
    return record is not None and (
        record.state == state or state in known.shared.get(code, frozenset())
    )
