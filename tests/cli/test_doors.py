"""Which door is open: every provision tried on a case and on a file, through the command."""

import re
import tomllib
from collections import Counter
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.conftest import Desk
from duly.gateway.doors import STATES, door_facts, doors, operating_word, try_doors
from duly.gateway.fact_sources import RECORDED, STATED
from duly.gateway.policy import Policy
from duly.law.fact import Kind, days
from duly.law.index import DOORS
from duly.law.usc.t26.s6103 import facts as f
from duly.orders.load import load_registry
from law import strategies as s

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


# --- a whole file under every door --------------------------------------------------------------
LETTER = """\
[letter]
batch_id = "DOORS"
dated = 2026-03-01
received_on = 2026-03-02
written = true
provision = "26 USC 6103(i)(2)"
made_under = "statute"

[requester]
agency = "An invented agency"
department = "treasury"
federal = true

[signed_by]
name = "Invented Head"
office = "agency_head"
delegate = false
"""
OWN = {
    "item": "item",
    "periods": "periods",
    "statute": "statute",
    "reason": "reason",
    "matter_kind": "matter_kind",
    "matter_id": "matter_id",
    "matter_status": "matter_status",
    "matter_opened_on": "matter_opened_on",
    "us_party": "us_party",
    "uses": "uses",
    "recipient_employment": "recipient_employment",
    "recipient_role": "recipient_role",
    "order_final_on": "removal_order_final_on",
    "order_stayed": "removal_order_stayed",
    "order_ground": "removal_order_ground",
    "order_number": "removal_order_number",
    "acts": "offence_acts",
    "relief_pending": "relief_pending",
}
"""The request's own columns, by the law's name of the fact."""
NAMED, NAMELESS = 200, 37


def cell(given):
    """A value as a request file writes it."""
    if isinstance(given, bool):
        return "yes" if given else "no"
    if isinstance(given, list):
        return ";".join(given)
    return "" if given is None else str(given)


def any_value(fact, pick):
    """A value that can be written into a file, or nothing."""
    if pick.random() < 0.15:
        return None
    match fact.kind:
        case Kind.FLAG:
            return pick.random() < 0.5
        case Kind.CHOICE:
            return pick.choice(fact.choices)
        case Kind.CHOICES:
            return pick.sample(fact.choices, pick.randint(1, min(3, len(fact.choices))))
        case Kind.DATE:
            return date.fromordinal(ON.toordinal() + pick.choice((0, 1, -1, -30, -120, -121, 9)))
        case Kind.TEXT:
            return pick.choice(("2022", "2021Q1-2023", "An invented text", "x", "CLAIM-1"))
        case _:
            return pick.choice((0, 1, 2, 5, 1200))


def random_row(number, pick):
    """A request near one that some door opens, and what the custodian records of it."""
    door, base = bases()[number % len(DOORS)]
    facts = {fact.name: fact for fact in door.facts() if fact.name in {**STATED, **RECORDED}}
    given = dict(base)
    for name in pick.sample(sorted(facts), min(len(facts), pick.choice((0, 0, 1, 2, 3)))):
        given[name] = any_value(facts[name], pick)
    extra = pick.sample(sorted({**STATED, **RECORDED}), 4)
    given |= {n: any_value({**STATED, **RECORDED}[n], pick) for n in extra if n not in given}
    row = {"request_id": f"R-{number}", "first_name": "Marigold", "last_name": "Fennimore"}
    row["address"] = Desk.row["address"] if pick.random() < 0.7 else ""
    row["recipient_name"] = f"Officer {number}" if given.get("recipient_named", True) else ""
    row |= {column: cell(given[name]) for name, column in OWN.items() if name in given}
    row |= {name: cell(given[name]) for name in STATED if given.get(name) is not None}
    records = {name: given[name] for name in RECORDED if given.get(name) is not None}
    return row, records


def toml(given):
    """A value as a custodian file writes it."""
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, list):
        return f"[{', '.join(map(toml, given))}]"
    return f'"{given}"' if isinstance(given, str) else str(given)


