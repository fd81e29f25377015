"""What each rule's answers come to: right, wrong, and disclosed though there was no address.

An answer is *wrong* if it names another person than the one meant, or anybody where the one
meant has no record. *Household recall* is the share answered rightly of the requests that are
complete, about somebody on file, and at an address that is on file and is no group quarters.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from duly.gateway.population.build import Population
from duly.gateway.population.contenders import SAYS, Made, Task, contenders, run
from duly.match.measured import upper_bound
from duly.store.engine import connect

RELATIVES = (1, 5, 10)


@dataclass(frozen=True, slots=True)
class Row:
    """One rule's line of the table.

    ``bound`` is the one-sided 95 % upper bound of the wrong answers per million answers.
    """

    rule: str
    says: str
    answered: int
    wrong: int
    per_million: float
    bound: float
    defective: int
    right: int
    household_recall: float
    seconds: float
    peak_bytes: int


def measure(
    population: Population,
    *,
    relatives: int,
    workers: int,
    progress: Callable[[str, int, int], None],
) -> tuple[Row, ...]:
    """Run every contender on a population and count its answers against the truth."""
    rows: list[Row] = []
    recipe = str(population.about["recipe"])
    for rules in contenders():
        task = Task(population.folder, rules, f"tin_{relatives}", workers)
        rows += [count(population.truth, one) for one in run(task, recipe, progress)]
    return tuple(rows)


def count(truth: Path, made: Made) -> Row:
    """Compare one rule's answers with the truth."""
    with connect() as con:
        answered, wrong, defective, right, at_home, could = con.execute(
            """
            SELECT count(a.person_id),
              count(*) FILTER (a.person_id IS DISTINCT FROM t.person_id
                AND a.person_id IS NOT NULL),
              count(*) FILTER (a.person_id IS NOT NULL AND defect IS NOT NULL),
              count(*) FILTER (a.person_id = t.person_id),
              count(*) FILTER (a.person_id = t.person_id AND eligible AND household),
              count(*) FILTER (eligible AND household)
            FROM read_parquet($truth) t LEFT JOIN read_parquet($answers) a USING (request_id)
            """,
            {"truth": str(truth), "answers": str(made.path)},
        ).fetchall()[0]
    return Row(
        rule=made.rule,
        says=SAYS[made.rule],
        answered=answered,
        wrong=wrong,
        per_million=round(1e6 * wrong / max(answered, 1), 1),
        bound=round(1e6 * upper_bound(wrong) / max(answered, 1), 1),
        defective=defective,
        right=right,
        household_recall=round(at_home / max(could, 1), 4),
        seconds=made.seconds,
        peak_bytes=made.peak,
    )
