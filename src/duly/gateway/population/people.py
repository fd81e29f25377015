"""Who somebody is, as SQL over (household, place in it): every property is a draw, none a join.

``base`` gives sex, birth, relations and numbers, ``named`` adds the names, ``role`` says what
somebody was on file as in a year.

**No number can be a real person's.** Every TIN has 9 as its first digit and a fourth below 5.
The Social Security Administration has never issued a number that begins with 9, and the
Internal Revenue Service gives ITINs with 50 to 99 as the fourth and fifth digits only. That
leaves 50 million numbers, of which ten million people use a fifth: about as likely as in life,
a wrong digit makes the number somebody else's.
"""

from duly.gateway.population.draws import Draws
from duly.gateway.population.plan import TIN_SPACE, YEARS, Plan, spread
from duly.gateway.population.tables import FIRST_BITS, LAST_BITS

NAMESAKE, NEAR, TWIN_NEAR = 0.06, 0.06, 0.3
SPANISH, HYPHEN = 0.025, 0.04
"""Shares: sons with their father's name, siblings of one sex with nearly one name, households
with two surnames in the Spanish way, and (up to) with two joined by a hyphen."""
JOINED_SPOUSES, JOINED_MATES = 0.06, 0.3
"""Shares of those who came into the household within these years."""

_SECOND = 1 << 31
"""Added to a key, gives the second of two surnames."""


def base(draw: Draws, sizes: Plan, source: str) -> str:
    """Write the query of everybody in ``source``, which has h and all columns of ``member``."""
    u, p = draw, sizes.people
    head_days = "(make_date(head_to + 1, 1, 1) - make_date(head_from, 1, 1))"
    return f"""
    WITH placed AS (
      SELECT *, 8 * h + slot AS k, 8 * h + 1 AS head, n_from + h * size AS n FROM ({source})
    ), sexed AS (
      SELECT *, (NOT {u.chance("man", "head", 0.5)})::INTEGER AS head_sex,
        CASE WHEN men < 0 THEN 1 - head_sex WHEN slot = 1 AND men = 50 THEN head_sex
          ELSE ({u.number("man", "k")} >= men::BIGINT * 42949673)::INTEGER END AS sex,
        CASE WHEN parents = 0 OR (parents = 1 AND head_sex = 1) THEN NULL
          ELSE head + head_sex END AS father,
        8 * h + elder AS elder_k,
        CASE WHEN elder = 1 THEN head_sex
          ELSE ({u.number("man", "elder_k")} >= 2147483650)::INTEGER END AS elder_sex,
        {u.chance("namesake", "elder_k", NAMESAKE)} AS elder_could,
        CASE WHEN part = 'spouse' AND {u.chance("joined", "k", JOINED_SPOUSES)}
          OR part = 'mate' AND {u.chance("joined", "k", JOINED_MATES)}
          THEN {YEARS[0] + 1} + {u.below("joined in", "k", len(YEARS))} END AS joined
      FROM placed
    ), related AS (
      SELECT *, sex = 0 AND father IS NOT NULL AND {u.chance("namesake", "k", NAMESAKE)}
          AS is_namesake,
        elder_sex = 0 AND elder > 1 AND father IS NOT NULL AND elder_could AS elder_namesake,
        elder > 0 AND sex = elder_sex AND NOT is_namesake AND {u.number("near", "k")}
          < CASE WHEN twin_of <> slot THEN {round(TWIN_NEAR * 2**32)} ELSE {round(NEAR * 2**32)} END
          AS is_near,
        CASE WHEN is_namesake OR (is_near AND elder_namesake) THEN father
          WHEN is_near THEN elder_k ELSE k END AS first_k,
        CASE WHEN is_namesake AND {u.chance("same initial", "k", 0.5)} THEN father ELSE k END
          AS middle_k,
        (slot = head - 8 * h + head_sex) AND first_child > 0 AND parents = 0
          AND part IN ('head', 'spouse')
          AND {u.chance("namesake", "8 * h + first_child", NAMESAKE)}
          AND {u.number("man", "8 * h + first_child")} < 2147483650 AS has_namesake
      FROM sexed
    ), born AS (
      SELECT *, (make_date(head_from, 1, 1)
          + {u.below("born", "head", head_days)}::INTEGER)::DATE AS head_born,
        {u.below("days", "8 * h + twin_of", "(gap_to - gap_from + 1)")} AS days,
        (head_born + (gap_from + days)::INTEGER)::DATE AS born,
        year(born) AS birth_year,
        (n * {spread(p)} + {p // 3}) % {p} AS id,
        (n * {spread(TIN_SPACE, 0.381_966)} + {u.seed % TIN_SPACE}) % {TIN_SPACE} AS t
      FROM related
    )
    SELECT * EXCLUDE (head_born, days, elder_could, elder_namesake, elder_k, elder_sex, id, t),
      format('P{{:08d}}', id) AS person_id, {tin("t")} AS tin
    FROM born
    """


def tin(number: str) -> str:
    """Write the taxpayer number of a number below TIN_SPACE: 9xx-0x to 9xx-4x."""
    parts = f"{number} % 100, {number} // 100 % 50, {number} // 5000"
    return f"format('9{{:02d}}{{:02d}}{{:04d}}', {parts})"


def tin_of(draw: Draws, number: str) -> str:
    """Write the taxpayer number of the person with this number."""
    factor = spread(TIN_SPACE, 0.381_966)
    return tin(f"(({number}) * {factor} + {draw.seed % TIN_SPACE}) % {TIN_SPACE}")


