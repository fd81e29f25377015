"""``duly roster build`` and the guide to it: a custodian's own tables become one prepared file."""

import re
import stat
from pathlib import Path

import pytest

GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "roster.md"
BUILD = ("--as-of", "2025-08-01", "--workers", "1")


def blocks(text: str) -> list[tuple[str, str]]:
    """The code blocks of a page, each with the text before it."""
    parts = re.split(r"```\w*\n(.*?)```\n", text, flags=re.DOTALL)
    return list(zip(parts[::2], parts[1::2], strict=False))


@pytest.fixture
def guided(duly):
    """The guide's files, written where the command runs; gives its commands and outputs."""
    said = []
    for before, content in blocks(GUIDE.read_text(encoding="utf-8")):
        named = re.findall(r"`([\w.]+\.(?:csv|toml))`", before.rstrip().rpartition("\n\n")[2])
        if named and before.rstrip().endswith(":"):
            (duly.home / named[-1]).write_text(content, encoding="utf-8")
        else:
            said.append(content.strip())
    return said


def test_the_guide_is_what_the_program_does(duly, guided):
    command, shown, check = guided
    done = duly(*command.removeprefix("duly ").split())
    assert done.code == 0, done.err
    out = " ".join(done.out.split())
    for line in shown.splitlines():
        assert line in out
    assert "Hash" in out
    words = ("roster", "build", "roster.toml", "--out", "again.duckdb", "--json")
    mapped = duly(*words, "--as-of", "2026-01-15").json
    assert mapped["sha256"] in out
    assert "--roster roster.duckdb" in check


def test_a_prepared_roster_decides_as_its_folder_does(desk):
    desk.roster()
    built = desk.duly("roster", "build", "roster", "--out", "roster.duckdb", *BUILD)
    assert built.code == 0, built.err
    rows = []
    for source in ("roster", "roster.duckdb"):
        said = desk.check("--roster", source, "--overwrite", compared=False)
        assert said.code == 0, said.err
        rows.append([{k: v for k, v in row.items() if k not in {"nonce", "leaf"}}
                     for row in desk.decisions()])  # fmt: skip
    assert rows[0] == rows[1]


def test_the_file_is_private_and_never_replaced_unasked(desk):
    desk.roster()
    out = desk.home / "roster.duckdb"
    assert desk.duly("roster", "build", "roster", "--out", out, *BUILD).code == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    before = desk.there()
    again = desk.duly("roster", "build", "roster", "--out", out, *BUILD)
    assert again.code == 11
    assert "exists already" in again.err
    assert desk.there() == before
    assert desk.duly("roster", "build", "roster", "--out", out, *BUILD, "--overwrite").code == 0
    assert desk.there() == before


def test_only_a_prepared_roster_is_replaced(desk):
    desk.roster()
    desk.write("notes.txt", "kept")
    said = desk.duly("roster", "build", "roster", "--out", "notes.txt", *BUILD, "--overwrite")
    assert said.code == 11
    assert "not a prepared roster" in said.err
    assert (desk.home / "notes.txt").read_text() == "kept"


def test_a_roster_that_cannot_be_used_leaves_nothing(desk):
    desk.roster(person="person_id,tin,tin_type,date_of_birth\nP1,520004171,ssn,29.2.1980\n")
    before = desk.there()
    said = desk.duly("roster", "build", "roster", "--out", "roster.duckdb", *BUILD)
    assert said.code == 10
    assert "person.csv, row 2, column date_of_birth" in said.err
    assert desk.there() == before


def test_a_prepared_roster_of_other_years_is_refused(desk):
    desk.roster()
    desk.duly("roster", "build", "roster", "--out", "r.duckdb", "--as-of", "2023-12-31")
    before = desk.there()
    said = desk.check("--roster", "r.duckdb", "--as-of", "2027-06-01", "--decided-on", "2027-06-01",
                      compared=False)  # fmt: skip
    assert said.code == 10
    assert "other periods count" in said.err
    assert desk.there() == before


def test_the_counts_are_given_as_json(desk):
    desk.roster()
    found = desk.duly("roster", "build", "roster", "--out", "r.duckdb", *BUILD, "--json").json
    assert (found["people"], found["names"], found["addresses"]) == (1, 1, 1)
    assert found["as_of"] == "2025-08-01"
    assert {source["table"] for source in found["sources"]} == {
        "person", "person_name", "person_address",
    }  # fmt: skip
    assert found["findings"] == []


@pytest.mark.parametrize(
    ("person", "finding"),
    [
        ("P1,520004,ssn,1980-02-29\n", "person.csv: 1 of 1 TINs are no nine-digit number"),
        ("P1,,,1980-02-29\n", "No person has a TIN"),
        ("P1,520004171,ssn,\n", "No person has a date of birth"),
    ],
)
def test_what_weakens_a_roster_is_said(person, finding, desk):
    desk.roster(person=f"person_id,tin,tin_type,date_of_birth\n{person}")
    said = desk.duly("roster", "build", "roster", "--out", "r.duckdb", *BUILD)
    assert said.code == 0
    assert finding in " ".join(said.out.split())


def test_the_template_of_a_roster_has_its_schema(duly):
    text = duly("template", "roster").out
    answer = duly("template", "roster", "--json").json
    assert answer["template"] == text
    assert set(answer["schema"]["properties"]) == {"person", "person_name", "person_address"}
