"""Decisions of finished runs under other law: a ruling laid over them, or an order left out.

The facts on which each row was decided are kept beside it, so that it can be decided again. A
fact that the new law asks for and the run did not know stays unknown. What comes out is a
what-if about history; the decisions themselves are never changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from duly.errors import InputError, LawTextError, NoVersionError
from duly.gateway.compose import composed
from duly.gateway.policy import Policy
from duly.gateway.receipt import opened
from duly.gateway.reopen import registry_of, table_of
from duly.gateway.run import DECISIONS, FACTS, MANIFEST, ORDERS
from duly.law import index
from duly.law.columns import SQL_TYPES, statement
from duly.law.fact import days
from duly.law.layout import OPERATING, WORD, layout
from duly.law.provision import Provision
from duly.law.theorems import Theorem, narrows
from duly.law.usc.t26.s6103 import facts as f
from duly.match import MatchPolicy
from duly.orders.load import Registry
from duly.orders.overlay import affects
from duly.orders.ruling import Ruling, laid_over, settled
from duly.store.engine import connect

CHANGED = "changed"


@dataclass(frozen=True)
class History:
    """A finished run, as far as it is needed to decide it again."""

    folder: Path
    cite: str
    registry: Registry
    policy: Policy
    as_of: date
    decided_on: date
    law_sha256: str


@dataclass(frozen=True)
class Rescored:
    """What one run would come to. ``moves`` counts rows by (decided, would be)."""

    history: History
    rows: int
    moves: Mapping[tuple[str, str], int]
    only_narrows: Theorem | None
    only_widens: Theorem | None
    same_law: bool
    concerned: bool
    """Whether the ruling changes anything about the run's provision at all."""

    @property
    def differing(self) -> int:
        """Rows that would come out otherwise."""
        return sum(n for (old, new), n in self.moves.items() if old != new)


@dataclass(frozen=True)
class Impact:
    """What one order does to one run, then and on another day.

    ``reached`` counts rows that the order speaks about and restrains or holds, ``decisive``
    those that would come out otherwise without it; ``pending`` and ``pending_reached`` are the
    rows that were open or held, and how many of those the order restrains on ``on``.
    """

    history: History
    rows: int
    reached: int
    decisive: int
    on: date
    pending: int
    pending_reached: int


def history_of(folder: Path) -> History:
    """Open a run's receipt and orders; raises as ``reopen.applied_in`` does for a broken one."""
    manifest = opened(folder / MANIFEST)
    policy = dict(manifest["policy"])
    return History(
        folder=folder,
        cite=manifest["provision"]["cite"],
        registry=registry_of(folder / ORDERS, manifest["orders"]["sha256"]),
        policy=Policy(**{**policy, "match": MatchPolicy(**policy["match"])}),
        as_of=date.fromisoformat(manifest["law_as_of"]),
        decided_on=date.fromisoformat(manifest["decided_on"]),
        law_sha256=manifest["provision"]["sha256"],
    )


def rescore(
    history: History,
    ruling: Ruling,
    *,
    rows_to: Path | None,
    prove: bool = True,
    file: str = "the ruling",
) -> Rescored:
    """Lay a ruling over a run: what each row would come to on the day as of which it was decided.

    ``rows_to`` receives the rows that differ (CSV: row, request_id, reference, decided,
    would_be). ``prove`` asks the solver whether the ruling only narrows, or only widens.
    """
    base = _in_force(history)
    after = laid_over(ruling, history.registry, file=file)
    written = _composed(base, history, history.registry)
    changed = _composed(settled(base, ruling), history, after)
    con = _facts(history, changed)
    _decide(con, changed)
    moves = {
        (old, new): int(n)
        for old, new, n in con.execute(
            "SELECT d.operating, n.operating, count(*) FROM decided d "
            f"JOIN {CHANGED} n USING (row) GROUP BY ALL ORDER BY 3 DESC, 1, 2"
        ).fetchall()
    }
    if rows_to is not None:
        target = str(rows_to).replace("'", "''")
        con.execute(
            f"COPY (SELECT d.row, d.request_id, d.reference, d.operating AS decided, "
            f"n.operating AS would_be FROM decided d JOIN {CHANGED} n USING (row) "
            f"WHERE d.operating <> n.operating ORDER BY row) TO '{target}' (FORMAT csv, HEADER)"
        ).fetchall()
    same_law = written.sha256() == history.law_sha256
    return Rescored(
        history,
        sum(moves.values()),
        moves,
        narrows(written, changed) if prove else None,
        narrows(changed, written) if prove else None,
        same_law,
        changed.sha256() != written.sha256(),
    )


def impact(history: History, registry: Registry, order_id: str, *, on: date) -> Impact | None:
    """What an order does to a run; None where it says nothing about the run's provision.

    ``registry`` has the order. On the run's own day the orders are those of the run, with this
    one among them; on ``on`` they are those of ``registry``.
    """
    base = _in_force(history)
    order = registry.get(order_id)
    if not affects(order, base):
        return None
    _in_force(history, on)
    own = {o.order_id: o for o in history.registry.orders} | {order_id: order}
    then = _composed(base, history, Registry(tuple(own.values())))
    without = {k: o for k, o in own.items() if k != order_id}
    bare = _composed(base, history, Registry(tuple(without.values())))
    now = composed(base, registry, decided_on=on, stale=history.policy.stale_days)
    con = _facts(history, then, now)
    bar = f"order.{order_id}"
    reached, decisive = _difference(con, then, bare, bar)
    pending, pending_reached = _pending(con, now, bar, on)
    rows = int(con.execute("SELECT count(*) FROM decided").fetchall()[0][0])
    return Impact(history, rows, reached, decisive, on, pending, pending_reached)


