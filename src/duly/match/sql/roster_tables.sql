-- What stays, as it is compared.

-- One row per person and normalised name; of several periods the latest is kept. A person
-- without a name in the window has one blank row: it could be anybody's.
CREATE OR REPLACE TABLE roster_name AS
WITH named AS (
    SELECT
        person_no, first, middle, last, suffix, first_tokens, last_tokens,
        max(stamp_no) AS stamp_no
    FROM load_normalised
    GROUP BY ALL
    UNION ALL
    SELECT p.person_no, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM roster_person AS p ANTI JOIN load_normalised AS n USING (person_no)
)
SELECT n.* EXCLUDE (stamp_no), s.source, s.period
FROM named AS n
LEFT JOIN load_stamp_text AS s USING (stamp_no)
ORDER BY person_no, first, middle, last, suffix, first_tokens, last_tokens;

-- Addresses that are normalised alike get one number: the rank of their text. Equal delivery
-- points (key) and delivery lines stand together in this order, so they get numbers as well.
CREATE OR REPLACE TEMP TABLE load_spot AS
WITH ordered AS (
    SELECT
        text_no, spot, "key", line_key,
        spot IS DISTINCT FROM lag(spot) OVER () AS new_spot,
        "key" IS DISTINCT FROM lag("key") OVER () AS new_key,
        line_key IS DISTINCT FROM lag(line_key) OVER () AS new_line
    FROM (SELECT text_no, spot, "key", line_key FROM load_gate ORDER BY spot)
)
SELECT
    text_no, spot, "key", line_key, new_spot,
    sum(new_spot::INTEGER) OVER (ROWS UNBOUNDED PRECEDING)::BIGINT AS spot_no,
    CASE WHEN "key" IS NOT NULL
        THEN sum(new_key::INTEGER) OVER (ROWS UNBOUNDED PRECEDING)::BIGINT END AS key_no,
    CASE WHEN line_key IS NOT NULL
        THEN sum(new_line::INTEGER) OVER (ROWS UNBOUNDED PRECEDING)::BIGINT END AS line_no
FROM ordered;

CREATE OR REPLACE TEMP TABLE load_living AS
SELECT r.person_no, r.role, s.spot_no, max(r.stamp_no) AS stamp_no
FROM load_resident AS r
JOIN load_spot AS s USING (text_no)
GROUP BY ALL;

DROP TABLE load_resident;

-- One row per person, role and normalised address; of several periods the latest is kept.
CREATE OR REPLACE TABLE roster_address AS
SELECT
    a.person_no, a.role, t.source, t.period,
    g.address_class, g.number, g.predirectional, g.street, g.suffix, g.postdirectional,
    g.unit, g.po_box, g.city, g.state, g.zip5, g."key"
FROM load_living AS a
JOIN (SELECT spot_no, text_no FROM load_spot WHERE new_spot) AS s USING (spot_no)
JOIN load_gate AS g USING (text_no)
JOIN load_stamp_text AS t USING (stamp_no);

-- How many people are on file at a delivery point (with unit) and at a delivery line (without).
CREATE OR REPLACE TABLE roster_crowd AS
WITH place AS (
    SELECT spot_no, key_no, line_no FROM load_spot WHERE new_spot
),
at_key AS (
    SELECT key_no, count(*) AS people
    FROM (SELECT DISTINCT person_no, key_no FROM load_living JOIN place USING (spot_no))
    WHERE key_no IS NOT NULL GROUP BY key_no HAVING people > 1
),
at_line AS (
    SELECT line_no, count(*) AS people
    FROM (SELECT DISTINCT person_no, line_no FROM load_living JOIN place USING (spot_no))
    WHERE line_no IS NOT NULL GROUP BY line_no HAVING people > 1
),
key_text AS (SELECT key_no, any_value("key") AS spot FROM load_spot GROUP BY key_no),
line_text AS (SELECT line_no, any_value(line_key) || '|line' AS spot FROM load_spot GROUP BY line_no)
SELECT spot, people FROM at_key JOIN key_text USING (key_no)
UNION ALL
SELECT spot, people FROM at_line JOIN line_text USING (line_no);

-- How many people carry each name.
CREATE OR REPLACE TABLE roster_lexicon AS
SELECT 'first' AS kind, first AS name, count(*) AS people
FROM (SELECT DISTINCT person_no, first FROM roster_name WHERE first IS NOT NULL) GROUP BY first
UNION ALL
SELECT 'last', last, count(*)
FROM (SELECT DISTINCT person_no, last FROM roster_name WHERE last IS NOT NULL) GROUP BY last;

-- The periods of the sources: a prepared roster fits every window that keeps the same ones.
CREATE OR REPLACE TABLE roster_period AS
SELECT DISTINCT period, starts, ends, kept FROM load_stamp WHERE period IS NOT NULL
ORDER BY ALL;
