"""pseudopeople's packaged sample: its un-noised raw tables, and its own noise.

The package ships a simulated population of about 20,000 people (years 2018 to 2040) as raw Parquet
files with `copy_*` columns, and noises them on each call. `base` reads the raw files into small
DuckDB tables in which every person, return, form and address has a key; `noise` writes tables in
the package's own source layout and lets the package noise them, unchanged.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

YEARS_KEPT = 3
"""The period and the two years before it."""
PERIOD = 2020
"""The period of every request. Blocks of later years are moved here, birth dates with them."""
SIMULANTS = 27_400
"""More than the highest number of a simulant in the sample."""
PRIME = 49_999_991
"""Below the 50 million numbers 900-00-0000 to 999-49-9999, which are neither SSN nor ITIN."""

DEPENDENTS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Keys:
    """Bijections of the prime field that turn a dense index into a number nobody can guess."""

    person: tuple[int, int]
    request: tuple[int, int]
    ssn: tuple[int, int]

    @staticmethod
    def of(seed: int) -> "Keys":
        """The bijections of a seed."""
        import random

        draw = random.Random(f"keys {seed}")  # noqa: S311 - invented people, not secrets
        pairs = [(draw.randrange(1, PRIME), draw.randrange(PRIME)) for _ in range(3)]
        return Keys(*pairs)

    @staticmethod
    def index(block: str, rep: str, sim: str) -> str:
        """The dense index of a simulant in a replicate, as SQL."""
        return f"(({rep} * 3 + {block})::BIGINT * {SIMULANTS} + {sim})"

    @staticmethod
    def scramble(index: str, pair: tuple[int, int]) -> str:
        """The bijection `pair` of an index, as SQL."""
        return f"(({index} * {pair[0]} + {pair[1]}) % {PRIME})"

    def person_id(self, block: str, rep: str, sim: str) -> str:
        """P and eight digits, as SQL."""
        number = self.scramble(self.index(block, rep, sim), self.person)
        return f"printf('P%08d', {number})"

    def request_id(self, block: str, rep: str, sim: str) -> str:
        """R and eight digits, as SQL."""
        number = self.scramble(self.index(block, rep, sim), self.request)
        return f"printf('R%08d', {number})"

    def ssn_of(self, block: str, rep: str, sim: str) -> str:
        """A number of the form 9xx-00-xxxx to 9xx-49-xxxx: never issued to anybody."""
        n = self.scramble(self.index(block, rep, sim), self.ssn)
        return f"printf('%03d-%02d-%04d', 900 + {n} // 500000, {n} % 500000 // 10000, {n} % 10000)"


def draw(seed: int | str, kind: str, *keys: str) -> str:
    """A 64-bit number from md5: the same whatever the order of rows and the number of threads."""
    return f"md5_number_lower(concat_ws('|', '{seed}', '{kind}', {', '.join(keys)}))"


@cache
def sample_folder() -> Path:
    import importlib.util

    spec = importlib.util.find_spec("pseudopeople")
    if spec is None or spec.origin is None:
        raise SystemExit("pseudopeople is not installed; run this with .venv-linkage/bin/python")
    return Path(spec.origin).parent / "data" / "sample_datasets"


def raw(name: str) -> str:
    return f"read_parquet('{sample_folder() / name / name}.parquet')"


def sim(column: str) -> str:
    """'0_123' as 123."""
    return f"split_part({column}, '_', 2)::INTEGER"


def base(con: duckdb.DuckDBPyConnection, blocks: tuple[int, ...]) -> None:
    """Create base_person, base_return, base_form, base_census, base_address and their helpers.

    A block is a census year and the tax years up to it; `b` is its position in `blocks`.
    """
    con.execute("CREATE TEMP TABLE block (b INTEGER, y INTEGER)")
    con.executemany("INSERT INTO block VALUES (?, ?)", list(enumerate(blocks)))
    con.execute(f"""CREATE TEMP TABLE owner AS
        SELECT ssn, min({sim("simulant_id")}) AS sim FROM {raw("social_security")}
        WHERE ssn IS NOT NULL GROUP BY ssn""")
    _returns(con)
    _forms(con)
    _census(con)
    _addresses(con)
    _people(con)


def _returns(con: duckdb.DuckDBPyConnection) -> None:
    parts = "".join(
        f", {sim(f'dependent_{i}_simulant_id')} AS d{i}"
        f", (SELECT o.sim FROM owner o WHERE o.ssn = r.dependent_{i}_copy_ssn) AS d{i}_copy"
        for i in DEPENDENTS
    )
    con.execute(f"""CREATE TEMP TABLE return_0 AS
        SELECT b, y, {PERIOD} + tax_year - y AS period,
          {sim("simulant_id")} AS sim, {sim("spouse_simulant_id")} AS spouse, household_id AS hh,
          mailing_address_street_number AS number, mailing_address_street_name AS street,
          mailing_address_unit_number AS unit, mailing_address_po_box::VARCHAR AS po_box,
          (SELECT o.sim FROM owner o WHERE o.ssn = r.copy_ssn) AS copy,
          (SELECT o.sim FROM owner o WHERE o.ssn = r.spouse_copy_ssn) AS spouse_copy{parts},
          row_number() OVER (PARTITION BY b ORDER BY tax_year, {sim("simulant_id")}) AS ret
        FROM {raw("taxes_1040")} r JOIN block ON tax_year BETWEEN y - {YEARS_KEPT - 1} AND y""")


def _forms(con: duckdb.DuckDBPyConnection) -> None:
    """One form a person and year, the one of the highest wages, of those on no return that year.

    A W-2 of somebody who files repeats the same true address and would only double the roster.
    """
    con.execute(f"""CREATE TEMP TABLE form_0 AS
        SELECT b, y, {PERIOD} + tax_year - y AS period, {sim("simulant_id")} AS sim,
          household_id AS hh,
          mailing_address_street_number AS number, mailing_address_street_name AS street,
          mailing_address_unit_number AS unit, mailing_address_po_box::VARCHAR AS po_box,
          coalesce((SELECT o.sim FROM owner o WHERE o.ssn = w.ssn), {sim("simulant_id")})
            AS ssn_sim,
          row_number() OVER (PARTITION BY b ORDER BY tax_year, {sim("simulant_id")}) AS ret
        FROM (SELECT * FROM {raw("taxes_w2_and_1099")} QUALIFY row_number() OVER (
            PARTITION BY tax_year, simulant_id ORDER BY wages DESC, __index_level_0__) = 1) w
        JOIN block ON tax_year BETWEEN y - {YEARS_KEPT - 1} AND y
        WHERE (b, {PERIOD} + tax_year - y, {sim("simulant_id")}) NOT IN (
          SELECT (b, period, sim) FROM return_0
          UNION SELECT (b, period, spouse) FROM return_0 WHERE spouse IS NOT NULL)""")


def _census(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(f"""CREATE TEMP TABLE census_0 AS
        SELECT b, y, {sim("simulant_id")} AS sim, household_id AS hh, housing_type, sex, age,
          race_ethnicity, relationship_to_reference_person AS relation, last_name,
          street_number AS number, street_name AS street, unit_number AS unit,
          NULL::VARCHAR AS po_box, date_of_birth::DATE AS born
        FROM {raw("decennial_census")} JOIN block ON year = y""")
    con.execute("""CREATE TEMP TABLE member AS
        SELECT a.b, a.sim, o.sim AS other,
          row_number() OVER (PARTITION BY a.b, a.sim ORDER BY o.sim) - 1 AS k,
          count(*) OVER (PARTITION BY a.b, a.sim) AS n
        FROM census_0 a JOIN census_0 o ON a.b = o.b AND a.hh = o.hh AND a.sim <> o.sim
        WHERE a.housing_type = 'Household'""")


def _addresses(con: duckdb.DuckDBPyConnection) -> None:
    """Give every distinct address of a block a key; a PO box stands in its household's city."""
    con.execute("""CREATE TEMP TABLE home AS
        SELECT b, hh, min(concat_ws('|', number, street)) AS home FROM census_0 GROUP BY b, hh""")
    con.execute("""CREATE TEMP TABLE place_0 AS
        WITH a AS (
          SELECT b, number, street, unit, po_box, if(po_box IS NULL, NULL, hh) AS box_hh
          FROM return_0
          UNION SELECT b, number, street, unit, po_box, if(po_box IS NULL, NULL, hh) FROM form_0
          UNION SELECT b, number, street, unit, po_box, NULL FROM census_0)
        SELECT a.*, CASE WHEN po_box IS NULL THEN concat_ws('|', number, street)
            ELSE coalesce(home, concat_ws('|', 'household', box_hh)) END AS building,
          row_number() OVER (PARTITION BY a.b
            ORDER BY a.street, a.number, a.unit, a.po_box, a.box_hh) AS place
        FROM a LEFT JOIN home ON home.b = a.b AND home.hh = a.box_hh""")
    for table, box in (("return", "hh"), ("form", "hh"), ("census", "NULL")):
        con.execute(f"""CREATE TEMP TABLE base_{table} AS
            SELECT t.*, p.place FROM {table}_0 t JOIN place_0 p ON p.b = t.b
              AND p.number IS NOT DISTINCT FROM t.number AND p.street IS NOT DISTINCT FROM t.street
              AND p.unit IS NOT DISTINCT FROM t.unit AND p.po_box IS NOT DISTINCT FROM t.po_box
              AND p.box_hh IS NOT DISTINCT FROM if(t.po_box IS NULL, NULL, {box})""")


