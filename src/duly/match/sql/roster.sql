-- From the custodian's rows as text (views roster_raw_*) to each different record once. What
-- repeats is merged before anything is normalised: most people send in the same name and
-- address year after year. Small numbers stand for texts, so that the large steps (grouping,
-- joining, sorting) move numbers. Names of temporary tables begin with load_.

-- person_no is the rank of the key, so it does not depend on the order of rows. Keys and numbers
-- are as good as random: trying to compress them costs more than it saves.
CREATE OR REPLACE TABLE roster_person(
    person_no BIGINT,
    person_id VARCHAR USING COMPRESSION uncompressed,
    tin VARCHAR USING COMPRESSION uncompressed,
    tin_type VARCHAR,
    date_of_birth DATE);

INSERT INTO roster_person
SELECT
    row_number() OVER () AS person_no, person_id, duly_tin_quick(tin), tin_type,
    duly_birth(date_of_birth::DATE)
FROM (SELECT person_id, tin, tin_type, date_of_birth FROM load_person ORDER BY person_id);

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
