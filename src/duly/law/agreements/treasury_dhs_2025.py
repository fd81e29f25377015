"""The Treasury-DHS memorandum of 7 April 2025, as an additional request profile.

The memorandum between the Treasury (IRS) and the Department of Homeland Security (ICE) on the
exchange of information for nontax criminal enforcement says what a request made under it must
carry. Its text could not be opened: every element is known from accounts of it. A request that
falls short may be returned as incomplete. A request that is complete has satisfied a form and
nothing else: this profile never substitutes for an element of 26 U.S.C. § 6103(i)(2), which is
decided on its own.
"""

from datetime import date

from duly.law import forms
from duly.law.fact import days
from duly.law.node import All, Compare, Holds, Matches, Node, Not, OneOf, Some, Value
from duly.law.provision import Element, Mark, Provision, Words
from duly.law.usc.statutes import CIVIL, CRIMINAL
from duly.law.usc.t26.s6103 import facts as f

NAME = "Treasury-DHS memorandum of 7 April 2025"


def _term(id_: str, says: str, holds: Node, *, unmet: str, step: str, unknown: str = "") -> Element:
    return Element(
        id=id_,
        says=says,
        cite=NAME,
        mark=Mark.SECONDARY,
        holds=holds,
        unmet=unmet,
        next_step=step,
        unknown=unknown,
    )


HERE = Provision(
    cite="Treasury-DHS 2025",
    title=f"Request profile: {NAME}",
    says="Tells whether a request made under the memorandum carries what accounts of the "
    "memorandum say it must carry, or is to be returned.",
    source="accounts of the memorandum (Accounting Today, "
    "VisaVerge, EFF, MMAP, ProPublica, ABC audio, American Liberty)",
    text_read="the text of the memorandum could not be opened; only accounts of it were read",
    since=days(date(2025, 4, 7)),
    words=Words(met="COMPLETE", not_met="RETURN", unknown="RETURN"),
    elements=(
        _term(
            "mou.signer",
            "The Secretary of Homeland Security or the Director of ICE makes the request.",
            All(
                OneOf(f.department, "dhs"),
                OneOf(f.signer_office, "agency_head", "component_head"),
            ),
            unmet="Neither the Secretary of Homeland Security nor the Director of ICE signed.",
            step="Have the Secretary of Homeland Security or the Director of ICE sign.",
        ),
        _term(
            "mou.name",
            "The request gives the taxpayer's name.",
            Matches(f.taxpayer_name, forms.NAME, forms.NAME_SAYS),
            unmet="The request gives no name for the taxpayer.",
            step="Add the taxpayer's name.",
        ),
        _term(
            "mou.address",
            "The request gives the taxpayer's address.",
            Holds(f.address_present),
            unmet="The request gives no address for the taxpayer.",
            step="Add the taxpayer's address.",
        ),
        _term(
            "mou.period",
            "The request gives the taxable periods.",
            Matches(f.periods, forms.PERIODS, forms.PERIODS_SAYS),
            unmet="The request states no taxable period.",
            step="State the taxable periods, for example 2022; 2023.",
        ),
        _term(
            "mou.statute",
            "The request designates the Federal criminal statute, such as 8 U.S.C. § 1253(a)(1).",
            Some(
                OneOf(f.statute, *CRIMINAL),
                All(
                    Matches(f.statute, forms.SUBSTANCE, forms.SUBSTANCE_SAYS),
                    Not(OneOf(f.statute, *CIVIL)),
                    Holds(f.statute_criminal),
                ),
            ),
            unmet="The request designates no Federal criminal statute.",
            step="Cite the Federal criminal statute that the matter enforces.",
            unknown="It is not known whether the statute cited is a Federal criminal statute.",
        ),
        _term(
            "mou.order_date",
            "The request gives the date of a final order of removal, and that day has come.",
            Compare(Value(f.order_final_on), "<=", Value(f.as_of)),
            unmet="The order of removal is dated in the future.",
            step="State the date on which the order of removal became final.",
            unknown="The request gives no date of a final order of removal.",
        ),
        _term(
            "mou.order_number",
            "The request gives the case number of the order of removal.",
            Matches(f.order_number, forms.SUBSTANCE, forms.SUBSTANCE_SAYS),
            unmet="What stands for the number of the order of removal identifies no case.",
            step="State the case number of the order of removal.",
            unknown="The request gives no case number of the order of removal.",
        ),
        _term(
            "mou.reason",
            "The request gives the specific reasons why the information is relevant.",
            All(
                Matches(f.reason, forms.THREE_WORDS, forms.THREE_WORDS_SAYS),
                Matches(f.reason, forms.SUBSTANCE, forms.SUBSTANCE_SAYS),
            ),
            unmet="The request states no reason.",
            step="State why the information is relevant to this taxpayer's matter.",
        ),
        _term(
            "mou.attested",
            "The request attests that only ICE officers and employees use the information, "
            "solely for the criminal matter, and that the person is under criminal investigation.",
            Holds(f.attested),
            unmet="The request lacks the attestation.",
            step="Add the attestation to the header letter.",
        ),
    ),
    notes=(
        (
            "Complete under this profile is not lawful under the statute: satisfying it never "
            "substitutes for an element of 26 USC 6103(i)(2). (derived)"
        ),
        "The court of appeals called the memorandum a non-binding statement of policy. (secondary)",
        (
            "mou.order_number: only two accounts mention a case number; a third names only the "
            "date of the order. (secondary)"
        ),
        "mou.signer: known from accounts of a draft. (secondary)",
        "Whether the reasons are specific is decided by a person, under (i)(2)(B)(iv).",
        (
            "Turn-around, retention, training, termination, amendment, cost, audit and dispute "
            "terms were not found in any account. (unverified)"
        ),
    ),
)
