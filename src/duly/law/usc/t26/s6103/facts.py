"""What a request under 26 U.S.C. § 6103(i)(2), and its custodian, must state.

The request's own words (name, address, periods, statute, reason) are declared "none" when
absent: a letter that gives no address has set forth none, which is a refusal and not a
gap in our knowledge. Everything else is "unknown" when absent, and holds.
"""

from duly.law.fact import Absence, Fact, Kind, Source

REQUEST, CUSTODIAN, PERSON = Source.REQUEST, Source.CUSTODIAN, Source.PERSON
GATE, RUN = Source.GATE, Source.RUN
FLAG, TEXT, DATE = Kind.FLAG, Kind.TEXT, Kind.DATE
NONE = Absence.NONE

ITEM_KINDS = (
    "mailing_address",
    "name",
    "tin",
    "third_party_information",
    "summoned_record",
    "taxpayer_return_information",
    "return",
    "anonymous_statistics",
    "custodian_record",
)
"""``custodian_record`` is what the custodian made itself and the taxpayer did not furnish: an
examination file, a transcript, an account."""

OFFICES = (
    "agency_head",
    "inspector_general",
    "component_head",
    "attorney_general",
    "deputy_attorney_general",
    "associate_attorney_general",
    "assistant_attorney_general",
    "fbi_director",
    "dea_administrator",
    "united_states_attorney",
    "special_prosecutor",
    "strike_force_attorney_in_charge",
    "other",
)
EMPLOYMENTS = (
    "employee_of_agency",
    "employee_of_other_agency",
    "contractor",
    "other",
    "taxpayer",
    "designee",
    "state_employee",
    "local_employee",
)
ROLES = ("case_personnel", "responsible_official", "other")
MATTERS = (
    "preparation_for_proceeding",
    "investigation",
    "grand_jury",
    "missing_or_exploited_child",
    "civil_proceeding",
    "other",
)
STATUSES = ("open", "closed", "declined")
USES = (
    "criminal_proceeding",
    "criminal_investigation",
    "grand_jury",
    "civil_removal",
    "civil_fine",
    "benefit_screening",
    "other",
    "tax_administration",
    "state_tax_administration",
    "debt_collection",
    "credit_report",
    "own_use",
    "consented_purpose",
    "use_in_court",
    "forfeiture",
    "counterterrorism",
    "emergency_response",
    "locating_fugitive",
    "child_support",
    "audit",
    "services_to_tax_agency",
    "arrest_or_detention",
    "presidential_use",
    "appointment_check",
    "other_program",
)
"""Each intended or later use of an item is one of these; a release carries those it allows."""
AUTHORITIES = (
    "title_26",
    "privacy_act_routine_use",
    "memorandum_of_understanding",
    "subpoena",
    "executive_order",
    "other",
)
MADE_UNDER = ("statute", "treasury_dhs_2025", "other_agreement")
HOLDERS = (
    "federal_employee",
    "state_employee",
    "recipient_under_listed_paragraph",
    "other",
)
CUSTODIANS = ("irs", "treasury", "other")
DEPARTMENTS = (
    "dhs",
    "doj",
    "treasury",
    "ssa",
    "hhs",
    "labor",
    "state",
    "defense",
    "other",
)
COMPARISONS = ("agrees", "disagrees")
PROCEEDINGS = (
    "tax_administration",
    "federal_criminal",
    "federal_forfeiture",
    "immigration_removal",
    "civil_penalty",
    "licensing",
    "other",
)
GROUNDS = ("1227a", "1182a", "other")
ACTS = ("failure_to_depart", "no_travel_documents", "hampering_departure", "failure_to_present")

# --- the letter ---------------------------------------------------------------------------
written = Fact("written", FLAG, "whether the request is in writing")
received = Fact(
    "received",
    FLAG,
    "whether the custodian has received the request",
    CUSTODIAN,
    how="Enter received_on in the header letter's [letter] table.",
)
authority_kind = Fact(
    "authority_kind",
    Kind.CHOICE,
    "under what kind of authority disclosure is asked",
    choices=AUTHORITIES,
    how="State the provision of title 26 in the header letter.",
)
made_under = Fact(
    "made_under",
    Kind.CHOICE,
    "whether the request is made under an agreement or policy",
    choices=MADE_UNDER,
    how="State made_under in the header letter.",
)
federal_agency = Fact(
    "federal_agency",
    FLAG,
    "whether the requester is a Federal agency",
    how="State federal in the header letter's [requester] table.",
)
department = Fact(
    "department",
    Kind.CHOICE,
    "to which department the requester belongs",
    choices=DEPARTMENTS,
    how="State department in the header letter's [requester] table.",
)
signer_office = Fact(
    "signer_office",
    Kind.CHOICE,
    "which office the signer holds",
    choices=OFFICES,
    how="State office in the header letter's [signed_by] table.",
)
signer_delegated = Fact(
    "signer_delegated",
    FLAG,
    "whether the signer acted as a delegate of the named office",
    how="State delegate = false (or true) in the header letter's [signed_by] table.",
)
component_head_opinion = Fact(
    "component_head_opinion",
    FLAG,
    "whether a recorded legal opinion accepts a component's chief as head of an agency",
    PERSON,
    how="Record the opinion in the custodian file, or have the Secretary sign.",
)

