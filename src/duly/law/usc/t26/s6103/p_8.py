"""26 U.S.C. § 6103(p)(8): State law must protect Federal data in State returns.

Where a State "requires a taxpayer to attach to, or include in, any State tax return" a copy of
the Federal return or information from it, nothing may be disclosed to that State's officers
unless its law protects the copy. This is a condition over other provisions; it opens nothing.
"""

from duly.law.node import Holds
from duly.law.provision import Element, Mark, Provision, Words
from duly.law.usc.t26.s6103 import p_facts as p
from duly.law.usc.t26.s6103 import shared

HERE = Provision(
    cite="26 USC 6103(p)(8)",
    title="State law must protect Federal data in State returns",
    says="Tells whether State law stands in the way of disclosure to that State's officers.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="CLEARED", not_met="NOT CLEARED", unknown="NOT SHOWN"),
    elements=(
        Element(
            id="p8",
            says="The State's law protects the Federal data that its own returns must contain.",
            cite="26 USC 6103(p)(8)(A)",
            mark=Mark.PRIMARY,
            words="unless such State adopts provisions of law which protect the confidentiality",
            holds=Holds(p.attached_copy_protected),
            applies=Holds(p.attached_copy_required),
            unmet="The State has Federal data attached to its returns and its law does not "
            "protect them; nothing may go to its officers.",
            unknown="It is not known whether the State's law asks for Federal data in its returns, "
            "and protects them.",
            next_step="Do not disclose to officers of this State until its law protects the data.",
            next_unknown="Look the State's law up and record it in the custodian file.",
        ),
    ),
    notes=(
        (
            "(p)(8)(B): neither (A) nor (p)(9) prohibits disclosure among officers of one State, "
            "where its law specifically authorises that, of what a State return must contain."
        ),
    ),
)