@pytest.fixture(scope="module")
def whole_file(command, tmp_path_factory):
    """Some 200 random requests, and as many as there are doors that name nobody."""
    made = Desk(command(tmp_path_factory.mktemp("doors")))
    pick = Random(4)  # noqa: S311 - tests
    rows, records = [], {}
    for number in range(NAMED + NAMELESS):
        row, recorded = random_row(number, pick)
        if number >= NAMED:
            nobody = [("", ""), ("Unknown", ""), ("John and Mary", "Fennimore")][number % 3]
            row["first_name"], row["last_name"] = nobody
        rows.append(row)
        records[row["request_id"]] = recorded
    names = dict.fromkeys(name for row in rows for name in row)
    made.table("requests.csv", [{name: row.get(name, "") for name in names} for row in rows])
    made.write("letter.toml", LETTER)
    text = 'custodian = "irs"\n[safeguards]\nmet = true\n[i6]\nmade = false\n'
    for key, recorded in records.items():
        text += f"\n[records.{key}]\n"
        text += "".join(f"{name} = {toml(given)}\n" for name, given in recorded.items())
    made.write("custodian.toml", text)
    said = made.duly(
        "check", "request", "requests.csv", "--letter", "letter.toml", "--custodian",
        "custodian.toml", *DAY, "--workers", "1", "--doors", "--out", "decided", "--json",
    )  # fmt: skip
    assert said.code == 0, said.out + said.err
    assert (said.json["decided"], said.json["rejected"]) == (NAMED + NAMELESS, 0)
    return made, said.json


def parquet(made, name):
    return pq.read_table(made.home / "decided" / name).to_pylist()


def test_every_row_is_answered_by_every_door_as_the_explanation_of_its_facts_says(whole_file):
    made, _ = whole_file
    answered = {row["row"]: row for row in parquet(made, "doors.parquet")}
    facts = parquet(made, "facts.parquet")
    assert len(answered) == len(facts) == NAMED + NAMELESS
    columns = {door.provision.cite: door.column for door in EVERY}
    assert set(answered[2]) == {"row", "request_id", *columns.values()}
    for case in facts:
        row = answered[case["row"]]
        assert row["request_id"] == case["request_id"]
        for answer in try_doors(EVERY, case, as_of=ON, forum=POLICY.forum):
            word = row[columns[answer.provision.cite]]
            place = (case["request_id"], answer.provision.cite)
            assert (place, operating_word(word)) == (place, answer.explanation.operating)
            assert word.startswith("SPLIT ") is (answer.explanation.outcome == "SPLIT"), place


def test_the_random_rows_open_many_doors_and_shut_and_hold_at_all(whole_file):
    made, _ = whole_file
    words = {door.column: Counter() for door in EVERY}
    for row in parquet(made, "doors.parquet"):
        for column, counts in words.items():
            counts[operating_word(row[column])] += 1
    assert sum(bool(OPEN & set(counts)) for counts in words.values()) > 15
    assert all("DENY" in counts for counts in words.values())
    assert sum("HOLD" in counts for counts in words.values()) > 25


def test_the_door_that_the_letter_relies_on_is_decided_as_in_the_decisions(whole_file):
    made, _ = whole_file
    answered = {row["request_id"]: row["s6103_i_2"] for row in parquet(made, "doors.parquet")}
    for row in made.decisions():
        assert operating_word(answered[row["request_id"]]) == row["operating"]


def test_the_counts_of_the_summary_are_those_of_the_rows(whole_file):
    made, numbers = whole_file
    rows = parquet(made, "doors.parquet")
    for door in EVERY:
        counts = Counter(row[door.column] for row in rows)
        assert numbers["doors"][door.provision.cite] == dict(counts)


def test_a_request_that_names_nobody_is_refused_under_every_provision(whole_file):
    made, _ = whole_file
    nobody = {f"R-{number}" for number in range(NAMED, NAMED + NAMELESS)}
    for row in parquet(made, "doors.parquet"):
        if row["request_id"] in nobody:
            words = {operating_word(row[door.column]) for door in EVERY}
            assert words <= {"DENY", "BARRED"}, row["request_id"]
    said = made.duly("why", f"R-{NAMED}", "--in", "decided", "--json").json
    for door in said["doors"]:
        missing = [one["id"] for one in findings(door) if one["result"] == "NOT MET"]
        assert {"one.person", "i2.B.i.name"} & set(missing) or door["state"] == "shut"
        if "one.person" in {one["id"] for one in findings(door)}:
            assert "one.person" in missing


