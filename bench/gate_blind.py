"""The gate on strings by somebody who has not seen it.

Usage: ``python bench/gate_blind.py FOLDER [--json] [--list] [--peers] [--per-class N]``.

FOLDER holds ``strings.csv`` and ``pieces.toml``, as ``tests/unit/match_gate/blind_lists.py`` tells.

*Let through* is the dangerous error: a bad text that is classed ``ok``, ``ok_rural`` or
``ok_military`` although neither its class nor ``also`` is one of these. *Kept* is a good text in
one of these three. ``--list`` prints every miss, ``--peers`` what the other contenders let through.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
# How the lists are read is test code: it stands in no package that is installed.
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "unit"))

from match_gate.blind_lists import Sample, compose, read_strings

from gate_peers import ACCEPTED, contenders, gate_classes


def count(samples: Sequence[Sample], classes: Sequence[str]) -> dict[str, dict[str, int]]:
    """Count by kind: texts, right classes, let through (of bad texts), kept (of good texts)."""
    found: dict[str, Counter[str]] = {}
    for sample, cls in zip(samples, classes, strict=True):
        row = found.setdefault(sample.kind, Counter())
        row["texts"] += 1
        row["right"] += cls in sample.allowed
        row["bad"] += sample.bad
        row["let_through"] += sample.bad and cls in ACCEPTED
        row["good"] += sample.good
        row["kept"] += sample.good and cls in ACCEPTED
    return {kind: dict(row) for kind, row in found.items()}


def show(title: str, rows: dict[str, dict[str, int]]) -> None:
    print(f"\n{title}")
    print(f"{'kind':<22}{'texts':>8}{'right class':>13}{'bad':>7}{'let through':>13}{'kept':>15}")
    total: Counter[str] = Counter()
    for kind, row in rows.items():
        total.update(row)
        print(_line(kind, row))
    print(_line("all", total))


def _line(kind: str, row: dict[str, int] | Counter[str]) -> str:
    kept = f"{row['kept']:,}/{row['good']:,}" if row["good"] else ""
    let_through = f"{row['let_through']:,}" if row["bad"] else ""
    counts = f"{row['texts']:>8,}{row['right']:>13,}{row['bad']:>7,}"
    return f"{kind:<22}{counts}{let_through:>13}{kept:>15}"


def _peers(samples: Sequence[Sample]) -> dict[str, dict[str, float]]:
    good = [sample.text for sample in samples if sample.good]
    bad = [sample.text for sample in samples if sample.bad]
    return {
        name: {
            "let_through_percent": round(100 * sum(accept(bad)) / max(1, len(bad)), 3),
            "kept_percent": round(100 * sum(accept(good)) / max(1, len(good)), 3),
        }
        for name, accept in contenders().items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--per-class", type=int, default=1_000)
    options = parser.parse_args()
    sets = {
        "strings": read_strings(options.folder),
        "composed": compose(options.folder, options.per_class),
    }
    classes = {name: gate_classes([s.text for s in found]) for name, found in sets.items()}
    result: dict[str, Any] = {name: count(found, classes[name]) for name, found in sets.items()}
    if options.peers:
        result["peers"] = _peers(sets["composed"])
        result["peers_on_strings"] = _peers(sets["strings"])
    if options.json:
        print(json.dumps(result, indent=1))
        return
    show("Texts written one by one", result["strings"])
    show("Texts composed from pieces", result["composed"])
    for title, name in (("composed", "peers"), ("one by one", "peers_on_strings")):
        for peer, row in result.get(name, {}).items():
            print(
                f"{title:<12}{peer:<24}let through {row['let_through_percent']:>7} %"
                f"   kept {row['kept_percent']:>7} %"
            )
    if options.list:
        for name, found in sets.items():
            for sample, cls in zip(found, classes[name], strict=True):
                if cls not in sample.allowed:
                    mark = "LET THROUGH" if sample.bad and cls in ACCEPTED else ""
                    print(f"{name}\t{sample.kind}\t{cls}\t{mark}\t{sample.text!r}")


if __name__ == "__main__":
    main()
