"""The header letter and the custodian's file of the incident, and of its cure.

Only what was reported is stated. What no source says (whether the letter carried the
attestation, whether the United States would be a party) is left out, and so is unknown.
"""

from datetime import date

INCIDENT_LETTER = """\
# One letter for the whole file, as request 3 of 27 June 2025 is reported to have been.
# Names are invented. Facts that no source states are left out on purpose.
[letter]
batch_id = "INCIDENT-3"
dated = 2025-06-27
received_on = 2025-06-27
written = true
provision = "26 U.S.C. 6103(i)(2)"
authority_kind = "title_26"
made_under = "treasury_dhs_2025"

[requester]
agency = "Immigration and Customs Enforcement"
department = "dhs"
federal = true

[signed_by]
name = "Invented Signer"
title = "Director of the component"
office = "component_head"
delegate = false

# Everything below stood once and was copied down to every row: one officer, one reason, one
# statute, one range of years. There is no matter_id: no case number of any person was given.
[defaults]
item = "mailing_address"
periods = "2022-2024"
statute = "8 U.S.C. 1253(a)(1)"
reason = "The information is relevant to an investigation of the person named."
matter_kind = "investigation"
matter_status = "open"
# The use that the letter declared. The courts later found civil removal among the actual
# uses; that is a finding about the recipient, not a statement of the request.
uses = ["criminal_investigation"]
recipient_name = "Invented Officer, assistant director"
recipient_employment = "employee_of_agency"
recipient_role = "responsible_official"
"""

INCIDENT_CUSTODIAN = """\
# What the custodian knew. Findings of the safeguard review of November 2023 were open, so
# whether the safeguards are met is not stated: unknown, not true.
custodian = "irs"

[safeguards]

[i6]
made = false
checked_on = 2025-08-01
"""

CURED_LETTER = """\
# The counterfactual: the same people, asked for as the statute says. Every name is invented.
# Officer, matter, reason and years stand in each row, because they differ from row to row.
[letter]
batch_id = "CURED-1"
dated = 2025-08-01
received_on = 2025-08-04
written = true
provision = "26 U.S.C. 6103(i)(2)"
authority_kind = "title_26"
made_under = "statute"

[requester]
agency = "Department of Homeland Security"
department = "dhs"
federal = true

[signed_by]
name = "Invented Secretary"
title = "Secretary"
office = "agency_head"
delegate = false

[defaults]
item = "mailing_address"
"""

CURED_CUSTODIAN = """\
custodian = "irs"

[safeguards]
met = true
checked_on = 2025-08-04
checked_by = "Invented Reviewer, Office of Safeguards"

[i6]
made = false
checked_on = 2025-08-04
"""

NOTICE_CUSTODIAN = (
    CURED_CUSTODIAN
    + """
# From 21 November 2025 a court order stands in the way, unless its own exception is met and
# the court was told beforehand. Here both are recorded.
[orders.CTR-PI]
carve_out = true
recorded_by = "Invented Counsel"
notice_to_court_on = 2026-01-10
"""
)

_SIGHTINGS = (
    "agents called at the last known lodging on {day} and found that the person had left",
    "an employer told agents on {day} that the person stopped coming to work",
    "a letter to the last known lodging came back undelivered on {day}",
    "the person did not keep the appointment of {day} to arrange departure",
    "a neighbour told agents on {day} that the person had moved within the county",
    "the carrier booked for the person reported on {day} that nobody boarded",
)


def specific_reason(number: int, matter_id: str, day: date, periods: str) -> str:
    """Write a reason that belongs to one row: its own event, date, matter and years."""
    event = _SIGHTINGS[number % len(_SIGHTINGS)].format(day=day.isoformat())
    return (
        f"Matter {matter_id}: the order became final on 2025-01-10 and the person did not depart "
        f"within 90 days; {event}. The address on file for {periods} is to be used to find and "
        "interview the person about the failure to depart."
    )
