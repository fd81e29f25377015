-- From the files as text (roster_raw_*) to the roster as it is compared. The names of
-- temporary tables begin with match_; the three that stay are for everybody.

-- person_no is the rank of the key, so it does not depend on the order of rows.
CREATE OR REPLACE TABLE roster_person AS
SELECT
    row_number() OVER (ORDER BY person_id) AS person_no,
    person_id,
    duly_tin(tin) AS tin,
    tin_type,
    date_of_birth::DATE AS date_of_birth
FROM roster_raw_person;

CREATE OR REPLACE TEMP TABLE match_name_raw AS
SELECT
    p.person_no, p.person_id, n.source, n.period,
    n."first" AS raw_first, n.middle AS raw_middle, n."last" AS raw_last, n.suffix AS raw_suffix
FROM roster_raw_person_name AS n
JOIN roster_person AS p USING (person_id)
CROSS JOIN match_window AS w
WHERE n.period IS NULL
   OR (duly_period_end(n.period) >= w.since
       AND duly_period_start(n.period) <= w.as_of);

CREATE OR REPLACE TEMP TABLE match_address_raw AS
SELECT p.person_no, a.person_id, a.role, a.address, a.source, a.period
FROM roster_raw_person_address AS a
JOIN roster_person AS p USING (person_id)
CROSS JOIN match_window AS w
WHERE duly_period_end(a.period) >= w.since
  AND duly_period_start(a.period) <= w.as_of;

-- Each different text is classified once.
CREATE OR REPLACE TEMP TABLE match_text AS
SELECT row_number() OVER () AS text_no, address
FROM (SELECT DISTINCT address FROM match_address_raw WHERE address IS NOT NULL);
