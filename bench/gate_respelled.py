"""Whether one address in two spellings keeps its key: the gate, doorplate and the folded text.

Called by ``gate.py --respelled``. Addresses and spellings come from
``tests/unit/match_gate/respell.py``, which writes them with the gate's own tables, so other keys do
worse on them than they would elsewhere. Where doorplate is installed, its long form is a second
speller, and nobody here wrote it. *Lost* is the share of pairs whose keys differ or are empty; when
39 of 100 addresses are respelled, 39 in 100 of it is what matching loses.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Sequence

import pyarrow as pa

from duly.match.gate import classify_column

RESPELLED_SHARE = 0.39

Keys = Callable[[Sequence[str]], list[str]]


def gate_keys(texts: Sequence[str]) -> list[str]:
    keys: list[str] = classify_column(pa.array(texts, pa.string()))["key"].to_pylist()
    return keys


def folded(texts: Sequence[str]) -> list[str]:
    return [" ".join(text.casefold().replace(",", " ").split()) for text in texts]


def lost(keys: Keys, one: Sequence[str], other: Sequence[str]) -> int:
    """Count the pairs that have no common key."""
    pairs = zip(keys(one), keys(other), strict=True)
    return sum(not first or first != second for first, second in pairs)


def main(rows: int, *, as_json: bool) -> None:
    speller = importlib.import_module("match_gate.respell")
    pick = speller.source(1)
    addresses = [speller.choose(pick) for _ in range(rows)]
    plain = [speller.standard(address) for address in addresses]
    spelled = [speller.respell(address, pick) for address in addresses]
    found = {
        "folded text": lost(folded, plain, spelled),
        "gate": lost(gate_keys, plain, spelled),
    }
    try:
        parse_many = importlib.import_module("doorplate").parse_many
    except ModuleNotFoundError:
        pass
    else:

        def doorplate_keys(texts: Sequence[str]) -> list[str]:
            return [p.key(unit=True) or "" if p else "" for p in parse_many(list(texts))]

        long = [p.to_long() if p else None for p in parse_many(plain)]
        written = [f"{p['line1']}, {p['last_line']}" if p else "" for p in long]
        found["doorplate"] = lost(doorplate_keys, plain, spelled)
        found["gate, spelled by doorplate"] = lost(gate_keys, plain, written)
    shares = {name: 100 * count / rows for name, count in found.items()}
    if as_json:
        print(json.dumps({"rows": rows, "lost": found, "lost_percent": shares}, indent=1))
        return
    print(f"{rows:,} addresses in two spellings")
    print(f"{'key':<30}{'lost':>10}{'of all':>12}{'of 39 in 100':>14}")
    for name, share in shares.items():
        print(f"{name:<30}{found[name]:>10,}{share:>10.3f} %{RESPELLED_SHARE * share:>12.3f} %")
