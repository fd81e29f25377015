"""The requests: whose they are, how they are spelled, and what truth.parquet says of them."""

import pytest

from duly.gateway.population.defects import DEFECTS, SHARE

TRUTH = "{truth} t JOIN {requests} q USING (request_id)"
COLUMNS = [
    "request_id", "first_name", "middle_name", "last_name", "suffix", "address", "date_of_birth",
    "tin_1", "tin_5", "tin_10", "number", "street", "unit", "po_box", "city", "state", "zip",
]  # fmt: skip
LABELS = [
    "request_id", "person_id", "on_file", "eligible", "household", "complete",
    "relative_1", "relative_5", "relative_10", "defect", "respelled",
]  # fmt: skip


def test_the_columns_are_those_of_the_contract(population):
    found = population("SELECT column_name FROM (DESCRIBE FROM {requests})")
    assert [name for (name,) in found] == COLUMNS
    labels = population("SELECT column_name FROM (DESCRIBE FROM {truth})")
    assert [name for (name,) in labels] == LABELS


def test_each_request_has_one_truth(population):
    assert population.number(f"SELECT count(DISTINCT request_id) FROM {TRUTH}") == 2_560


def test_an_eighth_is_about_people_without_a_record_of_the_period(population):
    off = population.number("SELECT avg((NOT on_file)::INT) FROM {truth}")
    assert 0.09 < off < 0.15


def test_on_file_means_a_record_of_the_last_year_that_is_no_dependents(population):
    assert (
        population(
            """
        SELECT t.request_id FROM {truth} t LEFT JOIN (
          SELECT DISTINCT person_id, TRUE AS filed FROM {person_address}
          WHERE period = '2024' AND role <> 'dependent') USING (person_id)
        WHERE on_file <> coalesce(filed, FALSE)
        """
        )
        == []
    )


def test_a_person_is_named_exactly_if_there_is_any_record(population):
    assert (
        population(
            "SELECT 1 FROM {truth} t ANTI JOIN {person} USING (person_id) "
            "WHERE person_id IS NOT NULL"
        )
        == []
    )
    assert population.number("SELECT count(*) FROM {truth} WHERE person_id IS NULL") > 20
    assert population("SELECT 1 FROM {truth} WHERE on_file AND person_id IS NULL") == []


def test_eligible_requests_can_nearly_all_be_found_by_hand(population):
    """Number and ZIP Code of the request are on file for the one meant, but for damage."""
    found = population.number(
        f"""
        SELECT avg(coalesce(there, 0)) FROM {TRUTH} LEFT JOIN (
          SELECT r.request_id, 1 AS there FROM {{requests}} r JOIN {{truth}} u USING (request_id)
          WHERE EXISTS (FROM {{person_address}} a WHERE a.person_id = u.person_id
            AND a.number = r.number AND a.zip = left(r.zip, 5))) USING (request_id)
        WHERE eligible
        """
    )
    assert 0.94 < found < 1
    elsewhere = population.number(
        f"""
        SELECT avg((EXISTS (FROM {{person_address}} a WHERE a.person_id = t.person_id
          AND a.number = q.number AND a.zip = left(q.zip, 5)))::INT) FROM {TRUTH}
        WHERE complete AND on_file AND NOT eligible
        """
    )
    assert elsewhere < 0.05


def test_every_defect_occurs_in_one_request_of_twenty_altogether(population):
    counts = dict(
        population("SELECT defect, count(*) FROM {truth} WHERE defect IS NOT NULL GROUP BY ALL")
    )
    assert set(counts) <= {one.name for one in DEFECTS}
    assert len(counts) >= len(DEFECTS) - 2  # the rarest may be missing among 128
    assert sum(counts.values()) / 2_560 == pytest.approx(SHARE, abs=0.015)
    assert population("SELECT 1 FROM {truth} WHERE defect IS NOT NULL AND complete") == []


def test_a_defective_address_has_no_house_number_with_its_street(population):
    assert (
        population(
            f"SELECT defect FROM {TRUTH} WHERE defect IS NOT NULL AND number IS NOT NULL "
            "AND street IS NOT NULL"
        )
        == []
    )


def test_complete_requests_have_every_part(population):
    parts = ("first_name", "last_name", "number", "street", "city", "state", "zip", "address")
    missing = " OR ".join(f"{part} IS NULL" for part in parts)
    assert population(f"SELECT request_id FROM {TRUTH} WHERE complete AND ({missing})") == []
    assert population.number("SELECT avg(complete::INT) FROM {truth}") > 0.8


def test_two_addresses_in_five_are_respelled(population):
    assert population.number("SELECT avg(respelled::INT) FROM {truth} WHERE defect IS NULL") == (
        pytest.approx(0.39, abs=0.04)
    )
    as_on_file = """
        SELECT avg((EXISTS (FROM {person_address} a WHERE a.person_id = t.person_id
          AND a.street = upper(q.street) AND a.number = q.number))::INT)
        FROM {truth} t JOIN {requests} q USING (request_id) WHERE eligible AND """
    assert population.number(as_on_file + "respelled") < 0.15
    assert population.number(as_on_file + "NOT respelled") > 0.85


@pytest.mark.parametrize("share", [1, 5, 10])
def test_that_share_of_requests_carries_the_number_of_somebody_else_in_the_home(population, share):
    found = population.number(f"SELECT avg(relative_{share}::INT) FROM {{truth}}")
    assert found == pytest.approx(share / 100, abs=0.004 + share / 1_000)
    own = population.number(
        f"SELECT avg((p.tin = tin_{share})::INT) FROM {TRUTH} JOIN {{person}} p USING (person_id) "
        f"WHERE NOT relative_{share}"
    )
    assert own > 0.96
    assert (
        population(
            f"SELECT 1 FROM {TRUTH} JOIN {{person}} p USING (person_id) "
            f"WHERE relative_{share} AND p.tin = tin_{share} AND p.tin_type <> 'ssn'"
        )
        == []
    )


def test_the_shares_are_nested_and_reach_people_who_are_not_on_file(population):
    assert (
        population(
            "SELECT 1 FROM {truth} WHERE relative_1 > relative_5 OR relative_5 > relative_10"
        )
        == []
    )
    assert population.number("SELECT count(*) FROM {truth} WHERE relative_10 AND NOT on_file") > 10


def test_a_relatives_number_is_of_the_same_home(population):
    shares_a_home = population.number(
        """
        WITH home AS (SELECT DISTINCT person_id, number, zip FROM {person_address}
          WHERE number IS NOT NULL)
        SELECT avg((EXISTS (FROM home a JOIN home b USING (number, zip)
          WHERE a.person_id = t.person_id AND b.person_id = p.person_id))::INT)
        FROM {truth} t JOIN {requests} q USING (request_id) JOIN {person} p ON p.tin = tin_10
        WHERE relative_10 AND t.person_id IS NOT NULL AND p.person_id <> t.person_id
        """
    )
    assert shares_a_home > 0.9


def test_double_surnames_are_dropped_and_exchanged(population):
    found = population(
        """
        SELECT DISTINCT n.last, q.last_name FROM {truth} t JOIN {requests} q USING (request_id)
          JOIN {person_name} n USING (person_id)
        WHERE n.last LIKE '% %' AND strip_accents(upper(q.last_name)) <> n.last
        """
    )
    parts = [(on_file.split(), asked.upper().split()) for on_file, asked in found]
    assert any(len(asked) == 1 and asked[0] in on_file for on_file, asked in parts)
