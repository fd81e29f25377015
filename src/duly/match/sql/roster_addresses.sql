-- Each different piece of an address gets a number from 1; a blank piece has 0.
CREATE OR REPLACE TEMP TABLE load_line AS
SELECT (row_number() OVER ())::INTEGER AS no, written, duly_cell(written) AS text
FROM (SELECT DISTINCT address AS written FROM roster_raw_person_address)
WHERE duly_cell(written) IS NOT NULL;

CREATE OR REPLACE TEMP TABLE load_number AS
SELECT (row_number() OVER ())::INTEGER AS no, written, duly_cell(written) AS text
FROM (SELECT DISTINCT number AS written FROM roster_raw_person_address)
WHERE duly_cell(written) IS NOT NULL;

CREATE OR REPLACE TEMP TABLE load_street AS
SELECT (row_number() OVER ())::INTEGER AS no, written, duly_cell(written) AS text
FROM (SELECT DISTINCT street AS written FROM roster_raw_person_address)
WHERE duly_cell(written) IS NOT NULL;

CREATE OR REPLACE TEMP TABLE load_unit AS
SELECT (row_number() OVER ())::INTEGER AS no, written, duly_cell(written) AS text
FROM (SELECT DISTINCT unit AS written FROM roster_raw_person_address)
WHERE duly_cell(written) IS NOT NULL;

CREATE OR REPLACE TEMP TABLE load_box AS
SELECT (row_number() OVER ())::INTEGER AS no, written, duly_cell(written) AS text
FROM (SELECT DISTINCT po_box AS written FROM roster_raw_person_address)
WHERE duly_cell(written) IS NOT NULL;

CREATE OR REPLACE TEMP TABLE load_place AS
SELECT
    (row_number() OVER ())::INTEGER AS no,
    city AS written_city, state AS written_state, zip AS written_zip,
    duly_cell(city) AS city, duly_cell(state) AS state, duly_cell(zip) AS zip
FROM (SELECT DISTINCT city, state, zip FROM roster_raw_person_address)
WHERE coalesce(duly_cell(city), duly_cell(state), duly_cell(zip)) IS NOT NULL;

-- Who was on file where, in which role: each different record once, with the latest time. Two
-- numbers stand for the text: number and street (a whole line is a street below zero), and unit,
-- box and place.
CREATE OR REPLACE TEMP TABLE load_home AS
SELECT
    duly_cell(a.person_id) AS person_id,
    s.role_no,
    (coalesce(n.no, 0)::BIGINT << 32) + coalesce(t.no, -l.no, 0) AS front,
    (coalesce(u.no, 0)::HUGEINT << 64) + (coalesce(b.no, 0)::BIGINT << 32) + coalesce(p.no, 0)
        AS back,
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
GROUP BY ALL;

-- Each different address as written, once.
CREATE OR REPLACE TEMP TABLE load_written AS
SELECT (row_number() OVER ())::INTEGER AS text_no, front, back
FROM (SELECT DISTINCT front, back FROM load_home);

CREATE OR REPLACE TEMP TABLE load_resident AS
SELECT p.person_no, h.role_no, w.text_no, h.stamp_no
FROM load_home AS h
JOIN load_written AS w USING (front, back)
LEFT JOIN roster_person AS p USING (person_id);

DROP TABLE load_home;
