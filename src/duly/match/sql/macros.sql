-- Names and levels, as functions. A level says how far two records are apart: 0 is the same,
-- NULL is "certainly different". Missing parts never make two records different.

-- Text -------------------------------------------------------------------------------------

-- Apostrophes and full stops vanish (O'BRIEN, JR.); other punctuation parts tokens (hyphens).
-- What is not ASCII has been through names.fold() already and stays as it is.
CREATE OR REPLACE TEMP MACRO duly_name_text(folded) AS
    nullif(trim(regexp_replace(
        regexp_replace(upper(folded), '[''.`]', '', 'g'),
        '[^A-Z0-9\x{80}-\x{10FFFF}]+', ' ', 'g')), '');

CREATE OR REPLACE TEMP MACRO duly_suffix_word(word) AS
    map_extract_value(MAP {
        'JR': 'JR', 'JUNIOR': 'JR', 'JNR': 'JR', 'HIJO': 'JR', 'SR': 'SR', 'SENIOR': 'SR',
        'SNR': 'SR', 'PADRE': 'SR', 'II': 'II', '2ND': 'II', '2D': 'II', 'III': 'III',
        '3RD': 'III', '3D': 'III', 'IV': 'IV', '4TH': 'IV'}, word);

-- A suffix written at the end of another field, never the whole of a surname or first name.
CREATE OR REPLACE TEMP MACRO duly_trailing_suffix(name_text) AS
    duly_suffix_word(regexp_extract(name_text, ' ([^ ]+)$', 1));

-- Nine digits, or nothing; a number made of one digit, or counted up, identifies nobody.
CREATE OR REPLACE TEMP MACRO duly_tin(raw) AS
    nullif(regexp_replace(
        regexp_replace(
            regexp_extract(raw, '^ *((?:[0-9][ \-]?){8}[0-9]) *$', 1), '[ \-]', '', 'g'),
        '^(0+|1+|2+|3+|4+|5+|6+|7+|8+|9+|123456789|987654321)$', ''), '');

-- A day that stands for "not known" (1 January 1900) or on which nobody now alive was born.
CREATE OR REPLACE TEMP MACRO duly_birth(day) AS
    CASE WHEN day > DATE '1901-01-01' AND day < DATE '2100-01-01' THEN day END;

-- One keystroke apart: written only for words long enough that a slip is the likelier story.
-- One slip leaves the first or the last letter as it was. CASE, because it alone does not compute
-- what it does not need.
CREATE OR REPLACE TEMP MACRO duly_slip(a, b, shortest) AS
    CASE WHEN length(a) >= shortest AND length(b) >= shortest
            AND length(a) - length(b) BETWEEN -1 AND 1
            AND (a[1] = b[1] OR a[-1] = b[-1])
        THEN damerau_levenshtein(a, b) <= 1 ELSE false END;

-- All parts of one name stand in the other; two names of one part each were compared before.
CREATE OR REPLACE TEMP MACRO duly_within(r_tokens, p_tokens) AS
    CASE WHEN len(r_tokens) > 1 OR len(p_tokens) > 1
        THEN list_has_all(r_tokens, p_tokens) OR list_has_all(p_tokens, r_tokens)
        ELSE false END;

-- Names ------------------------------------------------------------------------------------

-- r: the request's, p: the person's. 0 same, 1 short form, 2 one slip, 3 could be, 4 initial.
CREATE OR REPLACE TEMP MACRO duly_first_level(r, p, r_tokens, p_tokens, is_nickname) AS
    CASE
        WHEN r IS NULL OR p IS NULL THEN 3
        WHEN r = p THEN 0
        WHEN is_nickname THEN 1
        WHEN least(length(r), length(p)) = 1 AND r[1] = p[1] THEN 3
        WHEN least(length(r), length(p)) >= 3 AND (starts_with(r, p) OR starts_with(p, r)) THEN 1
        WHEN duly_slip(r, p, 3) THEN 2
        WHEN duly_within(r_tokens, p_tokens) THEN 3
        WHEN r[1] = p[1] THEN 4
    END;

-- 0 same, 2 one slip, 3 could be (blank, or a part of a double surname), 4 shares a part.
CREATE OR REPLACE TEMP MACRO duly_last_level(r, p, r_tokens, p_tokens) AS
    CASE
        WHEN r IS NULL OR p IS NULL THEN 3
        WHEN r = p THEN 0
        WHEN duly_slip(r, p, 4) THEN 2
        WHEN duly_within(r_tokens, p_tokens) THEN 3
        WHEN len(r_tokens) > 1 OR len(p_tokens) > 1 THEN
            CASE WHEN list_has_any(r_tokens, p_tokens) THEN 4 END
    END;

CREATE OR REPLACE TEMP MACRO duly_name_level(first_level, last_level, crossed) AS
    CASE
        WHEN first_level = 0 AND last_level = 0 THEN 0
        WHEN first_level = 1 AND last_level = 0 THEN 1
        WHEN first_level = 2 AND last_level = 0 THEN 2
        WHEN first_level = 0 AND last_level = 2 THEN 2
        WHEN first_level <= 3 AND last_level <= 3 THEN 3
        WHEN crossed THEN 3
        WHEN first_level = 4 AND last_level <= 3 THEN 4
        WHEN first_level <= 2 AND last_level = 4 THEN 4
        WHEN first_level <= 1 THEN 4  -- another surname: married, or somebody else
    END;

-- Is a spelling a name of its own, beside the other spelling? See the lexicon test in compare.sql.
CREATE OR REPLACE TEMP MACRO duly_known(listed, people, people_other) AS
    coalesce(listed, false)
    OR (coalesce(people, 0) >= 3 AND coalesce(people, 0) * 100 >= coalesce(people_other, 0));

-- First and last name exchanged, or known by the middle name.
CREATE OR REPLACE TEMP MACRO duly_crossed(r_first, r_middle, r_last, p_first, p_middle, p_last) AS
    coalesce(
        (r_first = p_last AND r_last = p_first)
        OR (r_last = p_last AND length(r_middle) > 1 AND r_middle = p_first)
        OR (r_last = p_last AND length(p_middle) > 1 AND p_middle = r_first), false);

-- An initial agrees with every name that begins with it. Two whole names agree if they are the
-- same; one slip apart (Luis, Luisa) they may be one or two, so nothing was compared.
CREATE OR REPLACE TEMP MACRO duly_middle(r, p) AS
    CASE
        WHEN r IS NULL OR p IS NULL THEN 'absent'
        WHEN r[1] <> p[1] THEN 'conflict'
        WHEN r = p OR length(r) = 1 OR length(p) = 1 THEN 'agree'
        WHEN damerau_levenshtein(r, p) <= 1 THEN 'absent'
        ELSE 'conflict'
    END;

CREATE OR REPLACE TEMP MACRO duly_suffix(r, p) AS
    CASE
        WHEN r IS NULL AND p IS NULL THEN 'absent'
        WHEN r IS NULL OR p IS NULL THEN 'one_sided'
        WHEN r = p THEN 'agree'
        ELSE 'conflict'
    END;

CREATE OR REPLACE TEMP MACRO duly_equal(r, p) AS
    CASE WHEN r IS NULL OR p IS NULL THEN 'absent' WHEN r = p THEN 'agree' ELSE 'conflict' END;

-- Addresses --------------------------------------------------------------------------------

-- Number, street: 0 same, 1 missing on one side or one slip, 2 different.
CREATE OR REPLACE TEMP MACRO duly_element(r, p, shortest) AS
    CASE
        WHEN r IS NULL OR p IS NULL THEN 1
        WHEN r = p THEN 0
        WHEN duly_slip(r, p, shortest) THEN 1
        ELSE 2
    END;

-- Streets too: two slips in a long name; and a suffix so damaged that it was read as a word of the
-- name ("41ST STREED" for "41ST ST").
CREATE OR REPLACE TEMP MACRO duly_street(r, p, r_suffix, p_suffix) AS
    CASE
        WHEN duly_element(r, p, 4) < 2 THEN duly_element(r, p, 4)
        WHEN length(r) >= 8 AND length(p) >= 8 AND length(r) - length(p) BETWEEN -2 AND 2
            AND damerau_levenshtein(r, p) <= 2 THEN 1
        WHEN r_suffix IS NULL AND p_suffix IS NOT NULL AND starts_with(r, p || ' ')
            AND NOT contains(r[length(p) + 2:], ' ') THEN 1
        WHEN p_suffix IS NULL AND r_suffix IS NOT NULL AND starts_with(p, r || ' ')
            AND NOT contains(p[length(r) + 2:], ' ') THEN 1
        ELSE 2
    END;

-- Directional, suffix, unit: missing on both sides is the same; there is no slip in two letters.
CREATE OR REPLACE TEMP MACRO duly_minor(r, p) AS
    CASE
        WHEN r IS NOT DISTINCT FROM p THEN 0
        WHEN r IS NULL OR p IS NULL THEN 1
        ELSE 2
    END;

-- The place: equal ZIPs, or equal city and state, are the same place; a ZIP off by a slip may be.
CREATE OR REPLACE TEMP MACRO duly_place(r_zip, p_zip, r_city, p_city, r_state, p_state) AS
    CASE
        WHEN r_zip = p_zip THEN 0
        WHEN r_city = p_city AND r_state IS NOT DISTINCT FROM p_state THEN 0
        WHEN duly_slip(r_zip, p_zip, 5) THEN 1
        WHEN r_zip <> p_zip OR r_city <> p_city OR r_state <> p_state THEN 2
        ELSE 1
    END;

-- 0 same delivery point; 1 city or ZIP written otherwise; 2 unit, directional or suffix on one
-- side only; 3 street or place damaged, or a part missing; 4 directional or suffix different, or a
-- number one slip away, which may be another house; 5 another unit; 6 another number in the street,
-- or nothing to compare; 7 elsewhere. "slipped": both numbers are there and differ by one slip.
CREATE OR REPLACE TEMP MACRO duly_address_level(
    same_key, boxed, number, street, place, part, unit, slipped) AS
    CASE
        WHEN same_key THEN 0
        WHEN place = 2 THEN 7
        WHEN boxed THEN 6
        WHEN number = 2 AND street = 0 THEN 6
        WHEN number = 2 OR street = 2 THEN 7
        WHEN number = 1 AND street = 1 AND place = 1 THEN 6
        WHEN unit = 2 THEN 5
        WHEN part = 2 OR slipped THEN 4
        WHEN number = 1 OR street = 1 OR place = 1 THEN 3
        WHEN unit = 1 OR part = 1 THEN 2
        ELSE 1
    END;

-- Apartment, suite, unit, room and # are one, as in the gate's key.
CREATE OR REPLACE TEMP MACRO duly_unit(unit) AS
    nullif(replace(array_to_string(list_filter(
        string_split(unit, ' '),
        lambda word: word NOT IN
            ('APT', 'STE', 'UNIT', 'RM', '#', 'SPC', 'LOT', 'TRLR', 'PMB', 'BOX')
    ), ''), '-', ''), '');

-- A street on file whose number, name and place are all there can be told from another.
CREATE OR REPLACE TEMP MACRO duly_comparable(number, street, city, zip5) AS
    number IS NOT NULL AND street IS NOT NULL AND (city IS NOT NULL OR zip5 IS NOT NULL);

-- A request has a suffix of its own (JR), so the street's is read from the gate's line.
CREATE OR REPLACE TEMP MACRO duly_street_suffix(line, head, postdirectional) AS
    CASE WHEN starts_with(line, head || ' ') THEN nullif(trim(
        CASE WHEN postdirectional IS NULL THEN line[length(head) + 2:]
             ELSE rtrim(line[length(head) + 2:length(line) - length(postdirectional)]) END), '')
    END;

-- Blocks --------------------------------------------------------------------------------------

-- Two records are compared if they share one of seven blocks. Between two records of a person with
-- one part damaged, or of two people who could be mistaken for one another, at least one holds:
-- 1 finds a damaged street, 2 a damaged ZIP and city, 3 a damaged number, 4 a damaged ZIP or name;
-- 5 and 6 are for records without a street or a number, and 7 for people of whom no place is
-- known. Who asks looks into 5 to 7 always. A part that is missing makes its blocks NULL. Blocks are
-- hashes: equal hashes of different texts only add a comparison.
CREATE OR REPLACE TEMP MACRO duly_blocks(asking, first, last, number, street, city, zip5) AS [
    CASE WHEN zip5 IS NOT NULL AND number IS NOT NULL AND street IS NOT NULL
        THEN hash(1, zip5, number, street[1:2]) END,
    CASE WHEN first IS NOT NULL AND last IS NOT NULL AND number IS NOT NULL
        THEN hash(2, first, last, number) END,
    CASE WHEN zip5 IS NOT NULL AND street IS NOT NULL AND last IS NOT NULL
        THEN hash(3, zip5, street, last) END,
    CASE WHEN number IS NOT NULL AND street IS NOT NULL AND city IS NOT NULL
        THEN hash(4, number, street, city) END,
    CASE WHEN (asking OR street IS NULL) AND zip5 IS NOT NULL AND number IS NOT NULL
        THEN hash(5, zip5, number) END,
    CASE WHEN (asking OR number IS NULL) AND zip5 IS NOT NULL AND street IS NOT NULL
        THEN hash(6, zip5, street) END,
    CASE WHEN (asking OR (zip5 IS NULL AND city IS NULL))
        AND first IS NOT NULL AND last IS NOT NULL
        THEN hash(7, first, last) END
    ];
