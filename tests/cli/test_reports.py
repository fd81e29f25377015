"""Accounting and reports, through the command: every request has its record, refused or not."""

import json
import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

RELEASES = "request_id,disclosed_on,recipient,recipient_address,channel,by,instances,bulk\n"
SENT = 'R-1,2025-08-04,Special Agent Invented,"500 Twelfth Street, Washington",sealed,Clerk,1,no\n'
AGAINST = 'R-2,2025-08-04,Special Agent Invented,"500 Twelfth Street",tape,Clerk,2,yes\n'


@pytest.fixture
def run(finished, tmp_path):
    """A copy of the finished run, to be tampered with."""
    return shutil.copytree(finished.home / "decided", tmp_path / "run")


@pytest.fixture
def releases(tmp_path):
    path = tmp_path / "releases.csv"
    path.write_text(RELEASES + SENT + AGAINST)
    return path


@pytest.fixture
def report(finished):
    return lambda *words: finished.duly("report", *words)


def test_every_request_has_a_record_refused_ones_too(finished, run, releases, report, tmp_path):
    said = report("accounting", run, "--releases", releases, "--out", tmp_path / "out", "--json")
    assert said.code == 0, said.err
    assert said.json["records"] == 3
    [agency] = said.json["agencies"]
    assert agency["agency"] == "Immigration and Customs Enforcement"
    assert agency["operating"] == {"SHALL": 1, "DENY": 1, "HOLD": 1}
    assert (agency["instances"], agency["against"]) == (3, 1)
    records = {
        r["request_id"]: r for r in pq.read_table(tmp_path / "out/accounting.parquet").to_pylist()
    }
    assert sorted(records) == ["R-1", "R-2", "R-3"]
    refused = records["R-2"]
    assert refused["operating"] == "DENY"
    assert refused["reason"] == finished.row["reason"]
    assert (refused["requested_on"], refused["received_on"]) == ("2025-07-28", "2025-07-30")
    assert refused["flags"] == "disclosed against the decision"
    assert refused["accounting_required"] == "yes"
    assert records["R-1"]["recipient_addresses"] == "500 Twelfth Street, Washington"
    assert records["R-3"]["instances"] == 0
    assert records["R-3"]["disclosed_on"] is None
    rows = finished.read(tmp_path / "out/accounting.csv")
    assert [row["record_sha256"] for row in rows] == [r["record_sha256"] for r in records.values()]


def test_the_record_names_no_taxpayer(finished, run, report, tmp_path):
    assert report("accounting", run, "--out", tmp_path / "out").code == 0
    text = (tmp_path / "out/accounting.csv").read_text()
    for name in ("first_name", "last_name", "address", "tin", "date_of_birth"):
        assert finished.row[name] not in text


def test_a_row_that_could_not_be_read_has_its_record_too(desk, tmp_path):
    desk.requests([{**desk.row}, {**desk.row, "request_id": "R-2", "date_of_birth": "in spring"}])
    assert desk.check().code == 0
    said = desk.duly("report", "accounting", "decided", "--out", "record", "--json")
    assert said.json["records"] == 2
    assert said.json["agencies"][0]["operating"] == {"REJECTED": 1, "SHALL": 1}


def test_the_totals_of_the_public_report_are_those_of_the_record(run, releases, report, tmp_path):
    for command in (("accounting",), ("yearly", 2025)):
        said = report(
            *command, run, "--releases", releases, "--out", tmp_path / command[0], "--json"
        )
        assert said.code == 0, said.err
    year = said.json
    totals = json.loads((tmp_path / "accounting/totals.json").read_text())
    by_agency = {one["agency"]: one for one in totals["agencies"]}
    for line in year["agencies"][:-1]:
        assert line["requests"] == by_agency[line["agency"]]["requests"]
        assert line["instances_disclosed"] == by_agency[line["agency"]]["instances"]
    assert year["due"] == "2026-03-31"
    assert year["public"][0] == {
        "disclosure_to": "Immigration and Customs Enforcement",
        "subsection_of_6103": "(i)(2)",
        "bulk_files": 2,
        "other_disclosures": 1,
        "total_disclosures": 3,
        "requests": 3,
        "taxpayers": 2,
    }
    assert year["purposes"] == [
        {
            "agency": "Immigration and Customs Enforcement",
            "purpose": "criminal_investigation",
            "requests": 3,
        }
    ]
    page = (tmp_path / "yearly/public.md").read_text()
    assert "| Immigration and Customs Enforcement | (i)(2) | 2 | 1 | 3 |" in page
    assert "not legal advice" in page
    assert "R-1" not in page
    assert "(p)(3)(B)" in (tmp_path / "yearly/joint-committee.md").read_text()


