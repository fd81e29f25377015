"""Which door is open: every provision tried on a case and on a file, through the command."""

import re
import tomllib
from collections import Counter
from datetime import date
from functools import cache
from io import StringIO
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from cli.conftest import Desk
from duly.gateway.doors import STATES, door_facts, doors, try_doors
from duly.gateway.policy import Policy
from duly.law.fact import Kind, days
from duly.law.index import DOORS
from duly.law.usc.t26.s6103 import facts as f
from duly.orders.load import load_registry
from duly.render.doors import doors_page
from law import strategies as s
from unit.orders.order_cases import base_d

ON = date(2026, 3, 10)
POLICY = Policy()
EVERY = doors(load_registry(), as_of=ON, decided_on=ON, policy=POLICY)
TABLES = sorted((Path(__file__).parents[1] / "law" / "cases").glob("*.toml"))
OPEN = {"SHALL", "MAY"}
CASE = """\
[request]
first_name = "Marigold"
last_name = "Fennimore"
items = ["mailing_address", "taxpayer_return_information"]
periods = "2022; 2023"
uses = ["consented_purpose"]
recipient_name = "Invented Loan Officer"
recipient_employment = "designee"

[letter]
dated = 2026-03-01
received_on = 2026-03-02
written = true

[requester]
agency = "Example Lending LLC"
department = "other"
federal = false

[custodian]
custodian = "irs"

[custodian.facts]
consent_basis = "designation"
recipient_is_designee = true
consent_separate = true
consent_form = "other"
consent_names_taxpayer = true
consent_designee = "Example Lending LLC"
consent_items = ["return", "taxpayer_return_information"]
consent_periods = "2022-2023"
consent_signed = true
consent_signed_on = 2026-02-01
consent_received_on = 2026-02-21
consent_readable = true
consent_channel_secure = true
impairment_determination = false

[answers]
"c.6.purpose" = true
"""
DAY = ("--as-of", str(ON), "--decided-on", str(ON))


@pytest.fixture(scope="module")
def case_of_two(command, tmp_path_factory):
    """A lender asks for two items; the taxpayer's consent names one. As data and on screen."""
    made = Desk(command(tmp_path_factory.mktemp("case")))
    made.write("case.toml", CASE)
    before = made.there()
    data = made.duly("check", "request", "case.toml", *DAY, "--json")
    shown = made.duly("check", "request", "case.toml", *DAY)
    assert (data.code, shown.code) == (0, 0), data.out + shown.err
    assert made.there() == before, "a case leaves nothing behind"
    return data.json, shown.out


def findings(door):
    """Every finding of a door, those inside groups too."""
    waiting = list(door["findings"])
    for one in waiting:
        waiting.extend(one["parts"])
    return waiting


# --- one case -----------------------------------------------------------------------------------
def test_every_item_is_tried_under_every_provision_that_can_open(case_of_two):
    data, _ = case_of_two
    assert [one["item"] for one in data["items"]] == [
        "mailing_address",
        "taxpayer_return_information",
    ]
    for one in data["items"]:
        assert {door["provision"] for door in one["doors"]} == {door.cite for door in DOORS}
        assert len(one["doors"]) == len(DOORS)


def test_the_consent_opens_the_item_that_it_names_and_no_other(case_of_two):
    address, information = case_of_two[0]["items"]
    opened = [door["provision"] for door in information["doors"] if door["state"] == "open"]
    assert opened == ["26 USC 6103(c)"]
    assert not [door for door in address["doors"] if door["state"] == "open"]
    consent = next(d for d in address["doors"] if d["provision"] == "26 USC 6103(c)")
    [reason] = [one for one in findings(consent) if one["id"] == "c.f.4"]
    assert reason["result"] == "NOT MET"
    assert reason["because"] == "The item asked for is not among those that the consent names."
    assert reason["law"] == "26 CFR 301.6103(c)-1(b)"


