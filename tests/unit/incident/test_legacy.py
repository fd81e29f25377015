import re
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly.errors import UsageError
from duly.gateway import legacy
from duly.gateway.incident import strata

ROSTER = {
    "person.csv": "person_id,tin,tin_type,date_of_birth\nP1,001000018,ssn,1970-01-01\n",
    "person_name.csv": "person_id,first,middle,last,suffix,source,period\n"
    "P1,José,,Núñez,,form_1040,2024\n",
    "person_address.csv": "person_id,role,address,source,period\n"
    'P1,taxpayer,"12 Ashbrook St, Miami, FL 33101",form_1040,2024\n',
}
HOME = "12 Ashbrook St, Miami, FL 33101"


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    for name, text in ROSTER.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def released(roster: Path, variant: str, *row: str | None) -> tuple[str, bool]:
    """Run one request: first name, surname, address, TIN."""
    with duckdb.connect() as con:
        con.execute(
            "CREATE TABLE mine AS SELECT '1' AS request_id, $1::VARCHAR AS first_name, "
            "$2::VARCHAR AS last_name, $3::VARCHAR AS address, $4::VARCHAR AS tin",
            row,
        )
        legacy.run_legacy(con, "mine", roster, variant)
        return con.execute("SELECT path, released FROM legacy").fetchall()[0]


@pytest.mark.parametrize("variant", ["v-a", "v-b"])
def test_either_form_of_the_rule_sends_exactly_the_strata(incident, variant):
    expected = strata(12_800)
    with duckdb.connect() as con:
        counts = legacy.run_legacy(con, incident.requests, incident.roster, variant)
        assert counts == legacy.count_legacy(con)
        wrong = con.execute(
            "SELECT count(*) FROM legacy JOIN read_csv($1, all_varchar = true) t USING (request_id)"
            " WHERE released <> (legacy_path <> 'none') OR released AND path <> legacy_path",
            [str(incident.truth)],
        ).fetchall()[0][0]
    assert (counts.rows, counts.tin, counts.address) == (12_800, 427, 46)
    assert (counts.tin, counts.address) == (expected.tin_path, expected.address_path)
    assert counts.released == 473
    assert wrong == 0


@pytest.mark.parametrize(
    ("address", "under_a", "under_b"),
    [
        ("Don't Care 12345", True, True),
        ("00000", True, True),
        ("123456789", True, True),
        ("33101-1234", True, True),
        ("12 Ashbrook St, Miami", True, False),
        ("1234567", True, False),
        ("NA NA", True, False),
        ("   ", False, False),
        (None, False, False),
    ],
)
def test_the_tin_rule_never_compared_the_address(roster, address, under_a, under_b):
    row = ("Another", "Nunezmore", address, "001000018")
    assert released(roster, "v-a", *row) == ("tin", under_a)
    assert released(roster, "v-b", *row) == ("tin", under_b)


def test_the_tin_rule_wanted_four_letters_of_the_surname(roster):
    assert released(roster, "v-a", "José", "Nuñoz", HOME, "001000018") == ("tin", False)
    assert released(roster, "v-a", "José", "Núñez", HOME, "001000019") == ("tin", False)


def test_a_row_with_a_tin_never_goes_the_address_path(roster):
    assert released(roster, "v-b", "José", "Núñez", HOME, "999009999") == ("tin", False)
    assert released(roster, "v-b", "José", "Núñez", HOME, " ") == ("address", True)
    assert released(roster, "v-b", "José", "Núñez", HOME, None) == ("address", True)


@pytest.mark.parametrize(
    ("first", "last", "address"),
    [
        ("Jose", "Núñez", HOME),
        ("José", "NÚÑEZ", HOME),
        ("José", "Núñez", HOME.replace("St", "Street")),
        ("José", "Núñez", HOME.upper()),
        ("José", "Núñez", None),
    ],
)
def test_the_address_rule_wanted_every_letter(roster, first, last, address):
    assert released(roster, "v-a", first, last, address, None) == ("address", False)


@given(st.text(alphabet="0123456789 -a\n", max_size=14))
def test_the_look_for_a_zip_is_the_same_in_sql_and_in_python(text):
    with duckdb.connect() as con:
        found = con.execute(
            "SELECT regexp_matches($1, $2)", [text, legacy._ZIP_PROXY_SQL]
        ).fetchall()
    assert found[0][0] is bool(re.search(legacy.ZIP_PROXY, text, re.ASCII))


def test_an_unknown_form_of_the_rule_is_refused(roster):
    with duckdb.connect() as con, pytest.raises(UsageError):
        legacy.run_legacy(con, "mine", roster, "v-c")  # type: ignore[arg-type]


def test_the_rules_say_that_they_are_a_baseline():
    assert "duly never decides with this" in (legacy.__doc__ or "")
