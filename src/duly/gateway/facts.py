"""From a request, its letter and the custodian's records to the facts that the law asks for.

One SQL expression per fact. The law never sees a request; it sees these facts, and they are
kept beside the decision, so that it can be decided again.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date

import duckdb
import pyarrow as pa

from duly.gateway.fact_sources import DOOR_QUESTIONS, RECORDED, STATED
from duly.gateway.model import Answer, CustodianFile, Letter
from duly.gateway.policy import Policy
from duly.law import index
from duly.law.columns import SQL_TYPES
from duly.law.fact import EPOCH, Fact, Kind, Value, bits, days
from duly.law.periods import within
from duly.law.usc.statutes import CRIMINAL
from duly.law.usc.t26.s6103 import facts as f

QUESTION_FACTS: Mapping[str, Fact] = {
    "i2.recip.engaged": f.engagement_confirmed,
    "i2.B.iv.specific": f.reason_specific,
    "i2.statute.crim": f.statute_criminal,
    "i2.statute.nontax": f.statute_nontax,
    "i2.matter.child": f.child_case_confirmed,
    "s1253.exc": f.exception_inapplicable,
    "i2.addr.complete": f.address_complete,
    "i2.addr.locates": f.address_locates,
    **DOOR_QUESTIONS,
}
"""Which fact a person's answer to an element's question supplies."""

NAME_PLACEHOLDERS = (
    "UNKNOWN",
    "UNKNOWN UNKNOWN",
    "NA NA",
    "N/A N/A",
    "NONE NONE",
    "NULL NULL",
    "NOT PROVIDED",
    "NO NAME",
    "FAILED TO PROVIDE",
    "REFUSED REFUSED",
    "TEST TEST",
    "XXX XXX",
    "FNU LNU",
    "ALL PERSONS",
    "ALL PEOPLE",
)
"""What stands in name fields when nobody knows the name (ours; compare dossier X01-X03)."""

NO_OFFICER = ("UNKNOWN", "NONE", "TBD", "N/A", "NA", "VARIOUS", "ALL OFFICERS", "TO BE DETERMINED")
NO_MATTER = ("UNKNOWN", "NONE", "TBD", "N/A", "NA", "NOT ASSIGNED", "PENDING", "000")
"""What stands for an officer or a case number when there is none: the fact stays unknown."""

SEVERAL = "(^| )(and|et al\\.?)( |$)|[;&/]"
"""Signs that a name field names more than one person: a request names one (ours)."""

DHS_WORDS = re.compile(
    r"\b(DHS|Homeland Security|ICE|Immigration and Customs|HSI|ERO|CBP|Customs and Border|USCIS)\b"
)
"""Agency names that belong to one department. A letter that names one of them and states
another department contradicts itself: the department stays unknown, and holds (ours)."""

_ROW_TEXT = {
    f.taxpayer_name: "CASE WHEN upper(concat_ws(' ', r.first_name, r.last_name)) "
    "NOT IN (SELECT * FROM name_placeholder) AND NOT regexp_matches(lower(concat_ws(' ', "
    f"r.first_name, r.last_name)), '{SEVERAL}') THEN nullif(concat_ws(' ', r.first_name, "
    "r.middle_name, r.last_name, r.suffix), '') END",
    f.periods: "r.periods",
    f.statute: "s.canonical",
    f.reason: "r.reason",
    f.matter_id: f"CASE WHEN upper(r.matter_id) NOT IN {NO_MATTER} THEN r.matter_id END",
    f.order_number: "r.removal_order_number",
    f.item: "r.item",
    f.recipient_named: "CASE WHEN regexp_matches(r.recipient_name, '[^ -@]{2}') AND "
    f"upper(r.recipient_name) NOT IN {NO_OFFICER} THEN TRUE END",
    f.recipient_employment: "r.recipient_employment",
    f.recipient_role: "r.recipient_role",
    f.matter_kind: "CASE WHEN r.matter_kind <> 'missing_or_exploited_child' OR "
    "a.child_case_confirmed THEN r.matter_kind END",
    # A person's yes counts only for one statute, cited so that it can be looked up.
    f.statute_criminal: "CASE WHEN s.single OR NOT a.statute_criminal THEN a.statute_criminal END",
    f.statute_nontax: "CASE WHEN s.single OR NOT a.statute_nontax THEN a.statute_nontax END",
    f.matter_status: "r.matter_status",
    f.us_party: "r.us_party",
    f.order_stayed: "r.removal_order_stayed",
    f.order_ground: "r.removal_order_ground",
    f.relief_pending: "r.relief_pending",
    # A person's no refuses, whoever else the officer is named for.
    f.officer_shared: "CASE WHEN NOT a.engagement_confirmed THEN TRUE "
    "ELSE o.people > $officer_limit END",
    f.address_present: "g.address_present",
    f.address_complete: "CASE WHEN NOT a.address_complete THEN FALSE "
    "ELSE coalesce(g.address_complete, a.address_complete) END",
    f.address_locates: "CASE WHEN NOT a.address_locates THEN FALSE "
    "ELSE coalesce(g.address_locates, a.address_locates) END",
    f.address_comparison: "m.comparison",
}


Batch = Mapping[str, Value]
"""The facts that are the same for every row, by name."""

PERIODS_IN: Mapping[str, str] = {
    "periods_in_consent": "consent_periods",
    "periods_in_order": "court_order_periods",
}
"""Facts that compare the periods asked for with those that a consent or an order names."""


def fact_columns(
    facts: Sequence[Fact], stated: Collection[str] = (), *, periods: bool = False
) -> dict[str, str]:
    """The SQL expression of each fact, by name.

    Over ``request r``, ``statute_form s``, ``officer o``, ``gate g``, ``comparison m``,
    ``answer a``, ``record c``, ``periods_within p`` and ``batch_fact b``. ``stated`` are the
    further columns that the requests have; ``periods`` says whether there is a ``p``. A fact
    that nothing here supplies comes from the batch.
    """
    answered = {fact.name for fact in QUESTION_FACTS.values()}
    found: dict[str, str] = {}
    for fact in facts:
        if fact in _ROW_TEXT:
            expression = _ROW_TEXT[fact]
        elif fact == f.matter_opened_on:
            expression = _days("r.matter_opened_on")
        elif fact == f.order_final_on:
            expression = _days("r.removal_order_final_on")
        elif fact == f.uses:
            expression = _mask("r.uses", fact)
        elif fact == f.acts:
            expression = _mask("r.offence_acts", fact)
        elif fact == f.i6_determination:
            expression = "coalesce(i.made, b.i6_determination)"
        elif fact.name in stated:
            expression = _stated(fact)
        elif fact.name in PERIODS_IN:
            expression = f"p.{fact.name}" if periods else "NULL"
        elif fact.name in RECORDED:
            answer = f"a.{fact.name}, " if fact.name in answered else ""
            expression = f"coalesce({answer}c.{fact.name}, b.{fact.name})"
        elif fact.name in answered:
            expression = f"a.{fact.name}"
        else:
            expression = f'b."{fact.name}"'
        found[fact.name] = f"CAST({expression} AS {SQL_TYPES[fact.kind]})"
    return found


def _stated(fact: Fact) -> str:
    column = f"r.{fact.name}"
    if fact.kind is Kind.DATE:
        return _days(column)
    return _mask(column, fact) if fact.kind is Kind.CHOICES else column


def law_value(fact: Fact, value: str | bool | int | date | frozenset[str]) -> Value:
    """A value as it was read, in the law's form."""
    if isinstance(value, date):
        return days(value)
    return bits(fact, value) if isinstance(value, frozenset) else value


