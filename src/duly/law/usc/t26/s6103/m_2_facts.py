"""What 26 U.S.C. § 6103(m)(2) asks about the claim, the agent and the match.

The request states the claim; how its record was found, and whether an agent is cleared, only
the custodian knows.
"""

from duly.law.fact import Fact, Kind, Source

CUSTODIAN = Source.CUSTODIAN

CLAIM_KINDS = (
    "loan",
    "overpayment",
    "fine_or_penalty",
    "collected_for_another",
    "other_owed_to_united_states",
    "owed_to_state",
    "owed_to_other",
)
"""Kinds of 31 U.S.C. § 3701(b)(1), and two that are owed to somebody else.

``collected_for_another`` is what a statute lets the United States collect for the benefit of
somebody; it is a claim all the same."""
CLAIM_PURPOSES = ("collect", "compromise", "other")
CLAIM_APPEALS = ("no_appeal", "upheld", "set_aside")

claim_id = Fact(
    "claim_id",
    Kind.TEXT,
    "which claim it is (its number in the agency's books)",
    how="Fill the column claim_id.",
)
claim_kind = Fact(
    "claim_kind",
    Kind.CHOICE,
    "what kind of debt is to be collected, and to whom it is owed",
    choices=CLAIM_KINDS,
    how="Fill the column claim_kind.",
)
claim_against_taxpayer = Fact(
    "claim_against_taxpayer",
    Kind.FLAG,
    "whether the claim is against this taxpayer",
    how="Fill the column claim_against_taxpayer.",
)
claim_amount = Fact(
    "claim_amount",
    Kind.CENTS,
    "which amount was determined",
    how="Fill the column claim_amount.",
)
claim_determined_on = Fact(
    "claim_determined_on",
    Kind.DATE,
    "when the amount was determined to be owed",
    how="Fill the column claim_determined_on.",
)
claim_determined_by_official = Fact(
    "claim_determined_by_official",
    Kind.FLAG,
    "whether an appropriate official of the Federal Government determined the amount",
    how="Fill the column claim_determined_by_official.",
)
claim_appeal = Fact(
    "claim_appeal",
    Kind.CHOICE,
    "how the time to appeal, or the appeal itself, ended",
    choices=CLAIM_APPEALS,
    how="Once the time to appeal or the appeal has ended, fill the column claim_appeal.",
)
claim_appeal_ended_on = Fact(
    "claim_appeal_ended_on",
    Kind.DATE,
    "on which day the time to appeal, or the appeal itself, ended",
    how="Once it has ended, fill the column claim_appeal_ended_on.",
)
claim_purpose = Fact(
    "claim_purpose",
    Kind.CHOICE,
    "what the agency wants to locate the taxpayer for",
    choices=CLAIM_PURPOSES,
    how="Fill the column claim_purpose.",
)
claim_collected_by_law = Fact(
    "claim_collected_by_law",
    Kind.FLAG,
    "whether the claim is collected in accordance with 31 USC 3711, 3717 and 3718",
    how="Fill the column claim_collected_by_law.",
)
claim_agent_credit_agency = Fact(
    "claim_agent_credit_agency",
    Kind.FLAG,
    "whether the agent is a consumer reporting agency",
    how="Fill the column claim_agent_credit_agency.",
)
contractor_cleared = Fact(
    "contractor_cleared",
    Kind.FLAG,
    "whether (p)(9), review and certificate, is met for this agent",
    CUSTODIAN,
    how="Apply 26 USC 6103(p)(9) to the agent; record the result in the custodian file.",
)
match_number = Fact(
    "match_number",
    Kind.FLAG,
    "whether the custodian has a record under the number given",
    CUSTODIAN,
    how="Record match_number in the custodian file.",
)
match_name_control = Fact(
    "match_name_control",
    Kind.FLAG,
    "whether the name control given agrees with the custodian's record",
    CUSTODIAN,
    how="Record match_name_control in the custodian file.",
)
