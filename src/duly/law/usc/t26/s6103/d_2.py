"""26 U.S.C. § 6103(d)(2): State audit agencies.

What a State tax agency obtained under (d)(1) "may be open" to officers and employees of the
State audit agency, for making an audit of that tax agency and no further than the audit needs.
"""

from duly.law.node import All, Holds, OneOf
from duly.law.provision import Effect, Provision, Words
from duly.law.usc.t26.s6103 import d_facts as d
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103.state_parts import (
    PRIMARY,
    accounted,
    any_item,
    authority,
    discretion,
    need,
    only_use,
)

CITE = "26 USC 6103(d)(2)(A)"

HERE = Provision(
    cite="26 USC 6103(d)(2)",
    title="State audit agencies",
    says="Permits a State audit agency to see what the State tax agency got under (d)(1), only "
    "for auditing it.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="MAY"),
    elements=(
        authority("d.11.a6"),
        need(
            "d.11.auditor",
            "State law charges the agency with auditing State revenues and programs.",
            "26 USC 6103(d)(2)(B)",
            All(OneOf(d.agency_kind, "audit_agency"), Holds(d.audit_charge)),
            words="the responsibility of auditing State revenues and programs",
            unmet="The agency is not charged with auditing State revenues and programs.",
            step="Have the State audit agency ask.",
        ),
        any_item("d.11.item", CITE, "Any returns or return information"),
        need(
            "d.11.obtained",
            "A State tax agency obtained the item under (d)(1).",
            CITE,
            Holds(d.obtained_by_tax_agency),
            words="obtained under paragraph (1)",
            unmet="No State tax agency obtained the item under (d)(1).",
            step="Only what the tax agency obtained under (d)(1) is open to its auditor.",
        ),
        need(
            "d.11.recip",
            "The recipient is a named officer or employee of the audit agency.",
            CITE,
            All(Holds(f.recipient_named), OneOf(f.recipient_employment, "employee_of_agency")),
            words="officers and employees of the State audit agency",
            unmet="No officer or employee of the audit agency is named as recipient.",
            step="Name an officer or employee of the audit agency.",
        ),
        only_use(
            "d.11.use",
            CITE,
            "The item is used only in making an audit.",
            "audit",
            words="for the purpose of, and only to the extent necessary in, making an audit",
        ),
        need(
            "d.11.subject",
            "The audit is of the agency that obtained the item.",
            CITE,
            Holds(d.audit_of_holder),
            words="an audit of the State agency, body, or commission referred to in paragraph (1)",
            unmet="The audit is not of the agency that obtained the item.",
            step="State the audit of the tax agency for which the item is needed.",
        ),
        need(
            "d.11.need",
            "No more is asked for than the audit needs.",
            CITE,
            Holds(d.audit_necessary),
            words="only to the extent necessary",
            unmet="More is asked for than is necessary in making the audit.",
            step="Ask for no more than the audit needs.",
            person="How much the audit needs.",
        ),
        shared.safeguards("d.11.p4"),
    ),
    effects=(
        discretion("d.11.effect", CITE),
        Effect(
            "d.11.end",
            "On completion of use the audit agency returns the item, or makes it undisclosable "
            "and reports in writing how.",
            "26 USC 6103(p)(4)(F)(i)",
            PRIMARY,
        ),
        accounted("d.11.log"),
    ),
)
