"""The requests: who is asked for, and how the requester wrote it.

People are dealt out by a permutation of their numbers, two candidates to a request: the first
is meant if it is on file, or by chance; so about one request in eight is about somebody who is
not on file, often a member of a household whose others are. One request in two hundred repeats
another's person.
"""

from duly.gateway.population import defects, people, places
from duly.gateway.population.draws import Draws
from duly.gateway.population.noise import bad_number, bad_word, damaged
from duly.gateway.population.plan import YEARS, Plan, spread
from duly.gateway.population.roster import SHARE, bad_number_unit, relative

RESPELLED = 0.39
RELATIVES = (1, 5, 10)
"""Percent of requests that carry the number of another member of the household."""
_OFF_FILE = 0.22
_NOW = YEARS[-1] + 1
_PLACED = (*YEARS, _NOW)


def candidate_table(draw: Draws, sizes: Plan) -> str:
    """Write the statement that makes ``candidate``: two people for each request."""
    kinds = " ".join(
        f"WHEN n < {one.first_person + one.count * one.size} THEN {number}"
        for number, one in enumerate(sizes.blocks)
    )
    p, r = sizes.people, sizes.requests
    return f"""
    CREATE OR REPLACE TEMP TABLE candidate AS
    WITH dealt AS (
      SELECT q, c, ((2 * CASE WHEN {draw.chance("again", "q", 0.005)}
          THEN {draw.below("same as", "q", r)} ELSE q END + c) * {spread(p, 0.707_107)}
          + {draw.seed % p}) % {p} AS n
      FROM range({r}) AS requests(q), range(2) AS pair(c)
    ), kinds AS (SELECT *, (CASE {kinds} END)::INTEGER AS kind FROM dealt),
    found AS (
      SELECT q, c, (n - m.n_from) // m.size AS h, m.*
      FROM kinds JOIN member m ON m.kind = kinds.kind AND (n - m.n_from) % m.size = 0
    )
    SELECT q, c, h, kind, slot, coalesce(role_{YEARS[-1]} <> 'dependent', false)
        OR {draw.chance("off file", "q", _OFF_FILE)} AS meant
    FROM ({people.roles(draw, people.base(draw, sizes, "SELECT * FROM found"))})
    """


def meant_table(draw: Draws, sizes: Plan) -> str:
    """Write the statement that makes ``meant``: the person of each request, name and places."""
    chosen = """SELECT q, h, m.* FROM (
        SELECT q, h, kind, slot FROM candidate WHERE c = 0 AND meant UNION ALL
        SELECT b.q, b.h, b.kind, b.slot FROM candidate a JOIN candidate b USING (q)
        WHERE a.c = 0 AND b.c = 1 AND NOT a.meant) JOIN member m USING (kind, slot)"""
    known = people.named(draw, people.roles(draw, people.base(draw, sizes, chosen)))
    at = ", ".join(
        f"""coalesce(CASE WHEN role_{year} IN ('spouse', 'dependent') THEN NOT box_head
          WHEN role_{year} IS NOT NULL THEN NOT box_own END, false) AND place_{year} = asked"""
        for year in YEARS
    )
    return f"""
    CREATE OR REPLACE TEMP TABLE meant AS
    WITH everybody AS (
      SELECT *, {places.box(draw, "head")} IS NOT NULL AS box_head,
        {places.box(draw, "k")} IS NOT NULL AS box_own,
        CASE WHEN {draw.chance("stale address", "q", 0.04)} THEN place_{YEARS[-1] - 1}
          ELSE place_{_NOW} END AS asked
      FROM ({places.lived(draw, sizes, known, _PLACED)})
    )
    SELECT q, n, k, slot, size, person_id, tin, born, first, middle, last, last_one, last_two,
      last_before, suffix, asked, coalesce(role_{YEARS[-1]} <> 'dependent', false) AS on_file,
      {" OR ".join(f"role_{year} IS NOT NULL" for year in YEARS)} AS known,
      list_bool_or([{at}]) AS at_address,
      NOT asked BETWEEN {4 * sizes.households} AND {4 * (sizes.households + sizes.lines) - 1}
        AS household
    FROM everybody
    """


