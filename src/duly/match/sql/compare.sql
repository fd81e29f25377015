-- One slice: who could be meant, and how far each of them is from the request.

CREATE OR REPLACE TEMP TABLE match_slice AS
SELECT * FROM match_request WHERE slice = $slice;

CREATE OR REPLACE TEMP TABLE match_pair AS
WITH looked_up AS (
    SELECT
        request_no,
        unnest(duly_blocks(true, first, last, number, street, city, state, zip5)) AS block
    FROM match_slice
    WHERE first IS NOT NULL AND last IS NOT NULL AND address_hold IS NULL
)
SELECT r.request_no, b.person_no FROM looked_up AS r JOIN roster_block AS b USING (block)
UNION
SELECT r.request_no, p.person_no FROM match_slice AS r JOIN roster_person AS p USING (tin);

-- The best name of a person counts; a middle name or suffix agrees if any of theirs agrees.
CREATE OR REPLACE TEMP TABLE match_named AS
WITH compared AS (
    SELECT
        p.request_no, p.person_no,
        duly_first_level(r.first, n.first, r.first_tokens, n.first_tokens, k.a IS NOT NULL)
            AS first_level,
        duly_last_level(r.last, n.last, r.last_tokens, n.last_tokens) AS last_level,
        duly_crossed(r.first, r.middle, r.last, n.first, n.middle, n.last) AS crossed,
        duly_middle(r.middle, n.middle) AS mi,
        duly_suffix(r.suffix, n.suffix) AS suffix_cmp
    FROM match_pair AS p
    JOIN match_slice AS r USING (request_no)
    JOIN roster_name AS n USING (person_no)
    LEFT JOIN match_nickname AS k ON k.a = r.first AND k.b = n.first
),
by_person AS (
    SELECT
        request_no, person_no,
        min(duly_name_level(first_level, last_level, crossed)) AS name_level,
        CASE WHEN bool_or(mi = 'agree') THEN 'agree'
             WHEN bool_or(mi = 'conflict') THEN 'conflict' ELSE 'absent' END AS mi,
        CASE WHEN bool_or(suffix_cmp = 'agree') THEN 'agree'
             WHEN bool_or(suffix_cmp = 'conflict') THEN 'conflict'
             WHEN bool_or(suffix_cmp = 'one_sided') THEN 'one_sided'
             ELSE 'absent' END AS suffix_cmp
    FROM compared
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

-- The nearest address of a person counts. "open": not all of theirs can be told from it.
CREATE OR REPLACE TEMP TABLE match_seen AS
WITH compared AS (
    SELECT
        n.request_no, n.person_no, a.role,
        CASE WHEN a.person_no IS NULL THEN 5 ELSE duly_address_level(
            r."key" = a."key",
            (r.po_box IS NOT NULL AND r.street IS NULL) OR (a.po_box IS NOT NULL AND a.street IS NULL),
            duly_element(r.number, a.number, 3),
            duly_element(r.street, a.street, 4),
            duly_place(r.zip5, a.zip5, r.city, a.city, r.state, a.state),
            greatest(
                duly_minor(r.predirectional, a.predirectional),
                duly_minor(r.street_suffix, a.suffix),
                duly_minor(r.postdirectional, a.postdirectional)),
            duly_minor(r.unit, a.unit)) END AS address_level,
        coalesce(duly_comparable(a.number, a.street, a.city, a.zip5), false) AS comparable
    FROM match_named AS n
    JOIN match_slice AS r USING (request_no)
    LEFT JOIN roster_address AS a USING (person_no)
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
SELECT
    n.*,
    b.address_level, b.address_open, b.dependent_only,
    coalesce(n.name_level = 0 AND b.address_level = 0, false) AS exact,
    exact AND mi <> 'conflict' AND suffix_cmp <> 'conflict' AS candidate,
    coalesce(n.name_level <= 3 AND b.address_level <= 3, false) AS near
FROM match_named AS n
JOIN by_person AS b USING (request_no, person_no);
