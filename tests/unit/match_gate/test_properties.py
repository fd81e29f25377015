"""Properties that hold for any text and for any address."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duly.match.gate import GateClass, classify
from duly.match.gate.text import fold
from duly.match.normalise import normalise_line

from .cases import CASES
from .generator import NAMES, SUFFIXES, Maker

ACCEPTED = {GateClass.OK, GateClass.OK_RURAL, GateClass.OK_MILITARY, GateClass.PO_BOX}
WORDS = [
    "123",
    "45-12",
    "1/2",
    "N",
    "North",
    "E",
    "NW",
    "St",
    "Ave",
    "Calle",
    "Avenue",
    "A",
    "5",
    "5th",
    "Fifth",
    "Twenty",
    "Third",
    "Apt",
    "#",
    "4B",
    "Unit",
    "Bldg",
    "PO",
    "Box",
    "RR",
    "2",
    "HC",
    "Hwy",
    "County",
    "Road",
    "US",
    "Rear",
    "Floor",
    "Saint",
    "PSC",
    "12",
    "ND",
    "One",
    "Star",
    "Route",
    "FM",
    "1960",
    "Km",
    "Carr",
    "P.O.",
    "No",
    "%",
    "C/O",
    "The",
    "Of",
    "-",
]
seeds = st.integers(0, 10**9)


@given(st.text())
def test_any_text_has_a_class(text: str):
    classify(text)


@given(st.text(alphabet=st.characters(categories=("Cc", "Cf", "Zs", "Nd", "So", "Lo", "Mn"))))
def test_odd_characters_have_a_class(text: str):
    classify(text)


@pytest.mark.parametrize(
    "text",
    [
        "\x00",
        "123 Main St\x00, Dallas, TX 75201",
        "\u202e123 Main St",
        "\ud800",
        "a" * 1_000_000,
        " " * 1_000_000,
        "1" * 1_000_000,
        "123 Main St " * 90_000,
        "-" * 100_000,
        "APT " * 200_000,
        "😀" * 100_000,
        "é" * 300_000,
        "²³ Main",
        "①",
        "½ Oak St",
        "٣ شارع",
        "C/O",
        "#",
        "N/A/N/A",
        "." * 50_000,
    ],
)
def test_hostile_text_has_a_class(text: str):
    assert classify(text).cls not in ACCEPTED | {GateClass.INSTITUTION} or "Main St" in text


@given(st.text())
def test_folding_twice_is_folding_once(text: str):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="AN POBC/.-#%&'19 HRI"))
def test_folding_marks_twice_is_folding_once(text: str):
    assert fold(fold(text)) == fold(text)


@given(
    st.lists(
        st.sampled_from(WORDS) | st.sampled_from(NAMES) | st.sampled_from(SUFFIXES), max_size=9
    )
)
def test_normalising_twice_is_normalising_once(words: list[str]):
    line = normalise_line(" ".join(words))
    assert normalise_line(line) == line


@given(seeds)
def test_normalising_a_proper_line_settles_in_one_step(seed: int):
    maker = Maker(seed)
    text = f"{maker.number()} {maker.street()}{maker.unit()}"
    assert normalise_line(normalise_line(text)) == normalise_line(text)


def _disturb(text: str, seed: int) -> str:
    """Change case, spacing, commas and full stops, leaving each word as it is."""
    pick = Maker(seed).pick
    words = re.split(r"[\s,]+", text.strip(" \t\n,"))
    case = pick.choice((str.lower, str.upper, str.title, str))
    glue = [pick.choice((" ", "  ", ", ", " , ", "\n", "; ", "\t", ". ")) for _ in words]
    return " " * pick.randrange(3) + "".join(
        case(word) + between for word, between in zip(words, glue, strict=True)
    )


@settings(max_examples=300)
@given(seeds, st.sampled_from([*Maker(0).defects(), "good"]))
def test_case_spacing_and_punctuation_do_not_change_the_class(seed: int, kind: str):
    maker = Maker(seed)
    text = maker.good(seed % 4) if kind == "good" else maker.defects()[kind]()
    before = classify(text)
    after = classify(_disturb(text, seed + 1))
    assert after.cls == before.cls, (text, _disturb(text, seed + 1))


@given(seeds, st.sampled_from(list(Maker(0).defects())))
def test_a_defect_never_has_all_three_facts(seed: int, kind: str):
    gate = classify(Maker(seed).defects()[kind]())
    if gate.cls not in ACCEPTED and gate.reasons[0] != "institution_with_street":
        assert not (gate.present and gate.complete and gate.locates)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.why)
def test_only_accepted_classes_have_all_three_facts(case):
    gate = classify(case.address)
    complete = bool(gate.present and gate.complete and gate.locates)
    expected = gate.cls in ACCEPTED or gate.reasons[:1] == ("institution_with_street",)
    assert complete == expected
