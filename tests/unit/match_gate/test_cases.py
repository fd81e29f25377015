"""The table of invented addresses, one row per situation."""

from __future__ import annotations

from collections import Counter

import pytest

from duly.match.gate import FACTS, REASONS, GateClass, classify

from .cases import CASES, Case


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.expected}: {case.why}")
def test_each_address_of_the_table_has_its_class(case: Case):
    assert classify(case.address).cls == case.expected


def test_the_table_covers_every_class_and_is_large_enough():
    counts = Counter(case.expected for case in CASES)
    assert set(counts) == {cls.value for cls in GateClass}
    assert len(CASES) >= 150


def test_none_is_blank():
    assert classify(None).cls == GateClass.BLANK


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.why)
def test_every_reason_has_a_sentence_and_every_refusal_has_a_reason(case: Case):
    gate = classify(case.address)
    assert set(gate.reasons) <= set(REASONS)
    assert gate.reasons or gate.cls == GateClass.OK


def test_the_table_of_facts_has_one_row_per_class():
    assert set(FACTS) == set(GateClass)


def test_a_jail_with_its_street_locates_and_without_it_does_not():
    with_street = classify("Stewart Detention Center, 146 CCA Rd, Lumpkin, GA 31815")
    assert (with_street.present, with_street.complete, with_street.locates) == (True, True, True)
    assert with_street.reasons[0] == "institution_with_street"
    by_name = classify("Stewart Detention Center, Lumpkin, GA 31815")
    assert (by_name.present, by_name.complete, by_name.locates) == (True, False, False)


def test_a_machine_cannot_tell_whether_a_foreign_address_is_complete():
    gate = classify("12 King St W, Toronto, ON M5H 1A1")
    assert gate.present is True
    assert gate.complete is None


def test_a_zip_conflict_is_for_a_person_to_look_at():
    gate = classify("123 Main St, Dallas, TX 10001")
    assert (gate.present, gate.complete, gate.locates) == (True, None, True)


@pytest.mark.parametrize(
    "text", ["", "00000", "Failed to Provide 12345", "Don't Care 12345", "asdf 12345"]
)
def test_a_placeholder_counts_as_no_address(text: str):
    gate = classify(text)
    assert (gate.present, gate.complete) == (False, False)


def test_parts_are_in_standard_spelling():
    parts = classify("123 north main street apartment 4-b, springfield, illinois 62701-1234").parts
    assert (parts.number, parts.predirectional, parts.street, parts.suffix) == (
        "123",
        "N",
        "MAIN",
        "ST",
    )
    assert (parts.unit, parts.city, parts.state, parts.zip5) == (
        "APT 4B",
        "SPRINGFIELD",
        "IL",
        "62701",
    )
    assert parts.line_key == "123 N MAIN ST|62701"
    assert parts.key == "123 N MAIN ST #4B|62701"


def test_keys_of_incomplete_addresses_are_empty_so_that_they_never_agree():
    assert classify("Main St, Dallas, TX 75201").parts.key == ""
    assert classify("123 Main St, Dallas, TX").parts.line_key == ""