def compared(history: History, one: Provision, two: Provision) -> Mapping[tuple[str, str], int]:
    """Count the rows of a run by what two forms of a provision make of its facts."""
    con = _facts(history, one, two)
    sql = [
        statement(layout(p, {OPERATING: {}}), "kept", key="request_id", carry=("row",))
        for p in (one, two)
    ]
    rows = con.execute(
        f"SELECT a.operating, b.operating, count(*) FROM (SELECT row, operating FROM ({sql[0]})) a "
        f"JOIN (SELECT row, operating FROM ({sql[1]})) b USING (row) GROUP BY ALL "
        "ORDER BY 3 DESC, 1, 2"
    ).fetchall()
    return {(old, new): int(n) for old, new, n in rows}


def _in_force(history: History, on: date | None = None) -> Provision:
    try:
        return index.find(history.cite, days(on or history.as_of))
    except index.NotInForce as error:
        raise NoVersionError(str(error), "Choose a later --as-of date.") from None
    except LookupError:
        raise LawTextError(
            "this program does not have the provision under which the run was decided.",
            "Use a version of duly that does; the run's receipt names one.",
        ) from None


def _composed(provision: Provision, history: History, registry: Registry) -> Provision:
    return composed(
        provision, registry, decided_on=history.decided_on, stale=history.policy.stale_days
    )


def _facts(history: History, *provisions: Provision) -> duckdb.DuckDBPyConnection:
    """The tables ``kept`` (facts, unknown ones added) and ``decided`` of a run."""
    con = connect()
    try:
        source = table_of(history.folder / FACTS)
        present = {name for name, *_ in con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
        asked = dict.fromkeys(fact for one in provisions for fact in one.facts())
        more = "".join(
            f', NULL::{SQL_TYPES[fact.kind]} AS "{fact.name}"'
            for fact in asked
            if fact.name not in present
        )
        con.execute(f"CREATE VIEW kept AS SELECT *{more} FROM {source}")
        con.execute(
            "CREATE VIEW decided AS SELECT row, request_id, reference, operating "
            f"FROM {table_of(history.folder / DECISIONS)}"
        )
    except duckdb.Error:
        raise InputError(
            "the facts or decisions of the run cannot be read.",
            "Name the folder of a whole run.",
            file=str(history.folder),
        ) from None
    return con


def _decide(con: duckdb.DuckDBPyConnection, provision: Provision) -> None:
    sql = statement(layout(provision, {OPERATING: {}}), "kept", key="request_id", carry=("row",))
    con.execute(f"CREATE OR REPLACE TABLE {CHANGED} AS SELECT row, operating FROM ({sql})")


def _bar_held(provision: Provision, bar: str, facts: str) -> str:
    """A query for the rows in which a bar is not surely out of the way."""
    plan = layout(provision, {OPERATING: {}})
    word, bit = divmod(plan.positions[bar], WORD)
    sql = statement(plan, facts, key="request_id", carry=("row",))
    return f"SELECT row, operating FROM ({sql}) WHERE true_{word} & {1 << bit} = 0"


def _difference(
    con: duckdb.DuckDBPyConnection, then: Provision, bare: Provision, bar: str
) -> tuple[int, int]:
    """Rows that the bar restrains, and rows whose outcome rests on it."""
    reached = con.execute(f"SELECT count(*) FROM ({_bar_held(then, bar, 'kept')})").fetchall()
    plan = layout(bare, {OPERATING: {}})
    without = statement(plan, "kept", key="request_id", carry=("row",))
    both = statement(layout(then, {OPERATING: {}}), "kept", key="request_id", carry=("row",))
    decisive = con.execute(
        f"SELECT count(*) FROM (SELECT row, operating FROM ({both})) a JOIN "
        f"(SELECT row, operating FROM ({without})) b USING (row) WHERE a.operating <> b.operating"
    ).fetchall()
    return int(reached[0][0]), int(decisive[0][0])


def _pending(con: duckdb.DuckDBPyConnection, now: Provision, bar: str, on: date) -> tuple[int, int]:
    """Rows that were open or held, and those of them that the order restrains on a day."""
    words = now.words
    waiting = f"operating IN ('{words.met}', '{words.unknown}')"
    pending = con.execute(f"SELECT count(*) FROM decided WHERE {waiting}").fetchall()
    con.execute(
        f"CREATE OR REPLACE VIEW kept_now AS SELECT * REPLACE ({days(on)} AS {f.as_of.name}) "
        "FROM kept"
    )
    held = _bar_held(now, bar, "kept_now")
    reached = con.execute(
        f"SELECT count(*) FROM (SELECT row FROM decided WHERE {waiting}) JOIN ({held}) USING (row)"
    ).fetchall()
    return int(pending[0][0]), int(reached[0][0])
