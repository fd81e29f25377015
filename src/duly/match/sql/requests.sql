-- Every request once, in the form of the roster, with its flags.
CREATE OR REPLACE TEMP TABLE match_request AS
SELECT
    row_number() OVER () AS request_no,
    hash(n.request_id::VARCHAR) % $slices AS slice,
    n.*,
    CASE
        WHEN n.address_class = 'po_box' THEN 'po_box'
        WHEN n.address_class = 'institution' THEN 'institution'
        WHEN n.address_class NOT IN ('ok', 'ok_rural', 'ok_military')
            OR n.address_class IS NULL OR n."key" IS NULL THEN 'address_unusable'
        WHEN regexp_matches(n.address_reasons,
            '\b(government_zip|zip_single_customer|private_mailbox|care_of)\b') THEN 'shared_address'
        WHEN (SELECT c.people > $max_people FROM roster_crowd AS c WHERE c.spot = n."key")
            THEN 'crowded'
        WHEN n.unit IS NULL AND
            (SELECT c.people > $max_people FROM roster_crowd AS c
             WHERE c.spot = n.line_key || '|line') THEN 'crowded'
    END AS address_hold
FROM match_request_named AS n;