def test_why_shows_the_doors_of_a_row_as_the_file_has_them(whole_file):
    made, _ = whole_file
    columns = {door.provision.cite: door.column for door in EVERY}
    row = parquet(made, "doors.parquet")[0]
    said = made.duly("why", row["request_id"], "--in", "decided", "--json").json
    assert {door["provision"]: door["operating"] for door in said["doors"]} == {
        cite: operating_word(row[column]) for cite, column in columns.items()
    }
    shown = made.duly("why", row["request_id"], "--in", "decided").out
    table = re.findall(r"^ (26 USC \S+) +([A-Z]+) ", shown, re.MULTILINE)
    assert table == [(door["provision"], door["operating"]) for door in said["doors"]]


def test_a_run_under_every_door_verifies(whole_file):
    made, _ = whole_file
    said = made.duly("verify", "decided", "--json")
    assert (said.code, said.json["exit_code"]) == (0, 0), said.out


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("facts.parquet", "consent_signed", False),  # no fact of the provision relied on
        ("facts.parquet", "item", "return"),
        ("doors.parquet", "s6103_c", "MAY"),
        ("doors.parquet", "s6103_i_1", "SHALL"),
    ],
)
def test_a_run_in_which_a_fact_or_an_answer_was_changed_does_not_verify(
    name, column, value, whole_file
):
    made, _ = whole_file
    path = made.home / "decided" / name
    sound = path.read_bytes()
    table = pq.read_table(path)
    values = table.column(column).to_pylist()
    place = next(n for n, old in enumerate(values) if old != value)
    values[place] = value
    at = table.schema.get_field_index(column)
    changed = table.set_column(at, column, pa.array(values, table.schema.field(column).type))
    try:
        pq.write_table(changed, path)
        said = made.duly("verify", "decided", "--json")
        assert (said.code, said.json["exit_code"]) == (13, 13)
    finally:
        path.write_bytes(sound)


# --- who may say what ---------------------------------------------------------------------------
def consent_letter(made):
    made.write("letter.toml", LETTER.replace("6103(i)(2)", "6103(c)"))


SOUND_CONSENT = {
    "consent_basis": "designation",
    "recipient_is_designee": True,
    "consent_separate": True,
    "consent_form": "other",
    "consent_names_taxpayer": True,
    "consent_designee": "Example Lending LLC",
    "consent_items": ["return", "taxpayer_return_information"],
    "consent_periods": "2022-2023",
    "consent_signed": True,
    "consent_signed_on": date(2026, 2, 1),
    "consent_received_on": date(2026, 2, 21),
    "consent_readable": True,
    "consent_channel_secure": True,
    "consent_purpose_named": True,
    "impairment_determination": False,
}
ASK = {
    "request_id": "R-1",
    "first_name": "Marigold",
    "last_name": "Fennimore",
    "address": "",
    "item": "return",
    "periods": "2022",
    "uses": "consented_purpose",
    "recipient_name": "Invented Loan Officer",
}


def decide_consent(made, rows, custodian, *more):
    """Decide requests under (c); the answer of each, by request_id."""
    consent_letter(made)
    made.table("requests.csv", rows)
    made.write("custodian.toml", custodian)
    said = made.duly(
        "check", "request", "requests.csv", "--letter", "letter.toml", "--custodian",
        "custodian.toml", *DAY, "--workers", "1", "--overwrite", "--out", "decided", *more,
        "--json",
    )  # fmt: skip
    assert said.code == 0, said.out + said.err
    assert said.json["rejected"] == 0
    return {row["request_id"]: row for row in made.decisions()}, said.json


def recorded(facts, table="facts"):
    return f"[{table}]\n" + "".join(f"{name} = {toml(given)}\n" for name, given in facts.items())


def test_what_the_custodian_records_opens_and_the_same_words_of_the_requester_do_not(desk):
    custodian = 'custodian = "irs"\n'
    found, _ = decide_consent(desk, [ASK], custodian + recorded(SOUND_CONSENT))
    assert found["R-1"]["operating"] == "MAY"
    claimed = {name: cell(given) for name, given in SOUND_CONSENT.items()}
    found, numbers = decide_consent(desk, [{**ASK, **claimed}], custodian)
    assert found["R-1"]["operating"] == "HOLD"
    assert set(numbers["columns_not_used"]) == set(claimed)
    [case] = pq.read_table(desk.home / "decided" / "facts.parquet").to_pylist()
    assert {case[name] for name in claimed} == {None}