def batch_facts(
    letter: Letter,
    custodian: CustodianFile,
    recorded: Mapping[str, Value],
    *,
    as_of: int,
    values_copied: bool,
) -> dict[str, Value]:
    """The facts that are the same for every row: letter, custodian, orders, date."""
    received = letter.letter.received_on
    authority = letter.letter.authority_kind
    if authority is None and index.canonical(letter.letter.provision).startswith("26 USC "):
        authority = "title_26"
    return {
        f.written.name: letter.letter.written,
        f.received.name: None
        if received is None or received < letter.letter.dated
        else (received - EPOCH).days <= as_of,
        f.authority_kind.name: authority,
        f.made_under.name: letter.letter.made_under,
        f.federal_agency.name: letter.requester.federal,
        f.department.name: _department(letter),
        f.signer_office.name: letter.signed_by.office,
        f.signer_delegated.name: letter.signed_by.delegate,
        f.attested.name: letter.letter.attested,
        f.component_head_opinion.name: custodian.component_head_opinion,
        f.custodian.name: custodian.custodian,
        f.safeguards_met.name: custodian.safeguards.met,
        f.i6_determination.name: custodian.i6.made,
        f.values_copied.name: values_copied,
        f.as_of.name: as_of,
        **recorded,
    }


def build_facts(
    con: duckdb.DuckDBPyConnection,
    facts: Sequence[Fact],
    batch: Mapping[str, Value],
    *,
    custodian: CustodianFile,
    answers: Mapping[tuple[str, str], Answer],
    policy: Policy,
    records: Mapping[str, Mapping[str, Value]] | None = None,
) -> str:
    """Create the table ``facts`` (request_id, row, one column per fact); return its name.

    Needs the tables ``request``, ``gate`` (by row) and ``comparison`` (request_id,
    comparison).
    """
    stated = {name for (name, *_) in con.execute("DESCRIBE request").fetchall()} & set(STATED)
    _batch_table(con, facts, batch)
    _answer_table(con, answers)
    _record_table(con, records or {})
    _statute_table(con)
    compared = _periods_table(con, facts, stated, batch)
    made = pa.table({"request_id": pa.array(custodian.i6.for_requests, pa.string())})
    con.register("i6_request", made)
    con.register("name_words", pa.table({"name": pa.array(NAME_PLACEHOLDERS)}))
    con.execute("CREATE OR REPLACE TABLE name_placeholder AS SELECT name FROM name_words")
    con.execute(
        "CREATE OR REPLACE TABLE officer AS SELECT recipient_name, count(*) AS people "
        "FROM request WHERE recipient_name IS NOT NULL GROUP BY recipient_name"
    )
    columns = ", ".join(
        f'{sql} AS "{name}"' for name, sql in fact_columns(facts, stated, periods=compared).items()
    )
    query = (
        f"CREATE OR REPLACE TABLE facts AS SELECT r.request_id, r.row, {columns} FROM request r "
        "CROSS JOIN batch_fact b JOIN gate g USING (row) "
        "LEFT JOIN statute_form s ON s.text = r.statute "
        "LEFT JOIN officer o ON o.recipient_name = r.recipient_name "
        "LEFT JOIN comparison m ON m.request_id = r.request_id "
        "LEFT JOIN answer a ON a.request_id = r.request_id "
        "LEFT JOIN record c ON c.request_id = r.request_id "
        + ("LEFT JOIN periods_within p ON p.row = r.row " if compared else "")
        + "LEFT JOIN (SELECT DISTINCT request_id, TRUE AS made FROM i6_request) i "
        "ON i.request_id = r.request_id"
    )
    con.execute(query.replace("$officer_limit", str(int(policy.officer_limit)))).fetchall()
    return "facts"


