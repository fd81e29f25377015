"""The law on two days, and what a provision asks."""

import pytest

I_2 = "26 USC 6103(i)(2)"


def test_from_august_2025_to_march_2026_the_orders_only_narrow(finished):
    two = ("2025-08-01", "2026-03-01")
    said = finished.duly("law", "diff", I_2, *two, "--in", "decided", "--json")
    assert said.code == 0
    assert (said.json["only_narrows"], said.json["only_widens"]) == (True, False)
    began = [one["order"] for one in said.json["orders"] if one["stands_after"]]
    assert began == ["CTR-705", "CTR-PI", "CEDC-PI-MOU"]
    moves = {(m["before"], m["after"]): m["rows"] for m in said.json["moves"]}
    assert moves[("SHALL", "BARRED")] == 1
    assert sum(moves.values()) == 3


def test_a_day_and_the_next_differ_in_nothing(duly):
    said = duly("law", "diff", I_2, "2026-03-01", "2026-03-02", "--json").json
    assert (said["only_narrows"], said["only_widens"], said["moves"]) == (True, True, None)
    assert not said["elements_changed"]


def test_a_reading_that_a_court_rejected_is_named(duly):
    said = duly("law", "diff", I_2, "2025-05-11", "2025-05-12")
    assert "No longer open on the later day: Q2=B." in said.out


@pytest.mark.parametrize(
    "words",
    [
        (I_2, "2026-03-01", "2025-08-01"),
        (I_2, "2020-01-01", "2025-08-01"),
        ("26 USC 9999", "2025-08-01", "2026-03-01"),
        (I_2, "2025-08-01", "2026-03-01", "--forum", "the moon"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_a_next_step(duly, words):
    said = duly("law", "diff", *words)
    assert said.code != 0
    assert "What to do:" in said.err


def test_the_facts_of_a_provision_say_who_supplies_each_and_how(duly):
    said = duly("law", "facts", "6103(m)(2)", "--json").json
    facts = {one["fact"]: one for one in said["facts"]}
    assert facts["claim_id"]["from"] == "the request"
    assert facts["match_number"]["from"] == "the custodian's own records"
    assert all(one["says"] for one in facts.values())
    shown = duly("law", "facts", "6103(m)(2)")
    assert all(name in shown.out for name in facts)


def test_the_list_of_doors_is_that_of_provisions_that_open(duly):
    listed = duly("law", "list", "--doors", "--json").json["provisions"]
    cites = [one["cite"] for one in listed]
    assert I_2 in cites
    assert "26 USC 6103(i)(6)" not in cites
    assert "26 USC 6103(i)(6)" in duly("law", "list").out