def test_what_the_custodian_records_of_one_request_outweighs_what_holds_for_all(desk):
    rows = [ASK, {**ASK, "request_id": "R-2"}]
    custodian = 'custodian = "irs"\n' + recorded(SOUND_CONSENT)
    custodian += recorded({"consent_signed": False}, "records.R-2")
    found, _ = decide_consent(desk, rows, custodian)
    assert {key: row["operating"] for key, row in found.items()} == {"R-1": "MAY", "R-2": "DENY"}
    assert found["R-2"]["not_met"] == "c.f.6"


def test_a_letter_cannot_supply_what_only_the_custodian_records(desk):
    consent_letter(desk)
    text = (desk.home / "letter.toml").read_text()
    desk.write("letter.toml", f"{text}\n[defaults]\nconsent_signed = true\n")
    said = desk.check("--json", file="requests.csv")
    assert said.code == 10
    assert "letter.toml, column defaults.consent_signed" in said.json["problem"]


def test_a_consent_that_was_scanned_without_text_holds_until_somebody_has_read_it(desk):
    unread = {
        name: given
        for name, given in SOUND_CONSENT.items()
        if name not in {"consent_readable", "consent_designee", "consent_periods"}
    }
    custodian = 'custodian = "irs"\n'
    found, _ = decide_consent(desk, [ASK], custodian + recorded(unread))
    assert found["R-1"]["operating"] == "HOLD"
    why = desk.duly("why", "R-1", "--in", "decided", "--json").json
    [text] = [one for one in findings(why) if one["id"] == "c.readable"]
    assert text["result"] == "not known"
    assert text["because"] == (
        "The consent is a scan without text, and nobody has recorded what it says."
    )
    assert text["law"] == "26 CFR 301.6103(c)-1(b)"
    cannot = custodian + recorded({**unread, "consent_readable": False})
    found, _ = decide_consent(desk, [ASK], cannot)
    assert (found["R-1"]["operating"], found["R-1"]["not_met"]) == ("DENY", "c.readable")


@pytest.mark.parametrize("table", ["facts", "records.R-1"])
@pytest.mark.parametrize(
    ("line", "key", "says"),
    [
        ("consent_signd = true", "consent_signd", "Did you mean consent_signed?"),
        ("claim_kind = 'tax'", "claim_kind", "no fact that a custodian records"),
        ("periods_in_consent = true", "periods_in_consent", "no fact that a custodian records"),
        ("written = true", "written", "no fact that a custodian records"),
        ("consent_signed = 1", "consent_signed", "true or false"),
        ("consent_signed = 'perhaps'", "consent_signed", "yes"),
        ("consent_signed = ['yes']", "consent_signed", ""),
        ("consent_signed_on = 'soon'", "consent_signed_on", "YYYY-MM-DD"),
        ("consent_signed_on = 20260201", "consent_signed_on", "a date"),
        ("consent_signed_on = 2026-02-01T10:00:00", "consent_signed_on", "without a time"),
        ("consent_form = 'napkin'", "consent_form", "form_8821"),
        ("consent_form = true", "consent_form", "form_8821"),
        ("consent_items = 'gossip'", "consent_items", "mailing_address"),
        ("consent_items = [1, 2]", "consent_items", ""),
        ("consent_signed = 0.5", "consent_signed", ""),
        ("consent_signed = {}", "consent_signed", ""),
    ],
)
def test_a_bad_fact_of_the_custodian_is_an_error_that_names_file_and_key(
    table, line, key, says, desk
):
    consent_letter(desk)
    desk.write("custodian.toml", f'custodian = "irs"\n[{table}]\n{line}\n')
    said = desk.check("--json")
    assert (said.code, said.json["exit_code"]) == (10, 10), said.out
    assert said.json["problem"].startswith("custodian.toml, column ")
    assert key in said.json["problem"].split(":")[0]
    assert table.split(".")[0] in said.json["problem"].split(":")[0]
    assert says in f"{said.json['problem']} {said.json['what_to_do']}"
    assert not (desk.home / "decided").exists()


