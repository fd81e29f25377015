-- From the custodian's rows as text (views roster_raw_*) to each different record once. What
-- repeats is merged before anything is normalised: most people send in the same name and
-- address year after year. Small numbers stand for texts, so that the large steps (grouping,
-- joining) move numbers. Names of temporary tables begin with load_.

-- Persons: exact doubles of different sources are one. seen_in has a bit for each source.
CREATE OR REPLACE TEMP TABLE load_person AS
SELECT
    duly_cell(person_id) AS person_id, duly_cell(tin) AS tin, duly_cell(tin_type) AS tin_type,
    duly_cell(date_of_birth) AS date_of_birth,
    count(*) AS times, bit_or(1::HUGEINT << source_no) AS seen_in
FROM roster_raw_person
GROUP BY ALL;

-- person_no is the rank of the key, so it does not depend on the order of rows.
CREATE OR REPLACE TABLE roster_person AS
SELECT
    row_number() OVER () AS person_no,
    person_id,
    duly_tin_quick(tin) AS tin,
    tin_type,
    date_of_birth::DATE AS date_of_birth
FROM (SELECT * EXCLUDE (times, seen_in) FROM load_person ORDER BY person_id);

-- Names. Each different text of any field is folded once (names.fold_written).
CREATE OR REPLACE TEMP TABLE match_written AS
SELECT row_number() OVER () AS raw, written
FROM (
    SELECT "first" AS written FROM roster_raw_person_name
    UNION SELECT middle FROM roster_raw_person_name
    UNION SELECT "last" FROM roster_raw_person_name
    UNION SELECT suffix FROM roster_raw_person_name
)
WHERE written IS NOT NULL;

CREATE OR REPLACE TEMP TABLE load_word AS SELECT * FROM match_written;
