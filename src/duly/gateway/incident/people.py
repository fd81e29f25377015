"""A seeded world of invented households, built inside DuckDB.

Every draw is a slice of MD5 over (seed, purpose, number): no order of rows, thread or version
of a random generator can change it. Tables made:

    household(h, on_roster, kind, first_year, move_year, surname)
    place(h, old, number, street, word, city, state, zip, text, is_home)
    person(n, person_id, h, slot, kind, on_roster, born, first, middle, last, suffix, role, tin)

**No number can be a real person's.** Every TIN has 00 in its fourth and fifth place; the
Social Security Administration has never issued such a number, and no area from 900 up, where
ITINs begin, is used. The other digits have an even sum, so a number with one digit moved to
its neighbour belongs to nobody here either.

**House numbers tell the sides apart.** People on the roster live at even numbers, strangers at
odd ones. So a stranger's name and address equal nobody's on the roster, whatever the seed.
"""

from typing import TYPE_CHECKING

from duly.gateway.incident import names
from duly.gateway.incident.households import HEAD, KINDS, LARGE_HOUSE, Size

if TYPE_CHECKING:
    import duckdb

LAST_YEAR = 2024
NUMBERS = 899 * 5_000
"""How many TINs there are: area 001 to 899, group 00, a serial with even sum of digits."""

_OUTSIDE = frozenset({"AS", "FM", "GU", "MH", "MP", "PR", "PW", "VI"})


def make_world(con: "duckdb.DuckDBPyConnection", size: Size, seed: int) -> None:
    """Make the tables ``household``, ``place`` and ``person``."""
    # ``cut`` takes three independent draws out of one hash: hashing is most of the work.
    con.execute(f"""
        CREATE MACRO hashed(what, number) AS
          md5_number_lower(concat_ws(':', {int(seed)}, what, number));
        CREATE MACRO draw(what, number, n) AS CAST(hashed(what, number) % n AS INTEGER);
        CREATE MACRO cut(bits, which, n) AS
          CAST(((bits >> (21 * which)) & 2097151) % n AS INTEGER)""")
    first_names, towns = _word_tables(con)
    con.execute(_households_sql(size))
    con.execute(_places_sql(size, towns))
    con.execute(_people_sql(first_names))
    people = con.execute("SELECT count(*) FROM person").fetchall()[0][0]
    if people > NUMBERS:
        raise ValueError(f"{people} people, but only {NUMBERS} numbers that nobody can have")


def _table(
    con: "duckdb.DuckDBPyConnection", name: str, columns: str, rows: list[tuple[object, ...]]
) -> None:
    """Make a small table in one statement (``executemany`` takes a second for the towns)."""
    fields = [column.split()[0] for column in columns.split(", ")]
    con.execute(f"CREATE TEMP TABLE {name}({columns})")
    con.execute(
        f"INSERT INTO {name} SELECT {', '.join(f'unnest(${field})' for field in fields)}",
        dict(zip(fields, map(list, zip(*rows, strict=True)), strict=True)),
    )


def _word_tables(con: "duckdb.DuckDBPyConnection") -> tuple[int, int]:
    """Put words, towns and household kinds where SQL can join them; count names and towns."""
    import zipcodes

    count = min(len(names.MALE), len(names.FEMALE))
    both = ((0, names.MALE), (1, names.FEMALE))
    _table(
        con,
        "first_name",
        "sex INTEGER, i INTEGER, own VARCHAR, other VARCHAR",
        [
            (sex, i, own, other)
            for sex, words in both
            for i, (own, other) in enumerate(zip(words, names.alike(words), strict=True))
            if i < count  # one modulus for both lists
        ],
    )
    for name, words in (("surname", names.SURNAMES), ("street", names.STREETS)):
        _table(con, name, "i INTEGER, word VARCHAR", list(enumerate(words)))
    towns = sorted(
        (place["zip_code"], place["city"], place["state"])
        for place in zipcodes.list_all()  # type: ignore[no-untyped-call]  # the package has no types
        if place["active"]
        and place["zip_code_type"] == "STANDARD"
        and place["state"] not in _OUTSIDE
    )
    _table(
        con,
        "town",
        "i INTEGER, zip VARCHAR, city VARCHAR, state VARCHAR",
        [(i, *town) for i, town in enumerate(towns)],
    )
    groups = [("large house", (HEAD,)), *((kind, members) for kind, _, members in KINDS)]
    _table(
        con,
        "member",
        "kind VARCHAR, slot INTEGER, role VARCHAR, sex VARCHAR, gap_from INTEGER, gap_to INTEGER, "
        "name_of INTEGER, other BOOLEAN, born_with INTEGER, suffix VARCHAR",
        [
            (
                kind,
                slot,
                one.role,
                one.sex,
                *one.gap,
                one.name_of or slot,
                one.alike,
                one.born_with or slot,
                one.suffix,
            )
            for kind, members in groups
            for slot, one in enumerate(members, start=1)
        ],
    )
    return count, len(towns)