def test_a_person_who_asks_about_an_i_2_disclosure_waits_for_the_privacy_officer(
    run, releases, report
):
    """S61: 552a(c)(3) excepts disclosures under (b)(7), so a person decides."""
    said = report("person", "R-1", run, "--releases", releases, "--json").json
    assert said["shown"] == []
    [held] = said["held_for_the_privacy_officer"]
    assert held["disclosures"] == 1
    assert "(b)(7)" in held["ground"]
    assert "five years" in said["retention"]
    [held] = report("person", "R-2", run, "--releases", releases, "--json").json[
        "held_for_the_privacy_officer"
    ]
    assert "disclosed against the decision" in held["ground"]
    shown = report("person", "R-1", run, "--releases", releases).out
    assert "Special Agent" not in shown
    assert "Held for the privacy officer: 1" in shown
    assert report("person", "R-3", run, "--releases", releases, "--json").json["disclosures"] == 0


def test_a_person_of_the_roster_is_found_by_request_reference_and_person(matched, tmp_path):
    path = tmp_path / "releases.csv"
    path.write_text(RELEASES + SENT)
    [row] = [r for r in matched.decisions() if r["request_id"] == "R-1"]
    for key in ("R-1", row["reference"], "P1"):
        said = matched.duly("report", "person", key, "decided", "--releases", path, "--json")
        assert said.json["disclosures"] == 1, key
    said = matched.duly("report", "person", "Fennimore", "decided")
    assert said.code == 10
    assert "Fennimore" not in said.err


def test_a_release_of_an_unknown_request_is_an_error(run, releases, report, tmp_path):
    releases.write_text(RELEASES + SENT + SENT.replace("R-1", "R-77"))
    said = report("accounting", run, "--releases", releases, "--out", tmp_path / "out")
    assert said.code == 10
    assert "releases.csv, row 3, column request_id" in said.err
    assert "R-77" not in said.err
    assert not (tmp_path / "out").exists()


def test_a_record_that_was_changed_does_not_check(run, report, tmp_path):
    assert report("accounting", run, "--out", tmp_path / "out").code == 0
    assert report("accounting", "--check", tmp_path / "out").code == 0
    path = tmp_path / "out/accounting.parquet"
    whole = pq.read_table(path)
    pq.write_table(whole.slice(0, 2), path)
    assert report("accounting", "--check", tmp_path / "out").code == 13
    assert report("accounting", "--check", tmp_path).code == 10


@pytest.mark.parametrize(
    ("name", "code"), [("accounting.json", 13), ("facts.parquet", 13), ("decisions.parquet", 13)]
)
def test_a_run_that_was_changed_is_not_accounted_for(run, report, tmp_path, name, code):
    if name.endswith("json"):
        (run / name).write_text((run / name).read_text().replace("Customs", "Custom"))
    else:
        table = pq.read_table(run / name)
        column = "reason" if name == "facts.parquet" else "operating"
        other = pa.array(["x"] * table.num_rows)
        place = table.column_names.index(column)
        pq.write_table(table.set_column(place, column, other), run / name)
    assert report("accounting", run, "--out", tmp_path / "out").code == code


def test_an_older_run_and_a_batch_named_twice_are_told_with_a_next_step(run, report, tmp_path):
    again = shutil.copytree(run, tmp_path / "again")
    said = report("accounting", run, again, "--out", tmp_path / "out")
    assert said.code == 10
    assert "count it twice" in said.err
    (run / "accounting.json").unlink()
    said = report("accounting", run, "--out", tmp_path / "out")
    assert said.code == 10
    assert "What to do" in said.err


def test_what_is_there_is_replaced_only_if_it_is_a_report(run, report, tmp_path):
    out = tmp_path / "out"
    assert report("yearly", 2025, run, "--out", out).code == 0
    assert report("yearly", 2025, run, "--out", out).code == 11
    assert report("yearly", 2025, run, "--out", out, "--overwrite").code == 0
    assert report("yearly", 2025, run, "--out", run, "--overwrite").code == 2
    assert (run / "manifest.json").exists()
    assert report("accounting", run).code == 2


def test_the_run_still_verifies(finished, run):
    assert finished.duly("verify", run).code == 0