# --- the row: item, recipient, matter ------------------------------------------------------
item = Fact(
    "item", Kind.CHOICE, "what item is asked for", choices=ITEM_KINDS, how="Fill the column item."
)
recipient_named = Fact(
    "recipient_named",
    FLAG,
    "whether a recipient is named",
    how="Fill the column recipient_name.",
)
recipient_employment = Fact(
    "recipient_employment",
    Kind.CHOICE,
    "who employs the recipient",
    choices=EMPLOYMENTS,
    how="Fill the column recipient_employment.",
)
recipient_role = Fact(
    "recipient_role",
    Kind.CHOICE,
    "what part the recipient has in this matter",
    choices=ROLES,
    how="Fill the column recipient_role for this taxpayer.",
)
officer_shared = Fact(
    "officer_shared",
    FLAG,
    "whether one officer is named for more people in this batch than policy lets pass unasked",
    RUN,
)
engagement_confirmed = Fact(
    "engagement_confirmed",
    FLAG,
    "whether a person has confirmed that this officer personally works on this taxpayer's matter",
    PERSON,
    how="Ask the requester who works on this matter; record the answer for "
    "i2.recip.engaged in the answers file.",
)
values_copied = Fact(
    "values_copied",
    FLAG,
    "whether officer, matter or reason is one value copied to every row of a large batch",
    RUN,
)
matter_kind = Fact(
    "matter_kind",
    Kind.CHOICE,
    "what kind of matter the information is for",
    choices=MATTERS,
    how="Fill the column matter_kind; the case of a missing or exploited child counts when a "
    "person confirms it (i2.matter.child in the answers file).",
)
matter_id = Fact(
    "matter_id",
    TEXT,
    "which matter it is (a case number)",
    how="Fill the column matter_id.",
)
matter_status = Fact(
    "matter_status",
    Kind.CHOICE,
    "whether the matter is open",
    choices=STATUSES,
    how="Ask the requester for the matter's status today; fill the column matter_status.",
)
matter_opened_on = Fact(
    "matter_opened_on",
    DATE,
    "when the matter was opened",
    how="Fill the column matter_opened_on.",
)
us_party = Fact(
    "us_party",
    FLAG,
    "whether the United States or the agency is or may be a party",
    how="Fill the column us_party.",
)
uses = Fact(
    "uses",
    Kind.CHOICES,
    "what the information is to be used for",
    choices=USES,
    how="Fill the column uses with every intended use.",
)

# --- the row: what the request sets forth ---------------------------------------------------
taxpayer_name = Fact("taxpayer_name", TEXT, "the taxpayer's name", absent=NONE)
periods = Fact("periods", TEXT, "the taxable periods", absent=NONE)
statute = Fact("statute", TEXT, "the statutory authority", absent=NONE)
reason = Fact("reason", TEXT, "the reason", absent=NONE)
reason_specific = Fact(
    "reason_specific",
    FLAG,
    "whether a person finds the stated reason specific enough",
    PERSON,
    how="Read the reason; record yes or no for i2.B.iv.specific in the answers file.",
)
statute_criminal = Fact(
    "statute_criminal",
    FLAG,
    "whether the cited statute is a Federal criminal statute",
    PERSON,
    how="Look the statute up; record yes or no for i2.statute.crim in the answers file.",
)
child_case_confirmed = Fact(
    "child_case_confirmed",
    FLAG,
    "whether a person has confirmed that it is the case of a missing or exploited child",
    PERSON,
)
statute_nontax = Fact(
    "statute_nontax",
    FLAG,
    "whether the cited statute does not involve tax administration",
    PERSON,
    how="Look the statute up; record yes or no for i2.statute.nontax in the answers file.",
)

