-- Once per batch: which people share a block with any request. One pass over the roster, so that
-- what stays in memory grows with the requests' neighbours and not with the roster.

CREATE OR REPLACE TEMP TABLE match_wanted AS
SELECT DISTINCT block
FROM (
    SELECT unnest(duly_blocks(true, first, last, number, street, city, zip5)) AS block
    FROM match_request
    WHERE first IS NOT NULL AND last IS NOT NULL AND address_hold IS NULL
)
WHERE block IS NOT NULL;

CREATE OR REPLACE TEMP TABLE match_hit AS
SELECT person_no, block
FROM (
    SELECT
        n.person_no,
        unnest(duly_blocks(
            false, n.first, n.last, a.number, a.street, a.city, a.zip5)) AS block
    FROM roster_name AS n
    LEFT JOIN roster_address AS a USING (person_no)
)
SEMI JOIN match_wanted USING (block);

DROP TABLE match_wanted;

-- The names and addresses of those people and of the holders of a TIN that is asked for: what the
-- slices read again and again.
CREATE OR REPLACE TEMP TABLE match_known AS
SELECT DISTINCT person_no
FROM (
    SELECT person_no FROM match_hit
    UNION ALL
    SELECT person_no FROM roster_person SEMI JOIN match_request USING (tin)
);

CREATE OR REPLACE TEMP TABLE match_known_name AS
SELECT person_no, first, middle, last, suffix, first_tokens, last_tokens
FROM roster_name SEMI JOIN match_known USING (person_no);

CREATE OR REPLACE TEMP TABLE match_known_address AS
SELECT
    person_no, role, number, predirectional, street, suffix, postdirectional, unit, po_box, city,
    state, zip5, "key"
FROM roster_address SEMI JOIN match_known USING (person_no);

-- Blocks and numbers that too many people share are not compared person by person: the time
-- would grow with their square. Who asks into one goes to review.
CREATE OR REPLACE TEMP TABLE match_heavy AS
SELECT block FROM match_hit GROUP BY block HAVING count(*) > $max_people_compared;

CREATE OR REPLACE TEMP TABLE match_heavy_tin AS
SELECT tin FROM roster_person WHERE tin IS NOT NULL
GROUP BY tin HAVING count(*) > $max_people_compared;

CREATE OR REPLACE TEMP TABLE match_too_many AS
SELECT DISTINCT request_no
FROM (
    SELECT
        request_no,
        unnest(duly_blocks(true, first, last, number, street, city, zip5)) AS block
    FROM match_request
    WHERE first IS NOT NULL AND last IS NOT NULL AND address_hold IS NULL
        AND (SELECT count(*) FROM match_heavy) > 0
)
SEMI JOIN match_heavy USING (block);
