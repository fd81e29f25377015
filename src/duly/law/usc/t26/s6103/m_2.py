"""26 U.S.C. § 6103(m)(2): a mailing address, to collect or compromise a Federal claim.

On a written request the Secretary "may" disclose "the mailing address of a taxpayer", and
nothing else, for use by officers, employees or agents of a Federal agency, to locate the
taxpayer "to collect or compromise a Federal claim against the taxpayer in accordance with
sections 3711, 3717, and 3718 of title 31". An agent that is a consumer reporting agency gets
it only to prepare a commercial credit report for the agency. To find a person for arrest or
removal is not to collect.
"""

from dataclasses import replace

from duly.law import forms
from duly.law.fact import Kind
from duly.law.node import TRUE, All, Compare, Fixed, Holds, Matches, OneOf, OnlyAmong, Value
from duly.law.provision import (
    AllOf,
    Effect,
    Element,
    Mark,
    Provision,
    Question,
    Reading,
    Words,
)
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import m_2_facts as m
from duly.law.usc.t26.s6103 import shared

PRIMARY, DERIVED = Mark.PRIMARY, Mark.DERIVED
CLAIM = "31 USC 3701(b)(1)"
PROGRAMME = "IRS address-request programme (TAR-COM, TAR-VA, TAR-DOJ)"
AGENT = OneOf(f.recipient_employment, "contractor")
OWED_TO_US = (
    "loan",
    "overpayment",
    "fine_or_penalty",
    "collected_for_another",
    "other_owed_to_united_states",
)

REQUEST = (
    Element(
        id="m2.auth",
        says="Disclosure is asked under an authority in title 26.",
        cite="26 USC 6103(a)",
        mark=DERIVED,
        words="except as authorized by this title",
        holds=OneOf(f.authority_kind, "title_26"),
        unmet="An agreement, routine use, subpoena or executive order does not by itself "
        "authorise disclosure.",
        unknown="It is not stated under what authority disclosure is asked.",
        next_step="Name the provision of title 26 that is relied on.",
    ),
    shared.written("m2.req", "26 USC 6103(m)(2)(A)", "upon written request"),
    Element(
        id="m2.item",
        says="The item is the mailing address, and nothing else.",
        cite="26 USC 6103(m)(2)(A)",
        mark=PRIMARY,
        words="the mailing address of a taxpayer",
        holds=OneOf(f.item, "mailing_address"),
        unmet="The item is not the mailing address: no name, number, employer or bank leaves "
        "under (m)(2).",
        next_step="Ask for the mailing address only.",
    ),
    Element(
        id="m2.fed",
        says="The requester is a Federal agency.",
        cite="26 USC 6103(m)(2)(A)",
        mark=PRIMARY,
        words="a Federal agency",
        holds=Holds(f.federal_agency),
        unmet="The requester is not a Federal agency.",
        unknown="It is not stated whether the requester is a Federal agency.",
        next_step="Only a Federal agency can ask under (m)(2).",
    ),
    Element(
        id="m2.recip",
        says="The recipient is an officer, employee or agent of that agency.",
        cite="26 USC 6103(m)(2)(A)",
        mark=PRIMARY,
        words="for use by officers, employees, or agents of a Federal agency",
        holds=OneOf(f.recipient_employment, "employee_of_agency", "contractor"),
        unmet="The recipient is neither an officer or employee nor an agent of the agency.",
        unknown="It is not stated who employs the recipient.",
        next_step="Name a recipient of the agency itself, or its agent under contract.",
    ),
    shared.recipient_named("m2.named", "26 USC 6103(m)(2)(A)"),
)

