"""However an address is spelled, it has one key, and another address has another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duly.match.gate import classify

from .respell import PLACES, Address, choose, respell, source, standard

seeds = st.integers(0, 10**9)


@settings(max_examples=500, deadline=None)
@given(seeds)
def test_every_spelling_of_an_address_gives_its_key(seed: int):
    pick = source(seed)
    address = choose(pick)
    key = classify(standard(address)).parts.key
    assert key
    spellings = [respell(address, pick) for _ in range(4)]
    assert {spelling: classify(spelling).parts.key for spelling in spellings} == dict.fromkeys(
        spellings, key
    )


def _changed(address: Address, part: str) -> Address:
    unit = {"designator": "APT", "identifier": f"9{address.identifier}"}
    changes: dict[str, dict[str, object]] = {
        "number": {"number": address.number + 1},
        "predirectional": {"predirectional": "N" if address.predirectional != "N" else "S"},
        "name": {"name": "Quartz" if address.name != "Quartz" else "Basalt"},
        "suffix": {"suffix": "ST" if address.suffix != "ST" else "AVE"},
        "postdirectional": {"postdirectional": "NW" if address.postdirectional != "NW" else ""},
        "unit": unit,
        "place": {"place": next(p for p in PLACES if p.zip5 != address.place.zip5)},
    }
    return replace(address, **changes[part])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "part", ["number", "predirectional", "name", "suffix", "postdirectional", "unit", "place"]
)
@settings(deadline=None)
@given(seed=seeds)
def test_an_address_that_differs_in_one_part_has_another_key(part: str, seed: int):
    address = choose(source(seed))
    other = _changed(address, part)
    assert classify(standard(address)).parts.key != classify(standard(other)).parts.key