def test_open_doors_come_first_then_those_that_lack_the_fewest_facts(case_of_two):
    for one in case_of_two[0]["items"]:
        places = [STATES.index(door["state"]) for door in one["doors"]]
        assert places == sorted(places)
        waits = [len(d["missing_facts"]) for d in one["doors"] if d["state"] == "would open"]
        assert waits == sorted(waits)


def test_where_little_is_said_the_doors_that_lack_the_fewest_facts_come_first(desk):
    desk.write("case.toml", "[request]\nfirst_name = 'Marigold'\nlast_name = 'Fennimore'\n")
    [one] = desk.duly("check", "request", "case.toml", *DAY, "--json").json["items"]
    assert one["item"] == "not stated"
    waiting = [door for door in one["doors"] if door["state"] == "would open"]
    assert waiting == one["doors"][: len(waiting)]
    assert len(waiting) > 20
    waits = [len(door["missing_facts"]) for door in waiting]
    assert waits == sorted(waits)
    assert waits[0] < waits[-1]
    for door in waiting:
        assert all(fact["says"] for fact in door["missing_facts"])
        names = [fact["fact"] for fact in door["missing_facts"]]
        assert len(names) == len(set(names))
        unknown = [way for way in findings(door) if way["result"] == "not known"]
        assert set(names) <= {fact["fact"] for way in unknown for fact in way["missing"]}


def test_every_shut_door_has_a_reason_with_its_citation(case_of_two):
    for one in case_of_two[0]["items"]:
        for door in one["doors"]:
            if door["state"] in {"shut", "barred"}:
                reasons = [way for way in findings(door) if way["result"] == "NOT MET"]
                assert reasons
                assert all(way["because"] and way["law"] and way["mark"] for way in reasons)


def test_the_screen_says_what_the_data_say(case_of_two):
    data, shown = case_of_two
    parts = re.split(r"^Item: ", shown, flags=re.MULTILINE)[1:]
    assert [part.splitlines()[0].replace(" ", "_") for part in parts] == [
        one["item"] for one in data["items"]
    ]
    for part, one in zip(parts, data["items"], strict=True):
        rows = re.findall(r"^ (26 USC \S+) +([A-Z]+) ", part, re.MULTILINE)
        assert rows == [(door["provision"], door["operating"]) for door in one["doors"]]
        flat = " ".join(part.split())
        opened = sum(door["state"] == "open" for door in one["doors"])
        said = f"{opened} of {len(DOORS)}" if opened else f"None of {len(DOORS)}"
        assert said in flat
        for door in one["doors"]:
            if door["state"] == "would open":
                assert f"Missing, {len(door['missing_facts'])}: " in flat
    assert "not legal advice" in shown
    assert f"Law as of {ON}" in shown


def test_open_doors_tell_what_follows_with_citations(case_of_two):
    data, shown = case_of_two
    [consent] = [d for one in data["items"] for d in one["doors"] if d["state"] == "open"]
    flat = " ".join(shown.split())
    for effect in consent["effects"]:
        assert effect["law"]
        assert f"{effect['says']} [{effect['law']}]" in flat


# --- the order, whatever the case ---------------------------------------------------------------
def any_case(seed):
    """A random case: some facts given, the rest not known; often near one that opens a door."""
    pick = Random(seed)  # noqa: S311 - tests
    rows = s.Rows(DOORS[0].with_bars(), seed)
    share = pick.choice((0.05, 0.3, 0.7))
    case = {
        fact.name: rows.value(fact) if pick.random() < share else None for fact in door_facts(EVERY)
    }
    if pick.random() < 0.8:
        door, base = pick.choice(bases())
        known = {fact.name: fact for fact in door.facts()}
        case |= {name: in_law(known[name], base[name]) for name in base if name in known}
        for name in pick.sample(sorted(base), pick.randrange(4)):
            case[name] = None
    if pick.random() < 0.3:
        case["i6_determination"] = True
    return {**case, "as_of": days(ON)}


@cache
def bases():
    """A case that each door opens, as the tables in tests/law/cases write them."""
    said = [tomllib.loads(path.read_text("utf-8")) for path in TABLES]
    by_cite = {one["provision"]: one["base"] for one in said}
    return [(door, by_cite[door.cite]) for door in DOORS]