THE_CLAIM = AllOf(
    id="m2.claim",
    says="There is a Federal claim against this taxpayer.",
    cite=f"26 USC 6103(m)(2)(A); {CLAIM}",
    mark=PRIMARY,
    words="a Federal claim against the taxpayer",
    question="Q13",
    parts=(
        Element(
            id="m2.claim.id",
            says="The claim is identified.",
            cite="26 USC 6103(m)(2)(A)",
            mark=DERIVED,
            holds=Matches(m.claim_id, forms.SUBSTANCE, forms.SUBSTANCE_SAYS),
            unmet="What stands for the claim's number identifies no claim.",
            unknown="The request gives no number for the claim.",
            next_step="Give the number of the claim against this taxpayer.",
        ),
        Element(
            id="m2.claim.against",
            says="The claim is against this taxpayer.",
            cite="26 USC 6103(m)(2)(A)",
            mark=PRIMARY,
            words="against the taxpayer",
            holds=Holds(m.claim_against_taxpayer),
            unmet="The claim is against somebody else.",
            next_step="Ask only about the person who owes the claim.",
        ),
        Element(
            id="m2.claim.kind",
            says="It is owed to the United States: a loan, an overpayment, a fine or penalty "
            "assessed by an agency, or another amount.",
            cite="31 USC 3701(b)(1)(A)-(G)",
            mark=PRIMARY,
            words="to be owed to the United States",
            holds=OneOf(m.claim_kind, *OWED_TO_US),
            unmet="The amount is owed to a State or to somebody else, not to the United States.",
            next_step="Only claims of the United States are collected with an address from (m)(2).",
        ),
        Element(
            id="m2.claim.amount",
            says="An amount was determined.",
            cite=CLAIM,
            mark=PRIMARY,
            words="any amount of funds or property that has been determined",
            holds=Compare(Value(m.claim_amount), ">", Fixed(0, Kind.CENTS)),
            unmet="The amount is nothing: nothing is owed.",
            next_step="State the amount that was determined.",
        ),
        Element(
            id="m2.claim.official",
            says="An appropriate Federal official determined it.",
            cite=CLAIM,
            mark=PRIMARY,
            words="by an appropriate official of the Federal Government",
            holds=Holds(m.claim_determined_by_official),
            unmet="No appropriate official of the Federal Government has determined the amount.",
            next_step="Have the amount determined first; an address for that purpose is not "
            "asked for under (m)(2).",
        ),
        Element(
            id="m2.claim.determined",
            says="It has been determined by now.",
            cite=CLAIM,
            mark=PRIMARY,
            words="has been determined",
            holds=Compare(Value(m.claim_determined_on), "<=", Value(f.as_of)),
            unmet="The amount has not been determined yet.",
            next_step="Ask again when the amount has been determined.",
        ),
        Element(
            id="m2.claim.final",
            says="A fine or penalty is final: the time to appeal, or the appeal, ended before "
            "today and left it standing.",
            cite=f"{CLAIM}(F); 8 CFR 281.1",
            mark=DERIVED,
            words="fines or penalties assessed by an agency",
            holds=All(
                OneOf(m.claim_appeal, "no_appeal", "upheld"),
                Compare(Value(m.claim_appeal_ended_on), "<", Value(f.as_of)),
            ),
            applies=OneOf(m.claim_kind, "fine_or_penalty"),
            question="Q13",
            unmet="The fine was set aside, or the time to appeal has not ended: it is not a claim.",
            unknown="It is not known that the time to appeal against the fine has ended; it is "
            "not yet a claim.",
            next_step="Do not disclose unless the fine becomes final.",
            next_unknown="Wait until the time to appeal has ended (15 business days from service "
            "for a fine under 8 CFR 281.1); then state how and when it ended.",
        ),
    ),
)

PURPOSE = (
    Element(
        id="m2.purpose",
        says="The taxpayer is to be located in order to collect or compromise the claim.",
        cite="26 USC 6103(m)(2)(A)",
        mark=PRIMARY,
        words="for purposes of locating such taxpayer to collect or compromise a Federal claim",
        holds=OneOf(m.claim_purpose, "collect", "compromise"),
        unmet="The taxpayer is to be located for something other than to collect or compromise "
        "the claim.",
        next_step="Ask under a provision that covers that purpose, if there is one.",
    ),
    Element(
        id="m2.nouse",
        says="No use is intended besides collecting the debt or a credit report for it.",
        cite="26 USC 6103(m)(2)(A)",
        mark=DERIVED,
        holds=OnlyAmong(f.uses, "debt_collection", "credit_report"),
        unmet="A use besides collection is intended: to arrest, detain or remove is not to "
        "collect or compromise.",
        unknown="It is not stated what the address is to be used for.",
        next_step="Ask under a provision that covers that use, if there is one.",
    ),
    Element(
        id="m2.accord",
        says="The claim is collected in accordance with 31 U.S.C. §§ 3711, 3717 and 3718.",
        cite="26 USC 6103(m)(2)(A); 31 USC 3711, 3717, 3718",
        mark=PRIMARY,
        words="in accordance with sections 3711, 3717, and 3718 of title 31",
        holds=Holds(m.claim_collected_by_law),
        unmet="The claim is not collected in accordance with those sections.",
        next_step="Collect the claim as 31 USC 3711, 3717 and 3718 prescribe.",
    ),
    AllOf(
        id="m2.match",
        says="The number and the name control agree with one record of the custodian.",
        cite=PROGRAMME,
        mark=PRIMARY,
        parts=(
            Element(
                id="m2.match.number",
                says="The custodian has a record under the number given.",
                cite=PROGRAMME,
                mark=PRIMARY,
                holds=Holds(m.match_number),
                unmet="The custodian has no record under the number given.",
                next_step="Do not disclose; the requester may send a corrected number.",
                next_unknown="Compare the number with the custodian's records; record "
                "match_number in the custodian file.",
            ),
            Element(
                id="m2.match.control",
                says="The name control given agrees with that record.",
                cite=PROGRAMME,
                mark=PRIMARY,
                holds=Holds(m.match_name_control),
                unmet="The name control given does not agree with the custodian's record.",
                next_step="Do not disclose; the requester may send a corrected name.",
                next_unknown="Compare the name control with the custodian's record; record "
                "match_name_control in the custodian file.",
            ),
        ),
    ),
)