# --- the address ------------------------------------------------------------------------------
address_present = Fact(
    "address_present",
    FLAG,
    "whether the request sets forth an address at all",
    GATE,
)
address_complete = Fact(
    "address_complete",
    FLAG,
    "whether the address is complete",
    GATE,
    how="Ask a person whether this address is complete; record the answer for "
    "i2.addr.complete in the answers file.",
)
address_locates = Fact(
    "address_locates",
    FLAG,
    "whether the address names a place and not only an institution",
    GATE,
    how="Ask a person; record the answer for i2.addr.locates in the answers file.",
)
address_comparison = Fact(
    "address_comparison",
    Kind.CHOICE,
    "whether the custodian compared the address with its own record of this taxpayer",
    CUSTODIAN,
    choices=COMPARISONS,
    how="Run the check with the custodian's roster, or compare by hand and record it.",
)

# --- the custodian --------------------------------------------------------------------------
custodian = Fact(
    "custodian",
    Kind.CHOICE,
    "who holds the records",
    CUSTODIAN,
    choices=CUSTODIANS,
    how="State custodian in the custodian file.",
)
holder = Fact(
    "holder", Kind.CHOICE, "by what status the holder has the record", CUSTODIAN, choices=HOLDERS
)
filed_with_secretary = Fact(
    "filed_with_secretary",
    FLAG,
    "whether it was filed with or furnished to the Secretary",
    CUSTODIAN,
)
i6_determination = Fact(
    "i6_determination",
    FLAG,
    "whether the Secretary has determined that disclosure would identify a confidential "
    "informant or seriously impair a tax investigation",
    CUSTODIAN,
    how="Ask for the (i)(6) check; record it in the custodian file.",
)
safeguards_met = Fact(
    "safeguards_met",
    FLAG,
    "whether the recipient agency meets the (p)(4) safeguards",
    CUSTODIAN,
    how="Ask the Office of Safeguards; record the status in the custodian file.",
)

# --- 8 U.S.C. § 1253(a)(1), when it is the statute cited ------------------------------------
order_final_on = Fact(
    "order_final_on",
    DATE,
    "when the removal order became final",
    how="Fill the column removal_order_final_on.",
)
order_stayed = Fact(
    "order_stayed",
    FLAG,
    "whether the removal order is stayed",
    how="Fill the column removal_order_stayed.",
)
order_ground = Fact(
    "order_ground",
    Kind.CHOICE,
    "on which ground the removal order rests",
    choices=GROUNDS,
    how="Fill the column removal_order_ground.",
)
order_number = Fact(
    "order_number",
    TEXT,
    "the number of the removal order",
    how="Fill the column removal_order_number.",
)
acts = Fact(
    "acts",
    Kind.CHOICES,
    "which act of 8 U.S.C. § 1253(a)(1) the reason relies on",
    choices=ACTS,
    how="Fill the column offence_acts.",
)
relief_pending = Fact(
    "relief_pending",
    FLAG,
    "whether the person has deferred action or has taken proper steps against the order",
    how="Fill the column relief_pending.",
)
exception_inapplicable = Fact(
    "exception_inapplicable",
    FLAG,
    "whether a person finds that the pending relief does not excuse",
    PERSON,
    how="Have counsel look; record yes or no for s1253.exc in the answers file.",
)
attested = Fact(
    "attested",
    FLAG,
    "whether the letter carries the attestation that the agreement asks for",
    how="Add the attestation to the header letter.",
)

# --- what several provisions ask ---------------------------------------------------------------
impairment_determination = Fact(
    "impairment_determination",
    FLAG,
    "whether the Secretary has determined that disclosure would seriously impair Federal tax "
    "administration",
    CUSTODIAN,
    how="Ask for the determination; record it in the custodian file.",
)
identity_verified = Fact(
    "identity_verified",
    FLAG,
    "whether the custodian has verified who the person asking is",
    CUSTODIAN,
    how="Verify the identity; record it in the custodian file.",
)
proceeding = Fact(
    "proceeding",
    Kind.CHOICE,
    "in what kind of proceeding the information is to be used",
    choices=PROCEEDINGS,
    how="State the proceeding.",
)
discovery_order = Fact(
    "discovery_order",
    FLAG,
    "whether a court has ordered production under 18 USC 3500 or Rule 16 of the Federal Rules of "
    "Criminal Procedure",
    PERSON,
    how="Read the court's order and record what it is.",
)

# --- the run -------------------------------------------------------------------------------
as_of = Fact("as_of", DATE, "the date as of which the law is applied", RUN)
