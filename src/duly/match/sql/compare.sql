-- One slice: who could be meant, and how far each of them is from the request.

CREATE OR REPLACE TEMP TABLE match_slice AS
SELECT
    r.* EXCLUDE (address_hold),
    CASE
        WHEN r.first IS NULL OR r.last IS NULL THEN 'name_missing'
        WHEN r.address_hold IS NOT NULL THEN r.address_hold
        WHEN t.tin IS NOT NULL THEN 'tin_shared'
        WHEN m.request_no IS NOT NULL THEN 'too_many_alike'
    END AS hold
FROM match_request AS r
LEFT JOIN match_heavy_tin AS t USING (tin)
LEFT JOIN match_too_many AS m USING (request_no)
WHERE r.slice = $slice;

CREATE OR REPLACE TEMP TABLE match_pair AS
WITH looked_up AS (
    SELECT
        request_no,
        unnest(duly_blocks(true, first, last, number, street, city, zip5)) AS block
    FROM match_slice
    WHERE hold IS NULL
),
holder AS (
    SELECT person_no, tin FROM roster_person ANTI JOIN match_heavy_tin USING (tin)
    WHERE tin IS NOT NULL
)
SELECT request_no, person_no, bool_or(by_tin) AS by_tin
FROM (
    SELECT r.request_no, h.person_no, false AS by_tin
    FROM looked_up AS r JOIN match_hit AS h USING (block)
    UNION ALL
    SELECT r.request_no, p.person_no, true FROM match_slice AS r JOIN holder AS p USING (tin)
)
GROUP BY request_no, person_no;

-- Levels of each name on file. Most people of a neighbourhood fall out at the first name, before
-- anything else is computed. A slip counts as one only if it passes the lexicon test below.
CREATE OR REPLACE TEMP TABLE match_name_seen AS
SELECT
    p.request_no, p.person_no,
    duly_first_level(r.first, n.first, r.first_tokens, n.first_tokens, k.a IS NOT NULL)
        AS first_level,
    duly_last_level(r.last, n.last, r.last_tokens, n.last_tokens) AS last_level,
    duly_crossed(r.first, r.middle, r.last, n.first, n.middle, n.last) AS crossed,
    CASE WHEN first_level = 2 THEN r.first END AS first_asked,
    CASE WHEN first_level = 2 THEN n.first END AS first_on_file,
    CASE WHEN last_level = 2 THEN r.last END AS last_asked,
    CASE WHEN last_level = 2 THEN n.last END AS last_on_file,
    duly_middle(r.middle, n.middle) AS mi,
    duly_suffix(r.suffix, n.suffix) AS suffix_cmp
FROM match_pair AS p
JOIN match_slice AS r USING (request_no)
JOIN match_known_name AS n USING (person_no)
LEFT JOIN match_nickname AS k ON k.a = r.first AND k.b = n.first
WHERE p.by_tin
    OR duly_first_level(r.first, n.first, r.first_tokens, n.first_tokens, k.a IS NOT NULL)
        IS NOT NULL
    OR duly_crossed(r.first, r.middle, r.last, n.first, n.middle, n.last);

