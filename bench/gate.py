"""The address gate against its peers: speed, and what each keeps and lets through.

Usage::

    python bench/gate.py [ROWS] [WORKERS]      speed, and invented rows (default 100,000 rows, 2)
    python bench/gate.py --corpus FOLDER       real addresses labelled by hand (gate_corpus.py)
    python bench/gate.py --respelled [ROWS]    one address in two spellings: does the key hold?

The invented rows are nine good addresses to one defect, from the generator of
``tests/unit/match_gate``; the defects are ours, so what is kept and let through of them are
development figures. ``bench/gate_blind.py`` runs strings by others. Read the ratios, not the
seconds: other work on the machine slows all contenders alike.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
# The generator is test code: it stands in no package that is installed.
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "unit"))

from duly.match.gate import classify
from gate_corpus import read_corpus
from gate_peers import Contender, contenders, gate

SLOW = 20_000
"""Rows for contenders that would take minutes."""


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


def cpu_seconds() -> float:
    """Return the CPU time used so far by this process and by its finished children."""
    return sum(os.times()[:4])


def share(found: Iterable[bool]) -> float:
    """Return the share of true values in percent."""
    counted = list(found)
    return round(100 * sum(counted) / max(1, len(counted)), 3)


def measure(accept: Contender, texts: Sequence[str], good: Sequence[bool]) -> dict[str, Any]:
    """Run one contender once."""
    start, cpu = time.perf_counter(), cpu_seconds()
    accepted = accept(texts)
    wall, used = time.perf_counter() - start, cpu_seconds() - cpu
    pairs = list(zip(accepted, good, strict=True))
    return {
        "texts": len(texts),
        "per_second": round(len(texts) / wall),
        "per_cpu_second": round(len(texts) / max(used, 0.001)),
        "kept_percent": share(a for a, g in pairs if g),
        "let_through_percent": share(a for a, g in pairs if not g),
        "kept": sum(a for a, g in pairs if g),
        "let_through": sum(a for a, g in pairs if not g),
    }


def run_all(texts: Sequence[str], good: Sequence[bool], workers: int) -> dict[str, dict[str, Any]]:
    """Run every contender over the same texts; the slow ones over the first of them."""
    classify("1 Main St, Dallas, TX 75201")  # the tables: about half a second, once per process
    rows = {}
    for name, accept in contenders().items():
        count = min(len(texts), SLOW) if name == "usaddress" else len(texts)
        rows[name] = measure(accept, texts[:count], good[:count])
    if workers > 1:
        rows[f"gate, {workers} processes"] = measure(gate(workers), texts, good)
    return rows


def show(rows: dict[str, dict[str, Any]]) -> None:
    print(
        f"{'contender':<22}{'per second':>12}{'per CPU s':>12}{'ratio':>8}{'kept':>20}"
        f"{'let through':>18}"
    )
    base = rows["gate"]["per_cpu_second"]
    for name, row in rows.items():
        kept = f"{row['kept']:,} {row['kept_percent']:>7.2f} %"
        through = f"{row['let_through']:,} {row['let_through_percent']:>7.2f} %"
        print(
            f"{name:<22}{row['per_second']:>12,}{row['per_cpu_second']:>12,}"
            f"{row['per_cpu_second'] / base:>8.2f}{kept:>20}{through:>18}"
        )
    print("ratio: of addresses per CPU second, to the gate in one process, same run")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("rows", type=int, nargs="?", default=100_000)
    parser.add_argument("workers", type=int, nargs="?", default=2)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--list", action="store_true", help="with --corpus: the gate's misses")
    parser.add_argument("--respelled", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.respelled:
        importlib.import_module("gate_respelled").main(options.rows, as_json=options.json)
        return
    if options.corpus:
        gold = read_corpus(options.corpus)
        texts, good = [text for text, _ in gold], [complete for _, complete in gold]
        workers = 1
        title = f"{len(gold):,} labelled addresses, {sum(good):,} of them complete"
    else:
        texts, good = make_rows(options.rows)
        workers = options.workers
        title = f"{options.rows:,} invented rows"
    rows = run_all(texts, good, workers)
    if options.json:
        print(json.dumps({"about": title, "contenders": rows}, indent=1))
        return
    print(title)
    show(rows)
    if options.list and options.corpus:
        for (text, complete), accepted in zip(gold, gate()(texts), strict=True):
            if accepted != complete:
                gate_says = classify(text)
                mark = "LET THROUGH" if accepted else "NOT KEPT"
                print(f"{mark}\t{gate_says.cls}\t{';'.join(gate_says.reasons)}\t{text}")


if __name__ == "__main__":
    main()