def _batch_table(
    con: duckdb.DuckDBPyConnection, facts: Sequence[Fact], batch: Mapping[str, Value]
) -> None:
    row = {fact.name: batch.get(fact.name) for fact in facts}
    types = {fact.name: _ARROW[fact.kind] for fact in facts}
    table = pa.table({name: pa.array([row[name]], types[name]) for name in row})
    con.register("batch_row", table)
    con.execute("CREATE OR REPLACE TABLE batch_fact AS SELECT * FROM batch_row")
    con.unregister("batch_row")


def _answer_table(
    con: duckdb.DuckDBPyConnection, answers: Mapping[tuple[str, str], Answer]
) -> None:
    rows: dict[str, dict[str, bool]] = {}
    for (request_id, question), answer in answers.items():
        fact = QUESTION_FACTS.get(question)
        if fact is not None:
            rows.setdefault(request_id, {})[fact.name] = answer.answer
    names = [fact.name for fact in QUESTION_FACTS.values()]
    table = pa.table(
        {
            "request_id": pa.array(list(rows), pa.string()),
            **{n: pa.array([row.get(n) for row in rows.values()], pa.bool_()) for n in names},
        }
    )
    con.register("answer_rows", table)
    con.execute("CREATE OR REPLACE TABLE answer AS SELECT * FROM answer_rows")
    con.unregister("answer_rows")


def _record_table(
    con: duckdb.DuckDBPyConnection, records: Mapping[str, Mapping[str, Value]]
) -> None:
    """What the custodian recorded for single requests."""
    table = pa.table(
        {
            "request_id": pa.array(list(records), pa.string()),
            **{
                name: pa.array([row.get(name) for row in records.values()], _ARROW[fact.kind])
                for name, fact in RECORDED.items()
            },
        }
    )
    con.register("record_rows", table)
    con.execute("CREATE OR REPLACE TABLE record AS SELECT * FROM record_rows")
    con.unregister("record_rows")