-- The lexicon test (BRIAN is no misspelt BRIANA): names one slip apart are one name misspelt only if
-- they begin and end with the same letter (CRISTIAN and CRISTINA, IVANOV and IVANOVA do not) and are
-- not both known names; of first names one must stand in the Census list. Otherwise it
-- "could be". Known: in the Census list, or carried by several people on the roster and by at least
-- a hundredth of those who carry the other spelling (a common slip of a common name recurs).
-- The best name of a person counts; a middle name or suffix agrees if any of theirs agrees.
CREATE OR REPLACE TEMP TABLE match_named AS
WITH tested AS (
    SELECT
        s.*,
        CASE WHEN s.first_level = 2 AND (
                s.first_asked[1] <> s.first_on_file[1] OR s.first_asked[-1] <> s.first_on_file[-1]
                OR (duly_known(fa.listed, fa.people, fb.people)
                    AND duly_known(fb.listed, fb.people, fa.people))
                OR NOT (coalesce(fa.listed, false) OR coalesce(fb.listed, false)))
            THEN 3 ELSE s.first_level END AS first_tested,
        CASE WHEN s.last_level = 2 AND (
                s.last_asked[1] <> s.last_on_file[1] OR s.last_asked[-1] <> s.last_on_file[-1]
                OR (duly_known(la.listed, la.people, lb.people)
                    AND duly_known(lb.listed, lb.people, la.people)))
            THEN 3 ELSE s.last_level END AS last_tested
    FROM match_name_seen AS s
    LEFT JOIN match_first_name AS fa ON fa.name = s.first_asked
    LEFT JOIN match_first_name AS fb ON fb.name = s.first_on_file
    LEFT JOIN match_last_name AS la ON la.name = s.last_asked
    LEFT JOIN match_last_name AS lb ON lb.name = s.last_on_file
),
by_person AS (
    SELECT
        request_no, person_no,
        min(duly_name_level(first_tested, last_tested, crossed)) AS name_level,
        CASE WHEN bool_or(mi = 'agree') THEN 'agree'
             WHEN bool_or(mi = 'conflict') THEN 'conflict' ELSE 'absent' END AS mi,
        CASE WHEN bool_or(suffix_cmp = 'agree') THEN 'agree'
             WHEN bool_or(suffix_cmp = 'conflict') THEN 'conflict'
             WHEN bool_or(suffix_cmp = 'one_sided') THEN 'one_sided'
             ELSE 'absent' END AS suffix_cmp
    FROM tested
    GROUP BY request_no, person_no
)
SELECT
    b.*,
    duly_equal(r.tin, p.tin) AS tin_cmp,
    duly_equal(r.date_of_birth, p.date_of_birth) AS dob_cmp
FROM by_person AS b
JOIN match_slice AS r USING (request_no)
JOIN roster_person AS p USING (person_no)
WHERE b.name_level IS NOT NULL OR r.tin = p.tin;

-- The nearest address of a person counts. "open": not all of theirs can be told from it. Who lives
-- elsewhere matters only as the holder of the TIN.
CREATE OR REPLACE TEMP TABLE match_seen AS
WITH parts AS (
    SELECT
        n.request_no, n.person_no, a.role, a.person_no IS NULL AS nowhere,
        r."key" = a."key" AS same_key,
        (r.po_box IS NOT NULL AND r.street IS NULL)
            OR (a.po_box IS NOT NULL AND a.street IS NULL) AS boxed,
        duly_element(r.number, a.number, 3) AS number,
        duly_street(r.street, a.street, r.street_suffix, a.suffix) AS street,
        duly_place(r.zip5, a.zip5, r.city, a.city, r.state, a.state) AS place,
        greatest(
            duly_minor(r.predirectional, a.predirectional),
            duly_minor(r.street_suffix, a.suffix),
            duly_minor(r.postdirectional, a.postdirectional)) AS part,
        duly_minor(r.unit, a.unit) AS unit,
        coalesce(r.number <> a.number, false) AS slipped,
        coalesce(duly_comparable(a.number, a.street, a.city, a.zip5), false) AS comparable
    FROM match_named AS n
    JOIN match_slice AS r USING (request_no)
    LEFT JOIN match_known_address AS a USING (person_no)
),
compared AS (
    SELECT
        request_no, person_no, role, comparable,
        CASE WHEN nowhere THEN 6
            ELSE duly_address_level(
                same_key, boxed, number, street, place, part, unit, slipped)
        END AS address_level
    FROM parts
),
by_person AS (
    SELECT
        request_no, person_no,
        min(address_level) AS address_level,
        bool_or(NOT comparable) AS address_open,
        coalesce(bool_and(role = 'dependent'), false) AS dependent_only
    FROM compared
    GROUP BY request_no, person_no
)
SELECT n.*, b.address_level, b.address_open, b.dependent_only
FROM match_named AS n
JOIN by_person AS b USING (request_no, person_no)
WHERE b.address_level <= 6 OR n.tin_cmp = 'agree';