def _households_sql(size: Size) -> str:
    """One row per household. A third of those who file for more than one year have moved."""
    bounds, upto = [], 0
    for kind, weight, _ in KINDS:
        upto += weight
        bounds.append(f"WHEN cut(b, 0, 1000) < {upto} THEN '{kind}'")
    words = len(names.SURNAMES)
    return f"""
    CREATE TABLE household AS
    WITH bits AS (
      SELECT h::BIGINT AS h, hashed('household', h) AS b, hashed('surname', h) AS w
      FROM range({size.on_roster + size.strangers}) AS numbers(h)
    ), drawn AS (
      SELECT h, h < {size.on_roster} AS on_roster,
        CASE WHEN h >= {size.on_roster} THEN 'single'
          WHEN h >= {size.households} THEN 'large house' {" ".join(bounds)} END AS kind,
        cut(b, 1, 10) AS filed, cut(b, 2, 6) AS moved, cut(w, 0, 1000) AS style,
        cut(w, 1, {words}) AS one, cut(w, 2, {words}) AS two
      FROM bits
    ), dated AS (
      SELECT *, CASE WHEN filed < 4 THEN {LAST_YEAR - 2} WHEN filed < 6 THEN {LAST_YEAR - 1}
        ELSE {LAST_YEAR} END AS first_year
      FROM drawn
    )
    SELECT h, on_roster, kind, first_year,
      CASE WHEN kind <> 'large house' AND moved < 2 AND first_year < {LAST_YEAR}
        THEN least(first_year + 1 + moved, {LAST_YEAR}) END AS move_year,
      a.word || CASE WHEN style < 125 THEN ' ' || b.word
        WHEN style < 175 AND a.word NOT LIKE '% %' THEN '-' || b.word ELSE '' END AS surname
    FROM dated JOIN surname a ON a.i = one JOIN surname b ON b.i = two
    """


def _places_sql(size: Size, towns: int) -> str:
    """Two places for a household on the roster (now and before), one for a stranger.

    All of a large house share one key, and so one line.
    """
    return f"""
    CREATE TABLE place AS
    WITH keys AS (
      SELECT h, old, on_roster, kind, 100000000 * old + CASE WHEN kind = 'large house'
        THEN 2000000000 + (h - {size.households}) // {LARGE_HOUSE} ELSE h END AS k
      FROM household, (VALUES (0), (1)) AS ages(old) WHERE on_roster OR old = 0
    ), bits AS (
      SELECT *, hashed('place', k) AS b, hashed('form', k) AS f FROM keys
    ), drawn AS (
      SELECT h, old, kind, 2 * (50 + cut(b, 0, 4900)) + (NOT on_roster)::INTEGER AS number,
        cut(b, 1, {len(names.STREETS)}) AS s, cut(b, 2, {towns}) AS t,
        cut(f, 0, 200) AS form, cut(f, 1, 240) AS unit,
        cut(f, 2, {40 * len(names.SUFFIXES)}) // {len(names.SUFFIXES)} AS direction,
        cut(f, 2, {40 * len(names.SUFFIXES)}) % {len(names.SUFFIXES)} AS suffix
      FROM bits
    ), named AS (
      SELECT drawn.*, zip, city, state, word,
        CASE WHEN direction < {len(names.DIRECTIONS)}
          THEN {list(names.DIRECTIONS)}[direction + 1] || ' ' ELSE '' END
        || word || ' ' || {list(names.SUFFIXES)}[suffix + 1] AS street
      FROM drawn JOIN street ON street.i = s JOIN town ON town.i = t
    )
    SELECT h, old, number, street, word, city, state, zip,
      CASE WHEN kind = 'large house' OR form >= 40 THEN number || ' ' || street
        WHEN form < 6 THEN 'PO Box ' || number
        WHEN form < 10 THEN 'RR ' || (1 + unit % 6) || ' Box ' || number
        ELSE number || ' ' || street || ' Apt ' || (1 + unit // 6)
          || substr('ABCDEF', 1 + unit % 6, 1) END
      || ', ' || city || ', ' || state || ' ' || zip AS text,
      kind <> 'large house' AND form >= 10 AS is_home
    FROM named
    """


