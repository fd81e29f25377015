"""26 U.S.C. § 6103(e)(7): return information, for whom the return is open.

Return information "may" be opened to any person whom the subsection lets inspect a return of
the same taxpayer, if the Secretary determines that this would not seriously impair Federal tax
administration. An example is the taxpayer's own examination file.
"""

from dataclasses import replace

from duly.law.node import All, Holds, OneOf
from duly.law.provision import AnyOf, Provision, Words
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import interest_facts as e
from duly.law.usc.t26.s6103 import interest_parts as parts
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103.a import PROTECTED_KINDS
from duly.law.usc.t26.s6103.state_parts import DERIVED, PRIMARY, discretion, exempt, need

CITE = "26 USC 6103(e)(7)"
RETURN_INFORMATION = tuple(kind for kind in PROTECTED_KINDS if kind != "return")

HERE = Provision(
    cite=CITE,
    title="Return information, for whom the return is open",
    says="Permits the custodian to open return information to a person to whom the subsection "
    "opens a return of the same taxpayer.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="MAY"),
    elements=(
        replace(shared.written("e7.written", CITE), mark=DERIVED),
        parts.recipient("e7.recip"),
        parts.identity("e7.identity"),
        need(
            "e7.item",
            "The item is return information.",
            CITE,
            OneOf(f.item, *RETURN_INFORMATION),
            words="Return information with respect to any taxpayer",
            unmet="The item is not return information.",
            step="A return is asked for under (e)(1) to (e)(6).",
        ),
        AnyOf(
            id="e7.standing",
            says="The subsection lets the person inspect a return of the same taxpayer.",
            cite=CITE,
            mark=PRIMARY,
            words="any person authorized by this subsection to inspect any return of such taxpayer",
            unmet="The subsection does not let the person inspect a return of this taxpayer.",
            next_step="Ask for proof of the interest; record interest_role, or "
            "interest_return_open, in the custodian file.",
            parts=(
                need(
                    "e7.own",
                    "The person asks for the own information.",
                    "26 USC 6103(e)(7), (e)(1)(A)(i)",
                    All(OneOf(e.return_of, "individual"), OneOf(e.role, "that_individual")),
                    unmet="The person does not ask for the own information.",
                ),
                need(
                    "e7.other",
                    "Another paragraph of the subsection opens a return of this taxpayer to the "
                    "person.",
                    CITE,
                    Holds(e.return_open),
                    unmet="No other paragraph opens a return of this taxpayer to the person.",
                ),
            ),
        ),
        parts.own_use("e7.use"),
        parts.schedules("e7.e10"),
    ),
    bars=(
        replace(
            shared.no_impairment("e7.impairment", CITE),
            says="The Secretary has determined that disclosure would not seriously impair Federal "
            "tax administration.",
            words="would not seriously impair Federal tax administration",
            next_unknown="Ask for the determination, which the paragraph demands; record it in "
            "the custodian file.",
        ),
    ),
    effects=(discretion("e7.effect", CITE), exempt("e7.log")),
    notes=(
        (
            "The paragraph demands a determination that there is no serious impairment. A record "
            'of "no" in impairment_determination is that determination; silence holds.'
        ),
        (
            "The text of (e)(7) asks for no writing; duly asks for it as (e)(1) to (e)(6) do, "
            "so that the request is on record."
        ),
    ),
)
