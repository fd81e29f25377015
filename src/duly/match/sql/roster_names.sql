-- Texts that fold to the same are one; blank ones are none.
CREATE OR REPLACE TEMP TABLE load_text AS
SELECT
    w.written,
    CASE WHEN f.text IS NOT NULL THEN (min(w.raw) OVER (PARTITION BY f.text))::INTEGER END AS no
FROM load_word AS w
JOIN match_fold AS f USING (raw);

-- Each different name of a person once, with the latest time it stood there.
CREATE OR REPLACE TEMP TABLE load_named AS
WITH merged AS (
    SELECT
        duly_cell(n.person_id) AS person_id,
        f.no AS raw_first, m.no AS raw_middle, l.no AS raw_last, x.no AS raw_suffix,
        max(s.stamp_no) AS stamp_no
    FROM roster_raw_person_name AS n
    JOIN load_stamp AS s
        ON s.kept AND s.of_table = 'person_name' AND s.source_no = n.source_no
        AND s.raw_source IS NOT DISTINCT FROM n.source
        AND s.raw_period IS NOT DISTINCT FROM n.period
    LEFT JOIN load_text AS f ON f.written = n."first"
    LEFT JOIN load_text AS m ON m.written = n.middle
    LEFT JOIN load_text AS l ON l.written = n."last"
    LEFT JOIN load_text AS x ON x.written = n.suffix
    GROUP BY ALL
)
SELECT p.person_no, m.* EXCLUDE (person_id)
FROM merged AS m
LEFT JOIN roster_person AS p USING (person_id);

-- Names in the order of persons. A person without a name in the window has one blank row: it
-- could be anybody's.
CREATE OR REPLACE TEMP TABLE load_name AS
SELECT
    row_number() OVER () AS name_no,
    *,
    coalesce(person_no = lag(person_no) OVER () OR person_no = lead(person_no) OVER (), false)
        AS several
FROM (
    SELECT * FROM load_named
    UNION ALL
    SELECT p.person_no, NULL, NULL, NULL, NULL, NULL
    FROM roster_person AS p ANTI JOIN load_named USING (person_no)
    ORDER BY person_no
);

DROP TABLE load_named;
