"""26 U.S.C. § 6103(i)(4): use in court of what was obtained under (i).

Returns and taxpayer return information obtained by an order under (1) or (7)(C) "may" be
disclosed in a proceeding that enforces a Federal criminal statute or related civil forfeiture,
if the court finds them probative or orders their discovery. Other return information obtained
under (1), (2), (3)(A) or (C), or (7) may be disclosed in such a proceeding without a finding.
Removal and civil-penalty proceedings are not mentioned. An immigration judge's ruling does not
help, because the proceeding before such a judge is outside the paragraph.
"""

from duly.law.node import All, Holds, Includes, Not, OneOf, Some
from duly.law.provision import AnyOf, Effect, Element, Mark, Provision, Words
from duly.law.usc.t26.s6103 import court_elements as e
from duly.law.usc.t26.s6103 import court_facts as c
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import shared

PRIMARY, DERIVED = Mark.PRIMARY, Mark.DERIVED
CITE = "26 USC 6103(i)(4)"
A, B = f"{CITE}(A)", f"{CITE}(B)"
BY_ORDER = All(
    # Identity may have come from the taxpayer: only (2), (3)(C) and (7) take it out, for
    # themselves. Here it takes the stricter way.
    OneOf(f.item, *e.TAXPAYERS, *e.IDENTITY),
    OneOf(c.court_use_obtained_under, "i_1", "i_7_C"),
)
ORDERED = All(BY_ORDER, Includes(c.court_use_ruling, "discovery_order"))

HERE = Provision(
    cite=CITE,
    title="Use in a judicial or administrative proceeding of what was obtained under (i)",
    says="Lets what was obtained under (i) be disclosed in a proceeding that enforces a nontax "
    "Federal criminal statute or related civil forfeiture.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="MAY"),
    elements=(
        Element(
            id="i4.x",
            says="The proceeding enforces a Federal criminal statute or related civil forfeiture.",
            cite=f"{A}, (B)",
            mark=PRIMARY,
            words="pertaining to enforcement of a specifically designated Federal criminal statute "
            "or related civil forfeiture",
            holds=OneOf(f.proceeding, "federal_criminal", "federal_forfeiture"),
            unmet="The proceeding is of another kind; removal, civil-penalty and licensing "
            "proceedings are not mentioned.",
            next_step="Do not disclose it in this proceeding.",
        ),
        e.criminal("i4.statute.crim", f"{A}, (B)"),
        e.nontax("i4.statute.nontax", f"{A}, (B)"),
        Element(
            id="i4.party",
            says="The United States or a Federal agency is a party.",
            cite=f"{A}, (B)",
            mark=PRIMARY,
            words="to which the United States or a Federal agency is a party",
            holds=Holds(c.court_use_us_party),
            unmet="Neither the United States nor a Federal agency is a party.",
            next_step="Do not disclose it in this proceeding.",
        ),
        AnyOf(
            id="i4.AB",
            says="The item was obtained under a paragraph that is listed, and the court has ruled "
            "where a ruling is needed.",
            cite=f"{A}, (B)",
            mark=PRIMARY,
            unmet="The item was not obtained under a paragraph that is listed for it, or the court "
            "has neither found it probative nor ordered its discovery.",
            next_step="For a return or taxpayer return information, ask the court for a finding.",
            parts=(
                Element(
                    id="i4.A.i",
                    says="A return, taxpayer return information or identity, obtained by order "
                    "under (1) or (7)(C), and the court finds it probative.",
                    cite=f"{A}(i)",
                    mark=PRIMARY,
                    words="is probative of a matter in issue relevant in establishing the "
                    "commission of a crime",
                    holds=All(BY_ORDER, Includes(c.court_use_ruling, "probative")),
                    unmet="Not obtained by such an order, or not found probative.",
                ),
                Element(
                    id="i4.A.ii",
                    says="The same, and the court orders discovery of it under 18 U.S.C. § 3500 or "
                    "Rule 16 of the Federal Rules of Criminal Procedure.",
                    cite=f"{A}(ii)",
                    mark=PRIMARY,
                    words="to the extent required by order of the court pursuant to section 3500",
                    holds=ORDERED,
                    unmet="Not obtained by such an order, or its discovery is not ordered.",
                ),
                Element(
                    id="i4.B",
                    says="Other return information, got under (1), (2), (3)(A) or (C), or (7).",
                    cite=B,
                    mark=PRIMARY,
                    words="obtained under paragraph (1), (2), (3)(A) or (C), or (7)",
                    holds=All(
                        OneOf(f.item, *e.FROM_OTHERS),
                        OneOf(
                            c.court_use_obtained_under,
                            "i_1",
                            "i_2",
                            "i_3_A",
                            "i_3_C",
                            "i_7_A",
                            "i_7_B",
                            "i_7_C",
                            "i_7_D",
                        ),
                    ),
                    unmet="It came from the taxpayer, or was obtained under another paragraph.",
                ),
            ),
        ),
        shared.recipient_named("i4.recip", f"{A}, (B)"),
        e.solely(
            "i4.use",
            f"{A}, (B)",
            "may be disclosed in any judicial or administrative proceeding",
            "use_in_court",
        ),
    ),
    bars=(
        Element(
            id="i4.bar.C",
            says="No determination that admission would identify an informant or seriously impair "
            "a tax investigation; discovery by order is not barred.",
            cite=f"{CITE}(C)",
            mark=PRIMARY,
            words="shall be admitted into evidence under subparagraph (A)(i) or (B)",
            holds=Some(Not(Holds(c.court_use_determination)), ORDERED),
            unmet="The Secretary has determined, and given notice, that admission would identify a "
            "confidential informant or seriously impair a tax investigation.",
            unknown="Nobody has recorded whether the Secretary made such a determination.",
            next_step="Do not offer it in evidence while the determination stands.",
            next_unknown=c.court_use_determination.how,
        ),
    ),
    effects=(
        e.discretion("i4", f"{A}, (B)"),
        Effect(
            "i4.D",
            "In ruling, the court gives due consideration to the policy of confidentiality.",
            f"{CITE}(D)",
            PRIMARY,
        ),
        Effect(
            "i4.E",
            "Admission contrary to the paragraph is not, as such, reversible error.",
            f"{CITE}(E)",
            PRIMARY,
        ),
        Effect(
            "i4.log",
            "No accounting under (p)(3) is required; duly records it all the same.",
            "26 USC 6103(p)(3)(A)",
            PRIMARY,
        ),
        Effect(
            "i4.public",
            "The safeguards cease for what is made part of the public record of a proceeding.",
            "26 USC 6103(p)(4)",
            PRIMARY,
        ),
    ),
    notes=(
        (
            "If the wrong court rules, this never opens: i4.x is not met in a proceeding before an "
            "immigration judge or in another civil case, whatever is ruled there. (derived)"
        ),
        (
            "Identity is treated as taxpayer return information here, since the clauses that say "
            "otherwise speak for their own paragraphs only. An item from (7)(D) is not within "
            '"(1) or (7)(C)". (derived)'
        ),
    ),
)
