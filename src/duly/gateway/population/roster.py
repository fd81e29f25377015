"""The three files of the roster, each one statement that streams over the households."""

from duly.gateway.population import people, places
from duly.gateway.population.draws import Draws
from duly.gateway.population.noise import bad_number, bad_word, damaged
from duly.gateway.population.plan import YEARS, Plan

SHARE = 0.01
"""Share of cells that each kind of damage befalls, on file as in the requests."""

_EVERYBODY = "SELECT w.h, m.* FROM household w JOIN member m USING (kind)"


def household_table(sizes: Plan) -> str:
    """Write the statement that makes ``household(h, kind)``."""
    kinds = " ".join(
        f"WHEN h < {one.first + one.count} THEN {number}" for number, one in enumerate(sizes.blocks)
    )
    return f"""CREATE OR REPLACE TEMP TABLE household AS
        SELECT h, (CASE {kinds} END)::INTEGER AS kind FROM range({sizes.households}) AS r(h)"""


def person(draw: Draws, sizes: Plan) -> str:
    """Write person.parquet: everybody with any record; some numbers are wrong on file too."""
    w, d = "tin_u", "born_u"
    number = damaged(
        "tin", w, (SHARE, "NULL"), (SHARE, f"noise_tin(tin, {w})"),
        (SHARE, people.tin_of(draw, relative("n", w))),
    )  # fmt: skip
    born = damaged("born", d, (SHARE, "NULL"), (SHARE, f"noise_date(born, {d})"))
    known = " OR ".join(f"role_{year} IS NOT NULL" for year in YEARS)
    return f"""
    WITH everybody AS (
      SELECT *, {draw.number("tin on file", "k")} AS tin_u,
        {draw.number("born on file", "k")} AS born_u
      FROM ({people.roles(draw, people.base(draw, sizes, _EVERYBODY))})
    )
    SELECT person_id, {number} AS tin, CASE WHEN tin IS NOT NULL THEN 'ssn' END AS tin_type,
      strftime({born}, '%Y-%m-%d') AS date_of_birth
    FROM everybody WHERE {known}
    """


def relative(number: str, draw: str) -> str:
    """Write the number of another member of the household of (n, slot, size), if there is one."""
    return f"({number} - slot + 1 + (slot + ({draw} >> 3) % greatest(size - 1, 1)) % size)"


def _by_year(source: str) -> str:
    """Write one row for each person and year on file: with period, role and the noise keys.

    What stands on one return is written once: spouse and dependents share its address.
    """
    columns = ", ".join(f"role_{year}" for year in YEARS)
    each = ", ".join(f"{{'period': {year}, 'role': role_{year}}}" for year in YEARS)
    return f"""
    SELECT * EXCLUDE (years), years.period AS period, years.role AS role,
      CASE WHEN role IN ('spouse', 'dependent') THEN head ELSE k END AS filer,
      CASE WHEN role = 'payee' THEN 'form_w2' ELSE 'form_1040' END AS source,
      4 * k + period - {YEARS[0]} AS cell, 4 * filer + period - {YEARS[0]} AS page
    FROM (SELECT * EXCLUDE ({columns}), unnest([{each}]) AS years FROM ({source}))
    WHERE years.role IS NOT NULL
    """


def person_name(draw: Draws, sizes: Plan) -> str:
    """Write person_name.parquet: the name on each year's form."""
    everybody = people.roles(draw, people.base(draw, sizes, _EVERYBODY))
    rows = _by_year(people.named(draw, everybody))
    nickname = "nick.others[1 + (first_u >> 8) % len(nick.others)]"
    return f"""
    WITH rows AS (
      SELECT *, CASE WHEN last_before IS NOT NULL AND joined > period THEN last_before ELSE last
          END AS last_then,
        {draw.number("first on file", "cell")} AS first_u,
        {draw.number("middle on file", "cell")} AS middle_u,
        {draw.number("last on file", "cell")} AS last_u
      FROM ({rows})
    )
    SELECT person_id, {bad_word("first", "first_u", SHARE, nickname)} AS first,
      CASE WHEN middle_u < {round(0.1 * 2**32)} THEN NULL
        WHEN middle_u < {round(0.11 * 2**32)} THEN chr(65 + (middle_u % 26)::INTEGER)
        WHEN middle_u < {round(0.25 * 2**32)} THEN middle ELSE middle[1] END AS middle,
      {bad_word("last_then", "last_u", SHARE)} AS last,
      CASE WHEN last_u % 5 > 0 THEN suffix END AS suffix, source, period::VARCHAR AS period
    FROM rows LEFT JOIN nick ON nick.name = first
    """


def person_address(draw: Draws, sizes: Plan) -> str:
    """Write person_address.parquet: the address on each year's form, in parts."""
    kept = ", ".join(f"role_{year}, place_{year}" for year in YEARS)
    dropped = ", ".join(f"place_{year}" for year in YEARS)
    everybody = people.roles(draw, people.base(draw, sizes, _EVERYBODY))
    everybody = f"""SELECT person_id, k, head, {kept}
        FROM ({places.lived(draw, sizes, everybody, YEARS)})"""
    rows = f"""SELECT * EXCLUDE ({dropped}), CASE period {
        " ".join(f"WHEN {year} THEN place_{year}" for year in YEARS)
    } END AS place
      FROM ({_by_year(everybody)})"""
    names = ("number", "street", "unit", "city", "zip", "state", "spelled")
    draws = ", ".join(f"{draw.number(f'{name} on file', 'page')} AS {name}_u" for name in names)
    written = f"CASE WHEN spelled_u < {round(0.08 * 2**32)} THEN street_long ELSE street END"
    street = bad_word("written", "street_u", SHARE / 2)
    return f"""
    WITH rows AS (
      SELECT *, {places.box(draw, "filer")} AS po_box, {draws}
      FROM ({places.addressed(draw, sizes, rows)})
    ), spelled AS (SELECT *, number::VARCHAR AS house, {written} AS written FROM rows)
    SELECT person_id, role, source, period::VARCHAR AS period,
      CASE WHEN po_box IS NULL THEN {bad_number("house", "number_u", SHARE)} END AS number,
      CASE WHEN po_box IS NULL THEN {street} END AS street,
      CASE WHEN po_box IS NULL THEN {bad_number_unit("unit", "unit_u")} END AS unit, po_box,
      {bad_word("city", "city_u", SHARE / 2)} AS city,
      {damaged("state", "state_u", (SHARE / 2, "NULL"))} AS state,
      {bad_number("zip", "zip_u", SHARE)} AS zip
    FROM spelled
    """


def bad_number_unit(text: str, w: str) -> str:
    """Write a unit: left out more often than a house number, or one character wrong."""
    return damaged(text, w, (2 * SHARE, "NULL"), (SHARE, f"noise_look({text}, {w})"))