def _people_sql(first_names: int) -> str:
    """One row per person. A child born after 2006 is a dependent, an older one a payee.

    2,654,089 is prime, so that numbers are spread and stay unique.
    """
    return f"""
    CREATE TABLE person AS
    WITH drawn AS (
      SELECT row_number() OVER (ORDER BY h, slot) AS n, h, slot, kind, on_roster, surname, role,
        m.suffix, m.other, gap_from, gap_to, 8 * h + name_of AS k, 8 * h + born_with AS b,
        CASE sex WHEN 'any' THEN draw('sex', 8 * h + name_of, 2)
          WHEN 'other' THEN 1 - draw('sex', 8 * h + 1, 2) ELSE 0 END AS sex,
        sex = 'other' AND cut(bits, 0, 10) < 3 AS keeps_name,
        cut(bits, 1, {len(names.SURNAMES)}) AS s,
        CASE WHEN kind = 'father and son' THEN DATE '1940-01-01' + cut(bits, 2, 8900)
          ELSE DATE '1955-01-01' + cut(bits, 2, 14600) END AS head_born
      FROM (SELECT *, hashed('family', h) AS bits FROM household) JOIN member m USING (kind)
    ), hashes AS (
      SELECT *, hashed('name', k) AS w FROM drawn
    ), named AS (
      SELECT *, cut(w, 0, {first_names}) AS f, cut(w, 1, 20) AS style,
        cut(w, 2, {first_names}) AS m,
        head_born + gap_from + draw('days', b, 9973) % (gap_to - gap_from + 1) AS born,
        (n * 2654089 + draw('numbers', 0, {NUMBERS})) % {NUMBERS} AS t
      FROM hashes
    ), numbered AS (
      SELECT *, t // 5000 + 1 AS area, t % 5000 // 5 AS high, t % 5 AS low FROM named
    )
    SELECT n, format('P{{:07d}}', n) AS person_id, h, slot, kind, on_roster, born,
      CASE WHEN p.other THEN a.other ELSE a.own END AS first,
      CASE WHEN style < 5 THEN '' WHEN style < 14 THEN strip_accents(c.own[1])
        ELSE c.own END AS middle,
      CASE WHEN keeps_name THEN w.word ELSE surname END AS last,
      CASE WHEN h % 2 = 0 THEN suffix ELSE '' END AS suffix,
      CASE WHEN role <> 'child' THEN role WHEN year(born) > 2006 THEN 'dependent'
        ELSE 'payee' END AS role,
      format('{{:03d}}00{{:03d}}{{:d}}', area, high, 2 * low + (area + area // 10 + area // 100
        + high + high // 10 + high // 100) % 2) AS tin
    FROM numbered p
      JOIN first_name a ON a.sex = p.sex AND a.i = f
      JOIN first_name c ON c.sex = p.sex AND c.i = m
      JOIN surname w ON w.i = s
    """