def request_table(draw: Draws, sizes: Plan) -> str:
    """Write the statement that makes ``written``: every column of requests and truth."""
    names = (
        "first", "middle", "last", "double", "capitals", "number", "street", "unit", "city",
        "state", "zip", "spelling", "layout", "defect", "tin", "relative", "born", "plus4",
    )  # fmt: skip
    drawn = ", ".join(f"{draw.number(f'{name} asked', 'q')} AS {name}_u" for name in names)
    return f"""
    CREATE OR REPLACE TEMP TABLE written AS
    WITH drawn AS (
      SELECT *, {drawn} FROM ({places.addressed(draw, sizes, "SELECT * FROM meant", "asked")})
    ), spelled AS (
      SELECT * EXCLUDE (unit, zip), zip AS zip5, city AS town, number::VARCHAR AS house,
        capitals_u < {round(0.4 * 2**32)} AS capitals,
        spelling_u < {round(RESPELLED * 2**32)} AS respelled, {_spellings()}
      FROM drawn
    ), noisy AS (
      SELECT *, {_noisy_name()}, {_noisy_address()}, {_identifiers(draw, sizes)}
      FROM spelled LEFT JOIN nick ON nick.name = first
    ), cased AS (
      SELECT *, {_cased("first_w", "capitals", "first_name")},
        {_cased("middle_w", "capitals", "middle_name")},
        {_cased("last_w", "capitals", "plain_last")},
        {_cased("street_w", "capitals", "street_as_read")}, {
        _cased("unit_w", "capitals", "unit_as_read")
    },
        {_cased("city_w", "capitals", "city_as_read")}, defect_u >> 3 AS w
      FROM noisy
    ), lined AS (
      SELECT * EXCLUDE (name), nullif(concat_ws(CASE WHEN layout_u % 8 < 6 THEN ', ' ELSE ' ' END,
          concat_ws(CASE WHEN layout_u % 8 IN (0, 1) THEN ', ' ELSE ' ' END,
            concat_ws(' ', number_w, street_as_read), unit_as_read),
          concat_ws(CASE WHEN layout_u % 8 IN (1, 2, 7) THEN ' ' ELSE ', ' END,
            city_as_read, concat_ws(' ', state_w, zip_w))), '') AS line,
        {defects.by_weight("defect_u", "name")} AS defect,
        {defects.by_weight("defect_u", "text")} AS instead,
        {
        ", ".join(
            f"coalesce({defects.by_weight('defect_u', part)}, TRUE) AS keeps_{part}"
            for part in ("number", "street", "town", "zip")
        )
    }
      FROM (SELECT * EXCLUDE (name), coalesce(street_name, '') AS name FROM cased)
    )
    SELECT q, format('R-{{:08d}}', q + 1) AS request_id, first_name, middle_name,
      coalesce(CASE WHEN NOT capitals AND capitals_u % 4 = 0
        AND plain_last = noise_title(accent.name) THEN noise_title(accent.written) END,
        plain_last) AS last_name,
      CASE WHEN last_u % 2 = 0 THEN suffix END AS suffix,
      CASE WHEN defect IS NULL THEN line ELSE instead END AS address,
      strftime(born_w, '%Y-%m-%d') AS date_of_birth, tin_1, tin_5, tin_10,
      CASE WHEN keeps_number THEN number_w END AS number,
      CASE WHEN keeps_street THEN street_as_read END AS street,
      CASE WHEN keeps_street THEN unit_as_read END AS unit,
      CASE WHEN defect = 'post office box' THEN house END AS po_box,
      CASE WHEN keeps_town THEN city_as_read END AS city,
      CASE WHEN keeps_town THEN state_w END AS state, CASE WHEN keeps_zip THEN zip_w END AS zip,
      CASE WHEN known THEN person_id END AS person_id, on_file,
      defect IS NULL AND first_w IS NOT NULL AND last_w IS NOT NULL AND number_w IS NOT NULL
        AND street_w IS NOT NULL AND city_w IS NOT NULL AND state_w IS NOT NULL
        AND zip_w IS NOT NULL AS complete,
      complete AND on_file AND at_address AS eligible, household,
      {", ".join(f"relative_{share}" for share in RELATIVES)}, defect,
      respelled AND defect IS NULL AS respelled
    FROM lined LEFT JOIN accent ON accent.name = upper(plain_last)
    """


REQUESTS = """
SELECT request_id, first_name, middle_name, last_name, suffix, address, date_of_birth,
  tin_1, tin_5, tin_10, number, street, unit, po_box, city, state, zip
FROM written ORDER BY q
"""
TRUTH = """
SELECT request_id, person_id, on_file, eligible, household, complete,
  relative_1, relative_5, relative_10, defect, respelled
FROM written ORDER BY q
"""