# --- a consent never opens more than it names ---------------------------------------------------
def periods(pick):
    """Periods as people write them, and the year-and-quarter pairs that they name."""
    parts, named = [], set()
    for _ in range(pick.randint(1, 3)):
        first, quarter = pick.randint(2019, 2024), pick.choice((None, None, 1, 2, 3, 4))
        last, end = first + pick.choice((0, 0, 1, 2)), pick.choice((None, None, 1, 2, 3, 4))
        start = (first, quarter or 1)
        if (last, end) == (first, None) or last == first:
            parts.append(f"{first}Q{quarter}" if quarter else str(first))
            stop = (first, quarter or 4)
        else:
            parts.append(f"{first}{f'Q{quarter}' if quarter else ''}-"
                         f"{last}{f'Q{end}' if end else ''}")  # fmt: skip
            stop = (last, end or 4)
        named |= {(y, q) for y in range(first, last + 1) for q in (1, 2, 3, 4)
                  if start <= (y, q) <= stop}  # fmt: skip
    return "; ".join(parts), named


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_a_consent_opens_lies_within_what_it_names(seed, desk):
    pick = Random(seed)  # noqa: S311 - tests
    rows, consents, custodian = [], {}, 'custodian = "irs"\n'
    for number in range(400):
        key = f"R-{number}"
        granted, covered = periods(pick)
        asked, wanted = periods(pick)
        if pick.random() < 0.3:
            asked, wanted = granted, covered
        items = pick.sample(f.ITEM_KINDS, pick.randint(1, 5))
        item = pick.choice(items) if pick.random() < 0.6 else pick.choice(f.ITEM_KINDS)
        uses = ["consented_purpose"] if pick.random() < 0.8 else pick.sample(f.USES, 2)
        facts = {
            **SOUND_CONSENT,
            "consent_items": items,
            "consent_periods": granted,
            "recipient_is_designee": pick.random() < 0.9,
            "consent_purpose_named": pick.random() < 0.9,
            "consent_signed": pick.random() < 0.95,
        }
        if pick.random() < 0.2:
            del facts[pick.choice(sorted(facts))]
        custodian += recorded(facts, f"records.{key}")
        rows.append({**ASK, "request_id": key, "item": item, "periods": asked,
                     "uses": ";".join(uses)})  # fmt: skip
        consents[key] = (facts, covered, item, wanted, uses)
    found, _ = decide_consent(desk, rows, custodian)
    opened = {key for key, row in found.items() if row["operating"] in OPEN}
    for key, (facts, covered, item, wanted, uses) in consents.items():
        named = (
            item in facts.get("consent_items", ())
            and "consent_periods" in facts
            and wanted <= covered
            and facts.get("recipient_is_designee") is True
            and facts.get("consent_purpose_named") is True
            and uses == ["consented_purpose"]
        )
        if key in opened:
            assert named, (key, found[key])
        elif named and set(facts) == set(SOUND_CONSENT) and facts["consent_signed"]:
            # What it names is open, unless it is what no consent opens: a statistic about nobody.
            assert item == "anonymous_statistics", (key, found[key]["not_met"])
    assert len(opened) > 20


# --- what cannot be decided ---------------------------------------------------------------------
def test_an_unknown_provision_in_a_letter_is_an_error_and_never_guessed(desk):
    for cite in ("26 USC 6103(z)(9)", "26 USC 6103(b)(2)", "section 6103", "the law"):
        desk.write("letter.toml", LETTER.replace("26 USC 6103(i)(2)", cite))
        said = desk.check("--json")
        assert (said.code, said.json["exit_code"]) == (10, 10), cite
        assert "letter.provision" in said.json["problem"]
        assert "duly law list --doors" in said.json["what_to_do"]
        assert not (desk.home / "decided").exists()


def test_a_provision_is_recognised_in_its_usual_spellings(desk):
    custodian = 'custodian = "irs"\n' + recorded(SOUND_CONSENT)
    decide_consent(desk, [ASK], custodian)
    for cite in ("26 U.S.C. § 6103(c)", "IRC 6103(c)", "§ 6103 (c)"):
        desk.write("letter.toml", LETTER.replace("26 USC 6103(i)(2)", cite))
        words = ("--letter", "letter.toml", "--custodian", "custodian.toml", *DAY)
        said = desk.duly("check", "request", "requests.csv", *words, "--overwrite", "--out",
                         "decided", "--workers", "1", "--json")  # fmt: skip
        assert (said.json["provision"], said.json["operating"]) == ("26 USC 6103(c)", {"MAY": 1})


@pytest.mark.parametrize("more", [(), ("--doors",)])
def test_a_date_before_any_version_in_force_is_an_error(more, desk):
    said = desk.check("--as-of", "2020-01-01", "--decided-on", "2020-01-01", *more, "--json")
    assert (said.code, said.json["exit_code"]) == (15, 15)
    assert not (desk.home / "decided").exists()


