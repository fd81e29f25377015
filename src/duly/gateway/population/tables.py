"""The small tables behind a population: names by frequency, towns, streets, kinds of household.

Names and streets stand in tables of *slots*: a name takes as many slots as its frequency is of
all, so one draw of 18 or 20 bits picks a name by weight with one join.
"""

import hashlib
from functools import lru_cache
from importlib.resources import files

import duckdb

from duly.gateway.population import draws, noise, words
from duly.gateway.population.draws import Draws
from duly.gateway.population.plan import Plan
from duly.match.nicknames import related_first_names

FIRST_BITS, LAST_BITS = 18, 20
STREETS_PER_ZIP = 120
_HOMES_PER_ZIP = 2_300  # as dense as Americans live, a street of twenty numbers


def make_tables(con: duckdb.DuckDBPyConnection, sizes: Plan) -> None:
    """Make every table and macro that the statements of this package name."""
    con.execute(draws.MACROS).fetchall()
    con.execute(noise.MACROS).fetchall()
    _names(con)
    _places(con, sizes)
    _members(con, sizes)


def fill(
    con: duckdb.DuckDBPyConnection, name: str, columns: str, rows: list[tuple[object, ...]]
) -> None:
    """Make a small table in one statement."""
    fields = [column.split()[0] for column in columns.split(", ")]
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name}({columns})").fetchall()
    con.execute(
        f"INSERT INTO {name} SELECT {', '.join(f'unnest(${field})' for field in fields)}",
        dict(zip(fields, map(list, zip(*rows, strict=True)), strict=True)),
    ).fetchall()


def _names(con: duckdb.DuckDBPyConnection) -> None:
    """Make ``last_slot``, ``first_slot`` (with the nearest other name), ``nick``, ``accent``."""
    source = str(files("duly.match").joinpath("data/census_names.parquet")).replace("'", "''")
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE census AS
        WITH summed AS (
          SELECT kind, name, weight,
            sum(weight) OVER (PARTITION BY kind ORDER BY weight DESC, name
              ROWS UNBOUNDED PRECEDING)::BIGINT AS upto,
            sum(weight) OVER (PARTITION BY kind)::BIGINT AS total,
            CASE kind WHEN 'last' THEN {1 << LAST_BITS} ELSE {1 << FIRST_BITS} END AS slots
          FROM read_parquet('{source}')
        )
        SELECT kind, name, weight, (upto - weight) * slots // total AS low,
          upto * slots // total AS high
        FROM summed;
        CREATE OR REPLACE TEMP TABLE last_slot AS
        SELECT unnest(range(low, high))::INTEGER AS slot, name FROM census WHERE kind = 'last';
        CREATE OR REPLACE TEMP TABLE near_name AS
        SELECT a.kind, a.name, arg_max(b.name, (b.weight, b.name)) AS near
        FROM census a JOIN census b ON a.kind = b.kind AND a.name[1] = b.name[1]
          AND a.name <> b.name AND abs(length(a.name) - length(b.name)) <= 2
        WHERE a.kind <> 'last' AND damerau_levenshtein(a.name, b.name) <= 2
        GROUP BY ALL;
        CREATE OR REPLACE TEMP TABLE same_letter AS
        SELECT kind, name[1] AS letter, arg_max(name, (weight, name)) AS near
        FROM census WHERE kind <> 'last' GROUP BY ALL;
        CREATE OR REPLACE TEMP TABLE first_slot AS
        SELECT (CASE c.kind WHEN 'first_female' THEN {1 << FIRST_BITS} ELSE 0 END
            + unnest(range(low, high)))::INTEGER AS slot,
          c.name, coalesce(n.near, s.near) AS near
        FROM census c LEFT JOIN near_name n USING (kind, name)
          LEFT JOIN same_letter s ON s.kind = c.kind AND s.letter = c.name[1]
        WHERE c.kind <> 'last';
        DROP TABLE census; DROP TABLE near_name; DROP TABLE same_letter;
        """).fetchall()
    nicknames: dict[str, list[str]] = {}
    for name, other in sorted(related_first_names()):
        nicknames.setdefault(name, []).append(other)
    fill(con, "nick", "name VARCHAR, others VARCHAR[]", list(nicknames.items()))
    fill(con, "accent", "name VARCHAR, written VARCHAR", list(words.ACCENTED.items()))


def _places(con: duckdb.DuckDBPyConnection, sizes: Plan) -> None:
    """Make ``street``: those of every ZIP Code used, with each of their spellings."""
    towns = list(_towns(sizes.homes, sizes.seed))
    fill(con, "town", "i INTEGER, zip VARCHAR, city VARCHAR, state VARCHAR", towns)
    fill(
        con, "street_name", "i INTEGER, name VARCHAR, other VARCHAR",
        [(i, *both) for i, both in enumerate(words.STREETS)],
    )  # fmt: skip
    suffixes = [
        (short, [short, *others]) for short, weight, others in words.SUFFIXES for _ in range(weight)
    ]
    fill(
        con, "suffix", "i INTEGER, short VARCHAR, spelled VARCHAR[]",
        [(i, *one) for i, one in enumerate(suffixes)],
    )  # fmt: skip
    draw, key = Draws(sizes.seed), "(t.i * 128 + s)"
    short, long = ([pair[place] for pair in words.DIRECTIONS] for place in (0, 1))
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE street AS
        WITH drawn AS (
          SELECT t.i * {STREETS_PER_ZIP} + s AS i, zip, city, state,
            {draw.below("street name", key, len(words.STREETS))} AS name_i,
            {draw.below("suffix", key, len(suffixes))} AS suffix_i,
            CASE WHEN {draw.chance("directed", key, 0.18)}
              THEN 1 + {draw.below("direction", key, len(words.DIRECTIONS))} END AS direction,
            {draw.chance("after", key, 0.15)} AS after
          FROM town t, range({STREETS_PER_ZIP}) AS numbers(s)
        )
        SELECT d.i::INTEGER AS street_i, zip, city, state, n.name, n.other, s.short, s.spelled,
          CASE WHEN NOT after THEN {short}[direction] END AS pre,
          CASE WHEN NOT after THEN {long}[direction] END AS pre_long,
          CASE WHEN after THEN {short}[direction] END AS post,
          CASE WHEN after THEN {long}[direction] END AS post_long,
          concat_ws(' ', pre, n.name, s.short, post) AS street,
          concat_ws(' ', pre, n.name, s.spelled[2], post) AS street_long
        FROM drawn d JOIN street_name n ON n.i = name_i JOIN suffix s ON s.i = suffix_i
        ORDER BY d.i;
        DROP TABLE street_name; DROP TABLE suffix;
        """).fetchall()


