"""English for every row, written once per distinct result and joined on.

Two rows with the same result vector get the same words, so a million rows need a few
thousand sentences.
"""

from collections.abc import Mapping, Sequence

import duckdb
import pyarrow as pa

from duly.law.explain import Finding, deciding, explain_vector
from duly.law.fact import Fact, Source
from duly.law.layout import Layout, Vector
from duly.law.node import facts_of
from duly.law.provision import node_of
from duly.law.usc.t26.s6103 import facts as f

VISIBLE_SOURCES = {Source.REQUEST, Source.GATE, Source.PERSON, Source.RUN}
"""Facts that lie in the request's own words or in a person's reading of them. What rests on
the custodian's records is never named to the requester."""

COLUMNS = ("reason", "law", "next_step", "not_met", "unknown", "reasons", "next_steps", "defects")


def write_sentences(
    con: duckdb.DuckDBPyConnection, plan: Layout, live: Mapping[str, tuple[str, ...]], decided: str
) -> int:
    """Create the table ``sentence``: result vector, reasons_id and COLUMNS; return its size.

    ``reason``, ``law`` and ``next_step`` are those of the first finding in the way;
    ``not_met`` and ``unknown`` list element ids; ``reasons`` and ``next_steps`` hold every
    sentence. All of these are for the custodian. ``defects`` lists the ids of what the
    request itself shows to be wrong, which is all that a requester may learn.
    """
    names = mask_names(plan)
    listed = ", ".join(names)
    vectors = con.execute(f"SELECT DISTINCT {listed} FROM {decided} ORDER BY ALL").fetchall()
    texts = [_texts(plan, live, row) for row in vectors]
    columns: dict[str, pa.Array] = {"reasons_id": pa.array(range(1, len(vectors) + 1), pa.int32())}
    for place, name in enumerate(names):
        columns[name] = pa.array([row[place] for row in vectors], pa.int64())
    for place, name in enumerate(COLUMNS):
        columns[name] = pa.array([text[place] for text in texts], pa.string())
    con.register("sentence_rows", pa.table(columns))
    con.execute("CREATE OR REPLACE TABLE sentence AS SELECT * FROM sentence_rows")
    con.unregister("sentence_rows")
    return len(vectors)


def mask_names(plan: Layout) -> list[str]:
    """The columns that hold a result vector."""
    return [f"{kind}_{word}" for word in range(plan.words) for kind in ("true", "unknown")]


def _texts(
    plan: Layout, live: Mapping[str, tuple[str, ...]], row: Sequence[int]
) -> tuple[str, ...]:
    explanation = explain_vector(plan, Vector.join(row[::2], row[1::2]), live)
    findings = deciding(explanation)
    first = findings[0] if findings else None
    return (
        first.because if first else "Every element is met.",
        first.cite if first else plan.provision.cite,
        first.next_step if first else "Nothing is in the way; duly check itself releases nothing.",
        ";".join(finding.id for finding in findings if finding.value is False),
        ";".join(finding.id for finding in findings if finding.value is None),
        " ".join(finding.because for finding in findings),
        " ".join(dict.fromkeys(finding.next_step for finding in findings if finding.next_step)),
        ";".join(finding.id for finding in findings if shown_to_requester(plan, finding)),
    )


def shown_to_requester(plan: Layout, finding: Finding) -> bool:
    """Tell whether a finding rests on nothing but the request's own words.

    An unknown is never shown: whether it is unknown may depend on what the custodian has.
    """
    if finding.value is not False:
        return False
    return all(fact.source in VISIBLE_SOURCES for fact in facts_behind(plan, finding.id))


def facts_behind(plan: Layout, element: str) -> tuple[Fact, ...]:
    """The facts that an element reads, the date of the run left out."""
    return tuple(
        fact for fact in facts_of(node_of(plan.provision.part(element))) if fact is not f.as_of
    )
