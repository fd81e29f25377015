"""The openfisca-core contender: the rule of ``law_openfisca_rule`` as a tax-benefit system.

A round is a new simulation that calculates every element and outcome. It is timed alone, its
inputs already in OpenFisca's forms, and once more from the Parquet file on.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

import duckdb
import numpy as np
import pyarrow.compute as pc
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import DateUnit, period
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

import law_openfisca_rule as rule
from duly.law.fact import Absence, Kind, day
from duly.law.usc.t26.s6103.i_2 import HERE
from law_facts import KEY, TODAY
from law_openfisca_rule import Array, Case, Formula, variable

PERIOD = period(day(TODAY).isoformat())
REQUEST = build_entity(key="request", plural="requests", label="A request", is_person=True)
WORDS = ("DENY", "BARRED", "HOLD", "SHALL", "SPLIT")
Truth = Enum("Truth", {"not_met": "not met", "unknown": "unknown", "met": "met"})
Word = Enum("Word", {word: word for word in WORDS})
BAR = "i2.bar.i6"
NECESSARY = (
    "a.6 i2.item i2.recv i2.B.writing b.fed i2.who i2.who.nodel i2.recip.agency "
    "i2.recip.engaged i2.matter i2.matter.id i2.live i2.statute.crim i2.statute.nontax i2.party "
    "i2.solely i2.B.i.name i2.addr.present i2.addr.complete i2.addr.locates i2.addr.taxpayers "
    "i2.B.ii.period i2.B.iii.auth i2.B.iv.stated i2.B.iv.specific i2.scale i2.cond.p4 "
    "s1253.order s1253.class s1253.act s1253.exc"
)
# What each reading changes: another formula, or nothing asked any more.
R2 = {"i2.addr.taxpayers": ""}
R1 = {**R2, "i2.addr.complete": "", "i2.addr.locates": ""}
Q3_A, Q4_A = {"i2.who": "i2.who Q3=A"}, {"i2.recip.engaged": "i2.recip.engaged Q4=A"}
Q3_B, Q5_B = {"i2.who": "i2.who Q3=B"}, {"i2.scale": "i2.scale Q5=B"}
Q6_A, Q9_A = {"i2.solely": "i2.solely Q6=A"}, {"i2.cond.p4": ""}
Q14_A = {"s1253.class": "s1253.class Q14=A"}
PLANS: dict[str, Mapping[str, str]] = {
    "operating": {},
    "Q1_R2": R2,
    "Q1_R1": R1,
    "Q2_B": {"i2.item": "i2.item Q2=B"},
    "Q3_B": Q3_B,
    "Q3_A": Q3_A,
    "Q4_A": Q4_A,
    "Q5_B": Q5_B,
    "Q6_A": Q6_A,
    "Q9_A": Q9_A,
    "Q14_A": Q14_A,
    "strictest": {**Q3_B, **Q5_B},
    "loosest": {**R1, **Q3_A, **Q4_A, **Q6_A, **Q9_A, **Q14_A},
}
CORE = [id_ for id_ in NECESSARY.split() if not any(id_ in changed for changed in PLANS.values())]
CHANGING = [id_ for id_ in NECESSARY.split() if id_ not in CORE]


def _outcome(changed: Mapping[str, str]) -> Formula:
    """Lowest necessary element and the bar decide: nine cases, read from a table."""
    ids = [changed.get(id_, id_) for id_ in CHANGING]
    deny, barred, hold, shall = range(4)
    table = np.array([deny, deny, deny, barred, hold, hold, barred, hold, shall], dtype=np.int16)

    def formula(case: Case) -> Array:
        necessary = rule.every(case.elements("core", *(id_ for id_ in ids if id_)))
        return table[3 * necessary + case.raw(variable(BAR))]

    return formula


def _overall(case: Case) -> Array:
    operating, strictest, loosest = case.elements("operating", "strictest", "loosest")
    split = (strictest != operating) | (loosest != operating)
    return np.where(split, np.int16(WORDS.index("SPLIT")), operating)


TRUTHS = {
    **rule.ELEMENTS,
    **rule.READINGS,
    "core": lambda case: rule.every(case.elements(*CORE)),
}
OUTCOMES: dict[str, Formula] = {
    **{name: _outcome(changed) for name, changed in PLANS.items()},
    "outcome": _overall,
}


def _declare(name: str, kind: object, **more: object) -> type[Variable]:
    members = {"value_type": kind, "entity": REQUEST, "definition_period": DateUnit.DAY, **more}
    return type(name, (Variable,), members)


def _formula(compute: Formula, values: type[Enum]) -> Callable[[object, object], EnumArray]:
    def formula(population: object, at: object) -> EnumArray:
        return EnumArray(compute(Case(population, at)), values)

    return formula


def _system(texts: Mapping[str, int]) -> TaxBenefitSystem:
    system = TaxBenefitSystem([REQUEST])
    for name, fact in rule.FACTS.items():
        match fact.kind:
            case Kind.CHOICE:
                choice = rule.CHOICES[name]
                more = {"possible_values": choice, "default_value": choice[rule.NOBODY_SAID]}
                system.add_variable(_declare(name, Enum, **more))
            case Kind.TEXT:
                system.add_variable(_declare(name, str, max_length=texts[name]))
            case Kind.FLAG:
                system.add_variable(_declare(name, bool))
            case _:
                system.add_variable(_declare(name, int))
        system.add_variable(_declare(f"{name}_missing", bool))
    for formulas, values in ((TRUTHS, Truth), (OUTCOMES, Word)):
        for id_, compute in formulas.items():
            more = {
                "possible_values": values,
                "default_value": next(iter(values)),
                "formula": _formula(compute, values),
            }
            system.add_variable(_declare(variable(id_), Enum, **more))
    statute_class = _formula_of_statute()
    system.add_variable(_declare("statute_class", int, formula=statute_class))
    return system


def _formula_of_statute() -> Callable[[object, object], Array]:
    def formula(population: object, at: object) -> Array:
        texts = Case(population, at).raw("statute")
        return rule.by_distinct(texts, rule.statute_class, np.int32)

    return formula


def _inputs(facts: Path) -> tuple[dict[str, Array], dict[str, int]]:
    """The inputs in OpenFisca's forms, and how wide each text is.

    DuckDB reads the file and codes the choices; Arrow hands over plain arrays.
    """
    columns = [KEY]
    for name, fact in rule.FACTS.items():
        if fact.kind is Kind.CHOICE:
            place = f"list_position({list(fact.choices)}, {name})"
            columns.append(f"coalesce({place} - 1, {len(fact.choices)})::SMALLINT AS {name}")
            continue
        if fact.absent is Absence.UNKNOWN:
            columns.append(f"{name} IS NULL AS {name}_missing")
        empty = {Kind.TEXT: "''::BLOB", Kind.FLAG: "FALSE"}.get(fact.kind, "0")
        plain = f"encode({name})" if fact.kind is Kind.TEXT else name
        columns.append(f"coalesce({plain}, {empty}) AS {name}")
    with duckdb.connect() as connection:
        connection.execute("SET threads = 2")
        connection.execute("SET enable_progress_bar = false")
        query = f"SELECT {', '.join(columns)} FROM '{facts}'"
        table = connection.sql(query).to_arrow_table()
    inputs: dict[str, Array] = {}
    widths: dict[str, int] = {}
    for name in table.column_names:
        array = table[name].to_numpy(zero_copy_only=False)
        fact = rule.FACTS.get(name)
        if fact is not None and fact.kind is Kind.TEXT:
            longest = pc.max(pc.binary_length(table[name])).as_py()
            widths[name] = -(-longest // 8) * 8  # a multiple of eight (see the rule)
            array = array.astype(f"S{widths[name]}")
        elif fact is not None and fact.kind is Kind.CHOICE:
            array = EnumArray(array, rule.CHOICES[name])
        inputs[name] = array
    return inputs, widths


class OpenFisca:
    """openfisca-core over the whole table.

    ``whole`` times everything from the Parquet file on; otherwise the calculation alone.
    """

    def __init__(self, facts: Path, *, whole: bool = False) -> None:
        self.facts, self.whole = facts, whole
        self.wanted = [variable(id_) for id_ in (*TRUTHS, *OUTCOMES)]
        self.found: dict[str, Array] = {}
        if not whole:
            self.inputs, self.widths = _inputs(facts)

    def _simulate(self) -> None:
        self.rows = len(next(iter(self.inputs.values())))
        system = _system(self.widths)
        self.simulation = SimulationBuilder().build_default_simulation(system, self.rows)
        for name, array in self.inputs.items():
            if name != KEY:
                self.simulation.set_input(name, PERIOD, array)

    def prepare(self) -> None:
        """Forget the last round; set up a new simulation with its inputs."""
        self.found = {}
        if not self.whole:
            self._simulate()

    def run(self) -> None:
        """Calculate every element and outcome."""
        if self.whole:
            self.inputs, self.widths = _inputs(self.facts)
            self._simulate()
        self.found = {name: self.simulation.calculate(name, PERIOD) for name in self.wanted}

    def answers(self) -> dict[str, Array]:
        """The answers in duly's form: masks put together, outcomes as words."""
        plain = {name: array.view(np.ndarray) for name, array in self.found.items()}
        order = [part.id for part in HERE.parts()] + list(rule.READINGS)
        true = np.zeros(self.rows, dtype=np.int64)
        unknown = np.zeros(self.rows, dtype=np.int64)
        for bit, id_ in enumerate(order):
            code = plain[variable(id_)]
            true |= (code == 2).astype(np.int64) << bit
            unknown |= (code == 1).astype(np.int64) << bit
        words = np.array(WORDS)
        outcomes = {
            name: words[plain[variable(name)]]
            for name in OUTCOMES
            if name not in {"strictest", "loosest"}
        }
        return {KEY: self.inputs[KEY], "true_0": true, "unknown_0": unknown, **outcomes}
