"""Each rule on people made by hand: whom it answers, and whom it does not."""

from pathlib import Path

import duckdb
import pytest

from duly.gateway.population.rules import RULES, answers, prepare

PEOPLE = (
    # id, tin, first, last, number, street, zip
    ("father", "900000001", "JOHN", "SMITHSON", "12", "OAK ST", "97001"),
    ("son", "900000002", "JOHN", "SMITHSON", "12", "OAK ST", "97001"),
    ("wife", "900000003", "MARY", "SMITHSON", "12", "OAK ST", "97001"),
    ("other", "900000004", "PETER", "GARCIA", "7", "ELM AVE", "97001"),
)
ADDRESS = ("12", "Oak St", "97001")
ELSEWHERE = ("99", "Elm Ave", "97001")


@pytest.fixture
def ask(tmp_path):
    """Ask with one row for one rule: the person_id that is answered, or None."""
    (tmp_path / "roster").mkdir()

    def write(path: Path, columns: str, rows: list[tuple]) -> None:
        with duckdb.connect() as con:
            con.execute(f"CREATE TABLE t({columns})")
            con.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(rows[0]))})", rows)
            con.execute(f"COPY t TO '{path}' (FORMAT parquet)")

    def asked(rule, first, last, tin, place=ADDRESS, address="12 Oak St, Portland, OR 97001"):
        roster = tmp_path / "roster"
        write(roster / "person.parquet", "person_id VARCHAR, tin VARCHAR",
              [(p[0], p[1]) for p in PEOPLE])  # fmt: skip
        write(roster / "person_name.parquet", "person_id VARCHAR, first VARCHAR, last VARCHAR",
              [(p[0], p[2], p[3]) for p in PEOPLE])  # fmt: skip
        write(
            roster / "person_address.parquet",
            "person_id VARCHAR, number VARCHAR, street VARCHAR, unit VARCHAR, city VARCHAR, "
            "state VARCHAR, zip VARCHAR",
            [(p[0], p[4], p[5], None, "PORTLAND", "OR", p[6]) for p in PEOPLE],
        )
        write(
            tmp_path / "requests.parquet",
            "request_id VARCHAR, first_name VARCHAR, last_name VARCHAR, address VARCHAR, "
            "tin_1 VARCHAR, number VARCHAR, street VARCHAR, unit VARCHAR, city VARCHAR, "
            "state VARCHAR, zip VARCHAR",
            [
                (
                    "R",
                    first,
                    last,
                    address,
                    tin,
                    place[0],
                    place[1],
                    None,
                    "Portland",
                    "OR",
                    place[2],
                )
            ],
        )
        with duckdb.connect() as con:
            prepare(con, tmp_path, "tin_1")
            found = con.execute(answers(rule)).fetchall()
        return found[0][1] if found else None

    return asked


def test_name_control_takes_one_of_the_family_for_another(ask):
    assert ask("tin_name_control", "Mary", "Smithson", "900000001") == "father"
    assert ask("tin_name_control", "Mary", "Smithers", "900000001") == "father"
    assert ask("tin_name_control", "Mary", "Garcia", "900000001") is None
    assert ask("tin_name_control", "John", "Smithson", "900000009") is None


def test_the_rule_of_2025_wanted_no_more_than_five_or_nine_digits(ask):
    for address in ("97001", "Don't Care 12345", "x 970011234"):
        assert ask("tin_zip", "John", "Smithson", "900000001", address=address) == "father"
    for address in (None, "", "Unknown", "1234", "12345678"):
        assert ask("tin_zip", "John", "Smithson", "900000001", address=address) is None


def test_social_securitys_rule_wants_seven_letters_and_the_initial(ask):
    assert ask("ssa_evs", "J", "Smithsoz", "900000001") == "father"
    assert ask("ssa_evs", "Jon", "Smihtson", "900000001") == "father"  # two letters exchanged
    assert ask("ssa_evs", "Mary", "Smithson", "900000001") is None


def test_social_securitys_rule_takes_four_letters_of_each_name(ask):
    assert ask("ssa_evs", "Petera", "Garcxxx", "900000004") == "other"
    assert ask("ssa_evs", "Pet", "Garcxxx", "900000004") is None


def test_an_exact_join_is_not_answered_where_two_people_fit(ask):
    assert ask("exact", "MARY", "smithson", None) == "wife"
    assert ask("exact", "John", "Smithson", None) is None
    assert ask("exact", "Mary", "Smithson", None, place=ELSEWHERE) is None


def test_with_the_number_the_two_are_told_apart(ask):
    assert ask("exact_tin", "John", "Smithson", "900000002") == "son"
    assert ask("exact_tin", "Mary", "Smithson", "900000002") is None


def test_every_rule_runs_on_a_population(population):
    with duckdb.connect() as con:
        prepare(con, population.made.folder, "tin_5")
        for rule in RULES:
            [[rows, requests]] = con.execute(
                f"SELECT count(*), count(DISTINCT request_id) FROM ({answers(rule)})"
            ).fetchall()
            assert rows == requests > 500