ORDER = """\
order_id = "OWN-TRO"
court = "Example Court"
docket = "0:00-cv-00000"
kind = "temporary_restraining_order"
title = "Invented: the IRS may not disclose to the Department of Homeland Security."
effective_from = 2025-07-01
status = "in_force"
bound_parties = ["irs"]
provisions = ["26 USC 6103(i)(2)"]
source = "invented for tests"
mark = "unverified"
last_verified_on = 2025-08-01
verified_by = "a test"

[[blocks]]
actor = ["irs"]
act = "disclose"
recipient = ["dhs"]
made_under = "any"
provisions = ["26 USC 6103(i)(2)"]
says = "The IRS may not disclose to the Department of Homeland Security."
"""
WRONG_ORDERS = {
    "an order on a provision that does not exist": (
        {"OWN-TRO.toml": ORDER.replace("(i)(2)", "(z)(9)")}, "OWN-TRO.toml: provisions 1"),
    "a block outside the order's own provisions": (
        {"OWN-TRO.toml": ORDER.replace('provisions = ["26 USC 6103(i)(2)"]\nsays',
                                       'provisions = ["26 USC 6103(c)"]\nsays')},
        "OWN-TRO.toml: blocks 1.provisions"),
    "an end before the beginning": (
        {"OWN-TRO.toml": ORDER.replace("status =", "effective_to = 2025-06-01\nstatus =")},
        "OWN-TRO.toml: effective_to"),
    "vacated, but not since when": (
        {"OWN-TRO.toml": ORDER.replace('"in_force"', '"vacated"')}, "OWN-TRO.toml: status"),
    "a recipient that is any and one": (
        {"OWN-TRO.toml": ORDER.replace('["dhs"]', '["any", "dhs"]')},
        "OWN-TRO.toml: blocks 1.recipient"),
    "the id of a shipped order": (
        {"CTR-PI.toml": ORDER.replace("OWN-TRO", "CTR-PI")}, "CTR-PI.toml: order_id"),
    "the id of a shipped order in small letters": (
        {"ctr-pi.toml": ORDER.replace("OWN-TRO", "ctr-pi")}, "ctr-pi.toml: order_id"),
    "in place of an order that is not there": (
        {"OWN-TRO.toml": ORDER.replace("[[blocks]]", "replaces = true\n\n[[blocks]]")},
        "OWN-TRO.toml: replaces"),
    "two files for one order": (
        {"OWN-TRO.toml": ORDER, "own-tro.toml": ORDER.replace("OWN-TRO", "own-tro")},
        "own-tro.toml: order_id"),
    "a name of the file that is not the order's": (
        {"OTHER.toml": ORDER}, "OTHER.toml: order_id"),
    "no TOML": ({"OWN-TRO.toml": "this is no order"}, "OWN-TRO.toml: is not TOML"),
    "nothing": ({"readme.txt": "no orders"}, "holds no order file"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG_ORDERS)
def test_overlapping_or_contradictory_order_files_are_errors_that_name_file_and_key(case, desk):
    wrong, says = WRONG_ORDERS[case]
    for name, text in wrong.items():
        desk.write(f"orders/{name}", text)
    desk.write("case.toml", CASE)
    for said in (
        desk.check("--orders", "orders", "--json"),
        desk.duly("check", "request", "case.toml", *DAY, "--orders", "orders", "--json"),
        desk.duly("check", "use", "--received-under", "26 USC 6103(c)", "--orders", "orders",
                  "--json"),
    ):  # fmt: skip
        assert (said.code, said.json["exit_code"]) == (10, 10), said.out
        assert says in said.json["problem"]
    assert not (desk.home / "decided").exists()


def test_two_orders_that_overlap_each_restrain_alone(desk):
    """Neither lifts the other: the later one narrows what the earlier leaves open."""
    desk.write("orders/OWN-TRO.toml", ORDER)
    second = ORDER.replace("OWN-TRO", "OWN-TWO").replace('recipient = ["dhs"]', "recipient = 'any'")
    desk.write("orders/OWN-TWO.toml", second)
    assert desk.check("--orders", "orders").code == 0
    [row] = desk.decisions()
    assert row["operating"] == "BARRED"
    assert row["not_met"] == "order.OWN-TRO;order.OWN-TWO"
