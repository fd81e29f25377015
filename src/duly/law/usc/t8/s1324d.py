"""8 U.S.C. § 1324d: civil penalties for failure to depart.

The section sets an amount per day, before adjustment up to $500, for a person under a final
order who wilfully does not depart. The penalty is civil. A request under 26 U.S.C.
§ 6103(i)(2) needs a "Federal criminal statute", so this section cannot carry one.
"""

from datetime import date

from duly.law.fact import days
from duly.law.node import OneOf
from duly.law.provision import Element, Mark, Provision, Words
from duly.law.usc.t26.s6103 import facts as f

HERE = Provision(
    cite="8 USC 1324d",
    title="Civil penalties for failure to depart",
    says="Classifies the statute that a request cites: this one sets a civil penalty.",
    source="https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title8-section1324d",
    text_read="statute mirror, snapshot of 20 April 2023",
    since=days(date(2023, 4, 20)),
    words=Words(met="CIVIL PENALTY", not_met="OTHER STATUTE", unknown="UNKNOWN"),
    elements=(
        Element(
            id="s1324d",
            says="The statute cited is 8 U.S.C. § 1324d, which sets a civil penalty per day.",
            cite="8 USC 1324d(a)",
            mark=Mark.PRIMARY,
            words="civil penalty",
            holds=OneOf(f.statute, "8 USC 1324d"),
            unmet="The statute cited is not 8 U.S.C. § 1324d.",
        ),
    ),
)
