"""What the requester may learn: one answer for all, and defects of the request itself.

Whatever the custodian's records hold, ``requester.csv`` and ``defects.csv`` are byte for byte
the same, so that nobody can ask the records a question by sending requests.
"""

import itertools

import pytest

CHANGES = (
    {},
    {"address": ""},
    {"address": "Failed to Provide 62701"},
    {"address": "Elm Street, Springfield, IL 62701"},
    {"address": "PO Box 12, Springfield, IL 62701"},
    {"periods": ""},
    {"matter_id": ""},
    {"matter_opened_on": "2025-08-02"},
    {"recipient_employment": "contractor"},
    {"removal_order_ground": "1182a"},
    {"tin": ""},
    {"last_name": "Otherwise"},
)
PERSON = "person_id,tin,tin_type,date_of_birth\n"
NAME = "person_id,first,middle,last,suffix,source,period\n"
ADDRESS = "person_id,role,address,source,period\n"
ROSTERS = {
    "an empty roster": {"person": PERSON, "person_name": NAME, "person_address": ADDRESS},
    "a roster with this person": {},
    "a roster with another TIN": {"person": f"{PERSON}P1,520004999,ssn,1980-02-29\n"},
    "a roster with another birthday": {"person": f"{PERSON}P1,520004171,ssn,1950-01-01\n"},
    "a roster with another address": {
        "person_address": f'{ADDRESS}P1,taxpayer,"9 Oak Lane, Fulton, SD 57340",f,2023\n'
    },
    "a roster with two of that name": {
        "person": f"{PERSON}P1,520004171,ssn,\nP2,520004999,ssn,\n",
        "person_name": f"{NAME}P1,Marigold,,Fennimore,,f,2023\nP2,Marigold,,Fennimore,,f,2023\n",
        "person_address": ADDRESS
        + "".join(
            f'{person},taxpayer,"1600 Elm Street, Springfield, IL 62701",f,2023\n'
            for person in ("P1", "P2")
        ),
    },
}
GIVEN = ("requester.csv", "defects.csv")
MET = {None: "", True: "[safeguards]\nmet = true\n", False: "[safeguards]\nmet = false\n"}
I6 = {
    None: "",
    True: "[i6]\nmade = true\n",
    False: "[i6]\nmade = false\n",
    "for one": '[i6]\nmade = false\nfor_requests = ["R-1"]\n',
}


@pytest.fixture
def batch(desk):
    own = {"request_id": "R-{n}", "recipient_name": "Special Agent Invented {n}"}
    desk.requests(
        {**desk.row, **{k: v.format(n=number) for k, v in own.items()}, **change}
        for number, change in enumerate(CHANGES, 1)
    )
    return desk


def given(desk):
    """What the requester may be given, as bytes."""
    return [(desk.home / "decided" / name).read_bytes() for name in GIVEN]


def test_nothing_depends_on_the_roster(batch):
    found, outcomes = {}, set()
    for says, changed in ROSTERS.items():
        batch.roster(**changed)
        said = batch.check("--roster", "roster", "--overwrite", compared=False)
        assert said.code == 0, said.err
        found[says] = given(batch)
        outcomes.add(tuple(row["operating"] for row in batch.decisions()))
    assert len(outcomes) > 2  # the decisions do depend on it
    assert len({str(one) for one in found.values()}) == 1


def test_nothing_depends_on_comparisons_safeguards_or_determinations(batch):
    found, outcomes = set(), set()
    for compared, met, i6 in itertools.product(("agrees", "disagrees", ""), MET, I6):
        if compared:
            rows = batch.read("comparisons.csv")
            batch.table("comparisons.csv", [{**row, "comparison": compared} for row in rows])
        batch.write("custodian.toml", f'custodian = "irs"\n{MET[met]}{I6[i6]}')
        said = batch.check("--overwrite", compared=bool(compared))
        assert said.code == 0, said.err
        found.add(str(given(batch)))
        outcomes.add(tuple(row["operating"] for row in batch.decisions()))
    assert len(outcomes) > 5
    assert len(found) == 1


def test_nothing_depends_on_what_is_recorded_under_a_court_order(batch):
    found, outcomes = set(), set()
    for entry in (
        "",
        "[orders.CTR-PI]\ncarve_out = true\nrecorded_by = 'O'\nnotice_to_court_on = 2026-01-10\n",
    ):
        batch.write("custodian.toml", f'custodian = "irs"\n{MET[True]}{I6[False]}{entry}')
        batch.check("--overwrite", "--as-of", "2026-01-15", "--decided-on", "2026-01-15")
        found.add(str(given(batch)))
        outcomes.add(batch.decisions()[0]["operating"])
    assert outcomes == {"BARRED", "SHALL"}
    assert len(found) == 1


def test_held_refused_and_barred_requests_and_those_that_could_be_released_look_alike(batch):
    batch.check()
    assert {row["operating"] for row in batch.decisions()} == {"SHALL", "DENY", "HOLD"}
    rows = batch.read("decided/requester.csv")
    assert {row["answer"] for row in rows} == {"not released"}
    assert list(rows[0]) == ["request_id", "answer", "defects"]
    # Held for a missing case number and complete: both show no defect.
    assert (rows[6]["defects"], rows[0]["defects"]) == ("", "")


def test_defects_are_those_that_the_request_itself_shows(batch):
    batch.check()
    shown = {row["request_id"]: row["defects"] for row in batch.read("decided/requester.csv")}
    assert shown["R-2"].split(";") == ["i2.addr.present", "i2.addr.complete", "i2.addr.locates"]
    assert shown["R-4"] == "i2.addr.complete"
    assert shown["R-6"] == "i2.B.ii.period"
    assert shown["R-8"] == "i2.live"
    assert shown["R-9"] == "i2.recip.agency"
    words = {row["defect"]: row for row in batch.read("decided/defects.csv")}
    for defects in shown.values():
        for defect in filter(None, defects.split(";")):
            assert words[defect]["says"]
            assert words[defect]["law"]
            assert words[defect]["next_step"]


def test_no_defect_speaks_of_the_custodians_records(batch):
    batch.check()
    named = {row["defect"] for row in batch.read("decided/defects.csv")}
    records = {"i2.addr.taxpayers", "i2.cond.p4", "i2.bar.i6", "i2.recv", "order.CTR-PI"}
    assert named & records == set()
    assert "roster" not in (batch.home / "decided" / "defects.csv").read_text().lower()