AGENTS = (
    Element(
        id="m2.cra",
        says="An agent that is a consumer reporting agency gets it only to prepare a commercial "
        "credit report for the agency.",
        cite="26 USC 6103(m)(2)(B); 4 CFR 102.18",
        mark=PRIMARY,
        words="only for the purpose of allowing such agent to prepare a commercial credit report",
        holds=OnlyAmong(f.uses, "credit_report"),
        applies=All(AGENT, Holds(m.claim_agent_credit_agency)),
        unmet="The agent is a consumer reporting agency, and the use is not a commercial credit "
        "report.",
        next_step="Limit the agent's use to the credit report, or name another agent.",
        next_unknown="State whether the agent is a consumer reporting agency.",
    ),
    replace(
        shared.safeguards("m2.safe"),
        says="The agency and its agent meet the safeguards.",
        words="this paragraph shall apply to such agency and each such agent",
        applies=AGENT,
        unmet="The agency or its agent does not meet the safeguards of (p)(4).",
        unknown="It is not known whether the agency and its agent meet the safeguards of (p)(4).",
    ),
    Element(
        id="m2.contractor",
        says="The agent meets (p)(9): requirements, review, findings and certificate.",
        cite="26 USC 6103(p)(9)",
        mark=PRIMARY,
        words="no return or return information shall be disclosed to any contractor or other agent",
        holds=Holds(m.contractor_cleared),
        applies=AGENT,
        unmet="The agency has not met (p)(9) for this agent.",
        unknown="It is not known whether (p)(9) is met for this agent.",
        next_step="Disclose to the agency's own officers, or wait for the certificate.",
        next_unknown="Apply 26 USC 6103(p)(9) to the agent; record the result in the custodian "
        "file.",
    ),
)

EFFECTS = (
    Effect(
        "m2.effect",
        'The Secretary "may" disclose; a named decision-maker decides, with reasons.',
        "26 USC 6103(m)(2)(A)",
        PRIMARY,
    ),
    Effect(
        "m2.redis",
        "The address may be used to enforce collection of the delinquent debt, and may be "
        "disclosed to other agencies and to collection agencies for collection purposes.",
        "31 CFR 901.11",
        PRIMARY,
    ),
    Effect(
        "m2.acct",
        "No accounting under (p)(3) is required for (m); duly records request and answer anyway.",
        "26 USC 6103(p)(3)(A)",
        PRIMARY,
    ),
    Effect(
        "m2.crime",
        "Wilful unauthorised disclosure by those who have it through (m)(2) is an offence.",
        "26 USC 7213(a)(2)",
        PRIMARY,
    ),
)

Q13 = Question(
    id="Q13",
    asks="When is a fine a claim?",
    operate_on="B",
    mark=DERIVED,
    readings=(
        Reading(
            "B",
            "When the time to appeal, or the appeal, has ended and the fine stands.",
            "duly's operating rule, the stricter reading",
            DERIVED,
        ),
        Reading(
            "A",
            "When an official has decided it, appeal or not.",
            'the words "determined by an appropriate official"',
            DERIVED,
            overrides=(("m2.claim.final", TRUE),),
        ),
    ),
)

HERE = Provision(
    cite="26 USC 6103(m)(2)",
    title="Mailing address, to collect or compromise a Federal claim",
    says="Permits the custodian to disclose a taxpayer's mailing address to a Federal agency that "
    "is to collect or compromise a claim against that taxpayer.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="MAY"),
    elements=(*REQUEST, THE_CLAIM, *PURPOSE, *AGENTS),
    effects=EFFECTS,
    questions=(Q13,),
    notes=(
        (
            "Nobody in particular must sign: the paragraph names no head of agency. The "
            "requester need not give an address."
        ),
        (
            "A fine under 8 U.S.C. § 1324d is decided and appealed under 8 CFR 281.1 (90 FR 27439, "
            "effective 27 June 2025): notice of appeal within 15 business days of service. That "
            "such a fine is a claim under 31 U.S.C. § 3701(b)(1)(F) is our inference. duly counts "
            "no business days; the agency states how and when the time ended."
        ),
        (
            "Five years limit proceedings to enforce a civil fine (28 U.S.C. § 2462); a claim of "
            "more than $100,000 is not compromised by the agency alone (31 U.S.C. § 3711(a)(2)). "
            "Neither decides here."
        ),
        "An agent is a contractor of the agency; other ties of agency are not encoded.",
    ),
)
