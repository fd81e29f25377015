-- 26 U.S.C. § 6103(i)(2) with its readings, written by hand in DuckDB SQL.
--
-- The benchmark (bench/law.py) compares duly's generated SQL with this file. It answers the
-- same columns: two masks (bits surely true, bits unknown, in the order of duly's layout) and
-- one outcome per reading, for a table "facts" with one column per fact. A change to the
-- provision's elements needs a change here; the benchmark compares every row and stops where
-- one differs.
--
-- What an SQL author can do for speed is done: each text is scanned for forbidden characters
-- once (both forms of the reason allow the same ones) and its beginning is tested by a prefix
-- that stops early; each list of words is compared once; groups are made from the columns of
-- their parts; bits of conditions that are never unknown are left out of that mask; the
-- outcomes come from the masks by one AND per test; equalities stand in place of lists,
-- because a list of five or more constants becomes a join.
--
-- Absence of name, periods, statute or reason is "none" (false); any other NULL is unknown.

WITH
texts AS (
  SELECT *,
    coalesce(regexp_matches(reason, '\A[ !-~\x{a1}-\x{1fff}\x{2010}-\x{205e}\x{2070}-\x{d7ff}\x{fb00}-\x{fffd}]*\z'), FALSE) AS reason_clean,
    regexp_matches(reason, '\A *[!-~\x{a1}-\x{1fff}\x{2010}-\x{205e}\x{2070}-\x{d7ff}\x{fb00}-\x{fffd}]+ +[!-~\x{a1}-\x{1fff}\x{2010}-\x{205e}\x{2070}-\x{d7ff}\x{fb00}-\x{fffd}]+ +[!-~\x{a1}-\x{1fff}\x{2010}-\x{205e}\x{2070}-\x{d7ff}\x{fb00}-\x{fffd}]') AS reason_words,
    regexp_matches(reason, '\A[ -/:-@\[-`{-~\x{a1}-\x{bf}\x{2010}-\x{205e}\x{2070}-\x{2bff}]*[A-Za-z\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{24f}\x{370}-\x{4ff}\x{530}-\x{13fc}\x{1e00}-\x{1fff}\x{3040}-\x{9fff}\x{ac00}-\x{d7a3}0-9][ -/:-@\[-`{-~\x{a1}-\x{bf}\x{2010}-\x{205e}\x{2070}-\x{2bff}]*[A-Za-z\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{24f}\x{370}-\x{4ff}\x{530}-\x{13fc}\x{1e00}-\x{1fff}\x{3040}-\x{9fff}\x{ac00}-\x{d7a3}0-9][ -/:-@\[-`{-~\x{a1}-\x{bf}\x{2010}-\x{205e}\x{2070}-\x{2bff}]*[A-Za-z\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{24f}\x{370}-\x{4ff}\x{530}-\x{13fc}\x{1e00}-\x{1fff}\x{3040}-\x{9fff}\x{ac00}-\x{d7a3}0-9]') AS reason_substance,
    regexp_matches(matter_id, '\A[ -/:-@\[-`{-~\x{a1}-\x{bf}\x{2010}-\x{205e}\x{2070}-\x{2bff}]*[A-Za-z\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{24f}\x{370}-\x{4ff}\x{530}-\x{13fc}\x{1e00}-\x{1fff}\x{3040}-\x{9fff}\x{ac00}-\x{d7a3}0-9][ -/:-@\[-`{-~\x{a1}-\x{bf}\x{2010}-\x{205e}\x{2070}-\x{2bff}]*[A-Za-z\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{24f}\x{370}-\x{4ff}\x{530}-\x{13fc}\x{1e00}-\x{1fff}\x{3040}-\x{9fff}\x{ac00}-\x{d7a3}0-9][ -/:-@\[-`{-~\x{a1}-\x{bf}\x{2010}-\x{205e}\x{2070}-\x{2bff}]*[A-Za-z\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{24f}\x{370}-\x{4ff}\x{530}-\x{13fc}\x{1e00}-\x{1fff}\x{3040}-\x{9fff}\x{ac00}-\x{d7a3}0-9][ !-~\x{a1}-\x{1fff}\x{2010}-\x{205e}\x{2070}-\x{d7ff}\x{fb00}-\x{fffd}]*\z') AS matter_named,
    coalesce(regexp_matches(statute, '\A[ -/:-@\[-`{-~\x{a1}-\x{bf}\x{2010}-\x{205e}\x{2070}-\x{2bff}]*[A-Za-z\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{24f}\x{370}-\x{4ff}\x{530}-\x{13fc}\x{1e00}-\x{1fff}\x{3040}-\x{9fff}\x{ac00}-\x{d7a3}0-9][ -/:-@\[-`{-~\x{a1}-\x{bf}\x{2010}-\x{205e}\x{2070}-\x{2bff}]*[A-Za-z\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{24f}\x{370}-\x{4ff}\x{530}-\x{13fc}\x{1e00}-\x{1fff}\x{3040}-\x{9fff}\x{ac00}-\x{d7a3}0-9][ -/:-@\[-`{-~\x{a1}-\x{bf}\x{2010}-\x{205e}\x{2070}-\x{2bff}]*[A-Za-z\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{24f}\x{370}-\x{4ff}\x{530}-\x{13fc}\x{1e00}-\x{1fff}\x{3040}-\x{9fff}\x{ac00}-\x{d7a3}0-9][ !-~\x{a1}-\x{1fff}\x{2010}-\x{205e}\x{2070}-\x{d7ff}\x{fb00}-\x{fffd}]*\z'), FALSE) AS statute_given,
    coalesce(regexp_matches(taxpayer_name,
      '\A[ '',-.0-9\x{2019}\x{300}-\x{36f}]*[A-Za-z\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{24f}\x{370}-\x{4ff}\x{530}-\x{13fc}\x{1e00}-\x{1fff}\x{3040}-\x{9fff}\x{ac00}-\x{d7a3}][ '',-.0-9\x{2019}\x{300}-\x{36f}]*[A-Za-z\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{24f}\x{370}-\x{4ff}\x{530}-\x{13fc}\x{1e00}-\x{1fff}\x{3040}-\x{9fff}\x{ac00}-\x{d7a3}][A-Za-z\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{24f}\x{370}-\x{4ff}\x{530}-\x{13fc}\x{1e00}-\x{1fff}\x{3040}-\x{9fff}\x{ac00}-\x{d7a3} '',-.0-9\x{2019}\x{300}-\x{36f}]*\z'), FALSE) AS name_given,
    coalesce(regexp_matches(periods, '\A(?:19|20)[0-9]{2}(?:Q[1-4])?(?:-(?:19|20)[0-9]{2}(?:Q[1-4])?)?(?:[,;] ?(?:19|20)[0-9]{2}(?:Q[1-4])?(?:-(?:19|20)[0-9]{2}(?:Q[1-4])?)?){0,100}\z'), FALSE)
      AS periods_given,
    coalesce(regexp_matches(statute, '\A26 USC [ !-~\x{a1}-\x{1fff}\x{2010}-\x{205e}\x{2070}-\x{d7ff}\x{fb00}-\x{fffd}]+\z'), FALSE) AS title_26,
    coalesce(statute = '8 USC 1253(a)(1)' OR statute = '8 USC 1253(a)(1)(A)'
      OR statute = '8 USC 1253(a)(1)(B)' OR statute = '8 USC 1253(a)(1)(C)'
      OR statute = '8 USC 1253(a)(1)(D)', FALSE) AS cites_1253,
    coalesce(statute = '18 USC 1343', FALSE) AS cites_fraud,
    coalesce(statute = '8 USC 1324d' OR statute = '8 USC 1229c(d)' OR statute = '8 USC 1325(b)',
      FALSE) AS cites_civil,
    (item = 'mailing_address' OR item = 'name' OR item = 'tin') AS item_identity,
    (item = 'third_party_information' OR item = 'summoned_record') AS item_other,
    (signer_office = 'agency_head' OR signer_office = 'inspector_general') AS who_head,
    (department = 'doj' AND (signer_office = 'attorney_general'
      OR signer_office = 'deputy_attorney_general' OR signer_office = 'associate_attorney_general'
      OR signer_office = 'assistant_attorney_general' OR signer_office = 'fbi_director'
      OR signer_office = 'dea_administrator' OR signer_office = 'united_states_attorney'
      OR signer_office = 'special_prosecutor'
      OR signer_office = 'strike_force_attorney_in_charge')) AS who_justice,
    signer_office = 'component_head' AS component,
    matter_kind = 'preparation_for_proceeding' AS matter_preparation,
    matter_kind = 'investigation' AS matter_investigation,
    matter_kind = 'grand_jury' AS matter_jury,
    matter_kind = 'missing_or_exploited_child' AS child,
    recipient_role = 'case_personnel' AS case_personnel,
    address_comparison = 'agrees' AS address_agrees,
    ((acts & 1) <> 0 AND order_final_on + 90 < as_of) AS act_a,
    (acts & 2) <> 0 AS act_b,
    (acts & 4) <> 0 AS act_c,
    (acts & 8) <> 0 AS act_d
  FROM facts
),
elements AS (
  SELECT *,
    authority_kind = 'title_26' AS authority,
    (item_identity OR item_other) AS item_ok,
    (who_head OR who_justice) AS who_under_b,
    (component AND component_head_opinion) AS who_component,
    (who_head OR who_justice OR component) AS who_under_a,
    NOT signer_delegated AS not_delegated,
    recipient_employment = 'employee_of_agency' AS recipient_agency,
    (recipient_named AND case_personnel AND (NOT officer_shared OR engagement_confirmed))
      AS recipient_engaged,
    (recipient_named AND (case_personnel OR recipient_role = 'responsible_official'))
      AS engaged_under_a,
    (matter_preparation OR matter_investigation OR matter_jury OR child) AS matter,
    (matter_status = 'open' AND matter_opened_on <= as_of) AS live,
    (child OR cites_1253 OR cites_fraud OR (NOT cites_civil AND statute_criminal)) AS criminal,
    (child OR cites_1253 OR cites_fraud OR (NOT title_26 AND statute_nontax)) AS nontax,
    (child OR us_party) AS party,
    (uses <> 0 AND (uses & 120) = 0) AS solely,
    (uses & 7) <> 0 AS solely_under_a,
    (address_present AND address_complete AND address_locates AND address_agrees) AS address,
    (reason_clean AND reason_words AND reason_substance) AS reason_given,
    (NOT cites_1253 OR (order_final_on <= as_of AND NOT order_stayed)) AS s1253_order,
    (NOT cites_1253 OR order_ground = '1227a') AS s1253_class,
    (NOT cites_1253 OR act_a OR act_b OR act_c OR act_d) AS s1253_act,
    (NOT cites_1253 OR NOT relief_pending OR exception_inapplicable) AS s1253_exc,
    NOT i6_determination AS no_i6,
    NOT values_copied AS scale_under_b
  FROM texts
),
groups AS (
  SELECT *,
    (who_under_b OR who_component) AS who,
    (reason_given AND reason_specific) AS reason_ok,
    (s1253_order AND s1253_class AND s1253_act AND s1253_exc) AS s1253
  FROM elements
),
packed AS (
  SELECT request,
    CASE WHEN authority THEN 1::BIGINT ELSE 0::BIGINT END
    + CASE WHEN item_ok THEN 2::BIGINT ELSE 0::BIGINT END
    + CASE WHEN item_identity THEN 4::BIGINT ELSE 0::BIGINT END
    + CASE WHEN item_other THEN 8::BIGINT ELSE 0::BIGINT END
    + CASE WHEN received THEN 16::BIGINT ELSE 0::BIGINT END
    + CASE WHEN written THEN 32::BIGINT ELSE 0::BIGINT END
    + CASE WHEN federal_agency THEN 64::BIGINT ELSE 0::BIGINT END
    + CASE WHEN who THEN 128::BIGINT ELSE 0::BIGINT END
    + CASE WHEN who_head THEN 256::BIGINT ELSE 0::BIGINT END
    + CASE WHEN who_justice THEN 512::BIGINT ELSE 0::BIGINT END
    + CASE WHEN who_component THEN 1024::BIGINT ELSE 0::BIGINT END
    + CASE WHEN not_delegated THEN 2048::BIGINT ELSE 0::BIGINT END
    + CASE WHEN recipient_agency THEN 4096::BIGINT ELSE 0::BIGINT END
    + CASE WHEN recipient_engaged THEN 8192::BIGINT ELSE 0::BIGINT END
    + CASE WHEN matter THEN 16384::BIGINT ELSE 0::BIGINT END
    + CASE WHEN matter_preparation THEN 32768::BIGINT ELSE 0::BIGINT END
    + CASE WHEN matter_investigation THEN 65536::BIGINT ELSE 0::BIGINT END
    + CASE WHEN matter_jury THEN 131072::BIGINT ELSE 0::BIGINT END
    + CASE WHEN child THEN 262144::BIGINT ELSE 0::BIGINT END
    + CASE WHEN matter_named THEN 524288::BIGINT ELSE 0::BIGINT END
    + CASE WHEN live THEN 1048576::BIGINT ELSE 0::BIGINT END
    + CASE WHEN criminal THEN 2097152::BIGINT ELSE 0::BIGINT END
    + CASE WHEN nontax THEN 4194304::BIGINT ELSE 0::BIGINT END
    + CASE WHEN party THEN 8388608::BIGINT ELSE 0::BIGINT END
    + CASE WHEN solely THEN 16777216::BIGINT ELSE 0::BIGINT END
    + CASE WHEN name_given THEN 33554432::BIGINT ELSE 0::BIGINT END
    + CASE WHEN address THEN 67108864::BIGINT ELSE 0::BIGINT END
    + CASE WHEN address_present THEN 134217728::BIGINT ELSE 0::BIGINT END
    + CASE WHEN address_complete THEN 268435456::BIGINT ELSE 0::BIGINT END
    + CASE WHEN address_locates THEN 536870912::BIGINT ELSE 0::BIGINT END
    + CASE WHEN address_agrees THEN 1073741824::BIGINT ELSE 0::BIGINT END
    + CASE WHEN periods_given THEN 2147483648::BIGINT ELSE 0::BIGINT END
    + CASE WHEN statute_given THEN 4294967296::BIGINT ELSE 0::BIGINT END
    + CASE WHEN reason_ok THEN 8589934592::BIGINT ELSE 0::BIGINT END
    + CASE WHEN reason_given THEN 17179869184::BIGINT ELSE 0::BIGINT END
    + CASE WHEN reason_specific THEN 34359738368::BIGINT ELSE 0::BIGINT END
    + 68719476736
    + CASE WHEN safeguards_met THEN 137438953472::BIGINT ELSE 0::BIGINT END
    + CASE WHEN s1253 THEN 274877906944::BIGINT ELSE 0::BIGINT END
    + CASE WHEN s1253_order THEN 549755813888::BIGINT ELSE 0::BIGINT END
    + CASE WHEN s1253_class THEN 1099511627776::BIGINT ELSE 0::BIGINT END
    + CASE WHEN s1253_act THEN 2199023255552::BIGINT ELSE 0::BIGINT END
    + CASE WHEN act_a THEN 4398046511104::BIGINT ELSE 0::BIGINT END
    + CASE WHEN act_b THEN 8796093022208::BIGINT ELSE 0::BIGINT END
    + CASE WHEN act_c THEN 17592186044416::BIGINT ELSE 0::BIGINT END
    + CASE WHEN act_d THEN 35184372088832::BIGINT ELSE 0::BIGINT END
    + CASE WHEN s1253_exc THEN 70368744177664::BIGINT ELSE 0::BIGINT END
    + CASE WHEN no_i6 THEN 140737488355328::BIGINT ELSE 0::BIGINT END
    + CASE WHEN cites_1253 THEN 281474976710656::BIGINT ELSE 0::BIGINT END
    + CASE WHEN item_other THEN 562949953421312::BIGINT ELSE 0::BIGINT END
    + CASE WHEN who_under_b THEN 1125899906842624::BIGINT ELSE 0::BIGINT END
    + CASE WHEN who_under_a THEN 2251799813685248::BIGINT ELSE 0::BIGINT END
    + CASE WHEN engaged_under_a THEN 4503599627370496::BIGINT ELSE 0::BIGINT END
    + CASE WHEN scale_under_b THEN 9007199254740992::BIGINT ELSE 0::BIGINT END
    + CASE WHEN solely_under_a THEN 18014398509481984::BIGINT ELSE 0::BIGINT END
    + 36028797018963968 AS true_0,
    CASE WHEN authority IS NULL THEN 1::BIGINT ELSE 0::BIGINT END
    + CASE WHEN item_ok IS NULL THEN 2::BIGINT ELSE 0::BIGINT END
    + CASE WHEN item_identity IS NULL THEN 4::BIGINT ELSE 0::BIGINT END
    + CASE WHEN item_other IS NULL THEN 8::BIGINT ELSE 0::BIGINT END
    + CASE WHEN received IS NULL THEN 16::BIGINT ELSE 0::BIGINT END
    + CASE WHEN written IS NULL THEN 32::BIGINT ELSE 0::BIGINT END
    + CASE WHEN federal_agency IS NULL THEN 64::BIGINT ELSE 0::BIGINT END
    + CASE WHEN who IS NULL THEN 128::BIGINT ELSE 0::BIGINT END
    + CASE WHEN who_head IS NULL THEN 256::BIGINT ELSE 0::BIGINT END
    + CASE WHEN who_justice IS NULL THEN 512::BIGINT ELSE 0::BIGINT END
    + CASE WHEN who_component IS NULL THEN 1024::BIGINT ELSE 0::BIGINT END
    + CASE WHEN not_delegated IS NULL THEN 2048::BIGINT ELSE 0::BIGINT END
    + CASE WHEN recipient_agency IS NULL THEN 4096::BIGINT ELSE 0::BIGINT END
    + CASE WHEN recipient_engaged IS NULL THEN 8192::BIGINT ELSE 0::BIGINT END
    + CASE WHEN matter IS NULL THEN 16384::BIGINT ELSE 0::BIGINT END
    + CASE WHEN matter_preparation IS NULL THEN 32768::BIGINT ELSE 0::BIGINT END
    + CASE WHEN matter_investigation IS NULL THEN 65536::BIGINT ELSE 0::BIGINT END
    + CASE WHEN matter_jury IS NULL THEN 131072::BIGINT ELSE 0::BIGINT END
    + CASE WHEN child IS NULL THEN 262144::BIGINT ELSE 0::BIGINT END
    + CASE WHEN matter_named IS NULL THEN 524288::BIGINT ELSE 0::BIGINT END
    + CASE WHEN live IS NULL THEN 1048576::BIGINT ELSE 0::BIGINT END
    + CASE WHEN criminal IS NULL THEN 2097152::BIGINT ELSE 0::BIGINT END
    + CASE WHEN nontax IS NULL THEN 4194304::BIGINT ELSE 0::BIGINT END
    + CASE WHEN party IS NULL THEN 8388608::BIGINT ELSE 0::BIGINT END
    + CASE WHEN solely IS NULL THEN 16777216::BIGINT ELSE 0::BIGINT END
    + CASE WHEN address IS NULL THEN 67108864::BIGINT ELSE 0::BIGINT END
    + CASE WHEN address_present IS NULL THEN 134217728::BIGINT ELSE 0::BIGINT END
    + CASE WHEN address_complete IS NULL THEN 268435456::BIGINT ELSE 0::BIGINT END
    + CASE WHEN address_locates IS NULL THEN 536870912::BIGINT ELSE 0::BIGINT END
    + CASE WHEN address_agrees IS NULL THEN 1073741824::BIGINT ELSE 0::BIGINT END
    + CASE WHEN reason_ok IS NULL THEN 8589934592::BIGINT ELSE 0::BIGINT END
    + CASE WHEN reason_specific IS NULL THEN 34359738368::BIGINT ELSE 0::BIGINT END
    + CASE WHEN safeguards_met IS NULL THEN 137438953472::BIGINT ELSE 0::BIGINT END
    + CASE WHEN s1253 IS NULL THEN 274877906944::BIGINT ELSE 0::BIGINT END
    + CASE WHEN s1253_order IS NULL THEN 549755813888::BIGINT ELSE 0::BIGINT END
    + CASE WHEN s1253_class IS NULL THEN 1099511627776::BIGINT ELSE 0::BIGINT END
    + CASE WHEN s1253_act IS NULL THEN 2199023255552::BIGINT ELSE 0::BIGINT END
    + CASE WHEN act_a IS NULL THEN 4398046511104::BIGINT ELSE 0::BIGINT END
    + CASE WHEN act_b IS NULL THEN 8796093022208::BIGINT ELSE 0::BIGINT END
    + CASE WHEN act_c IS NULL THEN 17592186044416::BIGINT ELSE 0::BIGINT END
    + CASE WHEN act_d IS NULL THEN 35184372088832::BIGINT ELSE 0::BIGINT END
    + CASE WHEN s1253_exc IS NULL THEN 70368744177664::BIGINT ELSE 0::BIGINT END
    + CASE WHEN no_i6 IS NULL THEN 140737488355328::BIGINT ELSE 0::BIGINT END
    + CASE WHEN item_other IS NULL THEN 562949953421312::BIGINT ELSE 0::BIGINT END
    + CASE WHEN who_under_b IS NULL THEN 1125899906842624::BIGINT ELSE 0::BIGINT END
    + CASE WHEN who_under_a IS NULL THEN 2251799813685248::BIGINT ELSE 0::BIGINT END
    + CASE WHEN engaged_under_a IS NULL THEN 4503599627370496::BIGINT ELSE 0::BIGINT END
    + CASE WHEN scale_under_b IS NULL THEN 9007199254740992::BIGINT ELSE 0::BIGINT END
    + CASE WHEN solely_under_a IS NULL THEN 18014398509481984::BIGINT ELSE 0::BIGINT END AS unknown_0
  FROM groups
),
masks AS (SELECT *, true_0 | unknown_0 AS possible FROM packed),
outcomes AS (
  SELECT request, true_0, unknown_0,
    CASE WHEN (possible & 74483255245043) <> 74483255245043 THEN 'DENY'
      WHEN (possible & 140737488355328) = 0 THEN 'BARRED'
      WHEN (unknown_0 & 215220743600371) <> 0 THEN 'HOLD' ELSE 'SHALL' END AS operating,
    CASE WHEN (possible & 74482181503219) <> 74482181503219 THEN 'DENY'
      WHEN (possible & 140737488355328) = 0 THEN 'BARRED'
      WHEN (unknown_0 & 215219669858547) <> 0 THEN 'HOLD' ELSE 'SHALL' END AS Q1_R2,
    CASE WHEN (possible & 74481376196851) <> 74481376196851 THEN 'DENY'
      WHEN (possible & 140737488355328) = 0 THEN 'BARRED'
      WHEN (unknown_0 & 215218864552179) <> 0 THEN 'HOLD' ELSE 'SHALL' END AS Q1_R1,
    CASE WHEN (possible & 637433208666353) <> 637433208666353 THEN 'DENY'
      WHEN (possible & 140737488355328) = 0 THEN 'BARRED'
      WHEN (unknown_0 & 778170697021681) <> 0 THEN 'HOLD' ELSE 'SHALL' END AS Q2_B,
    CASE WHEN (possible & 1200383162087539) <> 1200383162087539 THEN 'DENY'
      WHEN (possible & 140737488355328) = 0 THEN 'BARRED'
      WHEN (unknown_0 & 1341120650442867) <> 0 THEN 'HOLD' ELSE 'SHALL' END AS Q3_B,
    CASE WHEN (possible & 2326283068930163) <> 2326283068930163 THEN 'DENY'
      WHEN (possible & 140737488355328) = 0 THEN 'BARRED'
      WHEN (unknown_0 & 2467020557285491) <> 0 THEN 'HOLD' ELSE 'SHALL' END AS Q3_A,
    CASE WHEN (possible & 4578082882607347) <> 4578082882607347 THEN 'DENY'
      WHEN (possible & 140737488355328) = 0 THEN 'BARRED'
      WHEN (unknown_0 & 4718820370962675) <> 0 THEN 'HOLD' ELSE 'SHALL' END AS Q4_A,
    CASE WHEN (possible & 9081613790509299) <> 9081613790509299 THEN 'DENY'
      WHEN (possible & 140737488355328) = 0 THEN 'BARRED'
      WHEN (unknown_0 & 9222351278864627) <> 0 THEN 'HOLD' ELSE 'SHALL' END AS Q5_B,
    CASE WHEN (possible & 18088881747949811) <> 18088881747949811 THEN 'DENY'
      WHEN (possible & 140737488355328) = 0 THEN 'BARRED'
      WHEN (unknown_0 & 18229619236305139) <> 0 THEN 'HOLD' ELSE 'SHALL' END AS Q6_A,
    CASE WHEN (possible & 74345816291571) <> 74345816291571 THEN 'DENY'
      WHEN (possible & 140737488355328) = 0 THEN 'BARRED'
      WHEN (unknown_0 & 215083304646899) <> 0 THEN 'HOLD' ELSE 'SHALL' END AS Q9_A,
    CASE WHEN (possible & 36102180762581235) <> 36102180762581235 THEN 'DENY'
      WHEN (possible & 140737488355328) = 0 THEN 'BARRED'
      WHEN (unknown_0 & 36242918250936563) <> 0 THEN 'HOLD' ELSE 'SHALL' END AS Q14_A,
    CASE WHEN (possible & 10207513697351795) <> 10207513697351795 THEN 'DENY'
      WHEN (possible & 140737488355328) = 0 THEN 'BARRED'
      WHEN (unknown_0 & 10348251185707123) <> 0 THEN 'HOLD' ELSE 'SHALL' END AS strictest,
    CASE WHEN (possible & 60871839378331763) <> 60871839378331763 THEN 'DENY'
      WHEN (possible & 140737488355328) = 0 THEN 'BARRED'
      WHEN (unknown_0 & 61012576866687091) <> 0 THEN 'HOLD' ELSE 'SHALL' END AS loosest
  FROM masks
)
SELECT * EXCLUDE (strictest, loosest),
  CASE WHEN strictest <> operating OR loosest <> operating THEN 'SPLIT' ELSE operating END
    AS outcome
FROM outcomes
