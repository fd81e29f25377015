"""The accounting records of a run as one SQL statement over its files.

``header`` is a table of one row with what holds for the whole batch, ``released`` the table of
disclosures.
"""

from collections.abc import Collection
from typing import Final

from duly.gateway.accountable import accountable, levels, may_be_presidential
from duly.law import index
from duly.law.usc.t26.s6103 import facts as f

TABLE: Final = "account"
"""One row per record: the record's fields, and ``run``, ``place``, ``presidential``."""

_RELEASED = """(SELECT batch_id, request_id,
    string_agg(items, '; ' ORDER BY row) AS items,
    string_agg(recipient, '; ' ORDER BY row) AS recipients,
    string_agg(recipient_address, '; ' ORDER BY row) AS recipient_addresses,
    string_agg(channel, '; ' ORDER BY row) AS channels,
    string_agg(CAST(disclosed_on AS VARCHAR), '; ' ORDER BY row) AS disclosed_on,
    string_agg("by", '; ' ORDER BY row) AS disclosed_by,
    CAST(sum(instances) AS BIGINT) AS instances,
    min(disclosed_on) AS earliest
    FROM released GROUP BY ALL)"""
_BATCH: Final = (
    "received_on",
    "requested_on",
    "agency",
    "department",
    "signer",
    "signer_title",
    "signer_office",
    "provision_claimed",
    "provision_applied",
    "made_under",
    "decided_on",
    "law_as_of",
    "decided_by",
    "readings",
    "orders_sha256",
    "orders_last_verified",
    "merkle_root",
    "federal",
)
_ROW: Final = (
    "request_id",
    "reference",
    "item",
    "periods",
    "reason",
    "statute",
    "matter_kind",
    "purposes",
    "recipient_asked",
    "recipient_role",
    "not_met",
    "unknown",
    "items_disclosed",
    "recipients",
    "recipient_addresses",
    "channels",
    "disclosed_on",
    "disclosed_by",
    "leaf",
)


def record_sql(
    decisions: str,
    facts: str,
    kept: Collection[str],
    *,
    claimed: str,
    rejected: int,
    match: str | None,
    one: bool,
) -> str:
    """Select every record of a run. ``$number`` is the run's place, ``$key`` whom it is about.

    ``kept`` are the columns of the facts; a provision that asks for no period has none. With
    ``one`` only the records of ``$key`` are selected, by ``match`` also as a person.
    """
    opens = ", ".join(f"'{word}'" for word in sorted(index.OPENS))
    requester = "f.appointment_requester" if "appointment_requester" in kept else "NULL"
    about = "TRUE"
    if one:
        person = f" OR d.request_id IN (SELECT request_id FROM {match} WHERE person_id = $key)"
        about = f"(d.request_id = $key OR d.reference = $key{person if match else ''})"
    whole = f"""SELECT CAST($number AS INTEGER) AS run, d.row AS place,
        {_presidential(claimed, requester)} AS presidential, h.batch_id, d.row,
        d.request_id, d.reference, {", ".join(f"h.{name}" for name in _BATCH)},
        {_fact("item", kept)}, {_fact("periods", kept)}, {_fact("reason", kept)},
        {_fact("statute", kept)}, {_fact("matter_kind", kept)}, {_uses(kept)} AS purposes,
        {_fact("recipient_employment", kept, "recipient_asked")}, {_fact("recipient_role", kept)},
        d.outcome, d.operating, d.not_met, d.unknown,
        CASE WHEN r.instances IS NOT NULL THEN coalesce(r.items, {_bare("item", kept)}) END
            AS items_disclosed,
        r.recipients, r.recipient_addresses, r.channels, r.disclosed_on, r.disclosed_by,
        coalesce(r.instances, 0) AS instances,
        nullif(concat_ws('; ', CASE WHEN r.instances IS NOT NULL AND d.operating NOT IN ({opens})
            THEN 'disclosed against the decision' END,
            CASE WHEN r.earliest < CAST(h.decided_on AS DATE)
            THEN 'disclosed before the decision' END), '') AS flags,
        {_required(claimed, kept)} AS accounting_required,
        '{accountable(claimed, None).law}' AS accounting_law, d.leaf
        FROM {decisions} d JOIN {facts} f USING (row) CROSS JOIN header h
        LEFT JOIN {_RELEASED} r ON r.request_id = d.request_id AND r.batch_id = h.batch_id
        WHERE {about}"""
    if not rejected:
        return whole
    nothing = ", ".join(f"NULL AS {name}" for name in _ROW)
    unread = accountable(claimed, None)
    return f"""SELECT * FROM ({whole}) UNION ALL BY NAME
        SELECT CAST($number AS INTEGER) AS run, 9000000000000000 + n.range AS place,
        {_presidential(claimed, "NULL")} AS presidential, h.batch_id, NULL AS row,
        {", ".join(f"h.{name}" for name in _BATCH)}, {nothing}, 'REJECTED' AS outcome,
        'REJECTED' AS operating, 0 AS instances, NULL AS flags,
        '{unread.required}' AS accounting_required, '{unread.law}' AS accounting_law
        FROM range({rejected}) n CROSS JOIN header h"""


def _bare(name: str, kept: Collection[str]) -> str:
    return f"f.{name}" if name in kept else "NULL::VARCHAR"


def _fact(name: str, kept: Collection[str], called: str = "") -> str:
    return f"{_bare(name, kept)} AS {called or name}"


def _uses(kept: Collection[str]) -> str:
    if f.uses.name not in kept:
        return "NULL::VARCHAR"
    words = ", ".join(
        f"CASE WHEN (f.uses >> {place}) & 1 = 1 THEN '{word}' END"
        for place, word in enumerate(f.uses.choices)
    )
    return f"nullif(concat_ws(';', {words}), '')"


def _required(claimed: str, kept: Collection[str]) -> str:
    if f.item.name not in kept:
        return f"'{accountable(claimed, None).required}'"
    items = " ".join(f"WHEN '{i}' THEN '{accountable(claimed, i).required}'" for i in f.ITEM_KINDS)
    return f"CASE f.item {items} ELSE '{accountable(claimed, None).required}' END"


def _presidential(claimed: str, requester: str) -> str:
    if not levels(claimed).startswith("(g)"):
        return "FALSE"
    if may_be_presidential(claimed, "agency_head"):
        return "TRUE"
    return f"coalesce({requester} = 'president', TRUE)"
