"""From records to facts: what is blank stays unknown or none, as each fact declares."""

from datetime import date

import duckdb
import pyarrow as pa
import pytest

from duly.gateway.fact_sources import DOOR_FACTS
from duly.gateway.facts import QUESTION_FACTS, batch_facts, build_facts
from duly.gateway.model import (
    ROW_COLUMNS,
    Answer,
    CustodianFile,
    Determination,
    Letter,
    LetterPart,
    RequesterPart,
    SignerPart,
)
from duly.gateway.policy import Policy
from duly.intake.columns import REQUEST_SCHEMA
from duly.law.fact import bits, days
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103.i_2 import HERE
from duly.match import classify_column

FACTS = tuple(dict.fromkeys((*HERE.facts(), *DOOR_FACTS)))
AS_OF = days(date(2025, 8, 1))


def letter(**changes):
    """A letter that states no more than it must."""
    part = {"batch_id": "B", "dated": date(2025, 7, 1), "provision": "26 USC 6103(i)(2)", **changes}
    return Letter(
        letter=LetterPart(**part),
        requester=RequesterPart(agency="A"),
        signed_by=SignerPart(name="N"),
    )


def facts_of(row, *, answers=None, custodian=None, rows=1, header=None):
    """The facts of the first of some equal rows."""
    con = duckdb.connect()
    columns = {"row": list(range(2, rows + 2)), "request_id": [f"R-{n}" for n in range(rows)]}
    columns |= {name: [row.get(name)] * rows for name in ROW_COLUMNS if name != "request_id"}
    con.register("incoming", pa.table(columns, schema=REQUEST_SCHEMA))
    con.execute("CREATE TABLE request AS SELECT * FROM incoming")
    gate = classify_column(pa.array([row.get("address")] * rows, pa.string()))
    con.register("gate_rows", gate.add_column(0, "row", pa.array(columns["row"])))
    con.execute("CREATE TABLE gate AS SELECT * FROM gate_rows")
    con.execute("CREATE TABLE comparison (request_id VARCHAR, comparison VARCHAR)")
    custodian = custodian or CustodianFile()
    batch = batch_facts(header or letter(), custodian, {}, as_of=AS_OF, values_copied=False)
    build_facts(con, FACTS, batch, custodian=custodian, answers=answers or {}, policy=Policy())
    found = con.execute("SELECT * FROM facts ORDER BY row")
    names = [column[0] for column in found.description]
    return dict(zip(names, found.fetchall()[0], strict=True))


def test_an_empty_row_leaves_every_fact_of_the_request_absent():
    found = facts_of({})
    known = {n for n, v in found.items() if v is not None} - {"request_id", "row"}
    assert known == {
        "as_of", "values_copied", "authority_kind",
        "address_present", "address_complete", "address_locates",
    }  # fmt: skip
    assert found["address_present"] is False


def test_sets_become_bits_dates_become_days_and_statutes_get_one_spelling():
    found = facts_of(
        {
            "uses": "criminal_investigation;civil_removal",
            "matter_opened_on": date(2025, 6, 1),
            "statute": "8 U.S.C. § 1253 (a)(1)",
        }
    )
    assert found["uses"] == bits(f.uses, {"criminal_investigation", "civil_removal"})
    assert found["matter_opened_on"] == days(date(2025, 6, 1))
    assert found["statute"] == "8 USC 1253(a)(1)"


@pytest.mark.parametrize("name", ["Unknown", "NA NA", "Failed To Provide", "FNU LNU"])
def test_a_placeholder_in_the_name_fields_sets_forth_no_name(name):
    first, _, last = name.partition(" ")
    assert facts_of({"first_name": first, "last_name": last or None})["taxpayer_name"] is None


def test_an_officer_named_for_more_people_than_policy_lets_pass_is_a_fact_to_ask_about():
    assert facts_of({"recipient_name": "Agent A"}, rows=10)["officer_shared"] is False
    assert facts_of({"recipient_name": "Agent A"}, rows=11)["officer_shared"] is True
    assert facts_of({}, rows=11)["officer_shared"] is None


