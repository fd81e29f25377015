"""26 U.S.C. § 6103(i)(6): the bar for informants and tax investigations.

Tells over which paragraphs of (i) a determination of the Secretary stands as a bar: (1), (2),
(3)(A) and (C), (5), (7) and (8), but not the emergencies of (3)(B) and not use in court under
(4), which has a clause of its own. It opens nothing.
"""

from duly.law.node import Holds, OneOf
from duly.law.provision import Effect, Element, Mark, Provision, Words
from duly.law.usc.t26.s6103 import court_facts as c
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import shared

PRIMARY = Mark.PRIMARY
CITE = "26 USC 6103(i)(6)"

HERE = Provision(
    cite=CITE,
    title="Confidential informants and impairment of tax investigations",
    says="Tells whether a determination of the Secretary bars disclosure under a paragraph of (i).",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="BARS", not_met="DOES NOT BAR", unknown="UNKNOWN"),
    elements=(
        Element(
            id="i6.over",
            says="The paragraph relied on is one over which the bar stands.",
            cite=CITE,
            mark=PRIMARY,
            words="under paragraph (1), (2), (3)(A) or (C), (5), (7), or (8)",
            holds=OneOf(c.bar_provision, "i_1", "i_2", "i_3_A", "i_3_C", "i_5", "i_7", "i_8"),
            unmet="The bar does not reach that paragraph; (3)(B) has none, (4) has its own.",
            next_step="Decide the disclosure under the paragraph relied on.",
        ),
        Element(
            id="i6.determined",
            says="The Secretary has determined that disclosure would identify a confidential "
            "informant or seriously impair a civil or criminal tax investigation.",
            cite=CITE,
            mark=PRIMARY,
            words="would identify a confidential informant or seriously impair a civil or criminal "
            "tax investigation",
            holds=Holds(f.i6_determination),
            unmet="There is no such determination.",
            next_step="Decide the disclosure under the paragraph relied on.",
            next_unknown=f.i6_determination.how,
        ),
    ),
    effects=(
        Effect(
            "i6.cert",
            "Where an order under (1)(B) or (5)(B) was granted, the Secretary certifies the "
            "determination to the court.",
            CITE,
            PRIMARY,
        ),
    ),
    notes=(
        (
            "A determination stops disclosure here whether or not it has yet been certified to the "
            "court: the certificate is owed, and nothing leaves in the meantime. (derived)"
        ),
        (
            "No order opens what this bars: a judge's order, and all the more a paper of any other "
            "officer, is subject to it. (primary)"
        ),
    ),
)
