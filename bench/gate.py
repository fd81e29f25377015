"""Addresses per second of the gate, of the incident's rule and of usaddress, from one run.

Usage: ``python bench/gate.py [ROWS] [WORKERS]`` (defaults: 100,000 rows, 2 workers). The rows are
invented: nine good addresses to one defect, from the generator of ``tests/unit/match_gate``. Read
the ratios, not the seconds: other work on the machine slows all contenders alike. "Accepted" is
the share of good rows and of defects that a contender takes for an address; the defects are ours,
so these two are development figures.
"""

from __future__ import annotations

import importlib
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pyarrow as pa

from duly.match.gate import classify, classify_column

# The generator is test code: it stands in no package that is installed.
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "unit"))

INCIDENT = re.compile(r"(?<!\d)(\d{5}|\d{9})(?!\d)")
"""Our reading of the rule of August 2025: any number of five or nine digits is an address."""


def make_rows(rows: int) -> tuple[list[str], list[bool]]:
    """Return invented address fields, and for each whether it is a good address."""
    maker = importlib.import_module("match_gate.generator").Maker(1)
    defects = list(maker.defects().values())
    good = [i % 10 != 9 for i in range(rows)]
    texts = [
        maker.good(i % 4) if is_good else defects[i // 10 % len(defects)]()
        for i, is_good in enumerate(good)
    ]
    return texts, good


def incident_rule(texts: Sequence[str]) -> list[bool]:
    return [INCIDENT.search(text) is not None for text in texts]


def gate(workers: int) -> Callable[[Sequence[str]], list[bool]]:
    """Return the gate, accepting what it calls a street, rural or military address."""

    def accept(texts: Sequence[str]) -> list[bool]:
        table = classify_column(pa.array(texts), workers=workers)
        return [cls.startswith("ok") for cls in table["address_class"].to_pylist()]

    return accept


def usaddress_tag() -> Callable[[Sequence[str]], list[bool]] | None:
    """Return usaddress, accepting a street address with every part that it tags, or None."""
    try:
        usaddress = importlib.import_module("usaddress")
    except ModuleNotFoundError:
        return None
    wanted = {"AddressNumber", "StreetName", "PlaceName", "StateName", "ZipCode"}

    def accept(texts: Sequence[str]) -> list[bool]:
        out = []
        for text in texts:
            try:
                tags, kind = usaddress.tag(text)
            except usaddress.RepeatedLabelError:
                out.append(False)
            else:
                out.append(kind == "Street Address" and wanted <= set(tags))
        return out

    return accept


def cpu_seconds() -> float:
    """Return the CPU time used so far by this process and by its finished children."""
    return sum(os.times()[:4])


def percent(found: Iterable[bool]) -> str:
    counted = list(found)
    return f"{100 * sum(counted) / max(1, len(counted)):.2f} %"


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    texts, good = make_rows(rows)
    classify("")  # loads nothing yet
    classify("1 Main St, Dallas, TX 75201")  # the tables: about half a second, once per process
    contenders = {
        "gate, 1 process": (gate(1), rows),
        "incident's rule": (incident_rule, rows),
        f"gate, {workers} processes": (gate(workers), rows),
    }
    tagger = usaddress_tag()
    if tagger is None:
        print("usaddress is not installed and is left out")
    else:
        contenders["usaddress"] = (tagger, min(rows, 20_000))
    print(f"{rows:,} invented rows")
    print(
        f"{'contender':<20}{'per second':>12}{'per CPU s':>12}{'ratio':>8}"
        f"{'good kept':>12}{'defects let in':>16}"
    )
    base = 0.0
    for name, (accept, count) in contenders.items():
        start, cpu = time.perf_counter(), cpu_seconds()
        accepted = accept(texts[:count])
        speed = count / (time.perf_counter() - start)
        frugality = count / max(cpu_seconds() - cpu, 0.001)
        base = base or frugality
        kept = percent(a for a, g in zip(accepted, good, strict=False) if g)
        let_in = percent(a for a, g in zip(accepted, good, strict=False) if not g)
        print(
            f"{name:<20}{speed:>12,.0f}{frugality:>12,.0f}{frugality / base:>8.2f}"
            f"{kept:>12}{let_in:>16}"
        )
    print("ratio: of addresses per CPU second, to the gate in one process, same run")


if __name__ == "__main__":
    main()