@pytest.mark.parametrize("question", QUESTION_FACTS)
def test_a_persons_answer_supplies_exactly_the_fact_it_is_about(question):
    answer = Answer(
        request_id="R-0", question=question, answer=True, because="x", by="y", on=date(2025, 8, 1)
    )
    row = {"statute": "18 USC 999"}
    if question == "i2.matter.child":
        row["matter_kind"] = "missing_or_exploited_child"
    found = facts_of(row, answers={("R-0", question): answer})
    before = facts_of(row)
    changed = {name for name in found if found[name] != before[name]}
    gate_speaks = QUESTION_FACTS[question] in {f.address_complete, f.address_locates}
    supplied = f.matter_kind if question == "i2.matter.child" else QUESTION_FACTS[question]
    assert changed == (set() if gate_speaks else {supplied.name})


@pytest.mark.parametrize(
    "statute",
    ["8 USC 1253(a)", "INA 243(a)", "8 USC 1253(a)(1); 18 USC 1343", "none", "1343", "wire fraud"],
)
def test_a_yes_about_what_is_not_one_section_leaves_the_statute_unknown(statute):
    given = {
        ("R-0", question): Answer(
            request_id="R-0",
            question=question,
            answer=True,
            because="x",
            by="y",
            on=date(2025, 8, 1),
        )
        for question in ("i2.statute.crim", "i2.statute.nontax")
    }
    found = facts_of({"statute": statute}, answers=given)
    assert (found["statute_criminal"], found["statute_nontax"]) == (None, None)


@pytest.mark.parametrize(
    ("agency", "stated", "fact"),
    [
        ("Immigration and Customs Enforcement", "other", None),
        ("ICE", "doj", None),
        ("Department of Homeland Security", "dhs", "dhs"),
        ("Federal Bureau of Investigation", "doj", "doj"),
    ],
)
def test_a_department_that_the_agencys_own_name_contradicts_is_unknown(agency, stated, fact):
    header = letter()
    part = RequesterPart(agency=agency, department=stated)
    assert facts_of({}, header=header.model_copy(update={"requester": part}))["department"] == fact


@pytest.mark.parametrize("name", ["N/A", "unknown", ".", "12345", "TBD"])
def test_what_stands_for_an_officer_or_a_case_number_names_none(name):
    found = facts_of({"recipient_name": name, "matter_id": "TBD"})
    assert (found["recipient_named"], found["matter_id"]) == (None, None)


@pytest.mark.parametrize("name", ["John and Mary", "Example et al", "John; Mary", "All Persons"])
def test_a_name_field_that_names_several_people_sets_forth_no_name_of_one(name):
    first, _, last = name.partition(" ")
    assert facts_of({"first_name": first, "last_name": last})["taxpayer_name"] is None


def test_a_persons_no_refuses_whoever_else_the_officer_is_named_for():
    answer = Answer(
        request_id="R-0", question="i2.recip.engaged", answer=False, because="x", by="y",
        on=date(2025, 8, 1),
    )  # fmt: skip
    found = facts_of({"recipient_name": "Agent A"}, answers={("R-0", "i2.recip.engaged"): answer})
    assert (found["officer_shared"], found["engagement_confirmed"]) == (True, False)


def test_what_the_gate_can_tell_is_not_changed_by_an_answer():
    answer = Answer(
        request_id="R-0", question="i2.addr.complete", answer=True, because="x", by="y",
        on=date(2025, 8, 1),
    )  # fmt: skip
    found = facts_of(
        {"address": "Unknown Address 33101"}, answers={("R-0", "i2.addr.complete"): answer}
    )
    assert found["address_complete"] is False


def test_a_determination_for_one_request_holds_for_it_whatever_the_batch_says():
    custodian = CustodianFile(i6=Determination(made=False, for_requests=("R-0",)))
    assert facts_of({}, custodian=custodian)["i6_determination"] is True
    other = CustodianFile(i6=Determination(made=False, for_requests=("R-9",)))
    assert facts_of({}, custodian=other)["i6_determination"] is False


def test_a_letter_received_after_the_date_has_not_been_received_yet():
    assert facts_of({}, header=letter(received_on=date(2025, 8, 2)))["received"] is False
    assert facts_of({}, header=letter(received_on=date(2025, 8, 1)))["received"] is True
    assert facts_of({}, header=letter())["received"] is None
