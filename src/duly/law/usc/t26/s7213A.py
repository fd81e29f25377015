"""26 U.S.C. § 7213A: unauthorised inspection ("browsing").

It is unlawful for an officer or employee of the United States, a person described in
§ 6103(l)(18) or (n), or another holder through the provisions listed in § 7213(a)(2),
"willfully to inspect, except as authorized in this title, any return or return information".
This tells whether somebody is exposed to it.
"""

from duly.law.node import All, OneOf
from duly.law.provision import AnyOf, Effect, Element, Mark, Provision
from duly.law.usc.t26.s7213 import facts as s
from duly.law.usc.t26.s7213 import parts

PRIMARY = Mark.PRIMARY
INSIDE = ("federal_employee", "n_person", "l_18_person")
"""(a)(1) names present officers and employees only; § 7213(a)(1) names former ones as well."""
OUTSIDE = tuple(actor for actor in s.ACTORS if actor not in INSIDE)

HERE = Provision(
    cite="26 USC 7213A",
    title="Unauthorised inspection of returns or return information",
    says="Tells whether somebody is exposed to the offence of wilful inspection without authority.",
    source="https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title26-section7213A",
    text_read=parts.TEXT_READ,
    since=parts.SINCE,
    words=parts.EXPOSURE,
    elements=(
        AnyOf(
            id="7213A.who",
            says="The person is one of those whom the section binds.",
            cite="26 USC 7213A(a)",
            mark=PRIMARY,
            unmet="The person is none of those whom the section binds.",
            next_step="Record by what status, and through which provision, the person had access.",
            parts=(
                Element(
                    id="7213A.a1",
                    says="An officer or employee of the United States, or a person described in "
                    "§ 6103(l)(18) or (n).",
                    cite="26 USC 7213A(a)(1)",
                    mark=PRIMARY,
                    words="any officer or employee of the United States",
                    holds=OneOf(s.breach_actor, *INSIDE),
                    unmet="No officer or employee of the United States, and no such person.",
                ),
                Element(
                    id="7213A.a2",
                    says="Another person, and the information was acquired under a provision that "
                    "§ 7213(a)(2) lists.",
                    cite="26 USC 7213A(a)(2)",
                    mark=PRIMARY,
                    words="under a provision of section 6103 referred to in section 7213(a)(2)",
                    holds=All(
                        OneOf(s.breach_actor, *OUTSIDE),
                        OneOf(s.breach_channel, *s.LISTED_CHANNELS),
                    ),
                    unmet="The information was not acquired under a provision listed.",
                ),
            ),
        ),
        parts.act(
            "7213A",
            "26 USC 7213A(a)",
            "The information was inspected.",
            "The information was not inspected.",
            "inspected",
        ),
        parts.item("7213A", "26 USC 7213A(a)"),
        parts.unauthorized("7213A", "26 USC 7213A(a)"),
        parts.wilful("7213A", "26 USC 7213A(a)", "willfully to inspect"),
    ),
    effects=(
        Effect(
            "7213A.range",
            "A fine of up to $1,000, imprisonment of up to one year, or both, with the costs of "
            "prosecution.",
            "26 USC 7213A(b)(1)",
            PRIMARY,
        ),
        Effect(
            "7213A.dismissal",
            "An officer or employee of the United States is dismissed or discharged upon "
            "conviction besides.",
            "26 USC 7213A(b)(2)",
            PRIMARY,
        ),
        parts.caution("7213A", "26 USC 7213A"),
    ),
)
