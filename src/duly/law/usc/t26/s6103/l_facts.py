"""What a request under a paragraph of 26 U.S.C. § 6103(l) must state: recipient and purpose."""

from duly.law.usc.t26.s6103.state_parts import judged, recorded, stated

RECIPIENTS = (
    "social_security_administration",
    "railroad_retirement_board",
    "labor_department",
    "pension_benefit_guaranty_corporation",
    "federal_loan_agency_head",
    "party_to_personnel_or_practice_matter",
    "treasury_officer",
    "child_support_agency",
    "benefit_agency",
    "state_alcohol_administrator",
    "agency_seeking_refund_offset",
    "office_of_personnel_management",
    "centers_for_medicare",
    "education_department",
    "other_federal_agency",
    "other_state_or_local_agency",
    "foreign_agency",
    "dc_retirement_trustee",
    "national_archives",
    "health_insurance_provider",
    "health_department",
    "other",
)
PURPOSES = (
    "social_security_act",
    "railroad_retirement_act",
    "pension_law",
    "loan_creditworthiness",
    "personnel_or_practice_matter",
    "information_return_processing",
    "mortality_research",
    "child_support",
    "benefit_programme",
    "alcohol_laws",
    "refund_offset",
    "federal_retirement",
    "medicare_secondary_payer",
    "student_aid",
    "customs_audit",
    "cash_reports",
    "dc_retirement",
    "records_appraisal",
    "health_coverage_credit",
    "medicare_discount_card",
    "medicare_premium",
    "health_insurance_exchange",
    "medicare_enrolment",
    "immigration_enforcement",
    "other",
)

holder = recorded(
    "l_holder",
    "whether the Secretary or the Social Security Administration holds the item",
    "secretary",
    "social_security_administration",
    "other",
)
recipient = stated("l_recipient", "which recipient that (l) names asks", *RECIPIENTS)
purpose = stated("l_purpose", "for which purpose that (l) names the item is asked", *PURPOSES)
conditions = judged(
    "l_conditions_met",
    "whether a person has checked the paragraph's own conditions and found them met",
    "l.conditions",
)
