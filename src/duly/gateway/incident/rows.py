"""Who stands in the request file and how each row is written.

Makes the tables ``subject`` (one row per request: the person meant, and the stratum) and
``request`` (the row as the requester wrote it, with the label that belongs in truth.csv).
"""

from typing import TYPE_CHECKING

from duly.gateway.incident.households import Size
from duly.gateway.incident.strata import Strata

if TYPE_CHECKING:
    import duckdb

_FAR = 1_000_000_007  # a large modulus: a draw that orders rows hardly ever ties
_STRANGERS = ("stranger_with_tin", "stranger")


def strangers_in(counts: Strata) -> int:
    """How many requests name somebody who is not on the roster."""
    return sum(counts.counts[key] for key in _STRANGERS)


def make_requests(con: "duckdb.DuckDBPyConnection", counts: Strata, size: Size) -> None:
    """Make the tables ``relative``, ``subject`` and ``request``."""
    con.execute(_RELATIVES)
    con.execute(
        "CREATE TEMP TABLE cell(stranger BOOLEAN, stratum VARCHAR, low BIGINT, high BIGINT)"
    )
    at = {False: 0, True: 0}
    for one in counts.strata:
        stranger, rows = one.key in _STRANGERS, counts.counts[one.key]
        if one.key != "wrong_person" and rows:
            con.execute(
                "INSERT INTO cell VALUES (?, ?, ?, ?)",
                [stranger, one.key, at[stranger], at[stranger] + rows],
            )
            at[stranger] += rows
    con.execute("CREATE TEMP TABLE label(stratum VARCHAR, defect VARCHAR, path VARCHAR)")
    con.executemany(
        "INSERT INTO label VALUES (?, ?, ?)",
        [(one.key, one.defect, one.path) for one in counts.strata],
    )
    con.execute(_subjects_sql(counts.counts["wrong_person"], size.on_roster))
    con.execute(_REQUESTS)


# Somebody else of the household whose surname begins alike: whose TIN a requester may hold.
_RELATIVES = """
CREATE TABLE relative AS
SELECT a.h, a.n, a.kind, b.tin
FROM person a JOIN person b ON a.h = b.h AND a.last = b.last
WHERE a.slot = 1 AND b.slot > 1 AND a.on_roster
QUALIFY row_number() OVER (PARTITION BY a.h ORDER BY draw('relative', b.n, 997), b.slot) = 1
"""


def _subjects_sql(wrong_persons: int, first_stranger: int) -> str:
    """One head of household per request, dealt out to the strata in a drawn order."""
    return f"""
    CREATE TABLE subject AS
    WITH mistaken AS (
      SELECT h, n, tin FROM relative ORDER BY draw('mistaken', h, {_FAR}), h LIMIT {wrong_persons}
    ), dealt AS (
      SELECT h, n, tin, false AS stranger,
        row_number() OVER (ORDER BY draw('subject', h, {_FAR}), h) - 1 AS place
      FROM person WHERE slot = 1 AND on_roster AND h NOT IN (SELECT h FROM mistaken)
      UNION ALL
      SELECT h, n, tin, true, h - {first_stranger} FROM person WHERE NOT on_roster
    ), everybody AS (
      SELECT h, n, tin, 'wrong_person' AS stratum FROM mistaken
      UNION ALL
      SELECT h, n, tin, stratum FROM dealt JOIN cell
        ON cell.stranger = dealt.stranger AND place >= low AND place < high
    )
    SELECT *, format('R-{{:07d}}', row_number() OVER (ORDER BY draw('row', n, {_FAR}), n))
      AS request_id
    FROM everybody
    """


