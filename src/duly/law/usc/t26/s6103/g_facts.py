"""What a request of the President or about an appointee must state (26 U.S.C. § 6103(g))."""

from duly.law.usc.t26.s6103.state_parts import judged, recorded, stated

signed = stated("president_signed", "whether the President signed the request personally")
recipient = stated(
    "president_recipient",
    "whether the recipient is the President or an employee of the White House Office",
    "president",
    "white_house_employee",
    "other",
)
designated = stated(
    "president_designated", "whether the President's request designates the recipient by name"
)
reason_specific = judged(
    "president_reason_specific", "whether a person finds the stated reason specific", "g1.specific"
)
pay = recorded(
    "pay_at_executive_level",
    "whether the recipient's basic pay is at least that of positions under 5 USC 5316",
)

requester = stated(
    "appointment_requester",
    "who asks about the candidate",
    "president",
    "agency_head",
    "fbi_on_their_request",
    "other",
)
appointment_recipient = stated(
    "appointment_recipient",
    "in what capacity the recipient is to receive the answer",
    "executive_office_representative",
    "agency_head",
    "fbi",
    "other",
)
under_consideration = stated(
    "appointment_considered",
    "whether the person is designated as under consideration for a Federal appointment",
)
points = stated(
    "appointment_points",
    "on which points about the candidate information is asked",
    "returns_filed_last_three_years",
    "unpaid_after_notice_or_negligence_penalty",
    "criminal_tax_investigation",
    "civil_fraud_penalty",
    "other",
    several=True,
)
POINTS = points.choices[:-1]
