"""26 CFR 301.6103(p)(2)(B)-1, under 26 U.S.C. § 6103(p)(2)(B): from one agency to another.

An agency that obtained an item in accordance with section 6103 (the first recipient) "may"
disclose it to another recipient whom section 6103 itself authorises (the second recipient), if
the Commissioner, on a written request, determined that the item is more readily available there
than from the Internal Revenue Service. The Commissioner may set conditions and may revoke the
authorisation at any time. Nobody gets by this way what section 6103 does not open to him.
"""

from duly.law import forms
from duly.law.node import Compare, Holds, Matches, Not, Value
from duly.law.provision import AllOf, Effect, Mark, Provision, Words
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import redisclosure_facts as r
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103.state_parts import (
    DERIVED,
    PRIMARY,
    accounted,
    any_item,
    authority,
    discretion,
    need,
    only_use,
)

REGULATION = "26 CFR 301.6103(p)(2)(B)-1"
# Uses that some provision of section 6103 names; which of them is open, p2B.second decides.
NO_PROVISION = ("civil_removal", "civil_fine", "arrest_or_detention", "other")
USES = tuple(use for use in f.USES if use not in NO_PROVISION)

APPROVAL = AllOf(
    id="p2B",
    says="The Commissioner has authorised the re-disclosure.",
    cite=f"{REGULATION}(b)",
    mark=PRIMARY,
    parts=(
        shared.written("p2B.writing", f"{REGULATION}(b)", "after receiving a written request"),
        need(
            "p2B.available",
            "The Commissioner determined that the item is more readily available from the first "
            "agency.",
            f"{REGULATION}(b)",
            Holds(r.more_available),
            words="more readily available from the first recipient",
            unmet="The Commissioner has not determined that the item is more readily available "
            "from the first agency.",
            step="Ask the Internal Revenue Service itself.",
        ),
        need(
            "p2B.approved",
            "The authorisation was given.",
            f"{REGULATION}(b)",
            Compare(Value(r.approved_on), "<=", Value(f.as_of)),
            words="The disclosure authorization by the Commissioner shall be directed to the head "
            "of the first recipient",
            unmet="The Commissioner's authorisation is not yet given.",
            step="Wait for the Commissioner's authorisation.",
        ),
        need(
            "p2B.revoked",
            "The authorisation has not been revoked.",
            f"{REGULATION}(b)",
            Not(Holds(r.revoked)),
            words="may be revoked by the Commissioner at any time",
            unmet="The Commissioner has revoked the authorisation.",
            step="Do not disclose.",
        ),
        need(
            "p2B.conditions",
            "The conditions of the authorisation are met.",
            f"{REGULATION}(b)",
            Holds(r.conditions),
            words="may contain such conditions or restrictions as the Commissioner may prescribe",
            unmet="A condition or restriction of the authorisation is not met.",
            step="Meet the conditions that the Commissioner set.",
            person="Whether the Commissioner's conditions and restrictions are met.",
        ),
    ),
)

HERE = Provision(
    cite="26 USC 6103(p)(2)(B)",
    title="Re-disclosure from one agency to another",
    says="Permits an agency that lawfully has an item to pass it to a recipient whom section 6103 "
    "itself authorises, with the Commissioner's authorisation.",
    source="https://omb.report/icr/201706-1545-011/doc/74700401",
    text_read="e-CFR of 1 March 2017, paragraphs (a), (b) and the beginning of (c); the statute "
    "as for the other paragraphs; later amendments not checked",
    since=shared.SINCE,
    words=Words(met="MAY"),
    elements=(
        authority("p2B.a6"),
        any_item("p2B.item", f"{REGULATION}(a)", "returns or return information"),
        need(
            "p2B.first",
            "The first agency obtained the item in accordance with section 6103.",
            f"{REGULATION}(a)",
            Holds(r.obtained),
            words="in accordance with section 6103 (the first recipient)",
            unmet="The first agency did not obtain the item in accordance with section 6103.",
            step="Do not disclose; what was not lawfully obtained is not passed on.",
        ),
        shared.recipient_named("p2B.recip", f"{REGULATION}(a)"),
        need(
            "p2B.provision",
            "The provision that authorises the second recipient is named.",
            f"{REGULATION}(c)",
            Matches(r.provision, forms.TAX_TITLE, forms.TAX_TITLE_SAYS),
            mark=DERIVED,
            unmet="No provision of title 26 is named that authorises the second recipient.",
            step="Name the provision, for example 26 USC 6103(d)(1).",
        ),
        need(
            "p2B.second",
            "Section 6103 itself authorises the second recipient to have this item for these uses.",
            f"{REGULATION}(a), (c)",
            Holds(r.authorised),
            words="another recipient authorized to receive such returns or return information "
            "under section 6103",
            unmet="Section 6103 does not authorise the second recipient to have this item for "
            "these uses.",
            step="Do not disclose; the first agency's right is not the second's.",
            person="Whether the provision named opens this item to the second recipient for "
            "these uses: decide it under that provision.",
        ),
        only_use(
            "p2B.use",
            f"{REGULATION}(c)",
            "Every use is one that some provision of section 6103 names.",
            *USES,
            words="only for a purpose authorized by and subject to any conditions imposed by "
            "section 6103",
        ),
        APPROVAL,
        shared.safeguards("p2B.p4"),
    ),
    effects=(
        discretion("p2B.effect", f"{REGULATION}(a)"),
        Effect(
            "p2B.onward",
            "The second recipient holds the item on the terms of its own provision, and on the "
            "Commissioner's conditions.",
            f"{REGULATION}(b), (c)",
            PRIMARY,
        ),
        Effect(
            "p2B.records",
            "The first agency records the authorisation and what it disclosed, so that the "
            "Internal Revenue Service can account for it.",
            f"{REGULATION}(d)",
            Mark.UNVERIFIED,
        ),
        accounted("p2B.log"),
    ),
    notes=(
        (
            "Paragraph (p)(2)(B) of the statute itself is about the form in which information may "
            "be provided; the rule on re-disclosure is the regulation's."
        ),
        (
            "The safeguards are asked of every second recipient, also of one that (p)(4) does not "
            "list: the strict way (derived)."
        ),
    ),
)
