"""What a re-disclosure from one agency to another must show (26 CFR 301.6103(p)(2)(B)-1)."""

from duly.law.usc.t26.s6103.state_parts import judged, recorded, recorded_day, set_forth

obtained = recorded(
    "redisclosure_obtained",
    "whether the first agency obtained the item in accordance with section 6103",
)
provision = set_forth(
    "redisclosure_provision", "the provision that authorises the second recipient"
)
authorised = judged(
    "redisclosure_second_authorised",
    "whether section 6103 itself authorises the second recipient to have this item for these uses",
    "p2B.second",
)
more_available = recorded(
    "redisclosure_more_available",
    "whether the Commissioner determined that the item is more readily available from the first "
    "agency than from the Internal Revenue Service",
)
approved_on = recorded_day(
    "redisclosure_approved_on", "when the Commissioner authorised the re-disclosure"
)
revoked = recorded("redisclosure_revoked", "whether the Commissioner has revoked the authorisation")
conditions = judged(
    "redisclosure_conditions_met",
    "whether the conditions and restrictions of the Commissioner's authorisation are met",
    "p2B.conditions",
)