# The wrong digit is one of the last four, moved to its even or odd neighbour: the sum of
# digits turns odd, and nobody in this world has such a number.
# A row of the address path is written as the roster has it. Every variant of
# "spelled_differently" differs from the roster in at least one letter.
_REQUESTS = """
CREATE TABLE request AS
WITH joined AS (
  SELECT s.request_id, s.stratum, s.n, p.person_id, p.first, p.last, p.born, p.on_roster, s.tin,
    now.*, before.text AS before_text, draw('spelling', s.n, 20) AS spelling,
    draw('variant', s.n, 5) AS variant, 10 ** draw('digit', s.n, 4) AS power
  FROM subject s JOIN person p USING (n) JOIN place now ON now.h = s.h AND now.old = 0
    LEFT JOIN place before ON before.h = s.h AND before.old = 1
), spelled AS (
  SELECT *, city || ', ' || state || ' ' || zip AS town,
    replace(replace(replace(replace(text, ' St,', ' Street,'), ' Ave,', ' Avenue,'),
      ' Rd,', ' Road,'), ' Dr,', ' Drive,') AS in_full
  FROM joined
)
SELECT request_id,
  CASE WHEN stratum <> 'address_agrees' AND spelling < 2 THEN strip_accents(first)
    ELSE first END AS first_name,
  CASE WHEN stratum = 'address_agrees' THEN last
    WHEN stratum = 'spelled_differently' AND variant = 3 THEN upper(last)
    WHEN spelling < 2 THEN strip_accents(last)
    WHEN spelling < 4 AND length(split_part(last, ' ', 1)) >= 4 THEN split_part(last, ' ', 1)
    ELSE last END AS last_name,
  CASE stratum
    WHEN 'failed_to_provide' THEN CASE WHEN variant < 3 THEN 'Failed to Provide ' || zip
      ELSE 'FAILED TO PROVIDE, ' || upper(town) END
    WHEN 'unknown_address' THEN CASE WHEN variant < 3 THEN 'Unknown Address ' || zip
      ELSE 'Unknown Address, ' || town END
    WHEN 'null_tokens' THEN CASE WHEN variant < 3 THEN 'NA NA ' || zip ELSE 'N/A N/A ' || zip END
    WHEN 'bare_zip' THEN CASE WHEN variant < 3 THEN zip ELSE '00000' END
    WHEN 'nonsense' THEN CASE WHEN variant < 3 THEN 'Don''t Care 12345'
      ELSE 'Don''t Care ' || zip END
    WHEN 'no_street_number' THEN street || ', ' || town
    WHEN 'no_street_name' THEN number || ', ' || town
    WHEN 'institution_only' THEN word || CASE WHEN variant < 3 THEN ' Detention Center, '
      ELSE ' County Jail, ' END || town
    WHEN 'address_differs' THEN before_text
    WHEN 'address_blank' THEN NULL
    WHEN 'spelled_differently' THEN CASE variant WHEN 0 THEN upper(text)
      WHEN 1 THEN replace(text, ', ', ' ')
      WHEN 2 THEN text || '-' || format('{:04d}', 1 + draw('plus four', n, 9000))
      WHEN 3 THEN text
      ELSE CASE WHEN in_full = text THEN upper(text) ELSE in_full END END
    ELSE text END AS address,
  CASE WHEN spelling <> 19 OR stratum = 'wrong_person' THEN born END AS date_of_birth,
  CASE WHEN stratum IN ('address_agrees', 'spelled_differently', 'stranger') THEN NULL
    WHEN stratum = 'wrong_digit' THEN tin[:5] || format('{:04d}', tin[6:]::INTEGER
      + power::INTEGER * (1 - 2 * (tin[6:]::INTEGER // power::INTEGER % 2)))
    ELSE tin END AS tin,
  DATE '2008-01-01' + draw('order', n, 6300) AS removal_order_final_on,
  format('RO-{:07d}', draw('order number', n, 9999999)) AS removal_order_number,
  format('FP-{:09d}', draw('fingerprint', n, 999999999)) AS fingerprint_id,
  stratum, label.defect, label.path,
  CASE WHEN on_roster THEN person_id END AS person_id
FROM spelled JOIN label USING (stratum)
"""