def _spellings() -> str:
    """Write street, unit, city and ZIP Code as the requester spells them."""
    v = "(spelling_u >> {})"
    label = "split_part(unit, ' ', 2)"
    shorter = (("SAINT ", "ST "), ("FORT ", "FT "), ("MOUNT ", "MT "))
    city = " ".join(
        f"WHEN starts_with(city, '{long}') THEN '{short}' || substr(city, {len(long) + 1})"
        for long, short in shorter
    )
    return f"""
        name AS street_name,
        CASE WHEN respelled THEN concat_ws(' ',
            CASE WHEN {v.format(3)} % 2 = 0 THEN pre_long ELSE pre END,
            CASE WHEN {v.format(4)} % 2 = 0 THEN other ELSE name END,
            spelled[2 + ({v.format(5)} % (len(spelled) - 1))::INTEGER],
            CASE WHEN {v.format(9)} % 2 = 0 THEN post_long ELSE post END)
          ELSE street END AS street_s,
        CASE WHEN respelled AND unit IS NOT NULL
          THEN ['#', 'APARTMENT ', 'UNIT ', 'APT. '][1 + ({v.format(12)} % 4)::INTEGER] || {label}
          ELSE unit END AS unit_s,
        CASE WHEN respelled THEN CASE {city} ELSE city END ELSE city END AS city_s,
        CASE WHEN respelled AND {v.format(14)} % 4 = 0
          THEN format('-{{:04d}}', 1 + plus4_u % 9999) ELSE '' END AS plus4"""


def _noisy_name() -> str:
    nickname = "nick.others[1 + (first_u >> 8) % len(nick.others)]"
    double = f"""CASE WHEN last_before IS NOT NULL AND double_u < {round(0.15 * 2**32)}
          THEN last_before
        WHEN last_two IS NULL OR double_u > {round(0.43 * 2**32)} THEN last
        WHEN double_u < {round(0.15 * 2**32)} THEN last_one
        WHEN double_u < {round(0.25 * 2**32)} THEN last_two
        WHEN double_u < {round(0.33 * 2**32)} THEN last_two || ' ' || last_one
        ELSE last_one || '-' || last_two END"""
    initial = f"first_u >= {round(0.97 * 2**32)} AND middle IS NOT NULL"
    return f"""
        {double} AS last_s, {bad_word("last_s", "last_u", SHARE)} AS last_w,
        CASE WHEN {initial} THEN first || ' ' || middle[1]
          ELSE {bad_word("first", "first_u", SHARE, nickname)} END AS first_w,
        CASE WHEN {initial} OR middle_u < {round(0.1 * 2**32)} THEN NULL
          WHEN middle_u < {round(0.11 * 2**32)} THEN chr(65 + (middle_u % 26)::INTEGER)
          WHEN middle_u < {round(0.35 * 2**32)} THEN middle ELSE middle[1] END AS middle_w"""


def _noisy_address() -> str:
    return f"""
        {bad_number("house", "number_u", SHARE)} AS number_w,
        {bad_word("street_s", "street_u", SHARE / 2)} AS street_w,
        {bad_number_unit("unit_s", "unit_u")} AS unit_w,
        {bad_word("city_s", "city_u", SHARE / 2)} AS city_w,
        {damaged("state", "state_u", (SHARE / 2, "NULL"))} AS state_w,
        {bad_number("zip5", "zip_u", SHARE)} || plus4 AS zip_w"""


def _identifiers(draw: Draws, sizes: Plan) -> str:
    """Write date of birth and TIN: blank in one of fifty, wrong in one of a hundred."""
    own = damaged("tin", "tin_u", (2 * SHARE, "NULL"), (SHARE, "noise_tin(tin, tin_u)"))
    born = damaged("born", "born_u", (2 * SHARE, "NULL"), (SHARE, "noise_date(born, born_u)"))
    theirs = people.tin_of(draw, relative("n", "tin_u"))
    limits = {s: round(s / 100 / max(sizes.with_relatives, 0.1) * 2**32) for s in RELATIVES}
    return ", ".join(
        (
            f"{born} AS born_w",
            *(f"size > 1 AND relative_u < {limit} AS relative_{s}" for s, limit in limits.items()),
            *(f"CASE WHEN relative_{s} THEN {theirs} ELSE {own} END AS tin_{s}" for s in RELATIVES),
        )
    )


def _cased(column: str, capitals: str, name: str) -> str:
    return f"CASE WHEN {capitals} THEN {column} ELSE noise_title({column}) END AS {name}"
