"""Every door at once: which provision opens for a request, which would, and which is shut.

A *door* is a provision under which something may be disclosed. All of them read the same
facts. A table of requests is decided for all doors in one pass; one case is explained door by
door, with the facts that are missing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from duly.gateway.compose import composed
from duly.gateway.policy import Policy
from duly.law import index
from duly.law.columns import doors_statement
from duly.law.explain import SPLIT, Explanation, Finding, deciding, explain
from duly.law.fact import Case, Fact, days
from duly.law.layout import Layout, layout, live_readings, variants
from duly.law.provision import Provision
from duly.orders.load import Registry

DOOR = "door"


@dataclass(frozen=True)
class Door:
    """One provision as applied on a day."""

    provision: Provision
    plan: Layout

    @property
    def column(self) -> str:
        """Its column in the table of doors: ``26 USC 6103(i)(2)`` becomes ``s6103_i_2``."""
        section, *below = self.provision.cite.split(" ", 2)[2].replace(")", "").split("(")
        return "_".join((f"s{section}", *below))


@dataclass(frozen=True)
class Answer:
    """What one door answers in one case.

    ``missing`` are the facts that would settle what is unknown, each once.
    """

    provision: Provision
    explanation: Explanation
    missing: tuple[Fact, ...]

    @property
    def state(self) -> str:
        """One of open, would open, barred, shut."""
        operating, words = self.explanation.operating, self.provision.words
        if operating == words.met:
            return "open"
        if operating == words.unknown:
            return "would open"
        return "barred" if operating == words.barred else "shut"

    @property
    def in_the_way(self) -> tuple[Finding, ...]:
        """The findings that keep it from opening, not met before unknown."""
        return deciding(self.explanation)


STATES = ("open", "would open", "barred", "shut")


def doors(registry: Registry, *, as_of: date, decided_on: date, policy: Policy) -> tuple[Door, ...]:
    """Every door in force on a day, under the orders, with its live readings laid out."""
    found = []
    for provision in index.DOORS:
        if provision.in_force(days(as_of)):
            applied = composed(provision, registry, decided_on=decided_on, stale=policy.stale_days)
            live = live_readings(applied, policy.forum, days(as_of))
            found.append(Door(applied, layout(applied, variants(applied, live))))
    return tuple(found)


def door_facts(every: Sequence[Door]) -> tuple[Fact, ...]:
    """The facts that some door asks for, each once."""
    return tuple(dict.fromkeys(fact for door in every for fact in door.provision.facts()))


def try_doors(every: Sequence[Door], case: Case, *, as_of: date, forum: str) -> tuple[Answer, ...]:
    """Explain one case door by door: open ones first, then those that lack the fewest facts.

    Shut and barred doors follow in the law's order.
    """
    answers = []
    for door in every:
        told = explain(door.provision, case, forum=forum, day=days(as_of))
        gaps = dict.fromkeys(
            fact for finding in deciding(told) if finding.value is None for fact in finding.missing
        )
        answers.append(Answer(door.provision, told, tuple(gaps)))

    def place(answer: Answer) -> tuple[int, int]:
        waits = len(answer.missing) if answer.state == "would open" else 0
        return STATES.index(answer.state), waits

    return tuple(sorted(answers, key=place))


def decide_doors(con: duckdb.DuckDBPyConnection, every: Sequence[Door], facts: str) -> None:
    """Decide every row of a table of facts under every door: the table ``door``.

    It has request_id, row and one column per door with its outcome word; where live readings
    differ the word is followed by ``SPLIT``, as in ``SPLIT HOLD``.
    """
    sql = doors_statement(
        {door.column: door.plan for door in every}, facts, key="request_id", carry=("row",)
    )
    con.execute(f"CREATE OR REPLACE TABLE {DOOR} AS {sql}").fetchall()


def tally_doors(
    con: duckdb.DuckDBPyConnection, every: Sequence[Door]
) -> dict[str, Mapping[str, int]]:
    """How many rows each door answers how, by citation, in the law's order."""
    found: dict[str, Mapping[str, int]] = {}
    for door in every:
        rows = con.execute(
            f"SELECT {door.column}, count(*) AS n FROM {DOOR} GROUP BY ALL ORDER BY n DESC, 1"
        ).fetchall()
        found[door.provision.cite] = dict(rows)
    return found


def operating_word(word: str) -> str:
    """The word that is acted on: ``SPLIT HOLD`` acts as ``HOLD``."""
    return word.removeprefix(f"{SPLIT} ")
