"""Where somebody lived in a year, as SQL: a number for the place, then the address of it.

Places are numbered: four for each household (now, and after each of up to three moves back),
then the lines of group quarters, then one for each person who lived elsewhere before. Half of
the former homes are other people's homes of today, so that two families are on file at one
address in different years. Homes stand alone, or in a building of 2, 8 or 64 units.
"""

from duly.gateway.population.draws import Draws
from duly.gateway.population.plan import YEARS, Plan, spread
from duly.gateway.population.tables import STREETS_PER_ZIP, zips_used

MOVES = 0.13
"""Share of households that move from one year to the next."""
_REUSED = 0.5
_BUILDINGS = ((0.74, 1), (0.82, 2), (0.97, 8), (1.0, 64))
_BOXES = 0.03
# The highest house number of a street: most are short.
_LONGEST = """CASE WHEN many < 400000000 THEN 99 WHEN many < 2200000000 THEN 999
          WHEN many < 3500000000 THEN 4999 ELSE 14999 END"""


def lived(draw: Draws, sizes: Plan, source: str, years: tuple[int, ...]) -> str:
    """Write the query that adds ``place_2024`` and so on to a ``base``; 2025 is today."""
    last = YEARS[-1] + 1
    moved = ", ".join(
        f"{draw.chance(f'moved {y}', 'h', MOVES)}::INTEGER AS moved_{y}"
        for y in range(YEARS[0] + 1, last + 1)
    )
    back = ", ".join(
        f"{' + '.join(['0', *(f'moved_{y}' for y in range(year + 1, last + 1))])} AS back_{year}"
        for year in years
    )
    homes = max(sizes.homes, 1)
    former = ", ".join(
        f"""CASE WHEN reused_{back} THEN 4 * ((h * {spread(homes)} + 7 * {back}) % {homes})
          ELSE 4 * h + {back} END AS home_{back}"""
        for back in (1, 2, 3)
    )
    reused = ", ".join(
        f"{draw.chance('reused', f'4 * h + {back}', _REUSED)} AS reused_{back}"
        for back in (1, 2, 3)
    )
    before = 4 * (sizes.households + sizes.lines)
    each = ", ".join(
        f"""CASE WHEN joined > {year} THEN {before} + k WHEN back_{year} = 0 THEN home_0
          WHEN back_{year} = 1 THEN home_1 WHEN back_{year} = 2 THEN home_2 ELSE home_3 END
          AS place_{year}"""
        for year in years
    )
    return f"""
    WITH moves AS (SELECT *, {moved}, {reused} FROM ({source})),
    homes AS (
      SELECT *, {back}, {former}, CASE WHEN crowd > 0
        THEN {4 * sizes.households} + line_from + (h - block_from) // crowd ELSE 4 * h END AS home_0
      FROM moves
    )
    SELECT * EXCLUDE ({", ".join(f"moved_{y}" for y in range(YEARS[0] + 1, last + 1))},
        {", ".join(f"back_{year}" for year in years)}, reused_1, reused_2, reused_3,
        home_0, home_1, home_2, home_3), {each}
    FROM homes
    """


def addressed(draw: Draws, sizes: Plan, source: str, key: str = "place") -> str:
    """Write the query that adds the address of ``key`` to every row of ``source``.

    Adds the columns of ``street``, ``number``, ``unit`` (as on file) and ``door`` (the number
    of the place's front door: equal for all units of one building).
    """
    u, homes = draw, max(sizes.homes, 1)
    mixed = f"(({key} // 4 * {spread(homes, 0.414_214)} + {u.seed % homes}) % {homes})"
    is_home = f"({key} % 4 = 0 AND {key} < {4 * homes})"
    level = " ".join(
        f"WHEN form < {min(round(share * 2**32), 2**32)} THEN {units}"
        for share, units in _BUILDINGS
    )
    beyond = 4 * (sizes.households + sizes.lines) + 8 * (sizes.households + 1)
    return f"""
    WITH mixed AS (
      SELECT *, CASE WHEN {is_home} THEN {mixed} END AS spot FROM ({source})
    ), formed AS (
      SELECT *, {u.number("form", "coalesce(spot // 64, 0)")} AS form,
        CASE WHEN spot IS NULL THEN 1 {level} END AS units FROM mixed
    ), doors AS (
      SELECT *, CASE WHEN units = 1 THEN {key}
          ELSE {beyond} + 4 * (spot // units) + length(units::VARCHAR) + (units = 8)::INTEGER END
          AS door,
        CASE WHEN units > 1 THEN spot % units WHEN {key} % 4 > 0 AND {key} < {4 * homes}
          AND {u.chance("was a flat", key, 0.2)} THEN {u.below("flat", key, 40)} END AS flat
      FROM formed
    ), drawn AS (
      SELECT *, {u.below("zip", "door", zips_used(sizes))} * {STREETS_PER_ZIP}
          + {u.below("street", "door", STREETS_PER_ZIP)} AS street_at,
        {u.number("length", "door")} AS many, {u.number("unit", "door")} % 4 AS style,
        1 + {u.below("number", "door", _LONGEST)}
          AS number
      FROM doors
    )
    SELECT d.* EXCLUDE (spot, form, units, flat, many, style, street_at), s.* EXCLUDE (street_i),
      CASE WHEN flat IS NULL THEN NULL WHEN style = 0 THEN 'APT ' || (1 + flat)
        WHEN style = 1 THEN 'APT ' || (1 + flat // 4) || chr(65 + (flat % 4)::INTEGER)
        WHEN style = 2 THEN '# ' || (100 * (1 + flat // 8) + flat % 8 + 1)
        ELSE 'UNIT ' || (1 + flat) END AS unit
    FROM drawn d JOIN street s ON s.street_i = street_at
    """


def box(draw: Draws, key: str) -> str:
    """Write the post-office box that a filer gives as the address, or NULL; one filer in thirty."""
    number = draw.below("box number", key, 4_999)
    return f"CASE WHEN {draw.chance('box', key, _BOXES)} THEN (1 + {number})::VARCHAR END"
