"""One table of cases through every back end, compared row by row."""

import pyarrow as pa

from duly.law.columns import SQL_TYPES, column_name, statement
from duly.law.compiled import compile_plan
from duly.law.explain import explain_vector, overall, vector_of
from duly.law.fact import Case
from duly.law.layout import Layout, Vector, layout, live_readings, outcome, variants
from duly.law.provision import Provision

ARROW = {"BOOLEAN": pa.bool_(), "VARCHAR": pa.string(), "BIGINT": pa.int64(), "INT": pa.int32()}
FORUM, DAY = "elsewhere", 20_500


def plan_of(provision: Provision) -> Layout:
    return layout(provision, variants(provision, live_readings(provision, FORUM, DAY)))


def table(provision: Provision, cases: list[Case]) -> pa.Table:
    columns = {"row_key": pa.array(range(len(cases)), pa.int64())}
    for fact in provision.facts():
        values = [case.get(fact.name) for case in cases]
        columns[fact.name] = pa.array(values, ARROW[SQL_TYPES[fact.kind]])
    return pa.table(columns)


def sql(plan: Layout, dialect: str) -> str:
    return statement(plan, "cases", key="row_key", dialect=dialect)


def answers_one_by_one(plan: Layout, cases: list[Case]) -> dict[int, dict[str, object]]:
    """Every answer by evaluation, which must be what the compiled function answers as well."""
    decide = compile_plan(plan)
    live = live_readings(plan.provision, FORUM, DAY)
    found: dict[int, dict[str, object]] = {}
    for key, case in enumerate(cases):
        vector = vector_of(plan, case)
        assert decide(case) == vector, f"the compiled function differs on {case}"
        words = {
            column_name(name): outcome(plan.provision, chosen, vector)
            for name, chosen in plan.plans.items()
            if name not in {"strictest", "loosest"}
        }
        words["outcome"] = overall(plan, vector)
        if key % 50 == 0:
            told = explain_vector(plan, vector, live, case)
            assert (told.operating, told.outcome) == (words["operating"], words["outcome"])
        found[key] = {"vector": vector, **words}
    return found


def answers_of_rows(plan: Layout, rows: list[dict[str, object]]) -> dict[int, dict[str, object]]:
    """The same shape from the rows of an engine's answer."""
    found: dict[int, dict[str, object]] = {}
    for row in rows:
        true = [row.pop(f"true_{word}") for word in range(plan.words)]
        unknown = [row.pop(f"unknown_{word}") for word in range(plan.words)]
        key = row.pop("row_key")
        found[key] = {"vector": Vector.join(true, unknown), **row}
    return found


def differences(
    plan: Layout, cases: list[Case], one: dict[int, dict[str, object]], two: dict[int, object]
) -> list[str]:
    """What differs, with the case and the conditions that differ, to be read by a person."""
    assert len(one) == len(two) == len(cases), "a row is lost or doubled"
    found = []
    for key, expected in one.items():
        got = two[key]
        if got == expected:
            continue
        a, b = expected["vector"], got["vector"]
        nodes = [
            f"{node}: {a.value(place)} by evaluation, {b.value(place)} in columns"
            for place, node in enumerate(plan.nodes)
            if a.value(place) is not b.value(place)
        ]
        found.append(f"{cases[key]}\n  {nodes}\n  {expected}\n  {got}")
    return found
