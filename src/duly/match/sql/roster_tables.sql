-- One row per person and normalised name; of several periods the latest is kept. A row without a
-- whole first and last name could be anybody's, so it is left out where another row of the person
-- has both. A person without a name in the window has one blank row.
CREATE OR REPLACE TABLE roster_name AS
WITH named AS (
    SELECT
        person_no, person_id, first, middle, last, suffix, first_tokens, last_tokens,
        max({'ends': duly_period_end(period), 'period': period, 'source': source}) AS latest,
        coalesce(length(first) > 1 AND length(last) > 1, false) AS whole
    FROM match_name
    GROUP BY ALL
)
SELECT * EXCLUDE (latest, whole), latest.source AS source, latest.period AS period FROM named
QUALIFY whole OR NOT bool_or(whole) OVER (PARTITION BY person_no)
UNION ALL
SELECT p.person_no, p.person_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM roster_person AS p ANTI JOIN match_name AS n USING (person_no);

-- One row per person, role and text of the address; of several periods the latest is kept.
CREATE OR REPLACE TABLE roster_address AS
WITH placed AS (
    SELECT
        person_no, person_id, role, address,
        max({'ends': duly_period_end(period), 'period': period, 'source': source}) AS latest
    FROM match_address_raw
    GROUP BY ALL
)
SELECT
    a.* EXCLUDE (latest), latest.source AS source, latest.period AS period,
    coalesce(g.address_class, 'blank') AS address_class,
    nullif(g.number, '') AS number,
    nullif(g.predirectional, '') AS predirectional,
    nullif(g.street, '') AS street,
    nullif(g.suffix, '') AS suffix,
    nullif(g.postdirectional, '') AS postdirectional,
    duly_unit(g.unit) AS unit,
    nullif(g.po_box, '') AS po_box,
    nullif(g.city, '') AS city,
    nullif(g.state, '') AS state,
    nullif(g.zip5, '') AS zip5,
    nullif(g.line_key, '') AS line_key,
    nullif(g.key, '') AS "key"
FROM placed AS a
LEFT JOIN match_text AS t USING (address)
LEFT JOIN match_gate AS g USING (text_no);

-- What requests are looked up by: the blocks of every name at every address of a person.
CREATE OR REPLACE TABLE roster_block AS
WITH names AS (SELECT DISTINCT person_no, first, last FROM roster_name),
places AS (
    SELECT DISTINCT person_no, number, street, city, state, zip5 FROM roster_address
)
SELECT
    n.person_no,
    unnest(duly_blocks(
        false, n.first, n.last, a.number, a.street, a.city, a.state, a.zip5)) AS block
FROM names AS n
LEFT JOIN places AS a USING (person_no);

-- How many people are on file at a delivery point (with unit) and at a delivery line (without).
CREATE OR REPLACE TABLE roster_crowd AS
SELECT spot, count(DISTINCT person_no) AS people
FROM (
    SELECT "key" AS spot, person_no FROM roster_address
    UNION ALL
    SELECT line_key || '|line', person_no FROM roster_address
)
WHERE spot IS NOT NULL
GROUP BY spot
HAVING people > 1;

-- How many people carry each name.
CREATE OR REPLACE TABLE roster_lexicon AS
SELECT 'first' AS kind, first AS name, count(DISTINCT person_no) AS people
FROM roster_name WHERE first IS NOT NULL GROUP BY first
UNION ALL
SELECT 'last', last, count(DISTINCT person_no)
FROM roster_name WHERE last IS NOT NULL GROUP BY last;
