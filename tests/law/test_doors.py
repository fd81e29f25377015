"""What must hold of every door together: proved over all cases, not tried on some.

A consent never opens more than it names; an order of the wrong court never opens anything;
nothing leaves for an unknown recipient; (m)(2) and (i)(2) never meet in one item.
"""

from datetime import date

import pytest

from duly.law.fact import Fact, days
from duly.law.index import DOORS, PROVISIONS, find
from duly.law.node import All, Holds, Includes, Node, Not, OneOf, OnlyAmong, Some
from duly.law.provision import Provision
from duly.law.theorems import implies, never_both
from duly.law.usc.t26.s6103 import facts as f

DAY = days(date(2026, 3, 10))
FEDERAL_COURT = ("district_judge", "magistrate_judge")


def law(cite: str) -> Provision:
    return find(cite, DAY)


def fact(provision: Provision, name: str) -> Fact:
    return next(one for one in provision.facts() if one.name == name)


def test_every_fact_has_one_meaning_wherever_it_is_asked():
    seen: dict[str, Fact] = {}
    for provision in PROVISIONS:
        for one in provision.facts():
            assert seen.setdefault(one.name, one) == one, one.name


def test_every_element_has_one_id_in_the_whole_law_unless_it_is_the_same_idea():
    """An answers file names an element: it must not mean two things."""
    seen: dict[str, tuple[str, str]] = {}
    for provision in DOORS:
        for leaf in provision.leaves():
            before = seen.setdefault(leaf.id, (provision.cite, repr(leaf.holds)))
            assert before[1] == repr(leaf.holds), (leaf.id, before[0], provision.cite)


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.cite)
def test_no_door_opens_for_an_unknown_recipient(door):
    proof = implies(door, Holds(f.recipient_named), "Whatever leaves, its recipient is named.")
    assert proof.holds is True, proof.witness


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.cite)
def test_no_door_opens_for_an_item_or_a_use_that_nobody_stated(door):
    item = implies(door, OneOf(f.item, *f.ITEM_KINDS), "Whatever leaves, it is known what.")
    assert item.holds is True, item.witness
    use = implies(door, OnlyAmong(f.uses, *f.USES), "Whatever leaves, it is known for what.")
    assert use.holds is True, use.witness


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.cite)
def test_no_door_opens_for_civil_removal_or_an_arrest(door):
    neither = All(
        Not(Includes(f.uses, "civil_removal")), Not(Includes(f.uses, "arrest_or_detention"))
    )
    proof = implies(door, neither, "Nothing leaves for civil removal or an arrest.")
    assert proof.holds is True, proof.witness


def test_a_consent_never_opens_an_item_that_it_does_not_name():
    consent = law("26 USC 6103(c)")
    items = fact(consent, "consent_items")
    named = Some(*(All(OneOf(f.item, w), Includes(items, w)) for w in f.ITEM_KINDS))
    proof = implies(consent, named, "Whatever leaves on a consent, the consent names it.")
    assert proof.holds is True, proof.witness


@pytest.mark.parametrize("name", ["periods_in_consent", "recipient_is_designee"])
def test_a_consent_never_opens_other_periods_or_for_another_than_it_names(name):
    consent = law("26 USC 6103(c)")
    proof = implies(consent, Holds(fact(consent, name)), f"{name} holds.")
    assert proof.holds is True, proof.witness


@pytest.mark.parametrize("cite", ["26 USC 6103(i)(1)", "26 USC 6103(i)(5)", "26 USC 6103(i)(7)(C)"])
def test_an_order_of_the_wrong_court_never_opens_anything(cite):
    door = law(cite)
    court: Node = OneOf(fact(door, "court_order_by"), *FEDERAL_COURT)
    proof = implies(door, court, "A Federal district court judge or magistrate judge ordered it.")
    assert proof.holds is True, proof.witness


def test_an_order_never_opens_an_item_or_period_that_it_does_not_name():
    door = law("26 USC 6103(i)(1)")
    items = fact(door, "court_order_items")
    named = Some(*(All(OneOf(f.item, w), Includes(items, w)) for w in f.ITEM_KINDS))
    for node in (named, Holds(fact(door, "periods_in_order"))):
        proof = implies(door, node, "The order names it.")
        assert proof.holds is True, proof.witness


def test_m_2_and_i_2_items_never_merge():
    one, two = law("26 USC 6103(m)(2)"), law("26 USC 6103(i)(2)")
    proof = never_both(one, two, "No case is let out both for a claim and for a criminal matter.")
    assert proof.holds is True, proof.witness


def test_the_doors_are_the_provisions_of_the_dossier():
    cites = {door.cite.removeprefix("26 USC 6103") for door in DOORS}
    assert {"(c)", "(d)(1)", "(e)(1)", "(e)(7)", "(h)(1)", "(h)(4)", "(i)(1)", "(i)(2)"} <= cites
    assert {"(i)(3)(A)", "(i)(5)", "(i)(7)(A)", "(k)(6)", "(l)", "(m)(2)", "(n)"} <= cites
