"""26 U.S.C. § 6103(k)(6): investigative disclosure.

An internal revenue officer or employee, or one of the Treasury Inspector General for Tax
Administration, "may", in connection with official duties in an audit, a collection or a tax
investigation, disclose return information as far as that is necessary to obtain information
that is not otherwise reasonably available. It serves the tax administration's own questions
and no other agency's purpose.
"""

from duly.law.node import Holds, Not, OneOf
from duly.law.provision import Effect, Element, Mark, Provision, Words
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103 import work_facts as w
from duly.law.usc.t26.s6103.e_7 import RETURN_INFORMATION
from duly.law.usc.t26.s6103.interest_parts import proved
from duly.law.usc.t26.s6103.state_parts import DERIVED, PRIMARY, discretion, exempt, need, only_use

CITE = "26 USC 6103(k)(6)"

HERE = Provision(
    cite=CITE,
    title="Investigative disclosure",
    says="Permits an officer or employee of the tax administration to disclose what is necessary "
    "to obtain information for an audit, a collection or a tax investigation.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="MAY"),
    elements=(
        shared.recipient_named("k6.recip", CITE),
        need(
            "k6.item",
            "The item is return information.",
            CITE,
            OneOf(f.item, *RETURN_INFORMATION),
            words="disclose return information",
            unmet="The item is not return information.",
            step="Disclose return information only; the paragraph does not name returns.",
        ),
        need(
            "k6.1.officer",
            "An officer or employee of the internal revenue or of the Treasury Inspector General "
            "for Tax Administration discloses it.",
            CITE,
            OneOf(w.discloser, "internal_revenue_employee", "tigta_employee"),
            words="An internal revenue officer or employee",
            unmet="Whoever would disclose it is of neither office.",
            step="Record investigative_discloser in the custodian file.",
        ),
        need(
            "k6.1.duty",
            "It is in connection with official duties in an audit, a collection, a tax "
            "investigation or an offence under the internal revenue laws.",
            CITE,
            OneOf(w.duty, "audit", "collection", "tax_investigation", "internal_revenue_offence"),
            words="in connection with his official duties",
            unmet="It is not in connection with such a duty.",
            step="Record investigative_duty in the custodian file.",
        ),
        proved(
            "k6.2.necessary",
            "The disclosure is necessary in obtaining the information sought.",
            CITE,
            w.necessary,
            words="to the extent that such disclosure is necessary in obtaining information",
            unmet="The information can be sought without this disclosure.",
            step="Seek the information without it.",
            person="How much must be told to obtain the information.",
        ),
        proved(
            "k6.2.unavailable",
            "The information sought is not otherwise reasonably available.",
            CITE,
            w.unavailable,
            words="which is not otherwise reasonably available",
            unmet="The information sought is reasonably available otherwise.",
            step="Obtain it from where it is available.",
            person="Whether the information could reasonably be had otherwise.",
        ),
        need(
            "k6.3",
            "The information sought is about correct tax, liability, the amount to be collected, "
            "or the enforcement of title 26.",
            CITE,
            OneOf(
                w.subject,
                "determination_of_tax",
                "liability_for_tax",
                "amount_to_be_collected",
                "enforcement_of_title_26",
            ),
            words="with respect to the correct determination of tax",
            unmet="The information sought is about something else.",
            step="Record investigative_subject in the custodian file.",
        ),
        proved(
            "k6.4",
            "The situation and the conditions are those of the regulation.",
            "26 USC 6103(k)(6); 26 CFR 301.6103(k)(6)-1",
            w.regulation,
            words="only in such situations and under such conditions",
            mark=Mark.UNVERIFIED,
            unmet="The regulation does not cover this situation, or a condition is not met.",
            step="Do not disclose.",
            person="Whether the regulation covers this situation.",
        ),
        Element(
            id="k6.whistleblower",
            says="It is no disclosure to an informant under (k)(13)(A).",
            cite="26 USC 6103(k)(6), (k)(13)(A)",
            mark=PRIMARY,
            words="shall not apply to any disclosure to an individual providing information",
            holds=Not(Holds(w.whistleblower)),
            unmet="The recipient is an informant, for whom (k)(13) has rules of its own.",
            next_step="Ask under (k)(13), which duly does not encode.",
            next_unknown=w.whistleblower.how,
        ),
        only_use(
            "k6.x",
            CITE,
            "It serves the tax administration, and no other agency's nontax purpose.",
            "tax_administration",
            mark=DERIVED,
        ),
    ),
    effects=(
        discretion("k6.effect", CITE),
        Effect(
            "k6.onward",
            "Those told under (k)(6) are not listed in (a)(3); tell no more than necessary.",
            "26 USC 6103(a)(3)",
            DERIVED,
        ),
        exempt("k6.log"),
    ),
    notes=("The regulation (TD 9274, 11 July 2006) exists; its detail was not read.",),
)
