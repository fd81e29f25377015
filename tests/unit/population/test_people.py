"""Who lives in a population: households as people have them, and the cases that mislead."""

import pytest

from duly.gateway.population.plan import KINDS, QUARTERS, plan


@pytest.mark.parametrize("people", [400, 1_001, 20_000, 10_000_000])
def test_a_plan_gives_everybody_a_household(people):
    sizes = plan(people // 10, people, 1)
    assert sum(block.count * block.size for block in sizes.blocks) == people
    assert [block.kind for block in sizes.blocks] == [*KINDS, *QUARTERS]
    for one, following in zip(sizes.blocks, sizes.blocks[1:], strict=False):
        assert following.first == one.first + one.count
        assert following.first_person == one.first_person + one.count * one.size


def test_the_roster_has_everybody_with_a_record_once(population):
    assert population.number("SELECT count(*) - count(DISTINCT person_id) FROM {person}") == 0
    for table in ("person_name", "person_address"):
        assert population.number(f"SELECT count(DISTINCT person_id) FROM {{{table}}}") == (
            population.number("SELECT count(*) FROM {person}")
        )
        unknown = f"SELECT 1 FROM {{{table}}} n ANTI JOIN {{person}} p USING (person_id)"
        assert population(unknown) == []


def test_nobodys_number_can_be_a_real_persons(population):
    never_issued = "regexp_full_match(tin, '9[0-9]{{2}}[0-4][0-9]{{5}}')"
    for table, column in (("person", "tin"), *(("requests", f"tin_{s}") for s in (1, 5, 10))):
        assert (
            population(
                f"SELECT {column} FROM (SELECT {column} AS tin, {column} FROM {{{table}}}) "
                f"WHERE NOT {never_issued}"
            )
            == []
        )


def test_few_numbers_on_file_are_blank_or_shared(population):
    assert 0.005 < population.number("SELECT avg((tin IS NULL)::INT) FROM {person}") < 0.015
    shared = population.number("SELECT 1 - count(DISTINCT tin) / count(tin) FROM {person}")
    assert 0.001 < shared < 0.02


def test_people_are_on_file_in_each_role_and_year(population):
    found = dict(population("SELECT (role, period), count(*) FROM {person_address} GROUP BY ALL"))
    assert {role for role, _ in found} == {"taxpayer", "spouse", "dependent", "payee"}
    assert {period for _, period in found} == {"2022", "2023", "2024"}
    assert min(found.values()) > 500


def test_nobody_is_on_file_before_birth(population):
    assert (
        population(
            "SELECT period FROM {person_address} a JOIN {person} p USING (person_id) "
            "WHERE date_of_birth[:4]::INT > period::INT + 9"  # a wrong year is up to nine off
        )
        == []
    )


def test_about_one_home_in_eight_moves_in_a_year(population):
    moved = population.number(
        """
        WITH filed AS (
          SELECT person_id, period::INT AS period, number, street, zip FROM {person_address}
          WHERE role = 'taxpayer' AND number IS NOT NULL AND street IS NOT NULL
        )
        SELECT avg((a.number <> b.number AND a.street <> b.street)::INT)
        FROM filed a JOIN filed b ON a.person_id = b.person_id AND b.period = a.period + 1
        """
    )
    assert 0.1 < moved < 0.17


def test_fathers_and_sons_share_a_name_at_one_address(population):
    """6 % of sons are namesakes, and half of them have the same initial."""
    same = """
        WITH who AS (
          SELECT person_id, min(first) AS first, min(last) AS last, min(middle[1]) AS middle,
            min(date_of_birth) AS born
          FROM {person_name} n JOIN {person} p USING (person_id) GROUP BY person_id
        ), home AS (SELECT DISTINCT person_id, number, street, unit, zip FROM {person_address}
          WHERE number IS NOT NULL AND street IS NOT NULL)
        SELECT count(DISTINCT (x.person_id, y.person_id)),
          count(DISTINCT (x.person_id, y.person_id)) FILTER (x.middle = y.middle)
        FROM who x JOIN who y ON x.first = y.first AND x.last = y.last
          JOIN home a ON a.person_id = x.person_id
          JOIN home b ON b.person_id = y.person_id AND a.number = b.number AND a.zip = b.zip
            AND a.street = b.street AND a.unit IS NOT DISTINCT FROM b.unit
        WHERE x.born[:4]::INT + 15 < y.born[:4]::INT
    """
    [(pairs, same_initial)] = population(same)
    assert 100 < pairs < 350
    assert 0.25 < same_initial / pairs < 0.75


def test_twins_and_siblings_have_nearly_one_name(population):
    pairs = population.number(
        """
        WITH child AS (
          SELECT DISTINCT person_id, first, last, number, street, zip, date_of_birth AS born
          FROM {person_name} n JOIN {person_address} a USING (person_id, period)
            JOIN {person} p USING (person_id) WHERE role = 'dependent' AND period = '2024'
        )
        SELECT count(*) FROM child a JOIN child b USING (last, number, street, zip, born)
        WHERE a.person_id < b.person_id AND a.first <> b.first AND a.first[1] = b.first[1]
        """
    )
    assert pairs > 5


def test_one_line_holds_a_hundred_people(population):
    crowded = population(
        "SELECT count(DISTINCT person_id) AS people FROM {person_address} "
        "WHERE period = '2024' GROUP BY number, street, zip HAVING people > 60"
    )
    assert len(crowded) >= 3


def test_surnames_are_as_frequent_as_in_the_census(population):
    [(most, share)] = population(
        "SELECT last, count(*) / sum(count(*)) OVER () AS share FROM {person_name} "
        "WHERE last IS NOT NULL GROUP BY last ORDER BY share DESC LIMIT 1"
    )
    assert most == "SMITH"
    assert 0.006 < share < 0.016
    assert population.number("SELECT count(DISTINCT last) FROM {person_name}") > 3_000