def named(draw: Draws, source: str) -> str:
    """Write the query that adds first, middle, last, last_before and suffix to a ``base``.

    ``last_before`` is the name before a marriage of these years, or NULL; ``last_one`` and
    ``last_two`` are the parts of a double surname.
    """
    u = draw
    return f"""
    WITH keyed AS (
      SELECT *, {u.number("style", "h")} AS style,
        style < {round(SPANISH * 2**32)} AND part <> 'mate' AND crowd = 0 AS spanish,
        style >= {round(SPANISH * 2**32)} AND style < {round(HYPHEN * 2**32)}
          AND part IN ('spouse', 'child') AND parents <> 1 AS hyphened,
        part IN ('mate', 'resident') OR (part = 'spouse' AND
          (spanish OR {u.chance("keeps", "k", 0.25)}))
          OR (part = 'grandparent' AND {u.chance("other line", "k", 0.5)})
          OR (part = 'child' AND {u.chance("other name", "k", 0.05)}) AS own_name,
        part = 'spouse' AND NOT own_name AND joined IS NOT NULL AS renamed,
        CASE WHEN own_name THEN k ELSE head END AS one_k,
        CASE WHEN spanish THEN CASE WHEN part = 'child' AND parents = 2 AND NOT own_name
              THEN head + 1 WHEN part = 'child' AND NOT own_name THEN head + {_SECOND}
            ELSE k + {_SECOND} END
          WHEN hyphened THEN head + 1 WHEN renamed THEN k END AS two_k
      FROM ({source})
    ), slots AS (
      SELECT *, {u.slot("first", "first_k", FIRST_BITS)} + sex * {1 << FIRST_BITS} AS first_slot,
        CASE WHEN {u.chance("no middle", "middle_k", 0.12)} THEN -1
          ELSE {u.slot("middle", "middle_k", FIRST_BITS)} + sex * {1 << FIRST_BITS} END
          AS middle_slot,
        {u.slot("last", "one_k", LAST_BITS)} AS one_slot,
        {u.slot("last", "two_k", LAST_BITS)} AS two_slot,
        {u.number("suffix", "k")} AS suffix_u
      FROM keyed
    )
    SELECT s.* EXCLUDE (style, one_k, two_k, first_slot, middle_slot, one_slot, two_slot, suffix_u,
        first_k, middle_k),
      CASE WHEN is_near THEN f.near ELSE f.name END AS first, m.name AS middle,
      a.name AS last_one, CASE WHEN spanish OR hyphened THEN b.name END AS last_two,
      concat_ws(CASE WHEN hyphened THEN '-' ELSE ' ' END, last_one, last_two) AS last,
      CASE WHEN renamed THEN b.name END AS last_before,
      CASE WHEN is_namesake AND suffix_u < {round(0.45 * 2**32)} THEN 'JR'
        WHEN has_namesake AND suffix_u < {round(0.2 * 2**32)} THEN 'SR'
        WHEN sex = 0 AND suffix_u >= {round(0.985 * 2**32)}
          THEN ['JR', 'SR', 'II', 'III'][1 + (suffix_u % 4)::INTEGER] END AS suffix
    FROM slots s JOIN first_slot f ON f.slot = first_slot
      LEFT JOIN first_slot m ON m.slot = middle_slot
      JOIN last_slot a ON a.slot = one_slot LEFT JOIN last_slot b ON b.slot = two_slot
    """


def roles(draw: Draws, source: str) -> str:
    """Write the query that adds ``role_2022`` and so on: what somebody was on file as, or NULL.

    A household files one return, and a child under 19 is a dependent on it; an adult without a
    return may still be somebody's payee.
    """
    u = draw
    yearly = ", ".join(
        f"""{u.chance(f"no return {y}", "head", 0.05)} AS head_absent_{y},
        {u.chance(f"no return {y}", "k", 0.05)} AS absent_{y},
        {u.chance(f"payee {y}", "k", 0.5)} AS payee_{y}"""
        for y in YEARS
    )
    return f"""
    WITH drawn AS (
      SELECT *, {u.chance("never", "head", 0.04)} AS head_never,
        {u.chance("never", "k", "never")} AS never_own, {u.chance("files", "k", "files")} AS own,
        {u.chance("student", "k", 0.4)} AS student, {u.chance("apart", "k", 0.08)} AS apart,
        {yearly}
      FROM ({source})
    )
    SELECT * EXCLUDE (head_never, never_own, own, student, apart,
        {", ".join(f"head_absent_{y}, absent_{y}, payee_{y}" for y in YEARS)}),
      {", ".join(f"{_role(year)} AS role_{year}" for year in YEARS)}
    FROM drawn
    """


def _role(year: int) -> str:
    own = f"""CASE WHEN never_own OR absent_{year} THEN NULL
        WHEN own THEN 'taxpayer' ELSE 'payee' END"""
    paid = f"WHEN head_never THEN NULL WHEN payee_{year} THEN 'payee'"
    filed = f"NOT head_never AND NOT head_absent_{year}"
    return f"""CASE WHEN birth_year > {year} THEN NULL
      WHEN part = 'head' THEN CASE WHEN {filed} THEN 'taxpayer' {paid} END
      WHEN part = 'spouse' AND coalesce(joined <= {year}, true) THEN
        CASE WHEN {filed} THEN CASE WHEN apart THEN 'taxpayer' ELSE 'spouse' END {paid} END
      WHEN part = 'child' AND parents > 0
          AND ({year} - birth_year < 19 OR ({year} - birth_year < 24 AND student))
        THEN CASE WHEN {filed} THEN 'dependent' END
      ELSE {own} END"""