def _people(con: duckdb.DuckDBPyConnection) -> None:
    """Everybody a block speaks of, with the raw sample's name, birth date, sex and number."""
    dependents = "".join(
        f" UNION ALL SELECT b, d{i}, hh, period - 0.5 FROM return_0"
        f" UNION ALL SELECT b, d{i}_copy, hh, 0 FROM return_0"
        for i in DEPENDENTS
    )
    con.execute(f"""CREATE TEMP TABLE seen AS
        SELECT b, sim, max_by(hh, year) AS hh FROM (
          SELECT b, sim, hh, {PERIOD} + 0.9 AS year FROM census_0
          UNION ALL SELECT b, sim, hh, period FROM return_0
          UNION ALL SELECT b, spouse, hh, period FROM return_0
          UNION ALL SELECT b, sim, hh, period FROM form_0
          UNION ALL SELECT b, copy, hh, 0 FROM return_0
          UNION ALL SELECT b, spouse_copy, hh, 0 FROM return_0
          UNION ALL SELECT b, ssn_sim, hh, 0 FROM form_0{dependents})
        WHERE sim IS NOT NULL GROUP BY b, sim""")
    con.execute(f"""CREATE TEMP TABLE known AS
        SELECT sim, any_value(first) AS first, any_value(mi) AS mi, any_value(last) AS last,
          any_value(born) AS born, any_value(sex) AS sex FROM (
          SELECT {sim("simulant_id")} AS sim, first_name AS first, left(middle_name, 1) AS mi,
            last_name AS last, date_of_birth::DATE AS born, sex FROM {raw("social_security")}
          UNION ALL SELECT {sim("simulant_id")}, first_name, middle_initial, last_name,
            date_of_birth::DATE, sex FROM {raw("decennial_census")}
          UNION ALL SELECT {sim("simulant_id")}, first_name, middle_initial, last_name,
            date_of_birth::DATE, NULL FROM {raw("taxes_w2_and_1099")}
          UNION ALL SELECT {sim("simulant_id")}, first_name, middle_initial, last_name,
            date_of_birth::DATE, NULL FROM {raw("taxes_1040")}
          UNION ALL SELECT {sim("spouse_simulant_id")}, spouse_first_name, spouse_middle_initial,
            spouse_last_name, spouse_date_of_birth::DATE, NULL FROM {raw("taxes_1040")}
            WHERE spouse_simulant_id IS NOT NULL) GROUP BY sim""")
    con.execute(f"""CREATE TEMP TABLE number AS
        SELECT sim, ssn FROM owner UNION ALL
        SELECT sim, min(ssn) FROM (
          SELECT {sim("simulant_id")} AS sim, ssn FROM {raw("taxes_1040")}
          UNION ALL SELECT {sim("spouse_simulant_id")}, spouse_ssn FROM {raw("taxes_1040")})
        WHERE sim IS NOT NULL AND ssn NOT IN (SELECT ssn FROM owner)
          AND sim NOT IN (SELECT sim FROM owner) GROUP BY sim""")
    con.execute(f"""CREATE TEMP TABLE base_person AS
        SELECT b, sim, hh, first, mi, last, number.ssn,
          coalesce(sex, if({draw("sample", "sex", "sim")} % 2 = 0, 'Male', 'Female')) AS sex,
          (born - to_years((y - {PERIOD})::INTEGER))::DATE AS born
        FROM seen JOIN block USING (b) JOIN known USING (sim) LEFT JOIN number USING (sim)""")
