"""26 U.S.C. § 6103(p)(4)(D): controls of Publication 1075 that software can show.

Part of ``p_4.py``. Each control is one element over one piece of evidence, with the mark of how
well the requirement is known; three of them rest on nothing that we have read.
"""

from duly.law.fact import Fact, Kind
from duly.law.node import All, Compare, Fixed, Holds, Node, Not, Value
from duly.law.provision import Element, Mark
from duly.law.usc.t26.s6103 import p_facts as p

PRIMARY, SECONDARY, UNVERIFIED = Mark.PRIMARY, Mark.SECONDARY, Mark.UNVERIFIED

CEASE = Holds(p.safeguard_public_record)
"""(A) to (E) cease for what was made part of the public record of a proceeding."""
LOG_YEARS, INCIDENT_HOURS, NOTICE_DAYS = 7, 24, 45


def _control(
    id_: str,
    source: str,
    mark: Mark,
    says: str,
    holds: Fact | Node,
    unmet: str,
    next_step: str,
    applies: Node | None = None,
) -> Element:
    """One control; ``source`` is the key of the page in the dossier."""
    where = Not(CEASE)
    return Element(
        id=f"P1075.{id_}",
        says=says,
        cite=f"26 USC 6103(p)(4)(D); Publication 1075 ({source})",
        mark=mark,
        holds=Holds(holds) if isinstance(holds, Fact) else holds,
        applies=where if applies is None else All(where, applies),
        unmet=unmet,
        next_step=next_step,
        next_unknown="Ask the recipient for the evidence; record it in the custodian file.",
    )


def _number(number: int) -> Fixed:
    return Fixed(number, Kind.NUMBER)


CONTROLS = (
    _control(
        "AU.content",
        "P1075-AUDIT, P1075-AUDCTL",
        PRIMARY,
        "Each audit record gives date and time, user, event, success or failure, origin, object "
        "and any change of the security database.",
        p.safeguard_audit_content,
        "Audit records lack a field.",
        "Have every field recorded.",
    ),
    _control(
        "AU.recreate",
        "P1075-AUDIT",
        PRIMARY,
        "The logs let a reviewer recreate the sequence of access.",
        p.safeguard_audit_recreate,
        "The logs do not let a reviewer recreate the sequence of access.",
        "Have events numbered, so that no gap can pass.",
    ),
    _control(
        "AU.protect",
        "P1075-STAX",
        PRIMARY,
        "The logs are protected like the information itself.",
        p.safeguard_audit_protect,
        "The logs are not protected like the information itself.",
        "Have the logs made append-only, with a separate role for readers.",
    ),
    _control(
        "AU.retain",
        "retention, not checked",
        UNVERIFIED,
        "Audit logs are kept for seven years.",
        Compare(Value(p.safeguard_audit_years), ">=", _number(LOG_YEARS)),
        "Audit logs are kept for less than seven years.",
        "Have the logs kept longer.",
    ),
    _control(
        "SC.crypto",
        "P1075-ENC",
        PRIMARY,
        "The cryptographic modules are validated under FIPS 140.",
        p.safeguard_crypto,
        "A cryptographic module is not validated.",
        "Have the module replaced, or its certificate named.",
    ),
    _control(
        "IA.mfa",
        "remote access",
        SECONDARY,
        "Remote access needs more than one factor.",
        p.safeguard_mfa,
        "Remote access needs one factor only.",
        "Have a second factor required.",
    ),
    _control(
        "AC.least",
        "accountinginsights.org",
        SECONDARY,
        "Users have unique ids and only the privileges that they need; visitors are logged.",
        p.safeguard_least,
        "Ids are shared, or privileges go beyond the need.",
        "Have ids and privileges separated.",
    ),
    _control(
        "PE.twobarrier",
        "P1075-STAX",
        PRIMARY,
        "Two barriers stand before the information.",
        p.safeguard_two_barriers,
        "Fewer than two barriers stand before the information.",
        "Have a second barrier set and attested.",
    ),
    _control(
        "IR.who",
        "P1075-IR",
        PRIMARY,
        "Incidents go to the TIGTA special agent-in-charge and at the same time to the Office of "
        "Safeguards.",
        p.safeguard_incident_both,
        "Incidents do not go to both addressees at once.",
        "Have both addressees written into the procedure.",
    ),
    _control(
        "IR.24h",
        "deadline, not checked",
        UNVERIFIED,
        "Incidents are reported within 24 hours after they are identified.",
        Compare(Value(p.safeguard_incident_hours), "<=", _number(INCIDENT_HOURS)),
        "Incidents are reported later than 24 hours after they are identified.",
        "Have the procedure shortened.",
    ),
    _control(
        "IR.content",
        "a State policy restating it",
        SECONDARY,
        "An incident report gives times, discovery, description, data, number of records, place "
        "and systems.",
        p.safeguard_incident_content,
        "Incident reports lack a field.",
        "Have every field asked for.",
    ),
    _control(
        "MP.sanitize",
        "P1075-MED, P1075-MED2",
        PRIMARY,
        "Media are cleared, purged or destroyed by NIST 800-88.",
        p.safeguard_sanitized,
        "Media are not sanitized by NIST 800-88.",
        "Have the media sanitized and certified.",
    ),
    _control(
        "NU",
        "term not checked; compare (p)(4)(C)",
        UNVERIFIED,
        "Only data needed and used for the authorised purpose are received.",
        p.safeguard_need,
        "Data are received that the purpose does not need.",
        "Have each item justified.",
    ),
    _control(
        "NOT45",
        "P1075-45",
        PRIMARY,
        "The Office of Safeguards was told 45 days before a change such as a contractor or cloud.",
        Compare(Value(p.safeguard_notice_days), ">=", _number(NOTICE_DAYS)),
        "The Office of Safeguards was told less than 45 days before the change.",
        "Put the change off until 45 days after the notice.",
        applies=Holds(p.safeguard_change),
    ),
)