def _periods_table(
    con: duckdb.DuckDBPyConnection, facts: Sequence[Fact], stated: Collection[str], batch: Batch
) -> bool:
    """The table ``periods_within``: are the periods asked for among those granted, by row.

    Few distinct texts stand for many rows, so each pair is compared once. Nothing is made, and
    False returned, where nobody recorded any periods: then the facts are unknown.
    """
    names = {fact.name for fact in facts}
    texts = {name: text for name, text in PERIODS_IN.items() if name in names}
    recorded = con.execute("SELECT count(*) FROM record").fetchall()[0][0]
    if not any(t in stated or batch.get(t) is not None or recorded for t in texts.values()):
        return False
    granted = ", ".join(
        f"{f'r.{text}' if text in stated else f'coalesce(c.{text}, b.{text})'} AS {name}"
        for name, text in texts.items()
    )
    con.execute(
        f"CREATE OR REPLACE TABLE periods_text AS SELECT r.row, r.periods AS asked, {granted} "
        "FROM request r CROSS JOIN batch_fact b LEFT JOIN record c ON c.request_id = r.request_id"
    ).fetchall()
    flags = []
    for name in PERIODS_IN:
        if name not in texts:
            flags.append(f"NULL::BOOLEAN AS {name}")
            continue
        pairs = con.execute(f"SELECT DISTINCT asked, {name} FROM periods_text").fetchall()
        table = pa.table(
            {
                "asked": pa.array([asked for asked, _ in pairs], pa.string()),
                "granted": pa.array([given for _, given in pairs], pa.string()),
                "inside": pa.array([within(*pair) for pair in pairs], pa.bool_()),
            }
        )
        con.register(f"{name}_rows", table)
        con.execute(f"CREATE OR REPLACE TABLE {name}_pair AS SELECT * FROM {name}_rows")
        con.unregister(f"{name}_rows")
        flags.append(f"{name}_pair.inside AS {name}")
    joins = " ".join(
        f"LEFT JOIN {name}_pair ON {name}_pair.asked IS NOT DISTINCT FROM t.asked "
        f"AND {name}_pair.granted IS NOT DISTINCT FROM t.{name}"
        for name in texts
    )
    con.execute(
        f"CREATE OR REPLACE TABLE periods_within AS SELECT t.row, {', '.join(flags)} "
        f"FROM periods_text t {joins}"
    ).fetchall()
    return True


def _statute_table(con: duckdb.DuckDBPyConnection) -> None:
    """Statutes as cited, to their canonical form: few distinct texts, so once each."""
    texts = [
        text
        for (text,) in con.execute(
            "SELECT DISTINCT statute FROM request WHERE statute IS NOT NULL"
        ).fetchall()
    ]
    forms = pa.table(
        {
            "text": pa.array(texts, pa.string()),
            "canonical": pa.array([index.canonical_statute(t) for t in texts], pa.string()),
            "single": pa.array([_single(index.canonical_statute(t)) for t in texts], pa.bool_()),
        }
    )
    con.register("statute_rows", forms)
    con.execute("CREATE OR REPLACE TABLE statute_form AS SELECT * FROM statute_rows")
    con.unregister("statute_rows")


def _single(statute: str) -> bool:
    """Tell whether it is one section that a person can look up.

    What names § 1253 or INA 243 otherwise than duly knows it is not: the tests of that
    offence could be passed by.
    """
    cited = re.fullmatch(r"[0-9]{1,2} USC [0-9]+[A-Za-z]*(-[0-9]+)?(\([0-9A-Za-z]+\))*", statute)
    return bool(cited) and (statute in CRIMINAL or "1253" not in statute)


def _department(letter: Letter) -> str | None:
    """The department, unless the agency's own name says that it is another one."""
    stated: str | None = letter.requester.department
    if DHS_WORDS.search(letter.requester.agency) and stated != "dhs":
        return None
    return stated


def _days(column: str) -> str:
    return f"date_diff('day', DATE '1970-01-01', {column})"


def _mask(column: str, fact: Fact) -> str:
    words = f"string_split({column}, ';')"
    terms = [
        f"CASE WHEN list_contains({words}, '{word}') THEN {bits(fact, {word})} ELSE 0 END"
        for word in fact.choices
    ]
    return f"CASE WHEN {column} IS NOT NULL THEN {' + '.join(terms)} END"


_ARROW = {
    Kind.FLAG: pa.bool_(),
    Kind.TEXT: pa.string(),
    Kind.CHOICE: pa.string(),
    Kind.NUMBER: pa.int64(),
    Kind.CENTS: pa.int64(),
    Kind.DATE: pa.int32(),
    Kind.CHOICES: pa.int32(),
}
