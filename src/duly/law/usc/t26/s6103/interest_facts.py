"""What 26 U.S.C. § 6103(e) asks about the person with a material interest.

In which relation the person asking stands to the return, and whose return it is, only the
custodian can say, from the proof that was given.
"""

from duly.law.usc.t26.s6103.state_parts import judged, recorded, stated

RETURNS_OF = (
    "individual",
    "joint",
    "partnership",
    "corporation",
    "s_corporation",
    "estate",
    "trust",
    "decedent",
    "bankruptcy_estate",
    "other",
)
ROLES = (
    "that_individual",
    "gift_splitting_spouse",
    "child_under_section_1g",
    "joint_filer",
    "partner_in_period",
    "board_designee",
    "corporate_officer",
    "one_percent_shareholder",
    "s_shareholder_in_period",
    "authorised_for_dissolved_corporation",
    "interested_in_dissolved_corporation",
    "estate_fiduciary",
    "heir_or_beneficiary",
    "donee",
    "trustee_of_trust",
    "trust_beneficiary",
    "guardian",
    "title_11_trustee",
    "receiver",
    "individual_case_trustee",
    "debtor",
    "attorney_in_fact",
    "other",
)

# --- the return and the person ------------------------------------------------------------------
return_of = recorded("interest_return_of", "whose return it is", *RETURNS_OF)
role = recorded("interest_role", "in which relation the person asking stands to the return", *ROLES)
recipient_is_asker = recorded(
    "interest_recipient_is_asker", "whether the recipient is the person who asks"
)
finding = recorded(
    "interest_finding",
    "whether the Secretary has found that the person has a material interest which the "
    "information will affect",
)
extent_1g = judged(
    "interest_extent_1g",
    "whether no more is disclosed than section 1(g) makes necessary",
    "e1.A.iii",
)
attested = stated(
    "interest_request_attested",
    "whether a principal officer signed the request and another officer attested it",
)
schedules_removed = recorded(
    "interest_schedules_removed",
    "whether schedules and lists that identify other taxpayers have been removed",
)

# --- those who act for another ------------------------------------------------------------------
incompetent = recorded("interest_incompetent", "whether the individual is legally incompetent")
principal_entitled = recorded(
    "interest_principal_entitled",
    "whether the person represented is one to whom the subsection opens this return, every "
    "condition of that paragraph being met",
)
power_in_writing = recorded(
    "interest_power_in_writing",
    "whether the attorney in fact is authorised in writing to inspect or receive it",
)
substantially_all = recorded(
    "interest_substantially_all",
    "whether substantially all property of the person is in the hands of the receiver",
)

# --- title 11 -------------------------------------------------------------------------------------
case_1398 = recorded("interest_case_1398", "whether section 1398 applies to the title 11 case")
year_of_case_or_before = recorded(
    "interest_year_of_case_or_before",
    "whether the return is for the year in which the case commenced or a preceding one",
)
involuntary = recorded("interest_involuntary", "whether the case is involuntary")
relief_ordered = recorded(
    "interest_relief_ordered", "whether the court has entered the order for relief"
)
court_finds_fit = recorded(
    "interest_court_finds_fit",
    "whether the court has found disclosure appropriate for deciding on the order for relief",
)

# --- return information, and complaints ---------------------------------------------------------
return_open = recorded(
    "interest_return_open",
    "whether another paragraph of the subsection, every condition met, opens a return of this "
    "taxpayer to the person asking",
)
complaint_made = recorded(
    "complaint_made",
    "whether the person told the Secretary of a violation of section 7213, 7213A or 7214 with "
    "respect to the person's own return or return information",
)
complaint_asks = stated(
    "complaint_asks",
    "what is asked about the investigation",
    "opened_or_closed",
    "substantiated",
    "action_taken",
    "other",
    several=True,
)
