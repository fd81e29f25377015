"""The contenders that are duly's own, and the hand-written SQL: what each round runs."""

from pathlib import Path

import duckdb
import numpy as np

from duly.law.columns import statement
from duly.law.compiled import compile_plan
from duly.law.explain import Explanation, explain_vector, vector_of
from duly.law.layout import Vector, live_readings
from duly.law.usc.t26.s6103.i_2 import HERE
from law_cedar import answers_of, cases_of, plan_of
from law_facts import FORUM, KEY, TODAY

Array = np.ndarray
BY_HAND = Path(__file__).with_name("law_i2.sql")
THREADS = 2


class _Columns:
    """A statement over the facts, its result made into a table."""

    def __init__(self, facts: Path, query: str, *, parquet: bool) -> None:
        self.connection = duckdb.connect()
        self.connection.execute(f"SET threads = {THREADS}")
        self.connection.execute("SET enable_progress_bar = false")
        kind = "VIEW" if parquet else "TABLE"
        self.connection.execute(f"CREATE {kind} facts AS FROM '{facts}'")
        self.query = f"CREATE TABLE answers AS {query}"

    def prepare(self) -> None:
        """Forget the last round."""
        self.connection.execute("DROP TABLE IF EXISTS answers")

    def run(self) -> None:
        """Decide every row."""
        self.connection.execute(self.query)

    def answers(self) -> dict[str, Array]:
        """The table of the last round."""
        found = self.connection.sql("FROM answers").to_arrow_table()
        return {name: found[name].to_numpy(zero_copy_only=False) for name in found.column_names}


class Columns(_Columns):
    """duly's own SQL, every reading."""

    def __init__(self, facts: Path, *, parquet: bool = False) -> None:
        super().__init__(facts, statement(plan_of(), "facts", key=KEY), parquet=parquet)


class ByHand(_Columns):
    """The hand-written SQL, every reading."""

    def __init__(self, facts: Path, *, parquet: bool = False) -> None:
        super().__init__(facts, BY_HAND.read_text(encoding="utf-8"), parquet=parquet)


class Compiled:
    """duly's compiled function, case by case: masks for every reading."""

    def __init__(self, facts: Path, rows: int) -> None:
        self.plan = plan_of()
        self.decide = compile_plan(self.plan)
        self.cases = cases_of(facts, rows)
        self.vectors: list[Vector] = []

    def prepare(self) -> None:
        """Forget the last round."""
        self.vectors = []

    def run(self) -> None:
        """Decide every case."""
        self.vectors = [self.decide(case) for case in self.cases]

    def answers(self) -> dict[str, Array]:
        """Masks and operating outcome."""
        return answers_of(self.plan, self.vectors)


class Explained:
    """duly's full explanation, case by case, the provision laid out once."""

    def __init__(self, facts: Path, rows: int) -> None:
        self.plan = plan_of()
        self.live = live_readings(HERE, FORUM, TODAY)
        self.cases = cases_of(facts, rows)
        self.found: list[Explanation] = []

    def prepare(self) -> None:
        """Forget the last round."""
        self.found = []

    def run(self) -> None:
        """Explain every case."""
        plan, live = self.plan, self.live
        self.found = [explain_vector(plan, vector_of(plan, c), live, c) for c in self.cases]

    def answers(self) -> dict[str, Array]:
        """Operating and overall outcome."""
        return {
            KEY: np.arange(len(self.found)),
            "operating": np.array([one.operating for one in self.found]),
            "outcome": np.array([one.outcome for one in self.found]),
        }
