-- What stays, as it is compared.

-- Names that are one after their suffix or initial has found its place ("Ana M" and "Ana", "M"):
-- the latest is kept.
CREATE OR REPLACE TEMP TABLE load_left_out AS
SELECT name_no
FROM (
    SELECT
        name_no,
        row_number() OVER (PARTITION BY person_no, name ORDER BY stamp_no DESC, name_no) AS place
    FROM load_several
)
WHERE place > 1;

-- A name without a whole first or last name could be anybody's, so it is left out where another
-- name of the person has both: a damaged record is not its owner's only name.
INSERT INTO load_left_out
SELECT name_no
FROM load_several
SEMI JOIN (SELECT person_no FROM load_several WHERE whole) USING (person_no)
WHERE NOT whole;

-- Kept once as text; what is compared follows from it.
CREATE OR REPLACE TABLE roster_name(
    person_no BIGINT,
    first_text VARCHAR, middle VARCHAR, last_text VARCHAR, suffix VARCHAR,
    source VARCHAR, period VARCHAR,
    first VARCHAR GENERATED ALWAYS AS (replace(first_text, ' ', '')) VIRTUAL,
    last VARCHAR GENERATED ALWAYS AS (replace(last_text, ' ', '')) VIRTUAL,
    first_tokens VARCHAR[] GENERATED ALWAYS AS (string_split(first_text, ' ')) VIRTUAL,
    last_tokens VARCHAR[] GENERATED ALWAYS AS (string_split(last_text, ' ')) VIRTUAL);

INSERT INTO roster_name
SELECT
    n.person_no, n.first_text, n.middle, n.last_text, n.suffix, s.source, s.period
FROM load_normalised AS n
ANTI JOIN load_left_out USING (name_no)
LEFT JOIN load_stamp_text AS s USING (stamp_no);

-- Addresses that are normalised alike get one number. In this order delivery lines, and in them
-- delivery points (key), stand together, and so they do among the addresses of a person.
CREATE OR REPLACE TEMP TABLE load_spot AS
WITH ordered AS (
    SELECT
        *,
        coalesce(spot_hash = lag(spot_hash) OVER (), false) AS same_spot,
        coalesce(key_hash = lag(key_hash) OVER (), false) AS same_key,
        coalesce(line_hash = lag(line_hash) OVER (), false) AS same_line
    FROM (
        SELECT text_no, spot_hash, key_hash, line_hash FROM load_gate
        ORDER BY line_hash, key_hash, spot_hash
    )
)
SELECT
    text_no,
    spot_hash,
    same_spot,
    (count(*) FILTER (NOT same_spot) OVER (ROWS UNBOUNDED PRECEDING))::INTEGER AS spot_no,
    CASE WHEN key_hash IS NOT NULL THEN
        (count(*) FILTER (NOT same_key) OVER (ROWS UNBOUNDED PRECEDING))::INTEGER END AS key_no,
    CASE WHEN line_hash IS NOT NULL THEN
        (count(*) FILTER (NOT same_line) OVER (ROWS UNBOUNDED PRECEDING))::INTEGER END AS line_no
FROM ordered;

-- Where each person lives, address by address; of several times the latest stands first.
CREATE OR REPLACE TEMP TABLE load_living AS
SELECT
    *,
    coalesce(person_no = lag(person_no) OVER (), false) AS same_person,
    same_person AND spot_no = lag(spot_no) OVER () AND role_no = lag(role_no) OVER () AS repeated,
    same_person AND coalesce(key_no = lag(key_no) OVER (), false) AS same_key,
    same_person AND coalesce(line_no = lag(line_no) OVER (), false) AS same_line
FROM (
    SELECT r.person_no, s.spot_no, r.role_no, r.stamp_no, r.text_no, s.key_no, s.line_no
    FROM load_resident AS r
    JOIN load_spot AS s USING (text_no)
    ORDER BY r.person_no, s.spot_no, r.role_no, r.stamp_no DESC
);

DROP TABLE load_resident;

-- How many people are on file at a delivery point (with unit) and at a delivery line (without).
CREATE OR REPLACE TABLE roster_crowd AS
WITH at_key AS (
    SELECT key_no, count(*) AS people, min(text_no) AS text_no
    FROM load_living WHERE key_no IS NOT NULL AND NOT same_key
    GROUP BY key_no HAVING people > 1
),
at_line AS (
    SELECT line_no, count(*) AS people, min(text_no) AS text_no
    FROM load_living WHERE line_no IS NOT NULL AND NOT same_line
    GROUP BY line_no HAVING people > 1
)
SELECT g."key" AS spot, c.people FROM at_key AS c JOIN load_gate AS g USING (text_no)
UNION ALL
SELECT coalesce(g.line_key, g."key") || '|line', c.people
FROM at_line AS c JOIN load_gate AS g USING (text_no);

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

-- One row per person, role and normalised address; filled slice by slice (roster_addresses.py).
CREATE OR REPLACE TABLE roster_address(
    person_no BIGINT, role VARCHAR, source VARCHAR, period VARCHAR, address_class VARCHAR,
    number VARCHAR, predirectional VARCHAR, street VARCHAR, suffix VARCHAR,
    postdirectional VARCHAR, unit VARCHAR, po_box VARCHAR, city VARCHAR, state VARCHAR,
    zip5 VARCHAR, "key" VARCHAR);