def in_law(fact, given):
    """A value of a table in the law's form."""
    if isinstance(given, date):
        return days(given)
    if fact.kind is Kind.CHOICES:
        return sum(1 << place for place, word in enumerate(fact.choices) if word in given)
    return given


@s.thorough(max_examples=60)
@given(seed=st.integers(0, 2**32))
def test_the_order_of_doors_holds_for_every_case(seed):
    answers = try_doors(EVERY, any_case(seed), as_of=ON, forum=POLICY.forum)
    assert len({answer.provision.cite for answer in answers}) == len(EVERY)
    places = [
        (STATES.index(a.state), len(a.missing) if a.state == "would open" else 0) for a in answers
    ]
    assert places == sorted(places)
    law = [door.provision.cite for door in EVERY]
    for one, two in pairwise(answers):
        if (one.state, len(one.missing)) == (two.state, len(two.missing)) or (
            one.state == two.state in {"open", "barred", "shut"}
        ):
            assert law.index(one.provision.cite) < law.index(two.provision.cite)
    for answer in answers:
        if answer.state in {"shut", "barred"}:
            [first, *_] = answer.in_the_way
            assert first.value is False
            assert first.because
            assert first.cite
        elif answer.state == "would open":
            assert answer.missing
            assert all(way.value is None for way in answer.in_the_way)
        else:
            assert not answer.in_the_way


@s.thorough(max_examples=40)
@given(seed=st.integers(0, 2**32))
def test_without_a_name_no_door_opens_or_would_open(seed):
    case = {**any_case(seed), f.taxpayer_name.name: None}
    for answer in try_doors(EVERY, case, as_of=ON, forum=POLICY.forum):
        assert answer.state in {"shut", "barred"}, answer.provision.cite


@pytest.mark.parametrize("stem", [path.stem for path in TABLES])
def test_no_case_that_opens_a_door_opens_it_for_a_request_that_names_nobody(stem):
    """Every case of the tables in tests/law/cases, with the name taken away."""
    said = tomllib.loads((TABLES[0].parent / f"{stem}.toml").read_text("utf-8"))
    for door in [one for one in EVERY if one.provision.cite == said["provision"]]:
        known = {fact.name: fact for fact in door.provision.facts()}
        for row in said["case"]:
            given = {**said["base"], **row.get("change", {})}
            given = {name: given[name] for name in set(given) - set(row.get("without", ()))}
            case = {n: in_law(known[n], v) for n, v in given.items() if n in known}
            case |= {f.taxpayer_name.name: None, "as_of": days(ON)}
            [answer] = try_doors((door,), case, as_of=ON, forum=POLICY.forum)
            assert answer.state in {"shut", "barred"}, row["says"]


def test_the_random_cases_reach_every_state():
    seen = Counter(
        answer.state
        for seed in range(40)
        for answer in try_doors(EVERY, any_case(seed), as_of=ON, forum=POLICY.forum)
    )
    assert set(seen) == set(STATES)


def test_a_door_that_waits_for_no_fact_says_what_it_waits_for():
    """Every fact is there, but nobody has verified the entry of an order for too long."""
    late = date(2026, 12, 10)
    every = doors(load_registry(), as_of=late, decided_on=late, policy=POLICY)
    recorded = {"order_ctr_pi_carve_out": True, "order_ctr_pi_notice_on": days(ON)}
    answers = try_doors(every, base_d(late, **recorded), as_of=late, forum=POLICY.forum)
    [one] = [a for a in answers if a.provision.cite == "26 USC 6103(i)(2)"]
    assert (one.state, one.missing) == ("would open", ())
    console = Console(file=StringIO(), width=120)
    console.print(doors_page("Item: mailing address", [one]))
    shown = " ".join(console.file.getvalue().split())
    assert "It is not known whether CTR-PI restrains this disclosure" in shown
    assert "Missing, 0" not in shown