def zips_used(sizes: Plan) -> int:
    """How many ZIP Codes the people live in; more for more people, so the density stays."""
    return len(_towns(sizes.homes, sizes.seed))


@lru_cache(maxsize=8)
def _towns(homes: int, seed: int) -> tuple[tuple[object, ...], ...]:
    """Choose towns by seed: (number, ZIP Code, city, State)."""
    import zipcodes

    wanted = max(homes // _HOMES_PER_ZIP, 20)
    found = [
        (place["zip_code"], place["city"].upper(), place["state"])
        for place in zipcodes.list_all()  # type: ignore[no-untyped-call]  # the package has no types
        if place["active"]
        and place["zip_code_type"] == "STANDARD"
        and place["state"] in words.STATES
    ]
    found.sort(key=lambda town: hashlib.sha256(f"{seed}:{town[0]}".encode()).digest())
    return tuple((i, *town) for i, town in enumerate(sorted(found[:wanted])))


def _members(con: duckdb.DuckDBPyConnection, sizes: Plan) -> None:
    """Make ``member``: one row per kind of household and place in it."""
    rows: list[tuple[object, ...]] = []
    for number, block in enumerate(sizes.blocks):
        couple = any(one.part == "spouse" for one in block.kind.members)
        children = [i for i, one in enumerate(block.kind.members, 1) if one.part == "child"]
        for slot, one in enumerate(block.kind.members, start=1):
            men = {"any": 50, "other": -1}.get(one.sex)
            child_of = 0 if one.part != "child" or block.kind.name == "siblings" else 1 + couple
            n_from = block.first_person - block.first * block.size + slot - 1
            rows.append(
                (
                    number, slot, block.size, n_from, one.part,
                    int(one.sex) if men is None else men, *one.gap, one.elder,
                    one.twin_of or slot, child_of, children[0] if children else 0,
                    draws.chances(one.never / 100), draws.chances(one.files / 100),
                    *block.kind.born, block.kind.crowd, block.first, block.first_line,
                )
            )  # fmt: skip
    fill(
        con,
        "member",
        "kind INTEGER, slot INTEGER, size INTEGER, n_from BIGINT, part VARCHAR, men INTEGER, "
        "gap_from INTEGER, gap_to INTEGER, elder INTEGER, twin_of INTEGER, parents INTEGER, "
        "first_child INTEGER, never BIGINT, files BIGINT, head_from INTEGER, head_to INTEGER, "
        "crowd INTEGER, block_from BIGINT, line_from BIGINT",
        rows,
    )
