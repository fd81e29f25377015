"""26 U.S.C. § 6103(l): the table of paragraphs (1) to (22), each with recipient and purpose.

Part of ``l.py``. Only recipient, purpose and holder of the record are told here; the paragraphs'
own conditions are summarised, and a person checks them.
"""

from duly.law.node import All, OneOf, Some
from duly.law.provision import AnyOf, Element
from duly.law.usc.t26.s6103 import l_facts as x
from duly.law.usc.t26.s6103.state_parts import PRIMARY, need

SECRETARY = ("secretary",)
SSA = ("social_security_administration",)
BOTH = (*SECRETARY, *SSA)


def _paragraph(
    number: int,
    says: str,
    words: str,
    recipients: tuple[str, ...],
    purposes: tuple[str, ...],
    holders: tuple[str, ...] = SECRETARY,
) -> Element:
    return need(
        f"l.{number}",
        says,
        f"26 USC 6103(l)({number})",
        All(
            OneOf(x.holder, *holders),
            OneOf(x.recipient, *recipients),
            OneOf(x.purpose, *purposes),
        ),
        words=words,
        unmet=f"Not what paragraph ({number}) covers.",
    )


PARAGRAPHS = (
    need(
        "l.1",
        "Social Security Administration, for the Social Security Act; Railroad Retirement Board, "
        "for the Railroad Retirement Act.",
        "26 USC 6103(l)(1)",
        All(
            OneOf(x.holder, *SECRETARY),
            Some(
                All(
                    OneOf(x.recipient, "social_security_administration"),
                    OneOf(x.purpose, "social_security_act"),
                ),
                All(
                    OneOf(x.recipient, "railroad_retirement_board"),
                    OneOf(x.purpose, "railroad_retirement_act"),
                ),
            ),
        ),
        words="for purposes of its administration of the Social Security Act",
        unmet="Not what paragraph (1) covers.",
    ),
    _paragraph(
        2,
        "Labor Department and Pension Benefit Guaranty Corporation, for titles I and IV of the "
        "Employee Retirement Income Security Act.",
        "the Department of Labor and the Pension Benefit Guaranty Corporation",
        ("labor_department", "pension_benefit_guaranty_corporation"),
        ("pension_law",),
    ),
    _paragraph(
        3,
        "Head of a Federal loan agency: whether an applicant has a tax delinquent account.",
        "determining the creditworthiness of the applicant for the loan in question",
        ("federal_loan_agency_head",),
        ("loan_creditworthiness",),
    ),
    _paragraph(
        4,
        "Treasury personnel matters and matters of practice under 31 U.S.C. § 330.",
        "solely for use in the action or proceeding, or in preparation for the action or "
        "proceeding",
        ("party_to_personnel_or_practice_matter", "treasury_officer"),
        ("personnel_or_practice_matter",),
    ),
    _paragraph(
        5,
        "Social Security Administration: information returns, for processing them and for "
        "research on mortality.",
        "an effective return processing program",
        ("social_security_administration",),
        ("information_return_processing", "mortality_research"),
    ),
    _paragraph(
        6,
        "Child support agencies, to establish and collect support and to locate who owes it.",
        "establishing and collecting child support obligations from, and locating, individuals "
        "owing such obligations",
        ("child_support_agency",),
        ("child_support",),
    ),
    _paragraph(
        7,
        "Agencies that run a listed benefit programme: eligibility and correct amount.",
        "determining eligibility for, or the correct amount of, benefits under a program listed in "
        "subparagraph (D)",
        ("benefit_agency",),
        ("benefit_programme",),
        BOTH,
    ),
    _paragraph(
        8,
        "Social Security Administration to child support agencies, for the same purpose as (6).",
        "the Commissioner of Social Security shall disclose directly to officers and employees of "
        "a Federal or State or local child support enforcement agency",
        ("child_support_agency",),
        ("child_support",),
        SSA,
    ),
    _paragraph(
        9,
        "Administrators of State alcohol laws: producers of alcohol for fuel.",
        "solely for use in the administration of such laws",
        ("state_alcohol_administrator",),
        ("alcohol_laws",),
    ),
    _paragraph(
        10,
        "Agencies that seek the offset of a refund under section 6402(c) to (f).",
        "any agency seeking a reduction under subsection (c), (d), (e), or (f) of section 6402",
        ("agency_seeking_refund_offset", "labor_department", "treasury_officer"),
        ("refund_offset",),
    ),
    _paragraph(
        11,
        "Social Security Administration to the Office of Personnel Management, for Federal "
        "employees' retirement.",
        "the administration of chapters 83 and 84 of title 5, United States Code",
        ("office_of_personnel_management",),
        ("federal_retirement",),
        SSA,
    ),
    _paragraph(
        12,
        "Social Security Administration and Centers for Medicare: group health cover of "
        "beneficiaries.",
        "determining the extent to which any medicare beneficiary is covered under any group "
        "health plan",
        ("social_security_administration", "centers_for_medicare"),
        ("medicare_secondary_payer",),
        BOTH,
    ),
    _paragraph(
        13,
        "Education Department: student loans and student aid.",
        "disclose to any authorized person",
        ("education_department",),
        ("student_aid",),
    ),
    _paragraph(
        14,
        "Customs: audits of entries and recovery of what they find due.",
        "ascertaining the correctness of any entry in audits",
        ("treasury_officer",),
        ("customs_audit",),
    ),
    _paragraph(
        15,
        "Any Federal, State, local or foreign agency: reports of cash under section 6050I, on the "
        "terms of 31 U.S.C. § 5313 reports and never for a tax law.",
        "information contained on returns filed under section 6050I",
        ("other_federal_agency", "other_state_or_local_agency", "foreign_agency"),
        ("cash_reports",),
    ),
    _paragraph(
        16,
        "District of Columbia retirement: the Treasury and the trustee.",
        "benefits under the District of Columbia Retirement Protection Act of 1997",
        ("treasury_officer", "dc_retirement_trustee"),
        ("dc_retirement",),
        BOTH,
    ),
    _paragraph(
        17,
        "National Archives: appraisal of records.",
        "the appraisal of records for destruction or retention",
        ("national_archives",),
        ("records_appraisal",),
    ),
    _paragraph(
        18,
        "Providers of health insurance: advance payment of the health coverage credit.",
        "to carry out the program established by section 7527",
        ("health_insurance_provider",),
        ("health_coverage_credit",),
    ),
    _paragraph(
        19,
        "Health Department: the Medicare discount card.",
        "determining eligibility for and administering transitional assistance",
        ("health_department",),
        ("medicare_discount_card",),
    ),
    _paragraph(
        20,
        "Social Security Administration: Medicare premiums that depend on income.",
        "establishing the appropriate amount of any premium adjustment",
        ("social_security_administration",),
        ("medicare_premium",),
    ),
    _paragraph(
        21,
        "Health Department: eligibility for health-insurance exchanges and State programmes.",
        "establishing eligibility for participation in the Exchange",
        ("health_department",),
        ("health_insurance_exchange",),
    ),
    _paragraph(
        22,
        "Health Department: enrolment of providers in Medicare who owe delinquent tax.",
        "establishing the taxpayer’s eligibility for enrollment or reenrollment in the Medicare "
        "program",
        ("health_department",),
        ("medicare_enrolment",),
    ),
)
"""The paragraphs of (l), each as an alternative."""

PURPOSE = AnyOf(
    id="l.purpose",
    says="A paragraph of (l) names this recipient and purpose.",
    cite="26 USC 6103(l)",
    mark=PRIMARY,
    unmet="No paragraph of (l) covers this recipient and purpose.",
    next_step="Ask under a provision that covers the recipient and the purpose, if there is one.",
    parts=PARAGRAPHS,
)
