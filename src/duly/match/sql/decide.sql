-- One slice: one answer for each request, from its flags (match_slice) and the people compared
-- (match_seen). Nothing else is read, so a decision can be replayed from those rows. The order of
-- the WHENs is the order of the reasons; every doubt stands before the one way to "one".

-- A candidate fits: the name is the same and no more than one part of the address is missing or
-- damaged, or the name has one slip and the address is the same; and no initial or suffix differs.
CREATE OR REPLACE TEMP TABLE match_judged AS
SELECT
    *,
    coalesce(name_level = 0 AND address_level = 0, false) AS exact,
    coalesce(name_level <= 3 AND address_level <= 4, false) AS near,
    mi <> 'conflict' AND suffix_cmp <> 'conflict' AND coalesce(
        (name_level = 0 AND address_level <= 3) OR (name_level = 2 AND address_level <= 1),
        false) AS candidate,
    CASE WHEN tin_cmp = 'agree' AND dob_cmp = 'agree' THEN 'tin+dob'
         WHEN tin_cmp = 'agree' THEN 'tin'
         WHEN dob_cmp = 'agree' THEN 'dob'
         ELSE 'none' END AS second,
    name_level || ';' || address_level || ';' || mi || ';' || second AS cell
FROM match_seen;

-- Counts of people. A person is picked only where there is exactly one, so that nothing hangs
-- on which of several comes first.
CREATE OR REPLACE TEMP TABLE match_tally AS
SELECT
    request_no,
    count(*) FILTER (exact) AS exact_people,
    count(*) FILTER (exact AND candidate) AS exact_candidates,
    CASE WHEN exact_candidates > 0 THEN exact_candidates
        ELSE count(*) FILTER (candidate) END AS n_candidates,
    CASE WHEN n_candidates = 1 THEN coalesce(
        min(person_no) FILTER (exact AND candidate), min(person_no) FILTER (candidate)
    ) END AS candidate_no,
    count(*) FILTER (near) AS near_people,
    min(name_level) FILTER (near) AS near_name_level,
    bool_or(mi = 'conflict') FILTER (exact) AS exact_mi_conflict,
    count(*) FILTER (tin_cmp = 'agree') AS holders,
    CASE WHEN count(*) FILTER (tin_cmp = 'agree') = 1
        THEN min(person_no) FILTER (tin_cmp = 'agree') END AS holder_no
FROM match_judged
GROUP BY request_no;

-- Others, seen from the one candidate. Where the request itself tells two apart (a middle name
-- or suffix that agrees with the candidate and contradicts the other), near rivals yield.
CREATE OR REPLACE TEMP TABLE match_others AS
SELECT
    s.request_no, s.person_no, s.name_level, s.address_level, s.dob_cmp,
    coalesce(s.name_level <= $rival_name AND s.address_level <= $rival_address, false)
        AND NOT ($near AND (
            (s.mi = 'conflict' AND coalesce(c.mi = 'agree', false))
            OR (s.suffix_cmp = 'conflict' AND coalesce(c.suffix_cmp = 'agree', false))))
        AS rival
FROM match_judged AS s
JOIN match_tally AS t USING (request_no)
LEFT JOIN match_judged AS c ON c.request_no = t.request_no AND c.person_no = t.candidate_no
WHERE s.person_no IS DISTINCT FROM t.candidate_no;

CREATE OR REPLACE TEMP TABLE match_around AS
SELECT
    request_no,
    count(*) FILTER (rival) AS n_rivals,
    count(*) FILTER (name_level = 4 AND address_level <= 4) AS family,
    count(*) FILTER (name_level <= 4 AND address_level <= 4 AND dob_cmp <> 'conflict') AS twins
FROM match_others
GROUP BY request_no;

