"""Every door tried on a whole file: the answers of a table are those of each row explained."""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cli.conftest import Desk
from cli.test_doors import bases, findings
from duly.gateway.doors import doors, operating_word, try_doors
from duly.gateway.fact_sources import RECORDED, STATED
from duly.gateway.policy import Policy
from duly.law.fact import Kind
from duly.law.index import DOORS
from duly.orders.load import load_registry

ON = date(2026, 3, 10)
POLICY = Policy()
EVERY = doors(load_registry(), as_of=ON, decided_on=ON, policy=POLICY)
TABLES = sorted((Path(__file__).parents[1] / "law" / "cases").glob("*.toml"))
OPEN = {"SHALL", "MAY"}
DAY = ("--as-of", str(ON), "--decided-on", str(ON))


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
