-- Each different piece of an address gets a number; a blank piece has none.
CREATE OR REPLACE TEMP TABLE load_line AS
SELECT row_number() OVER () AS no, written, duly_cell(written) AS text
FROM (SELECT DISTINCT address AS written FROM roster_raw_person_address)
WHERE duly_cell(written) IS NOT NULL;

CREATE OR REPLACE TEMP TABLE load_number AS
SELECT row_number() OVER () AS no, written, duly_cell(written) AS text
FROM (SELECT DISTINCT number AS written FROM roster_raw_person_address)
WHERE duly_cell(written) IS NOT NULL;

CREATE OR REPLACE TEMP TABLE load_street AS
SELECT row_number() OVER () AS no, written, duly_cell(written) AS text
FROM (SELECT DISTINCT street AS written FROM roster_raw_person_address)
WHERE duly_cell(written) IS NOT NULL;

CREATE OR REPLACE TEMP TABLE load_unit AS
SELECT row_number() OVER () AS no, written, duly_cell(written) AS text
FROM (SELECT DISTINCT unit AS written FROM roster_raw_person_address)
WHERE duly_cell(written) IS NOT NULL;

CREATE OR REPLACE TEMP TABLE load_box AS
SELECT row_number() OVER () AS no, written, duly_cell(written) AS text
FROM (SELECT DISTINCT po_box AS written FROM roster_raw_person_address)
WHERE duly_cell(written) IS NOT NULL;

CREATE OR REPLACE TEMP TABLE load_place AS
SELECT
    row_number() OVER () AS no,
    city AS written_city, state AS written_state, zip AS written_zip,
    duly_cell(city) AS city, duly_cell(state) AS state, duly_cell(zip) AS zip
FROM (SELECT DISTINCT city, state, zip FROM roster_raw_person_address)
WHERE coalesce(duly_cell(city), duly_cell(state), duly_cell(zip)) IS NOT NULL;

-- Who was on file where, in which role: each different record once, with its latest period.
CREATE OR REPLACE TEMP TABLE load_home AS
WITH merged AS (
    SELECT
        duly_cell(a.person_id) AS person_id,
        s.role,
        l.no AS line_no, n.no AS number_no, t.no AS street_no, u.no AS unit_no, b.no AS box_no,
        p.no AS place_no,
        max(s.stamp_no) AS stamp_no
    FROM roster_raw_person_address AS a
    JOIN load_stamp AS s
        ON s.kept AND s.of_table = 'person_address' AND s.source_no = a.source_no
        AND s.raw_role IS NOT DISTINCT FROM a.role
        AND s.raw_source IS NOT DISTINCT FROM a.source
        AND s.raw_period IS NOT DISTINCT FROM a.period
    LEFT JOIN load_line AS l ON l.written = a.address
    LEFT JOIN load_number AS n ON n.written = a.number
    LEFT JOIN load_street AS t ON t.written = a.street
    LEFT JOIN load_unit AS u ON u.written = a.unit
    LEFT JOIN load_box AS b ON b.written = a.po_box
    LEFT JOIN load_place AS p
        ON p.written_city IS NOT DISTINCT FROM a.city
        AND p.written_state IS NOT DISTINCT FROM a.state
        AND p.written_zip IS NOT DISTINCT FROM a.zip
    GROUP BY ALL
)
SELECT p.person_no, m.* EXCLUDE (person_id)
FROM merged AS m
LEFT JOIN roster_person AS p USING (person_id);

-- Each different address as written, once.
CREATE OR REPLACE TEMP TABLE load_written AS
SELECT row_number() OVER () AS text_no, *
FROM (SELECT DISTINCT line_no, number_no, street_no, unit_no, box_no, place_no FROM load_home);

CREATE OR REPLACE TEMP TABLE load_resident AS
SELECT h.person_no, h.role, w.text_no, h.stamp_no
FROM load_home AS h
JOIN load_written AS w
    ON w.line_no IS NOT DISTINCT FROM h.line_no
    AND w.number_no IS NOT DISTINCT FROM h.number_no
    AND w.street_no IS NOT DISTINCT FROM h.street_no
    AND w.unit_no IS NOT DISTINCT FROM h.unit_no
    AND w.box_no IS NOT DISTINCT FROM h.box_no
    AND w.place_no IS NOT DISTINCT FROM h.place_no;

DROP TABLE load_home;