CREATE OR REPLACE TEMP TABLE match_verdict AS
SELECT
    r.request_no, r.request_id, r.hold, t.candidate_no, t.holder_no,
    coalesce(t.n_candidates, 0) AS n_candidates,
    coalesce(o.n_rivals, 0) AS n_rivals,
    CASE
        WHEN r.hold = 'name_missing' THEN r.hold
        WHEN t.holder_no IS NOT NULL AND h.name_level IS NULL THEN 'tin_of_another_name'
        WHEN r.hold IS NOT NULL THEN r.hold
        WHEN t.exact_candidates > 1 THEN 'namesakes'
        WHEN t.n_candidates > 1 THEN 'several_could_be'
        WHEN t.n_candidates = 1 THEN CASE
            WHEN o.n_rivals > 0 THEN 'rival'
            WHEN t.holders > 1 THEN 'tin_shared'
            WHEN t.holder_no <> t.candidate_no THEN 'tin_of_another'
            WHEN c.tin_cmp = 'conflict' THEN 'tin_differs'
            WHEN c.dob_cmp = 'conflict' THEN 'dob_differs'
            WHEN c.dependent_only THEN 'dependent_only'
            WHEN c.suffix_cmp = 'one_sided' AND c.dob_cmp <> 'agree' THEN 'suffix_one_sided'
            WHEN c.mi = 'absent' AND o.family > 0 THEN 'middle_absent'
            WHEN $second_identifier AND c.tin_cmp <> 'agree' AND c.dob_cmp <> 'agree'
                THEN 'no_second_identifier'
            WHEN $second_identifier AND c.tin_cmp <> 'agree' AND o.twins > 0 THEN 'twin'
            WHEN c.cell NOT IN (SELECT cell FROM match_release) THEN 'error_above_bound'
            WHEN NOT $second_identifier THEN 'unique_by_name_and_address'
            WHEN c.exact THEN 'unique'
            ELSE 'unique_variant'
        END
        WHEN t.near_people = 0 AND t.holder_no IS NOT NULL AND h.name_level = 0
            AND h.mi <> 'conflict' AND h.suffix_cmp NOT IN ('conflict', 'one_sided')
            AND h.dob_cmp <> 'conflict'
            AND h.address_level >= 6 AND NOT h.address_open THEN 'address_differs'
        WHEN t.exact_people > 0 THEN
            CASE WHEN t.exact_mi_conflict THEN 'middle_conflict' ELSE 'suffix_conflict' END
        WHEN t.near_people > 1 THEN 'several_could_be'
        WHEN t.near_people = 1 THEN CASE t.near_name_level
            WHEN 0 THEN 'address_variant'
            WHEN 1 THEN 'nickname'
            WHEN 2 THEN 'spelling'
            ELSE 'could_be'
        END
        WHEN t.holders > 1 THEN 'tin_shared'
        WHEN t.holder_no IS NOT NULL THEN 'tin_elsewhere'
        ELSE 'nobody'
    END AS reason
FROM match_slice AS r
LEFT JOIN match_tally AS t USING (request_no)
LEFT JOIN match_around AS o USING (request_no)
LEFT JOIN match_judged AS c ON c.request_no = t.request_no AND c.person_no = t.candidate_no
LEFT JOIN match_judged AS h ON h.request_no = t.request_no AND h.person_no = t.holder_no;

-- Whose levels a row shows: the candidate's, the holder's of the TIN where the reason is about
-- them, else those nearest. Where several people are equally near and differ, it shows nothing.
CREATE OR REPLACE TEMP TABLE match_shown AS
WITH ranked AS (
    SELECT
        s.*,
        CASE
            WHEN v.reason IN ('tin_of_another_name', 'address_differs', 'tin_elsewhere')
                THEN CASE WHEN s.person_no = v.holder_no THEN 0 END
            WHEN v.candidate_no IS NOT NULL
                THEN CASE WHEN s.person_no = v.candidate_no THEN 0 END
            WHEN s.near THEN 10 * s.name_level + s.address_level
        END AS distance
    FROM match_judged AS s
    JOIN match_verdict AS v USING (request_no)
)
SELECT
    request_no,
    any_value(name_level) AS name_level,
    any_value(address_level) AS address_level,
    CASE WHEN count(DISTINCT cell) = 1 THEN any_value(cell) END AS cell,
    CASE WHEN count(DISTINCT mi) = 1 THEN any_value(mi) END AS mi,
    CASE WHEN count(DISTINCT suffix_cmp) = 1 THEN any_value(suffix_cmp) END AS suffix_cmp,
    CASE WHEN count(DISTINCT tin_cmp) = 1 THEN any_value(tin_cmp) END AS tin_cmp,
    CASE WHEN count(DISTINCT dob_cmp) = 1 THEN any_value(dob_cmp) END AS dob_cmp
FROM (SELECT *, min(distance) OVER (PARTITION BY request_no) AS nearest FROM ranked)
WHERE distance = nearest
GROUP BY request_no;

INSERT INTO match_result_new
SELECT
    v.request_id, a.answer, v.reason,
    CASE a.answer WHEN 'one' THEN 'agrees' WHEN 'mismatch' THEN 'disagrees' END AS comparison,
    s.cell,
    s.name_level, s.address_level, s.mi, s.suffix_cmp, s.tin_cmp, s.dob_cmp,
    v.n_candidates, v.n_rivals,
    v.hold,
    CASE WHEN a.answer = 'one' THEN p.person_id END AS person_id
FROM match_verdict AS v
JOIN match_answer AS a USING (reason)
LEFT JOIN match_shown AS s USING (request_no)
LEFT JOIN roster_person AS p ON p.person_no = v.candidate_no;

INSERT INTO match_candidate_new
SELECT
    r.request_id, p.person_id, s.name_level, s.address_level,
    s.mi, s.suffix_cmp, s.tin_cmp, s.dob_cmp, s.address_open, s.dependent_only,
    concat_ws(',',
        CASE WHEN s.mi = 'conflict' THEN 'middle' END,
        CASE WHEN s.suffix_cmp = 'conflict' THEN 'suffix' END,
        CASE WHEN s.tin_cmp = 'conflict' THEN 'tin' END,
        CASE WHEN s.dob_cmp = 'conflict' THEN 'dob' END) AS vetoes,
    s.candidate, coalesce(o.rival, false) AS rival
FROM match_judged AS s
JOIN match_slice AS r USING (request_no)
JOIN roster_person AS p USING (person_no)
LEFT JOIN match_others AS o USING (request_no, person_no);
